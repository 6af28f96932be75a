"""Check sheets out and back: balanced, repeatable, in parts; who is late; who may; two desks with one file."""

import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.domain.check_sheet import SheetRefused, form_number, row_key
from db.domain.errors import NotAllowed, NotFound, WrongState
from db.domain.progress import Cancelled, Silent
from db.domain.state import Legal, Sheet
from db.schema.address import node
from db.schema.sheets import check_finding, check_return, check_sheet_row
from db.services import sheet_returns, sheets
from db.services.sheet_decisions import Answer
from db.services.store import check_store
from db.store.store import Store
from tests import changes
from tests.office import addresses, approved, coded, person
from tests.register import COMMUNITY, FAR_COMMUNITY, OTHER_COMMUNITY
from tests.sheets import decided, filled, findings, issued, numbers, sheet_now, taken, today

RIGHT = {"verdict": "一致"}


def kinds(store: Store, sheet: sheets.Issued) -> list[tuple[str, str, str]]:
    return [(one.field, one.said, one.kind) for one in findings(store, sheet)]


def test_a_sheet_lists_what_lives_street_by_street_and_house_by_house(store: Store) -> None:
    addresses(store, ["2号", "12号", "2号/1幢", "2号/1幢/101室"])
    sheet = issued(store)
    rows = sheets.sheet_rows(store, sheet.sheet_id)
    assert [one.full_text.partition("湖滨南路")[2] for one in rows] == [
        "2号",
        "2号1幢",
        "2号1幢101室",
        "12号",
    ]
    assert [one.row_no for one in rows] == [1, 2, 3, 4]
    assert sheet.number == form_number(COMMUNITY, today(store)[:4], 1, 1)
    assert sheet_now(store, sheet).state == Sheet.ISSUED
    assert check_store(store).ok


def test_only_what_is_to_be_verified_or_was_chosen_goes_out(store: Store) -> None:
    addresses(store, ["2号"])
    made = approved(store, ["12号", "14号"])
    assert issued(store, choice=sheets.TO_VERIFY).rows == 1
    day, clerk = today(store), person(store, "clerk")
    done = sheets.issue(store, clerk, [COMMUNITY], day, Silent(), sheets.CHOSEN, [made["14号"]])
    assert [one.rows for one in done.sheets] == [1]


def test_what_a_choice_would_send_to_each_community_is_what_it_sends(store: Store) -> None:
    here = addresses(store, ["2号", "4号"])
    there = addresses(store, ["6号"], community=OTHER_COMMUNITY)
    gone = addresses(store, ["8号"], legal=Legal.CANCELLED)
    only = [here["2号"], there["6号"], gone["8号"]]
    told = {one.code: one.chosen for one in sheets.units_to_issue(store, only)}
    assert told == {COMMUNITY: 1, OTHER_COMMUNITY: 1}
    assert {one.chosen for one in sheets.units_to_issue(store)} == {0}
    clerk = person(store, "clerk")
    done = sheets.issue(store, clerk, sorted(told), today(store), Silent(), sheets.CHOSEN, only)
    assert {one.community: one.rows for one in done.sheets} == told


def test_each_community_gets_its_own_number_and_an_empty_one_none(store: Store) -> None:
    addresses(store, ["2号"])
    addresses(store, ["4号"], community=OTHER_COMMUNITY)
    clerk = person(store, "clerk")
    done = sheets.issue(store, clerk, [COMMUNITY, OTHER_COMMUNITY, FAR_COMMUNITY], today(store), Silent())
    assert [one.community for one in done.sheets] == [COMMUNITY, OTHER_COMMUNITY]
    assert done.empty == (FAR_COMMUNITY,)
    issued(store)
    assert len(set(numbers(store))) == 3


def test_a_cancel_keeps_what_went_out(store: Store) -> None:
    addresses(store, ["2号"])
    addresses(store, ["4号"], community=OTHER_COMMUNITY)

    class OneOnly(Silent):
        def step(self, done: int, total: int, note: str) -> None:
            if done == 1:
                raise Cancelled

    with pytest.raises(Cancelled):
        sheets.issue(store, person(store, "clerk"), [COMMUNITY, OTHER_COMMUNITY], today(store), OneOnly())
    assert [one.sheet.area_community for one in sheets.list_sheets(store)] == [COMMUNITY]


