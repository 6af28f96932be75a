"""The 核查表 window on the test register, with answers ready for every question it asks."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from db.services.store import open_store
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.options import Options
from desktop.sheets.window import SheetsWindow
from desktop.work.change_feed import ChangeFeed
from tests.conftest import copy_template
from tests.desktop.work.inline import inline_runner
from tests.office import person


class Verbs(QObject):
    """What is selected in the main window, and what takes back there."""

    told = Signal(str)

    def __init__(self, ids: tuple[int, ...] = ()) -> None:
        super().__init__()
        self.pressed: list[str] = []
        self.selection = SimpleNamespace(now=lambda: SimpleNamespace(ids=ids))
        self.undo, self.redo = QAction("撤销"), QAction("重做")
        for action, keys in ((self.undo, "Ctrl+Z"), (self.redo, "Ctrl+Y")):
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _on=False, keys=keys: self.pressed.append(keys))


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    file = tmp_path / "zhipai.db"
    copy_template(sqlite_template, file)
    opened = open_store(f"sqlite:///{file.as_posix()}")
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store, tmp_path: Path, qapp: object) -> Desk:
    feed = ChangeFeed()
    return Desk(store, inline_runner(feed), feed, Options(tmp_path / "window.ini"))


@pytest.fixture
def opened(desk: Desk, tmp_path: Path, qtbot):
    def show(login: str = "clerk") -> SheetsWindow:
        desk.drafts.close()  # every window opens as in a program started anew
        desk.drafts.begin(tmp_path, login)
        window = SheetsWindow(desk, person(desk.store, login))
        window.ask_folder = lambda _parent: str(tmp_path / "下发")
        window.ask_path = lambda _parent, name: str(tmp_path / f"{name}.xlsx")
        qtbot.addWidget(window)
        window.show()
        return window

    yield show
    desk.drafts.close()
