"""Fills a place that holds nothing yet: kept whole when all went well, else nothing is left of it.

A database is filled in one transaction. A file is filled under another name, unlogged, flushed to disk and renamed, its
folder of attached files before it: a killed copy leaves the unfinished ones beside the place, and the next one takes
them away.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from db.domain.errors import StoreUnavailable
from db.store.blobs import UNFINISHED, folder_of
from db.store.engine import lock_file, make_engine, release, store_file
from db.store.moving import refusing

PART = ".zhipai-unfinished"
_LEFT_BEHIND = ("", "-wal", "-journal")
"""SQLite would play another file's log into ours, so that the place is not free while one lies there."""


def place_name(url: URL) -> str:
    """How a place is named to people: the file, or the address without its password."""
    path = store_file(url)
    return url.render_as_string(hide_password=True) if path is None else str(path)


@contextmanager
def new_place(url: URL) -> Iterator[Connection]:
    """A connection in a transaction on an empty place.

    Raises:
        StoreUnavailable: something ``exists`` there, another process uses it, or the environment refuses.
    """
    path = store_file(url)
    if path is not None:
        with new_file(path) as conn:
            yield conn
        return
    with _transaction(url, place_name(url)) as conn:
        if inspect(conn).get_table_names():
            raise StoreUnavailable("exists", place_name(url))
        # Building the indexes of a million rows wants room and takes longer than an office allows its clerks.
        conn.exec_driver_sql("SET LOCAL maintenance_work_mem = '256MB'")
        conn.exec_driver_sql("SET LOCAL statement_timeout = 0")
        yield conn


@contextmanager
def new_file(path: Path) -> Iterator[Connection]:
    """A connection in a transaction on a new SQLite file, which gets its name when the block ends well.

    Raises:
        StoreUnavailable: see ``new_place``; ``detail`` is the path.
    """
    if not path.parent.is_dir():
        raise StoreUnavailable("no_folder", str(path.parent))
    _refuse_taken(
        path
    )  # before the lock too: what is there may be in use, and that would be the lesser reason
    lock = lock_file(path)
    part = path.with_name(path.name + PART)
    try:
        _refuse_taken(path)
        _take_away(part)
        _take_folder_away(path)  # of a copy that was killed on its last step
        with _transaction(URL.create("sqlite", database=str(part)), str(path)) as conn:
            yield conn
        _give_names(part, path)
    finally:
        with suppress(OSError):  # the next copy to this place tries again
            _take_away(part)
        release(lock)


def _refuse_taken(path: Path) -> None:
    for ending in _LEFT_BEHIND:
        if os.path.lexists(path.with_name(path.name + ending)):
            raise StoreUnavailable("exists", str(path) + ending)
    folder = folder_of(path)
    if os.path.lexists(folder) and not (folder / UNFINISHED).is_file():
        raise StoreUnavailable("exists", str(folder))


@contextmanager
def _transaction(url: URL, place: str) -> Iterator[Connection]:
    engine = make_engine(url) if store_file(url) is None else _unlogged_engine(url)
    try:
        with refusing(place):
            raw = engine.connect()
        with raw:
            transaction = raw.execution_options(writing=True).begin()
            try:
                yield raw
            except BaseException:
                with suppress(DBAPIError):  # a server that is gone has undone it itself
                    transaction.rollback()
                raise
            with refusing(place):
                transaction.commit()
    finally:
        engine.dispose()


def _unlogged_engine(url: URL) -> Engine:
    """A file that is thrown away when anything fails needs neither a log, which shares lack, nor a flush at every step."""
    engine = create_engine(url)
    event.listen(engine, "connect", _without_log)
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _without_log(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-48000"):
        connection.execute(f"PRAGMA {pragma}")


def _give_names(part: Path, path: Path) -> None:
    """The folder of attached files first: with its mark it is taken away again when the file gets no name."""
    folder = folder_of(path)
    try:
        _flush(part)
        if folder_of(part).is_dir():
            (folder_of(part) / UNFINISHED).touch()
            folder_of(part).replace(folder)
        try:
            part.replace(path)
        except OSError:
            _take_folder_away(path)
            raise
        if os.name == "posix":
            _flush(path.parent)  # the names themselves; Windows flushes them with the file
        (folder / UNFINISHED).unlink(missing_ok=True)
    except OSError as error:
        raise StoreUnavailable("disk_error", str(path)) from error


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _take_away(part: Path) -> None:
    for ending in _LEFT_BEHIND:
        part.with_name(part.name + ending).unlink(missing_ok=True)
    shutil.rmtree(folder_of(part), ignore_errors=True)


def _take_folder_away(path: Path) -> None:
    folder = folder_of(path)
    if (folder / UNFINISHED).is_file():
        shutil.rmtree(folder, ignore_errors=True)
