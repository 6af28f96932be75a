"""区划调整: communities and subdistricts renamed, transferred, merged or split from a day on; one value for it all.

Codes carry the subdistrict's digits, so that a community that goes to another one gets a new code, and so does every
community of a subdistrict whose own code changes. A code is never given out twice. Checks are ``db.domain.redraw_check``'s.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from db.domain.division import Unit, Units
from db.domain.errors import NotFound

SUBDISTRICT, COMMUNITY = 4, 5
_HEIR = ("code", "name", "parent")
_WORDS, _NUMBERS = ("heir", "community", "side"), ("place_id", "low", "high", "node_id")
_HEAD = {SUBDISTRICT: 6, COMMUNITY: 9}
"""Digits of a code that are its parent's."""
_SORTS = {SUBDISTRICT: (1, 100, 200, 400, 1000), COMMUNITY: (1, 200, 400, 1000)}
"""Where the last three digits of each sort of unit begin: 街道, 镇, 乡, others; 居委会, 村委会, others."""


class RedrawKind(StrEnum):
    """What happens to units."""

    RENAME = "rename"  # 更名，可同时换码（镇改街道）
    TRANSFER = "transfer"  # 改隶
    MERGE = "merge"  # 合并
    SPLIT = "split"  # 析置


@dataclass(frozen=True, slots=True)
class Heir:
    """A unit that stands from the day on: a new one, or an old one that keeps its code.

    Attributes:
        code, parent: 12 digits.
    """

    code: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Share:
    """What of a split unit one heir takes over; a single door goes before the place it belongs to.

    Attributes:
        heir: code of the heir.
        community: for a subdistrict: one of its communities, whole.
        place_id: for a community: what hangs at this place.
        side: ``odd`` or ``even`` numbers of the place only; ``""`` all.
        low, high: these numbers of the place only, both included; 0 is no bound.
        node_id: for a community: one address and everything below it.
    """

    heir: str
    community: str = ""
    place_id: int = 0
    side: str = ""
    low: int = 0
    high: int = 0
    node_id: int = 0

    @property
    def is_whole_place(self) -> bool:
        """Whether it takes a place with all that hangs there, numbered or not."""
        return bool(self.place_id) and not (self.side or self.low or self.high)

    def takes(self, number: int | None) -> bool:
        """Whether a door of its place with a number, or something without one, is part of it."""
        if number is None:
            return self.is_whole_place
        parity = "odd" if number % 2 else "even"
        return self.side in ("", parity) and self.low <= number <= (self.high or number)


@dataclass(frozen=True, slots=True)
class Redraw:
    """What becomes of units on a day.

    Attributes:
        level: 4 subdistricts and towns, 5 communities and villages; of the old units and of the heirs.
        old: codes of the units it happens to. Of a merger also the one that goes on, when one does.
        heirs: what stands afterwards; one of them may keep the code of an old unit.
        document: number of the document that approves it (批文).
        effective_on: first day, ISO.
        shares: for a split, who takes what.
        rest: for a split, code of the heir that takes what no share names.
        recodes: for subdistricts, old and new code of each community whose digits change (``with_recodes``).
    """

    kind: RedrawKind
    level: int
    old: tuple[str, ...]
    heirs: tuple[Heir, ...]
    document: str = ""
    effective_on: str = ""
    shares: tuple[Share, ...] = ()
    rest: str = ""
    recodes: tuple[tuple[str, str], ...] = ()

    @property
    def ending(self) -> tuple[str, ...]:
        """Codes of the old units that no heir keeps."""
        kept = {heir.code for heir in self.heirs}
        return tuple(code for code in self.old if code not in kept)

    @property
    def fresh(self) -> tuple[Heir, ...]:
        """The heirs that were no unit before."""
        return tuple(heir for heir in self.heirs if heir.code not in self.old)

    def to_value(self) -> dict[str, Any]:
        """As JSON keeps it, without what is not said."""
        said = _spoken(asdict(self))
        if self.shares:
            said["shares"] = [_spoken(asdict(share)) for share in self.shares]
        return said

    def paths(self) -> tuple[tuple[str, str], ...]:
        """Each old code with each of its heirs'; communities of subdistricts come after them."""
        above = [(old, heir.code) for old in self.old for heir in self.heirs]
        return (*above, *self.recodes)


