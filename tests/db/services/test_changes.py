from dataclasses import replace

import pytest
from sqlalchemy import select

from db.domain.address import CITY, NodeKind
from db.domain.errors import NotAllowed
from db.domain.plan import Act, Plan, PlanRefused
from db.domain.state import Legal
from db.schema.address import node, node_successor, node_version, payload
from db.services import applications as apps
from db.services.changes import Route, preview
from db.services.editing import Wish, add_children
from db.services.history import address_on
from db.services.taking_hold import take_hold, waiting
from db.store.store import Store
from tests.changes import (
    Clock,
    approve,
    done,
    edit,
    hang,
    legals,
    plan,
    plate_states,
    rows,
    slots,
    texts,
    whole,
)
from tests.office import STREET, addresses, approved, coded, full, person


def test_a_draft_is_renamed_at_once_and_an_approved_address_by_application(store: Store) -> None:
    drafts = addresses(store, ["1号"])
    made = approved(store, ["3号", "3号/1幢", "3号/1幢/101室"])
    assert preview(store, plan(store, Act.RENUMBER, drafts.values(), own_text="7号")).route is Route.DIRECT
    direct = done(store, plan(store, Act.RENUMBER, drafts.values(), own_text="7号"))
    assert (direct.direct, direct.application_id) == (True, 0)
    assert texts(store, drafts) == {"1号": full("7号")}
    wanted = plan(store, Act.RENUMBER, [made["3号"]], own_text="5号")
    shown = preview(store, wanted)
    assert (shown.route, shown.below, shown.blocked) == (Route.APPLICATION, 2, ())
    assert [(line.before, line.after) for line in shown.lines] == [(full("3号"), full("5号"))]
    filed = done(store, wanted)
    assert legals(store, made) == {"3号": "changing", "3号/1幢": "approved", "3号/1幢/101室": "approved"}
    assert slots(store) == {"1": "free", "3": "live", "5": "pending", "7": "pending"}
    assert approve(store, filed).due_on == ""
    assert texts(store, made)["3号/1幢/101室"] == full("5号/1幢/101室")
    assert set(legals(store, made).values()) == {"approved"}
    assert slots(store) == {"1": "free", "3": "retired", "5": "live", "7": "pending"}
    whole(store)


def test_drafts_and_approved_addresses_do_not_go_together(store: Store) -> None:
    drafts, made = addresses(store, ["1号"]), approved(store, ["3号"])
    both = plan(store, Act.CANCEL, [*drafts.values(), *made.values()])
    shown = preview(store, both)
    assert shown.route is Route.MIXED
    assert [(one.node_id, one.reason) for one in shown.blocked] == [(drafts["1号"], "not_approved")]
    with pytest.raises(PlanRefused, match="not_approved"):
        done(store, both)


def test_what_is_given_back_stays_as_it_was_and_lets_go_of_the_number(store: Store) -> None:
    made = approved(store, ["3号"])
    filed = done(store, plan(store, Act.RENUMBER, made.values(), own_text="5号"))
    with pytest.raises(PlanRefused, match="open_application"):
        done(store, plan(store, Act.RENUMBER, made.values(), own_text="7号"))
    apps.return_application(store, person(store, "chief"), filed.application_id, 1, "不符")
    assert (legals(store, made), texts(store, made)) == ({"3号": "approved"}, {"3号": full("3号")})
    assert slots(store) == {"3": "live", "5": "free"}
    again = done(store, plan(store, Act.RENUMBER, made.values(), own_text="5号"))
    apps.withdraw(store, person(store, "clerk"), again.application_id, 1, "改主意")
    assert slots(store) == {"3": "live", "5": "free"}
    whole(store)


def test_a_change_waits_for_its_day_and_its_versions_begin_on_it(store: Store) -> None:
    clock = Clock()
    store.clock = clock
    made = approved(store, ["3号", "3号/101室"])
    wanted = replace(plan(store, Act.RENUMBER, [made["3号"]], own_text="5号"), effective_on=clock.day(3))
    filed = done(store, wanted)
    assert approve(store, filed).due_on == clock.day(3)
    assert legals(store, made)["3号"] == "changing"
    assert [row.id for row in waiting(store)] == [filed.application_id]
    assert take_hold(store, person(store, "clerk")).application_ids == ()
    clock.ahead = 5
    held = take_hold(store, person(store, "clerk"))
    assert (held.application_ids, held.hindered) == ((filed.application_id,), ())
    assert take_hold(store, person(store, "chief")).application_ids == ()
    assert texts(store, made)["3号/101室"] == full("5号/101室")
    with store.read() as conn:
        query = select(node_version.c.valid_from, node_version.c.own_text, node_version.c.legal)
        query = query.where(node_version.c.node_id == made["3号"]).order_by(node_version.c.valid_from)
        told = [tuple(row) for row in conn.execute(query)]
    assert told == [(clock.day(0), "3号", "changing"), (clock.day(3), "5号", "approved")]
    whole(store)


