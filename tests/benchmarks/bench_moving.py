"""A register of a million nodes and their journal moved house: to a server and back, into a backup and out of it.

The store is built once and kept in ``.bench``; ZHIPAI_BENCH_NODES makes a smaller one for trials. The server's own CPU
time is not in ``cpu_s``; the budget is held against the wall.
"""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from db.domain.place import PlaceKind
from db.schema.address import node, place
from db.services.accounts import find_actor
from db.services.moving import Moved, backup_store, copy_store, restore_store
from db.services.seed import PlaceSeed
from db.services.store import init_store, open_store
from db.store import upgrade
from db.store.journal import canonical
from db.store.store import Work
from tests import postgres
from tests.benchmarks import bench_tree
from tests.benchmarks.harness import benchmark, run
from tests.register import DISTRICT, SEEDS

NODES = bench_tree.NODES
MOST_S = 300.0


def _file() -> Path:
    folder = Path(__file__).resolve().parents[2] / ".bench"
    folder.mkdir(exist_ok=True)
    return folder / f"moving-{NODES}-{upgrade.HEAD}.db"


def _url(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


def _prepare(_folder: Path) -> None:
    """Build the store once: the tree's streets, and a journal entry a street that names every node."""
    file = _file()
    if file.exists():
        return
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    seeds = [
        PlaceSeed(PlaceKind.STREET, name, "350200", DISTRICT, name, "bench") for name in bench_tree._names()
    ]
    init_store(_url(part), replace(SEEDS, places=tuple(seeds)), district_code=DISTRICT, store_no=1)
    store = open_store(_url(part))
    with store.read() as conn:
        places = conn.execute(select(place.c.name, place.c.id)).all()
    for name, place_id in places:
        with store.write(find_actor(store, "clerk"), "import.promote") as work:
            bench_tree._fill_street(work, name, place_id)
            _note_nodes(work, place_id)
    store.close()
    part.rename(file)


def _note_nodes(work: Work, place_id: int) -> None:
    kept = (node.c.id, node.c.kind, node.c.parent_id, node.c.own_text, node.c.legal, node.c.full_text)
    for row in work.conn.execute(select(*kept).where(node.c.place_id == place_id)):
        work.note("node", str(row.id), "", canonical(dict(row._mapping)))


def _timed(name: str, act: Callable[[], Moved]) -> dict[str, float]:
    wall, cpu = time.monotonic(), time.process_time()
    moved = act()
    assert moved.report.ok, moved.report.problems
    assert moved.rows > 3 * NODES
    return {f"{name}_s": time.monotonic() - wall, f"{name}_cpu_s": time.process_time() - cpu}


@benchmark(
    f"store copied to a server and back at {NODES:,} nodes",
    budget={"there_s": MOST_S, "back_s": MOST_S},
    prepare=_prepare,
)
def copied(folder: Path) -> dict[str, float]:
    """Both directions of ``store copy``, each with its comparison and check."""
    server_folder = postgres.new_folder()
    server = postgres.shared_server(server_folder, os.getpid())
    try:
        url = server.url(server.create_database())
        figures = _timed("there", lambda: copy_store(_url(_file()), url))
        return figures | _timed("back", lambda: copy_store(url, _url(folder / "back.db")))
    finally:
        postgres.stop_server(server_folder)


@benchmark(
    f"store backed up and restored at {NODES:,} nodes",
    budget={"backup_s": MOST_S, "restore_s": MOST_S},
    prepare=_prepare,
)
def backed_up(folder: Path) -> dict[str, float]:
    """A backup of a file and a file made of it."""
    file = folder / "backup.zpb"
    store = open_store(_url(_file()))
    try:
        figures = _timed("backup", lambda: backup_store(store, file))
    finally:
        store.close()
    figures["backup_mb"] = file.stat().st_size / 1024 / 1024
    return figures | _timed("restore", lambda: restore_store(file, _url(folder / "restored.db")))


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
