"""``zhipai attachment``: files that belong to rows, added, listed, taken out, checked, wiped."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.domain.attachment import LINKABLE, Link
from db.domain.errors import BadFile, NotFound
from db.services import attachment_care, attachments
from db.store.attachments import AttachmentRow, Wanted, purpose_of
from desktop.cli.context import (
    DONE,
    FINDINGS,
    Answer,
    TerminalProgress,
    acting,
    common_options,
    opened,
    positive,
    writing,
)

_MOST = 200


def add_commands(commands: Any) -> None:
    """Register the command."""
    group = commands.add_parser("attachment", help="附件：照片、扫描件和材料")
    actions = group.add_subparsers(metavar="动作", required=True)
    add = _action(actions, "add", "把文件挂到一行上；照片保存工作件", _add)
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument(
        "--to", required=True, metavar="TABLE:ID", help=f"挂到哪一行，表是 {'、'.join(LINKABLE)} 之一"
    )
    add.add_argument("--purpose", default="other", help="photo、scan、drawing 或 other")
    add.add_argument("--reason", default="", help="记入操作日志")
    listed = _action(actions, "list", "列出附件，新的在前", _list)
    listed.add_argument("--of", default="", metavar="TABLE:ID", help="只列一行的附件")
    listed.add_argument("--limit", type=positive, default=_MOST, metavar="N")
    export = _action(actions, "export", "取出一个附件", _export)
    export.add_argument("id", type=positive, metavar="ID")
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    export.add_argument("--original", action="store_true", help="取原件（按设置保存了原件时）")
    _action(actions, "check", "逐个核对内容，并清理残留", _check)
    wipe = _action(actions, "wipe", "永久清除一个附件的内容", _wipe)
    wipe.add_argument("id", type=positive, metavar="ID")
    wipe.add_argument("--reason", required=True, help="为什么，记入操作日志")


def _action(
    actions: Any, name: str, words: str, run: Callable[[argparse.Namespace], Answer]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=words)
    common_options(parser)
    parser.set_defaults(run=run)
    return parser


def _target(text: str) -> tuple[str, int]:
    table, _, number = text.partition(":")
    if table not in LINKABLE or not number.isdecimal():
        raise NotFound("row", text)
    return table, int(number)


def _add(args: argparse.Namespace) -> Answer:
    from desktop.attachments.worker import incoming  # pictures take their time to load
    from desktop.files.photo import working_copy

    if not args.file.is_file():
        raise BadFile(str(args.file), "not_found")
    link = Link(*_target(args.to), purpose_of(args.purpose))
    brought = incoming(args.file, lambda: working_copy(args.file))
    with opened(args) as store:
        added = attachments.add_attachment(store, acting(args, store), "", brought, [link], args.reason)
    values = {"id": added.id, "added": bool(added.changes.entry)}
    words = "已添加附件" if added.changes.entry else "这一行已有同一个文件，附件"
    return Answer(DONE, values, (f"{words} {added.id}",))


def _list(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        if args.of:
            rows = attachments.attachments_of(store, *_target(args.of))[-args.limit :]
            count = len(rows)
        else:
            rows, count = attachments.list_attachments(store, Wanted(), args.limit)
    values = {"count": count, "attachments": [asdict(one) for one in rows]}
    return Answer(DONE, values, tuple(_line(one) for one in rows) or ("没有附件",))


def _line(one: AttachmentRow) -> str:
    owners = "、".join(f"{owner.table} {owner.label or owner.row}" for owner in one.owners)
    return (
        f"{one.id}  {one.name or '（已清除）'}  {one.size:,} 字节  {owners}  {one.added_by}  {one.added_at}"
    )


def _export(args: argparse.Namespace) -> Answer:
    from desktop.files.atomic import whole_file

    with opened(args) as store:
        found = attachments.read_attachment(store, args.id, original=args.original)
    path = args.out.absolute()
    with writing(path), whole_file(path) as file:
        file.write(found.content)
    values = {"file": str(path), "name": found.row.name, "bytes": len(found.content)}
    return Answer(DONE, values, (f"已取出 {found.row.name} 到 {path}",))


def _check(args: argparse.Namespace) -> Answer:
    shown = TerminalProgress()
    try:
        with opened(args) as store:
            problems = attachment_care.check(store, shown)
            swept = attachment_care.sweep(store)
            usage = attachment_care.used(store)
    finally:
        shown.close()
    values = {"ok": not problems, "problems": list(problems), "swept": swept, "usage": asdict(usage)}
    lines = [*problems, f"{usage.files:,} 个附件，{usage.size:,} 字节；清理残留 {swept} 个"]
    return Answer(FINDINGS if problems else DONE, values, tuple(lines))


def _wipe(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        attachments.wipe(store, acting(args, store), args.id, args.reason)
    return Answer(DONE, {"id": args.id, "wiped": True}, (f"已清除附件 {args.id} 的内容",))
