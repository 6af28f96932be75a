"""``zhipai setting …``: what holds, changing it, taking it from one store to another as a file."""

import argparse
import sys
from pathlib import Path
from typing import Any

from db.domain.settings import BadSetting, Value, from_text, judged, setting_of
from db.services import settings
from db.services.settings import SettingRow
from db.store.store import Store
from desktop.cli.context import (
    BAD_INPUT,
    DONE,
    Answer,
    acting,
    check_writable,
    common_options,
    opened,
    writing,
)


def add_commands(commands: Any) -> None:
    """Register the commands."""
    group = commands.add_parser("setting", help="设置：查看、修改、导出、导入").add_subparsers(
        required=True, metavar="动作"
    )
    _finish(group.add_parser("list", help="列出全部设置"), _list)
    get = group.add_parser("get", help="查看一项")
    get.add_argument("key", metavar="KEY", help="如 session.idle_minutes")
    _finish(get, _get)
    change = group.add_parser("set", help="修改一项")
    change.add_argument("key", metavar="KEY")
    change.add_argument(
        "value", metavar="VALUE", help="true、false、整数，时长可写 90m、24h、1d；空串表示不设"
    )
    _finish(_explained(change), _set)
    export = group.add_parser("export", help="写成 JSON 文件")
    export.add_argument("file", type=Path, metavar="FILE")
    _finish(export, _export)
    bring = group.add_parser("import", help="读入 JSON 文件；有一项不对就全部不改")
    bring.add_argument("file", type=Path, metavar="FILE")
    _finish(_explained(bring), _import)


def _finish(parser: argparse.ArgumentParser, run: Any) -> None:
    common_options(parser)
    parser.set_defaults(run=run)


def _explained(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--reason", default="", metavar="TEXT", help="为什么改，记入日志")
    return parser


def _list(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        rows = settings.list_settings(store)
        others = settings.unknown_settings(store)
    lines = [_line(row) for row in rows]
    lines += [f"{key} = {text}（较新版本的设置，本程序不使用）" for key, text in others.items()]
    values = {"settings": [_values(row) for row in rows], "others": others}
    return Answer(DONE, values, tuple(lines))


def _line(row: SettingRow) -> str:
    from desktop.system.setting_words import value_text, words_of  # loads the translator

    words = words_of(row.setting.key)
    origin = f"{row.set_by} 设定" if row.set_by else "默认"
    unread = f"，库中的「{row.unread}」不是可用的值" if row.unread else ""
    return f"{row.setting.key} = {value_text(row.setting, row.value)}（{words.title}，{origin}{unread}）"


def _values(row: SettingRow) -> dict[str, Any]:
    return {
        "key": row.setting.key,
        "value": row.value,
        "default": row.setting.default,
        "set_by": row.set_by,
        "set_at": row.set_at,
    }


def _get(args: argparse.Namespace) -> Answer:
    wanted = setting_of(args.key)
    with opened(args) as store:
        row = next(row for row in settings.list_settings(store) if row.setting is wanted)
    return Answer(DONE, _values(row), (_line(row),))


def _set(args: argparse.Namespace) -> Answer:
    value = from_text(setting_of(args.key), args.value)
    with opened(args) as store:
        return _change(args, store, {args.key: value}, {})


def _change(
    args: argparse.Namespace, store: Store, values: dict[str, Value], others: dict[str, str]
) -> Answer:
    changes = settings.change(store, acting(args, store), values, args.reason, others)
    said = "已修改，记入日志" if changes.entry else "与现有设置相同，没有改动"
    known = {row.setting.key: row for row in settings.list_settings(store)}
    lines = (said, *(_line(known[key]) for key in values))
    return Answer(DONE, {"entry": changes.entry, "changed": bool(changes.entry)}, lines)


def _export(args: argparse.Namespace) -> Answer:
    from desktop.files.settings_json import write_settings

    check_writable(args.file)
    with opened(args) as store, writing(args.file):
        values = {row.setting.key: row.value for row in settings.list_settings(store)}
        write_settings(args.file, values, settings.unknown_settings(store))
    return Answer(
        DONE, {"file": str(args.file), "settings": len(values)}, (f"{len(values)} 项，已写入 {args.file}",)
    )


def _import(args: argparse.Namespace) -> Answer:
    from desktop.files.settings_json import read_settings

    told = read_settings(args.file)
    good, bad = judged(told.values)
    if bad:
        return _refused(args, bad)
    with opened(args) as store:
        return _change(args, store, good, dict(told.others))


def _refused(args: argparse.Namespace, bad: list[BadSetting]) -> Answer:
    from desktop.system.setting_words import fault_text  # loads the translator

    lines = (f"{args.file} 里有 {len(bad)} 项不能用，全部没有改：", *(f"  {fault_text(one)}" for one in bad))
    print(*lines, sep="\n", file=sys.stderr)
    named = [{"key": one.key, "why": one.why, "value": one.text} for one in bad]
    return Answer(BAD_INPUT, {"error": "BadSetting", "file": str(args.file), "bad": named}, ())
