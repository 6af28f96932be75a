"""Turns what a clerk pastes, drops or types into numbered lines; a bad line is kept with its reason.

Knows tables of text only: no window, no file, no store.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from db.domain.importing import Field
from desktop.files.workbook.vocabulary import vocabulary

LONGEST = 1_000
"""More characters than this are no address."""

MOST_LINES = 100_000
"""More lines than this are for the import."""

FAULTS = ("empty", "too_long", "control_character", "strange_character", "above_heading", "unreadable_cell")
"""Codes of why a line is not read."""

_HEAD_ROWS = 10
_SAMPLE_ROWS = 200
_MOSTLY = 0.8
_CODE = re.compile(r"\{?[0-9A-Za-z][0-9A-Za-z-]{17,63}\}?")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
_STRANGE = re.compile(
    r"(?P<control>[\x00-\x08\x0a-\x1f\x7f-\x9f])"
    r"|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd\ud800-\udfff\U0001f000-\U0001ffff]"
)
"""Controls; marks of writing direction, lost characters, halves of characters, pictures."""

Cells = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Given:
    """One line as it was given.

    Attributes:
        no: the row as the office sees it, from 1.
        text: the written address, as it was written.
        code: the police's code beside it, ``""`` when there is none.
        fault: one of ``FAULTS``, ``""`` for a line that can be read.
        place: which character is at fault, from 1; 0 when the whole line is.
    """

    no: int
    text: str
    code: str = ""
    fault: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that came together.

    Attributes:
        lines: in their order.
        heading: over the column that was read, ``""`` when it had none.
        code_heading: over the column of codes; ``-`` when one was found that has no heading.
    """

    lines: tuple[Given, ...]
    heading: str = ""
    code_heading: str = ""


@dataclass(frozen=True, slots=True)
class FileBlock:
    """The lines of a file.

    Attributes:
        name: of the file.
        sheet: the sheet that was read, ``""`` for a text file.
        block: its lines.
        other_sheets: sheets with rows that were not read.
    """

    name: str
    sheet: str
    block: Block
    other_sheets: tuple[str, ...] = ()


def cells_of(block: str) -> list[list[str]]:
    """Cut a pasted block into rows and, where it has tabs, into cells, as table programs write them."""
    block = block.replace("\r\n", "\n").replace("\r", "\n")
    # An odd quotation mark is a character like any other: read as a quote it would swallow the lines below it.
    if "\t" in block and block.count('"') % 2 == 0:
        rows = list(csv.reader(io.StringIO(block, newline=""), delimiter="\t"))
    else:
        rows = [line.split("\t") for line in block.split("\n")]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def read_block(rows: Cells) -> Block:
    """Choose the column of addresses and that of codes, by heading or else by looks, and number the lines by their rows."""
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        fields = [vocabulary().field_of(cell) for cell in row]
        if Field.ADDRESS in fields and (len(row) > 1 or not at):
            text = fields.index(Field.ADDRESS)
            code = fields.index(Field.ADDR_CODE) if Field.ADDR_CODE in fields else None
            lines = _above(rows[:at]) + _lines(rows[at + 1 :], text, code, at + 2)
            return Block(lines, row[text].strip(), row[code].strip() if code is not None else "")
    text, code = _columns_by_looks(rows[:_SAMPLE_ROWS])
    return Block(_lines(rows, text, code, 1), code_heading="" if code is None else "-")


def _above(rows: Cells) -> tuple[Given, ...]:
    """Titles, kept so that every row is accounted for."""
    texts = (" ".join(cell for cell in row if cell.strip()) for row in rows)
    return tuple(Given(no, text, fault="above_heading") for no, text in enumerate(texts, 1))


def _columns_by_looks(sample: Cells) -> tuple[int, int | None]:
    han: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    coded: Counter[int] = Counter()
    for row in sample:
        for column, cell in enumerate(row):
            bare = cell.strip()
            han[column] += len(_HAN.findall(bare))
            filled[column] += bool(bare)
            coded[column] += _CODE.fullmatch(bare) is not None
    text = max(han, key=lambda column: (han[column], filled[column], -column), default=0)
    codes = [one for one in coded if one != text and coded[one] and coded[one] >= filled[one] * _MOSTLY]
    return text, min(codes, default=None)


def _lines(rows: Cells, text: int, code: int | None, first_no: int) -> tuple[Given, ...]:
    return tuple(
        given(
            no,
            row[text].replace("\n", " ") if text < len(row) else "",  # a cell may be written on two lines
            row[code].strip() if code is not None and code < len(row) else "",
        )
        for no, row in enumerate(rows, first_no)
    )


def given(no: int, text: str, code: str = "") -> Given:
    """A line with what is wrong with it, if anything is."""
    if not text.strip():
        return Given(no, text, code, "empty")
    if len(text) > LONGEST:
        return Given(no, text, code, "too_long")
    found = _STRANGE.search(text)
    if found is None:
        return Given(no, text, code)
    fault = "control_character" if found["control"] else "strange_character"
    return Given(no, text, code, fault, found.start() + 1)
