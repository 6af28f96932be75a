"""Workbooks as offices make them, one builder per file format, all from the same plain rows."""

import csv
import datetime
import html
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
import xlwt

from db.domain.errors import BadFile
from db.domain.importing import SheetRow
from desktop.files.workbook.reader import ReadOptions, read_rows
from desktop.files.workbook.rowrules import FILE_FAULTS, ISSUE_RULES, SKIP_RULES

Rows = Sequence[Sequence[object]]
Merges = Sequence[tuple[int, int, int, int]]  # top, left, bottom, right from 0

LIST: Rows = [
    ["序号", "社区", "路名", "门牌号", "室号"],
    [1, "营平社区", "开元路", "12号", 101],
    [2, "营平社区", "开元路", "12-1号", "102"],
    [3, "营平社区", "开元路", "14号", "201室"],
]


def xlsx(path: Path, rows: Rows, *, sheet: str = "Sheet1", merges: Merges = ()) -> Path:
    return xlsx_sheets(path, {sheet: rows}, merges)


def xlsx_sheets(path: Path, sheets: dict[str, Rows], merges: Merges = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value not in ("", None):
                    sheet.cell(number, column).value = value
        for top, left, bottom, right in merges:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
    book.save(path)
    return path


def xls(path: Path, rows: Rows, *, sheet: str = "Sheet1", merges: Merges = ()) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet)
    merged = {(top, left): (bottom, right) for top, left, bottom, right in merges}
    covered = {(y, x) for t, left, b, r in merges for y in range(t, b + 1) for x in range(left, r + 1)}
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            look = (
                xlwt.easyxf(num_format_str="YYYY-MM-DD")
                if isinstance(value, datetime.date)
                else xlwt.XFStyle()
            )
            if (y, x) in merged:
                bottom, right = merged[y, x]
                page.write_merge(y, bottom, x, right, value, look)
            elif value not in ("", None) and (y, x) not in covered:
                page.write(y, x, value, look)
    book.save(str(path))
    return path


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text", "style"))
_ODS = (
    f'<office:document-content {_NAMES} office:version="1.2"><office:automatic-styles>'
    '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="{shown}"/>'
    "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
    '<table:table table:name="{sheet}" table:style-name="ta1">{rows}'
    '<table:table-row table:number-rows-repeated="1048000"/></table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"></manifest:manifest>'


def ods(path: Path, rows: Rows, *, sheet: str = "Sheet1", merges: Merges = (), hidden: bool = False) -> Path:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merges}
    lines = []
    for y, row in enumerate(rows):
        cells = "".join(_ods_cell(value, spans.get((y, x), (1, 1))) for x, value in enumerate(row))
        lines.append(f"<table:table-row>{cells}</table:table-row>")
    shown = "false" if hidden else "true"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        mimetype = zipfile.ZipInfo("mimetype")  # stored, and first
        package.writestr(mimetype, "application/vnd.oasis.opendocument.spreadsheet")
        content = _ODS.format(shown=shown, sheet=html.escape(sheet), rows="".join(lines))
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
    return path


def _ods_cell(value: object, span: tuple[int, int]) -> str:
    down, right = span
    kind = (
        f' table:number-rows-spanned="{down}" table:number-columns-spanned="{right}"'
        if span != (1, 1)
        else ""
    )
    if value in ("", None):
        return f"<table:table-cell{kind}/>"
    if isinstance(value, datetime.date):
        kind += f' office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, bool):
        kind += f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float):
        kind += f' office:value-type="float" office:value="{value}"'
    else:
        kind += ' office:value-type="string"'
    return f"<table:table-cell{kind}><text:p>{html.escape(str(value))}</text:p></table:table-cell>"


def csv_text(rows: Rows, delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def csv_file(path: Path, rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    path.write_bytes(csv_text(rows, delimiter).encode(encoding))
    return path


def html_page(rows: Rows, merges: Merges = ()) -> str:
    spans = {(t, left): (b - t + 1, r - left + 1) for t, left, b, r in merges}
    covered = {(y, x) for t, left, b, r in merges for y in range(t, b + 1) for x in range(left, r + 1)} - set(
        spans
    )
    lines = []
    for y, row in enumerate(rows):
        cells = []
        for x, value in enumerate(row):
            if (y, x) not in covered:
                down, right = spans.get((y, x), (1, 1))
                shown = "" if value is None else html.escape(str(value))
                cells.append(f'<td rowspan="{down}" colspan="{right}">{shown}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><head><meta charset=gb2312></head><body><table>{''.join(lines)}</table></body></html>"


def html_file(path: Path, rows: Rows, *, encoding: str = "gb18030", merges: Merges = ()) -> Path:
    path.write_bytes(html_page(rows, merges).encode(encoding))
    return path


WRITERS: dict[str, Callable[[Path, Rows], Path]] = {
    "xlsx": xlsx,
    "xls": xls,
    "ods": ods,
    "html.xls": html_file,
    "utf8.csv": csv_file,
    "bom.csv": lambda path, rows: csv_file(path, rows, encoding="utf-8-sig"),
    "gb.csv": lambda path, rows: csv_file(path, rows, encoding="gb18030"),
    "utf16.txt": lambda path, rows: csv_file(path, rows, encoding="utf-16", delimiter="\t"),
    "semicolon.csv": lambda path, rows: csv_file(path, rows, delimiter=";"),
}


def read(path: Path, **options: object) -> list[SheetRow]:
    rows = list(read_rows(path, ReadOptions(**options)))  # type: ignore[arg-type]
    assert {row.skipped for row in rows} <= SKIP_RULES | {""}
    assert {issue.rule for row in rows for issue in row.issues} <= ISSUE_RULES
    return rows


def refused(path: Path, **options: object) -> BadFile:
    with pytest.raises(BadFile) as caught:
        read(path, **options)
    assert caught.value.why in FILE_FAULTS
    return caught.value


def kept(rows: list[SheetRow]) -> list[SheetRow]:
    return [row for row in rows if not row.skipped]


def texts(rows: list[SheetRow], *fields: str) -> list[tuple[str, ...]]:
    return [tuple(row.cells.get(field, "") for field in fields) for row in kept(rows)]


def rules(rows: list[SheetRow]) -> list[str]:
    return [row.skipped or "/".join(issue.rule for issue in row.issues) or "ok" for row in rows]


def counted(rows: list[SheetRow]) -> Counter[int]:
    return Counter(row.row_no for row in rows)
