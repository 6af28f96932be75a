"""``zhipai store …``."""

import argparse
import getpass
from typing import Any

from db.domain.access import Role
from db.domain.errors import BadFile
from db.domain.ids import MAX_STORE
from db.services.seed import ActorSeed
from db.services.store import check_store, init_store, upgrade_store
from desktop.cli import moving_commands
from desktop.cli.context import (
    DONE,
    FINDINGS,
    Answer,
    common_options,
    opened,
    store_url,
)


def add_commands(commands: Any) -> None:
    """Register the commands."""
    store = commands.add_parser("store", help="建库、升级、检查").add_subparsers(
        required=True, metavar="动作"
    )
    init = store.add_parser("init", help="新建库")
    init.add_argument(
        "--district", type=district_code, required=True, metavar="CODE", help="区代码，六位，如 350203"
    )
    init.add_argument(
        "--store-number", type=store_number, metavar="N", help="库号 0–65535，各单位不同（默认随机）"
    )
    init.add_argument(
        "--account",
        action="append",
        default=[],
        metavar="LOGIN:姓名:角色[,角色]",
        help="账号，可多次（默认本机用户，经办、制牌、检查）；角色 " + "、".join(role.value for role in Role),
    )
    _finish(init, _init)
    _finish(store.add_parser("upgrade", help="升级到本程序的结构"), _upgrade)
    _finish(store.add_parser("check", help="通读全库：引擎自检、日志链、树"), _check)
    moving_commands.add_actions(store)


def district_code(text: str) -> str:
    """A district's code.

    Raises:
        ArgumentTypeError: no shipped district has it.
    """
    from desktop.seeds import district_codes

    if text not in district_codes():
        raise argparse.ArgumentTypeError("没有这个区：" + text + "；有 " + "、".join(district_codes()))
    return text


def store_number(text: str) -> int:
    """The number of a store.

    Raises:
        ArgumentTypeError: no number of 16 bits.
    """
    if not text.isdecimal() or int(text) > MAX_STORE:
        raise argparse.ArgumentTypeError(f"应为 0–{MAX_STORE}")
    return int(text)


def _finish(parser: argparse.ArgumentParser, run: Any) -> None:
    common_options(parser)
    parser.set_defaults(run=run)


def read_account(text: str, district: str) -> ActorSeed:
    """An account as written on the command line: ``zhang:张三:clerk,chief``.

    Raises:
        BadFile: not of that form, or an unknown role.
    """
    parts = text.split(":")
    if len(parts) != 3 or not all(parts):
        raise BadFile("--account", "bad_account", detail=text)
    roles = []
    for role in parts[2].split(","):
        if role not in set(Role):
            raise BadFile("--account", "unknown_role", detail=role)
        roles.append((role, "" if role == Role.ADMIN else district))
    return ActorSeed(parts[0], parts[1], tuple(roles))


def own_accounts(login: str, district: str) -> tuple[ActorSeed, ...]:
    """Who works in a store for which nobody was named: its maker. Approving takes a second person, named later."""
    roles = tuple((role.value, district) for role in (Role.CLERK, Role.PRINTER, Role.INSPECTOR))
    if login == "admin":
        return (ActorSeed(login, login, (*roles, (Role.ADMIN.value, ""))),)
    return ActorSeed(login, login, roles), ActorSeed("admin", "管理员", ((Role.ADMIN.value, ""),))


def _init(args: argparse.Namespace) -> Answer:
    from desktop.seeds import load_seeds

    accounts = tuple(read_account(text, args.district) for text in args.account)
    if not accounts:
        accounts = own_accounts(getpass.getuser(), args.district)
    init_store(
        store_url(args),
        load_seeds(args.district, accounts),
        district_code=args.district,
        store_no=args.store_number,
    )
    return _report(args)


def _upgrade(args: argparse.Namespace) -> Answer:
    upgrade_store(store_url(args))
    return _report(args)


def _check(args: argparse.Namespace) -> Answer:
    return _report(args)


def _report(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        report = check_store(store)
    values = {
        "engine": report.engine,
        "revision": report.revision,
        "ok": report.ok,
        "problems": list(report.problems),
    }
    lines = (
        f"引擎 {report.engine}，结构版本 {report.revision}，日志 {report.entries} 条",
        *(report.problems or ("检查通过",)),
    )
    return Answer(DONE if report.ok else FINDINGS, values, lines)
