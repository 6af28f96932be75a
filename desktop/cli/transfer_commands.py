"""``zhipai transfer …``: hand-overs to and from other districts; on a server letting go and accepting are done here only."""

import argparse
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from db.domain.errors import BadFile, SignInRefused
from db.domain.transfer import Fate, Package, fingerprint, in_groups, read_parcel
from db.services import transfer, transfer_in
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
    typed,
    writing,
)
from desktop.files import transfer_package

_PASSWORD = "ZHIPAI_SIGN_PASSWORD"


def add_commands(commands: Any) -> None:
    """Register the commands."""
    group = commands.add_parser("transfer", help="跨区移交：提交、批准、交出、接收、回执").add_subparsers(
        required=True, metavar="动作"
    )
    _action(group, "list", "列出移交", _list)
    _action(group, "key", "生成本库的签名密钥；口令取自环境变量或提问", _key)
    filed = _action(group, "file", "按 JSON 文件提交一份移交", _file)
    filed.add_argument("file", type=Path, metavar="FILE.json")
    _numbered(group, "decide", "批准一份移交", _decide)
    _numbered(group, "withdraw", "撤回一份移交", _withdraw)
    release = _numbered(group, "release", "交出并写移交包；交出过的再写一次", _release)
    release.add_argument("--out", type=Path, required=True, metavar="FILE.zpt")
    looked = _action(group, "open", "核对移交包：谁签的、带来什么、与本库相同的地址", _open)
    looked.add_argument("file", type=Path, metavar="FILE.zpt")
    looked.add_argument("--doubles", type=Path, metavar="FILE.jsonl", help="把相同的地址写成清单，逐行决定")
    looked.add_argument("--decided", type=Path, metavar="FILE.jsonl", help="决定过的清单；没有相同地址时可省")
    looked.add_argument(
        "--fingerprint", default="", metavar="DIGITS", help="对方念出的指纹；给了才提交核对结果"
    )
    accept = _numbered(group, "accept", "接收核对过的移交包", _accept)
    accept.add_argument("file", type=Path, metavar="FILE.zpt")
    receipt = _numbered(group, "receipt", "写回执", _receipt)
    receipt.add_argument("--out", type=Path, required=True, metavar="FILE.zpr")
    close = _numbered(group, "close", "登记回执，办结移交", _close)
    close.add_argument("file", type=Path, metavar="FILE.zpr")
    close.add_argument("--fingerprint", required=True, metavar="DIGITS", help="对方念出的指纹")


def _action(group: Any, name: str, words: str, run: Callable[[argparse.Namespace], Answer]) -> Any:
    parser = group.add_parser(name, help=words)
    common_options(parser)
    parser.add_argument("--reason", default="", metavar="TEXT", help="事由，记入操作日志")
    parser.set_defaults(run=run)
    return parser


def _numbered(group: Any, name: str, words: str, run: Callable[[argparse.Namespace], Answer]) -> Any:
    parser = _action(group, name, words, run)
    parser.add_argument("handoff", type=int, metavar="ID", help="移交编号，见 list")
    return parser


def _password() -> str:
    found = os.environ.get(_PASSWORD) or typed("签名口令：")
    if not found:
        raise SignInRefused("no_password")
    return found


