import json
from pathlib import Path

import pytest

from tests.soak import harness


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


def _run(check: harness.Check, total: int, state: harness.State, file: Path) -> harness.Progress:
    return harness.run_total(harness.Total("probe", total, check), total, state, lambda: state.save(file))


def test_every_case_is_tried_once_and_counters_add_up(state_file: Path) -> None:
    tried: list[tuple[int, int]] = []

    def check(case: int, seed: int) -> dict[str, int]:
        tried.append((case, seed))
        return {"even": case % 2 == 0}

    progress = _run(check, 5, harness.State("c", 7), state_file)
    assert tried == [(case, 7) for case in range(5)]
    assert (progress.done, progress.failed, progress.counters) == (5, 0, {"even": 3})


def test_an_interrupted_total_goes_on_where_it_stopped(state_file: Path) -> None:
    tried: list[int] = []

    def interrupted(case: int, _seed: int) -> None:
        if case == 3:
            raise KeyboardInterrupt
        tried.append(case)

    with pytest.raises(KeyboardInterrupt):
        _run(interrupted, 6, harness.State("c", 7), state_file)
    state = harness.State.load(state_file)
    progress = _run(lambda case, _seed: tried.append(case), 6, state, state_file)
    assert tried == [0, 1, 2, 3, 4, 5]
    assert progress.done == 6


def test_a_failing_case_is_kept_and_the_rest_is_still_tried(state_file: Path) -> None:
    def check(case: int, _seed: int) -> None:
        if case % 10 == 1:
            raise ValueError(f"case {case} went wrong")

    progress = _run(check, 300, harness.State("c", 7), state_file)
    assert (progress.done, progress.failed, len(progress.failures)) == (300, 30, 20)
    again = harness.State.load(state_file).totals["probe"]
    assert again == progress
    assert again.failures[0][0] == 1
    assert "case 1 went wrong" in again.failures[0][1]


def test_the_result_names_commit_seed_and_whether_it_was_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = harness.Total("probe", 10, lambda _case, _seed: None)
    monkeypatch.setattr(harness, "_registered", {"probe": total})
    state = harness.State("abc", 7)
    for cases, full in ((4, False), (10, True)):
        harness.run_total(total, cases, state, lambda: None)
        harness.write_result(state, {"probe": cases}, tmp_path / "result.json")
        result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
        assert (result["commit"], result["seed"], result["full"]) == ("abc", 7, full)
        assert result["totals"]["probe"]["done"] == cases


def test_two_totals_may_not_share_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harness, "_registered", {})
    harness.soak("probe", total=1)(lambda _case, _seed: None)
    with pytest.raises(ValueError, match="probe"):
        harness.soak("probe", total=1)(lambda _case, _seed: None)
