"""How a list of finished texts is narrowed and ordered, without Qt: the window's list and what is exported of it agree."""

from collections.abc import Iterable, Sequence
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

    def passes(self, cells: Sequence[str]) -> bool:
        """Whether a line of these cells is shown."""
        whole = plain("\t".join(cells)) if self.narrows else ""
        return all(word in whole for word in plain(self.text).split())

    def order(self, lines: Iterable[tuple[Sequence[str], T]]) -> list[T]:
        """What stands in some lines, given with their cells, in the order wanted."""
        given = list(lines)
        if self.column >= 0:
            given.sort(key=lambda line: self._rank(line[0][self.column]), reverse=self.descending)
        return [one for _cells, one in given]

    def _rank(self, cell: str) -> _Order:
        if not self.is_figure:
            return 0, natural(cell)
        digits = "".join(letter for letter in cell if letter.isdecimal())
        return int(digits or -1), ()
