"""Direct edits on both engines: what follows below, what is refused, and going back and forth."""

from collections.abc import Iterable

import pytest
from sqlalchemy import select

from db.domain.access import Actor
from db.domain.address import NodeKind
from db.domain.errors import (
    BadAddress,
    BadNumber,
    NotAllowed,
    NotFound,
    NumberTaken,
    StaleRecord,
    WrongState,
)
from db.domain.plan import Act, Edit
from db.domain.state import Existence
from db.schema.address import node, node_version, number_slot, place_community
from db.schema.system import journal_change
from db.services.changes import Route, preview
from db.services.editing import Wish, add_children, edit, take_away
from db.services.history import address_on
from db.services.search import search
from db.services.undo import redo, redoable, undo, undoable
from db.store.journal import head
from db.store.store import Store
from db.store.tree import recount
from tests.changes import Clock, plan
from tests.office import COMPOUND, LANE, STREET, addresses, approved, full, person, place_id
from tests.register import COMMUNITY, FAR_COMMUNITY, OTHER_COMMUNITY

HOUSE = ("12号", "12号/3幢", "12号/3幢/2梯", "12号/3幢/2梯/501室", "12号/3幢/2梯/502室")


@pytest.fixture
def clerk(store: Store) -> Actor:
    return person(store, "clerk")


def texts(store: Store, ids: Iterable[int]) -> list[str]:
    wanted = list(ids)
    with store.read() as conn:
        rows = conn.execute(select(node.c.id, node.c.full_text).where(node.c.id.in_(wanted)))
        found = {row.id: row.full_text for row in rows}
    return [found[one] for one in wanted]


def facts(store: Store, node_id: int, *names: str) -> tuple[object, ...]:
    with store.read() as conn:
        query = select(*(node.c[name] for name in names)).where(node.c.id == node_id)
        return tuple(conn.execute(query).one())


def version(store: Store, node_id: int) -> int:
    (found,) = facts(store, node_id, "row_version")
    assert isinstance(found, int)
    return found


def slots(store: Store) -> dict[str, str]:
    with store.read() as conn:
        rows = conn.execute(select(number_slot.c.number, number_slot.c.suffix, number_slot.c.status))
        return {f"{row.number}{row.suffix}": row.status for row in rows}


def sound(store: Store) -> bool:
    """Counters right, one version open each, texts and keys as their parents say."""
    with store.read() as conn:
        open_ones = conn.execute(
            select(node_version.c.node_id).where(node_version.c.valid_to == "9999-12-31")
        ).scalars()
        ids = sorted(conn.execute(select(node.c.id)).scalars())
        counted: dict[tuple[str, int], int] = {}
        for row in conn.execute(select(node.c.area_community, node.c.place_id, node.c.parent_id)):
            if row.parent_id == row.place_id:
                at = (row.area_community, row.place_id)
                counted[at] = counted.get(at, 0) + 1
        kept = {
            (row.community_code, row.place_id): row.child_count
            for row in conn.execute(select(place_community))
            if row.child_count
        }
        return sorted(open_ones) == ids and not recount(conn) and counted == kept


def one(store: Store, node_id: int, **wish: object) -> Edit:
    return Edit(node_id, version(store, node_id), **wish)  # type: ignore[arg-type]