def redraw_from_value(said: Mapping[str, Any]) -> Redraw:
    """Read what ``to_value`` wrote, or a person.

    Raises:
        ValueError: it is none.
    """
    try:
        return Redraw(
            RedrawKind(said["kind"]),
            _number(said.get("level", 0)),
            tuple(_word(code) for code in _list(said.get("old", []))),
            tuple(Heir(*(_word(heir[name]) for name in _HEIR)) for heir in _list(said.get("heirs", []))),
            _word(said.get("document", "")),
            _word(said.get("effective_on", "")),
            tuple(_share(share) for share in _list(said.get("shares", []))),
            _word(said.get("rest", "")),
            tuple((_word(old), _word(new)) for old, new in _list(said.get("recodes", []))),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("redraw") from error


def _share(said: Mapping[str, Any]) -> Share:
    if set(said) - {*_WORDS, *_NUMBERS}:
        raise ValueError("redraw")  # a slip in a name would give everything to the rest
    words = [_word(said.get(name, "")) for name in _WORDS]
    numbers = [_number(said.get(name, 0)) for name in _NUMBERS]
    return Share(words[0], words[1], numbers[0], words[2], *numbers[1:])


def _word(said: Any) -> str:
    if not isinstance(said, str):
        raise ValueError("redraw")
    return said


def _number(said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or abs(said) >= 1 << 63:
        raise ValueError("redraw")
    return said


def _list(said: Any) -> list[Any]:
    if not isinstance(said, list | tuple):
        raise ValueError("redraw")
    return list(said)


def _spoken(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in ("", 0, ())}


def has_shape(code: str, level: int) -> bool:
    """Whether a text is a code of a level: 12 digits, zeros for the levels below only."""
    if len(code) != 12 or not (code.isascii() and code.isdecimal()):
        return False
    head, own, tail = code[: _HEAD[level]], code[_HEAD[level] : _HEAD[level] + 3], code[_HEAD[level] + 3 :]
    return own != "000" and not tail.strip("0") and head[-3:].strip("0") != ""


def stem(code: str) -> str:
    """A unit's digits without the zeros of the levels below it: how roles and lists name its area."""
    if not code.endswith("000"):
        return code
    return code[:9] if code[6:9] != "000" else code[:6]


def propose_code(units: Units, parent: str, like: str = "", taken: Collection[str] = ()) -> str:
    """The next code under a parent that no unit ever had.

    Args:
        units: every unit ever known.
        parent: 12 digits of a district or subdistrict.
        like: a code whose sort of unit it shall be (a town's, a village's); a subdistrict's or 居委会's when empty.
        taken: codes proposed already.

    Raises:
        NotFound: every one was given out.
    """
    level = COMMUNITY if parent[6:9] != "000" else SUBDISTRICT
    head, tail = parent[: _HEAD[level]], parent[_HEAD[level] + 3 :]
    every = [unit.code for unit in units.every if unit.level == level] + list(taken)
    used = {int(code[len(head) :][:3]) for code in every if code.startswith(head)}
    begins = _SORTS[level]
    own = int(like[len(head) :][:3]) if like else 1
    sort = max(n for n, first in enumerate(begins[:-1]) if first <= max(own, 1))
    within = range(begins[sort], begins[sort + 1])
    after = max((number for number in used if number in within), default=within.start - 1) + 1
    for number in (*range(after, within.stop), *within, *range(1, 1000)):
        if number not in used:
            return f"{head}{number:03}{tail}"
    raise NotFound("division", head)


def children(units: Units, code: str, on: str) -> list[Unit]:
    """Units standing directly below one on a day, in code order."""
    return [unit for unit in units.current(on) if unit.parent_code == code and unit.code != code]


def heir_of(redraw: Redraw, community: str) -> str:
    """For subdistricts: code of the heir a community goes to."""
    if redraw.kind is RedrawKind.SPLIT:
        return next((one.heir for one in redraw.shares if one.community == community), redraw.rest)
    return redraw.heirs[0].code if redraw.heirs else ""


def with_recodes(redraw: Redraw, units: Units) -> Redraw:
    """With a new code for each community whose subdistrict's digits change; its own three digits stay where they can."""
    if redraw.level != SUBDISTRICT:
        return replace(redraw, recodes=())
    said, known = dict(redraw.recodes), {unit.code for unit in units.every}
    wanted = [(one, heir_of(redraw, one)) for one in _communities(redraw, units)]
    wanted = [(one, heir) for one, heir in wanted if _is_moved(one, heir)]
    for one, heir in wanted:
        same = heir[:9] + one[9:]
        if one not in said and same not in known and same not in said.values():
            said[one] = same
    for one, heir in wanted:  # only now, so that nobody is proposed what another one may keep
        if one not in said:
            said[one] = propose_code(units, heir, one, said.values())
    return replace(redraw, recodes=tuple((one, said[one]) for one, _heir in wanted))


def _is_moved(community: str, heir: str) -> bool:
    return has_shape(heir, SUBDISTRICT) and not community.startswith(heir[:9])


def _communities(redraw: Redraw, units: Units) -> Iterable[str]:
    return [unit.code for old in redraw.old for unit in children(units, old, redraw.effective_on)]


def codes_of(redraw: Redraw) -> frozenset[str]:
    """Every unit that it ends, changes or brings: no other redraw may be under way about one of them."""
    pairs = (code for pair in redraw.recodes for code in pair)
    return frozenset((*redraw.old, *(heir.code for heir in redraw.heirs), *pairs))


def collide(one: Redraw, other: Redraw) -> bool:
    """Whether two redraws are about the same units, or one puts a unit below another that the other one changes."""
    above = {heir.parent for heir in one.heirs} & set(other.old) | {
        heir.parent for heir in other.heirs
    } & set(one.old)
    return bool(above or codes_of(one) & codes_of(other))


def common_district(redraw: Redraw) -> str:
    """Code of the district it all lies in: who decides about it works for the whole of it."""
    return redraw.old[0][:6] + "000000"
