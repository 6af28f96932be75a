"""The lines of each sheet: doors, rooms and room ranges as records with named values."""

from collections.abc import Iterator, Mapping

from desktop.sample.model import DISTRICT, Address, Door
from desktop.sample.names import VILLAGES
from desktop.sample.sheets import Line, Value

_VILLAGE_NAMES = frozenset(spec.name for spec in VILLAGES)


def _values(door: Door) -> dict[str, Value]:
    return {
        "district": DISTRICT,
        "subdistrict": door.area.subdistrict,
        "community": door.area.community,
        "village" if door.place in _VILLAGE_NAMES else "street": door.place,
        "number": door.number,
        "side": door.side or None,
        "compound": door.compound or None,
        "note": door.note or None,
    }


def door_line(door: Door) -> Line:
    """The door as a row of its own."""
    return Line(_values(door), door.address)


def room_lines(door: Door, buildings: frozenset[int] | None = None) -> Iterator[Line]:
    """One line per room; parents are implied.

    Args:
        door: the door with its stairs.
        buildings: only these, or None for all.
    """
    for group in door.groups:
        if buildings is not None and group.building not in buildings:
            continue
        for floor, room in group.rooms():
            values = _values(door) | {"floor": floor, "room": room}
            values |= {"building": group.building or None, "stair": group.stair or None}
            yield Line(values, door.address_of(group, room))


def range_lines(door: Door) -> Iterator[Line]:
    """One line per floor with its rooms as a range, ``101-108``."""
    for group in door.groups:
        for floor, rooms in group.floors.items():
            values = _values(door) | {"building": group.building, "floor": floor}
            values["room"] = f"{rooms[0]}-{rooms[-1]}"
            yield Line(values, door.address_of(group, rooms[0]), count=len(rooms))


def add_codes(lines: list[Line], codes: Mapping[Address, str]) -> None:
    """Give each line its police code (地址编码)."""
    for line in lines:
        if line.address is not None:
            line.values["addr_code"] = codes[line.address]


def add_residents(lines: list[Line]) -> None:
    """Fill personal columns with people who plainly do not exist; an import must leave them behind."""
    for at, line in enumerate(lines, 1):
        line.values["owner"] = f"示例户主{at:04d}"
        line.values["phone"] = f"000-0000{at:04d}"
