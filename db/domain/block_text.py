"""How a clerk writes the parts of a block: lists of buildings, floors from the basement up, the form of a room's number."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from db.domain.address import NodeKind, Own, read_own
from db.domain.errors import BadAddress, BadNumber
from db.domain.number import from_numeral

MOST_IN_RANGE = 500
_BETWEEN = re.compile(r"[、,;\s]+")
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百]+")
_CLASS_WORD = r"(?:号楼|#楼|#|幢|栋|座|号梯|梯位|梯口|梯|单元|室|房)?"
_RANGE = re.compile(
    rf"([A-Z]{{0,2}})([0-9]{{1,4}}){_CLASS_WORD}([-~至到])([A-Z]{{0,2}})([0-9]{{1,4}}){_CLASS_WORD}"
)
_LETTERS = re.compile(rf"([A-Z]){_CLASS_WORD}[-~至到]([A-Z]){_CLASS_WORD}")
_ONE_FLOOR = r"(-?[0-9]{1,3}|B[0-9])(?:层|楼|F)?"
_FLOORS = re.compile(rf"{_ONE_FLOOR}(?:[-~至到]{_ONE_FLOOR})?")
_TOKEN = re.compile(r"\{([^{}]*)\}")
_TOKENS = frozenset({"幢", "梯", "层", "序", "序2", "序3", "字母"})
_LETTER_COUNT = 26
FORMS = ("{层}{序2}", "{层}{序}", "{层}{字母}", "{层}-{序}", "{梯}{层}{序2}")
"""The usual forms, the first by rule N13: 1203, 123, 12C, 12-3, and the stair in front."""


@dataclass(frozen=True, slots=True)
class RoomForm:
    """The form of a room's number: plain text and tokens in turn."""

    parts: tuple[str, ...]

    def write(self, where: tuple[str, str], floor: int, position: int) -> str:
        """The number of a position on a floor.

        Args:
            where: identifiers of building and stair, ``""`` where there is none.
            floor: below ground negative.
            position: from 1.

        Raises:
            BadAddress: the form names a level that there is not, or letters run out.
        """
        told = {
            "幢": where[0],
            "梯": where[1],
            "层": str(floor),
            "序": str(position),
            "序2": f"{position:02}",
            "序3": f"{position:03}",
            "字母": chr(ord("A") + position - 1) if position <= _LETTER_COUNT else "",
        }
        text = ""
        for number, part in enumerate(self.parts):
            said = told[part] if number % 2 else part
            if number % 2 and not said:
                why = "too_many_letters" if part == "字母" else "form_without_level"
                raise BadAddress(field="form", text=f"{{{part}}}", why=why)
            text += said
        return text


def read_form(text: str, where: str) -> RoomForm:
    """Read a form such as ``{层}{序2}``.

    Raises:
        BadAddress: an unknown token, or none that tells rooms apart.
    """
    parts = tuple(_TOKEN.split(_plain(text)))
    for token in parts[1::2]:
        if token not in _TOKENS:
            raise BadAddress(field=where, text=f"{{{token}}}", why="unknown_token")
    if not {"序", "序2", "序3", "字母"} & set(parts[1::2]):
        raise BadAddress(field=where, text=text, why="form_without_position")
    return RoomForm(parts)


def idents_in(kind: NodeKind, text: str, where: str) -> tuple[Own, ...]:
    """Buildings, stairs or rooms of a list: ``1-3、5、A``; a room's ``12-1`` is one room, ``101~104`` are four.

    Raises:
        BadAddress: one cannot be read, stands twice, or a range runs backwards or too far.
    """
    found: dict[str, Own] = {}
    for part in _parts(text):
        for one in _spread(kind, part, where):
            own = _own(kind, one, where)
            if own.ident in found:
                raise BadAddress(field=where, text=own.text, why="doubled")
            found[own.ident] = own
    return tuple(found.values())


def floors_in(text: str, where: str) -> tuple[int, ...]:
    """Floors of a list from the lowest up: ``-2~18``, ``负一、1-6``, ``B1``; there is no floor 0.

    Raises:
        BadAddress: one cannot be read, or a range runs backwards.
    """
    found: set[int] = set()
    for part in _parts(text):
        read = _FLOORS.fullmatch(_floor_text(part))
        if read is None:
            raise BadAddress(field=where, text=part, why="unreadable")
        first = _floor(read[1])
        last = _floor(read[2]) if read[2] else first
        if first > last:
            raise BadAddress(field=where, text=part, why="backwards")
        if 0 in (first, last):
            raise BadAddress(field=where, text=part, why="unreadable")
        found.update(range(first, last + 1))
    return tuple(sorted(found - {0}))


def figures(text: str, where: str) -> frozenset[int]:
    """Plain numbers of a list: ``4、13、14``.

    Raises:
        BadAddress: one is no number from 1 on.
    """
    found: set[int] = set()
    for part in _parts(text):
        if not (part.isascii() and part.isdecimal() and int(part) > 0):
            raise BadAddress(field=where, text=part, why="unreadable")
        found.add(int(part))
    return frozenset(found)


def _plain(text: str) -> str:
    return re.sub("[—–−]", "-", unicodedata.normalize("NFKC", text)).strip().upper()


def _parts(text: str) -> Iterator[str]:
    return (part for part in _BETWEEN.split(_plain(text)) if part)


def _floor_text(part: str) -> str:
    """地下二层 as -2层; a numeral that is none stays and cannot be read."""
    return _NUMERAL.sub(_figure, part.replace("地下", "-").replace("负", "-").replace("第", ""))


def _figure(numeral: re.Match[str]) -> str:
    try:
        return str(from_numeral(numeral[0]))
    except BadNumber:
        return numeral[0]


def _floor(text: str) -> int:
    return -int(text[1:]) if text.startswith("B") else int(text)


def _own(kind: NodeKind, text: str, where: str) -> Own:
    try:
        return read_own(kind, text)
    except BadAddress as error:
        raise BadAddress(field=where, text=text, why=error.why) from None


def _spread(kind: NodeKind, part: str, where: str) -> Iterator[str]:
    """What a part of a list stands for, one by one."""
    letters = _LETTERS.fullmatch(part)
    found = _RANGE.fullmatch(part)
    if letters and kind is not NodeKind.ROOM:
        first, last = ord(letters[1]), ord(letters[2])
        texts = [chr(code) for code in range(first, last + 1)]
    elif found and found[4] in ("", found[1]) and (kind is not NodeKind.ROOM or found[3] != "-"):
        width = len(found[2]) if found[2].startswith("0") else 0
        texts = [f"{found[1]}{number:0{width}}" for number in range(int(found[2]), int(found[5]) + 1)]
    else:
        yield part
        return
    if not texts:
        raise BadAddress(field=where, text=part, why="backwards")
    if len(texts) > MOST_IN_RANGE:
        raise BadAddress(field=where, text=part, why="range_too_long")
    yield from texts
