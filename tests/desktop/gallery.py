"""Pictures of the window for people to look at: ``python tests/desktop/gallery.py --store URL --out DIR``.

Each appearance, size and scale is drawn by a process of its own, since Qt takes its scale once, at the start.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from db.domain.access import Role
from db.domain.changes import Changes
from db.domain.errors import BadFile, BadPassword, StoreUnavailable
from db.domain.search_names import Goal
from db.services.account_desk import Issued
from db.services.accounts import PasswordChanged, find_actor, list_actors
from db.services.store import open_store
from desktop.addresses.page import Desk
from desktop.app import start_application
from desktop.i18n import install_language
from desktop.matching.page import MatchingPage
from desktop.matching.sheet import Group
from desktop.options import Options
from desktop.places.dialogs import NewPlaceDialog
from desktop.places.page import PlacesPage
from desktop.shell.code_sheet import CodeSheet
from desktop.shell.connect import ConnectDialog
from desktop.shell.connect_place import ServerPlace, Tls, remember
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.error_dialog import ErrorDialog
from desktop.shell.furnishing import ADDRESSES, MATCHING, PLACES, SYSTEM
from desktop.shell.main_window import MainWindow
from desktop.shell.new_password import NewPasswordDialog
from desktop.shell.session import Session
from desktop.shell.sign_in import SignInDialog
from desktop.shell.theme import apply_theme
from desktop.shell.upgrade import UpgradeDialog
from desktop.system.accounts_section import AccountsSection
from desktop.system.one_time import OneTimeDialog
from desktop.system.page import SystemPage
from desktop.system.section import Section
from desktop.system.sections import every_section
from desktop.system.store_section import StoreSection
from desktop.terms import role_term
from desktop.work.change_feed import ChangeFeed
from desktop.work.job import Job, Operation
from desktop.work.progress_dialog import ProgressDialog
from desktop.work.runner import Runner, reader_pool, writer_pool
from tests.desktop.editing.pictures import verb_pictures
from tests.desktop.window_pictures import window_pictures


@dataclass(frozen=True)
class View:
    """One way of looking: a name, Qt's scale, the window's size in units of that scale."""

    name: str
    scale: str
    width: int
    height: int


VIEWS = (
    View("1366x768", "1", 1366, 768),
    View("1093x614", "1", 1093, 614),
    View("1366x768-150", "1.5", 1366, 768),
    View("1093x614-150", "1.5", 1093, 614),
    View("tablet-150", "1.5", 853, 533),
)


def settle(ready: Callable[[], bool], limit_ms: int = 5_000) -> None:
    """Let the window work until something is there."""
    loop = QEventLoop()
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: loop.quit() if ready() else None)
    QTimer.singleShot(limit_ms, loop.quit)
    timer.start()
    loop.exec()
    timer.stop()
    QTest.qWait(150)


class Gallery:
    """Walks one window through its states and takes a picture of each."""

    def __init__(
        self, url: str, folder: Path, prefix: str, view: View, *, search: str, lines: Path | None = None
    ) -> None:
        self._folder, self._prefix, self._search, self._lines = folder, prefix, search, lines
        self._store = open_store(url)
        login = list_actors(self._store)[0][0]
        feed = ChangeFeed()
        self._runner = Runner(feed, writer_pool(), reader_pool())
        options = Options(folder / f".{prefix}.ini")
        self._desk = Desk(self._store, self._runner, feed, options)
        self._size = (view.width, view.height)
        self.window = self._window(login)
        self.page = self.window.addresses

    def _window(self, login: str) -> MainWindow:
        session = Session(self._store, find_actor(self._store, login))
        window = MainWindow(session, self._desk, CrashKeeper(self._folder))
        window.resize(*self._size)
        return window

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture."""
        (widget or self.window).grab().save(str(self._folder / f"{self._prefix}-{name}.png"))

    def walk(self) -> None:
        """Take all pictures."""
        self.window.show()
        settle(lambda: bool(self.page.table.model.shown))
        self.take("1-start")
        self._open_search()
        self._open_address()
        self.page.table.filter_box.setText("没有这样的地址")
        settle(lambda: not self.page.table.model.shown)
        self.take("5-filtered-out")
        self._names()
        self._match_lines()
        self._system()
        self._verbs()
        self._dialogs()
        self._away_and_locked()
        self.window.close()
        self._runner.close()
        self._store.close()

    def _open_search(self) -> None:
        self.page.focus_search()
        QTest.keyClicks(self.page.search, "1")
        self.page.search.setText(self._search)
        self.page.search.textEdited.emit(self._search)
        settle(self.page.search.panel.isVisible, 20_000)  # the readings of all names come first
        self.take("2-search")

    def _open_address(self) -> None:
        hits = [hit for hit in self.page.search.hits.hits if hit.goal is Goal.NODE]
        if not hits:
            raise SystemExit(f"nothing found for {self._search}; give another --search")
        self.page.search.close_hits()
        self.page.locate(hits[0].id)
        settle(lambda: hits[0].full_text in self.page.detail.page.toPlainText())
        self.take("3-address")
        self._sketch()
        index = self.page.tree.currentIndex()
        self.page.tree.setCurrentIndex(index.parent())
        settle(lambda: self.page.tree.currentIndex() != index, 600)
        self.take("4-street")

    def _sketch(self) -> None:
        """The map beside the detail, and in its own window."""
        maps = self.window.sketch
        maps.tabs.setCurrentIndex(1)
        settle(lambda: not self._runner._jobs)
        self.take("37-map")
        pane = maps.show_window()
        settle(lambda: not self._runner._jobs)
        assert maps.window is not None
        self.take("38-map-window", maps.window)
        pane.toggle_placing()
        self.take("39-map-placing", maps.window)
        pane.leave()
        maps.window.close()
        maps.tabs.setCurrentIndex(0)

    def _names(self) -> None:
        self.window.nav.setCurrentRow(PLACES)
        room = self.window.rooms.build(PLACES)
        assert isinstance(room, PlacesPage)
        settle(lambda: room.pane.card is not None)
        self.take("40-names")
        room.pane.begin()
        self.take("41-name-card")
        room.pane.cancel()
        room.ask_new()
        settle(lambda: room.verbs.dialog is not None)
        if isinstance(room.verbs.dialog, NewPlaceDialog):
            room.verbs.dialog.name.setText("胡宾南路")
            settle(lambda: room.verbs.dialog is not None and room.verbs.dialog.ok.isEnabled())
            self.take("42-new-name", room.verbs.dialog)
            room.verbs.dialog.reject()
        self.window.nav.setCurrentRow(ADDRESSES)

    def _match_lines(self) -> None:
        self.window.nav.setCurrentRow(MATCHING)
        room = self.window.rooms.build(MATCHING)
        assert isinstance(room, MatchingPage)
        self.take("12-no-lines")
        if self._lines is None:
            room.table.sample_button.click()
        else:
            room.intake.read_file(self._lines)
        counts = room.table.model.view.counts
        settle(lambda: bool(counts != room.table.model.view.counts and not self._runner.busy), 60_000)
        for group in (Group.SAME, Group.CANDIDATE, Group.CONFLICT, Group.BAD):
            here = next((at for at, row in enumerate(room.table.model.rows) if row.group is group), None)
            if here is not None:
                room.table.select(here)
                settle(lambda: room.detail.closer is not None, 2_000)
                self.take(f"13-line-{group.value}")
        self.window.nav.setCurrentRow(ADDRESSES)

    def _system(self) -> None:
        self.window.nav.setCurrentRow(SYSTEM)
        room = self.window.rooms.build(SYSTEM)
        assert isinstance(room, SystemPage)
        for spec in every_section():
            section = room.show_section(spec.key)
            settle(lambda: not self._runner._jobs)
            self.take(f"14-system-{spec.key}")
            for name, dialog in _questions(section):
                settle(lambda: not self._runner._jobs)
                self.take(f"15-{name}", dialog)
                dialog.reject()
        self.window.nav.setCurrentRow(ADDRESSES)

    def _verbs(self) -> None:
        """Whoever looks after the accounts edits nothing: a clerk's window beside."""
        logins = [login for login, _name in list_actors(self._store)]
        clerks = (one for one in logins if Role.CLERK in dict(find_actor(self._store, one).roles))
        window = self._window(next(clerks))
        window.show()
        settle(lambda: bool(window.addresses.table.model.shown))
        for name, dialog in verb_pictures(window, settle):
            self.take(name, dialog)
        for name, shown in window_pictures(window, settle):
            self.take(name, shown)
        window.hide()

    def _dialogs(self) -> None:
        known = BadFile("莲前街道门牌登记表.xlsx", "missing_column", "Sheet1", 3, "门牌号")
        fault = ErrorDialog(_raised(), report=self._folder / "crash-20261122.zip", parent=self.window)
        fault._on_folded(True)
        job = Job(Operation("导出列表", lambda _progress: None, lambda _result: None), None)
        progress = ProgressDialog(job, self.window)
        job.progress.step(4_200, 8_132, "writing")
        progress.appear()
        about = self.window.show_about()
        for name, dialog in (
            ("6-error", ErrorDialog(known, verb="导入", parent=self.window)),
            ("7-fault", fault),
            ("8-progress", progress),
            ("9-about", about),
            ("10-store", ErrorDialog(StoreUnavailable("in_use", "zhipai.db"), parent=self.window)),
            ("11-sign-in", SignInDialog([("zhang", "张三"), ("li", "李四")], self.window)),
            ("30-connect", self._connect_dialog()),
            ("31-new-password", NewPasswordDialog("lin", _no_change, known="", must=True)),
            ("32-emergency-code", CodeSheet("7KQ2M-XW9PA-3DDF0-HJ7TT-V2C4B", self.window)),
            ("33-upgrade", UpgradeDialog("sqlite:///zhipai.db", self._runner)),
        ):
            dialog.show()
            QTest.qWait(60)
            self.take(name, dialog)
            dialog.hide()

    def _connect_dialog(self) -> ConnectDialog:
        options = Options(self._folder / f".{self._prefix}-connect.ini")
        remember(options, ServerPlace("10.20.3.7", 5432, "siming", "linhuian", Tls.VERIFY, "/etc/ca.crt"))
        dialog = ConnectDialog(options, self._runner)
        dialog._tell(StoreUnavailable("refused", "10.20.3.7:5432"))
        return dialog

    def _away_and_locked(self) -> None:
        self._runner.set_reached(False)
        self.take("34-offline")
        self._runner.set_reached(True)
        self.window.keys.lock.lock()
        self.take("35-locked")
        assert self.window.keys.lock.dialog is not None
        self.take("36-unlock", self.window.keys.lock.dialog)
        self.window.keys.lock.release()


