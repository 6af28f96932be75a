import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.number import HouseNumber, parse_number
from db.domain.numbering import NumberingRules
from db.domain.quality import (
    LONG_RUN,
    RULES,
    DoorRow,
    Finding,
    Problem,
    RoomRow,
    check_doors,
    check_rooms,
)

DISTRICT = NumberingRules()
STREET = 7


def a_street(texts: Iterable[str], place_id: int = STREET) -> list[DoorRow]:
    rows = []
    for at, text in enumerate(texts, start=1):
        number = parse_number(text)
        rows.append(DoorRow(place_id * 1000 + at, place_id, number, "left" if number.odd else "right"))
    return rows


def a_stair(
    floors: Iterable[int], positions: int = 2, stair: str = "3幢1梯", stated: bool = True
) -> list[RoomRow]:
    rooms = [(floor, position) for floor in floors for position in range(1, positions + 1)]
    return [
        RoomRow(at, stair, floor if stated else None, f"{floor}{position:02}")
        for at, (floor, position) in enumerate(rooms, start=1)
    ]


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return sorted((finding.rule, finding.text) for finding in findings)


def doors_told(texts: str, **options: object) -> list[tuple[str, str]]:
    return told(check_doors(a_street(texts.split()), DISTRICT, **options))  # type: ignore[arg-type]


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 2**32))
def test_a_complete_street_in_any_order_has_no_findings(odd: int, even: int, seed: int) -> None:
    mains = [*range(1, 2 * odd, 2), *range(2, 2 * even + 1, 2)]
    rows = a_street(f"{main}号" for main in mains)
    rows += [DoorRow(9000 + main, STREET, HouseNumber(main, dash=1), "") for main in mains[::3]]
    random.Random(seed).shuffle(rows)
    assert list(check_doors(rows, DISTRICT)) == []


@given(st.data())
def test_exactly_the_inner_numbers_taken_away_are_found_missing(data: st.DataObject) -> None:
    mains = list(range(1, 81))
    removed = data.draw(st.sets(st.integers(3, 78), max_size=20))
    rows = a_street(f"{main}号" for main in mains if main not in removed)
    found = list(check_doors(rows, DISTRICT))
    assert sorted(int(finding.text) for finding in found) == sorted(removed)
    assert {finding.rule for finding in found} <= {"number_gap"}
    assert all(
        (finding.group, finding.row, finding.problem) == (STREET, None, Problem.MISSING) for finding in found
    )


@given(st.sets(st.integers(1, 60)), st.booleans())
def test_exactly_the_doors_on_the_wrong_side_are_found(swapped: set[int], deadend: bool) -> None:
    rows = []
    for main in range(1, 61):
        left = ((main % 2 == 1) != (main in swapped)) != deadend
        rows.append(DoorRow(main, STREET, HouseNumber(main), "left" if left else "right"))
    found = list(check_doors(rows, DISTRICT, deadends={STREET} if deadend else ()))
    assert {finding.row for finding in found} == swapped
    assert len(found) == len(swapped)
    assert {finding.rule for finding in found} <= {"wrong_side"}


def test_a_side_with_only_odd_numbers_is_right() -> None:
    assert doors_told("1 3 5 7") == []
    assert doors_told("7 9 11 2") == []


def test_what_is_reserved_or_retired_is_no_gap() -> None:
    assert doors_told("1 9") == [("number_gap", "3"), ("number_gap", "5"), ("number_gap", "7")]
    assert doors_told("1 9", held={STREET: {3, 5}}) == [("number_gap", "7")]
    assert doors_told("1 9", held={STREET: [3, 5, 7], 8: [1]}) == []
    assert len(doors_told("1 9", held={8: {3, 5, 7}})) == 3


def test_streets_do_not_fill_each_others_gaps() -> None:
    rows = a_street(["1号", "5号"], 1) + a_street(["3号", "5号", "7号"], 2)
    assert [(finding.group, finding.text) for finding in check_doors(rows, DISTRICT)] == [(1, "3")]


def test_a_suffix_without_its_base_is_one_finding_and_no_gap() -> None:
    assert doors_told("10 12-1 14") == [("suffix_without_base", "12-1号")]
    assert doors_told("10 12 12-1 12之二 14") == []
    assert doors_told("10 14-1") == [("suffix_without_base", "14-1号")]
    assert doors_told("10 12-1 14", held={STREET: {12}}) == []


def test_two_orphan_suffixes_are_two_rows() -> None:
    found = list(check_doors(a_street(["12-1号", "12号之二"]), DISTRICT))
    assert [(finding.row, finding.params["base"]) for finding in found] == [(7001, "12号"), (7002, "12号")]


def test_a_temporary_number_is_not_judged_but_fills_its_place() -> None:
    assert doors_told("10 临12 14") == []
    assert doors_told("10 临30") == []
    assert doors_told("临12-1") == [("suffix_without_base", "临12-1号")]
    assert list(check_doors([DoorRow(1, STREET, HouseNumber(2, temporary=True), "left")], DISTRICT)) == []


def test_an_unsurveyed_side_is_not_judged() -> None:
    assert (
        list(
            check_doors(
                [DoorRow(1, STREET, HouseNumber(2), ""), DoorRow(2, STREET, HouseNumber(1), "?")], DISTRICT
            )
        )
        == []
    )


def test_the_same_number_twice_breaks_nothing() -> None:
    assert doors_told("1 3 3 5") == []


