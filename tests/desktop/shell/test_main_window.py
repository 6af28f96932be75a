import threading
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPalette, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from db.domain.access import Actor, Role
from db.domain.changes import Changes
from db.domain.errors import NumberTaken
from db.domain.progress import Progress
from db.services.accounts import SignedIn
from db.services.settings import change as change_settings
from db.store import passwords
from db.store.upgrade import HEAD
from desktop.addresses.page import Desk
from desktop.options import APPEARANCE, LANGUAGE, Options
from desktop.shell.code_sheet import CodeSheet
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.furnishing import ADDRESSES, MATCHING, SYSTEM
from desktop.shell.main_window import MainWindow
from desktop.shell.new_password import NewPasswordDialog
from desktop.shell.questions import Questions
from desktop.shell.session import Session
from desktop.shell.theme import DARK, LIGHT, apply_theme
from desktop.work.change_feed import ChangeFeed
from desktop.work.job import Operation
from desktop.work.runner import Runner, reader_pool, writer_pool
from tests.desktop.addresses.register import ADMIN

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager
ZHANG = Actor(1, "zhang", "张三", ((Role.CLERK, "350203"), (Role.CHIEF, "350203")))


class Desks:
    """Builds windows and remembers what was asked."""

    def __init__(self, desk: Desk, keeper: CrashKeeper) -> None:
        self.desk, self.keeper = desk, keeper
        self.asked: list[str] = []
        self.answer = True

    def window(self) -> MainWindow:
        def stop_work(_parent: object, verbs: str) -> bool:
            self.asked.append(verbs)
            return self.answer

        return MainWindow(Session(self.desk.store, ZHANG), self.desk, self.keeper, Questions(stop_work))


@pytest.fixture
def keeper(tmp_path: Path) -> CrashKeeper:
    return CrashKeeper(tmp_path)


@pytest.fixture
def window(desk, keeper, qtbot):
    window = Desks(desk, keeper).window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.addresses.table.model.shown))
    return window


@pytest.fixture
def busy(store, tmp_path, keeper, qtbot):
    """A window with threads of its own, in which a long write runs."""
    feed = ChangeFeed()
    runner = Runner(feed, writer_pool(), reader_pool())
    desks = Desks(Desk(store, runner, feed, Options(tmp_path / "window.ini")), keeper)
    window = desks.window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.addresses.table.model.shown))
    started = threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        while True:
            progress.step(1, 9, "promoting")
            threading.Event().wait(0.002)

    runner.start(Operation("导入", work, lambda _: None, writes=True))
    assert started.wait(5)
    yield window, desks, runner
    runner.close()


def test_the_title_says_district_user_and_store(window):
    assert window.windowTitle() == "址牌 — 思明区 — 张三 — 文件 zhipai.db"


def test_the_title_says_offline_while_the_store_is_out_of_reach(window, desk):
    desk.runner.reached.emit(False)
    assert window.windowTitle().endswith("离线")
    desk.runner.reached.emit(True)
    assert "离线" not in window.windowTitle()


def test_the_status_bar_names_the_roles(window):
    texts = [label.text() for label in window.statusBar().findChildren(QLabel)]
    assert "张三（区民政局经办、审批人）" in texts


def test_only_rooms_that_exist_have_an_entry(window):
    assert [window.nav.item(n).text() for n in range(window.nav.count())] == [
        "地址库",
        "地名",
        "公安比对",
        "系统",
    ]
    assert not any(window.nav.item(n).icon().isNull() for n in range(window.nav.count()))


def test_the_menus_act_in_the_room_that_is_shown(window, qtbot):
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    room = window.rooms.build(MATCHING)
    assert room.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert room.table.filter_box.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.addresses.table.filter_box.hasFocus()


def test_what_was_pasted_stays_when_another_room_is_shown(window, qtbot):
    window.nav.setCurrentRow(MATCHING)
    room = window.rooms.build(MATCHING)
    room.intake.read_text("厦门市思明区湖滨南路1号\n厦门市思明区湖滨南路2号")
    window.nav.setCurrentRow(ADDRESSES)
    window.nav.setCurrentRow(MATCHING)
    assert window.rooms.build(MATCHING) is room
    assert room.table.model.rowCount() == 2


