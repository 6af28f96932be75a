"""Which names of a list are near a given one: each distinct name is asked once."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from db.domain.matching.names import Alike, Names

_GAP = "\0"
_KEPT = 16_384


class NearNames:
    """Names to look in; a question costs a few look-ups, and its answer is kept."""

    def __init__(self, names: Names) -> None:
        """Look in no names yet.

        Args:
            names: says how near two names are.
        """
        self._names = names
        self._seen: set[str] = set()
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        self._by_gap: defaultdict[str, list[str]] = defaultdict(list)
        self.sure = lru_cache(maxsize=_KEPT)(self._sure)
        self.near = lru_cache(maxsize=_KEPT)(self._near)

    def add(self, name: str) -> None:
        """Look in one more name."""
        if name in self._seen:
            return
        self._seen.add(name)
        self.sure.cache_clear()
        self.near.cache_clear()
        for mark in self._sounds(name):
            self._by_sound[mark].append(name)
        for mark in _gaps(name):
            self._by_gap[mark].append(name)

    def _sure(self, name: str) -> tuple[str, ...]:
        """The names that may be a place's other name or a slip for it, the nearest first; cached as ``sure``."""
        others = {other for mark in self._sounds(name) for other in self._by_sound.get(mark, ())}
        return tuple([other for alike, other in self._ranked(name, others) if alike <= Alike.TWIN])

    def _near(self, name: str) -> tuple[str, ...]:
        """All names that are alike, the nearest first; cached as ``near``."""
        others = {other for mark in self._sounds(name) for other in self._by_sound.get(mark, ())}
        others.update(other for mark in _gaps(name) for other in self._by_gap.get(mark, ()))
        return tuple([other for _, other in self._ranked(name, others)])

    def _ranked(self, name: str, others: set[str]) -> list[tuple[Alike, str]]:
        alike = self._names.alike
        found = [(alike(name, other), other) for other in others if other != name]
        return sorted(one for one in found if one[0] < Alike.OTHER)

    def _sounds(self, name: str) -> tuple[str, str]:
        """What two names of one place share: the name they stand for, or nearly the sound of the whole."""
        return "=" + self._names.standard(name), self._names.sound(name)


def _gaps(name: str) -> Iterator[str]:
    """What names share that differ in one character: the rest of it, the gap marked or closed."""
    yield name
    for at in range(len(name)):
        yield f"{name[:at]}{_GAP}{name[at + 1 :]}"
        yield name[:at] + name[at + 1 :]
