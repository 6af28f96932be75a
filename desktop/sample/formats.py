"""Writes grids in the formats offices use; the same grids give the same bytes.

Excel and LibreOffice stamp files with the time of saving; ``_settle`` puts one fixed time there.
"""

import csv
import datetime
import html
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from desktop.sample.sheets import Cell, Grid

_STAMP = (2026, 11, 22, 8, 0, 0)
_STAMP_TEXT = b"2026-11-22T08:00:00Z"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ODS_CONTENT = (
    f'{_XML}<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0"'
    f' xmlns:text="{_ODF}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>{{}}'
    "</office:spreadsheet></office:body></office:document-content>"
)
_ODS_MANIFEST = (
    f'{_XML}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_WIDTHS = {
    "标准地址": 44,
    "二维码内容": 40,
    "地址编码": 24,
    "小区名称": 14,
    "村社区": 14,
    "道路名称": 14,
    "派出所": 16,
}


def write_book(path: Path, grids: Sequence[Grid], form: str) -> None:
    """Write a workbook or text file.

    Args:
        path: the file; its folder is made.
        grids: the sheets; text forms take one.
        form: ``xlsx``, ``xls``, ``ods``, ``html``, or an encoding's name for csv.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    writers = {"xlsx": _xlsx, "xls": _xls, "ods": _ods, "html": _html}
    path.write_bytes(writers[form](grids) if form in writers else _csv(grids[0], form))


def _settle(data: bytes) -> bytes:
    """The same archive with one fixed time in every member and in the properties."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            body = source.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", _STAMP_TEXT, body)
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(info, body)
    return out.getvalue()


def _xlsx(grids: Sequence[Grid]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.cell_range import CellRange

    book = Workbook(write_only=True)
    bold, centred = Font(bold=True), Alignment(horizontal="center", vertical="center")
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        head = grid.rows[grid.header_row] if grid.header_row >= 0 else []
        for at, text in enumerate(head, 1):
            sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(str(text), 11)
        for top, left, bottom, right in grid.merges:
            merge = CellRange(min_row=top + 1, min_col=left + 1, max_row=bottom + 1, max_col=right + 1)
            sheet.merged_cells.ranges.add(merge)
        for at, row in enumerate(grid.rows):
            if at > grid.header_row:
                sheet.append(row)
                continue
            cells = [WriteOnlyCell(sheet, None if value is None else str(value)) for value in row]
            for cell in cells:
                cell.font, cell.alignment = bold, centred
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return _settle(out.getvalue())


def _xls(grids: Sequence[Grid]) -> bytes:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    as_date = xlwt.easyxf(num_format_str='m"月"d"日"')
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        merged = {(top, left): (bottom, right) for top, left, bottom, right in grid.merges}
        for at, row in enumerate(grid.rows):
            for column, value in enumerate(row):
                if (at, column) in merged:
                    bottom, right = merged[at, column]
                    sheet.write_merge(at, bottom, column, right, value)
                elif isinstance(value, datetime.date):
                    sheet.write(at, column, value, as_date)
                elif value is not None:
                    sheet.write(at, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(grids: Sequence[Grid]) -> bytes:
    tables = []
    for grid in grids:
        rows = "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in grid.rows
        )
        tables.append(f"<table:table table:name={quoteattr(grid.name)}>{rows}</table:table>")
    members = {"mimetype": _ODS_TYPE, "content.xml": _ODS_CONTENT.format("".join(tables))}
    members["META-INF/manifest.xml"] = _ODS_MANIFEST
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return _settle(out.getvalue())


def _ods_cell(value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, datetime.date):
        kind, shown = f'date" office:date-value="{value.isoformat()}', f"{value.month}月{value.day}日"
    elif isinstance(value, str):
        kind, shown = "string", value
    else:
        kind, shown = f'float" office:value="{value}', str(value)
    return f'<table:table-cell office:value-type="{kind}"><text:p>{escape(shown)}</text:p></table:table-cell>'


def _csv(grid: Grid, encoding: str) -> bytes:
    out = io.StringIO()
    tabbed = encoding.startswith("utf-16")
    writer = csv.writer(out, delimiter="\t" if tabbed else ",", lineterminator="\r\n")
    writer.writerows(["" if cell is None else cell for cell in row] for row in grid.rows)
    return out.getvalue().encode(encoding)


def _html(grids: Sequence[Grid]) -> bytes:
    parts = ['<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>']
    for grid in grids:
        parts.append('<table border="1">')
        spans = {
            (top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in grid.merges
        }
        covered = {
            (row, column)
            for top, left, bottom, right in grid.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        } - spans.keys()
        for at, row in enumerate(grid.rows):
            cells = [_html_cell(v, spans.get((at, c))) for c, v in enumerate(row) if (at, c) not in covered]
            parts.append(f"<tr>{''.join(cells)}</tr>")
        parts.append("</table>")
    return "\r\n".join([*parts, "</body></html>", ""]).encode("utf-8")


def _html_cell(value: Cell, span: tuple[int, int] | None) -> str:
    wide = "" if span is None else f' rowspan="{span[0]}" colspan="{span[1]}"'
    return f"<td{wide}>{'' if value is None else html.escape(str(value))}</td>"