def test_a_renamed_building_takes_everything_below_with_it(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    done = edit(store, clerk, [one(store, made["12号/3幢"], own_text="a栋")], "笔误")
    assert done.texts == {made["12号/3幢"]: full("12号/A幢")}
    assert texts(store, made.values())[1:] == [full(chain.replace("3幢", "A幢")) for chain in HOUSE[1:]]
    assert [hit.full_text for hit in search(store, "A幢2梯501室")] == [full("12号/A幢/2梯/501室")]
    assert search(store, "3幢2梯501室") == ()
    assert sound(store)


def test_what_was_renamed_goes_back_and_forth_also_for_a_store_opened_anew(
    store: Store, clerk: Actor
) -> None:
    made = addresses(store, HOUSE)
    before = texts(store, made.values())
    edit(store, clerk, [one(store, made["12号/3幢"], own_text="5幢")], act="rename")
    after = texts(store, made.values())
    assert [(step.act, step.title) for step in undoable(store, clerk)] == [("rename", full("12号/5幢"))]
    assert undo(store, clerk).node_ids == (made["12号/3幢"],)
    assert texts(store, made.values()) == before
    assert (undoable(store, clerk), len(redoable(store, clerk))) == ([], 1)
    redo(store, clerk)
    assert texts(store, made.values()) == after
    undo(store, clerk)
    assert texts(store, made.values()) == before
    assert [hit.id for hit in search(store, "3幢2梯501室")] == [made["12号/3幢/2梯/501室"]]
    assert sound(store)


def test_a_renumbered_draft_gives_its_number_back(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    edit(store, clerk, [one(store, made["12号"], own_text="14-1号")])
    assert slots(store) == {"12": "free", "14-1": "pending"}
    assert facts(store, made["12号"], "number", "own_text", "ident") == (14, "14-1号", "14-1")
    again = add_children(store, clerk, place_id(store), [Wish(NodeKind.DOOR, "12号")], COMMUNITY)
    assert slots(store) == {"12": "pending", "14-1": "pending"}
    with pytest.raises(NumberTaken, match=full("12号")):
        edit(store, clerk, [one(store, made["12号"], own_text="12号")])
    take_away(store, clerk, {again.node_ids[0]: 1})
    edit(store, clerk, [one(store, made["12号"], own_text="12号")])
    assert slots(store) == {"12": "pending", "14-1": "free"}
    assert sound(store)


def test_a_number_that_was_in_force_is_never_given_again(store: Store, clerk: Actor) -> None:
    made = approved(store, ["12号"])
    with store.read() as conn:
        assert conn.execute(select(node.c.legal).where(node.c.id == made["12号"])).scalar() == "approved"
    with pytest.raises(WrongState):
        edit(store, clerk, [one(store, made["12号"], own_text="14号")])
    with pytest.raises(WrongState):
        take_away(store, clerk, {made["12号"]: version(store, made["12号"])})
    assert slots(store) == {"12": "live"}


def test_a_house_moves_to_another_street(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    edit(store, clerk, [one(store, made["12号"], parent_id=place_id(store, LANE))])
    assert texts(store, made.values()) == [full(chain, LANE) for chain in HOUSE]
    assert sound(store)
    undo(store, clerk)
    assert texts(store, made.values()) == [full(chain) for chain in HOUSE]
    with store.read() as conn:
        held = {row.naming_id: row.status for row in conn.execute(select(number_slot))}
    assert held == {place_id(store): "pending", place_id(store, LANE): "free"}
    assert sound(store)


def test_rooms_move_below_another_stair_and_into_its_community(store: Store, clerk: Actor) -> None:
    made = addresses(store, [*HOUSE, "14号", "14号/1幢"])
    edit(store, clerk, [one(store, made["12号/3幢/2梯"], parent_id=made["14号/1幢"])])
    assert texts(store, [made["12号/3幢/2梯/501室"]]) == [full("14号/1幢/2梯/501室")]
    assert facts(store, made["12号/3幢"], "child_count") == (0,)
    assert facts(store, made["14号/1幢"], "child_count") == (1,)
    assert sound(store)


@pytest.mark.parametrize(
    ("chain", "wish", "error"),
    [
        ("12号/3幢", {"own_text": "幢"}, BadAddress),
        ("12号", {"own_text": "0号"}, BadNumber),
        ("12号/3幢/2梯/501室", {"own_text": "502室"}, NumberTaken),
        ("12号/3幢/2梯", {"parent_id": 99}, NotFound),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    store: Store, clerk: Actor, chain: str, wish: dict[str, object], error: type[Exception]
) -> None:
    made = addresses(store, HOUSE)
    before = texts(store, made.values())
    with pytest.raises(error):
        edit(store, clerk, [one(store, made[chain], **wish)])
    assert texts(store, made.values()) == before
    assert undoable(store, clerk) == []


def test_a_stair_hangs_below_no_room(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    with pytest.raises(BadAddress) as caught:
        edit(store, clerk, [one(store, made["12号/3幢/2梯"], parent_id=made["12号/3幢/2梯/501室"])])
    assert caught.value.why == "wrong_parent"


def test_rooms_change_places(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    first, second = made["12号/3幢/2梯/501室"], made["12号/3幢/2梯/502室"]
    edit(store, clerk, [one(store, first, own_text="502"), one(store, second, own_text="501")])
    assert texts(store, [second, first]) == [full(HOUSE[3]), full(HOUSE[4])]
    undo(store, clerk)
    assert texts(store, [first, second]) == [full(HOUSE[3]), full(HOUSE[4])]


@pytest.mark.parametrize("wishes", [("502", "503"), ("500", "501")])
def test_a_room_takes_the_number_that_another_one_leaves(
    store: Store, clerk: Actor, wishes: tuple[str, str]
) -> None:
    made = addresses(store, HOUSE)
    rooms = [made[chain] for chain in HOUSE[3:]]
    edit(store, clerk, [one(store, room, own_text=wish) for room, wish in zip(rooms, wishes, strict=True)])
    assert texts(store, rooms) == [full(f"12号/3幢/2梯/{wish}室") for wish in wishes]
    undo(store, clerk)
    assert texts(store, rooms) == [full(chain) for chain in HOUSE[3:]]


def test_a_house_in_another_community_is_still_the_same_house(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    kept = ("full_text", "live_key", "sort_key", "own_text", "ident", "number", "floor", "side", "place_id")
    before = {chain: facts(store, one, *kept) for chain, one in made.items()}
    edit(store, clerk, [one(store, made["12号"], community=OTHER_COMMUNITY)], "界线")
    assert {chain: facts(store, one, *kept) for chain, one in made.items()} == before
    lies = {facts(store, one, "area_community", "row_version") for one in made.values()}
    assert lies == {(OTHER_COMMUNITY, 2)}
    with store.read() as conn:
        newest = select(journal_change.c.row_key).where(
            journal_change.c.seq == head(conn).seq, journal_change.c.after.contains(OTHER_COMMUNITY)
        )
        assert set(conn.execute(newest).scalars()) == {str(one) for one in made.values()}
    assert sound(store)


def test_two_rooms_do_not_become_one(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    wishes = [one(store, made[chain], own_text="503室") for chain in HOUSE[3:]]
    with pytest.raises(NumberTaken, match="503室"):
        edit(store, clerk, wishes)


def test_a_stale_edit_is_refused(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    edit(store, clerk, [Edit(made["12号"], 1, side="left")])
    with pytest.raises(StaleRecord):
        edit(store, clerk, [Edit(made["12号"], 1, side="right")])
    assert facts(store, made["12号"], "side") == ("left",)


def test_what_somebody_else_changed_since_is_not_taken_back(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    room = made["12号/3幢/2梯/501室"]
    edit(store, clerk, [one(store, room, own_text="601室")])
    edit(store, person(store, "area_clerk"), [one(store, room, floor=6)])
    with pytest.raises(StaleRecord) as caught:
        undo(store, clerk)
    assert caught.value.row == room
    edit(store, clerk, [one(store, room, own_text="602室")])
    undo(store, clerk)
    with pytest.raises(StaleRecord):
        undo(store, clerk)
    assert texts(store, [room]) == [full("12号/3幢/2梯/601室")]


def test_a_chain_of_one_s_own_edits_is_taken_back_step_by_step(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    room = made["12号/3幢/2梯/501室"]
    for text in ("601室", "602室", "603室"):
        edit(store, clerk, [one(store, room, own_text=text)])
    for text in ("602室", "601室", "501室"):
        undo(store, clerk)
        assert texts(store, [room]) == [full(f"12号/3幢/2梯/{text}")]
    for text in ("601室", "602室", "603室"):
        redo(store, clerk)
        assert texts(store, [room]) == [full(f"12号/3幢/2梯/{text}")]
    with pytest.raises(NotFound):
        redo(store, clerk)


def test_a_new_edit_ends_what_could_be_done_again(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    edit(store, clerk, [one(store, made["12号"], side="left")])
    undo(store, clerk)
    edit(store, clerk, [one(store, made["12号"], side="right")])
    assert redoable(store, clerk) == []


def test_everybody_takes_back_only_his_own(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    edit(store, clerk, [one(store, made["12号"], side="left")])
    assert undoable(store, person(store, "area_clerk")) == []
    with pytest.raises(NotFound):
        undo(store, person(store, "area_clerk"))


def test_children_are_added_taken_back_and_done_again_under_new_ids(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    stair = made["12号/3幢/2梯"]
    wishes = [Wish(NodeKind.ROOM, text, floor=6) for text in ("601", "602室", "501")]
    added = add_children(store, clerk, stair, wishes)
    assert texts(store, added.node_ids) == [full("12号/3幢/2梯/601室"), full("12号/3幢/2梯/602室")]
    assert added.there == (made["12号/3幢/2梯/501室"],)
    edit(store, clerk, [one(store, added.node_ids[0], own_text="701室")])
    undo(store, clerk)
    undo(store, clerk)
    assert [facts(store, room, "legal") for room in added.node_ids] == [("void",), ("void",)]
    assert [hit.legal for hit in search(store, "601室")] == ["void"]
    redo(store, clerk)
    redo(store, clerk)
    found = [(hit.full_text, hit.legal) for hit in search(store, "701室")]
    assert found == [(full("12号/3幢/2梯/701室"), "draft")]
    assert sound(store)


def test_nobody_takes_back_what_others_built_on(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    added = add_children(store, clerk, made["12号"], [Wish(NodeKind.BUILDING, "8")])
    add_children(store, person(store, "area_clerk"), added.node_ids[0], [Wish(NodeKind.ROOM, "101")])
    with pytest.raises(WrongState) as caught:
        undo(store, clerk)
    assert caught.value.state == "has_children"


def test_a_whole_house_is_taken_away_and_comes_back(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    with pytest.raises(WrongState):
        take_away(store, clerk, {made["12号"]: 1})
    take_away(store, clerk, dict.fromkeys(made.values(), 1), "重复登记")
    assert slots(store) == {"12": "free"}
    undo(store, clerk)
    back = [hit.full_text for hit in search(store, "3幢2梯") if hit.legal == "draft"]
    assert back == [full(chain) for chain in HOUSE[2:]]
    assert sound(store)


def test_what_comes_back_stands_where_it_stood_and_in_the_same_state(store: Store, clerk: Actor) -> None:
    made = addresses(store, ["12号", "12号/101室"])
    door, known = made["12号"], ("lng", "lat", "datum", "existence", "position")
    edit(store, clerk, [one(store, door, lng=118.1, lat=24.45, datum="CGCS2000", existence="demolished")])
    for _ in "twice":
        take_away(store, clerk, {node_id: version(store, node_id) for node_id in made.values()})
        back = undo(store, clerk).node_ids
        made = dict(zip(made, sorted(back), strict=True))
    told = {
        text: facts(store, node_id, *known) for text, node_id in zip(texts(store, back), back, strict=True)
    }
    assert told[full("12号")] == (118.1, 24.45, "CGCS2000", "demolished", "to_confirm")
    assert told[full("12号/101室")] == (None, None, "", "exists", "unmarked")
    undo(store, clerk)
    assert facts(store, min(back), *known) == (None, None, "", "exists", "unmarked")
    assert sound(store)


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (Wish(NodeKind.DOOR, "5号"), "wrong_parent"),
        (Wish(NodeKind.ROOM, "无"), "unreadable"),
    ],
)
def test_a_child_that_cannot_be_is_refused(store: Store, clerk: Actor, wish: Wish, why: str) -> None:
    made = addresses(store, HOUSE)
    with pytest.raises(BadAddress) as caught:
        add_children(store, clerk, made["12号"], [Wish(NodeKind.BUILDING, "9"), wish])
    assert caught.value.why == why
    assert search(store, "12号9幢") == ()


def test_the_same_child_twice_is_refused(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    with pytest.raises(BadAddress) as caught:
        add_children(
            store, clerk, made["12号"], [Wish(NodeKind.BUILDING, "9"), Wish(NodeKind.BUILDING, "9幢")]
        )
    assert (caught.value.why, caught.value.text) == ("twice", "9幢")


def test_buildings_hang_below_a_compound_without_a_gate(store: Store, clerk: Actor) -> None:
    added = add_children(store, clerk, place_id(store, COMPOUND), [Wish(NodeKind.BUILDING, "1")], COMMUNITY)
    assert texts(store, added.node_ids) == [full("1幢", COMPOUND)]
    assert sound(store)


def test_a_chief_edits_nothing_and_nobody_edits_elsewhere(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    with pytest.raises(NotAllowed):
        edit(store, person(store, "chief"), [one(store, made["12号"], side="left")])
    with pytest.raises(NotAllowed):
        edit(store, person(store, "area_clerk"), [one(store, made["12号"], community=FAR_COMMUNITY)])


def test_a_point_is_put_on_an_approved_address_and_taken_back(store: Store, clerk: Actor) -> None:
    made = approved(store, ["12号"])
    door = made["12号"]
    edit(store, clerk, [one(store, door, lng=118.1, lat=24.45, datum="CGCS2000")])
    assert facts(store, door, "lng", "lat", "datum", "legal") == (118.1, 24.45, "CGCS2000", "approved")
    undo(store, clerk)
    assert facts(store, door, "lng", "lat", "datum") == (None, None, "")
    redo(store, clerk)
    assert facts(store, door, "lng") == (118.1,)


def test_a_demolished_house_is_not_simply_there_again(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    edit(store, clerk, [one(store, made["12号/3幢"], existence="demolished")])
    with pytest.raises(WrongState) as caught:
        edit(store, clerk, [one(store, made["12号/3幢"], existence="exists")])
    assert caught.value.state == "demolished"


def test_a_wrong_word_about_a_house_is_taken_back_and_hides_nothing_beneath(
    store: Store, clerk: Actor
) -> None:
    house = addresses(store, HOUSE)["12号/3幢"]
    life = ("exists", "demolished", "building", "exists")
    edit(store, clerk, [one(store, house, own_text="5幢")])
    for word in life[1:]:
        edit(store, clerk, [one(store, house, existence=word)])
    for word in reversed(life[:-1]):
        undo(store, clerk)
        assert facts(store, house, "existence") == (word,)
    undo(store, clerk)
    assert facts(store, house, "own_text", "existence") == ("3幢", life[0])
    for _ in life:
        redo(store, clerk)
    assert facts(store, house, "own_text", "existence") == ("5幢", life[-1])
    assert sound(store)


def test_versions_tell_what_it_was_called(store: Store, clerk: Actor) -> None:
    made = addresses(store, HOUSE)
    building = made["12号/3幢"]
    edit(store, clerk, [one(store, building, own_text="5幢")])
    with store.read() as conn:
        rows = conn.execute(
            select(node_version.c.own_text, node_version.c.valid_to).where(node_version.c.node_id == building)
        ).all()
    assert [tuple(row) for row in rows] == [("5幢", "9999-12-31")]  # the same day: one version
    assert STREET in texts(store, [building])[0]


def test_what_is_taken_back_is_named_in_the_order_in_which_it_was_chosen(store: Store, clerk: Actor) -> None:
    made = addresses(store, ["2号", "4号", "6号"])
    chosen = ["6号", "2号", "4号"]
    edit(store, clerk, [one(store, made[chain], side="left") for chain in chosen])
    assert undoable(store, clerk, 1)[0].title == "、".join(full(chain) for chain in chosen)


def test_an_address_is_born_with_the_house_still_being_built(store: Store, clerk: Actor) -> None:
    above = addresses(store, ["12号"])["12号"]
    wish = Wish(NodeKind.BUILDING, "3幢", existence=Existence.BUILDING)
    (born,) = add_children(store, clerk, above, [wish]).node_ids
    assert facts(store, born, "existence") == ("building",)
    assert address_on(store, born, Clock().day(0)).existence == "building"
    undo(store, clerk)
    (again,) = redo(store, clerk).node_ids
    assert facts(store, again, "existence", "legal") == ("building", "draft")
    assert address_on(store, again, Clock().day(0)).existence == "building"
    edit(store, clerk, [Edit(again, version(store, again), existence="exists")])
    assert facts(store, again, "existence") == ("exists",)
    with pytest.raises(WrongState, match="demolished"):
        add_children(store, clerk, above, [Wish(NodeKind.BUILDING, "5幢", existence=Existence.DEMOLISHED)])


def test_what_became_of_a_house_is_told_from_its_day_on(store: Store, clerk: Actor) -> None:
    clock = store.clock = Clock()
    made = addresses(store, ["12号"])["12号"]
    clock.ahead = 3
    edit(store, clerk, [Edit(made, version(store, made), existence="demolished")])
    told = [address_on(store, made, clock.day(day)).existence for day in (0, 2, 3)]
    assert told == ["exists", "exists", "demolished"]
    undo(store, clerk)
    assert address_on(store, made, clock.day(3)).existence == "exists"
    assert sound(store)


def test_a_preview_knows_what_a_house_cannot_become(store: Store, clerk: Actor) -> None:
    made = addresses(store, ["12号", "14号"])
    wanted = plan(store, Act.CORRECT, made.values(), existence="building")
    shown = preview(store, wanted)
    assert shown.route is Route.NOTHING
    assert [(one.reason, one.detail) for one in shown.blocked] == [("existence_step", "exists")] * 2
    assert preview(store, plan(store, Act.CORRECT, made.values(), existence="demolished")).blocked == ()
