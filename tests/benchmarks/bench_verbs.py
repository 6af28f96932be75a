"""Verbs above eleven thousand addresses in a register of a million nodes: moved to another community, renumbered.

On SQLite, and on PostgreSQL as the clerk who signs in for himself. Beside it the same done row by row, as a program does
that loads objects, changes them and saves each; on PostgreSQL as the owner, whom nothing guards, and on an
eleventh of the addresses, whose time is told elevenfold.
"""

import time
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import Connection, select, text, update

from db.domain.address import CITY, NodeKind, Own, door, extend_key, place_key, read_own
from db.domain.number import parse_number
from db.domain.plan import Act, Edit, Plan
from db.domain.state import Legal
from db.schema.address import node, node_version, place
from db.services.accounts import find_actor
from db.services.applications import approve
from db.services.changes import carry_out, preview
from db.services.store import open_store
from db.store.lines import Reshape
from db.store.reshape import reshape
from db.store.store import Store
from db.store.tree import NewNode, add_nodes
from tests.benchmarks import bench_server, bench_tree
from tests.benchmarks.bench_tree import NODES
from tests.benchmarks.harness import benchmark, run
from tests.conftest import copy_template
from tests.desks import house
from tests.office import area_of
from tests.register import COMMUNITY, DISTRICT, OTHER_COMMUNITY

BUILDINGS, ROOMS = 55, 200
_PART = 11
_NUMBER, _OTHER_NUMBER, _NAIVE_NUMBER, _OTHER_NAIVE_NUMBER = "9001号", "9003号", "9005号", "9007号"


