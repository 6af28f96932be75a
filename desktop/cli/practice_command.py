"""``zhipai practice``: the store to learn in."""

import argparse
from typing import Any

from desktop.cli.context import DONE, Answer, TerminalProgress, common_options


def add_commands(commands: Any) -> None:
    """Register the command."""
    practice = commands.add_parser("practice", help="练习库：随附样例建成，做出的门牌都盖样张字样")
    practice.add_argument("--fresh", action="store_true", help="丢掉原来的练习库，重新建立")
    practice.add_argument("--open", action="store_true", help="建好后打开窗口")
    common_options(practice)
    practice.set_defaults(run=_practice)


def _practice(args: argparse.Namespace) -> Answer:
    from desktop.demo.practice import make_practice, open_practice, practice_file

    file, made = practice_file(), False
    if args.fresh or not file.exists():
        progress = TerminalProgress()
        file, made = make_practice(progress), True
        progress.close()
    if args.open:
        open_practice(file)
    values = {"store": f"sqlite:///{file.as_posix()}", "made": made}
    return Answer(DONE, values, (f"练习库：{file}",))
