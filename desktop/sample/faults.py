"""Plants problems that only the finished register shows: gaps, wrong sides, missing rooms and floors.

Each is planted where it can show once only: on doors without suffixes, between untouched neighbours, in stairs of
their own. A refused row is another matter, see ``refusals``.
"""

import random
from collections.abc import Iterator

from db.domain.number import HouseNumber
from desktop.sample.key import Problem
from desktop.sample.model import Door, Group
from desktop.sample.plan import LEFT, RIGHT, Plan, Street

_FULL_FROM = 3000
_LEAST_FLOORS = 5


def plant_faults(plan: Plan, total: int, rng: random.Random) -> list[Problem]:
    """Damage the plan and tell what a check must find."""
    full = total >= _FULL_FROM
    return [
        *_remove_doors(plan, 8 if full else 4, rng),
        *_swap_sides(plan, 6 if full else 3, rng),
        *_add_orphan_suffixes(plan, 4 if full else 2),
        *_damage_groups(plan, (8, 5, 6) if full else (4, 2, 3), rng),
    ]


def _plain_doors(plan: Plan, rng: random.Random) -> list[tuple[Street, Door]]:
    """Listed street doors without suffix, not first or last of their side, in random order."""
    found = []
    for street in plan.streets:
        suffixed = {door.number.main for door in street.doors if door.number.suffix}
        last = street.last
        found += [
            (street, door)
            for door in street.doors
            if door.listed and 2 < door.number.main < last - 3 and door.number.main not in suffixed
        ]
    rng.shuffle(found)
    return found


def _remove_doors(plan: Plan, count: int, rng: random.Random) -> Iterator[Problem]:
    gone: set[tuple[str, int]] = set()
    for street, door in _plain_doors(plan, rng):
        main = door.number.main
        if len(gone) == count:
            return
        if not gone.isdisjoint({(street.name, main - 2), (street.name, main + 2)}):
            continue
        gone.add((street.name, main))
        street.doors.remove(door)
        yield Problem("number_gap", door.address.text, "门牌号缺登")


def _swap_sides(plan: Plan, count: int, rng: random.Random) -> Iterator[Problem]:
    for _, door in _plain_doors(plan, rng)[:count]:
        door.side = RIGHT if door.side == LEFT else LEFT
        yield Problem("wrong_side", door.address.text, "单双号与左右侧不符")


def _add_orphan_suffixes(plan: Plan, count: int) -> Iterator[Problem]:
    """Put a suffix just after a side's last number, where its missing base leaves no gap."""
    for turn, street in enumerate(plan.streets[:count]):
        neighbour = street.doors[-1]
        main = neighbour.number.main + 2
        number = HouseNumber(main, dash=1) if turn % 2 else HouseNumber(main, zhi=1)
        side = LEFT if number.odd else RIGHT
        door = Door(neighbour.area, street.name, number, side, note="店面")
        street.doors.append(door)
        yield Problem("suffix_without_base", door.address.text, f"没有{main}号")


def _damage_groups(plan: Plan, counts: tuple[int, int, int], rng: random.Random) -> Iterator[Problem]:
    """Take a room, take a floor, or misstate a floor; at most one of these per stair."""
    groups = [
        (door, group)
        for door in (plan.estate, *plan.walkups, *(d for lane in plan.lanes for d in lane.doors))
        for group in door.groups
        if len(group.floors) >= _LEAST_FLOORS
    ]
    rooms, floors, stated = counts
    chosen = rng.sample(groups, rooms + floors)
    for door, group in chosen[:rooms]:
        yield _take_room(door, group, rng)
    for door, group in chosen[rooms:]:
        floor = rng.randrange(2, len(group.floors))
        del group.floors[floor]
        yield Problem("floor_skipped", door.address_of(group).text, f"缺{floor}层")
    listed = [pair for pair in groups if pair not in chosen and not _in_grid(plan, pair)]
    for door, group in rng.sample(listed, stated):
        yield _misstate_floor(door, group, rng)


def _in_grid(plan: Plan, pair: tuple[Door, Group]) -> bool:
    """Whether the stair stands in a floor × room grid, which cannot state a floor wrongly."""
    door, group = pair
    return door is plan.estate and group.building > plan.estate.groups[-1].building // 2


def _take_room(door: Door, group: Group, rng: random.Random) -> Problem:
    rooms = group.floors[rng.randrange(2, len(group.floors))]
    room = rooms.pop(rng.randrange(len(rooms)))
    return Problem("room_missing", door.address_of(group, room).text, "户室缺登")


def _misstate_floor(door: Door, group: Group, rng: random.Random) -> Problem:
    floor = rng.randrange(2, len(group.floors) + 1)
    room = rng.choice(group.floors[floor])
    group.stated[room] = floor - 1
    return Problem("room_floor_mismatch", door.address_of(group, room).text, f"层填{floor - 1}")
