"""A process beside the window keeps what it learnt, says what went wrong, and never stays behind."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from db.domain.progress import Cancelled
from desktop.work.processes import Beside, ProcessDied
from tests.desktop.work.asked import adder

_ROOT = Path(__file__).parent.parent.parent.parent
_PATIENCE_S = 30.0
_OWNER = """
import time
from desktop.work.processes import Beside
from tests.desktop.work.asked import adder
if __name__ == "__main__":
    beside = Beside(adder, 0)
    print(beside.ask("pid", dict), flush=True)
    time.sleep(60)
"""


def nothing() -> None:
    """Whoever waits goes on waiting."""


def gone(pid: int) -> bool:
    """Whether the process ends within a reasonable time; an orphan that nobody buries has ended too."""
    try:
        process = psutil.Process(pid)
        end = time.monotonic() + _PATIENCE_S
        while process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < end:
            time.sleep(0.05)
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.fixture(scope="module")
def beside() -> Iterator[Beside[object, object]]:
    made: Beside[object, object] = Beside(adder, 100)
    yield made
    made.end()


def test_it_keeps_what_it_learnt_and_an_error_there_is_an_error_here(beside: Beside[object, object]) -> None:
    pid = beside.ask("pid", nothing)
    assert beside.ask(1, nothing) == 101
    with pytest.raises(ValueError, match="what") as raised:
        beside.ask("what", nothing)
    assert "asked.py" in raised.value.__notes__[0]
    assert beside.ask(2, nothing) == 103
    assert beside.ask("pid", nothing) == pid != psutil.Process().pid


def test_an_error_that_cannot_travel_comes_as_its_text(beside: Beside[object, object]) -> None:
    with pytest.raises(RuntimeError, match="OddError: 1 2"):
        beside.ask("odd", nothing)


def test_after_it_died_the_status_is_told_and_the_next_question_is_answered(
    beside: Beside[object, object],
) -> None:
    with pytest.raises(ProcessDied) as died:
        beside.ask("die", nothing)
    assert died.value.status == 7
    assert not beside.started
    assert beside.ask(1, nothing) == 101


def test_who_waits_no_longer_ends_it_at_once(beside: Beside[object, object]) -> None:
    pid = beside.ask("pid", nothing)

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        beside.ask("sleep", stop)
    assert isinstance(pid, int)
    assert not psutil.pid_exists(pid)
    assert not beside.started


def test_a_question_that_cannot_be_sent_harms_nothing(beside: Beside[object, object]) -> None:
    with pytest.raises((AttributeError, TypeError)):
        beside.ask(lambda: None, nothing)
    assert beside.ask(5, nothing) == 105


@pytest.mark.parametrize("leave", [Beside.end, lambda _made: None])
def test_nobody_needs_it_and_it_ends(leave: Callable[[Beside[object, object]], None]) -> None:
    made: Beside[object, object] = Beside(adder, 0)
    pid = made.ask("pid", nothing)
    leave(made)
    del made
    gc.collect()
    assert isinstance(pid, int)
    assert gone(pid)


def test_it_ends_when_the_program_was_killed(tmp_path: Path) -> None:
    owner = tmp_path / "owner.py"
    owner.write_text(_OWNER, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(owner)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
    ) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        program.kill()
    assert gone(pid)
