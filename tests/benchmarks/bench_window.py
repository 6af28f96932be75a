"""The window: from the start of the process to the first list on the screen, and opening a long street."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks.harness import benchmark, run

ADDRESSES, STREET = 8_000, 2_000
_LIMIT_S = 30.0


def _prepare(folder: Path) -> None:
    """A register, and the program compiled, as it is where it was installed."""
    import compileall

    from tests.desktop.addresses.register import make_store

    root = Path(__file__).resolve().parents[2]
    for package in ("db", "desktop", "tests"):
        compileall.compile_dir(root / package, quiet=2)
    make_store(folder, doors=ADDRESSES)


def _prepare_street(folder: Path) -> None:
    from tests.desktop.addresses.register import make_store

    make_store(folder, doors=STREET * 4 // 3 + 1)  # a quarter lies in the next community


def _url(folder: Path) -> str:
    return f"sqlite:///{(folder / 'zhipai.db').as_posix()}"


def _until(ready: Callable[[], bool]) -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

    end, waker = time.monotonic() + _LIMIT_S, QTimer(interval=2)
    waker.start()
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def bare_window(_folder: Path) -> None:
    """The comparison: an empty window of the same toolkit."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QTreeView())
    window.show()
    app.processEvents()


@benchmark(
    f"window from start, {ADDRESSES:,} addresses",
    budget={"cpu_s": 1.5},
    prepare=_prepare,
    against=bare_window,
    whole_process=True,
    rounds=3,
)
def window_start(folder: Path) -> None:
    """Start as the command does, and end when the first list is painted."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(folder / "home")
    from PySide6.QtWidgets import QApplication

    from desktop.cli.main import main

    def shown() -> bool:
        windows = [one for one in QApplication.topLevelWidgets() if hasattr(one, "addresses")]
        return bool(windows) and bool(windows[0].addresses.table.model.shown)

    QApplication.exec = staticmethod(lambda: _until(shown))  # type: ignore[method-assign, assignment]
    main(["--store", _url(folder), "--as", "zhang"])


@benchmark(f"open a street of {STREET:,} doors", budget={"open_ms": 150.0}, prepare=_prepare_street, rounds=3)
def open_street(folder: Path) -> Mapping[str, float]:
    """Expand one line of the tree in a shown view, until its doors are there."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QApplication, QTreeView

    from db.services.addresses import path_to
    from db.services.search import search
    from db.services.store import open_store
    from desktop.addresses.tree_model import TreeModel
    from desktop.work.change_feed import ChangeFeed
    from desktop.work.runner import Runner, reader_pool, writer_pool

    app = QApplication([])
    store = open_store(_url(folder))
    runner = Runner(ChangeFeed(), writer_pool(), reader_pool())
    model, view = TreeModel(store, runner), QTreeView()
    found: list[QModelIndex] = []
    view.setUniformRowHeights(True)
    view.setModel(model)
    view.show()
    model.load()
    model.revealed.connect(found.append)
    model.reveal(path_to(store, search(store, "湖滨南路1号")[0].id)[:-1])
    _until(lambda: bool(found))
    street = found[0]
    view.scrollTo(street)
    app.processEvents()
    began = time.perf_counter()
    view.expand(street)
    returned = time.perf_counter()
    _until(lambda: model.rowCount(street) == STREET)
    arrived = time.perf_counter()
    runner.close()
    store.close()
    return {"open_ms": (arrived - began) * 1000, "expand_returns_ms": (returned - began) * 1000}


def main() -> int:
    """Measure and print."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
