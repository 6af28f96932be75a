"""制作明细清单: the list a plate maker works by; every plate one row, no personal data."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from db.domain.plate import PlateClass, PlateTemplate
from db.domain.plate_layout import PlateLayout, expected_texts
from desktop.files.list_xlsx import Column, Value, write_list


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistRow:
    """One plate to make; the fields stand for the columns of the list's template."""

    line: int
    batch: str
    subdistrict: str
    community: str
    full_text: str
    plate_class: PlateClass
    size: str
    face_text: str
    pinyin: str
    addr_code: str
    payload: str
    template_version: str
    material: str = ""
    position: str = ""
    checked: str = ""
    remark: str = ""


@cache
def _form() -> dict[str, Any]:
    text = (files("resources") / "templates" / "worklist.json").read_text(encoding="utf-8")
    form: dict[str, Any] = json.loads(text)
    return form


def class_name(plate_class: PlateClass) -> str:
    """The class as lists print it."""
    name: str = _form()["classes"][plate_class]
    return name


def face_text(plate: PlateLayout) -> str:
    """All texts of a plate's face in one cell, zone by zone."""
    return " | ".join(text for _, text in expected_texts(plate))


def size_text(template: PlateTemplate) -> str:
    """Outer size and graphic area, since ``600x400`` alone may mean either."""
    width, height = template.outer_mm
    return f"{width:g}x{height:g} ({template.width_mm:g}x{template.height_mm:g})"


def _values(row: WorklistRow, fields: Sequence[str]) -> list[Value]:
    values: list[Value] = [getattr(row, field) for field in fields]
    values[fields.index("plate_class")] = class_name(row.plate_class)
    values[fields.index("position")] = _form()["positions"].get(row.position, row.position)
    # The class stands in a column of its own.
    values[fields.index("template_version")] = row.template_version.rpartition("/")[2]
    return values


def write_worklist(
    path: Path, rows: Iterable[WorklistRow], *, unit: str, date_text: str, plain: bool = False
) -> int:
    """Write the list and return how many plates it has.

    Args:
        path: of the workbook.
        rows: in making order.
        unit: the office.
        date_text: date as printed.
        plain: without title, footer and signatures.

    Raises:
        BadFile: a value no workbook can hold; names row and column.
        StoreUnavailable: disk full, folder missing or read-only.
    """
    form = _form()
    columns = [Column(c["title"], c["width"], c["kind"]) for c in form["columns"]]
    fields = [c["field"] for c in form["columns"]]
    return write_list(
        path,
        form["title"],
        columns,
        (_values(row, fields) for row in rows),
        unit=unit,
        date_text=date_text,
        signatures=form["signatures"],
        plain=plain,
    )
