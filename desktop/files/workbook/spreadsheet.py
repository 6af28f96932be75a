"""xlsx and xls: calamine first, openpyxl for a workbook calamine cannot read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, TypeVar

import python_calamine

from db.domain.errors import BadFile
from desktop.files.workbook.apart import apart
from desktop.files.workbook.biff_scan import scan_xls
from desktop.files.workbook.package_scan import SheetScan, scan_package
from desktop.files.workbook.raw import Cell, CellFault, Merge, RawSheet, Row

Source = TypeVar("Source")
Result = TypeVar("Result")
_EXCEL_ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)


def read_xlsx(path: Path, name: str) -> Iterator[RawSheet]:
    """Yield the worksheets of an xlsx file.

    Raises:
        BadFile: damaged, encrypted, or of absurd size.
    """
    scans = scan_package(path, name)
    with path.open("rb") as stream:  # by stream, since by path the reader trusts the end of the name
        workbook = _attempt(name, python_calamine.load_workbook, stream)
        if workbook is None:
            yield from _by_openpyxl(stream, name, scans)
            return
        for meta in _worksheets(workbook):
            sheet = _attempt(name, workbook.get_sheet_by_name, meta.name)
            if sheet is None:
                yield from _by_openpyxl(stream, name, scans, only=meta.name)
            else:
                yield _raw(sheet, scans.get(meta.name, SheetScan()), hidden=_hidden(meta))


def read_xls(path: Path, name: str) -> Iterator[RawSheet]:
    """Yield the worksheets of an old binary xls file, read by a process of its own.

    Raises:
        BadFile: damaged or encrypted.
    """
    yield from apart(name, _load_xls, path, name)


def _load_xls(path: Path, name: str) -> list[RawSheet]:
    sheets = []
    with path.open("rb") as stream:
        workbook = _attempt(name, python_calamine.load_workbook, stream)
        if workbook is None:
            raise BadFile(file=name, why="not_a_workbook", detail="damaged")
        faults = scan_xls(path.read_bytes())
        for position, meta in enumerate(_worksheets(workbook)):
            sheet = _attempt(name, workbook.get_sheet_by_name, meta.name)
            if sheet is None:
                raise BadFile(file=name, why="not_a_workbook", sheet=meta.name, detail="damaged")
            scan = SheetScan(faults[position]) if position < len(faults) else SheetScan()
            raw = _raw(sheet, scan, hidden=_hidden(meta))
            sheets.append(replace(raw, rows=list(raw.rows)))
    return sheets


def _attempt(name: str, action: Callable[[Source], Result], source: Source) -> Result | None:
    """Return what the reader gives, None when it fails.

    On some damaged files the reader panics, and a panic arrives as a BaseException of a class that cannot be
    imported, so it is known by its name.
    """
    try:
        return action(source)
    except python_calamine.PasswordError as error:
        raise BadFile(file=name, why="encrypted") from error
    except python_calamine.CalamineError:
        return None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return None


def _hidden(meta: python_calamine.SheetMetadata) -> bool:
    return bool(meta.visible != python_calamine.SheetVisibleEnum.Visible)


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


def _by_openpyxl(
    stream: IO[bytes], name: str, scans: dict[str, SheetScan], only: str = ""
) -> Iterator[RawSheet]:
    import openpyxl  # half a second of start-up, needed for few workbooks

    try:
        workbook = openpyxl.load_workbook(stream, data_only=True)
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
