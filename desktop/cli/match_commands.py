"""``zhipai match``: pairs of addresses compared, or a list matched with another list or with the register."""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from db.domain.matching.compare import compare
from db.domain.matching.index import MatchIndex
from db.domain.matching.model import Match, Verdict
from db.domain.progress import Silent
from db.domain.reading.reader import read_address
from db.services.matching import Line, match_lines
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
from desktop.cli.json_lines import JsonLines, Refused, address_of, keep_apart
from desktop.files.atomic import whole_file
from desktop.seeds import known_names

_LABELS = {Verdict.SAME: 2, Verdict.CONTAINS: 1}
_LONGEST_CODE = 64
_STEP = 1_000
"""Lines between two steps of the bar."""

_WORDS = {
    Verdict.SAME: "同一",
    Verdict.CONTAINS: "包含",
    Verdict.CANDIDATE: "候选",
    Verdict.CONFLICT: "冲突",
    Verdict.NONE: "无",
}

_PAIR, _TEXT = "{a, b}", "{text}"

Row = dict[str, Any]
Numbered = Iterator[tuple[int, Row]]


def add_commands(commands: Any) -> None:
    """Register the command."""
    match = commands.add_parser("match", help="判断地址是否同一：成对比较，或与另一清单、与地址库比对")
    match.add_argument(
        "--in", dest="file", type=Path, required=True, metavar="F.jsonl", help="每行 {a, b} 或 {text, code?}"
    )
    match.add_argument("--out", type=Path, required=True, metavar="F.jsonl", help="每行一个结论")
    match.add_argument(
        "--against",
        type=Path,
        metavar="F.jsonl",
        help="比对的清单，每行 {id?, text, code?}；不给则与地址库比对",
    )
    common_options(match)
    match.set_defaults(run=_match)


class _Shape:
    """Takes lines of one shape, ``{a, b}`` or ``{text}``: the one wanted, else that of the first good line."""

    def __init__(self, wanted: str = "") -> None:
        self.wanted = wanted

    def __call__(self, row: Row) -> Row:
        """The fields of a line that count.

        Raises:
            Refused: another shape than the lines before, or a bad text or code.
        """
        pair, text = bool(row.keys() & {"a", "b"}), "text" in row
        if pair == text:
            raise Refused("既有 a、b 又有 text，不知按哪种比对" if text else "没有文字字段 text，也没有 a、b")
        shape = _PAIR if pair else _TEXT
        if self.wanted and shape != self.wanted:
            raise Refused(f"本次每行应当是 {self.wanted}，这一行是 {shape}")
        taken = (
            {"a": address_of(row, "a"), "b": address_of(row, "b")}
            if pair
            else {"text": address_of(row), "code": _code_of(row)}
        )
        self.wanted = shape
        return taken


def _code_of(row: Row) -> str:
    code = row.get("code")
    if code is None:
        return ""
    if not isinstance(code, str) or len(code) > _LONGEST_CODE or not code.isprintable():
        raise Refused(f"code 应当是不超过 {_LONGEST_CODE} 个字的文字")
    return code.strip()


def _match(args: argparse.Namespace) -> Answer:
    keep_apart(args.out, args.file, *([args.against] if args.against else ()))
    check_writable(args.out)
    lines = JsonLines(args.file)
    shape = _Shape(_TEXT if args.against else "")
    found: Counter[str] = Counter()
    more: Row = {}
    with closing(TerminalProgress()) as progress, writing(args.out), whole_file(args.out) as target:
        rows = _watched(lines, lines.each(shape), progress)
        first = next(rows, None)
        for answer in () if first is None else _answers(args, shape, chain([first], rows), more):
            found[answer["verdict"]] += 1
            target.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
    values = {"read": lines.read, "rejected": lines.rejected}
    values |= {verdict.value: found[verdict.value] for verdict in Verdict} | more
    said = "，".join(f"{word} {found[verdict.value]}" for verdict, word in _WORDS.items())
    words = f"{args.out}：{lines.read} 行，{said}，未读 {lines.rejected}"
    if more.get("entries_rejected"):
        words += f"；{args.against.name} 未读 {more['entries_rejected']}"
    whole = not lines.rejected and not more.get("entries_rejected")
    return Answer(DONE if whole else FINDINGS, values, (words,))


def _watched(lines: JsonLines, rows: Numbered, progress: TerminalProgress) -> Numbered:
    """Rows as they come, with the bar at how much of the file was read."""
    for count, row in enumerate(rows):
        if not count % _STEP:
            progress.step(lines.bytes_read, lines.size, lines.file.name)
        yield row


def _answers(args: argparse.Namespace, shape: _Shape, rows: Numbered, more: Row) -> Iterator[Row]:
    """What to write for each row; ``more`` takes what there is to say of the list looked in."""
    if shape.wanted == _PAIR:
        return _compared(rows)
    if args.against is not None:
        return _looked_up(args.against, rows, more)
    return _in_register(args, rows)


def _compared(rows: Numbered) -> Iterator[Row]:
    names = known_names()
    for _, row in rows:
        said = compare(read_address(row["a"]), read_address(row["b"]), names)
        yield {
            **row,
            "label": _LABELS.get(said.verdict, 0),
            "reason": said.reason,
            "verdict": said.verdict.value,
            "rung": said.rung.value,
        }


def _looked_up(against: Path, rows: Numbered, more: Row) -> Iterator[Row]:
    entries = JsonLines(against)
    index = MatchIndex(known_names())
    shown: dict[int, Row] = {}
    with closing(TerminalProgress()) as progress:
        for line_no, row in _watched(entries, entries.each(_entry), progress):
            index.add(line_no, row["text"], row.pop("code"))
            shown[line_no] = {"id": line_no, **row}
    more |= {"entries": entries.read - entries.rejected, "entries_rejected": entries.rejected}
    for _, row in rows:
        match = index.find(row["text"], row["code"])
        yield _answer(row["text"], match, [shown[one] for one in match.ids])


def _entry(row: Row) -> Row:
    taken: Row = {"text": address_of(row), "code": _code_of(row)}
    if row.get("id") is None:
        return taken
    if not isinstance(row["id"], str | int):
        raise Refused("id 应当是文字或整数")
    return {"id": row["id"], **taken}


def _in_register(args: argparse.Namespace, rows: Numbered) -> Iterator[Row]:
    lines: Iterable[Line] = (Line(line_no, row["text"], row["code"]) for line_no, row in rows)
    with opened(args) as store:
        for one in match_lines(store, lines, Silent()):
            matches = [{"id": entry.node_id, "text": entry.full_text} for entry in one.entries]
            yield _answer(one.line.text, one.match, matches)


def _answer(text: str, match: Match, matches: list[Row]) -> Row:
    return {
        "text": text,
        "verdict": match.verdict.value,
        "rung": match.rung.value,
        "reason": match.reason,
        "matches": matches,
    }
