"""What the 核查表 window asks of files and of the register, each as an operation not yet started."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.check_sheet import Kind
from db.domain.errors import BadFile, DomainError
from db.domain.progress import Cancelled, Progress, Silent
from db.services import audit, sheet_decisions, sheet_returns, sheets
from db.services.sheet_decisions import Decided, Decision
from db.services.sheet_returns import Taken
from db.services.sheets import Issued, Listed, Unit
from db.store.sheets import FindingRow, ReturnRow
from db.store.store import Store
from desktop.i18n import translate
from desktop.office import list_head
from desktop.sheets.words import field_word, value_word, why_word
from desktop.work.job import Operation

_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ett", ".ods", ".csv"})
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Loaded:
    """Every sheet in sight, and the names of the people who issued them."""

    sheets: tuple[Listed, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What communities said on some sheets, and the files it came in."""

    findings: tuple[FindingRow, ...]
    returns: tuple[ReturnRow, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Order:
    """Sheets to be issued, and the folder their workbooks go to."""

    communities: tuple[str, ...]
    due_on: str
    choice: str
    only: tuple[int, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class Written:
    """Workbooks that were written, communities without anything to check, and whether the user stopped in between."""

    count: int
    folder: Path
    empty: int
    changes: Changes
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What became of one file: what was taken, or why it was not."""

    file: str
    taken: tuple[Taken, ...]
    error: DomainError | None = None


def load(store: Store, on_done: Callable[[Loaded], None]) -> Operation[Loaded]:
    """The list of sheets."""

    def work(_progress: Progress) -> Loaded:
        return Loaded(tuple(sheets.list_sheets(store)), audit.people(store))

    return Operation(translate("sheets", "读取核查表"), work, on_done, quiet=True)


def load_units(
    store: Store, chosen: Sequence[int], on_done: Callable[[list[Unit]], None]
) -> Operation[list[Unit]]:
    """The communities that can be sent a sheet, and how many of the addresses chosen lie in each."""

    def work(_progress: Progress) -> list[Unit]:
        return sheets.units_to_issue(store, chosen)

    return Operation(translate("sheets", "读取社区"), work, on_done, quiet=True)


def load_words(store: Store, ids: Sequence[int], on_done: Callable[[Words], None]) -> Operation[Words]:
    """What communities said on some sheets."""

    def work(_progress: Progress) -> Words:
        found = tuple(sheets.sheet_findings(store, ids))
        return Words(found, tuple(sheets.sheet_returns(store, ids)), audit.people(store))

    return Operation(translate("sheets", "读取核查结果"), work, on_done, quiet=True)


# -- out -----------------------------------------------------------------------------------------------------------


def issue_and_write(store: Store, actor: Actor, order: Order, progress: Progress) -> Written:
    """Issue sheet after sheet, each with its workbook: stopping leaves none without its file, and what went out is out."""
    made, empty, changes = 0, 0, Changes()
    mark, total = list_head(store).mark, len(order.communities)
    for done, community in enumerate(order.communities):
        if _is_stopped(progress, done, total, "issuing"):
            return Written(made, order.folder, empty, changes, stopped=True)
        issued = sheets.issue(store, actor, [community], order.due_on, Silent(), order.choice, order.only)
        empty += len(issued.empty)
        changes = issued.changes if issued.changes.entry else changes
        for one in issued.sheets:
            write_book(store, one, order.folder, mark)
            made += 1
    return Written(made, order.folder, empty, changes)


def _is_stopped(progress: Progress, done: int, total: int, note: str) -> bool:
    try:
        progress.step(done, total, note)
    except Cancelled:
        return True
    return False


def write_book(store: Store, issued: Issued, folder: Path, mark: str) -> Path:
    """Write the workbook of a sheet: a folder for each subdistrict, a file for each community's sheet.

    Args:
        store: the register.
        issued: the sheet.
        folder: above those of the subdistricts.
        mark: that it comes from a store to learn in; ``""`` for all others.

    Raises:
        StoreUnavailable: disk full, folder missing or read-only.
    """
    from desktop.files.check_sheet_xlsx import SheetHead, write_check_sheet  # openpyxl would slow the start

    (listed,) = sheets.list_sheets(store, only=issued.sheet_id)
    below = folder / _file_name(listed.subdistrict)
    below.mkdir(parents=True, exist_ok=True)
    path = below / f"{mark}{_file_name(listed.community)}-{issued.number}.xlsx"
    days = (listed.issued_on, listed.sheet.due_on)
    head = SheetHead(issued.number, listed.subdistrict, listed.community, *days, mark)
    write_check_sheet(path, head, sheets.sheet_rows(store, issued.sheet_id), Silent())
    return path


def _file_name(text: str) -> str:
    return _NOT_IN_NAMES.sub("_", text).strip(" .") or "_"


def issue(store: Store, actor: Actor, order: Order, on_done: Callable[[Written], None]) -> Operation[Written]:
    """Issue sheets and write their workbooks."""

    def work(progress: Progress) -> Written:
        return issue_and_write(store, actor, order, progress)

    return Operation(translate("sheets", "下发核查表"), work, on_done, writes=True)


def write_again(
    store: Store, wanted: Sequence[Listed], folder: Path, on_done: Callable[[Written], None]
) -> Operation[Written]:
    """Write workbooks of sheets that went out before, as they went out."""

    def work(progress: Progress) -> Written:
        mark = list_head(store).mark
        for done, one in enumerate(wanted):
            progress.step(done, len(wanted), "writing")
            sheet = one.sheet
            issued = Issued(sheet.id, sheet.number, sheet.area_community, sheet.row_count)
            write_book(store, issued, folder, mark)
        return Written(len(wanted), folder, 0, Changes())

    return Operation(translate("sheets", "导出核查表"), work, on_done)


# -- back ----------------------------------------------------------------------------------------------------------


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The workbooks among files and in folders, each once; what office programs leave beside them is left out."""
    found: dict[Path, Path] = {}
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in below:
            is_ours = file.suffix.lower() in _SUFFIXES and not file.name.startswith(("~$", "."))
            if file.is_file() and (is_ours or not path.is_dir()):
                found.setdefault(file.resolve(), file)
    return list(found.values())


def take_files(store: Store, actor: Actor, paths: Sequence[Path], progress: Progress) -> list[TakenFile]:
    """Take file after file; one that cannot be taken stops no other, and stopping keeps what was taken."""
    from desktop.files.check_sheet_read import read_check_sheets  # readers would slow the window's start

    files, taken = files_in(paths), []
    for done, file in enumerate(files):
        if _is_stopped(progress, done, len(files), "reading"):
            break
        try:
            parts = read_check_sheets(file)
        except DomainError as error:
            taken.append(TakenFile(file.name, (), error))
            continue
        except OSError as error:
            taken.append(
                TakenFile(file.name, (), BadFile(file.name, "cannot_read", detail=str(error.strerror)))
            )
            continue
        for part in parts:
            try:
                taken.append(TakenFile(file.name, (sheet_returns.take_return(store, actor, part),)))
            except DomainError as error:
                taken.append(TakenFile(file.name, (), error))
    return taken


def take(
    store: Store, actor: Actor, paths: Sequence[Path], on_done: Callable[[list[TakenFile]], None]
) -> Operation[list[TakenFile]]:
    """Take what came back."""

    def work(progress: Progress) -> list[TakenFile]:
        return take_files(store, actor, paths, progress)

    return Operation(translate("sheets", "回收核查表"), work, on_done, writes=True)


# -- deciding ------------------------------------------------------------------------------------------------------


def decide(
    store: Store,
    actor: Actor,
    decisions: Sequence[Decision],
    reason: str,
    on_done: Callable[[Decided], None],
    on_failed: Callable[[Exception], None],
) -> Operation[Decided]:
    """Take over or leave what communities said."""
    title = translate("sheets", "社区核查更正")

    def work(progress: Progress) -> Decided:
        return sheet_decisions.decide(store, actor, decisions, title, reason, progress)

    name = translate("sheets", "处理核查结果")
    return Operation(name, work, on_done, writes=True, on_failed=on_failed)


def end(
    act: Callable[[], Changes],
    name: str,
    on_done: Callable[[Changes], None],
    on_failed: Callable[[Exception], None],
) -> Operation[Changes]:
    """Withdraw or close a sheet."""
    return Operation(name, lambda _progress: act(), on_done, writes=True, on_failed=on_failed)


# -- lists ---------------------------------------------------------------------------------------------------------


def write_overdue(store: Store, path: Path, on: str = "") -> int:
    """Write the list of those to be urged, ready for the leader's desk; returns how many there are.

    Raises:
        BadFile, StoreUnavailable: see ``desktop.files.list_xlsx.write_list``.
    """
    from desktop.files.list_xlsx import Column, write_list  # openpyxl would slow the window's start
    from desktop.office import list_head

    head = list_head(store, on)
    columns = (
        Column(translate("sheets", "镇街"), 16),
        Column(translate("sheets", "社区（村居）"), 18),
        Column(translate("sheets", "表号"), 34, "code"),
        Column(translate("sheets", "下发日期"), 13, "code"),
        Column(translate("sheets", "应交回日期"), 13, "code"),
        Column(translate("sheets", "逾期天数"), 10, "count"),
        Column(translate("sheets", "应核查"), 10, "count"),
        Column(translate("sheets", "已核查"), 10, "count"),
        Column(translate("sheets", "未核查"), 10, "count"),
    )
    rows = [
        (
            *(one.subdistrict, one.community, one.sheet.number, one.issued_on, one.sheet.due_on),
            *(
                one.days_late,
                one.sheet.row_count,
                one.sheet.answered,
                one.sheet.row_count - one.sheet.answered,
            ),
        )
        for one in sheets.overdue(store, on)
    ]
    signed = (translate("sheets", "经办"), translate("sheets", "审核"))
    title = translate("sheets", "核查表催办清单")
    return write_list(
        path, title, columns, rows, unit=head.office, date_text=head.date_text, signatures=signed
    )


def export_overdue(store: Store, path: Path, on_done: Callable[[int], None]) -> Operation[int]:
    """Write the list of those to be urged."""
    return Operation(
        translate("sheets", "导出催办清单"), lambda _progress: write_overdue(store, path), on_done
    )


def export_rejects(
    store: Store, findings: Sequence[FindingRow], path: Path, on_done: Callable[[int], None]
) -> Operation[int]:
    """Write the cells that go back to communities: where they stand, what stood there, why."""
    rejected = [one for one in findings if one.kind == Kind.REJECTED]

    def work(_progress: Progress) -> int:
        from desktop.files.list_xlsx import Column, write_list  # openpyxl would slow the window's start
        from desktop.office import list_head

        head = list_head(store)
        columns = (
            Column(translate("sheets", "工作表"), 14),
            Column(translate("sheets", "行"), 7, "count"),
            Column(translate("sheets", "地址"), 38),
            Column(translate("sheets", "格子"), 12),
            Column(translate("sheets", "填写的内容"), 30),
            Column(translate("sheets", "退回原因"), 40),
        )
        rows = [
            (
                *(one.file_sheet, one.file_row, one.full_text, field_word(one.field)),
                *(value_word(one.field, one.said), why_word(one.why)),
            )
            for one in rejected
        ]
        title = translate("sheets", "核查表退回清单")
        return write_list(path, title, columns, rows, unit=head.office, date_text=head.date_text)

    return Operation(translate("sheets", "导出退回清单"), work, on_done)
