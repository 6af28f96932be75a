"""A block of addresses as a rule says it: buildings × stairs × floors × rooms, with exceptions, under one address or name.

Everything is written as a clerk writes it (``1-6``, ``A-C``, ``-2~18``) and refused with the field it stands in. Knows
nothing of the register; ``db.domain.block_check`` holds a block against it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from db.domain.address import ALLOWED_PARENTS, NodeKind, Own, read_own
from db.domain.block_text import FORMS, RoomForm, figures, floors_in, idents_in, read_form
from db.domain.errors import BadAddress
from db.domain.state import Existence

MOST = 30_000
"""Addresses of one block: more is a slip of the keyboard, or a district."""

MOST_ON_FLOOR = 99


class Act(StrEnum):
    """What an exception says of the floors it names."""

    NONE = "none"  # 没有住户
    COUNT = "count"  # 户数不同
    ROOMS = "rooms"  # 房号逐个列出
    DUPLEX = "duplex"  # 复式，占上一层
    SHOPS = "shops"  # 店面，不经梯位


@dataclass(frozen=True, slots=True)
class Deviation:
    """One line of the list of exceptions; an empty list of buildings, stairs or floors means all of them.

    Attributes:
        value: how many (``COUNT``, ``SHOPS``), the numbers (``ROOMS``, ``SHOPS``), or which positions (``DUPLEX``; empty
            is all).
    """

    act: Act
    buildings: str = ""
    stairs: str = ""
    floors: str = ""
    value: str = ""

    @property
    def is_begun(self) -> bool:
        """Whether anything is said yet: a line without a word is none, unless its kind alone says all."""
        words = (self.buildings, self.stairs, self.floors, self.value)
        return self.act in (Act.NONE, Act.DUPLEX) or any(one.strip() for one in words)


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """What is to be generated.

    Attributes:
        buildings: identifiers; ``""`` for no level of buildings.
        stairs: of each building; ``""`` for none.
        floors: the floors with rooms; ``""`` for none.
        rooms: how many rooms a stair has on a floor.
        form: of a room's number.
        skipped_floors: numbers that no floor bears.
        skipped_rooms: positions that no room bears.
        running: positions run on from stair to stair of a building.
        with_floors: make a level of floors (层) too.
        exceptions: the last one that names a floor wins.
        existence: whether the house stands yet.
    """

    buildings: str = ""
    stairs: str = ""
    floors: str = ""
    rooms: int = 2
    form: str = FORMS[0]
    skipped_floors: str = ""
    skipped_rooms: str = ""
    running: bool = False
    with_floors: bool = False
    exceptions: tuple[Deviation, ...] = ()
    existence: Existence = Existence.EXISTS


@dataclass(frozen=True, slots=True)
class Planned:
    """One address of a block.

    Attributes:
        own: its own part.
        parent: position in the block of the address it hangs under, -1 for the one the block hangs under.
        floor: floors and rooms only.
        building: position of its building in the block, -1 when it has none.
        stair: position of its stair, -1 when it has none.
        column: which room of its floor it is, from 1; a number typed one by one takes its place in the list.
    """

    own: Own
    parent: int
    floor: int | None = None
    building: int = -1
    stair: int = -1
    column: int = 0


Room = tuple[int, Own]
"""A room's position on its floor, and its own part."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """An exception, read."""

    act: Act
    buildings: frozenset[str]
    stairs: frozenset[str]
    floors: frozenset[int]
    count: int
    listed: tuple[Own, ...]
    positions: frozenset[int]

    def names(self, building: str, stair: str, floor: int) -> bool:
        """Whether it speaks of this floor."""
        return (
            (not self.buildings or building in self.buildings)
            and (not self.stairs or stair in self.stairs)
            and (not self.floors or floor in self.floors)
        )


@dataclass
class _Layout:
    """A plan, read, and what has been laid out of it."""

    buildings: tuple[Own, ...]
    stairs: tuple[Own, ...]
    floors: tuple[int, ...]
    plan: BlockPlan
    form: RoomForm
    skipped: frozenset[int]
    rules: tuple[_Rule, ...]
    made: list[Planned] = field(default_factory=list)

    def put(self, planned: Planned) -> int:
        """Add an address.

        Raises:
            BadAddress: there are too many by now.
        """
        if len(self.made) >= MOST:
            raise BadAddress(field="plan", text=str(MOST), why="too_many")
        self.made.append(planned)
        return len(self.made) - 1


