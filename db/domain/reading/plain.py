"""The short way for the commonest form, district – road – number – floor – room, nothing else in it."""

import re

from db.domain.reading.model import Element, Reading
from db.domain.reading.units import digits
from db.domain.reading.words import AREAS, DISTRICTS

_UNCERTAIN = (
    "省市区县镇乡街道村社组里路巷弄园厦城苑阁庄期楼号内第座塔幢栋铁公隧轨通频侧面边部段角心场寓店校站头司行墅地库所家"
    "零〇一二三四五六七八九十百厂旁口桥埭"
)
_NINE = "一二三四五六七八九"
_PLAIN = re.compile(
    r"(?P<city>厦门市)?"
    rf"(?P<district>(?:{'|'.join(DISTRICTS)})区)"
    rf"(?P<road>(?!(?:{'|'.join(AREAS)})[^路里街]{{2}})(?:(?![{_UNCERTAIN}])[\u4e00-\u9fa5]){{2,3}}[{_NINE}]?[路里街])"
    rf"(?P<number>(?P<door>[1-9][0-9]{{0,4}})号(?P<zhi>之[{_NINE}](?![楼层]))?)"
    rf"(?P<floor>第?(?P<storey>[1-9][0-9]?|[{_NINE}])[楼层])?"
    r"(?P<room>(?P<room_no>[0-9]{3,4}[A-Z]?)室?)?"
)
"""Names of two or three characters without any that could end another name; the careful way reads them alike."""


def read_plain(text: str) -> Reading | None:
    """Read the commonest form, or None when the text is written in any other way."""
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    city, district, road, door, zhi, floor, storey, room, room_no = found.group(
        "city", "district", "road", "door", "zhi", "floor", "storey", "room", "room_no"
    )
    span = found.span
    elements = [
        Element("district", district, (span("district"),)),
        Element("road", road, (span("road"),)),
        Element("number", f"{door}之{digits(zhi[1:])}" if zhi else door, (span("number"),)),
    ]
    if city:
        elements.insert(0, Element("city", city, (span("city"),)))
    if floor:
        elements.append(Element("floor", digits(storey), (span("floor"),)))
    if room:
        elements.append(Element("room", room_no, (span("room"),)))
    return Reading(text, tuple(elements), ())
