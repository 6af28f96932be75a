"""``zhipai import``, ``export``, ``check``: lists in and out."""

import argparse
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from db.domain.clock import legal_date
from db.domain.errors import BadFile
from db.domain.importing import Kind
from db.services.quality import find_problems
from desktop.cli.context import DONE, FINDINGS, Answer, TerminalProgress, acting, common_options, opened
from desktop.files.workbook.reader import ReadOptions
from desktop.importing.deliver import Delivery, deliver, reason_of, write_refusals


def add_commands(commands: Any) -> None:
    """Register the commands."""
    bring = commands.add_parser("import", help="导入一个文件或文件夹")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument(
        "--mapping", type=Path, metavar="FILE", help="读取选项（JSON）：列对应、是否展开区段与楼盘表"
    )
    bring.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.ADDRESSES.value)
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
    options = ReadOptions.from_json(text)
    return replace(options, kind=Kind(kind)), text


def _import(args: argparse.Namespace) -> Answer:
    options, mapping = read_mapping(args.mapping, args.kind)
    progress = TerminalProgress()
    with opened(args) as store:
        done = deliver(store, acting(args, store), args.file, options, progress, mapping=mapping)
        today = legal_date(store.clock.now())
    progress.close()
    reject_file = _refusals(args, done, today)
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
    return Answer(FINDINGS if balance.rejected else DONE, values, tuple(lines))


def _refusals(args: argparse.Namespace, done: Delivery, today: str) -> Path | None:
    if not done.refused:
        return None
    path = (args.reject_file or args.file.with_name(f"{args.file.stem}-退回清单.xlsx")).absolute()
    write_refusals(path, f"{args.file.name} 退回与略过清单", done.refused, today)
    return Path(path)


def _check(args: argparse.Namespace) -> Answer:
    from desktop.quality.problems_list import write_problems

    with opened(args) as store:
        report = find_problems(store, acting(args, store))
        today = legal_date(store.clock.now())
    if args.out:
        write_problems(args.out, report.items, today)
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
    return Answer(DONE, values, tuple(f"{sheet}" for sheet in sheets))
