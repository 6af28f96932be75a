"""Lays out one plate: every glyph, box and module at its place in millimetres, or a refusal.

The PDF writer, the screen and the printer draw a ``PlateLayout`` and never measure, so they cannot differ.
Coordinates start at the plate's outer upper left corner, y downwards; text sits on its baseline.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol

from db.domain.errors import PlateRefused
from db.domain.plate import (
    MIN_MODULE_MM,
    QUIET_MODULES,
    PlateClass,
    PlateTemplate,
    PlateText,
    QrMatrix,
    Rect,
    Role,
    Weight,
    Zone,
)

_PLACEHOLDERS = frozenset("?？□■�\ufffc")
_REFUSED = {"Co": "private_use", "Cc": "control", "Cf": "control", "Cs": "control", "Cn": "unassigned"}
_REFUSED |= {"Mn": "combining", "Me": "combining", "Zl": "control", "Zp": "control"}
# Bounds of romanised letters in em: tails of g and y, tone marks over small and over capital letters.
_TAIL, _SMALL_TOP, _CAPITAL_TOP = -0.25, 1.0, 1.14
# A small 号 beside big digits is lifted until its strokes stand on the digits' line.
_HAN_LIFT = 0.07


class Measure(Protocol):
    """What layout asks of the fonts; all lengths in em."""

    def advance(self, char: str, weight: Weight) -> float:
        """Width of one character."""

    def missing(self, text: str, weight: Weight) -> tuple[str, ...]:
        """The characters that no font can draw."""

    def face(self, char: str, weight: Weight) -> str:
        """Name of the font face that draws the character."""

    def embolden(self, face: str, weight: Weight) -> float:
        """Line to draw around the face's strokes so that they match the weight, in em."""

    def cap_height(self, weight: Weight) -> float:
        """Height of digits and capitals over the baseline."""

    def han_box(self, weight: Weight) -> tuple[float, float]:
        """Bottom and top of the square a Chinese character fills."""


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Characters of one role in one face and size.

    Attributes:
        role: whose text it is.
        text: the characters.
        face: font face.
        size_mm: em size.
        xs_mm: left edge of each character's advance.
        y_mm: baseline.
        scale_x: horizontal scale of the characters.
        gap_mm: space put between characters, already part of ``xs_mm``.
        colour: ``#RRGGBB``.
        stroke_mm: width of a line in the same colour around the strokes; 0 for none.
    """

    role: Role
    text: str
    face: str
    size_mm: float
    xs_mm: tuple[float, ...]
    y_mm: float
    scale_x: float
    gap_mm: float
    colour: str
    stroke_mm: float


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, rounded or not."""

    rect: Rect
    colour: str
    radius_mm: float


@dataclass(frozen=True, slots=True)
class QrPlacement:
    """Where the symbol stands: ``rect`` includes the quiet zone, ``symbol`` does not."""

    rect: Rect
    symbol: Rect
    module_mm: float
    matrix: QrMatrix


@dataclass(frozen=True, slots=True)
class PlateLayout:
    """One plate, ready to draw: boxes in painting order, then the symbol, then the text."""

    plate_class: PlateClass
    template_version: str
    width_mm: float
    height_mm: float
    boxes: tuple[Box, ...]
    runs: tuple[GlyphRun, ...]
    qr: QrPlacement | None


@dataclass(frozen=True, slots=True)
class _Sized:
    """A zone's text at its size: scales per character, extents in em, width in em."""

    zone: Zone
    text: str
    scales: tuple[float, ...]
    advances: tuple[float, ...]
    bottom: float
    top: float
    size: float
    scale_x: float


def check_text(text: str, role: Role, weight: Weight, measure: Measure) -> None:
    """Refuse text that cannot be printed as it stands.

    Raises:
        PlateRefused: placeholder, private-use, control, unassigned or combining character, outer blank, no glyph.
    """
    if text != text.strip():
        raise PlateRefused("outer_blank", text, role)
    for char in text:
        why = "placeholder" if char in _PLACEHOLDERS else _REFUSED.get(unicodedata.category(char))
        if why:
            raise PlateRefused(why, f"{text} U+{ord(char):04X}", role)
    lost = measure.missing(text, weight)
    if lost:
        raise PlateRefused("missing_glyph", f"{text} " + " ".join(f"U+{ord(c):04X}" for c in lost), role)


