import threading

import pytest
from PySide6.QtCore import QTimer

from desktop.work.beside import beside


@pytest.mark.usefixtures("qapp")
def test_the_window_lives_while_something_is_waited_for() -> None:
    beats: list[int] = []
    may_end = threading.Event()
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: (beats.append(1), len(beats) == 5 and may_end.set()))
    timer.start()

    def work() -> str:
        assert may_end.wait(20), "the window stood still"
        return threading.current_thread().name

    assert beside(work).startswith("beside")
    assert len(beats) >= 5


@pytest.mark.usefixtures("qapp")
def test_what_goes_wrong_is_told_to_who_asked() -> None:
    def work() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        beside(work)
