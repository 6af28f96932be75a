"""What the printed pages of a building's table say, apart from how they are drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

PAPER_SIZES = ("A4", "A3")
"""Both lie across."""


@dataclass(frozen=True, slots=True)
class PaperCell:
    """One address: its own part, the mark of its state and the ground of its cell as ``#rrggbb``."""

    text: str
    mark: str
    ground: str


@dataclass(frozen=True, slots=True)
class PaperState:
    """One state of the legend."""

    mark: str
    word: str
    ground: str
    count: int


@dataclass(frozen=True, slots=True)
class BuildingPages:
    """What the pages say.

    Attributes:
        title: the building's standard address.
        office: whose register it is from.
        shown: what the cells are coloured by.
        printed: day and person.
        paper: one of ``PAPER_SIZES``.
        rows: heads of the rows from the top down.
        width: number of columns.
        cells: (row, column) -> address.
        has_stairs: the first row is that of the stairs; it stands on every page.
        spans: columns a stair takes in the first row: (first column, how many).
        starts: columns before which a stair ends.
    """

    title: str
    office: str
    shown: str
    printed: str
    paper: str
    rows: tuple[str, ...]
    width: int
    cells: Mapping[tuple[int, int], PaperCell]
    legend: tuple[PaperState, ...]
    has_stairs: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    starts: frozenset[int] = frozenset()
