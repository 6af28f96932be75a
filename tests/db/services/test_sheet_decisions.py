"""What communities said, taken over or left: each way of the register, refusals one by one, again after a crash."""

import pytest

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.check_sheet import SheetRefused
from db.domain.errors import DomainError, NotAllowed, NumberTaken, StaleRecord
from db.domain.plan import PlanRefused
from db.domain.progress import Cancelled, Silent
from db.domain.state import Finding, Sheet
from db.services import sheet_decisions, sheets
from db.services.applications import applications
from db.services.quality import open_problems
from db.services.sheet_decisions import Answer, Decided, Decision
from db.services.undo import undo
from db.store.sheets import FindingRow
from db.store.store import Store
from tests import changes
from tests.office import addresses, approved, full, person
from tests.sheets import decided, filled, findings, issued, sheet_now, taken

WRONG = {"verdict": "有误"}


def said(store: Store, answers: dict[int, dict[str, str]], *fresh: dict[str, str]) -> sheets.Issued:
    sheet = issued(store)
    taken(store, filled(store, sheet, answers, fresh))
    return sheet


def states(store: Store, sheet: sheets.Issued) -> dict[tuple[str, str], str]:
    return {(one.field, one.said): one.state for one in findings(store, sheet)}


def refusals(done: Decided) -> list[DomainError]:
    return [one.error for one in done.refused]


def test_a_correction_of_what_nobody_approved_is_made_at_once_and_can_be_taken_back(store: Store) -> None:
    made = addresses(store, ["2号", "4号"])
    sheet = said(
        store,
        {made["2号"]: {**WRONG, "new_own_text": "22号"}, made["4号"]: {**WRONG, "new_own_text": "24号"}},
    )
    done = decided(store, findings(store, sheet))
    assert (done.applied, done.filed, done.refused) == (2, 0, ())
    assert changes.texts(store, made) == {"2号": full("22号"), "4号": full("24号")}
    assert done.changes.touches("check_finding")
    undo(store, person(store, "clerk"))
    assert changes.texts(store, made) == {"2号": full("2号"), "4号": full("4号")}
    changes.whole(store)


def test_a_correction_of_what_is_approved_is_filed_for_another_person(store: Store) -> None:
    made = approved(store, ["2号", "4号"])
    sheet = said(
        store,
        {made["2号"]: {**WRONG, "new_own_text": "22号"}, made["4号"]: {**WRONG, "new_own_text": "24号"}},
    )
    done = decided(store, findings(store, sheet))
    assert (done.applied, done.filed) == (0, 2)
    assert set(states(store, sheet).values()) == {Finding.FILED.value}
    (filed,) = [one for one in applications(store) if one.kind == "correct"]
    assert sheet.number in filed.title
    assert changes.texts(store, made)["2号"] == full("2号")
    changes.whole(store)


def test_approved_and_other_addresses_are_decided_together(store: Store) -> None:
    made = addresses(store, ["2号"]) | approved(store, ["4号"])
    sheet = said(
        store,
        {made["2号"]: {**WRONG, "new_own_text": "22号"}, made["4号"]: {**WRONG, "new_own_text": "24号"}},
    )
    done = decided(store, findings(store, sheet))
    assert (done.applied, done.filed, done.refused) == (1, 1, ())


def test_name_floor_and_state_of_one_address_go_together(store: Store) -> None:
    made = addresses(store, ["2号", "2号/101室"])
    room = made["2号/101室"]
    sheet = said(
        store, {room: {**WRONG, "new_own_text": "201室", "new_floor": "2", "new_existence": "已拆除"}}
    )
    done = decided(store, findings(store, sheet))
    assert (done.applied, done.refused) == (3, ())
    row = changes.rows(store, [room])[room]
    assert (row.own_text, row.floor, row.existence) == ("201室", 2, "demolished")


def test_that_an_approved_building_is_gone_is_written_down_at_once(store: Store) -> None:
    made = approved(store, ["2号"])
    sheet = said(store, {made["2号"]: {"verdict": "不存在"}})
    assert decided(store, findings(store, sheet)).applied == 1
    row = changes.rows(store, made.values())[made["2号"]]
    assert (row.existence, row.legal) == ("demolished", "approved")


