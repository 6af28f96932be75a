"""Writes a community's check sheet: locked where it must stay, lists to pick from, a hidden key on every row.

The protection has no password: it keeps from slips, the keys tell what was done on purpose.
"""

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from db.domain.check_return import IssuedRow
from db.domain.check_sheet import row_key
from db.domain.errors import BadFile
from db.domain.progress import Progress
from desktop.files.atomic import whole_file
from desktop.files.print_words import print_words

FREE_ROWS = 60
"""Empty rows at the end for addresses that are not listed."""
HEAD_ROW = 4
_LISTED, _FREE, _GAP = HEAD_ROW + 1, HEAD_ROW + 2, HEAD_ROW + 3
_MAIN = "xl/worksheets/sheet1.xml"
_STEP = 2_000
_LINE_PT = 15.0
_THIN = Side(style="thin", color="FF808080")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="FFDDE6F4")
_OPEN = PatternFill("solid", fgColor="FFFFF9DC")
_THEIRS = frozenset({"verdict", "new_own_text", "new_floor", "new_existence", "plate", "note"})
_OPEN_WHEN_FREE = _THEIRS | {"address", "floor"}


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands over a sheet; days as ISO text, ``mark`` when it comes from a store to learn in."""

    number: str
    subdistrict: str
    community: str
    issued_on: str
    due_on: str
    mark: str = ""


@cache
def sheet_words() -> dict[str, Any]:
    """The words that check sheets carry; they are data, not window text."""
    text = (files("resources") / "templates" / "check_sheet.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


def write_check_sheet(path: Path, head: SheetHead, rows: Sequence[IssuedRow], progress: Progress) -> None:
    """Write one community's workbook.

    Args:
        path: of the workbook; replaced only when the new one is complete.
        head: number, community and days.
        rows: what goes out, in its order.
        progress: told now and then.

    Raises:
        BadFile: ``bad_character``, one that no workbook can hold.
        StoreUnavailable: disk full, folder missing or read-only.
        Cancelled: by the progress; nothing is left.
    """
    pattern = io.BytesIO()
    book = Workbook(write_only=True)
    words = sheet_words()
    main = _Pattern(book, head, len(rows))
    main.write()
    _lines(book, words["guide_sheet"], words["guide"], 110)
    _lines(book, words["mark_sheet"], [head.number], 40).sheet_state = "hidden"
    book.save(pattern)
    with whole_file(path) as file, ZipFile(pattern) as given, ZipFile(file, "w", ZIP_DEFLATED) as made:
        for item in given.infolist():
            data = given.read(item)
            if item.filename == _MAIN:
                data = _Body(data.decode(), head.number, str(path)).filled(rows, progress).encode()
            made.writestr(item.filename, data)


class _Body:
    """Fills the pattern's rows: openpyxl needs twenty times as long to write them one by one."""

    def __init__(self, pattern: str, number: str, path: str) -> None:
        self._number, self._path = number, path
        self._top, listed, free, self._end = (
            part for part in re.split(rf"(?=<row r=\"(?:{_LISTED}|{_FREE}|{_GAP})\")", pattern)
        )
        self._listed = dict(re.findall(r'<c r="([A-Z]+)\d+" s="(\d+)"', listed))
        self._free = dict(re.findall(r'<c r="([A-Z]+)\d+" s="(\d+)"', free))
        self._room = sheet_words()["columns"]["address"][1] - 2

    def filled(self, rows: Sequence[IssuedRow], progress: Progress) -> str:
        """The whole sheet."""
        parts = [self._top]
        for n, row in enumerate(rows):
            if not n % _STEP:
                progress.step(n, len(rows), "writing")
            parts.append(self._row(_LISTED + n, self._listed, self._values(row)))
        first = _LISTED + len(rows)
        empty = [""] * len(self._free)
        parts += [self._row(first + n, self._free, empty) for n in range(FREE_ROWS)]
        moved = len(rows) + FREE_ROWS - 2
        parts.append(re.sub(r'r="(A?)(\d+)"', lambda at: f'r="{at[1]}{int(at[2]) + moved}"', self._end))
        return "".join(parts)

    def _row(self, number: int, styles: Mapping[str, str], values: Sequence[str]) -> str:
        lines = max(1, ceil(_width(values[1]) / self._room))
        cells = [
            f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            if value
            else f'<c r="{letter}{number}" s="{style}"/>'
            for (letter, style), value in zip(styles.items(), values, strict=True)
        ]
        return f'<row r="{number}" ht="{_LINE_PT * lines}" customHeight="1">{"".join(cells)}</row>'

    def _values(self, row: IssuedRow) -> list[str]:
        words = sheet_words()
        if ILLEGAL_CHARACTERS_RE.search(row.full_text):
            raise BadFile(self._path, "bad_character", words["sheet"], row.row_no, detail=repr(row.full_text))
        said = {
            **dict.fromkeys(words["columns"], ""),
            "no": str(row.row_no),
            "address": row.full_text,
            "kind": words["kinds"][row.kind.value],
            "own_text": row.values["own_text"],
            "floor": row.values["floor"],
            "existence": words["existences"][row.values["existence"]],
            "key": row_key(self._number, row.row_no, row.node_id),
        }
        return list(said.values())


