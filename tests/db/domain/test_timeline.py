"""Names, differences and events in time, without a store."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.address import NodeKind, read_own
from db.domain.timeline import (
    FOREVER,
    AddressOn,
    Changed,
    Difference,
    Event,
    FormerName,
    Happening,
    Line,
    Tally,
    Version,
    differences,
    in_order,
    name_on,
    spans,
    street_order,
    turns,
)

DOOR = AddressOn(
    *(7, "door", 1, 1, "湖滨南路", "思明区", "筼筜街道", "官任社区", "350203005001"),
    *((), "12号", "厦门市思明区湖滨南路12号", "approved", "exists"),
)


def former(name: str, first: str, until: str) -> FormerName:
    return FormerName(name, f"{first}-01-01", f"{until}-01-01")


def test_a_version_holds_until_the_day_before_its_end() -> None:
    one = Version(
        *(7, "350203", "2020-01-01", "2021-01-01", "door", 1, 1, "350203005001"),
        *("12号", "approved", "exists"),
    )
    assert [one.holds(day) for day in ("2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01")] == [
        *(False, True, True, False)
    ]


@pytest.mark.parametrize(
    ("day", "name"),
    [("2017-05-05", "甲路"), ("2019-05-05", "甲路"), ("2021-05-05", "乙路"), ("2022-01-01", "丙路")],
)
def test_a_place_is_called_what_it_was_called(day: str, name: str) -> None:
    names = [former("甲路", "2018", "2020"), former("乙路", "2020", "2022")]
    assert name_on("丙路", names, day) == name
    assert name_on("丙路", reversed(names), day) == name


def test_a_name_taken_up_again_does_not_cover_the_one_between() -> None:
    names = [former("甲路", "2018", "2024"), former("乙路", "2020", "2022")]
    assert [name_on("丙路", names, f"{year}-06-01") for year in (2019, 2021, 2023, 2024)] == [
        *("甲路", "乙路", "甲路", "丙路")
    ]


def test_a_place_never_renamed_has_one_name() -> None:
    assert name_on("湖滨南路", [], "1900-01-01") == "湖滨南路"


@given(st.lists(st.integers(1, 99_999), min_size=2, max_size=6))
def test_doors_stand_in_the_order_of_their_numbers(numbers: list[int]) -> None:
    ordered = sorted((f"{n}号" for n in numbers), key=lambda text: street_order("door", text))
    assert ordered == [f"{n}号" for n in sorted(numbers)]


def test_order_is_that_of_the_register_and_an_odd_text_comes_last() -> None:
    assert street_order("building", "3幢") == read_own(NodeKind.BUILDING, "3幢").sort_key
    assert street_order("room", "看不懂") > street_order("room", "9999室")


def kinds(before: AddressOn | None, after: AddressOn | None) -> list[Difference]:
    return [one.kind for one in differences(before, after)]


def test_what_is_new_and_what_is_gone() -> None:
    assert differences(None, DOOR) == (Changed(Difference.BORN, "", "approved"),)
    assert differences(DOOR, None) == (Changed(Difference.GONE, "approved", ""),)
    assert differences(None, None) == ()
    assert differences(DOOR, DOOR) == ()


@pytest.mark.parametrize("ended", ["merged", "cancelled", "void"])
def test_an_ended_state_is_gone_and_any_other_a_state(ended: str) -> None:
    assert kinds(DOOR, replace(DOOR, legal=ended)) == [Difference.GONE]
    assert kinds(DOOR, replace(DOOR, legal="suspended")) == [Difference.STATE]
    assert kinds(replace(DOOR, legal="cancelled"), replace(DOOR, legal=ended)) in (*([], [Difference.STATE]),)


def test_each_change_is_told_and_the_text_only_when_nothing_else_is() -> None:
    text = "厦门市思明区湖滨南路14号"
    assert kinds(DOOR, replace(DOOR, own_text="14号", full_text=text)) == [Difference.RENUMBERED]
    room = replace(DOOR, kind="room", own_text="501室")
    assert kinds(room, replace(room, own_text="502室")) == [Difference.RENAMED]
    assert kinds(DOOR, replace(DOOR, parent_id=9, full_text=text)) == [Difference.MOVED]
    assert kinds(DOOR, replace(DOOR, community_code="350203005002", community="仙阁社区")) == [
        Difference.AREA
    ]
    assert kinds(DOOR, replace(DOOR, existence="demolished")) == [Difference.EXISTENCE]
    assert kinds(DOOR, replace(DOOR, full_text=text)) == [Difference.RETEXTED]
    everything = replace(DOOR, own_text="14号", parent_id=9, legal="merged", existence="demolished")
    assert set(kinds(DOOR, everything)) == {
        *(Difference.RENUMBERED, Difference.MOVED, Difference.GONE, Difference.EXISTENCE)
    }


def test_periods_join_days_on_which_nothing_changed_and_tell_their_turns() -> None:
    later = replace(DOOR, own_text="14号")
    by_day = {"2020-01-01": DOOR, "2020-02-01": DOOR, "2020-03-01": later}
    found = spans([*reversed(by_day), "2019-01-01"], by_day.get)
    assert [(one.valid_from, one.valid_to, one.address) for one in found] == [
        ("2020-01-01", "2020-03-01", DOOR),
        ("2020-03-01", FOREVER, later),
    ]
    assert [(one.on, one.kind, one.before, one.after) for one in turns(found)] == [
        ("2020-01-01", Difference.BORN, "", "approved"),
        ("2020-03-01", Difference.RENUMBERED, "12号", "14号"),
    ]
    assert spans([], by_day.get) == ()


def test_on_one_day_what_it_became_stands_before_who_wrote_it() -> None:
    entry = Event("2020-01-01", Happening.ENTRY, at="2020-01-01T01:00:00.000000Z")
    born = Event("2020-01-01", Difference.BORN)
    earlier = Event("2019-12-31", Happening.FILED, at="2019-12-31T01:00:00.000000Z")
    assert in_order([entry, born, earlier]) == (earlier, born, entry)


def test_a_line_counts_once_for_each_kind() -> None:
    tally = Tally()
    moved = Changed(Difference.MOVED, "", "")
    tally.add(Line(7, "", "door", "", "", (moved, moved, Changed(Difference.STATE, "", ""))))
    assert tally.counts == {Difference.MOVED: 1, Difference.STATE: 1}
