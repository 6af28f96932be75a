"""``zhipai account …``: who may work here, managed without the window."""

import argparse
import os
import platform
from datetime import datetime, timedelta
from typing import Any

from db.domain.access import Role, area_prefix
from db.domain.audit import local_time
from db.domain.clock import legal_date, stamp
from db.domain.errors import BadFile, SignInRefused
from db.services import account_desk, account_rescue
from db.services.account_desk import AccountChange, AccountLine, Issued, NewAccount
from db.services.accounts import change_password, sign_in
from db.services.store import open_store
from db.store.store import Store
from desktop.cli import handover_commands
from desktop.cli.context import (
    DONE,
    Answer,
    acting,
    chosen,
    common_options,
    named_login,
    opened,
    password_of,
    store_url,
    typed,
)

_NO_TERM = "none"
_ROLES = "、".join(role.value for role in Role)


def add_commands(commands: Any) -> None:
    """Register the commands."""
    group = commands.add_parser("account", help="账号：建立、改动、停用、解锁、口令").add_subparsers(
        required=True, metavar="动作"
    )
    common_options(_command(group, "list", "列出账号", _list))
    create = _command(group, "create", "建立账号", _create)
    create.add_argument("account", metavar="LOGIN", help="账号，1–32 个字，用过的不能再用")
    create.add_argument("--name", required=True, metavar="姓名")
    create.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="角色[:区划]",
        help=f"可多次（默认本区）；角色 {_ROLES}",
    )
    create.add_argument("--with-password", action="store_true", help="单机库也发一次性口令（服务器上总是发）")
    _finish(create)
    change = _command(group, "change", "改姓名、角色、期限", _change)
    change.add_argument("account", metavar="LOGIN")
    change.add_argument("--name", metavar="姓名")
    change.add_argument(
        "--grant", action="append", default=[], metavar="角色[:区划]", help="增加角色，可多次"
    )
    change.add_argument(
        "--revoke", action="append", default=[], metavar="角色[:区划]", help="去掉角色，可多次"
    )
    change.add_argument("--until", metavar="DATE", help=f"登录期限，含当日；{_NO_TERM} 取消期限")
    _finish(change)
    for name, told, run in (
        ("close", "停用账号，姓名留在历史里", _close),
        ("reopen", "重新启用停用的账号", _reopen),
        ("unlock", "解除口令输错后的锁定（单机库）", _unlock),
    ):
        one = _command(group, name, told, run)
        one.add_argument("account", metavar="LOGIN")
        _finish(one)
    _add_password(group)
    first = _command(group, "first", "库里没有系统管理员时建立第一个", _first)
    first.add_argument("account", metavar="LOGIN")
    first.add_argument("--name", required=True, metavar="姓名")
    common_options(first)
    _finish(_command(group, "code", "换一个应急码（单机库），原来的作废", _code))
    handover_commands.add_actions(group)


def _add_password(group: Any) -> None:
    password = _command(group, "password", "改自己的口令；管理员重设别人的口令", _password)
    password.add_argument("account", nargs="?", default="", metavar="LOGIN", help="默认自己")
    ways = password.add_mutually_exclusive_group()
    ways.add_argument(
        "--emergency",
        action="store_true",
        help="管理员忘了口令：用信封里的应急码（$ZHIPAI_EMERGENCY_CODE 或输入）",
    )
    ways.add_argument("--house", action="store_true", help="服务器上由数据库所有者重设")
    _finish(password)


def _command(group: Any, name: str, told: str, run: Any) -> Any:
    parser = group.add_parser(name, help=told)
    parser.set_defaults(run=run)
    return parser


