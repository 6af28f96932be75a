from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.importing import Field
from db.domain.intake import Refused, problem_of, read_target

GOOD = {
    "district": "思明区",
    "subdistrict": "筼筜街道",
    "community": "官任社区",
    "street": "湖滨南路",
    "number": "12号",
    "building": "3幢",
    "stair": "2梯",
    "room": "501",
}


def texts(cells: dict[str, str]) -> list[str]:
    return [own.text for own in read_target(cells).chain]


def without(*fields: str) -> dict[str, str]:
    return {name: text for name, text in GOOD.items() if name not in fields}


def test_a_full_record_gives_every_level_and_the_floor_out_of_the_room() -> None:
    target = read_target(GOOD)
    assert texts(GOOD) == ["12号", "3幢", "2梯", "501室"]
    assert (target.place_field, target.place_name, target.floor, target.side) == ("street", "湖滨南路", 5, "")


def test_a_stated_floor_wins_over_the_rooms_number() -> None:
    assert read_target(GOOD | {"floor": "6层"}).floor == 6


def test_a_road_names_the_address_even_when_a_compound_is_written_beside_it() -> None:
    target = read_target(GOOD | {"compound": "海滨花园"})
    assert (target.place_field, target.place_name) == ("street", "湖滨南路")


def test_a_compound_without_number_takes_buildings_directly() -> None:
    cells = without("street", "number") | {"compound": "海滨花园"}
    assert texts(cells) == ["3幢", "2梯", "501室"]


def test_an_address_in_one_column_is_split() -> None:
    cells = {"community": "官任社区", "address": "厦门市思明区湖滨南路12-1号501室"}
    assert texts(cells) == ["12-1号", "501室"]


@pytest.mark.parametrize(
    ("cells", "rule", "field"),
    [
        (without("number"), "missing_number", "number"),
        (without("street"), "missing_place", "street"),
        (GOOD | {"number": "12号号"}, "bad_number", "number"),
        (GOOD | {"number": "A12"}, "bad_number", "number"),
        (GOOD | {"number": "12-18号"}, "range_needs_preview", "number"),
        (GOOD | {"room": "5O1"}, "bad_room", "room"),
        (GOOD | {"stair": "左"}, "bad_stair", "stair"),
        (GOOD | {"building": "东边那栋"}, "bad_building", "building"),
        ({"community": "官任社区", "address": "湖滨南路旁"}, "unreadable_address", "address"),
    ],
)
def test_what_cannot_be_read_is_refused_by_rule_and_field(
    cells: dict[str, str], rule: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_target(cells)
    assert (refused.value.rule, refused.value.field) == (rule, field)


@pytest.mark.parametrize(
    ("rule", "problem"), [("duplicate_row", "重"), ("missing_number", "漏"), ("bad_room", "错")]
)
def test_a_refused_row_counts_as_one_of_the_three_problems(rule: str, problem: str) -> None:
    assert problem_of(rule) == problem


@given(st.dictionaries(st.sampled_from([field.value for field in Field]), st.text(max_size=12)))
def test_any_cells_are_read_or_refused_never_a_crash(cells: dict[str, str]) -> None:
    with suppress(Refused):
        assert read_target(cells).chain
