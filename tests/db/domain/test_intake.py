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


def whole(address: str) -> dict[str, str]:
    return {"community": "官任社区", "address": address}


@pytest.mark.parametrize(
    ("address", "place", "levels"),
    [
        ("福建厦门思明区湖滨南路81号3栋二单元三〇一室", "湖滨南路", ["81号", "3幢", "2梯", "301室"]),
        ("思明区湖滨南路81#3#楼301", "湖滨南路", ["81号", "3幢", "301室"]),
        ("湖濱南路８１號之一", "湖滨南路", ["81号之一"]),
        ("湖滨南路81号海滨大厦12层1201室", "湖滨南路", ["81号", "1201室"]),
        ("湖滨南路81号（12楼）", "湖滨南路", ["81号", "12层"]),
        ("思明区iPark花园4号b幢", "iPark花园", ["4号", "B幢"]),
        ("盈翠花园3幢501室", "盈翠花园", ["3幢", "501室"]),
        ("殿前社6组12号", "殿前社6组", ["12号"]),
    ],
)
def test_an_address_however_written_is_taken_when_every_character_is_accounted_for(
    address: str, place: str, levels: list[str]
) -> None:
    target = read_target(whole(address))
    assert (target.place_name, [own.text for own in target.chain]) == (place, levels)
    assert target.written_whole


@pytest.mark.parametrize(
    ("address", "rule", "field", "text"),
    [
        ("湖滨南路81号旁", "note_in_address", "address", "旁"),
        ("湖滨南路81号（原湖滨路12号）", "note_in_address", "address", "原湖滨路12号"),
        ("湖滨南路81号至83号", "range_needs_preview", "number", "81~83"),
        ("湖滨南路81、83号", "range_needs_preview", "number", "81,83"),
        ("湖滨南路81号501-503室", "range_needs_preview", "room", "501~503"),
        ("湖滨南路81号08店面", "bad_room", "room", "08店面"),
        ("漳州市芗城区胜利路12号", "other_city", "address", "漳州市"),
        ("湖滨南路", "unreadable_address", "address", "湖滨南路"),
        ("501室", "unreadable_address", "address", "501室"),
        ("马垅社万达广场176号", "several_places", "address", "万达广场"),
    ],
)
def test_what_an_address_says_besides_is_refused_and_named(
    address: str, rule: str, field: str, text: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_target(whole(address))
    assert (refused.value.rule, refused.value.field, refused.value.text) == (rule, field, text)


@given(st.text(max_size=60))
def test_any_address_is_read_or_refused_never_a_crash(address: str) -> None:
    with suppress(Refused):
        assert read_target(whole(address)).chain
