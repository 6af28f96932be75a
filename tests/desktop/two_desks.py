"""Two programs with homes of their own on one server, through their real windows: ``python tests/desktop/two_desks.py``.

A server of its own is started, a register made on it, and two accounts are given one-time passwords. Two processes then
open the program as two people would, each on a screen of its own (Xvfb): they connect, change the password they were
handed, paste the same line; the clerk decides about it and the chief sees the decision arrive. Then the server is
stopped and started again. Pictures of every station go into the folder given; the exit status says whether all went well.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.services.account_desk import reset_password
from db.services.accounts import find_actor
from db.services.audit import verify
from db.services.seed import ActorSeed, DivisionSeed, PlaceSeed, Seeds
from db.services.store import init_store, open_store
from desktop.app import run_window, start_application
from desktop.matching.page import MatchingPage
from desktop.shell.connect import ConnectDialog
from desktop.shell.main_window import MATCHING, MainWindow
from desktop.shell.new_password import NewPasswordDialog
from tests.desktop.addresses import register
from tests.restarts import OwnServer, Wire

LINE = "厦门市思明区湖滨南路98号"
LIMIT_S = 90.0
SCREEN = "1366x768x24"
DESKS = {"clerk": ("林经办", "clerk", ":91"), "chief": ("陈科长", "chief", ":92")}
NEW = {"clerk": "Bai-Lu-Zhou-71", "chief": "Gu-Lang-Yu-38"}
Step = Callable[[], object]


class Driver(QObject):
    """Does the next thing as soon as what it waits for is there.

    Attributes:
        folder: where pictures and notes go.
        login: who sits here.
    """

    def __init__(self, folder: Path, login: str, password: str) -> None:
        super().__init__()
        self.folder, self.login, self.password = folder, login, password
        self.facts: dict[str, object] = {}
        self._steps = self.walk()
        self._waits: Step = lambda: True
        self._since = time.monotonic()
        self._busy = False
        self._timer = QTimer(self, interval=50)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        if self._busy:  # a step opened a dialog, whose loop runs inside the step
            return
        self._busy = True
        try:
            if self._waits():
                self._waits, self._since = next(self._steps), time.monotonic()
            elif time.monotonic() - self._since > LIMIT_S:
                raise TimeoutError(f"{self.login}: waited in vain")
        except StopIteration:
            self._timer.stop()
        except BaseException as error:
            self.take("0-failed")
            print(f"{self.login}: {error!r}", file=sys.stderr, flush=True)
            os._exit(1)
        finally:
            self._busy = False

    def take(self, name: str) -> None:
        """A picture of the whole screen."""
        QTest.qWait(150)
        picture = QApplication.primaryScreen().grabWindow(0)
        picture.save(str(self.folder / f"{self.login}-{name}.png"))

    def note(self, name: str) -> None:
        """Tell the other desk and the one who watches that this much is done."""
        (self.folder / f"{self.login}.{name}").touch()

    def noted(self, name: str, login: str = "") -> Step:
        """Whether the other desk, or who is named, has done so much."""
        other = login or next(one for one in DESKS if one != self.login)
        return (self.folder / f"{other}.{name}").exists

    def walk(self) -> Iterator[Step]:
        """The whole way of one desk, each step with what it waits for."""
        yield from self._come_in()
        window = shown(MainWindow)
        assert window is not None
        yield from self._work_on_a_line(window)
        yield from self._lose_the_server(window)
        (self.folder / f"{self.login}.json").write_text(json.dumps(self.facts), encoding="utf-8")
        window.close()

    def _come_in(self) -> Iterator[Step]:
        yield lambda: shown(ConnectDialog)
        dialog = shown(ConnectDialog)
        assert dialog is not None
        assert dialog.form.account.text() == self.login
        QTest.keyClicks(dialog.form.password, "wrong")
        press(dialog.try_button)
        yield lambda: "不接受" in dialog.state.text()
        self.take("1-wrong-password")
        dialog.form.password.clear()
        QTest.keyClicks(dialog.form.password, self.password)
        press(dialog.try_button)
        yield lambda: "连接正常" in dialog.state.text()
        self.take("2-connected")
        later(dialog.ok)
        yield lambda: shown(NewPasswordDialog)
        fresh = shown(NewPasswordDialog)
        assert fresh is not None
        for line in (fresh.first, fresh.second):
            QTest.keyClicks(line, NEW[self.login])
        self.take("3-new-password")
        later(fresh.ok)
        yield lambda: shown(MainWindow)

    def _work_on_a_line(self, window: MainWindow) -> Iterator[Step]:
        yield lambda: bool(window.addresses.table.model.shown)
        self.take("4-window")
        window.nav.setCurrentRow(MATCHING)
        room = window.rooms.build(MATCHING)
        assert isinstance(room, MatchingPage)
        room.intake.read_text(LINE)
        yield lambda: room.table.model.rows and room.table.model.rows[0].matched
        room.table.select(0)
        yield lambda: room.detail.closer is not None
        assert not room.detail.closer.kept
        self.note("ready")
        yield self.noted("ready")
        if self.login == "clerk":
            room.detail.verbs.reason.setEditText("现场核实")
            press(room.detail.verbs.none)
            self.facts["decided"] = time.time()
        else:
            yield lambda: "按 F5" in room.notice.text() and room.notice.isVisible()
            self.facts["told"] = time.time()
            self.take("5-told")
            choose(window, "刷新")  # by the menu: without a window manager no window has the keys
        yield lambda: room.detail.closer is not None and room.detail.closer.kept
        self.facts["seen"] = time.time()
        self.take("6-decision")
        self.note("seen")

    def _lose_the_server(self, window: MainWindow) -> Iterator[Step]:
        yield lambda: window.presence.is_away
        self.take("7-offline")
        self.note("away")
        yield lambda: not window.presence.is_away
        yield lambda: bool(window.addresses.table.model.shown)
        self.take("8-back")
        self.note("back")
        yield self.noted("back")


def shown(kind: type[QWidget]) -> QWidget | None:
    """The window of a kind that is on the screen."""
    return next(
        (one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None
    )


def choose(window: MainWindow, part: str) -> None:
    """Choose a line of a menu."""
    menus = [action.menu() for action in window.menuBar().actions()]
    next(one for menu in menus for one in menu.actions() if part in one.text()).trigger()


def press(button: QWidget) -> None:
    """Click."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def later(button: QWidget) -> None:
    """Click once this step is over, since the click may open the next dialog's loop."""
    QTimer.singleShot(0, button, lambda: press(button))


