"""What an address's plate says and which class it is of: from the levels of the address, never from its written text.

Knows no table; the place comes in as its name, kind and pinyin.
"""

from dataclasses import dataclass

from db.domain.address import ABSENT, ORDER, NodeKind, Own, door
from db.domain.number import HouseNumber, parse_number
from db.domain.place import PlaceKind
from db.domain.plate import PlateClass, PlateText

_LARGE = frozenset({PlaceKind.STREET.value, PlaceKind.COMPOUND.value, PlaceKind.YARD.value})
_CLASS = {
    NodeKind.BUILDING: PlateClass.BUILDING,
    NodeKind.STAIR: PlateClass.STAIR,
    NodeKind.ROOM: PlateClass.ROOM,
}


@dataclass(frozen=True, slots=True)
class PlaceFace:
    """A place name as plates show it."""

    name: str
    kind: str
    pinyin: str


def chain_of(live_key: str) -> tuple[Own, ...]:
    """The levels of an address, outermost first, out of its key.

    Raises:
        BadNumber: the key's house number cannot be read.
    """
    idents = live_key.split("|")[1:]
    return tuple(
        door(parse_number(ident)) if kind is NodeKind.DOOR else Own(kind, ident)
        for kind, ident in zip(ORDER, idents, strict=True)
        if ident != ABSENT
    )


def street_order(chain: tuple[Own, ...]) -> tuple[str, ...]:
    """Sorts addresses of one place as one walks: a house before its rooms, the rooms before the next house."""
    return tuple(own.sort_key for own in chain)


def local_text(place: str, chain: tuple[Own, ...]) -> str:
    """The address without its administrative part: 湖滨南路81号3幢."""
    return place + "".join(own.text for own in chain)


def class_of(place_kind: str, chain: tuple[Own, ...]) -> PlateClass | None:
    """The class of the plate an address bears; None for a floor, which bears none.

    A numbered street's door and a compound's gate bear the large plate; doors in lanes and villages, doors with a
    suffix and temporary ones the small plate.
    """
    own = chain[-1]
    if own.number is None:
        return _CLASS.get(own.kind)
    plain = not own.number.suffix
    return PlateClass.LARGE_DOOR if plain and place_kind in _LARGE else PlateClass.SMALL_DOOR


def texts_of(place: PlaceFace, chain: tuple[Own, ...]) -> PlateText:
    """What the plate says.

    A building's plate names its gate (湖滨南路88号), since a street has many third buildings.
    """
    own, above = chain[-1], chain[:-1]
    match own.kind:
        case NodeKind.DOOR:
            return PlateText(name=place.name, pinyin=place.pinyin, number=own.text)
        case NodeKind.BUILDING:
            gate = next((level.number for level in above if level.number), None)
            pinyin = f"{place.pinyin} {number_pinyin(gate)}" if gate and place.pinyin else place.pinyin
            name = local_text(place.name, above)
            return PlateText(name=name, pinyin=pinyin, address=name, building=own.ident)
        case NodeKind.STAIR:
            return PlateText(address=local_text(place.name, above), stair=own.text)
        case _:
            return PlateText(address=local_text(place.name, above), room=own.text)


def number_pinyin(number: HouseNumber) -> str:
    """A house number among pinyin: ``88 Hào``, ``12-1 Hào``, ``12 Hào zhī 2``, ``Lín 5 Hào`` (figures stay Arabic, P7)."""
    lead = "Lín " if number.temporary else ""
    dash = f"-{number.dash}" if number.dash else ""
    zhi = f" zhī {number.zhi}" if number.zhi else ""
    return f"{lead}{number.main}{dash} Hào{zhi}"
