"""While the server is away nothing is lost and nothing is pretended; it comes back by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolTip, QVBoxLayout, QWidget
from sqlalchemy import select

from db.domain.access import Actor, Role
from db.domain.changes import Changes
from db.domain.errors import StoreUnavailable
from db.schema.office import setting
from db.services.store import init_store, open_store
from db.store import arrival
from db.store.arrival import CommitUnknown
from desktop.addresses.page import Desk
from desktop.options import Options
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.furnishing import MATCHING
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session
from desktop.shell.verbs_off import VerbsOff, needs_store
from desktop.work import reach
from desktop.work.change_feed import ChangeFeed
from desktop.work.job import Operation
from desktop.work.reach import Reach
from desktop.work.runner import Runner, reader_pool, writer_pool
from tests.desktop.work.inline import InlineExecutor, inline_runner
from tests.register import DISTRICT, SEEDS
from tests.restarts import OwnServer, Wire

pytestmark = pytest.mark.qt_log_ignore(
    "propagateSizeHints", r"raise\(\)"
)  # offscreen there is no window manager
ADMIN = Actor(7, "admin", "系统管理员", ((Role.ADMIN, ""), (Role.CLERK, DISTRICT)))
SOON_MS = 60_000


# -- the switch -------------------------------------------------------------------------------------------------------------


def test_what_needs_the_store_is_off_with_the_reason_and_comes_back_as_its_page_left_it(qtbot) -> None:
    window, frame = QWidget(), QWidget()
    qtbot.addWidget(window)
    on, off = QPushButton("保存", frame), QPushButton("撤销", frame)
    off.setEnabled(False)
    QVBoxLayout(window).addWidget(frame)
    menu = QMenu(window)
    action = QAction("刷新", menu)
    menu.addAction(action)
    needs_store(frame, action)
    window.show()
    verbs = VerbsOff(window)
    verbs.switch("离线")
    off.setEnabled(True)  # the page goes on deciding for itself
    on.setEnabled(False)
    assert not any(one.isEnabled() for one in (on, off, action))
    assert action.toolTip() == "离线"
    assert menu.toolTipsVisible()
    QApplication.sendEvent(on, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), on.mapToGlobal(QPoint(1, 1))))
    assert QToolTip.text() == "离线"
    late = QPushButton("后来的", window)
    needs_store(late)
    verbs.switch("离线")
    assert not late.isEnabled()
    verbs.switch("")
    assert [one.isEnabled() for one in (on, off, action, late)] == [False, True, True, True]
    assert action.toolTip() == "刷新"


# -- the knock --------------------------------------------------------------------------------------------------------------


class Server:
    """Answers as told."""

    def __init__(self) -> None:
        self.why = ""
        self.knocks = 0

    def knock(self) -> None:
        self.knocks += 1
        if self.why:
            raise StoreUnavailable(self.why)


def test_a_knock_tells_that_the_server_went_and_that_it_is_back(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(reach, "LOOK_MS", 20)
    monkeypatch.setattr(reach, "KNOCK_MS", 20)
    runner, server, heard = inline_runner(), Server(), []
    runner.reached.connect(heard.append)
    watch = Reach(runner, server.knock, InlineExecutor())
    qtbot.waitUntil(lambda: server.knocks > 1)
    assert heard == []
    server.why = "no_server"
    qtbot.waitUntil(lambda: heard == [False])
    before = server.knocks
    qtbot.waitUntil(lambda: server.knocks > before + 2)
    server.why = ""
    qtbot.waitUntil(lambda: heard == [False, True])
    watch.close()


def test_a_server_that_answers_and_refuses_is_told_apart_from_one_that_is_silent(qtbot) -> None:
    runner, server, heard = inline_runner(), Server(), []
    watch = Reach(runner, server.knock, InlineExecutor())
    watch.refused.connect(lambda: heard.append(watch.refusal and watch.refusal.why))
    for why in ("no_server", "bad_password", "bad_password", "no_server", ""):
        server.why = why
        watch.look()
    assert heard == ["bad_password", None]
    assert runner.is_reached
    watch.close()


# -- the window on a real server --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own_server() -> Iterator[OwnServer]:
    made = OwnServer()
    yield made
    made.end()


@pytest.fixture(scope="module")
def register_url(own_server: OwnServer) -> str:
    url = own_server.server.url(own_server.server.create_database())
    init_store(url, SEEDS, district_code=DISTRICT, store_no=1)
    return url


class Office:
    """A window with threads of its own on a register that is reached through a wire."""

    def __init__(self, url: str, wire: Wire, folder: Path) -> None:
        self.store = open_store(wire.url(url))
        feed = ChangeFeed()
        self.runner = Runner(feed, writer_pool(), reader_pool())
        self.desk = Desk(self.store, self.runner, feed, Options(folder / "window.ini"))
        self.window = MainWindow(Session(self.store, ADMIN), self.desk, CrashKeeper(folder))
        self.saved: list[Changes] = []
        self.failed: list[Exception] = []

    def save(self, key: str) -> None:
        """What a dialog does when its button is pressed."""

        def work(_progress: object) -> Changes:
            with self.store.write(ADMIN, "setting.change") as work:
                work.insert(setting, {"key": key, "value": "1", "set_by": "admin", "set_at": work.at})
            return work.changes()

        self.runner.start(
            Operation("保存设置", work, self.saved.append, writes=True, on_failed=self.failed.append)
        )

    def close(self) -> None:
        self.window.close()
        self.runner.close()
        self.store.close()


@pytest.fixture
def wire(own_server: OwnServer) -> Iterator[Wire]:
    made = Wire(own_server.server)
    yield made
    made.close()


@pytest.fixture
def office(register_url: str, wire: Wire, tmp_path: Path, qtbot, monkeypatch) -> Iterator[Office]:
    monkeypatch.setattr(reach, "LOOK_MS", 300)
    monkeypatch.setattr(reach, "KNOCK_MS", 300)
    made = Office(register_url, wire, tmp_path)
    made.window.resize(1093, 614)
    made.window.show()
    qtbot.waitUntil(lambda: bool(made.window.addresses.table.model.shown), timeout=SOON_MS)
    yield made
    made.close()


def keys_of(url: str) -> list[str]:
    store = open_store(url)
    try:
        with store.read() as conn:
            return list(conn.execute(select(setting.c.key).order_by(setting.c.key)).scalars())
    finally:
        store.close()


def action(window: MainWindow, part: str) -> QAction:
    return next(one for menu in window.findChildren(QMenu) for one in menu.actions() if part in one.text())


def test_the_server_is_stopped_and_started_and_nothing_is_lost(
    office: Office, own_server: OwnServer, register_url: str, qtbot
) -> None:
    window = office.window
    shown = list(window.addresses.table.model.shown)
    window.nav.setCurrentRow(MATCHING)
    room = window.rooms.build(MATCHING)
    room.line_box.setText("湖滨南路1号")
    own_server.stop()
    try:
        qtbot.waitUntil(lambda: window.presence.is_away, timeout=SOON_MS)
        assert "离线" in window.presence.bar.text.text()
        assert window.presence.bar.isVisible()
        assert window.windowTitle().endswith("离线")
        assert list(window.addresses.table.model.shown) == shown
        assert not action(window, "刷新").isEnabled()
        assert "离线" in action(window, "刷新").toolTip()
        assert action(window, "复制").isEnabled()
        assert not room.detail.verbs.isEnabled()
        office.save("away")
        qtbot.waitUntil(lambda: bool(office.failed), timeout=SOON_MS)
        assert [error.why for error in office.failed] == ["away"]
        window.addresses.locate(1)  # a read that fails now is no dialog
        qtbot.waitUntil(lambda: "连不上服务器" in window.statusBar().currentMessage(), timeout=SOON_MS)
        assert window.errors.shown is None
    finally:
        own_server.start()
    qtbot.waitUntil(lambda: not window.presence.is_away, timeout=SOON_MS)
    assert not window.presence.bar.isVisible()
    assert "离线" not in window.windowTitle()
    assert action(window, "刷新").isEnabled()
    assert room.detail.verbs.isEnabled()
    assert room.line_box.text() == "湖滨南路1号"
    qtbot.waitUntil(lambda: list(window.addresses.table.model.shown) == shown, timeout=SOON_MS)
    office.save("after")
    qtbot.waitUntil(lambda: bool(office.saved), timeout=SOON_MS)
    assert "after" in keys_of(register_url)
    assert "away" not in keys_of(register_url)


def test_a_save_whose_answer_is_lost_counts_as_saved_once(
    office: Office, wire: Wire, register_url: str, qtbot
) -> None:
    wire.marker, wire.moment = b"answer-lost", "after"
    office.save("answer-lost")
    qtbot.waitUntil(lambda: bool(office.saved or office.failed), timeout=SOON_MS)
    assert office.failed == []
    assert office.saved[0].entry > 0
    assert keys_of(register_url).count("answer-lost") == 1


@pytest.mark.parametrize(("moment", "said"), [("after", "已经保存"), ("before", "没有保存")])
def test_when_the_server_stops_at_the_very_commit_the_window_finds_out_later(
    office: Office, wire: Wire, own_server: OwnServer, qtbot, monkeypatch, moment: str, said: str
) -> None:
    monkeypatch.setattr(arrival, "_PATIENCE_S", 0.2)
    wire.on_cut = own_server.stop
    wire.marker, wire.moment = f"stopped-{moment}".encode(), moment
    office.save(f"stopped-{moment}")
    try:
        qtbot.waitUntil(lambda: bool(office.failed), timeout=SOON_MS)
        assert isinstance(office.failed[0], CommitUnknown)
        assert office.window.presence.is_away
    finally:
        own_server.start()
    qtbot.waitUntil(lambda: office.window.presence.question is not None, timeout=SOON_MS)
    box = office.window.presence.question
    assert said in box.text()
    assert "保存设置" in " ".join(label.text() for label in box.findChildren(QLabel))
    qtbot.keyClick(box, Qt.Key.Key_Return)
