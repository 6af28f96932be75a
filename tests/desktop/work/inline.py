"""Runners without threads: what is started is over when ``start`` returns, or waits until the test goes on."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from desktop.work.change_feed import ChangeFeed
from desktop.work.runner import Runner


class InlineExecutor(Executor):
    """Runs what is submitted at once, in the caller's thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Later(Executor):
    """Does nothing before it is told to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.waiting.append(lambda: fn(*args, **kwargs))
        return Future()

    def go_on(self) -> None:
        waiting, self.waiting = self.waiting, []
        for act in waiting:
            act()


def inline_runner(feed: ChangeFeed | None = None) -> Runner:
    """A runner whose outcomes are there at once."""
    return Runner(feed or ChangeFeed(), InlineExecutor(), InlineExecutor())