@pytest.mark.parametrize(("day", "why"), [("2018-02-30", "no_such_day"), ("2018-01-01", "day_gone")])
def test_a_day_to_come_back_lies_ahead(store: Store, day: str, why: str) -> None:
    with pytest.raises(SheetRefused) as told:
        sheets.issue(store, person(store, "clerk"), [COMMUNITY], day, Silent())
    assert told.value.why == why


def test_nobody_issues_beyond_his_area(store: Store) -> None:
    with pytest.raises(NotAllowed):
        sheets.issue(store, person(store, "area_clerk"), [COMMUNITY, OTHER_COMMUNITY], today(store), Silent())
    with pytest.raises(NotAllowed):
        sheets.issue(store, person(store, "printer"), [COMMUNITY], today(store), Silent())


def test_what_is_read_balances_and_a_full_answer_closes_the_sheet(store: Store) -> None:
    made = addresses(store, ["2号", "4号"])
    sheet = issued(store)
    done = taken(store, filled(store, sheet, {made["2号"]: RIGHT})).done
    assert (done.read_count, done.accepted, done.blank) == (1, 1, 1)
    assert sheet_now(store, sheet).state == Sheet.RETURNED
    taken(store, filled(store, sheet, {made["4号"]: RIGHT}))
    now = sheet_now(store, sheet)
    assert (now.state, now.answered) == (Sheet.CLOSED, 2)
    assert check_store(store).ok


def test_every_kind_of_word_is_told_apart(store: Store) -> None:
    made = addresses(store, ["2号", "4号", "6号", "8号", "10号"])
    sheet = issued(store)
    changes.done(store, changes.plan(store, changes.Act.RENUMBER, [made["4号"]], own_text="44号"))
    answers = {
        made["2号"]: {"verdict": "有误", "new_own_text": "22号", "note": "牌子写着22"},
        made["4号"]: {"verdict": "有误", "new_own_text": "40号"},
        made["6号"]: RIGHT,
        made["8号"]: {"verdict": "大概"},
        made["10号"]: {"verdict": "不存在"},
    }
    fresh = ({"address": "湖滨南路16号", "verdict": "新增"}, {"address": "湖滨南路6号", "verdict": "新增"})
    done = taken(store, filled(store, sheet, answers, fresh)).done
    assert (done.read_count, done.accepted, done.changed) == (7, 2, 2)
    assert (done.fresh, done.disputed, done.rejected) == (1, 1, 1)
    assert sorted(kinds(store, sheet)) == [
        ("address", "湖滨南路16号", "new"),
        ("existence", "demolished", "changed"),
        ("note", "牌子写着22", "changed"),
        ("own_text", "22号", "changed"),
        ("own_text", "40号", "conflict"),
        ("verdict", "大概", "rejected"),
    ]


def test_a_row_of_which_a_cell_is_refused_is_not_answered_until_it_comes_back_whole(store: Store) -> None:
    made = addresses(store, ["2号", "4号"])
    sheet = issued(store)
    half = {"verdict": "有误", "new_own_text": "22号", "new_floor": "很高"}
    done = taken(store, filled(store, sheet, {made["2号"]: half, made["4号"]: RIGHT})).done
    assert (done.accepted, done.rejected) == (1, 1)
    assert sheet_now(store, sheet).answered == 1
    whole = {"verdict": "有误", "new_own_text": "22号", "new_floor": "3"}
    taken(store, filled(store, sheet, {made["2号"]: whole}))
    assert sheet_now(store, sheet).answered == 2
    taken(store, filled(store, sheet, {made["2号"]: half}))
    assert sheet_now(store, sheet).answered == 2


def test_the_same_file_twice_changes_nothing(store: Store) -> None:
    made = addresses(store, ["2号"])
    sheet = issued(store)
    file = filled(store, sheet, {made["2号"]: {"verdict": "有误", "new_own_text": "22号"}})
    first, second = taken(store, file), taken(store, file)
    assert (first.again, second.again) == (False, True)
    assert second.done == first.done
    assert second.changes.entry == 0


def test_a_sheet_handed_back_empty_is_still_out(store: Store) -> None:
    addresses(store, ["2号"])
    sheet = issued(store)
    done = taken(store, filled(store, sheet, {})).done
    assert (done.read_count, done.blank, sheet_now(store, sheet).state) == (0, 1, Sheet.ISSUED)


