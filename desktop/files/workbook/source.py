"""The file or folder of files a clerk points at: which files, their digest, whether they changed meanwhile."""

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.domain.errors import BadFile

_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".htm", ".html"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file; ``name`` is how rows and messages call it (with its sub-folder when a folder is read)."""

    path: Path
    name: str


def source_files(path: Path) -> list[SourceFile]:
    """List the files to read, sorted by name; a folder's lock files, hidden files and other kinds are left out.

    Raises:
        BadFile: the path is missing, a folder cannot be opened, or holds nothing to read.
    """
    if not path.exists():
        raise BadFile(file=path.name, why="not_found")
    if not path.is_dir():
        return [SourceFile(path, path.name)]
    found = []
    for folder, below, names in os.walk(path, onerror=_refuse):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in names:
            if Path(name).suffix.lower() in _SUFFIXES and not name.startswith(("~$", ".")):
                file = Path(folder) / name
                found.append(SourceFile(file, file.relative_to(path).as_posix()))
    if not found:
        raise BadFile(file=path.name, why="empty_folder")
    return sorted(found, key=lambda file: file.name)


def given_files(paths: Sequence[Path]) -> list[SourceFile]:
    """List the files of several files and folders, each once; files of the same name are called with their folder's.

    Raises:
        BadFile: as for one of them; ``empty_file`` for none.
    """
    found: dict[Path, str] = {}
    for path in paths:
        for file in source_files(path):
            found.setdefault(file.path.resolve(), file.name)
    times = Counter(found.values())
    if not found:
        raise BadFile(file="", why="empty_file")
    return [
        SourceFile(path, name if times[name] == 1 else f"{path.parent.name}/{name}")
        for path, name in found.items()
    ]


def files_digest(files: Sequence[SourceFile]) -> str:
    """Return the SHA-256 of one file's content, or of several files' names and contents.

    Raises:
        BadFile: a file is missing or cannot be read.
    """
    return _digest(files[0]) if len(files) == 1 else _of_many(files)


def _of_many(files: Sequence[SourceFile]) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.name}\0{_digest(file)}\n".encode(errors="surrogateescape"))
    return whole.hexdigest()


def _refuse(error: OSError) -> None:
    raise BadFile(
        file=Path(str(error.filename)).name, why="no_permission", detail=error.strerror or ""
    ) from error


def source_digest(path: Path) -> str:
    """Return the SHA-256 of a file's content, or of a folder's file names and contents.

    Raises:
        BadFile: the source is missing or cannot be read.
    """
    files = source_files(path)
    return _of_many(files) if path.is_dir() else _digest(files[0])


def _digest(file: SourceFile) -> str:
    try:
        with file.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise BadFile(file=file.name, why="no_permission", detail=error.strerror or "") from error


class Watch:
    """Remembers how files looked when reading began."""

    def __init__(self, files: list[SourceFile]) -> None:
        self._seen = [(file, _stamp(file.path)) for file in files]

    def check(self) -> None:
        """Refuse what was read when a file has changed since.

        Raises:
            BadFile: ``changed_while_read``.
        """
        for file, stamp in self._seen:
            if _stamp(file.path) != stamp:
                raise BadFile(file=file.name, why="changed_while_read")


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns, state.st_ino)
