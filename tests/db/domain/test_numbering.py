import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.errors import BadFile, BadNumber
from db.domain.number import HouseNumber, parse_number
from db.domain.numbering import (
    NumberingRules,
    Proposal,
    Reason,
    Side,
    SlotStatus,
    free_again_on,
    odd_side,
    propose,
    reserve_count,
    room_parts,
    room_text,
    rules_from_json,
)

SHIPPED = Path("resources/rules/numbering.json").read_text(encoding="utf-8")
RULES = NumberingRules()
LIVE, RESERVED, RETIRED = SlotStatus.LIVE, SlotStatus.RESERVED, SlotStatus.RETIRED


def street(
    live: str = "", reserved: str = "", retired: str = "", pending: str = ""
) -> dict[HouseNumber, SlotStatus]:
    parts = ((live, LIVE), (reserved, RESERVED), (retired, RETIRED), (pending, SlotStatus.PENDING))
    return {parse_number(text): status for texts, status in parts for text in texts.split()}


def numbers(proposals: list[Proposal]) -> list[str]:
    return [proposal.number.key for proposal in proposals]


def test_shipped_rules_are_the_defaults_and_every_switch_tells_its_source() -> None:
    rules = rules_from_json(SHIPPED)
    for note in rules.notes:
        assert getattr(rules, note.key) == getattr(RULES, note.key)
        assert note.source
        assert note.status == "default-unverified"
    assert rules.note("left_odd") in rules.notes
    assert rules.note("nothing") is None


def damaged(change: str) -> str:  # one way of breaking the shipped file
    body = json.loads(SHIPPED)
    rows = body["rules"]
    match change:
        case "doubled":
            rows.append(rows[0])
        case "missing":
            del rows[5]
        case "no source":
            rows[0]["source"] = ""
        case "no value":
            del rows[0]["value"]
        case "bad version":
            rows[0]["version"] = "one"
        case "bad status":
            rows[0]["status"] = "sure"
        case "head":
            body = {"version": "1", "rules": rows}
        case _:
            key, value = change.split("=")
            next(row for row in rows if row["key"] == key)["value"] = json.loads(value)
    return json.dumps(body)


@pytest.mark.parametrize(
    ("change", "why", "column"),
    [
        ("doubled", "doubled_row", "key"),
        ("missing", "missing_row", "left_odd"),
        ("no source", "unknown_value", "source"),
        ("no value", "unknown_value", "scope"),
        ("bad version", "unknown_value", "version"),
        ("bad status", "unknown_value", "status"),
        ("head", "not_a_rule_file", ""),
        ('left_odd="odd"', "unknown_value", "left_odd"),
        ("reserve_m=true", "unknown_value", "reserve_m"),
        ("reserve_m=-1", "unknown_value", "reserve_m"),
        ("reserve_m=null", "unknown_value", "reserve_m"),
        ("room_digits=1", "unknown_value", "room_digits"),
        ('suffix="letter"', "unknown_value", "suffix"),
        ("cooldown_years=1.5", "unknown_value", "cooldown_years"),
    ],
)
def test_a_broken_rule_file_is_refused_by_row_and_key(change: str, why: str, column: str) -> None:
    with pytest.raises(BadFile) as caught:
        rules_from_json(damaged(change), "own.json")
    assert (caught.value.file, caught.value.why, caught.value.column) == ("own.json", why, column)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1, "rules": 3}', '{"version": 1, "rules": [7]}']
)
def test_what_is_no_rule_file_is_refused(text: str) -> None:
    with pytest.raises(BadFile):
        rules_from_json(text)


def test_parity_follows_direction_compass_and_dead_ends() -> None:
    assert odd_side(RULES, Side.LEFT)
    assert not odd_side(RULES, Side.RIGHT)
    assert not odd_side(NumberingRules(left_odd=False), Side.LEFT)
    assert odd_side(RULES, Side.RIGHT, deadend=True)
    assert not odd_side(RULES, Side.LEFT, deadend=True)
    assert [odd_side(RULES, side) for side in (Side.NORTH, Side.SOUTH, Side.WEST, Side.EAST)] == [
        True,
        False,
    ] * 2


