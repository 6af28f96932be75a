"""Writes any list as a workbook ready for the leader's desk, or plain for import elsewhere; knows no feature.

Codes and numbers are text cells, and text never becomes a formula. Rows stream: memory does not grow with the list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError

from db.domain.errors import BadFile
from desktop.files.atomic import whole_file
from desktop.files.print_words import print_words

Kind = Literal["text", "code", "count"]
Value = str | int | float | None

_A4 = 9
_LONGEST = 32_767
_LINE_PT = 13.5
_MOST_ROWS = 1_048_000
_THIN = Side(style="thin", color="FF808080")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        title: its heading.
        width: in characters.
        kind: ``text`` and ``code`` are text cells, ``count`` is a number.
    """

    title: str
    width: float
    kind: Kind = "text"


class _Sheet:
    """One sheet being written; a cell per column is styled once and used for every row."""

    def __init__(self, path: Path, name: str, columns: Sequence[Column], *, plain: bool) -> None:
        self.path = path
        self.book = Workbook(write_only=True)
        self.sheet: Any = self.book.create_sheet(name[:31])
        self.columns = columns
        self.row = 0
        for at, column in enumerate(columns, 1):
            self.sheet.column_dimensions[get_column_letter(at)].width = column.width
        self.cells = [self._body_cell(column, plain) for column in columns]
        self.room = [] if plain else [max(1.0, column.width - 1.5) for column in columns]

    def _body_cell(self, column: Column, plain: bool) -> Cell:
        cell = WriteOnlyCell(self.sheet, "")
        if column.kind != "count":
            cell.number_format = "@"
            cell.quotePrefix = True
        if not plain:
            cell.border = _GRID
            cell.font = Font(size=10)
            side = "center" if column.kind == "count" else "left"
            cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        return cell

    def _fill(self, cell: Cell, value: Value, at: int) -> Cell:
        if isinstance(value, str) and len(value) > _LONGEST:
            raise self._bad("cell_too_long", at, value[:40])
        try:
            cell.value = value
        except IllegalCharacterError as error:
            raise self._bad("bad_character", at, repr(value)) from error
        if isinstance(value, str):
            # openpyxl takes text that begins with = for a formula and #N/A for an error.
            cell.data_type = "s"
        return cell

    def _bad(self, why: str, at: int, detail: str) -> BadFile:
        column = self.columns[at].title
        return BadFile(str(self.path), why, self.sheet.title, self.row, column, detail)

    def add(self, values: Sequence[Value]) -> None:
        """Write one row of the list."""
        self.row += 1
        if self.row > _MOST_ROWS:
            raise self._bad("too_many_rows", 0, "")
        if self.room:
            self.sheet.row_dimensions[self.row].height = _LINE_PT * self._lines(values)
        pairs = zip(self.cells, values, strict=True)
        self.sheet.append([self._fill(cell, value, at) for at, (cell, value) in enumerate(pairs)])

    def _lines(self, values: Sequence[Value]) -> int:
        """Lines the fullest cell wraps to; office programs do not all find this out by themselves."""
        # GB 18030 takes two bytes where print takes two columns.
        wide = (len(str(v).encode("gb18030", "replace")) if v else 0 for v in values)
        return max((ceil(w / room) for w, room in zip(wide, self.room, strict=True) if w), default=1)

    def _lone(self, text: str, *, size: int = 10, bold: bool = False, across: str = "") -> Cell:
        cell = self._fill(WriteOnlyCell(self.sheet, ""), text, 0)
        cell.font = Font(size=size, bold=bold)
        cell.alignment = Alignment(horizontal=across or None, vertical="center")
        return cell

    def title(self, title: str, unit: str, date_text: str) -> None:
        """Title across the list, then who and when."""
        words = print_words()
        count = len(self.columns)
        # Centred across empty cells, not merged: merged cells break sorting and re-import.
        row = [self._lone(title, size=16, bold=True, across="centerContinuous")]
        self.sheet.append(row + [self._lone("", across="centerContinuous") for _ in range(count - 1)])
        right = self._lone(words["date"].format(date_text), across="right")
        middle: list[Cell | None] = [None] * max(0, count - 2)
        self.sheet.append([self._lone(words["unit"].format(unit)), *middle, right])
        self.row = 2

    def page(self) -> None:
        """Paper, footer and repeated heading; must come before the first row, since rows stream out."""
        self.sheet.print_title_rows = "3:3"
        self.sheet.freeze_panes = "A4"
        setup = self.sheet.page_setup
        setup.orientation, setup.paperSize = "landscape", _A4
        setup.fitToWidth, setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = self.sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom, margins.footer = 0.5, 0.7, 0.3
        self.sheet.print_options.horizontalCentered = True
        self.sheet.oddFooter.center.text = print_words()["page_footer"]

    def heading(self, *, plain: bool) -> None:
        """The columns' titles."""
        self.row += 1
        if self.room:
            lines = self._lines([column.title for column in self.columns])
            self.sheet.row_dimensions[self.row].height = _LINE_PT * lines
        cells = [self._lone(column.title, bold=True, across="center") for column in self.columns]
        for cell in cells:
            if not plain:
                cell.border = _GRID
                cell.fill = PatternFill("solid", fgColor="FFDDE6F4")
                cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self.sheet.append(cells)

    def sign(self, signatures: Sequence[str]) -> None:
        """A row to sign, spread over the width."""
        if not signatures:
            return
        row: list[Cell | None] = [None] * max(len(self.columns), len(signatures))
        step = len(row) / len(signatures)
        for at, name in enumerate(signatures):
            row[int(at * step)] = self._lone(print_words()["signature"].format(name), size=11)
        self.sheet.append([None])
        self.sheet.append(row)


def write_list(
    path: Path,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    *,
    unit: str,
    date_text: str,
    signatures: Sequence[str] = (),
    plain: bool = False,
) -> int:
    """Write a list and return how many rows it has.

    Args:
        path: of the workbook; replaced only when the new one is complete.
        title: over the list, and the sheet's name.
        columns: from left to right.
        rows: values in the columns' order.
        unit: the office that made the list; a mark before its name (a store to learn in) goes before the title instead.
        date_text: its date as printed.
        signatures: who signs, as roles.
        plain: heading and rows alone, for import elsewhere.

    Raises:
        BadFile: a character no workbook can hold, a text too long or too many rows; names sheet, row and column.
        StoreUnavailable: disk full, folder missing or read-only.
    """
    mark = print_words()["practice"]
    if unit.startswith(mark):
        title, unit = mark + title, unit.removeprefix(mark)
    with whole_file(path) as file:
        sheet = _Sheet(path, title, columns, plain=plain)
        try:
            if plain:
                sheet.sheet.freeze_panes = "A2"
            else:
                sheet.page()
                sheet.title(title, unit, date_text)
            sheet.heading(plain=plain)
            first = sheet.row
            for row in rows:
                sheet.add(row)
            count = sheet.row - first
            if not plain:
                sheet.sign(signatures)
        finally:
            # Ends openpyxl's stream in order; left to the collector it fails in the middle of something else.
            sheet.sheet.close()
        sheet.book.save(file)
    return count
