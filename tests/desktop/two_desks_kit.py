"""What the two programs of a drive have in common: a server and screens of their own, people, and hands on a window."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import GeneratorType
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from db.services.account_desk import reset_password
from db.services.accounts import find_actor
from db.services.seed import ActorSeed, DivisionSeed, PlaceSeed, Seeds
from db.services.store import init_store, open_store
from desktop.app import run_window, start_application
from desktop.shell.connect import ConnectDialog
from desktop.shell.main_window import MainWindow
from desktop.shell.new_password import NewPasswordDialog
from tests.desktop.addresses import register
from tests.restarts import OwnServer, Wire

LIMIT_S = 60.0
_SCREEN = "1366x768x24"
Step = Callable[[], object]
Kind = TypeVar("Kind", bound=QWidget)
Hands = TypeVar("Hands", bound="Driver")


@dataclass(frozen=True)
class Person:
    """Who sits at a desk.

    Attributes:
        screen: display of an Xvfb of his own.
        password: that he takes in the place of the one he was handed.
    """

    login: str
    name: str
    role: str
    screen: str
    password: str


class Driver(QObject):
    """Does the next thing as soon as what it waits for is there.

    Attributes:
        folder: where pictures and notes go.
        login: who sits here.
        facts: what is told at the end.
        is_over: whether it came to the end.
    """

    def __init__(self, folder: Path, me: Person, people: tuple[Person, ...], one_time: str) -> None:
        super().__init__()
        self.folder, self.login, self.me = folder, me.login, me
        self._others = [one.login for one in people if one != me]
        self._one_time = one_time
        self.facts: dict[str, object] = {}
        self._steps: Iterator[Step] = iter(())
        self._waits: Step = lambda: True
        self._since = time.monotonic()
        self._busy = self.is_over = False
        self._timer = QTimer(self, interval=50)
        self._timer.timeout.connect(self._tick)

    def begin(self, way: Iterator[Step]) -> None:
        """Go the whole way of one desk, each step with what it waits for."""
        self._steps, self._since = way, time.monotonic()
        self._timer.start()

    def _tick(self) -> None:
        if self._busy:  # a step opened a dialog, whose loop runs inside the step
            return
        self._busy = True
        try:
            if self._waits():
                self._waits, self._since = next(self._steps), time.monotonic()
            elif time.monotonic() - self._since > LIMIT_S:
                raise TimeoutError("waited in vain")
        except StopIteration:
            self.is_over = True
            self._timer.stop()
        except BaseException as error:
            self.take("0-failed")
            print(f"{self.login}: {error!r} {self.inner()}", file=sys.stderr, flush=True)
            os._exit(1)
        finally:
            self._busy = False

    def inner(self) -> list[int]:
        """The lines at which the steps stand, the outermost first."""
        lines: list[int] = []
        step: object = self._steps
        while isinstance(step, GeneratorType) and step.gi_frame is not None:
            lines.append(step.gi_frame.f_lineno)
            step = step.gi_yieldfrom
        return lines

    def take(self, name: str) -> None:
        """A picture of the whole screen."""
        QTest.qWait(150)
        picture = QApplication.primaryScreen().grabWindow(0)
        picture.save(str(self.folder / f"{self.login}-{name}.png"))

    def note(self, name: str) -> None:
        """Tell the other desks and the one who watches that this much is done."""
        (self.folder / f"{self.login}.{name}").touch()

    def noted(self, name: str, login: str = "") -> Step:
        """Whether the others, or who is named, have done so much."""
        wanted = [login] if login else self._others
        return lambda: all((self.folder / f"{one}.{name}").exists() for one in wanted)

    def tell(self) -> None:
        """Write down what was found."""
        (self.folder / f"{self.login}.json").write_text(
            json.dumps(self.facts, ensure_ascii=False), encoding="utf-8"
        )

    def come_in(self) -> Iterator[Step]:
        """Connect, mistype the password once, change the one that was handed out."""
        yield lambda: shown(ConnectDialog)
        dialog = shown(ConnectDialog)
        assert dialog is not None
        assert dialog.form.account.text() == self.login
        QTest.keyClicks(dialog.form.password, "wrong")
        press(dialog.try_button)
        yield lambda: "不接受" in dialog.state.text()
        self.take("1-wrong-password")
        dialog.form.password.clear()
        QTest.keyClicks(dialog.form.password, self._one_time)
        press(dialog.try_button)
        yield lambda: "连接正常" in dialog.state.text()
        self.take("2-connected")
        later(dialog.ok)
        yield lambda: shown(NewPasswordDialog)
        fresh = shown(NewPasswordDialog)
        assert fresh is not None
        for line in (fresh.first, fresh.second):
            QTest.keyClicks(line, self.me.password)
        self.take("3-new-password")
        later(fresh.ok)
        yield lambda: shown(MainWindow)

    def window(self) -> MainWindow:
        """The main window."""
        found = shown(MainWindow)
        assert found is not None
        return found


def shown(kind: type[Kind]) -> Kind | None:
    """The window of a kind that is on the screen."""
    return next(
        (one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None
    )


def choose(window: MainWindow, part: str) -> None:
    """Choose a line of a menu: without a window manager no window has the keys."""
    menus = [menu for action in window.menuBar().actions() if isinstance(menu := action.menu(), QMenu)]
    next(one for menu in menus for one in menu.actions() if part in one.text()).trigger()


def press(button: QWidget) -> None:
    """Click."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def later(button: QWidget) -> None:
    """Click once this step is over, since the click may open the next dialog's loop."""
    QTimer.singleShot(0, button, lambda: press(button))