def _questions(section: Section) -> Iterator[tuple[str, QDialog]]:
    """The questions of a section, each opened when it is asked for."""
    if isinstance(section, AccountsSection):
        new = section.ask_new()
        new.login.setText("zhou")
        new.name.setText("周复核")
        new.roles.add()
        new.roles.field.role.setCurrentIndex(new.roles.field.role.findText(role_term(Role.ADMIN.value)))
        yield "new-account", new
        for verb in ("grant", "close", "rename"):
            question = section.ask(verb)
            if question is not None:
                yield f"account-{verb}", question
        once = OneTimeDialog(Issued("zhou", Changes(), "kx7-mmp-29w-qtz"), "周复核", section)
        once.open()
        yield "one-time-password", once
    if isinstance(section, StoreSection):
        copy = section.ask_copy()
        copy.kind.setCurrentIndex(1)
        yield "copy-target", copy


def _no_change(_old: str, _new: str) -> PasswordChanged:
    raise BadPassword("same_as_last")


def _raised() -> Exception:
    try:
        raise RuntimeError("wrong")
    except RuntimeError as error:
        return error


def draw(args: argparse.Namespace) -> None:
    """Draw one view in this process."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    view = next(view for view in VIEWS if view.name == args.view)
    app: QApplication = start_application()
    install_language(app, args.language)
    apply_theme(app, args.appearance)
    prefix = f"{view.name}-{args.appearance}" + ("-en" if args.language == "en" else "")
    Gallery(args.store, args.out, prefix, view, search=args.search, lines=args.lines).walk()


def main() -> int:
    """Draw every view, each in its own process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", required=True, metavar="URL")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")
    parser.add_argument("--search", default="湖滨南路1号")
    parser.add_argument("--lines", type=Path, metavar="FILE", help="written addresses for the matching room")
    parser.add_argument("--view", choices=[view.name for view in VIEWS])
    parser.add_argument("--appearance", choices=("light", "dark"), default="light")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.view:
        draw(args)
        return 0
    jobs = [(view, appearance, "zh") for view in VIEWS for appearance in ("light", "dark")]
    for view, appearance, language in [*jobs, (VIEWS[1], "light", "en")]:
        command = [sys.executable, __file__, "--store", args.store, "--out", str(args.out)]
        command += ["--search", args.search, "--view", view.name]
        command += ["--lines", str(args.lines)] if args.lines else []
        command += ["--appearance", appearance, "--language", language]
        environment = {**os.environ, "QT_SCALE_FACTOR": view.scale}
        subprocess.run(command, check=True, env=environment)
    return 0


if __name__ == "__main__":
    sys.exit(main())
