"""Attached files: which kinds are taken, told by their content and never by their name, and how much disk they use."""

import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from db.domain.errors import DomainError

JPEG, PNG, TIFF, PDF = "image/jpeg", "image/png", "image/tiff", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFD = "application/ofd"
ENDINGS = {JPEG: ".jpg", PNG: ".png", TIFF: ".tif", PDF: ".pdf", DOCX: ".docx", XLSX: ".xlsx", OFD: ".ofd"}
"""Kinds that are kept, and how a file of the kind is named when it is taken out again."""

LINKABLE = (
    *("node", "place", "application", "plate", "plate_batch", "import_batch", "problem"),
    "inspection_form",
)
"""Tables whose rows may have files attached."""

LONGEST_NAME = 120
_HEADS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"%PDF-", PDF),
)
_PACKAGES = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("OFD.xml", OFD))
_PROGRAMS = re.compile(r"vbaProject|/activeX/|/embeddings/|\.(exe|dll|js|vbs|bat|cmd|ps1|scr|com)$", re.I)
_OUT_OF_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_WINDOW_DAYS, _LEAST_DAYS, _MONTH_DAYS = 90, 7, 30


PICTURES = (JPEG, PNG)
"""Kinds that are shown as pictures."""
MEGABYTE = 1 << 20


@dataclass(eq=False)
class AttachmentRefused(DomainError):
    """A file cannot be attached or handed out: its name, ``why`` as a code, and what it belongs to or how large it is."""

    name: str
    why: str
    detail: str = ""


class Standing(StrEnum):
    """What became of the original and of the content."""

    KEPT = "kept"
    NOT_KEPT = "not_kept"  # the working copy only; of the original its hash and size
    WIPED = "wiped"


class Purpose(StrEnum):
    """What a file is attached for."""

    PHOTO = "photo"
    SCAN = "scan"
    DRAWING = "drawing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Link:
    """The row a file belongs to."""

    table: str
    row: int
    purpose: Purpose = Purpose.OTHER


@dataclass(frozen=True, slots=True)
class Usage:
    """How much disk attached files use, and will.

    Attributes:
        files: how many are kept.
        size: bytes of their contents, each counted once.
        per_month: bytes that come in thirty days, as the last ninety went.
        free: bytes free where they lie, None when the program cannot see that.
        days_left: days until the disk is full, None when unknown or never.
    """

    files: int
    size: int
    per_month: int
    free: int | None
    days_left: int | None


def sniff(head: bytes) -> str:
    """The kind that the first bytes tell: a media type, ``zip`` (look inside with ``package_kind``), or ``""``."""
    for magic, kind in _HEADS:
        if head.startswith(magic):
            return kind
    return "zip" if head.startswith(b"PK\x03\x04") else ""


def refusal(head: bytes) -> str:
    """Why a file whose kind is none of ours is not taken, as a code."""
    if head[:2] == b"MZ" or head[:4] == b"\x7fELF" or head[:2] == b"#!":
        return "program"
    if head[4:8] == b"ftyp" and head[8:11] in (b"hei", b"hev", b"mif", b"msf"):
        return "heic"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "old_office"
    return "empty_file" if not head else "unknown_kind"


def package_kind(file: io.BufferedIOBase | io.BytesIO) -> str:
    """The kind of an office document, ``""`` for any other archive and for one that can run something.

    Args:
        file: the whole file, open at its beginning.
    """
    import zipfile  # would slow the window's start

    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    if any(_PROGRAMS.search(name) for name in names):
        return "macros"
    return next((kind for member, kind in _PACKAGES if member in names), "")


def tidy_name(name: str, kind: str) -> str:
    """A file's name as it is kept: no folder, no control character, none that Windows refuses, with its kind's ending."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(
        one for one in last if unicodedata.category(one)[0] != "C"
    )  # no letters that turn others round
    stem = _OUT_OF_NAMES.sub("_", shown).strip(" .")
    ending = ENDINGS[kind]
    given = next((one for one in (ending, ".jpeg", ".tiff") if stem.lower().endswith(one)), "")
    return (stem[: len(stem) - len(given)].strip(" .")[: LONGEST_NAME - len(ending)] or "file") + ending


def contents(sha256: str, original: str, standing: str) -> tuple[str, ...]:
    """Hashes of the contents that a row with this standing needs."""
    if standing == Standing.WIPED:
        return ()
    return (sha256,) if standing == Standing.NOT_KEPT or original == sha256 else (sha256, original)


def usage(added: Iterable[tuple[str, int]], files: int, today: str, free: int | None) -> Usage:
    """What is used and what is to be expected.

    Args:
        added: day (ISO) and bytes of each content.
        files: how many rows there are.
        today: legal date.
        free: bytes free, if known.
    """
    known = sorted(added)
    end = date.fromisoformat(today)
    since = end - timedelta(days=_WINDOW_DAYS)
    recent = sum(size for day, size in known if day > since.isoformat())
    # An office that began a week ago must not be told a ninetieth of what it adds.
    first = max(since, date.fromisoformat(known[0][0])) if known else since
    span = max(_LEAST_DAYS, (end - first).days)
    left = int(free * span / recent) if free is not None and recent else None
    return Usage(files, sum(size for _day, size in known), recent * _MONTH_DAYS // span, free, left)
