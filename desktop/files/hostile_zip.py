"""Reading a zip that somebody sent: names, kinds and sizes are judged before anything is unpacked; and writing one."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from db.domain.errors import BadFile

_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError),
)
"""What zipfile raises over damaged archives."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


@dataclass(frozen=True, slots=True)
class HostileZip:
    """A zip opened for reading, whose members all have known names and bearable sizes.

    Attributes:
        file: the file itself, under the one handle, so that nobody can change it between two looks.
        source: the file's path, as errors name it.
        names: of its members.
    """

    archive: zipfile.ZipFile
    file: BinaryIO
    source: str
    names: frozenset[str]

    def member(self, name: str, most: int) -> bytes:
        """A member's content, at most ``most`` bytes.

        Raises:
            BadFile: ``too_large`` or ``damaged_member``.
        """
        entry = self.archive.getinfo(name)
        if entry.file_size > most:
            raise BadFile(self.source, "too_large", name)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadFile(self.source, "damaged_member", name)
        try:
            with self.archive.open(entry) as file:
                data = file.read(most + 1)
        except _DAMAGE as error:
            raise BadFile(self.source, "damaged_member", name, detail=str(error)) from error
        if len(data) > most:
            raise BadFile(self.source, "too_large", name)
        return data


@contextmanager
def opened(
    path: Path, known: Callable[[str], object], *, most_members: int, most_bytes: int
) -> Iterator[HostileZip]:
    """Open a zip.

    Args:
        path: of the file.
        known: whether a member may bear that name.
        most_members: how many there may be.
        most_bytes: how much they may unpack to, together.

    Raises:
        BadFile: ``missing``, ``cannot_read``, ``not_a_package``, ``too_large``, ``unknown_member``, ``doubled_member`` or
            ``encrypted``.
    """
    source = str(path)
    try:
        with path.open("rb") as file:
            try:
                archive = zipfile.ZipFile(file)
            except _DAMAGE as error:
                raise BadFile(source, "not_a_package", detail=str(error)) from error
            with archive:
                entries = archive.infolist()
                if len(entries) > most_members or sum(entry.file_size for entry in entries) > most_bytes:
                    raise BadFile(source, "too_large")
                yield HostileZip(archive, file, source, _names(entries, source, known))
    except FileNotFoundError as error:
        raise BadFile(source, "missing") from error
    except OSError as error:
        raise BadFile(source, "cannot_read", detail=error.strerror or "") from error


def _names(entries: list[zipfile.ZipInfo], source: str, known: Callable[[str], object]) -> frozenset[str]:
    names: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if not known(name):
            raise BadFile(source, "unknown_member", name)
        if name in names:
            raise BadFile(source, "doubled_member", name)
        if entry.flag_bits & 1:
            raise BadFile(source, "encrypted", name)
        names.add(name)
    return frozenset(names)


def new_entry(name: str, *, compressed: bool) -> zipfile.ZipInfo:
    """A member to be written: the same names and contents give the same bytes on any machine."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    return entry