def sit_down(args: argparse.Namespace) -> int:
    """One desk, in a process of its own."""
    start_application()
    driver = Driver(args.out, args.desk, os.environ.pop("ONE_TIME"))
    status = run_window(args.url, args.desk)
    return status if "seen" in driver.facts else 1


def make_register(url: str) -> dict[str, str]:
    """Make the register, and hand out passwords: login -> one-time password."""
    seeds = Seeds(
        version="test",
        source="test",
        valid_from="2018-10-18",
        divisions=tuple(DivisionSeed(*unit) for unit in register._UNITS),
        places=tuple(
            PlaceSeed(kind, name, "350200000000", "350203", pinyin, "test")
            for kind, name, pinyin in register._PLACES
        ),
        actors=(
            *(ActorSeed(login, name, ((role, "350203"),)) for login, (name, role, _) in DESKS.items()),
            ActorSeed("admin", "系统管理员", (("admin", ""),)),
        ),
    )
    init_store(url, seeds, district_code="350203", store_no=7)
    store = open_store(url)
    try:
        register.fill(store, 40)
        admin = find_actor(store, "admin")
        return {login: reset_password(store, admin, login).password for login in DESKS}
    finally:
        store.close()


def open_desk(login: str, password: str, url: str, folder: Path) -> subprocess.Popen[bytes]:
    """Start one desk with a home of its own."""
    home = folder / "homes" / login
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ZHIPAI"))
    }
    environment |= {
        "HOME": str(home),
        "DISPLAY": DESKS[login][2],
        "QT_QPA_PLATFORM": "xcb",
        "ONE_TIME": password,
    }
    command = [sys.executable, __file__, "--out", str(folder), "--desk", login, "--url", url]
    return subprocess.Popen(command, env=environment)


def wait_for(folder: Path, name: str, desks: dict[str, subprocess.Popen[bytes]]) -> None:
    """Wait until both desks have done so much.

    Raises:
        RuntimeError: one of them ended before.
    """
    while not all((folder / f"{login}.{name}").exists() for login in desks):
        for login, process in desks.items():
            if process.poll() not in (None, 0):
                raise RuntimeError(f"{login} ended with {process.returncode}")
        time.sleep(0.2)


def watch_over(folder: Path) -> int:
    """Start everything, stop and start the server, and look at what is left."""
    own = OwnServer()
    wire = Wire(own.server)
    screens = [
        subprocess.Popen(
            ["Xvfb", display, "-screen", "0", SCREEN, "-nolisten", "tcp"], stderr=subprocess.DEVNULL
        )
        for _, _, display in DESKS.values()
    ]
    desks: dict[str, subprocess.Popen[bytes]] = {}
    try:
        database = own.server.create_database()
        url = own.server.url(database)
        passwords = make_register(url)
        where = f"postgresql://127.0.0.1:{wire.port}/{database}"
        desks = {login: open_desk(login, passwords[login], where, folder) for login in DESKS}
        wait_for(folder, "seen", desks)
        own.stop()
        wait_for(folder, "away", desks)
        own.start()
        wait_for(folder, "back", desks)
        statuses = [process.wait(LIMIT_S) for process in desks.values()]
        return report(folder, url, statuses)
    finally:
        for process in (*desks.values(), *screens):
            process.kill()
        wire.close()
        own.end()


def report(folder: Path, url: str, statuses: list[int]) -> int:
    """Say what was seen; the exit status."""
    facts = {login: json.loads((folder / f"{login}.json").read_text(encoding="utf-8")) for login in DESKS}
    store = open_store(url)
    verdict = verify(store)
    store.close()
    told_s = facts["chief"]["told"] - facts["clerk"]["decided"]
    print(
        f"desks ended with {statuses}; the chief's window told of the clerk's decision after {told_s:.1f} s"
    )
    print(f"journal: {verdict.entries} entries, {verdict.finding or 'unbroken'}")
    return 0 if statuses == [0, 0] and verdict.finding is None else 1


def main() -> int:
    """Watch over both desks, or be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")
    parser.add_argument("--desk", choices=list(DESKS), help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    return sit_down(args) if args.desk else watch_over(args.out.resolve())


if __name__ == "__main__":
    sys.exit(main())
