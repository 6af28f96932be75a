import threading
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from db.domain.block import Act, BlockPlan, Deviation
from db.domain.block_check import Refusal, Standing, Tally
from db.domain.errors import BadAddress, NotAllowed, NotFound, StaleRecord, WrongState
from db.domain.place import NameState
from db.domain.state import Existence, Legal
from db.schema.address import node, node_version, place, place_community
from db.schema.system import journal, journal_change
from db.services.blocks import Under, generate_block, ground_of, preview_block
from db.services.undo import redo, undo, undoable
from db.store.store import Store
from db.store.tree import recount
from tests.desks import house
from tests.office import COMPOUND, addresses, approved, area_of, person, place_id
from tests.register import COMMUNITY, FAR_COMMUNITY, OTHER_COMMUNITY

SMALL = BlockPlan("1-2", "1-2", "1~3", rooms=2)
WANTED = 2 + 4 + 24


def made(store: Store, under: Under, plan: BlockPlan, login: str = "clerk", reason: str = "新建楼盘"):
    seen = preview_block(store, under, plan).tally
    return generate_block(store, person(store, login), under, plan, reason=reason, seen=seen)


def below(store: Store, prefix: str) -> list[str]:
    with store.read() as conn:
        query = select(node.c.full_text).where(node.c.full_text.startswith(prefix)).order_by(node.c.full_text)
        return list(conn.execute(query).scalars())


def end(store: Store, node_id: int, legal: Legal) -> None:
    """Let an address be dead already; no desk gets there in one step."""
    with house(store).write(person(store, "clerk"), "import.promote", "test") as work:
        work.conn.execute(update(node).where(node.c.id == node_id).values(legal=legal.value, is_live=False))
        work.note("node", str(node_id), "{}", "{}")


def test_a_block_is_made_as_drafts_with_parents_floors_and_counts(store):
    door = addresses(store, ["8号"])["8号"]
    done = made(store, Under(node_id=door), SMALL)
    assert done.tally == Tally(WANTED, WANTED, 0, 0)
    texts = below(store, "厦门市思明区湖滨南路8号")
    assert len(texts) == WANTED + 1
    assert "厦门市思明区湖滨南路8号2幢1梯302室" in texts
    with store.read() as conn:
        assert recount(conn) == []
        row = conn.execute(select(node).where(node.c.full_text == "厦门市思明区湖滨南路8号2幢1梯302室")).one()
        assert (row.legal, row.floor, row.area_community, row.is_live) == ("draft", 3, COMMUNITY, True)
        entry = conn.execute(select(journal).where(journal.c.seq == done.changes.entry)).one()
        assert (entry.verb, entry.reason, entry.actor) == ("address.edit", "新建楼盘", "clerk")
        noted = select(func.count()).where(journal_change.c.seq == entry.seq, journal_change.c.before == "")
        assert conn.execute(noted).scalar() >= WANTED
    assert door in done.changes.parents
    assert len(done.ids) == WANTED


def test_a_block_whose_houses_are_still_being_built_says_so(store):
    door = addresses(store, ["8号"])["8号"]
    done = made(store, Under(node_id=door), replace(SMALL, existence=Existence.BUILDING))
    with store.read() as conn:
        born = select(node.c.existence).where(node.c.id.in_(done.ids)).distinct()
        told = select(node_version.c.existence).where(node_version.c.node_id.in_(done.ids)).distinct()
        assert [conn.execute(one).scalars().all() for one in (born, told)] == [["building"]] * 2
    with pytest.raises(WrongState, match="demolished"):
        made(store, Under(node_id=door), BlockPlan("5", existence=Existence.DEMOLISHED))


def test_a_block_made_twice_changes_nothing_the_second_time(store):
    door = addresses(store, ["8号"])["8号"]
    made(store, Under(node_id=door), SMALL)
    again = made(store, Under(node_id=door), SMALL)
    assert again.tally == Tally(WANTED, 0, WANTED, 0)
    assert (again.ids, again.changes.entry) == ((), 0)


