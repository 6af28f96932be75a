"""``101-108`` in a room cell, ``1-9号单号`` in a number cell: which addresses they stand for."""

import re

from db.domain.errors import BadNumber
from db.domain.number import normal, parse_list, parse_number, parse_range

MAX_ROOMS = 200
MAX_NUMBERS = 2_000
_SEPARATORS = re.compile(r"[\u3001,\uff0c;\uff1b]")
_SUSPECT = re.compile(
    r"\d\D{0,3}[-\u2010-\u2015\u2212~\uff5e\uff0d至到\u3001,\uff0c;\uff1b]\D{0,3}\d|\d[号#]?\D{0,2}[单双]"
)
_ROOM_SPAN = re.compile(r"(-?[0-9]+)室?(-|~|至|到)([0-9]+)室?")
_PLAIN_DASH = re.compile(r"[0-9]+-[0-9]+号?")


class BadRange(Exception):
    """The text looks like a range, but no list of addresses follows from it."""


def looks_ranged(text: str) -> bool:
    """Tell quickly whether a text may stand for several addresses."""
    return _SUSPECT.search(text) is not None


def expand_numbers(text: str, *, dash_is_suffix: bool) -> tuple[str, ...]:
    """Return the house numbers a cell stands for, ``()`` when it is one number or no number at all.

    Raises:
        BadRange: a list or range that cannot be read or is too long.
    """
    if dash_is_suffix and _PLAIN_DASH.fullmatch(normal(text)):
        return ()
    try:
        if not _SEPARATORS.search(text):
            return tuple(str(number) for number in parse_range(text) or ())
        if dash_is_suffix:
            numbers = [str(parse_number(part)) for part in _SEPARATORS.split(text)]
        else:
            numbers = [str(number) for number in parse_list(text)]
    except BadNumber as error:
        raise BadRange(error.why) from error
    if len(numbers) > MAX_NUMBERS or len(set(numbers)) < len(numbers):
        raise BadRange(text)
    return tuple(numbers)


def expand_rooms(text: str) -> tuple[str, ...]:
    """Return the rooms a cell stands for, ``()`` when it is one room.

    Raises:
        BadRange: over two floors, backwards, doubled or more than 200 rooms.
    """
    parts = _SEPARATORS.split(text)
    rooms: list[str] = []
    for part in parts:
        span = _room_span(normal(part))
        rooms.extend(span or [normal(part).removesuffix("室")])
        if len(rooms) > MAX_ROOMS or not rooms[-1]:
            raise BadRange(text)
    if len(parts) == 1 and len(rooms) == 1:
        return ()
    if len(set(rooms)) < len(rooms):
        raise BadRange(text)
    return tuple(rooms)


def _room_span(text: str) -> list[str]:
    """Expand one range; ``101-1`` is the suffix of a divided room and stays as it is."""
    found = _ROOM_SPAN.fullmatch(text)
    if found is None:
        return []
    first, mark, last = found.groups()
    if mark == "-" and len(last) == 1 and len(first.lstrip("-")) > 1:
        return []
    digits = len(first.lstrip("-"))
    if first.startswith("-") or len(last) != digits or int(last) <= int(first):
        raise BadRange(text)
    if digits > 2 and first[:-2] != last[:-2]:
        raise BadRange(text)
    return [str(room).zfill(digits) for room in range(int(first), int(last) + 1)]