def test_the_same_words_in_another_file_make_no_second_finding(store: Store) -> None:
    made = addresses(store, ["2号"])
    sheet = issued(store)
    answer = {made["2号"]: {"verdict": "有误", "new_own_text": "22号", "note": "x 13800138000"}}
    fresh = ({"address": "湖滨南路16号"},)
    for _ in range(2):
        taken(store, filled(store, sheet, answer, fresh))
    assert len(findings(store, sheet)) == 3
    decided(store, findings(store, sheet))
    taken(store, filled(store, sheet, answer, fresh))
    assert len(findings(store, sheet)) == 3


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_returns_that_contradict_each_other_are_for_a_person_in_any_order(
    store: Store, order: tuple[int, int]
) -> None:
    made = addresses(store, ["2号"])
    sheet = issued(store)
    files = [
        filled(store, sheet, {made["2号"]: {"verdict": "有误", "new_own_text": text}})
        for text in ("22号", "24号")
    ]
    for n in order:
        taken(store, files[n])
    assert sorted(kinds(store, sheet)) == [("own_text", "22号", "conflict"), ("own_text", "24号", "conflict")]


def test_an_older_sheet_is_held_against_its_own_state(store: Store) -> None:
    made = addresses(store, ["2号"])
    old = issued(store)
    new = issued(store)
    taken(store, filled(store, new, {made["2号"]: {"verdict": "有误", "new_own_text": "22号"}}))
    decided(store, findings(store, new))
    done = taken(store, filled(store, old, {made["2号"]: RIGHT})).done
    assert (done.disputed, kinds(store, old)) == (1, [("own_text", "2号", "conflict")])


def test_a_personal_number_is_nowhere_in_the_store(store: Store) -> None:
    made = addresses(store, ["2号"])
    sheet = issued(store)
    answers = {made["2号"]: {"verdict": "一致", "note": "张三 13800138000"}}
    done = taken(store, filled(store, sheet, answers, ({"address": "350203199003071234"},))).done
    assert done.rejected == 2
    assert [(one.why, one.said) for one in findings(store, sheet)] == [("personal", "")] * 2
    with store.read() as conn:
        told = conn.exec_driver_sql("SELECT after FROM journal_change").scalars().all()
        told += conn.execute(select(check_finding.c.said)).scalars().all()
        told += conn.execute(select(check_sheet_row.c.heard)).scalars().all()
    assert not any("13800138000" in one or "199003071234" in one for one in told)


def test_what_a_community_wrote_stays_out_of_the_journal(store: Store) -> None:
    made = addresses(store, ["2号"])
    taken(store, filled(store, issued(store), {made["2号"]: {"note": "户主是张三"}}))
    with store.read() as conn:
        told = conn.exec_driver_sql("SELECT after FROM journal_change").scalars().all()
    assert not any("张三" in one for one in told)


def test_a_sheet_taken_back_is_taken_no_more(store: Store) -> None:
    made = addresses(store, ["2号"])
    sheet = issued(store)
    chief = person(store, "chief")
    with pytest.raises(SheetRefused, match="no_reason"):
        sheets.withdraw(store, chief, sheet.sheet_id, " ")
    sheets.withdraw(store, chief, sheet.sheet_id, "发错了")
    with pytest.raises(SheetRefused, match="withdrawn"):
        taken(store, filled(store, sheet, {made["2号"]: RIGHT}))
    with pytest.raises(WrongState):
        sheets.close(store, person(store, "clerk"), sheet.sheet_id, "办结")


def test_a_sheet_is_closed_with_rows_unanswered_but_not_with_findings_open(store: Store) -> None:
    made = addresses(store, ["2号", "4号"])
    sheet = issued(store)
    taken(store, filled(store, sheet, {made["2号"]: {"verdict": "不存在"}}))
    clerk = person(store, "clerk")
    with pytest.raises(SheetRefused, match="findings_open"):
        sheets.close(store, clerk, sheet.sheet_id, "其余未答")
    decided(store, findings(store, sheet), Answer.LEAVE)
    sheets.close(store, clerk, sheet.sheet_id, "其余未答")
    assert sheet_now(store, sheet).state == Sheet.CLOSED
    taken(store, filled(store, sheet, {made["4号"]: {"verdict": "不存在"}}))
    assert sheet_now(store, sheet).state == Sheet.RETURNED


def test_an_unknown_number_and_somebody_elses_sheet_are_refused(store: Store) -> None:
    addresses(store, ["4号"], community=OTHER_COMMUNITY)
    sheet = issued(store, OTHER_COMMUNITY)
    with pytest.raises((NotAllowed, NotFound)):
        taken(store, filled(store, sheet, {}), "area_clerk")
    unknown = sheets.Issued(1, form_number(COMMUNITY, "2020", 1, 1), COMMUNITY, 0)
    with pytest.raises(NotFound):
        taken(store, filled(store, unknown, {}))


