"""Tampering with the journal behind its guards, for tests: what a forger with the database in hand can do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, select, text, update

from db.domain.access import Actor
from db.schema.system import journal, journal_change, journal_head
from db.store.journal import entry_hash
from db.store.store import Store


def note(store: Store, who: Actor, *keys: str) -> int:
    """An entry with a change for each key."""
    with store.write(who, "actor.manage", "试") as work:
        for key in keys:
            work.note("actor", key, "", '{"state":"x"}')
    return work.entry


@contextmanager
def behind(store: Store) -> Iterator[Connection]:
    """A connection of somebody who took the guards off first."""
    engine: Engine = store.engine
    with engine.begin() as conn:
        for table in ("journal", "journal_change"):
            on = f" ON {table}" if conn.dialect.name == "postgresql" else ""
            for guard in ("keep", "append_only"):
                conn.execute(text(f"DROP TRIGGER {guard}_{table}{on}"))
        yield conn


def remade(row: Row[Any], seq: int, previous: str, **said: object) -> dict[str, object]:
    """An entry with other words, number or place, and a hash that fits it."""
    values = {**row._mapping, **said, "seq": seq, "prev_hash": previous}
    return {**values, "hash": entry_hash([values[one.name] for one in journal.columns][:-1])}


def entry(conn: Connection, seq: int) -> Row[Any]:
    return conn.execute(select(journal).where(journal.c.seq == seq)).one()


def move(conn: Connection, old: int, new: int) -> None:
    """Give an entry and its changes another number."""
    for table in (journal, journal_change):
        conn.execute(update(table).where(table.c.seq == old).values(seq=new))


def rewrite(conn: Connection, first: int, last: int) -> None:
    """Make the entries from one on anew, with hashes that fit, and the head with them; drop what comes after."""
    previous = entry(conn, first - 1).hash
    for seq in range(first, last + 1):
        values = remade(entry(conn, seq), seq, previous, actor="chief")
        conn.execute(update(journal).where(journal.c.seq == seq).values(values))
        previous = str(values["hash"])
    for table in (journal, journal_change):
        conn.execute(delete(table).where(table.c.seq > last))
    conn.execute(update(journal_head).values(seq=last, hash=previous))
