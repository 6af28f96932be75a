"""``zhipai plates …``: lock a list, write the plates, read them back."""

import argparse
from pathlib import Path
from typing import Any

from db.domain.errors import BadFile
from db.domain.plate import PlateClass
from db.domain.plate_check import Mismatch
from db.services.plates import batch_by_number
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


def add_commands(commands: Any) -> None:
    """Register the commands."""
    plates = commands.add_parser("plates", help="制牌").add_subparsers(required=True, metavar="动作")
    batch = plates.add_parser("batch", help="锁定制作清单")
    batch.add_argument("--area", required=True, metavar="CODE", help="区、镇街或社区代码")
    batch.add_argument(
        "--class", dest="plate_class", choices=[item.value for item in PlateClass], metavar="C"
    )
    common_options(batch)
    batch.set_defaults(run=_batch)
    render = plates.add_parser("render", help="出图")
    render.add_argument("batch", metavar="BATCH", help="批次号")
    render.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    common_options(render)
    render.set_defaults(run=_render)
    verify = plates.add_parser("verify", help="重新打开成品，逐张解码并核对文字")
    verify.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    verify.add_argument("--record", action="store_true", help="把结论记到批次上（需要账号）")
    common_options(verify)
    verify.set_defaults(run=_verify)


def _batch(args: argparse.Namespace) -> Answer:
    from desktop.plates.produce import lock

    progress = TerminalProgress()
    with opened(args) as store:
        wanted = PlateClass(args.plate_class) if args.plate_class else None
        made = lock(store, acting(args, store), args.area, progress, wanted)
    progress.close()
    blocked = [{"address": one.full_text, "reason": one.reason} for one in made.blocked]
    batches = [{"batch": b.number, "class": b.plate_class, "plates": b.lines} for b in made.batches]
    count = sum(b.lines for b in made.batches)
    values = {
        "plates": count,
        "pages": 0,
        "decoded": 0,
        "mismatched": [],
        "blocked": blocked,
        "batches": batches,
    }
    lines = [f"{b.number}：{b.lines} 块" for b in made.batches] + [f"不能制作 {len(blocked)} 条"]
    return Answer(FINDINGS if blocked else DONE, values, tuple(lines))


def _render(args: argparse.Namespace) -> Answer:
    from desktop.plates.produce import render

    check_writable(args.out)
    progress = TerminalProgress()
    with opened(args) as store, writing(args.out):
        made = render(store, acting(args, store), batch_by_number(store, args.batch), args.out, progress)
    progress.close()
    values = {"plates": made.pages, "pages": made.pages, "decoded": 0, "mismatched": [], "blocked": []}
    values |= {"files": [str(made.pdf), str(made.worklist)]}
    return Answer(DONE, values, (f"{made.pdf}：{made.pages} 页", str(made.worklist)))


def pdf_files(paths: list[Path]) -> list[Path]:
    """The PDF files named, folders opened.

    Raises:
        BadFile: a path is missing, or a folder holds no PDF.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.glob("*.pdf")) if path.is_dir() else [path]
        if not inside or not all(file.is_file() for file in inside):
            raise BadFile(str(path), "not_found")
        found += inside
    return found


_DIFFERENCES = {
    "qr_unreadable": "二维码读不出",
    "qr_wrong": "二维码与登记不符",
    "qr_swapped": "二维码是另一块牌的",
    "qr_extra": "多出一个二维码",
    "text_wrong": "文字与登记不符",
    "text_missing": "缺少文字",
    "text_extra": "多出文字",
    "size_wrong": "尺寸不符",
    "page_missing": "缺这一页",
    "page_extra": "多出这一页",
    "page_moved": "页序不对",
    "batch_wrong": "不是这个批次的文件",
    "count_wrong": "牌数不符",
}


def difference_line(file: str, one: Mismatch) -> str:
    """One difference in a line for people."""
    place = [file, f"第 {one.page} 页" if one.page else "", one.key]
    parts = [f"{word}「{text}」" for word, text in (("应为", one.wanted), ("读到", one.found)) if text]
    detail = f"（{'，'.join(parts)}）" if parts else ""
    return f"{' '.join(part for part in place if part)}：{_DIFFERENCES[one.why]}{detail}"


def _verify(args: argparse.Namespace) -> Answer:
    from desktop.plates.verify import record, verify

    progress = TerminalProgress()
    with opened(args) as store:
        verdicts = [verify(store, path, progress) for path in pdf_files(args.paths)]
        if args.record:
            actor = acting(args, store)
            for verdict in verdicts:
                if not verdict.batch:
                    raise BadFile(str(verdict.path), "no_batch")
            for verdict in verdicts:
                record(store, actor, verdict)
    progress.close()
    wrong = [
        {
            "file": verdict.path.name,
            "page": one.page,
            "why": one.why,
            "role": one.role,
            "wanted": one.wanted,
            "found": one.found,
            "address": one.key,
        }
        for verdict in verdicts
        for one in verdict.report.mismatched
    ]
    values = {
        "plates": sum(v.report.plates for v in verdicts),
        "pages": sum(v.report.pages for v in verdicts),
        "decoded": sum(v.report.decoded for v in verdicts),
        "mismatched": wrong,
        "blocked": [],
    }
    ok = all(verdict.report.ok for verdict in verdicts)
    lines = [f"牌 {values['plates']}，页 {values['pages']}，读出 {values['decoded']}，不符 {len(wrong)}"]
    lines += [difference_line(v.path.name, one) for v in verdicts for one in v.report.mismatched]
    return Answer(DONE if ok else FINDINGS, values, tuple(lines))
