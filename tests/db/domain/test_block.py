import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain import block as module
from db.domain.address import NodeKind, Own, check_chain
from db.domain.block import Act, BlockPlan, Deviation, Planned, expand
from db.domain.block_text import MOST_IN_RANGE, floors_in, idents_in
from db.domain.errors import BadAddress


def texts(plan: BlockPlan, under: NodeKind | None = NodeKind.DOOR) -> list[str]:
    """Every address of a block from the level below on."""
    block = expand(plan, under)
    return ["".join(own.text for own in chain(block, one)) for one in block]


def chain(block: tuple[Planned, ...], one: Planned) -> list[Own]:
    above = chain(block, block[one.parent]) if one.parent >= 0 else []
    return [*above, one.own]


def rooms(plan: BlockPlan, prefix: str = "") -> list[str]:
    return [text.removeprefix(prefix) for text in texts(plan) if text.startswith(prefix) and text[-1] == "室"]


def refusal(plan: BlockPlan, under: NodeKind | None = NodeKind.DOOR) -> tuple[str, str]:
    with pytest.raises(BadAddress) as refused:
        expand(plan, under)
    return refused.value.field, refused.value.why


def test_buildings_stairs_floors_and_rooms_multiply():
    assert texts(BlockPlan("3幢、A栋", "2", "1~2", rooms=1)) == [
        *("3幢", "3幢2梯", "3幢2梯101室", "3幢2梯201室"),
        *("A幢", "A幢2梯", "A幢2梯101室", "A幢2梯201室"),
    ]


def test_levels_may_be_left_out():
    assert texts(BlockPlan("1-2")) == ["1幢", "2幢"]
    assert texts(BlockPlan(floors="5", rooms=2)) == ["501室", "502室"]
    assert texts(BlockPlan("", "1", "", rooms=2)) == ["1梯"]
    assert texts(BlockPlan("", "1", "3", rooms=0, with_floors=True)) == ["1梯", "1梯3层"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("{层}{序2}", ["1201", "1202"]),
        ("{层}{序}", ["121", "122"]),
        ("{层}{字母}", ["12A", "12B"]),
        ("{层}-{序}", ["12-1", "12-2"]),
        ("{梯}{层}{序}", ["2121", "2122"]),
        ("Ａ{序３}", ["A001", "A002"]),
    ],
)
def test_room_numbers_follow_their_form(form, numbers):
    assert rooms(BlockPlan("1", "2", "12", form=form), "1幢2梯") == [f"{one}室" for one in numbers]


def test_basements_are_below_ground_and_there_is_no_floor_nought():
    assert rooms(BlockPlan(floors="负二层~2", rooms=1)) == ["-201室", "-101室", "101室", "201室"]
    assert [one.floor for one in expand(BlockPlan(floors="B2、地下1", rooms=1), NodeKind.DOOR)] == [-2, -1]


def test_avoided_floors_and_positions_are_passed_over():
    plan = BlockPlan(floors="1~15", rooms=4, skipped_floors="4、13、14", skipped_rooms="4")
    floors = {one.floor for one in expand(plan, NodeKind.DOOR)}
    assert floors == {1, 2, 3, *range(5, 13), 15}
    assert rooms(plan)[:4] == ["101室", "102室", "103室", "105室"]


def test_positions_may_run_on_from_stair_to_stair():
    plan = BlockPlan("1", "1-2", "1", rooms=2, running=True)
    assert rooms(plan) == ["1幢1梯101室", "1幢1梯102室", "1幢2梯103室", "1幢2梯104室"]


def test_running_positions_that_meet_are_refused():
    more = (Deviation(Act.COUNT, stairs="1", value="3"),)
    assert refusal(BlockPlan("1", "1-2", "1", running=True, exceptions=more)) == ("form", "doubled")


def test_a_form_that_gives_two_rooms_one_number_is_refused():
    assert refusal(BlockPlan(floors="1、11", rooms=11, form="{层}{序}")) == ("form", "doubled")


def test_exceptions_change_single_floors_and_the_last_one_wins():
    plan = BlockPlan(
        *("1-2", "1", "1~3"),
        exceptions=(
            Deviation(Act.COUNT, floors="3", value="1"),
            Deviation(Act.NONE, buildings="2", floors="3"),
            Deviation(Act.ROOMS, buildings="1", floors="2", value="201、203A、205~206"),
        ),
    )
    assert rooms(plan, "1幢1梯") == ["101室", "102室", "201室", "203A室", "205室", "206室", "301室"]
    assert rooms(plan, "2幢1梯") == ["101室", "102室", "201室", "202室"]


def test_a_duplex_takes_the_floor_above():
    whole = BlockPlan(floors="1~3", exceptions=(Deviation(Act.DUPLEX, floors="2"),))
    assert rooms(whole) == ["101室", "102室", "201室", "202室"]
    one = BlockPlan(floors="1~3", exceptions=(Deviation(Act.DUPLEX, floors="2", value="1"),))
    assert rooms(one) == ["101室", "102室", "201室", "202室", "302室"]


def test_shops_hang_under_the_building_and_replace_the_floors_rooms():
    plan = BlockPlan("1", "1-2", "1~2", exceptions=(Deviation(Act.SHOPS, floors="1", value="3"),))
    assert texts(plan)[:4] == ["1幢", "1幢101室", "1幢102室", "1幢103室"]
    assert rooms(plan, "1幢1梯") == ["201室", "202室"]
    listed = BlockPlan("1", "1", "1~2", exceptions=(Deviation(Act.SHOPS, floors="1", value="S01~S02"),))
    assert rooms(listed)[:2] == ["1幢S01室", "1幢S02室"]


