import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from db.domain.changes import Changes
from db.domain.errors import NotFound, StoreUnavailable
from db.domain.progress import Progress
from db.store.arrival import CommitUnknown, Receipt
from desktop.work.change_feed import ChangeFeed
from desktop.work.job import COMMITTING, JobProgress, Operation
from desktop.work.runner import Runner, reader_pool, writer_pool
from tests.desktop.work.inline import inline_runner


@pytest.fixture
def runner(qtbot: QtBot):
    runner = Runner(ChangeFeed(), writer_pool(), reader_pool())
    yield runner
    runner.close()


def test_work_runs_in_another_thread_and_its_outcome_arrives_in_the_windows(qtbot, runner):
    where: dict[str, bool] = {}
    application = QCoreApplication.instance()

    def work(_progress: Progress) -> str:
        where["work"] = QThread.currentThread() is application.thread()
        return "done"

    def done(_result: str) -> None:
        where["done"] = QThread.currentThread() is application.thread()

    with qtbot.waitSignal(runner.idle):
        runner.start(Operation("v", work, done))
    assert where == {"work": False, "done": True}


def test_writes_never_run_beside_each_other(qtbot, runner):
    inside, most = [], []
    lock = threading.Lock()

    def work(_progress: Progress) -> None:
        with lock:
            inside.append(1)
            most.append(len(inside))
        threading.Event().wait(0.01)
        with lock:
            inside.pop()

    with qtbot.waitSignal(runner.idle):
        for _ in range(5):
            runner.start(Operation("w", work, lambda _: None, writes=True))
    assert most == [1] * 5


def test_stopping_raises_at_the_next_step_and_is_told_apart_from_failing(qtbot, runner):
    started, reached = threading.Event(), []

    def work(progress: Progress) -> None:
        started.set()
        while True:
            progress.step(1, 10, "reading")
            threading.Event().wait(0.002)

    runner.failed.connect(lambda *_: reached.append("failed"))
    job = runner.start(Operation("长活", work, lambda _: reached.append("done"), writes=True))
    assert started.wait(5)
    assert runner.busy == (job,)
    with qtbot.waitSignal(runner.cancelled) as told:
        job.stop()
    assert told.args == ["长活"]
    assert reached == []
    assert runner.busy == ()


def test_work_that_is_committing_cannot_be_stopped():
    progress = JobProgress()
    progress.stop()
    progress.step(1, 1, COMMITTING)
    assert progress.tick.note == COMMITTING


def test_changes_reach_every_view_with_who_started_them(qtbot):
    feed, heard = ChangeFeed(), []
    runner = inline_runner(feed)
    feed.changed.connect(lambda changes, who: heard.append((changes.entry, who)))
    me = object()
    runner.start(Operation("w", lambda _: Changes(entry=7), lambda _: None, writes=True), me)
    assert heard == [(7, me)]


def test_a_refusal_goes_to_the_place_that_shows_it_and_not_to_the_dialog(qtbot):
    runner, shown, dialog = inline_runner(), [], []
    runner.failed.connect(lambda *args: dialog.append(args))

    def work(_progress: Progress) -> None:
        raise NotFound("node", "1")

    runner.start(Operation("q", work, lambda _: None, on_failed=shown.append))
    assert [type(error) for error in shown] == [NotFound]
    assert dialog == []
    runner.start(Operation("q", work, lambda _: None))
    assert [args[0] for args in dialog] == ["q"]


