"""What a store is: where, of which make, how large, how far its journal goes."""

import shutil
import sqlite3
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from db.schema.system import journal, store_info
from db.store import journal as entries
from db.store import upgrade
from db.store.accounts import server_session
from db.store.engine import store_file
from db.store.store import Store


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """A store in figures.

    Attributes:
        engine: ``sqlite`` or ``postgresql``.
        engine_version: of the database.
        place: the file, or server and database; never a password.
        revision: of its schema.
        newest_revision: that this program knows.
        size_bytes: on disk, without attached files.
        free_bytes: left on the disk of a file; None for a server.
        store_no: in every id born here.
        store_uuid: by which a copy is known as one.
        district_code: of the office.
        created_at: when it was made.
        entries: number of the newest journal entry.
        head: its hash.
        newest_at: when it was written, ``""`` when there is none.
        whole: whether this session sees every row; on a server only the owner of the database does.
    """

    engine: str
    engine_version: str
    place: str
    revision: str
    newest_revision: str
    size_bytes: int
    free_bytes: int | None
    store_no: int
    store_uuid: str
    district_code: str
    created_at: str
    entries: int
    head: str
    newest_at: str
    whole: bool


def store_facts(store: Store) -> StoreFacts:
    """The figures as they are now."""
    with store.read() as conn:
        info = conn.execute(select(store_info)).one()
        head = entries.head(conn)
        newest = conn.execute(select(journal.c.at).where(journal.c.seq == head.seq)).scalar()
        version, size = _of_server(conn) if conn.dialect.name == "postgresql" else _of_file(conn)
        revision = upgrade.revision(conn)
        whole = conn.dialect.name != "postgresql" or server_session(conn)[1]
    return StoreFacts(
        engine=store.engine.dialect.name,
        engine_version=version,
        place=place_text(store),
        revision=revision,
        newest_revision=upgrade.HEAD,
        size_bytes=size,
        free_bytes=_free_bytes(store),
        store_no=info.store_no,
        store_uuid=info.store_uuid,
        district_code=info.district_code,
        created_at=info.created_at,
        entries=head.seq,
        head=head.hash,
        newest_at=newest or "",
        whole=whole,
    )


def place_text(store: Store) -> str:
    """Where a store is: its file, or server, port and database."""
    file = store_file(store.url)
    if file is not None:
        return str(file)
    port = f":{store.url.port}" if store.url.port else ""
    host = store.url.host or str(store.url.query.get("host", ""))
    return f"{host}{port}/{store.url.database}"


def _of_file(conn: Connection) -> tuple[str, int]:
    pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
    size = conn.exec_driver_sql("PRAGMA page_size").scalar_one()
    return sqlite3.sqlite_version, int(pages) * int(size)


def _of_server(conn: Connection) -> tuple[str, int]:
    version = str(conn.execute(text("SHOW server_version")).scalar_one())
    size = conn.execute(select(func.pg_database_size(func.current_database()))).scalar_one()
    return version.split()[0], int(size)


def _free_bytes(store: Store) -> int | None:
    file = store_file(store.url)
    return None if file is None else shutil.disk_usage(file.parent).free
