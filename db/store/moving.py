"""Rows on the move between stores: read in the same order everywhere, loaded in bulk, summed up as canonical text.

Tables and columns come from the metadata, so that a new table moves from its first day. Whatever the engine, a row
reads as the same Python values (truth as 0 and 1) in the same order, and a table therefore has the same sum.
"""

import hashlib
import json
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Column, Connection, MetaData, PrimaryKeyConstraint, Table, inspect
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from db.domain.errors import DomainError, StoreUnavailable
from db.domain.progress import Progress
from db.domain.search import body, grams
from db.schema.base import RowId
from db.schema.tables import metadata
from db.store.bulk import insert_rows, kind
from db.store.faults import sorted_faults

if TYPE_CHECKING:
    from psycopg import Copy

BATCH = 5_000
_SENT = 500
"""Rows of one message of a server: more take its memory and ours."""
COUNTER = "id_counter"
"""Where the next id stands; summed up like a table, since it must arrive like one."""

Rows = list[tuple[Any, ...]]
Tables = tuple[Table, ...]


def _not_text(value: object) -> None:
    raise StoreUnavailable("damaged", repr(value)[:40])  # bytes: no column is of that type


_encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_not_text
).encode

_INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
    "postgresql": (
        "SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE c.relnamespace = current_schema()::regnamespace "
        "AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid) ORDER BY c.relname"
    ),
}


@dataclass(frozen=True, slots=True)
class TableSum:
    """What a table holds: the number of its rows and a hash of them all, in the order of the key."""

    name: str
    rows: int
    sha256: str


@dataclass
class Watch:
    """How far moving rows has come.

    Attributes:
        place: what is filled, as people know it.
        total: rows of all tables.
    """

    place: str
    total: int
    progress: Progress
    done: int = 0

    def step(self, rows: int, phase: str) -> None:
        """So many rows more.

        Raises:
            Cancelled: by the progress.
        """
        self.done += rows
        self.progress.step(self.done, self.total, phase)


class _Summing:
    """Adds up a table: SHA-256 of its rows as JSON arrays, a comma after each, however they are batched."""

    def __init__(self, name: str) -> None:
        self._name, self._rows, self._sha = name, 0, hashlib.sha256()

    def add(self, rows: Rows) -> None:
        self._rows += len(rows)
        self._sha.update(_encode(rows)[1:-1].encode() + b",")

    def result(self) -> TableSum:
        return TableSum(self._name, self._rows, self._sha.hexdigest())


@contextmanager
def refusing(place: str, what: str = "") -> Iterator[None]:
    """Name the place where the environment or a rule refused.

    Raises:
        StoreUnavailable: with the place as detail; ``row_refused`` when the place's rules do not take a row.
    """
    try:
        with sorted_faults():
            yield
    except StoreUnavailable as error:
        raise StoreUnavailable(error.why, place) from error
    except (IntegrityError, DataError, DomainError) as error:
        told = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise StoreUnavailable("row_refused", f"{place} {what}: {told}") from error


@contextmanager
def reading() -> Iterator[None]:
    """Sort the errors of a place that is read.

    Raises:
        StoreUnavailable: the environment refused, or something stands there that cannot be read (``damaged``).
    """
    try:
        with sorted_faults():
            yield
    except DBAPIError as error:
        raise StoreUnavailable("damaged", str(error.orig)) from error


def every_table() -> Tables:
    """The tables of the newest revision."""
    return tuple(metadata.sorted_tables)


def tables_in(conn: Connection) -> tuple[Table, ...]:
    """The tables that a place of this or an older revision has, each with the columns it has there.

    Raises:
        StoreUnavailable: ``older``, one of them has a column that is no more and cannot be read as it was.
    """
    shape = inspect(conn)
    names = set(shape.get_table_names())
    known = [table for table in metadata.sorted_tables if table.name in names]
    return tuple(_as_it_was(table, {one["name"] for one in shape.get_columns(table.name)}) for table in known)