def test_an_address_found_for_a_line_is_opened_among_the_addresses(window, qtbot):
    window.nav.setCurrentRow(MATCHING)
    room = window.rooms.build(MATCHING)
    room.intake.read_text("厦门市思明区湖滨南路12号")
    qtbot.mouseClick(room.detail.verbs.open, Qt.MouseButton.LeftButton)
    assert window.nav.currentRow() == ADDRESSES
    qtbot.waitUntil(lambda: "厦门市思明区湖滨南路12号" in window.addresses.detail.page.toPlainText())


def test_every_menu_and_action_has_a_key_of_its_own(window):
    menus = [action.menu() for action in window.menuBar().actions()]
    assert all("&" in menu.title() for menu in menus)
    for menu in menus:
        letters = [_letter(action.text()) for action in menu.actions() if not action.isSeparator()]
        assert "" not in letters
        assert len(set(letters)) == len(letters)


def test_no_key_means_two_things(window):
    everywhere = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)
    keys = Counter(
        key.toString()
        for action in window.findChildren(QAction)
        if action.shortcutContext() in everywhere
        for key in action.shortcuts()
    )
    keys.update(one.key().toString() for one in window.findChildren(QShortcut) if one.context() in everywhere)
    assert [key for key, n in keys.items() if key and n > 1] == []
    assert len(keys) > 15


def _letter(text: str) -> str:
    return text.partition("&")[2][:1].upper()


def action_named(window: MainWindow, part: str) -> QAction:
    return next(
        action for menu in window.findChildren(QMenu) for action in menu.actions() if part in action.text()
    )


def test_ctrl_k_leads_to_the_search_line(window, qtbot):
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.addresses.search.hasFocus()


@pytest.mark.parametrize("room", [SYSTEM, MATCHING])
def test_ctrl_k_in_a_room_without_a_search_leads_to_the_address_library(window, qtbot, room):
    window.activateWindow()
    window.nav.setCurrentRow(room)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.finder.palette
    qtbot.waitUntil(palette.box.hasFocus)
    for typed, line in (("hbnl7", "7号"), ("lxsq", "莲兴社区")):
        window.nav.setCurrentRow(room)
        window.find_anywhere()
        qtbot.waitUntil(palette.box.hasFocus)
        palette.box.clear()
        qtbot.keyClicks(palette.box, typed)
        qtbot.keyClick(palette.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda line=line: window.addresses.tree.currentIndex().data() == line)
        assert window.nav.currentRow() == ADDRESSES


def test_ctrl_c_in_the_list_copies_whole_lines(window, qtbot):
    window.activateWindow()
    table = window.addresses.table.view
    qtbot.waitUntil(lambda: window.addresses.table.model.index(1, 2).data() == "56")
    table.setFocus()
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "嘉莲街道\t350203008000\t56"


def test_dark_and_light_are_chosen_in_the_menu_and_remembered(window, desk):
    application = QApplication.instance()
    try:
        action_named(window, "深色").trigger()
        assert application.palette().color(QPalette.ColorRole.Window).name() == DARK.window
        assert desk.options.get(APPEARANCE) == "dark"
        action_named(window, "浅色").trigger()
        assert application.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window
    finally:
        apply_theme(application, "light")


def test_the_language_is_remembered_for_the_next_start(window, desk):
    action_named(window, "English").trigger()
    assert desk.options.get(LANGUAGE) == "en"


def test_a_failure_is_told_once_however_often_it_happens(window, desk):
    desk.runner.failed.emit("批准", NumberTaken("12号", 7))
    first = window.errors.shown
    desk.runner.failed.emit("批准", NumberTaken("12号", 7))
    assert window.errors.shown is first
    assert "12号" in " ".join(label.text() for label in first.findChildren(QLabel))
    first.reject()
    assert window.errors.shown is None


def test_a_crash_is_told_with_its_report_and_the_window_stays(window, keeper, tmp_path):
    report = tmp_path / "crash-1.zip"
    keeper.crashed.emit(RuntimeError("湖滨南路"), report)
    texts = " ".join(label.text() for label in window.errors.shown.findChildren(QLabel))
    assert str(report) in texts
    assert "湖滨南路" not in texts
    assert window.isVisible()
    window.errors.shown.reject()


def test_closing_while_work_runs_asks_cancels_waits_and_then_closes(busy, qtbot):
    window, desks, runner = busy
    assert not window.close()
    assert desks.asked == ["导入"]
    qtbot.waitUntil(lambda: not window.isVisible())
    assert runner.busy == ()


