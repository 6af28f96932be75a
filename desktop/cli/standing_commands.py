"""``zhipai store claim`` and ``zhipai store clock``: where the store belongs, and whether its clock is believed."""

import argparse
import os
from typing import Any

from db.domain.audit import local_time
from db.domain.errors import NotAllowed, SignInRefused
from db.services.accounts import has_password
from db.services.standing import Facts, claim_store, facts
from db.store.standing import CONFIRMED
from db.store.store import Store
from desktop.cli.context import DONE, FINDINGS, Answer, acting, common_options, opened, typed
from desktop.standing.second import confirm_as

_PASSWORD = "ZHIPAI_SECOND_PASSWORD"


def add_actions(actions: Any) -> None:
    """Register the actions under ``zhipai store``."""
    claim = actions.add_parser("claim", help="接管副本：从此以这里的库为准，原库停用")
    claim.add_argument("--reason", required=True, metavar="TEXT", help="原因，记入操作日志")
    common_options(claim)
    claim.set_defaults(run=_claim)
    clock = actions.add_parser("clock", help="本机时间是否可信；由第二人确认")
    clock.add_argument(
        "--confirm-by",
        dest="second",
        metavar="USER",
        help=f"第二人的账号，口令取自 ${_PASSWORD}，否则在终端输入",
    )
    clock.add_argument("--reason", default="", metavar="TEXT", help="与什么核对过，记入操作日志")
    common_options(clock)
    clock.set_defaults(run=_clock)


def _claim(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        changes = claim_store(store, acting(args, store), args.reason)
        here = facts(store).here
    values = {"machine": here.machine, "path": here.path, "entry": changes.entry}
    told = f"已接管：从现在起以 {here} 为准"
    return Answer(DONE, values, (told, "原库从此停用，请自行封存，不要两边都继续办理"))


def _clock(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        entry = _confirm(args, store) if args.second else 0
        known = facts(store)
    standing = known.standing
    values = {
        "now": known.now,
        "newest": known.newest,
        "doubt": standing.doubt.value if standing.doubt else "",
        "server_time": known.has_own_clock,
        "entry": entry,
    }
    return Answer(FINDINGS if standing.doubt else DONE, values, _clock_lines(known))


def _clock_lines(known: Facts) -> tuple[str, ...]:
    from desktop.standing.words import clock_verdict

    if known.has_own_clock:
        return ("这个库以服务器的时间为准",)
    newest = local_time(known.newest) if known.newest else "—"
    return (
        f"本机时间 {local_time(known.now)}，最近一条操作记录 {newest}",
        clock_verdict(known.standing),
    )


def _confirm(args: argparse.Namespace, store: Store) -> int:
    if not args.reason.strip():
        raise NotAllowed(CONFIRMED, args.second, "no_reason")
    actor = acting(args, store)
    return confirm_as(store, actor, args.second, _password(store, args.second), args.reason).entry


def _password(store: Store, login: str) -> str:
    if not has_password(store, login):
        return ""
    given = os.environ.get(_PASSWORD)
    password = given if given is not None else typed(f"{login} 的口令：")
    if password is None:
        raise SignInRefused("missing")
    return password