def _as_it_was(table: Table, columns: set[str]) -> Table:
    """The table without the columns that came later."""
    if not columns <= set(table.columns.keys()):
        raise StoreUnavailable("older", table.name)
    if columns == set(table.columns.keys()):
        return table
    keys = PrimaryKeyConstraint(*(column.name for column in table.primary_key.columns))
    held = [Column(one.name, one.type, nullable=one.nullable) for one in table.columns if one.name in columns]
    return Table(table.name, MetaData(), *held, keys)


def count_rows(conn: Connection, tables: Tables) -> int:
    """How many rows there are to move; the first thing to be asked of a source.

    Raises:
        StoreUnavailable: see ``reading``; ``no_permission`` when the account does not see every row.
    """
    with reading():
        if conn.dialect.name == "postgresql":
            conn.exec_driver_sql(
                "SET LOCAL row_security = off"
            )  # rather no copy than one of what a clerk may see
        return sum(
            int(conn.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar_one()) for table in tables
        )


def read_all(conn: Connection, tables: Tables) -> Generator[tuple[Table, Rows], None, None]:
    """Every row of every table in batches, in the order of its key.

    Raises:
        StoreUnavailable: see ``reading``.
    """
    for table in tables:
        with reading(), closing(_fetch(conn, _select(conn, table))) as batches:
            for rows in batches:
                yield table, rows


def _fetch(conn: Connection, statement: str) -> Generator[Rows, None, None]:
    """Rows as the driver gives them: making SQLAlchemy's own of them would double the time.

    A server sends on while what it sent is worked on; asked for portion after portion, each would wait for the other.
    """
    driver = conn.connection.driver_connection
    assert driver is not None, "a connection inside a transaction has its driver"
    base = conn.dialect.loaded_dbapi.Error
    try:
        if conn.dialect.name == "sqlite":
            with closing(driver.cursor()) as cursor:
                cursor.execute(statement)
                while rows := cursor.fetchmany(BATCH):
                    yield rows
            return
        with driver.cursor(binary=True) as cursor, closing(cursor.stream(statement, size=_SENT)) as sent:
            while rows := list(islice(sent, BATCH)):
                yield rows
    except base as error:
        raise DBAPIError.instance(statement, None, error, base, dialect=conn.dialect) from error


def _select(conn: Connection, table: Table) -> str:
    quote = conn.dialect.identifier_preparer.quote
    own_ids = [column for column in table.columns if isinstance(column.type, RowId)]
    # Ids are unique city-wide, and SQLite's order is theirs.
    order = [quote(one.name) for one in own_ids or table.primary_key.columns]
    names = [quote(one.name) for one in table.columns]
    if conn.dialect.name == "postgresql":
        names = [quote(one.name) + "::int" * isinstance(one.type, Boolean) for one in table.columns]
    return f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {', '.join(order)}"


def load(conn: Connection, source: Connection, tables: Tables, watch: Watch) -> tuple[TableSum, ...]:
    """Insert every row of the source; returns the sums of what was read there.

    Raises:
        StoreUnavailable: one of the two refuses.
    """
    sums = {table.name: _Summing(table.name) for table in tables}
    with closing(read_all(source, tables)) as batches:
        for table, of_table in groupby(batches, itemgetter(0)):
            with Filling(conn, table, watch.place) as filling:
                for _table, rows in of_table:
                    filling.add(rows)
                    sums[table.name].add(rows)
                    watch.step(len(rows), "copying")
    return tuple(one.result() for one in sums.values())


