"""One list of written addresses, looked in for others: code, text, alias, structure, candidates, in this order.

Every question is a few look-ups of exact keys; only names of places are ever compared loosely, each distinct name
once. What is found under a key is compared part by part, so a key never decides.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from sys import intern

from db.domain.matching.compare import compare_parts
from db.domain.matching.key import Parts, parts_of
from db.domain.matching.ladder import MOST, Ladder
from db.domain.matching.links import Links, Scattered
from db.domain.matching.model import Match, Rung, Verdict
from db.domain.matching.names import Names
from db.domain.matching.near import NearNames
from db.domain.matching.reach import Share, Slot, above, inside, other_names, shares, slot_of, units_of
from db.domain.progress import Progress
from db.domain.reading.model import Lexicon
from db.domain.reading.reader import read_address

_STEP = 2_000
_LOOKED_AT = 1_000
"""More entries under one key are the same few addresses over and over."""

_KEPT = 4_096
"""Answers kept for the next lines that say the same."""

_NO_LEXICON = Lexicon()


class MatchIndex:
    """Entries to look in."""

    def __init__(self, names: Names, lexicon: Lexicon = _NO_LEXICON) -> None:
        """Look in no entries yet.

        Args:
            names: what is known of names.
            lexicon: names that help reading.
        """
        self._names = names
        self._lexicon = lexicon
        self._ids = array("q")
        self._parts: list[tuple[str, ...]] = []
        self._by_code: dict[str, list[int]] = {}
        self._exact = Links()
        self._below: defaultdict[str, Links] = defaultdict(Links)
        self._shares = Links()
        self._more_shares = Scattered()
        self._near = NearNames(names)
        self._filed = 0
        self._by_parts = lru_cache(maxsize=_KEPT)(self._look)

    def __len__(self) -> int:
        return len(self._ids)

    def add_all(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Add entries: id, text and code (``""`` for none)."""
        for row in rows:
            self.add(*row)

    def add(self, entry_id: int, text: str, code: str = "") -> None:
        """Add an entry; an id may come more than once, and so may a text."""
        at = len(self._ids)
        self._ids.append(entry_id)
        if self._by_parts.cache_info().currsize:
            self._by_parts.cache_clear()
        if code:
            self._by_code.setdefault(code, []).append(at)
        parts = self._read(text)
        self._parts.append(tuple(map(intern, parts)))
        slot = slot_of(parts, self._names)
        if slot is None:
            return
        self._exact.add(at, slot)
        for level, over in inside(parts, slot):
            self._below[level].add(at, over)
        if parts.place:
            self._share(at, parts, slot)

    def _share(self, at: int, parts: Parts, slot: Slot) -> None:
        """File an entry under what candidates share."""
        place, number, inner = slot.place, slot.number, slot.inner
        self._near.add(place)
        first, *more = shares(place, number, inner)
        self._shares.add(at, first)
        for name in other_names(place, parts.village, parts.compound):
            self._near.add(name)
            more += shares(name, number, inner)
            if number:
                more += shares(name, "", inner)
        for one in more:
            self._more_shares.add(at, one)

    def find(self, text: str, code: str = "") -> Match:
        """What the entries have for a written address."""
        parts = self._read(text)
        match = self._by_parts(parts)
        coded = self._by_code.get(code) if code else None
        return self._with_code(parts, coded, match) if coded else match

    def _read(self, text: str) -> Parts:
        return parts_of(read_address(text, self._lexicon).values)

    def _look(self, parts: Parts) -> Match:
        """What the entries have for an address; cached as ``_by_parts``, since lists repeat themselves."""
        slot = slot_of(parts, self._names)
        ladder = Ladder(parts, slot, self._names)
        if slot is not None:
            self._climb(ladder, parts, slot)
        return ladder.match(self._ids)

    def _climb(self, ladder: Ladder, parts: Parts, slot: Slot) -> None:
        """Weigh the entries of each rung, until one answers."""
        self._weigh(ladder, parts, self._exact.each(slot))
        if ladder.same:
            return
        places = [slot.place, *(self._near.sure(slot.place) if parts.place else ())]
        for place in places[1:]:
            self._weigh(ladder, parts, self._exact.each(slot._replace(place=place)))
        if ladder.same:
            return
        if not ladder.above:
            self._look_above(ladder, parts, slot, places)
        if ladder.above:
            self._look_beside(ladder, parts, slot, places)
            return
        for place in places:
            self._look_below(ladder, parts, slot._replace(place=place))
        if not ladder.below and parts.place:
            every = [
                slot.place,
                *self._near.near(slot.place),
                *other_names(slot.place, parts.village, parts.compound),
            ]
            self._look_around(ladder, parts, slot, every)

    def _weigh(self, ladder: Ladder, parts: Parts, entries: Iterable[int]) -> None:
        names = self._names
        for at in islice(entries, _LOOKED_AT):
            other = Parts._make(self._parts[at])
            ladder.weigh(at, other, compare_parts(parts, other, names))

    def _look_above(self, ladder: Ladder, parts: Parts, slot: Slot, places: list[str]) -> None:
        """Weigh the entries that stand above, level by level, the nearest first."""
        for _, over in above(parts, slot, self._names):
            wanted = [over] if over.place != slot.place else [over._replace(place=one) for one in places]
            for one in wanted:
                self._weigh(ladder, parts, self._exact.each(one))
            if ladder.above and over.number:
                return

    def _look_beside(self, ladder: Ladder, parts: Parts, slot: Slot, places: list[str]) -> None:
        """Weigh the entries of the same number and room in a building or on a stair that one text leaves out."""
        if slot.number and not (slot.building or slot.stair or slot.inner):
            return
        for place in places:
            for one in shares(place, slot.number, slot.inner):
                self._weigh(ladder, parts, self._sharing(one))

    def _look_below(self, ladder: Ladder, parts: Parts, slot: Slot) -> None:
        """Weigh the entries that lie in a slot."""
        if not (parts.road or parts.village or parts.compound):
            self._file_units()
        seen: set[int] = set()
        for links in self._below.values():
            fresh = [at for at in islice(links.each(slot), _LOOKED_AT) if at not in seen]
            seen.update(fresh)
            self._weigh(ladder, parts, fresh)

    def _file_units(self) -> None:
        """File the entries under their units of administration, in which hardly anybody looks."""
        for at in range(self._filed, len(self._parts)):
            for level, over in units_of(Parts._make(self._parts[at]), self._names):
                self._below[level].add(at, over)
        self._filed = len(self._parts)

    def _look_around(self, ladder: Ladder, parts: Parts, slot: Slot, places: list[str]) -> None:
        """Weigh the entries that share the leading number and room, in the same place and in those named alike."""
        seen: set[int] = set()
        for place in places:
            found = [self._sharing(one) for one in shares(place, slot.number, slot.inner)]
            if slot.number:
                found += [self._sharing(one) for one in shares(place, "", slot.inner)]
            else:
                found.append(self._below["place"].each(Slot(place)))
            fresh = list(
                dict.fromkeys(at for every in found for at in islice(every, _LOOKED_AT) if at not in seen)
            )
            seen.update(fresh)
            self._weigh(ladder, parts, fresh)

    def _sharing(self, share: Share) -> Iterator[int]:
        return chain(self._shares.each(share), self._more_shares.each(share))

    def _with_code(self, parts: Parts, coded: list[int], by_text: Match) -> Match:
        """What code and text say together: a code never silently wins over the text."""
        ids = tuple(dict.fromkeys(self._ids[at] for at in coded))
        both = tuple(dict.fromkeys(ids + by_text.ids))[:MOST]
        if by_text.verdict is Verdict.SAME:
            if by_text.ids[0] in ids:
                return by_text._replace(rung=Rung.CODE)
            return Match(Verdict.CONFLICT, Rung.CODE, "code_and_text_differ", ids=both)
        slot = slot_of(parts, self._names)
        if slot is None:
            return Match(Verdict.CANDIDATE, Rung.CODE, "text_unread", ids=both)
        ladder = Ladder(parts, slot, self._names)
        self._weigh(ladder, parts, coded)
        said = ladder.match(self._ids)
        if said.verdict is Verdict.SAME:
            return said._replace(rung=Rung.CODE)
        verdict = Verdict.CONFLICT if said.verdict is Verdict.NONE else Verdict.CANDIDATE
        return Match(verdict, Rung.CODE, "code_and_text_differ", ids=both)


def match_lists(
    left: Iterable[tuple[str, str]],
    right: Iterable[tuple[int, str, str]],
    names: Names,
    progress: Progress,
    *,
    total: int = 0,
) -> Iterator[Match]:
    """Look each line of one list up in another; the answers come in the order of the lines.

    Args:
        left: text and code (``""`` for none) of each line.
        right: id, text and code of each entry looked in.
        names: what is known of names.
        progress: told of every few lines.
        total: how many lines there are, when that is known.

    Raises:
        Cancelled: the user stopped.
    """
    index = MatchIndex(names)
    for row in right:
        if not len(index) % _STEP:
            progress.step(len(index), 0, "reading")
        index.add(*row)
    for done, (text, code) in enumerate(left):
        if not done % _STEP:
            progress.step(done, total, "matching")
        yield index.find(text, code)
