import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.domain.errors import BadFile
from db.domain.number import HouseNumber, parse_number
from db.domain.numbering import rules_from_json
from db.domain.quality import DoorRow, RoomRow, check_doors, check_rooms
from desktop.sample.faults import plant_faults
from desktop.sample.kit import make_kit
from desktop.sample.model import Address
from desktop.sample.names import SHIPPED_NAMES, check_names
from desktop.sample.plan import MIN_ADDRESSES, fill_villages, make_plan

SHIPPED_RULES = SHIPPED_NAMES.parent / "rules"


@given(total=st.integers(MIN_ADDRESSES, 3300), seed=st.integers(0, 2**32))
def test_any_count_and_seed_gives_exactly_that_many_distinct_addresses(total: int, seed: int) -> None:
    rng = random.Random(seed)
    plan = make_plan(total, rng)
    problems = plant_faults(plan, total, rng)
    fill_villages(plan, total, rng)
    addresses = plan.addresses()
    assert len(addresses) == len(set(addresses)) == len({a.text for a in addresses}) == total
    assert all(lane.doors for lane in plan.lanes)
    assert any(door.number.temporary for village in plan.villages for door in village.doors)
    assert len({p.address for p in problems}) == len(problems)


@given(total=st.sampled_from((300, 451, 2999, 3000, 8600)), seed=st.integers(0, 2**32))
@settings(max_examples=12)
def test_the_quality_rules_find_what_was_planted_and_nothing_else(total: int, seed: int) -> None:
    rng = random.Random(seed)
    plan = make_plan(total, rng)
    problems = plant_faults(plan, total, rng)
    fill_villages(plan, total, rng)
    doors = dict(enumerate(plan.doors()))
    rooms = dict(
        enumerate((d, g, floor, room) for d in doors.values() for g in d.groups for floor, room in g.rooms())
    )
    places = {place: at for at, place in enumerate({door.place for door in doors.values()})}
    names = {at: place for place, at in places.items()}
    rules = rules_from_json((SHIPPED_RULES / "numbering.json").read_text(encoding="utf-8"))
    found = []
    for fact in check_doors((DoorRow(i, places[d.place], d.number, d.side) for i, d in doors.items()), rules):
        missing = f"厦门市思明区{names[int(str(fact.group))]}{fact.text}号"
        found.append((fact.rule, missing if fact.row is None else doors[fact.row].address.text))
    for fact in check_rooms(
        (RoomRow(i, d.address_of(g).text, floor, room) for i, (d, g, floor, room) in rooms.items()), rules
    ):
        group = str(fact.group)
        if fact.rule == "room_missing":
            group += f"{fact.text}室"
        elif fact.row is not None:
            door, stair, _, room = rooms[fact.row]
            group = door.address_of(stair, room).text
        found.append((fact.rule, group))
    assert sorted(found) == sorted((p.rule, p.address) for p in problems)


def test_the_full_estate_has_twelve_buildings_of_three_stairs_eighteen_floors_two_rooms() -> None:
    estate = make_plan(8600, random.Random(0)).estate
    assert estate.address.text == "厦门市思明区湖滨南路88号"
    assert {(g.building, g.stair) for g in estate.groups} == {(b, s) for b in range(1, 13) for s in (1, 2, 3)}
    assert sum(len(list(g.rooms())) for g in estate.groups) == 1296


def test_the_full_text_leaves_absent_levels_out() -> None:
    number = HouseNumber(12)
    assert Address("湖滨南路", number, 3, 2, "501").text == "厦门市思明区湖滨南路12号3幢2梯501室"
    assert Address("湖滨一里", parse_number("12"), room="501").text == "厦门市思明区湖滨一里12号501室"
    assert Address("茂后社", HouseNumber(12, temporary=True)).text == "厦门市思明区茂后社临12号"
    assert Address("莲岳路", HouseNumber(12, zhi=2)).text == "厦门市思明区莲岳路12号之二"


def test_too_few_addresses_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="300"):
        make_kit(tmp_path, addresses=MIN_ADDRESSES - 1)


def test_a_missing_list_of_names_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as caught:
        check_names(tmp_path)
    assert (caught.value.file, caught.value.why) == ("roads.csv", "not_found")


@pytest.mark.parametrize(
    ("file", "old", "new", "detail"),
    [
        ("roads.csv", "湖滨南路", "湖滨南街", "road"),
        ("roads.csv", "嘉禾路", "莲越路", "misspelt road"),
        ("divisions.csv", "西郭社区", "西国社区", "community"),
        ("divisions.csv", "四里社区", "海湾社区", "community"),
    ],
)
def test_a_name_the_shipped_lists_do_not_bear_out_is_refused(
    tmp_path: Path, file: str, old: str, new: str, detail: str
) -> None:
    for name in ("roads.csv", "divisions.csv"):
        shutil.copy(SHIPPED_NAMES / name, tmp_path / name)
    text = (tmp_path / file).read_text(encoding="utf-8")
    (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        check_names(tmp_path)
    assert (caught.value.file, caught.value.detail) == (file, detail)
