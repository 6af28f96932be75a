"""What was taken over and came to nothing waits again, says why, and is decided anew."""

import pytest
from sqlalchemy import select, update

from db.domain.check_sheet import Lapse, SheetRefused
from db.domain.errors import StaleRecord
from db.domain.plan import Act
from db.domain.state import Finding, Sheet
from db.schema.address import node
from db.schema.work import application, planned_change
from db.services import applications as apps
from db.services import sheets
from db.services.applications import applications
from db.services.sheet_decisions import Answer
from db.services.store import check_store
from db.services.undo import redo, undo
from db.store.applications import ApplicationRow
from db.store.sheets import FindingRow
from db.store.store import Store
from tests import changes
from tests.desks import house
from tests.office import addresses, approved, full, person
from tests.sheets import decided, filled, findings, issued, sheet_now, taken

WRONG = {"verdict": "有误"}


def newest(store: Store) -> ApplicationRow:
    return max((one for one in applications(store) if one.kind == "correct"), key=lambda one: one.id)


def returned(store: Store) -> None:
    one = newest(store)
    apps.return_application(store, person(store, "chief"), one.id, one.row_version, "查无此号")


def withdrawn(store: Store) -> None:
    one = newest(store)
    apps.withdraw(store, person(store, "clerk"), one.id, one.row_version, "查无此号")


def revoked(store: Store) -> None:
    one = newest(store)
    apps.approve(store, person(store, "chief"), one.id, one.row_version, "同意")
    apps.revoke(store, person(store, "chief"), one.id, one.row_version + 1, "查无此号")


def refused(store: Store) -> None:
    """As another program of the office may have written it: this one has no verb for it."""
    one = newest(store)
    returned(store)
    said = update(application).where(application.c.id == one.id).values(state="refused")
    with house(store).engine.begin() as conn:
        conn.execute(said)
        assert (
            conn.execute(planned_change.select().where(planned_change.c.id == one.id)).one().state
            == "dropped"
        )


ENDS = {"returned": returned, "withdrawn": withdrawn, "revoked": revoked, "refused": refused}


def filed(store: Store) -> tuple[sheets.Issued, dict[str, int]]:
    made = approved(store, ["2号"])
    sheet = issued(store)
    taken(store, filled(store, sheet, {made["2号"]: {**WRONG, "new_own_text": "22号"}}))
    assert decided(store, findings(store, sheet)).filed == 1
    return sheet, made


def waiting(store: Store, sheet: sheets.Issued) -> list[FindingRow]:
    return [one for one in findings(store, sheet) if one.state == Finding.OPEN]


@pytest.mark.parametrize("how", ENDS)
def test_what_was_filed_and_came_to_nothing_waits_again_and_says_why(store: Store, how: str) -> None:
    sheet, _made = filed(store)
    assert (waiting(store, sheet), sheet_now(store, sheet).state) == ([], Sheet.CLOSED)
    ENDS[how](store)
    (one,) = waiting(store, sheet)
    by = "clerk" if how == "withdrawn" else "chief"
    assert one.lapse == Lapse(how, by, "查无此号")
    (listed,) = sheets.list_sheets(store)
    assert (listed.sheet.state, listed.waiting, listed.days_late) == (Sheet.RETURNED, 1, 0)
    with pytest.raises(SheetRefused, match="findings_open"):
        sheets.close(store, person(store, "clerk"), sheet.sheet_id, "办完")


@pytest.mark.parametrize("how", ENDS)
def test_what_waits_again_is_filed_again_and_takes_hold(store: Store, how: str) -> None:
    sheet, made = filed(store)
    ENDS[how](store)
    done = decided(store, waiting(store, sheet))
    assert (done.filed, done.refused) == (1, ())
    assert waiting(store, sheet) == []
    assert sheet_now(store, sheet).state == Sheet.CLOSED
    one = newest(store)
    apps.approve(store, person(store, "chief"), one.id, one.row_version, "同意")
    assert changes.texts(store, made) == {"2号": full("22号")}
    assert waiting(store, sheet) == []
    changes.whole(store)
    assert check_store(store).ok


@pytest.mark.parametrize("how", ENDS)
def test_what_waits_again_can_be_left(store: Store, how: str) -> None:
    sheet, made = filed(store)
    ENDS[how](store)
    assert decided(store, waiting(store, sheet), Answer.LEAVE).dismissed == 1
    assert [one.state for one in findings(store, sheet)] == ["filed", "dismissed"]
    assert sheet_now(store, sheet).state == Sheet.CLOSED
    assert changes.texts(store, made) == {"2号": full("2号")}


def test_what_is_given_back_twice_waits_a_second_time(store: Store) -> None:
    sheet, _made = filed(store)
    for _time in range(2):
        returned(store)
        (one,) = waiting(store, sheet)
        assert decided(store, [one]).filed == 1
    withdrawn(store)
    assert len(waiting(store, sheet)) == 1
    assert len(findings(store, sheet)) == 3


def test_what_is_still_under_way_or_took_hold_waits_no_more(store: Store) -> None:
    sheet, made = filed(store)
    one = newest(store)
    apps.approve(store, person(store, "chief"), one.id, one.row_version, "同意")
    changes.approve(
        store, changes.done(store, changes.plan(store, Act.RENUMBER, made.values(), own_text="26号"))
    )
    assert waiting(store, sheet) == []


