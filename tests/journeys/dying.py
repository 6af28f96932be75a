"""A piece of work in a process that is struck at a chosen moment, and the store it leaves behind.

The parent prepares everything and forks: no interpreter is started anew. Every statement and both sides of every COMMIT
are points; at one of them the child kills itself or loses its server, or it runs out of room on the disk. It says on a
pipe which points it passed and which of its commits were over.
"""

import hashlib
import json
import os
import pickle
import resource
import signal
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NoReturn

import psycopg
from sqlalchemy import Engine, event, inspect, select, text

from db.domain.errors import StoreUnavailable
from db.services.store import check_store, open_store
from db.store.engine import store_file
from db.store.store import Store
from db.store.tree import recount
from tests.desks import Desks, open_desks

NEVER = -1
Work = Callable[[Store], Iterator[None]]
_NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
_LOGINS = ("clerk", "chief")
_COPYS_OWN = {"store_place": ("machine", "path")}
"""Columns that say where a copy lies."""
_SERVERS_OWN = {
    "journal": ("at", "changes_sha256", "prev_hash", "hash"),
    "journal_change": ("ordinal",),
    "journal_head": ("hash",),
}
"""Columns a server fills by its own clock, or in the order in which it finds rows: the same work leaves others. The check
of the journal reads them."""


@dataclass
class Noon:
    """A clock that stands, so that the same work leaves the same rows.

    Attributes:
        days: how far it was put forward.
    """

    days: int = 0

    def now(self) -> datetime:
        return _NOON + timedelta(days=self.days)


class How(StrEnum):
    """What strikes the process."""

    KILL = "kill"  # SIGKILL at a point
    CUT = "cut"  # the server ends the connection at a point
    PAGES = "pages"  # the file may grow by so many pages
    BYTES = "bytes"  # the log beside the file may take so many bytes: the disk refuses the next write


@dataclass(frozen=True)
class Blow:
    """What strikes, and where."""

    how: How = How.KILL
    at: int = NEVER


@dataclass
class Fate:
    """What a child told before it ended.

    Attributes:
        points: its labels so far: ``read``, ``statement``, ``before commit``, ``after commit``.
        said: commits of writes that it reported as done.
        died: whether it killed itself.
        refused: why the store was said to be unavailable, ``""`` when it was not.
        failure: traceback of an error that was not planned.
    """

    points: list[str] = field(default_factory=list)
    said: int = 0
    died: bool = False
    refused: str = ""
    failure: str = ""

    @property
    def inside(self) -> bool:
        """Whether a writing transaction was open at the end."""
        return self.points[-1] in ("statement", "before commit")

    @property
    def committed(self) -> int:
        """How many writes were kept."""
        return self.points.count("after commit")


