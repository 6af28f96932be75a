from collections.abc import Iterable
from datetime import date
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from db.domain.address import NodeKind, extend_key, place_key, read_own
from db.domain.block import BlockPlan, expand
from db.domain.block_check import Checked, Here, Known, Refusal, Standing, check, tally

GROUND = extend_key(place_key(7), read_own(NodeKind.DOOR, "8号"))
HERE = Here(GROUND, "C1", date(2026, 11, 22))
PLAN = BlockPlan("1", "1", "1~2", rooms=1)
_KINDS = {"幢": NodeKind.BUILDING, "梯": NodeKind.STAIR, "层": NodeKind.FLOOR, "室": NodeKind.ROOM}


def known(chain: str, legal: str = "approved", community: str = "C1", free_on: date | None = None) -> Known:
    """An address of the register by its levels: ``1幢/1梯/101室``."""
    key = GROUND
    for part in chain.split("/"):
        key = extend_key(key, read_own(_KINDS[part[-1]], part))
    return Known(crc32(key.encode()), _KINDS[chain[-1]].value, key, chain, legal, community, free_on)


def checked(register: Iterable[Known], plan: BlockPlan = PLAN) -> dict[str, Checked]:
    """What becomes of each address, by its own part."""
    block = expand(plan, NodeKind.DOOR)
    found = check(block, HERE, register)
    return {one.own.text: said for one, said in zip(block, found, strict=True)}


def refusals(register: Iterable[Known], plan: BlockPlan = PLAN) -> dict[str, Refusal | None]:
    return {
        text: one.why for text, one in checked(register, plan).items() if one.standing is Standing.REFUSED
    }


def test_everything_is_new_on_empty_ground():
    assert {one.standing for one in checked([]).values()} == {Standing.NEW}


def test_what_is_there_stays_and_names_itself():
    old = known("1幢")
    found = checked([old])
    assert (found["1幢"].standing, found["1幢"].known_id) == (Standing.THERE, old.id)
    assert found["1梯"].standing is Standing.NEW


def test_a_dead_number_rests_until_its_day_or_for_ever():
    assert refusals([known("1幢/1梯/101室", "cancelled")]) == {"101室": Refusal.RETIRED}
    assert refusals([known("1幢/1梯/101室", "merged", free_on=date(2026, 11, 23))]) == {
        "101室": Refusal.RETIRED
    }
    assert refusals([known("1幢/1梯/101室", "cancelled", free_on=date(2026, 11, 22))]) == {}


def test_a_draft_that_was_thrown_away_holds_nothing():
    assert refusals([known("1幢/1梯/101室", "void")]) == {}


def test_a_number_that_lives_again_is_there():
    dead, alive = known("1幢", "cancelled"), known("1幢")
    assert refusals([dead, alive]) == {}
    assert checked([alive, dead])["1幢"].standing is Standing.THERE


def test_nothing_hangs_under_what_is_refused():
    assert refusals([known("1幢", "cancelled")]) == {
        "1幢": Refusal.RETIRED,
        "1梯": Refusal.ABOVE_REFUSED,
        "101室": Refusal.ABOVE_REFUSED,
        "201室": Refusal.ABOVE_REFUSED,
    }


def test_nothing_new_hangs_under_what_is_out_of_use():
    found = refusals([known("1幢", "suspended")])
    assert found["1梯"] is Refusal.ABOVE_CLOSED
    assert "1幢" not in found


def test_a_building_of_another_community_takes_its_rooms_there():
    assert refusals([known("1幢", community="C2")])["1梯"] is Refusal.OTHER_COMMUNITY


def test_the_same_room_by_another_path_is_not_made_twice():
    assert refusals([known("1幢/101室")]) == {"101室": Refusal.OTHER_PATH}
    assert refusals([known("1幢/1梯/1层/101室")]) == {"101室": Refusal.OTHER_PATH}
    assert refusals([known("1幢/101室", "cancelled")]) == {}


def test_a_room_of_another_stair_or_building_is_another_room():
    assert refusals([known("1幢/2梯/101室"), known("2幢/101室"), known("1幢/102室")]) == {}


_CHAINS = st.sampled_from(
    ["1幢", "1幢/1梯", "1幢/1梯/101室", "1幢/101室", "1幢/1梯/1层/101室", "2幢", "1梯/101室", "1幢/2梯/201室"]
)
_REGISTERS = st.lists(
    st.builds(
        known,
        _CHAINS,
        st.sampled_from(["draft", "approved", "suspended", "cancelled", "merged", "void"]),
        st.sampled_from(["C1", "C2"]),
    ),
    max_size=6,
)
_PLANS = st.builds(
    BlockPlan,
    buildings=st.sampled_from(["", "1", "1-2"]),
    stairs=st.sampled_from(["", "1", "1-2"]),
    floors=st.sampled_from(["", "1~2"]),
    rooms=st.integers(1, 2),
    with_floors=st.booleans(),
).filter(lambda plan: bool(plan.buildings or plan.stairs or plan.floors))


@given(_PLANS, _REGISTERS)
def test_every_address_comes_out_once_and_nothing_is_born_beside_a_living_one(plan, register):
    block = expand(plan, NodeKind.DOOR)
    found = check(block, HERE, register)
    count = tally(found)
    assert count.wanted == len(block) == count.made + count.there + count.refused
    live = {one.key for one in register if one.legal in ("draft", "approved", "suspended")}
    for planned, one in zip(block, found, strict=True):
        assert (one.standing is Standing.REFUSED) == (one.why is not None)
        if one.standing is Standing.THERE:
            assert one.key in live
        if one.standing is Standing.NEW:
            assert one.key not in live
            above = found[planned.parent] if planned.parent >= 0 else None
            assert above is None or above.standing is not Standing.REFUSED


@given(_PLANS, _REGISTERS)
def test_a_block_made_is_there_when_asked_again(plan, register):
    block = expand(plan, NodeKind.DOOR)
    first = check(block, HERE, register)
    born = [
        Known(at + 1, planned.own.kind.value, one.key, "new", "draft", "C1")
        for at, (planned, one) in enumerate(zip(block, first, strict=True))
        if one.standing is Standing.NEW
    ]
    again = tally(check(block, HERE, [*register, *born]))
    before = tally(first)
    assert (again.made, again.there, again.refused) == (0, before.there + before.made, before.refused)
