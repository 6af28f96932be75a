from hypothesis import given
from hypothesis import strategies as st

from db.domain.address import NodeKind, Own, door, live_key
from db.domain.number import HouseNumber
from db.domain.place import PlaceKind
from db.domain.plate import PlateClass
from db.domain.plate_face import (
    PlaceFace,
    chain_of,
    class_of,
    local_text,
    number_pinyin,
    street_order,
    texts_of,
)

numbers = st.builds(
    HouseNumber,
    main=st.integers(100, 99_999),
    dash=st.integers(0, 99),
    zhi=st.integers(0, 99),
    temporary=st.booleans(),
)
chains = st.builds(
    lambda number, building, stair, room: tuple(
        part
        for part in (
            door(number),
            Own(NodeKind.BUILDING, building) if building else None,
            Own(NodeKind.STAIR, stair) if stair else None,
            Own(NodeKind.ROOM, room) if room else None,
        )
        if part
    ),
    numbers,
    st.sampled_from(["", "3", "A", "12B"]),
    st.sampled_from(["", "1", "12"]),
    st.sampled_from(["", "501", "-101", "1204A"]),
)


@given(chains, st.integers(1, 2**62))
def test_a_key_gives_back_the_levels_it_was_made_of(chain: tuple[Own, ...], place_id: int) -> None:
    assert chain_of(live_key(place_id, chain)) == chain


@given(chains)
def test_the_texts_of_a_plate_say_every_level_once(chain: tuple[Own, ...]) -> None:
    said = texts_of(PlaceFace("湖滨南路", "street", "Húbīn Nánlù"), chain)
    own = chain[-1]
    whole = (
        said.address
        + {
            NodeKind.DOOR: said.name + said.number,
            NodeKind.BUILDING: said.building + "幢",
            NodeKind.STAIR: said.stair,
            NodeKind.ROOM: said.room,
        }[own.kind]
    )
    assert whole == local_text("湖滨南路", chain)


def test_classes_follow_the_kind_of_place_and_the_number() -> None:
    plain, suffixed = (door(HouseNumber(12)),), (door(HouseNumber(12, dash=1)),)
    temporary = (door(HouseNumber(12, temporary=True)),)
    assert [class_of(kind, plain) for kind in PlaceKind] == [
        PlateClass.LARGE_DOOR,
        PlateClass.SMALL_DOOR,
        PlateClass.LARGE_DOOR,
        PlateClass.LARGE_DOOR,
        PlateClass.SMALL_DOOR,
    ]
    assert {class_of(kind, chain) for kind in PlaceKind for chain in (suffixed, temporary)} == {
        PlateClass.SMALL_DOOR
    }
    below = [Own(kind, "1") for kind in (NodeKind.BUILDING, NodeKind.STAIR, NodeKind.FLOOR, NodeKind.ROOM)]
    assert [class_of("street", (*plain, own)) for own in below] == [
        PlateClass.BUILDING,
        PlateClass.STAIR,
        None,
        PlateClass.ROOM,
    ]


def test_a_compound_without_a_gate_number_names_itself_on_its_buildings() -> None:
    said = texts_of(PlaceFace("盈翠花园", "compound", "Yíngcuì Huāyuán"), (Own(NodeKind.BUILDING, "3"),))
    assert (said.name, said.pinyin, said.building) == ("盈翠花园", "Yíngcuì Huāyuán", "3")


def test_house_numbers_among_pinyin_keep_their_figures() -> None:
    assert number_pinyin(HouseNumber(88)) == "88 Hào"
    assert number_pinyin(HouseNumber(12, dash=1)) == "12-1 Hào"
    assert number_pinyin(HouseNumber(12, zhi=2)) == "12 Hào zhī 2"
    assert number_pinyin(HouseNumber(5, temporary=True)) == "Lín 5 Hào"


def test_a_house_comes_before_its_rooms_and_they_before_the_next_house() -> None:
    keys = ["1|2|-|-|-|-", "1|10|-|-|-|-", "1|2|-|-|-|101", "1|2|1|-|-|-", "1|2-1|-|-|-|-", "1|2|1|2|-|501"]
    ordered = sorted(keys, key=lambda key: street_order(chain_of(key)))
    assert ordered == [keys[0], keys[3], keys[5], keys[2], keys[4], keys[1]]
