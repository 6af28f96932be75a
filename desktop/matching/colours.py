"""One colour for each kind of element and each verdict, on light and on dark ground."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QPalette

from db.domain.matching.model import Verdict

_HUES = {
    "province": (222, 20),
    "city": (210, 40),
    "district": (236, 75),
    "town": (266, 60),
    "community": (298, 45),
    "village": (85, 60),
    "road": (140, 60),
    "number": (355, 80),
    "compound": (168, 60),
    "building": (22, 85),
    "stair": (46, 90),
    "floor": (325, 65),
    "room": (196, 95),
    "rest": (40, 12),
}
"""Kind -> hue in degrees and saturation in per cent."""

_LIGHT_GROUND, _LIGHT_INK = 89, 24
_DARK_GROUND, _DARK_INK = 24, 84
_VERDICTS: dict[str, tuple[str, str]] = {
    Verdict.SAME: ("#1f7a44", "#6fcf97"),
    Verdict.CONTAINS: ("#1f5fa8", "#7db3ee"),
    Verdict.CANDIDATE: ("#8a5a00", "#e5b567"),
    Verdict.CONFLICT: ("#b3261e", "#f2938c"),
    Verdict.NONE: ("#5b6573", "#a3adb9"),
}


@dataclass(frozen=True, slots=True)
class Tint:
    """How a stretch of text is drawn."""

    ink: QColor
    ground: QColor


def is_dark(palette: QPalette) -> bool:
    """Whether the ground of lists is dark."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


@cache
def tint(kind: str, *, dark: bool) -> Tint:
    """The colours of a kind of element."""
    hue, saturation = _HUES[kind]
    ground, ink = (_DARK_GROUND, _DARK_INK) if dark else (_LIGHT_GROUND, _LIGHT_INK)
    saturation = saturation * 3 // 4 if dark else saturation
    return Tint(_hsl(hue, saturation, ink), _hsl(hue, saturation, ground))


@cache
def verdict_ink(verdict: str, *, dark: bool) -> QColor:
    """The colour of a verdict's word; that of no match for anything else."""
    return QColor(_VERDICTS.get(verdict, _VERDICTS[Verdict.NONE])[dark])


def _hsl(hue: int, saturation: int, lightness: int) -> QColor:
    return QColor.fromHslF(hue / 360, saturation / 100, lightness / 100)
