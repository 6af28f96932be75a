"""Acts that reach a large share of a community ask for a second person, by whatever way they come."""

import pytest
from sqlalchemy import select

from db.domain.errors import NotAllowed, NotFound, StaleRecord
from db.domain.place_card import Facts
from db.domain.plan import Act, Plan, PlanRefused
from db.domain.progress import Silent
from db.domain.state import Application, Finding
from db.schema.address import node
from db.services import applications as apps
from db.services import sheet_decisions
from db.services.changes import Route, carry_out, preview
from db.services.import_batches import batch, file_reversal, reversal, reverse_batch, take_back
from db.services.place_book import read_card
from db.services.place_edits import enter_place
from db.services.place_naming import correct_name
from db.services.places import find_place
from db.services.settings import change as change_settings
from db.store.store import Store
from tests.changes import approve, done, edit, plan, rows, texts, whole
from tests.deliveries import cells, imported
from tests.office import addresses, approved, full, person
from tests.sheets import decided, filled, findings, issued, taken

WRONG = {"verdict": "有误"}


def limit(store: Store, least: int, share: int | None = 50) -> None:
    limits = {"verbs.second_person_share": share, "verbs.second_person_least": least}
    change_settings(store, person(store, "chief"), limits, "")


def agreed(store: Store) -> None:
    """The chief agrees to whatever waits."""
    for one in reversed(apps.applications(store, Application.SUBMITTED)):
        apps.approve(store, person(store, "chief"), one.id, 1, "同意")


# -- what is no part of the text ----------------------------------------------------------------------------------------


def test_facts_are_written_down_directly_or_not_at_all(store: Store) -> None:
    made = addresses(store, ["2号", "4号"]) | approved(store, ["6号"])
    limit(store, 3)
    wanted = plan(store, Act.CORRECT, made.values(), existence="demolished")
    shown = preview(store, wanted)
    assert (shown.route, {one.reason for one in shown.blocked}) == (Route.NOTHING, {"facts_beyond_share"})
    with pytest.raises(PlanRefused, match="facts_beyond_share"):
        done(store, wanted)
    with pytest.raises(PlanRefused, match="facts_apart"):
        carry_out(
            store,
            person(store, "clerk"),
            plan(store, Act.CORRECT, [made["2号"]], own_text="8号", existence="demolished"),
            *("更正", "核"),
            beyond_share=True,
        )
    assert apps.applications(store, Application.SUBMITTED) == []
    assert done(store, plan(store, Act.CORRECT, [made["2号"], made["6号"]], existence="demolished")).direct
    assert {row.existence for row in rows(store, made.values()).values()} == {"exists", "demolished"}


# -- check sheets -------------------------------------------------------------------------------------------------------


def test_findings_are_weighed_together_however_they_are_portioned(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_decisions, "PORTION", 1)
    made = addresses(store, ["2号", "4号", "6号", "8号"])
    limit(store, 3)
    sheet = issued(store)
    wrong = {made[one]: {**WRONG, "new_own_text": "2" + one} for one in ("2号", "4号", "6号")}
    taken(store, filled(store, sheet, wrong))
    first, *others = findings(store, sheet)
    alone = decided(store, [first])  # fewer than the limit
    assert (alone.applied, alone.filed, alone.beyond_share) == (1, 0, False)
    limit(store, 2)
    asked = decided(store, others)
    assert (asked.applied, asked.filed, asked.refused, asked.beyond_share) == (0, 2, (), True)
    assert texts(store, made)["6号"] == full("6号")
    assert {one.state for one in findings(store, sheet)} == {Finding.APPLIED, Finding.FILED}
    agreed(store)
    assert texts(store, made) == {
        "2号": full("22号"),
        "4号": full("24号"),
        "6号": full("26号"),
        "8号": full("8号"),
    }
    whole(store)


def test_what_follows_a_renumbered_door_counts_too(store: Store) -> None:
    made = addresses(store, ["2号", "2号/101室", "2号/102室", "4号"])
    limit(store, 3)
    sheet = issued(store)
    taken(store, filled(store, sheet, {made["2号"]: {**WRONG, "new_own_text": "22号"}}))
    assert decided(store, findings(store, sheet)).filed == 1
    assert texts(store, made)["2号/101室"] == full("2号/101室")


def test_whether_many_buildings_stand_is_decided_in_parts(store: Store) -> None:
    made = addresses(store, ["2号", "4号"])
    limit(store, 2)
    sheet = issued(store)
    taken(store, filled(store, sheet, {one: {"verdict": "不存在"} for one in made.values()}))
    asked = decided(store, findings(store, sheet))
    assert (asked.applied, asked.filed, len(asked.refused), asked.beyond_share) == (0, 0, 2, True)
    assert {one.error.why for one in asked.refused if isinstance(one.error, PlanRefused)} == {
        "facts_beyond_share"
    }
    assert apps.applications(store, Application.SUBMITTED) == []
    assert decided(store, findings(store, sheet)[:1]).applied == 1
    assert sorted(row.existence for row in rows(store, made.values()).values()) == ["demolished", "exists"]


def test_what_is_left_or_said_already_counts_as_nothing(store: Store) -> None:
    made = addresses(store, ["2号", "4号", "6号"])
    limit(store, 2)
    sheet = issued(store)
    wrong = {one: {**WRONG, "new_own_text": f"2{n}号"} for n, one in enumerate(made.values())}
    taken(store, filled(store, sheet, wrong))
    first, second, third = findings(store, sheet)
    decided(store, [first], sheet_decisions.Answer.LEAVE)
    carry_out(
        store,
        person(store, "clerk"),
        Plan(Act.CORRECT, (edit(store, made["4号"], own_text="21号"),)),
        "",
        "核",
    )
    rest = decided(store, [second, third])
    assert (rest.applied, rest.filed) == (2, 0)


