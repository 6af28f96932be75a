import threading
from dataclasses import replace

import pytest
from sqlalchemy import select

from db.domain.address import NodeKind
from db.domain.errors import BadAddress, NotAllowed, NumberTaken, StaleRecord
from db.domain.plan import Act, Plan, PlanRefused
from db.domain.state import Application
from db.schema.address import node_version
from db.services import applications as apps
from db.services.changes import Route, carry_out, preview
from db.services.editing import Wish, add_children
from db.services.settings import change as change_settings
from db.services.taking_hold import take_hold, waiting
from db.store.store import Store
from tests.changes import (
    Clock,
    approve,
    done,
    hang,
    legals,
    plan,
    plate_states,
    rows,
    slots,
    texts,
    whole,
)
from tests.office import addresses, approved, full, person, place_id
from tests.register import COMMUNITY, OTHER_COMMUNITY


def test_a_correction_rewrites_what_was_wrong_from_its_first_day_on(store: Store) -> None:
    clock = Clock()
    store.clock = clock
    made = approved(store, ["3号", "3号/101室"])
    clock.ahead = 4
    approve(store, done(store, plan(store, Act.CORRECT, [made["3号"]], own_text="5号")))
    with store.read() as conn:
        query = select(node_version.c.own_text).where(node_version.c.node_id == made["3号"])
        assert set(conn.execute(query).scalars()) == {"5号"}
    assert texts(store, made)["3号/101室"] == full("5号/101室")
    whole(store)


def test_a_move_takes_what_stands_below_into_the_other_community(store: Store) -> None:
    made = approved(store, ["1号", "1号/1幢", "1号/1幢/101室", "3号"])
    approve(store, done(store, plan(store, Act.MOVE, [made["1号"]], community=OTHER_COMMUNITY)))
    found = rows(store, made.values())
    moved = {found[made[one]].area_community for one in ("1号", "1号/1幢", "1号/1幢/101室")}
    assert moved == {OTHER_COMMUNITY}
    approve(store, done(store, plan(store, Act.MOVE, [made["1号/1幢"]], parent_id=made["3号"])))
    assert texts(store, made)["1号/1幢/101室"] == full("3号/1幢/101室")
    assert rows(store, [made["1号/1幢/101室"]])[made["1号/1幢/101室"]].area_community == COMMUNITY
    whole(store)


def test_a_renumbering_is_taken_back_by_another_unless_a_plate_was_begun(store: Store) -> None:
    made = approved(store, ["3号", "3号/101室"])
    hang(store, {made["3号/101室"]: "marked"})
    filed = done(store, plan(store, Act.RENUMBER, [made["3号"]], own_text="5号"))
    approve(store, filed)
    apps.revoke(store, person(store, "chief"), filed.application_id, 2, "误批")
    assert texts(store, made)["3号/101室"] == full("3号/101室")
    assert slots(store) == {"3": "live", "5": "retired"}
    again = done(store, plan(store, Act.RENUMBER, [made["3号"]], own_text="7号"))
    approve(store, again)
    hang(store, {made["3号"]: "listed"})
    with pytest.raises(NotAllowed, match="plate_exists"):
        apps.revoke(store, person(store, "chief"), again.application_id, 2, "误批")
    whole(store)


def test_a_change_on_top_of_another_is_taken_back_first(store: Store) -> None:
    made = approved(store, ["3号"])
    first = done(store, plan(store, Act.RENUMBER, [made["3号"]], own_text="5号"))
    approve(store, first)
    approve(store, done(store, plan(store, Act.RENUMBER, [made["3号"]], own_text="7号")))
    with pytest.raises(NotAllowed, match="changed_since"):
        apps.revoke(store, person(store, "chief"), first.application_id, 2, "误批")