@given(
    st.builds(NumberingRules, left_odd=st.booleans(), north_odd=st.booleans(), west_odd=st.booleans()),
    st.booleans(),
)
def test_facing_sides_never_share_a_parity(rules: NumberingRules, deadend: bool) -> None:
    for one, other in ((Side.LEFT, Side.RIGHT), (Side.NORTH, Side.SOUTH), (Side.WEST, Side.EAST)):
        assert odd_side(rules, one, deadend=deadend) != odd_side(rules, other, deadend=deadend)


def test_an_empty_side_starts_with_its_first_number() -> None:
    found = propose(RULES, Side.LEFT, 3, {})
    assert numbers(found) == ["1", "3", "5"]
    assert [one.reason for one in found] == [Reason.FIRST, Reason.NEXT, Reason.NEXT]
    assert numbers(propose(RULES, Side.RIGHT, 2, street("1 3 5"))) == ["2", "4"]


def test_a_gap_comes_before_the_end_of_the_street() -> None:
    found = propose(RULES, Side.LEFT, 3, street("5 7 11"))
    assert numbers(found) == ["9", "13", "15"]
    assert [(one.reason, str(one.after)) for one in found] == [
        (Reason.GAP, "7号"),
        (Reason.NEXT, "11号"),
        (Reason.NEXT, "13号"),
    ]


def test_reserved_retired_and_pending_numbers_are_passed_over_and_named() -> None:
    taken = street(live="1 11", reserved="3", retired="5", pending="7")
    (found,) = propose(RULES, Side.LEFT, 1, taken)
    assert (found.number, found.reason, str(found.after)) == (HouseNumber(9), Reason.GAP, "7号")
    (found,) = propose(RULES, Side.LEFT, 1, {**taken, HouseNumber(7): RETIRED, HouseNumber(9): RESERVED})
    assert found.number == HouseNumber(13)
    (found,) = propose(RULES, Side.LEFT, 1, street(live="1", reserved="3", retired="5"))
    assert [(number.key, holder) for number, holder in found.passed_over] == [("3", RESERVED), ("5", RETIRED)]
    assert {"N06", "N25"} <= set(found.rules)


def test_four_thirteen_and_fourteen_are_given_unless_the_district_leaves_them_out() -> None:
    assert numbers(propose(RULES, Side.RIGHT, 7, {})) == ["2", "4", "6", "8", "10", "12", "14"]
    avoiding = NumberingRules(no_skip=False)
    assert numbers(propose(avoiding, Side.RIGHT, 7, {})) == ["2", "6", "8", "10", "12", "16", "18"]
    assert numbers(propose(avoiding, Side.LEFT, 2, street("1 11"))) == ["3", "5"]


def test_a_temporary_number_keeps_its_main_number_off_the_list() -> None:
    assert numbers(propose(RULES, Side.RIGHT, 2, street("2 临4 6"))) == ["8", "10"]


def test_an_infill_takes_the_adjacent_reserved_number_first() -> None:
    found = propose(RULES, Side.RIGHT, 3, street(live="10 14", reserved="12"), after=HouseNumber(10))
    assert numbers(found) == ["12", "10-1", "10-2"]
    assert [one.reason for one in found] == [Reason.RESERVED, Reason.SUFFIX, Reason.SUFFIX]
    assert [str(one.after) for one in found] == ["10号", "10号", "10-1号"]


def test_an_infill_without_room_takes_a_suffix_of_the_districts_style() -> None:
    taken = street("10 10-1 10之2 12", retired="10-3")
    assert numbers(propose(RULES, Side.RIGHT, 2, taken, after=HouseNumber(10))) == ["10-4", "10-5"]
    zhi = NumberingRules(suffix="zhi")
    assert numbers(propose(zhi, Side.RIGHT, 1, taken, after=HouseNumber(10, dash=1))) == ["10之4"]


def test_an_infill_passes_a_retired_number_but_no_occupied_one() -> None:
    taken = street(live="10 18", reserved="14 20", retired="12", pending="16")
    found = propose(RULES, Side.RIGHT, 2, taken, after=HouseNumber(10))
    assert numbers(found) == ["14", "10-1"]
    assert found[0].passed_over == ((HouseNumber(12), RETIRED),)


@pytest.mark.parametrize(
    ("after", "why"), [("11", "wrong_side"), ("12", "unknown_neighbour"), ("临14", "temporary_neighbour")]
)
def test_an_infill_needs_a_neighbour_on_its_side(after: str, why: str) -> None:
    with pytest.raises(BadNumber) as caught:
        propose(RULES, Side.RIGHT, 1, street("10 11 临14"), after=parse_number(after))
    assert caught.value.why == why


