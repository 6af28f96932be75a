"""What generating and the building's table ask of the register, each as an operation not yet started."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.domain.access import Actor
from db.domain.block import BlockPlan
from db.domain.block_check import Tally
from db.domain.progress import Progress
from db.services import blocks, building_table
from db.services.blocks import Generated, Preview, Under
from db.services.building_table import Buildings, BuildingTable
from db.store.blocks import Ground
from db.store.store import Store
from desktop.files.building_pages import BuildingPages
from desktop.i18n import translate
from desktop.work.job import COMMITTING, Operation


@dataclass(frozen=True, slots=True)
class Order:
    """A block as the clerk agreed to it."""

    under: Under
    plan: BlockPlan
    reason: str
    seen: Tally


def load_table(
    store: Store, node_id: int, on_done: Callable[[BuildingTable], None]
) -> Operation[BuildingTable]:
    """A building as a table."""

    def work(_progress: Progress) -> BuildingTable:
        return building_table.building_table(store, node_id)

    return Operation(translate("blocks", "读取楼盘表"), work, on_done, quiet=True)


def load_buildings(store: Store, under: Under, on_done: Callable[[Buildings], None]) -> Operation[Buildings]:
    """The buildings one can look at from an address or a place."""

    def work(_progress: Progress) -> Buildings:
        return building_table.buildings_at(store, under.node_id, under.place_id, under.community)

    return Operation(translate("blocks", "读取楼栋"), work, on_done, quiet=True)


def find_ground(store: Store, under: Under, on_done: Callable[[Ground], None]) -> Operation[Ground]:
    """What a block would hang under, when something may be born there."""

    def work(_progress: Progress) -> Ground:
        return blocks.ground_of(store, under)

    return Operation(translate("blocks", "批量生成地址"), work, on_done, quiet=True)


def preview(
    store: Store,
    under: Under,
    plan: BlockPlan,
    on_done: Callable[[Preview], None],
    on_failed: Callable[[Exception], None],
) -> Operation[Preview]:
    """What a block would do."""

    def work(_progress: Progress) -> Preview:
        return blocks.preview_block(store, under, plan)

    return Operation(translate("blocks", "预览生成结果"), work, on_done, quiet=True, on_failed=on_failed)


def generate(
    store: Store,
    actor: Actor,
    order: Order,
    on_done: Callable[[Generated], None],
    on_failed: Callable[[Exception], None],
) -> Operation[Generated]:
    """Make a block."""

    def work(progress: Progress) -> Generated:
        progress.step(0, 0, COMMITTING)
        return blocks.generate_block(
            store, actor, order.under, order.plan, reason=order.reason, seen=order.seen
        )

    return Operation(translate("blocks", "批量生成地址"), work, on_done, writes=True, on_failed=on_failed)


def print_table(
    path: Path, pages: Callable[[], BuildingPages], on_done: Callable[[int], None]
) -> Operation[int]:
    """Write a building's table as a PDF; the result is its number of pages."""

    def work(_progress: Progress) -> int:
        from desktop.files.building_pdf import (
            write_building,
        )  # what writes PDFs would slow the window's start

        return write_building(path, pages())

    return Operation(translate("blocks", "打印楼盘表"), work, on_done)
