"""Another office, to which addresses go over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.services.store import init_store, open_store
from db.store.store import Store
from tests.conftest import copy_template
from tests.transfer import OTHER_DISTRICT, OTHER_SEEDS
from tests.vault import make_cheap


@pytest.fixture(scope="session")
def taker_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("taker") / "taker.db"
    init_store(f"sqlite:///{file.as_posix()}", OTHER_SEEDS, district_code=OTHER_DISTRICT, store_no=7)
    return file


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)


@pytest.fixture
def taker(taker_template: Path, tmp_path: Path) -> Iterator[Store]:
    """The register of the district that takes."""
    copy_template(taker_template, tmp_path / "taker.db")
    opened = open_store(f"sqlite:///{(tmp_path / 'taker.db').as_posix()}")
    yield opened
    opened.close()
