"""``zhipai glyphs``: what a sender's private-use characters stand for."""

import argparse
from pathlib import Path
from typing import Any

from db.domain.gb18030 import FORMER_PLACES
from db.domain.private_use import UNKNOWN_SENDER, code_of, read_pair
from db.services.private_use import Glyphs, every_sender, keep
from desktop.cli.context import DONE, Answer, acting, common_options, opened


def add_commands(commands: Any) -> None:
    """Register the command."""
    one = commands.add_parser("glyphs", help="自造字对照：来文单位的自造字各是哪个标准字")
    one.add_argument("--source", default="", metavar="NAME", help="来文单位；不写则列出所有单位的对照")
    one.add_argument("--map", nargs="+", default=[], metavar="U+E863=䶮", help="登记对照，可写多个")
    one.add_argument("--list", type=Path, metavar="FILE", help="两列的对照表：自造字（或码位）、标准字")
    one.add_argument(
        "--standard", action="store_true", help="该单位的专用码按 GBK 与 GB 18030 旧版的原有位置对照"
    )
    one.add_argument("--correct", action="store_true", help="更正已有的对照")
    common_options(one)
    one.set_defaults(run=_glyphs)


def _glyphs(args: argparse.Namespace) -> Answer:
    source = args.source or UNKNOWN_SENDER
    told = dict(FORMER_PLACES) if args.standard else {}
    told |= dict(read_pair(pair, source) for pair in args.map)
    if args.list is not None:
        from desktop.files.pairs import read_pairs

        told = {**read_pairs(args.list, source), **told}
    with opened(args) as store:
        if told:
            keep(store, acting(args, store), source, told, instead=args.correct)
        known = [one for one in every_sender(store) if one.source == source or not (args.source or told)]
    lines = [line for one in known for line in _lines(one)] or ["还没有自造字对照"]
    values = {
        "sources": [{"source": one.source, "version": one.version, "pairs": _codes(one)} for one in known]
    }
    return Answer(DONE, values, tuple(lines))


def _codes(one: Glyphs) -> dict[str, str]:
    return {code_of(private): char for private, char in one.pairs.items()}


def _lines(one: Glyphs) -> list[str]:
    head = f"{one.source}（第 {one.version} 版，{len(one.pairs)} 个）"
    return [head, *(f"  {code} = {char} {code_of(char)}" for code, char in _codes(one).items())]
