"""``zhipai vault …``: the vault made, shared out, opened from paper and given another key without the window."""

import argparse
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db.domain.access import Actor
from db.domain.audit import local_time
from db.domain.clock import stamp
from db.domain.vault import GROUPS, Cipher, VaultRefused, same_group
from db.services import vault
from db.services.facts import store_facts
from db.services.rotation import reseal
from db.services.vault import NewKey
from db.store.store import Store
from db.store.vault import Vault
from desktop.cli.context import (
    DONE,
    Answer,
    TerminalProgress,
    acting,
    check_writable,
    common_options,
    known_password,
    opened,
    typed,
    writing,
)

_CIPHERS = {"aes": Cipher.AES, "sm4": Cipher.SM4}
_CODE = "ZHIPAI_VAULT_CODE"
_TYPED_BACK = 2


def add_commands(commands: Any) -> None:
    """Register the commands."""
    group = commands.add_parser("vault", help="保密柜：姓名、证件号码、电话").add_subparsers(
        required=True, metavar="动作"
    )
    _command(group, "state", "谁能打开、什么算法、封存多少人", _state)
    for name, told, run in (
        ("make", "建立保密柜，恢复码写成 PDF 打印页", _make),
        ("change-key", "更换密钥，重新封存，新恢复码写成 PDF 打印页", _change_key),
    ):
        one = _command(group, name, told, run)
        one.add_argument("--out", type=Path, required=True, metavar="FILE", help="恢复码打印页，打印后请删除")
        one.add_argument("--cipher", choices=tuple(_CIPHERS), default="aes", help="加密算法（默认 aes）")
    for name, told, run in (
        ("offer", "开通账号：发一个传递码，当面交给本人", _offer),
        ("withdraw", "收回账号", _withdraw),
    ):
        one = _command(group, name, told, run)
        one.add_argument("account", metavar="LOGIN")
    _command(group, "enter", f"输入传递码（${_CODE} 或提示输入），以后凭自己的口令打开", _enter)
    recover = _command(group, "recover", f"用恢复码（${_CODE} 或提示输入）打开", _recover)
    recover.add_argument("--reason", required=True, metavar="TEXT", help="启封缘由，记入操作日志")
    _command(group, "reseal", "继续没有做完的更换密钥", _reseal)


def _command(group: Any, name: str, told: str, run: Any) -> Any:
    parser = group.add_parser(name, help=told)
    common_options(parser)
    parser.set_defaults(run=run)
    return parser


def _password(store: Store, who: Actor) -> str:
    """The account's own password.

    Raises:
        VaultRefused: ``no_password``: none is known and nobody is there to type it.
    """
    password = known_password(store.url.render_as_string(), who.login)
    if not password:
        raise VaultRefused("no_password")
    return password


def _code(question: str) -> str:
    return os.environ.get(_CODE) or typed(question) or ""


@contextmanager
def _open(store: Store, who: Actor, password: str) -> Iterator[Vault]:
    found = vault.open_vault(store, who.login, password)
    try:
        yield found
    finally:
        found.close()


