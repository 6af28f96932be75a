"""Worker processes for plates: drawing and reading back would hold the interpreter and stop the window."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from typing import Generic, ParamSpec, TypeVar

from db.domain.progress import Progress

A = TypeVar("A")
B = TypeVar("B")
P = ParamSpec("P")
MOST_WORKERS = 4
WORTH_A_PROCESS = 300
"""Plates below which starting a process costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Part(Generic[A]):
    """A portion of work and how much of the whole it is."""

    work: A
    size: int


@cache
def pool() -> ProcessPoolExecutor:
    """The workers, started when first asked and ended with the program; spawned, as Windows does."""
    count = min(MOST_WORKERS, os.cpu_count() or 1)
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


def spread(do: Callable[[A], B], parts: Sequence[Part[A]], progress: Progress, note: str) -> list[B]:
    """Do every part, in worker processes when there are several; results in the order of the parts.

    Raises:
        Cancelled: by ``progress``; parts not begun are dropped.
        Exception: whatever ``do`` raises.
    """
    total = sum(part.size for part in parts)
    if len(parts) < 2 or (os.cpu_count() or 1) < 2:
        results, done = [], 0
        for part in parts:
            results.append(do(part.work))
            done += part.size
            progress.step(done, total, note)
        return results
    waiting: list[Future[B]] = [pool().submit(do, part.work) for part in parts]
    return _collected(waiting, [part.size for part in parts], progress, note)


def _collected(waiting: Sequence[Future[B]], sizes: Sequence[int], progress: Progress, note: str) -> list[B]:
    done, results = 0, []
    try:
        for future, size in zip(waiting, sizes, strict=True):
            results.append(future.result())
            done += size
            progress.step(done, sum(sizes), note)
    finally:
        for future in waiting:
            future.cancel()
    return results


def beside(size: int, do: Callable[P, B], *args: P.args, **kwargs: P.kwargs) -> Callable[[], B]:
    """Start work of some size in another process; small work is put off. The answer waits for the result."""
    if size < WORTH_A_PROCESS or (os.cpu_count() or 1) < 2:
        return partial(do, *args, **kwargs)
    return pool().submit(do, *args, **kwargs).result
