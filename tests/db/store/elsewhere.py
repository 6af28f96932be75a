"""Another process, forked off the test: what it may not do there, and as whom."""

import json
import os
import traceback
from collections.abc import Callable

from db.domain.errors import StoreUnavailable

NOBODY = 65534


def in_child(act: Callable[[], object], *, as_nobody: bool = False, file_size: int = 0) -> str:
    """What the act returns as text in a process of its own; ``why detail`` when the store refused.

    Args:
        act: what to do there.
        as_nobody: without the rights of root, when the tests have them.
        file_size: the most bytes a file may grow to there, 0 for no limit.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            if file_size:
                _limit(file_size)
            if as_nobody and os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            told = str(act())
        except StoreUnavailable as error:
            told = error.why
        except BaseException:  # the fork must never run on into the parent's code
            told = traceback.format_exc()
        os.write(writing, json.dumps(told).encode()[:60_000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = json.loads(pipe.read())
    os.waitpid(pid, 0)
    return str(told)


def _limit(file_size: int) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
