"""Plates to test with: the shipped templates, the shipped fonts and a handful of addresses."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from db.domain.plate import PlateClass, PlateTemplate, PlateText, templates_from_json
from db.domain.plate_check import BatchMeta, Expectation
from db.domain.plate_layout import PlateLayout, expected_texts, layout
from db.domain.progress import Silent
from desktop.files.fonts import font_book
from desktop.files.plate_pdf import PdfReport, PlatePage, write_plates
from desktop.files.plate_qr import matrix

TEMPLATE_FILE = Path(__file__).parent.parent / "resources" / "templates" / "plates.json"


@cache
def shipped_templates() -> dict[PlateClass, PlateTemplate]:
    return templates_from_json(TEMPLATE_FILE.read_text(encoding="utf-8"))


def payload(index: int) -> str:
    return f"{index:08X}-5D1C-4ABC-8DEF-0123456789AB"


def a_text(name: str = "湖滨南路", number: str = "12号", room: str = "1204室") -> PlateText:
    return PlateText(
        name=name,
        pinyin="Húbīn Nánlù",
        number=number,
        postcode="361004",
        address=f"{name}{number}",
        building="3",
        stair="2梯",
        room=room,
    )


def a_plate(plate_class: PlateClass, index: int = 0, text: PlateText | None = None) -> PlateLayout:
    template = shipped_templates()[plate_class]
    return layout(template, text or a_text(), matrix(payload(index), template.qr_level), font_book())


def a_batch(count: int = 4) -> list[PlateLayout]:
    """Small and large door, stair and room plates in turn, each with its own number and payload."""
    classes = (PlateClass.SMALL_DOOR, PlateClass.LARGE_DOOR, PlateClass.STAIR, PlateClass.ROOM)
    return [
        a_plate(classes[i % len(classes)], i, a_text(number=f"{2 * i + 12}号", room=f"{101 + i}室"))
        for i in range(count)
    ]


def expectations(plates: Sequence[PlateLayout]) -> list[Expectation]:
    return [
        Expectation(
            key=f"plate {i + 1}",
            payload=plate.qr.matrix.payload if plate.qr else "",
            texts=expected_texts(plate),
            size_mm=(plate.width_mm, plate.height_mm),
        )
        for i, plate in enumerate(plates)
    ]


def write(path: Path, plates: Sequence[PlateLayout], *, announced: int | None = None) -> PdfReport:
    versions = tuple(sorted({plate.template_version for plate in plates}))
    meta = BatchMeta("SC-2026-001", len(plates) if announced is None else announced, versions)
    return write_plates(path, [PlatePage(plate) for plate in plates], meta, Silent())
