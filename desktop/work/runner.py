"""Runs operations off the GUI thread: writes one after another, reads two at a time, outcomes back in the GUI thread."""

import itertools
import logging
import time
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from db.domain.changes import Changes
from db.domain.errors import DomainError, StoreUnavailable
from db.domain.progress import Cancelled
from db.store.arrival import CommitUnknown
from desktop.work.change_feed import ChangeFeed
from desktop.work.job import Job, Operation, carry_out

log = logging.getLogger(__name__)
READERS = 2
UNREACHED = frozenset({"no_server", "server_busy"})
"""Codes of a server that does not answer."""

_BROKEN = frozenset({"commit_unknown"})
"""Codes of a server that went away while something was being kept, and is not back."""


def writer_pool() -> Executor:
    """One thread: writes never meet each other."""
    return ThreadPoolExecutor(1, "writer")


def reader_pool() -> Executor:
    """A few threads that only read."""
    return ThreadPoolExecutor(READERS, "reader")


class Post(QObject):
    """Where threads leave their outcomes; it outlives them all.

    A job's own signal would not do: the window may have dealt with the outcome, and deleted the job, before the thread
    has come back from emitting it.

    Signals:
        left: (number of the job, result, exception or None).
    """

    left = Signal(object, object, object)


class Runner(QObject):
    """Starts operations and deals with their outcomes.

    Signals:
        started: (job); a job that is not quiet began.
        failed: (verb, exception); nobody dealt with the failure in place.
        cancelled: (verb); the user stopped it and it rolled back.
        idle: the last job ended.
        reached: (whether the store answers) it went away, or is back.
        unsure: (verb, CommitUnknown) the server went away just when it kept something, or did not keep it.
    """

    started = Signal(object)
    failed = Signal(str, object)
    cancelled = Signal(str)
    idle = Signal()
    reached = Signal(bool)
    unsure = Signal(str, object)

    def __init__(self, feed: ChangeFeed, writer: Executor, readers: Executor) -> None:
        super().__init__()
        self._feed = feed
        self._writer = writer
        self._readers = readers
        self._post = Post(self)
        self._post.left.connect(self._on_landed)
        self._jobs: dict[Job, float] = {}
        self._numbered: dict[int, Job] = {}
        self._numbers = itertools.count(1)
        self._is_reached = True
        self._is_closed = False

    @property
    def is_reached(self) -> bool:
        """Whether the store answered last time."""
        return self._is_reached

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._jobs

    def set_reached(self, reached: bool) -> None:
        """Note whether the store answers; a read that went well says nothing, for it may have asked only a file."""
        if reached != self._is_reached:
            self._is_reached = reached
            log.info("store: %s", "answers again" if reached else "does not answer")
            self.reached.emit(reached)

    def start(self, operation: Operation[Any], initiator: object = None) -> Job:
        """Begin an operation; the outcome arrives later in the GUI thread.

        While the store does not answer, nothing is written: it would only wait and then fail. After ``close`` nothing is
        begun: a timer of a window that is going away may still ask for it.
        """
        job = Job(operation, initiator)
        if self._is_closed:
            return job
        number = next(self._numbers)
        self._jobs[job], self._numbered[number] = time.monotonic(), job
        report = partial(self._post.left.emit, number)
        pool = self._writer if operation.writes else self._readers
        if not operation.quiet:
            self.started.emit(job)
        if operation.writes and not self._is_reached:
            pool.submit(report, None, StoreUnavailable("away"))
        else:
            pool.submit(carry_out, operation.work, job.progress, report)
        return job

    @property
    def busy(self) -> tuple[Job, ...]:
        """Running jobs that the user would miss."""
        return tuple(job for job in self._jobs if not job.operation.quiet)

    def stop_all(self) -> None:
        """Ask every running job to stop."""
        for job in self._jobs:
            job.stop()

    def close(self) -> None:
        """Stop taking work and wait for the threads to end; outcomes that are still due are dropped."""
        self._is_closed = True
        self.stop_all()
        self._jobs.clear()
        self._numbered.clear()
        self._writer.shutdown(wait=True, cancel_futures=True)
        self._readers.shutdown(wait=True, cancel_futures=True)

    @Slot(object, object, object)
    def _on_landed(self, number: int, result: object, error: BaseException | None) -> None:
        job = self._numbered.pop(number, None)
        if job is None:  # it was on its way when the runner was closed
            return
        began, operation = self._jobs.pop(job), job.operation
        try:
            if error is None:
                self._succeeded(job, result, time.monotonic() - began)
            elif isinstance(error, Cancelled):
                log.info("%s: stopped", operation.verb)
                self.cancelled.emit(operation.verb)
            else:
                self._report(operation, error, job.initiator)
        finally:
            job.ended.emit()
            job.deleteLater()
            if not self._jobs:
                self.idle.emit()

    def _succeeded(self, job: Job, result: object, seconds: float) -> None:
        if not job.operation.quiet:
            log.info("%s: done in %d ms", job.operation.verb, seconds * 1000)
        if _is_gone(
            job.initiator
        ):  # a dialog that was closed meanwhile; what it changed is news all the same
            changes = result if isinstance(result, Changes) else getattr(result, "changes", None)
            if isinstance(changes, Changes):
                self._feed.changed.emit(changes, None)
            return
        job.operation.on_done(result)
        if isinstance(result, Changes):
            self._feed.changed.emit(result, job.initiator)

    def _report(self, operation: Operation[object], error: BaseException, initiator: object) -> None:
        if isinstance(error, StoreUnavailable) and error.why in UNREACHED | _BROKEN:
            self.set_reached(False)
            if operation.writes and error.why in UNREACHED:
                error = StoreUnavailable("away", error.detail)
        if isinstance(error, CommitUnknown):
            self.unsure.emit(operation.verb, error)
        level = logging.INFO if isinstance(error, DomainError | StoreUnavailable) else logging.ERROR
        log.log(level, "%s: failed", operation.verb, exc_info=error)
        on_failed = None if _is_gone(initiator) else operation.on_failed
        if on_failed is not None and isinstance(error, DomainError | StoreUnavailable):
            on_failed(error)
        else:
            self.failed.emit(operation.verb, error)


def _is_gone(initiator: object) -> bool:
    """Whether who asked was a widget that is there no more."""
    return isinstance(initiator, QObject) and not isValid(initiator)
