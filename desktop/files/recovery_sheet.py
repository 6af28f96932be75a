"""The vault's recovery code as two pages to print, seal in two envelopes and keep in two places."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.files.atomic import whole_file
from desktop.files.fonts import FACES, font_folder
from desktop.files.print_words import print_words

_MM = 72 / 25.4
_LEFT, _RIGHT = 25 * _MM, A4[0] - 25 * _MM
_LABEL = 34 * _MM
_LINE = 8 * _MM
_TITLE, _TEXT, _SMALL, _CODE = 20, 11, 9.5, 21
_COPIES = 2
_GROUPS_A_LINE = 4
_BOX_H = 17 * _MM
_NEVER_FIRST = "，。；、）」：！"
"""Signs that begin no line."""


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the pages say.

    Attributes:
        office: whose store it is, with its code.
        store: the store's uuid.
        at: when the key was made, local time.
        by: who made it.
        cipher: how it seals.
        code: eight groups of five characters, dashes between.
    """

    office: str
    store: str
    at: str
    by: str
    cipher: str
    code: str

    def __repr__(self) -> str:
        return f"RecoverySheet({self.store})"


@cache
def _words() -> dict[str, Any]:
    text = (files("resources") / "templates" / "recovery_sheet.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


@cache
def _face(name: str) -> str:
    """A face, known to reportlab from now on."""
    pdfmetrics.registerFont(TTFont(name, str(font_folder() / f"{name}.ttf"), asciiReadable=False))
    return name


def sheet_bytes(sheet: RecoverySheet) -> bytes:
    """Both pages as a PDF that lies nowhere, for the printer."""
    words = _words()
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setTitle(words["title"])
    for copy in range(1, _COPIES + 1):
        _write_page(canvas, sheet, copy)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def write_recovery_sheet(path: Path, sheet: RecoverySheet) -> None:
    """Write both pages.

    Args:
        path: of the PDF; it holds the code, and is to be destroyed once it is printed.
        sheet: what they say.

    Raises:
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    with whole_file(path) as file:
        file.write(sheet_bytes(sheet))


def _write_page(canvas: Canvas, sheet: RecoverySheet, copy: int) -> None:
    words, regular, bold = _words(), _face(FACES["regular"]), _face(FACES["bold"])
    y = A4[1] - 28 * _MM
    canvas.setFont(bold, _TITLE)
    canvas.drawCentredString(A4[0] / 2, y, words["title"])
    canvas.setFont(regular, _TEXT)
    canvas.drawCentredString(A4[0] / 2, y - _LINE, words["copy"].format(n=copy))
    y -= 2.6 * _LINE
    facts = (
        *((words["office"], sheet.office), (words["store"], sheet.store), (words["at"], sheet.at)),
        *((words["by"], sheet.by), (words["cipher"], sheet.cipher)),
    )
    for label, value in facts:
        canvas.drawString(_LEFT, y, label)
        canvas.drawString(_LEFT + _LABEL, y, value)
        y -= _LINE
    y = _write_code(canvas, sheet.code, y - _LINE / 2)
    for number, note in enumerate(words["notes"], start=1):
        y = _write_note(canvas, f"{number}.", note, y)
    canvas.setFont(regular, _TEXT)
    for at, name in enumerate(words["signatures"]):
        canvas.drawString(_LEFT + at * 56 * _MM, y - _LINE, print_words()["signature"].format(name))
    canvas.setFont(regular, _SMALL)
    canvas.drawCentredString(A4[0] / 2, 15 * _MM, words["page"].format(n=copy))


def _write_code(canvas: Canvas, code: str, top: float) -> float:
    """Draw the groups in numbered boxes, as they are typed; returns where the next line begins."""
    words, regular, bold = _words(), FACES["regular"], FACES["bold"]
    canvas.setFont(regular, _TEXT)
    canvas.drawString(_LEFT, top, words["code"])
    width = (_RIGHT - _LEFT) / _GROUPS_A_LINE
    y = top - _LINE / 2
    for number, group in enumerate(code.split("-")):
        column = number % _GROUPS_A_LINE
        if column == 0:
            y -= _BOX_H
        x = _LEFT + column * width
        canvas.rect(x, y, width, _BOX_H)
        canvas.setFont(regular, 7.5)
        canvas.drawString(x + 2 * _MM, y + _BOX_H - 4 * _MM, words["group"].format(n=number + 1))
        canvas.setFont(bold, _CODE)
        step = (width - 6 * _MM) / len(group)
        for at, char in enumerate(group):  # apart, so that nobody joins or drops one
            canvas.drawCentredString(x + 3 * _MM + (at + 0.5) * step, y + 3.5 * _MM, char)
    return y - 1.3 * _LINE


def _write_note(canvas: Canvas, mark: str, text: str, y: float) -> float:
    face = FACES["regular"]
    canvas.setFont(face, _SMALL)
    canvas.drawString(_LEFT, y, mark)
    x = _LEFT + 6 * _MM
    line = ""
    for char in text:
        if canvas.stringWidth(line + char, face, _SMALL) > _RIGHT - x and char not in _NEVER_FIRST:
            canvas.drawString(x, y, line)
            y -= _LINE * 0.7
            line = ""
        line += char
    canvas.drawString(x, y, line)
    return y - _LINE * 0.9
