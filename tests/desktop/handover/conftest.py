from collections.abc import Iterator
from pathlib import Path

import pytest

from db.services.store import open_store
from desktop.addresses.page import Desk
from tests.cases import colleagues
from tests.conftest import copy_template
from tests.desktop.work.inline import inline_runner


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path, desk: Desk) -> Iterator[Desk]:
    """A desk on the office's own register, with a second clerk."""
    copy_template(sqlite_template, tmp_path / "office.db")
    store = open_store(f"sqlite:///{(tmp_path / 'office.db').as_posix()}")
    colleagues(store, 1)
    yield Desk(store, inline_runner(desk.feed), desk.feed, desk.options)
    store.close()
