"""Writes journal entries for an auditor who has no 址牌: a workbook, a CSV file or JSON lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.domain.audit import local_time, mask_personal
from db.domain.errors import BadFile
from db.domain.progress import Progress
from db.services import audit
from db.services.store import SYSTEM
from db.store.journal import Change
from db.store.journal_read import EntryRow, Record, Wanted
from db.store.store import Store
from desktop.files.record_files import write_csv, write_json_lines
from desktop.i18n import translate
from desktop.journal.words import Words
from desktop.work.job import Operation

_CHANGE_AT = 9
"""Position of the first column that tells of a change."""
SUFFIXES = (".xlsx", ".csv", ".jsonl")
_EVERY = 500
_LONGEST = 32_000
"""More than so many characters no cell of a workbook takes."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: entries and, of a table, its rows."""

    entries: int
    rows: int


def export_journal(store: Store, wanted: Wanted, path: Path, progress: Progress) -> Exported:
    """Write every change of the wanted entries, oldest first; memory does not grow with them.

    Raises:
        BadFile: ``unknown_format``; or more rows than a workbook holds, which CSV does not mind.
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
        Cancelled: by the progress.
    """
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise BadFile(str(path), "unknown_format", detail=path.suffix)
    teller = _Teller(audit.people(store), _LONGEST if kind == ".xlsx" else 0)
    with audit.reading(store, wanted) as records:
        counted = _Counted(records, progress)
        if kind == ".xlsx":
            rows = _write_workbook(store, path, map(teller.row, counted))
        elif kind == ".csv":
            rows = write_csv(path, [title for title, _width in _columns()], map(teller.row, counted))
        else:
            rows = write_json_lines(path, teller.objects(counted))
    return Exported(counted.entries, rows)


def export_operation(
    store: Store, wanted: Wanted, path: Path, on_done: Callable[[Exported], None]
) -> Operation[Exported]:
    """The export as work for the background."""

    def work(progress: Progress) -> Exported:
        return export_journal(store, wanted, path, progress)

    return Operation(translate("journal", "导出操作日志"), work, on_done)


class _Counted:
    """Hands records on and counts their entries."""

    def __init__(self, records: Iterable[Record], progress: Progress) -> None:
        self._records = records
        self._progress = progress
        self.entries = 0

    def __iter__(self) -> Iterator[Record]:
        last = 0
        for number, one in enumerate(self._records):
            if number % _EVERY == 0:
                self._progress.step(number, 0, "writing")
            self.entries += one.entry.seq != last
            last = one.entry.seq
            yield one


def _columns() -> tuple[tuple[str, int], ...]:
    return (
        (translate("journal", "日志序号"), 9),
        (translate("journal", "时间（北京时间）"), 20),
        (translate("journal", "账号"), 12),
        (translate("journal", "姓名"), 10),
        (translate("journal", "角色"), 14),
        (translate("journal", "工作站"), 14),
        (translate("journal", "操作"), 14),
        (translate("journal", "事由"), 22),
        (translate("journal", "改动数"), 8),
        (translate("journal", "改动对象"), 12),
        (translate("journal", "对象编号"), 22),
        (translate("journal", "地址（现名）"), 34),
        (translate("journal", "改动前"), 40),
        (translate("journal", "改动后"), 40),
        (translate("journal", "本条校验值"), 66),
    )


class _Teller:
    """Puts records into words.

    Attributes:
        names: login -> name.
        longest: longer texts are cut; 0 cuts none.
    """

    def __init__(self, names: Mapping[str, str], longest: int) -> None:
        self.names = names
        self.longest = longest
        self._words = Words(names)
        self._titles = [title for title, _width in _columns()]
        self._told: tuple[EntryRow | None, tuple[str | int, ...]] = (None, ())

    def row(self, one: Record) -> tuple[str | int, ...]:
        """A line of a table."""
        told: tuple[str, ...] = ("", "", "", "", "")
        if one.change is not None:
            fields = self._words.fields_of(one.change)
            sides = (self._words.side_text(fields, 1), self._words.side_text(fields, 2))
            told = (self._words.table(one.change.table), one.change.key, one.subject, *sides)
        return (*self._who(one.entry), *[_shown(cell, self.longest) for cell in told], one.entry.hash)

    def objects(self, records: Iterable[Record]) -> Iterator[dict[str, Any]]:
        """An object a line: entries and changes in turn, since one entry may hold a whole district."""
        for one in records:
            told: dict[str, Any] = dict(zip(self._titles, self._who(one.entry), strict=False))
            if one.change is not None:
                told |= self._change(one.change, one.subject)
            yield told | {self._titles[-1]: one.entry.hash}

    def _who(self, entry: EntryRow) -> tuple[str | int, ...]:
        if self._told[0] is not entry:
            self._told = (entry, self._cells_of(entry))
        return self._told[1]

    def _cells_of(self, entry: EntryRow) -> tuple[str | int, ...]:
        return (
            entry.seq,
            local_time(entry.at),
            _shown(SYSTEM.name if entry.actor == SYSTEM.login else entry.actor, self.longest),
            _shown(self.names.get(entry.actor, ""), self.longest),
            self._words.role(entry.role),
            _shown(entry.workstation, self.longest),
            self._words.verb(entry.verb),
            _shown(mask_personal(entry.reason), self.longest),
            entry.change_count,
        )

    def _change(self, change: Change, subject: str) -> dict[str, Any]:
        fields = self._words.fields_of(change)
        told = (
            self._words.table(change.table),
            change.key,
            subject,
            {name: before for name, before, _after in fields if before},
            {name: after for name, _before, after in fields if after},
        )
        return dict(zip(self._titles[_CHANGE_AT:], told, strict=False))


def _shown(cell: str, longest: int) -> str:
    """A text as every table takes it: control characters written out, and cut where a cell ends."""
    text = cell
    if not cell.isprintable():
        text = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in cell)
    if longest and len(text) > longest:
        cut = translate("journal", "…（共 {n} 字，全文见 CSV）").format(n=f"{len(text):,}")
        text = text[: longest - len(cut)] + cut
    return text


def _write_workbook(store: Store, path: Path, rows: Iterable[tuple[str | int, ...]]) -> int:
    from desktop.files.list_xlsx import Column, write_list  # openpyxl would slow the window's start
    from desktop.office import list_head

    figures = {0, 8}
    columns = [
        Column(name, width, "count" if at in figures else "text")
        for at, (name, width) in enumerate(_columns())
    ]
    head = list_head(store)
    return write_list(
        path,
        translate("journal", "操作日志"),
        columns,
        rows,
        unit=head.office,
        date_text=head.date_text,
        signatures=(translate("journal", "导出人"), translate("journal", "审计人")),
    )
