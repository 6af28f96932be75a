"""Turns lines into grids the way offices lay sheets out: titles, merges, 同上, subtotals, signatures.

Owns where a line ends up; the file formats are ``formats``'s business.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from db.domain.number import HouseNumber
from desktop.sample.key import Problem
from desktop.sample.model import Address

Cell = str | int | float | datetime.date | None
Value = Cell | HouseNumber
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0, inclusive."""


@dataclass(slots=True)
class Line:
    """One record on its way into a sheet.

    Attributes:
        values: what is known, by the names the columns ask for.
        address: what a right import makes of it; None for a refused record.
        count: addresses it expands to (a room range has several).
        problem: the planted problem that refuses it.
    """

    values: dict[str, Value]
    address: Address | None = None
    count: int = 1
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column as an office heads it; ``show`` writes a value the way this office does."""

    header: str
    name: str
    show: Callable[[Value], Cell] = lambda value: str(value) if isinstance(value, HouseNumber) else value


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of whoever keeps a sheet.

    Attributes:
        titles: rows above the header; one text fills the row's first cell.
        merge: columns whose equal neighbours are one merged cell.
        ditto: columns where a repetition is written as ``mark``.
        subtotal_every: lines between 小计 rows, 0 for none.
        repeat_header_every: lines between repeated headers, 0 for none.
        blank_after: a blank row after this many lines, 0 for none.
        footer: whether 合计 and 制表人 rows close the sheet.
    """

    titles: tuple[str, ...] = ()
    merge: frozenset[str] = frozenset()
    ditto: frozenset[str] = frozenset()
    mark: str = "同上"
    subtotal_every: int = 0
    repeat_header_every: int = 0
    blank_after: int = 0
    footer: bool = False


@dataclass(slots=True)
class Grid:
    """A finished sheet: cells and merged ranges."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    header_row: int = 0


@dataclass(slots=True)
class ListSheet:
    """A sheet with one record per row."""

    name: str
    columns: Sequence[Column]
    style: Style
    lines: list[Line] = field(default_factory=list)

    def lay_out(self, file: str, sheet_in_key: str) -> Grid:
        """Make the grid and note file, sheet and row in every planted problem."""
        grid = Grid(self.name)
        width = len(self.columns)
        for title in self.style.titles:
            grid.merges.append((len(grid.rows), 0, len(grid.rows), width - 1))
            grid.rows.append([title, *[None] * (width - 1)])
        grid.header_row = len(grid.rows)
        grid.rows.append([column.header for column in self.columns])
        run = _Run(self.columns, self.style, grid)
        for serial, line in enumerate(self.lines, 1):
            run.add(serial, line)
            if line.problem is not None:
                line.problem.file, line.problem.sheet = file, sheet_in_key
                line.problem.row = len(grid.rows)
            self._interrupt(serial, run, grid)
        run.close()
        if self.style.footer:
            grid.rows.append(["合计", *[None] * (width - 2), len(self.lines)])
            grid.rows.append(["制表人：示例甲", None, "审核人：示例乙", *[None] * (width - 3)])
        return grid

    def _interrupt(self, serial: int, run: "_Run", grid: Grid) -> None:
        """Put the rows between lines that are no records; what stands below them repeats nothing above."""
        style, width = self.style, len(self.columns)
        if serial == len(self.lines):
            return
        between: list[list[Cell]] = []
        if style.subtotal_every and serial % style.subtotal_every == 0:
            between.append(["小计", *[None] * (width - 2), style.subtotal_every])
        if style.repeat_header_every and serial % style.repeat_header_every == 0:
            between.append([column.header for column in self.columns])
        if serial == style.blank_after:
            between.append([None] * width)
        if between:
            run.close()
            grid.rows.extend(between)


class _Run:
    """Writes lines into a grid, folding what repeats into merges or ditto marks."""

    def __init__(self, columns: Sequence[Column], style: Style, grid: Grid) -> None:
        self._columns = columns
        self._style = style
        self._grid = grid
        self._above: dict[str, Cell] = {}
        self._start: dict[str, int] = {}

    def add(self, serial: int, line: Line) -> None:
        """Append one line."""
        row_at = len(self._grid.rows)
        row: list[Cell] = []
        for at, column in enumerate(self._columns):
            shown = serial if column.name == "serial" else column.show(line.values.get(column.name))
            row.append(self._fold(column.name, at, row_at, shown))
        self._grid.rows.append(row)

    def _fold(self, name: str, at: int, row_at: int, shown: Cell) -> Cell:
        if name not in self._style.merge and name not in self._style.ditto:
            return shown
        repeats = shown is not None and name in self._above and self._above[name] == shown
        self._above[name] = shown
        if name in self._style.ditto:
            return self._style.mark if repeats else shown
        if repeats:
            return None
        self._close_merge(name, at, row_at)
        self._start[name] = row_at
        return shown

    def _close_merge(self, name: str, at: int, end: int) -> None:
        start = self._start.pop(name, end)
        if end - start > 1:
            self._grid.merges.append((start, at, end - 1, at))

    def close(self) -> None:
        """End every run: the next line writes all its values."""
        for at, column in enumerate(self._columns):
            self._close_merge(column.name, at, len(self._grid.rows))
        self._above.clear()


@dataclass(slots=True)
class TextSheet:
    """A sheet of prose without a table."""

    name: str
    paragraphs: tuple[str, ...]

    def lay_out(self, _file: str, _sheet_in_key: str) -> Grid:
        """One paragraph per row."""
        return Grid(self.name, [[text] for text in self.paragraphs], header_row=-1)


@dataclass(slots=True)
class MatrixSheet:
    """A floor × room grid (矩阵式楼盘表) of one building, highest floor on top.

    Attributes:
        titles: rows above the grid that say which building it is.
        stairs: room numbers by floor, by stair number.
        positions: rooms per floor of each stair.
    """

    name: str
    titles: tuple[str, ...]
    stairs: dict[int, dict[int, list[str]]]
    positions: int

    def lay_out(self, _file: str, _sheet_in_key: str) -> Grid:
        """Two header rows (stairs over room positions), then one row per floor."""
        grid = Grid(self.name, header_row=len(self.titles))
        width = 1 + len(self.stairs) * self.positions
        for at, title in enumerate(self.titles):
            grid.merges.append((at, 0, at, width - 1))
            grid.rows.append([title, *[None] * (width - 1)])
        self._head(grid)
        floors = sorted({floor for rooms in self.stairs.values() for floor in rooms}, reverse=True)
        for floor in floors:
            row: list[Cell] = [f"{floor}层"]
            for rooms in self.stairs.values():
                have = rooms.get(floor, [])
                wanted = [f"{floor}{seat:02d}" for seat in range(1, self.positions + 1)]
                row += [room if room in have else None for room in wanted]
            grid.rows.append(row)
        return grid

    def _head(self, grid: Grid) -> None:
        at = len(grid.rows)
        upper: list[Cell] = ["楼层"]
        lower: list[Cell] = [None]
        for stair in self.stairs:
            grid.merges.append((at, len(upper), at, len(upper) + self.positions - 1))
            upper += [f"{stair}梯", *[None] * (self.positions - 1)]
            lower += [f"{seat:02d}室" for seat in range(1, self.positions + 1)]
        grid.merges.append((at, 0, at + 1, 0))
        grid.rows += [upper, lower]


Sheet = ListSheet | TextSheet | MatrixSheet
