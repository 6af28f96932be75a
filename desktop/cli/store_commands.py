"""``zhipai store …``."""

import argparse
import getpass
import platform
from collections.abc import Sequence
from typing import Any

from db.domain.access import Role, checked_login, checked_name, refuse_mixed_roles
from db.domain.errors import BadAccount, BadFile
from db.domain.ids import MAX_STORE
from db.services.account_rescue import reset_as_house
from db.services.accounts import is_server
from db.services.seed import ActorSeed
from db.services.store import StoreReport, check_store, init_store, open_store, upgrade_store
from desktop.cli import moving_commands, standing_commands
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
    standing_commands.add_actions(store)


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
        BadAccount: login or name are not acceptable, or an administrator would do business.
    """
    parts = text.split(":")
    if len(parts) != 3 or not all(parts):
        raise BadFile("--account", "bad_account", detail=text)
    roles = []
    for role in parts[2].split(","):
        if role not in set(Role):
            raise BadFile("--account", "unknown_role", detail=role)
        roles.append((role, "" if role == Role.ADMIN else district))
    refuse_mixed_roles(parts[0], (Role(role) for role, _ in roles))
    return ActorSeed(checked_login(parts[0]), checked_name(parts[1]), tuple(roles))


def read_accounts(texts: Sequence[str], district: str) -> tuple[ActorSeed, ...]:
    """The accounts as written on the command line.

    Raises:
        BadFile, BadAccount: one is not acceptable, or named twice.
    """
    accounts = tuple(read_account(text, district) for text in texts)
    named = [account.login.casefold() for account in accounts]
    for n, account in enumerate(accounts):
        if named[n] in named[:n]:
            raise BadAccount("login_taken", account.login)
    return accounts


def own_accounts(login: str, district: str) -> tuple[ActorSeed, ...]:
    """Who works in a store for which nobody was named: its maker, and beside him an account that manages accounts.

    Approving takes a second person, named later.
    """
    roles = tuple((role.value, district) for role in (Role.CLERK, Role.PRINTER, Role.INSPECTOR))
    manager = "admin" if login.casefold() != "admin" else "sysadmin"
    return ActorSeed(login, login, roles), ActorSeed(manager, "管理员", ((Role.ADMIN.value, ""),))


def _init(args: argparse.Namespace) -> Answer:
    from desktop.seeds import load_seeds

    accounts = read_accounts(args.account, args.district) or own_accounts(getpass.getuser(), args.district)
    url = store_url(args)
    first = _first_admin(accounts) if is_server(url) else ""
    init_store(
        url,
        load_seeds(args.district, accounts),
        district_code=args.district,
        store_no=args.store_number,
    )
    made = _report(args)
    return _with_login(made, url, first) if first else made


def _first_admin(accounts: tuple[ActorSeed, ...]) -> str:
    """The login of the account that will make the others' logins on a server.

    Raises:
        BadAccount: nobody manages accounts.
    """
    for account in accounts:
        if Role.ADMIN in {role for role, _ in account.roles}:
            return account.login
    raise BadAccount("no_admin")


def _with_login(made: Answer, url: str, login: str) -> Answer:
    """Let the first administrator in, and tell his password the only time it is known."""
    store = open_store(url)
    try:
        issued = reset_as_house(store, login, platform.node())
    finally:
        store.close()
    values = made.values | {"account": login, "password": issued.password}
    lines = (
        f"系统管理账号 {login} 的一次性口令：{issued.password}",
        f"只显示这一次；请用 --as {login} 登录后修改，再用 zhipai account create 建立其他账号",
    )
    return Answer(made.status, values, (*made.lines, *lines))


def _upgrade(args: argparse.Namespace) -> Answer:
    upgrade_store(store_url(args))
    return _report(args)


def _check(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        return _told(check_store(store))


def _report(args: argparse.Namespace) -> Answer:
    """What the store is like, seen by whoever made it or brought it up to date."""
    store = open_store(store_url(args))
    try:
        return _told(check_store(store))
    finally:
        store.close()


def _told(report: StoreReport) -> Answer:
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