def _lines(book: Workbook, name: str, texts: Sequence[str], width: int) -> Any:
    sheet: Any = book.create_sheet(name)
    sheet.column_dimensions["A"].width = width
    sheet.protection.sheet = True
    for n, text in enumerate(texts, 1):
        cell = WriteOnlyCell(sheet, f"{n}. {text}" if len(texts) > 1 else text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[n].height = _LINE_PT * ceil(_width(text) / (width - 4))
        sheet.append([cell])
    sheet.close()
    return sheet


def _width(text: str) -> int:
    return len(text.encode("gb18030", "replace"))  # two bytes where print takes two columns


class _Pattern:
    """The sheet that is filled in, with one listed row and one free row as patterns for all others."""

    def __init__(self, book: Workbook, head: SheetHead, count: int) -> None:
        self._words, self._head = sheet_words(), head
        self._columns: Mapping[str, Sequence[Any]] = self._words["columns"]
        self._last = HEAD_ROW + count + FREE_ROWS
        self.sheet: Any = book.create_sheet(self._words["sheet"])
        for letter, (name, (_title, width)) in zip(self._letters(), self._columns.items(), strict=True):
            self.sheet.column_dimensions[letter].width = width
            self.sheet.column_dimensions[letter].hidden = name == "key"

    def _letters(self) -> list[str]:
        return [get_column_letter(n) for n in range(1, len(self._columns) + 1)]

    def _cell(self, name: str, *, open_ones: frozenset[str]) -> Cell:
        cell = WriteOnlyCell(self.sheet, "")
        cell.number_format, cell.quotePrefix = "@", True
        cell.border, cell.font = _GRID, Font(size=10)
        cell.alignment = Alignment(vertical="center", wrap_text=name in ("address", "note"))
        cell.protection = Protection(locked=name not in open_ones)
        if name in open_ones:
            cell.fill = _OPEN
        return cell

    def write(self) -> None:
        """Write everything but the addresses."""
        self._page(self._last)
        self._top()
        for open_ones in (_THEIRS, _OPEN_WHEN_FREE):
            self.sheet.append([self._cell(name, open_ones=open_ones) for name in self._columns])
        self.sheet.append([])
        self.sheet.append([self._text(self._words["sign"], size=11)])
        self.sheet.close()

    def _text(self, text: str, *, size: int = 10, across: str = "", bold: bool = False) -> Cell:
        cell = WriteOnlyCell(self.sheet, text)
        cell.font = Font(size=size, bold=bold)
        cell.alignment = Alignment(horizontal=across or None, vertical="center")
        return cell

    def _top(self) -> None:
        """Title, whose it is, one line of help, and the headings."""
        head = self._head
        shown = len(self._columns) - 1
        title = [self._text(head.mark + self._words["title"], size=16, bold=True, across="centerContinuous")]
        # Centred across empty cells, not merged: merged cells break sorting.
        self.sheet.append(title + [self._text("", across="centerContinuous") for _ in range(shown - 1)])
        said = {
            "subdistrict": head.subdistrict,
            "community": head.community,
            "number": head.number,
            "issued": head.issued_on,
            "due": head.due_on,
        }
        self.sheet.append([self._text(self._words["line"].format(**said), size=11)])
        self.sheet.append([self._text(self._words["hint"])])
        headings = [self._text(title, bold=True, across="center") for title, _width in self._columns.values()]
        for cell in headings:
            cell.fill, cell.border = _HEAD, _GRID
        self.sheet.append(headings)

    def _page(self, last: int) -> None:
        """Paper, protection and lists; what was appended cannot be reached any more, so that this comes first."""
        sheet, words = self.sheet, self._words
        sheet.freeze_panes = f"A{HEAD_ROW + 1}"
        sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
        setup = sheet.page_setup
        setup.orientation, setup.paperSize = "landscape", 9
        setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.7, 0.3, 0.3
        sheet.oddHeader.right.text = self._head.number
        sheet.oddHeader.left.text = self._head.mark or None
        sheet.oddFooter.center.text = print_words()["page_footer"]
        letters = dict(zip(self._columns, self._letters(), strict=True))
        sheet.auto_filter.ref = f"A{HEAD_ROW}:{letters['key']}{last}"
        guard = sheet.protection
        guard.sheet = True
        guard.autoFilter = guard.sort = guard.formatColumns = guard.formatRows = guard.insertRows = False
        guard.deleteRows = False
        for name, offered in words["choices"].items():
            rule = DataValidation(type="list", formula1=f'"{",".join(offered)}"', allow_blank=True)
            rule.showErrorMessage = (
                False  # what is not on the list may be written; the district says what it makes of it
            )
            rule.add(f"{letters[name]}{HEAD_ROW + 1}:{letters[name]}{last}")
            sheet.data_validations.append(rule)