@pytest.mark.parametrize("act", [Act.RENUMBER, Act.CORRECT])
def test_doors_renumbered_together_read_on_each_day_as_they_were_called_then(store: Store, act: Act) -> None:
    clock = store.clock = Clock()
    made = approved(store, ["1号", "3号", "3号/101室", "5号"])
    was, news = ("1号", "3号", "3号101室", "5号"), ("11号", "13号", "13号101室", "5号")
    wishes = (edit(store, made["1号"], own_text="11号"), edit(store, made["3号"], own_text="13号"))
    filed = done(store, Plan(act, wishes, effective_on=clock.day(3)))
    approve(store, filed)
    clock.ahead = 5
    take_hold(store, person(store, "clerk"))
    before = news if act is Act.CORRECT else was
    for day, called in ((0, before), (2, before), (3, news), (5, news)):
        assert [address_on(store, one, clock.day(day)).full_text for one in made.values()] == [
            CITY + "思明区" + STREET + text for text in called
        ], day
    whole(store)


def suspended(store: Store, made: dict[str, int], *chains: str) -> None:
    approve(store, done(store, plan(store, Act.SUSPEND, [made[one] for one in chains])))


def test_what_was_suspended_together_comes_back_together(store: Store) -> None:
    made = approved(store, ["1号", "1号/1幢", "1号/1幢/101室", "1号/1幢/102室"])
    suspended(store, made, "1号/1幢/101室")
    suspended(store, made, "1号/1幢")
    assert [legal for legal in legals(store, made).values()] == ["approved", *["suspended"] * 3]
    with pytest.raises(PlanRefused, match="parent_not_approved"):
        done(store, plan(store, Act.RESTORE, [made["1号/1幢/102室"]]))
    approve(store, done(store, plan(store, Act.RESTORE, [made["1号/1幢"]])))
    assert legals(store, made)["1号/1幢/101室"] == "suspended"
    assert legals(store, made)["1号/1幢/102室"] == "approved"
    whole(store)


def test_a_cancelled_building_takes_its_rooms_codes_and_plates_with_it(store: Store) -> None:
    made = coded(store, ["1号", "1号/1幢", "1号/1幢/101室", "1号/1幢/102室"])
    rooms = [made["1号/1幢/101室"], made["1号/1幢/102室"]]
    hang(store, dict(zip(rooms, ["mounted", "received"], strict=True)))
    wanted = plan(store, Act.CANCEL, [made["1号/1幢"]])
    shown = preview(store, wanted)
    assert (shown.below, shown.moves, shown.hanging.payloads, shown.hanging.codes) == (2, 3, 3, 3)
    assert shown.hanging.plates == {"mounted": 1, "received": 1}
    filed = done(store, wanted)
    assert len(filed.node_ids) == 3
    assert approve(store, filed).items == 3
    assert list(legals(store, made).values()) == ["approved", *["cancelled"] * 3]
    assert plate_states(store) == ["to_correct", "void"]
    with store.read() as conn:
        found = {row.node_id: row.state for row in conn.execute(select(payload.c.node_id, payload.c.state))}
    assert found == {made["1号"]: "live", **dict.fromkeys([made["1号/1幢"], *rooms], "retired")}
    with pytest.raises(NotAllowed, match="not_revocable"):
        apps.revoke(store, person(store, "chief"), filed.application_id, 2, "误批")
    whole(store)


def test_an_unapproved_room_keeps_its_building_from_being_cancelled(store: Store) -> None:
    made = approved(store, ["1号", "1号/1幢"])
    with store.read() as conn:
        found = conn.execute(select(node).where(node.c.id == made["1号/1幢"])).one()
    add_children(store, person(store, "clerk"), found.id, [Wish(NodeKind.ROOM, "101")])
    shown = preview(store, plan(store, Act.CANCEL, [found.id]))
    assert (shown.route, [one.reason for one in shown.blocked]) == (Route.NOTHING, ["draft_below"])


def test_drafts_are_taken_away_with_what_stands_below_them(store: Store) -> None:
    made = addresses(store, ["1号", "1号/1幢", "1号/1幢/101室"])
    gone = done(store, plan(store, Act.CANCEL, [made["1号"]]))
    assert gone.direct
    assert set(legals(store, made).values()) == {"void"}
    whole(store)


