"""``zhipai audit …``: is the journal whole, what proves it, and what an auditor reads."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from db.domain.audit import KeptHead, day_bounds
from db.domain.errors import BadFile
from db.domain.progress import Progress
from db.services import audit
from db.services.settings import current
from db.store.journal_read import Wanted
from db.store.store import Store
from desktop.cli.context import (
    DONE,
    FINDINGS,
    Answer,
    TerminalProgress,
    check_writable,
    common_options,
    opened,
    writing,
)
from desktop.files.journal_head import read_head, write_head

T = TypeVar("T")


def add_commands(commands: Any) -> None:
    """Register the commands."""
    group = commands.add_parser("audit", help="操作日志：校验、链头、导出").add_subparsers(
        required=True, metavar="动作"
    )
    verify = group.add_parser("verify", help="逐条校验日志链")
    verify.add_argument(
        "--head",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="先前导出、另处保存的链头，可多次",
    )
    _finish(verify, _verify)
    head = group.add_parser("head", help="导出链头：.pdf 为打印页，其他为 JSON")
    head.add_argument("--out", type=Path, required=True, metavar="FILE")
    _finish(head, _head)
    export = group.add_parser("export", help="导出给审计人员：.xlsx、.csv 或 .jsonl")
    export.add_argument(
        "--from", dest="first", type=_day, default="", metavar="DATE", help="首日，如 2026-01-01"
    )
    export.add_argument("--to", dest="last", type=_day, default="", metavar="DATE", help="末日（含）")
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    _finish(export, _export)


def _finish(parser: argparse.ArgumentParser, run: Any) -> None:
    common_options(parser)
    parser.set_defaults(run=run)


def _day(text: str) -> str:
    day_bounds(text, text)
    return text


_day.__name__ = "日期（如 2026-01-01）"  # what argparse calls the type of a value it refuses


def _verify(args: argparse.Namespace) -> Answer:
    from desktop.terms import damage_term  # loads the translator

    kept = [(file, read_head(file)) for file in args.head]
    with opened(args) as store:
        for file, head in kept:
            audit.refuse_other_store(store, head, str(file))
        verdict = _watched(lambda progress: audit.verify(store, [head for _, head in kept], progress))
    found = verdict.finding
    values = {
        "entries": verdict.entries,
        "head": verdict.head,
        "ok": found is None,
        "first_bad": found.seq if found else None,
        "kind": found.kind.value if found else None,
    }
    told = f"第 {found.seq} 条：{damage_term(found.kind)}" if found else "完好"
    return Answer(
        FINDINGS if found else DONE, values, (f"{verdict.entries} 条，{told}", f"链头 {verdict.head}")
    )


def _watched(work: Callable[[Progress], T]) -> T:
    progress = TerminalProgress()
    try:
        return work(progress)
    finally:
        progress.close()


def _head(args: argparse.Namespace) -> Answer:
    check_writable(args.out)
    with opened(args) as store:
        head = _watched(lambda progress: audit.take_head(store, progress))
        with writing(args.out):
            if args.out.suffix.lower() == ".pdf":
                _write_sheet(store, args.out, head)
            else:
                write_head(args.out, head)
    values = {"entries": head.seq, "head": head.hash, "ok": True, "first_bad": None, "file": str(args.out)}
    return Answer(DONE, values, (f"{head.seq} 条，链头 {head.hash}", f"已写入 {args.out}；请另处保存"))


def _write_sheet(store: Store, path: Path, head: KeptHead) -> None:
    from desktop.files.head_sheet import write_head_sheet
    from desktop.office import list_head

    write_head_sheet(path, head, list_head(store).office)


def _export(args: argparse.Namespace) -> Answer:
    from desktop.journal.export import export_journal

    since, until = _bounds(args)
    check_writable(args.out)
    with opened(args) as store, writing(args.out):
        kept_days = current(store).keep_days
        done = _watched(
            lambda progress: export_journal(store, Wanted(since=since, until=until), args.out, progress)
        )
    values = {"entries": done.entries, "rows": done.rows, "file": str(args.out), "kept_days": kept_days}
    rule = f"操作日志保存不少于 {kept_days} 天；本系统不删除任何日志"
    return Answer(DONE, values, (f"{done.entries} 条日志，{done.rows} 行，已写入 {args.out}", rule))


def _bounds(args: argparse.Namespace) -> tuple[str, str]:
    """The span asked for.

    Raises:
        BadFile: it runs backwards.
    """
    try:
        return day_bounds(args.first, args.last)
    except ValueError as error:
        raise BadFile("--to", "days_backwards", detail=f"{args.first} – {args.last}") from error
