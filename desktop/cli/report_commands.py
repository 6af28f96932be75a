"""``zhipai report …`` and ``zhipai export``: what leaves the office as a workbook."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from db.domain.errors import BadFile
from db.services.bulletin import bulletin
from db.services.extracts import addresses
from db.services.quality import open_problems
from db.store.store import Store
from desktop.cli.context import DONE, Answer, check_writable, common_options, day, opened, writing
from desktop.office import list_head


def add_commands(commands: Any) -> None:
    """Register the commands."""
    report = commands.add_parser("report", help="督导通报").add_subparsers(required=True, metavar="动作")
    circular = report.add_parser("bulletin", help="通报表")
    circular.add_argument("--area", metavar="CODE", help="市、区、镇街或社区代码（默认全区）")
    circular.add_argument("--out", type=Path, required=True, metavar="F.xlsx")
    common_options(circular)
    circular.set_defaults(run=_bulletin)
    export = commands.add_parser("export", help="导出清单")
    export.add_argument("--kind", choices=tuple(_KINDS), required=True, help="地址或未办结的问题")
    export.add_argument("--out", type=Path, required=True, metavar="F.xlsx")
    export.add_argument("--as-of", type=day, metavar="DATE", help="哪一天的地址，如 2024-06-30（默认现状）")
    export.add_argument("--area", default="", metavar="CODE", help="只要一个区、镇街或社区的地址")
    export.add_argument("--plain", action="store_true", help="只有表头和数据，便于其他系统读取")
    common_options(export)
    export.set_defaults(run=_export)


def _bulletin(args: argparse.Namespace) -> Answer:
    from desktop.files.bulletin_xlsx import write_bulletin

    check_writable(args.out)
    with opened(args) as store:
        figures = bulletin(store, args.area or store.district_code)
    with writing(args.out):
        rows = write_bulletin(args.out, figures)
    return _written(args.out, rows)


def _written(file: Path, rows: int) -> Answer:
    return Answer(DONE, {"rows": rows, "file": str(file.absolute())}, (f"{file}：{rows} 行",))


def _export(args: argparse.Namespace) -> Answer:
    if args.as_of and args.kind != "addresses":
        raise BadFile("--as-of", "only_addresses", detail=args.kind)
    check_writable(args.out)
    with opened(args) as store, writing(args.out):
        return _written(args.out, _KINDS[args.kind](store, args))


def _addresses(store: Store, args: argparse.Namespace) -> int:
    from desktop.sharing.address_list import write_addresses

    on = args.as_of or ""
    return write_addresses(args.out, addresses(store, on, args.area), list_head(store, on), plain=args.plain)


def _problems(store: Store, args: argparse.Namespace) -> int:
    from desktop.quality.problems_list import open_ones, write_problems

    return write_problems(args.out, open_ones(open_problems(store)), list_head(store), plain=args.plain)


_KINDS: dict[str, Callable[[Store, argparse.Namespace], int]] = {
    "addresses": _addresses,
    "problems": _problems,
}
