"""Contents of attached files by their SHA-256: a folder beside an SQLite file, rows of one megabyte on PostgreSQL.

A content is there before the row that names it is kept, so that a kill leaves at most a content nobody names; ``sweep``
takes such away later. Nothing is handed out that is not what its name says.
"""

import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text

from db.domain.errors import StoreUnavailable
from db.store.engine import store_file
from db.store.faults import sorted_faults

PIECE = 1 << 20
YOUNG_S = 3600
"""So long a content nobody names is left alone: whoever puts it there may still be about to name it."""
_ENDING = ".files"
_PART = ".part"
UNFINISHED = "unfinished"
"""A file in a folder whose store has no name yet; a copy that was killed leaves it there."""
_LOCK = 23121
_CHUNK = text("SELECT body FROM attachment_chunk WHERE sha256 = :sha AND part = :part")
_INSERT = text(
    "INSERT INTO attachment_chunk (sha256, part, body) VALUES (:sha, :part, :body) ON CONFLICT DO NOTHING"
)


_FAULTS = {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.EFBIG: "disk_full"}
_FAULTS |= {errno.EACCES: "no_permission", errno.EPERM: "no_permission", errno.EROFS: "read_only"}


class Judge(Protocol):
    """Knows what contents come to."""

    def verdict(self, sha256: str) -> str:
        """``missing``, ``altered``, or ``""`` when the content is what its name says.

        Raises:
            StoreUnavailable: it cannot be read.
        """


class Contents(Judge, Protocol):
    """Where contents lie."""

    def put(self, sha256: str, pieces: Iterable[bytes]) -> bool:
        """Keep a content; whether it was not there yet.

        Raises:
            ValueError: the pieces are not what the name says; nothing is kept.
            StoreUnavailable: no room, no permission.
        """

    def read(self, sha256: str) -> Iterator[bytes]:
        """The content in pieces, as it lies there; none when it is missing."""

    def size(self, sha256: str) -> int:
        """Its bytes, -1 when it is missing."""

    def drop(self, sha256: str) -> None:
        """Take away what no row names any more; on PostgreSQL the server looks again whether one does."""


def contents_of(conn: Connection) -> Contents:
    """The contents of the store that a connection belongs to."""
    path = store_file(conn.engine.url)
    return Chunks(conn) if path is None else Folder(folder_of(path))


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A connection beside which nobody writes an SQLite file, so that no row comes to name what is being taken away."""
    with sorted_faults(), engine.connect() as raw:
        conn = raw.execution_options(writing=True)
        with conn.begin():
            yield conn


def folder_of(store: Path) -> Path:
    """The folder of an SQLite file's contents."""
    return store.with_name(store.name + _ENDING)


def bytes_of(content: bytes | Path) -> Iterator[bytes]:
    """A content that is still outside, in pieces.

    Raises:
        OSError: the file cannot be read.
    """
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def measure(pieces: Iterable[bytes]) -> tuple[str, int]:
    """SHA-256 and number of bytes."""
    sha, size = hashlib.sha256(), 0
    for piece in pieces:
        sha.update(piece)
        size += len(piece)
    return sha.hexdigest(), size


class _Judged:
    """What a content comes to when it is read through."""

    def verdict(self: Contents, sha256: str) -> str:
        """Missing, altered, or sound; see ``Contents``."""
        if self.size(sha256) < 0:
            return "missing"
        return "" if measure(self.read(sha256))[0] == sha256 else "altered"


