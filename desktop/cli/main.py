"""``zhipai``: the window without arguments, the same services without a window with them."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass

from db.domain.errors import DomainError, StoreUnavailable
from desktop.cli import demo_command, list_commands, plate_commands, store_commands, tree_commands
from desktop.cli.context import BAD_INPUT, NO_STORE, common_options, say, store_url

_GROUPS = (store_commands, list_commands, tree_commands, plate_commands, demo_command)


def build_parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    parser = argparse.ArgumentParser(prog="zhipai", description="址牌：标准地址与二维码门牌工作台")
    parser.set_defaults(run=None)
    common_options(parser)
    commands = parser.add_subparsers(metavar="命令", dest="command")
    for group in _GROUPS:
        group.add_commands(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or open the window; returns the exit status.

    Bad input never shows a traceback: 2 with what was wrong on stderr, 3 when the store cannot be reached.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    args = build_parser().parse_args(argv)
    if args.run is None:
        from desktop.app import run_window  # Qt only when a window is wanted

        return run_window(store_url(args), args.login or "")
    try:
        return say(args, args.run(args))
    except StoreUnavailable as error:
        return _complain(args, NO_STORE, {"error": error.why, "detail": error.detail}, error)
    except DomainError as error:
        fields: dict[str, object] = asdict(error) if is_dataclass(error) else {}
        return _complain(args, BAD_INPUT, {"error": type(error).__name__, **fields}, error)


def _complain(args: argparse.Namespace, status: int, values: dict[str, object], error: Exception) -> int:
    from desktop.error_texts import error_text  # the window's words; loads the translator

    text = error_text(error)
    if args.json:
        print(json.dumps(values, ensure_ascii=False, default=str))
    print(f"{text.title}：{text.explanation}", text.next_step, sep="\n", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
