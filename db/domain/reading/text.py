"""The normal text that is read: half-width, upper case, simplified, without quotes, and the way back."""

import re
from collections.abc import Sequence

from db.domain.han import simplified
from db.domain.reading.model import Span

_QUOTES = "\"'`“”‘’「」『』《》〈〉〖〗＂＇\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_NORMAL: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_NORMAL |= {ord(small): small.upper() for small in "abcdefghijklmnopqrstuvwxyz"}
_NORMAL |= {ord(chr(0xFEE0 + ord(small))): small.upper() for small in "abcdefghijklmnopqrstuvwxyz"}
_NORMAL |= dict.fromkeys(map(ord, "—–‐‑―−﹣－"), "-") | dict.fromkeys(map(ord, "〜～∼"), "~")
_NORMAL |= dict.fromkeys(map(ord, "、，；;。"), ",") | dict.fromkeys(map(ord, "【〔[［{｛"), "(")
_NORMAL |= dict.fromkeys(map(ord, "】〕]］}｝"), ")") | dict.fromkeys(map(ord, "\u3000\t\r\n\v\f\u00a0"), " ")
_NORMAL[ord("○")] = "〇"
_NORMAL |= dict.fromkeys(map(ord, _QUOTES))

_CHANGED = "".join(map(chr, _NORMAL)).translate({ord(char): "\\" + char for char in "\\]^-["})
_IS_NORMAL = re.compile(f"[^ {_CHANGED}]*").fullmatch
_DROPPED = frozenset(_QUOTES)
_KEPT_BLANK = re.compile(r"(?<=[0-9A-Z]) +(?=[0-9A-Z])")


class Normal:
    """A normal text and where each of its characters stood.

    Attributes:
        text: what is read.
        same: every character stands where it stood.
    """

    __slots__ = ("_back", "same", "text")

    def __init__(self, given: str) -> None:
        self._back: Sequence[int] | None = None
        text = simplified(given)
        if not _IS_NORMAL(text):
            text = text.translate(_NORMAL)
        if len(text) != len(given) or " " in text:
            kept = [at for at, char in enumerate(given) if char not in _DROPPED]
            blanks = {found.start() for found in _KEPT_BLANK.finditer(text)}
            wanted = [at for at, char in enumerate(text) if char != " " or at in blanks]
            self._back = [kept[at] for at in wanted]
            text = "".join([text[at] for at in wanted])
        self.text = text
        self.same = self._back is None

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Where a stretch of the normal text stands in the given one."""
        if self._back is None:
            return ((start, end),)
        spans: list[Span] = []
        for at in self._back[start:end]:
            if spans and spans[-1][1] == at:
                spans[-1] = (spans[-1][0], at + 1)
            else:
                spans.append((at, at + 1))
        return tuple(spans)
