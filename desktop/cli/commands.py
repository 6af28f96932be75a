"""Every command of ``zhipai``: its grammar, its run, and how a refusal is told."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import NoReturn

from db.domain.errors import DomainError, StoreUnavailable
from desktop.cli import (
    account_commands,
    attachment_commands,
    audit_commands,
    batch_commands,
    change_commands,
    demo_command,
    glyph_commands,
    history_commands,
    list_commands,
    match_commands,
    package_commands,
    plate_commands,
    practice_command,
    read_commands,
    report_commands,
    selftest,
    setting_commands,
    sheet_commands,
    store_commands,
    transfer_commands,
    tree_commands,
    unit_commands,
    vault_commands,
)
from desktop.cli.context import BAD_INPUT, INTERRUPTED, NO_STORE, common_options, file_fault, say

_GROUPS = (
    *(store_commands, account_commands, audit_commands, list_commands, tree_commands, plate_commands),
    *(
        attachment_commands,
        batch_commands,
        change_commands,
        glyph_commands,
        history_commands,
        read_commands,
        match_commands,
        package_commands,
        report_commands,
        demo_command,
        practice_command,
        setting_commands,
        sheet_commands,
        transfer_commands,
        unit_commands,
        vault_commands,
        selftest,
    ),
)


class _BadUsage(Exception):
    """The command line does not follow the grammar; carries what to tell the user."""


class _Parser(argparse.ArgumentParser):
    """A parser that leaves exiting to ``main``, so that ``--json`` is answered in JSON whatever is wrong."""

    def error(self, message: str) -> NoReturn:
        raise _BadUsage(message, self.format_usage())


def build_parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    parser = _Parser(prog="zhipai", description="址牌：标准地址与二维码门牌工作台")
    common_options(parser)
    parser.set_defaults(store=None, login=None, json=False)
    commands = parser.add_subparsers(metavar="命令", dest="command", required=True)
    for group in _GROUPS:
        group.add_commands(commands)
    return parser


def run_command(given: Sequence[str]) -> int:
    """Run one command; returns the exit status.

    Bad input never shows a traceback: 2 with what was wrong on stderr, 3 when the store cannot be reached.
    """
    try:
        args = build_parser().parse_args(["selftest" if word == selftest.OPTION else word for word in given])
    except _BadUsage as error:
        message, usage = error.args
        if "--json" in given:
            print(json.dumps({"error": "usage", "detail": message}, ensure_ascii=False))
        print(f"用法有误：{message}", usage, sep="\n", end="", file=sys.stderr)
        return BAD_INPUT
    return _run(args)


def _run(args: argparse.Namespace) -> int:
    try:
        return say(args, args.run(args))
    except StoreUnavailable as error:
        return _complain(args, NO_STORE, {"error": error.why, "detail": error.detail}, error)
    except DomainError as error:
        return _refuse(args, error)
    except KeyboardInterrupt:
        if args.json:
            print(json.dumps({"error": "interrupted"}))
        print("已中断", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        return _refuse(args, file_fault(error, Path(str(error.filename or "—"))))


def _refuse(args: argparse.Namespace, error: DomainError) -> int:
    fields: dict[str, object] = asdict(error) if is_dataclass(error) else {}
    return _complain(args, BAD_INPUT, {"error": type(error).__name__, **fields}, error)


def _complain(args: argparse.Namespace, status: int, values: dict[str, object], error: Exception) -> int:
    from desktop.error_texts import error_text  # the window's words; loads the translator

    text = error_text(error)
    if args.json:
        print(json.dumps(values, ensure_ascii=False, default=str))
    print(f"{text.title}：{text.explanation}", text.next_step, sep="\n", file=sys.stderr)
    return status
