"""Plate templates: what the shipped ones say, and how a wrong file is refused."""

import json
from typing import Any

import pytest

from db.domain.errors import BadFile
from db.domain.plate import PlateClass, QrMatrix, templates_from_json
from tests.plates import TEMPLATE_FILE, shipped_templates


def test_every_class_is_shipped_with_its_outer_size() -> None:
    sizes = {name: template.outer_mm for name, template in shipped_templates().items()}
    assert sizes == {
        PlateClass.LARGE_DOOR: (600, 400),
        PlateClass.MEDIUM_DOOR: (300, 200),
        PlateClass.SMALL_DOOR: (170, 110),
        PlateClass.BUILDING: (950, 550),
        PlateClass.STAIR: (360, 150),
        PlateClass.ROOM: (120, 80),
    }


def test_no_shipped_template_claims_to_be_verified_and_each_names_its_source() -> None:
    for template in shipped_templates().values():
        assert template.status == "default-unverified"
        assert template.standard_ref


def test_the_small_door_plate_has_no_pinyin() -> None:
    roles = {zone.role for zone in shipped_templates()[PlateClass.SMALL_DOOR].zones}
    assert roles == {"name", "number"}


def test_the_building_number_is_never_lower_than_350_mm() -> None:
    template = shipped_templates()[PlateClass.BUILDING]
    (zone,) = (z for z in template.zones if z.role == "building")
    assert zone.min_mm * 0.733 >= 350


def a_file(**changes: Any) -> str:
    data = json.loads(TEMPLATE_FILE.read_text(encoding="utf-8"))
    small = data["classes"]["small_door"]
    for name, value in changes.items():
        if value is None:
            del small[name]
        else:
            small[name] = value
    data["classes"] = {"small_door": small}
    return json.dumps(data)


def a_zone(**changes: Any) -> dict[str, Any]:
    zone = {"role": "number", "box": [0, 0.5, 0.6, 0.4], "min_mm": 10, "max_mm": 40, "colour": "white"}
    return zone | {"dominant": True} | changes


@pytest.mark.parametrize(
    ("changes", "why", "column"),
    [
        ({"width_mm": None}, "missing_field", "classes.small_door.width_mm"),
        ({"width_mm": "150"}, "out_of_range", "classes.small_door.width_mm"),
        ({"width_mm": float("nan")}, "out_of_range", "classes.small_door.width_mm"),
        ({"status": "good"}, "unknown_value", "classes.small_door.status"),
        ({"standard_ref": " "}, "not_a_text", "classes.small_door.standard_ref"),
        ({"ground": "green"}, "unknown_value", "classes.small_door.ground"),
        ({"frame_mm": 11}, "wider_than_border", "classes.small_door.frame_mm"),
        ({"qr_mm": [104, 43, 40]}, "not_a_rectangle", "classes.small_door.qr_mm"),
        ({"qr_mm": [104, 43, 40, 30]}, "not_square", "classes.small_door.qr_mm"),
        ({"qr_mm": [120, 43, 40, 40]}, "outside_graphic_area", "classes.small_door.qr_mm"),
        ({"qr_mm": [80, 43, 40, 40]}, "overlaps", "classes.small_door.zones[1].box"),
        ({"zones": "none"}, "not_a_list", "classes.small_door.zones"),
        ({"zones": [1]}, "not_an_object", "classes.small_door.zones[0]"),
        ({"zones": []}, "not_one_dominant", "classes.small_door.zones"),
        ({"zones": [a_zone(role="slogan")]}, "unknown_value", "classes.small_door.zones[0].role"),
        ({"zones": [a_zone(min_mm=50)]}, "larger_than_max", "classes.small_door.zones[0].min_mm"),
        ({"zones": [a_zone(required=1)]}, "not_true_or_false", "classes.small_door.zones[0].required"),
        ({"zones": [a_zone(bold=True)]}, "unknown_field", "classes.small_door.zones[0].bold"),
        (
            {"zones": [a_zone(), a_zone(box=[0, 0, 0.6, 0.4], dominant=False)]},
            "role_twice",
            "classes.small_door.zones",
        ),
    ],
)
def test_a_wrong_field_is_named_by_its_path(changes: dict[str, Any], why: str, column: str) -> None:
    with pytest.raises(BadFile) as caught:
        templates_from_json(a_file(**changes), "mine.json")
    assert (caught.value.file, caught.value.why, caught.value.column) == ("mine.json", why, column)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not_json"),
        ("[]", "not_an_object"),
        ('{"version": "1", "colours": [], "classes": {}}', "not_an_object"),
        ('{"version": "1", "colours": {"a": "blue"}, "classes": {}}', "not_a_colour"),
        ('{"version": "1", "colours": {}, "classes": {"lamp": {}}}', "unknown_class"),
    ],
)
def test_a_file_of_another_shape_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadFile) as caught:
        templates_from_json(text)
    assert caught.value.why == why


def test_dark_runs_cover_exactly_the_dark_modules() -> None:
    matrix = QrMatrix("x", "Q", 0, (0b1101, 0b0000, 0b0001, 0b1111))
    drawn = {(y, x + i) for y, x, length in matrix.runs() for i in range(length)}
    assert drawn == {(0, 0), (0, 1), (0, 3), (2, 3), (3, 0), (3, 1), (3, 2), (3, 3)}
    assert len(list(matrix.runs())) == 4
