"""Measures jobs in fresh processes and holds them against their budgets.

A benchmark module is ``bench_*.py`` with functions under ``@benchmark`` and ``def main() -> int: return
run(__name__)``. A function takes a scratch folder and may return more figures by name. It runs in a process of its own;
its CPU seconds (children included) and its peak memory are taken there, preparation excluded.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

Job = Callable[[Path], Mapping[str, float] | None]

_ROOT = Path(__file__).resolve().parent.parent.parent
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Benchmark:
    """One measured job.

    Attributes:
        name: what the table calls it.
        job: the measured function.
        budget: the most that a figure may be; ``cpu_s``, ``wall_s``, ``peak_mb`` or one that the job returns.
        prepare: fills the scratch folder first, in a process that is not measured.
        against: the comparison, measured alike on the same scratch folder; the table shows our CPU over its CPU.
        whole_process: count the interpreter's start and the imports too.
        rounds: how often; the median counts.
    """

    name: str
    job: Job
    budget: Mapping[str, float] = field(default_factory=dict)
    prepare: Callable[[Path], None] | None = None
    against: Job | None = None
    whole_process: bool = False
    rounds: int = 1


@dataclass(frozen=True)
class Result:
    """What a benchmark came to.

    Attributes:
        name: of the benchmark.
        figures: median by name.
        compared: the comparison's figures; empty without one.
        missed: figure, value and budget of each budget that was not met.
    """

    name: str
    figures: Mapping[str, float]
    compared: Mapping[str, float]
    missed: tuple[tuple[str, float, float], ...]

    @property
    def ratio(self) -> float | None:
        """Our CPU seconds over the comparison's."""
        other = self.compared.get("cpu_s", 0.0)
        return self.figures["cpu_s"] / other if other else None


_registered: dict[str, list[Benchmark]] = {}


def benchmark(
    name: str,
    *,
    budget: Mapping[str, float] | None = None,
    prepare: Callable[[Path], None] | None = None,
    against: Job | None = None,
    whole_process: bool = False,
    rounds: int = 1,
) -> Callable[[Job], Job]:
    """Register a module-level function as a benchmark of its module."""

    def register(job: Job) -> Job:
        one = Benchmark(name, job, budget or {}, prepare, against, whole_process, rounds)
        _registered.setdefault(job.__module__, []).append(one)
        return job

    return register


def run(module: str) -> int:
    """Measure the benchmarks of a module, print their table; 1 when a budget was missed."""
    results = [measure(one) for one in _registered.get(module, [])]
    print_table(results)
    return 1 if any(one.missed for one in results) else 0


