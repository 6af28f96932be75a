"""``zhipai store copy``, ``backup`` and ``restore``: a whole store on the move."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db.domain.progress import Progress
from db.services.moving import Moved, backup_store, copy_store, restore_store
from desktop.cli import join_command
from desktop.cli.context import (
    DONE,
    FINDINGS,
    Answer,
    TerminalProgress,
    check_writable,
    common_options,
    opened,
    store_url,
    writing,
)

_PHASES = {
    "copying": "复制",
    "indexing": "建索引",
    "searching": "建查找索引",
    "comparing": "逐表核对",
    "checking": "引擎自检",
    "verifying": "校验日志链",
    "contents": "复制附件",
    "attachments": "核对附件",
}


class _Phases:
    """Says a phase in Chinese."""

    def __init__(self, shown: Progress) -> None:
        self._shown = shown

    def step(self, done: int, total: int, note: str) -> None:
        self._shown.step(done, total, _PHASES.get(note, note))


@contextmanager
def _watched() -> Iterator[Progress]:
    shown = TerminalProgress()
    try:
        yield _Phases(shown)
    finally:
        shown.close()


def add_actions(actions: Any) -> None:
    """Register the actions under ``zhipai store``."""
    copy = _action(actions, "copy", "整库复制到空的位置：文件与服务器之间，双向皆可", _copy)
    copy.add_argument("--from", dest="source", required=True, metavar="URL", help="原库，复制后保持不变")
    copy.add_argument(
        "--to", dest="target", required=True, metavar="URL", help="还不存在的文件，或空的数据库"
    )
    backup = _action(actions, "backup", "把整个库备份成一个文件", _backup)
    backup.add_argument("file", type=Path, metavar="FILE", help="还不存在的文件")
    restore = _action(actions, "restore", "用备份文件在空的位置（--store）重建库", _restore)
    restore.add_argument("file", type=Path, metavar="FILE", help="zhipai store backup 写的文件")
    join_command.add_action(actions)


def _action(
    actions: Any, name: str, words: str, run: Callable[[argparse.Namespace], Answer]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=words)
    common_options(parser)
    parser.set_defaults(run=run)
    return parser


def _copy(args: argparse.Namespace) -> Answer:
    with _watched() as progress:
        moved = copy_store(args.source, args.target, progress)
    return _answer(moved, moved.report.engine, "复制")


def _backup(args: argparse.Namespace) -> Answer:
    check_writable(args.file)
    file = args.file.absolute()
    with opened(args) as store, _watched() as progress:
        with writing(file):
            moved = backup_store(store, file, progress)
        return _answer(moved, store.engine.dialect.name, "备份", file)


def _restore(args: argparse.Namespace) -> Answer:
    with _watched() as progress:
        moved = restore_store(args.file, store_url(args), progress)
    return _answer(moved, moved.report.engine, "恢复")


def _answer(moved: Moved, engine: str, verb: str, file: Path | None = None) -> Answer:
    report = moved.report
    values = {
        "engine": engine,
        "revision": report.revision,
        "ok": report.ok,
        "problems": list(report.problems),
        "rows": moved.rows,
        "files": moved.files,
        "new_files": moved.new_files,
        "entries": report.entries,
        "head": report.head,
        "tables": [{"name": one.name, "rows": one.rows, "sha256": one.sha256} for one in moved.tables],
    }
    lines = [
        f"已{verb} {len(moved.tables)} 张表 {moved.rows:,} 行，两边逐表核对一致",
        f"引擎 {engine}，结构版本 {report.revision}，日志 {report.entries} 条，链头 {report.head}",
    ]
    if moved.files:
        lines.append(f"附件内容 {moved.files:,} 份，其中新写入 {moved.new_files:,} 份，逐份核对校验值")
    if file is not None:
        values["file"] = str(file)
        lines.append(f"备份文件 {file}，{file.stat().st_size:,} 字节")
    lines += [f"原库本有的问题：{one}" for one in report.problems] or ["检查通过"]
    return Answer(DONE if report.ok else FINDINGS, values, tuple(lines))
