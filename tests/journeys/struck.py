"""A day's work on one store, struck again and again: after each blow the store is as before the step, or as after it.

A first day goes undisturbed and tells how many points each step has and how the store looks after it. On the second
every step is struck first, and at last done: what it then leaves is what the undisturbed day left.
"""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from db.domain.han import syllables
from db.services.store import init_store
from db.store.store import Store
from tests.conftest import copy_template
from tests.desks import open_desks
from tests.journeys import dying
from tests.journeys.days_work import STEPS, do, prepare
from tests.journeys.dying import Blow, Fate, How, Noon
from tests.postgres import Server
from tests.register import DISTRICT, SEEDS

State = dict[str, str]
KEPT = {How.CUT: ("no_server", "unsaved"), How.PAGES: ("disk_full",), How.BYTES: ("disk_error", "disk_full")}
"""What a struck step may say, when it was not killed."""


class Stores:
    """A prepared store of one engine and copies of it."""

    def __init__(self, server: Server | None, fill: Callable[[Store], None] = prepare) -> None:
        syllables("新名")  # loads its dictionary here, once, and not in every child
        self.server = server
        self._folder = tempfile.TemporaryDirectory(prefix="zp-day-")
        self._template = server.create_database() if server else "office.db"
        url = self._url(self._template)
        init_store(url, SEEDS, district_code=DISTRICT, store_no=1, clock=Noon())
        store = open_desks(url)
        try:
            fill(store)
        finally:
            store.close()

    def _url(self, name: str) -> str:
        if self.server:
            return self.server.url(name)
        return f"sqlite:///{(Path(self._folder.name) / name).as_posix()}"

    @contextlib.contextmanager
    def copy(self) -> Iterator[str]:
        """The URL of a fresh copy; it is gone afterwards."""
        if self.server:
            name = self.server.create_database(self._template)
            yield self._url(name)
            self.server.drop_database(name)
            return
        with tempfile.TemporaryDirectory(dir=self._folder.name) as folder:
            file = Path(folder) / "zhipai.db"
            copy_template(Path(self._folder.name) / self._template, file)
            yield f"sqlite:///{file.as_posix()}"

    def close(self) -> None:
        """Leave nothing behind."""
        if self.server:
            self.server.drop_database(self._template)
        self._folder.cleanup()


@dataclass(frozen=True)
class Course:
    """How a step goes undisturbed.

    Attributes:
        points: labels of the points it passes.
        after: the store after it.
    """

    points: tuple[str, ...]
    after: State


class Day:
    """A store on its way through the day.

    Attributes:
        done: steps done so far.
        state: the store now; empty when nobody looked.
    """

    def __init__(self, url: str) -> None:
        self.url, self.done = url, 0
        self.state: State = {}

    @property
    def name(self) -> str:
        """The step that comes next."""
        return list(STEPS)[self.done]

    def look(self) -> State:
        """How the store is now; it is sound."""
        self.state = dying.audit(self.url)
        return self.state

    def walk(self, until: int) -> None:
        """Do the steps before a position, one after the other in this process."""
        store = open_desks(self.url)
        try:
            for name in list(STEPS)[self.done : until]:
                store.clock = Noon()
                STEPS[name](store)
        finally:
            store.close()
        self.done, self.state = until, {}

    def go_on(self) -> Course:
        """Do the next step undisturbed.

        Raises:
            AssertionError: it could not be done, or is not one transaction.
        """
        name = self.name
        fate = dying.run(self.url, partial(do, name))
        assert not fate.failure, f"{name}: {fate.failure}"
        assert (fate.said, fate.committed, fate.refused) == (1, 1, ""), (name, fate.refused)
        self.done += 1
        return Course(tuple(fate.points), self.look())

    def strike(self, blow: Blow, after: State | None = None) -> Fate:
        """Strike the next step; the store is sound, and as it was or as the step would have left it.

        Args:
            blow: what strikes, and where.
            after: how the step leaves the store; when nobody knows, it only has to be sound then.

        Raises:
            AssertionError: the store is neither, or what was said of it is not so.
        """
        name, before = self.name, self.state or self.look()
        ids = dying.next_id(self.url)
        fate = dying.run(self.url, partial(do, name), blow)
        what = f"{name}: {blow.how} at {blow.at}"
        assert not fate.failure, f"{what}\n{fate.failure}"
        assert fate.died == (blow.how is How.KILL), what
        kept = fate.committed == 1
        found = self.look()
        wanted = (after or found) if kept else before
        differing = sorted(table for table in wanted if wanted[table] != found.get(table))
        assert not differing, f"{what}, {fate.points[-1:]}: {differing}"
        if kept:
            self.done += 1
            return fate
        assert fate.said == 0, what
        if blow.how is not How.KILL:
            assert fate.refused in KEPT[blow.how], f"{what}: {fate.refused!r}"
        dying.set_next_id(self.url, ids)
        return fate
