"""Who answers for what, and how that passes from one person to the next: on both engines, each account for itself."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from db.domain.access import Role
from db.domain.errors import DomainError, NotAllowed, NotFound, StaleRecord, WrongState
from db.domain.handover import DutyKey, DutyKind, HandoverRefused, LeftOut
from db.schema.office import responsibility
from db.schema.system import actor, journal
from db.schema.work import application
from db.services.applications import approve, file_confirmation, withdraw
from db.services.handover import (
    Offered,
    accept_handover,
    duties,
    givers,
    handover_sheet,
    handovers,
    hanging,
    offer_handover,
    receivers,
    refuse_handover,
    withdraw_handover,
)
from db.services.store import check_store, open_store
from db.store.handover import answers_for
from db.store.store import Store
from tests.cases import a_case, account, colleagues, finish, give
from tests.desks import Desks
from tests.office import addresses, person
from tests.register import COMMUNITY, DISTRICT, FAR_COMMUNITY, OTHER_COMMUNITY

WORK = (DutyKind.APPLICATION, DutyKind.IMPORT_BATCH, DutyKind.PACKAGE, DutyKind.PROBLEM)
"""What a clerk does himself."""


def offered(store: Store, to: str, items: list[DutyKey] | None = None, giver: str = "clerk") -> Offered:
    return offer_handover(store, person(store, giver), giver, to, reason="调离", items=items)


def own(store: Store, login: str) -> Store:
    """The store as somebody sees it."""
    return store.desk(login) if isinstance(store, Desks) else store


def mine(store: Store, login: str) -> set[DutyKey]:
    with store.read() as conn:
        return {one.key for one in answers_for(conn, login)}


def test_everything_a_leaver_answers_for_is_listed_and_counted(store: Store) -> None:
    (other,) = colleagues(store, 1)
    made = {a_case(store, kind, "clerk") for kind in DutyKind if kind is not DutyKind.HANDOVER}
    for kind in WORK:
        finish(store, [a_case(store, kind, "clerk")])
        a_case(store, kind, other)
    assert {one.key for one in duties(store, "clerk")} == made
    assert hanging(store, "clerk") == {kind: 1 for kind, _ in made}
    assert hanging(store, "nobody") == {}
    with pytest.raises(NotFound):
        duties(store, "nobody")


def test_a_list_that_was_given_up_hangs_on_nobody(store: Store) -> None:
    _, row_id = a_case(store, DutyKind.PLATE_BATCH, "printer")
    with store.engine.connect().execution_options(writing=True) as conn, conn.begin():
        conn.execute(text("UPDATE plate_batch SET state = 'failed' WHERE id = :id"), {"id": row_id})
    assert duties(store, "printer") == []


def test_what_is_accepted_moves_and_the_name_that_made_it_stays(store: Store) -> None:
    (other,) = colleagues(store, 1)
    made = {a_case(store, kind, "clerk") for kind in WORK}
    offer = offered(store, other)
    assert mine(store, "clerk") == made
    assert hanging(store, other) == {DutyKind.HANDOVER: 1}
    done = accept_handover(store, person(store, other), offer.handover_id, 1)
    assert {item.key for item in done.moved} == made
    assert done.left_out == ()
    assert mine(own(store, "clerk"), "clerk") == set()
    assert mine(own(store, other), other) == made
    found = duties(own(store, other), other)
    assert {one.maker for one in found} == {"clerk", ""}
    assert all(one.delegated and one.login == other for one in found)
    (head,) = handovers(store, other)
    assert (head.state, head.items, head.left_out, head.reason) == ("accepted", 4, 0, "调离")
    with store.read() as conn:
        verbs = list(conn.execute(select(journal.c.verb).order_by(journal.c.seq.desc()).limit(2)).scalars())
        assert list(conn.execute(select(application.c.filed_by)).scalars()) == ["clerk"]
    assert verbs == ["handover.accept", "handover.offer"]
    assert check_store(store).ok


def test_what_was_handed_on_can_be_handed_on_again(store: Store) -> None:
    first, second = colleagues(store, 2)
    case = a_case(store, DutyKind.APPLICATION, "clerk")
    accept_handover(store, person(store, first), offered(store, first).handover_id, 1)
    offer = offered(store, second, giver=first)
    accept_handover(store, person(store, second), offer.handover_id, 1)
    assert (mine(store, "clerk"), mine(store, first), mine(store, second)) == (set(), set(), {case})


def test_a_leaver_hands_to_several_and_nothing_twice(store: Store) -> None:
    first, second = colleagues(store, 2)
    one, two = (a_case(store, DutyKind.APPLICATION, "clerk") for _ in range(2))
    offered(store, first, [one])
    with pytest.raises(HandoverRefused) as caught:
        offered(store, second, [two, one])
    assert (caught.value.why, len(caught.value.items)) == ("offered_already", 1)
    assert [duty.key for duty in offered(store, second).duties] == [two]
    with pytest.raises(HandoverRefused) as caught:
        offered(store, second)
    assert caught.value.why == "nothing"


def test_who_cannot_do_an_item_is_refused_with_those_who_could(store: Store) -> None:
    (other,) = colleagues(store, 1)
    near = a_case(store, DutyKind.APPLICATION, "clerk")
    far = a_case(store, DutyKind.APPLICATION, "clerk", FAR_COMMUNITY)
    with pytest.raises(HandoverRefused) as caught:
        offered(store, "area_clerk")
    assert caught.value.why == "misfit"
    assert caught.value.items == (("application", f"申请{far[1]}", f"人{other}（{other}）"),)
    assert [one.key for one in offered(store, "area_clerk", [near]).duties] == [near]


def test_receivers_are_shown_with_what_they_could_not_do(store: Store) -> None:
    near = a_case(store, DutyKind.APPLICATION, "clerk")
    far = a_case(store, DutyKind.APPLICATION, "clerk", FAR_COMMUNITY)
    (other,) = colleagues(store, 1)
    store = own(store, "clerk")
    found = {one.login: one.unfit for one in receivers(store, duties(store, "clerk"), "clerk")}
    assert next(iter(found)) == other
    assert (found[other], found["area_clerk"], found["chief"]) == (set(), {far}, {near, far})
    assert "clerk" not in found


def test_an_application_over_two_communities_needs_the_unit_that_holds_both(store: Store) -> None:
    both = account(store, "both", (Role.AREA_CLERK, COMMUNITY), (Role.AREA_CLERK, OTHER_COMMUNITY))
    street = account(store, "street", (Role.AREA_CLERK, COMMUNITY[:9]))
    made = addresses(store, ["1号"]) | addresses(store, ["2号"], community=OTHER_COMMUNITY)
    filed = file_confirmation(store, person(store, "clerk"), made.values(), "两个社区", "普查")
    key = (DutyKind.APPLICATION, filed.application_id)
    with pytest.raises(HandoverRefused):
        offered(store, both, [key])
    offer = offered(store, street, [key])
    assert offer.duties[0].areas == ("350203005000",)
    accept_handover(store, person(store, street), offer.handover_id, 1)
    assert mine(store, street) == {key}


def test_a_chief_or_an_administrator_hands_over_for_somebody(store: Store) -> None:
    (other,) = colleagues(store, 1)
    for actor_login in ("chief", "admin"):
        case = a_case(store, DutyKind.APPLICATION, "clerk")
        who = person(store, actor_login)
        offer = offer_handover(store, who, "clerk", other, reason="离岗", items=[case])
        accept_handover(store, person(store, other), offer.handover_id, 1)
        assert case in mine(store, other)
        assert set(givers(store, who)) >= {"clerk", other, "area_clerk", actor_login}


def test_a_colleague_or_a_chief_of_elsewhere_hands_over_nothing(store: Store) -> None:
    (other,) = colleagues(store, 1)
    account(store, "far_chief", (Role.CHIEF, FAR_COMMUNITY))
    a_case(store, DutyKind.APPLICATION, "clerk")
    for login in (other, "area_clerk", "far_chief"):
        assert givers(store, person(store, login)) == [login]
        with pytest.raises(NotAllowed) as caught:
            offer_handover(store, person(store, login), "clerk", other, reason="离岗")
        assert caught.value.why == "not_yours_to_give"


def test_a_closed_account_still_gives_and_never_receives(store: Store) -> None:
    (other,) = colleagues(store, 1)
    case = a_case(store, DutyKind.APPLICATION, "clerk")
    close_account(store, "clerk")
    assert hanging(store, "clerk") == {DutyKind.APPLICATION: 1}
    offer = offer_handover(store, person(store, "chief"), "clerk", other, reason="离岗")
    accept_handover(store, person(store, other), offer.handover_id, 1)
    assert mine(store, other) == {case}
    with pytest.raises(NotFound):
        offer_handover(store, person(store, "chief"), other, "clerk", reason="回岗")


def close_account(store: Store, login: str) -> None:
    with store.engine.connect().execution_options(writing=True) as conn, conn.begin():
        conn.execute(update(actor).where(actor.c.login == login).values(state="closed"))


def test_an_offer_without_reason_to_oneself_or_of_other_peoples_cases_is_refused(store: Store) -> None:
    (other,) = colleagues(store, 1)
    strange = a_case(store, DutyKind.APPLICATION, other)
    clerk = person(store, "clerk")
    with pytest.raises(NotAllowed):
        offer_handover(store, clerk, "clerk", other, reason=" ")
    for to, items, why in (
        ("clerk", None, "to_himself"),
        (other, [strange], "not_his"),
        (other, [], "nothing"),
    ):
        with pytest.raises(HandoverRefused) as caught:
            offer_handover(store, clerk, "clerk", to, reason="调离", items=items)
        assert caught.value.why == why
    with pytest.raises(NotFound):
        offer_handover(store, person(store, "chief"), "nobody", other, reason="调离")


def test_what_was_finished_or_taken_or_no_longer_fits_is_left_out_and_named(store: Store) -> None:
    (other,) = colleagues(store, 1)
    kept, done, taken = (a_case(store, DutyKind.APPLICATION, "clerk") for _ in range(3))
    batch = a_case(store, DutyKind.IMPORT_BATCH, "clerk")
    offer = offered(store, other)
    finish(store, [done])
    give(store, taken, "area_clerk")
    with store.engine.connect().execution_options(writing=True) as conn, conn.begin():
        conn.execute(text("UPDATE actor_role SET role = 'area_clerk' WHERE actor_id > 900000"))
    answer = accept_handover(store, person(store, other), offer.handover_id, 1)
    assert [item.key for item in answer.moved] == [kept]
    assert {item.key: why for item, why in answer.left_out} == {
        done: LeftOut.FINISHED,
        taken: LeftOut.TAKEN,
        batch: LeftOut.UNFIT,
    }
    assert (mine(store, "clerk"), mine(store, other)) == ({batch}, {kept})
    sheet = handover_sheet(store, offer.handover_id)
    assert sheet.head.left_out == 3
    assert {item.key: item.outcome for item in sheet.items} == {
        kept: "",
        done: "finished",
        taken: "taken",
        batch: "unfit",
    }


def test_refusing_needs_a_reason_and_leaves_everything_with_the_giver(store: Store) -> None:
    (other,) = colleagues(store, 1)
    case = a_case(store, DutyKind.APPLICATION, "clerk")
    offer = offered(store, other)
    with pytest.raises(NotAllowed):
        refuse_handover(store, person(store, other), offer.handover_id, 1, "")
    refuse_handover(store, person(store, other), offer.handover_id, 1, "不熟悉")
    assert (mine(store, "clerk"), mine(store, other)) == ({case}, set())
    sheet = handover_sheet(store, offer.handover_id)
    assert (sheet.head.state, sheet.head.answer, sheet.head.row_version) == ("refused", "不熟悉", 2)
    with pytest.raises(WrongState):
        accept_handover(store, person(store, other), offer.handover_id, 2)
    assert offered(store, other).duties[0].offered == 0


def test_only_the_receiver_answers_and_only_the_giving_side_withdraws(store: Store) -> None:
    first, second = colleagues(store, 2)
    a_case(store, DutyKind.APPLICATION, "clerk")
    offer = offered(store, first)
    for answer in (accept_handover, withdraw_handover):
        with pytest.raises((NotAllowed, NotFound)):
            answer(store, person(store, second), offer.handover_id, 1)
    with pytest.raises(NotAllowed):
        accept_handover(store, person(store, "clerk"), offer.handover_id, 1)
    with pytest.raises((NotAllowed, NotFound)):
        refuse_handover(store, person(store, second), offer.handover_id, 1, "不")
    with pytest.raises(NotAllowed):
        withdraw_handover(store, person(store, first), offer.handover_id, 1)
    withdraw_handover(store, person(store, "chief"), offer.handover_id, 1)
    assert [one.state for one in handovers(store)] == ["withdrawn"]
    withdraw_handover(store, person(store, "clerk"), offered(store, first).handover_id, 1)
    with pytest.raises(NotFound):
        handover_sheet(store, 1)


def test_who_filed_still_decides_nothing_after_handing_over(store: Store) -> None:
    both = account(store, "clerk_chief", (Role.CLERK, DISTRICT), (Role.CHIEF, DISTRICT))
    (other,) = colleagues(store, 1)
    made = addresses(store, ["7号"])
    filed = file_confirmation(store, person(store, both), made.values(), "一条", "普查")
    accept_handover(store, person(store, other), offered(store, other, giver=both).handover_id, 1)
    with pytest.raises(NotAllowed) as caught:
        approve(store, person(store, both), filed.application_id, 1, "同意")
    assert caught.value.why == "same_person"
    withdraw(store, person(store, other), filed.application_id, 1, "重报")
    assert mine(store, other) == set()


def test_two_answers_at_once_leave_one(store: Store) -> None:
    (other,) = colleagues(store, 1)
    for _ in range(3):
        case = a_case(store, DutyKind.APPLICATION, "clerk")
        offer = offered(store, other, [case]).handover_id
        receiver, giver = person(store, other), person(store, "clerk")
        told = at_once(
            lambda who=receiver, which=offer: accept_handover(store, who, which, 1),
            lambda who=receiver, which=offer: accept_handover(store, who, which, 1),
            lambda who=giver, which=offer: withdraw_handover(store, who, which, 1),
        )
        assert len([one for one in told if isinstance(one, StaleRecord)]) == 2
        accepted = handover_sheet(store, offer).head.state == "accepted"
        assert case in mine(store, other if accepted else "clerk")
        assert case not in mine(store, "clerk" if accepted else other)


def test_two_offers_of_one_item_at_once_leave_one(store: Store) -> None:
    first, second = colleagues(store, 2)
    case = a_case(store, DutyKind.APPLICATION, "clerk")
    told = at_once(lambda: offered(store, first, [case]), lambda: offered(store, second, [case]))
    (refused,) = [one for one in told if isinstance(one, HandoverRefused)]
    assert refused.why == "offered_already"
    assert len(handovers(store)) == 1


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each came to: its value, or the refusal."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except DomainError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_a_kill_while_accepting_moves_nothing(store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(store_url)
    (other,) = colleagues(store, 1)
    made = {a_case(store, kind, "clerk") for kind in WORK}
    offer = offered(store, other).handover_id
    store.close()
    pid = os.fork()
    if pid == 0:
        try:
            die = lambda *_given: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
            monkeypatch.setattr("db.store.store.journal.append", die)
            child = open_store(store_url)
            accept_handover(child, person(child, other), offer, 1)
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    again = open_store(store_url)
    assert (mine(again, "clerk"), mine(again, other)) == (made, set())
    assert handover_sheet(again, offer).head.state == "offered"
    accept_handover(again, person(again, other), offer, 1)
    assert mine(again, other) == made
    assert check_store(again).ok
    again.close()


PEOPLE = ("clerk", "clerk_0", "clerk_1")
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("offer"), st.permutations(PEOPLE), st.sets(st.integers(0, 3), min_size=1) | st.none()
        ),
        st.tuples(st.sampled_from(("accept", "refuse", "withdraw")), st.integers(0, 3)),
        st.tuples(st.just("finish"), st.integers(0, 3)),
    ),
    min_size=3,
    max_size=8,
)


class Oracle:
    """Who answers for what, in plain dicts."""

    def __init__(self, keys: list[DutyKey]) -> None:
        self.keys = keys
        self.holder = dict.fromkeys(keys, "clerk")
        self.open: set[DutyKey] = set(keys)
        self.offers: dict[int, tuple[str, str, list[DutyKey]]] = {}

    def on_offer(self) -> set[DutyKey]:
        return {key for *_, keys in self.offers.values() for key in keys}

    def offerable(self, giver: str, wanted: set[int] | None) -> list[DutyKey] | None:
        """What an offer would hold; None when it is refused."""
        his = [key for key in self.keys if key in self.open and self.holder[key] == giver]
        if wanted is None:
            return [key for key in his if key not in self.on_offer()] or None
        keys = [self.keys[n] for n in sorted(wanted)]
        return keys if all(key in his and key not in self.on_offer() for key in keys) else None

    def accept(self, offer: int) -> set[DutyKey]:
        giver, receiver, keys = self.offers.pop(offer)
        moved = {key for key in keys if key in self.open and self.holder[key] == giver}
        self.holder.update(dict.fromkeys(moved, receiver))
        return moved

    def held(self, login: str) -> set[DutyKey]:
        return {key for key in self.open if self.holder[key] == login}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_whatever_happens_each_open_case_has_one_who_answers(
    store: Store, steps: list[tuple[object, ...]]
) -> None:
    if not mine(store, "nobody") and len(givers(store, person(store, "chief"))) < 9:
        colleagues(store, 2)
    for login in PEOPLE:
        finish(store, list(mine(store, login)))
        for one in handovers(store, login):
            if one.state == "offered":
                withdraw_handover(store, person(store, "chief"), one.id, one.row_version)
    oracle = Oracle([a_case(store, kind, "clerk") for kind in WORK])
    for step in steps:
        play(store, oracle, step)
        held = {login: mine(own(store, login), login) for login in PEOPLE}
        assert held == {login: oracle.held(login) for login in PEOPLE}


def play(store: Store, oracle: Oracle, step: tuple[object, ...]) -> None:
    match step:
        case ("offer", [giver, receiver, _], wanted):
            keys = oracle.offerable(giver, wanted)
            items = None if wanted is None else [oracle.keys[n] for n in sorted(wanted)]
            try:
                made = offered(store, receiver, items, giver)
            except HandoverRefused:
                assert keys is None
            else:
                assert keys is not None
                assert {one.key for one in made.duties} == set(keys)
                oracle.offers[made.handover_id] = (giver, receiver, keys)
        case ("finish", int(n)):
            oracle.open.discard(oracle.keys[n])
            finish(store, [oracle.keys[n]])
        case (verb, int(n)) if oracle.offers:
            offer = sorted(oracle.offers)[n % len(oracle.offers)]
            giver, receiver, _ = oracle.offers[offer]
            if verb == "accept":
                done = accept_handover(store, person(store, receiver), offer, 1)
                assert {item.key for item in done.moved} == oracle.accept(offer)
                return
            del oracle.offers[offer]
            if verb == "refuse":
                refuse_handover(store, person(store, receiver), offer, 1, "不接")
            else:
                withdraw_handover(store, person(store, giver), offer, 1)


def test_on_a_server_nobody_takes_or_gives_a_case_past_its_offer(store: Store) -> None:
    first, second = colleagues(store, 2)
    case = a_case(store, DutyKind.APPLICATION, "clerk")
    if not isinstance(store, Desks):
        assert mine(store, "clerk") == {case}
        return
    insert_row = (
        "INSERT INTO responsibility (table_name, row_id, login, since) VALUES ('application', :id, :who, 'x')"
    )
    accepted = "UPDATE handover SET state = 'accepted' WHERE id = :id"
    for login, whom in ((first, first), ("clerk", first), ("chief", first)):
        attempt(store.desk(login), insert_row, id=case[1], who=whom)
    offer = offered(store, first, [case]).handover_id
    attempt(store.desk(second), insert_row, id=case[1], who=second)
    attempt(store.desk("clerk"), accepted, id=offer)
    attempt(store.desk("clerk"), insert_row, id=case[1], who=first)
    accept_handover(store, person(store, first), offer, 1)
    with store.desk("clerk").engine.begin() as conn:
        gone = conn.execute(update(responsibility).values(login="clerk"))
        assert gone.rowcount == 0
        conn.rollback()
    assert mine(store, first) == {case}


def attempt(desk: Store, statement: str, **given_values: object) -> None:
    """Try a statement that the database must refuse, or at least not keep."""
    with pytest.raises(DBAPIError), desk.engine.begin() as conn:
        conn.execute(text(statement), given_values)
