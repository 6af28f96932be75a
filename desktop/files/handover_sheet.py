"""交接清单: what is handed over, as pages to sign and as a workbook; knows texts only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.files.atomic import whole_file
from desktop.files.fonts import FACES, FALLBACK, font_folder
from desktop.files.print_words import print_words

_MM = 72 / 25.4
_LEFT, _RIGHT = 18 * _MM, A4[0] - 18 * _MM
_TOP, _BOTTOM = A4[1] - 20 * _MM, 20 * _MM
_WIDTHS = tuple(width * _MM for width in (11, 20, 52, 29, 25, 20, 17))
_LABEL = 22 * _MM
_PAD = 1.2 * _MM
_TITLE, _TEXT, _CELL, _SMALL = 18, 10.5, 9, 8.5
_LINE, _CELL_LINE, _FACT_LINE = 4.6 * _MM, 4 * _MM, 6.2 * _MM
_SIGN_HEIGHT = 24 * _MM
_NO_START = "，。；、：）」"
"""Marks that do not begin a line."""


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One line of the list, in words."""

    kind: str
    title: str
    area: str
    state: str
    since: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The list in words.

    Attributes:
        number: of the offer in the register.
        giver: name and login.
        receiver: name and login.
        answer: why it was refused or withdrawn; ``""`` when there is nothing to say.
        left: how many items did not change hands.
    """

    office: str
    number: str
    giver: str
    receiver: str
    offered: str
    state: str
    reason: str
    answer: str
    items: tuple[PaperItem, ...]
    left: int = 0


@cache
def _words() -> dict[str, Any]:
    text = (files("resources") / "templates" / "handover_sheet.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


@cache
def _face(name: str) -> Any:
    """A face known to reportlab from now on; the fallback's is read only when a character needs it."""
    pdfmetrics.registerFont(TTFont(name, str(font_folder() / f"{name}.ttf"), asciiReadable=False))
    return pdfmetrics.getFont(name)


@cache
def _face_of(char: str) -> str:
    regular = FACES["regular"]
    if ord(char) in _face(regular).face.charToGlyph:
        return regular
    return FALLBACK if ord(char) in _face(FALLBACK).face.charToGlyph else regular


def _width(text: str, size: float) -> float:
    return sum(float(_face(_face_of(char)).stringWidth(char, size)) for char in text)


def wrapped(text: str, width: float, size: float) -> list[str]:
    """A text in lines no wider than a width in points; a line never begins with a closing mark."""
    lines, line, used = [], "", 0.0
    for char in text:
        wide = _width(char, size)
        if line and used + wide > width:
            # A closing mark takes the character before it along.
            keep = len(line) - 1 if char in _NO_START and len(line) > 1 else len(line)
            lines.append(line[:keep])
            line = line[keep:]
            used = _width(line, size)
        line, used = line + char, used + wide
    return [*lines, line]