# -- names of places ----------------------------------------------------------------------------------------------------


def village(store: Store) -> int:
    imported(store, [cells(f"{n}号", street="", village="金山村") for n in (1, 2, 3)])
    found = find_place(store, "金山村")
    assert found is not None
    return found


def test_a_name_is_counted_once_in_a_preview_and_never_while_no_share_is_set(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = village(store)
    monkeypatch.setattr("db.store.places.living_under", lambda *_given: pytest.fail("counted"))
    limit(store, 3)
    wanted = Plan(Act.RENAME_PLACE, place_id=found, name="金珊村")
    assert preview(store, wanted).second_person
    limit(store, 3, share=None)
    assert not read_card(store, found).beyond_share
    assert not preview(store, wanted).second_person


def test_a_name_nobody_approved_that_a_large_share_bears_is_renamed_by_application(store: Store) -> None:
    found = village(store)
    limit(store, 3)
    wanted = Plan(Act.RENAME_PLACE, place_id=found, name="金珊村")
    shown = preview(store, wanted)
    assert (shown.route, shown.second_person, shown.below) == (Route.DIRECT, True, 3)
    assert read_card(store, found).beyond_share
    with pytest.raises(PlanRefused, match="second_person"):
        correct_name(store, person(store, "clerk"), found, 1, "金珊村", "实地核对")
    assert read_card(store, found).record.name == "金山村"
    filed = done(store, wanted)
    assert not filed.direct
    with pytest.raises(PlanRefused, match="open_application"):
        done(store, wanted)
    approve(store, filed)
    card = read_card(store, found)
    assert (card.record.name, card.record.state) == ("金珊村", "pending")
    assert [one.alias for one in card.aliases] == ["金山村"]
    whole(store)


def test_a_name_that_few_bear_is_corrected_at_once(store: Store) -> None:
    found = village(store)
    limit(store, 4)
    assert not read_card(store, found).beyond_share
    assert done(store, Plan(Act.RENAME_PLACE, place_id=found, name="金珊村")).direct
    lane, _changes = enter_place(store, person(store, "clerk"), "白鹭一里", Facts("lane"))
    limit(store, 1, 1)
    assert done(store, Plan(Act.RENAME_PLACE, place_id=lane, name="白路一里")).direct
    with pytest.raises(StaleRecord):
        correct_name(store, person(store, "clerk"), lane, 1, "白鹭二里")


# -- deliveries ---------------------------------------------------------------------------------------------------------


def reverse(store: Store, batch_id: int) -> None:
    reverse_batch(store, person(store, "clerk"), batch_id, "文件发错了", Silent())


def test_a_delivery_that_is_a_large_share_goes_back_when_a_second_person_agrees(store: Store) -> None:
    imported(store, [cells("2号", side="左")])
    made = imported(store, [cells("2号", side="右"), cells("4号"), cells("6号/1幢")])
    limit(store, 3)
    assert reversal(store, made.batch).second_person
    with pytest.raises(PlanRefused, match="second_person"):
        reverse(store, made.batch)
    clerk = person(store, "clerk")
    with pytest.raises(PlanRefused, match="no_reason"):
        file_reversal(store, clerk, made.batch, "撤回", " ")
    with pytest.raises((NotAllowed, NotFound)):  # a server does not even show it
        file_reversal(store, person(store, "area_clerk"), made.batch, "撤回", "发错")
    assert take_back(store, clerk, made.batch, "撤回导入批次", "发错", Silent()).touches("application")
    assert reversal(store, made.batch).waits
    with pytest.raises(PlanRefused, match="open_application"):
        file_reversal(store, clerk, made.batch, "撤回", "发错")
    with pytest.raises(PlanRefused, match="second_person"):
        reverse(store, made.batch)
    (waits,) = apps.applications(store, Application.SUBMITTED)
    assert (waits.kind, waits.title) == ("cancel", "撤回导入批次")
    agreed(store)
    told = reversal(store, made.batch)
    assert (told.addresses, told.amended, told.in_use, told.second_person) == (0, 1, 0, False)
    assert not take_back(store, clerk, made.batch, "撤回导入批次", "发错", Silent()).touches("application")
    assert batch(store, made.batch).taken_back
    with store.read() as conn:
        found = {row.full_text: (row.legal, row.side) for row in conn.execute(select(node))}
    assert found.pop(full("2号")) == ("to_verify", "left")
    assert {legal for legal, _side in found.values()} == {"void"}
    whole(store)


def test_a_delivery_whose_reversal_is_given_back_stays(store: Store) -> None:
    made = imported(store, [cells("2号"), cells("4号")])
    limit(store, 2)
    file_reversal(store, person(store, "clerk"), made.batch, "撤回导入批次", "发错")
    (waits,) = apps.applications(store, Application.SUBMITTED)
    apps.return_application(store, person(store, "chief"), waits.id, 1, "是对的")
    told = reversal(store, made.batch)
    assert (told.addresses, told.waits, told.second_person, told.in_use) == (2, False, True, 0)
    limit(store, 2, None)  # the office asks for nobody any more
    reverse(store, made.batch)
    assert batch(store, made.batch).taken_back