def run(url: str, work: Work, blow: Blow = Blow()) -> Fate:
    """Let a forked child do the work and be struck; what it told. On a server every account signs in for itself."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _child(writing, url, work, blow)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = [json.loads(line) for line in pipe]
    _, status = os.waitpid(pid, 0)
    fate = Fate(died=os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL)
    for word, value in told:
        if word == "point":
            fate.points.append(value)
        elif word == "said":
            fate.said += 1
        else:
            setattr(fate, word, value)
    return fate


def _child(pipe: int, url: str, work: Work, blow: Blow) -> NoReturn:
    def tell(word: str, value: str) -> None:
        os.write(pipe, (json.dumps([word, value]) + "\n").encode())

    try:
        store = open_desks(url)
        store.clock = Noon()
        for engine in _engines(store):
            _arm(engine, _Strike(url, blow, tell))
        _narrow(store, blow)
        for _ in work(store):
            tell("said", "")
        os._exit(0)
    except StoreUnavailable as refusal:
        tell("refused", refusal.why)
        os._exit(1)
    except BaseException:  # the fork must never run on into the parent's code
        tell("failure", traceback.format_exc())
        os._exit(1)


def _engines(store: Store) -> list[Engine]:
    if not isinstance(store, Desks):
        return [store.engine]
    return [store.desk(login).engine for login in _LOGINS]


@dataclass
class _Strike:
    """Counts the points and strikes at the chosen one."""

    url: str
    blow: Blow
    tell: Callable[[str, str], None]
    writes: bool = False
    passed: int = -1

    def pass_by(self, label: str, connection: Any) -> None:
        self.passed += 1
        self.tell("point", label)
        if self.passed != self.blow.at:
            return
        if self.blow.how is How.KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.blow.how is How.CUT:
            with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as house:
                house.execute("SELECT pg_terminate_backend(%s, 5000)", (connection.info.backend_pid,))


def _arm(engine: Engine, strike: _Strike) -> None:
    """Let every statement and commit of an engine be a point."""

    @event.listens_for(engine, "begin")
    def _begun(conn: Any) -> None:
        strike.writes = bool(conn.get_execution_options().get("writing"))

    @event.listens_for(engine, "before_cursor_execute")
    def _statement(_conn: Any, cursor: Any, sql: str, *_rest: Any) -> None:
        label = "statement" if strike.writes and not sql.startswith("BEGIN") else "read"
        strike.pass_by(label, cursor.connection)

    commit = engine.dialect.do_commit

    def do_commit(connection: Any) -> None:
        if not strike.writes:
            return commit(connection)
        raw = connection.driver_connection
        strike.pass_by("before commit", raw)
        commit(connection)
        strike.pass_by("after commit", raw)
        return None

    engine.dialect.do_commit = do_commit  # type: ignore[method-assign, assignment]


def _narrow(store: Store, blow: Blow) -> None:
    """Leave little room on the disk."""
    if blow.how is How.BYTES:
        with store.read() as conn:  # what lies beside the file is made by the first who reads it
            conn.exec_driver_sql("SELECT count(*) FROM node").scalar()
        resource.setrlimit(resource.RLIMIT_FSIZE, (blow.at, blow.at))
    elif blow.how is How.PAGES:
        with store.read() as conn:
            pages = int(conn.exec_driver_sql("PRAGMA page_count").scalar_one())
        store.engine.dispose()
        event.listen(
            store.engine,
            "connect",
            lambda raw, _record: raw.execute(f"PRAGMA max_page_count={pages + blow.at}"),
        )


def audit(url: str) -> dict[str, str]:
    """Digest of every table of a store that was found sound.

    Raises:
        AssertionError: the engine, the journal or the tree is not whole.
    """
    store = open_store(url, Noon())
    try:
        report = check_store(store)
        assert report.ok, report.problems
        with store.read() as conn:
            assert recount(conn) == []
            names = [name for name in inspect(conn).get_table_names() if name != "node_search"]
            return {name: _digest(conn, name) for name in names}  # the index's shadow tables hold it
    finally:
        store.close()


def _digest(conn: Any, name: str) -> str:
    quoted = conn.dialect.identifier_preparer.quote(name)
    found = conn.execute(select(text("*")).select_from(text(quoted)))
    own = _COPYS_OWN | (_SERVERS_OWN if conn.dialect.name == "postgresql" else {})
    out = own.get(name, ())
    kept = [n for n, column in enumerate(found.keys()) if column not in out]
    rows = sorted(repr([_unordered(row[n]) for n in kept]) for row in found)
    return hashlib.sha256(pickle.dumps(rows)).hexdigest()


def _unordered(value: object) -> object:
    """A kept list of steps in an order of its own: a server finds the rows it was made from in any."""
    if not (isinstance(value, str) and value.startswith('{"steps":[')):
        return value
    said = json.loads(value)
    return {**said, "steps": sorted(map(repr, said["steps"]))}


def next_id(url: str) -> tuple[int, bool] | None:
    """Where a server's counter of ids stands: what is drawn from it comes back with no transaction. None for a file."""
    store = open_store(url, Noon())
    try:
        if store_file(store.url) is not None:
            return None
        with store.read() as conn:
            row = conn.exec_driver_sql("SELECT last_value, is_called FROM id_counter").one()
            return int(row.last_value), bool(row.is_called)
    finally:
        store.close()


def set_next_id(url: str, stood: tuple[int, bool] | None) -> None:
    """Put the counter back, so that the next try draws the same ids."""
    if stood is not None:
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as house:
            house.execute("SELECT setval('id_counter', %s, %s)", stood)
