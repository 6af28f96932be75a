"""Tones of the cells of a building's table: a ground and an ink that read on it, on light and on dark."""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from PySide6.QtGui import QColor


class Tone(Enum):
    """What a colour says; no meaning hangs on it alone, for each state has its mark too."""

    NONE = "none"
    WAITING = "waiting"
    UNDER_WAY = "under_way"
    GOOD = "good"
    BETTER = "better"
    CHANGING = "changing"
    WRONG = "wrong"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Colours:
    """Ground and ink as ``#rrggbb``."""

    ground: str
    ink: str


LIGHT: dict[Tone, Colours] = {
    Tone.NONE: Colours("#eef1f4", "#4d5866"),
    Tone.WAITING: Colours("#fdecc4", "#6b4700"),
    Tone.UNDER_WAY: Colours("#d5e6f9", "#144a88"),
    Tone.GOOD: Colours("#d3efdc", "#125530"),
    Tone.BETTER: Colours("#b4e0e0", "#084c52"),
    Tone.CHANGING: Colours("#e6dbf8", "#4e2f87"),
    Tone.WRONG: Colours("#fbd6d2", "#8a1a13"),
    Tone.ENDED: Colours("#dddfe2", "#5a6169"),
}
DARK: dict[Tone, Colours] = {
    Tone.NONE: Colours("#353c45", "#c6ced8"),
    Tone.WAITING: Colours("#4f3b10", "#f4d48d"),
    Tone.UNDER_WAY: Colours("#1f3c60", "#aed0f7"),
    Tone.GOOD: Colours("#1d4a33", "#a4e3bd"),
    Tone.BETTER: Colours("#124a50", "#9fe0e6"),
    Tone.CHANGING: Colours("#3f2e60", "#d4bdf7"),
    Tone.WRONG: Colours("#5e2723", "#f9b6ae"),
    Tone.ENDED: Colours("#2c3035", "#99a2ad"),
}


@dataclass(frozen=True, slots=True)
class Paint:
    """A tone's colours for Qt."""

    ground: QColor
    ink: QColor


@cache
def paint(tone: Tone, *, dark: bool) -> Paint:
    """The colours of a tone."""
    found = (DARK if dark else LIGHT)[tone]
    return Paint(QColor(found.ground), QColor(found.ink))