def test_two_buildings_become_one_and_their_namesakes_too(store: Store) -> None:
    made = coded(store, ["1号", "1号/1幢", "1号/1幢/101室", "1号/1幢/102室", "1号/2幢", "1号/2幢/101室"])
    extra = approved(store, ["3号", "3号/2幢", "3号/2幢/103室"])
    made |= extra
    hang(
        store,
        {
            made["1号/1幢/102室"]: "accepted",
            made["1号/1幢/101室"]: "mounted",
            made["1号/2幢/101室"]: "mounted",
        },
    )
    wanted = replace(
        plan(store, Act.MERGE, [made["1号/1幢"], made["3号/2幢"]]), successors=(made["1号/2幢"],)
    )
    shown = preview(store, wanted)
    assert (shown.moves, shown.blocked) == (3, ())
    approve(store, done(store, wanted))
    found = rows(store, made.values())
    assert legals(store, made)["1号/1幢/101室"] == "merged"
    assert found[made["1号/1幢/102室"]].full_text == full("1号/2幢/102室")
    assert found[made["3号/2幢/103室"]].parent_id == made["1号/2幢"]
    with store.read() as conn:
        query = select(node_successor.c.old_id, node_successor.c.new_id, node_successor.c.kind)
        led = {tuple(row) for row in conn.execute(query)}
    assert led == {
        (made["1号/1幢"], made["1号/2幢"], "merge"),
        (made["3号/2幢"], made["1号/2幢"], "merge"),
        (made["1号/1幢/101室"], made["1号/2幢/101室"], "merge"),
    }
    assert plate_states(store) == ["mounted", "to_correct", "to_correct"]
    whole(store)


def test_what_cannot_take_others_in_is_told(store: Store) -> None:
    made = approved(store, ["1号", "1号/1幢", "3号"])
    lone = plan(store, Act.MERGE, [made["1号/1幢"]])
    reasons = {
        0: "no_successor",
        made["1号/1幢"]: "no_successor",
        made["3号"]: "other_kind",
        made["1号"]: "other_kind",
    }
    for target, reason in reasons.items():
        shown = preview(store, replace(lone, successors=(target,) if target else ()))
        assert [one.reason for one in shown.blocked][:1] == [reason]
    inside = replace(plan(store, Act.MERGE, [made["1号"]]), successors=(made["1号/1幢"],))
    assert {one.reason for one in preview(store, inside).blocked} == {"inside_itself", "other_kind"}


def test_a_door_is_split_and_its_rooms_go_where_they_were_told(store: Store) -> None:
    made = approved(store, ["12号", "12号/101室", "12号/102室"])
    bare = replace(plan(store, Act.SPLIT, [made["12号"]]), new_own_texts=("12-1号", "12-2号"))
    assert {one.reason for one in preview(store, bare).blocked} == {"unassigned_child"}
    wanted = replace(bare, shares=((made["12号/101室"], 0), (made["12号/102室"], 1)))
    shown = preview(store, wanted)
    assert [line.after for line in shown.lines] == ["", full("12-1号"), full("12-2号")]
    filed = done(store, wanted)
    fresh = filed.node_ids[-2:]
    assert {row.legal for row in rows(store, fresh).values()} == {"to_approve"}
    approve(store, filed)
    assert legals(store, made)["12号"] == "cancelled"
    assert texts(store, made)["12号/102室"] == full("12-2号/102室")
    assert slots(store) == {"12": "retired", "12-1": "live", "12-2": "live"}
    whole(store)


def test_both_halves_of_a_room_lie_on_its_floor(store: Store) -> None:
    made = addresses(store, ["12号", "12号/501室"], floors={"12号/501室": 5}, legal=Legal.APPROVED)
    wanted = replace(plan(store, Act.SPLIT, [made["12号/501室"]]), new_own_texts=("501-1", "501-2"))
    fresh = done(store, wanted).node_ids[-2:]
    assert [row.floor for row in rows(store, fresh).values()] == [5, 5]


def test_a_split_given_back_leaves_nothing_behind(store: Store) -> None:
    made = approved(store, ["12号", "12号/101室"])
    wanted = replace(
        plan(store, Act.SPLIT, [made["12号"]]),
        new_own_texts=("12-1号",),
        successors=(made["12号"],),
        shares=((made["12号/101室"], 0),),
    )
    filed = done(store, wanted)
    apps.return_application(store, person(store, "chief"), filed.application_id, 1, "不必拆")
    assert rows(store, filed.node_ids[-1:])[filed.node_ids[-1]].legal == "void"
    assert set(legals(store, made).values()) == {"approved"}
    again = done(store, replace(wanted, edits=(edit(store, made["12号"]),)))
    approve(store, again)
    assert legals(store, made) == {"12号": "approved", "12号/101室": "approved"}
    assert texts(store, made)["12号/101室"] == full("12-1号/101室")
    whole(store)
