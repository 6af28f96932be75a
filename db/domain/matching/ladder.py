"""From comparisons with many entries to one answer: same, else above, else below, else candidates."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from db.domain.matching.findings import Reason
from db.domain.matching.key import Parts
from db.domain.matching.model import Comparison, Match, Rung, Verdict
from db.domain.matching.names import Alike, Names
from db.domain.matching.reach import Slot, may_be_one, slot_of

MOST = 10
"""So many candidates, or entries below, a person can look through."""

SEVERAL = "several"
"""Reason of a candidate: more than one entry is as good as the best."""

NOT_FOUND = Match(Verdict.NONE, Rung.NOTHING, "unknown")
_ORDER = {rung: order for order, rung in enumerate(Rung)}


class Weighed(NamedTuple):
    """An entry that has something to do with the text; the least is the best of its verdict.

    Attributes:
        depth: how deep the entry goes, the deepest first (negative).
        alike: how near the names of the two places are.
        rung: order on the ladder.
        entry: its place in the list.
    """

    depth: int
    alike: int
    rung: int
    entry: int
    said: Comparison

    @property
    def goodness(self) -> tuple[int, int, int]:
        """All but the entry: what two equally good ones share."""
        return self[:3]


class Ladder:
    """Entries weighed for one text."""

    __slots__ = ("_names", "_place", "_slot", "above", "below", "beside", "candidates", "same")

    def __init__(self, parts: Parts, slot: Slot | None, names: Names) -> None:
        """Weigh nothing yet.

        Args:
            parts: of the text.
            slot: of the text; with none, nothing is kept.
            names: what is known of names.
        """
        self._place = parts.place
        self._slot = slot
        self._names = names
        self.same: list[Weighed] = []
        self.above: list[Weighed] = []
        self.below: list[Weighed] = []
        self.candidates: list[Weighed] = []
        self.beside: list[Weighed] = []  # candidates at the same number, but for a building or stair left out

    def weigh(self, entry: int, parts: Parts, said: Comparison) -> None:
        """Keep an entry under what was said of it; what is another address, or too vague, is not kept."""
        verdict = said.verdict
        if verdict is Verdict.NONE or self._slot is None:
            return
        alike = Alike.EQUAL if self._place == parts.place else self._names.alike(self._place, parts.place)
        depth = 0
        if verdict is Verdict.SAME:
            kept = self.same
        elif verdict is Verdict.CANDIDATE:
            other = slot_of(parts, self._names)
            if not (self._place and other and may_be_one(self._slot, other)):
                return
            kept = self.candidates
            if said.reason == Reason.LEVEL_LEFT_OUT and other.number == self._slot.number:
                self.beside.append(Weighed(depth, alike, _ORDER[said.rung], entry, said))
        elif said.deeper == 1:
            kept, depth = self.above, -depth_of(parts)
        else:
            kept = self.below
        kept.append(Weighed(depth, alike, _ORDER[said.rung], entry, said))

    def match(self, ids: Sequence[int]) -> Match:
        """The answer.

        Args:
            ids: id of each entry.
        """
        if self.same:
            return _only_best(self.same, ids)
        if self.above:
            return self._with_those_beside(_only_best(self.above, ids), ids)
        if self.below:
            return _all(self.below, ids, Verdict.CONTAINS)
        return _all(self.candidates, ids, Verdict.CANDIDATE) if self.candidates else NOT_FOUND

    def _with_those_beside(self, above: Match, ids: Sequence[int]) -> Match:
        """What stands above, unless 501室 is there too, in a building or on a stair that one text leaves out."""
        alike = min(self.above).alike
        beside = [one for one in self.beside if one.alike <= alike]
        if not beside:
            return above
        shown = _ids(beside, ids)[: MOST - 1]
        found = _all(beside, ids, Verdict.CANDIDATE)
        return found._replace(ids=tuple(dict.fromkeys(shown + above.ids))[:MOST])


def depth_of(parts: Parts) -> int:
    """How deep an address goes, from 1 for a district alone; a place of any kind is one level."""
    inside = parts.compound if parts.compound != parts.place else ""
    levels = (
        *(parts.district, parts.town, parts.community, parts.road or parts.village or parts.compound),
        *(parts.number, inside, parts.building, parts.stair, parts.floor, parts.room, parts.side),
    )
    return max((level for level, part in enumerate(levels, 1) if part), default=0)


def _only_best(found: list[Weighed], ids: Sequence[int]) -> Match:
    best = found[0] if len(found) == 1 else min(found)
    equal = _ids([one for one in found if one.goodness == best.goodness], ids)
    said = best.said
    if len(equal) == 1:
        return Match(said.verdict, said.rung, said.reason, said.element, equal, said.deeper)
    return Match(Verdict.CANDIDATE, said.rung, SEVERAL, said.element, equal)


def _all(found: list[Weighed], ids: Sequence[int], verdict: Verdict) -> Match:
    said = min(found).said
    return Match(verdict, said.rung, said.reason, said.element, _ids(found, ids), said.deeper)


def _ids(found: Iterable[Weighed], ids: Sequence[int]) -> tuple[int, ...]:
    """The first few ids, the best first, each once."""
    return tuple(islice(dict.fromkeys([ids[one.entry] for one in sorted(found)]), MOST))
