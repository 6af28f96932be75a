"""What the address tree knows of the register, without Qt: its opened levels, and the rows looked at lately.

Every line of the tree is a slot with a handle that is one number: a node's own id, a unit's 12-digit code, and for a
place name one of our own, because the same street stands under every community it crosses. Store numbers sit in an id's
upper bits, so the three never meet.
"""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import repeat

from db.store.queries import DivisionRow, NodeRow

ROOT = 0
PAGE = 200
DISTRICT_LEVEL, COMMUNITY_LEVEL = 3, 5
_PLACE_HANDLES = 10**12


class SlotKind(Enum):
    """What stands on a line of the tree."""

    ROOT = "root"
    DIVISION = "division"
    PLACE = "place"
    NODE = "node"


@dataclass(slots=True)
class Child:
    """A line about to be put under a parent; never changed, but not frozen, which makes thousands of them dear.

    Attributes:
        kind: what it is.
        key: a unit's code as a number, a place's or a node's id.
        text: name of a unit or place; nodes get theirs later, page by page.
        sub_kind: level of a unit, kind of a place; picks the icon.
        child_count: whether it can be opened.
        count: figure shown beside it; negative while it is not known yet.
    """

    kind: SlotKind
    key: int
    text: str = ""
    sub_kind: str = ""
    child_count: int = 0
    count: int = 0


@dataclass(slots=True)
class Slot:
    """A line of the tree.

    Attributes:
        kids: handles of its children, None until they have arrived.
        asked: number of the question under way.
        is_part: only those children have arrived that stand around one that was wanted.
    """

    handle: int
    parent: int
    row: int
    child: Child
    kids: list[int] | None = None
    asked: int = 0
    is_part: bool = False


class EditKind(Enum):
    """How a list of children changes."""

    REMOVE = "remove"
    INSERT = "insert"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from an old list to a new one: ``count`` lines at ``at``; a move brings one line there from ``source``."""

    kind: EditKind
    at: int
    count: int = 1
    source: int = -1


def edits(old: Sequence[int], new: Sequence[int]) -> Iterator[Edit]:
    """Steps that turn one list of distinct handles into another, each valid on the outcome of those before it."""
    current, wanted = list(old), set(new)
    row = len(current) - 1
    while row >= 0:
        last = row
        while row >= 0 and current[row] not in wanted:
            row -= 1
        if row < last:
            yield Edit(EditKind.REMOVE, row + 1, last - row)
            del current[row + 1 : last + 1]
        row -= 1
    yield from _moves(current, {handle: at for at, handle in enumerate(new)})
    at = 0
    while at < len(new):
        end = at
        while end < len(new) and (at >= len(current) or new[end] != current[at]):
            end += 1
        if end > at:
            yield Edit(EditKind.INSERT, at, end - at)
            current[at:at] = new[at:end]
        at = end + 1


def _moves(current: list[int], place: Mapping[int, int]) -> Iterator[Edit]:
    """Steps that bring lines into the order of their places, as few as can be; ``current`` follows them.

    One door that comes to stand behind thousands is one step, not thousands that pass it.
    """
    stays = _longest_rise([place[handle] for handle in current])
    standing = sorted(stays)
    handle_at = {at: handle for handle, at in place.items()}
    for handle in [one for one in current if place[one] not in stays]:
        source = current.index(handle)
        del current[source]
        rank = bisect_left(standing, place[handle])
        to = current.index(handle_at[standing[rank]]) if rank < len(standing) else len(current)
        current.insert(to, handle)
        standing.insert(rank, place[handle])
        if to != source:
            yield Edit(EditKind.MOVE, to, source=source)


def _longest_rise(places: Sequence[int]) -> set[int]:
    """The most of these numbers that stand in rising order, so that only the others need to move."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        rank = bisect_left(ends, place)
        before[place] = ends[rank - 1] if rank else None
        ends[rank : rank + 1] = [place]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


