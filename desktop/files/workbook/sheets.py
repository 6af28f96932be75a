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
    given_header,
    lone_addresses,
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

_NOT_WANTED = "sheet_left_out"
READERS: dict[Format, Callable[[Path, str], Iterator[RawSheet]]] = {
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
    for raw in READERS[sniff(file.path, file.name)](file.path, file.name):
        sheet = _understand(raw, file.name, options)
        if sheet.left_out and not read:
            sheet.records = list(sheet.records)
            waiting.append(sheet)
            continue
        read = True
        yield from waiting
        waiting.clear()
        yield sheet
    if not read and any(sheet.left_out != _NOT_WANTED for sheet in waiting):
        raise BadFile(file=file.name, why="no_header", sheet=waiting[0].sheet)
    if not read:
        if not waiting:
            raise BadFile(file=file.name, why="no_header")
        yield from waiting


def _understand(raw: RawSheet, file: str, options: ReadOptions) -> SheetPass:
    rows = without_trailing_blanks(raw.rows)
    place = (file, raw.name)
    choice = options.choice(file, raw.name)
    if not choice.use:
        return SheetPass(file, raw.name, _left_out(place, rows, _NOT_WANTED), left_out=_NOT_WANTED)
    if raw.hidden and choice not in options.sheets:
        return SheetPass(file, raw.name, _left_out(place, rows, "hidden_sheet"), left_out="hidden_sheet")
    head = list(islice(rows, SEARCHED_ROWS))
    named = {Field.BUILDING.value: building} if (building := building_of(raw.name)) else {}
    if options.kind is Kind.ADDRESSES and choice.header is None and (grid := find_grid(head)):
        sheet = GridSheet(place, expand=options.expand, merges=raw.merges, defaults=named)
        return SheetPass(file, raw.name, sheet.records(chain(head, rows)), grid=grid, context=named)
    if choice.header is not None:
        given = given_header(head, raw.merges, options.overrides, choice.header)
        check_header(given, options.kind, file, raw.name)
        return _list_pass(raw, place, (head, rows), given, options)
    header = find_header(head, raw.merges, options.overrides)
    if header is None and options.kind is Kind.ADDRESSES:
        header = lone_addresses(head, options.overrides)
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
    first, last = (header.rows[0], header.rows[-1]) if header.rows else (0, 0)
    above = [(number, row) for number, row in head if number < first]
    sample = [(number, row) for number, row in head if number > last]
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
