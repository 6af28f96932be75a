"""Compact groups of entries: which entries of a long list share a key, in the order they came."""

from array import array
from collections.abc import Hashable, Iterator, Sequence


class Links:
    """Entries by key, some dozen bytes each: a key is kept as its hash, its entries as a ring through an array.

    Two keys may in rare cases have one hash; what is found is still to be compared.
    """

    __slots__ = ("_last", "_next")

    def __init__(self) -> None:
        self._last: dict[int, int] = {}
        self._next: array[int] = array("i")

    def add(self, entry: int, key: Hashable) -> None:
        """Put an entry in a group; entries come in rising order, each once."""
        following = self._next
        following.extend([-1] * (entry - len(following)))
        mark = hash(key)
        last = self._last.get(mark, -1)
        if last < 0:
            following.append(entry)
        else:
            following.append(following[last])
            following[last] = entry
        self._last[mark] = entry

    def each(self, key: Hashable) -> Iterator[int]:
        """The entries of a group, the first that came first."""
        last = self._last.get(hash(key), -1)
        if last < 0:
            return
        entry = last
        while True:
            entry = self._next[entry]
            yield entry
            if entry == last:
                return


class Scattered:
    """Entries by key, for those that are filed under several keys; most keys have one entry."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[int, int | list[int]] = {}

    def add(self, entry: int, key: Hashable) -> None:
        """Put an entry in a group."""
        mark = hash(key)
        known = self._found.get(mark)
        if known is None:
            self._found[mark] = entry
        elif isinstance(known, int):
            self._found[mark] = [known, entry]
        else:
            known.append(entry)

    def each(self, key: Hashable) -> Sequence[int]:
        """The entries of a group, the first that came first."""
        known = self._found.get(hash(key), ())
        return (known,) if isinstance(known, int) else known
