"""Reads the lines of a file the clerk opens or drops; knows file formats, no window and no store."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from db.domain.errors import BadFile
from desktop.files.workbook.html_table import read_html
from desktop.files.workbook.ods import read_ods
from desktop.files.workbook.raw import Cell, CellFault, RawSheet, without_trailing_blanks
from desktop.files.workbook.sniff import Format, sniff
from desktop.files.workbook.spreadsheet import read_xls, read_xlsx
from desktop.files.workbook.text import decode, read_text
from desktop.matching.written import MOST_LINES, FileBlock, cells_of, read_block

_READERS: dict[Format, Callable[[Path, str], Iterator[RawSheet]]] = {
    Format.XLSX: read_xlsx,
    Format.XLS: read_xls,
    Format.ODS: read_ods,
    Format.HTML: read_html,
    Format.TEXT: read_text,
}
R = TypeVar("R")
_MARGIN_ROWS = 100
"""Titles and headings above the lines."""


def read_file(path: Path) -> FileBlock:
    """Read the first sheet that shows anything; a ``.txt`` is read line by line, whatever commas it has.

    Raises:
        BadFile: the file cannot be read, has no lines, or more than ``MOST_LINES``.
    """
    name = path.name
    form = sniff(path, name)
    if form is Format.TEXT and path.suffix.lower() != ".csv":
        rows = cells_of(decode(path.read_bytes(), name))
        return FileBlock(name, "", read_block(_bounded(rows, name)))
    first: FileBlock | None = None
    others = []
    for sheet in _READERS[form](path, name):
        if sheet.hidden:
            continue
        if first is None:
            first = _sheet_block(sheet, name)
        elif any(row for _no, row in without_trailing_blanks(sheet.rows)):
            others.append(sheet.name)
    if first is None:
        raise BadFile(file=name, why="empty_file")
    return replace(first, other_sheets=tuple(others))


def _sheet_block(sheet: RawSheet, name: str) -> FileBlock | None:
    rows = _bounded((row for _no, row in without_trailing_blanks(sheet.rows)), name)
    if not rows:
        return None
    faults = {no: {c.text for c in row if isinstance(c, CellFault)} for no, row in enumerate(rows, 1)}
    block = read_block([[_text(cell) for cell in row] for row in rows])
    lines = tuple(
        replace(line, fault="unreadable_cell", place=0) if line.text in faults[line.no] else line
        for line in block.lines
    )
    return FileBlock(name, sheet.name, replace(block, lines=lines))


def _bounded(rows: Iterable[R], name: str) -> list[R]:
    found: list[R] = []
    for row in rows:
        found.append(row)
        if len(found) > MOST_LINES + _MARGIN_ROWS:
            raise BadFile(file=name, why="too_large", detail=f"> {MOST_LINES:,}")
    return found


def _text(cell: Cell) -> str:
    if isinstance(cell, CellFault):
        return cell.text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
