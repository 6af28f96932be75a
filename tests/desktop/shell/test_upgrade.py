"""An older file is copied beside itself before it is upgraded; whatever goes wrong, it is as it was."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.domain.errors import StoreUnavailable
from db.domain.progress import Cancelled
from db.services import upgrading
from db.services.store import open_store
from db.services.upgrading import upgrade_file
from db.store import upgrade
from db.store.engine import make_engine, normal_url
from db.store.upgrade import HEAD
from desktop.options import Options
from desktop.shell.entrance import Entrance
from desktop.shell.upgrade import UpgradeDialog
from desktop.work.change_feed import ChangeFeed
from desktop.work.runner import Runner, reader_pool, writer_pool

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager
OLDER = "0001"


class Watch:
    """A progress that notes its steps and stops at one of them."""

    def __init__(self, stop_at: str = "") -> None:
        self.notes: list[str] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, note: str) -> None:
        self.notes.append(note)
        if note == self._stop_at:
            raise Cancelled


@pytest.fixture(scope="module")
def older_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("older") / "zhipai.db"
    shutil.copy(sqlite_template, file)
    engine = make_engine(normal_url(f"sqlite:///{file.as_posix()}"))
    with engine.connect() as raw:
        conn = raw.execution_options(writing=True)
        with conn.begin():
            upgrade.migrate(conn, OLDER)
    engine.dispose()
    return file


@pytest.fixture
def older(older_template: Path, tmp_path: Path) -> Path:
    """A file of the first program."""
    return Path(shutil.copy(older_template, tmp_path / "zhipai.db"))


@pytest.fixture
def runner(qtbot) -> Iterator[Runner]:
    made = Runner(ChangeFeed(), writer_pool(), reader_pool())
    yield made
    made.close()


def url_of(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


def revision_of(file: Path) -> str:
    with closing(sqlite3.connect(file)) as conn:
        return str(conn.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def files_beside(file: Path) -> set[str]:
    return {one.name for one in file.parent.iterdir()}


def test_the_copy_is_the_older_file_and_the_file_opens_afterwards(older: Path) -> None:
    watch = Watch()
    copy = upgrade_file(url_of(older), watch)
    assert (revision_of(copy), revision_of(older)) == (OLDER, HEAD)
    assert files_beside(older) == {older.name, copy.name}
    assert watch.notes[-1] == "committing"
    assert "copying" in watch.notes
    open_store(url_of(older)).close()


def test_stopping_while_copying_leaves_the_file_as_it_was_and_nothing_beside(older: Path) -> None:
    before = older.read_bytes()
    with pytest.raises(Cancelled):
        upgrade_file(url_of(older), Watch("copying"))
    assert older.read_bytes() == before
    assert files_beside(older) == {older.name}


def test_a_copy_that_finds_no_room_stops_before_the_file_is_touched(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = older.read_bytes()

    def full(_file: Path, copy: Path, _progress: object) -> None:
        copy.write_bytes(b"half")
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        raise error

    monkeypatch.setattr(upgrading, "_backup", full)
    with pytest.raises(StoreUnavailable, match="disk_full"):
        upgrade_file(url_of(older), Watch())
    assert older.read_bytes() == before
    assert files_beside(older) == {older.name}


def test_a_file_that_is_open_elsewhere_is_not_upgraded(tmp_path: Path, sqlite_template: Path) -> None:
    file = Path(shutil.copy(sqlite_template, tmp_path / "zhipai.db"))
    store = open_store(url_of(file))
    with pytest.raises(StoreUnavailable, match="in_use"):
        upgrade_file(url_of(file), Watch())
    store.close()


def test_the_dialog_upgrades_and_says_where_the_copy_is(qtbot, older: Path, runner: Runner) -> None:
    dialog = UpgradeDialog(url_of(older), runner)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.copy is not None, timeout=30_000)
    assert not dialog.isVisible()
    assert revision_of(older) == HEAD


def test_a_failure_is_told_in_the_dialog_and_may_be_tried_again(qtbot, older: Path, runner: Runner) -> None:
    dialog = UpgradeDialog(url_of(older), runner)
    qtbot.addWidget(dialog)
    dialog.show()
    moved = older.rename(older.with_name("away.db"))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "找不到" in dialog.state.text(), timeout=30_000)
    moved.rename(older)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.copy is not None, timeout=30_000)


def test_whoever_declines_gets_no_window_and_an_untouched_file(
    qtbot, older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = older.read_bytes()
    monkeypatch.setattr(UpgradeDialog, "exec", lambda dialog: dialog.result())
    with Entrance(Options(tmp_path / "window.ini"), "chief") as entrance:
        assert entrance.open(url_of(older)) is None
    assert older.read_bytes() == before


def test_after_the_upgrade_the_window_opens_and_names_the_copy(
    qtbot, older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def agree(dialog: UpgradeDialog) -> int:
        dialog.begin()
        qtbot.waitUntil(lambda: dialog.copy is not None, timeout=30_000)
        return dialog.result()

    monkeypatch.setattr(UpgradeDialog, "exec", agree)
    with Entrance(Options(tmp_path / "window.ini"), "chief") as entrance:
        session = entrance.open(url_of(older))
    assert session is not None
    assert "zhipai-" in session.note
    session.store.close()


def test_a_newer_file_is_refused_with_advice_and_left_alone(
    tmp_path: Path, sqlite_template: Path, qtbot
) -> None:
    file = Path(shutil.copy(sqlite_template, tmp_path / "zhipai.db"))
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
        conn.commit()
    with (
        Entrance(Options(tmp_path / "window.ini")) as entrance,
        pytest.raises(StoreUnavailable, match="newer"),
    ):
        entrance.open(url_of(file))
