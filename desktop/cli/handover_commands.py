"""``zhipai account handover …``: what somebody answers for, offered and accepted without the window."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.domain.handover import Duty, DutyKey, DutyKind
from db.services import handover as services
from db.services.handover import Sheet, handover_sheet
from db.store.handover import OfferedItem
from db.store.store import Store
from desktop.cli.context import (
    DONE,
    FINDINGS,
    Answer,
    acting,
    check_writable,
    common_options,
    opened,
    writing,
)


def add_actions(actions: Any) -> None:
    """Register the actions under ``zhipai account``."""
    group = actions.add_parser(
        "handover", help="账号交接：列出、移交、接收、谢绝、撤回、打印"
    ).add_subparsers(required=True, metavar="动作")
    listed = _action(group, "list", "一个人负责的未办结事项和有关的交接", _list)
    listed.add_argument("account", nargs="?", default="", metavar="LOGIN", help="默认自己")
    offer = _action(group, "offer", "把事项交给别人，对方接收后转移", _offer)
    offer.add_argument("--from", dest="giver", default="", metavar="LOGIN", help="移交人，默认自己")
    offer.add_argument("--to", dest="receiver", required=True, metavar="LOGIN", help="接收人")
    offer.add_argument(
        "--item",
        type=_item,
        action="append",
        metavar="KIND:ID",
        help="只移交这一件，可多次（默认全部）；写法见 list",
    )
    offer.add_argument("--reason", required=True, metavar="TEXT", help="原因，记入操作日志")
    _numbered(group, "accept", "接收一份交接", _accept)
    refuse = _numbered(group, "refuse", "谢绝一份交接", _refuse)
    refuse.add_argument("--reason", required=True, metavar="TEXT", help="理由，记入操作日志")
    withdraw = _numbered(group, "withdraw", "撤回一份交接", _withdraw)
    withdraw.add_argument("--reason", default="", metavar="TEXT", help="原因，记入操作日志")
    printed = _numbered(group, "print", "写交接清单", _print)
    printed.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=".pdf 为签字页，其他为 Excel 工作簿"
    )


def _action(
    group: Any, name: str, words: str, run: Callable[[argparse.Namespace], Answer]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = group.add_parser(name, help=words)
    common_options(parser)
    parser.set_defaults(run=run)
    return parser


def _numbered(
    group: Any, name: str, words: str, run: Callable[[argparse.Namespace], Answer]
) -> argparse.ArgumentParser:
    parser = _action(group, name, words, run)
    parser.add_argument("handover", type=int, metavar="ID", help="交接编号")
    return parser


def _item(text: str) -> DutyKey:
    kind, _, number = text.partition(":")
    return DutyKind(kind), int(number)


_item.__name__ = "事项（如 application:123）"  # what argparse calls the type of a value it refuses


def _list(args: argparse.Namespace) -> Answer:
    from desktop.handover.words import counts_text

    with opened(args) as store:
        actor = acting(args, store)
        login = args.account or actor.login
        duties = services.duties(store, login)
        offers = services.handovers(store, login)
    counts = {kind: sum(one.kind is kind for one in duties) for kind in DutyKind}
    values = {
        "account": login,
        "counts": {kind.value: n for kind, n in counts.items() if n},
        "duties": [_duty_values(one) for one in duties],
        "handovers": [asdict(one) for one in offers],
    }
    lines = [counts_text({kind: n for kind, n in counts.items() if n}) or f"{login} 没有未办结的事项"]
    lines += [_duty_line(one) for one in duties]
    lines += [
        f"交接 {one.id}　{one.from_login} → {one.to_login}　{_state(one.state)}　{one.items} 件"
        for one in offers
    ]
    return Answer(DONE, values, tuple(lines))


def _duty_values(one: Duty) -> dict[str, Any]:
    return {**asdict(one), "key": f"{one.kind.value}:{one.row_id}", "delegated": one.delegated}


def _duty_line(one: Duty) -> str:
    from desktop.handover.words import kind_term, state_text, title_text

    parts = (
        f"{one.kind.value}:{one.row_id}",
        kind_term(one.kind),
        title_text(one.kind, one.title),
        state_text(one.kind, one.state),
    )
    return "　".join(parts) + (f"　移交中（{one.offered}）" if one.offered else "")


def _state(state: str) -> str:
    from desktop.terms import handover_term

    return handover_term(state)


def _offer(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        actor = acting(args, store)
        giver = args.giver or actor.login
        made = services.offer_handover(
            store, actor, giver, args.receiver, reason=args.reason, items=args.item
        )
    values = {"handover": made.handover_id, "items": len(made.duties), "entry": made.changes.entry}
    told = f"交接 {made.handover_id}：{giver} → {args.receiver}，{len(made.duties)} 件，等对方接收"
    return Answer(DONE, values, (told, *map(_duty_line, made.duties)))


def _shown(args: argparse.Namespace, store: Store) -> Sheet:
    return handover_sheet(store, args.handover)


def _accept(args: argparse.Namespace) -> Answer:
    from desktop.handover.words import outcome_text

    with opened(args) as store:
        actor = acting(args, store)
        head = _shown(args, store).head
        done = services.accept_handover(store, actor, head.id, head.row_version)
    left = [{"key": _key(item), "why": why.value} for item, why in done.left_out]
    values = {"handover": head.id, "moved": [_key(item) for item in done.moved], "left_out": left}
    lines = [f"已接收 {len(done.moved)} 件"]
    lines += [
        f"没有转移：{_key(item)}　{item.title}　{outcome_text(why.value)}" for item, why in done.left_out
    ]
    return Answer(FINDINGS if left else DONE, values, tuple(lines))


def _key(item: OfferedItem) -> str:
    return f"{item.kind.value}:{item.row_id}"


def _refuse(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        actor = acting(args, store)
        head = _shown(args, store).head
        changes = services.refuse_handover(store, actor, head.id, head.row_version, args.reason)
    return Answer(DONE, {"handover": head.id, "entry": changes.entry}, ("已谢绝，事项仍由移交人负责",))


def _withdraw(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        actor = acting(args, store)
        head = _shown(args, store).head
        changes = services.withdraw_handover(store, actor, head.id, head.row_version, args.reason)
    return Answer(DONE, {"handover": head.id, "entry": changes.entry}, ("已撤回，事项仍由移交人负责",))


def _print(args: argparse.Namespace) -> Answer:
    from desktop.handover.paper import write_paper

    check_writable(args.out)
    with opened(args) as store:
        acting(args, store)
        with writing(args.out):
            count = write_paper(store, args.handover, args.out)
    return Answer(DONE, {"items": count, "file": str(args.out)}, (f"{count} 件，已写入 {args.out}",))
