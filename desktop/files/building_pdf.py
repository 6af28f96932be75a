"""A building's table on paper: A4 or A3 across, its head and stairs on every page; knows texts and colours only.

A tall building goes on over the page from floor to floor, a wide one from stair to stair; no cell is left out.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.files.atomic import whole_file
from desktop.files.building_pages import PAPER_SIZES, BuildingPages, PaperCell
from desktop.files.fonts import font_book, font_folder
from desktop.files.print_words import print_words

_MM = 72 / 25.4
PAPERS = dict(zip(PAPER_SIZES, (landscape(A4), landscape(A3)), strict=True))
_EDGE, _TOP, _FOOT = 12 * _MM, 14 * _MM, 21 * _MM
_HEAD = 25 * _MM
_ROW, _SIDE = 7 * _MM, 20 * _MM
_LEAST_CELL, _MOST_CELL = 14 * _MM, 26 * _MM
_TITLE, _TEXT, _CELL, _LEAST, _MARK = 15, 9.5, 9.5, 5, 6.5
_SWATCH = 5.2 * _MM
_GAP = 4 * _MM


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands on one page: some rows and some columns."""

    rows: Sequence[int]
    columns: range


@cache
def _words() -> dict[str, Any]:
    text = (files("resources") / "templates" / "building_pages.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


@cache
def _known(name: str) -> str:
    """A face, known to reportlab from now on."""
    pdfmetrics.registerFont(TTFont(name, str(font_folder() / f"{name}.ttf"), asciiReadable=False))
    return name


def _width(text: str, size: float) -> float:
    return sum(font_book().advance(char, "regular") for char in text) * size


def _write(canvas: Canvas, place: tuple[float, float], text: str, size: float) -> None:
    x, y = place
    for name, run in groupby(text, key=lambda char: font_book().face(char, "regular")):
        part = "".join(run)
        canvas.setFont(_known(name), size)
        canvas.drawString(x, y, part)
        x += _width(part, size)


def write_building(path: Path, pages: BuildingPages) -> int:
    """Write the pages; returns how many.

    Raises:
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    parts = list(_parts(pages))
    with whole_file(path) as file:
        canvas = Canvas(file, pagesize=PAPERS[pages.paper])
        canvas.setTitle(_words()["title"].format(pages.title))
        for number, part in enumerate(parts, start=1):
            _draw_page(canvas, pages, part, (number, len(parts)))
            canvas.showPage()
        canvas.save()
    return len(parts)


def _columns_of_page(pages: BuildingPages) -> int:
    room = PAPERS[pages.paper][0] - 2 * _EDGE - _SIDE
    return max(1, int(room // _LEAST_CELL))


def _parts(pages: BuildingPages) -> Iterator[_Part]:
    """The pages' parts: all columns that fit from the top floor down, then the next columns."""
    height = PAPERS[pages.paper][1] - _TOP - _HEAD - _FOOT
    first = 1 if pages.has_stairs else 0
    deep = max(1, int(height // _ROW) - first)
    floors = range(first, len(pages.rows))
    for left, right in _column_bounds(pages):
        for top in range(first, max(len(pages.rows), first + 1), deep):
            yield _Part(floors[top - first : top - first + deep], range(left, right))


def _column_bounds(pages: BuildingPages) -> Iterator[tuple[int, int]]:
    """Where pages end to the right: behind a stair when one ends in the second half of the page."""
    most, left = _columns_of_page(pages), 0
    while left < max(pages.width, 1):
        right = min(left + most, pages.width)
        stair_ends = [start for start in pages.starts if left + most // 2 < start <= left + most]
        if right < pages.width and stair_ends:
            right = max(stair_ends)
        yield left, right
        left = max(right, left + 1)


def _draw_page(canvas: Canvas, pages: BuildingPages, part: _Part, number: tuple[int, int]) -> None:
    wide, high = PAPERS[pages.paper]
    top = high - _TOP
    _draw_head(canvas, pages, top, first=number[0] == 1)
    top -= _HEAD
    # A page that shows only some of the columns keeps the width of a full one, so that floors line up.
    shown = min(pages.width, _columns_of_page(pages)) or 1
    cell = min(_MOST_CELL, (wide - 2 * _EDGE - _SIDE) / shown)
    rows = ([0] if pages.has_stairs else []) + list(part.rows)
    for at, row in enumerate(rows):
        _draw_row(canvas, pages, (row, part.columns), (top - (at + 1) * _ROW, cell))
    _draw_foot(canvas, wide, number, last=number[0] == number[1])


def _draw_head(canvas: Canvas, pages: BuildingPages, top: float, *, first: bool) -> None:
    words, wide = _words(), PAPERS[pages.paper][0]
    title = words["title"].format(pages.title) + ("" if first else words["continued"])
    size = min(_TITLE, _TITLE * (wide - 2 * _EDGE) / max(_width(title, _TITLE), 1))
    _write(canvas, ((wide - _width(title, size)) / 2, top - 4 * _MM), title, size)
    line = top - 11.5 * _MM
    _write(canvas, (_EDGE, line), print_words()["unit"].format(pages.office), _TEXT)
    printed = f"{words['sum'].format(f'{len(pages.cells):,}')}　{pages.printed}"
    _write(canvas, (wide - _EDGE - _width(printed, _TEXT), line), printed, _TEXT)
    _draw_legend(canvas, pages, line - 7 * _MM)


def _draw_legend(canvas: Canvas, pages: BuildingPages, y: float) -> None:
    """One line; smaller when there are many states."""
    said = _words()["shown"].format(pages.shown)
    texts = [f"{state.word} {state.count:,}" for state in pages.legend]
    whole = sum(_width(text, _TEXT) + _SWATCH + 2 * _GAP for text in (said, *texts))
    share = min(1.0, (PAPERS[pages.paper][0] - 2 * _EDGE) / whole)
    size, box, gap = _TEXT * share, _SWATCH * share, _GAP * share
    _write(canvas, (_EDGE, y), said, size)
    x = _EDGE + _width(said, size) + gap
    canvas.setLineWidth(0.4)
    for state, text in zip(pages.legend, texts, strict=True):
        canvas.setFillColor(HexColor(state.ground))
        canvas.rect(x, y - box * 0.25, box, box, stroke=1, fill=1)
        canvas.setFillGray(0)
        _write(canvas, (x + (box - _width(state.mark, size * 0.9)) / 2, y), state.mark, size * 0.9)
        _write(canvas, (x + box + gap * 0.3, y), text, size)
        x += box + gap * 1.3 + _width(text, size)


def _draw_row(
    canvas: Canvas, pages: BuildingPages, which: tuple[int, range], where: tuple[float, float]
) -> None:
    """Draw one floor, or the stairs.

    Args:
        canvas: the page.
        pages: all there is.
        which: the row and the columns on this page.
        where: the row's lower edge, and the width of a cell.
    """
    row, columns = which
    y, cell = where
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(0.45)
    _draw_cell(canvas, (_EDGE, y, _SIDE), PaperCell(pages.rows[row], "", "#eef1f4"))
    for first, last, found in _row_cells(pages, row, columns):
        left = _EDGE + _SIDE + (first - columns.start) * cell
        _draw_cell(canvas, (left, y, (last - first) * cell), found)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(1.2)
    for start in pages.starts & set(columns[1:]):
        x = _EDGE + _SIDE + (start - columns.start) * cell
        canvas.line(x, y, x, y + _ROW)


def _row_cells(pages: BuildingPages, row: int, columns: range) -> Iterator[tuple[int, int, PaperCell]]:
    """What of a row stands on a page: from column, to before column; a stair that goes on overleaf is named there again."""
    spans = dict(pages.spans) if row == 0 and pages.has_stairs else {}
    begins = range(pages.width) if spans else columns
    for first in begins:
        found = pages.cells.get((row, first))
        left, right = max(first, columns.start), min(first + spans.get(first, 1), columns.stop)
        if found is not None and left < right:
            yield left, right, found


def _draw_cell(canvas: Canvas, box: tuple[float, float, float], cell: PaperCell) -> None:
    x, y, width = box
    canvas.setFillColor(HexColor(cell.ground))
    canvas.rect(x, y, width, _ROW, stroke=1, fill=1)
    canvas.setFillGray(0)
    mark = _width(cell.mark, _MARK)
    room = width - mark - 2.2 * _MM
    size = max(_LEAST, min(_CELL, _CELL * room / max(_width(cell.text, _CELL), 1)))
    _write(canvas, (x + 1 * _MM, y + (_ROW - size * 0.72) / 2), cell.text, size)
    if cell.mark:
        _write(canvas, (x + width - mark - 0.8 * _MM, y + (_ROW - _MARK * 0.72) / 2), cell.mark, _MARK)


def _draw_foot(canvas: Canvas, wide: float, number: tuple[int, int], *, last: bool) -> None:
    words = _words()
    canvas.setFillGray(0)
    text = words["page"].format(page=number[0], pages=number[1])
    _write(canvas, ((wide - _width(text, _TEXT)) / 2, 7 * _MM), text, _TEXT)
    if last:
        line = [print_words()["signature"].format(name) for name in words["signatures"]] + [words["day"]]
        for at, said in enumerate(line):
            _write(canvas, (_EDGE + at * 75 * _MM, 14 * _MM), said, _TEXT)
