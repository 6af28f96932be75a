"""矩阵式楼盘表: floors down the side, rooms across, read as one record per room."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from db.domain.importing import Field, RowIssue, SheetRow
from db.domain.number import from_numeral
from desktop.files.workbook.context import title_fields
from desktop.files.workbook.header import NumberedRow
from desktop.files.workbook.raw import Cell, CellFault, Merge, Row, letter
from desktop.files.workbook.rowrules import skip_rule
from desktop.files.workbook.vocabulary import heading_key, vocabulary

_HAN_NUMERAL = "[零一二三四五六七八九十百]+"
_FLOOR = re.compile(
    rf"(?:第)?(?P<below>地下|负|-|B)?(?P<count>[0-9]{{1,3}}|{_HAN_NUMERAL})(?P<word>层|楼|F)?", re.I
)
_STAIR = re.compile(rf"(?:第)?(?:[0-9]{{1,3}}|[A-Z]|{_HAN_NUMERAL})(?:梯位|梯|单元)口?", re.I)
_SEQUENCE = re.compile(r"(?P<seq>[0-9]{1,2}|[A-Z])(?:室|号房|号|户|房)?", re.I)
_ROOM = re.compile(r"-?[0-9]{3,5}[A-Z]?室?|[0-9]{1,2}[A-Z]室?", re.I)
_ROOM_HEADINGS = frozenset({Field.ROOM, Field.FLOOR, Field.STAIR})
_SIGHTED = 8


@dataclass(slots=True)
class Grid:
    """One block of a grid sheet.

    Attributes:
        top: number of the row with the floor heading.
        left: index of the floor column.
        heading: the floor heading.
        stairs: stair by column index.
        sequences: room sequence (``01``) by column index.
    """

    top: int
    left: int
    heading: str
    stairs: dict[int, str] = field(default_factory=dict)
    sequences: dict[int, str] = field(default_factory=dict)


def _plain(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, CellFault):
        return cell.text
    return "".join(unicodedata.normalize("NFKC", str(cell)).split()) if cell not in ("", None) else ""


def floor_of(cell: Cell) -> int | None:
    """Read a floor (``18层``, ``18F``, ``十八层``, ``负一层``, 18), None when it is none."""
    found = _FLOOR.fullmatch(_plain(cell))
    if found is None or (not found["word"] and not found["count"].isdigit()):
        return None
    floor = from_numeral(found["count"])
    return -floor if found["below"] else floor


def find_grid(head: Sequence[NumberedRow]) -> Grid | None:
    """Recognise a grid by its floor heading, two floors below it and rooms beside them."""
    words = vocabulary()
    for position, (number, row) in enumerate(head):
        shown = [(index, _plain(cell)) for index, cell in enumerate(row) if _plain(cell)]
        if not shown or heading_key(shown[0][1]) not in words.floor_headers:
            continue
        if any((known := words.field_of(text)) and known not in _ROOM_HEADINGS for _, text in shown):
            continue
        grid = Grid(number, shown[0][0], shown[0][1])
        if _holds_rooms(grid, [row for _, row in head[position + 1 : position + 1 + _SIGHTED]]):
            return grid
    return None


def _holds_rooms(grid: Grid, below: Iterable[Row]) -> bool:
    """At least two floors, and somewhere two rooms on one floor: with one room a floor it is a list."""
    floors, across = 0, 0
    for row in below:
        if len(row) > grid.left and floor_of(row[grid.left]) is not None:
            floors += 1
            across = max(across, len([cell for cell in row[grid.left + 1 :] if _plain(cell)]))
    return floors >= 2 and across >= 2


class GridSheet:
    """Reads a grid sheet block by block: titles, headings, floors, footers."""

    def __init__(
        self, place: tuple[str, str], *, expand: bool, merges: Sequence[Merge], defaults: Mapping[str, str]
    ) -> None:
        self._file, self._sheet = place
        self._expand = expand
        self._wide = {(m.top, m.left): m.right for m in merges if m.right > m.left}
        self._sheet_defaults = dict(defaults)
        self._context: dict[str, str] = dict(defaults)
        self._titles: list[Row] = []
        self._grid: Grid | None = None
        self._in_body = False

    def records(self, rows: Iterable[NumberedRow]) -> Iterator[SheetRow]:
        """Yield every row: rooms as records, all else as skipped by its rule."""
        for number, row in rows:
            shown = [(index, _plain(cell)) for index, cell in enumerate(row) if _plain(cell)]
            if not shown:
                yield self._skipped(number, "blank_row")
                continue
            if heading_key(shown[0][1]) in vocabulary().floor_headers:
                self._start(number, shown)
                self._read_headings(number, row)
                yield self._skipped(number, "header_row")
            elif self._grid and floor_of(self._at(row, self._grid.left)) is not None:
                self._in_body = True
                yield from self._floor(number, row, self._grid)
            else:
                yield self._other(number, row, shown)

    def _start(self, number: int, shown: list[tuple[int, str]]) -> None:
        self._grid = Grid(number, shown[0][0], shown[0][1])
        self._in_body = False
        self._context = {**self._sheet_defaults, **title_fields(self._titles, grid=True)}
        self._titles = []

    def _other(self, number: int, row: Row, shown: list[tuple[int, str]]) -> SheetRow:
        if self._grid and not self._in_body:
            self._read_headings(number, row)
            return self._skipped(number, "header_row")
        if self._grid and (rule := skip_rule(shown[0][1])):
            return self._skipped(number, rule)
        if not self._grid or len(shown) == 1 or title_fields([row], grid=True):
            self._titles.append(row)
            return self._skipped(number, "title_row")
        text = " ".join(text for _, text in shown)[:60]
        return SheetRow(self._file, self._sheet, number, issues=(RowIssue("floor", "not_a_floor", text),))

    def _read_headings(self, number: int, row: Row) -> None:
        grid = self._grid
        if grid is None:
            return
        for index, cell in enumerate(row):
            text = _plain(cell)
            if index <= grid.left or not text:
                continue
            reach = range(index, self._wide.get((number - 1, index), index) + 1)
            if _STAIR.fullmatch(text):
                grid.stairs.update(dict.fromkeys(reach, text))
            elif found := _SEQUENCE.fullmatch(text):
                grid.sequences[index] = (
                    found["seq"].upper().zfill(2) if found["seq"].isdigit() else found["seq"]
                )

    def _floor(self, number: int, row: Row, grid: Grid) -> Iterator[SheetRow]:
        floor = floor_of(self._at(row, grid.left))
        part = 0
        for index in range(grid.left + 1, len(row)):
            text = _plain(row[index])
            if not text or floor is None:
                continue
            part += 1
            cells = {**self._context, Field.FLOOR.value: str(floor)}
            if index in grid.stairs:
                cells[Field.STAIR.value] = grid.stairs[index]
            room, rule = self._room(row[index], text, floor, grid.sequences.get(index, ""))
            if rule == "no_room":
                yield SheetRow(self._file, self._sheet, number, part, skipped=rule)
                continue
            if not rule and not self._expand:
                rule = "matrix_needs_preview"
            issues = (RowIssue(Field.ROOM.value, rule, text[:60], letter(index)),) if rule else ()
            yield SheetRow(self._file, self._sheet, number, part, {**cells, Field.ROOM.value: room}, issues)
        if not part:
            yield self._skipped(number, "no_room")

    def _room(self, cell: Cell, text: str, floor: int, sequence: str) -> tuple[str, str]:
        """Return the room a cell stands for and the rule that refuses it, if any."""
        words = vocabulary()
        if isinstance(cell, CellFault):
            return text, cell.rule
        if text in words.no_room_marks:
            return text, "no_room"
        if _ROOM.fullmatch(text):
            return text.removesuffix("室"), ""
        numbered = _SEQUENCE.fullmatch(text) and text.removesuffix("室").zfill(2) == sequence
        if sequence and (numbered or text in words.room_marks):
            return f"{floor}{sequence}", ""
        return text, "grid_cell_unreadable"

    @staticmethod
    def _at(row: Row, index: int) -> Cell:
        return row[index] if index < len(row) else ""

    def _skipped(self, number: int, rule: str) -> SheetRow:
        return SheetRow(self._file, self._sheet, number, skipped=rule)
