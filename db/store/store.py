"""The store: reading and writing as context managers; a write is one transaction with one journal entry."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import filelock
from sqlalchemy import Connection, Engine, Table, select, update
from sqlalchemy.engine import URL

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.clock import Clock, SystemClock, legal_date, stamp
from db.domain.errors import StaleRecord
from db.domain.guard import GUARDED
from db.schema.system import store_info
from db.store import arrival, ids, journal
from db.store.bulk import insert_rows
from db.store.engine import release
from db.store.faults import sorted_faults
from db.store.standing import standing_of
from db.store.turns import come_in


@dataclass
class Work:
    """One write in progress: the connection, who and when, and everything it changed.

    Attributes:
        conn: connection inside the transaction.
        at: moment of the write, stored text.
        today: legal date of the write.
        alone: nobody else writes while this is under way.
    """

    conn: Connection
    actor: Actor
    role: str
    verb: str
    reason: str
    at: str
    today: str
    district_code: str
    alone: bool = False
    entries: list[journal.Change] = field(default_factory=list)
    touched: dict[str, set[int]] = field(default_factory=dict)
    parents: set[int] = field(default_factory=set)
    entry: int = 0

    def new_ids(self, count: int) -> list[int]:
        """Fresh ids."""
        return ids.take(self.conn, count)

    def note(self, table: str, key: str, before: str, after: str) -> None:
        """Put a changed row on the journal."""
        self.entries.append(journal.Change(table, key, before, after))

    def insert(self, table: Table, values: Mapping[str, Any]) -> None:
        """Insert and journal one row."""
        self.insert_many(table, tuple(values), [tuple(values.values())])

    def insert_many(
        self, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]], kept: Sequence[str] = ()
    ) -> None:
        """Insert and journal many rows.

        Args:
            table: where to.
            columns: names in the order of the tuples.
            rows: tuples.
            kept: columns the journal keeps; all when empty. Derived columns need not be kept.
        """
        insert_rows(self.conn, table, columns, rows)
        keep = [(n, name) for n, name in enumerate(columns) if not kept or name in kept]
        dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
        key_at = _key_columns(table, columns)
        for row in rows:
            key = "|".join([str(row[n]) for n in key_at])
            self.entries.append(journal.Change(table.name, key, "", dump({name: row[n] for n, name in keep})))
        by_id = "id" in columns and len(rows) <= 1000
        ids_seen = {int(row[key_at[0]]) for row in rows} if by_id else set()
        self.touched.setdefault(table.name, set()).update(ids_seen)

    def change(self, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Update one row and journal what it was.

        ``row_version`` in ``key`` is checked and raised by one.

        Raises:
            StaleRecord: the row is gone or somebody changed it since.
        """
        where = [table.c[name] == value for name, value in key.items()]
        names = sorted(values)
        before = self.conn.execute(select(*(table.c[name] for name in names)).where(*where)).one_or_none()
        row_id = int(key.get("id", 0))
        if before is None:
            raise StaleRecord(table=table.name, row=row_id)
        changed = dict(values)
        if "row_version" in key:
            changed["row_version"] = key["row_version"] + 1
        if self.conn.execute(update(table).where(*where).values(changed)).rowcount != 1:
            raise StaleRecord(table=table.name, row=row_id)  # another desk was quicker
        self.note(
            table.name,
            str(row_id) if row_id else "|".join(str(key[name]) for name in _whole_key(table, key)),
            journal.canonical(dict(zip(names, before, strict=True))),
            journal.canonical({name: values[name] for name in names}),
        )
        self.touched.setdefault(table.name, set()).add(row_id)

    def parent_changed(self, parents: Iterable[int]) -> None:
        """Say that children of these places or nodes came, went or moved."""
        self.parents.update(parents)

    def changes(self) -> Changes:
        """What the write touched; complete after the block ended."""
        rows = {name: frozenset(seen) for name, seen in self.touched.items()}
        return Changes(self.entry, rows, frozenset(self.parents))


@dataclass
class Store:
    """An open store.

    Attributes:
        url: where it is, password hidden when printed.
        store_no: 16-bit number in every id born here.
        district_code: home district of the office.
    """

    url: URL
    engine: Engine
    clock: Clock
    store_no: int
    district_code: str
    lock: filelock.BaseFileLock | None = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection in one consistent snapshot; nothing is kept."""
        with sorted_faults(), self.engine.connect() as conn:
            if self.engine.dialect.name == "postgresql":
                conn = conn.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with conn.begin():
                yield conn

    @contextmanager
    def write(
        self, actor: Actor, verb: str, reason: str = "", area: str = "", *, alone: bool = False
    ) -> Iterator[Work]:
        """One transaction: kept whole when the block ends well, undone otherwise.

        Args:
            actor: who.
            verb: for which he needs a role.
            reason: for the journal.
            area: in which he needs it.
            alone: units end or addresses go into others; nobody else may write what he looked up before.

        Raises:
            NotAllowed: no role of the actor covers the verb in the area.
            Withheld: the store is a copy, or the clock cannot be believed, and the verb would bind others.
            StoreUnavailable: the environment refused; nothing was changed.
        """
        role = actor.role_for(verb, area)
        with sorted_faults(), self.engine.connect() as raw:
            conn = raw.execution_options(writing=True)
            with arrival.transaction(conn) as receipt:
                come_in(conn, alone=alone)
                now = self._now(conn)
                if verb in GUARDED:
                    standing_of(conn, self.url, self.clock).refuse(verb)
                at = (stamp(now), legal_date(now))
                work = Work(conn, actor, role.value, verb, reason, *at, self.district_code, alone)
                yield work
                if work.entries:
                    meta = (work.at, actor.login, work.role, actor.workstation, verb, reason)
                    head = journal.append(conn, meta, work.entries)
                    work.entry = receipt.entry = head.seq
                    receipt.hash = head.hash

    def _now(self, conn: Connection) -> datetime:
        """The server's time, where there is a server: ten workstations' clocks would be ten times."""
        if conn.dialect.name == "postgresql" and isinstance(self.clock, SystemClock):
            return cast(datetime, conn.exec_driver_sql("SELECT clock_timestamp()").scalar_one())
        return self.clock.now()

    def close(self) -> None:
        """Fold the write-ahead log back and give the file free: closed, a store is exactly one file."""
        self.engine.dispose()
        if self.lock is not None:
            release(self.lock)


def _whole_key(table: Table, key: Mapping[str, Any]) -> list[str]:
    """The columns of the table's key, or whatever the row was found by when that is not among it."""
    whole = [one.name for one in table.primary_key.columns]
    return whole if set(whole) <= set(key) else list(key)


def _key_columns(table: Table, columns: Sequence[str]) -> list[int]:
    """Where in a tuple the row's name in the journal stands: its id, else its whole key, as in ``Work.change``."""
    if "id" in columns:
        return [columns.index("id")]
    return [columns.index(one.name) for one in table.primary_key.columns]


def read_info(conn: Connection) -> tuple[int, str]:
    """Store number and home district."""
    row = conn.execute(select(store_info.c.store_no, store_info.c.district_code)).one()
    return int(row.store_no), row.district_code
