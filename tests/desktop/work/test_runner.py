import logging
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot

from db.domain.changes import Changes
from db.domain.errors import NotFound, StoreUnavailable
from db.domain.progress import Progress
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

    runner.start(Operation("q", lost, lambda _: None, quiet=True))
    runner.start(Operation("q", lambda _: 1, lambda _: None, quiet=True))
    assert heard == [False, True]


def test_closing_drops_outcomes_that_are_still_due(qtbot):
    runner, heard, go = Runner(ChangeFeed(), writer_pool(), reader_pool()), [], threading.Event()
    runner.start(Operation("q", lambda _: go.wait(5), heard.append, quiet=True))
    go.set()
    runner.close()
    QCoreApplication.processEvents()
    assert heard == []
