"""Writes a file whole or not at all: a temporary neighbour, flushed to disk, then renamed over the target."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from db.domain.errors import StoreUnavailable

_CODES = {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.ENOENT: "folder_missing"}
_CODES |= {errno.EACCES: "read_only", errno.EPERM: "read_only", errno.EROFS: "read_only"}


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside ``path``; it takes the name when the block ends well, else nothing is left.

    Raises:
        StoreUnavailable: disk full, folder missing or not writable; ``detail`` is the path. Nothing was changed.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _unavailable(error, path) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        raise _unavailable(error, path) from error
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _unavailable(error: OSError, path: Path) -> StoreUnavailable:
    return StoreUnavailable(_CODES.get(error.errno or 0, "not_writable"), str(path))