class _Pages:
    """The pages as they are filled, from the top; drawn once without ink to learn how many there are."""

    def __init__(self, canvas: Canvas, total: int) -> None:
        self.canvas, self.total = canvas, total
        self.page, self.y = 1, _TOP
        self._foot()

    def _foot(self) -> None:
        text = _words()["page"].format(page=self.page, pages=self.total)
        self.write((A4[0] - _width(text, _SMALL)) / 2, text, _SMALL, at=11 * _MM)

    def write(self, x: float, text: str, size: float, at: float | None = None) -> None:
        for name, run in groupby(text, key=_face_of):
            part = "".join(run)
            _face(name)
            self.canvas.setFont(name, size)
            self.canvas.drawString(x, self.y if at is None else at, part)
            x += _width(part, size)

    def turn(self) -> None:
        self.canvas.showPage()
        self.page, self.y = self.page + 1, _TOP
        self._foot()

    def fact(self, label: str, value: str) -> None:
        self.write(_LEFT, label, _TEXT)
        for line in wrapped(value, _RIGHT - _LEFT - _LABEL, _TEXT):
            self.write(_LEFT + _LABEL, line, _TEXT)
            self.y -= _FACT_LINE

    def row(self, cells: Sequence[str], *, head: bool = False) -> None:
        lines = [wrapped(text, width - 2 * _PAD, _CELL) for text, width in zip(cells, _WIDTHS, strict=True)]
        height = max(map(len, lines)) * _CELL_LINE + 2 * _PAD
        if not head and self.y - height < _BOTTOM:
            self.turn()
            self.row(_words()["columns"], head=True)
        x = _LEFT
        for column, width in zip(lines, _WIDTHS, strict=True):
            if head:
                self.canvas.setFillGray(0.9)
                self.canvas.rect(x, self.y - height, width, height, stroke=0, fill=1)
                self.canvas.setFillGray(0)
            self.canvas.rect(x, self.y - height, width, height)
            for at, text in enumerate(column):
                self.write(x + _PAD, text, _CELL, at=self.y - _PAD - (at + 0.8) * _CELL_LINE)
            x += width
        self.y -= height

    def paragraph(self, text: str) -> None:
        for line in wrapped(text, _RIGHT - _LEFT, _SMALL):
            if self.y < _BOTTOM:
                self.turn()
            self.write(_LEFT, line, _SMALL)
            self.y -= _LINE

    def sign(self) -> None:
        if self.y - _SIGN_HEIGHT < _BOTTOM:
            self.turn()
        self.y -= 9 * _MM
        for signature in (print_words()["signature"].format, lambda _name: _words()["day"]):
            for at, name in enumerate(_words()["signatures"]):
                self.write(_LEFT + at * 59 * _MM, signature(name), _TEXT)
            self.y -= 9 * _MM


def _drawn(canvas: Canvas, paper: Paper, total: int) -> int:
    """Draw everything; returns how many pages it took."""
    words = _words()
    pages = _Pages(canvas, total)
    canvas.setLineWidth(0.5)
    title = words["title"]
    pages.write((A4[0] - _width(title, _TITLE)) / 2, title, _TITLE)
    pages.y -= 12 * _MM
    facts = ("office", "number", "giver", "receiver", "offered", "state", "reason", "answer")
    for name in facts:
        if getattr(paper, name):
            pages.fact(words[name], getattr(paper, name))
    pages.row(words["columns"], head=True)
    for at, item in enumerate(paper.items, 1):
        pages.row((str(at), item.kind, item.title, item.area, item.state, item.since, item.note))
    pages.y -= 6 * _MM
    for text in (_sum(paper), *words["notes"]):
        pages.paragraph(text)
    pages.sign()
    canvas.showPage()
    return pages.page


def _sum(paper: Paper) -> str:
    words = _words()["left" if paper.left else "moved"]
    return str(words.format(items=len(paper.items), left=paper.left))


def write_handover_pdf(path: Path, paper: Paper) -> int:
    """Write the list as pages to sign; returns how many.

    Raises:
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    total = _drawn(Canvas(None, pagesize=A4), paper, 0)
    with whole_file(path) as file:
        canvas = Canvas(file, pagesize=A4)
        canvas.setTitle(_words()["title"])
        _drawn(canvas, paper, total)
        canvas.save()
    return total


def write_handover_xlsx(path: Path, paper: Paper, date_text: str) -> int:
    """Write the list as a workbook for the leader's desk; returns how many items it has.

    Raises:
        BadFile: a text no workbook can hold.
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    from desktop.files import list_xlsx

    words = _words()
    widths = (6, 12, 40, 24, 18, 12, 20)
    columns = [
        list_xlsx.Column(name, width, "count" if at == 0 else "text")
        for at, (name, width) in enumerate(zip(words["columns"], widths, strict=True))
    ]
    rows = [
        (at, item.kind, item.title, item.area, item.state, item.since, item.note)
        for at, item in enumerate(paper.items, 1)
    ]
    title = f"{words['title']}（{paper.giver} → {paper.receiver}）"
    return list_xlsx.write_list(
        path,
        title,
        columns,
        rows,
        unit=paper.office,
        date_text=date_text,
        signatures=words["signatures"],
    )
