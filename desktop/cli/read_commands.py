"""``zhipai parse``: written addresses into elements, line by line."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from db.domain.errors import BadFile
from db.domain.reading.reader import read_address
from desktop.cli.context import DONE, FINDINGS, Answer, check_writable, common_options, writing
from desktop.files.atomic import whole_file

LONGEST = 1_000
"""More characters than this are no address."""

_NAMED = 50
"""How many refused lines are told on the terminal before only their number is."""

_EMOJI = 0x1F000
_MARKS = frozenset(map(chr, (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFD)))


class _Refused(Exception):
    """A line that is not read; carries why."""


def add_commands(commands: Any) -> None:
    """Register the command."""
    parse = commands.add_parser("parse", help="把地址文本拆成要素")
    parse.add_argument("--in", dest="file", type=Path, required=True, metavar="F.jsonl", help="每行 {text}")
    parse.add_argument("--out", type=Path, required=True, metavar="F.jsonl", help="每行 {text, elements}")
    common_options(parse)
    parse.set_defaults(run=_parse)


def _parse(args: argparse.Namespace) -> Answer:
    check_writable(args.out)
    read = parsed = 0
    with writing(args.out), whole_file(args.out) as target:
        for line_no, line in enumerate(_lines(args.file), 1):
            read += 1
            try:
                target.write(_answer(line))
                parsed += 1
            except _Refused as refused:
                if read - parsed <= _NAMED:
                    print(f"{args.file.name} 第 {line_no} 行：{refused}", file=sys.stderr)
    rejected = read - parsed
    if rejected > _NAMED:
        print(f"{args.file.name}：另有 {rejected - _NAMED} 行未读", file=sys.stderr)
    values = {"read": read, "parsed": parsed, "rejected": rejected}
    words = f"{args.out}：{read} 行，拆分 {parsed} 行，未读 {rejected} 行"
    return Answer(FINDINGS if rejected else DONE, values, (words,))


def _lines(file: Path) -> Iterator[bytes]:
    """The lines of a file, one at a time.

    Raises:
        BadFile: it is missing or cannot be read.
    """
    try:
        source: BinaryIO = file.open("rb")
    except FileNotFoundError:
        raise BadFile(str(file), "not_found") from None
    except PermissionError:
        raise BadFile(str(file), "no_permission") from None
    except OSError as error:
        raise BadFile(str(file), "cannot_read", detail=error.strerror or "") from error
    with source:
        yield from source


def _answer(line: bytes) -> bytes:
    """The line to write for a line that was read."""
    text = _text_of(line)
    _check(text)
    answer = {"text": text, "elements": read_address(text).values}
    return json.dumps(answer, ensure_ascii=False).encode() + b"\n"


def _text_of(line: bytes) -> str:
    try:
        written = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Refused(f"不是 UTF-8 文字（第 {error.start + 1} 字节）") from None
    if not written.strip():
        raise _Refused("空行")
    try:
        row = json.loads(written)
    except (json.JSONDecodeError, RecursionError, ValueError):
        raise _Refused("不是 JSON") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise _Refused("没有文字字段 text")
    text: str = row["text"]
    return text


def _check(text: str) -> None:
    if not text.strip():
        raise _Refused("text 是空的")
    if len(text) > LONGEST:
        raise _Refused(f"text 有 {len(text)} 个字，超过 {LONGEST} 个")
    if text.isascii() and text.isprintable():
        return
    for place, char in enumerate(text, 1):
        code = ord(char)
        if (code < 0x20 and char != "\t") or 0x7F <= code < 0xA0:
            raise _Refused(f"text 第 {place} 个字是控制字符 U+{code:04X}")
        if _EMOJI <= code < 0x20000 or char in _MARKS or 0xD800 <= code < 0xE000:
            raise _Refused(f"text 第 {place} 个字 U+{code:04X} 不能出现在地址里")
