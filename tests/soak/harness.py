"""Runs totals too long for the test suite, case by case, so that they can be interrupted and taken up again.

A soak module is ``soak_*.py`` with functions under ``@soak(name, total=…)``. A function takes ``(case, seed)`` and must
depend on nothing else; it raises when the case fails and may return counters, which are summed. State is kept per
commit in ``.soak``; the result file names commit, seed, totals, counters and failures.
"""

import argparse
import importlib
import json
import platform
import secrets
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

Check = Callable[[int, int], Mapping[str, int] | None]

_ROOT = Path(__file__).resolve().parent.parent.parent
_CHECKPOINT_S = 5.0
_KEPT_FAILURES = 20
_SEED_BITS = 32


@dataclass(frozen=True)
class Total:
    """One named total: ``check`` for each case below ``total``."""

    name: str
    total: int
    check: Check


@dataclass
class Progress:
    """How far a total has come.

    Attributes:
        done: cases tried; the next one has this number.
        failed: cases that failed.
        seconds: spent so far, over all sittings.
        counters: sums of what the cases returned.
        failures: case number and traceback of the first failures.
    """

    done: int = 0
    failed: int = 0
    seconds: float = 0.0
    counters: dict[str, int] = field(default_factory=dict)
    failures: list[tuple[int, str]] = field(default_factory=list)


_registered: dict[str, Total] = {}


def soak(name: str, *, total: int) -> Callable[[Check], Check]:
    """Register a function as a named total."""

    def register(check: Check) -> Check:
        if name in _registered:
            raise ValueError(f"two totals are called {name}")
        _registered[name] = Total(name, total, check)
        return check

    return register


@dataclass
class State:
    """A soak of one commit with one seed, as kept on disk."""

    commit: str
    seed: int
    totals: dict[str, Progress] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path) -> "State":
        """Read a state that :meth:`save` wrote."""
        raw = json.loads(file.read_text(encoding="utf-8"))
        totals = {
            name: Progress(**{**one, "failures": [(case, text) for case, text in one["failures"]]})
            for name, one in raw["totals"].items()
        }
        return cls(raw["commit"], raw["seed"], totals)

    def save(self, file: Path) -> None:
        """Write the state; an interruption leaves the old one whole."""
        part = file.with_suffix(".part")
        part.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(file)


def run_total(one: Total, total: int, state: State, save: Callable[[], None]) -> Progress:
    """Run the cases of one total that are still open, saving every few seconds and when interrupted."""
    progress = state.totals.setdefault(one.name, Progress())
    counters = Counter(progress.counters)
    start, before, saved = time.monotonic(), progress.seconds, time.monotonic()
    try:
        while progress.done < total:
            try:
                counters.update(one.check(progress.done, state.seed) or {})
            except Exception:  # whatever a case raises is its failure
                progress.failed += 1
                if len(progress.failures) < _KEPT_FAILURES:
                    progress.failures.append((progress.done, traceback.format_exc()))
            progress.done += 1
            progress.seconds = before + time.monotonic() - start
            progress.counters = dict(counters)
            if time.monotonic() - saved >= _CHECKPOINT_S:
                print(f"  {one.name}: {progress.done:,} of {total:,}, {progress.failed} failed", flush=True)
                save()
                saved = time.monotonic()
    finally:
        save()
    return progress


def commit_id(root: Path) -> str:
    """The checkout's commit, marked when files differ from it."""

    def git(*words: str) -> str:
        command = ["git", "-c", "safe.directory=*", *words]
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no")
    return git("rev-parse", "--short=12", "HEAD") + ("-changed" if changed else "")


def write_result(state: State, scaled: Mapping[str, int], file: Path) -> None:
    """Write what was run: commit, seed, machine, and per total the cases wanted, done and failed."""
    totals = {name: {"total": total, **asdict(state.totals[name])} for name, total in scaled.items()}
    result = {
        "commit": state.commit,
        "seed": state.seed,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "full": all(scaled[name] == _registered[name].total for name in scaled)
        and set(scaled) == set(_registered),
        "totals": totals,
    }
    file.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bootstrap.py soak", description="Run the full totals, resumable.")
    parser.add_argument("--only", action="append", help="a total by name; may be given again")
    parser.add_argument("--share", type=float, default=1.0, help="part of each total to run (default: 1)")
    parser.add_argument("--seed", type=int, help="start again with this seed")
    parser.add_argument("--again", action="store_true", help="start again with a fresh seed")
    return parser.parse_args(arguments)


def _resumed(options: argparse.Namespace, file: Path, commit: str) -> State:
    if options.seed is None and not options.again and file.exists():
        state = State.load(file)
        print(f"going on with commit {commit}, seed {state.seed}")
        return state
    seed = secrets.randbits(_SEED_BITS) if options.seed is None else options.seed
    print(f"commit {commit}, seed {seed}")
    return State(commit, seed)


def main(arguments: list[str] | None = None) -> int:
    """Run every total of every soak module; 1 when a case failed, 2 when there is nothing to run."""
    options = _options(arguments)
    for module in sorted(Path(__file__).parent.glob("soak_*.py")):
        importlib.import_module(f"tests.soak.{module.stem}")
    chosen = [one for one in _registered.values() if not options.only or one.name in options.only]
    if not chosen:
        print(f"no such total; there are: {', '.join(_registered) or 'none'}")
        return 2
    folder = _ROOT / ".soak"
    folder.mkdir(exist_ok=True)
    commit = commit_id(_ROOT)
    file = folder / f"state-{commit}.json"
    state = _resumed(options, file, commit)
    scaled = {one.name: max(1, round(one.total * options.share)) for one in chosen}
    for one in chosen:
        progress = run_total(one, scaled[one.name], state, lambda: state.save(file))
        counters = ", ".join(f"{key} {value:,}" for key, value in progress.counters.items())
        print(
            f"{one.name}: {progress.done:,} cases, {progress.failed} failed, {progress.seconds:.0f} s. {counters}"
        )
        for case, text in progress.failures[:3]:
            print(f"  case {case}:\n{text}")
    result = folder / f"result-{commit}.json"
    write_result(state, scaled, result)
    print(f"result: {result}")
    return 1 if any(state.totals[name].failed for name in scaled) else 0


if __name__ == "__main__":
    from tests.soak import harness  # the copy that the soak modules know

    sys.exit(harness.main())