@lru_cache(maxsize=4)  # what was previewed is what is made
def expand(plan: BlockPlan, under: NodeKind | None) -> tuple[Planned, ...]:
    """Every address of a block, each after the one it hangs under.

    Args:
        plan: what is to be generated.
        under: level of the address it hangs under; None for a place name.

    Raises:
        BadAddress: ``field`` is the plan's field (``exceptions.2.floors`` for those of the third exception), ``why`` a
            code.
    """
    layout = _read(plan)
    _check_levels(layout, under)
    for building in layout.buildings or (None,):
        at = -1 if building is None else layout.put(Planned(building, -1))
        _lay_building(layout, building, at)
    if not layout.made:
        raise BadAddress(field="plan", text="", why="nothing_planned")
    return tuple(layout.made)


def _read(plan: BlockPlan) -> _Layout:
    if not 0 <= plan.rooms <= MOST_ON_FLOOR:
        raise BadAddress(field="rooms", text=str(plan.rooms), why="out_of_range")
    buildings = idents_in(NodeKind.BUILDING, plan.buildings, "buildings")
    stairs = idents_in(NodeKind.STAIR, plan.stairs, "stairs")
    skipped_floors = figures(plan.skipped_floors, "skipped_floors")
    floors = tuple(one for one in floors_in(plan.floors, "floors") if one not in skipped_floors)
    known = (
        frozenset(one.ident for one in buildings),
        frozenset(one.ident for one in stairs),
        frozenset(floors),
    )
    rules = tuple(_rule(n, said, known) for n, said in enumerate(plan.exceptions) if said.is_begun)
    skipped = figures(plan.skipped_rooms, "skipped_rooms")
    return _Layout(buildings, stairs, floors, plan, read_form(plan.form, "form"), skipped, rules)


def _rule(
    number: int, said: Deviation, known: tuple[frozenset[str], frozenset[str], frozenset[int]]
) -> _Rule:
    """Read an exception; what it names must be in the plan, else it would silently do nothing."""
    where = f"exceptions.{number}"
    buildings = frozenset(
        one.ident for one in idents_in(NodeKind.BUILDING, said.buildings, f"{where}.buildings")
    )
    stairs = frozenset(one.ident for one in idents_in(NodeKind.STAIR, said.stairs, f"{where}.stairs"))
    floors = frozenset(floors_in(said.floors, f"{where}.floors"))
    _refuse_unknown(buildings - known[0], f"{where}.buildings", said.buildings)
    _refuse_unknown(stairs - known[1], f"{where}.stairs", said.stairs)
    _refuse_unknown(floors - known[2], f"{where}.floors", said.floors)
    if said.act is Act.SHOPS and said.stairs.strip():
        raise BadAddress(field=f"{where}.stairs", text=said.stairs, why="shop_by_stair")
    count, listed, positions = _value(said, f"{where}.value")
    return _Rule(said.act, buildings, stairs, floors, count, listed, positions)


def _refuse_unknown(unknown: Iterable[object], where: str, text: str) -> None:
    if any(True for _ in unknown):
        raise BadAddress(field=where, text=text, why="not_in_plan")


def _value(said: Deviation, where: str) -> tuple[int, tuple[Own, ...], frozenset[int]]:
    text = said.value.strip()
    if said.act is Act.DUPLEX:
        return 0, (), figures(text, where)
    if said.act is Act.ROOMS or (said.act is Act.SHOPS and not text.isdecimal()):
        listed = idents_in(NodeKind.ROOM, text, where)
        if not listed:
            raise BadAddress(field=where, text=text, why="no_text")
        return 0, listed, frozenset()
    if said.act is Act.NONE:
        return 0, (), frozenset()
    if not text.isdecimal() or int(text) > MOST_ON_FLOOR:
        raise BadAddress(field=where, text=text, why="out_of_range")
    return int(text), (), frozenset()


def _check_levels(layout: _Layout, under: NodeKind | None) -> None:
    """Refuse levels that the hierarchy does not allow below one another."""
    above = under
    for kind, wanted, where in (
        (NodeKind.BUILDING, bool(layout.buildings), "buildings"),
        (NodeKind.STAIR, bool(layout.stairs), "stairs"),
        (NodeKind.FLOOR, bool(layout.floors) and layout.plan.with_floors, "floors"),
        (NodeKind.ROOM, bool(layout.floors), "floors"),
    ):
        if not wanted:
            continue
        if above not in ALLOWED_PARENTS[kind]:
            raise BadAddress(field=where, text=kind.value, why="wrong_parent")
        above = kind
    has_shops = any(rule.act is Act.SHOPS for rule in layout.rules)
    if has_shops and (NodeKind.BUILDING if layout.buildings else under) in (None, NodeKind.STAIR):
        raise BadAddress(field="exceptions", text="", why="shop_without_building")


