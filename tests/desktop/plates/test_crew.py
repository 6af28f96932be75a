"""Work spread over processes tells how far it is, whether there are several cores or one."""

import pytest

from desktop.plates import crew


class _Told:
    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []

    def step(self, done: int, total: int, note: str) -> None:
        self.steps.append((done, total))


@pytest.mark.parametrize("cores", [1, 2])
def test_progress_adds_up_on_any_number_of_cores(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew.os, "cpu_count", lambda: cores)
    told = _Told()
    parts = [crew.Part(-3, 3), crew.Part(-4, 4), crew.Part(-5, 5)]
    assert crew.spread(abs, parts, told, "drawing") == [3, 4, 5]
    assert told.steps == [(3, 12), (7, 12), (12, 12)]