def test_what_is_there_already_is_left_as_it_is_and_filled_up(store):
    old = approved(store, ["8号", "8号/1幢", "8号/1幢/1梯", "8号/1幢/1梯/101室"])
    done = made(store, Under(node_id=old["8号"]), SMALL)
    assert done.tally == Tally(WANTED, WANTED - 3, 3, 0)
    with store.read() as conn:
        kept = conn.execute(select(node.c.legal).where(node.c.id == old["8号/1幢/1梯/101室"])).scalar()
        mother = conn.execute(select(node.c.parent_id).where(node.c.full_text.endswith("8号1幢1梯102室")))
        assert (kept, mother.scalar()) == ("approved", old["8号/1幢/1梯"])


def test_a_compound_takes_buildings_without_a_gate_number(store):
    compound = place_id(store, COMPOUND)
    done = made(store, Under(place_id=compound, community=FAR_COMMUNITY), SMALL)
    assert done.tally.made == WANTED
    assert "厦门市思明区盈翠花园1幢1梯101室" in below(store, "厦门市思明区盈翠花园")
    with store.read() as conn:
        counted = select(place_community.c.child_count).where(
            place_community.c.place_id == compound, place_community.c.community_code == FAR_COMMUNITY
        )
        assert conn.execute(counted).scalar() == 2
        row = conn.execute(select(node).where(node.c.full_text.endswith("盈翠花园1幢"))).one()
    area = area_of(FAR_COMMUNITY)
    assert (row.area_district, row.area_subdistrict, row.area_community) == (
        *(area.district, area.subdistrict, area.community),
    )


def test_a_street_takes_no_buildings_without_a_number(store):
    with pytest.raises(BadAddress) as refused:
        preview_block(store, Under(place_id=place_id(store), community=COMMUNITY), SMALL)
    assert (refused.value.field, refused.value.why) == ("under", "no_gate_number")


def test_a_room_or_a_dead_address_is_no_ground_to_build_on(store):
    old = addresses(store, ["8号", "8号/1幢", "8号/101室"])
    end(store, old["8号/1幢"], Legal.CANCELLED)
    assert ground_of(store, Under(node_id=old["8号"])).full_text.endswith("8号")
    with pytest.raises(BadAddress):
        ground_of(store, Under(node_id=old["8号/101室"]))
    with pytest.raises(WrongState):
        ground_of(store, Under(node_id=old["8号/1幢"]))


def test_a_cancelled_rooms_number_is_not_issued_again(store):
    old = addresses(store, ["8号", "8号/1幢", "8号/1幢/1梯", "8号/1幢/1梯/101室"])
    end(store, old["8号/1幢/1梯/101室"], Legal.CANCELLED)
    under = Under(node_id=old["8号"])
    shown = preview_block(store, under, SMALL)
    refused = [one for one in shown.checked if one.standing is Standing.REFUSED]
    assert [(one.why, one.known_text[-4:]) for one in refused] == [(Refusal.RETIRED, "101室")]
    done = made(store, under, SMALL)
    assert done.tally == Tally(WANTED, WANTED - 3, 2, 1)


def test_nothing_is_born_under_an_address_out_of_use(store):
    old = addresses(store, ["8号", "8号/1幢"])
    end(store, old["8号/1幢"], Legal.CANCELLED)
    with pytest.raises(WrongState):
        preview_block(store, Under(node_id=old["8号/1幢"]), BlockPlan(stairs="1", floors="1"))
    with pytest.raises(NotFound):
        preview_block(store, Under(node_id=1), SMALL)


def test_a_retired_name_takes_nothing(store):
    compound = place_id(store, COMPOUND)
    with house(store).write(person(store, "chief"), "place.approve", "test") as work:
        work.conn.execute(update(place).where(place.c.id == compound).values(state=NameState.RETIRED.value))
        work.note("place", str(compound), "{}", "{}")
    with pytest.raises(WrongState):
        preview_block(store, Under(place_id=compound, community=FAR_COMMUNITY), SMALL)


