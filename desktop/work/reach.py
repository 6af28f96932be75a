"""Finds out whether the store's server answers: looks now and then while it does, and knocks until it does again."""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from db.domain.errors import StoreUnavailable
from db.store.store import Store, read_info
from desktop.work.runner import UNREACHED, Runner

log = logging.getLogger(__name__)
LOOK_MS, KNOCK_MS = 10_000, 3_000
Knock = Callable[[], object]


def knocker() -> Executor:
    """A thread of its own: behind other reads that wait for the server, a knock would come too late."""
    return ThreadPoolExecutor(1, "knock")


def knock_at(store: Store) -> Knock:
    """Asks a store for next to nothing."""

    def knock() -> None:
        with store.read() as conn:
            read_info(conn)

    return knock


class Reach(QObject):
    """Tells the runner that the server went away or is back.

    Attributes:
        refusal: the server answers and lets nobody in, and why; None when it does, or does not answer at all.

    Signals:
        refused: the refusal changed.
    """

    refused = Signal()
    _heard = Signal(object)

    def __init__(self, runner: Runner, knock: Knock, pool: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._knock, self._pool = runner, knock, pool
        self.refusal: StoreUnavailable | None = None
        self._waiting = False
        self._timer = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._heard.connect(self._on_heard)
        runner.reached.connect(self._on_reached)
        self._timer.start()

    def look(self) -> None:
        """Knock now, unless an answer is still awaited."""
        if not self._waiting:
            self._waiting = True
            self._pool.submit(self._ask)

    def close(self) -> None:
        """Knock no more."""
        self._timer.stop()
        self._heard.disconnect(self._on_heard)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _ask(self) -> None:
        answer: StoreUnavailable | None = None
        try:
            self._knock()
        except StoreUnavailable as error:
            answer = error
        except Exception:  # a fault here would end the knocking for good
            log.exception("knock: failed")
            answer = StoreUnavailable("server_busy")
        self._heard.emit(answer)

    def _on_heard(self, answer: StoreUnavailable | None) -> None:
        self._waiting = False
        refusal = answer if answer is not None and answer.why not in UNREACHED else None
        if (refusal and refusal.why) != (self.refusal and self.refusal.why):
            self.refusal = refusal
            self.refused.emit()
        self._runner.set_reached(answer is None)
        self._timer.start(LOOK_MS if answer is None else KNOCK_MS)

    def _on_reached(self, reached: bool) -> None:
        if not reached and not self._waiting:
            self._timer.start(KNOCK_MS)
