"""How a list of finished texts is narrowed and ordered, without Qt: the window's list and what is exported of it agree."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from desktop.addresses.list_filter import natural, plain

T = TypeVar("T")
_Order = tuple[int, tuple[tuple[int, int, str], ...]]


@dataclass(frozen=True, slots=True)
class Arranged:
    """What a list shows.

    Attributes:
        text: words that each line holds, in whatever cells.
        column: ordered by it; -1 is the list's own order.
        descending: the other way round.
        is_figure: that column holds numbers.
    """

    text: str = ""
    column: int = -1
    descending: bool = False
    is_figure: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it keeps lines away."""
        return bool(self.text.strip())

    def shown(self, lines: Iterable[T], cells: Callable[[T], Sequence[str]]) -> Iterable[T]:
        """Of some lines those that are shown, in the order wanted; their cells are made once, and only when they count."""
        if not self.narrows and self.column < 0:
            return lines
        words = plain(self.text).split()
        made = ((cells(line), line) for line in lines)
        kept: Iterable[tuple[Sequence[str], T]] = (one for one in made if _holds(one[0], words))
        if self.column >= 0:
            kept = sorted(kept, key=lambda one: self._rank(one[0][self.column]), reverse=self.descending)
        return (line for _cells, line in kept)

    def _rank(self, cell: str) -> _Order:
        if not self.is_figure:
            return 0, natural(cell)
        digits = "".join(letter for letter in cell if letter.isdecimal())
        return int(digits or -1), ()


def _holds(cells: Sequence[str], words: Sequence[str]) -> bool:
    whole = plain("\t".join(cells)) if words else ""
    return all(word in whole for word in words)
