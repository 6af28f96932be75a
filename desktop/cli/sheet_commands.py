"""``zhipai sheets``: check sheets out to communities, files that came back, and who is late."""

import argparse
from pathlib import Path
from typing import Any

from db.domain.access import area_prefix
from db.services import sheets
from db.services.sheets import EVERY, TO_VERIFY
from desktop.cli.context import (
    DONE,
    FINDINGS,
    Answer,
    TerminalProgress,
    acting,
    check_writable,
    common_options,
    day,
    opened,
    writing,
)
from desktop.sheets.operations import Order, TakenFile, issue_and_write, take_files, write_overdue
from desktop.sheets.sheet_list import taken_text


def add_commands(commands: Any) -> None:
    """Register the commands."""
    group = commands.add_parser("sheets", help="核查表：下发、回收、催办")
    actions = group.add_subparsers(metavar="动作", required=True)
    issue = actions.add_parser("issue", help="给社区下发核查表，每个社区一个工作簿")
    issue.add_argument(
        "--area", action="append", default=[], metavar="CODE", help="社区、镇街或区的代码，可多次；不写为全部"
    )
    issue.add_argument("--due", type=day, required=True, metavar="DATE", help="应交回的日期")
    issue.add_argument("--only", choices=[EVERY, TO_VERIFY], default=EVERY, help="全部地址，或仅待核实的")
    issue.add_argument("--out", type=Path, required=True, metavar="DIR", help="放工作簿的文件夹")
    common_options(issue)
    issue.set_defaults(run=_issue)
    take = actions.add_parser("take", help="收回核查表：文件或文件夹")
    take.add_argument("files", type=Path, nargs="+", metavar="FILE")
    common_options(take)
    take.set_defaults(run=_take)
    late = actions.add_parser("overdue", help="逾期没有交齐的核查表")
    late.add_argument("--on", type=day, metavar="DATE", help="按哪一天算，默认今天")
    late.add_argument("--out", type=Path, metavar="F.xlsx", help="催办清单")
    common_options(late)
    late.set_defaults(run=_overdue)


def _issue(args: argparse.Namespace) -> Answer:
    args.out.mkdir(parents=True, exist_ok=True)
    progress = TerminalProgress()
    with opened(args) as store:
        who = acting(args, store)
        heads = [area_prefix(code) for code in args.area]
        units = [one.code for one in sheets.units_to_issue(store)]
        wanted = tuple(code for code in units if not heads or code.startswith(tuple(heads)))
        done = issue_and_write(store, who, Order(wanted, args.due, args.only, (), args.out), progress)
    progress.close()
    values = {"sheets": done.count, "empty": done.empty, "folder": str(args.out.absolute())}
    line = f"下发 {done.count} 份，放在 {args.out.absolute()}；{done.empty} 个社区没有要核查的地址"
    return Answer(DONE if done.count else FINDINGS, values, (line,))


def _take(args: argparse.Namespace) -> Answer:
    progress = TerminalProgress()
    with opened(args) as store:
        found = take_files(store, acting(args, store), args.files, progress)
    progress.close()
    head, lines = taken_text(found)
    refused = [one for one in found if one.error is not None]
    values = {
        "taken": [value for one in found for value in _values(one)],
        "refused": [{"file": one.file, "reason": str(one.error)} for one in refused],
    }
    open_ones = any(
        one.done.changed or one.done.fresh or one.done.disputed or one.done.rejected
        for file in found
        for one in file.taken
    )
    return Answer(FINDINGS if refused or open_ones or not found else DONE, values, (head, *lines))


def _values(file: TakenFile) -> list[dict[str, Any]]:
    return [
        {
            "file": file.file,
            "number": one.number,
            "again": one.again,
            "read": one.done.read_count,
            "accepted": one.done.accepted,
            "changed": one.done.changed,
            "new": one.done.fresh,
            "conflict": one.done.disputed,
            "rejected": one.done.rejected,
            "blank": one.done.blank,
        }
        for one in file.taken
    ]


def _overdue(args: argparse.Namespace) -> Answer:
    if args.out:
        check_writable(args.out)
    with opened(args) as store:
        late = sheets.overdue(store, args.on or "")
        if args.out:
            with writing(args.out):
                write_overdue(store, args.out, args.on or "")
    values = [
        {
            "number": one.sheet.number,
            "community": one.sheet.area_community,
            "name": one.community,
            "due": one.sheet.due_on,
            "days_late": one.days_late,
            "rows": one.sheet.row_count,
            "answered": one.sheet.answered,
        }
        for one in late
    ]
    lines = [
        f"{one.subdistrict}{one.community}  {one.sheet.number}  应交回 {one.sheet.due_on}  逾期 {one.days_late} 天"
        f"  已核查 {one.sheet.answered} / {one.sheet.row_count}"
        for one in late
    ]
    return Answer(FINDINGS if late else DONE, {"overdue": values}, tuple(lines) or ("没有逾期的核查表",))
