"""``zhipai demo``: the main job end to end on the shipped sample."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.context import DONE, FINDINGS, Answer, TerminalProgress, common_options


def add_commands(commands: Any) -> None:
    """Register the command."""
    demo = commands.add_parser("demo", help="用随附样例把全流程走一遍")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="空文件夹")
    demo.add_argument(
        "--addresses", type=sample_size, metavar="N", help="样例规模，至少 300（默认随附的 8600）"
    )
    common_options(demo)
    demo.set_defaults(run=_demo)


def sample_size(text: str) -> int:
    """How many addresses the sample is to have.

    Raises:
        ArgumentTypeError: no number, or too few for every shape of list to be there.
    """
    from desktop.sample.plan import MIN_ADDRESSES

    if not text.isdecimal() or int(text) < MIN_ADDRESSES:
        raise argparse.ArgumentTypeError(f"至少 {MIN_ADDRESSES}")
    return int(text)


def _demo(args: argparse.Namespace) -> Answer:
    from desktop.demo.run import SHIPPED_ADDRESSES, run_demo

    progress = TerminalProgress()
    values = run_demo(args.out, args.addresses or SHIPPED_ADDRESSES, progress)
    progress.close()
    done = values["plates"] == values["decoded"] and not values["mismatched"]
    lines = (
        f"地址 {values['addresses']}，已批准 {values['approved']}，"
        f"出牌 {values['plates']}，读回 {values['decoded']}，不能出牌 {len(values['blocked'])}",
        f"检查答案并入 {values['merged']['applied']} / {values['merged']['answers']}",
        f"打开看结果：zhipai --store {values['store']} --as clerk",
    )
    return Answer(DONE if done else FINDINGS, values, lines)
