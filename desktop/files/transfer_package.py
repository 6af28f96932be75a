"""Files between two offices: 移交包 (.zpt) and 回执 (.zpr). A zip with what was signed, the signature, and the members.

Nothing of a file is believed: names, kinds and sizes are judged before anything is unpacked, and what was unpacked is
held against the signed text by the register (``db.services.transfer_in``).
"""

import base64
import binascii
import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from db.domain.errors import BadFile
from db.domain.transfer import Package, Signed
from desktop.files.atomic import whole_file

MOST_MEMBERS = 20_000
MOST_TEXT_BYTES = 256 << 20
MOST_FILE_BYTES = 64 << 20
MOST_BYTES = 4 << 30
PACKAGE_ENDING, RECEIPT_ENDING = ".zpt", ".zpr"

_TEXT, _SIGNATURE = "manifest.json", "signature.json"
_ROWS = re.compile(r"rows/[a-z_]{1,40}\.jsonl|journal\.jsonl")
_FILE = re.compile(r"files/([0-9a-f]{64})")
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError),
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64


def write_package(path: Path, package: Package, content: Callable[[str], bytes]) -> None:
    """Write a package whole or not at all; the same package gives the same bytes.

    Args:
        path: of the file, replaced only when the new one is complete.
        package: signed.
        content: gives an attached file's bytes by their hash.

    Raises:
        StoreUnavailable: disk full, folder missing or read-only.
    """
    with whole_file(path) as file, zipfile.ZipFile(file, "w") as archive:
        _write_signed(archive, package.signed)
        for name in sorted(package.rows):
            archive.writestr(_entry(name), package.rows[name])
        for sha256 in package.files:
            archive.writestr(_entry(f"files/{sha256}"), content(sha256))


def write_receipt(path: Path, receipt: Signed) -> None:
    """Write a receipt whole or not at all.

    Raises:
        StoreUnavailable: disk full, folder missing or read-only.
    """
    with whole_file(path) as file, zipfile.ZipFile(file, "w") as archive:
        _write_signed(archive, receipt)


def _write_signed(archive: zipfile.ZipFile, signed: Signed) -> None:
    archive.writestr(_entry(_TEXT), signed.text)
    said = {"public_key": _armoured(signed.public), "signature": _armoured(signed.signature)}
    archive.writestr(_entry(_SIGNATURE), json.dumps({"algorithm": "Ed25519", **said}).encode())


def _armoured(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_STORED if name.startswith("files/") else zipfile.ZIP_DEFLATED
    return entry


def read_package(path: Path) -> Package:
    """What a package file holds; contents of attached files stay in it until ``read_file``.

    Raises:
        BadFile: missing, no package, damaged, cut short, or too large; ``sheet`` is the member.
    """
    with _opened(path) as (archive, names):
        signed = _signed(archive, str(path))
        rows = {
            name: _member(archive, name, str(path), MOST_TEXT_BYTES)
            for name in names
            if _ROWS.fullmatch(name)
        }
        files = tuple(sorted(match[1] for name in names if (match := _FILE.fullmatch(name))))
        return Package(signed, rows, files)


def read_receipt(path: Path) -> Signed:
    """What a receipt file holds.

    Raises:
        BadFile: as ``read_package``.
    """
    with _opened(path) as (archive, _names):
        return _signed(archive, str(path))


def read_file(path: Path, sha256: str) -> bytes:
    """An attached file's bytes out of a package.

    Raises:
        BadFile: as ``read_package``; ``hash_mismatch`` when they are not what their name says.
    """
    with _opened(path) as (archive, names):
        name = f"files/{sha256}"
        if name not in names:
            raise BadFile(str(path), "missing_member", name)
        data = _member(archive, name, str(path), MOST_FILE_BYTES)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BadFile(str(path), "hash_mismatch", name)
        return data


@contextmanager
def _opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, frozenset[str]]]:
    source = str(path)
    try:
        with path.open("rb") as file:
            try:
                archive = zipfile.ZipFile(file)
            except _DAMAGE as error:
                raise BadFile(source, "not_a_package", detail=str(error)) from error
            with archive:
                yield archive, _names(archive, source)
    except FileNotFoundError as error:
        raise BadFile(source, "missing") from error
    except OSError as error:
        raise BadFile(source, "cannot_read", detail=error.strerror or "") from error


def _names(archive: zipfile.ZipFile, source: str) -> frozenset[str]:
    """Names of members, once each name, kind and size has been found harmless."""
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise BadFile(source, "too_large")
    names: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if name not in (_TEXT, _SIGNATURE) and not _ROWS.fullmatch(name) and not _FILE.fullmatch(name):
            raise BadFile(source, "unknown_member", name)
        if name in names:
            raise BadFile(source, "doubled_member", name)
        if entry.flag_bits & 1:
            raise BadFile(source, "encrypted", name)
        names.add(name)
    for name in (_TEXT, _SIGNATURE):
        if name not in names:
            raise BadFile(source, "missing_member", name)
    return frozenset(names)


def _member(archive: zipfile.ZipFile, name: str, source: str, most: int) -> bytes:
    entry = archive.getinfo(name)
    if entry.file_size > most:
        raise BadFile(source, "too_large", name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadFile(source, "damaged_member", name)
    try:
        with archive.open(entry) as file:
            data = file.read(most + 1)
    except _DAMAGE as error:
        raise BadFile(source, "damaged_member", name, detail=str(error)) from error
    if len(data) > most:
        raise BadFile(source, "too_large", name)
    return data


def _signed(archive: zipfile.ZipFile, source: str) -> Signed:
    text = _member(archive, _TEXT, source, MOST_TEXT_BYTES)
    said = _object(_member(archive, _SIGNATURE, source, 1 << 16))
    try:
        public, signature = (
            base64.b64decode(str(said[name]), validate=True) for name in ("public_key", "signature")
        )
    except (KeyError, binascii.Error) as error:
        raise BadFile(source, "damaged_member", _SIGNATURE) from error
    if (len(public), len(signature)) != (_KEY_BYTES, _SIGNATURE_BYTES):
        raise BadFile(source, "damaged_member", _SIGNATURE)
    return Signed(text, public, signature)


def _object(data: bytes) -> Mapping[str, object]:
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
