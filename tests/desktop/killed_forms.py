"""Every form of the window typed into, the program killed 2.1 s later and started again: is it all there?

``python tests/desktop/killed_forms.py [WORD …]`` goes through all forms, or those whose names hold a word, each in a
program of its own that is killed with SIGKILL; the next program must offer the form, fill it in as it was left, and is
itself killed over the following form. Prints a line for each; 1 when anything typed was lost.

``python tests/desktop/killed_forms.py --run URL FOLDER TYPE CHECK``: such a program. It takes up what was left and
compares it with what CHECK says was typed, then types into the form TYPE (names of forms, ``-`` for none).
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from db.domain.access import Role
from db.services.blocks import Under
from db.services.store import open_store
from desktop.addresses.page import Desk
from desktop.app import start_application
from desktop.editing.acts import Chosen, Verb
from desktop.options import Options
from desktop.places.page import PlacesPage
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.furnishing import PLACES
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session
from desktop.widgets.keeping import put_text, text_of
from desktop.work.change_feed import ChangeFeed
from desktop.work.drafts import Draft
from desktop.work.runner import Runner, reader_pool, writer_pool
from tests.desktop.addresses.register import node_id
from tests.desktop.editing.conftest import CLERK

ACTOR = replace(CLERK, roles=((Role.CLERK, "350203"), (Role.CHIEF, "350203")))
STREET = "厦门市思明区湖滨南路"
WAIT_S, LIMIT_S, STARTED_S = 2.1, 60.0, 1.0
Texts = Mapping[str, str]
COMMON = {"reason": "会议纪要第12号", "day": "2099-01-31"}

VERBS: dict[str, tuple[tuple[str, ...], Texts]] = {
    "add": (("7号",), {"kind": "building", "list": "3幢\n4幢"}),
    "rename": (("7号",), {"own_text": "107号"}),
    "move": (("7号",), {"area": "350203008005"}),
    "correct": (("7号",), {"own_text": "117号", "side": "left", "lng": "118.1", "lat": "24.5"}),
    "bulk": (("7号", "8号"), {"column": "number", "pattern": "A{n}号", "start": "101", "step": "2"}),
    "merge": (("1号",), {"stays": "0", "target": "7", "target_text": "湖滨南路9号"}),
    "split": (("11号",), {"parts": "11-1号\n11-2号", "stays": "1"}),
    "suspend": (("1号",), {}),
    "restore": (("21号",), {}),
    "cancel": (("11号",), {}),
    "void": (("8号",), {}),
}
"""Verb -> on which numbers, what is typed beside reason and day."""

PLACE_FORMS: dict[str, Texts] = {
    "place.new": {"name": "白鹭洲滨路", "kind": "lane", "pinyin": "Bailuzhou", "reason": "新建道路"},
    "place.rename": {"name": "湖滨南路东段", "reason": "市政府批复"},
    "place.alias": {"name": "老街", "kind": "former", "since": "1985-06-01", "until": "1999-01-01"},
    "place.retire": {"reason": "已经拆除"},
}
BLOCK = {"stairs": "2-3", "reason": "补建"}
CARD = {"meaning": "写了一半的含义", "extent_from": "厦禾路"}
OPINION = {"opinion": "同意，请按批复办理"}
EVERY = (*VERBS, *PLACE_FORMS, "place.card", "generate", "application")


class Program:
    """The window, and hands on its forms."""

    def __init__(self, url: str, folder: Path) -> None:
        self.app = start_application()
        self.store, feed = open_store(url), ChangeFeed()
        self.runner = Runner(feed, writer_pool(), reader_pool())
        desk = Desk(self.store, self.runner, feed, Options(folder / "window.ini"))
        self.window = MainWindow(Session(self.store, ACTOR), desk, CrashKeeper(folder))
        self.window.show()
        self.drafts = desk.drafts
        shown = time.monotonic()
        self.until(lambda: time.monotonic() - shown > STARTED_S and not self.runner._jobs)

    def until(self, ready: Callable[[], object]) -> None:
        """Turn the event loop until something is there."""
        end, waker = time.monotonic() + LIMIT_S, QTimer(interval=5)
        waker.start()
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    @property
    def places(self) -> PlacesPage:
        page = self.window.rooms.build(PLACES)
        assert isinstance(page, PlacesPage)
        return page

    # -- the forms ----------------------------------------------------------------------------------------------------

    def begin(self, form: str) -> None:
        """Open a form and type into it."""
        if form in VERBS:
            self._open_verb(form)
        elif form in PLACE_FORMS or form == "place.card":
            self._open_place(form)
        elif form == "generate":
            self.window.blocks.ask_block(Under(node_id=node_id(self.store, STREET + "7号")))
            self.until(lambda: self.window.blocks.dialog)
        else:
            self.window.verbs.show_applications()
        for name, widget in self.fields(form).items():
            put_text(widget, typed(form)[name])

    def _open_verb(self, form: str) -> None:
        ids = tuple(node_id(self.store, STREET + name) for name in VERBS[form][0])
        self.window.verbs._open_on(Verb(form), Chosen(ids), None)
        self.until(lambda: self.window.verbs.dialog)
        dialog = self.window.verbs.dialog
        assert dialog is not None
        dialog._fill(Draft(form, "", fields=typed(form)))

    def _open_place(self, form: str) -> None:
        self.window.nav.setCurrentRow(PLACES)
        page = self.places
        self.until(lambda: page._book is not None and page._by_key)
        page.locate(street(page))
        self.until(lambda: page.pane.card is not None and page.pane.card.record.id == street(page))
        if form == "place.card":
            page.pane.begin()
        elif form == "place.new":
            page.ask_new()
        else:
            page._on_wanted(form.partition(".")[2])
        self.until(lambda: form == "place.card" or page.verbs.dialog)

    def fields(self, form: str) -> dict[str, QWidget]:
        """The fields that are typed into, by name."""
        if form == "place.card":
            card = self.places.pane.form
            return {"meaning": card.meaning, "extent_from": card.extent_from}
        if form in PLACE_FORMS:
            dialog = self.places.verbs.dialog
            return {name: one for name, one in dialog.fields.items() if name in typed(form)} if dialog else {}
        if form == "generate":
            block = self.window.blocks.dialog
            return {"stairs": block.form.stairs, "reason": block.reason} if block else {}
        if form == "application":
            queue = self.window.verbs.queue
            return {"opinion": queue.opinion} if queue else {}
        return {}

    def stands(self, form: str) -> dict[str, str]:
        """What stands in a form that is open."""
        if form not in VERBS:
            return {name: text_of(widget) for name, widget in self.fields(form).items()}
        dialog = self.window.verbs.dialog
        if dialog is None:
            return {}
        found = {**dialog.form.texts(), "reason": dialog.reason_box.text(), "day": dialog._day()}
        return {name: found[name] for name in typed(form)}

    def take_up(self, form: str) -> dict[str, str]:
        """Say yes to what is offered, as the question's button does, and read what stands in the form."""
        self.until(lambda: self.window.unfinished.dialog)
        question = self.window.unfinished.dialog
        assert question is not None
        assert [draft.verb for draft in self.drafts.left] == [form]
        left = self.drafts.left[0]
        question.go_on.click()
        self.until(lambda: self.drafts.is_open(left))
        self.until(lambda: form != "application" or not self.runner._jobs)
        found = self.stands(form)
        self.leave(form)
        self.until(lambda: not self.drafts.left and not self.drafts.is_open(left))
        return found

    def leave(self, form: str) -> None:
        """Give the form up, as Esc does."""
        if form == "place.card":
            self.places.pane.cancel()
            return
        verbs, blocks = self.window.verbs, self.window.blocks
        open_now = {"generate": blocks.dialog, "application": verbs.queue}.get(form, verbs.dialog)
        dialog = self.places.verbs.dialog if form in PLACE_FORMS else open_now
        assert dialog is not None
        dialog.reject()


