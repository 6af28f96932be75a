"""Rows on the move between stores: read in the same order everywhere, loaded in bulk, summed up as canonical text.

Tables and columns come from the metadata, so that a new table moves from its first day. Whatever the engine, a row
reads as the same Python values (truth as 0 and 1) in the same order, and a table therefore has the same sum.
"""

import hashlib
import json
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Connection, Table, Text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from db.domain.errors import DomainError, StoreUnavailable
from db.domain.progress import Progress
from db.domain.search import body, grams
from db.schema.base import RowId
from db.schema.tables import metadata
from db.store.bulk import insert_rows
from db.store.faults import sorted_faults

BATCH = 5_000
COUNTER = "id_counter"
"""Where the next id stands; summed up like a table, since it must arrive like one."""

Rows = list[tuple[Any, ...]]


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


def count_rows(conn: Connection) -> int:
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
            int(conn.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar_one())
            for table in metadata.sorted_tables
        )


def read_all(conn: Connection) -> Generator[tuple[Table, Rows], None, None]:
    """Every row of every table in batches, in the order of its key.

    Raises:
        StoreUnavailable: see ``reading``.
    """
    for table in metadata.sorted_tables:
        with reading(), closing(_fetch(conn, _select(conn, table))) as batches:
            for rows in batches:
                yield table, rows


def _fetch(conn: Connection, statement: str) -> Generator[Rows, None, None]:
    """Rows as the driver gives them: making SQLAlchemy's own of them would double the time."""
    driver = conn.connection.driver_connection
    assert driver is not None, "a connection inside a transaction has its driver"
    base = conn.dialect.loaded_dbapi.Error
    try:
        how = {} if conn.dialect.name == "sqlite" else {"name": "moving", "binary": True}
        with closing(driver.cursor(**how)) as cursor:
            cursor.execute(statement)
            while rows := cursor.fetchmany(BATCH):
                yield rows
    except base as error:
        raise DBAPIError.instance(statement, None, error, base, dialect=conn.dialect) from error


def _select(conn: Connection, table: Table) -> str:
    quote = conn.dialect.identifier_preparer.quote
    own_ids = [column for column in table.columns if isinstance(column.type, RowId)]
    keys = own_ids or list(
        table.primary_key.columns
    )  # ids are unique city-wide, and SQLite's order is theirs
    if conn.dialect.name == "sqlite":
        names, order = [quote(one.name) for one in table.columns], [quote(one.name) for one in keys]
    else:
        names = [quote(one.name) + "::int" * isinstance(one.type, Boolean) for one in table.columns]
        # A server may sort by language: SQLite sorts by bytes.
        order = [quote(one.name) + ' COLLATE "C"' * isinstance(one.type, Text) for one in keys]
    return f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {', '.join(order)}"


def load(
    conn: Connection, source: Connection, place: str, total: int, progress: Progress
) -> tuple[TableSum, ...]:
    """Insert every row of the source; returns the sums of what was read there.

    Raises:
        StoreUnavailable: one of the two refuses.
    """
    sums = {table.name: _Summing(table.name) for table in metadata.sorted_tables}
    done = 0
    with closing(read_all(source)) as batches:
        for table, rows in batches:
            with refusing(place, table.name):
                insert_rows(conn, table, table.columns.keys(), rows)
            sums[table.name].add(rows)
            done += len(rows)
            progress.step(done, total, "copying")
    return tuple(one.result() for one in sums.values())


def sum_up(conn: Connection, total: int, progress: Progress) -> tuple[TableSum, ...]:
    """The sums of what lies here, read anew."""
    sums = {table.name: _Summing(table.name) for table in metadata.sorted_tables}
    done = 0
    with closing(
        read_all(conn)
    ) as batches:  # at once when cancelled: Windows removes no file that is being read
        for table, rows in batches:
            sums[table.name].add(rows)
            done += len(rows)
            progress.step(done, total, "comparing")
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