@pytest.mark.parametrize(
    ("plan", "field", "why"),
    [
        (BlockPlan("一"), "buildings", "unreadable"),
        (BlockPlan("1、1"), "buildings", "doubled"),
        (BlockPlan("5-3"), "buildings", "backwards"),
        (BlockPlan(f"1-{MOST_IN_RANGE + 1}"), "buildings", "range_too_long"),
        (BlockPlan("1", "123"), "stairs", "unreadable"),
        (BlockPlan("1", floors="18~1"), "floors", "backwards"),
        (BlockPlan("1", floors="0"), "floors", "unreadable"),
        (BlockPlan("1", floors="一百二"), "floors", "unreadable"),
        (BlockPlan("1", floors="1", rooms=100), "rooms", "out_of_range"),
        (BlockPlan("1", floors="1", form="{层}"), "form", "form_without_position"),
        (BlockPlan("1", floors="1", form="{户}{序}"), "form", "unknown_token"),
        (BlockPlan("1", floors="1", form="{梯}{序}"), "form", "form_without_level"),
        (BlockPlan("1", floors="1", rooms=27, form="{字母}1"), "form", "too_many_letters"),
        (BlockPlan("1", floors="1", form="{层}号房{序}"), "form", "unreadable"),
        (BlockPlan("1", floors="1", skipped_floors="负一"), "skipped_floors", "unreadable"),
        (BlockPlan(), "plan", "nothing_planned"),
        (BlockPlan("1-500", "1-9", "1~20"), "plan", "too_many"),
        (
            BlockPlan("1", exceptions=(Deviation(Act.NONE, buildings="2"),)),
            "exceptions.0.buildings",
            "not_in_plan",
        ),
        (
            BlockPlan("1", floors="1", exceptions=(Deviation(Act.NONE), Deviation(Act.NONE, floors="2"))),
            "exceptions.1.floors",
            "not_in_plan",
        ),
        (
            BlockPlan("1", floors="1", exceptions=(Deviation(Act.COUNT, value="多"),)),
            "exceptions.0.value",
            "out_of_range",
        ),
        (
            BlockPlan("1", floors="1", exceptions=(Deviation(Act.ROOMS, floors="1"),)),
            "exceptions.0.value",
            "no_text",
        ),
        (
            BlockPlan("1", "1", "1", exceptions=(Deviation(Act.SHOPS, stairs="1", value="2"),)),
            "exceptions.0.stairs",
            "shop_by_stair",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_field(plan, field, why):
    assert refusal(plan) == (field, why)


@pytest.mark.parametrize(
    ("plan", "under", "field"),
    [
        (BlockPlan("1"), NodeKind.BUILDING, "buildings"),
        (BlockPlan("", "1"), NodeKind.STAIR, "stairs"),
        (BlockPlan(floors="1"), None, "floors"),
        (BlockPlan(floors="1"), NodeKind.ROOM, "floors"),
    ],
)
def test_levels_that_the_hierarchy_forbids_are_refused(plan, under, field):
    assert refusal(plan, under) == (field, "wrong_parent")


def test_shops_need_a_building():
    shops = (Deviation(Act.SHOPS, floors="1", value="2"),)
    assert refusal(BlockPlan("", "1", "1", exceptions=shops), None) == ("exceptions", "shop_without_building")
    assert rooms(BlockPlan("", "1", "1", exceptions=shops)) == ["101室", "102室"]


_PLANS = st.builds(
    BlockPlan,
    buildings=st.sampled_from(["", "1", "1-3", "A、B"]),
    stairs=st.sampled_from(["", "1", "1-2"]),
    floors=st.sampled_from(["", "1~3", "-1~2", "3、7"]),
    rooms=st.integers(0, 4),
    skipped_floors=st.sampled_from(["", "2", "4、13、14、24"]),
    skipped_rooms=st.sampled_from(["", "2"]),
    running=st.booleans(),
    with_floors=st.booleans(),
    exceptions=st.lists(
        st.builds(
            Deviation, st.sampled_from([Act.NONE, Act.COUNT, Act.DUPLEX, Act.SHOPS]), value=st.just("1")
        ),
        max_size=2,
    ).map(tuple),
)


@given(_PLANS, st.sampled_from([NodeKind.DOOR, NodeKind.BUILDING, None]))
def test_every_block_is_in_order_without_doubles_and_allowed_by_the_hierarchy(plan, under):
    above = [] if under is None else [Own(NodeKind.BUILDING, "9")] if under is NodeKind.BUILDING else []
    try:
        block = expand(plan, under)
    except BadAddress:
        return
    seen = set()
    for at, one in enumerate(block):
        assert one.parent < at
        whole = (*above, *chain(block, one))
        if under is not NodeKind.DOOR:
            check_chain(whole)
        key = (one.parent, one.own)
        assert key not in seen
        seen.add(key)
    assert len(block) <= module.MOST


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused(text):
    fields = set()
    for read in (
        lambda: idents_in(NodeKind.BUILDING, text, "buildings"),
        lambda: idents_in(NodeKind.ROOM, text, "rooms"),
        lambda: floors_in(text, "floors"),
        lambda: rooms(BlockPlan(floors="1", form=text)),
    ):
        try:
            read()
        except BadAddress as error:
            fields.add(error.field)
    assert fields <= {"buildings", "rooms", "floors", "form"}