def _state(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        state = vault.vault_state(store)
    if state.key is None:
        return Answer(DONE, {"made": False}, ("还没有保密柜",))
    values = {
        "made": True,
        "cipher": state.key.cipher.value,
        "made_by": state.key.made_by,
        "made_at": state.key.made_at,
        "persons": state.persons,
        "old_records": state.old_records,
        "holders": [{"login": one.login, "way": one.way, "since": one.since} for one in state.holders],
    }
    words = {"password": "凭口令打开", "code": "传递码待输入"}
    lines = [f"{one.login}：{words[one.way]}，自 {local_time(one.since)}" for one in state.holders]
    head = f"{state.key.cipher.value}，{state.key.made_by} 于 {local_time(state.key.made_at)} 建立"
    rest = (
        f"，其中 {state.old_records} 人还在旧密钥下，请运行 zhipai vault reseal" if state.old_records else ""
    )
    return Answer(DONE, values, (head, f"封存 {state.persons} 人{rest}", *lines))


def _make(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        who = acting(args, store)
        if vault.vault_state(store).key is not None:
            raise VaultRefused("has_vault")
        password = _password(store, who)
        new = _on_paper(args, store, who)
        vault.make_vault(store, who, new, password).close()
        new.close()
    return Answer(DONE, {"made": True, "file": str(args.out)}, ("保密柜已建立", _farewell(args.out)))


def _change_key(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        who = acting(args, store)
        password = _password(store, who)
        with _open(store, who, password) as now:
            new = _on_paper(args, store, who)
            both = vault.change_key(store, now, who, new, password)
            new.close()
        count = _brought_over(store, both, who)
    lines = (f"密钥已更换，重新封存 {count} 人；其他账号要重新开通", _farewell(args.out))
    return Answer(DONE, {"resealed": count, "file": str(args.out)}, lines)


def _reseal(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        who = acting(args, store)
        count = _brought_over(store, vault.open_vault(store, who.login, _password(store, who)), who)
    return Answer(DONE, {"resealed": count}, (f"重新封存 {count} 人",))


def _brought_over(store: Store, both: Vault, who: Actor) -> int:
    progress = TerminalProgress()
    try:
        return reseal(store, both, who, progress)
    finally:
        progress.close()
        both.close()


def _on_paper(args: argparse.Namespace, store: Store, who: Actor) -> NewKey:
    """A new key whose pages were written, and two groups of them typed back.

    Raises:
        BadFile: the pages cannot be written.
        VaultRefused: ``not_read_back``: a group was wrong, or nobody was there; the key is forgotten.
    """
    from desktop.files.recovery_sheet import RecoverySheet, write_recovery_sheet
    from desktop.office import list_head

    check_writable(args.out)
    new = NewKey(_CIPHERS[args.cipher])
    office = f"{list_head(store).office} {store.district_code}"
    at = local_time(stamp(store.clock.now()))
    uuid = store_facts(store).store_uuid
    sheet = RecoverySheet(office, uuid, at, f"{who.name} {who.login}", new.cipher.value, new.code)
    with writing(args.out):
        write_recovery_sheet(args.out, sheet)
    for place in sorted(secrets.SystemRandom().sample(range(GROUPS), _TYPED_BACK)):
        said = typed(f"恢复码已写入 {args.out}，请打印两份，再从纸上抄回第 {place + 1} 组：")
        if said is None or not same_group(new.code, place, said):
            new.close()
            args.out.unlink(missing_ok=True)
            raise VaultRefused("not_read_back")
    return new


def _farewell(file: Path) -> str:
    return f"两份恢复码请分装封存；{file} 等同于钥匙，打印好后请删除"


def _offer(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        who = acting(args, store)
        with _open(store, who, _password(store, who)) as now:
            code = vault.offer_access(store, now, who, args.account)
    told = (
        f"{vault.CODE_DAYS} 天内有效，只显示这一次；请当面交给 {args.account}，由本人运行 zhipai vault enter"
    )
    return Answer(DONE, {"account": args.account, "code": code}, (code, told))


def _withdraw(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        vault.withdraw_access(store, acting(args, store), args.account)
    told = f"已收回 {args.account}；有人调离时，请再运行 zhipai vault change-key"
    return Answer(DONE, {"account": args.account}, (told,))


def _enter(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        who = acting(args, store)
        vault.accept_access(store, who, _code("传递码："), _password(store, who)).close()
    return Answer(DONE, {"account": who.login}, ("已开通，今后凭自己的口令打开保密柜",))


def _recover(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        who = acting(args, store)
        vault.recover(store, who, _code("恢复码："), _password(store, who), args.reason).close()
    told = "已打开，今后凭口令即可；恢复码已启封，请尽快运行 zhipai vault change-key"
    return Answer(DONE, {"account": who.login}, (told,))
