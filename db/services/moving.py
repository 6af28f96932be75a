"""Moves a whole store: copies it to another place or engine, backs it up into one file, brings it back.

Ids, versions, journal and head stay what they are. Nothing is kept unless every table of the copy, read anew, adds up
to what was read at the source.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from db.domain.clock import SystemClock, stamp
from db.domain.errors import BadFile, StoreUnavailable
from db.domain.progress import Progress, Silent
from db.services.store import StoreReport, check_store, open_store
from db.store import backup_file, moving, server, upgrade
from db.store.backup_file import Manifest
from db.store.engine import normal_url
from db.store.moving import TableSum
from db.store.new_place import new_file, new_place, place_name
from db.store.store import Store, read_info

_DAMAGE = ("damaged", "not_a_store", "row_refused")
"""What reading a backup comes to when it is no longer what was written: a store has taken its rows before."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved.

    Attributes:
        report: the check of the copy; what it finds stood in the source too.
        tables: rows and hash of every table, the same at both ends.
    """

    report: StoreReport
    tables: tuple[TableSum, ...]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(one.rows for one in self.tables)


@dataclass
class _Unsaved(Store):
    """A store seen through its own open transaction, so that it is checked before it is kept."""

    conn: Connection = field(kw_only=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        yield self.conn


def copy_store(source_url: str, target_url: str, progress: Progress | None = None) -> Moved:
    """Copy a store to a place that holds nothing, of the same or the other engine.

    Args:
        source_url: an up-to-date store; read in one snapshot and left as it is.
        target_url: a file that does not exist, or an empty database.
        progress: told rows and phases; may cancel.

    Raises:
        StoreUnavailable: one of the two cannot be used, something ``exists`` at the target, ``copy_differs``.
            The target is as it was.
        Cancelled: by the progress; the target is as it was.
    """
    normal_url(target_url)  # a target that cannot be is told before the source is opened
    source = open_store(source_url)
    try:
        return copy_open_store(source, target_url, progress)
    finally:
        source.close()


def copy_open_store(source: Store, target_url: str, progress: Progress | None = None) -> Moved:
    """The same for a store that this process has open already.

    Raises:
        StoreUnavailable: the target cannot be used, something ``exists`` there, ``copy_differs``. It is as it was.
        Cancelled: by the progress; the target is as it was.
    """
    watched = progress or Silent()
    target = normal_url(target_url)
    with new_place(target) as conn:
        with source.read() as reading:
            sums, indexes = _fill(conn, reading, place_name(target), watched)
        return _finish(conn, sums, indexes, place_name(target), watched)


def backup_store(store: Store, file: Path, progress: Progress | None = None) -> Moved:
    """Write a whole store into one file that either engine can be restored from.

    Raises:
        StoreUnavailable: the store, or the file (``detail`` is its path) cannot be used; nothing was written.
        Cancelled: by the progress; nothing was written.
    """
    watched = progress or Silent()
    with new_file(file) as conn:
        with store.read() as reading:
            sums, _indexes = _fill(conn, reading, str(file), watched)
        report = _compared(conn, sums, str(file), watched)
        manifest = Manifest(
            upgrade.HEAD,
            store.engine.dialect.name,
            stamp(store.clock.now()),
            report.entries,
            report.head,
            sums,
        )
        with moving.refusing(str(file)):
            backup_file.seal(conn, manifest)
        return Moved(report, sums)


def restore_store(file: Path, target_url: str, progress: Progress | None = None) -> Moved:
    """Make a store of a backup in a place that holds nothing.

    Raises:
        BadFile: the file is no backup, damaged, or made by another version of the program.
        StoreUnavailable: the target cannot be used, or something ``exists`` there.
        Cancelled: by the progress. In each case the target is as it was.
    """
    watched = progress or Silent()
    target = normal_url(target_url)
    with backup_file.opened(file) as (manifest, reading), new_place(target) as conn:
        try:
            sums, indexes = _fill(conn, reading, place_name(target), watched)
        except StoreUnavailable as error:
            if error.why not in _DAMAGE:
                raise
            raise BadFile(str(file), "damaged_backup", detail=error.detail) from error
        if sums != manifest.tables:
            raise BadFile(str(file), "damaged_backup", detail=_differing(manifest.tables, sums))
        return _finish(conn, sums, indexes, place_name(target), watched)


def _fill(
    conn: Connection, source: Connection, place: str, progress: Progress
) -> tuple[tuple[TableSum, ...], list[str]]:
    """Schema, rows and id counter; returns the sums of what was read, and the indexes to build over it."""
    total, next_id = moving.count_rows(source), moving.next_id(source)
    with moving.refusing(place):
        try:
            if conn.dialect.name == "postgresql":
                server.refuse_unfit(conn)
            upgrade.migrate(conn)
        except IntegrityError as error:
            raise StoreUnavailable("exists", place) from error  # made by somebody quicker since we looked
        indexes = moving.take_indexes_off(conn)
        moving.set_next_id(conn, next_id)
    sums = moving.load(conn, source, place, total, progress)
    return (*sums, moving.counter_sum(next_id)), indexes


def _finish(
    conn: Connection, sums: tuple[TableSum, ...], indexes: list[str], place: str, progress: Progress
) -> Moved:
    with moving.refusing(place):
        moving.build_indexes(conn, indexes, progress)
        if conn.dialect.name == "postgresql":
            server.prepare(conn)
    return Moved(_compared(conn, sums, place, progress), sums)


def _compared(conn: Connection, sums: tuple[TableSum, ...], place: str, progress: Progress) -> StoreReport:
    """Read everything anew and check it.

    Raises:
        StoreUnavailable: ``copy_differs``; the tables are in the detail.
    """
    with moving.refusing(place):
        total = sum(one.rows for one in sums)
        kept = (*moving.sum_up(conn, total, progress), moving.counter_sum(moving.next_id(conn)))
        progress.step(0, 0, "checking")
        store_no, district_code = read_info(conn)
        view = _Unsaved(conn.engine.url, conn.engine, SystemClock(), store_no, district_code, conn=conn)
        report = check_store(view, progress)
    broken = [one for one in report.problems if one.startswith("integrity:")]
    if kept != sums or broken:
        raise StoreUnavailable("copy_differs", " ".join([place, _differing(sums, kept), *broken]))
    return report


def _differing(one: tuple[TableSum, ...], other: tuple[TableSum, ...]) -> str:
    return ",".join(sorted({differing.name for differing in set(one) ^ set(other)}))
