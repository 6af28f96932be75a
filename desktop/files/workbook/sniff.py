"""What a file is, judged by its bytes and never by the end of its name."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from db.domain.errors import BadFile
from desktop.files.workbook.damage import DAMAGED
from desktop.files.workbook.raw import MAX_BYTES

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_FOREIGN = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_HEAD = 65_536
_FEW = 8  # stray control characters that a text may hold
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


class Format(StrEnum):
    """The formats the reader knows."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    HTML = "html"
    TEXT = "text"


def sniff(path: Path, name: str) -> Format:
    """Judge a file by its content.

    Args:
        path: where it lies.
        name: how messages call it.

    Raises:
        BadFile: missing, unreadable, empty, too large, encrypted or no workbook at all.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except FileNotFoundError as error:
        raise BadFile(file=name, why="not_found") from error
    except OSError as error:
        raise BadFile(file=name, why="no_permission", detail=error.strerror or "") from error
    if size == 0 or head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n") == b"":
        raise BadFile(file=name, why="empty_file")
    if size > MAX_BYTES:
        raise BadFile(file=name, why="too_large", detail=f"{size} B")
    if head.startswith(b"PK"):
        return _zip_format(path, name)
    if head.startswith(_OLE):
        return _ole_format(path, name)
    return _text_format(head, name)


def _zip_format(path: Path, name: str) -> Format:
    try:
        with zipfile.ZipFile(path) as package:
            members = set(package.namelist())
            if "xl/workbook.xml" in members:
                return Format.XLSX
            if "mimetype" in members and package.read("mimetype").strip().startswith(_ODS_TYPE):
                if b"encryption-data" in package.read("META-INF/manifest.xml"):
                    raise BadFile(file=name, why="encrypted")
                return Format.ODS
    except (*DAMAGED, RuntimeError) as error:
        raise BadFile(file=name, why="not_a_workbook", detail="damaged") from error
    raise BadFile(file=name, why="not_a_workbook", detail="zip")


def _ole_format(path: Path, name: str) -> Format:
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise BadFile(file=name, why="encrypted")
    if any(f"{stream}\0".encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        return Format.XLS
    raise BadFile(file=name, why="not_a_workbook", detail="ole")


def _text_format(head: bytes, name: str) -> Format:
    if head.startswith(_FOREIGN):
        raise BadFile(file=name, why="not_a_workbook")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    elif b"\0" in head or len(_CONTROL.findall(head)) > _FEW + len(head) // 100:
        raise BadFile(file=name, why="not_a_workbook", detail="binary")
    else:
        text = head
    for mark in _BOMS:
        text = text.removeprefix(mark)
    start = text.lstrip()[:_HEAD].lower()
    if start.startswith(b"<"):
        if b"<table" in start or b"<html" in start:
            return Format.HTML
        raise BadFile(file=name, why="not_a_workbook", detail="xml")
    return Format.TEXT
