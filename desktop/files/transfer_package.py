"""Files between two offices: 移交包 (.zpt) and 回执 (.zpr). A zip with what was signed, the signature, and the members.

Nothing of a file is believed: names, kinds and sizes are judged before anything is unpacked, and what was unpacked is
held against the signed text by the register (``db.services.transfer_in``).
"""

import base64
import binascii
import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from db.domain.errors import BadFile
from db.domain.transfer import Package, Signed
from desktop.files.atomic import whole_file
from desktop.files.hostile_zip import HostileZip, new_entry, opened

MOST_MEMBERS = 20_000
MOST_TEXT_BYTES = 256 << 20
MOST_FILE_BYTES = 64 << 20
MOST_SIGNATURE_BYTES = 1 << 16
MOST_BYTES = 4 << 30
PACKAGE_ENDING, RECEIPT_ENDING = ".zpt", ".zpr"

_TEXT, _SIGNATURE = "manifest.json", "signature.json"
_ROWS = re.compile(r"rows/[a-z_]{1,40}\.jsonl|journal\.jsonl")
_FILE = re.compile(r"files/([0-9a-f]{64})")
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
    return new_entry(name, compressed=not name.startswith("files/"))


def read_package(path: Path) -> Package:
    """What a package file holds; contents of attached files stay in it until ``read_file``.

    Raises:
        BadFile: missing, no package, damaged, cut short, or too large; ``sheet`` is the member.
    """
    with _opened(path) as package:
        rows = {
            name: package.member(name, MOST_TEXT_BYTES) for name in package.names if _ROWS.fullmatch(name)
        }
        files = tuple(sorted(match[1] for name in package.names if (match := _FILE.fullmatch(name))))
        return Package(_signed(package), rows, files)


def read_receipt(path: Path) -> Signed:
    """What a receipt file holds.

    Raises:
        BadFile: as ``read_package``.
    """
    with _opened(path) as package:
        return _signed(package)


def read_file(path: Path, sha256: str) -> bytes:
    """An attached file's bytes out of a package.

    Raises:
        BadFile: as ``read_package``; ``hash_mismatch`` when they are not what their name says.
    """
    with _opened(path) as package:
        name = f"files/{sha256}"
        if name not in package.names:
            raise BadFile(str(path), "missing_member", name)
        data = package.member(name, MOST_FILE_BYTES)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BadFile(str(path), "hash_mismatch", name)
        return data


@contextmanager
def _opened(path: Path) -> Iterator[HostileZip]:
    with opened(path, _is_known, most_members=MOST_MEMBERS, most_bytes=MOST_BYTES) as package:
        for name in (_TEXT, _SIGNATURE):
            if name not in package.names:
                raise BadFile(package.source, "missing_member", name)
        yield package


def _is_known(name: str) -> bool:
    return name in (_TEXT, _SIGNATURE) or bool(_ROWS.fullmatch(name) or _FILE.fullmatch(name))


def _signed(package: HostileZip) -> Signed:
    text = package.member(_TEXT, MOST_TEXT_BYTES)
    said = _object(package.member(_SIGNATURE, MOST_SIGNATURE_BYTES))
    try:
        public, signature = (
            base64.b64decode(str(said[name]), validate=True) for name in ("public_key", "signature")
        )
    except (KeyError, binascii.Error) as error:
        raise BadFile(package.source, "damaged_member", _SIGNATURE) from error
    if (len(public), len(signature)) != (_KEY_BYTES, _SIGNATURE_BYTES):
        raise BadFile(package.source, "damaged_member", _SIGNATURE)
    return Signed(text, public, signature)


def _object(data: bytes) -> Mapping[str, object]:
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
