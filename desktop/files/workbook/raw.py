"""The one shape every file format is brought to before anything is understood: sheets of rows of typed cells."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

MAX_ROWS = 1_048_576
MAX_COLUMNS = 512
MAX_TEXT = 32_767
# Readers hold a sheet as one dense block, so a lone cell far out costs memory for every cell before it.
MAX_CELLS = 20_000_000
MAX_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell whose value cannot be had: ``rule`` says why, ``text`` is what the office sees."""

    rule: str
    text: str


Cell: TypeAlias = (
    str | float | int | bool | datetime.date | datetime.time | datetime.timedelta | CellFault | None
)
Row: TypeAlias = list[Cell]


@dataclass(frozen=True, slots=True)
class Merge:
    """One merged range; all positions from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class RawSheet:
    """A sheet before it is understood.

    Attributes:
        name: the sheet's name, ``""`` for text files.
        rows: every row from the first on, blank ones included; cells start at column A.
        merges: merged ranges in any order.
        hidden: the office does not see this sheet.
    """

    name: str
    rows: Iterable[Row]
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False


def is_blank(row: Row) -> bool:
    """Whether no cell of the row shows anything."""
    if row.count("") == len(row):
        return True
    return all(cell is None or (type(cell) is str and not cell.strip()) for cell in row)


def letter(column: int) -> str:
    """Name a column as the office sees it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_index(name: str) -> int:
    """Read a column's letters back: A is 0."""
    index = 0
    for char in name:
        index = index * 26 + ord(char) - 64
    return index - 1


def without_trailing_blanks(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    """Number the rows from 1 and leave out the blank ones after the last that shows something."""
    held: list[tuple[int, Row]] = []
    for number, row in enumerate(rows, 1):
        if row.count("") == len(row) or is_blank(row):
            held.append((number, []))
            continue
        if held:
            yield from held
            held.clear()
        yield number, row
