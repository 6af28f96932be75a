"""``zhipai store join``: another office's register is compared, decided about line by line, and joined."""

import argparse
import json
from pathlib import Path
from typing import Any

from db.domain.errors import BadFile
from db.domain.joining import Choice, Double
from db.services.joining import Joined, JoinPlan, compare_stores, join_stores
from db.services.store import open_store
from db.store.store import Store
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
from desktop.cli.json_lines import JsonLines, Refused, keep_apart
from desktop.error_reasons import clash_reason


def add_action(actions: Any) -> None:
    """Register the action under ``zhipai store``."""
    parser: argparse.ArgumentParser = actions.add_parser("join", help="把同一个区另一个库并入本库（--store）")
    common_options(parser)
    parser.add_argument("other", metavar="URL", help="另一个库；并入后原样保留，作为它自己日志的凭证")
    parser.add_argument(
        "--doubles", type=Path, metavar="FILE.jsonl", help="把两库都有的地址写成清单，逐行决定"
    )
    parser.add_argument(
        "--decided",
        type=Path,
        metavar="FILE.jsonl",
        help="决定过的清单：choice 为 same（同一地址）或 leave_out（暂不并入）；给了才并入",
    )
    parser.add_argument("--reason", default="", help="并入的理由，记入日志")
    parser.set_defaults(run=_join)


def _join(args: argparse.Namespace) -> Answer:
    if args.doubles:
        check_writable(args.doubles)
        if args.decided:
            keep_apart(args.doubles, args.decided)
    choices = _choices(args.decided) if args.decided else None
    if choices is not None and not args.reason.strip():
        raise BadFile("--reason", "no_reason")
    with opened(args) as store:
        other = open_store(args.other)
        try:
            return _compared(args, store, other) if choices is None else _joined(args, store, other, choices)
        finally:
            other.close()


def _compared(args: argparse.Namespace, store: Store, other: Store) -> Answer:
    plan = compare_stores(store, other, TerminalProgress())
    if args.doubles:
        with writing(args.doubles):
            args.doubles.write_text("".join(_line(one) for one in plan.doubles), encoding="utf-8")
    return _plan_answer(plan)


def _plan_answer(plan: JoinPlan) -> Answer:
    clashing = [one for one in plan.doubles if not one.may_be_same]
    values = {
        "addresses": plan.addresses,
        "places": plan.places,
        "new": plan.new,
        "doubles": len(plan.doubles),
        "clashing": len(clashing),
    }
    lines = [
        f"另一个库有地址 {plan.addresses:,} 个，地名 {plan.places:,} 个；其中 {plan.new:,} 个地址本库没有",
        f"两库都有的 {len(plan.doubles):,} 个，其中 {len(clashing):,} 个互相冲突，须先在一个库里改正，或暂不并入",
    ]
    lines += [f"{one.theirs.text}：{_why(one)}" for one in clashing[:20]]
    return Answer(FINDINGS if plan.doubles else DONE, values, tuple(lines))


def _why(double: Double) -> str:
    return "；".join(clash_reason(one) for one in double.clashes)


def _line(double: Double) -> str:
    choice = Choice.SAME if double.may_be_same else Choice.LEAVE_OUT
    values = {
        "id": double.theirs.id,
        "theirs": double.theirs.text,
        "ours": double.ours.text,
        "why": _why(double),
        "choice": choice.value,
    }
    return json.dumps(values, ensure_ascii=False) + "\n"


def _choices(file: Path) -> dict[int, Choice]:
    """What a person decided.

    Raises:
        BadFile: the first line that is no decision; half a list of decisions is none.
    """
    found: dict[int, Choice] = {}
    lines = JsonLines(file)
    for _line_no, (their_id, choice) in lines.each(_choice):
        found[their_id] = choice
    if lines.rejected:
        raise BadFile(str(file), "bad_decisions", detail=str(lines.rejected))
    return found


def _choice(row: dict[str, Any]) -> tuple[int, Choice]:
    their_id, choice = row.get("id"), row.get("choice")
    if not isinstance(their_id, int) or isinstance(their_id, bool):
        raise Refused("没有编号 id")
    if choice not in set(Choice):
        raise Refused("choice 应为 same 或 leave_out")
    return their_id, Choice(choice)


def _joined(args: argparse.Namespace, store: Store, other: Store, choices: dict[int, Choice]) -> Answer:
    actor = acting(args, store)
    done = join_stores(store, actor, other, choices, args.reason.strip(), TerminalProgress())
    return Answer(FINDINGS if done.left_out else DONE, _values(done), _told(done))


def _values(done: Joined) -> dict[str, Any]:
    tables = {
        name: {"read": one.read, "joined": one.joined, "same": one.same, "left_out": one.left_out}
        for name, one in done.tallies.items()
        if one.read
    }
    return {"entry": done.changes.entry, "left_out": done.left_out, "tables": tables}


def _told(done: Joined) -> tuple[str, ...]:
    lines = [f"已并入，日志第 {done.changes.entry} 条；暂不并入的地址 {done.left_out:,} 个，仍在原库"]
    lines += [
        f"{name}：读 {one.read:,}，并入 {one.joined:,}，本库已有 {one.same:,}，未并入 {one.left_out:,}"
        for name, one in done.tallies.items()
        if one.read
    ]
    return tuple(lines)
