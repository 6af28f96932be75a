"""The file of a backup: an SQLite file with the rows of a store and a manifest that says what they add up to.

It has neither the search index nor the revision table of a store, so that nobody works in a backup by mistake. It is
read without a lock or a log: from a disc that cannot be written too. Attached files lie in a folder beside it that all
backups there share.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath

from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from db.domain.errors import BadFile
from db.store import upgrade
from db.store.moving import TableSum

_TABLE = "zhipai_backup"
_SPARED = ("alembic_version", "node_search")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Attributes:
        revision: the schema of the rows.
        engine: of the store it was made from.
        made_at: moment, as stored.
        entries: journal entries.
        head: hash of the newest one.
        tables: rows and hash of every table.
    """

    revision: str
    engine: str
    made_at: str
    entries: int
    head: str
    tables: tuple[TableSum, ...]


def seal(conn: Connection, manifest: Manifest) -> None:
    """Make a filled store file a backup, inside the caller's transaction."""
    for name in _SPARED:
        conn.exec_driver_sql(f"DROP TABLE {name}")
    conn.exec_driver_sql(f"CREATE TABLE {_TABLE} (manifest TEXT NOT NULL)")
    told = json.dumps(asdict(manifest), ensure_ascii=False)
    conn.exec_driver_sql(f"INSERT INTO {_TABLE} (manifest) VALUES (?)", (told,))


@contextmanager
def opened(file: Path) -> Iterator[tuple[Manifest, Connection]]:
    """A backup's manifest and a connection to its rows.

    Raises:
        BadFile: ``not_found``, ``cannot_read``, ``not_a_backup``, ``damaged_backup``, or made by a ``newer_backup``
            version of the program, or by an ``older_backup`` one that this program does not know any more.
    """
    if not file.is_file():
        raise BadFile(str(file), "not_found")
    address = read_only(file.absolute())
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool
    )
    try:
        with _reading(file):
            conn = engine.connect()
        with conn:
            yield _manifest(file, conn), conn
    finally:
        engine.dispose()


def read_only(file: PurePath) -> str:
    """A file as SQLite is told to open it without touching anything beside it, on a network share too."""
    address = file.as_uri()
    if not address.startswith("file:///"):
        address = address.replace("file://", "file:////", 1)  # SQLite takes no server where a URI has it
    return address + "?mode=ro&immutable=1"


def _manifest(file: Path, conn: Connection) -> Manifest:
    with _reading(file):
        if not conn.dialect.has_table(conn, _TABLE):
            raise BadFile(str(file), "not_a_backup")
        told = conn.exec_driver_sql(f"SELECT manifest FROM {_TABLE}").scalar()
    try:
        values = json.loads(str(told))
        tables = tuple(TableSum(**one) for one in values.pop("tables"))
        manifest = Manifest(**values, tables=tables)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise BadFile(str(file), "damaged_backup", detail=str(error)) from error
    if not upgrade.knows(manifest.revision):
        why = "newer_backup" if manifest.revision > upgrade.HEAD else "older_backup"
        raise BadFile(str(file), why, detail=manifest.revision)
    return manifest


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        name = getattr(error.orig, "sqlite_errorname", "")
        why = {"SQLITE_NOTADB": "not_a_backup", "SQLITE_CANTOPEN": "cannot_read"}.get(name, "damaged_backup")
        raise BadFile(str(file), why, detail=str(error.orig)) from error
