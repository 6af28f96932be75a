"""``zhipai package …``: issue inspection packages, look into them, take filled ones in."""

import argparse
import secrets
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.domain.errors import DomainError
from db.services.inspections import MergeReport, export_package, merge_package
from desktop.cli.context import (
    DONE,
    FINDINGS,
    Answer,
    acting,
    check_writable,
    common_options,
    opened,
    positive,
    writing,
)
from desktop.files.package import read_package, write_package

SAMPLE = 60
_SEEDS = 1 << 31
_SUMS = ("forms", "answers", "attachments", "applied", "unchanged")


def add_commands(commands: Any) -> None:
    """Register the commands."""
    package = commands.add_parser("package", help="检查数据包").add_subparsers(required=True, metavar="动作")
    export = package.add_parser("export", help="抽样并下发")
    export.add_argument("--area", metavar="CODE", help="区、镇街或社区代码（默认全区）")
    export.add_argument(
        "--sample", type=positive, default=SAMPLE, metavar="N", help=f"抽多少块牌（默认 {SAMPLE}）"
    )
    export.add_argument("--seed", type=int, metavar="N", help="抽样种子，同一种子得同一样本（默认随机）")
    export.add_argument("--out", type=Path, required=True, metavar="F.zpk")
    common_options(export)
    export.set_defaults(run=_export)
    look = package.add_parser("open", help="只看不并入")
    look.add_argument("file", type=Path, metavar="FILE")
    common_options(look)
    look.set_defaults(run=_open)
    merge = package.add_parser("merge", help="并入回收的包")
    merge.add_argument("files", type=Path, nargs="+", metavar="FILE")
    common_options(merge)
    merge.set_defaults(run=_merge)


def _values(**known: Any) -> dict[str, Any]:
    return {**dict.fromkeys(_SUMS, 0), "conflicts": [], "rejected": [], **known}


def _export(args: argparse.Namespace) -> Answer:
    check_writable(args.out)
    seed = secrets.randbelow(_SEEDS) if args.seed is None else args.seed
    with opened(args) as store:
        actor = acting(args, store)
        issued = export_package(store, actor, args.area or store.district_code, args.sample, seed).package
        with writing(args.out):
            write_package(args.out, issued)
    forms = len(issued.forms)
    values = _values(forms=forms, package=str(issued.id), seed=seed, file=str(args.out.absolute()))
    return Answer(DONE, values, (f"{args.out}：检查表 {forms} 张，抽样种子 {seed}",))


def _open(args: argparse.Namespace) -> Answer:
    content = read_package(args.file)
    by_inspector = Counter(f"{one.inspector}/{one.device}" for one in content.answers)
    values = _values(
        forms=len(content.forms),
        answers=len(content.answers),
        attachments=len(content.attachments),
        package=str(content.id),
        district=content.district,
        area=content.area,
        created=content.created,
        checklist=content.checklist.version,
        inspectors=dict(sorted(by_inspector.items())),
    )
    lines = (
        f"检查包 {content.id}，区域 {content.area}，下发于 {content.created}，检查表版本 {content.checklist.version}",
        f"检查表 {len(content.forms)} 张，答案 {len(content.answers)} 条，附件 {len(content.attachments)} 个",
        *(f"{who}：{count} 条" for who, count in sorted(by_inspector.items())),
    )
    return Answer(DONE, values, lines)


def _merge(args: argparse.Namespace) -> Answer:
    """Every file is read before the first is taken in; each is one transaction, and one refused stops no other."""
    contents = [(file, read_package(file)) for file in args.files]
    done: list[tuple[Path, MergeReport]] = []
    refused: list[tuple[Path, DomainError]] = []
    with opened(args) as store:
        actor = acting(args, store)
        for file, content in contents:
            try:
                done.append((file, merge_package(store, actor, content)))
            except DomainError as error:
                refused.append((file, error))
    if not done:
        raise refused[0][1]
    conflicts = [{"file": file.name, **asdict(one)} for file, report in done for one in report.conflicts]
    rejected = [{"file": file.name, **asdict(one)} for file, report in done for one in report.rejected]
    rejected += [{"file": file.name, "why": f"{type(error).__name__} {error}"} for file, error in refused]
    sums = {name: sum(getattr(report, name) for _, report in done) for name in _SUMS}
    lines = [
        f"{file.name}：检查表 {report.forms}，答案 {report.answers}，附件 {report.attachments}，"
        f"并入 {report.applied}，已有 {report.unchanged}，冲突 {len(report.conflicts)}，退回 {len(report.rejected)}"
        for file, report in done
    ]
    lines += [f"{file.name}：没有并入（{error}）" for file, error in refused]
    whole = not conflicts and not rejected
    return Answer(
        DONE if whole else FINDINGS, _values(**sums, conflicts=conflicts, rejected=rejected), tuple(lines)
    )
