"""The 地址库 room at a million nodes: the first page, long streets opened, an address revealed, a day's worth of acts.

Times are given twice where the machine may be busy with other things: by the clock, and as seconds of the window's own
thread. A pause is the longest time that thread worked without turning to the user.
"""

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import bench_tree
from tests.benchmarks.bench_tree import DOORS, NODES
from tests.benchmarks.harness import benchmark, run

LONG, LONGEST = 2_000, 20_000
REVEALS, ACTS = 60, 3_000
_LIMIT_S = 120.0
_REST_S = 0.03
_MEGABYTE = 1024 * 1024


def _file() -> Path:
    tree = bench_tree._file()
    return tree.with_name(f"workspace-{tree.name}")


def _prepare(folder: Path) -> None:
    """The register of the other benchmarks, with two of its streets much longer."""
    if _file().exists():
        return
    from db.services.accounts import find_actor

    bench_tree._prepare(folder)
    part = _file().with_suffix(".part")
    shutil.copy(bench_tree._file(), part)
    store = bench_tree.open_store(f"sqlite:///{part.as_posix()}")
    for street, doors in zip(_streets(store), (LONG, LONGEST), strict=True):
        with store.write(find_actor(store, "clerk"), "import.promote") as work:
            _lengthen(work, *street, doors)
    store.close()
    part.rename(_file())


def _streets(store: bench_tree.Store) -> list[tuple[int, str]]:
    from sqlalchemy import select

    from db.schema.address import place

    with store.read() as conn:
        rows = conn.execute(select(place.c.id, place.c.name).order_by(place.c.id).limit(2)).all()
    return [(row.id, row.name) for row in rows]


def _lengthen(work: bench_tree.Work, street: int, name: str, doors: int) -> None:
    from db.domain.address import CITY, door, extend_key, place_key
    from db.domain.number import parse_number
    from db.store.tree import NewNode, add_nodes

    nodes = []
    for number, node_id in zip(range(DOORS + 1, doors + 1), work.new_ids(doors - DOORS), strict=True):
        own = door(parse_number(f"{number}号"))
        area = bench_tree.area_of(bench_tree.COMMUNITY)
        text = f"{CITY}思明区{name}{own.text}"
        key = extend_key(place_key(street), own)
        nodes.append(NewNode(node_id, own, street, street, bench_tree.DISTRICT, area, key, text))
    add_nodes(work, nodes)


class Watcher:
    """Turns the event loop and notes how long the window's thread was away from it."""

    def __init__(self) -> None:
        self.pause_s = 0.0
        self.spent_s = 0.0

    def until(self, ready: Callable[[], bool]) -> None:
        from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

        end, waker = time.monotonic() + _LIMIT_S, QTimer(interval=1)
        waker.start()
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError
            began = time.thread_time()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            self._note(time.thread_time() - began)

    def act(self, what: Callable[[], object]) -> None:
        """Do what a click does."""
        began = time.thread_time()
        what()
        self._note(time.thread_time() - began)

    def _note(self, spent: float) -> None:
        self.pause_s, self.spent_s = max(self.pause_s, spent), self.spent_s + spent


class Room:
    """The room on the screen, with its threads."""

    def __init__(self, folder: Path) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from PySide6.QtWidgets import QApplication

        from desktop.addresses.page import AddressPage, Desk
        from desktop.options import Options
        from desktop.work.change_feed import ChangeFeed
        from desktop.work.runner import Runner, reader_pool, writer_pool

        self.app = QApplication.instance() or QApplication([])
        self.store = bench_tree.open_store(f"sqlite:///{_file().as_posix()}")
        feed = ChangeFeed()
        self.runner = Runner(feed, writer_pool(), reader_pool())
        desk = Desk(self.store, self.runner, feed, Options(folder / "w.ini"))
        began, spent = time.perf_counter(), time.thread_time()
        self.page = AddressPage(desk)
        self.page.resize(1366, 700)
        self.page.show()
        Watcher().until(lambda: bool(self.page.table.model.shown))
        self.page.repaint()
        self.first_ms = (time.perf_counter() - began) * 1000
        self.first_own_ms = (time.thread_time() - spent) * 1000

    def reveal(self, node_id: int, watch: Watcher) -> None:
        """Show an address in the tree, until it is selected."""
        slots, tree = self.page.model, self.page.tree
        watch.act(lambda: self.page.locate(node_id))
        watch.until(lambda: slots.slot_at(tree.currentIndex()).handle == node_id)

    def rest(self) -> None:
        """Let the list, the detail and the tree come to rest, as they are when somebody looks for the next address."""
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < _REST_S:
            self.app.processEvents()
            time.sleep(0.005)
            if self.page._settle.isActive() or self.page.model._tidy.isActive() or self.runner._jobs:
                quiet_since = time.monotonic()

    def rooms(self, count: int) -> list[int]:
        """Addresses all over the register, the same in every run."""
        from sqlalchemy import func, select

        from db.schema.address import node

        with self.store.read() as conn:
            first, last = conn.execute(select(func.min(node.c.id), func.max(node.c.id))).one()
            draw = random.Random(3)
            near = [draw.randint(first, last) for _ in range(count)]
            query = select(func.min(node.c.id))
            return [conn.execute(query.where(node.c.id >= one)).scalar_one() for one in near]

    def close(self) -> None:
        self.runner.close()
        self.store.close()


