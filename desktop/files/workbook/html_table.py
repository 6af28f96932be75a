"""HTML tables saved as .xls: every outermost table is a sheet, spans are merged ranges within bounds."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from db.domain.errors import BadFile
from desktop.files.workbook.raw import MAX_COLUMNS, MAX_ROWS, CellFault, Merge, RawSheet, Row
from desktop.files.workbook.text import decode

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ERROR = re.compile(r"#(?:REF!|VALUE!|NAME\?|DIV/0!|N/A|NUM!|NULL!)")
_MAX_SPAN = 200_000
_BLANKS = re.compile(r"[ \t\r\n]+")


def read_html(path: Path, name: str) -> Iterator[RawSheet]:
    """Yield the tables of an HTML file.

    Raises:
        BadFile: no table, wrong encoding, or absurd spans.
    """
    text = _decoded(path.read_bytes(), name)
    try:
        page = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BadFile(file=name, why="not_a_workbook", detail="html") from error
    tables = [table for table in page.iter("table") if next(table.iterancestors("table"), None) is None]
    if not tables:
        raise BadFile(file=name, why="not_a_workbook", detail="html")
    for number, table in enumerate(tables, 1):
        rows, merges = _grid(table, name)
        yield RawSheet(_caption(table) or f"表{number}", rows, merges)


def _decoded(data: bytes, name: str) -> str:
    """Decode by the bytes, not by the charset the page states: offices re-save pages without changing it.

    The XML declaration is dropped, since the parser refuses one inside decoded text.
    """
    return _DECLARATION.sub("", decode(data, name))


def _caption(table: html.HtmlElement) -> str:
    caption = table.find("caption")
    return "" if caption is None else str(caption.text_content()).strip()


def _grid(table: html.HtmlElement, name: str) -> tuple[list[Row], list[Merge]]:
    rows: list[Row] = []
    merges: list[Merge] = []
    taken: dict[tuple[int, int], bool] = {}
    lines = [tr for tr in table.iter("tr") if next(tr.iterancestors("table")) is table]
    if len(lines) > MAX_ROWS:
        raise BadFile(file=name, why="too_large", row=MAX_ROWS)
    for top, line in enumerate(lines):
        row: Row = []
        for cell in line.iterchildren("td", "th"):
            while (top, len(row)) in taken:
                row.append("")
            left = len(row)
            down = min(_span(cell, "rowspan"), len(lines) - top)
            right = _span(cell, "colspan")
            if left + right > MAX_COLUMNS or down * right > _MAX_SPAN:
                raise BadFile(file=name, why="too_large", row=top + 1, detail=f"{down} x {right}")
            row.append(_text(cell))
            row.extend([""] * (right - 1))
            if down > 1 or right > 1:
                merges.append(Merge(top, left, top + down - 1, left + right - 1))
                taken.update(
                    {(y, x): True for y in range(top + 1, top + down) for x in range(left, left + right)}
                )
        rows.append(row)
    return rows, merges


def _span(cell: html.HtmlElement, attribute: str) -> int:
    text = str(cell.get(attribute, "1")).strip()
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def _text(cell: html.HtmlElement) -> str | CellFault:
    text = _BLANKS.sub(" ", str(cell.text_content())).strip(" ")
    return CellFault("error_cell", text) if _ERROR.fullmatch(text) else text
