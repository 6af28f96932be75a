import threading

import pytest
from sqlalchemy import func, select, update

from db.domain.errors import NotAllowed, NotFound, NumberTaken, StaleRecord, WrongState
from db.domain.number import parse_number
from db.domain.plate import PlateClass
from db.domain.state import Application, Legal
from db.schema.address import node, node_version, number_slot, place
from db.schema.system import journal
from db.schema.work import application_item
from db.services import applications as apps
from db.services.numbering import propose
from db.services.plates import make_batches
from db.services.quality import find_problems
from db.services.store import check_store, open_store
from db.store.store import Store
from tests.desks import house
from tests.office import LANE, STREET, addresses, approved, coded, person, place_id
from tests.register import COMMUNITY, FAR_COMMUNITY, OTHER_COMMUNITY


def legal_of(store: Store, ids: object) -> set[str]:
    with store.read() as conn:
        return set(conn.execute(select(node.c.legal).where(node.c.id.in_(list(ids)))).scalars())  # type: ignore[call-overload]


def slots(store: Store) -> dict[str, str]:
    with store.read() as conn:
        query = select(number_slot.c.number, number_slot.c.suffix, number_slot.c.status)
        return {f"{row.number}{row.suffix}": row.status for row in conn.execute(query)}


def confirm(store: Store, ids: object) -> apps.Filed:
    return apps.file_confirmation(store, person(store, "clerk"), ids, "批量确认", "普查")  # type: ignore[arg-type]


def new_number(store: Store, **how: object) -> apps.Filed:
    values = {"side": "left", "count": 1, "reason": "新建", **how}
    return apps.file_new_number(store, person(store, "clerk"), place_id(store), COMMUNITY, **values)  # type: ignore[arg-type]


def test_a_confirmed_list_becomes_approved_with_versions_slots_and_a_whole_journal(store: Store) -> None:
    made = addresses(store, ["1号", "1号/1幢", "1号/1幢/101室", "3号", "3-1号"])
    filed = confirm(store, made.values())
    assert (filed.items, filed.blocked, legal_of(store, made.values())) == (5, (), {"to_approve"})
    (listed,) = apps.applications(store, Application.SUBMITTED)
    assert (listed.items, listed.filed_by, listed.area_community) == (5, "clerk", COMMUNITY)
    decided = apps.approve(store, person(store, "chief"), filed.application_id, listed.row_version, "同意")
    assert decided.items == 5
    assert legal_of(store, made.values()) == {"approved"}
    assert set(slots(store).values()) == {"live"}
    with store.read() as conn:
        states = set(
            conn.execute(
                select(node_version.c.legal).where(node_version.c.node_id.in_(made.values()))
            ).scalars()
        )
        verbs = list(conn.execute(select(journal.c.verb).order_by(journal.c.seq)).scalars())[-2:]
        outcomes = set(conn.execute(select(application_item.c.outcome)).scalars())
    assert (states, verbs, outcomes) == (
        {"approved"},
        ["application.file", "application.approve"],
        {"approved"},
    )
    assert apps.applications(store, Application.SUBMITTED) == []
    assert apps.applications(store)[0].opinion == "同意"
    assert check_store(store).ok


def test_the_account_that_filed_may_not_approve(store: Store) -> None:
    made = addresses(store, ["1号"])
    both = person(store, "clerk")
    both = type(both)(both.id, both.login, both.name, (*both.roles, *person(store, "chief").roles))
    filed = apps.file_confirmation(store, both, made.values(), "t", "r")
    with pytest.raises(NotAllowed) as refused:
        apps.approve(store, both, filed.application_id, 1, "同意")
    assert refused.value.why == "same_person"
    assert legal_of(store, made.values()) == {"to_approve"}


def test_a_clerk_may_not_approve_and_nobody_files_outside_his_area(store: Store) -> None:
    here, far = addresses(store, ["1号"]), addresses(store, ["1号"], LANE, community=FAR_COMMUNITY)
    filed = confirm(store, here.values())
    with pytest.raises(NotAllowed):
        apps.approve(store, person(store, "clerk"), filed.application_id, 1, "同意")
    with pytest.raises(NotAllowed):
        apps.file_confirmation(house(store), person(store, "area_clerk"), far.values(), "t", "r")
    assert legal_of(store, far.values()) == {"to_verify"}


def test_a_decision_on_what_was_shown_before_somebody_else_decided_is_stale(store: Store) -> None:
    filed = confirm(store, addresses(store, ["1号"]).values())
    apps.approve(store, person(store, "chief"), filed.application_id, 1, "同意")
    with pytest.raises(StaleRecord):
        apps.approve(store, person(store, "other_chief"), filed.application_id, 1, "同意")
    with pytest.raises(WrongState):
        apps.approve(store, person(store, "other_chief"), filed.application_id, 2, "同意")
    with pytest.raises(NotFound):
        apps.approve(store, person(store, "chief"), 5, 1, "同意")


