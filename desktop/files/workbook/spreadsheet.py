"""xlsx and xls: calamine first, openpyxl for a workbook calamine cannot read."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import python_calamine

from db.domain.errors import BadFile
from desktop.files.workbook.package_scan import SheetScan, scan_package
from desktop.files.workbook.raw import Cell, CellFault, Merge, RawSheet, Row

_EXCEL_ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)


def read_xlsx(path: Path, name: str) -> Iterator[RawSheet]:
    """Yield the worksheets of an xlsx file.

    Raises:
        BadFile: damaged, encrypted, or of absurd size.
    """
    scans = scan_package(path, name)
    try:
        workbook = python_calamine.load_workbook(str(path))
    except python_calamine.PasswordError as error:
        raise BadFile(file=name, why="encrypted") from error
    except python_calamine.CalamineError:
        yield from _by_openpyxl(path, name, scans)
        return
    for meta in _worksheets(workbook):
        try:
            sheet = workbook.get_sheet_by_name(meta.name)
        except python_calamine.CalamineError:
            yield from _by_openpyxl(path, name, scans, only=meta.name)
            continue
        scan = scans.get(meta.name, SheetScan())
        yield _raw(sheet, scan, hidden=meta.visible != python_calamine.SheetVisibleEnum.Visible)


def read_xls(path: Path, name: str) -> Iterator[RawSheet]:
    """Yield the worksheets of an old binary xls file.

    Raises:
        BadFile: damaged or encrypted.
    """
    try:
        workbook = python_calamine.load_workbook(str(path))
        for meta in _worksheets(workbook):
            sheet = workbook.get_sheet_by_name(meta.name)
            hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
            yield _raw(sheet, SheetScan(), hidden=hidden)
    except python_calamine.PasswordError as error:
        raise BadFile(file=name, why="encrypted") from error
    except python_calamine.CalamineError as error:
        raise BadFile(file=name, why="not_a_workbook", detail="damaged") from error


def _worksheets(workbook: python_calamine.CalamineWorkbook) -> list[python_calamine.SheetMetadata]:
    return [m for m in workbook.sheets_metadata if m.typ == python_calamine.SheetTypeEnum.WorkSheet]


def _raw(sheet: python_calamine.CalamineSheet, scan: SheetScan, *, hidden: bool) -> RawSheet:
    rows: Iterable[Row] = sheet.iter_rows()  # type: ignore[assignment]  # a wider cell type, read only
    offset = sheet.start[1] if sheet.start else 0
    if offset:
        rows = _shifted(rows, offset)
    if scan.faults:
        rows = _with_faults(rows, scan.faults)
    merges = [
        Merge(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
    ]
    return RawSheet(sheet.name, rows, merges, hidden)


def _shifted(rows: Iterable[Row], offset: int) -> Iterator[Row]:
    lead: Row = [""] * offset
    for row in rows:
        yield lead + row


def _with_faults(rows: Iterable[Row], faults: dict[int, dict[int, CellFault]]) -> Iterator[Row]:
    """Put the faults in their cells, also below and beyond the block that holds values."""
    count = 0
    for row in rows:
        yield _patched(row, faults[count]) if count in faults else row
        count += 1
    for index in range(count, max(faults) + 1):
        yield _patched([], faults.get(index, {}))


def _patched(row: Row, faults: dict[int, CellFault]) -> Row:
    if faults:
        row = row + [""] * (max(faults) + 1 - len(row))
    for column, fault in faults.items():
        row[column] = fault
    return row


def _by_openpyxl(path: Path, name: str, scans: dict[str, SheetScan], only: str = "") -> Iterator[RawSheet]:
    import openpyxl  # half a second of start-up, needed for few workbooks

    try:
        workbook = openpyxl.load_workbook(path, data_only=True)
    except Exception as error:  # openpyxl lets whatever its parsers raise through
        raise BadFile(file=name, why="not_a_workbook", detail="damaged", sheet=only) from error
    for sheet in workbook.worksheets:
        if only and sheet.title != only:
            continue
        rows: Iterable[Row] = ([_plain(value) for value in row] for row in sheet.iter_rows(values_only=True))
        faults = scans.get(sheet.title, SheetScan()).faults
        merges = [
            Merge(m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1)
            for m in sheet.merged_cells.ranges
        ]
        yield RawSheet(
            sheet.title,
            _with_faults(rows, faults) if faults else rows,
            merges,
            sheet.sheet_state != "visible",
        )


def _plain(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, str) and value in _EXCEL_ERRORS:
        return CellFault("error_cell", value)
    return value  # type: ignore[return-value]  # openpyxl's other values are the cell types themselves
