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
from db.schema.holdings import attachment
from db.services.store import StoreReport, check_store, open_store
from db.store import backup_file, moving, server, upgrade
from db.store.attachments import needed
from db.store.backup_file import Manifest
from db.store.blobs import Contents, contents_of
from db.store.engine import normal_url
from db.store.moving import TableSum
from db.store.moving_contents import Carried, shared_folder
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
        files: contents of attached files, compared by hash; a backup that stands beside earlier ones shares theirs.
        new_files: how many of them were written now.
    """

    report: StoreReport
    tables: tuple[TableSum, ...]

    files: int = 0
    new_files: int = 0

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


@dataclass
class _Arriving:
    """A place that is being filled.

    Attributes:
        conn: inside the transaction that makes it.
        place: as people know it.
        progress: told rows and phases.
        revision: of the schema that the rows are for.
    """

    conn: Connection
    place: str
    progress: Progress
    revision: str = upgrade.HEAD
    tables: moving.Tables = ()
    sums: tuple[TableSum, ...] = ()
    indexes: list[str] = field(default_factory=list)

    def fill(self, source: Connection) -> None:
        """Schema, rows and id counter."""
        with moving.refusing(self.place):
            self._make_schema()
            self.indexes = moving.take_indexes_off(self.conn)
            is_new = self.revision == upgrade.HEAD
            self.tables = moving.every_table() if is_new else moving.tables_in(self.conn)
        total, next_id = moving.count_rows(source, self.tables), moving.next_id(source)
        moving.set_next_id(self.conn, next_id)
        watch = moving.Watch(self.place, total, self.progress)
        loaded = moving.load(self.conn, source, self.tables, watch)
        self.sums = (*loaded, moving.counter_sum(next_id))

    def _make_schema(self) -> None:
        try:
            if self.conn.dialect.name == "postgresql":
                server.refuse_unfit(self.conn)
            upgrade.migrate(self.conn, self.revision)
        except IntegrityError as error:
            raise StoreUnavailable(
                "exists", self.place
            ) from error  # made by somebody quicker since we looked

    def carry(self, source: Contents, target: Contents) -> Carried:
        """The contents of the attached files."""
        carried = Carried(source, target)
        if attachment in self.tables:
            with moving.refusing(self.place):
                carried.carry(needed(self.conn).keys(), self.progress)
        return carried

    def finish(self) -> None:
        """Indexes; then every row is read anew and compared, and older rows are brought up.

        Raises:
            StoreUnavailable: ``copy_differs``; the tables are in the detail.
        """
        with moving.refusing(self.place):
            moving.build_indexes(self.conn, self.indexes, self.progress)
        self.compare()
        with moving.refusing(self.place):
            upgrade.migrate(self.conn)
            if self.conn.dialect.name == "postgresql":
                # What waits for the commit would keep the tables from changing hands.
                self.conn.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
                server.prepare(self.conn)

    def compare(self) -> None:
        """Read every row anew.

        Raises:
            StoreUnavailable: ``copy_differs``; the tables are in the detail.
        """
        with moving.refusing(self.place):
            watch = moving.Watch(self.place, sum(one.rows for one in self.sums), self.progress)
            kept = moving.sum_up(self.conn, self.tables, watch)
            counted = (*kept, moving.counter_sum(moving.next_id(self.conn)))
        if counted != self.sums:
            raise StoreUnavailable("copy_differs", f"{self.place} {_differing(self.sums, counted)}")

    def moved(self, carried: Carried) -> Moved:
        """Check what has come about.

        Raises:
            StoreUnavailable: ``copy_differs``, the engine finds its own file damaged.
        """
        with moving.refusing(self.place):
            self.progress.step(0, 0, "checking")
            store_no, district_code = read_info(self.conn)
            engine = self.conn.engine
            view = _Unsaved(engine.url, engine, SystemClock(), store_no, district_code, conn=self.conn)
            report = check_store(view, self.progress, carried)
        broken = [one for one in report.problems if one.startswith("integrity:")]
        if broken:
            raise StoreUnavailable("copy_differs", " ".join([self.place, *broken]))
        return Moved(report, self.sums, carried.files, carried.written)


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
        arriving = _Arriving(conn, place_name(target), watched)
        with source.read() as reading:
            arriving.fill(reading)
            carried = arriving.carry(contents_of(reading), contents_of(conn))
        arriving.finish()
        return arriving.moved(carried)


def backup_store(store: Store, file: Path, progress: Progress | None = None) -> Moved:
    """Write a whole store into one file that either engine can be restored from.

    Attached files go into a folder beside it, which the backups there share; only new ones are written.

    Raises:
        StoreUnavailable: the store, or the file (``detail`` is its path) cannot be used; no file was written.
        Cancelled: by the progress; no file was written.
    """
    with new_file(file) as conn:
        arriving = _Arriving(conn, str(file), progress or Silent())
        with store.read() as reading:
            arriving.fill(reading)
            carried = arriving.carry(contents_of(reading), shared_folder(file))
        arriving.compare()
        moved = arriving.moved(carried)
        manifest = Manifest(
            upgrade.HEAD,
            store.engine.dialect.name,
            stamp(store.clock.now()),
            moved.report.entries,
            moved.report.head,
            moved.tables,
        )
        with moving.refusing(str(file)):
            backup_file.seal(conn, manifest)
        return moved


def restore_store(file: Path, target_url: str, progress: Progress | None = None) -> Moved:
    """Make a store of a backup in a place that holds nothing; one of an older program is brought up.

    An attached file that the backup's folder has lost is named in the report, and all else is restored.

    Raises:
        BadFile: the file is no backup, damaged, or made by another version of the program.
        StoreUnavailable: the target cannot be used, or something ``exists`` there.
        Cancelled: by the progress. In each case the target is as it was.
    """
    target = normal_url(target_url)
    with backup_file.opened(file) as (manifest, reading), new_place(target) as conn:
        arriving = _Arriving(conn, place_name(target), progress or Silent(), manifest.revision)
        try:
            arriving.fill(reading)
        except StoreUnavailable as error:
            if error.why not in _DAMAGE:
                raise
            raise BadFile(str(file), "damaged_backup", detail=error.detail) from error
        if set(arriving.sums) != set(manifest.tables):
            differing = _differing(manifest.tables, arriving.sums)
            raise BadFile(str(file), "damaged_backup", detail=differing)
        carried = arriving.carry(shared_folder(file), contents_of(conn))
        arriving.finish()
        return arriving.moved(carried)


def _differing(one: tuple[TableSum, ...], other: tuple[TableSum, ...]) -> str:
    return ",".join(sorted({differing.name for differing in set(one) ^ set(other)}))
