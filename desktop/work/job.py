"""One piece of work for the background: what is to be done, and one running instance of it.

The work itself is a plain function of a ``Progress``; it must not touch a widget. Progress is left in a field and looked
at by whoever shows it, never pushed row by row.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from db.domain.progress import Cancelled, Progress

T = TypeVar("T")
COMMITTING = "committing"
"""Progress note after which work can no longer be stopped."""


@dataclass(frozen=True)
class Operation(Generic[T]):
    """A user's verb, not yet started, so that a page, a menu or a test can start it.

    Attributes:
        verb: what the user is told is going on.
        work: runs in the background; its result goes to ``on_done``.
        on_done: runs in the GUI thread after success.
        writes: queue behind other writes instead of running beside them.
        quiet: a read behind the scenes; no progress dialog, and closing the window does not ask.
        on_failed: shows the failure in place; without it the error dialog does.
    """

    verb: str
    work: Callable[[Progress], T]
    on_done: Callable[[T], None]
    writes: bool = False
    quiet: bool = False
    on_failed: Callable[[Exception], None] | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """How far work has come; ``total`` 0 means unknown."""

    done: int
    total: int
    note: str


class JobProgress:
    """The ``Progress`` of a job: keeps the last tick and stops the work when asked to."""

    def __init__(self) -> None:
        self.tick = Tick(0, 0, "")
        self._stop = threading.Event()

    def step(self, done: int, total: int, note: str) -> None:
        """Keep the tick.

        Raises:
            Cancelled: the user stopped the work and it may still be stopped.
        """
        self.tick = Tick(done, total, note)
        if self._stop.is_set() and note != COMMITTING:
            raise Cancelled

    def stop(self) -> None:
        """Have the next step raise ``Cancelled``."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stop.is_set()


class Job(QObject):
    """A started operation. It lives and goes in the GUI thread; no other thread holds it.

    Attributes:
        operation: what it does.
        initiator: who started it, so that a view can skip its own echo.
        progress: how far it is.

    Signals:
        ended: the outcome has been dealt with in the GUI thread.
    """

    ended = Signal()

    def __init__(self, operation: Operation[object], initiator: object) -> None:
        super().__init__()
        self.operation = operation
        self.initiator = initiator
        self.progress = JobProgress()

    @property
    def can_stop(self) -> bool:
        """Whether asking it to stop still has an effect."""
        return not self.progress.stopping and self.progress.tick.note != COMMITTING

    def stop(self) -> None:
        """Ask the work to stop; it rolls back at its next step."""
        self.progress.stop()


def carry_out(
    work: Callable[[Progress], object],
    progress: JobProgress,
    report: Callable[[object, BaseException | None], object],
) -> None:
    """Do the work in the calling thread and report its result, or why there is none."""
    result: object = None
    error: BaseException | None = None
    try:
        progress.step(0, 0, "")
        result = work(progress)
    except BaseException as caught:
        error = caught
    report(result, error)