def test_a_long_run_is_one_finding_with_both_ends() -> None:
    (found,) = check_doors(a_street(["2号", "6788号"]), DISTRICT)
    assert (found.text, found.params) == ("4-6786", {"before": 2, "behind": 6788, "count": 3392})
    short = list(check_doors(a_street(["2号", f"{2 * LONG_RUN + 4}号"]), DISTRICT))
    assert len(short) == LONG_RUN


def test_a_district_that_leaves_out_four_and_thirteen_has_no_gap_there() -> None:
    rows = a_street(["2号", "6号", "11号", "15号", "12号", "16号", "8号"])
    rules = NumberingRules(no_skip=False)
    assert told(check_doors(rows, rules)) == [("number_gap", "10")]
    assert told(check_doors(rows, DISTRICT)) == [("number_gap", text) for text in ("10", "13", "14", "4")]


@given(st.integers(1, 40), st.integers(1, 6), st.integers(1, 5), st.booleans(), st.integers(0, 2**32))
def test_a_complete_stair_in_any_order_has_no_findings(
    top: int, positions: int, first: int, stated: bool, seed: int
) -> None:
    rows = a_stair(range(first, first + top), positions, stated=stated)
    rows += [RoomRow(900, "3幢1梯", None, "店面2"), RoomRow(901, "3幢1梯", -1, "-101")]
    random.Random(seed).shuffle(rows)
    assert list(check_rooms(rows, DISTRICT)) == []


@given(st.data())
def test_exactly_the_rooms_taken_away_are_found_missing(data: st.DataObject) -> None:
    rows = a_stair(range(1, 19), 4)
    cells = st.tuples(st.integers(1, 18), st.integers(1, 3))
    removed = data.draw(st.sets(cells, max_size=9))  # fewer than half of the floors at each position
    gone = {f"{floor}{position:02}" for floor, position in removed}
    found = list(check_rooms([row for row in rows if row.room not in gone], DISTRICT))
    assert sorted(finding.text for finding in found) == sorted(gone)
    assert {finding.rule for finding in found} <= {"room_missing"}


@given(st.sets(st.integers(2, 17), max_size=12), st.booleans())
def test_a_skipped_floor_is_one_finding_and_none_for_its_rooms(skipped: set[int], stated: bool) -> None:
    rows = a_stair([floor for floor in range(1, 19) if floor not in skipped], stated=stated)
    assert told(check_rooms(rows, DISTRICT)) == sorted(("floor_skipped", str(floor)) for floor in skipped)


@given(st.data())
def test_a_misstated_floor_is_one_finding_whatever_was_typed(data: st.DataObject) -> None:
    rows = a_stair(range(1, 13), 2)
    at = data.draw(st.integers(0, len(rows) - 1))
    wrong = data.draw(st.integers(-2, 30).filter(lambda floor: floor != rows[at].floor))
    rows[at] = RoomRow(rows[at].id, rows[at].stair, wrong, rows[at].room)
    (found,) = check_rooms(rows, DISTRICT)
    assert (found.rule, found.row, found.problem) == ("room_floor_mismatch", rows[at].id, Problem.WRONG)
    assert found.params == {"stated": wrong, "told": int(rows[at].room[:-2])}


def test_a_mistyped_room_number_is_one_finding_too() -> None:
    rows = a_stair(range(1, 7), 2)
    rows[8] = RoomRow(rows[8].id, rows[8].stair, 5, "901")  # 501 as 901
    assert told(check_rooms(rows, DISTRICT)) == [("room_floor_mismatch", "901")]


def test_numbers_that_jump_over_the_fourth_floor_are_named_once_each() -> None:
    rows = [RoomRow(floor, "a", floor, f"{floor + (floor >= 4)}01") for floor in range(1, 7)]
    assert [rule for rule, _ in told(check_rooms(rows, DISTRICT))] == ["room_floor_mismatch"] * 3


def test_a_position_of_fewer_than_half_of_the_floors_is_no_plan() -> None:
    shops = [RoomRow(100 + n, "3幢1梯", 1, f"1{n:02}") for n in range(3, 9)]
    assert list(check_rooms(a_stair(range(1, 7)) + shops, DISTRICT)) == []


def test_a_lower_or_higher_stair_beside_is_no_matter() -> None:
    rows = (
        a_stair(range(1, 7), stair="1") + a_stair(range(1, 19), stair="2") + a_stair(range(3, 6), stair="3")
    )
    assert list(check_rooms(rows, DISTRICT)) == []


def test_a_divided_room_stands_for_the_whole_one() -> None:
    rows = [row for row in a_stair(range(1, 7)) if row.room != "302"]
    rows += [RoomRow(50, "3幢1梯", 3, "302A"), RoomRow(51, "3幢1梯", 3, "302-1")]
    assert list(check_rooms(rows, DISTRICT)) == []


@pytest.mark.parametrize("digits", [2, 3])
def test_the_width_of_room_numbers_is_a_rule(digits: int) -> None:
    rules = NumberingRules(room_digits=digits)
    rows = [RoomRow(floor, "a", floor, f"{floor}{1:0{digits}}") for floor in (1, 2, 4)]
    assert told(check_rooms(rows, rules)) == [("floor_skipped", "3")]


def test_a_floor_far_above_is_one_finding() -> None:
    found = list(check_rooms(a_stair([1, 2, 3, 99], positions=1), DISTRICT))
    assert told(found) == [("floor_skipped", "4-98")]


def test_every_rule_has_its_class_and_its_source() -> None:
    assert {rule.name: str(rule.problem) for rule in RULES} == {
        "wrong_side": "错",
        "number_gap": "漏",
        "suffix_without_base": "错",
        "room_missing": "漏",
        "floor_skipped": "错",
        "room_floor_mismatch": "错",
    }
    assert all(rule.sources for rule in RULES)
