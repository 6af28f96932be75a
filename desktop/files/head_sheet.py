"""A journal's head as a page to print, sign and lock away: the hash in groups of four, its seal, both as a QR symbol."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from db.domain.audit import KeptHead
from db.domain.plate import QUIET_MODULES
from desktop.files.atomic import whole_file
from desktop.files.fonts import FACES, font_folder
from desktop.files.journal_head import head_json, seal
from desktop.files.plate_qr import readable_matrix
from desktop.files.print_words import print_words

_MM = 72 / 25.4
_LEFT, _RIGHT = 25 * _MM, A4[0] - 25 * _MM
_LABEL = 34 * _MM
_GROUP, _GROUPS_A_LINE = 4, 8
_GROUP_STEP = 14.5 * _MM
_QR_SIDE = 58 * _MM
_LINE = 8 * _MM
_TEXT, _TITLE, _SMALL = 11, 20, 9.5


@cache
def _words() -> dict[str, Any]:
    text = (files("resources") / "templates" / "head_sheet.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


@cache
def _face() -> str:
    """The regular face, known to reportlab from now on; parsing it takes longer than the page."""
    name = FACES["regular"]
    pdfmetrics.registerFont(TTFont(name, str(font_folder() / f"{name}.ttf"), asciiReadable=False))
    return name


def groups(digest: str) -> list[list[str]]:
    """A hash as people compare it: groups of four, eight to a line."""
    parts = [digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP)]
    return [parts[at : at + _GROUPS_A_LINE] for at in range(0, len(parts), _GROUPS_A_LINE)]


class _Page:
    """One A4 page, written from the top."""

    def __init__(self, canvas: Canvas, face: str) -> None:
        self.canvas = canvas
        self.face = face
        self.y = A4[1] - 30 * _MM

    def write(self, x: float, text: str, size: float) -> None:
        self.canvas.setFont(self.face, size)
        self.canvas.drawString(x, self.y, text)

    def title(self, text: str) -> None:
        self.canvas.setFont(self.face, _TITLE)
        self.canvas.drawCentredString(A4[0] / 2, self.y, text)
        self.y -= 2 * _LINE

    def fact(self, label: str, value: str) -> None:
        self.write(_LEFT, label, _TEXT)
        self.write(_LEFT + _LABEL, value, _TEXT)
        self.y -= _LINE

    def digest(self, label: str, digest: str) -> None:
        self.y -= _LINE / 4
        self.write(_LEFT, label, _TEXT)
        for line in groups(digest):
            for at, group in enumerate(line):
                self.write(_LEFT + _LABEL + at * _GROUP_STEP, group, _TEXT)
            self.y -= _LINE

    def symbol(self, payload: str) -> None:
        rows = readable_matrix(payload, "M").rows
        module = _QR_SIDE / (len(rows) + 2 * QUIET_MODULES)
        top = self.y - QUIET_MODULES * module
        left = (A4[0] - _QR_SIDE) / 2 + QUIET_MODULES * module
        path = self.canvas.beginPath()
        for down, row in enumerate(rows):
            for across, bit in enumerate(f"{row:0{len(rows)}b}"):
                if bit == "1":
                    path.rect(left + across * module, top - (down + 1) * module, module, module)
        self.canvas.drawPath(path, stroke=0, fill=1)
        self.y -= _QR_SIDE + _LINE / 2

    def note(self, mark: str, text: str) -> None:
        self.write(_LEFT, mark, _SMALL)
        indent = 6 * _MM
        line = ""
        for char in text:
            if (
                self.canvas.stringWidth(line + char, self.face, _SMALL) > _RIGHT - _LEFT - indent
                and char not in "，。；、"
            ):
                self.write(_LEFT + indent, line, _SMALL)
                self.y -= _LINE * 0.7
                line = ""
            line += char
        self.write(_LEFT + indent, line, _SMALL)
        self.y -= _LINE * 0.85


def write_head_sheet(path: Path, head: KeptHead, office: str) -> None:
    """Write the page.

    Args:
        path: of the PDF.
        head: what it proves.
        office: whose store it is.

    Raises:
        BadFile: ``no_sm3``.
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    words = _words()
    with whole_file(path) as file:
        canvas = Canvas(file, pagesize=A4)
        page = _Page(canvas, _face())
        page.title(words["title"])
        page.fact(words["office"], f"{office}（{head.district}）")
        page.fact(words["store"], head.store)
        page.fact(words["at"], head.at.replace("T", " "))
        page.fact(words["seq"], f"{head.seq:,}")
        page.digest(words["hash"], head.hash)
        page.digest(words["seal"], seal(head))
        page.symbol(head_json(head))
        page.canvas.setFont(page.face, _SMALL)
        page.canvas.drawCentredString(A4[0] / 2, page.y, words["scan"])
        page.y -= 1.5 * _LINE
        for number, note in enumerate(words["notes"], start=1):
            page.note(f"{number}.", note)
        page.y -= _LINE
        for at, name in enumerate(words["signatures"]):
            page.write(_LEFT + at * 56 * _MM, print_words()["signature"].format(name), _TEXT)
        canvas.setTitle(words["title"])
        canvas.save()