def test_closing_while_work_runs_can_be_thought_better_of(busy):
    window, desks, runner = busy
    desks.answer = False
    assert not window.close()
    assert window.isVisible()
    assert [job.operation.verb for job in runner.busy] == ["导入"]


def test_closing_with_nothing_running_asks_nothing_and_remembers_the_layout(window, desk):
    assert window.close()
    assert desk.options.layout("window") is not None
    assert desk.options.layout("addresses") is not None


def test_the_about_box_names_store_and_versions(window):
    about = window.show_about()
    text = " ".join(label.text() for label in about.findChildren(QLabel))
    about.reject()
    for part in ("址牌", "文件 zhipai.db", HEAD, "Python 3.", "Qt 6."):
        assert part in text


@pytest.mark.parametrize(("width", "height"), [(1093, 614), (853, 533)])
def test_the_window_fits_a_small_screen(window, qtbot, width, height):
    window.resize(width, height)
    qtbot.wait(20)
    assert (window.width(), window.height()) == (width, height)
    assert window.addresses.search.geometry().right() < window.addresses.width()
    assert min(window.addresses.splitter.sizes()) >= 160
    window.nav.setCurrentRow(MATCHING)
    room = window.rooms.build(MATCHING)
    room.intake.read_text("厦门市思明区湖滨南路1号")
    qtbot.wait(20)
    assert (window.width(), window.height()) == (width, height)
    verbs = room.detail.verbs
    assert verbs.mapTo(window, verbs.rect().bottomRight()).x() <= width


def test_ctrl_l_locks_and_one_click_opens_for_an_account_without_a_password(window, qtbot):
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    dialog = window.keys.lock.dialog
    assert dialog.isVisible()
    assert window.windowTitle() == "址牌 — 已锁定"
    dialog.unlock.click()
    assert window.windowTitle() == "址牌 — 思明区 — 张三 — 文件 zhipai.db"


def test_the_window_locks_after_as_many_minutes_as_the_office_set(window, desk, qtbot):
    assert window.keys.idle.minutes == 15
    change_settings(desk.store, ADMIN, {"session.idle_minutes": 3}, "试点")
    desk.feed.changed.emit(Changes(rows={"setting": frozenset()}), None)
    assert window.keys.idle.minutes == 3
    window.keys.idle.passed.emit()
    assert window.keys.lock.dialog.isVisible()
    window.keys.lock.release()


def test_switching_accounts_closes_the_window_for_the_next_person(window):
    assert not window.switching
    action_named(window, "切换账号").trigger()
    assert window.switching
    assert not window.isVisible()


def test_switching_accounts_is_thought_better_of_while_work_runs(busy):
    window, desks, _runner = busy
    desks.answer = False
    action_named(window, "切换账号").trigger()
    assert not window.switching
    assert window.isVisible()


def test_a_password_is_set_from_the_menu_and_then_asked_for_by_the_lock(window, qtbot, monkeypatch):
    monkeypatch.setattr(passwords, "MEMORY_KIB", 1024)
    action_named(window, "修改口令").trigger()
    dialog = window.findChild(NewPasswordDialog)
    for line in (dialog.first, dialog.second):
        line.setText("Bai-Lu-Zhou-7")
    dialog.accept()
    assert window.statusBar().currentMessage() == "口令已修改。"
    code = window.findChild(CodeSheet)
    if code is not None:
        code.safe.setChecked(True)
        code.accept()
    window.keys.lock.lock()
    lock = window.keys.lock.dialog
    lock.unlock.click()
    assert lock.isVisible()
    lock.password.setText("Bai-Lu-Zhou-7")
    lock.unlock.click()
    assert window.keys.lock.dialog is None


def test_the_status_bar_says_when_and_where_one_worked_last(desk, keeper, qtbot):
    signed = SignedIn(ZHANG, "2026-11-21T01:12:44.000000Z", "窗口-03")
    window = MainWindow(Session(desk.store, ZHANG, signed, "口令没有记住。"), desk, keeper)
    qtbot.addWidget(window)
    texts = [label.text() for label in window.statusBar().findChildren(QLabel)]
    assert "上次登录 2026-11-21 09:12:44 在 窗口-03" in texts
    assert window.statusBar().currentMessage() == "口令没有记住。"
