"""Brings a file's sheets one by one to records: list, grid, or a sheet that is no list at all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from db.domain.errors import BadFile
from db.domain.importing import Field, Kind, SheetRow
from desktop.files.workbook.context import building_of, title_fields
from desktop.files.workbook.grid import Grid, GridSheet, find_grid
from desktop.files.workbook.header import (
    SEARCHED_ROWS,
    Header,
    NumberedRow,
    check_header,
    find_header,
    missing_column,
)
from desktop.files.workbook.html_table import read_html
from desktop.files.workbook.ods import read_ods
from desktop.files.workbook.options import ReadOptions
from desktop.files.workbook.raw import RawSheet, without_trailing_blanks
from desktop.files.workbook.records import SAMPLED_ROWS, ListSheet
from desktop.files.workbook.sniff import Format, sniff
from desktop.files.workbook.source import SourceFile
from desktop.files.workbook.spreadsheet import read_xls, read_xlsx
from desktop.files.workbook.text import read_text
from desktop.files.workbook.vocabulary import vocabulary

_READERS: dict[Format, Callable[[Path, str], Iterator[RawSheet]]] = {
    Format.XLSX: read_xlsx,
    Format.XLS: read_xls,
    Format.ODS: read_ods,
    Format.HTML: read_html,
    Format.TEXT: read_text,
}


@dataclass(slots=True)
class SheetPass:
    """One sheet understood, its rows still to be read.

    Attributes:
        file, sheet: the place as ``SheetRow`` names it.
        records: every row of the sheet that counts, once.
        header: the heading rows of a list.
        grid: the first block of a grid.
        context: what name and titles say about all rows.
        left_out: the rule that leaves the whole sheet out, ``""`` when it is read.
    """

    file: str
    sheet: str
    records: Iterable[SheetRow]
    header: Header | None = None
    grid: Grid | None = None
    context: dict[str, str] | None = None
    left_out: str = ""


def read_sheets(file: SourceFile, options: ReadOptions) -> Iterator[SheetPass]:
    """Yield the sheets of one file in order; each must be read before the next is asked for.

    Raises:
        BadFile: the file or a sheet cannot be taken.
    """
    waiting: list[SheetPass] = []
    read = False
    for raw in _READERS[sniff(file.path, file.name)](file.path, file.name):
        sheet = _understand(raw, file.name, options)
        if sheet.left_out and not read:
            sheet.records = list(sheet.records)
            waiting.append(sheet)
            continue
        read = True
        yield from waiting
        waiting.clear()
        yield sheet
    if not read:
        raise BadFile(file=file.name, why="no_header", sheet=waiting[0].sheet if waiting else "")


def _understand(raw: RawSheet, file: str, options: ReadOptions) -> SheetPass:
    rows = without_trailing_blanks(raw.rows)
    place = (file, raw.name)
    if raw.hidden:
        return SheetPass(file, raw.name, _left_out(place, rows, "hidden_sheet"), left_out="hidden_sheet")
    head = list(islice(rows, SEARCHED_ROWS))
    named = {Field.BUILDING.value: building} if (building := building_of(raw.name)) else {}
    if options.kind is Kind.ADDRESSES and (grid := find_grid(head)):
        sheet = GridSheet(place, expand=options.expand, merges=raw.merges, defaults=named)
        return SheetPass(file, raw.name, sheet.records(chain(head, rows)), grid=grid, context=named)
    header = find_header(head, raw.merges, options.overrides)
    rule = "summary_sheet" if header and _summary(header, raw.name, options.kind) else ""
    if header is None or rule:
        rule = rule or "sheet_without_header"
        return SheetPass(file, raw.name, _left_out(place, chain(head, rows), rule), left_out=rule)
    check_header(header, options.kind, file, raw.name)
    return _list_pass(raw, place, (head, rows), header, options)


def _summary(header: Header, sheet: str, kind: Kind) -> bool:
    """Whether a sheet lacks address columns because it only sums up others."""
    return any(word in sheet for word in vocabulary().summary_sheets) and bool(
        missing_column(header.fields, kind)
    )


def _list_pass(
    raw: RawSheet,
    place: tuple[str, str],
    rows: tuple[list[NumberedRow], Iterator[NumberedRow]],
    header: Header,
    options: ReadOptions,
) -> SheetPass:
    head, rest = rows
    above = [(number, row) for number, row in head if number < header.rows[0]]
    sample = [(number, row) for number, row in head if number > header.rows[-1]]
    sample.extend(islice(rest, SAMPLED_ROWS))
    named = {Field.BUILDING.value: building} if (building := building_of(raw.name)) else {}
    context = {**named, **title_fields(row for _, row in above)} if options.kind is Kind.ADDRESSES else {}
    sheet = ListSheet(place, header, options, merges=raw.merges, defaults=context)
    records = chain(
        _left_out(place, above, "title_row"),
        [SheetRow(*place, number, skipped="header_row") for number in header.rows],
        sheet.records(sample, rest),
    )
    return SheetPass(*place, records, header=header, context=context)


def _left_out(place: tuple[str, str], rows: Iterable[NumberedRow], rule: str) -> Iterator[SheetRow]:
    for number, row in rows:
        yield SheetRow(*place, number, skipped=rule if row else "blank_row")
