"""The room of names, clicked as a clerk and a chief click it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.domain.address import NodeKind
from db.domain.alias import AliasKind
from db.domain.changes import Changes
from db.domain.place_card import Facts
from db.schema.address import place
from db.services.editing import Wish, add_children
from db.services.place_book import Card, read_card
from db.services.place_edits import edit_place, enter_place
from db.services.places import add_alias
from db.services.settings import change as change_settings
from db.services.store import open_store
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.places.dialogs import AliasDialog, NewPlaceDialog, ReasonDialog, RenameDialog
from desktop.places.page import PlacesPage
from desktop.widgets.keeping import put_text, text_of
from desktop.work.drafts import Draft
from tests.conftest import copy_template
from tests.journal import last_said
from tests.office import STREET, approved, person
from tests.register import COMMUNITY

Open = Callable[[str], PlacesPage]


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """The register with every account of an office."""
    file = tmp_path / "zhipai.db"
    copy_template(sqlite_template, file)
    opened = open_store(f"sqlite:///{file.as_posix()}")
    yield opened
    opened.close()


@pytest.fixture
def rooms(desk: Desk, qtbot: QtBot) -> Open:
    """Opens the room for an account."""

    def opened(login: str) -> PlacesPage:
        desk.drafts.begin(desk.options.folder, login)
        page = PlacesPage(desk, person(desk.store, login), ask_path=lambda _parent, _name: "")
        qtbot.addWidget(page)
        page.resize(1000, 560)
        page.show()
        return page

    return opened


def name_of(desk: Desk, place_id: int) -> str:
    return read_card(desk.store, place_id).record.name


def id_of(desk: Desk, name: str) -> int:
    with desk.store.read() as conn:
        return int(conn.execute(select(place.c.id).where(place.c.name == name)).scalar_one())


def card_of(desk: Desk, name: str) -> Card:
    return read_card(desk.store, id_of(desk, name))


def shown(page: PlacesPage) -> list[str]:
    return [line.cells[0] for line in page.list.model.shown]


def pick(page: PlacesPage, name: str, qtbot: QtBot) -> None:
    """Click a name in the list and wait for its card."""
    row = shown(page).index(name)
    index = page.list.model.index(row, 0)
    page.list.view.scrollTo(index)
    qtbot.mouseClick(
        page.list.view.viewport(), Qt.MouseButton.LeftButton, pos=page.list.view.visualRect(index).center()
    )
    qtbot.waitUntil(lambda: page.pane.card is not None and page.pane.card.record.name == name)


def type_filter(page: PlacesPage, text: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.list.model.arranged):
        page.list.filter_box.setText(text)


def press(button: QPushButton, qtbot: QtBot) -> None:
    assert button.isVisible(), button.text()
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def dialog_of(page: PlacesPage, kind: type[QDialog]) -> QDialog:
    assert isinstance(page.verbs.dialog, kind)
    assert page.verbs.dialog.isVisible()
    return page.verbs.dialog


def any_names(desk: Desk, count: int) -> list[str]:
    with desk.store.read() as conn:
        query = select(place.c.name).where(place.c.home_district == desk.store.district_code)
        return list(conn.execute(query.order_by(place.c.name).limit(count)).scalars())


# -- finding --------------------------------------------------------------------------------------------------------------


def test_names_are_found_by_characters_spelling_initials_and_aliases(
    rooms: Open, desk: Desk, qtbot: QtBot
) -> None:
    name = any_names(desk, 1)[0]
    add_alias(desk.store, person(desk.store, "clerk"), id_of(desk, name), "旧时粮站路", AliasKind.COMMON)
    page = rooms("clerk")
    line = next(one for one in page.list.model.lines if one.cells[0] == name)
    spelled, initials = line.typed.split()[:2]
    for text in (name, spelled, initials, "旧时粮站", "jslz"):
        type_filter(page, text, qtbot)
        assert name in shown(page), text
    type_filter(page, "没有这个名", qtbot)
    assert shown(page) == []


def test_the_list_narrows_to_those_that_wait(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    enter_place(desk.store, person(desk.store, "clerk"), "白鹭洲滨路", Facts("street"))
    page = rooms("chief")
    page.list.group.setCurrentIndex(page.list.group.findData("pending"))
    assert shown(page) == ["白鹭洲滨路"]


# -- entering -------------------------------------------------------------------------------------------------------------


def test_a_clerk_enters_a_name_and_stands_on_its_card(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    page = rooms("clerk")
    press(page.new_button, qtbot)
    dialog = dialog_of(page, NewPlaceDialog)
    assert isinstance(dialog, NewPlaceDialog)
    assert not dialog.ok.isEnabled()
    dialog.name.setText("白鹭洲滨巷")
    assert dialog.kind.currentData() == "lane"  # guessed from its class word
    qtbot.waitUntil(dialog.ok.isEnabled)
    with qtbot.waitSignal(page.told):
        press(dialog.ok, qtbot)
    qtbot.waitUntil(lambda: page.pane.card is not None and page.pane.card.record.name == "白鹭洲滨巷")
    found = card_of(desk, "白鹭洲滨巷").record
    assert (found.state, found.kind) == ("pending", "lane")
    assert page.list.current() == str(found.id)


def test_a_taken_name_is_said_while_it_is_typed_and_cannot_be_entered(
    rooms: Open, desk: Desk, qtbot: QtBot
) -> None:
    name = any_names(desk, 1)[0]
    page = rooms("clerk")
    page.ask_new()
    dialog = dialog_of(page, NewPlaceDialog)
    assert isinstance(dialog, NewPlaceDialog)
    kind = card_of(desk, name).record.kind
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog._on_chosen()
    dialog.name.setText(name)
    qtbot.waitUntil(lambda: "不能再用" in dialog.near.text())
    assert not dialog.ok.isEnabled()
    dialog.name.setText("白/鹭")
    qtbot.waitUntil(lambda: "只能有汉字" in dialog.near.text())
    assert not dialog.ok.isEnabled()


def test_a_name_of_the_same_sound_is_told_but_does_not_stand_in_the_way(
    rooms: Open, desk: Desk, qtbot: QtBot
) -> None:
    enter_place(desk.store, person(desk.store, "clerk"), "白鹭洲滨路", Facts("street"))
    page = rooms("clerk")
    page.ask_new()
    dialog = dialog_of(page, NewPlaceDialog)
    assert isinstance(dialog, NewPlaceDialog)
    dialog.name.setText("白路洲宾路")
    qtbot.waitUntil(lambda: "白鹭洲滨路" in dialog.near.text() and "同音" in dialog.near.text())
    assert dialog.ok.isEnabled()


def test_a_chief_enters_no_names_and_a_clerk_approves_none(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    enter_place(desk.store, person(desk.store, "clerk"), "白鹭洲滨路", Facts("street"))
    chief, clerk = rooms("chief"), rooms("clerk")
    assert (chief.new_button.isVisible(), clerk.new_button.isVisible()) == (False, True)
    assert (chief.approve_button.isVisible(), clerk.approve_button.isVisible()) == (True, False)
    for page, verbs in (
        (chief, {"edit", "approve", "give_back", "alias"}),
        (clerk, {"edit", "rename", "alias"}),
    ):
        pick(page, "白鹭洲滨路", qtbot)
        assert {verb for verb, button in page.pane.buttons.items() if button.isVisible()} == verbs


# -- the card -------------------------------------------------------------------------------------------------------------


def test_the_card_is_written_in_place_and_cancelling_keeps_nothing(
    rooms: Open, desk: Desk, qtbot: QtBot
) -> None:
    name = any_names(desk, 1)[0]
    page = rooms("clerk")
    pick(page, name, qtbot)
    press(page.pane.buttons["edit"], qtbot)
    page.pane.form.extent_from.setText("鹭江道")
    press(page.pane.cancel_button, qtbot)
    assert card_of(desk, name).record.extent_from == ""
    press(page.pane.buttons["edit"], qtbot)
    page.pane.form.extent_from.setText("鹭江道")
    page.pane.form.named_on.setText("1985年06月01日")
    page.pane.form.direction.setCurrentIndex(page.pane.form.direction.findData("E2W"))
    with qtbot.waitSignal(page.told):
        press(page.pane.save_button, qtbot)
    found = card_of(desk, name).record
    assert (found.extent_from, found.named_on, found.direction) == ("鹭江道", "1985-06-01", "E2W")
    assert not page.pane.is_editing
    assert "鹭江道" in page.pane.page.toPlainText()


def test_what_cannot_be_written_is_said_in_place_and_stays_typed(
    rooms: Open, desk: Desk, qtbot: QtBot
) -> None:
    name = any_names(desk, 1)[0]
    page = rooms("clerk")
    pick(page, name, qtbot)
    page.pane.begin()
    page.pane.form.named_on.setText("1985-02-30")
    press(page.pane.save_button, qtbot)
    assert "真有这一天" in page.pane.notice.text()
    assert page.pane.form.named_on.text() == "1985-02-30"
    assert page.pane.save_button.isEnabled()


def save_beside(desk: Desk, name: str, login: str, **facts: str) -> None:
    now = card_of(desk, name).record
    edit_place(desk.store, person(desk.store, login), now.id, now.row_version, replace(now.facts, **facts))


def test_two_people_on_one_card_both_see_what_the_other_wrote(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    name = any_names(desk, 1)[0]
    page = rooms("clerk")
    pick(page, name, qtbot)
    page.pane.begin()
    page.pane.form.extent_from.setText("鹭江道")
    page.pane.form.meaning.setPlainText("我写的含义")
    save_beside(desk, name, "chief", extent_from="厦禾路", extent_to="湖滨东路")
    press(page.pane.save_button, qtbot)
    assert card_of(desk, name).record.extent_from == "厦禾路"  # nothing of his was lost
    told = page.pane.notice.text()
    assert "厦禾路" in told
    assert "陈科长" in told
    assert page.pane.form.extent_from.text() == "鹭江道"
    assert page.pane.form.extent_to.text() == "湖滨东路"
    page.pane.notice.linkActivated.emit("extent_from")
    assert page.pane.form.extent_from.text() == "厦禾路"
    with qtbot.waitSignal(page.told):
        press(page.pane.save_button, qtbot)
    found = card_of(desk, name).record
    assert (found.extent_from, found.extent_to, found.meaning) == ("厦禾路", "湖滨东路", "我写的含义")


def test_others_words_on_other_lines_are_taken_in_and_said(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    name = any_names(desk, 1)[0]
    page = rooms("clerk")
    pick(page, name, qtbot)
    page.pane.begin()
    page.pane.form.meaning.setPlainText("我写的含义")
    save_beside(desk, name, "chief", extent_to="湖滨东路")
    press(page.pane.save_button, qtbot)
    assert "别的栏目" in page.pane.notice.text()
    press(page.pane.save_button, qtbot)
    found = card_of(desk, name).record
    assert (found.extent_to, found.meaning) == ("湖滨东路", "我写的含义")


def test_another_name_cannot_be_chosen_over_what_is_not_saved(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    first, second = any_names(desk, 2)
    page = rooms("clerk")
    pick(page, first, qtbot)
    page.pane.begin()
    page.pane.form.meaning.setPlainText("写了一半")
    with qtbot.waitSignal(page.told):
        page.list.select(str(id_of(desk, second)))
    qtbot.waitUntil(lambda: page.list.current() == str(id_of(desk, first)))
    assert page.pane.form.meaning.toPlainText() == "写了一半"
    desk.feed.changed.emit(Changes(1, {"place": frozenset({id_of(desk, second)})}), None)
    assert (
        page.pane.form.meaning.toPlainText() == "写了一半"
    )  # another desk's news disturbs nobody who writes


def reopened(page: PlacesPage, rooms: Open, login: str, qtbot: QtBot) -> PlacesPage:
    """As after a crash: what is on disk is all that is left, and the next to come says yes to all of it."""
    page._desk.drafts.close()
    page.hide()
    again = rooms(login)
    qtbot.waitUntil(lambda: again.pane.card is not None)
    for draft in again._desk.drafts.left:
        again.resume(draft)
    return again


def test_what_was_written_and_not_saved_is_there_after_a_crash(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    name = any_names(desk, 1)[0]
    page = rooms("clerk")
    pick(page, name, qtbot)
    page.pane.begin()
    page.pane.form.meaning.setPlainText("写了一半的含义")
    save_beside(desk, name, "chief", extent_to="湖滨东路")
    page = reopened(page, rooms, "clerk", qtbot)
    qtbot.waitUntil(lambda: page.pane.is_editing)
    assert page.pane.form.meaning.toPlainText() == "写了一半的含义"
    assert page.pane.form.extent_to.text() == "湖滨东路"
    press(page.pane.save_button, qtbot)
    found = card_of(desk, name).record
    assert (found.meaning, found.extent_to) == ("写了一半的含义", "湖滨东路")
    page = reopened(page, rooms, "clerk", qtbot)
    qtbot.waitUntil(lambda: page.pane.card is not None)
    assert not page.pane.is_editing


def test_nobody_is_offered_what_a_colleague_wrote(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    page = rooms("clerk")
    pick(page, any_names(desk, 1)[0], qtbot)
    page.pane.begin()
    page.pane.form.meaning.setPlainText("写了一半的含义")
    page = reopened(page, rooms, "chief", qtbot)
    qtbot.waitUntil(lambda: page.pane.card is not None)
    assert not page.pane.is_editing


def test_every_question_is_asked_again_with_what_was_typed(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    name = any_names(desk, 1)[0]
    page = rooms("clerk")
    pick(page, name, qtbot)
    for verb, typed in (
        ("new", {"name": "白鹭洲滨路", "kind": "lane", "pinyin": "Bailuzhou", "reason": "新建小区"}),
        ("rename", {"name": name + "东段", "day": "2099-01-01", "reason": "市政府批复"}),
        ("alias", {"name": "老街", "kind": "former", "since": "1985-06-01", "until": "1999-01-01"}),
    ):
        page.verbs.ask_new() if verb == "new" else page._on_wanted(verb)
        asked = page.verbs.dialog
        assert asked is not None
        assert set(asked.fields) == set(typed)
        for field, text in typed.items():
            put_text(asked.fields[field], text)
        page = reopened(page, rooms, "clerk", qtbot)
        again = page.verbs.dialog
        assert again is not None
        assert again is not asked
        assert {field: text_of(widget) for field, widget in again.fields.items()} == typed, verb
        again.reject()
        asked.reject()
        assert desk.drafts.left == ()


def test_a_decision_on_names_is_asked_again_unless_it_was_made(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    enter_place(desk.store, person(desk.store, "clerk"), "白鹭洲滨路", Facts("street"))
    page = rooms("chief")
    pick(page, "白鹭洲滨路", qtbot)
    for verb in ("approve", "give_back"):
        page._on_wanted(verb)
        assert page.verbs.dialog is not None
        page.verbs.dialog.reason_box.setText("会议纪要 12")
        page = reopened(page, rooms, "chief", qtbot)
        pick(page, "白鹭洲滨路", qtbot)
        assert page.verbs.dialog is not None
        assert page.verbs.dialog.reason() == "会议纪要 12"
        page.verbs.dialog.ok.setEnabled(True)
        if verb == "approve":
            page.verbs.dialog.reject()
    draft = Draft(
        "place.give_back", "退回地名", place_id=id_of(desk, "白鹭洲滨路"), fields={"reason": "晚了"}
    )
    press(page.verbs.dialog.ok, qtbot)
    qtbot.waitUntil(lambda: card_of(desk, "白鹭洲滨路").record.state == "draft")
    with qtbot.waitSignal(page.told) as told:
        page.resume(draft)
    assert "状态变了" in told.args[0]


# -- states and other names -------------------------------------------------------------------------------------------------


def test_a_chief_approves_several_at_once_with_a_reason(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    clerk = person(desk.store, "clerk")
    for name in ("白鹭洲滨路", "白鹭洲滨巷"):
        enter_place(desk.store, clerk, name, Facts("lane"))
    page = rooms("chief")
    page.list.group.setCurrentIndex(page.list.group.findData("pending"))
    page.list.view.selectAll()
    press(page.approve_button, qtbot)
    dialog = dialog_of(page, ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    assert not dialog.ok.isEnabled()
    qtbot.keyClicks(dialog.reason_box, "meeting 12")
    with qtbot.waitSignal(page.told):
        press(dialog.ok, qtbot)
    assert {card_of(desk, name).record.state for name in ("白鹭洲滨路", "白鹭洲滨巷")} == {"approved"}
    assert shown(page) == []


@pytest.mark.parametrize(("verb", "state"), [("give_back", "draft"), ("approve", "approved")])
def test_a_name_is_decided_from_its_card(
    rooms: Open, desk: Desk, qtbot: QtBot, verb: str, state: str
) -> None:
    enter_place(desk.store, person(desk.store, "clerk"), "白鹭洲滨路", Facts("street"))
    page = rooms("chief")
    pick(page, "白鹭洲滨路", qtbot)
    press(page.pane.buttons[verb], qtbot)
    dialog = dialog_of(page, ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    dialog.reason_box.setText("会议纪要")
    press(dialog.ok, qtbot)
    assert card_of(desk, "白鹭洲滨路").record.state == state
    qtbot.waitUntil(lambda: page.pane.card is not None and page.pane.card.record.state == state)


def borne_name(desk: Desk) -> str:
    """A standard name with three addresses."""
    approved(desk.store, ["1号", "3号", "3号/2梯"])
    return STREET


def test_why_a_name_is_not_retired_is_said_in_the_question(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    name = borne_name(desk)
    page = rooms("chief")
    pick(page, name, qtbot)
    press(page.pane.buttons["retire"], qtbot)
    dialog = dialog_of(page, ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    dialog.reason_box.setText("道路灭失")
    press(dialog.ok, qtbot)
    assert dialog.isVisible()
    assert "现存地址" in dialog._text.text()
    assert "未注销的地址" in dialog._refusal.text()
    assert card_of(desk, name).record.state == "approved"


def test_an_alias_is_entered_and_withdrawn_from_the_card(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    name = any_names(desk, 1)[0]
    page = rooms("clerk")
    pick(page, name, qtbot)
    press(page.pane.buttons["alias"], qtbot)
    dialog = dialog_of(page, AliasDialog)
    assert isinstance(dialog, AliasDialog)
    dialog.name.setText("旧时粮站路")
    assert not dialog.since.isVisible()
    dialog.kind.setCurrentIndex(dialog.kind.findData("former"))
    assert dialog.since.isVisible()
    dialog.since.setText("1970-01-01")
    press(dialog.ok, qtbot)
    assert "真有这一天" in dialog._refusal.text()  # until when it was in force is missing
    dialog.until.setText("1985-06-01")
    press(dialog.ok, qtbot)
    assert [one.alias for one in card_of(desk, name).aliases] == ["旧时粮站路"]
    qtbot.waitUntil(lambda: "旧时粮站路" in page.pane.page.toPlainText())
    page.pane.page.anchorClicked.emit(QUrl("drop:0"))
    why = dialog_of(page, ReasonDialog)
    assert isinstance(why, ReasonDialog)
    why.reason_box.setText("登记有误")
    press(why.ok, qtbot)
    assert card_of(desk, name).aliases == ()


# -- renaming ---------------------------------------------------------------------------------------------------------------


def test_a_waiting_name_is_corrected_at_once(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    place_id, _changes = enter_place(desk.store, person(desk.store, "clerk"), "白路洲滨路", Facts("street"))
    page = rooms("clerk")
    pick(page, "白路洲滨路", qtbot)
    press(page.pane.buttons["rename"], qtbot)
    dialog = dialog_of(page, RenameDialog)
    assert isinstance(dialog, RenameDialog)
    assert not dialog.ok.isEnabled()
    assert dialog._text.text() == "「白路洲滨路」还没有批准，改后立即生效，原来的写法仍可查到。"
    dialog.name.setText("白鹭洲滨路")
    qtbot.waitUntil(dialog.ok.isEnabled)
    press(dialog.ok, qtbot)
    assert name_of(desk, place_id) == "白鹭洲滨路"
    assert last_said(desk.store) == ("place.rename", "直接编辑：更正地名")


def test_a_waiting_name_that_a_large_share_bears_is_corrected_by_application(
    rooms: Open, desk: Desk, qtbot: QtBot
) -> None:
    clerk, chief = person(desk.store, "clerk"), person(desk.store, "chief")
    place_id, _changes = enter_place(desk.store, clerk, "白路洲滨路", Facts("street"))
    add_children(desk.store, clerk, place_id, [Wish(NodeKind.DOOR, "1号")], COMMUNITY)
    change_settings(desk.store, chief, {"verbs.second_person_share": 1, "verbs.second_person_least": 1}, "")
    page = rooms("clerk")
    pick(page, "白路洲滨路", qtbot)
    press(page.pane.buttons["rename"], qtbot)
    dialog = dialog_of(page, RenameDialog)
    assert isinstance(dialog, RenameDialog)
    assert "名下现有地址 1 个" in dialog._text.text()
    assert "须由另一人审批" in dialog._text.text()
    assert "牌面" not in dialog._text.text()
    dialog.name.setText("白鹭洲滨路")
    qtbot.waitUntil(lambda: "没有容易混淆" in dialog.near.text())
    assert not dialog.ok.isEnabled()  # no reason yet
    dialog.reason_box.setText("实地核对")
    press(dialog.ok, qtbot)
    assert name_of(desk, place_id) == "白路洲滨路"
    waiting = card_of(desk, "白路洲滨路").renaming
    assert waiting is not None
    assert waiting.plan.name == "白鹭洲滨路"


def test_a_standard_name_is_renamed_by_application_with_a_reason(
    rooms: Open, desk: Desk, qtbot: QtBot
) -> None:
    name = borne_name(desk)
    page = rooms("clerk")
    pick(page, name, qtbot)
    press(page.pane.buttons["rename"], qtbot)
    dialog = dialog_of(page, RenameDialog)
    assert isinstance(dialog, RenameDialog)
    assert "现有地址 3 个" in dialog._text.text()
    dialog.name.setText("白鹭洲滨路")
    dialog.day.setText("2031-02-30")
    qtbot.waitUntil(lambda: "没有容易混淆" in dialog.near.text())
    assert not dialog.ok.isEnabled()  # no reason yet
    dialog.reason_box.setText("厦府〔2030〕8号")
    press(dialog.ok, qtbot)
    assert dialog.isVisible()  # there is no such day, and that is said in place
    assert dialog._refusal.isVisible()
    dialog.day.setText("2031年1月1日")
    press(dialog.ok, qtbot)
    waiting = card_of(desk, name).renaming
    assert waiting is not None
    assert (waiting.plan.name, waiting.effective_on) == ("白鹭洲滨路", "2031-01-01")
    qtbot.waitUntil(lambda: "自 2031-01-01 起改称「白鹭洲滨路」" in page.pane.page.toPlainText())
    assert card_of(desk, name).record.name == name


# -- out of the room ---------------------------------------------------------------------------------------------------


def test_the_card_leads_to_the_addresses_of_the_name(rooms: Open, desk: Desk, qtbot: QtBot) -> None:
    name = borne_name(desk)
    page = rooms("clerk")
    pick(page, name, qtbot)
    with qtbot.waitSignal(page.way_found) as found:
        page.pane.page.anchorClicked.emit(QUrl("addresses:"))
    assert [step.text for step in found.args[0]] == ["思明区", "筼筜街道", "官任社区", name]


def test_the_list_is_written_for_the_leaders_desk_as_it_is_shown(
    rooms: Open, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    name = any_names(desk, 1)[0]
    save_beside(desk, name, "clerk", extent_from="鹭江道", meaning="=1+1")
    page = rooms("clerk")
    page._ask_path = lambda _parent, _name: str(tmp_path / "names.xlsx")
    type_filter(page, name, qtbot)
    with qtbot.waitSignal(page.told):
        page.export()
    sheet = load_workbook(tmp_path / "names.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "地名录"
    assert rows[2][:5] == ["地名", "类别", "状态", "汉语拼音", "起点"]
    line = next(row for row in rows if row[0] == name)
    assert (line[4], line[13]) == ("鹭江道", "=1+1")
    assert any("制表" in str(cell) for cell in rows[-1])
    assert len(rows) == 3 + len(shown(page)) + 2