def test_new_addresses_come_into_being_a_building_before_its_rooms(store: Store) -> None:
    addresses(store, ["2号"])
    fresh = ("湖滨南路2号3幢101室", "厦门市思明区湖滨南路2号3幢", "湖滨南路8号")
    sheet = said(store, {}, *({"address": text, "verdict": "新增", "new_floor": "1"} for text in fresh))
    done = decided(store, findings(store, sheet))
    assert done.refused == ()
    again = issued(store)
    texts = {one.full_text: one.values["floor"] for one in sheets.sheet_rows(store, again.sheet_id)}
    assert texts == {full("2号"): "", full("2号/3幢"): "1", full("2号/3幢") + "101室": "1", full("8号"): "1"}
    changes.whole(store)


def test_a_new_address_whose_parent_or_street_is_missing_waits(store: Store) -> None:
    addresses(store, ["2号"])
    sheet = said(store, {}, {"address": "湖滨南路2号3幢101室"}, {"address": "无名路1号"})
    done = decided(store, findings(store, sheet))
    whys = {error.why for error in refusals(done) if isinstance(error, SheetRefused)}
    assert whys == {"more_levels", "no_place"}
    assert set(states(store, sheet).values()) == {Finding.OPEN.value}


def test_one_number_that_is_taken_stops_no_other(store: Store) -> None:
    made = addresses(store, ["2号", "4号", "6号"])
    sheet = said(
        store,
        {made["2号"]: {**WRONG, "new_own_text": "6号"}, made["4号"]: {**WRONG, "new_own_text": "24号"}},
    )
    done = decided(store, findings(store, sheet))
    assert done.applied == 1
    assert [type(error) for error in refusals(done)] == [NumberTaken]
    assert changes.texts(store, made)["4号"] == full("24号")


def test_a_missing_or_damaged_plate_opens_one_problem(store: Store) -> None:
    made = addresses(store, ["2号", "4号"])
    changes.hang(store, {made["4号"]: "mounted"})
    sheet = said(store, {made["2号"]: {"plate": "损坏"}, made["4号"]: {"plate": "无"}})
    decided(store, findings(store, sheet))
    assert sorted((one.problem, one.rule) for one in open_problems(store)) == [
        ("损", "plate_damaged"),
        ("缺", "plate_missing"),
    ]
    other = said(store, {made["2号"]: {"plate": "损坏"}})
    assert decided(store, findings(store, other)).applied == 1
    assert len(open_problems(store)) == 2


def test_a_community_clerk_cannot_open_problems_but_decides_the_rest(store: Store) -> None:
    made = addresses(store, ["2号"])
    sheet = said(store, {made["2号"]: {"plate": "损坏", "note": "看过"}})
    done = decided(store, findings(store, sheet), login="area_clerk")
    assert done.applied == 1
    assert [type(error) for error in refusals(done)] == [NotAllowed]


def test_what_is_left_is_left_with_a_reason(store: Store) -> None:
    made = addresses(store, ["2号"])
    sheet = said(store, {made["2号"]: {"verdict": "不存在"}})
    (one,) = findings(store, sheet)
    with pytest.raises(SheetRefused, match="no_reason"):
        sheet_decisions.decide(
            store,
            person(store, "clerk"),
            [Decision(one.id, one.row_version, Answer.LEAVE)],
            "更正",
            " ",
            Silent(),
        )
    assert decided(store, [one], Answer.LEAVE).dismissed == 1
    (kept,) = findings(store, sheet)
    assert (kept.state, kept.decided_by, kept.reason) == ("dismissed", "clerk", "按核查表")
    assert sheet_now(store, sheet).state == Sheet.CLOSED


def test_what_was_given_back_can_only_be_left(store: Store) -> None:
    made = addresses(store, ["2号", "4号"])
    sheet = said(
        store,
        {made["2号"]: {"verdict": "大概"}, made["4号"]: {"address": "湖滨南路4号旁", "verdict": "一致"}},
    )
    done = decided(store, findings(store, sheet))
    assert [getattr(error, "why", "") for error in refusals(done)] == ["by_hand", "by_hand"]
    assert decided(store, findings(store, sheet), Answer.LEAVE).dismissed == 2


