"""Reads the journal through: entries and their changes side by side, in order, a few thousand rows at a time.

Where the chain breaks, the entries around are asked what happened. An entry's hash covers its number and the hash
before it, so a genuine entry tells where it stood even when it has been moved.
"""

import hashlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, Table, select, text
from sqlalchemy.exc import DBAPIError

from db.domain.audit import Damage, Finding
from db.domain.errors import StoreUnavailable
from db.domain.progress import Progress, Silent
from db.schema.system import journal, journal_change, journal_head
from db.store.journal import GENESIS, change_text, entry_hash

Record: TypeAlias = tuple[Any, ...]

_CHUNK = 4_000
_NEIGHBOURS = 1_000
"""So far up and down a moved entry's own place is looked for."""

_ENTRIES = select(journal).order_by(journal.c.seq)
_SEES_ALL = text("SELECT zp.house() OR zp.covers_all()")


@dataclass
class _Walk:
    """How far the reading has come.

    Attributes:
        expected: the number the next entry must have.
        previous: hash of the entry before it.
        head: the store's own note of the newest entry; ``(-1, "")`` when it has none.
        waiting: the next change, already read.
    """

    conn: Connection
    progress: Progress
    total: int
    marks: Mapping[int, str]
    head: tuple[int, str]
    expected: int = 1
    previous: str = GENESIS
    waiting: Record | None = None

    def tick(self) -> None:
        """Say how far the reading is."""
        self.progress.step(min(self.expected - 1, self.total), self.total, "verifying")


def first_damage(
    conn: Connection, progress: Progress | None = None, marks: Mapping[int, str] | None = None
) -> Finding | None:
    """Walk the chain to its end or to the first entry that does not fit.

    Args:
        conn: one snapshot.
        progress: told how many entries were read; may cancel.
        marks: sequence and hash of heads kept elsewhere, which the chain must pass through.

    Raises:
        StoreUnavailable: ``no_permission``, the account sees a part of the journal only, whose gaps would look like damage.
        Cancelled: by the progress.
    """
    if conn.dialect.name == "postgresql" and not conn.scalar(_SEES_ALL):
        raise StoreUnavailable("no_permission", journal.name)
    row = conn.execute(select(journal_head.c.seq, journal_head.c.hash)).one_or_none()
    head = (int(row.seq), str(row.hash)) if row else (-1, "")
    walk = _Walk(conn, progress or Silent(), max(0, head[0]), marks or {}, head)
    try:
        return _walk_through(walk)
    except DBAPIError as error:
        if "decode" not in str(error):
            raise
        again = _Walk(conn, walk.progress, walk.total, walk.marks, head)
        with _any_bytes(conn):
            return _walk_through(again)


@contextmanager
def _any_bytes(conn: Connection) -> Iterator[None]:
    """Let texts that are not UTF-8 through, as only a forger of an SQLite file can make them: they hash to nothing."""
    driver: Any = conn.connection.driver_connection
    kept = driver.text_factory
    driver.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = kept


def _walk_through(walk: _Walk) -> Finding | None:
    with closing(_stream(walk, journal_change)) as changes, closing(_stream(walk, journal)) as entries:
        return _read_through(walk, entries, changes) or _at_the_end(walk)


def _stream(walk: _Walk, table: Table) -> Generator[Record, None, None]:
    """A table's rows in the order of its key, as the driver gives them: SQLAlchemy's own would take half as long again.

    Raises:
        DBAPIError: the driver's error, wrapped as SQLAlchemy would.
    """
    names = ", ".join(walk.conn.dialect.identifier_preparer.quote(one.name) for one in table.columns)
    order = ", ".join(one.name for one in table.primary_key)
    statement = f"SELECT {names} FROM {table.name} ORDER BY {order}"
    driver = walk.conn.connection.driver_connection
    assert driver is not None, "a connection inside a transaction has its driver"
    base = walk.conn.dialect.loaded_dbapi.Error
    named = {} if walk.conn.dialect.name == "sqlite" else {"name": f"check_{table.name}", "binary": True}
    try:
        with closing(driver.cursor(**named)) as cursor:
            cursor.execute(statement)
            while rows := cursor.fetchmany(_CHUNK):
                walk.tick()
                yield from rows
    except base as error:
        raise DBAPIError.instance(statement, None, error, base, dialect=walk.conn.dialect) from error


