"""What the sample district holds: areas, doors, stairs, rooms, and the address each of them is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from db.domain.address import CITY, CLASS_WORD, NodeKind
from db.domain.number import HouseNumber

DISTRICT = "思明区"


@dataclass(frozen=True, slots=True)
class Area:
    """Where a door lies: subdistrict (镇街) and community (社区), as offices shorten them."""

    subdistrict: str
    community: str


class Address(NamedTuple):
    """One address at any level; absent levels are 0 or empty."""

    place: str
    number: HouseNumber
    building: int = 0
    stair: int = 0
    room: str = ""

    @property
    def kind(self) -> NodeKind:
        """The level this address ends at."""
        if self.room:
            return NodeKind.ROOM
        if self.stair:
            return NodeKind.STAIR
        return NodeKind.BUILDING if self.building else NodeKind.DOOR

    @property
    def text(self) -> str:
        """The canonical full text, exactly as the police write it."""
        tail = f"{self.building}{CLASS_WORD[NodeKind.BUILDING]}" if self.building else ""
        tail += f"{self.stair}{CLASS_WORD[NodeKind.STAIR]}" if self.stair else ""
        tail += f"{self.room}{CLASS_WORD[NodeKind.ROOM]}" if self.room else ""
        return f"{CITY}{DISTRICT}{self.place}{self.number}{tail}"


@dataclass(slots=True, eq=False)
class Group:
    """The rooms that share a stair (or a door, or a building without stairs).

    Attributes:
        building: building number, 0 when the rooms hang under the door.
        stair: stair number, 0 when there is none.
        floors: room numbers by floor, complete until a problem is planted.
        stated: floor as a sheet wrongly states it, by room.
    """

    building: int
    stair: int
    floors: dict[int, list[str]]
    stated: dict[str, int] = field(default_factory=dict)

    def rooms(self) -> Iterator[tuple[int, str]]:
        """Yield stated floor and room number, from the ground up."""
        for floor, rooms in self.floors.items():
            for room in rooms:
                yield self.stated.get(room, floor), room


@dataclass(slots=True, eq=False)
class Door:
    """A house number on a street, in a lane or a village.

    Attributes:
        listed: whether a sheet has the door as a row of its own; else a room's row implies it.
    """

    area: Area
    place: str
    number: HouseNumber
    side: str = ""
    compound: str = ""
    note: str = ""
    listed: bool = True
    groups: list[Group] = field(default_factory=list)

    @property
    def address(self) -> Address:
        """The door's own address."""
        return Address(self.place, self.number)

    def address_of(self, group: Group, room: str = "") -> Address:
        """The address of a group (its deepest level) or of one of its rooms."""
        return Address(self.place, self.number, group.building, group.stair, room)

    def addresses(self) -> Iterator[Address]:
        """Yield the door and all below it once each, parents first."""
        yield self.address
        seen: set[int] = set()
        for group in self.groups:
            if group.building and group.building not in seen:
                seen.add(group.building)
                yield Address(self.place, self.number, group.building)
            if group.stair:
                yield self.address_of(group)
            for _, room in group.rooms():
                yield self.address_of(group, room)


def stack(floors: int, positions: int) -> dict[int, list[str]]:
    """Room numbers of a regular stair: floor, then two digits (N13)."""
    return {
        floor: [f"{floor}{seat:02d}" for seat in range(1, positions + 1)] for floor in range(1, floors + 1)
    }