def test_a_fault_of_the_program_always_reaches_the_dialog_and_the_log(qtbot, caplog):
    runner, shown, dialog = inline_runner(), [], []
    runner.failed.connect(lambda *args: dialog.append(args))
    runner.start(Operation("q", lambda _: 1 // 0, lambda _: None, on_failed=shown.append))
    assert shown == []
    assert len(dialog) == 1
    assert [one.levelno for one in caplog.records] == [logging.ERROR]
    caplog.clear()


def test_losing_and_finding_the_server_is_told(qtbot):
    runner, heard = inline_runner(), []
    runner.reached.connect(heard.append)

    def lost(_progress: Progress) -> None:
        raise StoreUnavailable("no_server")

    for _ in range(2):
        runner.start(Operation("q", lost, lambda _: None, quiet=True))
    runner.start(Operation("读文件", lambda _: 1, lambda _: None, quiet=True))
    assert heard == [False], "a read that went well may have asked only a file"
    assert not runner.is_reached
    runner.set_reached(True)
    assert heard == [False, True]


def test_while_the_server_is_away_nothing_is_even_tried_to_be_written(qtbot):
    runner, tried, shown = inline_runner(), [], []
    runner.set_reached(False)
    write = Operation("w", tried.append, tried.append, writes=True, on_failed=shown.append)
    runner.start(write)
    assert tried == []
    assert [error.why for error in shown] == ["away"]
    runner.set_reached(True)
    runner.start(write)
    assert len(tried) == 2


def test_a_write_that_finds_the_server_gone_says_that_nothing_was_kept(qtbot):
    runner, shown = inline_runner(), []

    def lost(_progress: Progress) -> None:
        raise StoreUnavailable("no_server", "closed")

    runner.start(Operation("w", lost, lambda _: None, writes=True, on_failed=shown.append))
    assert [error.why for error in shown] == ["away"]
    assert not runner.is_reached


def test_a_commit_without_an_answer_is_remembered_until_it_can_be_asked_for(qtbot):
    runner, unsure, shown = inline_runner(), [], []
    runner.unsure.connect(lambda verb, error: unsure.append((verb, error.receipt.entry)))

    def lost(_progress: Progress) -> None:
        raise CommitUnknown(Receipt("755", 3, "ab"))

    runner.start(Operation("批准", lost, lambda _: None, writes=True, on_failed=shown.append))
    assert unsure == [("批准", 3)]
    assert [error.why for error in shown] == ["commit_unknown"]
    assert not runner.is_reached


def test_closing_drops_outcomes_that_are_still_due(qtbot):
    runner, heard, go = Runner(ChangeFeed(), writer_pool(), reader_pool()), [], threading.Event()
    runner.start(Operation("q", lambda _: go.wait(5), heard.append, quiet=True))
    go.set()
    runner.close()
    QCoreApplication.processEvents()
    assert heard == []


def test_nothing_is_begun_after_closing(qtbot):
    runner, heard = Runner(ChangeFeed(), writer_pool(), reader_pool()), []
    runner.close()
    runner.start(Operation("q", heard.append, heard.append))
    assert heard == []
    assert runner.busy == ()


def gone_widget() -> QObject:
    widget = QObject()
    delete(widget)
    return widget


def test_the_outcome_of_a_closed_dialog_touches_nothing_of_it_and_what_changed_is_news() -> None:
    runner = inline_runner(feed := ChangeFeed())
    heard: list[tuple[object, object]] = []
    feed.changed.connect(lambda changes, initiator: heard.append((changes, initiator)))
    touched: list[object] = []
    changes = Changes(7, {"node": frozenset({1})})
    for result in (changes, SimpleNamespace(changes=changes), "read"):
        operation = Operation("v", lambda _progress, it=result: it, touched.append)
        runner.start(operation, gone_widget())
    assert heard == [(changes, None), (changes, None)]
    assert touched == []


def test_the_failure_of_a_closed_dialog_is_told_by_the_window() -> None:
    runner = inline_runner()
    told: list[object] = []
    runner.failed.connect(lambda _verb, error: told.append(error))

    def work(_progress: Progress) -> None:
        raise NotFound("node", 1)

    runner.start(Operation("v", work, told.append, on_failed=told.append), gone_widget())
    assert [type(one) for one in told] == [NotFound]


class Later(Executor):
    """Does nothing by itself; keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[Callable[..., object], tuple[object, ...]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_kwargs: Any) -> Future[Any]:
        self.given.append((fn, args))
        return Future()


def test_an_outcome_on_its_way_when_the_runner_closes_is_dropped(qtbot: QtBot) -> None:
    later = Later()
    runner = Runner(ChangeFeed(), later, later)
    done: list[object] = []
    runner.start(Operation("v", lambda _progress: "late", done.append))
    runner.close()
    act, arguments = later.given.pop()
    act(*arguments)
    assert done == []


@pytest.mark.parametrize("reached", [True, False])
def test_no_thread_holds_the_job_that_the_window_deletes(qtbot: QtBot, reached: bool) -> None:
    """A thread that still emits a deleted job's signal brings the whole program down, now and then."""
    later = Later()
    runner = Runner(ChangeFeed(), later, later)
    runner.set_reached(reached)
    job = runner.start(Operation("v", lambda _progress: "done", lambda _: None, writes=True))
    act, arguments = later.given.pop()
    held = [act, *arguments]
    held += [more for one in held for more in (*getattr(one, "args", ()), getattr(one, "__self__", None))]
    assert job not in held
    with qtbot.waitSignal(job.destroyed):
        act(*arguments)
