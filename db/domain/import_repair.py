"""A clerk's corrections of delivered cells: in one place, or wherever the same wrong text stands.

The text as delivered stays beside the corrected one. What is compared byte for byte (codes, QR contents) is corrected by
its sender only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from db.domain.importing import Field, SheetRow
from db.domain.private_use import KEPT_AS_SENT, WRITTEN

Place = tuple[str, str, int, int]
"""File, sheet, row and part of a record."""

_COLUMNS = frozenset({Field.STREET, Field.COMPOUND, Field.VILLAGE, Field.NUMBER})
_UNTOUCHED = KEPT_AS_SENT | {Field.SERIAL, Field.PERSONAL}


@dataclass(frozen=True, slots=True)
class Repair:
    """One decision.

    Attributes:
        field: whose cells are corrected (a ``Field`` value).
        was: the text that is wrong; ``""`` where the cell is empty or missing.
        becomes: the text instead; ``""`` empties the cell.
        at: the one record meant; None means all of them.
        piece: ``was`` is a part of longer texts, such as a road's name in written addresses.
    """

    field: str
    was: str
    becomes: str
    at: Place | None = None
    piece: bool = False


def place_of(row: SheetRow) -> Place:
    """Where a record stands."""
    return (row.file, row.sheet, row.row_no, row.part)


def repairable(field: str) -> bool:
    """Whether a clerk may correct cells of the field."""
    return field in set(Field) and field not in _UNTOUCHED


def faulty_cell(cells: Mapping[str, str], field: str, found: str) -> str:
    """The field of the cell that has to change for a refusal; ``""`` when none is known.

    Args:
        cells: of the record.
        field: that the refusal names.
        found: the text it complains about; ``""`` when something is missing, which has a cell of its own then. What
            stands inside an address in one cell is corrected in that cell.
    """
    if field in cells or not found:
        return field
    if Field.ADDRESS in cells and _COLUMNS.isdisjoint(cells):
        return Field.ADDRESS.value
    return field


class Repairs:
    """Decisions in the order they were made, applied to records as they are read."""

    def __init__(self, decided: Iterable[Repair] = ()) -> None:
        self._single: dict[Place, list[tuple[int, Repair]]] = {}
        self._everywhere: list[tuple[int, Repair]] = []
        for number, one in enumerate(decided):
            where = self._everywhere if one.at is None else self._single.setdefault(one.at, [])
            where.append((number, one))

    def apply(self, row: SheetRow) -> SheetRow:
        """The record as corrected; one that nobody meant comes back as it is."""
        single = self._single.get(place_of(row), [])
        if row.skipped or not (single or self._everywhere):
            return row
        meant = sorted(self._everywhere + single, key=_number) if single else self._everywhere
        changed: dict[str, str] = {}
        for _, one in meant:
            text = changed.get(one.field, _read(row, one.field))
            if one.piece and one.was in text:
                changed[one.field] = text.replace(one.was, one.becomes)
            elif not one.piece and text == one.was:
                changed[one.field] = one.becomes
        return _with(row, changed) if changed else row


def _number(decided: tuple[int, Repair]) -> int:
    return decided[0]


def _read(row: SheetRow, field: str) -> str:
    """The text that the clerk was shown: what a refusal quotes, else the cell."""
    return next((one.text for one in row.issues if one.field == field), row.cells.get(field, ""))


def _with(row: SheetRow, changed: Mapping[str, str]) -> SheetRow:
    cells = dict(row.cells)
    for field, text in changed.items():
        before = cells.pop(field, "")
        if text:
            cells[field] = text
        if before and before != text:
            cells.setdefault(field + WRITTEN, before)
    issues = tuple(one for one in row.issues if one.field not in changed)
    return replace(row, cells=cells, issues=issues)
