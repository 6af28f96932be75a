"""Brings an older file to this program's schema with a copy of it kept beside, so that nothing can be lost."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from db.domain.errors import StoreUnavailable
from db.domain.progress import Progress
from db.services.store import upgrade_store
from db.store.engine import lock_file, normal_url, release, store_file

_PAGES = 2_000
_COPY_FAULTS = {"SQLITE_FULL": "disk_full", "SQLITE_NOTADB": "not_a_store", "SQLITE_CORRUPT": "damaged"}


def upgrade_file(url: str, progress: Progress) -> Path:
    """Copy the file beside itself, then upgrade it; returns the copy.

    Until the copy is whole and on the disk the file is not touched; then it is upgraded in one transaction.

    Raises:
        StoreUnavailable: no file, in use, no room for the copy, newer than the program.
        Cancelled: by the progress, while copying; the copy is gone then and the file is as it was.
    """
    file = store_file(normal_url(url))
    if file is None:
        raise StoreUnavailable("bad_url", "")
    if not file.is_file():
        raise StoreUnavailable("missing", str(file))
    copy = _free_name(file)
    lock = lock_file(file)
    try:
        _copy(file, copy, progress)
    finally:
        release(lock)
    progress.step(0, 0, "committing")
    upgrade_store(url)
    return copy


def _free_name(file: Path) -> Path:
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    names = (
        file.with_name(f"{file.stem}-{stamp}{mark}{file.suffix}")
        for mark in ("", *map("-{}".format, range(2, 99)))
    )
    return next(name for name in names if not name.exists())


def _copy(file: Path, copy: Path, progress: Progress) -> None:
    try:
        _backup(file, copy, progress)
    except BaseException as error:
        copy.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            why = _COPY_FAULTS.get(getattr(error, "sqlite_errorname", ""), "cannot_open")
            raise StoreUnavailable(why, str(copy)) from error
        if isinstance(error, OSError):
            raise StoreUnavailable("disk_error", str(copy)) from error
        raise


def _backup(file: Path, copy: Path, progress: Progress) -> None:
    def tell(_status: int, remaining: int, total: int) -> None:
        progress.step(total - remaining, total, "copying")

    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target, pages=_PAGES, progress=tell)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, as the original is
    with copy.open("rb+") as written:
        os.fsync(written.fileno())
