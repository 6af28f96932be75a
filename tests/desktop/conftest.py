"""A small register and a desk without threads, for every room's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from db.services.store import open_store
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.options import Options
from desktop.work.change_feed import ChangeFeed
from tests.conftest import copy_template
from tests.desktop.addresses.register import make_store
from tests.desktop.work.inline import inline_runner


@pytest.fixture(autouse=True)
def _dialogs_go() -> Iterator[None]:
    """Take away the dialogs a test leaves, shown or about to be: a modal one holds up every later window."""
    yield
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.hide()
            widget.deleteLater()


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a small register, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("register")
    make_store(folder)
    return folder / "zhipai.db"


@pytest.fixture
def store(made_store: Path, tmp_path: Path) -> Iterator[Store]:
    """A small register of the test's own."""
    file = tmp_path / "zhipai.db"
    copy_template(made_store, file)
    store = open_store(f"sqlite:///{file.as_posix()}")
    yield store
    store.close()


@pytest.fixture
def desk(store: Store, tmp_path: Path, qapp: object) -> Desk:
    """Everything a room is given, without threads."""
    feed = ChangeFeed()
    return Desk(store, inline_runner(feed), feed, Options(tmp_path / "window.ini"))