def _list(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        rows, key = transfer.handoffs(store), transfer.office_key(store)
    said = [
        {
            "id": row.id,
            "direction": row.direction,
            "state": row.state,
            "old_code": row.parcel.old_code,
            "new_code": row.parcel.target.code,
            "effective_on": row.parcel.effective_on,
            "fingerprint": row.fingerprint,
        }
        for row in rows
    ]
    lines = [
        f"{row['id']} {row['direction']} {row['state']} {row['old_code']} → {row['new_code']}" for row in said
    ]
    mine = key.fingerprint if key else ""
    lines.append(f"本库签名指纹：{mine or '没有'}")
    return Answer(DONE, {"handoffs": said, "fingerprint": mine}, tuple(lines))


def _key(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        made = transfer.new_key(store, acting(args, store), _password(), args.reason)
    return Answer(DONE, {"fingerprint": made.fingerprint}, (f"本库签名指纹：{made.fingerprint}",))


def _file(args: argparse.Namespace) -> Answer:
    try:
        text = args.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(str(args.file), "cannot_read") from error
    with opened(args) as store:
        handoff = transfer.file(store, acting(args, store), read_parcel(text), args.reason)
    return Answer(DONE, {"handoff": handoff}, (f"已提交，编号 {handoff}，等审批人批准",))


def _seen(store: Store, handoff: int) -> int:
    return next((row.row_version for row in transfer.handoffs(store) if row.id == handoff), 0)


def _decide(args: argparse.Namespace) -> Answer:
    return _stepped(args, transfer.decide, "已批准")


def _withdraw(args: argparse.Namespace) -> Answer:
    return _stepped(args, transfer.withdraw, "已撤回")


def _stepped(args: argparse.Namespace, step: Callable[..., object], words: str) -> Answer:
    with opened(args) as store:
        step(store, acting(args, store), args.handoff, _seen(store, args.handoff), args.reason)
    return Answer(DONE, {"handoff": args.handoff}, (words,))


def _release(args: argparse.Namespace) -> Answer:
    check_writable(args.out)
    with opened(args) as store:
        actor, password = acting(args, store), _password()
        states = {row.id: row.state for row in transfer.handoffs(store)}
        if states.get(args.handoff) in ("released", "closed"):
            package = transfer.write_again(store, args.handoff, password)
        else:
            package = transfer.release(store, actor, args.handoff, password, args.reason)
        with writing(args.out):
            transfer_package.write_package(args.out, package, partial(transfer.file_content, store))
    key = fingerprint(package.signed.public)
    values = {"file": str(args.out), "fingerprint": key, "digest": package.signed.digest}
    return Answer(DONE, values, (f"移交包已写到 {args.out}", f"签名指纹：{key}"))


def _open(args: argparse.Namespace) -> Answer:
    package = transfer_package.read_package(args.file)
    with opened(args) as store:
        incoming = transfer_in.examine(store, package, TerminalProgress())
        values: dict[str, Any] = {
            "fingerprint": incoming.fingerprint,
            "known_signer": incoming.known_signer,
            "counts": dict(incoming.manifest.counts),
            "doubles": len(incoming.doubles),
            "state": incoming.handoff.state if incoming.handoff else "",
        }
        if args.doubles:
            with writing(args.doubles):
                args.doubles.write_text("".join(map(_line, incoming.doubles)), encoding="utf-8")
        if args.fingerprint:
            values["handoff"] = _prepared(args, store, package)
    lines = (
        f"签名指纹：{incoming.fingerprint}，请打电话核对",
        f"地址 {incoming.manifest.counts['node']:,} 个，与本库相同 {len(incoming.doubles):,} 个",
        *((f"已提交核对结果，编号 {values['handoff']}",) if args.fingerprint else ()),
    )
    return Answer(FINDINGS if incoming.doubles and not args.fingerprint else DONE, values, lines)


def _prepared(args: argparse.Namespace, store: Store, package: Package) -> int:
    fates = _fates(args.decided) if args.decided else {}
    return transfer_in.prepare(
        store, acting(args, store), package, fates, in_groups(args.fingerprint), args.reason
    )


def _line(double: Any) -> str:
    said = {"id": double.theirs.id, "theirs": double.theirs.text, "ours": double.ours.text}
    fate = Fate.SAME if double.may_be_same else Fate.ASIDE
    return json.dumps({**said, "fate": fate.value}, ensure_ascii=False) + "\n"


def _fates(file: Path) -> dict[int, Fate]:
    found = {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(str(file), "cannot_read") from error
    for number, line in enumerate(lines, 1):
        try:
            said = json.loads(line)
            found[int(said["id"])] = Fate(said["fate"])
        except (ValueError, KeyError, TypeError) as error:
            raise BadFile(str(file), "bad_decisions", row=number) from error
    return found


def _accept(args: argparse.Namespace) -> Answer:
    package = transfer_package.read_package(args.file)
    with opened(args) as store:
        done = transfer_in.accept(
            *(store, acting(args, store), args.handoff, package),
            *(partial(transfer_package.read_file, args.file), args.reason, TerminalProgress()),
        )
    values = {"entry": done.changes.entry, "taken": done.taken, "same": done.same, "aside": done.aside}
    words = f"已接收地址 {done.taken:,} 个，同一地址 {done.same:,} 个，另立待核实 {done.aside:,} 个"
    return Answer(DONE, values, (words,))


def _receipt(args: argparse.Namespace) -> Answer:
    check_writable(args.out)
    with opened(args) as store:
        acting(args, store)
        signed = transfer_in.receipt(store, args.handoff, _password())
        with writing(args.out):
            transfer_package.write_receipt(args.out, signed)
    key = fingerprint(signed.public)
    return Answer(
        DONE, {"file": str(args.out), "fingerprint": key}, (f"回执已写到 {args.out}", f"签名指纹：{key}")
    )


def _close(args: argparse.Namespace) -> Answer:
    receipt = transfer_package.read_receipt(args.file)
    with opened(args) as store:
        transfer.close(
            store, acting(args, store), args.handoff, receipt, in_groups(args.fingerprint), args.reason
        )
    return Answer(DONE, {"handoff": args.handoff}, ("已登记回执，移交办结",))
