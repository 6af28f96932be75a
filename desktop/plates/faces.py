"""Plates as drawn: laid out from the shipped templates, kept for the step that follows."""

from collections.abc import Iterable, Sequence
from functools import cache

from db.domain.errors import PlateRefused
from db.domain.plate import PlateClass, PlateTemplate, PlateText, templates_from_json
from db.domain.plate_layout import PlateLayout, layout
from db.domain.progress import Progress
from db.services.plates import ReadyPlate
from desktop.files.fonts import font_book
from desktop.files.plate_qr import readable_matrix
from desktop.paths import resource
from desktop.plates.crew import WORTH_A_PROCESS, Part, spread

Wanted = tuple[PlateClass, PlateText, str]
"""What is to be drawn: class, texts, payload."""

PORTION = WORTH_A_PROCESS
KEPT = 20_000
_kept: dict[Wanted, PlateLayout | PlateRefused] = {}
"""Drawn lately: preflight and writing ask for the same plates."""


@cache
def templates() -> dict[PlateClass, PlateTemplate]:
    """The shipped plate templates by class."""
    return templates_from_json(resource("templates", "plates.json").read_text(encoding="utf-8"))


def template_versions() -> dict[PlateClass, str]:
    """Version of each shipped template."""
    return {plate_class: template.version for plate_class, template in templates().items()}


def faces(wanted: Sequence[Wanted], progress: Progress) -> list[PlateLayout | PlateRefused]:
    """Each plate laid out with a symbol that reads back, or why it cannot be made (law 5)."""
    if len(_kept) + len(wanted) > KEPT:
        _kept.clear()
    fresh = [one for one in dict.fromkeys(wanted) if one not in _kept]
    parts = [
        Part(fresh[at : at + PORTION], len(fresh[at : at + PORTION])) for at in range(0, len(fresh), PORTION)
    ]
    drawn = (face for portion in spread(_draw, parts, progress, "plates_layout") for face in portion)
    _kept.update(zip(fresh, drawn, strict=True))
    return [_kept[one] for one in wanted]


def _draw(wanted: Sequence[Wanted]) -> list[PlateLayout | PlateRefused]:
    return [_draw_one(*one) for one in wanted]


def _draw_one(plate_class: PlateClass, texts: PlateText, payload: str) -> PlateLayout | PlateRefused:
    template = templates()[plate_class]
    try:
        return layout(template, texts, readable_matrix(payload, template.qr_level), font_book())
    except PlateRefused as refused:
        return refused


def preflight(ready: Iterable[ReadyPlate], progress: Progress) -> dict[int, str]:
    """For each address ``""`` when its plate can be made, else the code that says why not."""
    plates = list(ready)
    drawn = faces([(one.plate_class, one.texts, one.payload) for one in plates], progress)
    return {
        one.node_id: f"{face.why}:{face.field}:{face.text}" if isinstance(face, PlateRefused) else ""
        for one, face in zip(plates, drawn, strict=True)
    }