def _finish(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", default="", metavar="TEXT", help="原因，记入操作日志")
    common_options(parser)


def read_role(text: str, district: str) -> tuple[Role, str]:
    """A role as written on the command line, ``chief`` or ``area_clerk:350203005``, and the area it covers.

    Args:
        text: as written.
        district: the area when none is written; an administrator's is everywhere then.

    Raises:
        BadFile: there is no such role.
        BadAccount: the area is no unit's code.
    """
    name, colon, area = text.partition(":")
    if name not in set(Role):
        raise BadFile("--role", "unknown_role", detail=name)
    role = Role(name)
    return role, area_prefix(area) if colon else "" if role is Role.ADMIN else district


def _list(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        lines, now = account_desk.list_accounts(store), stamp(store.clock.now())
    told = tuple(_line(one, now) for one in lines)
    return Answer(DONE, {"accounts": [_values(one) for one in lines]}, told)


def _values(one: AccountLine) -> dict[str, object]:
    return {
        "login": one.account.login,
        "name": one.account.name,
        "state": one.account.state,
        "roles": [{"role": role.value, "area": area} for role, area in one.account.roles],
        "has_password": one.facts.has_password,
        "must_change": one.facts.must_change,
        "locked_until": one.facts.locked_until,
        "valid_until": one.facts.valid_until,
        "last_login_at": one.facts.last_login_at,
        "last_workstation": one.facts.last_workstation,
    }


def _line(one: AccountLine, now: str) -> str:
    from desktop.terms import role_term  # loads the translator

    roles = "、".join(f"{role_term(role)}{f'（{area}）' if area else ''}" for role, area in one.account.roles)
    parts = [f"{one.account.login}（{one.account.name}）", roles or "没有角色"]
    if one.account.state == "closed":
        parts.append("已停用")
    if one.facts.last_login_at:
        parts.append(f"上次登录 {local_time(one.facts.last_login_at)} 在 {one.facts.last_workstation}")
    if one.facts.must_change:
        parts.append("口令待修改")
    if one.facts.locked_until > now:
        parts.append(f"口令输错，锁定到 {local_time(one.facts.locked_until)}")
    if one.facts.valid_until:
        last = datetime.fromisoformat(one.facts.valid_until) - timedelta(microseconds=1)
        parts.append(f"可登录到 {legal_date(last)}")
    return "，".join(parts)


def _create(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        roles = tuple(read_role(text, store.district_code) for text in args.role)
        issued = account_desk.create_account(
            store,
            acting(args, store),
            NewAccount(args.account, args.name, roles),
            args.reason,
            with_password=args.with_password,
            password=os.environ.get("ZHIPAI_NEW_PASSWORD", ""),
        )
    return _issued(issued, f"已建立账号 {issued.login}")


def _change(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        wanted = AccountChange(
            args.name,
            tuple(read_role(text, store.district_code) for text in args.grant),
            tuple(read_role(text, store.district_code) for text in args.revoke),
            "" if args.until == _NO_TERM else args.until,
        )
        account_desk.change_account(store, acting(args, store), args.account, wanted, args.reason)
        after = next(one for one in account_desk.list_accounts(store) if one.account.login == args.account)
        told = _line(after, stamp(store.clock.now()))
    return Answer(DONE, _values(after), (told,))


def _close(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        account_desk.close_account(store, acting(args, store), args.account, args.reason)
    return _done(args.account, f"已停用账号 {args.account}；姓名留在历史里，账号不再使用")


def _reopen(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        issued = account_desk.reopen_account(store, acting(args, store), args.account, args.reason)
    return _issued(issued, f"已重新启用账号 {args.account}")


def _unlock(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        account_desk.unlock_account(store, acting(args, store), args.account, args.reason)
    return _done(args.account, f"已解锁账号 {args.account}")


def _code(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        code = account_desk.issue_emergency_code(store, acting(args, store), args.reason)
    return Answer(DONE, {"emergency_code": code}, _envelope(code))


def _password(args: argparse.Namespace) -> Answer:
    if args.house:
        return _by_house(args)
    with opened(args) as store:
        if args.emergency:
            return _by_envelope(args, store)
        who = chosen(args, store)
        if args.account and args.account != who.login:
            issued = account_desk.reset_password(
                store,
                acting(args, store),
                args.account,
                args.reason,
                password=os.environ.get("ZHIPAI_NEW_PASSWORD", ""),
            )
            return _issued(issued, f"已重设 {args.account} 的口令")
        old = password_of(store, who.login) or str(store.url.password or "")
        signed = sign_in(store, who.login, old, who.workstation)
        changed = change_password(store, signed.actor, old, _new_password())
    values: dict[str, Any] = {"login": who.login}
    if changed.emergency_code:
        values["emergency_code"] = changed.emergency_code
    return Answer(DONE, values, (f"{who.login} 的口令已修改", *_envelope(changed.emergency_code)))


def _new_password() -> str:
    """The new password: ``$ZHIPAI_NEW_PASSWORD``, else typed twice on a terminal.

    Raises:
        SignInRefused: ``missing`` or ``unlike``.
    """
    given = os.environ.get("ZHIPAI_NEW_PASSWORD")
    if given:
        return given
    first = typed("新口令：")
    if not first:
        raise SignInRefused("no_new")
    if typed("再输一次：") != first:
        raise SignInRefused("unlike")
    return first


def _by_house(args: argparse.Namespace) -> Answer:
    login = args.account or named_login(args)
    store = open_store(store_url(args))  # as it is named: the owner's own connection
    try:
        new = os.environ.get("ZHIPAI_NEW_PASSWORD", "")
        issued = account_rescue.reset_as_house(store, login, platform.node(), password=new)
    finally:
        store.close()
    return _issued(issued, f"已重设 {login} 的口令")


def _first(args: argparse.Namespace) -> Answer:
    store = open_store(store_url(args))  # as it is named: on a server the owner's own connection
    try:
        issued = account_rescue.first_admin(store, args.account, args.name, platform.node())
    finally:
        store.close()
    return _issued(issued, f"已建立系统管理账号 {issued.login}")


def _by_envelope(args: argparse.Namespace, store: Store) -> Answer:
    login = args.account or chosen(args, store).login
    code = os.environ.get("ZHIPAI_EMERGENCY_CODE") or typed("信封里的应急码：")
    if not code:
        raise SignInRefused("no_code")
    issued = account_rescue.recover_admin(store, login, code, platform.node())
    return _issued(issued, f"已启用应急码，{login} 的口令已重设；用过的应急码作废")


def _done(login: str, told: str) -> Answer:
    return Answer(DONE, {"login": login}, (told,))


def _issued(issued: Issued, told: str) -> Answer:
    values: dict[str, Any] = {"login": issued.login}
    lines = [told]
    if issued.password:
        values["password"] = issued.password
        lines.append(f"一次性口令（只显示这一次，首次登录须修改）：{issued.password}")
    if issued.emergency_code:
        values["emergency_code"] = issued.emergency_code
    return Answer(DONE, values, (*lines, *_envelope(issued.emergency_code)))


def _envelope(code: str) -> tuple[str, ...]:
    if not code:
        return ()
    return (
        f"应急码（只显示这一次）：{code}",
        "请抄写或打印两份，分别装入信封密封保管；管理员忘了口令时凭它重设",
    )