class TreeSlots:
    """The opened part of the tree.

    Attributes:
        by_handle: its lines; for those that ask for one line after the other, as views do by ten thousands.
    """

    def __init__(self) -> None:
        self.by_handle: dict[int, Slot] = {ROOT: Slot(ROOT, ROOT, 0, Child(SlotKind.ROOT, ROOT))}
        self._places: dict[tuple[int, int], int] = {}
        self._opened: OrderedDict[int, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self.by_handle)

    def __contains__(self, handle: int) -> bool:
        return handle in self.by_handle

    def any_of(self, handles: Iterable[int]) -> bool:
        """Whether one of these is among the lines."""
        return not self.by_handle.keys().isdisjoint(handles)

    def __getitem__(self, handle: int) -> Slot:
        return self.by_handle[handle]

    def get(self, handle: int) -> Slot | None:
        """The slot of a handle, None when it is not in the opened part."""
        return self.by_handle.get(handle)

    def kids(self, handle: int) -> list[int]:
        """Handles of the children that have arrived."""
        return self.by_handle[handle].kids or []

    def handle_of(self, parent: int, child: Child) -> int:
        """The handle a child has, or will have, under a parent."""
        if child.kind is not SlotKind.PLACE:
            return child.key
        return self._places.setdefault((parent, child.key), _PLACE_HANDLES + len(self._places))

    def kid(self, parent: int, key: int) -> int | None:
        """The handle of a parent's child that was listed, by the child's key."""
        handle = self._places.get((parent, key), key)
        slot = self.by_handle.get(handle)
        return handle if handle != ROOT and slot is not None and slot.parent == parent else None

    def occurrences(self, key: int) -> list[int]:
        """Handles under which a place or node id stands in the opened part."""
        found = [handle for (_, place), handle in self._places.items() if place == key]
        return [handle for handle in (*found, key) if handle in self.by_handle]

    def community_of(self, handle: int) -> str:
        """Code of the unit a place stands under."""
        return f"{self.by_handle[self.by_handle[handle].parent].child.key:012d}"

    def touched(self, keys: Iterable[int], names: Container[int]) -> dict[int, None]:
        """Handles of the lines whose children are to be asked for again when children of these ids came or went.

        What is no line of the tree, or one of ``names``, may appear in a community only now: all opened ones look.
        """
        again: dict[int, None] = {}
        for key in keys:
            stands = self.occurrences(key)
            for handle in stands:
                again[self.by_handle[handle].parent] = None
                again[handle] = None
            if not stands or key in names:
                again |= dict.fromkeys(self.communities())
        return again

    def communities(self) -> list[int]:
        """Handles of the communities whose place names are listed, or about to be."""
        return [
            slot.handle
            for slot in self.listed()
            if slot.child.kind is SlotKind.DIVISION and slot.child.sub_kind == str(COMMUNITY_LEVEL)
        ]

    def listed(self) -> list[Slot]:
        """Lines whose children are listed, or about to be."""
        return [slot for slot in self.by_handle.values() if slot.kids is not None or slot.asked]

    def look_at(self, handle: int) -> list[int]:
        """Handles from a line up to the top; they count as looked at now."""
        found = []
        while handle != ROOT:
            found.append(handle)
            if handle in self._opened:
                self._opened.move_to_end(handle)
            handle = self.by_handle[handle].parent
        return found

    def opened(self) -> list[int]:
        """Handles of the lines whose children are listed, the one opened or looked at longest ago first."""
        return list(self._opened)

    def insert(self, parent: int, at: int, children: Sequence[Child]) -> None:
        """Put children under an opened parent."""
        above = self.by_handle[parent]
        fresh = [self.handle_of(parent, child) for child in children]
        rows = range(at, at + len(fresh))
        self.by_handle.update(zip(fresh, map(Slot, fresh, repeat(parent), rows, children), strict=True))
        held = above.kids or []
        above.kids = [*held[:at], *fresh, *held[at:]]
        self._opened[parent] = None
        self._opened.move_to_end(parent)
        for row, handle in enumerate(held[at:], at + len(fresh)):
            self.by_handle[handle].row = row

    def remove(self, parent: int, at: int, count: int) -> None:
        """Take children and everything below them away."""
        above = self.by_handle[parent]
        gone = self.kids(parent)[at : at + count]
        above.kids = [*self.kids(parent)[:at], *self.kids(parent)[at + count :]]
        for row, handle in enumerate(above.kids[at:], at):
            self.by_handle[handle].row = row
        while gone:
            line = self.by_handle.pop(gone.pop())
            self._opened.pop(line.handle, None)
            gone += line.kids or []

    def order(self, parent: int, handles: list[int]) -> None:
        """Put the children in another order."""
        self.by_handle[parent].kids = handles
        for row, handle in enumerate(handles):
            self.by_handle[handle].row = row

    def move(self, parent: int, source: int, to: int) -> None:
        """Bring one child to another row."""
        kids = self.kids(parent)
        kids.insert(to, kids.pop(source))
        first, last = min(source, to), max(source, to)
        for row in range(first, last + 1):
            self.by_handle[kids[row]].row = row


def division_children(rows: Iterable[DivisionRow], home_district: str) -> dict[int, list[Child]]:
    """Parent's handle -> the units shown under it, from the districts down.

    The office's own district comes first; other districts are shown when addresses lie in them, and so are units that
    exist in statistics only.
    """
    below: dict[int, list[Child]] = {ROOT: []}
    shown = [row for row in rows if row.level >= DISTRICT_LEVEL and not (row.hidden and row.is_empty)]
    openable = {row.parent_code for row in shown}
    for row in shown:
        own = row.code.startswith(home_district)
        if row.level == DISTRICT_LEVEL and not own and row.is_empty:
            continue
        is_open = not row.is_empty if row.level == COMMUNITY_LEVEL else row.code in openable
        child = Child(SlotKind.DIVISION, int(row.code), row.name, str(row.level), int(is_open), row.nodes)
        parent = ROOT if row.level == DISTRICT_LEVEL else int(row.parent_code)
        below.setdefault(parent, []).append(child)
    below[ROOT].sort(key=lambda child: not f"{child.key:012d}".startswith(home_district))
    return below


class RowCache:
    """Rows of nodes looked at lately; the oldest make room."""

    def __init__(self, capacity: int = 50 * PAGE) -> None:
        self._capacity = capacity
        self._rows: OrderedDict[int, NodeRow] = OrderedDict()

    def get(self, node_id: int) -> NodeRow | None:
        """The row, None when it must be fetched."""
        row = self._rows.get(node_id)
        if row is not None:
            self._rows.move_to_end(node_id)
        return row

    def put(self, rows: Iterable[NodeRow]) -> None:
        """Keep rows."""
        for row in rows:
            self._rows[row.id] = row
            self._rows.move_to_end(row.id)
        while len(self._rows) > self._capacity:
            self._rows.popitem(last=False)

    def drop(self, ids: Iterable[int]) -> None:
        """Forget rows that changed."""
        for node_id in ids:
            self._rows.pop(node_id, None)

    def clear(self) -> None:
        """Forget everything."""
        self._rows.clear()

    def missing(self, kids: Sequence[int], row: int) -> list[int]:
        """Ids still to be fetched of the page around a row."""
        start = row // PAGE * PAGE
        return [node_id for node_id in kids[start : start + PAGE] if node_id not in self._rows]
