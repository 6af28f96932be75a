"""Opens SQLite files and PostgreSQL databases with the settings that keep what is committed.

SQLite: WAL while open, ``synchronous=FULL``, one process a file (lock file, gone when closed), writers begin
IMMEDIATE so that a read-then-write never fails half way. PostgreSQL: UTC, no generic plans for LIKE; what its URL says
of TLS (``sslmode``, ``sslrootcert``) goes to the driver as it is.
"""

import contextlib
import os
import re
import sqlite3
from pathlib import Path
from typing import Any

import filelock
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool, QueuePool

from db.domain.errors import StoreUnavailable

BUSY_TIMEOUT_MS = 10_000
_READING_KB, _WRITING_KB = 4_000, 48_000
"""Pages that a connection holds in memory. Several read at once for hours, and what they read lies in the system's own
cache anyway; a large write looks into the same index pages again and again."""

_PASSWORD = re.compile(r"(//[^:/@]*:).*@")


def normal_url(text: str) -> URL:
    """The URL with the driver this program ships.

    Raises:
        StoreUnavailable: it is no URL, or of another engine, or a file on a network share.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # Not even as the cause: the driver's error quotes the whole text.
        raise StoreUnavailable("bad_url", _PASSWORD.sub(r"\1***@", text)) from None
    backend = url.get_backend_name()
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or not url.database or url.database == ":memory:":
        raise StoreUnavailable("bad_url", url.render_as_string(hide_password=True))
    if url.database.startswith(("\\\\", "//")):
        raise StoreUnavailable("network_share", url.database)
    return url


def store_file(url: URL) -> Path | None:
    """The file of an embedded store; None for a server."""
    return Path(url.database or "").absolute() if url.get_backend_name() == "sqlite" else None


def lock_file(path: Path) -> filelock.BaseFileLock:
    """Take the file for this process.

    Raises:
        StoreUnavailable: another process holds it, or the folder cannot be written.
    """
    lock = filelock.FileLock(path.with_name(path.name + ".lock"), timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise StoreUnavailable("in_use", str(path)) from error
    except OSError as error:
        raise StoreUnavailable("no_permission", str(path)) from error
    return lock


def release(lock: filelock.BaseFileLock) -> None:
    """Give the file back and leave exactly one file behind."""
    if os.name == "posix":
        # Before the release: afterwards it could be the next holder's lock that goes. Windows' own release removes it.
        with contextlib.suppress(OSError):
            Path(lock.lock_file).unlink()
    lock.release()


def make_engine(url: URL, *, beside: bool = False) -> Engine:
    """An engine for a normalised URL.

    Args:
        url: where.
        beside: it is for a process that only reads, beside the one that owns the store. No connection is held while
            nothing is read, so that whoever closes the store last leaves one file. For that, SQLite is not opened
            ``mode=ro`` either: such a connection, were it the last, could not fold the write-ahead log back.
    """
    pool = NullPool if beside else QueuePool
    if url.get_backend_name() == "sqlite":
        arguments = {"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000}
        engine = create_engine(url, poolclass=pool, hide_parameters=True, connect_args=arguments)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        if beside:
            event.listen(engine, "connect", _refuse_writing)
        return engine
    settings = "-c timezone=UTC" + (" -c default_transaction_read_only=on" if beside else "")
    return create_engine(
        url,
        poolclass=pool,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            **{"prepare_threshold": None, "options": settings, "connect_timeout": 10},
            "client_encoding": "utf8",  # a database of another encoding is refused in words, not in bytes
        },
    )


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"cache_size=-{_READING_KB}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    tables, ours = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE name = 'alembic_version') FROM sqlite_master"
    ).fetchone()
    if ours or not tables:  # WAL is written into the file, and another program's file is left as it is
        connection.execute("PRAGMA journal_mode=WAL")


def _refuse_writing(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    cache_kb = _WRITING_KB if writing else _READING_KB
    if connection.info.get("cache_kb", _READING_KB) != cache_kb:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{cache_kb}")
        connection.info["cache_kb"] = cache_kb
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
