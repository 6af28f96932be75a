"""What a search looks for: characters and pairs of characters, so that one character is enough and ten are quick.

An index of single characters and neighbouring pairs answers any substring: the pairs are necessary, comparing the
text makes it exact. The city and district in front of every address are left out, on both sides.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from operator import add

from db.domain.address import CITY, ORDER, NodeKind

FRONT = rf"(?:福建省)?(?:{CITY})?(?:[^市区县0-9]{{2}}区)?"
"""What stands in front of an address's body, as a pattern that Python and PostgreSQL read alike."""

_FRONT = re.compile(FRONT)
_RAREST, _FEW = 0.0005, 0.0002
"""Of all addresses: what a sample of some thousands does not show, and what is quickly compared."""
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")


def clean(text: str) -> str:
    """A query as compared: half-width, no blanks or control characters, upper case (as addresses are then read too)."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text)).upper()


def body(text: str) -> str:
    """The part after city and district: what is indexed and looked for."""
    front = _FRONT.match(text)
    return text[front.end() :] if front else text


def grams(text: str) -> str:
    """Index entry of a body: its characters and pairs, separated by blanks, each once."""
    return " ".join(dict.fromkeys([*text, *map(add, text, text[1:])]))


def match_query(text: str, shares: Mapping[str, float] | None = None) -> str:
    """Full-text query for a body: pairs, or the one character; quoted.

    The index holds letters and figures only (``indexed``): a part without any matches nothing, so beside others it is
    left out.

    Args:
        text: what is looked for.
        shares: of the addresses that hold a pair, as far as known: then the rarest pairs are asked for, as many as leave
            few addresses to be compared. Every further pair is one more list to be read.
    """
    parts = list(dict.fromkeys([text[n : n + 2] for n in range(len(text) - 1)] or [text]))
    held = [part for part in parts if indexed(part)] or parts
    if shares is not None:
        held = _rarest(held, shares)
    return " AND ".join('"' + part.replace('"', '""') + '"' for part in held)


def _rarest(parts: list[str], shares: Mapping[str, float]) -> list[str]:
    ordered = sorted(parts, key=lambda part: shares.get(part, 0.0))
    left = 1.0
    for n, part in enumerate(ordered, start=1):
        left *= max(shares.get(part, 0.0), _RAREST)
        if n > 1 and left < _FEW:
            return ordered[:n]
    return ordered


def indexed(text: str) -> bool:
    """Whether the full-text index can find the text: it holds a letter, a character or a figure."""
    return any(char.isalnum() for char in text)


class Why(StrEnum):
    """Why something was found."""

    ADDRESS = "address"  # its address holds the text
    NAME = "name"  # its name does
    PINYIN = "pinyin"
    INITIALS = "initials"
    FORMER = "former"  # 曾用名
    COMMON = "common"  # 俗称
    PROMOTED = "promoted"  # 宣传名
    ALIAS = "alias"  # any other name
    CODE = "code"
    PAYLOAD = "payload"
    SUCCESSOR = "successor"  # takes the place of one that was found
    PAST = "past"  # it once was this address
    NEAR = "near"  # its name is a slip away from the text


_MOST_FIGURES = 5
_FIGURES_OF = {ORDER.index(kind): most for kind, most in zip(ORDER[1:], (4, 2, 3, 4), strict=True)}
"""How long a number may be by the rank of the level; doors apart."""

_BUILDINGS = frozenset("主裙东南西北")
_BELOW_NAMES = _BUILDINGS | frozenset(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-号之临幢梯层室一二三四五六七八九十"
)
"""Everything that the parts below a name are written with (``db.domain.address``)."""

_MARK = {
    NodeKind.DOOR: "(?:号|#)?",
    NodeKind.BUILDING: "(?:号楼|#楼|#|幢|栋|座|楼)?",
    NodeKind.STAIR: "(?:号梯|梯位|梯口|梯|单元)?",
    NodeKind.FLOOR: "(?:层|楼|F)?",
    NodeKind.ROOM: "(?:室|房|号|单元)?",
}


def cuts(needle: str) -> Iterator[tuple[str, str]]:
    """Where a query may be a name with the beginning of an address below it: ``HBNL81`` -> HBNL, 81; longest name first.

    What stands below a name begins with a figure, 临 or a letter; a letter directly behind pinyin is pinyin.
    """
    yield needle, ""
    for at in range(len(needle) - 1, 0, -1):
        before, after = needle[at - 1], needle[at]
        if after.isdigit():
            begins = not before.isdigit()
        else:
            begins = after == "临" or (after.isascii() and after.isalpha() and not before.isascii())
        if begins:
            yield needle[:at], needle[at:]


def named_part(inner: str) -> str:
    """The beginning of a query that can only lie in a name: what follows it, if anything, ends the name or lies below it.

    ``""`` when the query may as well lie below a name altogether.
    """
    end = next((at for at in range(len(inner), 0, -1) if inner[at - 1] not in _BELOW_NAMES), 0)
    return "" if _BUILDINGS.intersection(inner[end:]) else inner[:end]


def follow(kind: str, own: str, ident: str, rest: str) -> str | None:
    """What is left of a query below a node, or None when the node is not meant.

    Args:
        kind: the node's level.
        own: its own part of the address.
        ident: the same without class word.
        rest: what the query says below the node's parent; a part of a number means every number that begins so, and
            class words may be other ones than ours: ``3栋``, ``2单元``, ``81-501``.
    """
    if own.startswith(rest):
        return ""
    said = re.match(re.escape(ident) + _MARK[NodeKind(kind)], rest)
    ends = [len(own)] if rest.startswith(own) else []
    if said is not None and not (said.end() == len(ident) and rest[said.end() : said.end() + 1].isdigit()):
        ends.append(said.end())
    return rest[max(ends) :] if ends else None


def spans(rest: str, *, doors: bool) -> list[tuple[str, str]]:
    """Between which sort keys those lie that may come next, in the order of the street.

    Lower bounds belong to it, upper ones do not; who lies between is then asked by ``follow``.

    Args:
        rest: what the query says.
        doors: whether doors may come next, below a name.
    """
    said = rest.removeprefix("临")
    figures = said[: len(said) - len(said.lstrip("0123456789"))]
    if doors:
        at_doors = _numbers("0", figures, said, _MOST_FIGURES) if said else [("0", "1")]
        return [*at_doors, ("1", "9")]
    if not rest or rest[0] not in "123456789":
        return [("1", "9")]
    ranks = _FIGURES_OF.items()
    return [span for rank, most in ranks for span in _numbers(f"{rank}1", figures, said, most)]


def _numbers(front: str, figures: str, said: str, most: int) -> list[tuple[str, str]]:
    """Spans of a number, or of all numbers that begin with it when nothing stands behind it."""
    if figures[:1] in ("", "0"):
        return []
    longer = range((most - len(figures) if figures == said else 0) + 1) if len(figures) <= most else ()
    low = [(int(figures) * 10**more, 10**more) for more in longer]
    return [(f"{front}{one:06d}", f"{front}{one + width:06d}") for one, width in low]
