"""``zhipai template`` and ``batches``: workbooks to fill in, and what became of earlier deliveries."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from db.domain.importing import Field, Kind
from db.services.import_batches import abandon_batch, batch, batches, take_back
from desktop.cli.context import (
    DONE,
    Answer,
    TerminalProgress,
    acting,
    check_writable,
    common_options,
    opened,
    writing,
)
from desktop.importing.field_names import field_name
from desktop.importing.form_choices import unit_choices


def add_commands(commands: Any) -> None:
    """Register the commands."""
    form = commands.add_parser("template", help="导入模板：表头、下拉、示例行和填写说明")
    form.add_argument("out", type=Path, metavar="F.xlsx")
    form.add_argument("--kind", choices=[kind.value for kind in Kind], default=Kind.ADDRESSES.value)
    common_options(form)
    form.set_defaults(run=_template)
    listed = commands.add_parser("batches", help="以往导入批次；放弃或撤回一批")
    act = listed.add_mutually_exclusive_group()
    act.add_argument("--abandon", type=int, metavar="BATCH", help="放弃一个已暂存、未入库的批次")
    act.add_argument("--take-back", type=int, metavar="BATCH", help="撤回一个已入库、还没有人用过的批次")
    listed.add_argument("--reason", default="", metavar="TEXT", help="撤回的原因，记入日志")
    common_options(listed)
    listed.set_defaults(run=_batches)


def _template(args: argparse.Namespace) -> Answer:
    from desktop.files.import_template import write_import_template

    check_writable(args.out)
    with opened(args) as store:
        choices = unit_choices(store)
    with writing(args.out):
        names = {one.value: field_name(one) for one in Field}
        write_import_template(args.out, Kind(args.kind), names, choices)
    return Answer(DONE, {"file": str(args.out.absolute())}, (f"模板：{args.out}",))


def _batches(args: argparse.Namespace) -> Answer:
    from desktop.importing.words import state_word  # the window's words; loads the translator

    progress, filed = TerminalProgress(), False
    with opened(args) as store:
        if args.abandon is not None:
            abandon_batch(store, acting(args, store), args.abandon, args.reason)
        if args.take_back is not None:
            from desktop.importing.operations import reversal_title  # loads the readers of workbooks

            title = reversal_title(batch(store, args.take_back))
            done = take_back(store, acting(args, store), args.take_back, title, args.reason, progress)
            filed = done.touches("application")
        found = batches(store)
    progress.close()
    print(f"{len(found)} 批", file=sys.stderr)
    if filed:
        told = "涉及的地址占所在社区的比例较大，已提交申请，待另一人审批；批准后再撤回一次"
        print(told, file=sys.stderr)
    values = {"filed": filed, "batches": [asdict(one) | {"taken_back": one.taken_back} for one in found]}
    lines = tuple(
        f"{one.id} {one.staged_at[:10]} {one.actor} {one.source_name} {state_word(one)}："
        f"读入 {one.read} 收 {one.accepted} 未变 {one.unchanged} 退回 {one.rejected} 略过 {one.skipped}"
        for one in found
    )
    return Answer(DONE, values, lines)