def _is_han(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _extent(char: str, weight: Weight, measure: Measure) -> tuple[float, float]:
    if _is_han(char):
        return measure.han_box(weight)
    if char.isascii() and not char.islower():
        return 0.0, measure.cap_height(weight)
    return _TAIL, _CAPITAL_TOP if char.isupper() else _SMALL_TOP


def _sized(zone: Zone, area: Rect, text: str, measure: Measure) -> _Sized:
    scales = tuple(zone.han_scale if _is_han(c) else 1.0 for c in text)
    lift = _HAN_LIFT if zone.han_scale < 1 else 0.0
    advances = tuple(measure.advance(c, zone.weight) * s for c, s in zip(text, scales, strict=True))
    extents = [_extent(c, zone.weight, measure) for c in text]
    lifts = [lift * s if _is_han(c) else 0.0 for c, s in zip(text, scales, strict=True)]
    parts = list(zip(extents, scales, lifts, strict=True))
    bottom = min(low * s + up for (low, _), s, up in parts)
    top = max(high * s + up for (_, high), s, up in parts)
    size = min(zone.max_mm, area.h * zone.fill / (top - bottom))
    width = sum(advances)
    scale_x = min(1.0, max(zone.condense, area.w / (width * size)))
    size = min(size, area.w / (width * scale_x))
    return _Sized(zone, text, scales, advances, bottom, top, size, scale_x)


def _below(sized: _Sized, limit_mm: float) -> _Sized:
    """Shrink text that would stand taller than the plate's main number."""
    return replace(sized, size=min(sized.size, limit_mm / (sized.top - sized.bottom)))


def _runs(sized: _Sized, area: Rect, measure: Measure) -> Iterator[GlyphRun]:
    zone, size = sized.zone, sized.size
    widths = [a * size * sized.scale_x for a in sized.advances]
    slack = area.w - sum(widths)
    gaps = len(widths) - 1
    gap = max(0.0, min(zone.spacing * size, slack / gaps)) if gaps else 0.0
    x = area.x + ((slack - gap * gaps) / 2 if zone.align == "center" else 0.0)
    baseline = area.y + area.h / 2 + size * (sized.top + sized.bottom) / 2
    placed = []
    for char, scale, width in zip(sized.text, sized.scales, widths, strict=True):
        placed.append((measure.face(char, zone.weight), scale, _is_han(char), char, round(x, 3)))
        x += width + gap
    for (face, scale, han), group in groupby(placed, key=lambda p: (p[0], p[1], p[2] and zone.han_scale < 1)):
        members = list(group)
        lift = _HAN_LIFT * scale * size if han else 0.0
        yield GlyphRun(
            role=zone.role,
            text="".join(m[3] for m in members),
            face=face,
            size_mm=round(size * scale, 3),
            xs_mm=tuple(m[4] for m in members),
            y_mm=round(baseline - lift, 3),
            scale_x=round(sized.scale_x, 6),
            gap_mm=round(gap, 3),
            colour=zone.colour,
            stroke_mm=round(measure.embolden(face, zone.weight) * size * scale, 3),
        )


def _boxes(template: PlateTemplate) -> Iterator[Box]:
    width, height = template.outer_mm
    yield Box(Rect(0, 0, width, height), template.ground, template.radius_mm)
    if template.frame_mm:
        inset = (template.border_mm - template.frame_mm) / 2
        for by, colour in ((inset, template.frame), (inset + template.frame_mm, template.ground)):
            inner = Rect(by, by, width - 2 * by, height - 2 * by)
            yield Box(inner, colour, max(0.0, template.radius_mm - by))
    for panel in template.panels:
        yield Box(template.in_mm(panel.box), panel.colour, 0.0)
    yield Box(template.qr_mm, "#FFFFFF", 0.0)


def _place_qr(template: PlateTemplate, matrix: QrMatrix) -> QrPlacement:
    rect = template.qr_mm
    module = rect.w / (matrix.size + 2 * QUIET_MODULES)
    if module < MIN_MODULE_MM:
        raise PlateRefused("module_too_small", matrix.payload, "qr")
    quiet = QUIET_MODULES * module
    symbol = Rect(rect.x + quiet, rect.y + quiet, matrix.size * module, matrix.size * module)
    return QrPlacement(rect, symbol, module, matrix)


def layout(
    template: PlateTemplate, text: PlateText, modules: QrMatrix | None, measure: Measure
) -> PlateLayout:
    """Place everything on one plate.

    Text takes the largest size its zone allows, keeps below the main number, and shrinks to the zone's minimum.

    Args:
        template: of the plate's class.
        text: what it says; fields the class has no zone for are not printed.
        modules: the QR symbol; None leaves its box white (a preview before the code arrives).
        measure: the fonts.

    Raises:
        PlateRefused: a character nobody may print, an empty required zone, text that does not fit at the zone's
            minimum, or modules below half a millimetre.
    """
    found = []
    for zone in template.zones:
        words = text.of(zone.role)
        if words:
            check_text(words, zone.role, zone.weight, measure)
            found.append(_sized(zone, template.in_mm(zone.box), words, measure))
        elif zone.required:
            raise PlateRefused("empty_zone", "", zone.role)
    tallest = max((s.top * s.size for s in found if s.zone.dominant), default=None)
    runs: list[GlyphRun] = []
    for sized in found:
        if tallest is not None and not sized.zone.dominant:
            sized = _below(sized, tallest)
        if sized.size < sized.zone.min_mm - 1e-6:
            raise PlateRefused("does_not_fit", sized.text, sized.zone.role)
        runs.extend(_runs(sized, template.in_mm(sized.zone.box), measure))
    width, height = template.outer_mm
    return PlateLayout(
        plate_class=template.plate_class,
        template_version=template.version,
        width_mm=width,
        height_mm=height,
        boxes=tuple(_boxes(template)),
        runs=tuple(runs),
        qr=_place_qr(template, modules) if modules is not None else None,
    )


def expected_texts(plate: PlateLayout) -> tuple[tuple[Role, str], ...]:
    """What reading the finished plate back must give, role by role in painting order."""
    return tuple(
        (role, "".join(r.text for r in runs)) for role, runs in groupby(plate.runs, lambda r: r.role)
    )


def said_texts(template: PlateTemplate, text: PlateText) -> tuple[tuple[Role, str], ...]:
    """What a plate of the template says, role by role in painting order, without laying it out.

    Equal to ``expected_texts`` of the layout whenever the plate can be laid out at all.
    """
    return tuple((zone.role, text.of(zone.role)) for zone in template.zones if text.of(zone.role))


def digest(plate: PlateLayout) -> str:
    """SHA-256 over everything that is drawn; equal layouts have equal digests on every machine."""
    return hashlib.sha256(repr(plate).encode()).hexdigest()
