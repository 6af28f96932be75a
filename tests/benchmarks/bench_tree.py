"""A register of a million nodes: 200 children of one node, read, shown and searched.

The store is built once and kept in ``.bench``; ZHIPAI_BENCH_NODES makes a smaller one for trials.
"""

import os
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, select, text, update

from db.domain.address import CITY, NodeKind, Own, door, extend_key, place_key
from db.domain.number import parse_number
from db.domain.place import PlaceKind
from db.domain.search import body, grams
from db.domain.state import Legal
from db.schema.address import node, node_version, number_slot, place, place_community
from db.services.accounts import find_actor
from db.services.addresses import child_ids, node_rows
from db.services.search import search
from db.services.seed import PlaceSeed
from db.services.store import init_store, open_store
from db.store import tree, upgrade
from db.store.bulk import insert_rows
from db.store.store import Store, Work
from db.store.tree import NewNode
from tests.benchmarks.harness import benchmark, run
from tests.office import area_of
from tests.register import COMMUNITY, DISTRICT, SEEDS

NODES = int(os.environ.get("ZHIPAI_BENCH_NODES", "1000000"))
CHILDREN = 200
DOORS = 200
OPENINGS = 30
STREET_NAMES = (
    *("湖滨", "厦禾", "莲前", "嘉禾", "仙岳", "文园", "斗西", "禾祥", "后埭溪", "白鹭洲"),
    *("筼筜", "七星", "育秀", "体育", "槟榔", "屿后", "吕岭", "金尚", "环岛", "云顶"),
)
PARTS = ("东路", "西路", "南路", "北路")


def _file() -> Path:
    folder = Path(__file__).resolve().parents[2] / ".bench"
    folder.mkdir(exist_ok=True)
    return folder / f"tree-{NODES}-{upgrade.HEAD}.db"


