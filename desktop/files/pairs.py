"""A list of private-use characters and what they stand for, as an office keeps it: two columns of a table or text."""

from collections.abc import Iterator
from pathlib import Path

from db.domain.errors import BadFile, BadPair
from db.domain.private_use import check_pair
from desktop.files.workbook.html_table import read_html
from desktop.files.workbook.ods import read_ods
from desktop.files.workbook.raw import RawSheet
from desktop.files.workbook.sniff import Format, sniff
from desktop.files.workbook.spreadsheet import read_xls, read_xlsx
from desktop.files.workbook.text import read_text

_READERS = {
    **{Format.XLSX: read_xlsx, Format.XLS: read_xls, Format.ODS: read_ods},
    **{Format.HTML: read_html, Format.TEXT: read_text},
}
_HEADINGS = 3
"""Rows at a sheet's top that may be headings."""


def read_pairs(path: Path, source: str) -> dict[str, str]:
    """Private-use character -> what it stands for, from the first two filled columns of every visible sheet.

    Raises:
        BadFile: the file cannot be read, a row holds no pair (``no_pair``) or contradicts an earlier one
            (``doubled_row``), or there is no pair at all (``empty_file``).
    """
    found: dict[str, str] = {}
    for sheet in _READERS[sniff(path, path.name)](path, path.name):
        for row, sides in [] if sheet.hidden else _filled(sheet):
            pair = _pair(sides, source)
            if pair is None and row <= _HEADINGS and not found:
                continue
            if pair is None:
                raise BadFile(path.name, "no_pair", sheet.name, row, detail=" ".join(sides))
            if found.setdefault(*pair) != pair[1]:
                raise BadFile(path.name, "doubled_row", sheet.name, row, detail=" ".join(sides))
    if not found:
        raise BadFile(path.name, "empty_file")
    return found


def _filled(sheet: RawSheet) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.rows, 1):
        sides = [str(cell).strip() for cell in row if cell not in ("", None)][:2]
        if sides:
            yield number, sides


def _pair(sides: list[str], source: str) -> tuple[str, str] | None:
    try:
        return check_pair(sides[0], sides[1], source) if len(sides) == 2 else None
    except BadPair:
        return None
