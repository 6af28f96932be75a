"""``zhipai import``, ``export``, ``check``: lists in and out."""

import argparse
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from db.domain.errors import BadFile
from db.domain.importing import Kind, told_as_kept
from db.domain.private_use import UNKNOWN_SENDER
from db.services.importing import Reject
from db.services.quality import find_problems
from desktop.cli.context import (
    DONE,
    FINDINGS,
    Answer,
    TerminalProgress,
    acting,
    check_writable,
    common_options,
    opened,
    writing,
)
from desktop.files.workbook.reader import ReadOptions
from desktop.importing.deliver import Delivery, deliver, write_refusals
from desktop.importing.field_names import field_name, fields_of
from desktop.office import ListHead, list_head
from desktop.quality.words import reason_of

_NAMED = 20
"""How many refused records are named on the terminal; all of them are in the list."""


def add_commands(commands: Any) -> None:
    """Register the commands."""
    bring = commands.add_parser("import", help="导入一个文件或文件夹")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument(
        "--mapping", type=Path, metavar="FILE", help="读取选项（JSON）：列对应、是否展开区段与楼盘表"
    )
    bring.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.ADDRESSES.value)
    bring.add_argument(
        "--source", default=UNKNOWN_SENDER, metavar="NAME", help="来文单位（按它的自造字对照换字）"
    )
    bring.add_argument("--reject-file", type=Path, metavar="FILE", help="退回清单（默认放在来文旁边）")
    common_options(bring)
    bring.set_defaults(run=_import)
    check = commands.add_parser("check", help="查重错漏")
    check.add_argument("--out", type=Path, metavar="F.xlsx", help="问题清单")
    common_options(check)
    check.set_defaults(run=_check)
    look = commands.add_parser("preview", help="只看不导：表头、列对应、将展开的行")
    look.add_argument("file", type=Path, metavar="FILE")
    look.add_argument("--mapping", type=Path, metavar="FILE")
    look.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.ADDRESSES.value)
    common_options(look)
    look.set_defaults(run=_preview)


def read_mapping(file: Path | None, kind: str) -> tuple[ReadOptions, str]:
    """Reading options and their text.

    Raises:
        BadFile: the mapping is missing or not what it should be.
    """
    if file is None:
        return ReadOptions(kind=Kind(kind)), "{}"
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise BadFile(str(file), "not_found") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(str(file), "bad_mapping", detail=str(error)) from error
    try:
        options = ReadOptions.from_json(text)
    except BadFile as error:
        raise replace(error, file=str(file)) from error
    return replace(options, kind=Kind(kind)), text


def _import(args: argparse.Namespace) -> Answer:
    options, mapping = read_mapping(args.mapping, args.kind)
    place = args.reject_file or args.file.with_name(f"{args.file.stem}-退回清单.xlsx")
    if args.file.exists():
        check_writable(place)
    progress = TerminalProgress()
    with opened(args) as store:
        who = acting(args, store)
        done = deliver(store, who, args.file, options, progress, mapping=mapping, sender=args.source)
        head = list_head(store)
    progress.close()
    reject_file = _refusals(args, done, place.absolute(), head)
    balance = done.balance
    values = {
        "read": balance.read,
        "accepted": balance.accepted,
        "unchanged": balance.unchanged,
        "rejected": balance.rejected,
        "skipped": balance.skipped,
        "implied": done.implied,
        "new_places": list(done.new_places),
        "reject_file": str(reject_file) if reject_file else None,
        "batch": done.batch,
    }
    lines = [
        f"读入 {balance.read} = 收 {balance.accepted} + 未变 {balance.unchanged}"
        f" + 退回 {balance.rejected} + 略过 {balance.skipped}；另由下级带出上级 {done.implied}"
    ]
    if done.new_places:
        lines.append("待批准的新地名：" + "、".join(done.new_places))
    if reject_file:
        lines.append(f"退回与略过清单：{reject_file}")
    whole = not balance.rejected and (reject_file or not done.refused)
    return Answer(DONE if whole else FINDINGS, values, tuple(lines))


def _refusals(args: argparse.Namespace, done: Delivery, place: Path, head: ListHead) -> Path | None:
    """Name the refused records on stderr, and write them to the list that goes back to the office.

    The delivery is in the register by now: a list that cannot be written is said, not raised.
    """
    rejected = [one for one in done.refused if one.outcome == "rejected"]
    for one in rejected[:_NAMED]:
        print(refusal_line(one), file=sys.stderr)
    if len(rejected) > _NAMED:
        print(f"其余 {len(rejected) - _NAMED} 条见退回清单", file=sys.stderr)
    if not done.refused:
        return None
    try:
        with writing(place):
            write_refusals(place, f"{args.file.name} 退回与略过清单", done.refused, head)
    except BadFile as error:
        from desktop.error_texts import error_text

        print(f"已导入，但退回清单没有写成：{error_text(error).explanation}", file=sys.stderr)
        print("腾出空间后重新导入同一个文件，即可得到清单；已有的地址不会重复。", file=sys.stderr)
        return None
    return place


def refusal_line(one: Reject) -> str:
    """One refused record in a line: file, sheet, row, column, what was read and why it is refused."""
    place = [one.file, f"工作表「{one.sheet}」" if one.sheet else "", f"第 {one.row_no} 行"]
    place += [f"{one.column} 列" if one.column else "", field_name(one.field)]
    found = f"「{one.found}」" if one.found else ""
    return f"{' '.join(part for part in place if part)}{found}：{reason_of(one.rule)}"


def _check(args: argparse.Namespace) -> Answer:
    from desktop.quality.problems_list import write_problems

    if args.out:
        check_writable(args.out)
    with opened(args) as store:
        report = find_problems(store, acting(args, store))
        head = list_head(store)
    if args.out:
        with writing(args.out):
            write_problems(args.out, report.items, head)
    values = {"rows_checked": report.rows_checked, "findings": dict(report.findings)}
    lines = (
        f"检查 {report.rows_checked} 条",
        *(f"{reason_of(rule)}：{n}" for rule, n in report.findings.items()),
    )
    return Answer(FINDINGS if report.findings else DONE, values, lines)


def _preview(args: argparse.Namespace) -> Answer:
    from desktop.files.workbook.reader import preview

    options, _ = read_mapping(args.mapping, args.kind)
    sheets = preview(args.file, options)
    values = {"sheets": [asdict(sheet) for sheet in sheets]}
    print(f"{len(sheets)} 张表", file=sys.stderr)
    idle = told_as_kept(options.kind)
    if kept := fields_of(one["field"] for sheet in sheets for one in sheet.columns if one["field"] in idle):
        print(f"不进地址库、只随批次留存：{'、'.join(map(field_name, kept))}", file=sys.stderr)
    return Answer(DONE, values, tuple(f"{sheet}" for sheet in sheets))
