"""What the 地址库 room asks of the register, each as an operation not yet started."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.domain.access import Actor
from db.domain.progress import Progress
from db.services import addresses
from db.services.addresses import NodeDetail, TreeStep
from db.store.queries import ChildId, DivisionRow, NodeRow, PlaceRow
from db.store.store import Store
from desktop.addresses.node_cache import PAGE, Child, SlotKind
from desktop.i18n import translate
from desktop.work.job import Operation

_PORTION = 2_000
_SEEN = 32
"""So many lines before and after a wanted one are on the screen with it."""


@dataclass(frozen=True, slots=True)
class NodeList:
    """Children of a place or node: all ids in street order, and the rows of the first page."""

    ids: tuple[ChildId, ...]
    rows: dict[int, NodeRow]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line of the tree whose children are asked for.

    Attributes:
        kind: what it is.
        key: a place's or a node's id.
        community: the one it lies in; a community's own code.
        toward: the child that is wanted; nought when all are alike.
        most: of more children only those around the wanted one are read, half as many before it as after.
        count: how many there are, as far as is known; the level above tells better.
    """

    kind: SlotKind
    key: int
    community: str
    toward: int
    most: int
    count: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """Children of a line of the tree, all or those around the wanted one; names of places with their rows."""

    children: tuple[Child, ...]
    places: tuple[PlaceRow, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Levels:
    """What was asked for, level by level as far as the way leads, with the rows of the lines that will be seen."""

    levels: tuple[Level, ...]
    rows: dict[int, NodeRow]


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
        return NodeList(ids, rows)

    return Operation(translate("addresses", "读取下级地址"), work, on_done, quiet=True)


def load_levels(
    store: Store, wanted: Sequence[Wanted], on_done: Callable[[Levels], None]
) -> Operation[Levels]:
    """Children of a line of the tree, and of those from there on towards a line that is wanted."""

    def work(_progress: Progress) -> Levels:
        found: list[Level] = []
        seen: list[int] = []
        count = wanted[0].count
        for one in wanted:
            level = _read_level(store, one, count)
            found.append(level)
            keys = [child.key for child in level.children]
            at = keys.index(one.toward) if one.toward in keys else -1
            if one.kind is not SlotKind.DIVISION:
                seen += keys[max(0, at - _SEEN) : at + _SEEN] if at >= 0 else keys[:PAGE]
            if at < 0:
                break
            count = level.children[at].child_count
        return Levels(tuple(found), addresses.node_rows(store, seen) if seen else {})

    return Operation(translate("addresses", "读取下级地址"), work, on_done, quiet=True)


def _read_level(store: Store, one: Wanted, count: int) -> Level:
    if one.kind is SlotKind.DIVISION:
        places = addresses.places_in(store, one.community)
        return Level(tuple(place_child(row) for row in places), places)
    community = one.community if one.kind is SlotKind.PLACE else ""
    if not one.toward or count <= one.most:
        ids = addresses.child_ids(store, one.key, community)
        return Level(tuple(node_child(child) for child in ids))
    half = max(1, one.most // 2)  # the wanted one at least
    ids = addresses.children_near(store, one.key, community, one.toward, half)
    return Level(tuple(node_child(child) for child in ids), is_whole=False)


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


BESIDE = frozenset(
    {
        *("addr_code", "payload", "plate", "problem", "import_batch"),
        *("application", "application_item", "planned_change"),
        *("attachment", "attachment_link", "person", "person_link"),
    }
)
"""Tables beside those of the addresses themselves that the detail of one tells of."""


def load_detail(
    store: Store, actor: Actor | None, node_id: int, on_done: Callable[[NodeDetail], None]
) -> Operation[NodeDetail]:
    """Everything that an account may know of a node."""

    def work(_progress: Progress) -> NodeDetail:
        return addresses.node_detail(store, node_id, actor)

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
    return Child(SlotKind.PLACE, row.id, row.name, row.kind, row.child_count, row.child_count - row.ended)


def node_child(child: ChildId) -> Child:
    """The tree's line for a node; its text comes with its row."""
    return Child(SlotKind.NODE, child.id, "", "", child.child_count, child.child_count - child.ended)
