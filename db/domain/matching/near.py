"""Which names of a list are near a given one: each distinct name is asked once."""

from collections import defaultdict
from collections.abc import Iterator

from db.domain.matching.names import Alike, Names

_GAP = "\0"


class NearNames:
    """Names to look in; a question costs a few look-ups, and its answer is kept."""

    def __init__(self, names: Names) -> None:
        """Look in no names yet.

        Args:
            names: says how near two names are.
        """
        self._names = names
        self._seen: set[str] = set()
        self._marked: defaultdict[str, list[str]] = defaultdict(list)
        self._answers: dict[str, tuple[tuple[Alike, str], ...]] = {}

    def add(self, name: str) -> None:
        """Look in one more name."""
        if name in self._seen:
            return
        self._seen.add(name)
        self._answers.clear()
        for mark in self._marks(name):
            self._marked[mark].append(name)

    def near(self, name: str) -> tuple[tuple[Alike, str], ...]:
        """The names near another one, the nearest first; itself never."""
        known = self._answers.get(name)
        if known is None:
            others = {other for mark in self._marks(name) for other in self._marked.get(mark, ())} - {name}
            alike = self._names.alike
            found = sorted((alike(name, other), other) for other in others)
            known = self._answers[name] = tuple([one for one in found if one[0] < Alike.OTHER])
        return known

    def _marks(self, name: str) -> Iterator[str]:
        """What near names share: all but one character, the sound of the whole, or the name they stand for."""
        yield name
        yield "=" + self._names.standard(name)
        yield "~" + self._names.sound(name)
        for at in range(len(name)):
            yield f"{name[:at]}{_GAP}{name[at + 1 :]}"
            yield name[:at] + name[at + 1 :]
