"""The window while a list is matched: how long it stands still, in a process beside it and in a thread of its own.

The register has a street for each of some thousand names; the list writes its addresses differently, a tenth with a
slip in the name, a tenth foreign. A timer of the window beats every 20 ms; what counts is the time between two beats.
On a machine that has other work too a beat is late for that alone: ``idle`` is what the window sees with nothing to do,
and ``cpu_gap`` counts only the CPU time that this process used up between two beats.
"""

import os
import random
import time
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.bench_match import FIRST, SECOND, SLIPS, TAILS
from tests.benchmarks.harness import benchmark, run

LINES, FEW = 5_000, 200
STREETS, DOORS = 1_500, 12
_BEAT_MS = 20
_IDLE_BEATS = 150
_LIMIT_S = 300.0


def _streets() -> list[str]:
    every = [one + two + tail for one in FIRST for two in SECOND for tail in TAILS if one != two]
    return random.Random(11).sample(every, STREETS)


def _url(folder: Path) -> str:
    return f"sqlite:///{(folder / 'zhipai.db').as_posix()}"


def _prepare(folder: Path) -> None:
    from sqlalchemy import select

    from db.domain.address import NodeKind
    from db.schema.address import place
    from db.services.seed import DivisionSeed, PlaceSeed, Seeds
    from db.services.store import init_store, open_store
    from tests.desktop.addresses import register

    seeds = Seeds(
        version="bench",
        source="bench",
        valid_from="2018-10-18",
        divisions=tuple(DivisionSeed(*unit) for unit in register._UNITS),
        places=tuple(PlaceSeed("street", name, "350200000000", "350203", "", "bench") for name in _streets()),
        actors=(),
    )
    init_store(_url(folder), seeds, district_code="350203", store_no=7)
    store = open_store(_url(folder))
    with store.write(register.ADMIN, "import.promote") as work:
        rows = work.conn.execute(select(place.c.name, place.c.id))
        build = register.Builder(work, {row.name: row.id for row in rows})
        for name in _streets():
            for number in range(1, DOORS + 1):
                build.add(name, [(NodeKind.DOOR, f"{number}号"), (NodeKind.ROOM, "101室")])
        build.write()
    store.close()


def _lines(count: int) -> list[str]:
    draw, streets = random.Random(12), _streets()
    found = []
    for number in range(count):
        name, door = draw.choice(streets), draw.randint(1, DOORS)
        if number % 10 == 0:
            name = "".join(SLIPS.get(char, char) for char in name[:1]) + name[1:]
        if number % 10 == 1:
            name = f"漳华{name[0]}路"
        head = draw.choice(("", "厦门市思明区", "思明区", "福建省厦门市思明区"))
        found.append(f"{head}{name}{door}{draw.choice(('号', '號', '#'))}{draw.choice(('', '101', '101室'))}")
    return found


def _beaten(folder: Path, count: int) -> Mapping[str, float]:
    """Paste a list into the room as the window has it, and listen to the beats until every line is matched."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from db.services.store import open_store
    from desktop.addresses.page import Desk
    from desktop.matching.page import MatchingPage
    from desktop.matching.sheet import Group
    from desktop.options import Options
    from desktop.work.change_feed import ChangeFeed
    from desktop.work.runner import Runner, reader_pool, writer_pool
    from tests.desktop.addresses.register import ADMIN

    app = QApplication([])
    store, feed = open_store(_url(folder)), ChangeFeed()
    runner = Runner(feed, writer_pool(), reader_pool())
    page = MatchingPage(Desk(store, runner, feed, Options(folder / "window.ini")), ADMIN)
    page.resize(1093, 614)
    page.show()
    app.processEvents()
    heart = _Heart()
    idle = heart.listen(lambda: len(heart.beats) < _IDLE_BEATS)
    model = page.table.model
    first: list[float] = []

    page.found.connect(lambda *_found: first.append(time.perf_counter() - began))

    def at_work() -> bool:
        return bool(runner.busy) or not model.rows or model.view.counts[Group.WAITING] > 0

    began, cpu = time.perf_counter(), time.process_time()
    page.intake.read_text("\n".join(_lines(count)))
    found = heart.listen(at_work)
    whole, spent = time.perf_counter() - began, time.process_time() - cpu
    began = time.perf_counter()
    page.refresh()
    again = heart.listen(lambda: bool(runner.busy))
    took, verdicts = time.perf_counter() - began, model.view.counts
    runner.close()
    page.close()
    store.close()
    return {
        **found,
        "idle_max_gap_ms": idle["max_gap_ms"],
        "idle_p99_gap_ms": idle["p99_gap_ms"],
        "first_lines_s": first[0],
        "all_lines_s": whole,
        "window_cpu_s": spent,
        "again_s": took,
        "again_max_gap_ms": again["max_gap_ms"],
        "again_p99_gap_ms": again["p99_gap_ms"],
        "same": verdicts[Group.SAME],
        "left_beside": len(list(folder.glob("zhipai.db?*"))),
    }


class _Heart:
    """Listens to a timer of the window."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.beats: list[tuple[float, float]] = []
        self._timer = QTimer(interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self.beats.append((time.perf_counter(), time.process_time())))
        self._timer.start()

    def listen(self, while_: Callable[[], bool]) -> dict[str, float]:
        """How far the beats are apart as long as something is so."""
        from PySide6.QtCore import QCoreApplication, QEventLoop

        self.beats.clear()
        end = time.perf_counter() + _LIMIT_S
        while while_():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() > end:
                raise TimeoutError
        gaps = sorted((after[0] - before[0]) * 1000 for before, after in pairwise(self.beats))
        held = sorted((after[1] - before[1]) * 1000 for before, after in pairwise(self.beats))
        p99 = len(gaps) * 99 // 100
        return {
            "max_gap_ms": gaps[-1],
            "p99_gap_ms": gaps[p99],
            "max_cpu_gap_ms": held[-1],
            "p99_cpu_gap_ms": held[p99],
        }


def _in_thread(folder: Path, count: int) -> Mapping[str, float]:
    from desktop.matching import worker

    worker.SMALL = count
    found = _beaten(folder, count)
    print(f"in a thread, {count:,} lines: " + ", ".join(f"{key} {value:.4g}" for key, value in found.items()))
    return found


def _many_in_thread(folder: Path) -> Mapping[str, float]:
    return _in_thread(folder, LINES)


def _few_in_thread(folder: Path) -> Mapping[str, float]:
    return _in_thread(folder, FEW)


@benchmark(
    f"window while {LINES:,} lines are matched",
    budget={"p99_cpu_gap_ms": 50.0, "max_cpu_gap_ms": 250.0, "left_beside": 0},
    prepare=_prepare,
    against=_many_in_thread,
)
def many_lines(folder: Path) -> Mapping[str, float]:
    """A list such as the police send."""
    return _beaten(folder, LINES)


@benchmark(
    f"window while {FEW:,} lines are matched",
    budget={"p99_cpu_gap_ms": 50.0, "max_cpu_gap_ms": 250.0, "left_beside": 0},
    prepare=_prepare,
    against=_few_in_thread,
)
def few_lines(folder: Path) -> Mapping[str, float]:
    """A page copied from a letter."""
    return _beaten(folder, FEW)


def main() -> int:
    """Measure and print."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
