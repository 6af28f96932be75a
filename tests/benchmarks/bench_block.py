"""Ten thousand rooms generated at once under one number, beside a tool that asks for and adds one row after the other."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select

from db.domain.address import CITY, NodeKind, door, extend_key, place_key
from db.domain.block import BlockPlan, expand
from db.domain.building import Lodger, arrange
from db.domain.number import parse_number
from db.domain.state import Legal
from db.schema.address import node, place
from db.services.accounts import find_actor
from db.services.blocks import Under, generate_block, preview_block
from db.services.building_table import BuildingTable, Cell, building_table
from db.services.store import init_store, open_store
from db.store.store import Store
from db.store.tree import Area, NewNode, add_nodes
from tests.benchmarks import bench_server
from tests.benchmarks.bench_tree import NODES
from tests.benchmarks.bench_verbs import _served_s
from tests.benchmarks.harness import benchmark, run
from tests.register import COMMUNITY, DISTRICT, SEEDS

STREET = "湖滨南路"
PLAN = BlockPlan("1-10", "1-2", "1~50", rooms=10)
WANTED = 10 + 20 + 10_000
TALL = BlockPlan("11", "1-2", "1~200", rooms=10, form="{层}-{序}")
_AREA = Area("350203000000", "350203005000", COMMUNITY)
Result = TypeVar("Result")


def _url(folder: Path) -> str:
    return f"sqlite:///{(folder / 'block.db').as_posix()}"


def _prepare(folder: Path) -> None:
    """A store with a street and three numbers on it."""
    init_store(_url(folder), SEEDS, district_code=DISTRICT, store_no=1)
    store = open_store(_url(folder))
    with store.write(find_actor(store, "clerk"), "import.promote") as work:
        found = work.conn.execute(select(place.c.id).where(place.c.name == STREET)).scalar_one()
        owns = [door(parse_number(text)) for text in ("1号", "2号")]
        front = CITY + "思明区" + STREET
        add_nodes(
            work,
            [
                NewNode(
                    *(node_id, own, found, found, DISTRICT, _AREA),
                    *(extend_key(place_key(found), own), front + own.text),
                )
                for node_id, own in zip(work.new_ids(2), owns, strict=True)
            ],
        )
    store.close()


def _door(store: Store, text: str) -> tuple[int, str, str, int]:
    with store.read() as conn:
        columns = (node.c.id, node.c.live_key, node.c.full_text, node.c.place_id)
        row = conn.execute(select(*columns).where(node.c.own_text == text)).one()
    return row.id, row.live_key, row.full_text, row.place_id


def _timed(figures: dict[str, float], name: str, act: Callable[[], Result]) -> Result:
    wall, cpu = time.monotonic(), time.process_time()
    result = act()
    figures[f"{name}_s"], figures[f"{name}_cpu_s"] = time.monotonic() - wall, time.process_time() - cpu
    return result


def one_by_one(folder: Path) -> dict[str, float]:
    """The same rooms, each looked for and inserted for itself in one transaction."""
    store = open_store(_url(folder))
    parent, key, text, place_id = _door(store, "2号")
    above: list[tuple[int, str, str]] = []
    with store.write(find_actor(store, "clerk"), "address.edit", "bench") as work:
        for planned in expand(PLAN, NodeKind.DOOR):
            mother, mother_key, front = above[planned.parent] if planned.parent >= 0 else (parent, key, text)
            own_key = extend_key(mother_key, planned.own)
            there = select(node.c.id).where(node.c.live_key == own_key, node.c.is_live)
            assert work.conn.execute(there).first() is None
            (node_id,) = work.new_ids(1)
            whole = front + planned.own.text
            add_nodes(
                work,
                [
                    NewNode(
                        *(node_id, planned.own, mother, place_id, DISTRICT, _AREA, own_key, whole),
                        floor=planned.floor,
                        legal=Legal.DRAFT,
                    )
                ],
            )
            above.append((node_id, own_key, whole))
    store.close()
    return {"rows": len(above)}


@benchmark(
    "10,000 rooms generated in one transaction",
    budget={"generate_s": 2.0, "generate_cpu_s": 2.0},
    prepare=_prepare,
    against=one_by_one,
)
def generated(folder: Path) -> dict[str, float]:
    """Preview and making, each timed; then a tall building of 4,000 rooms and its table."""
    store = open_store(_url(folder))
    actor = find_actor(store, "clerk")
    under = Under(node_id=_door(store, "1号")[0])
    figures: dict[str, float] = {}
    seen = _timed(figures, "preview", lambda: preview_block(store, under, PLAN)).tally
    done = _timed(
        figures,
        "generate",
        lambda: generate_block(store, actor, under, PLAN, reason="bench", seen=seen),
    )
    assert (done.tally.made, done.tally.refused) == (WANTED, 0)
    tall = preview_block(store, under, TALL).tally
    generate_block(store, actor, under, TALL, reason="bench", seen=tall)
    tower = _door(store, "11幢")[0]
    table = _timed(figures, "table_of_4000", lambda: building_table(store, tower))
    assert len(table.grid.cells) == 4_000
    again = _timed(figures, "preview_again", lambda: preview_block(store, under, PLAN)).tally
    assert (again.made, again.there) == (0, WANTED)
    store.close()
    return figures


@benchmark(
    f"server: 10,000 rooms generated in one transaction at {NODES:,} nodes",
    budget={"generate_s": 2.0, "generate_both_cpu_s": 2.0},
    prepare=bench_server._prepare,
)
def generated_on_a_server(_folder: Path) -> dict[str, float]:
    """As the clerk of the district, whose rows are guarded and watched; CPU of the workstation and of both sides."""
    store = bench_server._open()
    actor, clerk = find_actor(store, "clerk"), store.desk("clerk")
    with store.read() as conn:
        doors = select(node.c.id).where(node.c.kind == NodeKind.DOOR.value)
        under = Under(node_id=conn.execute(doors.order_by(node.c.id).limit(1)).scalar_one())
    figures: dict[str, float] = {}
    seen = _timed(figures, "preview", lambda: preview_block(clerk, under, PLAN)).tally
    served = _served_s(store)
    done = _timed(
        figures, "generate", lambda: generate_block(clerk, actor, under, PLAN, reason="bench", seen=seen)
    )
    figures["generate_both_cpu_s"] = figures["generate_cpu_s"] + _served_s(store) - served
    assert (done.tally.made, done.tally.refused) == (WANTED, 0)
    store.close()
    return figures


@benchmark(
    "楼盘表 of 200 floors and 20 rooms each painted",
    budget={"median_step_cpu_ms": 16, "longest_step_cpu_ms": 100, "shown_cpu_s": 0.5},
)
def painted(_folder: Path) -> dict[str, float]:
    """A tall building shown, scrolled floor by floor, and everything in it selected; the longest of those counts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from desktop.blocks.aspects import Aspect
    from desktop.blocks.grid import GridView
    from desktop.blocks.sheet import table_sheet

    app = QApplication([])
    view = GridView()
    view.resize(1_366, 768)
    view.show()
    figures: dict[str, float] = {}
    table = _tower()
    _timed(figures, "shown", lambda: view.show_sheet(table_sheet(table, Aspect.LEGAL)))
    app.processEvents()
    steps: list[float] = []
    for row in [*range(0, 201), *range(200, 0, -20)]:
        cpu = time.process_time()
        view.scrollTo(view.grid.index(row, 0))
        app.processEvents()
        steps.append(time.process_time() - cpu)
    cpu = time.process_time()
    view.selectAll()
    view.viewport().repaint()
    figures["select_all_cpu_ms"] = 1_000 * (time.process_time() - cpu)
    assert len(view.keys()) == 4_020
    figures["longest_step_cpu_ms"] = 1_000 * max(steps)
    figures["median_step_cpu_ms"] = 1_000 * sorted(steps)[len(steps) // 2]
    return figures


def _tower() -> BuildingTable:
    """A building of 200 floors with 20 stairs, as the register would give it."""
    states = ("approved", "draft", "to_verify", "suspended")
    stairs = [_cell(n, f"{n}梯", None, states[n % 4]) for n in range(1, 21)]
    rooms = [
        _cell(1_000 + n, f"{n // 20 + 1}01室", n // 20 + 1, states[n % 4], n % 20 + 1) for n in range(4_000)
    ]
    lodgers = [Lodger(one.id, stair, one.floor, one.text[:-1]) for one, stair in rooms]
    cells = {one.id: one for one, _ in [*stairs, *rooms]}
    building = _cell(9, "1幢", None, "approved")[0]
    grid = arrange(lodgers, [one.id for one, _ in stairs])
    return BuildingTable("1幢", "1幢", building, tuple(one for one, _ in stairs), grid, cells)


def _cell(key: int, text: str, floor: int | None, legal: str, stair: int = 0) -> tuple[Cell, int]:
    return Cell(key, "room", text, floor, legal, "none", "exists", "unmarked", "", ""), stair


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