def _names() -> list[str]:
    count = -(-NODES // (DOORS * (CHILDREN + 1)))
    return [head + part for part in PARTS for head in STREET_NAMES][:count]


def _prepare(_folder: Path) -> None:
    """Build the store once: streets of 200 doors with 200 rooms each."""
    file = _file()
    if file.exists():
        return
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    url = f"sqlite:///{part.as_posix()}"
    seeds = [PlaceSeed(PlaceKind.STREET, name, "350200", DISTRICT, name, "bench") for name in _names()]
    init_store(url, replace(SEEDS, places=tuple(seeds)), district_code=DISTRICT, store_no=1)
    store = open_store(url)
    with store.read() as conn:
        places = {row.name: row.id for row in conn.execute(select(place.c.name, place.c.id))}
    for name, place_id in places.items():
        with store.write(find_actor(store, "clerk"), "import.promote") as work:
            _fill_street(work, name, place_id)
    store.close()
    part.rename(file)


def _fill_street(work: Work, name: str, place_id: int) -> None:
    ids = iter(work.new_ids(DOORS * (CHILDREN + 1)))
    key, front = place_key(place_id), CITY + "思明区" + name

    def born(own: Own, parent: int, above: tuple[str, str]) -> NewNode:
        named = (extend_key(above[0], own), above[1] + own.text)
        return NewNode(
            next(ids), own, parent, place_id, DISTRICT, area_of(COMMUNITY), *named, legal=Legal.APPROVED
        )

    doors = [born(door(parse_number(f"{n}号")), place_id, (key, front)) for n in range(1, DOORS + 1)]
    rooms = [
        born(Own(NodeKind.ROOM, f"{floor}{n:02d}"), one.id, (one.key, one.full_text))
        for one in doors
        for floor in range(1, CHILDREN // 10 + 1)
        for n in range(1, 11)
    ]
    _insert(work, doors, CHILDREN)
    _insert(work, rooms, 0)
    slots = [tree._slot_row(one) for one in doors]
    insert_rows(work.conn, number_slot, tree._SLOT, slots)
    work.conn.execute(update(place).where(place.c.id == place_id).values(child_count=DOORS))
    insert_rows(
        work.conn,
        place_community,
        ("community_code", "place_id", "child_count"),
        [(COMMUNITY, place_id, DOORS)],
    )


def _insert(work: Work, nodes: list[NewNode], children: int) -> None:
    insert_rows(work.conn, node, tree._NODE, [tree._node_row(work, one, children) for one in nodes])
    insert_rows(work.conn, node_version, tree._VERSION, [tree._version_row(work, one) for one in nodes])
    work.conn.exec_driver_sql(
        "INSERT INTO node_search (rowid, grams) VALUES (?, ?)",
        [(one.id, grams(body(one.full_text))) for one in nodes],
    )


def _open() -> Store:
    return open_store(f"sqlite:///{_file().as_posix()}")


def _parents(store: Store) -> list[int]:
    with store.read() as conn:
        street = conn.execute(select(place.c.id).order_by(place.c.name).limit(1)).scalar_one()
    found = [one.id for one in child_ids(store, street, COMMUNITY)]
    return random.Random(1).sample(found, OPENINGS)


def _slowest(acts: Iterable[Callable[[], object]]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    spent = []
    for act in acts:
        start = time.perf_counter()
        act()
        spent.append((time.perf_counter() - start) * 1000)
    spent.sort()
    return {"median_ms": spent[len(spent) // 2], "p95_ms": spent[min(len(spent) - 1, len(spent) * 95 // 100)]}


def _read_children(store: Store, parent: int) -> None:
    ids = [one.id for one in child_ids(store, parent)]
    assert len(node_rows(store, ids)) == CHILDREN


def _naive_children(folder: Path) -> dict[str, float]:
    """The same children without an index to find and order them by."""
    store = _open()
    query = text("SELECT * FROM node WHERE +parent_id = :parent ORDER BY +sort_key")

    def read(conn: Connection, parent: int) -> None:
        assert len(conn.execute(query, {"parent": parent}).all()) == CHILDREN

    parents = _parents(store)
    with store.read() as conn:
        figures = _slowest([partial(read, conn, one) for one in parents])
    store.close()
    return figures


@benchmark(
    f"200 children of a node at {NODES:,} nodes",
    budget={"p95_ms": 50.0},
    prepare=_prepare,
    against=_naive_children,
)
def children(folder: Path) -> dict[str, float]:
    """Ids in street order and the rows of all of them, as the services give them."""
    store = _open()
    figures = _slowest([partial(_read_children, store, one) for one in _parents(store)])
    store.close()
    return figures


@benchmark(f"200 children shown at {NODES:,} nodes", budget={"p95_ms": 50.0}, prepare=_prepare)
def shown(folder: Path) -> dict[str, float]:
    """From the click until the window's model has the text of every child."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QModelIndex
    from PySide6.QtWidgets import QApplication

    from desktop.addresses.tree_model import TreeModel
    from desktop.work.change_feed import ChangeFeed
    from desktop.work.runner import Runner, reader_pool, writer_pool

    app = QApplication.instance() or QApplication([])
    store = _open()
    runner = Runner(ChangeFeed(), writer_pool(), reader_pool())
    model = TreeModel(store, runner)
    wait = (
        QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    )  # turning round and round would slow the reading thread

    def opened(parent: QModelIndex) -> list[QModelIndex]:
        if model.canFetchMore(parent):
            model.fetchMore(parent)
        while not model.rowCount(parent):
            app.processEvents(wait)
        return [model.index(row, 0, parent) for row in range(model.rowCount(parent))]

    def open_and_read(parent: QModelIndex) -> None:
        lines = opened(parent)
        assert len(lines) == CHILDREN
        while any([model.data(line) == "…" for line in lines]):
            app.processEvents(wait)

    model.load()
    line = QModelIndex()
    for _ in range(4):  # district, subdistrict, community, street
        line = opened(line)[0]
    doors = random.Random(1).sample(opened(line), OPENINGS)
    figures = _slowest([partial(open_and_read, one) for one in doors])
    runner.close()
    store.close()
    return figures


def _queries() -> list[str]:
    """Parts of real addresses, six of each length from one to six characters."""
    draw = random.Random(2)
    found = []
    for length in range(1, 7):
        for _ in range(6):
            address = f"{draw.choice(_names())}{draw.randint(1, DOORS)}号{draw.randint(1, 20)}{draw.randint(1, 10):02d}室"
            start = draw.randrange(len(address) - length + 1)
            found.append(address[start : start + length])
    return found


def _like(folder: Path) -> dict[str, float]:
    store = _open()
    query = text("SELECT id, full_text FROM node WHERE full_text LIKE :wanted ORDER BY id LIMIT 50")

    def look(conn: Connection, wanted: str) -> None:
        conn.execute(query, {"wanted": f"%{wanted}%"}).all()

    with store.read() as conn:
        figures = _slowest([partial(look, conn, one) for one in _queries()])
    store.close()
    return figures


@benchmark(
    f"search by 1 to 6 characters at {NODES:,} nodes",
    budget={"p95_ms": 100.0},
    prepare=_prepare,
    against=_like,
)
def searching(folder: Path) -> dict[str, float]:
    """The first fifty hits of any part of an address."""
    store = _open()
    figures = _slowest([partial(search, store, one) for one in _queries()])
    store.close()
    return figures


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
