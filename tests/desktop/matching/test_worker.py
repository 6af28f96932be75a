"""Long lists are matched in a process beside the window: same answers, in order, and nothing lost when it ends."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QGuiApplication

from db.domain.alias import AliasKind
from db.domain.errors import StoreUnavailable
from db.domain.progress import Cancelled, Silent
from db.services.matching import Line, match_lines
from db.services.places import add_alias
from db.services.store import open_store
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.matching import operations, worker
from desktop.matching.page import MatchingPage
from desktop.matching.sheet import Group
from desktop.matching.worker import ListMatcher
from desktop.options import Options
from desktop.work.change_feed import ChangeFeed
from desktop.work.processes import ProcessDied
from desktop.work.runner import Runner
from tests.desktop.addresses.register import ADMIN
from tests.office import addresses, full, person, place_id

LINES = [
    Line(n, text) for n, text in enumerate([full("12号"), "湖濱南路12號", "老粮站路12号", "", "没有路9号"], 1)
]
PAGE_TEXT = "\n".join(f"厦门市思明区湖滨南路{n}号" for n in range(1, 8))


@pytest.fixture(autouse=True)
def short_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SMALL", 1)
    monkeypatch.setattr(worker, "PORTION", 2)


@pytest.fixture
def register(store_url: str) -> Iterator[Store]:
    """The test register with two addresses, on each engine in turn."""
    opened = open_store(store_url)
    addresses(opened, ["12号", "14号"])
    yield opened
    opened.close()


@pytest.fixture
def matcher(store: Store) -> Iterator[ListMatcher]:
    """Of the window's small register."""
    made = ListMatcher(store)
    yield made
    made.end()


def own_process(matcher: ListMatcher) -> psutil.Process:
    process = matcher._beside._process
    assert process is not None
    assert process.pid is not None
    return psutil.Process(process.pid)


class Stopping:
    """Stops once so much is done, at the second look when the first is to pass."""

    def __init__(self, at: int, looks: int = 0) -> None:
        self.at, self.looks = at, looks

    def step(self, done: int, _total: int, _note: str) -> None:
        self.looks -= 1
        if done >= self.at and self.looks < 0:
            raise Cancelled


def test_the_process_answers_as_the_register_does_and_sees_what_was_written_since(register: Store) -> None:
    matcher = ListMatcher(register)
    assert list(matcher.match(LINES, Silent())) == list(match_lines(register, LINES, Silent()))
    first = own_process(matcher)
    add_alias(register, person(register, "clerk"), place_id(register), "老粮站路", AliasKind.FORMER)
    again = list(matcher.match(LINES, Silent()))
    assert [[one.full_text for one in found.entries] for found in again] == [[full("12号")]] * 3 + [[], []]
    assert own_process(matcher) == first
    secret = register.url.password or "no password"
    assert not any(secret in word for word in [*first.cmdline(), *first.environ().values()])
    matcher.end()
    assert not first.is_running()


def test_stopped_it_keeps_what_it_found_and_leaves_no_process_and_no_file(
    matcher: ListMatcher, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = matcher.match(LINES, Stopping(2))
    assert [next(run).line, next(run).line] == LINES[:2]
    with pytest.raises(Cancelled):
        next(run)
    process = own_process(matcher)
    monkeypatch.setattr(worker, "PORTION", 2_000)
    with pytest.raises(Cancelled):  # in the middle of a portion
        list(matcher.match(LINES * 400, Stopping(0, looks=1)))
    assert not process.is_running()
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["zhipai.db"]


def test_few_lines_start_no_process_but_go_to_one_that_is_there_and_its_death_is_told(
    matcher: ListMatcher,
) -> None:
    assert [one.line for one in matcher.match(LINES[:1], Silent())] == LINES[:1]
    assert not matcher._beside.started
    run = matcher.match(LINES, Silent())
    assert next(run).line == LINES[0]
    own_process(matcher).kill()
    assert next(run).line == LINES[1]
    with pytest.raises(ProcessDied):
        next(run)
    assert [found.line for found in matcher.match(LINES[2:4], Silent())] == LINES[2:4]
    own_process(matcher).kill()
    with pytest.raises(ProcessDied):
        list(matcher.match(LINES[:1], Silent()))


def test_a_store_that_went_away_is_the_same_error_as_ever(
    matcher: ListMatcher, store: Store, tmp_path: Path
) -> None:
    store.close()
    (tmp_path / "zhipai.db").unlink()
    with pytest.raises(StoreUnavailable) as refused:
        list(matcher.match(LINES, Silent()))
    assert refused.value.why == "missing"


# -- the room ------------------------------------------------------------------------------------------------------


@pytest.fixture
def room(store: Store, tmp_path: Path, qtbot) -> Iterator[MatchingPage]:
    """The room with threads, as the program has it."""
    feed = ChangeFeed()
    runner = Runner(feed, ThreadPoolExecutor(1), ThreadPoolExecutor(2))
    page = MatchingPage(Desk(store, runner, feed, Options(tmp_path / "window.ini")), ADMIN)
    qtbot.addWidget(page)
    page.show()
    yield page
    runner.close()
    page._matcher.end()


def waiting(page: MatchingPage) -> int:
    return page.table.model.view.counts[Group.WAITING]


def test_the_list_fills_while_the_run_goes_on_and_what_a_stop_or_a_death_leaves_can_go_on(
    room, qtbot, monkeypatch, caplog
):
    seen = []

    def stop(_generation, found):
        seen.append(sorted(found))
        room._desk.runner.stop_all()

    monkeypatch.setattr(operations, "PORTION", 2)
    room.found.connect(stop)
    QGuiApplication.clipboard().setText(PAGE_TEXT)
    room.paste()
    qtbot.waitUntil(lambda: "已停止" in room.notice.text(), timeout=60_000)
    assert seen[0] == [0, 1]
    left = 7 - sum(map(len, seen))
    assert waiting(room) == left > 0
    room.found.disconnect(stop)
    monkeypatch.setattr(room._matcher._beside, "ask", dies)
    room.go_on()
    qtbot.waitUntil(lambda: f"意外中断：比对了 0 / {left} 行" in room.notice.text(), timeout=60_000)
    assert waiting(room) == left
    assert room.top.go_on.isVisible()
    assert "status -9" in caplog.text
    caplog.clear()
    monkeypatch.undo()
    room.go_on()
    qtbot.waitUntil(lambda: waiting(room) == 0, timeout=60_000)
    assert not room.notice.isVisible()


def dies(_question, _look):
    raise ProcessDied(-9)
