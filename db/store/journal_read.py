"""Reads the journal for people: entries by person, verb, day and text, the entries of one address, changes of an entry."""

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, or_, select

from db.schema.address import addr_code, node, payload
from db.schema.system import actor, journal, journal_change
from db.schema.work import application_item, inspection_form, plate, problem, text_decision
from db.store.journal import GENESIS, Change, Head
from db.store.sets import among

_LEAST_KEY = 4
"""Shorter texts are looked for in reasons only: as the beginning of a key they would find half the journal."""
_CHUNK = 2_000
_NODE_ID = re.compile(r'"node_id":(\d{1,19})[,}]')

_PROGRAM = {"system": "系统"}

Keys = tuple[tuple[str, str], ...]
"""Table and key of rows."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as it is listed; ``at`` as stored."""

    seq: int
    at: str
    actor: str
    role: str
    workstation: str
    verb: str
    reason: str
    change_count: int
    hash: str


@dataclass(frozen=True, slots=True)
class Record:
    """One change with the entry it belongs to; an entry without changes comes once, with None.

    Attributes:
        subject: the address as it reads today that the change is about; ``""`` when it is about none.
    """

    entry: EntryRow
    change: Change | None
    subject: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries to list; an empty field does not restrict.

    Attributes:
        actor: login.
        verb: of the access table.
        since: stored moment, itself included.
        until: stored moment, itself not included.
        text: in the reason, or the beginning of a changed row's key.
        keys: rows of which at least one changed.
        newest_first: which end is listed first.
    """

    actor: str = ""
    verb: str = ""
    since: str = ""
    until: str = ""
    text: str = ""
    keys: Keys = ()
    newest_first: bool = True


_ENTRY = tuple(journal.c[name] for name in EntryRow.__slots__)
_CHANGE = tuple(journal_change.c[name] for name in ("table_name", "row_key", "before", "after"))


def entries(conn: Connection, wanted: Wanted, beyond: int, limit: int) -> list[EntryRow]:
    """A portion of the entries.

    Args:
        conn: where to read.
        wanted: which.
        beyond: sequence of the last entry already listed; 0 begins.
        limit: how many at most.
    """
    query = select(*_ENTRY).where(*_conditions(wanted)).limit(limit)
    if wanted.newest_first:
        query = query.order_by(journal.c.seq.desc())
        query = query.where(journal.c.seq < beyond) if beyond else query
    else:
        query = query.where(journal.c.seq > beyond).order_by(journal.c.seq)
    return [EntryRow(*row) for row in conn.execute(query)]


def changes(conn: Connection, seq: int, keys: Keys, limit: int) -> list[Change]:
    """The first changes of an entry in their order; only those of the rows named, when any are."""
    query = (
        select(*_CHANGE).where(journal_change.c.seq == seq).order_by(journal_change.c.ordinal).limit(limit)
    )
    if keys:
        query = query.where(_changed(keys))
    return [Change(*row) for row in conn.execute(query)]


def records(conn: Connection, wanted: Wanted) -> Generator[Record, None, None]:
    """Every change of the wanted entries from the oldest on; memory does not grow with them."""
    joined = journal.outerjoin(journal_change, journal_change.c.seq == journal.c.seq)
    query = select(*_ENTRY, *_CHANGE).select_from(joined).where(*_conditions(wanted))
    query = query.order_by(journal.c.seq, journal_change.c.ordinal)
    width, entry = len(_ENTRY), None
    with conn.execute(query, execution_options={"stream_results": True, "yield_per": _CHUNK}) as found:
        for rows in found.partitions():
            parts = [None if row[width] is None else Change(*row[width:]) for row in rows]
            texts = subjects(conn, [part for part in parts if part is not None])
            for row, part in zip(rows, parts, strict=True):
                if entry is None or entry.seq != row[0]:
                    entry = EntryRow(*row[:width])
                yield Record(entry, part, texts.get(part, "") if part else "")


def subjects(conn: Connection, told: Iterable[Change]) -> dict[Change, str]:
    """The addresses as they read today that changes are about."""
    ids = {change: _node_of(change) for change in told}
    query = select(node.c.id, node.c.full_text).where(among(conn, node.c.id, ids.values()))
    texts = {row.id: row.full_text for row in conn.execute(query)}
    return {change: texts[node_id] for change, node_id in ids.items() if node_id in texts}


def _node_of(change: Change) -> int:
    if change.table == node.name:
        return int(change.key) if change.key.isdecimal() else 0
    found = _NODE_ID.search(change.after) or _NODE_ID.search(change.before)
    return int(found[1]) if found else 0


def node_keys(conn: Connection, node_id: int) -> Keys:
    """The rows that tell of an address: itself, its plates, codes, problems, applications, inspections, decisions."""
    pairs = [("node", str(node_id))]
    for table in (plate, problem, inspection_form, text_decision):
        found = conn.execute(select(table.c.id).where(table.c.node_id == node_id)).scalars()
        pairs += [(table.name, str(row_id)) for row_id in found]
    of_item = tuple(
        application_item.c[name] for name in ("district_code", "application_id", "item_no", "node_id")
    )
    for row in conn.execute(select(*of_item).where(application_item.c.node_id == node_id)):
        told = "|".join(map(str, row))
        pairs += [("application_item", one) for one in (told.rpartition("|")[0], told, str(row[1]))]
        pairs.append(("application", str(row[1])))
    for table, names in (
        (addr_code, ("code", "district_code", "node_id", "assigned_at")),
        (payload, ("payload", "district_code", "node_id", "accepted_at")),
    ):
        for row in conn.execute(select(*(table.c[name] for name in names)).where(table.c.node_id == node_id)):
            pairs += [(table.name, "|".join(map(str, row))), (table.name, str(row[0]))]
    return tuple(dict.fromkeys(pairs))


def newest(conn: Connection) -> Head:
    """The newest entry that is there, whatever the store's own note says."""
    row = conn.execute(select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)).first()
    return Head(int(row.seq), str(row.hash)) if row else Head(0, GENESIS)


