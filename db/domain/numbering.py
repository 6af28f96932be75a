"""Numbering rules (编号规则) as data, and the numbers they propose with their reasons.

A rule is a switch with a sourced default, read from ``numbering.json``; nothing here is fixed but the rules' meaning.
Proposals are pure: what is taken comes in, candidates that explain themselves by codes go out.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import count as count_up
from itertools import islice

from db.domain.errors import BadFile, BadNumber
from db.domain.number import HouseNumber

_MAX_NUMBER = 99_999
_MAX_PROPOSALS = 2_000
_AVOIDED = frozenset({4, 13, 14})  # what N12 forbids to leave out


class Side(StrEnum):
    """Sides of a street: in numbering direction, or by compass (N04b)."""

    LEFT = "left"
    RIGHT = "right"
    NORTH = "north"
    SOUTH = "south"
    EAST = "east"
    WEST = "west"


class SlotStatus(StrEnum):
    """What holds a number of a street."""

    RESERVED = "reserved"  # 预留
    LEASED = "leased"  # lent to an offline machine
    PENDING = "pending"  # proposed, not approved
    LIVE = "live"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class RuleNote:
    """Where a rule's value is from: shown beside everything it decides.

    Attributes:
        id: N01 to N25.
        key: name of the field of ``NumberingRules`` it sets.
        text: the rule in Chinese, for the screen.
        source: document and clause.
        status: ``verified`` or ``default-unverified``.
        version: counts the changes of this rule.
    """

    id: str
    key: str
    text: str
    source: str
    status: str
    version: int
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingRules:
    """The switches, one for each parameter of N01 to N25; ``notes`` tell their sources."""

    version: int = 1
    scope: str = "place"  # N01
    approved_names_only: bool = True  # N02
    direction_ew: str = "E2W"  # N03
    direction_ns: str = "S2N"
    side_mode: str = "direction"  # N04: left and right; compass: N04b
    left_odd: bool = True
    north_odd: bool = True
    west_odd: bool = True
    deadend_right_odd: bool = True  # N04c
    reserve_m: int = 4  # N06, 0 = reserve none
    suffix: str = "dash"  # N07
    stair_as_number: bool = True  # N09
    building_start: str = "gate_left"  # N11
    no_skip: bool = True  # N12
    room_digits: int = 2  # N13
    below_ground: bool = True  # N14
    strict_digits: bool = True  # N18
    temporary: bool = True  # N19
    legality_evidence: bool = True  # N22
    cooldown_years: int | None = None  # N25, None = a retired number is never used again
    notes: tuple[RuleNote, ...] = field(default=(), repr=False)

    def note(self, key: str) -> RuleNote | None:
        """Where the value of a switch is from."""
        return next((note for note in self.notes if note.key == key), None)


_CHOICES = {
    "scope": ("place",),
    "direction_ew": ("E2W", "W2E"),
    "direction_ns": ("S2N", "N2S"),
    "side_mode": ("direction", "compass"),
    "suffix": ("dash", "zhi"),
    "building_start": ("gate_left", "north_east"),
}
_BOUNDS = {"reserve_m": (0, 100), "room_digits": (2, 3), "cooldown_years": (0, 100)}
_SWITCHES = tuple(one.name for one in fields(NumberingRules) if one.name not in ("version", "notes"))
_STATUSES = ("verified", "default-unverified")


def rules_from_json(text: str, file: str = "numbering.json") -> NumberingRules:
    """Read the rules; every switch must be there, with source and status.

    Raises:
        BadFile: no JSON, an unknown, doubled or missing switch, a value outside its choices, no source.
    """
    try:
        body = json.loads(text)
        version, rows = body["version"], body["rules"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadFile(file=file, why="not_a_rule_file", detail=str(error)) from None
    if not isinstance(version, int) or not isinstance(rows, list):
        raise BadFile(file=file, why="not_a_rule_file")
    values: dict[str, object] = {}
    notes = []
    for row_no, row in enumerate(rows, start=1):
        key = row.get("key") if isinstance(row, dict) else None
        if key not in _SWITCHES or key in values:
            why = "doubled_row" if key in values else "unknown_value"
            raise BadFile(file=file, why=why, row=row_no, column="key", detail=str(key))
        if "value" not in row or not _allowed(key, row["value"]):
            raise BadFile(
                file=file, why="unknown_value", row=row_no, column=key, detail=str(row.get("value"))
            )
        values[key] = row["value"]
        notes.append(_note(row, file, row_no))
    missing = [key for key in _SWITCHES if key not in values]
    if missing:
        raise BadFile(file=file, why="missing_row", column=missing[0])
    return NumberingRules(version=version, notes=tuple(notes), **values)  # type: ignore[arg-type]  # judged above


def _allowed(key: str, value: object) -> bool:
    if key in _CHOICES:
        return value in _CHOICES[key]
    if key in _BOUNDS:
        low, high = _BOUNDS[key]
        whole = isinstance(value, int) and not isinstance(value, bool)
        return (whole and low <= int(str(value)) <= high) or (key == "cooldown_years" and value is None)
    return isinstance(value, bool)


def _note(row: Mapping[str, object], file: str, row_no: int) -> RuleNote:
    texts = {name: row.get(name, "") for name in ("id", "key", "text", "source", "status", "url", "note")}
    needed = ("id", "text", "source", "status")
    wrong = next((name for name in texts if not isinstance(texts[name], str)), None)
    wrong = wrong or next((name for name in needed if not texts[name]), None)
    version = row.get("version")
    if wrong is None and not isinstance(version, int):
        wrong = "version"
    if wrong is None and texts["status"] not in _STATUSES:
        wrong = "status"
    if wrong is not None or not isinstance(version, int):
        raise BadFile(file=file, why="unknown_value", row=row_no, column=wrong or "version")
    return RuleNote(**{name: str(value) for name, value in texts.items()}, version=version)


def odd_side(rules: NumberingRules, side: Side, *, deadend: bool = False) -> bool:
    """Whether odd numbers belong on the side.

    Source: N04 by direction, N04b by compass, N04c in a dead-end lane.
    """
    if side in (Side.NORTH, Side.SOUTH):
        return rules.north_odd == (side is Side.NORTH)
    if side in (Side.WEST, Side.EAST):
        return rules.west_odd == (side is Side.WEST)
    left_odd = not rules.deadend_right_odd if deadend else rules.left_odd
    return left_odd == (side is Side.LEFT)


class Reason(StrEnum):
    """Why a number is proposed."""

    FIRST = "first_on_side"
    NEXT = "next_on_side"
    GAP = "gap"  # missing between two numbers, held by nobody
    RESERVED = "reserved_taken_up"  # an adjacent reserved number
    SUFFIX = "suffix_after"  # no number is free here: the neighbour's, with a suffix


@dataclass(frozen=True, slots=True)
class Proposal:
    """A number one may give, and why.

    Attributes:
        number: the number.
        reason: why this one.
        after: the number before it on the side, None for the first.
        passed_over: numbers on the way that may not be given, and what holds them.
        rules: ids of the rules that decided.
    """

    number: HouseNumber
    reason: Reason
    after: HouseNumber | None
    passed_over: tuple[tuple[HouseNumber, SlotStatus], ...]
    rules: tuple[str, ...]


_DECIDED_BY = {
    Reason.FIRST: ("N03", "N04", "N12"),
    Reason.NEXT: ("N04", "N12"),
    Reason.GAP: ("N04", "N12"),
    Reason.RESERVED: ("N04", "N06", "N07"),
    Reason.SUFFIX: ("N07",),
}
_PASSED_BY = {SlotStatus.RESERVED: ("N06",), SlotStatus.RETIRED: ("N25",)}


def propose(
    rules: NumberingRules,
    side: Side,
    count: int,
    taken: Mapping[HouseNumber, SlotStatus],
    *,
    after: HouseNumber | None = None,
    deadend: bool = False,
) -> list[Proposal]:
    """The numbers to give on a side of a street.

    Without ``after``, gaps between the side's first and last number come first, then the numbers behind the last;
    reserved numbers stay reserved. With it (infill, N07) the doors stand right behind that one: free or reserved
    numbers before the next occupied one, then suffixes.

    Args:
        rules: the district's rules.
        side: where the doors are.
        count: how many numbers, 1 to 2,000.
        taken: everything that holds a number of this street. A retired number is never proposed: leave it out once
            it has cooled down (see ``free_again_on``).
        after: the neighbour before the new doors.
        deadend: the street is a dead-end lane (N04c).

    Raises:
        BadNumber: count out of range, the neighbour is unknown, temporary or on the other side, the street is full.
    """
    if not 1 <= count <= _MAX_PROPOSALS:
        raise BadNumber(text=str(count), why="count_out_of_range")
    odd = odd_side(rules, side, deadend=deadend)
    held = {number.main: status for number, status in taken.items() if number.temporary}
    held |= {number.main: status for number, status in taken.items() if number == HouseNumber(number.main)}
    held = {main: status for main, status in held.items() if (main % 2 == 1) == odd}
    if after is None:
        return list(islice(_along(rules, held, start=min(held, default=1 if odd else 2)), count))
    if after not in taken or after.temporary or after.odd != odd:
        why = (
            "temporary_neighbour"
            if after.temporary
            else "wrong_side"
            if after.odd != odd
            else "unknown_neighbour"
        )
        raise BadNumber(text=str(after), why=why)
    found = list(islice(_along(rules, held, start=after.main + 2, infill=after), count))
    return found + list(islice(_suffixed(rules, after, taken), count - len(found)))


def _along(
    rules: NumberingRules, held: Mapping[int, SlotStatus], start: int, infill: HouseNumber | None = None
) -> Iterator[Proposal]:
    """Free numbers in street order; an infill may use reserved ones and ends at the next occupied one."""
    last = max(held, default=0)
    before, passed = infill, list[tuple[HouseNumber, SlotStatus]]()
    for main in count_up(start, 2):
        status = held.get(main)
        if main > _MAX_NUMBER:
            if infill is not None:
                return
            raise BadNumber(text=str(main), why="street_full")
        number = HouseNumber(main)
        free = status is None or (infill is not None and status is SlotStatus.RESERVED)
        if free and (rules.no_skip or main not in _AVOIDED):
            reason = Reason.GAP if main < last else Reason.NEXT if before else Reason.FIRST
            reason = Reason.RESERVED if status else reason
            decided = {rule for _, holder in passed for rule in _PASSED_BY.get(holder, ())}
            yield Proposal(
                number, reason, before, tuple(passed), tuple(sorted({*_DECIDED_BY[reason], *decided}))
            )
            before, passed = number, []
        elif status in (SlotStatus.RESERVED, SlotStatus.RETIRED):
            passed.append((number, status))
        elif status is not None:
            if infill is not None:
                return
            before, passed = number, []


def _suffixed(
    rules: NumberingRules, after: HouseNumber, taken: Mapping[HouseNumber, SlotStatus]
) -> Iterator[Proposal]:
    """Suffixes behind a neighbour; 12-1 and 12之一 never stand side by side, as people would mix them up."""
    used = {
        number.dash or number.zhi for number in taken if number.main == after.main and not number.temporary
    }
    before = after
    for ordinal in count_up(max(after.dash, after.zhi) + 1):
        if ordinal not in used:
            dashed = rules.suffix == "dash"
            number = HouseNumber(after.main, dash=ordinal if dashed else 0, zhi=0 if dashed else ordinal)
            yield Proposal(number, Reason.SUFFIX, before, (), _DECIDED_BY[Reason.SUFFIX])
            before = number


def reserve_count(rules: NumberingRules, length_m: float) -> int:
    """How many numbers vacant land or a wall of this length keeps free on its side (N06)."""
    return int(length_m // rules.reserve_m) if rules.reserve_m and length_m > 0 else 0


def free_again_on(rules: NumberingRules, retired_on: date) -> date | None:
    """The day a retired number may be given again (N25), None for never."""
    if rules.cooldown_years is None:
        return None
    year = retired_on.year + rules.cooldown_years
    try:
        return retired_on.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)


def room_text(rules: NumberingRules, floor: int, position: int) -> str:
    """The room number of a position on a floor (N13, N14): 1203, -101.

    Raises:
        BadNumber: there is no such floor or position.
    """
    if floor == 0 or (floor < 0 and not rules.below_ground) or not 1 <= position < 10**rules.room_digits:
        raise BadNumber(text=f"{floor}/{position}", why="out_of_range")
    return f"{floor}{position:0{rules.room_digits}}"


_ROOM = {
    digits: re.compile(rf"(-?[1-9][0-9]{{0,2}})((?!0+(?![0-9]))[0-9]{{{digits}}})(室?|[^0-9].*)")
    for digits in (2, 3)
}


@lru_cache(maxsize=32_768)  # the same few thousand texts stand in every stair of a district
def room_parts(room: str, digits: int = 2) -> tuple[int, int, bool] | None:
    """Floor and position of a room number, and whether it is a plain one (101A and 101-1 are parts of 101).

    None when the text does not follow N13, as for 店面2 or 5.
    """
    found = _ROOM[digits].fullmatch(room)
    return (int(found[1]), int(found[2]), found[3] in ("", "室")) if found else None