def measure(one: Benchmark) -> Result:
    """Prepare, run the rounds of the job and of its comparison in turn, take medians."""
    ours: list[Mapping[str, float]] = []
    theirs: list[Mapping[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="zp-bench-") as scratch:
        folder = Path(scratch)
        if one.prepare is not None:
            _in_child(one.prepare, folder, whole_process=False)
        for _ in range(one.rounds):
            ours.append(_in_child(one.job, folder, one.whole_process))
            if one.against is not None:
                theirs.append(_in_child(one.against, folder, one.whole_process))
    figures = _medians(ours)
    missed = tuple(
        (key, figures.get(key, float("inf")), most)
        for key, most in one.budget.items()
        if figures.get(key, float("inf")) > most
    )
    return Result(one.name, figures, _medians(theirs), missed)


def print_table(results: list[Result]) -> None:
    """One line per benchmark: time, memory, comparison, other figures, verdict."""
    width = max([20, *(len(one.name) for one in results)])
    print(
        f"\n{'benchmark':<{width}}  {'cpu s':>8} {'wall s':>8} {'peak MB':>8} {'other':>8} {'ratio':>6}  verdict"
    )
    for one in results:
        other = f"{one.compared['cpu_s']:8.2f}" if one.compared else f"{'–':>8}"
        ratio = "–" if one.ratio is None else f"{one.ratio:.2f}"
        times = f"{one.figures['cpu_s']:8.2f} {one.figures['wall_s']:8.2f} {one.figures['peak_mb']:8.0f}"
        print(f"{one.name:<{width}}  {times} {other} {ratio:>6}  {_verdict(one)}")
        more = {key: value for key, value in one.figures.items() if key not in ("cpu_s", "wall_s", "peak_mb")}
        if more:
            print(" " * (width + 2) + ", ".join(f"{key} {value:g}" for key, value in more.items()))
    sys.stdout.flush()


def _verdict(one: Result) -> str:
    if not one.missed:
        return "budget met"
    return "BUDGET MISSED: " + ", ".join(f"{key} {value:.4g} > {most:g}" for key, value, most in one.missed)


def _medians(rounds: list[Mapping[str, float]]) -> dict[str, float]:
    if not rounds:
        return {}
    return {key: sorted(one[key] for one in rounds)[len(rounds) // 2] for key in rounds[0]}


def _in_child(job: Callable[[Path], Any], folder: Path, whole_process: bool) -> Mapping[str, float]:
    """Run a function in a new interpreter and return its figures.

    Raises:
        RuntimeError: it failed; the child's words are on stderr already.
    """
    answer = folder / ".figures.json"
    code = "from tests.benchmarks import harness; harness.child()"
    order = json.dumps(
        {
            "module": _module_name(job),
            "function": job.__qualname__,
            "folder": str(folder),
            "whole": whole_process,
            "answer": str(answer),
        }
    )
    command = [sys.executable, "-c", code, order]
    environ = os.environ | {"PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
    status = subprocess.run(command, cwd=_ROOT, env=environ, check=False).returncode
    if status:
        raise RuntimeError(f"{job.__module__}.{job.__qualname__} ended with status {status}")
    figures: dict[str, float] = json.loads(answer.read_text(encoding="utf-8"))
    answer.unlink()
    return figures


def _module_name(job: Callable[[Path], Any]) -> str:
    """Where a new interpreter finds the function, however the present one imported it."""
    return ".".join(Path(job.__code__.co_filename).resolve().relative_to(_ROOT).with_suffix("").parts)


def child() -> None:
    """The measured process: import, run, write the figures."""
    order = json.loads(sys.argv[1])
    job = getattr(importlib.import_module(order["module"]), order["function"])
    cpu, wall = (0.0, psutil.Process().create_time()) if order["whole"] else (_cpu_s(), time.time())
    returned = job(Path(order["folder"])) or {}
    figures = {"cpu_s": _cpu_s() - cpu, "wall_s": time.time() - wall, "peak_mb": _peak_mb(), **returned}
    Path(order["answer"]).write_text(json.dumps(figures), encoding="utf-8")


def _cpu_s() -> float:
    """CPU seconds of this process since its start, and of its ended children."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def _peak_mb() -> float:
    """The highest resident size of this process.

    getrusage would also count the size of the process that forked this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text(encoding="ascii").splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return float(psutil.Process().memory_info().peak_wset) / _MEGABYTE


def modules() -> Iterator[str]:
    """The benchmark modules, by name."""
    for file in sorted(Path(__file__).parent.glob("bench_*.py")):
        yield f"tests.benchmarks.{file.stem}"


def main(arguments: list[str] | None = None) -> int:
    """Run every benchmark module, or those whose names contain a given word."""
    parser = argparse.ArgumentParser(prog="bootstrap.py bench", description="Run the benchmarks.")
    parser.add_argument("words", nargs="*", help="only modules whose names contain one of these")
    options = parser.parse_args(arguments)
    statuses: list[int] = []
    for name in modules():
        if not options.words or any(word in name for word in options.words):
            print(f"\n== {name.rpartition('.')[2]}", flush=True)
            statuses.append(int(importlib.import_module(name).main()))
    if not statuses:
        print("no benchmark module found")
        return 2
    print("\nall budgets met" if not any(statuses) else "\nsome budgets were missed")
    return max(statuses)


if __name__ == "__main__":
    from tests.benchmarks import harness  # the copy that the benchmark modules know

    sys.exit(harness.main())
