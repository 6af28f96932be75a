"""Finds the row, or two, that name the columns, under whatever titles stand above."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.domain.errors import BadFile
from db.domain.importing import Field, Kind
from desktop.files.workbook.raw import Cell, Merge, Row, letter
from desktop.files.workbook.vocabulary import heading_key, vocabulary

SEARCHED_ROWS = 20
_ALONE = frozenset({Field.ADDRESS, Field.NUMBER, Field.ROOM})
_HOUSE_FIELDS = frozenset({Field.NUMBER, Field.ROOM, Field.ADDRESS, Field.BUILDING})
_WRITTEN_ADDRESS = re.compile(r"[\u3400-\u9fff]{2}[^\n]*[0-9]+(?:-[0-9]+)?[号幢栋座]")
NumberedRow = tuple[int, Row]


@dataclass(frozen=True, slots=True)
class Column:
    """One column that carries a heading; ``field`` is None when the heading is unknown."""

    index: int
    heading: str
    field: Field | None

    @property
    def letter(self) -> str:
        """The column's name in the sheet."""
        return letter(self.index)


@dataclass(frozen=True, slots=True)
class Header:
    """The heading rows of a sheet and what their columns mean."""

    rows: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def fields(self) -> frozenset[Field]:
        """The fields known, personal columns counted as one."""
        return frozenset(column.field for column in self.columns if column.field)

    @property
    def is_own(self) -> bool:
        """Whether a column bears a heading of our own lists that no import takes."""
        known = vocabulary().own_heads
        return any(column.field is None and heading_key(column.heading) in known for column in self.columns)


def find_header(
    head: Sequence[NumberedRow], merges: Sequence[Merge], overrides: Mapping[str, Field | None]
) -> Header | None:
    """Find the heading rows among a sheet's first rows, None when no row names two known columns.

    A list of our own may name its addresses and nothing else that an import takes.
    """
    best: Header | None = None
    best_score = 0.0
    for position, (number, row) in enumerate(head):
        single = _header((number,), [_texts(row)], overrides)
        below = (
            head[position + 1] if position + 1 < len(head) and head[position + 1][0] == number + 1 else None
        )
        candidates = [single]
        if below and below[1] and single.fields:
            candidates.append(_pair(head[position], below, merges, overrides))
        for candidate in candidates:
            score = _score(candidate, single)
            if score > best_score and _acceptable(candidate, row):
                best, best_score = candidate, score
    return best


def given_header(
    head: Sequence[NumberedRow],
    merges: Sequence[Merge],
    overrides: Mapping[str, Field | None],
    rows: Sequence[int],
) -> Header:
    """The heading that stands in the given rows of a sheet's first ones; without rows, columns go by their letters."""
    if not rows:
        width = max((len(row) for _, row in head), default=0)
        names = [f"{letter(index)}列" for index in range(width)]
        return Header(
            (), tuple(Column(n, name, overrides.get(heading_key(name))) for n, name in enumerate(names))
        )
    chosen = [one for one in head if one[0] in rows]
    if len(chosen) == 2:
        return _pair(chosen[0], chosen[1], merges, overrides)
    return _header(tuple(rows[:1]), [_texts(chosen[0][1] if chosen else [])], overrides)


def lone_addresses(head: Sequence[NumberedRow], overrides: Mapping[str, Field | None]) -> Header | None:
    """The one column of a sheet that begins with written addresses at once, without any heading."""
    texts = [_texts(row) for _, row in head if any(_texts(row))]
    alone = all(len([text for text in row if text]) == 1 and row[0] for row in texts)
    written = [row[0] for row in texts if alone and _WRITTEN_ADDRESS.search(row[0])]
    if not texts or not alone or len(written) * 2 < len(texts):
        return None
    name = f"{letter(0)}列"
    return Header((), (Column(0, name, overrides.get(heading_key(name), Field.ADDRESS)),))


def _texts(row: Row) -> list[str]:
    return [_text(cell) for cell in row]


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.strip() if isinstance(cell, str) else "" if cell is None else str(cell)