class Folder(_Judged):
    """Contents as files, named by their hash under its first two characters."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def _file(self, sha256: str) -> Path:
        return self.path / sha256[:2] / sha256

    def put(self, sha256: str, pieces: Iterable[bytes]) -> bool:
        """Keep a content: flushed to disk, and only then named; see ``Contents``."""
        file = self._file(sha256)
        try:
            if file.is_file() and measure(bytes_of(file))[0] == sha256:
                os.utime(file)  # young again, so that no sweep takes it before its row is kept
                return False
            self._make_folders(file.parent)
            self._write(file, sha256, pieces)
        except OSError as error:
            raise _fault(error, file) from error
        return True

    def _make_folders(self, parent: Path) -> None:
        for folder in (self.path, parent):
            if not folder.is_dir():
                folder.mkdir(exist_ok=True)
                flush_folder(folder.parent)

    def _write(self, file: Path, sha256: str, pieces: Iterable[bytes]) -> None:
        handle, name = tempfile.mkstemp(prefix=sha256[:8], suffix=_PART, dir=file.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                sha = hashlib.sha256()
                for piece in pieces:
                    sha.update(piece)
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            if sha.hexdigest() != sha256:
                raise ValueError(sha256)
            part.replace(file)
            flush_folder(file.parent)
        finally:
            part.unlink(missing_ok=True)

    def read(self, sha256: str) -> Iterator[bytes]:
        """The content in pieces; see ``Contents``.

        Raises:
            StoreUnavailable: the disk refuses.
        """
        file = self._file(sha256)
        try:
            yield from bytes_of(file)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _fault(error, file) from error

    def size(self, sha256: str) -> int:
        """Its bytes; see ``Contents``."""
        try:
            return self._file(sha256).stat().st_size
        except OSError:
            return -1

    def drop(self, sha256: str) -> None:
        """Take the file away; see ``Contents``.

        Raises:
            StoreUnavailable: the disk refuses.
        """
        file = self._file(sha256)
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise _fault(error, file) from error

    def sweep(self, named: Set[str], *, now: float | None = None) -> int:
        """Take away what no row names and no writer can be about to name; returns how many files.

        Args:
            named: hashes that rows name; asked for while nobody else writes.
            now: seconds since 1970, for tests.
        """
        (self.path / UNFINISHED).unlink(missing_ok=True)  # the store is open: it has its name
        limit = (time.time() if now is None else now) - YOUNG_S
        gone = 0
        for file in self.path.glob("[0-9a-f][0-9a-f]/*"):
            ours = file.name.endswith(_PART) or (len(file.name) == 64 and file.name[:2] == file.parent.name)
            with suppress(OSError):  # the next sweep tries again
                if ours and file.name not in named and file.stat().st_mtime < limit:
                    file.unlink()
                    gone += 1
        return gone


class Chunks(_Judged):
    """Contents as rows of one megabyte, inside the connection's transaction."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def put(self, sha256: str, pieces: Iterable[bytes]) -> bool:
        """Keep a content; see ``Contents``. The row that names it must be there already, for row security."""
        self._conn.execute(text("SELECT pg_advisory_xact_lock(:lock, hashtext(:sha))"), _lock(sha256))
        if self.verdict(sha256) == "":
            return False
        with (
            self._conn.begin_nested()
        ):  # a content that is not what its name says goes without the rows that are good
            new, parts = self._insert(sha256, pieces)
        if new < parts and self.verdict(sha256):
            raise StoreUnavailable("damaged", sha256)
        return new > 0

    def _insert(self, sha256: str, pieces: Iterable[bytes]) -> tuple[int, int]:
        sha, parts, new = hashlib.sha256(), 0, 0
        for part, body in enumerate(_even(pieces)):
            sha.update(body)
            parts += 1
            # What another area attached is not seen from here, and need not be: the same name is the same content.
            new += self._conn.execute(_INSERT, {"sha": sha256, "part": part, "body": body}).rowcount
        if sha.hexdigest() != sha256:
            raise ValueError(sha256)
        return new, parts

    def read(self, sha256: str) -> Iterator[bytes]:
        """The content in pieces; see ``Contents``."""
        part = 0
        while (body := self._conn.execute(_CHUNK, {"sha": sha256, "part": part}).scalar()) is not None:
            yield bytes(body)
            part += 1

    def size(self, sha256: str) -> int:
        """Its bytes; see ``Contents``."""
        statement = text("SELECT sum(length(body)) FROM attachment_chunk WHERE sha256 = :sha")
        found = self._conn.execute(statement, {"sha": sha256}).scalar()
        return -1 if found is None else int(found)

    def drop(self, sha256: str) -> None:
        """Take the rows away; see ``Contents``."""
        self._conn.execute(text("SELECT zp.drop_content(:sha)"), {"sha": sha256})


def _lock(sha256: str) -> dict[str, object]:
    return {"lock": _LOCK, "sha": sha256}


def _even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size; an empty content is one empty piece."""
    held = bytearray()
    none = True
    for piece in pieces:
        held += piece
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
            none = False
    if held or none:
        yield bytes(held)


def _fault(error: OSError, file: Path) -> StoreUnavailable:
    return StoreUnavailable(_FAULTS.get(error.errno or 0, "disk_error"), str(file))


def flush_folder(folder: Path) -> None:
    """Make the names in a folder last; Windows flushes them with the files.

    Raises:
        OSError: the disk refuses.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
