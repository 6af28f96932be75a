"""House numbers (门牌号): one grammar, read and printed; exact, never fuzzy.

Knows ``12号``, ``12-1号``, ``12号之二`` (kept apart from ``-2``), ``临12号`` and ranges. Source: domain rules
N04, N07 and N19; numbers are exact by law 8.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from db.domain.errors import BadNumber

_DIGITS = "零一二三四五六七八九"
_DASHES = str.maketrans("—–‐―−", "-----")  # NFKC leaves these as they are
_CHINESE = {c: i for i, c in enumerate(_DIGITS)} | {"〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_MAX_NUMBER = 99_999
_RANGE_LIMIT = 2_000

_ONE = re.compile(
    r"(?P<temp>临)?(?P<main>[0-9]{1,6}|[零〇一二两三四五六七八九十百千]+)"
    r"(?:(?P<mark>[号#])?(?:-(?P<dash>[0-9]{1,4})|之(?P<zhi>[0-9]{1,4}|[一二三四五六七八九十百]+)))?(?P<tail>[号#])?"
)


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """One house number.

    Attributes:
        main: the number itself, 1 to 99,999.
        dash: ``n`` of ``12-n号``, 0 when absent.
        zhi: ``n`` of ``12号之n``, 0 when absent; never equal to a dash (law 8).
        temporary: a 临 number (N19).
    """

    main: int
    dash: int = 0
    zhi: int = 0
    temporary: bool = False

    @property
    def suffix(self) -> str:
        """The suffix as stored beside the main number: ``""``, ``"-1"``, ``"之2"``; 临 in front."""
        tail = f"-{self.dash}" if self.dash else f"之{self.zhi}" if self.zhi else ""
        return ("临" if self.temporary else "") + tail

    @property
    def key(self) -> str:
        """Short exact text for keys: ``12``, ``12-1``, ``12之2``, ``临12``."""
        lead = "临" if self.temporary else ""
        return f"{lead}{self.main}{self.suffix.removeprefix('临')}"

    @property
    def odd(self) -> bool:
        """Whether the main number is odd (N04)."""
        return self.main % 2 == 1

    def __str__(self) -> str:
        lead = "临" if self.temporary else ""
        if self.dash:
            return f"{lead}{self.main}-{self.dash}号"
        if self.zhi:
            return f"{lead}{self.main}号之{to_chinese(self.zhi)}"
        return f"{lead}{self.main}号"

    def sort_key(self) -> tuple[int, int, int, bool]:
        """Order on the street: 12, 12-1, 12之1, 临12, 13."""
        return (self.main, self.dash, self.zhi, self.temporary)


def to_chinese(value: int) -> str:
    """Write 1 to 99 in Chinese numerals, as 之N does; larger values stay Arabic."""
    if value < 10:
        return _DIGITS[value]
    if value >= 100:
        return str(value)
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def from_numeral(text: str) -> int:
    """Read Arabic or Chinese numerals (一百零二, 二十, 一二〇).

    Raises:
        BadNumber: it is neither.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if all(c in _CHINESE for c in text) and text:
        return int("".join(str(_CHINESE[c]) for c in text))
    total, current = 0, 0
    for char in text:
        if char in _CHINESE:
            current = _CHINESE[char]
        elif char in "十百千":
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            current = 0
        else:
            raise BadNumber(text=text, why="not_a_numeral")
    if not text:
        raise BadNumber(text=text, why="empty")
    return total + current


def normal(text: str) -> str:
    """Half-width digits and dashes, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_DASHES))


def parse_number(text: str) -> HouseNumber:
    """Read one house number; 号 may be missing or written ``#``.

    Raises:
        BadNumber: empty, more than one number, a range, letters, zero, or too large.
    """
    clean = normal(text)
    found = _ONE.fullmatch(clean)
    if not clean or found is None:
        raise BadNumber(text=text, why="empty" if not clean else "not_a_number")
    if found["mark"] and found["tail"]:
        raise BadNumber(text=text, why="doubled_class_word")
    main = from_numeral(found["main"])
    if not 1 <= main <= _MAX_NUMBER or (found["main"].isdigit() and found["main"].startswith("0")):
        raise BadNumber(text=text, why="out_of_range")
    dash = int(found["dash"] or 0)
    zhi = from_numeral(found["zhi"]) if found["zhi"] else 0
    if (found["dash"] is not None and dash == 0) or (found["zhi"] is not None and zhi == 0):
        raise BadNumber(text=text, why="out_of_range")
    return HouseNumber(main, dash, zhi, temporary=found["temp"] is not None)


_RANGE = re.compile(r"([0-9]{1,6})号?(?:-|~|至|到)([0-9]{1,6})[号#]?(单号|双号|单|双)?")


def parse_range(text: str) -> tuple[HouseNumber, ...] | None:
    """Read ``160-178号`` (second number larger) as every number in it, or None when it is no range.

    ``单``/``双`` keeps odd or even numbers; without it every number counts. ``12-1号`` is a suffix, not a range.

    Raises:
        BadNumber: the range holds more than 2,000 numbers.
    """
    found = _RANGE.fullmatch(normal(text))
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    if last <= first or first == 0:
        return None
    if last - first >= _RANGE_LIMIT:
        raise BadNumber(text=text, why="range_too_long")
    parity = (found[3] or "")[:1]
    return tuple(
        HouseNumber(n) for n in range(first, last + 1) if not parity or (n % 2 == 1) == (parity == "单")
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