def test_of_two_chiefs_who_decide_at_the_same_time_one_wins(store: Store) -> None:
    made = addresses(store, [f"{n}号" for n in range(1, 40)])
    filed = confirm(store, made.values())
    start, outcomes = threading.Barrier(2), []

    def decide(login: str) -> None:
        start.wait()
        try:
            apps.approve(store, person(store, login), filed.application_id, 1, login)
            outcomes.append("won")
        except StaleRecord:
            outcomes.append("stale")

    threads = [threading.Thread(target=decide, args=(login,)) for login in ("chief", "other_chief")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["stale", "won"]
    assert legal_of(store, made.values()) == {"approved"}


def test_an_address_with_an_open_problem_stays_out_with_everything_below_it(store: Store) -> None:
    made = addresses(
        store,
        ["1号", "2号", "2号/1幢", "2号/1幢/101室", "3号"],
        sides={"1号": "left", "2号": "left", "3号": "left"},
    )
    assert find_problems(store, person(store, "clerk")).findings == {"wrong_side": 1}
    filed = confirm(store, made.values())
    assert filed.node_ids == (made["1号"], made["3号"])
    why = {item.node_id: (item.reason, item.detail) for item in filed.blocked}
    assert why == {
        made["2号"]: ("open_problem", "wrong_side"),
        made["2号/1幢"]: ("parent_not_approved", "to_verify"),
        made["2号/1幢/101室"]: ("parent_not_approved", "to_verify"),
    }
    assert all(item.full_text.startswith("厦门市思明区湖滨南路2号") for item in filed.blocked)
    assert legal_of(store, [made["2号"]]) == {"to_verify"}


def test_a_missing_neighbour_blocks_nobody(store: Store) -> None:
    made = addresses(store, ["1号", "5号"])
    assert find_problems(store, person(store, "clerk")).findings == {"number_gap": 1}
    assert confirm(store, made.values()).blocked == ()


def test_unknown_and_already_filed_addresses_are_named_and_nothing_is_filed_for_them(store: Store) -> None:
    made = addresses(store, ["1号"])
    confirm(store, made.values())
    again = confirm(store, [*made.values(), 7])
    assert (again.application_id, again.items) == (0, 0)
    assert [(item.node_id, item.reason) for item in again.blocked] == [
        (7, "not_found"),
        (made["1号"], "wrong_state"),
    ]
    assert len(apps.applications(store)) == 1


def test_addresses_under_a_name_that_is_not_approved_stay_out_and_stop_an_approval(store: Store) -> None:
    made = addresses(store, ["1号", "3号"])
    filed = confirm(store, [made["1号"]])
    with store.engine.begin() as conn:
        conn.execute(update(place).where(place.c.name == STREET).values(state="pending"))
    assert [(item.reason, item.detail) for item in confirm(store, [made["3号"]]).blocked] == [
        ("draft_place", "pending")
    ]
    with pytest.raises(WrongState):
        apps.approve(store, person(store, "chief"), filed.application_id, 1, "同意")
    with pytest.raises(WrongState):
        new_number(store)


def test_a_child_is_not_approved_before_its_parent(store: Store) -> None:
    made = addresses(store, ["1号", "1号/101室"])
    first, second = confirm(store, [made["1号"]]), confirm(store, [made["1号/101室"]])
    assert [item.reason for item in second.blocked] == ["parent_not_approved"]
    apps.approve(store, person(store, "chief"), first.application_id, 1, "同意")
    assert confirm(store, [made["1号/101室"]]).items == 1


def test_an_approval_stops_when_a_parent_was_given_back_meanwhile(store: Store) -> None:
    made = approved(store, ["1号"])
    room = addresses(store, ["9号", "9号/101室"])
    with store.engine.begin() as conn:
        conn.execute(update(node).where(node.c.id == room["9号/101室"]).values(parent_id=made["1号"]))
    filed = confirm(store, [room["9号/101室"]])
    door_application = apps.applications(store, Application.APPROVED)[0]
    apps.revoke(store, person(store, "chief"), door_application.id, door_application.row_version, "错批")
    with pytest.raises(WrongState):
        apps.approve(store, person(store, "chief"), filed.application_id, 1, "同意")


@pytest.mark.parametrize(
    ("login", "act", "state"),
    [
        ("chief", apps.return_application, Application.RETURNED),
        ("clerk", apps.withdraw, Application.WITHDRAWN),
    ],
)
def test_what_is_given_back_or_withdrawn_is_a_draft_that_keeps_its_number(
    store: Store, login: str, act: object, state: Application
) -> None:
    filed = new_number(store)
    decided = act(store, person(store, login), filed.application_id, 1, "材料不全")  # type: ignore[operator]
    assert decided.state is state
    assert legal_of(store, filed.node_ids) == {"draft"}
    assert slots(store) == {"1": "pending"}
    with pytest.raises(WrongState):
        apps.approve(store, person(store, "chief"), filed.application_id, 2, "同意")


def test_an_approval_is_revoked_until_a_plate_is_begun(store: Store) -> None:
    made = coded(store, ["1号"])
    (application,) = apps.applications(store)
    make_batches(store, person(store, "printer"), "350203", {PlateClass.LARGE_DOOR: "large_door/1"})
    with pytest.raises(NotAllowed) as refused:
        apps.revoke(store, person(store, "chief"), application.id, application.row_version, "错批")
    assert refused.value.why == "plate_exists"
    assert legal_of(store, made.values()) == {"approved"}


def test_an_approval_is_not_revoked_from_under_approved_children(store: Store) -> None:
    made = addresses(store, ["1号", "1号/101室"])
    door_file = confirm(store, [made["1号"]])
    apps.approve(store, person(store, "chief"), door_file.application_id, 1, "同意")
    room_file = confirm(store, [made["1号/101室"]])
    apps.approve(store, person(store, "chief"), room_file.application_id, 1, "同意")
    with pytest.raises(NotAllowed) as refused:
        apps.revoke(store, person(store, "chief"), door_file.application_id, 2, "错批")
    assert refused.value.why == "children_approved"
    apps.revoke(store, person(store, "chief"), room_file.application_id, 2, "错批")
    apps.revoke(store, person(store, "chief"), door_file.application_id, 2, "错批")
    assert legal_of(store, made.values()) == {"draft"}
    assert slots(store) == {"1": "live"}


def test_new_numbers_are_born_waiting_for_approval_with_their_reason(store: Store) -> None:
    addresses(store, ["1号", "5号"])
    filed = new_number(store, count=2)
    with store.read() as conn:
        rows = conn.execute(
            select(node.c.full_text, node.c.legal, node.c.side, node.c.area_community)
            .where(node.c.id.in_(filed.node_ids))
            .order_by(node.c.number)
        ).all()
        reasons = list(conn.execute(select(application_item.c.reason)).scalars())
    assert [tuple(row) for row in rows] == [
        ("厦门市思明区湖滨南路3号", "to_approve", "left", COMMUNITY),
        ("厦门市思明区湖滨南路7号", "to_approve", "left", COMMUNITY),
    ]
    assert '"reason":"gap"' in reasons[0]
    assert slots(store) == {"1": "pending", "3": "pending", "5": "pending", "7": "pending"}
    apps.approve(store, person(store, "chief"), filed.application_id, 1, "同意")
    assert slots(store)["3"] == "live"


def test_an_infill_stands_behind_its_neighbour(store: Store) -> None:
    addresses(store, ["2号", "4号"])
    filed = new_number(store, side="right", after=parse_number("2号"))
    with store.read() as conn:
        text = conn.execute(select(node.c.own_text).where(node.c.id == filed.node_ids[0])).scalar()
    assert text == "2-1号"


def test_a_new_number_needs_a_place_and_a_community_of_the_register(store: Store) -> None:
    clerk = person(store, "clerk")
    with pytest.raises(NotFound):
        apps.file_new_number(store, clerk, 5, COMMUNITY, side="left", count=1, reason="r")
    with pytest.raises(NotFound):
        apps.file_new_number(store, clerk, place_id(store), "350203999999", side="left", count=1, reason="r")
    with pytest.raises(NotAllowed):
        apps.file_new_number(
            store,
            person(store, "area_clerk"),
            place_id(store),
            OTHER_COMMUNITY,
            side="left",
            count=1,
            reason="r",
        )


def test_of_two_clerks_who_take_the_same_number_at_the_same_time_one_wins(store: Store) -> None:
    shown = [proposal.number for proposal in propose(store, place_id(store), "left", 1)]
    start, outcomes = threading.Barrier(2), []

    def take(login: str) -> None:
        actor = person(store, login)
        start.wait()
        try:
            apps.file_new_number(
                store,
                actor,
                place_id(store),
                COMMUNITY,
                side="left",
                count=1,
                reason=login,
                shown=shown,
            )
            outcomes.append("won")
        except NumberTaken as taken:
            outcomes.append(taken.text)

    threads = [threading.Thread(target=take, args=(login,)) for login in ("clerk", "area_clerk")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["1号", "won"]
    assert slots(store) == {"1": "pending"}


def test_two_clerks_who_ask_for_the_next_number_get_different_ones(store: Store) -> None:
    start = threading.Barrier(2)
    taken: list[int] = []

    def take(login: str) -> None:
        actor = person(store, login)
        start.wait()
        filed = apps.file_new_number(
            store, actor, place_id(store), COMMUNITY, side="left", count=3, reason=login
        )
        taken.extend(filed.node_ids)

    threads = [threading.Thread(target=take, args=(login,)) for login in ("clerk", "area_clerk")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(taken)) == 6
    assert sorted(slots(store), key=int) == ["1", "3", "5", "7", "9", "11"]


def test_a_refused_filing_leaves_nothing_behind(store: Store, store_url: str) -> None:
    made = addresses(store, ["1号"])
    far = addresses(store, ["1号"], LANE, community=FAR_COMMUNITY)
    both = [*made.values(), *far.values()]
    with pytest.raises(NotAllowed):
        apps.file_confirmation(house(store), person(store, "area_clerk"), both, "t", "r")
    store.close()
    again = open_store(store_url)
    try:
        with again.read() as conn:
            assert conn.execute(select(func.count()).select_from(application_item)).scalar() == 0
            assert set(conn.execute(select(node.c.legal)).scalars()) == {Legal.TO_VERIFY.value}
    finally:
        again.close()
