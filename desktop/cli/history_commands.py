"""``zhipai show --as-of``, ``history``, ``diff``, ``former``: addresses through time."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.domain.audit import local_time
from db.domain.errors import BadFile
from db.domain.timeline import FOREVER, Event, Tally
from db.services import addresses, history
from db.services.history_diff import compare, compared_lines
from db.store.store import Store
from desktop.cli.context import (
    DONE,
    FINDINGS,
    Answer,
    TerminalProgress,
    check_writable,
    common_options,
    day,
    opened,
    positive,
    writing,
)

_SHOWN = 50


def add_commands(commands: Any) -> None:
    """Register the commands."""
    told = commands.add_parser("history", help="一个地址的沿革")
    told.add_argument("code", metavar="CODE", help="地址编码、二维码内容或本系统编号")
    common_options(told)
    told.set_defaults(run=_history)
    diff = commands.add_parser("diff", help="两个日期之间的变化")
    diff.add_argument("first", type=day, metavar="DATE", help="较早的一天，如 2024-01-01")
    diff.add_argument("second", type=day, metavar="DATE", help="较晚的一天")
    diff.add_argument("--area", default="", metavar="CODE", help="区、镇街或社区代码（默认全部）")
    diff.add_argument("--limit", type=positive, default=_SHOWN, metavar="N", help="屏幕上列几条")
    diff.add_argument("--out", type=Path, metavar="F.xlsx", help="全部变化写成表格")
    common_options(diff)
    diff.set_defaults(run=_diff)
    former = commands.add_parser("former", help="按旧地址查现在的地址")
    former.add_argument("text", metavar="TEXT")
    common_options(former)
    former.set_defaults(run=_former)


def shown_on(store: Store, code: str, on: str) -> Answer:
    """One address as it was on a day.

    Raises:
        NotFound: no such address, or none that day.
    """
    node_id = addresses.node_by_code(store, code)
    found = history.address_on(store, node_id, on)
    values = {"as_of": on, "node": asdict(found)}
    lines = (
        f"截至 {on}：{found.full_text}",
        f"{found.district} / {found.subdistrict} / {found.community} / {found.place}",
    )
    return Answer(DONE, values, lines)


def _history(args: argparse.Namespace) -> Answer:
    from desktop.history.words import event_text  # the window's words; loads the translator

    with opened(args) as store:
        story = history.story(store, addresses.node_by_code(store, args.code))
    values = {
        "periods": [
            {"from": one.valid_from, "to": one.valid_to, "full_text": one.address.full_text}
            for one in story.periods
        ],
        "events": [asdict(one) for one in story.events],
        "heirs": [{"id": node_id, "full_text": text} for node_id, text in story.heirs],
    }
    return Answer(DONE, values, tuple(_line(event, event_text(event)) for event in story.events))


def _line(event: Event, text: str) -> str:
    return f"{local_time(event.at) if event.at else event.on}  {text}"


def _diff(args: argparse.Namespace) -> Answer:
    from desktop.history.words import line_text, tally_text

    if not args.first < args.second:
        raise BadFile("DATE", "dates_reversed", detail=f"{args.first} {args.second}")
    if args.out:
        check_writable(args.out)
    progress = TerminalProgress()
    with opened(args) as store:
        found = compare(store, args.area, args.first, args.second, args.limit, progress)
        if args.out:
            _write(store, args)
    progress.close()
    values = {
        "first": found.first,
        "second": found.second,
        "counts": {kind.value: n for kind, n in found.tally.counts.items()},
        "led": found.tally.led,
        "lines": [asdict(one) for one in found.lines],
        "more": found.more,
        "file": str(args.out.absolute()) if args.out else None,
    }
    lines = [tally_text(found.tally), *(line_text(one) for one in found.lines)]
    return Answer(DONE, values, (*lines, *(["……"] if found.more else [])))


def _write(store: Store, args: argparse.Namespace) -> None:
    from desktop.history.difference_list import write_differences
    from desktop.office import list_head

    with writing(args.out):
        lines = compared_lines(store, args.area, args.first, args.second, Tally())
        write_differences(args.out, lines, (args.first, args.second), list_head(store))


def _former(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        found = history.former_addresses(store, args.text)
    values = {"hits": [asdict(one) for one in found]}
    lines = []
    for one in found:
        until = "至今" if one.valid_to == FOREVER else f"至 {one.valid_to}"
        spell = f"{one.valid_from or '—'} {until}" if one.valid_to else "未满一日或已更正"
        now = "、".join(text for _id, text in one.heirs) or one.full_text
        lines.append(f"{spell}  现为 {now}")
    return Answer(DONE if found else FINDINGS, values, tuple(lines) or ("没有找到",))