def sit_down(
    driver: type[Hands],
    walk: Callable[[Hands], Iterator[Step]],
    desk: tuple[Path, str, str],
    people: tuple[Person, ...],
) -> int:
    """One desk, in a process of its own; ``desk`` is the folder, the login and the store's URL."""
    folder, login, url = desk
    start_application()
    me = next(one for one in people if one.login == login)
    hands = driver(folder, me, people, os.environ.pop("ONE_TIME"))
    hands.begin(walk(hands))
    status = run_window(url, login)
    return status if hands.is_over else 1


def make_register(url: str, people: tuple[Person, ...]) -> dict[str, str]:
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
            *(ActorSeed(one.login, one.name, ((one.role, "350203"),)) for one in people),
            ActorSeed("admin", "系统管理员", (("admin", ""),)),
        ),
    )
    init_store(url, seeds, district_code="350203", store_no=7)
    store = open_store(url)
    try:
        register.fill(store, 40)
        admin = find_actor(store, "admin")
        return {one.login: reset_password(store, admin, one.login).password for one in people}
    finally:
        store.close()


class Office:
    """A server, a register on it, and a screen and a program for everybody.

    Attributes:
        url: of the store, as the house opens it.
        own: the server.
        desks: the programs by login.
    """

    def __init__(self, script: str, folder: Path, people: tuple[Person, ...]) -> None:
        self._script, self._folder, self._people = script, folder, people
        self.own = OwnServer()
        self._wire = Wire(self.own.server)
        self._screens = [_screen(one.screen) for one in people]
        self.desks: dict[str, subprocess.Popen[bytes]] = {}
        database = self.own.server.create_database()
        self.url = self.own.server.url(database)
        self._where = f"postgresql://127.0.0.1:{self._wire.port}/{database}"

    def open(self) -> None:
        """Make the register and start every program with a home of its own."""
        for login, password in make_register(self.url, self._people).items():
            self.desks[login] = self._start(login, password)

    def _start(self, login: str, password: str) -> subprocess.Popen[bytes]:
        home = self._folder / "homes" / login
        home.mkdir(parents=True, exist_ok=True)
        person = next(one for one in self._people if one.login == login)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ZHIPAI"))
        }
        environment |= {
            "HOME": str(home),
            "DISPLAY": person.screen,
            "QT_QPA_PLATFORM": "xcb",
            "ONE_TIME": password,
        }
        command = [sys.executable, self._script, "--out", str(self._folder), "--desk", login]
        return subprocess.Popen([*command, "--url", self._where], env=environment)

    def wait_for(self, name: str) -> None:
        """Wait until all desks have done so much.

        Raises:
            RuntimeError: one of them ended before.
        """
        while not all((self._folder / f"{login}.{name}").exists() for login in self.desks):
            for login, process in self.desks.items():
                if process.poll() not in (None, 0):
                    time.sleep(LIMIT_S / 2)  # whom it waited for says why, too
                    raise RuntimeError(f"{login} ended with {process.returncode}")
            time.sleep(0.2)

    def end(self) -> list[int]:
        """Wait until everybody has gone home; their exit statuses."""
        return [process.wait(LIMIT_S) for process in self.desks.values()]

    def close(self) -> None:
        """Leave nothing running."""
        for process in (*self.desks.values(), *self._screens):
            process.kill()
        self._wire.close()
        self.own.end()


def _screen(display: str) -> subprocess.Popen[bytes]:
    command = ["Xvfb", display, "-screen", "0", _SCREEN, "-nolisten", "tcp"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)