class Filling:
    """Takes the rows of one table, which was made in this transaction and which nobody else sees yet.

    What a server refuses is told by ``add`` or at the end; what goes wrong elsewhere meanwhile passes through.
    """

    def __init__(self, conn: Connection, table: Table, place: str) -> None:
        self._conn, self._table, self._place = conn, table, place
        self._copy: Copy | None = None

    def __enter__(self) -> "Filling":
        if self._conn.dialect.name == "postgresql":
            with self._refusing():
                self._copying = self._open_copy()
                self._copy = self._copying.__enter__()
                self._copy.set_types([kind(column) for column in self._table.columns])
        return self

    def __exit__(self, *error: Any) -> None:
        if self._copy is None:
            return
        if error[0] is None:
            with self._refusing():
                self._copying.__exit__(None, None, None)
            return
        with suppress(self._conn.dialect.loaded_dbapi.Error):  # what went wrong before is what is told
            self._copying.__exit__(*error)

    def add(self, rows: Rows) -> None:
        """Take some rows.

        Raises:
            StoreUnavailable: the place refuses; see ``refusing``.
        """
        with self._refusing():
            if self._copy is None:
                insert_rows(self._conn, self._table, self._table.columns.keys(), rows)
                return
            write = self._copy.write_row
            for row in rows:
                write(row)

    def _open_copy(self) -> AbstractContextManager["Copy"]:
        quote = self._conn.dialect.identifier_preparer.quote
        names = ", ".join(quote(column.name) for column in self._table.columns)
        driver = self._conn.connection.driver_connection
        assert driver is not None, "a connection inside a transaction has its driver"
        # Frozen: nobody has to visit the rows again to mark them as kept.
        how = "FROM STDIN WITH (FORMAT BINARY, FREEZE)"
        copying: AbstractContextManager[Copy] = driver.cursor().copy(
            f"COPY {self._table.name} ({names}) {how}"
        )
        return copying

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        base = self._conn.dialect.loaded_dbapi.Error
        with refusing(self._place, self._table.name):
            try:
                yield
            except base as error:
                raise DBAPIError.instance("COPY", None, error, base, dialect=self._conn.dialect) from error


def sum_up(conn: Connection, tables: Tables, watch: Watch) -> tuple[TableSum, ...]:
    """The sums of what lies here, read anew."""
    sums = {table.name: _Summing(table.name) for table in tables}
    # At once when cancelled: Windows removes no file that is being read.
    with closing(read_all(conn, tables)) as batches:
        for table, rows in batches:
            sums[table.name].add(rows)
            watch.step(len(rows), "comparing")
    return tuple(one.result() for one in sums.values())


def take_indexes_off(conn: Connection) -> list[str]:
    """Drop the indexes that no key needs; returns the statements that build them again."""
    found = conn.exec_driver_sql(_INDEXES[conn.dialect.name]).all()
    for name, _statement in found:
        conn.exec_driver_sql(f"DROP INDEX {conn.dialect.identifier_preparer.quote(name)}")
    return [str(statement) for _name, statement in found]


def build_indexes(conn: Connection, statements: list[str], progress: Progress) -> None:
    """Build indexes over what has been loaded, the search index too."""
    for done, statement in enumerate(statements):
        progress.step(done, len(statements), "indexing")
        conn.exec_driver_sql(statement)
    if conn.dialect.name == "sqlite":
        _fill_search(conn, progress)
    else:
        conn.exec_driver_sql("ANALYZE")  # without it the first searches would be planned for empty tables


def _fill_search(conn: Connection, progress: Progress) -> None:
    total = int(conn.exec_driver_sql("SELECT count(*) FROM node").scalar_one())
    done = 0
    with closing(_fetch(conn, "SELECT id, full_text FROM node ORDER BY id")) as batches:
        for rows in batches:
            conn.exec_driver_sql(
                "INSERT INTO node_search (rowid, grams) VALUES (?, ?)",
                [(node_id, grams(body(full_text))) for node_id, full_text in rows],
            )
            done += len(rows)
            progress.step(done, total, "searching")


def next_id(conn: Connection) -> int:
    """The id that would be handed out next."""
    column = "next_id" if conn.dialect.name == "sqlite" else "last_value + is_called::int"
    with reading():
        return int(conn.exec_driver_sql(f"SELECT {column} FROM {COUNTER}").scalar_one())


def set_next_id(conn: Connection, value: int) -> None:
    """Let an empty store go on with ids where another stands."""
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql(f"INSERT INTO {COUNTER} (id, next_id) VALUES (1, ?)", (value,))
    else:
        conn.exec_driver_sql(f"ALTER SEQUENCE {COUNTER} RESTART WITH {value}")


def counter_sum(value: int) -> TableSum:
    """The sum of the id counter."""
    summing = _Summing(COUNTER)
    summing.add([(value,)])
    return summing.result()
