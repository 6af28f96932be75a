"""What a clerk sees before an import: columns as understood, what would expand, what is left out."""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from db.domain.importing import Field, SheetRow
from desktop.files.workbook.options import ReadOptions
from desktop.files.workbook.sheets import SheetPass, read_sheets
from desktop.files.workbook.source import Watch, source_files

_SHOWN_ROWS = 200
_UNTOLD = frozenset({"title_row", "header_row", "blank_row"})


@dataclass(slots=True)
class SheetPreview:
    """One sheet as it would be read; plain values only, so ``dataclasses.asdict`` gives JSON.

    Attributes:
        file, sheet: where.
        shape: ``list``, ``grid`` or the rule that leaves the sheet out.
        header_rows: numbers of the heading rows.
        columns: letter, heading and field of each column understood.
        unmapped: letter and heading of the others.
        personal: letter and heading of personal columns, whose cells are never read.
        context: fields taken from the sheet's name and titles.
        expansions: row, field, count, first and last of what stands for several addresses (first 200).
        expanded_rows: how many rows expand in all.
        floors, rooms, first_room, last_room: extent of a grid.
        records: records that would come out, refused ones included.
        skipped: rows left out, by rule.
        skipped_rows: row and rule of those left out inside the list (first 200).
        issues: refusals by rule.
    """

    file: str
    sheet: str
    shape: str
    header_rows: list[int] = field(default_factory=list)
    columns: list[dict[str, str]] = field(default_factory=list)
    unmapped: list[dict[str, str]] = field(default_factory=list)
    personal: list[dict[str, str]] = field(default_factory=list)
    context: dict[str, str] = field(default_factory=dict)
    expansions: list[dict[str, str | int]] = field(default_factory=list)
    expanded_rows: int = 0
    floors: int = 0
    rooms: int = 0
    first_room: str = ""
    last_room: str = ""
    records: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    skipped_rows: list[dict[str, str | int]] = field(default_factory=list)
    issues: dict[str, int] = field(default_factory=dict)


def preview(path: Path, options: ReadOptions) -> list[SheetPreview]:
    """Read a source as if everything expandable had been confirmed, and tell what would come of it.

    Raises:
        BadFile: as for reading.
    """
    files = source_files(path)
    watch = Watch(files)
    expanding = replace(options, expand=True)
    seen = [_sheet_preview(sheet) for file in files for sheet in read_sheets(file, expanding)]
    watch.check()
    return seen


def _sheet_preview(sheet: SheetPass) -> SheetPreview:
    shape = sheet.left_out or ("grid" if sheet.grid else "list")
    shown = SheetPreview(sheet.file, sheet.sheet, shape, context=dict(sheet.context or {}))
    if sheet.header:
        shown.header_rows = list(sheet.header.rows)
        for column in sheet.header.columns:
            entry = {"letter": column.letter, "heading": column.heading}
            if column.field is Field.PERSONAL:
                shown.personal.append(entry)
            elif column.field is None:
                shown.unmapped.append(entry)
            else:
                shown.columns.append({**entry, "field": column.field.value})
    elif sheet.grid:
        shown.header_rows = [sheet.grid.top]
    skipped: Counter[str] = Counter()
    issues: Counter[str] = Counter()
    for number, group in groupby(sheet.records, key=lambda row: row.row_no):
        rows = list(group)
        skipped.update(row.skipped for row in rows if row.skipped)
        issues.update(issue.rule for row in rows for issue in row.issues)
        _count(shown, number, rows)
    shown.skipped, shown.issues = dict(skipped), dict(issues)
    return shown


def _count(shown: SheetPreview, number: int, rows: list[SheetRow]) -> None:
    kept = [row for row in rows if not row.skipped]
    shown.records += len(kept)
    if shown.shape == "grid":
        _count_grid(shown, kept)
    elif len(kept) > 1:
        shown.expanded_rows += 1
        if len(shown.expansions) < _SHOWN_ROWS:
            shown.expansions.append(_expansion(number, kept))
    for row in rows:
        if row.skipped and row.skipped not in _UNTOLD and len(shown.skipped_rows) < _SHOWN_ROWS:
            shown.skipped_rows.append({"row": number, "rule": row.skipped})


def _count_grid(shown: SheetPreview, kept: list[SheetRow]) -> None:
    rooms = [row.cells[Field.ROOM] for row in kept if not row.issues and Field.ROOM in row.cells]
    if not rooms:
        return
    shown.floors += 1
    shown.rooms += len(rooms)
    shown.first_room = shown.first_room or rooms[0]
    shown.last_room = rooms[-1]
    shown.context = {
        name: text
        for name, text in kept[0].cells.items()
        if name not in (Field.FLOOR, Field.ROOM, Field.STAIR)
    }


def _expansion(number: int, rows: list[SheetRow]) -> dict[str, str | int]:
    name = next(key for key in rows[0].cells if rows[0].cells[key] != rows[1].cells[key])
    return {
        "row": number,
        "field": name,
        "count": len(rows),
        "first": rows[0].cells[name],
        "last": rows[-1].cells[name],
    }
