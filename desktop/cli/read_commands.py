"""``zhipai parse``: written addresses into elements, line by line."""

import argparse
import json
from pathlib import Path
from typing import Any

from db.domain.reading.reader import read_address
from desktop.cli.context import DONE, FINDINGS, Answer, check_writable, common_options, writing
from desktop.cli.json_lines import JsonLines, address_of
from desktop.files.atomic import whole_file


def add_commands(commands: Any) -> None:
    """Register the command."""
    parse = commands.add_parser("parse", help="把地址文本拆成要素")
    parse.add_argument("--in", dest="file", type=Path, required=True, metavar="F.jsonl", help="每行 {text}")
    parse.add_argument("--out", type=Path, required=True, metavar="F.jsonl", help="每行 {text, elements}")
    common_options(parse)
    parse.set_defaults(run=_parse)


def _parse(args: argparse.Namespace) -> Answer:
    check_writable(args.out)
    lines = JsonLines(args.file)
    with writing(args.out), whole_file(args.out) as target:
        for _, text in lines.each(address_of):
            answer = {"text": text, "elements": read_address(text).values}
            target.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
    parsed = lines.read - lines.rejected
    values = {"read": lines.read, "parsed": parsed, "rejected": lines.rejected}
    words = f"{args.out}：{lines.read} 行，拆分 {parsed} 行，未读 {lines.rejected} 行"
    return Answer(FINDINGS if lines.rejected else DONE, values, (words,))
