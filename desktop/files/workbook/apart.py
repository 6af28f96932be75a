"""Runs a reader in a process of its own: a damaged old workbook may end the process that reads it.

The binary reader believes the lengths a file states; a wrong one makes it ask for hundreds of gigabytes, and the
whole process is aborted. Nothing in this process can catch that, so another one takes the risk.
"""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from typing import ParamSpec, TypeVar

from db.domain.errors import BadFile

P = ParamSpec("P")
R = TypeVar("R")


@cache
def _reader() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def apart(name: str, do: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The result of a function run in the reading process; a new one is started when it dies.

    Raises:
        BadFile: the file ``name`` ended the reading process (``not_a_workbook``).
        Exception: whatever ``do`` raises.
    """
    try:
        return _reader().submit(do, *args, **kwargs).result()
    except BrokenProcessPool as error:
        _reader.cache_clear()
        raise BadFile(file=name, why="not_a_workbook", detail="damaged") from error
