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
from xml.etree.ElementTree import canonicalize

from desktop.sample.sheets import Cell, Grid

_STAMP = (2026, 11, 22, 8, 0, 0)
_STAMP_TEXT = b"2026-11-22T08:00:00Z"
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


def _settle(data: bytes, *, canonical: bool = False) -> bytes:
    """The same archive with one fixed time in every member and in the properties.

    Args:
        data: the archive.
        canonical: also rewrite XML in canonical form; odfpy declares whatever namespaces the process has met so far.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            body = source.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", _STAMP_TEXT, body)
            if canonical and name.endswith(".xml"):
                body = canonicalize(body.decode("utf-8")).encode("utf-8")
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
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableRow

    book = OpenDocumentSpreadsheet()
    for grid in grids:
        table = Table(name=grid.name)
        for row in grid.rows:
            line = TableRow()
            for value in row:
                line.addElement(_ods_cell(value))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return _settle(out.getvalue(), canonical=True)


def _ods_cell(value: Cell) -> object:
    from odf.table import TableCell
    from odf.text import P

    if value is None:
        return TableCell()
    if isinstance(value, datetime.date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat())
        cell.addElement(P(text=f"{value.month}月{value.day}日"))
        return cell
    kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": str(value)}
    cell = TableCell(**kind)
    cell.addElement(P(text=str(value)))
    return cell


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