def test_rooms_of_a_building_in_another_community_are_made_there_or_not_at_all(store):
    compound = place_id(store, COMPOUND)
    old = addresses(store, ["1幢"], COMPOUND, community=OTHER_COMMUNITY)
    shown = preview_block(store, Under(place_id=compound, community=COMMUNITY), BlockPlan("1", "1", "1"))
    assert [one.why for one in shown.checked] == [None, Refusal.OTHER_COMMUNITY, *[Refusal.ABOVE_REFUSED] * 2]
    made(store, Under(node_id=old["1幢"]), BlockPlan("", "1", "1"))
    with store.read() as conn:
        found = conn.execute(select(node.c.area_community).where(node.c.full_text.endswith("1幢1梯101室")))
        assert found.scalar() == OTHER_COMMUNITY


def test_who_works_for_another_community_makes_nothing_there(store):
    door = addresses(store, ["9号"], community=FAR_COMMUNITY)["9号"]
    with pytest.raises(NotAllowed):
        made(store, Under(node_id=door), SMALL, login="area_clerk")
    assert below(store, "厦门市思明区湖滨南路9号") == ["厦门市思明区湖滨南路9号"]
    own = addresses(store, ["8号"])["8号"]
    assert made(store, Under(node_id=own), SMALL, login="area_clerk").tally.made == WANTED


def test_what_changed_since_the_preview_stops_the_whole_block(store):
    door = addresses(store, ["8号"])["8号"]
    seen = preview_block(store, Under(node_id=door), SMALL).tally
    made(store, Under(node_id=door), BlockPlan("1"))
    with pytest.raises(StaleRecord):
        generate_block(
            store, person(store, "clerk"), Under(node_id=door), SMALL, reason="新建楼盘", seen=seen
        )
    assert len(below(store, "厦门市思明区湖滨南路8号")) == 2


def test_two_desks_that_make_the_same_block_make_it_once(store):
    door = addresses(store, ["8号"])["8号"]
    seen = preview_block(store, Under(node_id=door), SMALL).tally
    start = threading.Barrier(2)
    outcomes: list[object] = []

    def make() -> None:
        start.wait()
        try:
            done = generate_block(
                store, person(store, "clerk"), Under(node_id=door), SMALL, reason="新建楼盘", seen=seen
            )
            outcomes.append(done.tally.made)
        except StaleRecord as error:
            outcomes.append(type(error))

    desks = [threading.Thread(target=make) for _ in range(2)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert sorted(outcomes, key=str) == [WANTED, StaleRecord] or sorted(outcomes, key=str) == [
        StaleRecord,
        WANTED,
    ]
    assert len(below(store, "厦门市思明区湖滨南路8号")) == WANTED + 1


def test_a_block_is_taken_back_as_a_whole_and_done_again(store):
    door = addresses(store, ["8号"])["8号"]
    made(store, Under(node_id=door), SMALL)
    assert undoable(store, person(store, "clerk"))[0].title == f"厦门市思明区湖滨南路8号（{WANTED}）"
    undo(store, person(store, "clerk"))
    assert preview_block(store, Under(node_id=door), SMALL).tally.made == WANTED
    redo(store, person(store, "clerk"))
    assert preview_block(store, Under(node_id=door), SMALL).tally.there == WANTED


def test_a_block_on_which_somebody_built_is_not_taken_back(store):
    door = addresses(store, ["8号"])["8号"]
    made(store, Under(node_id=door), BlockPlan("1"))
    made(store, Under(node_id=door), BlockPlan("1", "1"), login="area_clerk")
    with pytest.raises(WrongState):
        undo(store, person(store, "clerk"))


def test_shops_floors_and_a_duplex_reach_the_register(store):
    door = addresses(store, ["8号"])["8号"]
    plan = BlockPlan(
        *("A", "1", "-1~3"),
        with_floors=True,
        exceptions=(
            Deviation(Act.NONE, floors="-1"),
            Deviation(Act.SHOPS, floors="1", value="3"),
            Deviation(Act.DUPLEX, floors="2", value="1"),
        ),
    )
    made(store, Under(node_id=door), plan)
    assert [
        text.removeprefix("厦门市思明区湖滨南路8号") for text in below(store, "厦门市思明区湖滨南路8号A")
    ] == [
        *("A幢", "A幢101室", "A幢102室", "A幢103室", "A幢1梯", "A幢1梯2层", "A幢1梯2层201室"),
        *("A幢1梯2层202室", "A幢1梯3层", "A幢1梯3层302室"),
    ]
