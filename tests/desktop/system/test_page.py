import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.services import account_desk
from db.services.settings import change
from desktop.addresses.page import Desk
from desktop.journal.desk import JournalDesk
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.main_window import SYSTEM, MainWindow
from desktop.shell.session import Session
from desktop.system.areas_section import AreasSection
from desktop.system.journal_section import JournalSection
from desktop.system.page import SystemPage
from desktop.system.sections import every_section
from tests.office import person


@pytest.fixture
def page(desk: Desk, qtbot):
    made = SystemPage(desk, person(desk.store, "admin"), JournalDesk(desk, None))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def window(desk: Desk, tmp_path, qtbot):
    made = MainWindow(Session(desk.store, person(desk.store, "admin")), desk, CrashKeeper(tmp_path))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("login", ["admin", "clerk"])
def test_every_section_can_be_built_for_everybody(desk, qtbot, login) -> None:
    page = SystemPage(desk, person(desk.store, login), JournalDesk(desk, None))
    qtbot.addWidget(page)
    page.show()
    for spec in every_section():
        section = page.show_section(spec.key)
        assert section.isVisibleTo(page)
        page.refresh()
        page.focus_filter()


def test_a_section_is_built_when_it_is_first_shown(page) -> None:
    assert len(page._built) == 1
    first = page.here
    page.names.setCurrentRow(1)
    assert page.here is not first
    page.names.setCurrentRow(0)
    assert page.here is first


def test_the_keyboard_reaches_every_part(page, qtbot) -> None:
    page.activateWindow()
    page.names.setFocus()
    page.next_pane()
    assert QApplication.focusWidget() is page.here.table.view
    page.next_pane()
    assert QApplication.focusWidget() is page.names
    page.focus_filter()
    assert page.here.table.filter_box.hasFocus()


def test_ctrl_0_opens_the_room_and_the_menus_act_in_it(window, qtbot) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    room = window.rooms.build(SYSTEM)
    assert room.isVisible()
    assert "Ctrl+0" in window.nav.item(SYSTEM).toolTip()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert room.here.table.filter_box.hasFocus()


def test_what_a_section_says_reaches_the_status_bar(window) -> None:
    window.nav.setCurrentRow(SYSTEM)
    room = window.rooms.build(SYSTEM)
    room.here.table.view.selectAll()
    room.copy()
    assert "已复制" in window.statusBar().currentMessage()


def test_the_journal_section_lists_managing_only_and_leads_into_the_window(desk, qtbot) -> None:
    admin = person(desk.store, "admin")
    change(desk.store, admin, {"session.idle_minutes": 30, "journal.keep_days": 365}, "值班室")
    journal = JournalDesk(desk, None)
    section = JournalSection(desk, admin, journal)
    qtbot.addWidget(section)
    section.show()
    first = section.list.model.lines[0].cells
    assert (first[1], first[2], first[3]) == ("系统管理员", "修改设置", "值班室")
    assert "365 天" in section._verdict.text()
    section.verify_button.click()
    opened = journal.show()
    qtbot.addWidget(opened)
    assert "校验完好" in opened.verdict.text()
    section.open_button.click()
    assert opened.isVisible()


def test_a_unit_without_anybody_is_listed_first_of_all_when_asked_for(desk, qtbot) -> None:
    admin = person(desk.store, "admin")
    account_desk.close_account(desk.store, admin, "clerk")
    section = AreasSection(desk, admin)
    qtbot.addWidget(section)
    section.show()
    assert "没有人可以录入" in section._verdict.text()
    section.list.group.setCurrentIndex(section.list.group.findData("missing"))
    shown = section.list.model.shown
    assert 0 < len(shown) < len(section.list.model.lines)
    assert {line.cells[1] for line in shown} == {"录入"}
    section.list.group.setCurrentIndex(section.list.group.findData("covered"))
    assert any("吴社工" in line.cells[3] for line in section.list.model.shown)


def test_every_section_fits_a_tablet_even_while_the_server_is_away(window, desk, qtbot) -> None:
    window.resize(853, 533)
    window.nav.setCurrentRow(SYSTEM)
    room = window.rooms.build(SYSTEM)
    desk.runner.set_reached(False)
    for spec in every_section():
        room.show_section(spec.key).say("核对完毕")
        qtbot.wait(20)
        assert (window.width(), window.height()) == (853, 533), spec.key
