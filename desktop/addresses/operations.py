"""What the 地址库 room asks of the register, each as an operation not yet started."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.domain.progress import Progress
from db.services import addresses
from db.services.addresses import NodeDetail, TreeStep
from db.store.queries import ChildId, DivisionRow, NodeRow, PlaceRow
from db.store.store import Store
from desktop.addresses.node_cache import PAGE, Child, SlotKind
from desktop.i18n import translate
from desktop.work.job import Operation

_PORTION = 2_000


@dataclass(frozen=True, slots=True)
class NodeList:
    """Children of a place or node: all ids in street order, as lines of the tree, and the rows of the first page."""

    ids: tuple[ChildId, ...]
    rows: dict[int, NodeRow]
    children: tuple[Child, ...]


def load_divisions(
    store: Store, on_done: Callable[[tuple[DivisionRow, ...]], None]
) -> Operation[tuple[DivisionRow, ...]]:
    """All units with their counts."""

    def work(_progress: Progress) -> tuple[DivisionRow, ...]:
        return addresses.divisions(store)

    return Operation(translate("addresses", "读取行政区划"), work, on_done, quiet=True)


def name_divisions(
    store: Store, on_done: Callable[[tuple[DivisionRow, ...]], None]
) -> Operation[tuple[DivisionRow, ...]]:
    """All units, counted no further than whether addresses lie in them; none where that is as dear as counting."""

    def work(_progress: Progress) -> tuple[DivisionRow, ...]:
        return addresses.named_divisions(store)

    return Operation(translate("addresses", "读取行政区划"), work, on_done, quiet=True)


def load_places(
    store: Store, community: str, on_done: Callable[[tuple[PlaceRow, ...]], None]
) -> Operation[tuple[PlaceRow, ...]]:
    """Place names with addresses in a community."""

    def work(_progress: Progress) -> tuple[PlaceRow, ...]:
        return addresses.places_in(store, community)

    return Operation(translate("addresses", "读取地名"), work, on_done, quiet=True)


def load_nodes(
    store: Store, parent: int, community: str, on_done: Callable[[NodeList], None]
) -> Operation[NodeList]:
    """Children of a place (in its community) or of a node."""

    def work(_progress: Progress) -> NodeList:
        ids = addresses.child_ids(store, parent, community)
        rows = addresses.node_rows(store, [child.id for child in ids[:PAGE]])
        return NodeList(ids, rows, tuple(node_child(child) for child in ids))

    return Operation(translate("addresses", "读取下级地址"), work, on_done, quiet=True)


def load_rows(
    store: Store, ids: Sequence[int], on_done: Callable[[dict[int, NodeRow]], None], *, quiet: bool = True
) -> Operation[dict[int, NodeRow]]:
    """Rows of nodes; not quiet when so many that the user waits for them."""

    def work(progress: Progress) -> dict[int, NodeRow]:
        found: dict[int, NodeRow] = {}
        for start in range(0, len(ids), _PORTION):
            progress.step(start, len(ids), "loading")
            found |= addresses.node_rows(store, ids[start : start + _PORTION])
        return found

    return Operation(translate("addresses", "读取地址"), work, on_done, quiet=quiet)


def load_detail(store: Store, node_id: int, on_done: Callable[[NodeDetail], None]) -> Operation[NodeDetail]:
    """Everything known of a node."""

    def work(_progress: Progress) -> NodeDetail:
        return addresses.node_detail(store, node_id)

    return Operation(translate("addresses", "读取地址详情"), work, on_done, quiet=True)


def find_path(
    store: Store, node_id: int, on_done: Callable[[tuple[TreeStep, ...]], None]
) -> Operation[tuple[TreeStep, ...]]:
    """The way from the district down to a node."""

    def work(_progress: Progress) -> tuple[TreeStep, ...]:
        return addresses.path_to(store, node_id)

    return Operation(translate("addresses", "定位地址"), work, on_done, quiet=True)


def place_child(row: PlaceRow) -> Child:
    """The tree's line for a place name."""
    return Child(SlotKind.PLACE, row.id, row.name, row.kind, row.child_count, row.child_count)


def node_child(child: ChildId) -> Child:
    """The tree's line for a node; its text comes with its row."""
    return Child(SlotKind.NODE, child.id, child_count=child.child_count, count=child.child_count)
