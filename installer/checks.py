"""Every check and test in order, with a table of times; all of them run even when one fails."""

import os
import secrets
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from installer import environment, licenses, locks, older_server, sizes
from installer.console import LeftOut, say
from installer.windows import loop

_WORKERS = 4
_SEED_BITS = 32

_DRAWN = "hypothesis or seeded"
"""Tests that draw from a seed."""


@dataclass(frozen=True)
class Outcome:
    """How one check ended.

    Attributes:
        name: what was checked.
        passed: whether it found nothing.
        seconds: how long it took.
        lacking: why it did not run at all; ``""`` when it did.
    """

    name: str
    passed: bool
    seconds: float
    lacking: str = ""


def run_all(root: Path, python: Path, pytest_arguments: list[str]) -> int:
    """Run the checks, then the tests; 1 when anything failed."""
    seed = int(os.environ.get("ZHIPAI_SEED") or secrets.randbits(_SEED_BITS))
    steps: list[tuple[str, Callable[[], bool]]] = [
        ("ruff format", lambda: _quiet(root, [python, "-m", "ruff", "format", "--check", "."])),
        ("ruff check", lambda: _quiet(root, [python, "-m", "ruff", "check", "."])),
        ("mypy", lambda: _quiet(root, [python, "-m", "mypy"])),
        ("import contracts", lambda: _quiet(root, [environment.tool(python, "lint-imports"), "--no-cache"])),
        ("module sizes", lambda: _listed(sizes.problems(root))),
        ("locks", lambda: _listed(locks.problems(root))),
        ("licences", lambda: _listed(licenses.problems(root, python))),
        (f"properties, fresh seed {seed}", lambda: _pytest(root, python, [], seed)),
        ("all other tests", lambda: _pytest(root, python, pytest_arguments, None)),
        ("access on an older PostgreSQL", lambda: _older_server(root, python, pytest_arguments)),
        ("setup.exe in Wine", lambda: _windows(root, python, pytest_arguments)),
    ]
    outcomes = [_timed(name, step) for name, step in steps]
    _print_table(outcomes)
    failed = [one.name for one in outcomes if not one.passed]
    for one in outcomes:
        if one.lacking:
            say(f"left out: {one.name}: {one.lacking}")
    say(f"failed: {', '.join(failed)}" if failed else "everything passed")
    return 1 if failed else 0


def _timed(name: str, step: Callable[[], bool]) -> Outcome:
    say(f"check: {name}")
    start = time.monotonic()
    try:
        passed, lacking = step(), ""
    except LeftOut as left_out:
        passed, lacking = True, str(left_out)
    return Outcome(name, passed, time.monotonic() - start, lacking)


def _windows(root: Path, python: Path, pytest_arguments: list[str]) -> bool:
    """The longest check; whoever asks for certain tests only does not want it."""
    if pytest_arguments:
        raise LeftOut("only certain tests were asked for")
    return loop.check(root, python)


def _older_server(root: Path, python: Path, pytest_arguments: list[str]) -> bool:
    """Whoever asks for certain tests only names the server himself."""
    if pytest_arguments:
        raise LeftOut("only certain tests were asked for")
    return older_server.check(root, python)


def _quiet(root: Path, command: list[Path | str]) -> bool:
    """Run a tool; its words are shown only when it complains."""
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, errors="replace")
    if done.returncode:
        print((done.stdout + done.stderr).rstrip(), flush=True)
    return done.returncode == 0


def _listed(problems: list[str]) -> bool:
    for problem in problems:
        print(f"  {problem}", flush=True)
    return not problems


def _pytest(root: Path, python: Path, arguments: list[str], seed: int | None) -> bool:
    """Run the suite; with a seed only the tests that draw from one, so that each run tries something new.

    Without a seed those are left out, unless certain tests were asked for: twice in one run was three minutes for nothing.
    """
    environ = {key: value for key, value in os.environ.items() if key != "ZHIPAI_SEED"}
    workers = str(min(os.cpu_count() or 1, _WORKERS))
    command = [str(python), "-m", "pytest", "-n", workers, "--dist", "loadfile", *arguments]
    if seed is not None:
        environ["ZHIPAI_SEED"] = str(seed)
        command += ["-q", "-m", _DRAWN]
    elif not arguments:
        command += ["-m", f"not ({_DRAWN})"]
    return subprocess.run(command, cwd=root, env=environ, check=False).returncode == 0


def _print_table(outcomes: list[Outcome]) -> None:
    width = max(len(one.name) for one in outcomes)
    print(f"\n{'check':<{width}}  result    seconds")
    for one in outcomes:
        result = "left out" if one.lacking else "ok" if one.passed else "FAILED"
        print(f"{one.name:<{width}}  {result:<8}  {one.seconds:7.1f}")
    total = sum(one.seconds for one in outcomes)
    print(f"{'together':<{width}}  {'':<8}  {total:7.1f}\n", flush=True)