@pytest.mark.parametrize("count", [0, -1, 2_001])
def test_the_count_has_limits(count: int) -> None:
    with pytest.raises(BadNumber) as caught:
        propose(RULES, Side.LEFT, count, {})
    assert caught.value.why == "count_out_of_range"


def test_a_full_street_says_so() -> None:
    with pytest.raises(BadNumber) as caught:
        propose(RULES, Side.LEFT, 1, street("99999"))
    assert caught.value.why == "street_full"
    assert numbers(propose(RULES, Side.LEFT, 1, street("99999"), after=HouseNumber(99999))) == ["99999-1"]


house_numbers = st.builds(
    HouseNumber, st.integers(1, 40), dash=st.integers(0, 2), zhi=st.just(0), temporary=st.booleans()
)


@given(
    st.dictionaries(house_numbers, st.sampled_from(SlotStatus), max_size=30),
    st.sampled_from(Side),
    st.integers(1, 12),
    st.booleans(),
    st.data(),
)
def test_proposals_are_free_distinct_and_on_their_side(
    taken: dict[HouseNumber, SlotStatus], side: Side, count: int, deadend: bool, data: st.DataObject
) -> None:
    odd = odd_side(RULES, side, deadend=deadend)
    neighbours = [number for number in taken if number.odd == odd and not number.temporary]
    after = data.draw(st.sampled_from([None, *neighbours]))
    found = propose(RULES, side, count, taken, after=after, deadend=deadend)
    assert len({one.number for one in found}) == count
    for one in found:
        assert one.number.odd == odd
        holder = taken.get(one.number)
        assert holder is None or (after is not None and holder is RESERVED and one.reason is Reason.RESERVED)
        assert one.rules


@given(st.sets(st.integers(1, 60)), st.integers(1, 20))
def test_without_an_infill_the_side_becomes_complete(mains: set[int], count: int) -> None:
    taken = {HouseNumber(main): LIVE for main in mains}
    given_out = {one.number.main for one in propose(RULES, Side.LEFT, count, taken)}
    odd = sorted(given_out | {main for main in mains if main % 2})
    holes = set(range(odd[0], odd[-1], 2)) - set(odd)
    assert not holes or max(given_out) < min(holes)


@pytest.mark.parametrize(("length", "wanted"), [(40, 10), (43.9, 10), (3.9, 0), (0, 0), (-5, 0)])
def test_a_wall_reserves_one_number_for_each_four_metres(length: float, wanted: int) -> None:
    assert reserve_count(RULES, length) == wanted
    assert reserve_count(NumberingRules(reserve_m=0), length) == 0


def test_a_retired_number_rests_for_years_or_for_ever() -> None:
    assert free_again_on(RULES, date(2020, 5, 1)) is None
    five = NumberingRules(cooldown_years=5)
    assert free_again_on(five, date(2020, 5, 1)) == date(2025, 5, 1)
    assert free_again_on(five, date(2020, 2, 29)) == date(2025, 3, 1)
    assert free_again_on(NumberingRules(cooldown_years=0), date(2020, 2, 29)) == date(2020, 2, 29)


@given(st.integers(-3, 60).filter(bool), st.integers(1, 99))
def test_a_room_number_reads_back_as_floor_and_position(floor: int, position: int) -> None:
    assert room_parts(room_text(RULES, floor, position)) == (floor, position, True)


@pytest.mark.parametrize(("floor", "position"), [(0, 1), (3, 0), (3, 100)])
def test_a_room_outside_the_scheme_cannot_be_numbered(floor: int, position: int) -> None:
    with pytest.raises(BadNumber):
        room_text(RULES, floor, position)
    with pytest.raises(BadNumber):
        room_text(NumberingRules(below_ground=False), -1, 1)


@pytest.mark.parametrize(
    ("room", "parts"),
    [
        ("1203", (12, 3, True)),
        ("101室", (1, 1, True)),
        ("101A", (1, 1, False)),
        ("101-1", (1, 1, False)),
        ("1001单元", (10, 1, False)),
        ("-101", (-1, 1, True)),
        ("100", None),
        ("01", None),
        ("5", None),
        ("011", None),
        ("店面2", None),
        ("A101", None),
        ("", None),
    ],
)
def test_room_texts_are_read_by_the_scheme(room: str, parts: tuple[int, int, bool] | None) -> None:
    assert room_parts(room) == parts
