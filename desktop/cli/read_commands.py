"""``zhipai parse``: written addresses into elements, line by line."""

import argparse
import json
from pathlib import Path
from typing import Any

from db.domain.reading.model import Lexicon
from db.domain.reading.reader import read_address
from db.services.matching import lexicon
from desktop.cli.context import DONE, FINDINGS, Answer, check_writable, common_options, opened, writing
from desktop.cli.json_lines import JsonLines, address_of, keep_apart
from desktop.files.atomic import whole_file


def add_commands(commands: Any) -> None:
    """Register the command."""
    parse = commands.add_parser("parse", help="把地址文本拆成要素")
    parse.add_argument("--in", dest="file", type=Path, required=True, metavar="F.jsonl", help="每行 {text}")
    parse.add_argument("--out", type=Path, required=True, metavar="F.jsonl", help="每行 {text, elements}")
    common_options(parse)
    parse.set_defaults(run=_parse)


def _words(args: argparse.Namespace) -> Lexicon:
    """The names of the store that was given; reading needs none."""
    if not args.store:
        return Lexicon()
    with opened(args) as store:
        return lexicon(store)


def _parse(args: argparse.Namespace) -> Answer:
    keep_apart(args.out, args.file)
    check_writable(args.out)
    words = _words(args)
    lines = JsonLines(args.file)
    with writing(args.out), whole_file(args.out) as target:
        for _, text in lines.each(address_of):
            answer = {"text": text, "elements": read_address(text, words).values}
            target.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
    parsed = lines.read - lines.rejected
    values = {"read": lines.read, "parsed": parsed, "rejected": lines.rejected}
    said = f"{args.out}：{lines.read} 行，拆分 {parsed} 行，未读 {lines.rejected} 行"
    return Answer(FINDINGS if lines.rejected else DONE, values, (said,))
