import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.benchmarks import harness


def _write(folder: Path) -> None:
    (folder / "input.txt").write_text("42", encoding="utf-8")


def _read(folder: Path) -> Mapping[str, float]:
    block = bytearray(60 * 1024 * 1024)
    return {"answer": float((folder / "input.txt").read_text(encoding="utf-8")), "bytes": float(len(block))}


def _compute(_folder: Path) -> None:
    sum(range(3_000_000))


def _fail(_folder: Path) -> None:
    raise ValueError("on purpose")


def test_a_job_runs_in_its_own_process_on_what_was_prepared() -> None:
    result = harness.measure(harness.Benchmark("read", _read, prepare=_write))
    assert result.figures["answer"] == 42
    assert result.figures["peak_mb"] > 60
    assert not result.missed


def test_a_comparison_gives_a_ratio() -> None:
    result = harness.measure(harness.Benchmark("compute", _compute, against=_compute, whole_process=True))
    assert result.compared["cpu_s"] > 0
    assert result.ratio == result.figures["cpu_s"] / result.compared["cpu_s"]


def test_a_missed_budget_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    result = harness.measure(harness.Benchmark("compute", _compute, budget={"cpu_s": 0.0, "wall_s": 100.0}))
    harness.print_table([result])
    assert [key for key, _, _ in result.missed] == ["cpu_s"]
    assert "BUDGET MISSED: cpu_s" in capsys.readouterr().out


def test_a_budget_for_a_figure_nobody_returned_is_missed() -> None:
    result = harness.measure(harness.Benchmark("compute", _compute, budget={"page_ms": 50.0}))
    assert [key for key, _, _ in result.missed] == ["page_ms"]


def test_a_failing_job_ends_the_run(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="_fail ended with status 1"):
        harness.measure(harness.Benchmark("fail", _fail))
    assert "on purpose" in capfd.readouterr().err


def test_the_figures_file_is_not_left_in_the_scratch_folder(tmp_path: Path) -> None:
    (tmp_path / "input.txt").write_text(json.dumps(1), encoding="utf-8")
    harness._in_child(_read, tmp_path, whole_process=False)
    assert [one.name for one in tmp_path.iterdir()] == ["input.txt"]
