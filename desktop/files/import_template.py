"""Workbooks to fill in and hand back: headings the import knows, choices to pick from, a sample row, and a guide."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from db.domain.importing import Kind
from desktop.files.atomic import whole_file

ROWS = 5_000
"""Rows below the heading that offer choices."""

_HEAD = PatternFill("solid", fgColor="FFDDE6F4")
_NEEDED = PatternFill("solid", fgColor="FFFCE4C8")
_SAMPLE = Font(size=11, italic=True, color="FF808080")
_THIN = Side(style="thin", color="FF808080")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAP = Alignment(vertical="center", wrap_text=True)
_GUIDE_WIDTHS = (16, 12, 64, 44)


@cache
def _words() -> dict[str, Any]:
    text = (files("resources") / "templates" / "import_templates.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


def write_import_template(
    path: Path, kind: Kind, names: Mapping[str, str], choices: Mapping[str, Sequence[str]]
) -> None:
    """Write an empty workbook for a kind of delivery.

    Args:
        path: of the workbook; replaced only when the new one is complete.
        kind: what it is to deliver.
        names: heading by field.
        choices: texts to pick from by field, such as the district's communities.

    Raises:
        StoreUnavailable: disk full, folder missing or read-only.
    """
    words = _words()
    mine = words["kinds"][kind.value]
    book = Workbook()
    book.remove(book.worksheets[0])
    _fill_in(book, mine, names, {**_fixed(mine), **choices})
    _guide(book.create_sheet(words["guide_sheet"]), mine, names)
    with whole_file(path) as file:
        book.save(file)


def _fixed(mine: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    return {one["field"]: one["choices"] for one in mine["columns"] if "choices" in one}


def _fill_in(
    book: Workbook, mine: Mapping[str, Any], names: Mapping[str, str], choices: Mapping[str, Sequence[str]]
) -> None:
    sheet: Worksheet = book.create_sheet(mine["sheet"])
    lists: Worksheet = book.create_sheet(_words()["lists_sheet"])
    lists.sheet_state = "hidden"
    for at, column in enumerate(mine["columns"], 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = column["width"]
        sheet.column_dimensions[letter].number_format = "@"  # also of cells nobody wrote yet: 12-1 stays 12-1
        head, sample = sheet.cell(1, at, names[column["field"]]), sheet.cell(2, at, column["sample"])
        head.font, head.border, head.alignment = Font(bold=True), _GRID, Alignment(horizontal="center")
        head.fill = _NEEDED if column["required"] == "yes" else _HEAD
        sample.font, sample.number_format = _SAMPLE, "@"
        if offered := choices.get(column["field"]):
            _offer(sheet, lists, letter, offered)
    sheet.freeze_panes = "A2"


def _offer(sheet: Worksheet, lists: Worksheet, letter: str, offered: Sequence[str]) -> None:
    """Let a column's cells be picked from a list; what is not on it may still be written, the import will say so."""
    for row, text in enumerate(offered, 1):
        lists[f"{letter}{row}"] = text
    rule = DataValidation(
        type="list", formula1=f"'{lists.title}'!${letter}$1:${letter}${len(offered)}", allow_blank=True
    )
    rule.showErrorMessage = False
    rule.add(f"{letter}2:{letter}{ROWS + 1}")
    sheet.add_data_validation(rule)


def _guide(sheet: Worksheet, mine: Mapping[str, Any], names: Mapping[str, str]) -> None:
    words = _words()
    for at, (head, width) in enumerate(zip(words["guide_heads"], _GUIDE_WIDTHS, strict=True), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        cell = sheet.cell(1, at, head)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _GRID
    row = 1
    for row, column in enumerate(mine["columns"], 2):
        texts = (
            names[column["field"]],
            words["required"][column["required"]],
            column["guide"],
            column["sample"],
        )
        for at, text in enumerate(texts, 1):
            cell = sheet.cell(row, at, text)
            cell.border, cell.alignment, cell.number_format = _GRID, _WRAP, "@"
    for number, rule in enumerate(mine["rules"], 1):
        sheet.cell(row + 1 + number, 1, f"{number}. {rule}")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
