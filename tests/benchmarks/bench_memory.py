"""Three thousand things a clerk does in one day at a million nodes: what the window's process holds at the end.

ZHIPAI_BENCH_ACTS makes a shorter day for trials. Beside it, every address in a model of the toolkit at once.
"""

import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from db.services.store import open_store
from tests.benchmarks import bench_workspace
from tests.benchmarks.bench_tree import NODES, _names
from tests.benchmarks.bench_workspace import LONG, LONGEST
from tests.benchmarks.harness import benchmark, run

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

ACTS = int(os.environ.get("ZHIPAI_BENCH_ACTS", "3000"))
EVERY = 100
NAIVE_NODES = 100_000
_DIRECT = 4_000
_LIMIT_S = 600.0
_MEGABYTE = 1024 * 1024


def _url(folder: Path) -> str:
    return f"sqlite:///{(folder / 'memory.db').as_posix()}"


def _prepare(folder: Path) -> None:
    """A copy of the register, since the clerk writes in it."""
    bench_workspace._prepare(folder)
    shutil.copy(bench_workspace._file(), folder / "memory.db")


class Clerk:
    """The main window, and somebody who does one thing after the other in it."""

    def __init__(self, folder: Path) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from db.services.accounts import find_actor
        from desktop.addresses.page import Desk
        from desktop.app import start_application
        from desktop.options import Options
        from desktop.shell.crash_report import CrashKeeper
        from desktop.shell.main_window import MainWindow
        from desktop.shell.questions import Questions
        from desktop.shell.session import Session
        from desktop.work.change_feed import ChangeFeed
        from desktop.work.runner import Runner, reader_pool, writer_pool

        self.app = start_application()
        self.store, self.draw, self.pause_s = open_store(_url(folder)), random.Random(5), 0.0
        feed = ChangeFeed()
        self.runner = Runner(feed, writer_pool(), reader_pool())
        self.runner.failed.connect(self._on_failed)
        self.desk = Desk(self.store, self.runner, feed, Options(folder / "w.ini"))
        session = Session(self.store, find_actor(self.store, "clerk"))
        self.window = MainWindow(session, self.desk, CrashKeeper(folder), Questions(lambda *_: True))
        self.window.resize(1366, 700)
        self.window.show()
        self.page, self.verbs = self.window.addresses, self.window.verbs
        self.failures, self.left_open = Counter[str](), Counter[str]()
        self.ids = self._ids()
        self.settle()

    def _on_failed(self, verb: str, error: Exception) -> None:
        self.failures[f"{verb}: {type(error).__name__}"] += 1

    def _ids(self) -> tuple[int, int]:
        from sqlalchemy import func, select

        from db.schema.address import node

        with self.store.read() as conn:
            first, last = conn.execute(select(func.min(node.c.id), func.max(node.c.id))).one()
        return first, last

    def address(self, *, direct: bool = False) -> int:
        """Any address of the register; one that is edited at once if ``direct``."""
        from sqlalchemy import func, select

        from db.schema.address import node

        first, last = self.ids
        near = self.draw.randint(last - _DIRECT if direct else first, last)
        with self.store.read() as conn:
            return int(conn.execute(select(func.min(node.c.id)).where(node.c.id >= near)).scalar_one())

    def until(self, ready: Callable[[], object]) -> None:
        """Turn the event loop until something is so, and note its longest pause.

        Raises:
            TimeoutError: it never was; with what is under way.
        """
        from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

        end, waker = time.monotonic() + _LIMIT_S, QTimer(interval=5)
        waker.start()
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError([job.operation.verb for job in self.runner._jobs])
            began = time.thread_time()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            self.pause_s = max(self.pause_s, time.thread_time() - began)

    def settle(self) -> None:
        """Wait until nothing is under way any more."""
        page = self.page
        self.until(lambda: not self.runner._jobs and not page._settle.isActive())

    def go_to(self, *, direct: bool = False) -> int:
        """Reveal an address."""
        wanted = self.address(direct=direct)
        self.page.locate(wanted)
        tree, model = self.page.tree, self.page.model
        self.until(lambda: model.slot_at(tree.currentIndex()).child.key == wanted)
        self.settle()
        return wanted

    # -- what is done -------------------------------------------------------------------------------------------------

    def reveal(self) -> None:
        self.go_to()

    def search(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        box, name = self.page.search, self.draw.choice(_names())
        box.setFocus()
        box.clear()
        text = f"{name[: self.draw.randint(1, 4)]}{self.draw.randint(1, 200)}号"[: self.draw.randint(1, 9)]
        for sign in text:
            box.setText(box.text() + sign)
            box.textEdited.emit(box.text())
            self.app.processEvents()
        self.until(lambda: not box._delay.isActive() and not box._in_flight)
        QTest.keyClick(box, Qt.Key.Key_Return if self.draw.random() < 0.5 else Qt.Key.Key_Escape)
        self.settle()

    def expand(self) -> None:
        tree = self.page.tree
        line = tree.currentIndex()
        for _ in range(self.draw.randint(0, 2)):
            line = line.parent() if line.parent().isValid() else line
        tree.setCurrentIndex(line)
        tree.expand(line)
        self.settle()

    def collapse(self) -> None:
        line = self.page.tree.currentIndex().parent()
        if line.isValid():
            self.page.tree.collapse(line)
        self.settle()

    def long_list(self) -> None:
        """A street of thousands of doors in the list, scrolled through."""
        from db.services.addresses import path_to

        self.page.show_way(path_to(self.store, self.address(direct=True))[:-1])
        self.settle()
        bar = self.page.table.view.verticalScrollBar()
        for _ in range(6):
            bar.setValue(self.draw.randint(0, max(1, bar.maximum())))
            self.page.table.view.viewport().repaint()
            self.settle()

    def arrange(self) -> None:
        from PySide6.QtCore import Qt

        table = self.page.table
        table.model.sort(self.draw.randint(-1, 7), self.draw.choice(list(Qt.SortOrder)))
        self.settle()
        table.filter_box.setText(self.draw.choice(("", "", "1", "20", "号", "已批准")))
        table._take_text()
        self.settle()
        if self.draw.random() < 0.3:
            table.clear_filters()
            self.settle()

    def column_filter(self) -> None:
        self.page.table.open_filter(self.draw.randint(0, 6))
        self.settle()
        panel, self.page.table.panel = self.page.table.panel, None
        if panel is not None:
            panel.take.click()
        self.page.table.clear_filters()
        self.settle()

    def back_and_forth(self) -> None:
        (self.page.bar.back if self.draw.random() < 0.6 else self.page.bar.forward).click()
        self.settle()

    def timeline(self) -> None:
        self._close(self.window.address_desk.history.show_story(self.address()))

    def building(self) -> None:
        from db.services.addresses import path_to
        from db.services.blocks import Under

        steps = [step for step in path_to(self.store, self.address()) if step.kind == "node"]
        shown = self.window.blocks.show_table(Under(node_id=int(steps[0].key)))
        self.settle()
        self._close(shown)

    def generator(self) -> None:
        from db.services.blocks import Under

        self.window.blocks.ask_block(Under(node_id=self.go_to(direct=True)))
        self.settle()
        dialog = self.window.blocks.dialog
        if dialog is not None:
            dialog.form.stairs.setText("1-3")
            dialog._settle.stop()
            dialog._ask_preview()
            self._close(dialog)

    def verb_left(self) -> None:
        """A verb's dialog: filled in, looked at, left."""
        from desktop.editing.acts import Verb

        self.go_to(direct=self.draw.random() < 0.5)
        self.verbs.start(self.draw.choice([one for one in Verb if one is not Verb.BULK]))
        self.settle()
        dialog = self.verbs.dialog
        if dialog is not None:
            dialog.reason_box.setText("试填")
            dialog._ask()
            self._close(dialog)

    def edit(self) -> None:
        """A number written otherwise, at once."""
        from desktop.editing.acts import Verb
        from desktop.editing.form import PartForm

        self.go_to(direct=True)
        self.verbs.start(Verb.RENAME)
        self.settle()
        dialog = self.verbs.dialog
        if dialog is None or not isinstance(dialog.form, PartForm):
            return
        dialog.form.part.setText(f"{self.draw.randint(30_000, 99_999)}号")
        dialog._ask()
        self.settle()
        dialog.confirm()
        self.settle()
        if self.verbs.dialog is not None:
            self._close(dialog)

    def undo(self) -> None:
        (self.verbs.redo if self.draw.random() < 0.3 else self.verbs.undo).trigger()
        self.settle()

    def views(self) -> None:
        self.page.bar.star.click()
        self.settle()
        keeper = self.page.keeper
        if keeper is not None:
            keeper.save(self.page._view_body())
            if keeper.dialog is not None:
                self._close(keeper.dialog)
            if keeper.views:
                keeper.chosen.emit(self.draw.choice(keeper.views))
        self.settle()

    def applications(self) -> None:
        self.verbs.show_applications()
        self.settle()
        if self.verbs.queue is not None:
            self._close(self.verbs.queue)

    def other_room(self) -> None:
        for room in (1, 2, 0):
            self.window.nav.setCurrentRow(room)
            self.settle()

    def _close(self, dialog: "QDialog") -> None:
        self.settle()
        dialog.close()
        self.settle()

    def put_away(self) -> None:
        """Close what an act left on the screen, a question or an error, as somebody does who has read it."""
        shown = self.app.activeModalWidget()
        if shown is not None:
            self.left_open[type(shown).__name__] += 1
            shown.close()
            self.settle()

    def close(self) -> None:
        self.window.close()
        self.runner.close()
        self.store.close()


WEIGHTS = {
    **{"reveal": 14, "search": 14, "expand": 8, "collapse": 6, "long_list": 6, "arrange": 8},
    **{"column_filter": 4, "back_and_forth": 6, "timeline": 5, "building": 5, "generator": 2},
    **{"verb_left": 7, "edit": 7, "undo": 5, "views": 2, "applications": 2, "other_room": 2},
}


@benchmark(
    f"{ACTS:,} acts of a clerk at {NODES:,} nodes, streets of {LONG:,} and {LONGEST:,} doors among them",
    budget={"peak_mb": 250.0},
    prepare=_prepare,
)
def acts(folder: Path) -> dict[str, float]:
    """The mix above in one window; every hundredth act the process is weighed."""
    clerk, done = Clerk(folder), Counter[str]()
    names = random.Random(6).choices(list(WEIGHTS), list(WEIGHTS.values()), k=ACTS)
    begun = _weigh(clerk, 0)
    for number, name in enumerate(names, 1):
        act: Callable[[], None] = getattr(clerk, name)
        act()
        clerk.put_away()
        done[name] += 1
        if number % EVERY == 0 or number == ACTS:
            last = _weigh(clerk, number)
    print("acts:", dict(done), flush=True)
    print("failures:", dict(clerk.failures), "left open:", dict(clerk.left_open), flush=True)
    clerk.close()
    return {"begun_mb": begun, "end_mb": last, "pause_ms": clerk.pause_s * 1000}


def _weigh(clerk: Clerk, number: int) -> float:
    """Print what the process holds, and return its resident size."""
    from PySide6.QtWidgets import QApplication

    process = psutil.Process()
    full = process.memory_full_info()
    sizes = [getattr(full, name, 0) / _MEGABYTE for name in ("rss", "pss", "uss")]
    lines, widgets = len(clerk.page.model.slots), len(QApplication.allWidgets())
    figures = (f"{size:8.1f}" for size in sizes)
    print(
        f"{number:6,}",
        *figures,
        f"{lines:8,} lines",
        f"{widgets:6,} widgets",
        f"{time.process_time():8.1f} s",
        flush=True,
    )
    return sizes[0]


def _everything(folder: Path) -> dict[str, float]:
    """So many addresses in a model of the toolkit before the first is shown."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QTreeView
    from sqlalchemy import select

    from db.schema.address import node

    app = QApplication.instance() or QApplication([])
    store = open_store(_url(folder))
    before = psutil.Process().memory_info().rss
    model, items = QStandardItemModel(), dict[int, QStandardItem]()
    columns = (node.c.own_text, node.c.kind, node.c.legal, node.c.full_text)
    with store.read() as conn:
        query = select(node.c.id, node.c.parent_id, *columns).order_by(node.c.id).limit(NAIVE_NODES)
        for node_id, parent, *texts in conn.execute(query):
            row = [QStandardItem(text) for text in texts]
            items.get(parent, model).appendRow(row)
            items[node_id] = row[0]
    view = QTreeView()
    view.setModel(model)
    view.show()
    app.processEvents()
    store.close()
    held = (psutil.Process().memory_info().rss - before) / _MEGABYTE
    return {"held_mb": held, "of_all_mb": held * NODES / NAIVE_NODES}


@benchmark(f"{NAIVE_NODES:,} addresses in a model of the toolkit, nothing done", prepare=_prepare)
def everything(folder: Path) -> dict[str, float]:
    """The simple way: four texts of each address as items of a tree, read at the start."""
    return _everything(folder)


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