def test_a_change_revoked_before_its_day_never_takes_hold(store: Store) -> None:
    clock = Clock()
    store.clock = clock
    made = approved(store, ["3号"])
    wanted = replace(plan(store, Act.RENUMBER, [made["3号"]], own_text="5号"), effective_on=clock.day(1))
    filed = done(store, wanted)
    approve(store, filed)
    apps.revoke(store, person(store, "chief"), filed.application_id, 2, "不改了")
    clock.ahead = 2
    assert take_hold(store, person(store, "clerk")).application_ids == ()
    assert (texts(store, made), legals(store, made)) == ({"3号": full("3号")}, {"3号": "approved"})
    assert slots(store) == {"3": "live", "5": "free"}


def test_a_change_that_cannot_take_hold_is_listed_and_lets_the_others_pass(store: Store) -> None:
    clock = Clock()
    store.clock = clock
    made = approved(store, ["1号", "1号/1幢", "3号"])
    day = clock.day(1)
    stuck = done(store, replace(plan(store, Act.CANCEL, [made["1号"]]), effective_on=day))
    free = done(store, replace(plan(store, Act.RENUMBER, [made["3号"]], own_text="5号"), effective_on=day))
    for one in (stuck, free):
        approve(store, one)
    add_children(store, person(store, "clerk"), made["1号/1幢"], [Wish(NodeKind.ROOM, "101")])
    clock.ahead = 2
    for _ in range(2):  # nothing changes by asking again
        held = take_hold(store, person(store, "clerk"))
        told = [(one.application_id, one.reason) for one in held.hindered]
        assert told == [(stuck.application_id, "draft_below")]
    assert [(row.id, row.hindrance) for row in waiting(store)] == [(stuck.application_id, "draft_below")]
    assert texts(store, made)["3号"] == full("5号")
    assert legals(store, made)["1号"] == "changing"
    whole(store)


def test_a_large_share_of_a_community_needs_a_second_person_even_for_drafts(store: Store) -> None:
    made = addresses(store, ["1号", "1号/101室", "1号/102室"])
    limits = {"verbs.second_person_share": 60, "verbs.second_person_least": 3}
    change_settings(store, person(store, "chief"), limits, "")
    wanted = plan(store, Act.RENUMBER, [made["1号"]], own_text="5号")
    shown = preview(store, wanted)
    assert (shown.route, shown.second_person) == (Route.DIRECT, True)
    filed = done(store, wanted)
    assert not filed.direct
    assert set(legals(store, made).values()) == {"to_verify"}
    approve(store, filed)
    assert texts(store, made)["1号/102室"] == full("5号/102室")
    assert not done(store, plan(store, Act.CANCEL, [made["1号"]])).direct
    with pytest.raises(PlanRefused, match="open_application"):
        done(store, plan(store, Act.CANCEL, [made["1号"]]))
    (waits,) = apps.applications(store, Application.SUBMITTED)
    apps.approve(store, person(store, "chief"), waits.id, 1, "同意")
    assert set(legals(store, made).values()) == {"void"}
    whole(store)


def test_a_draft_edited_while_its_application_waits_is_not_decided_unseen(store: Store) -> None:
    made = addresses(store, ["1号", "1号/101室", "1号/102室"])
    change_settings(store, person(store, "chief"), {"verbs.second_person_least": 3}, "")
    filed = done(store, plan(store, Act.RENUMBER, [made["1号"]], own_text="5号"))
    carry_out(
        store, person(store, "clerk"), plan(store, Act.CORRECT, [made["1号"]], existence="demolished"), "", ""
    )
    with pytest.raises(StaleRecord):
        approve(store, filed)


