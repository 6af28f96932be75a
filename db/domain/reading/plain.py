"""The short way for the commonest form: a street, its number, and at most a floor and a room behind it."""

import re

from db.domain.reading.model import Element, Reading
from db.domain.reading.units import digits, value_of

_NINE = "一二三四五六七八九"
PLAIN = re.compile(
    r"(?P<street>(?:(?![号楼层幢栋座塔室梯店厂单房车附临第负之])[\u4e00-\u9fa5]){3,40}+(?<=[路里街]))"
    r"(?P<number>(?P<door>[1-9][0-9]{0,4}(?:-[1-9][0-9]{0,4})?)号"
    rf"(?P<zhi>之(?:(?:十[{_NINE}]?|[{_NINE}])(?![楼层])|[1-9][0-9]{{0,2}}(?![0-9楼层])))?)"
    rf"(?P<floor>第?(?P<storey>[1-9][0-9]?|[{_NINE}])[楼层])?"
    r"(?P<room>(?P<room_no>[0-9]{3,4}[A-Z]?)(?:室|单元)?)?"
)
"""No other numbered part hides in such a text, so what stands in front can be read once for all its doors."""

_BEFORE_NUMBER = frozenset(("province", "city", "district", "town", "community", "village", "road"))


def finish(found: re.Match[str], street: Reading) -> Reading:
    """The reading of a plain text, whose street has been read."""
    door, zhi, storey, room_no = found.group("door", "zhi", "storey", "room_no")
    value = value_of(door)
    number = Element("number", f"{value}之{digits(zhi[1:])}" if zhi else value, (found.span("number"),))
    elements = [one for one in street.elements if one.kind in _BEFORE_NUMBER]
    behind = len(elements)
    elements.append(number)
    rest = street.elements[behind:]
    if rest and rest[0].kind == "compound":
        elements.append(rest[0])
        rest = rest[1:]
    if storey:
        elements.append(Element("floor", digits(storey), (found.span("floor"),)))
    if room_no:
        elements.append(Element("room", room_no, (found.span("room"),)))
    elements += rest
    return Reading(found.string, tuple(elements), street.remainder)
