"""House numbers (门牌号): one grammar, read and printed; exact, never fuzzy.

Knows ``12号``, ``12-1号``, ``12号之二`` (kept apart from ``-2``), ``12-1号之二``, ``临12号`` and ranges. Source: domain
rules N04, N07 and N19; numbers are exact by law 8: what cannot be read for certain is refused, never repaired.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from db.domain.errors import BadNumber

_DIGITS = "零一二三四五六七八九"
_CHINESE = {c: i for i, c in enumerate(_DIGITS)} | {"〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_MAX_NUMBER = 99_999
_MAX_SUFFIX = 9_999
_RANGE_LIMIT = 2_000

# Full-width forms and the many dashes, and marks nobody can see. Not NFKC: it would turn 12² into 122 and ① into 1.
_NORMAL = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "—–‐‑―−﹣"), "-")
    | {ord("〜"): "~"}
    | dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
)
_INNER_BLANK = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")

_ONE = re.compile(
    r"(?P<temp>临)?(?P<main>[0-9]{1,6}|[零〇一二两三四五六七八九十百千]+)(?P<mark1>[号#])?"
    r"(?:-(?P<dash>[0-9]{1,4}))?(?P<mark2>[号#])?"
    r"(?:之(?P<zhi>[0-9]{1,4}|[零〇一二两三四五六七八九十百千]+))?(?P<mark3>[号#])?"
)
_POWERS = {"千": 1000, "百": 100, "十": 10}


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """One house number.

    Attributes:
        main: the number itself, 1 to 99,999.
        dash: ``n`` of ``12-n号``, 0 when absent.
        zhi: ``n`` of ``12号之n``, 0 when absent; never equal to a dash (law 8).
        temporary: a 临 number (N19).

    Raises:
        BadNumber: a part is out of range, or ``51-59号之三``, where 51-59 can only be a range.
    """

    main: int
    dash: int = 0
    zhi: int = 0
    temporary: bool = False

    def __post_init__(self) -> None:
        if not (
            1 <= self.main <= _MAX_NUMBER and 0 <= self.dash <= _MAX_SUFFIX and 0 <= self.zhi <= _MAX_SUFFIX
        ):
            raise BadNumber(text=str(self), why="out_of_range")
        if self.zhi and self.dash > self.main:
            raise BadNumber(text=str(self), why="range_with_suffix")

    @property
    def suffix(self) -> str:
        """The suffix as stored beside the main number: ``""``, ``"-1"``, ``"之2"``; 临 in front."""
        return ("临" if self.temporary else "") + self._tail

    @property
    def key(self) -> str:
        """Short exact text for keys: ``12``, ``12-1``, ``12之2``, ``临12``."""
        return f"{'临' if self.temporary else ''}{self.main}{self._tail}"

    @property
    def odd(self) -> bool:
        """Whether the main number is odd (N04)."""
        return self.main % 2 == 1

    @property
    def _tail(self) -> str:
        return (f"-{self.dash}" if self.dash else "") + (f"之{self.zhi}" if self.zhi else "")

    def __str__(self) -> str:
        lead = "临" if self.temporary else ""
        dash = f"-{self.dash}" if self.dash else ""
        zhi = f"之{to_chinese(self.zhi)}" if self.zhi else ""
        return f"{lead}{self.main}{dash}号{zhi}"

    def sort_key(self) -> tuple[int, bool, int, int]:
        """Order on the street: 12, 12-1, 12之1, 临12, 13."""
        return (self.main, self.temporary, self.zhi, self.dash)


def _cardinal(value: int) -> str:
    """Write 1 to 9,999 in full: 一百零二, 一十二."""
    text = ""
    for unit, power in (*_POWERS.items(), ("", 1)):
        digit, value = divmod(value, power)
        if digit:
            text += _DIGITS[digit] + unit
        elif text and not text.endswith("零"):
            text += "零"
    return text.rstrip("零")


def to_chinese(value: int) -> str:
    """Write 1 to 99 in Chinese numerals, as 之N does; larger values stay Arabic."""
    if value >= 100:
        return str(value)
    return _cardinal(value).removeprefix("一" if 10 <= value < 20 else "")


def from_numeral(text: str) -> int:
    """Read Arabic or Chinese numerals (一百零二, 二十, 一二〇).

    一百二 is refused: people mean 120 by it, clerks 102.

    Raises:
        BadNumber: it is neither.
    """
    if not text:
        raise BadNumber(text=text, why="empty")
    if text.isascii() and text.isdigit():
        return int(text)
    if all(char in _CHINESE for char in text):
        return int("".join(str(_CHINESE[char]) for char in text))
    total, current = 0, 0
    for char in text:
        if char in _POWERS:
            total += (current or 1) * _POWERS[char]
            current = 0
        elif char in _CHINESE:
            current = _CHINESE[char]
        else:
            raise BadNumber(text=text, why="not_a_numeral")
    full = re.sub("(?<![一二三四五六七八九])十", "一十", text.replace("两", "二").replace("〇", "零"))
    if full != _cardinal(total + current):
        raise BadNumber(text=text, why="not_a_numeral")
    return total + current


def normal(text: str) -> str:
    """Half-width digits, signs and dashes, no blanks; a blank between two digits stays, as 12 14 is not 1214."""
    return _INNER_BLANK.sub("", text.translate(_NORMAL).strip())


@lru_cache(maxsize=32_768)  # a district's lists repeat the same few thousand texts
def parse_number(text: str) -> HouseNumber:
    """Read one house number; 号 may be missing or written ``#``.

    ``160-178号`` reads as a suffix here: where ranges may stand, ask ``parse_range`` first.

    Raises:
        BadNumber: empty, more than one number, letters, zero, a leading zero, or too large.
    """
    clean = normal(text)
    found = _ONE.fullmatch(clean)
    if not clean or found is None:
        raise BadNumber(text=text, why="not_a_number" if clean else "empty")
    if sum(found[mark] is not None for mark in ("mark1", "mark2", "mark3")) > 1:
        raise BadNumber(text=text, why="doubled_class_word")
    parts = (found["main"], found["dash"], found["zhi"])
    if any(part is not None and part[0] in "0零〇" for part in parts):
        raise BadNumber(text=text, why="out_of_range")
    try:
        main, dash, zhi = (from_numeral(part) if part else 0 for part in parts)
        return HouseNumber(main, dash, zhi, temporary=found["temp"] is not None)
    except BadNumber as error:
        raise BadNumber(text=text, why=error.why) from None


_RANGE = re.compile(
    r"(?P<temp>临)?(?P<first>[1-9][0-9]{0,5})[号#]?(?:-|~|至|到)(?P<last>[1-9][0-9]{0,5})[号#]?(?P<parity>单|双)?号?"
)


def slot_number(main: int, suffix: str) -> HouseNumber:
    """The number of a slot, kept as its main number and ``HouseNumber.suffix``."""
    lead, tail = ("临", suffix[1:]) if suffix.startswith("临") else ("", suffix)
    return parse_number(f"{lead}{main}{tail}")


def parse_range(text: str) -> tuple[HouseNumber, ...] | None:
    """Read ``160-178号`` (second number larger) as every number in it, or None when it is no range.

    ``单``/``双`` keeps odd or even numbers; without it every number counts. ``12-1号`` is a suffix, not a range.

    Raises:
        BadNumber: the range holds more than 2,000 numbers or passes 99,999.
    """
    found = _RANGE.fullmatch(normal(text))
    if found is None:
        return None
    first, last = int(found["first"]), int(found["last"])
    if last <= first:
        return None
    if last > _MAX_NUMBER:
        raise BadNumber(text=text, why="out_of_range")
    if last - first >= _RANGE_LIMIT:
        raise BadNumber(text=text, why="range_too_long")
    parity = found["parity"]
    return tuple(
        HouseNumber(main, temporary=found["temp"] is not None)
        for main in range(first, last + 1)
        if not parity or (main % 2 == 1) == (parity == "单")
    )


def parse_list(text: str) -> Iterator[HouseNumber]:
    """Yield the numbers of ``12、14、16-20号``: lists split, ranges expanded.

    Raises:
        BadNumber: a part is no number.
    """
    for part in re.split(r"[、,，;；]", text):
        numbers = parse_range(part)
        if numbers is not None:
            yield from numbers
        else:
            yield parse_number(part)
