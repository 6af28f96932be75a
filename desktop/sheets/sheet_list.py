"""How sheets look in their list, and how files that were taken are told of."""

from collections.abc import Mapping, Sequence

from db.domain.state import Sheet
from db.services.sheet_returns import Taken
from db.services.sheets import Listed
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.sheets.operations import TakenFile
from desktop.system.line_model import Column, Line
from desktop.terms import machine_term

_LATE = 4


def sheet_columns() -> Sequence[Column]:
    """Columns of the list."""
    return (
        Column(translate("sheets", "状态"), 11),
        Column(translate("sheets", "镇街"), 9),
        Column(translate("sheets", "社区（村居）"), 11),
        Column(translate("sheets", "应交回"), 11),
        Column(translate("sheets", "逾期天数"), 6, is_figure=True),
        Column(translate("sheets", "应核查"), 6, is_figure=True),
        Column(translate("sheets", "已核查"), 6, is_figure=True),
        Column(translate("sheets", "待处理"), 6, is_figure=True),
        Column(translate("sheets", "表号"), 27),
        Column(translate("sheets", "下发"), 11),
        Column(translate("sheets", "经办"), 8),
    )


def sheet_groups() -> Sequence[tuple[str, str]]:
    """Kinds of sheets to narrow the list to."""
    return (
        ("", translate("sheets", "全部")),
        ("late", translate("sheets", "逾期未交齐")),
        ("out", translate("sheets", "未交回")),
        ("waiting", translate("sheets", "有待处理")),
        ("part", translate("sheets", "交回一部分")),
        ("done", translate("sheets", "已办结或撤回")),
    )


def sheet_line(one: Listed, names: Mapping[str, str]) -> Line:
    """A sheet as a line."""
    sheet = one.sheet
    cells = (
        machine_term("Sheet", sheet.state),
        one.subdistrict,
        one.community,
        sheet.due_on,
        f"{one.days_late:,}" if one.days_late else "",
        f"{sheet.row_count:,}",
        f"{sheet.answered:,}",
        f"{one.waiting:,}" if one.waiting else "",
        sheet.number,
        one.issued_on,
        names.get(sheet.issued_by, sheet.issued_by),
    )
    done = sheet.state in (Sheet.CLOSED, Sheet.WITHDRAWN)
    bad = frozenset({_LATE}) if one.days_late else frozenset[int]()
    return Line(str(sheet.id), cells, muted=done, bad=bad, group=_group(one, done))


def _group(one: Listed, done: bool) -> str:
    if done:
        return "done"
    if one.days_late:
        return "late"
    if one.waiting:
        return "waiting"
    return "out" if one.sheet.state == Sheet.ISSUED else "part"


def taken_text(files: Sequence[TakenFile]) -> tuple[str, list[str]]:
    """What became of files: in one sentence, and file by file."""
    taken = [one for file in files for one in file.taken]
    refused = [file for file in files if file.error is not None]
    again = sum(one.again for one in taken)
    head = translate("sheets", "收下 {n} 份。").format(n=f"{len(taken) - again:,}")
    if again:
        head += translate("sheets", "{n} 份以前收过，没有变化。").format(n=f"{again:,}")
    if refused:
        head += translate("sheets", "{n} 个文件没有收下。").format(n=f"{len(refused):,}")
    if not files:
        head = translate("sheets", "这里没有表格文件。")
    lines = [_refused_line(file) for file in refused]
    lines += [_taken_line(file.file, one) for file in files for one in file.taken if not one.again]
    return head, lines


def _refused_line(file: TakenFile) -> str:
    why = error_text(file.error).explanation if file.error else ""
    return translate("sheets", "{file}：{why}").format(file=file.file, why=why)


def _taken_line(file: str, one: Taken) -> str:
    """What was read balances."""
    done = one.done
    where = translate("sheets", "{file}（{number}）：").format(file=file, number=one.number)
    template = translate(
        "sheets",
        "读入 {read} = 一致 {accepted} + 有改动 {changed} + 新增 {fresh} + 冲突 {disputed} + 退回 {rejected}；未填 {blank}",
    )
    return where + template.format(
        read=done.read_count,
        accepted=done.accepted,
        changed=done.changed,
        fresh=done.fresh,
        disputed=done.disputed,
        rejected=done.rejected,
        blank=done.blank,
    )
