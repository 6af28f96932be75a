from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db.domain.access import Role
from db.domain.errors import SignInRefused
from db.services import account_desk
from db.services.account_desk import NewAccount, create_account
from db.services.accounts import list_actors, sign_in
from db.services.applications import file_confirmation
from db.services.audit import list_entries
from db.store.journal_read import Wanted
from desktop.addresses.page import Desk
from desktop.shell.code_sheet import CodeSheet
from desktop.system.accounts_section import AccountsSection
from desktop.system.one_time import OneTimeDialog
from desktop.widgets.day_field import DayField
from tests.changes import Clock
from tests.office import addresses, person
from tests.register import COMMUNITY, DISTRICT


@pytest.fixture
def open_section(desk: Desk, tmp_path: Path, qtbot):
    def build(login: str = "admin") -> AccountsSection:
        section = AccountsSection(desk, person(desk.store, login), lambda *_: str(tmp_path / "list.xlsx"))
        qtbot.addWidget(section)
        section.show()
        return section

    return build


@pytest.fixture
def section(open_section) -> AccountsSection:
    return open_section()


def line(section: AccountsSection, login: str) -> tuple[str, ...]:
    return next(one.cells for one in section.list.model.lines if one.key == login)


def ask(section: AccountsSection, login: str, verb: str):
    section.list.select(login)
    section.pane.buttons[verb].click()
    return section.dialog


def press(dialog) -> None:
    dialog.ok.click()


def password_shown(section: AccountsSection) -> OneTimeDialog:
    return section.findChildren(OneTimeDialog)[-1]


def shown_code(section: AccountsSection) -> bool:
    return bool(section.findChildren(CodeSheet))


def choose(field, role: Role, area: str) -> None:
    field.role.setCurrentIndex(field.role.findData(role))
    field.area.choose(area)


def test_every_account_stands_with_its_roles_in_words(section) -> None:
    assert line(section, "clerk")[:4] == ("clerk", "林经办", "区民政局经办（思明区）", "启用")
    assert "官任社区" in line(section, "area_clerk")[2]
    assert line(section, "clerk")[5] == "没有口令"


def test_a_new_account_gets_its_roles_and_a_password_shown_once(desk, section) -> None:
    dialog = section.ask_new()
    dialog.login.setText("zhou")
    dialog.name.setText("周复核")
    choose(dialog.roles.field, Role.AREA_CLERK, COMMUNITY)
    dialog.roles.add_button.click()
    choose(dialog.roles.field, Role.INSPECTOR, DISTRICT)
    dialog.roles.add_button.click()
    dialog.reason_box.setText("新入职")
    press(dialog)
    made = person(desk.store, "zhou")
    assert set(made.roles) == {(Role.AREA_CLERK, COMMUNITY), (Role.INSPECTOR, DISTRICT)}
    shown = password_shown(section)
    shown.copy_button.click()
    password = QGuiApplication.clipboard().text()
    assert sign_in(desk.store, "zhou", password, "").must_change
    assert password == shown.shown.text()
    assert list_entries(desk.store, Wanted(verb="actor.manage"), 0, 1)[0].reason == "新入职"
    assert line(section, "zhou")[5] == "一次性，待修改"


