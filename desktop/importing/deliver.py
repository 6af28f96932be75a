"""One delivery from file to register: read, staged, promoted or accepted, refusals written to a list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.importing import Balance, Kind, SheetRow
from db.domain.private_use import UNKNOWN_SENDER
from db.domain.progress import Progress
from db.services.importing import Reject, Source, promote, rejects, stage
from db.services.qr import accept
from db.store.store import Store
from desktop.files.list_xlsx import Column, write_list
from desktop.files.workbook.reader import ReadOptions, read_rows, source_digest
from desktop.files.workbook.source import Watch, source_files
from desktop.importing.field_names import field_name
from desktop.office import ListHead
from desktop.quality.words import reason_words


@dataclass(frozen=True, slots=True)
class Delivery:
    """The account of a delivery.

    Attributes:
        implied: parents that only their children named.
        new_places: names that now wait for approval.
        refused: refused and skipped records, in file order.
    """

    batch: int
    balance: Balance
    implied: int
    new_places: tuple[str, ...]
    refused: tuple[Reject, ...]
    changes: Changes


def deliver(
    store: Store,
    actor: Actor,
    path: Path,
    options: ReadOptions,
    progress: Progress,
    *,
    mapping: str = "{}",
    sender: str = UNKNOWN_SENDER,
) -> Delivery:
    """Take a file or folder in, whole or not at all; ``sender`` is whose private-use characters it may hold.

    Raises:
        BadFile: the file cannot be taken; nothing is kept.
        NotAllowed, StoreUnavailable, Cancelled: nothing is kept beyond what was staged.
    """
    actor.role_for("qr.accept" if options.kind is Kind.QR else "import.promote")  # before anything is staged
    watch = Watch(source_files(path))
    source = Source(path.name, source_digest(path), mapping, sender)
    batch = stage(store, actor, options.kind, source, _watched(read_rows(path, options), watch), progress)
    if options.kind is Kind.QR:
        done = accept(store, actor, batch)
        balance = Balance(done.read, done.accepted, done.unchanged, done.rejected, done.skipped)
        return Delivery(batch, balance, 0, (), tuple(rejects(store, batch)), done.changes)
    report = promote(store, actor, batch, progress)
    refused = tuple(rejects(store, batch))
    return Delivery(batch, report.balance, report.implied, report.new_places, refused, report.changes)


def _watched(rows: Iterable[SheetRow], watch: Watch) -> Iterator[SheetRow]:
    """The rows; when they are through, the files must still be those the digest was taken of."""
    yield from rows
    watch.check()


_COLUMNS = (
    *(Column("序号", 6, "count"), Column("处理", 6), Column("类别", 6), Column("文件", 26)),
    *(Column("工作表", 12), Column("行号", 10), Column("列", 5), Column("栏目", 12)),
    *(Column("读到的内容", 20), Column("建议", 10), Column("原因", 34), Column("原行内容", 56)),
)
_BLANK = "blank_row"


def _without_runs(refused: Sequence[Reject]) -> Iterator[tuple[Reject, str]]:
    """Each record with its row as the list names it; blank rows that follow one another are one line."""
    for (_, rule), run in groupby(enumerate(refused), key=_run_of):
        same = [one for _, one in run]
        if rule == _BLANK:
            first, last = same[0].row_no, same[-1].row_no
            yield same[0], str(first) if first == last else f"{first}–{last}"
            continue
        for one in same:
            yield one, str(one.row_no) + (f"（第{one.part}条）" if one.part else "")


def _run_of(numbered: tuple[int, Reject]) -> tuple[tuple[str, str, int], str]:
    """What neighbours must share to be one run: file, sheet, distance of place in the list to row, rule."""
    at, one = numbered
    return (one.file, one.sheet, one.row_no - at), one.rule


def write_refusals(path: Path, title: str, refused: Sequence[Reject], head: ListHead) -> None:
    """Write refused and skipped records to a list an office can mend and hand in again.

    Raises:
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    rows = [
        (
            n,
            {"rejected": "退回", "skipped": "略过"}[r.outcome],
            r.problem,
            r.file,
            r.sheet,
            rows_named,
            r.column,
            field_name(r.field),
            r.found,
            r.recovered,
            reason_words(r.rule),
            "；".join(f"{field_name(name)}={text}" for name, text in r.cells.items()),
        )
        for n, (r, rows_named) in enumerate(_without_runs(refused), start=1)
    ]
    write_list(
        path,
        title,
        _COLUMNS,
        rows,
        unit=head.office,
        date_text=head.date_text,
        signatures=("经办人", "审核人"),
    )