def test_of_two_words_about_one_thing_one_can_be_taken(store: Store) -> None:
    made = addresses(store, ["2号"])
    sheet = said(store, {made["2号"]: {**WRONG, "new_own_text": "22号"}})
    taken(store, filled(store, sheet, {made["2号"]: {**WRONG, "new_own_text": "24号"}}))
    done = decided(store, findings(store, sheet))
    assert (done.applied, [getattr(error, "why", "") for error in refusals(done)]) == (1, ["said_twice"])


def test_a_finding_decided_at_another_desk_is_stale(store: Store) -> None:
    made = addresses(store, ["2号"])
    sheet = said(store, {made["2号"]: {"verdict": "不存在"}})
    seen = findings(store, sheet)
    decided(store, seen)
    assert [type(error) for error in refusals(decided(store, seen))] == [StaleRecord]


def test_an_address_with_an_open_application_waits_for_it(store: Store) -> None:
    made = approved(store, ["2号"])
    sheet = said(store, {made["2号"]: {**WRONG, "new_own_text": "22号"}})
    changes.done(store, changes.plan(store, changes.Act.RENUMBER, made.values(), own_text="26号"))
    assert [type(error) for error in refusals(decided(store, findings(store, sheet)))] == [PlanRefused]


@pytest.mark.parametrize("legal", ["draft", "approved"])
def test_a_crash_between_doing_and_writing_down_is_healed_by_deciding_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, legal: str
) -> None:
    made = (addresses if legal == "draft" else approved)(store, ["2号"])
    sheet = said(store, {made["2号"]: {**WRONG, "new_own_text": "22号"}}, {"address": "湖滨南路8号"})

    def dies(_desk: object) -> Changes:
        raise KeyboardInterrupt

    found = findings(store, sheet)
    with monkeypatch.context() as patched:
        patched.setattr(sheet_decisions, "_write_down", dies)
        with pytest.raises(KeyboardInterrupt):
            decided(store, found)
    assert set(states(store, sheet).values()) == {Finding.OPEN.value}
    done = decided(store, findings(store, sheet))
    assert (done.applied, done.filed, done.refused) == ((2, 0, ()) if legal == "draft" else (1, 1, ()))
    assert len(applications(store)) == (0 if legal == "draft" else 2)


def test_whoever_stops_keeps_what_was_decided(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = addresses(store, ["2号", "4号"])
    sheet = said(store, {one: {"verdict": "不存在"} for one in made.values()})
    monkeypatch.setattr(sheet_decisions, "PORTION", 1)

    class Once(Silent):
        def step(self, done: int, total: int, note: str) -> None:
            if done:
                raise Cancelled

    decisions = [Decision(one.id, one.row_version, Answer.TAKE) for one in findings(store, sheet)]
    actor: Actor = person(store, "clerk")
    assert sheet_decisions.decide(store, actor, decisions, "更正", "核查", Once()).applied == 1


def test_a_sheet_of_which_nothing_is_left_is_done(store: Store) -> None:
    made = addresses(store, ["2号"])
    sheet = said(store, {made["2号"]: {"verdict": "不存在"}})
    found: list[FindingRow] = findings(store, sheet)
    assert sheet_now(store, sheet).state == Sheet.RETURNED
    decided(store, found)
    assert sheet_now(store, sheet).state == Sheet.CLOSED


def test_what_somebody_else_decided_meanwhile_is_his_and_the_rest_is_written_down(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = addresses(store, ["2号", "4号"])
    sheet = issued(store)
    wrong = {one: {"verdict": "有误", "new_own_text": f"{n}2号"} for n, one in enumerate(made.values(), 2)}
    taken(store, filled(store, sheet, wrong))
    first, second = findings(store, sheet)
    carry_out = sheet_decisions._take_plates

    def meanwhile(desk: sheet_decisions._Desk, found: list[FindingRow]) -> None:
        monkeypatch.setattr(sheet_decisions, "_take_plates", carry_out)
        decided(store, [first], Answer.LEAVE, login="area_clerk")
        carry_out(desk, found)

    monkeypatch.setattr(sheet_decisions, "_take_plates", meanwhile)
    done = decided(store, [first, second], Answer.LEAVE)
    assert (done.dismissed, [one.finding_id for one in done.refused]) == (1, [first.id])
    assert isinstance(done.refused[0].error, StaleRecord)
    assert {one.state for one in findings(store, sheet)} == {"dismissed"}