def _pair(
    upper: NumberedRow, lower: NumberedRow, merges: Sequence[Merge], overrides: Mapping[str, Field | None]
) -> Header:
    """Join two rows: group headings reach over their merged columns, tall headings down."""
    width = max(len(upper[1]), len(lower[1]))
    top, bottom = ([*_texts(row), *[""] * (width - len(row))] for row in (upper[1], lower[1]))
    for merge in merges:
        if merge.top == upper[0] - 1 and merge.bottom == merge.top and merge.left < width:
            for index in range(merge.left, min(merge.right + 1, width)):
                top[index] = top[merge.left]
    return _header((upper[0], lower[0]), [top, bottom], overrides)


def _header(rows: tuple[int, ...], lines: list[list[str]], overrides: Mapping[str, Field | None]) -> Header:
    columns = []
    for index, parts in enumerate(zip(*lines, strict=True)):
        heading = "".join(dict.fromkeys(part for part in parts if part))
        if heading:
            columns.append(Column(index, heading, _meaning(parts, heading, overrides)))
    return Header(rows, _without_split_groups(columns, lines))


def _meaning(parts: tuple[str, ...], heading: str, overrides: Mapping[str, Field | None]) -> Field | None:
    words = vocabulary()
    for text in (heading, parts[-1]):
        if heading_key(text) in overrides:
            return overrides[heading_key(text)]
    if len(parts) == 2 and parts[1]:
        if heading_key(parts[0]) in words.old_groups:
            return Field.OLD_ADDRESS
        if words.field_of(parts[0]) is Field.PERSONAL:
            return Field.PERSONAL
    return words.field_of(heading) or words.field_of(parts[-1])


def _without_split_groups(columns: list[Column], lines: list[list[str]]) -> tuple[Column, ...]:
    """Leave a former address unmapped when its group spreads over several columns: none of them holds it all."""
    former = [
        c
        for c in columns
        if c.field is Field.OLD_ADDRESS and heading_key(lines[0][c.index]) in vocabulary().old_groups
    ]
    if len(lines) == 1 or len(former) < 2:
        return tuple(columns)
    return tuple(Column(c.index, c.heading, None) if c in former else c for c in columns)


def _score(candidate: Header, upper: Header) -> float:
    """Count the fields; a second row counts when every word in it is a heading, so that it cannot be data."""
    if len(candidate.rows) == 1:
        return len(candidate.fields) + (0.25 if candidate.fields and candidate.is_own else 0)
    changed = [new for new, old in _by_index(candidate, upper) if old is None or new.heading != old.heading]
    if not changed or any(column.field is None and not _under_old(column) for column in changed):
        return 0
    return len(candidate.fields | upper.fields) + 0.5


def _by_index(candidate: Header, upper: Header) -> list[tuple[Column, Column | None]]:
    known = {column.index: column for column in upper.columns}
    return [(column, known.get(column.index)) for column in candidate.columns]


def _under_old(column: Column) -> bool:
    return any(heading_key(column.heading).startswith(group) for group in vocabulary().old_groups)


def _acceptable(header: Header, row: Row) -> bool:
    if len(header.fields) >= 2 or (header.is_own and header.fields & _ALONE):
        return True
    return len(header.columns) == 1 and bool(header.fields & _ALONE) and len(row) - row.count("") <= 1


def check_header(header: Header, kind: Kind, file: str, sheet: str) -> None:
    """Refuse a sheet whose columns cannot deliver an address or a QR code.

    Raises:
        BadFile: ``doubled_column`` or ``missing_column``.
    """
    at = header.rows[-1] if header.rows else 0
    seen: dict[Field, Column] = {}
    for column in header.columns:
        if column.field is None or column.field is Field.PERSONAL:
            continue
        if column.field in seen:
            both = f"{seen[column.field].letter}, {column.letter}"
            raise BadFile(file, "doubled_column", sheet, at, both, detail=column.field.value)
        seen[column.field] = column
    if missing := missing_column(header.fields, kind):
        raise BadFile(file, "missing_column", sheet, at, detail=missing)


def missing_column(fields: frozenset[Field], kind: Kind) -> str:
    """Name the field without which the sheet is of no use, ``""`` when it has what it needs."""
    if kind is Kind.QR:
        if Field.PAYLOAD in fields or {Field.ADDR_CODE, Field.ADDRESS} <= fields:
            return ""
        return Field.PAYLOAD.value
    return "" if fields & _HOUSE_FIELDS else Field.NUMBER.value
