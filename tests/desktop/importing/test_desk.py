"""The way into the import window, for those who may go it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction

from db.services.import_batches import batches
from desktop.addresses.page import Desk
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session
from tests.desktop.importing.conftest import HEADS, line
from tests.office import person


def import_entry(window: MainWindow) -> QAction | None:
    return next((one for one in window.findChildren(QAction) if one.text().startswith("导入")), None)


@pytest.fixture
def open_window(desk: Desk, tmp_path: Path, qtbot):
    def opened(login: str) -> MainWindow:
        made = MainWindow(Session(desk.store, person(desk.store, login)), desk, CrashKeeper(tmp_path))
        qtbot.addWidget(made)
        made.show()
        return made

    return opened


@pytest.mark.parametrize("login", ["clerk", "area_clerk"])
def test_who_enters_addresses_finds_the_window_in_the_file_menu(open_window, login) -> None:
    window = open_window(login)
    entry = import_entry(window)
    assert entry is not None
    entry.trigger()
    wizard = window.importing.show()
    assert wizard.isVisible()
    assert window.importing.show() is wizard


@pytest.mark.parametrize("login", ["printer", "inspector", "chief"])
def test_who_does_not_is_not_offered_it(open_window, login) -> None:
    assert import_entry(open_window(login)) is None


def test_the_tree_learns_what_was_brought_in(open_window, given, answers, desk) -> None:
    window = open_window("clerk")
    seen: list[object] = []
    desk.feed.changed.connect(lambda changes, _who: seen.append(changes.touches("node")))
    given([HEADS, line("2号")])
    wizard = window.importing.show()
    wizard.files.take(answers.files)
    for _ in range(4):
        wizard.frame.next.click()
    wizard.finish.put_in.click()
    assert any(seen)
    assert [one.accepted for one in batches(desk.store)] == [1]