@benchmark(f"地址库 on the screen at {NODES:,} nodes", budget={"first_ms": 100.0}, prepare=_prepare)
def first_page(folder: Path) -> dict[str, float]:
    """From building the page until its first list is painted, after the program's modules were read."""
    Room(folder).close()  # the modules
    room = Room(folder)
    room.close()
    return {"first_ms": room.first_ms, "own_ms": room.first_own_ms}


def _open_street(folder: Path, nth: int, doors: int) -> dict[str, float]:
    room = Room(folder)
    street, _name = _streets(room.store)[nth]
    from db.services.addresses import child_ids, path_to

    page, found = room.page, []
    with_doors = path_to(room.store, child_ids(room.store, street)[0].id)
    page.model.revealed.connect(found.append)
    page.model.reveal(with_doors[:3])
    Watcher().until(lambda: bool(found) and not page._settle.isActive())
    page.tree.expand(found[0])
    Watcher().until(lambda: page.model.rowCount(found[0]) > 0)
    rows = range(page.model.rowCount(found[0]))
    line = next(
        one
        for row in rows
        if page.model.slot_at(one := page.model.index(row, 0, found[0])).child.key == street
    )
    page.tree.scrollTo(line)
    room.app.processEvents()
    watch, began = Watcher(), time.perf_counter()
    watch.act(lambda: page.tree.expand(line))
    watch.until(lambda: page.model.rowCount(line) == doors)
    watch.act(page.tree.viewport().repaint)
    watch.until(lambda: page.model.index(0, 0, line).data() != "…")
    opened = (time.perf_counter() - began) * 1000
    room.close()
    return {"open_ms": opened, "own_ms": watch.spent_s * 1000, "pause_ms": watch.pause_s * 1000}


@benchmark(
    f"{LONG:,} children opened at {NODES:,} nodes", budget={"open_ms": 150.0}, prepare=_prepare, rounds=3
)
def open_long(folder: Path) -> dict[str, float]:
    """From the click until every child is in the tree and those on the screen have their texts."""
    return _open_street(folder, 0, LONG)


@benchmark(
    f"{LONGEST:,} children opened at {NODES:,} nodes", budget={"open_ms": 800.0}, prepare=_prepare, rounds=3
)
def open_longest(folder: Path) -> dict[str, float]:
    """The same of the longest street."""
    return _open_street(folder, 1, LONGEST)


@benchmark(f"addresses revealed at {NODES:,} nodes", budget={"p95_ms": 50.0}, prepare=_prepare)
def reveal(folder: Path) -> dict[str, float]:
    """From asking for an address until it is selected in the tree, through levels nobody opened.

    Every eighth address lies in one of the two long streets, of which the lines around it come first, the rest afterwards.
    """
    room, watch, spent, cpu = Room(folder), Watcher(), [], []
    for node_id in room.rooms(REVEALS):
        room.rest()
        began, used = time.perf_counter(), time.process_time()
        room.reveal(node_id, watch)
        spent.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    room.close()
    figures = {"own_ms": watch.spent_s * 1000 / REVEALS, "pause_ms": watch.pause_s * 1000}
    for name, times in (("", sorted(spent)), ("cpu_", sorted(cpu))):
        middle, high = times[len(times) // 2], times[len(times) * 95 // 100]
        figures |= {f"{name}median_ms": middle, f"{name}p95_ms": high}
    return figures


def _naive_model(_folder: Path) -> dict[str, float]:
    """Every address in a model of the toolkit before the first is shown."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QTreeView
    from sqlalchemy import select

    from db.schema.address import node

    app = QApplication.instance() or QApplication([])
    store = bench_tree.open_store(f"sqlite:///{_file().as_posix()}")
    model, items = QStandardItemModel(), {}
    with store.read() as conn:
        query = select(node.c.id, node.c.parent_id, node.c.own_text).order_by(node.c.id)
        for node_id, parent, text in conn.execute(query):
            items[node_id] = QStandardItem(text)
            items.get(parent, model).appendRow(items[node_id])
    view = QTreeView()
    view.setModel(model)
    view.show()
    app.processEvents()
    store.close()
    return {}


@benchmark(
    f"{ACTS:,} acts at {NODES:,} nodes", budget={"peak_mb": 250.0}, prepare=_prepare, against=_naive_model
)
def acts(folder: Path) -> dict[str, float]:
    """Reveals, openings and closings, filters and orders; beside it, the whole register in a model at once."""
    room, watch = Room(folder), Watcher()
    page, draw = room.page, random.Random(4)
    for number, node_id in enumerate(room.rooms(ACTS // 3)):
        room.reveal(node_id, watch)
        above = page.tree.currentIndex().parent()
        watch.act(lambda above=above: page.tree.setCurrentIndex(above))
        if number % 10 == 0:
            watch.until(lambda: not page._settle.isActive())
        closes = draw.random() < 0.5
        watch.act(lambda above=above, closes=closes: page.tree.collapse(above) if closes else page.copy())
    room.close()
    return {"pause_ms": watch.pause_s * 1000}


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
