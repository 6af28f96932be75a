"""The map over a register of a million nodes, 300,000 of which have a point: what is in view, and drawing it."""

import os
import random
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import text

from db.domain.geo import PLANE, XIAMEN, Box, Datum, Point
from db.services.sketch import points_in
from db.services.store import open_store
from db.store import upgrade
from db.store.store import Store
from tests.benchmarks import bench_tree
from tests.benchmarks.bench_tree import NODES
from tests.benchmarks.harness import benchmark, run

SHARE, CLUSTERS = 0.3, 600
VIEWS, FRAMES, DRAWN = 30, 60, 50_000
_SIZE = (1000, 700)


def _file() -> Path:
    return bench_tree._file().with_name(f"sketch-{NODES}-{upgrade.HEAD}.db")


def _prepare(folder: Path) -> None:
    if _file().exists():
        return
    bench_tree._prepare(folder)
    part = _file().with_suffix(".part")
    shutil.copy(bench_tree._file(), part)
    store = open_store(f"sqlite:///{part.as_posix()}")
    dice = random.Random(1)
    towns = _towns(dice)
    with store.engine.begin() as conn:
        ids = [row[0] for row in conn.exec_driver_sql("SELECT id FROM node ORDER BY id")]
        rows = [(*_spot(dice, towns), one) for one in ids if dice.random() < SHARE]
        conn.exec_driver_sql("UPDATE node SET lng = ?, lat = ?, datum = 'CGCS2000' WHERE id = ?", rows)
        conn.exec_driver_sql("ANALYZE")
    store.close()
    part.rename(_file())


def _towns(dice: random.Random) -> list[Point]:
    return [(dice.uniform(118.05, 118.2), dice.uniform(24.44, 24.56)) for _ in range(CLUSTERS)]


def _spot(dice: random.Random, towns: Sequence[Point]) -> Point:
    lng, lat = dice.choice(towns)
    return lng + dice.gauss(0, 0.003), lat + dice.gauss(0, 0.003)


def _open() -> Store:
    return open_store(f"sqlite:///{_file().as_posix()}")


def _views(metres: float) -> list[Box]:
    """Parts of the city so many metres wide, about places where people live."""
    dice = random.Random(2)
    found = []
    for lng, lat in _towns(random.Random(1))[:VIEWS]:
        east, north = PLANE.metres((lng + dice.gauss(0, 0.002), lat))
        low = PLANE.degrees((east - metres / 2, north - metres * 0.35))
        high = PLANE.degrees((east + metres / 2, north + metres * 0.35))
        found.append(Box(*low, *high))
    return found


def _spent(acts: Sequence[Callable[[], object]]) -> dict[str, float]:
    spent = []
    for act in acts:
        began = time.process_time()
        act()
        spent.append((time.process_time() - began) * 1000)
    spent.sort()
    return {"median_ms": spent[len(spent) // 2], "worst_ms": spent[-1]}


def _look(store: Store, box: Box) -> Callable[[], object]:
    return lambda: points_in(store, box, Datum.CGCS2000)


def _naive_street(folder: Path) -> dict[str, float]:
    """The same views without an index on where points lie."""
    store = _open()
    query = text(
        "SELECT id, lng, lat, legal FROM node WHERE +lng BETWEEN :w AND :e AND +lat BETWEEN :s AND :n"
    )

    def read(box: Box) -> Callable[[], object]:
        given = {"w": box.west, "e": box.east, "s": box.south, "n": box.north}

        def act() -> object:
            with store.read() as conn:
                return conn.execute(query, given).all()

        return act

    figures = _spent([read(one) for one in _views(800)[:5]])
    store.close()
    return figures


@benchmark(
    f"points of a street's width at {NODES:,} nodes",
    budget={"worst_ms": 100.0},
    prepare=_prepare,
    against=_naive_street,
)
def street(folder: Path) -> dict[str, float]:
    """A view 800 metres wide: the points themselves; CPU of each answer."""
    store = _open()
    figures = _spent([_look(store, one) for one in _views(800)])
    store.close()
    return figures


@benchmark(f"points of a quarter at {NODES:,} nodes", budget={"median_ms": 100.0}, prepare=_prepare)
def quarter(folder: Path) -> dict[str, float]:
    """A view four kilometres wide: numbers by small cells."""
    store = _open()
    figures = _spent([_look(store, one) for one in _views(4_000)])
    store.close()
    return figures


@benchmark(f"points of the whole city at {NODES:,} nodes", budget={"median_ms": 400.0}, prepare=_prepare)
def city(folder: Path) -> dict[str, float]:
    """Everything, as numbers by large cells: each of the points is counted, so this costs most."""
    store = _open()
    seen = points_in(store, XIAMEN, Datum.CGCS2000)
    figures = _spent([_look(store, XIAMEN)] * 5)
    store.close()
    return figures | {"cells": float(len(seen.cells)), "addresses": float(seen.total)}


def _view_with(count: int):  # type: ignore[no-untyped-def]  # Qt is not loaded before it is measured
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from db.services.sketch import Seen
    from db.store.sketch import MapPoint
    from desktop.sketch.view import MapView

    app = QApplication.instance() or QApplication([])
    dice = random.Random(3)
    towns = _towns(dice)[:40]
    spots = [_spot(dice, towns) for _ in range(count)]
    states = ("approved", "to_verify", "draft")
    points = tuple(MapPoint(n, *one, "", states[n % 3], "marked") for n, one in enumerate(spots, 1))
    view = MapView()
    view.resize(*_SIZE)
    view.show()
    view.scene.put(Seen(points, (), count))
    view.fit(Box(118.05, 24.44, 118.2, 24.56))
    app.processEvents()
    return app, view


@benchmark(f"panning over {DRAWN:,} points", budget={"frame_ms": 33.0})
def panning(folder: Path) -> dict[str, float]:
    """The mean CPU of a frame while the map is dragged, and of drawing it anew when the hand rests."""
    app, view = _view_with(DRAWN)
    app.processEvents()
    view.grab()
    began = time.process_time()
    for _ in range(FRAMES):
        view.go(view.frame.panned(3, 2))
        view.repaint()
    frame_ms = (time.process_time() - began) * 1000 / FRAMES
    began = time.process_time()
    view.redraw()
    view.repaint()
    return {"frame_ms": frame_ms, "anew_ms": (time.process_time() - began) * 1000}


if __name__ == "__main__":
    raise SystemExit(run(__name__))
