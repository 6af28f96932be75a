from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.domain.errors import StoreUnavailable
from db.domain.progress import Cancelled, Silent
from db.services.standing import standing
from db.services.store import init_store, open_store
from db.store.engine import lock_file, release
from desktop.demo import practice
from desktop.shell import practice as asking
from desktop.shell.practice import PracticeDialog
from desktop.work.change_feed import ChangeFeed
from desktop.work.runner import Runner, reader_pool, writer_pool
from tests.register import DISTRICT, SEEDS


@pytest.fixture
def runner(qapp: Any) -> Iterator[Runner]:
    made = Runner(ChangeFeed(), writer_pool(), reader_pool())
    yield made
    made.close()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("desktop.paths.data_folder", lambda: tmp_path)
    return tmp_path


def test_the_first_time_there_is_only_one_to_be_made(
    qtbot: Any, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(asking, "make_beside", lambda _progress: None)
    monkeypatch.setattr(asking, "open_practice", opened.append)
    dialog = PracticeDialog(runner)
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.go.isVisible(), dialog.anew.isDefault()) == (False, True)
    qtbot.mouseClick(dialog.anew, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened == [practice.practice_file()])


def test_one_that_is_there_is_opened_as_it_was_left(
    qtbot: Any, runner: Runner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.practice_file().parent.mkdir()
    practice.practice_file().touch()
    opened: list[Path] = []
    monkeypatch.setattr(asking, "open_practice", opened.append)
    dialog = PracticeDialog(runner)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert opened == [home / "练习库" / "zhipai.db"]


def test_one_whose_window_is_open_is_not_made_anew() -> None:
    file = practice.practice_file()
    file.parent.mkdir()
    file.write_bytes(b"kept")
    held = lock_file(file)
    try:
        with pytest.raises(StoreUnavailable, match="in_use"):
            practice.make_practice(Silent())
    finally:
        release(held)
    assert file.read_bytes() == b"kept"


def test_one_made_belongs_where_it_lies_and_may_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(out: Path, _addresses: int, _progress: object, *, practice: bool) -> None:
        out.mkdir()
        init_store(f"sqlite:///{out / 'zhipai.db'}", SEEDS, district_code=DISTRICT, practice=practice)

    monkeypatch.setattr("desktop.demo.run.run_demo", made)
    for _time in range(2):
        file = practice.make_practice(Silent())
        store = open_store(f"sqlite:///{file}")
        found = standing(store)
        store.close()
        assert (found.practice, found.elsewhere) == (True, "")


def test_making_it_can_be_stopped_and_leaves_the_one_before() -> None:
    file = practice.practice_file()
    file.parent.mkdir()
    file.write_bytes(b"kept")

    class Stop:
        def step(self, _done: int, _total: int, _note: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        practice.make_beside(Stop())
    assert file.read_bytes() == b"kept"


@pytest.mark.parametrize(
    ("said", "told", "refusal"),
    [
        (b'{"error": "in_use", "detail": "x.db"}', b"", ("in_use", "x.db")),
        (b"", "断电".encode(), ("not_made", "断电")),
    ],
)
def test_what_the_making_process_says_is_told(said: bytes, told: bytes, refusal: tuple[str, str]) -> None:
    assert practice._refusal(said, told) == refusal
