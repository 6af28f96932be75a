"""Reads check sheets that came back, whatever an office program made of them.

Sheets are known by their headings, rows by their key; columns may have moved or be hidden, sheets be renamed, cells be
merged, figures be numbers. Both form numbers of a file, over the list and on the hidden sheet, have to agree.
"""

import datetime
import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from db.domain.check_return import CELLS, KEY, VERDICT, ReturnedRows, ReturnRow
from db.domain.check_sheet import SheetRefused, plain, read_form_number
from db.domain.errors import BadFile
from desktop.files.check_sheet_xlsx import sheet_words
from desktop.files.workbook.raw import Cell, CellFault, RawSheet, Row
from desktop.files.workbook.sheets import READERS
from desktop.files.workbook.sniff import sniff

_TOP = 30
"""Rows in which headings and numbers are looked for."""
_MOST_ROWS = 200_000


def read_check_sheets(path: Path) -> list[ReturnedRows]:
    """What came back in a file, by form number; several communities' sheets may have been put into one file.

    Raises:
        BadFile: the file cannot be read (see ``desktop.files.workbook``), holds no check sheet (``no_check_sheet``), has
            lost its number (``no_form_number``) or its hidden column (``no_key_column``), has two numbers that do not
            agree (``two_form_numbers``), one with a wrong digit (``bad_form_number``), or far too many rows
            (``too_many_rows``).
    """
    name = path.name
    if not path.is_file():
        raise BadFile(file=name, why="not_found")
    found: list[tuple[str, str, list[ReturnRow]]] = []
    marks: set[str] = set()
    for raw in READERS[sniff(path, name)](path, name):
        sheet = _Sheet(name, raw)
        marks |= set() if sheet.columns else sheet.numbers
        if sheet.columns:
            found.append((sheet.number(), raw.name, sheet.rows()))
    if not found:
        raise BadFile(file=name, why="no_check_sheet")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    by_number: dict[str, list[ReturnRow]] = {}
    for number, sheet_name, rows in found:
        by_number.setdefault(_agreed(name, sheet_name, number, marks), []).extend(rows)
    return [ReturnedRows(number, name, digest, tuple(rows)) for number, rows in by_number.items()]


def _agreed(file: str, sheet: str, number: str, marks: set[str]) -> str:
    """The number of a sheet: its own, else the only one of the file."""
    if not number and len(marks) != 1:
        raise BadFile(file=file, why="no_form_number", sheet=sheet)
    if number and marks and number not in marks:
        raise BadFile(file=file, why="two_form_numbers", sheet=sheet, detail=number)
    return number or next(iter(marks))


class _Sheet:
    """One worksheet.

    Attributes:
        columns: place of each cell of a row; empty when it is no list to check.
        numbers: form numbers that stand in its first rows.
    """

    def __init__(self, file: str, raw: RawSheet) -> None:
        self._file, self._name = file, raw.name
        self._stream = iter(raw.rows)
        self._spread = _spread(raw)
        self._merged: dict[tuple[int, int], str] = {}
        self._top = list(islice(self._stream, _TOP))
        self.columns: dict[str, int] = {}
        self._head = 0
        self.numbers: set[str] = set()
        for n, row in enumerate(self._top):
            columns = {} if self.columns else _headings(row)
            if columns:
                self.columns, self._head = columns, n
            elif not self.columns:
                self._look_for_number(row)
        if self.columns and KEY not in self.columns:
            raise BadFile(file=file, why="no_key_column", sheet=raw.name)

    def _look_for_number(self, row: Row) -> None:
        for cell in row:
            text = cell_text(cell)
            if "HC-" not in plain(text).upper():
                continue
            try:
                self.numbers.add(read_form_number(text))
            except SheetRefused as error:
                why = "bad_form_number" if error.why == "bad_number" else "no_form_number"
                raise BadFile(file=self._file, why=why, sheet=self._name, detail=error.text) from error

    def number(self) -> str:
        """The number over the list, ``""`` when there is none.

        Raises:
            BadFile: there are two.
        """
        if len(self.numbers) > 1:
            detail = "、".join(sorted(self.numbers))
            raise BadFile(file=self._file, why="two_form_numbers", sheet=self._name, detail=detail)
        return next(iter(self.numbers), "")

    def rows(self) -> list[ReturnRow]:
        """Every row below the headings that shows something in a column that counts."""
        found = []
        for n, row in self._numbered():
            if n > _MOST_ROWS:
                raise BadFile(file=self._file, why="too_many_rows", sheet=self._name, row=n)
            cells = {name: self._text(n, row, at) for name, at in self.columns.items()}
            key = cells.pop(KEY)
            if any(plain(text) for text in cells.values()) or plain(key):
                found.append(ReturnRow(self._name, n + 1, key, {k: v for k, v in cells.items() if plain(v)}))
        return found

    def _numbered(self) -> Iterator[tuple[int, Row]]:
        yield from enumerate(self._top[self._head + 1 :], self._head + 1)
        yield from enumerate(self._stream, len(self._top))

    def _text(self, n: int, row: Row, at: int) -> str:
        """A cell's text; every cell of a merged range says what the first says."""
        text = cell_text(row[at]) if at < len(row) else ""
        head = self._spread.get((n, at))
        if head is not None:
            text = self._merged.setdefault(head, text)
        return text


def _spread(raw: RawSheet) -> dict[tuple[int, int], tuple[int, int]]:
    """By cell of a merged range, the place of its first cell; ranges beyond any list are left."""
    found = {}
    for one in raw.merges:
        for row in range(one.top, min(one.bottom, one.top + _MOST_ROWS) + 1):
            found[row, one.left] = (one.top, one.left)
    return found


def _headings(row: Row) -> dict[str, int]:
    """Place of each cell by name when the row is the headings of a check sheet; the first of two equal ones counts."""
    titles = {plain(title): name for name, (title, _width) in sheet_words()["columns"].items()}
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        name = titles.get(plain(cell_text(cell)))
        if name in (*CELLS, KEY):
            found.setdefault(str(name), at)
    return found if VERDICT in found and len(found) > 2 else {}


def cell_text(cell: Cell) -> str:
    """What a cell shows: whole figures without a point, days as ISO text, a fault as the office sees it."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, CellFault):
        return cell.text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)