def _lay_building(layout: _Layout, building: Own | None, at: int) -> None:
    name = "" if building is None else building.ident
    seen = _lay_shops(layout, name, at)
    for number, stair in enumerate(layout.stairs or (None,)):
        under = at if stair is None else layout.put(Planned(stair, at, None, at))
        stair_at = -1 if stair is None else under
        first = number * layout.plan.rooms + 1 if layout.plan.running else 1
        rooms = _rooms_of(layout, (name, "" if stair is None else stair.ident), first)
        if stair is not None and (number == 0 or not layout.plan.running):
            seen = set()
        for floor, held in rooms.items():
            parent = under
            if layout.plan.with_floors and (held or layout.plan.rooms == 0):
                parent = layout.put(Planned(_floor(floor), under, floor, at, stair_at))
            for column, own in held:
                _once(seen, own, building, stair)
                layout.put(Planned(own, parent, floor, at, stair_at, column))


def _once(seen: set[str], own: Own, building: Own | None, stair: Own | None) -> None:
    if own.ident in seen:
        text = "".join(one.text for one in (building, stair, own) if one is not None)
        raise BadAddress(field="form", text=text, why="doubled")
    seen.add(own.ident)


def _floor(floor: int) -> Own:
    return Own(NodeKind.FLOOR, str(floor))


def _lay_shops(layout: _Layout, building: str, at: int) -> set[str]:
    """Lay out what is reached without a stair; returns the numbers it bears."""
    seen: set[str] = set()
    for floor in layout.floors:
        rule = _deciding(layout, building, "", floor)
        if rule is None or rule.act is not Act.SHOPS:
            continue
        shops = _listed(rule.listed) or _counted(layout, (building, ""), floor, (1, rule.count))
        for column, own in shops:
            _once(seen, own, None, None)
            layout.put(Planned(own, at, floor, at, -1, column))
    return seen


def _rooms_of(layout: _Layout, where: tuple[str, str], first: int) -> dict[int, list[Room]]:
    """Rooms of a stair by floor, from the lowest up."""
    held: dict[int, list[Room]] = {}
    taken: frozenset[int] | None = frozenset()  # positions that a duplex below occupies, None for all
    for floor in layout.floors:
        rule = _deciding(layout, *where, floor)
        rooms = _on_floor(layout, where, floor, (rule, first))
        if taken is not None and (rule is None or rule.act is not Act.NONE):
            held[floor] = [room for room in rooms if room[0] not in taken]
        is_duplex = rule is not None and rule.act is Act.DUPLEX
        taken = (rule.positions or None) if is_duplex and rule is not None else frozenset()
    return held


def _on_floor(
    layout: _Layout, where: tuple[str, str], floor: int, how: tuple[_Rule | None, int]
) -> list[Room]:
    rule, first = how
    if rule is None or rule.act is Act.DUPLEX:
        return _counted(layout, where, floor, (first, layout.plan.rooms))
    if rule.act is Act.ROOMS:
        return _listed(rule.listed)
    return _counted(layout, where, floor, (first, rule.count)) if rule.act is Act.COUNT else []


def _deciding(layout: _Layout, building: str, stair: str, floor: int) -> _Rule | None:
    """The last exception that speaks of a floor; without a stair, only one that speaks of all of them."""
    for rule in reversed(layout.rules):
        if rule.names(building, stair, floor):
            return rule
    return None


def _listed(rooms: Sequence[Own]) -> list[Room]:
    return list(enumerate(rooms, start=1))


def _counted(layout: _Layout, where: tuple[str, str], floor: int, how: tuple[int, int]) -> list[Room]:
    """So many rooms from a position on, passing over the positions nobody bears.

    Args:
        layout: the plan.
        where: building and stair.
        floor: whose rooms they are.
        how: how many positions lie before, plus one; how many rooms.
    """
    first, count = how
    positions: list[int] = []
    at = 0
    while len(positions) < first - 1 + count:
        at += 1
        if at not in layout.skipped:
            positions.append(at)
    return [(at, _room(layout.form.write(where, floor, at))) for at in positions[first - 1 :]]


@lru_cache(maxsize=8_192)  # every stair of a block has the same rooms
def _room(text: str) -> Own:
    try:
        return read_own(NodeKind.ROOM, text)
    except BadAddress as error:
        raise BadAddress(field="form", text=text, why=error.why) from None