def _read_through(walk: _Walk, entries: Iterator[Record], changes: Iterator[Record]) -> Finding | None:
    walk.waiting = next(changes, None)
    for entry in entries:
        seq, own = entry[0], entry[-1]
        if seq != walk.expected or entry[-2] != walk.previous or _hash(entry[:-1]) != own:
            return _diagnose(walk)
        if walk.waiting is not None and walk.waiting[0] < seq:
            return Finding(max(1, walk.waiting[0]), Damage.CHANGES_INSERTED)
        kind = _check_changes(walk, changes, entry)
        if kind is not None:
            return Finding(seq, kind)
        if walk.marks.get(seq, own) != own:
            return Finding(seq, Damage.REWRITTEN)
        walk.expected, walk.previous = seq + 1, own
    return None


def _check_changes(walk: _Walk, changes: Iterator[Record], entry: Record) -> Damage | None:
    """Hold an entry's changes against its count and digest; the first change of the next entry is left waiting."""
    seq, count, digest = entry[0], entry[-4], entry[-3]
    sha, number, in_order, waiting = hashlib.sha256(), 0, True, walk.waiting
    while waiting is not None and waiting[0] == seq:
        _seq, ordinal, table, key, before, after = waiting
        try:
            sha.update(change_text(table, key, before, after))
        except (TypeError, ValueError):  # what is no text in the first place
            in_order = False
        in_order = in_order and ordinal == number
        number += 1
        waiting = next(changes, None)
    walk.waiting = waiting
    if number != count:
        return Damage.CHANGES_DELETED if number < count else Damage.CHANGES_INSERTED
    return None if in_order and sha.hexdigest() == digest else Damage.CHANGES_EDITED


def _at_the_end(walk: _Walk) -> Finding | None:
    last = walk.expected - 1
    seq, digest = walk.head
    kept = max(walk.marks, default=0)
    if last < max(1, seq, kept):  # a store's making is its first entry: an empty journal was emptied
        return Finding(walk.expected, Damage.TRUNCATED)
    if 0 <= seq < last:
        return Finding(seq + 1, Damage.BEYOND_HEAD)
    if digest != walk.previous:
        return Finding(last, Damage.HEAD_EDITED)
    return None if walk.waiting is None else Finding(walk.waiting[0], Damage.CHANGES_INSERTED)


def _diagnose(walk: _Walk) -> Finding:
    """What happened where the chain breaks."""
    at, conn = walk.expected, walk.conn
    if at > walk.head[0] >= 0:
        return Finding(at, Damage.BEYOND_HEAD)
    here = conn.execute(_ENTRIES.where(journal.c.seq == at)).one_or_none()
    if here is None:
        lower = conn.execute(select(journal.c.seq).where(journal.c.seq < 1).limit(1)).first()
        if lower is not None:
            return Finding(at, Damage.INSERTED)
        return Finding(at, Damage.REORDERED if _stands_elsewhere(walk) else Damage.DELETED)
    if _hash_as(here, at, here.prev_hash) == here.hash:
        # It was written as this very entry, behind another than the one that stands before it now.
        return Finding(max(1, at - 1), Damage.REWRITTEN)
    return _of_place(walk, here)


def _of_place(walk: _Walk, here: Row[*tuple[Any, ...]]) -> Finding:
    """What happened to an entry that was not written as the number it bears."""
    at, own = walk.expected, _own_place(here)
    if own and own < at and _hash_at(walk.conn, own - 1) == here.prev_hash:
        return Finding(own, Damage.INSERTED)
    if _stands_elsewhere(walk):
        return Finding(at, Damage.REORDERED if own else Damage.INSERTED)
    return Finding(at, Damage.DELETED if own > at else Damage.EDITED)


def _hash(fields: tuple[Any, ...]) -> str:
    """The hash of an entry's fields; ``""`` when they are of no kind that was ever written."""
    try:
        return entry_hash(fields)
    except (TypeError, ValueError):
        return ""


def _hash_as(row: Row[*tuple[Any, ...]], seq: int, previous: str) -> str:
    _seq, *said, _previous, _own = row
    return _hash((seq, *said, previous))


def _own_place(row: Row[*tuple[Any, ...]]) -> int:
    """The number under which an entry was written, 0 when it is of none near by."""
    for distance in range(1, _NEIGHBOURS + 1):
        for seq in (row.seq - distance, row.seq + distance):
            if seq >= 1 and _hash_as(row, seq, row.prev_hash) == row.hash:
                return int(seq)
    return 0


def _hash_at(conn: Connection, seq: int) -> str:
    """The hash of an entry; of the one before the first, what the chain begins with."""
    if seq < 1:
        return GENESIS
    return str(conn.execute(select(journal.c.hash).where(journal.c.seq == seq)).scalar() or "")


def _stands_elsewhere(walk: _Walk) -> bool:
    """Whether the entry that is to follow now is there under another number."""
    query = _ENTRIES.where(journal.c.prev_hash == walk.previous, journal.c.seq != walk.expected)
    return any(_hash_as(row, walk.expected, walk.previous) == row.hash for row in walk.conn.execute(query))