def test_a_community_clerk_takes_back_what_is_his(store: Store) -> None:
    made = addresses(store, ["2号"])
    sheet = issued(store)
    assert taken(store, filled(store, sheet, {made["2号"]: RIGHT}), "area_clerk").done.accepted == 1


def test_who_is_late_is_listed_the_latest_first(store: Store) -> None:
    made = addresses(store, ["2号"])
    addresses(store, ["4号"], community=OTHER_COMMUNITY)
    first = issued(store)
    other = issued(store, OTHER_COMMUNITY)
    assert sheets.overdue(store) == []
    later = (date.fromisoformat(today(store)) + timedelta(days=3)).isoformat()
    late = sheets.overdue(store, later)
    assert [(one.sheet.number, one.days_late) for one in late] == [(first.number, 3), (other.number, 3)]
    assert (late[0].subdistrict, late[0].community) == ("筼筜街道", "官任社区")
    taken(store, filled(store, first, {made["2号"]: RIGHT}))
    assert [one.sheet.number for one in sheets.overdue(store, later)] == [other.number]


def test_communities_are_counted_before_they_are_chosen(store: Store) -> None:
    addresses(store, ["2号", "4号"])
    approved(store, ["12号"])
    issued(store)
    (unit,) = sheets.units_to_issue(store)
    assert (unit.name, unit.subdistrict, unit.every, unit.to_verify, unit.out) == (
        "官任社区",
        "筼筜街道",
        3,
        2,
        1,
    )


def test_what_is_known_of_plates_goes_out_too(store: Store) -> None:
    made = coded(store, ["2号", "4号"])
    changes.hang(store, {made["2号"]: "mounted", made["4号"]: "damaged"})
    rows = sheets.sheet_rows(store, issued(store).sheet_id)
    assert [one.values["plate"] for one in rows] == ["has", "damaged"]


def test_an_address_that_died_meanwhile_needs_a_person_unless_it_is_said_to_be_gone(store: Store) -> None:
    made = addresses(store, ["2号", "4号"], legal=Legal.DRAFT)
    sheet = issued(store)
    changes.done(store, changes.plan(store, changes.Act.CANCEL, made.values()))
    answers = {made["2号"]: {"verdict": "不存在"}, made["4号"]: RIGHT}
    done = taken(store, filled(store, sheet, answers)).done
    assert (done.accepted, done.disputed) == (1, 1)


def test_two_desks_that_take_one_file_take_it_once(store: Store) -> None:
    made = addresses(store, ["2号"])
    sheet = issued(store)
    file = filled(store, sheet, {made["2号"]: {"verdict": "有误", "new_own_text": "22号"}})
    people = [person(store, login) for login in ("clerk", "area_clerk")]
    if store.engine.dialect.name == "postgresql":
        for one in people:
            store.desk(one.login)  # type: ignore[attr-defined]  # desks sign in one after the other
    answers: list[bool] = []
    faults: list[Exception] = []

    def take(n: int) -> None:
        try:
            answers.append(sheet_returns.take_return(store, people[n], file).again)
        except Exception as error:
            faults.append(error)

    desks = [threading.Thread(target=take, args=(n,)) for n in range(2)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert faults == []
    assert sorted(answers) == [False, True]
    with store.read() as conn:
        assert len(conn.execute(select(check_return.c.id)).all()) == 1
        assert len(conn.execute(select(check_finding.c.id)).all()) == 1


def test_many_rows_in_any_order_balance(store: Store) -> None:
    made = addresses(store, [f"{n}号" for n in range(1, 301)])
    sheet = issued(store)
    answers = {one: RIGHT if n % 2 else {"verdict": "不存在"} for n, one in enumerate(made.values())}
    file = filled(store, sheet, answers)
    done = taken(store, type(file)(file.number, file.file, file.sha256, file.rows[::-1])).done
    assert (done.read_count, done.accepted, done.changed) == (300, 150, 150)
    assert sheet_now(store, sheet).answered == 300


def test_the_keys_of_a_sheet_fit_no_other(store: Store) -> None:
    addresses(store, ["2号"])
    first, second = issued(store), issued(store)
    with store.read() as conn:
        node_id = conn.execute(select(node.c.id)).scalar_one()
    assert row_key(first.number, 1, node_id) != row_key(second.number, 1, node_id)
