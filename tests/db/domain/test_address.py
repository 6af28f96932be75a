import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.address import (
    NodeKind,
    Own,
    below_district,
    check_chain,
    door,
    extend_key,
    full_text,
    live_key,
    place_key,
    read_own,
    split_text,
)
from db.domain.errors import BadAddress, BadNumber
from db.domain.number import HouseNumber

CHAIN = (
    door(HouseNumber(81)),
    read_own(NodeKind.BUILDING, "3号楼"),
    read_own(NodeKind.STAIR, "2单元"),
    read_own(NodeKind.ROOM, "501房"),
)


def test_the_full_text_is_written_from_the_city_down_without_subdistrict() -> None:
    assert full_text("思明区", "湖滨南路", CHAIN) == "厦门市思明区湖滨南路81号3幢2梯501室"


@pytest.mark.parametrize(
    ("kind", "written", "text"),
    [
        (NodeKind.DOOR, "12－1号", "12-1号"),
        (NodeKind.DOOR, "12号之二", "12号之二"),
        (NodeKind.BUILDING, "3栋", "3幢"),
        (NodeKind.BUILDING, "3#楼", "3幢"),
        (NodeKind.BUILDING, "a座", "A幢"),
        (NodeKind.BUILDING, "03", "3幢"),
        (NodeKind.STAIR, "2梯位", "2梯"),
        (NodeKind.STAIR, "１", "1梯"),
        (NodeKind.ROOM, "804单元", "804室"),
        (NodeKind.ROOM, " 501 ", "501室"),
        (NodeKind.ROOM, "-101", "-101室"),
        (NodeKind.FLOOR, "B1", "-1层"),
        (NodeKind.FLOOR, "05", "5层"),
    ],
)
def test_a_level_is_read_as_offices_write_it(kind: NodeKind, written: str, text: str) -> None:
    assert read_own(kind, written).text == text


@pytest.mark.parametrize("written", ["5O1室", "A", "", "五零一", "501室502室", "12/3"])
def test_an_unreadable_room_is_refused_with_field_and_text(written: str) -> None:
    with pytest.raises(BadAddress) as refused:
        read_own(NodeKind.ROOM, written)
    assert (refused.value.field, refused.value.text) == ("room", written)


def test_a_door_refuses_what_is_no_number() -> None:
    with pytest.raises(BadNumber):
        read_own(NodeKind.DOOR, "12号号")


def test_the_key_writes_absent_levels_and_never_equals_another_address() -> None:
    room = CHAIN[-1]
    assert live_key(7, (CHAIN[0], room)) == "7|81|-|-|-|501"
    assert live_key(7, (CHAIN[0], room)) != live_key(7, CHAIN)
    assert live_key(7, (door(HouseNumber(12, dash=2)),)) != live_key(7, (door(HouseNumber(12, zhi=2)),))


def test_a_childs_key_grows_out_of_its_parents() -> None:
    key = place_key(7)
    for own in CHAIN:
        key = extend_key(key, own)
    assert key == live_key(7, CHAIN)


@given(st.lists(st.sampled_from(list(NodeKind)), min_size=1, max_size=5))
def test_only_chains_in_order_of_the_levels_are_allowed(kinds: list[NodeKind]) -> None:
    chain = tuple(Own(kind, "1", HouseNumber(1) if kind is NodeKind.DOOR else None) for kind in kinds)
    order = [list(NodeKind).index(kind) for kind in kinds]
    ascending = all(a < b for a, b in itertools.pairwise(order))
    try:
        check_chain(chain)
    except BadAddress:
        allowed = False
    else:
        allowed = True
    starts = kinds[0] in (NodeKind.DOOR, NodeKind.BUILDING, NodeKind.STAIR)
    assert allowed == (ascending and starts)


@given(st.lists(st.integers(1, 99_999), min_size=2, max_size=30, unique=True))
def test_doors_sort_by_number_not_by_text(numbers: list[int]) -> None:
    owns = [door(HouseNumber(n)) for n in numbers]
    by_key = [own.ident for own in sorted(owns, key=lambda own: own.sort_key)]
    assert by_key == [str(n) for n in sorted(numbers)]


def test_suffixed_and_temporary_numbers_sort_behind_their_base() -> None:
    written = ["12", "12-1", "12-2", "12号之一", "临12", "13"]
    keys = [read_own(NodeKind.DOOR, text).sort_key for text in written]
    assert sorted(keys) == keys


def test_a_plain_address_is_split_and_a_doubtful_one_is_not() -> None:
    assert split_text("厦门市思明区湖滨南路12号之二3幢2梯501室") == {
        "district": "思明区",
        "place": "湖滨南路",
        "number": "12号之二",
        "building": "3幢",
        "stair": "2梯",
        "room": "501室",
    }
    assert split_text("思明区湖滨南路旁边的那栋") is None


@pytest.mark.parametrize("front", ["", "福建省", "厦门市", "福建省厦门市思明区", "厦门市思明区", "思明区"])
def test_an_address_is_the_same_below_its_district_however_it_begins(front: str) -> None:
    assert below_district(front + "思明南路8号", "思明区") == "思明南路8号"
