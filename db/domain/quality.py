"""Quality rules (重错漏) over plain rows: what is missing, doubled in meaning or wrong in a street or a stair.

Pure and exact: one finding for one fact. A door with a suffix but no base number is that finding and no gap as well;
a floor left out is one finding and not one for each of its rooms. Time is linear in the rows.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from db.domain.number import HouseNumber
from db.domain.numbering import NumberingRules, Side, odd_side, room_parts, room_text


class Problem(StrEnum):
    """Classes of problems the founding notice names (厦府办〔2018〕5号)."""

    DOUBLED = "重"
    WRONG = "错"
    MISSING = "漏"


@dataclass(frozen=True, slots=True)
class QualityRule:
    """A rule of this module.

    Attributes:
        name: its code.
        problem: the class its findings belong to.
        sources: ids of the numbering rules it checks.
    """

    name: str
    problem: Problem
    sources: tuple[str, ...]


WRONG_SIDE = QualityRule("wrong_side", Problem.WRONG, ("N04",))
NUMBER_GAP = QualityRule("number_gap", Problem.MISSING, ("N03", "N06", "N12"))
SUFFIX_WITHOUT_BASE = QualityRule("suffix_without_base", Problem.WRONG, ("N07",))
ROOM_MISSING = QualityRule("room_missing", Problem.MISSING, ("N15",))
FLOOR_SKIPPED = QualityRule("floor_skipped", Problem.WRONG, ("N12", "N15"))
ROOM_FLOOR_MISMATCH = QualityRule("room_floor_mismatch", Problem.WRONG, ("N13",))
RULES = (WRONG_SIDE, NUMBER_GAP, SUFFIX_WITHOUT_BASE, ROOM_MISSING, FLOOR_SKIPPED, ROOM_FLOOR_MISMATCH)

# A longer run of missing numbers is one fact, such as a park or 6788号 typed for 678号, and one finding.
LONG_RUN = 50


@dataclass(frozen=True, slots=True)
class DoorRow:
    """A live door.

    Attributes:
        id: of the address.
        place_id: its street or village.
        number: its number.
        side: ``left`` or ``right`` (or a compass side) as surveyed, ``""`` when unknown.
    """

    id: int
    place_id: int
    number: HouseNumber
    side: str = ""


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A live room.

    Attributes:
        id: of the address.
        stair: whatever tells one stair (building, door) from another.
        floor: as stated in its record, None when it is not.
        room: the number without 室.
    """

    id: int
    stair: Hashable
    floor: int | None
    room: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact to be put right.

    Attributes:
        rule: code of the rule.
        problem: 重, 错 or 漏.
        group: the place of a door, the stair of a room.
        row: id of the row concerned, None where something is missing.
        text: the number, room or floor in question; ``14-110`` for a long run.
        params: what the sentence on the screen needs besides.
    """

    rule: str
    problem: Problem
    group: Hashable
    row: int | None
    text: str
    params: Mapping[str, int | str] = field(default_factory=dict)


def _finding(rule: QualityRule, group: Hashable, row: int | None, text: str, **params: int | str) -> Finding:
    return Finding(rule.name, rule.problem, group, row, text, params)


def check_doors(
    doors: Iterable[DoorRow],
    rules: NumberingRules,
    held: Mapping[int, Collection[int]] | None = None,
    deadends: Collection[int] = (),
) -> Iterator[Finding]:
    """Findings of wrong_side, number_gap and suffix_without_base, street by street.

    Temporary numbers are judged by nothing but fill the place of their number.

    Args:
        doors: live doors in any order.
        rules: the district's rules.
        held: by place, main numbers that are reserved, leased, pending or retired: these are no gaps.
        deadends: places that are dead-end lanes (N04c).
    """
    streets: defaultdict[int, list[DoorRow]] = defaultdict(list)
    for door in doors:
        streets[door.place_id].append(door)
    for place_id, rows in streets.items():
        kept = frozenset((held or {}).get(place_id, ()))
        yield from _wrong_sides(rows, rules, deadend=place_id in deadends)
        yield from _orphan_suffixes(rows, kept)
        yield from _number_gaps(place_id, rows, kept, rules)


def _wrong_sides(rows: list[DoorRow], rules: NumberingRules, *, deadend: bool) -> Iterator[Finding]:
    odd_by_side = {side.value: odd_side(rules, side, deadend=deadend) for side in Side}
    for door in rows:
        odd = odd_by_side.get(door.side)
        if odd is not None and odd != door.number.odd and not door.number.temporary:
            yield _finding(WRONG_SIDE, door.place_id, door.id, str(door.number), side=door.side)


def _orphan_suffixes(rows: list[DoorRow], kept: Collection[int]) -> Iterator[Finding]:
    bases = {(door.number.main, door.number.temporary) for door in rows if _is_base(door.number)}
    for door in rows:
        number = door.number
        if not _is_base(number) and (number.main, number.temporary) not in bases and number.main not in kept:
            base = str(HouseNumber(number.main, temporary=number.temporary))
            yield _finding(SUFFIX_WITHOUT_BASE, door.place_id, door.id, str(number), base=base)


def _is_base(number: HouseNumber) -> bool:
    return not number.dash and not number.zhi


def _number_gaps(
    place_id: int, rows: list[DoorRow], kept: Collection[int], rules: NumberingRules
) -> Iterator[Finding]:
    ends = {door.number.main for door in rows if _is_base(door.number) and not door.number.temporary}
    filled = {door.number.main for door in rows}.union(kept)
    if not rules.no_skip:
        filled |= {4, 13, 14}
    for parity in (1, 0):
        side = sorted(main for main in ends if main % 2 == parity)
        for before, behind in pairwise(side):
            missing = [main for main in range(before + 2, behind, 2) if main not in filled]
            if len(missing) > LONG_RUN:
                text = f"{missing[0]}-{missing[-1]}"
                yield _finding(
                    NUMBER_GAP, place_id, None, text, before=before, behind=behind, count=len(missing)
                )
                continue
            for main in missing:
                yield _finding(NUMBER_GAP, place_id, None, str(main), before=before, behind=behind, count=1)


def check_rooms(rooms: Iterable[RoomRow], rules: NumberingRules) -> Iterator[Finding]:
    """Findings of room_floor_mismatch, floor_skipped and room_missing, stair by stair.

    The plan of a stair is read off its rooms: a position belongs to it when at least half of the floors have it.
    Rooms below ground and texts outside the scheme (店面2) are no part of the plan; where number and stated floor
    disagree, the room counts as present on both floors, since only one of the two is a slip.
    """
    stairs: defaultdict[Hashable, list[RoomRow]] = defaultdict(list)
    for room in rooms:
        stairs[room.stair].append(room)
    for stair, rows in stairs.items():
        yield from _stair_findings(stair, rows, rules)


def _stair_findings(stair: Hashable, rows: list[RoomRow], rules: NumberingRules) -> Iterator[Finding]:
    plan: defaultdict[int, set[int]] = defaultdict(set)  # plain rooms above ground: positions by floor
    present: set[tuple[int, int]] = set()
    doubtful: set[int] = set()  # floors that a disagreeing room may stand for
    for row in rows:
        parts = room_parts(row.room, rules.room_digits)
        if parts is None:
            continue
        floor, position, plain = parts
        present.add((floor, position))
        if row.floor is not None and row.floor != floor:
            present.add((row.floor, position))
            doubtful |= {floor, row.floor}
            yield _finding(ROOM_FLOOR_MISMATCH, stair, row.id, row.room, stated=row.floor, told=floor)
        elif plain and floor > 0:
            plan[floor].add(position)
    floors = sorted(plan)
    for before, behind in pairwise(floors):
        yield from _skipped_floors(stair, before, behind, doubtful)
    tally = Counter(position for positions in plan.values() for position in positions)
    regular = sorted(position for position, seen in tally.items() if 2 * seen >= len(floors))
    for floor in floors:
        for position in regular:
            if (floor, position) not in present:
                text = room_text(rules, floor, position)
                yield _finding(ROOM_MISSING, stair, None, text, floor=floor, position=position)


def _skipped_floors(stair: Hashable, before: int, behind: int, doubtful: set[int]) -> Iterator[Finding]:
    missing = [floor for floor in range(before + 1, behind) if floor not in doubtful]
    if len(missing) > LONG_RUN:
        text = f"{missing[0]}-{missing[-1]}"
        yield _finding(FLOOR_SKIPPED, stair, None, text, before=before, behind=behind, count=len(missing))
        return
    for floor in missing:
        yield _finding(FLOOR_SKIPPED, stair, None, str(floor), before=before, behind=behind, count=1)
