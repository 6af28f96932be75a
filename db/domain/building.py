"""A building as a table (楼盘表): floors from the top down, stairs side by side, rooms in the column of their tail."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.domain.numbering import room_parts
from db.domain.state import Plate

_SPARE_COLUMNS = 3
"""Columns more than the fullest floor has rooms: beyond, the numbers follow no common form and rooms just stand in order."""

_PLATE_URGENCY = (
    *(Plate.MISSING, Plate.DAMAGED, Plate.TO_CORRECT, Plate.REMAKE, Plate.TO_MAKE, Plate.LISTED),
    *(Plate.IN_PRODUCTION, Plate.RECEIVED, Plate.TO_MOUNT, Plate.MOUNTED, Plate.MARKED, Plate.ACCEPTED),
)
"""Of several plates of one address the one that needs most is shown."""


@dataclass(frozen=True, slots=True)
class Lodger:
    """What stands in the table.

    Attributes:
        key: tells it apart from the others.
        stair: key of its stair, 0 when it is reached without one.
        floor: None when nobody knows.
        ident: the room's identifier; ``""`` for the floor itself, which stands before its rooms.
    """

    key: int
    stair: int
    floor: int | None
    ident: str


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of one stair.

    Attributes:
        stair: its key, 0 for what is reached without one.
        first: position of its first column.
        width: how many columns.
    """

    stair: int
    first: int
    width: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Where everything stands.

    Attributes:
        floors: from the top down, an unknown one last.
        groups: stairs from left to right, what is reached without one at the end.
        cells: (row, column) -> key.
    """

    floors: tuple[int | None, ...]
    groups: tuple[Group, ...]
    cells: Mapping[tuple[int, int], int]

    @property
    def width(self) -> int:
        """How many columns."""
        return sum(group.width for group in self.groups)


def room_floor(ident: str) -> int | None:
    """The floor that a room's number tells (N13), None when it tells none."""
    parts = room_parts(ident)
    return parts[0] if parts else None


def urgent_plate(states: Iterable[str]) -> str:
    """Of an address's plates the state that needs most; ``""`` for none."""
    held = set(states)
    return next((state.value for state in _PLATE_URGENCY if state.value in held), "")


def arrange(lodgers: Iterable[Lodger], stairs: Iterable[int] = ()) -> Grid:
    """Give everything its place; nothing is left out, and no two share one.

    Args:
        lodgers: in the order they stand in on a floor.
        stairs: keys in order; a stair without rooms has one empty column.
    """
    by_stair: dict[int, list[Lodger]] = {stair: [] for stair in (*stairs, 0)}
    for lodger in lodgers:
        by_stair.setdefault(lodger.stair, []).append(lodger)
    if not by_stair[0]:
        del by_stair[0]
    every = {lodger.floor for held in by_stair.values() for lodger in held}
    floors = (
        *sorted((one for one in every if one is not None), reverse=True),
        *([None] if None in every else []),
    )
    row_of = {floor: row for row, floor in enumerate(floors)}
    groups: list[Group] = []
    cells: dict[tuple[int, int], int] = {}
    first = 0
    for stair, held in by_stair.items():
        columns = _columns(held)
        width = max(columns.values(), default=0) + 1
        groups.append(Group(stair, first, width))
        cells |= {(row_of[one.floor], first + columns[one.key]): one.key for one in held}
        first += width
    return Grid(floors, tuple(groups), cells)


def _columns(held: list[Lodger]) -> dict[int, int]:
    """The column of each lodger of a stair: by the tail of its number, or in order when the tails have nothing in common."""
    by_floor: dict[int | None, list[Lodger]] = {}
    for one in held:
        by_floor.setdefault(one.floor, []).append(one)
    tails: dict[int, tuple[str, int]] = {}
    for there in by_floor.values():
        met: dict[str, int] = {}
        for one in there:
            tail = _tail(one)
            met[tail] = met.get(tail, 0) + 1
            tails[one.key] = (tail, met[tail])
    wanted = sorted(set(tails.values()), key=_natural)
    fullest = max((len(there) for there in by_floor.values()), default=0)
    if len(wanted) <= fullest + _SPARE_COLUMNS:
        position = {tail: column for column, tail in enumerate(wanted)}
        return {key: position[tail] for key, tail in tails.items()}
    return {one.key: column for there in by_floor.values() for column, one in enumerate(there)}


def _tail(one: Lodger) -> str:
    floor = "" if one.floor is None else str(one.floor)
    rest = one.ident.removeprefix(floor)
    return rest.removeprefix("-") if floor and rest else one.ident


def _natural(tail: tuple[str, int]) -> tuple[tuple[tuple[int, int, str], ...], int]:
    parts = re.findall(r"[0-9]+|[^0-9]+", tail[0])
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts), tail[1]
