"""One spelling for an address, whatever way it was written; reading it gives the same elements again."""

import re
from collections.abc import Mapping
from functools import lru_cache

from db.domain.number import to_chinese
from db.domain.reading.marked import mark
from db.domain.reading.model import Reading
from db.domain.reading.reader import read_address

_NAMED = ("province", "city", "district", "town", "community", "village", "road")
_PARTS = {"building": "幢", "stair": "梯", "floor": "层", "room": "室"}
_MOST_SUFFIX = 99
"""Larger suffixes are not written in Chinese."""

_PLACE = re.compile("[^0-9A-Z,~之-]+")
_BELOW = re.compile(r"-[0-9]+(?:[,~]-[0-9]+)*")


def canonical(reading: Reading) -> str:
    """The normal spelling of what was read."""
    return spell(reading.values)


def spell(values: Mapping[str, str]) -> str:
    """The normal spelling of the elements of a reading.

    It says exactly these elements: no other values are spelled alike, and reading it gives them back. Elements that
    plain words would not give back are written with their names, in 〖〗.

    Args:
        values: value by kind, as a reading has them.
    """
    plain = _plain(values)
    if "rest" not in values:
        return plain if _says(plain, values) else mark(values)
    bracketed = f"{plain}({values['rest']})"
    if _says(bracketed, values):
        return bracketed
    others = {kind: value for kind, value in values.items() if kind != "rest"}
    return plain + mark({"rest": values["rest"]}) if _says(plain, others) else mark(values)


def _says(text: str, values: Mapping[str, str]) -> bool:
    return read_address(text).values == values


def _plain(values: Mapping[str, str]) -> str:
    """All elements but notes in plain words."""
    words = [values[kind] for kind in _NAMED if kind in values]
    names_first = "road" not in values and "village" not in values
    compound = values.get("compound", "")
    if names_first:
        words.append(compound)
    words += [_numbered(values["number"], "号")] if "number" in values else []
    if not names_first:
        words.append(compound)
    words += [_part(kind, values[kind]) for kind in _PARTS if kind in values]
    return "".join(words)


def _numbered(value: str, word: str) -> str:
    """Identifiers with their class word: ``81号之二``, ``126、128号``, ``1~3层``."""
    if "之" not in value:
        return value.replace(",", "、") + word
    return "、".join([_suffixed(one, word) for one in value.split(",")])


def _suffixed(one: str, word: str) -> str:
    base, _, suffix = one.partition("之")
    return f"{base}{word}之{_in_chinese(suffix)}" if suffix else base + word


@lru_cache(maxsize=256)
def _in_chinese(suffix: str) -> str:
    if suffix.isdecimal() and suffix[0] != "0" and int(suffix) <= _MOST_SUFFIX:
        return to_chinese(int(suffix))
    return suffix


def _part(kind: str, value: str) -> str:
    if kind == "building" and _PLACE.fullmatch(value):
        return value + "楼"
    if kind == "building" and value.isalpha():
        return _numbered(value, "座")
    if kind == "floor" and _BELOW.fullmatch(value):
        return "负" + _numbered(value.replace("-", ""), "层")
    return _numbered(value, _PARTS[kind])
