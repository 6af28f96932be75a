"""A process beside the window that answers one question after another: what holds the interpreter would stop the window.

Unlike a pool's, it keeps what it learnt between two questions; it is ended at once when its answer is not wanted any
more, and by itself when the program that asks has gone, however that went.
"""

import multiprocessing
import pickle
import signal
import threading
import traceback
import weakref
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")
_LOOK_S = 0.05
"""How often somebody who waits is asked whether he still does."""
_LAST_BREATH_S = 1.0
"""A dying process closes its channel before the system knows its status."""


class ProcessDied(Exception):
    """The process ended without an answer.

    Attributes:
        status: as the system gave it.
    """

    def __init__(self, status: int | None) -> None:
        super().__init__(status)
        self.status = status


class Beside(Generic[Q, A]):
    """One process, started with the first question and again after it ended; asked from any thread."""

    def __init__(self, make: Callable[..., Callable[[Q], A]], *given: Any) -> None:
        """Say what runs there.

        Args:
            make: called there once, by its name in its module; what it returns answers the questions.
            given: what it is called with.
        """
        self._make, self._given = make, given
        self._turn = threading.Lock()
        self._end: Callable[[], object] | None = None
        self._channel: Connection[Any, Any] | None = None
        self._process: BaseProcess | None = None

    @property
    def started(self) -> bool:
        """Whether the process is there."""
        return self._channel is not None

    def ask(self, question: Q, look: Callable[[], None]) -> A:
        """The answer to a question.

        Args:
            question: goes to the process as a copy.
            look: called now and then while one waits; what it raises ends the process.

        Raises:
            ProcessDied: it ended meanwhile; the next question goes to a new one.
            Exception: whatever answering raises there, or ``look``.
        """
        with self._turn:
            channel = self._channel or self._start()
            try:
                channel.send(question)
                while not channel.poll(_LOOK_S):
                    look()
                answer, error = channel.recv()
            except (EOFError, OSError) as gone:
                raise ProcessDied(self._buried()) from gone
            except BaseException:
                self._stop()
                raise
        if error is not None:
            raise error
        return answer  # type: ignore[no-any-return]  # as ``make`` promised

    def end(self) -> None:
        """End the process, when nobody waits for it."""
        with self._turn:
            self._stop()

    def _start(self) -> "Connection[Any, Any]":
        spawning = multiprocessing.get_context(
            "spawn"
        )  # as Windows does; a copy of a window's threads cannot live
        here, there = spawning.Pipe()
        process = spawning.Process(target=_serve, args=(there, self._make, self._given), daemon=True)
        process.start()
        there.close()  # else this end would not notice that the other has gone
        self._channel, self._process = here, process
        self._end = weakref.finalize(self, _finish, process, here)
        return here

    def _stop(self) -> None:
        end, self._end = self._end, None
        self._channel = self._process = None
        if end is not None:
            end()

    def _buried(self) -> int | None:
        """The status of a process that died by itself."""
        process = self._process
        if process is not None:
            process.join(_LAST_BREATH_S)
        self._stop()
        return process.exitcode if process is not None else None


def _finish(process: BaseProcess, channel: "Connection[Any, Any]") -> None:
    channel.close()
    process.kill()
    process.join()


def _serve(channel: "Connection[Any, Any]", make: Callable[..., Callable[[Any], Any]], given: Any) -> None:
    """The process: answers until nobody can ask any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl+C goes to both; the program decides
    answer: Callable[[Any], Any] | None = None
    while True:
        try:
            question = channel.recv()
        except EOFError:
            return
        try:
            answer = answer or make(*given)
            said: tuple[Any, Exception | None] = (answer(question), None)
        except Exception as error:
            said = (None, _portable(error))
        try:
            channel.send(said)
        except OSError:
            return


def _portable(error: Exception) -> Exception:
    """The error as it can be told in another process, with the place where it came up."""
    error.add_note(traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error
