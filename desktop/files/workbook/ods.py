"""OpenDocument sheets, streamed: merged ranges, typed cells, repeats kept within bounds."""

import datetime
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from db.domain.errors import BadFile
from desktop.files.workbook.damage import DAMAGED
from desktop.files.workbook.raw import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Cell, CellFault, Merge, RawSheet, Row

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ERROR = re.compile(r"#(?:REF|VALUE|NAME|DIV/0|N/A|NUM|NULL)[!?]?|Err:[0-9]{3}")
_TIME = re.compile(r"PT([0-9]+)H([0-9]+)M([0-9.]+)S")


def read_ods(path: Path, name: str) -> Iterator[RawSheet]:
    """Yield the tables of an ods file.

    Raises:
        BadFile: damaged, or of absurd size.
    """
    try:
        with zipfile.ZipFile(path) as package:
            if package.getinfo("content.xml").file_size > MAX_BYTES:
                raise BadFile(file=name, why="too_large", detail="content.xml")
            with package.open("content.xml") as stream:
                yield from _Tables(name).read(
                    etree.iterparse(stream, events=("start", "end"), huge_tree=True)
                )
    except DAMAGED as error:
        raise BadFile(file=name, why="not_a_workbook", detail="damaged") from error
    except RuntimeError as error:
        raise BadFile(file=name, why="encrypted") from error


class _Tables:
    """Collects one table after another from the parse events."""

    def __init__(self, name: str) -> None:
        self._file = name
        self._hidden_styles: set[str] = set()
        self._rows: list[Row] = []
        self._merges: list[Merge] = []
        self._cells = 0
        self._blank_rows = 0

    def read(self, events: Iterator[tuple[str, etree._Element]]) -> Iterator[RawSheet]:
        """Yield each table when it ends."""
        for event, element in events:
            tag = element.tag
            if event == "start" and tag == f"{_TABLE}table":
                self._rows, self._merges, self._blank_rows, self._cells = [], [], 0, 0
            elif event == "end" and tag == f"{_STYLE}style":
                self._note_style(element)
            elif event == "end" and tag == f"{_TABLE}table-row":
                self._add_row(element)
                element.clear()
            elif event == "end" and tag == f"{_TABLE}table":
                hidden = element.get(f"{_TABLE}style-name") in self._hidden_styles
                yield RawSheet(str(element.get(f"{_TABLE}name", "")), self._rows, self._merges, hidden)
                element.clear()

    def _note_style(self, element: etree._Element) -> None:
        for properties in element.iter(f"{_STYLE}table-properties"):
            if properties.get(f"{_TABLE}display") == "false":
                self._hidden_styles.add(str(element.get(f"{_STYLE}name")))

    def _add_row(self, element: etree._Element) -> None:
        repeated = _count(element, "number-rows-repeated")
        top = len(self._rows) + self._blank_rows
        row: Row = []
        blanks = 0
        for cell in element:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            value = _value(cell) if cell.tag == f"{_TABLE}table-cell" else ""
            times = _count(cell, "number-columns-repeated")
            if value == "":
                self._note_merge(cell, top, len(row) + blanks)
                blanks += times
                continue
            row.extend([""] * blanks)
            blanks = 0
            self._note_merge(cell, top, len(row))
            self._check(len(row) + times, top + repeated)
            row.extend([value] * times)
        if not row:
            self._blank_rows += repeated
            return
        self._cells += len(row) * repeated
        self._check(len(row), top + repeated)
        self._rows.extend([] for _ in range(self._blank_rows))
        self._blank_rows = 0
        self._rows.extend(list(row) for _ in range(repeated))

    def _check(self, columns: int, rows: int) -> None:
        if columns > MAX_COLUMNS or rows > MAX_ROWS or self._cells > MAX_ROWS * 16:
            raise BadFile(file=self._file, why="too_large", row=rows, detail=f"{columns} columns")

    def _note_merge(self, cell: etree._Element, top: int, left: int) -> None:
        down, right = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or right > 1:
            self._merges.append(Merge(top, left, top + down - 1, left + right - 1))


def _count(element: etree._Element, attribute: str) -> int:
    return max(1, int(element.get(f"{_TABLE}{attribute}", "1")))


def _value(cell: etree._Element) -> Cell:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind is None:
        return (
            CellFault("formula_without_value", str(cell.get(f"{_TABLE}formula")))
            if (cell.get(f"{_TABLE}formula") and not _shown(cell))
            else _shown(cell)
        )
    text = _shown(cell)
    if _ERROR.fullmatch(text):
        return CellFault("error_cell", text)
    if kind in ("float", "percentage", "currency"):
        return float(cell.get(f"{_OFFICE}value", "nan"))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return datetime.datetime.fromisoformat(str(cell.get(f"{_OFFICE}date-value"))[:19])
    if kind == "time" and (parts := _TIME.fullmatch(str(cell.get(f"{_OFFICE}time-value")))):
        return datetime.timedelta(hours=int(parts[1]), minutes=int(parts[2]), seconds=float(parts[3]))
    return text


def _shown(cell: etree._Element) -> str:
    return "\n".join(_paragraph(p) for p in cell.iterchildren(f"{_TEXT}p"))


def _paragraph(element: etree._Element) -> str:
    text = element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            text += " " * min(int(child.get(f"{_TEXT}c", "1")), 1000)
        elif child.tag == f"{_TEXT}line-break":
            text += "\n"
        elif child.tag != f"{_OFFICE}annotation":
            text += _paragraph(child)
        text += child.tail or ""
    return text