def test_a_street_is_renamed_by_application_with_every_address_below(store: Store) -> None:
    made = approved(store, ["1号", "1号/101室"])
    hang(store, {made["1号/101室"]: "mounted"})
    wanted = Plan(Act.RENAME_PLACE, place_id=place_id(store), name="湖滨南大道")
    shown = preview(store, wanted)
    assert (shown.route, shown.below, shown.hanging.plates) == (Route.APPLICATION, 2, {"mounted": 1})
    filed = done(store, wanted)
    with pytest.raises(PlanRefused, match="open_application"):
        done(store, wanted)
    approve(store, filed)
    assert texts(store, made)["1号/101室"] == full("1号/101室", "湖滨南大道")
    assert plate_states(store) == ["to_correct"]
    apps.revoke(store, person(store, "chief"), filed.application_id, 2, "误批")
    assert texts(store, made)["1号/101室"] == full("1号/101室")


def test_a_number_somebody_holds_or_held_is_named(store: Store) -> None:
    made = approved(store, ["1号", "3号"])
    wanted = plan(store, Act.RENUMBER, [made["1号"]], own_text="3号")
    with pytest.raises(NumberTaken) as refused:
        preview(store, wanted)
    assert refused.value.holder == made["3号"]
    approve(store, done(store, plan(store, Act.CANCEL, [made["3号"]])))
    with pytest.raises(NumberTaken) as again:
        preview(store, wanted)
    assert (again.value.text, again.value.holder) == (full("3号"), made["3号"])


def test_a_plan_is_refused_for_a_day_gone_or_without_a_reason_or_stale(store: Store) -> None:
    made = approved(store, ["1号"])
    wanted = plan(store, Act.RENUMBER, [made["1号"]], own_text="3号")
    with pytest.raises(BadAddress, match="day_gone"):
        preview(store, replace(wanted, effective_on="2020-01-01"))
    with pytest.raises(BadAddress, match="no_such_day"):
        preview(store, replace(wanted, effective_on="2030-02-30"))
    with pytest.raises(PlanRefused, match="no_reason"):
        carry_out(store, person(store, "clerk"), wanted, "改号", " ")
    with pytest.raises(PlanRefused, match="no_change"):
        done(store, plan(store, Act.RENUMBER, [made["1号"]], own_text="1号"))
    approve(store, done(store, wanted))
    with pytest.raises(StaleRecord):
        preview(store, wanted)


def test_who_filed_does_not_decide_and_an_area_clerk_stays_in_the_area(store: Store) -> None:
    made = approved(store, ["1号"])
    far = approved(store, ["3号"], community=OTHER_COMMUNITY)
    # On a server the account does not even see what lies elsewhere.
    with pytest.raises((NotAllowed, PlanRefused)):
        carry_out(store, person(store, "area_clerk"), plan(store, Act.SUSPEND, far.values()), "停用", "拆迁")
    away = plan(store, Act.MOVE, made.values(), community=OTHER_COMMUNITY)
    with pytest.raises(NotAllowed):
        carry_out(store, person(store, "area_clerk"), away, "移动", "区划")
    filed = done(store, plan(store, Act.SUSPEND, made.values()))
    with pytest.raises(NotAllowed):
        apps.approve(store, person(store, "clerk"), filed.application_id, 1, "同意")


def test_of_two_desks_that_decide_at_the_same_time_one_wins(store: Store) -> None:
    made = approved(store, ["1号", *(f"1号/{n}室" for n in range(101, 130))])
    filed = done(store, plan(store, Act.RENUMBER, [made["1号"]], own_text="3号"))
    start, outcomes = threading.Barrier(2), []

    def decide(login: str) -> None:
        start.wait()
        try:
            if login == "chief":
                apps.approve(store, person(store, login), filed.application_id, 1, "同意")
            else:
                apps.return_application(store, person(store, login), filed.application_id, 1, "不符")
            outcomes.append(login)
        except StaleRecord:
            outcomes.append("stale")

    threads = [threading.Thread(target=decide, args=(login,)) for login in ("chief", "other_chief")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "stale" in outcomes
    assert len(set(outcomes)) == 2
    wanted = full("3号/129室") if "chief" in outcomes else full("1号/129室")
    assert texts(store, made)["1号/129室"] == wanted
    assert legals(store, made)["1号"] == "approved"
    whole(store)
