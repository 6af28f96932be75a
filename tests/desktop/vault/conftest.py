"""The register with an account of every role, and keys of passwords that cost nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.services.store import open_store
from db.store.store import Store
from tests.conftest import copy_template
from tests.vault import make_cheap


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of passwords without their cost."""
    make_cheap(monkeypatch)


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of the test's own."""
    file = tmp_path / "zhipai.db"
    copy_template(sqlite_template, file)
    store = open_store(f"sqlite:///{file.as_posix()}")
    yield store
    store.close()
