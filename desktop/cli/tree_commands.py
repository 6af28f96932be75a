"""``zhipai search``, ``show``, ``propose``: looking at the tree and asking for numbers."""

import argparse
from dataclasses import asdict
from typing import Any

from db.domain.errors import NotFound
from db.domain.search_names import Goal
from db.services import addresses
from db.services.numbering import propose
from db.services.places import find_place
from db.services.search import near, search
from db.store.search_text import Hit
from desktop.cli.context import DONE, FINDINGS, Answer, common_options, day, opened, positive
from desktop.cli.history_commands import shown_on


def add_commands(commands: Any) -> None:
    """Register the commands."""
    find = commands.add_parser("search", help="查地址")
    find.add_argument("text", metavar="TEXT", help="地址、地名、别名、编码、拼音或首字母的任一部分")
    find.add_argument("--limit", type=positive, default=50, metavar="N")
    common_options(find)
    find.set_defaults(run=_search)
    show = commands.add_parser("show", help="一个地址的全部")
    show.add_argument("code", metavar="CODE", help="地址编码、二维码内容或本系统编号")
    show.add_argument("--as-of", type=day, metavar="DATE", help="哪一天的样子，如 2024-06-30（默认现状）")
    common_options(show)
    show.set_defaults(run=_show)
    number = commands.add_parser("propose", help="拟号")
    number.add_argument("street", metavar="STREET")
    number.add_argument("--side", choices=("left", "right"), required=True)
    number.add_argument("--count", type=positive, default=1, metavar="N")
    common_options(number)
    number.set_defaults(run=_propose)


def _search(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        hits = search(store, args.text, args.limit)
        offered = () if hits else near(store, args.text)
    values = {"hits": [_hit(hit) for hit in hits], "near": [_hit(hit) for hit in offered]}
    lines = [f"{hit.full_text}\t{hit.by}".rstrip("\t") for hit in hits or offered]
    if not hits:
        lines.insert(0, "没有找到，名称相近的有" if offered else "没有找到")
    return Answer(DONE if hits else FINDINGS, values, tuple(lines))


def _hit(hit: Hit) -> dict[str, str]:
    codes = {Goal.NODE: hit.code or str(hit.id), Goal.DIVISION: f"{hit.id:012d}", Goal.PLACE: ""}
    found = {"code": codes[hit.goal], "full_text": hit.full_text, "kind": hit.kind, "state": hit.legal}
    return found | {"why": hit.why.value, "by": hit.by}


def _show(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        if args.as_of:
            return shown_on(store, args.code, args.as_of)
        node_id = addresses.node_by_code(store, args.code)
        detail = addresses.node_detail(store, node_id)
        path = addresses.path_to(store, node_id)
    values = {
        "node": asdict(detail.row),
        "path": [asdict(step) for step in path],
        "code": detail.code,
        "payload": detail.payload,
        "plates": [asdict(plate) for plate in detail.plates],
        "problems": [asdict(problem) for problem in detail.problems],
        "history": [asdict(version) for version in detail.versions],
    }
    lines = (
        detail.row.full_text,
        f"{detail.district} / {detail.subdistrict} / {detail.community} / {detail.place} {detail.pinyin}",
        f"编码 {detail.code or '—'}  二维码 {detail.payload or '—'}  牌 {len(detail.plates)}  问题 {len(detail.problems)}",
    )
    return Answer(DONE, values, lines)


def _propose(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        place_id = find_place(store, args.street)
        if place_id is None:
            raise NotFound("place", args.street)
        proposals = propose(store, place_id, args.side, args.count)
    values = {"proposals": [{"number": str(p.number), "reason": p.reason} for p in proposals]}
    return Answer(DONE, values, tuple(f"{p.number}\t{p.reason}" for p in proposals))