def _grow(store: Store, number: str = _NUMBER, buildings: int = BUILDINGS) -> int:
    """An approved compound of buildings with 200 rooms each on the first street; returns its door."""
    with store.read() as conn:
        found = select(place.c.id, place.c.name).order_by(place.c.id).limit(1)
        place_id, name = conn.execute(found).one()
    with house(store).write(find_actor(store, "clerk"), "import.promote") as work:
        ids = iter(work.new_ids(1 + buildings * (ROOMS + 1)))

        def born(own: Own, parent: int, above: tuple[str, str]) -> NewNode:
            named = (extend_key(above[0], own), above[1] + own.text)
            lies = area_of(COMMUNITY)
            return NewNode(next(ids), own, parent, place_id, DISTRICT, lies, *named, legal=Legal.APPROVED)

        gate = born(door(parse_number(number)), place_id, (place_key(place_id), CITY + "思明区" + name))
        blocks = [
            born(Own(NodeKind.BUILDING, str(n)), gate.id, (gate.key, gate.full_text))
            for n in range(1, buildings + 1)
        ]
        rooms = [
            born(Own(NodeKind.ROOM, f"{floor}{n:02d}"), one.id, (one.key, one.full_text))
            for one in blocks
            for floor in range(1, ROOMS // 10 + 1)
            for n in range(1, 11)
        ]
        add_nodes(work, [gate, *blocks, *rooms])
    return gate.id


def _prepare(folder: Path) -> None:
    bench_tree._prepare(folder)
    copy_template(bench_tree._file(), folder / "verbs.db")
    store = open_store(f"sqlite:///{(folder / 'verbs.db').as_posix()}")
    (folder / "gate").write_text(str(_grow(store)), encoding="utf-8")
    store.close()
    copy_template(folder / "verbs.db", folder / "naive.db")


def _spent(act: Any) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _one_write(store: Store, change: Reshape) -> None:
    """What a decision does to the tree, without the application around it."""
    with store.write(find_actor(store, "clerk"), "address.edit") as work:
        reshape(work, [change])


def _served_s(store: Store) -> float:
    """CPU seconds that the server's processes for this register took so far; nought for a file."""
    if store.engine.dialect.name == "sqlite":
        return 0.0
    query = text(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with store.engine.connect() as conn:
        pids = conn.execute(query).scalars().all()
    times = [psutil.Process(pid).cpu_times() for pid in pids if psutil.pid_exists(pid)]
    return float(sum(one.user + one.system for one in times))


def _decided(store: Store, desks: tuple[Store, Store], gate: int, **wish: Any) -> dict[str, float]:
    """Preview, filing and approval of a wish, each measured; the approval's CPU here and in the server, too."""
    with store.read() as conn:
        seen = conn.execute(select(node.c.row_version).where(node.c.id == gate)).scalar_one()
    plan = Plan(Act.MOVE if "community" in wish else Act.RENUMBER, (Edit(gate, seen, **wish),))
    clerk, chief = desks
    filed: list[Any] = []
    shown = _spent(lambda: preview(clerk, plan))
    told = _spent(lambda: filed.append(carry_out(clerk, find_actor(store, "clerk"), plan, "变更", "测量")))
    served, own = _served_s(store), time.process_time()
    done = _spent(lambda: approve(chief, find_actor(store, "chief"), filed[0].application_id, 1, "同意"))
    cpu = time.process_time() - own + _served_s(store) - served
    return {"preview_s": shown, "file_s": told, "approve_s": done, "approve_cpu_s": cpu}


def _named(name: str, figures: dict[str, float]) -> dict[str, float]:
    return {f"{name}_{key}": value for key, value in figures.items()}


def _naive(folder: Path) -> dict[str, float]:
    """The same two changes row by row."""
    store = open_store(f"sqlite:///{(folder / 'naive.db').as_posix()}")
    gate = int((folder / "gate").read_text(encoding="utf-8"))
    figures = _both_row_by_row(store, gate, _OTHER_NUMBER)
    store.close()
    return figures


def _both_row_by_row(store: Store, gate: int, number: str, times: int = 1) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, values in (
        ("move", {"area_community": OTHER_COMMUNITY}),
        ("renumber", {"own_text": number}),
    ):
        begun, own, served = time.perf_counter(), time.process_time(), _served_s(store)
        with store.engine.begin() as conn:
            _row_by_row(conn, gate, values)
        figures[f"{name}_s"] = (time.perf_counter() - begun) * times
        figures[f"{name}_cpu_s"] = (time.process_time() - own + _served_s(store) - served) * times
    print("row by row: " + ", ".join(f"{key} {value:.1f}" for key, value in figures.items()))
    return figures


def _row_by_row(conn: Connection, node_id: int, values: dict[str, str], front: str = "") -> None:
    """Change a row, its version and its text, then each of its children."""
    row = conn.execute(select(node).where(node.c.id == node_id)).one()
    own = values.get("own_text", row.own_text)
    said = (front or row.full_text.removesuffix(row.own_text)) + own
    below = {name: value for name, value in values.items() if name != "own_text"}
    conn.execute(update(node).where(node.c.id == node_id).values({**values, "full_text": said}))
    version = node_version.c
    mine = (version.district_code == DISTRICT, version.node_id == node_id)
    conn.execute(update(node_version).where(*mine).values(values))
    for child in conn.execute(select(node.c.id).where(node.c.parent_id == node_id)).scalars().all():
        _row_by_row(conn, child, below, said) if below else _retext(conn, child, said)


def _retext(conn: Connection, node_id: int, front: str) -> None:
    row = conn.execute(select(node).where(node.c.id == node_id)).one()
    conn.execute(update(node).where(node.c.id == node_id).values(full_text=front + row.own_text))
    for child in conn.execute(select(node.c.id).where(node.c.parent_id == node_id)).scalars().all():
        _retext(conn, child, front + row.own_text)


@benchmark(
    f"verbs above 11,055 addresses at {NODES:,} nodes",
    budget={"move_s": 1.0, "rename_s": 4.0},
    prepare=_prepare,
    against=_naive,
)
def verbs(folder: Path) -> dict[str, float]:
    """The change itself in one write, then a whole application for each."""
    store = open_store(f"sqlite:///{(folder / 'verbs.db').as_posix()}")
    gate = int((folder / "gate").read_text(encoding="utf-8"))
    figures = _changes(store, gate)
    desks = (store, store)
    figures |= _named("move", _decided(store, desks, gate, community=COMMUNITY))
    figures |= _named("rename", _decided(store, desks, gate, own_text=_NUMBER))
    store.close()
    return figures


def _changes(store: Store, gate: int) -> dict[str, float]:
    cpu = time.process_time()
    moved = _spent(lambda: _one_write(store, Reshape(gate, area=area_of(OTHER_COMMUNITY))))
    middle = time.process_time()
    own = read_own(NodeKind.DOOR, _OTHER_NUMBER)
    renamed = _spent(lambda: _one_write(store, Reshape(gate, own=own)))
    return {
        "move_s": moved,
        "rename_s": renamed,
        "move_cpu_s": middle - cpu,
        "rename_cpu_s": time.process_time() - middle,
    }


def _naive_on_server(_folder: Path) -> dict[str, float]:
    """An eleventh of the addresses row by row, as the owner."""
    store = bench_server._open()
    gate = _grow(store, _NAIVE_NUMBER, BUILDINGS // _PART)
    figures = _both_row_by_row(house(store), gate, _OTHER_NAIVE_NUMBER, _PART)
    store.close()
    return figures


@benchmark(
    f"server: verbs above 11,055 addresses at {NODES:,} nodes",
    budget={"move_approve_s": 1.0, "rename_approve_s": 4.0},
    prepare=bench_server._prepare,
    against=_naive_on_server,
)
def server_verbs(_folder: Path) -> dict[str, float]:
    """A whole application for each, filed by the clerk and decided by the chief, who sign in for themselves."""
    store = bench_server._open()
    gate = _grow(store)
    desks = (store.desk("clerk"), store.desk("chief"))
    figures = _named("move", _decided(store, desks, gate, community=OTHER_COMMUNITY))
    figures |= _named("rename", _decided(store, desks, gate, own_text=_OTHER_NUMBER))
    store.close()
    return figures


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