@pytest.mark.parametrize(
    ("said", "was"),
    [({"new_own_text": "201室"}, "101室"), ({"new_floor": "2"}, ""), ({"new_existence": "已拆除"}, "exists")],
)
def test_what_was_written_down_at_once_and_taken_back_waits_again(
    store: Store, said: dict[str, str], was: str
) -> None:
    made = addresses(store, ["2号", "2号/101室"])
    sheet = issued(store)
    taken(store, filled(store, sheet, {made["2号/101室"]: WRONG | said}))
    assert decided(store, findings(store, sheet)).applied == 1
    assert waiting(store, sheet) == []
    undo(store, person(store, "clerk"))
    (one,) = waiting(store, sheet)
    assert (one.lapse, one.now) == (Lapse(""), was)
    assert decided(store, [one]).applied == 1
    assert waiting(store, sheet) == []


@pytest.mark.parametrize("written", ["厦门市思明区湖滨南路2号501", "湖滨南路2号5栋", "湖滨南路８号"])
def test_a_new_address_that_was_taken_away_again_waits_again(store: Store, written: str) -> None:
    addresses(store, ["2号"])
    sheet = issued(store)
    fresh = ({"address": written, "verdict": "新增", "new_floor": "5"},)
    taken(store, filled(store, sheet, {}, fresh))
    assert decided(store, findings(store, sheet)).refused == ()
    assert (waiting(store, sheet), sheet_now(store, sheet).state) == ([], Sheet.RETURNED)
    undo(store, person(store, "clerk"))
    (one,) = waiting(store, sheet)
    assert (one.field, one.kind, one.now, one.lapse) == ("address", "new", "", Lapse(""))
    assert [listed.waiting for listed in sheets.list_sheets(store)] == [1]
    redo(store, person(store, "clerk"))
    assert waiting(store, sheet) == []
    undo(store, person(store, "clerk"))
    assert decided(store, waiting(store, sheet)).applied == 1
    assert waiting(store, sheet) == []
    undo(store, person(store, "clerk"))
    assert decided(store, waiting(store, sheet), Answer.LEAVE).dismissed == 1
    assert waiting(store, sheet) == []
    changes.whole(store)
    assert check_store(store).ok


def test_new_addresses_below_new_ones_wait_again_with_them(store: Store) -> None:
    addresses(store, ["2号"])
    sheet = issued(store)
    fresh = ({"address": "湖滨南路8号", "verdict": "新增"}, {"address": "湖滨南路8号501", "verdict": "新增"})
    taken(store, filled(store, sheet, {}, fresh))
    assert decided(store, findings(store, sheet)).applied == 2
    undo(store, person(store, "clerk"))
    assert [one.said for one in waiting(store, sheet)] == ["湖滨南路8号501"]
    undo(store, person(store, "clerk"))
    assert len(waiting(store, sheet)) == 2
    assert decided(store, waiting(store, sheet)).applied == 2
    assert waiting(store, sheet) == []


def test_a_new_address_that_lives_on_otherwise_waits_no_more(store: Store) -> None:
    addresses(store, ["2号"])
    sheet = issued(store)
    taken(store, filled(store, sheet, {}, ({"address": "湖滨南路8号", "verdict": "新增"},)))
    decided(store, findings(store, sheet))
    undo(store, person(store, "clerk"))
    decided(store, waiting(store, sheet))
    with store.read() as conn:
        made = conn.execute(
            select(node.c.id).where(node.c.full_text == full("8号"), node.c.is_live)
        ).scalar_one()
    changes.done(store, changes.plan(store, Act.RENUMBER, [made], own_text="10号"))
    assert waiting(store, sheet) == []


def test_two_desks_that_decide_anew_decide_once(store: Store) -> None:
    sheet, _made = filed(store)
    returned(store)
    seen = waiting(store, sheet)
    assert decided(store, seen, Answer.LEAVE).dismissed == 1
    again = decided(store, seen, login="area_clerk")
    assert [type(one.error) for one in again.refused] == [StaleRecord]
    assert len(findings(store, sheet)) == 2


def test_what_cannot_be_filed_again_keeps_waiting(store: Store) -> None:
    sheet, made = filed(store)
    returned(store)
    changes.done(store, changes.plan(store, Act.RENUMBER, made.values(), own_text="26号"))
    assert len(decided(store, waiting(store, sheet)).refused) == 1
    assert len(waiting(store, sheet)) == 1
    assert sheet_now(store, sheet).state == Sheet.RETURNED


def test_a_file_that_repeats_the_word_adds_nothing(store: Store) -> None:
    sheet, made = filed(store)
    returned(store)
    taken(store, filled(store, sheet, {made["2号"]: {**WRONG, "new_own_text": "22号"}}))
    assert len(findings(store, sheet)) == len(waiting(store, sheet)) == 1


def test_what_a_person_decides_is_told_of_every_transaction(store: Store) -> None:
    made = addresses(store, ["4号"]) | approved(store, ["2号"])
    sheet = issued(store)
    wrong = {
        made["2号"]: {**WRONG, "new_own_text": "22号"},
        made["4号"]: {**WRONG, "new_own_text": "24号", "plate": "损坏"},
    }
    taken(store, filled(store, sheet, wrong, ({"address": "湖滨南路8号"},)))
    done = decided(store, findings(store, sheet))
    assert done.refused == ()
    told = done.changes
    assert {"node", "application", "problem", "check_finding", "check_sheet"} <= set(told.rows)
    assert {made["2号"], made["4号"]} <= told.rows["node"]
    assert told.entry > 0
    assert told.parents
