import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.han import simplified, syllables
from db.domain.place_card import CITY_SCOPE
from db.domain.place_near import Directory, Likeness, Named

DISTRICT, OTHER = "350203", "350206"


def named(place_id: int, name: str, *, of: str = "", scope: str = CITY_SCOPE) -> Named:
    return Named(place_id, name, of or name, scope, DISTRICT, "approved")


def directory(*names: str | Named) -> Directory:
    entries = [one if isinstance(one, Named) else named(at, one) for at, one in enumerate(names, 1)]
    return Directory(entries, syllables, simplified)


def near(name: str, *names: str | Named, leave_out: int = 0) -> list[tuple[str, str]]:
    found = directory(*names).near(name, CITY_SCOPE, leave_out=leave_out)
    return [(one.named.name, one.likeness.value) for one in found]


@pytest.mark.parametrize(
    ("name", "other", "likeness"),
    [
        ("湖滨南路", "湖滨南路", Likeness.TAKEN),
        ("湖濱南路", "湖滨南路", Likeness.SCRIPT),
        ("胡宾南路", "湖滨南路", Likeness.SAME_SOUND),
        ("湖滨难路", "湖滨南路", Likeness.SAME_SOUND),
        ("福下路", "复夏路", Likeness.SIMILAR_SOUND),
        ("坂禾路", "版未路", Likeness.SIMILAR_SHAPE),
        ("老厦禾路", "厦禾路", Likeness.CONTAINED),
        ("前西路", "莲前西路", Likeness.CONTAINED),
    ],
)
def test_a_name_one_could_mistake_is_told_with_the_reason(name: str, other: str, likeness: Likeness) -> None:
    assert near(name, other) == [(other, likeness.value)]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("莲前西路一里", "莲前西路"),
        ("嘉禾路12巷", "嘉禾路"),
        ("官任一里", "官任二里"),
        ("莲前东路", "莲前西路"),
        ("湖滨南路", "厦禾路"),
        ("金山", "金山村"),
    ],
)
def test_names_that_are_plainly_two_are_not_told(name: str, other: str) -> None:
    assert near(name, other) == []


def test_only_the_same_name_in_the_same_unit_blocks() -> None:
    here, there = named(1, "海滨花园", scope=DISTRICT), named(2, "海滨花园", scope=OTHER)
    alias = named(3, "海滨花园", of="海边花园", scope=DISTRICT)
    found = directory(here, there, alias).near("海滨花园", DISTRICT)
    assert [(one.named.place_id, one.likeness, one.blocks) for one in found] == [
        (1, Likeness.TAKEN, True),
        (2, Likeness.ELSEWHERE, False),
        (3, Likeness.ALIAS, False),
    ]


def test_a_name_is_not_mistaken_for_itself() -> None:
    assert near("湖滨南路", "湖滨南路", named(1, "湖滨难路", of="湖滨南路"), leave_out=1) == []


def test_one_place_is_told_once_for_its_weightiest_reason() -> None:
    assert near("湖濱南路", "湖滨南路") == [("湖滨南路", "script")]


def shipped() -> list[str]:
    with Path("resources/names/roads.csv").open(encoding="utf-8", newline="") as lines:
        return [row["road"] for row in csv.DictReader(lines)]


ROADS = shipped()
BOOK = directory(*ROADS)


@given(st.sampled_from(ROADS))
def test_every_shipped_road_blocks_itself_and_nothing_comes_twice(name: str) -> None:
    found = BOOK.near(name, CITY_SCOPE)
    assert [one.named.name for one in found if one.blocks] == [name]
    assert len({one.named.place_id for one in found}) == len(found) <= 12


@given(st.text(max_size=20))
def test_any_text_may_be_asked_about(text: str) -> None:
    assert all(not one.blocks or one.named.name == text for one in BOOK.near(text, CITY_SCOPE))
