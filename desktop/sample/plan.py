"""Lays out the sample district for a wanted number of addresses; perfectly regular until problems are planted."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from db.domain.number import HouseNumber
from desktop.sample.model import Address, Area, Door, Group, stack
from desktop.sample.names import LANES, STREETS, VILLAGES, StreetSpec

MIN_ADDRESSES = 300
ESTATE = "海滨花园"
_FULL_ESTATE_FROM = 3000
_ESTATE_STAIRS, _ESTATE_POSITIONS = 3, 2
_VILLAGE_SHARE = 0.05
_VILLAGE_LEAST = 24
LEFT, RIGHT = "left", "right"


@dataclass(slots=True)
class Street:
    """A named place and its doors in numbering order."""

    spec: StreetSpec
    doors: list[Door] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The place's name."""
        return self.spec.name

    @property
    def last(self) -> int:
        """The highest main number."""
        return max(door.number.main for door in self.doors)


@dataclass(slots=True)
class Plan:
    """The whole district: streets with their compounds, lanes (里), villages.

    Attributes:
        estate: the gate with the twelve buildings; one of the first street's doors.
        flats: doors with buildings without stairs, rooms side by side.
        walkups: doors with buildings and stairs.
    """

    streets: list[Street]
    lanes: list[Street]
    villages: list[Street]
    estate: Door
    flats: list[Door]
    walkups: list[Door]

    def doors(self) -> Iterator[Door]:
        """Yield every door."""
        for street in (*self.streets, *self.lanes, *self.villages):
            yield from street.doors

    def addresses(self) -> list[Address]:
        """Every address once, in the order of the plan."""
        return [address for door in self.doors() for address in door.addresses()]


def make_plan(total: int, rng: random.Random) -> Plan:
    """Lay out all but the villages, regular throughout.

    Args:
        total: addresses wanted in the end, at least ``MIN_ADDRESSES``.
        rng: the seeded source of every choice.
    """
    if total < MIN_ADDRESSES:
        raise ValueError(f"at least {MIN_ADDRESSES} addresses are needed, not {total}")
    per_side = max(6, min(140, total // 90))
    streets = [_street(spec, per_side + rng.randrange(2), per_side + rng.randrange(2)) for spec in STREETS]
    estate = _carrier(streets[0], 88)
    estate.compound = ESTATE
    estate.groups = _estate_groups(total)
    small = total < _FULL_ESTATE_FROM
    flats = [_carrier(streets[3], number) for number in ((6,) if small else (6, 47, 120))]
    walkups = [_carrier(streets[2], number) for number in ((8,) if small else (8, 33, 102))]
    for door in flats:
        door.groups = [
            Group(b, 0, stack(3, 4) if small else stack(6, 8)) for b in range(1, 2 if small else 3)
        ]
    for door in walkups:
        buildings = range(1, 2 if small else 3)
        door.groups = [Group(b, s, stack(5 if small else 7, 2)) for b in buildings for s in (1, 2)]
    for street in streets:
        _add_suffixes(street, rng)
    plan = Plan(streets, [], [], estate, flats, walkups)
    plan.lanes = _lanes(total - len(plan.addresses()), total, rng)
    return plan


def fill_villages(plan: Plan, total: int, rng: random.Random) -> None:
    """Bring the plan to exactly ``total`` addresses with village doors, some of them 临 numbers (N19)."""
    missing = total - len(plan.addresses())
    shares = (missing - missing // 3, missing // 3)
    for spec, share in zip(VILLAGES, shares, strict=True):
        village = Street(spec)
        main = 0
        while len(village.doors) < share:
            main += 1
            village.doors.append(Door(spec.areas[0], spec.name, HouseNumber(main)))
            if len(village.doors) < share and (main == 3 or rng.random() < 0.06):
                village.doors.append(
                    Door(spec.areas[0], spec.name, HouseNumber(main, temporary=True), note="临时")
                )
        plan.villages.append(village)


def _street(spec: StreetSpec, odd: int, even: int) -> Street:
    numbers = sorted([2 * i + 1 for i in range(odd)] + [2 * i + 2 for i in range(even)])
    cut = numbers[-1] // len(spec.areas) + 1
    doors = [
        Door(_area(spec, main // cut), spec.name, HouseNumber(main), LEFT if main % 2 else RIGHT)
        for main in numbers
    ]
    return Street(spec, doors)


def _area(spec: StreetSpec, part: int) -> Area:
    return spec.areas[min(part, len(spec.areas) - 1)]


def _carrier(street: Street, wanted: int) -> Door:
    """The door with the wanted number, or one of the same side on a shorter street; it gets no row of its own."""
    fallback = len(street.doors) // 2 + (wanted - len(street.doors) // 2) % 2
    main = wanted if wanted < street.last - 2 else fallback
    door = next(door for door in street.doors if door.number.main == main)
    door.listed = False
    return door


def _estate_groups(total: int) -> list[Group]:
    buildings, floors = 12, 18
    if total < _FULL_ESTATE_FROM:
        floors = max(5, min(18, total // 150))
        buildings = max(2, min(12, int(total * 0.3) // (floors * _ESTATE_STAIRS * _ESTATE_POSITIONS + 4)))
    return [
        Group(building, stair, stack(floors, _ESTATE_POSITIONS))
        for building in range(1, buildings + 1)
        for stair in range(1, _ESTATE_STAIRS + 1)
    ]


def _add_suffixes(street: Street, rng: random.Random) -> None:
    """Give some doors a -1 or 之一, 之二 after their base, on the base's side (N07)."""
    bases = [door for door in street.doors[2:-2] if door.listed]
    chosen = sorted(rng.sample(range(len(bases)), max(1, len(bases) // 20)))
    for turn, index in enumerate(chosen):
        base = bases[index]
        main = base.number.main
        tails = (
            [HouseNumber(main, dash=1)] if turn % 2 else [HouseNumber(main, zhi=1), HouseNumber(main, zhi=2)]
        )
        at = street.doors.index(base) + 1
        street.doors[at:at] = [Door(base.area, base.place, tail, base.side, note="店面") for tail in tails]


def _lanes(left: int, total: int, rng: random.Random) -> list[Street]:
    """Lanes whose numbers are stairs (N09), taking what the villages do not need."""
    lanes = [Street(spec) for spec in LANES]
    village = max(_VILLAGE_LEAST, int(total * _VILLAGE_SHARE))
    small = total < _FULL_ESTATE_FROM
    turn = 0
    while True:
        floors, positions = (5, 2) if small else (rng.choice((6, 7)), rng.choice((2, 3)))
        left -= floors * positions + 1
        if left < village:
            return lanes
        lane = lanes[turn % len(lanes)]
        door = Door(lane.spec.areas[0], lane.name, HouseNumber(len(lane.doors) + 1), listed=False)
        door.groups = [Group(0, 0, stack(floors, positions))]
        lane.doors.append(door)
        turn += 1
