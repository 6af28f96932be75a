"""``zhipai units``: administrative units of a day, and 区划调整 from a file: what it would do, or filing it."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.domain.clock import legal_date
from db.domain.division import Unit
from db.domain.errors import BadFile
from db.domain.redraw import Redraw, redraw_from_value
from db.services.redraw import RedrawPreview, all_units, file, preview
from desktop.cli.context import DONE, FINDINGS, Answer, acting, common_options, day, file_fault, opened

_LEVELS = (3, 4, 5)


def add_commands(commands: Any) -> None:
    """Register the commands."""
    units = commands.add_parser("units", help="行政区划：某一天的镇街和社区，区划调整")
    actions = units.add_subparsers(metavar="动作", required=True)
    listed = actions.add_parser("list", help="列出某一天的区、镇街、社区")
    listed.add_argument("--as-of", type=day, metavar="DATE", help="哪一天（默认今天）")
    listed.add_argument("--area", default="", metavar="CODE", help="代码开头，如 350203005（默认全部）")
    common_options(listed)
    listed.set_defaults(run=_list)
    redrawn = actions.add_parser("redraw", help="按文件办理区划调整：更名、改隶、合并、析置")
    redrawn.add_argument("plan", type=Path, metavar="FILE.json", help="调整的内容，写法见使用手册第二十七章")
    how = redrawn.add_mutually_exclusive_group(required=True)
    how.add_argument("--preview", action="store_true", help="只看影响，不提交")
    how.add_argument("--file", action="store_true", help="提交申请，由另一人批准")
    redrawn.add_argument("--title", default="区划调整", help="申请的标题")
    redrawn.add_argument("--reason", default="", help="事由")
    common_options(redrawn)
    redrawn.set_defaults(run=_redraw)


def _list(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        units = all_units(store)
        on = args.as_of or legal_date(store.clock.now())
    found = [
        unit
        for unit in units.current(on)
        if unit.level in _LEVELS and not unit.hidden and unit.code.startswith(args.area)
    ]
    values = {"as_of": on, "units": [asdict(unit) for unit in found]}
    return Answer(DONE, values, (f"截至 {on}：共 {len(found)} 个单位", *map(_line, found)))


def _line(unit: Unit) -> str:
    return f"{'  ' * (unit.level - _LEVELS[0])}{unit.code}  {unit.name}"


def _redraw(args: argparse.Namespace) -> Answer:
    wanted = _read(args.plan)
    with opened(args) as store:
        actor = acting(args, store)
        if args.file:
            made = file(store, actor, wanted, args.title, args.reason)
            told = f"已提交申请 {made.application_id}，待另一人批准；生效日期 {wanted.effective_on}"
            return Answer(DONE, {"application": made.application_id}, (told,))
        return _shown(preview(store, actor, wanted))


def _read(path: Path) -> Redraw:
    """The redraw that a file says.

    Raises:
        BadFile: it cannot be read, or says none.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise BadFile(str(path), "not_found") from error
    except OSError as error:
        raise file_fault(error, path) from error
    except (ValueError, RecursionError) as error:
        raise BadFile(str(path), "not_json") from error
    try:
        return redraw_from_value(said)
    except ValueError as error:
        raise BadFile(str(path), "not_a_redraw") from error


def _shown(found: RedrawPreview) -> Answer:
    from desktop.editing.redraw_reasons import fault_text  # the window's words; loads the translator

    values = {
        "redraw": found.redraw.to_value(),
        "faults": [asdict(fault) for fault in found.faults],
        "closing": [asdict(unit) for unit in found.closing],
        "beginning": [asdict(unit) for unit in found.beginning],
        "addresses": dict(found.parts),
        "states": dict(found.legals),
        "accounts": [asdict(one) for one in found.accounts],
        "beside": asdict(found.beside),
    }
    lines = [fault_text(fault) for fault in found.faults]
    if found.refused:
        return Answer(FINDINGS, values, ("不能这样调整：", *lines))
    names = {unit.code: unit.name for unit in (*found.closing, *found.beginning)}
    names |= {heir.code: heir.name for heir in found.redraw.heirs}
    lines += [
        f"{names[step.old_code]}（{step.old_code}）→ {names[step.new_code]}（{step.new_code}）"
        for step in found.steps
    ]
    lines += [f"{names[code]}：地址 {count} 条" for code, count in found.parts.items()]
    lines += [
        f"账号 {one.login}（{one.name}）：{one.before} → {'、'.join(one.after)}" for one in found.accounts
    ]
    return Answer(DONE, values, tuple(lines))
