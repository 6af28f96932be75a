"""What every command shares: which store, who acts, how it answers, how it shows progress."""

import argparse
import errno
import getpass
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from db.domain.access import Actor
from db.domain.clock import parse_date
from db.domain.errors import BadFile, NotFound, SignInRefused, StoreUnavailable
from db.services.accounts import find_actor, has_password, list_actors, login_url, session_login, sign_in
from db.services.store import open_store
from db.store.store import Store
from desktop.paths import default_store_url

DONE, FINDINGS, BAD_INPUT, NO_STORE = 0, 1, 2, 3
"""Exit statuses: done; done with findings or refusals; bad input or usage; store unavailable."""

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells give it."""


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
    """Options every command takes, before its name or behind it."""
    # Without a default of its own the command keeps what was given before its name.
    unset = argparse.SUPPRESS
    parser.add_argument(
        "--store", metavar="URL", default=unset, help="库的位置（默认 $ZHIPAI_STORE，其次本机默认库）"
    )
    parser.add_argument(
        "--as",
        dest="login",
        metavar="USER",
        default=unset,
        help="以哪个账号操作（默认 $ZHIPAI_USER，其次系统用户名，其次库中唯一的账号）",
    )
    parser.add_argument("--json", action="store_true", default=unset, help="只在标准输出打印一个 JSON 对象")


def store_url(args: argparse.Namespace) -> str:
    """The store the command works on, as it was named."""
    return args.store or default_store_url()


def connection_url(args: argparse.Namespace) -> str:
    """The store the command works on; at a server whose URL names no user, the named account connects."""
    url, login = store_url(args), named_login(args)
    if login_url(url, login) == url:
        return url
    return login_url(url, login, known_password(url, login) or "")


def named_login(args: argparse.Namespace) -> str:
    """The account named by ``--as`` or ``$ZHIPAI_USER``; ``""`` when none is."""
    return args.login or os.environ.get("ZHIPAI_USER") or ""


def known_password(url: str, login: str) -> str | None:
    """An account's password: ``$ZHIPAI_PASSWORD``, else what the keyring holds, else as typed on a terminal."""
    given = os.environ.get("ZHIPAI_PASSWORD")
    if given is not None:
        return given
    from desktop.secrets import stored_password  # a keyring takes long to load

    kept = stored_password(url, login)
    return kept if kept is not None else typed(f"{login} 的口令：")


def typed(question: str) -> str | None:
    """What is typed on a terminal without being shown; None when nobody is there to type."""
    if not sys.stdin.isatty():
        return None
    try:
        return getpass.getpass(question, stream=sys.stderr)
    except EOFError:
        return None


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Store]:
    """The command's store, closed afterwards."""
    store = open_store(connection_url(args))
    try:
        yield store
    finally:
        store.close()


def acting(args: argparse.Namespace, store: Store) -> Actor:
    """The account the command acts as, signed in: named, else the system user's, else the only one there is.

    Raises:
        NotFound: no such account, or several to choose from; stderr says which there are.
        SignInRefused: no password, a wrong one, or one to be changed first.
    """
    who = chosen(args, store)
    signed = sign_in(store, who.login, password_of(store, who.login), who.workstation)
    if signed.must_change:
        raise SignInRefused("must_change")
    return signed.actor


def chosen(args: argparse.Namespace, store: Store) -> Actor:
    """The account a command is for, not signed in yet.

    Raises:
        NotFound: no such account, or several to choose from; stderr says which there are.
    """
    login = named_login(args) or session_login(store) or getpass.getuser()
    known = list_actors(store)
    if not args.login and len(known) == 1:
        login = known[0][0]
    try:
        return find_actor(store, login, platform.node())
    except NotFound:
        print(
            "可用 --as 指定的账号：" + "、".join(f"{one}（{name}）" for one, name in known), file=sys.stderr
        )
        raise


def password_of(store: Store, login: str) -> str:
    """The password with which an account signs in to a file; ``""`` where none is asked for.

    Raises:
        SignInRefused: ``missing``, and nobody is there to type it.
    """
    if not has_password(store, login):
        return ""
    password = known_password(store.url.render_as_string(), login)
    if password is None:
        raise SignInRefused("missing")
    return password


_FAULTS = {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.EFBIG: "disk_full"}
_FAULTS |= {errno.ENOENT: "folder_missing", errno.ENOTDIR: "folder_missing"}
_FAULTS |= {errno.EACCES: "read_only", errno.EPERM: "read_only", errno.EROFS: "read_only"}


def file_fault(error: OSError, path: Path) -> BadFile:
    """What the system says of a file that was to be written, as bad input: another place may do."""
    why = _FAULTS.get(error.errno or 0, "not_writable")
    return BadFile(str(path), why, detail=error.strerror or "")


def check_writable(path: Path) -> None:
    """Refuse a place where no file can be made, before the work that is to be written there.

    Raises:
        BadFile: folder missing or not writable.
    """
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            return
    except OSError as error:
        raise file_fault(error, path) from error


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """Tell a file that cannot be written, or a neighbour made with it, from a store that cannot be reached.

    Raises:
        BadFile: folder missing or not writable, disk full; nothing half written is left.
    """
    try:
        yield path
    except StoreUnavailable as error:
        if Path(error.detail).parent != path.parent:
            raise
        raise BadFile(error.detail, error.why) from error
    except OSError as error:
        raise file_fault(error, path) from error


def day(text: str) -> str:
    """A legal date.

    Raises:
        ArgumentTypeError: no day of the calendar.
    """
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("应为日期，如 2024-06-30") from error


def positive(text: str) -> int:
    """A count as an option's value.

    Raises:
        ValueError: not a whole number above zero.
    """
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


positive.__name__ = "正整数"  # what argparse calls the type of a value it refuses


def say(args: argparse.Namespace, answer: Answer) -> int:
    """Print an answer and give its exit status."""
    if args.json:
        print(json.dumps(answer.values, ensure_ascii=False))
    else:
        for line in answer.lines:
            print(line)
    return answer.status
