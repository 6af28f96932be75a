"""CSV and other delimited text: the encoding proved, the delimiter found, broken quotes named by row."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from db.domain import gb18030
from db.domain.errors import BadFile
from desktop.files.workbook.raw import MAX_COLUMNS, MAX_ROWS, RawSheet, Row

_DELIMITERS = ",\t;"
_SAMPLE_LINES = 40
# A GB 18030 text rarely begins with this many well-formed UTF-8 characters: beyond, it is damaged UTF-8.
_UTF8_PROOF = 8
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8 (with or without mark), UTF-16 (with mark) or GB 18030 (edition of 2022).

    Raises:
        BadFile: ``wrong_encoding`` with the row of the first byte that cannot be read.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        order = "utf-16-le" if data.startswith(b"\xff\xfe") else "utf-16-be"
        return _strict(data[2:], order, name)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(_MULTIBYTE.findall(data[: error.start])) >= _UTF8_PROOF:
            raise _wrong(
                data.decode("utf-8", "replace"), name, data[: error.start].count(b"\n") + 1
            ) from error
    return _strict(data, "gb18030", name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return _text(data, encoding)
    except UnicodeDecodeError as error:
        before = _text(data[: error.start], encoding, "replace")
        raise _wrong(_text(data, encoding, "replace"), name, before.count("\n") + 1) from error


def _text(data: bytes, encoding: str, errors: str = "strict") -> str:
    return gb18030.decode(data, errors) if encoding == "gb18030" else data.decode(encoding, errors)


def _wrong(text: str, name: str, row: int) -> BadFile:
    lines = text.split("\n")
    return BadFile(
        file=name, why="wrong_encoding", row=row, detail=lines[row - 1][:80] if row <= len(lines) else ""
    )


def read_text(path: Path, name: str) -> Iterator[RawSheet]:
    """Yield the one sheet of a delimited text file.

    Raises:
        BadFile: wrong encoding; while rows are read: broken quotes, too many rows or columns.
    """
    text = decode(path.read_bytes(), name)
    yield RawSheet("", _rows(text, _delimiter(text), name))


def _delimiter(text: str) -> str:
    """Choose the delimiter that cuts the first lines into the most columns, most evenly."""
    sample = "\n".join(text[:100_000].splitlines()[:_SAMPLE_LINES])
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if len(row) > 1]
        score = max((width * widths.count(width) for width in set(widths)), default=0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str, name: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for row in reader:
            number += 1
            if len(row) > MAX_COLUMNS or number > MAX_ROWS:
                raise BadFile(file=name, why="too_large", row=number, detail=f"{len(row)} columns")
            yield row  # type: ignore[misc]  # a list of text is a row of cells
    except csv.Error as error:
        why = "too_large" if "limit" in str(error) else "broken_quotes"
        raise BadFile(file=name, why=why, row=number + 1) from error