def typed(form: str) -> dict[str, str]:
    """What is typed into a form."""
    if form in VERBS:
        return {**VERBS[form][1], **COMMON}
    others: dict[str, Texts] = {"place.card": CARD, "generate": BLOCK, "application": OPINION}
    return dict(others.get(form) or PLACE_FORMS[form])


def street(page: PlacesPage) -> int:
    """The place that the forms about names are about."""
    return next(line.record.id for line in page._by_key.values() if line.record.name == "湖滨南路")


# -- programs that are killed -----------------------------------------------------------------------------------------


def run(url: str, folder: Path, form: str, left: str) -> None:
    """Take up what was left, then type and wait for the end."""
    program = Program(url, folder)
    found = program.take_up(left) if left != "-" else {}
    print(json.dumps(found), flush=True)
    if form != "-":
        program.begin(form)
    print("typed", flush=True)
    program.app.exec()


def let_run(pid: int, seconds: float) -> None:
    """Wait while a program runs or rests so long; time in which others had the processor is not its own."""
    figures = Path(f"/proc/{pid}/task/{pid}/schedstat")

    def kept_waiting() -> float:
        return int(figures.read_text().split()[1]) / 1e9 if figures.exists() else 0.0

    began, before = time.monotonic(), kept_waiting()
    while time.monotonic() - began - (kept_waiting() - before) < seconds:
        time.sleep(0.02)


def kill_one(url: str, folder: Path, form: str, left: str) -> dict[str, str]:
    """Have a program take up one form, type into another, and die; what it found of the first."""
    command = [sys.executable, __file__, "--run", url, str(folder), form, left]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    errors = folder / "errors.log"
    with (
        errors.open("w") as told,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, text=True, env=environment) as child,
    ):
        assert child.stdout is not None
        found = child.stdout.readline()
        typing_ends = child.stdout.readline()
        if typing_ends:
            let_run(child.pid, WAIT_S)
        child.kill()
    if not typing_ends:
        raise RuntimeError(f"{form} could not be typed into after {left}: {errors.read_text()[-2000:]}")
    return dict(json.loads(found))


def lost(file: Path, folder: Path, forms: Sequence[str]) -> list[str]:
    """The forms of which something typed was lost; every form is killed over and taken up by the next program."""
    with closing(sqlite3.connect(file)) as store:
        store.execute("UPDATE node SET legal = 'suspended' WHERE full_text = ?", (STREET + "21号",))
        store.commit()
    url, failed = f"sqlite:///{file.as_posix()}", []
    for left, form in zip(("-", *forms), (*forms, "-"), strict=True):
        found = kill_one(url, folder, form, left)
        if left != "-":
            kept = found == typed(left)
            print(f"{left:14} {'all there' if kept else 'LOST: ' + str(found)}", flush=True)
            failed += [] if kept else [left]
    return failed


def main(words: Sequence[str]) -> int:
    """Go through the forms whose names hold one of the words, or all."""
    from tests.desktop.addresses.register import make_store

    with tempfile.TemporaryDirectory(prefix="zp-killed-") as scratch:
        folder = Path(scratch)
        make_store(folder)
        file = folder / "zhipai.db"
        forms = [form for form in EVERY if not words or any(word in form for word in words)]
        failed = lost(file, folder, forms)
    print(f"{len(forms)} forms killed over {WAIT_S} s after typing, {len(failed)} lost")
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(sys.argv[2], Path(sys.argv[3]), sys.argv[4], sys.argv[5])
    else:
        sys.exit(main(sys.argv[1:]))
