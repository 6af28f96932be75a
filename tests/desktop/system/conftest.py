"""The test register with one account per role, and a desk without threads on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.services.store import open_store
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.options import Options
from desktop.work.change_feed import ChangeFeed
from tests.conftest import copy_template
from tests.desktop.work.inline import inline_runner


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


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords here guard nothing."""
    monkeypatch.setattr("db.store.passwords.MEMORY_KIB", 1024)
    monkeypatch.setattr("db.store.passwords.PASSES", 1)
