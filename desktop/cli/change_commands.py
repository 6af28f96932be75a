"""``zhipai changes``: decided changes that wait for their day, and letting those take hold whose day has come."""

import argparse
from typing import Any

from db.services.taking_hold import take_hold, waiting
from db.store.changes import PlannedRow
from desktop.address_terms import act_term
from desktop.cli.context import DONE, FINDINGS, Answer, acting, common_options, opened
from desktop.editing.reasons import plan_reason


def add_commands(commands: Any) -> None:
    """Register the commands."""
    changes = commands.add_parser("changes", help="已批准、待生效的变更")
    actions = changes.add_subparsers(metavar="动作", required=True)
    listed = actions.add_parser("list", help="列出待生效的变更，含到期却不能生效的")
    common_options(listed)
    listed.set_defaults(run=_list)
    hold = actions.add_parser("take-hold", help="让到期的变更生效；不能生效的列出原因，不影响其他")
    common_options(hold)
    hold.set_defaults(run=_take_hold)


def _list(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        rows = waiting(store)
    values = [
        {
            "application": row.id,
            "act": row.plan.act.value,
            "title": row.title,
            "effective_on": row.effective_on,
            "hindrance": row.hindrance,
        }
        for row in rows
    ]
    stuck = any(row.hindrance for row in rows)
    lines = tuple(map(_line, rows)) or ("没有待生效的变更",)
    return Answer(FINDINGS if stuck else DONE, {"changes": values}, lines)


def _line(row: PlannedRow) -> str:
    told = f"{row.effective_on}  {act_term(row.plan.act.value)}  {row.title}（申请 {row.id}）"
    return f"{told}：{_why(row.hindrance)}" if row.hindrance else told


def _why(reason: str) -> str:
    return plan_reason(reason).format(detail="—")


def _take_hold(args: argparse.Namespace) -> Answer:
    with opened(args) as store:
        held = take_hold(store, acting(args, store))
    values = {
        "held": list(held.application_ids),
        "hindered": [
            {"application": one.application_id, "title": one.title, "reason": one.reason}
            for one in held.hindered
        ],
    }
    lines = [f"已生效 {len(held.application_ids)} 件，不能生效 {len(held.hindered)} 件"]
    lines += [f"{one.title}（申请 {one.application_id}）：{_why(one.reason)}" for one in held.hindered]
    return Answer(FINDINGS if held.hindered else DONE, values, tuple(lines))