def test_the_tab_key_goes_through_a_question_from_top_to_bottom(section, qtbot) -> None:
    dialog = section.ask_new()
    field = dialog.roles.field
    for widget in (dialog.login, dialog.name, field.role, *field.area.boxes[:2]):
        assert dialog.focusWidget() is widget
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    dialog.password.setFocus()
    qtbot.keyClick(dialog.password, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.reason_box


def test_one_role_need_not_be_put_into_the_list(desk, section) -> None:
    dialog = section.ask_new()
    dialog.login.setText("zhou")
    dialog.name.setText("周复核")
    choose(dialog.roles.field, Role.PRINTER, DISTRICT)
    dialog.password.setChecked(False)
    press(dialog)
    assert person(desk.store, "zhou").roles == ((Role.PRINTER, DISTRICT),)
    assert section.findChildren(OneTimeDialog) == []


def test_what_is_wrong_with_a_new_account_is_said_while_it_is_typed(section) -> None:
    dialog = section.ask_new()
    assert not dialog.ok.isEnabled()
    dialog.name.setText("周复核")
    for login, word in (("CLERK", "已经有人用过"), ("周 复", "账号"), ("owner", "保留")):
        dialog.login.setText(login)
        assert word in dialog._refusal.text()
        assert not dialog.ok.isEnabled()
    dialog.login.setText("zhou")
    assert dialog.ok.isEnabled()
    assert not dialog._refusal.isVisibleTo(dialog)


def test_an_administrator_with_business_is_explained_where_it_is_chosen(section) -> None:
    dialog = section.ask_new()
    choose(dialog.roles.field, Role.CLERK, DISTRICT)
    dialog.roles.add_button.click()
    choose(dialog.roles.field, Role.ADMIN, DISTRICT)
    assert "另建一个账号" in dialog.roles.note.text()
    assert not dialog.roles.add_button.isEnabled()
    dialog.roles.drop_button.click()
    assert dialog.roles.add_button.isEnabled()


def test_a_role_is_given_and_taken_back(desk, section) -> None:
    dialog = ask(section, "clerk", "grant")
    choose(dialog.form.itemAt(0, dialog.form.ItemRole.FieldRole).widget(), Role.PRINTER, DISTRICT)
    press(dialog)
    assert (Role.PRINTER, DISTRICT) in person(desk.store, "clerk").roles
    section.list.select("clerk")
    rows = range(section.pane.roles.count())
    section.pane.roles.setCurrentRow(
        next(row for row in rows if "制牌员" in section.pane.roles.item(row).text())
    )
    section.pane.buttons["revoke"].click()
    assert "制牌员（思明区）" in section.dialog._text.text()
    press(section.dialog)
    assert person(desk.store, "clerk").roles == ((Role.CLERK, DISTRICT),)


def test_a_role_that_is_held_or_excluded_is_not_offered(section) -> None:
    dialog = ask(section, "clerk", "grant")
    field = dialog.form.itemAt(0, dialog.form.ItemRole.FieldRole).widget()
    choose(field, Role.CLERK, DISTRICT)
    assert "已有" in dialog._refusal.text()
    choose(field, Role.ADMIN, DISTRICT)
    assert "另建一个账号" in dialog._refusal.text()
    assert not dialog.ok.isEnabled()


def test_a_name_is_put_right_and_a_wrong_one_keeps_the_question_open(desk, section) -> None:
    dialog = ask(section, "clerk", "rename")
    name = dialog.form.itemAt(0, dialog.form.ItemRole.FieldRole).widget()
    name.setText(" ")
    press(dialog)
    assert dialog.isVisible()
    assert dialog._refusal.isVisibleTo(dialog)
    name.setText("林晓")
    press(dialog)
    assert not dialog.isVisible()
    assert dict(list_actors(desk.store))["clerk"] == "林晓"
    assert line(section, "clerk")[1] == "林晓"


def test_before_an_account_is_closed_one_sees_what_still_hangs_on_it(desk, section) -> None:
    made = addresses(desk.store, ["12号"])
    file_confirmation(desk.store, person(desk.store, "clerk"), made.values(), "批量确认", "普查")
    dialog = ask(section, "clerk", "close")
    assert "未办结的申请 1 件" in dialog._refusal.text()
    press(dialog)
    assert line(section, "clerk")[3] == "已停用"
    assert "clerk" not in dict(list_actors(desk.store))


def test_an_account_without_anything_open_says_so(section) -> None:
    assert "没有未办结的事项" in ask(section, "printer", "close")._text.text()


def test_a_closed_account_is_opened_again_with_a_new_password(desk, section) -> None:
    press(ask(section, "printer", "close"))
    assert not section.pane.buttons["close"].isEnabled()
    press(ask(section, "printer", "reopen"))
    assert sign_in(desk.store, "printer", password_shown(section).shown.text(), "").must_change


def test_the_last_administrator_stays_and_the_refusal_says_why(desk, section) -> None:
    dialog = ask(section, "admin", "close")
    press(dialog)
    assert dialog._refusal.isVisibleTo(dialog)
    assert "admin" in dict(list_actors(desk.store))


def test_a_reset_password_of_the_first_administrator_brings_the_emergency_code(section) -> None:
    press(ask(section, "admin", "reset"))
    assert not shown_code(section)
    password_shown(section).accept()
    assert shown_code(section)


def test_a_new_emergency_code_is_shown_once(desk, section) -> None:
    account_desk.reset_password(desk.store, person(desk.store, "admin"), "admin")
    section.code_button.click()
    press(section.dialog)
    assert shown_code(section)


def test_a_locked_account_is_marked_and_unlocked(desk, section) -> None:
    issued = account_desk.reset_password(desk.store, person(desk.store, "admin"), "clerk")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(desk.store, "clerk", "no", "")
    section.refresh()
    assert line(section, "clerk")[3].startswith("锁定至")
    section.list.group.setCurrentIndex(section.list.group.findData("locked"))
    assert [one.key for one in section.list.model.shown] == ["clerk"]
    section.list.clear_filter()
    press(ask(section, "clerk", "unlock"))
    assert sign_in(desk.store, "clerk", issued.password, "").actor.login == "clerk"


def test_a_term_is_set_and_taken_away(desk, section) -> None:
    account_desk.reset_password(desk.store, person(desk.store, "admin"), "clerk")
    section.refresh()
    press(ask(section, "clerk", "term"))
    facts = {one.account.login: one.facts for one in account_desk.list_accounts(desk.store)}
    assert facts["clerk"].valid_until
    dialog = ask(section, "clerk", "term")
    dialog.form.itemAt(1, dialog.form.ItemRole.FieldRole).widget().setChecked(True)
    press(dialog)
    facts = {one.account.login: one.facts for one in account_desk.list_accounts(desk.store)}
    assert not facts["clerk"].valid_until


def test_a_term_begins_a_year_from_the_day_of_the_register(desk, section) -> None:
    clock = desk.store.clock = Clock()
    clock.ahead = 40
    account_desk.reset_password(desk.store, person(desk.store, "admin"), "clerk")
    section.refresh()
    dialog = ask(section, "clerk", "term")
    assert dialog.findChild(DayField).day() == clock.day(after=40 + 365)
    dialog.reject()


def test_a_clerk_sees_the_people_of_his_area_and_no_verbs(desk, open_section) -> None:
    create_account(
        desk.store, person(desk.store, "admin"), NewAccount("far", "外区", ((Role.INSPECTOR, "350203006"),))
    )
    section = open_section("area_clerk")
    seen = {one.key for one in section.list.model.lines}
    assert {"clerk", "area_clerk"} <= seen
    assert "far" not in seen
    assert section.list.model.columnCount() == 4
    assert not section.new_button.isVisibleTo(section)
    assert not any(button.isVisibleTo(section) for button in section.pane.buttons.values())


def test_what_another_desk_does_to_accounts_is_shown_here(desk, section) -> None:
    changes = account_desk.rename_account(desk.store, person(desk.store, "admin"), "clerk", "林晓")
    desk.feed.changed.emit(changes, None)
    assert line(section, "clerk")[1] == "林晓"


def test_the_list_is_filtered_sorted_copied_and_exported(section, tmp_path) -> None:
    section.list.filter_box.setText("科长")
    section.list._filter()
    assert [one.key for one in section.list.model.shown] == ["chief", "other_chief"]
    section.list.view.sortByColumn(
        1, section.list.view.horizontalHeader().sortIndicatorOrder().DescendingOrder
    )
    assert [one.key for one in section.list.model.shown] == ["other_chief", "chief"]
    section.list.view.selectAll()
    section.copy()
    assert QGuiApplication.clipboard().text().splitlines()[0].startswith("other_chief\t黄科长")
    section.export()
    assert (tmp_path / "list.xlsx").is_file()
    section.list.filter_box.setText("没有这样的人")
    section.list._filter()
    assert section.list.current() == ""
    assert section.ask("close") is None
