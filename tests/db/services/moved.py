"""Moving a store in tests: places by their file, and a progress that steps in."""

from collections.abc import Callable
from pathlib import Path

from db.domain.progress import Cancelled


def url_of(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


class At:
    """A progress that acts once, when a phase begins."""

    def __init__(self, phase: str, act: Callable[[], object]) -> None:
        self.phase, self.act, self.done = phase, act, False

    def step(self, _done: int, _total: int, note: str) -> None:
        if note == self.phase and not self.done:
            self.done = True
            self.act()


def cancel() -> None:
    raise Cancelled
