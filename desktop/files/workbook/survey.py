"""What lies in a file, told before anything is decided: its sheets, their first rows, headings as they were guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from db.domain.errors import BadFile
from db.domain.importing import Field, Kind
from desktop.files.workbook.grid import find_grid
from desktop.files.workbook.header import (
    SEARCHED_ROWS,
    Column,
    Header,
    check_header,
    find_header,
    given_header,
    lone_addresses,
)
from desktop.files.workbook.options import ReadOptions
from desktop.files.workbook.raw import CellFault, RawSheet, without_trailing_blanks
from desktop.files.workbook.sheets import READERS
from desktop.files.workbook.sniff import sniff
from desktop.files.workbook.source import SourceFile
from desktop.files.workbook.vocabulary import heading_key, vocabulary

_SAMPLES = 4
_SHOWN_LETTERS = 60


@dataclass(frozen=True, slots=True)
class ColumnSurvey:
    """One column under a heading.

    Attributes:
        field: as guessed or decided, ``""`` when it is unknown or left out.
        samples: the first different texts below; none of a personal column.
    """

    letter: str
    heading: str
    field: str
    samples: tuple[str, ...]

    @property
    def key(self) -> str:
        """The heading as the reader compares it."""
        return heading_key(self.heading)


@dataclass(frozen=True, slots=True)
class SheetSurvey:
    """One sheet.

    Attributes:
        file, sheet: where.
        shape: ``list``, ``grid`` or ``unknown``, when no heading was found.
        hidden: the office does not see it.
        used: whether it will be read.
        header_rows: numbers of its heading rows.
        rows: its first rows by number, as texts; personal columns are blank.
        fault, detail: why it cannot be read as it stands (a code of ``BadFile``, and about what), ``""`` when it can.
    """

    file: str
    sheet: str
    shape: str
    hidden: bool
    used: bool
    header_rows: tuple[int, ...]
    columns: tuple[ColumnSurvey, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    fault: str = ""
    detail: str = ""

    @property
    def headings(self) -> frozenset[str]:
        """Its headings as the reader compares them."""
        return frozenset(one.key for one in self.columns)


def survey(file: SourceFile, options: ReadOptions) -> list[SheetSurvey]:
    """Look at the beginning of every sheet of a file.

    Raises:
        BadFile: the file cannot be opened.
    """
    return [
        _sheet(raw, file.name, options) for raw in READERS[sniff(file.path, file.name)](file.path, file.name)
    ]


def _sheet(raw: RawSheet, file: str, options: ReadOptions) -> SheetSurvey:
    head = list(islice(without_trailing_blanks(raw.rows), SEARCHED_ROWS))
    choice = options.choice(file, raw.name)
    grid = options.kind is Kind.ADDRESSES and choice.header is None and find_grid(head)
    header: Header | None = None
    if choice.header is not None:
        header = given_header(head, raw.merges, options.overrides, choice.header)
    elif not grid:
        header = find_header(head, raw.merges, options.overrides)
        if header is None and options.kind is Kind.ADDRESSES:
            header = lone_addresses(head, options.overrides)
    shape = "list" if header else "grid" if grid else "unknown"
    decided = choice in options.sheets
    used = choice.use and (decided or (not raw.hidden and shape != "unknown" and not _sums_up(raw.name)))
    fault, detail = _fault(header, options.kind, file, raw.name) if used else ("", "")
    if used and shape == "unknown":
        fault = "no_header"
    personal = {one.index for one in header.columns if one.field is Field.PERSONAL} if header else set()
    last = header.rows[-1] if header and header.rows else 0
    rows = tuple((number, _texts(row, personal if number > last else set())) for number, row in head)
    below = [texts for number, texts in rows if number > last]
    columns = tuple(_column(one, below) for one in header.columns) if header else ()
    header_rows = header.rows if header else (grid.top,) if grid else ()
    return SheetSurvey(file, raw.name, shape, raw.hidden, used, header_rows, columns, rows, fault, detail)


def _sums_up(sheet: str) -> bool:
    return any(word in sheet for word in vocabulary().summary_sheets)


def _fault(header: Header | None, kind: Kind, file: str, sheet: str) -> tuple[str, str]:
    try:
        if header is not None:
            check_header(header, kind, file, sheet)
    except BadFile as error:
        return error.why, error.detail
    return "", ""


def _texts(row: Sequence[object], personal: set[int]) -> tuple[str, ...]:
    return tuple("" if index in personal else _text(cell) for index, cell in enumerate(row))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, CellFault):
        return cell.text[:_SHOWN_LETTERS]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())[:_SHOWN_LETTERS]


def _column(column: Column, below: Sequence[tuple[str, ...]]) -> ColumnSurvey:
    texts = (row[column.index] for row in below if column.index < len(row))
    samples = tuple(islice(dict.fromkeys(text for text in texts if text), _SAMPLES))
    return ColumnSurvey(column.letter, column.heading, column.field.value if column.field else "", samples)
