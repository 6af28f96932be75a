"""What every command shares: which store, who acts, how it answers, how it shows progress."""

import argparse
import getpass
import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tqdm import tqdm

from db.domain.access import Actor
from db.domain.errors import NotFound
from db.services.accounts import find_actor
from db.services.store import open_store
from db.store.store import Store
from desktop.paths import default_store_url

DONE, FINDINGS, BAD_INPUT, NO_STORE = 0, 1, 2, 3
"""Exit statuses: done; done with findings or refusals; bad input or usage; store unavailable."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: exit status, the JSON object, and the same for people."""

    status: int
    values: dict[str, Any]
    lines: tuple[str, ...]


class TerminalProgress:
    """Progress on stderr when that is a terminal; silent otherwise."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None
        self._note = ""

    def step(self, done: int, total: int, note: str) -> None:
        """Show how far the work is."""
        if not sys.stderr.isatty():
            return
        if self._bar is None or note != self._note:
            self.close()
            self._bar = tqdm(total=total or None, desc=note, file=sys.stderr, leave=False)
            self._note = note
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def common_options(parser: argparse.ArgumentParser) -> None:
    """Options every command takes."""
    parser.add_argument("--store", metavar="URL", help="库的位置（默认 $ZHIPAI_STORE，其次本机默认库）")
    parser.add_argument(
        "--as", dest="login", metavar="USER", help="以哪个账号操作（默认 $ZHIPAI_USER，其次系统用户名）"
    )
    parser.add_argument("--json", action="store_true", help="只在标准输出打印一个 JSON 对象")


def store_url(args: argparse.Namespace) -> str:
    """The store the command works on."""
    return args.store or default_store_url()


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Store]:
    """The command's store, closed afterwards."""
    store = open_store(store_url(args))
    try:
        yield store
    finally:
        store.close()


def acting(args: argparse.Namespace, store: Store) -> Actor:
    """The account the command acts as.

    Raises:
        NotFound: no such account.
    """
    login = args.login or os.environ.get("ZHIPAI_USER") or getpass.getuser()
    try:
        return find_actor(store, login, platform.node())
    except NotFound as error:
        raise NotFound("actor", login) from error


def say(args: argparse.Namespace, answer: Answer) -> int:
    """Print an answer and give its exit status."""
    if args.json:
        print(json.dumps(answer.values, ensure_ascii=False))
    else:
        for line in answer.lines:
            print(line)
    return answer.status