def people(conn: Connection) -> dict[str, str]:
    """Login -> name of every account there ever was, and of the program itself, which made the store."""
    return _PROGRAM | {row.login: row.name for row in conn.execute(select(actor.c.login, actor.c.name))}


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.actor:
        found.append(journal.c.actor == wanted.actor)
    if wanted.verb:
        found.append(journal.c.verb == wanted.verb)
    if wanted.since:
        found.append(journal.c.at >= wanted.since)
    if wanted.until:
        found.append(journal.c.at < wanted.until)
    if wanted.text:
        found.append(or_(journal.c.reason.contains(wanted.text, autoescape=True), _key_begins(wanted.text)))
    if wanted.keys:
        found.append(journal.c.seq.in_(_seqs().where(_changed(wanted.keys))))
    return found


def _seqs() -> Select[Any]:
    return select(journal_change.c.seq)


def _key_begins(text: str) -> ColumnElement[bool]:
    if len(text) < _LEAST_KEY:
        return false()
    from db.schema.tables import metadata  # its rules load a server's dialect, which a start does without

    key = journal_change.c.row_key
    behind = text[:-1] + chr(ord(text[-1]) + 1)
    # Every table is named, so that the index, which begins with the table, is of use.
    begins = and_(journal_change.c.table_name.in_(sorted(metadata.tables)), key >= text, key < behind)
    return journal.c.seq.in_(_seqs().where(begins))


def _changed(keys: Keys) -> ColumnElement[bool]:
    by_table: dict[str, list[str]] = {}
    for table, key in keys:
        by_table.setdefault(table, []).append(key)
    return or_(
        *(
            and_(journal_change.c.table_name == table, journal_change.c.row_key.in_(listed))
            for table, listed in by_table.items()
        )
    )
