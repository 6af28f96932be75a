"""What every test can ask for: both engines, a seed, a Chinese window; and what fails every test: a stray warning."""

import contextlib
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import postgres
from tests.statements import compile_once

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from db.store.store import Store

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_FONTS = Path(__file__).parent.parent / "resources" / "fonts"
_FIXED_SEED = 20181018
_ENGINES = [pytest.param(engine, marks=pytest.mark.both_engines) for engine in ("sqlite", "postgresql")]
_SERVER_FOLDER, _SERVER_OWNER = "ZHIPAI_TEST_SERVER", "ZHIPAI_TEST_SERVER_OWNER"

settings.register_profile(
    "ci",
    max_examples=60,
    deadline=None,  # the machine is shared
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("fresh", parent=settings.get_profile("ci"), derandomize=False, database=None)


def _fresh_seed() -> int | None:
    given = os.environ.get("ZHIPAI_SEED")
    return int(given) if given else None


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    seed = _fresh_seed()
    settings.load_profile("ci" if seed is None else "fresh")
    if seed is not None:
        config.option.hypothesis_seed = str(seed)
    compile_once()
    if not _is_worker(config):
        os.environ[_SERVER_FOLDER] = str(postgres.new_folder())
        os.environ[_SERVER_OWNER] = str(os.getpid())


def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_worker(config):
        postgres.stop_server(Path(os.environ[_SERVER_FOLDER]))


def pytest_report_header() -> str:
    seed = _fresh_seed()
    return (
        f"seed: {_FIXED_SEED} (fixed)" if seed is None else f"seed: {seed} (repeat with ZHIPAI_SEED={seed})"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "seed" in getattr(item, "fixturenames", ()):
            item.add_marker("seeded")


@pytest.fixture(scope="session")
def seed() -> int:
    """The number that random tests start from: fixed, or the run's fresh one."""
    fresh = _fresh_seed()
    return _FIXED_SEED if fresh is None else fresh


@pytest.fixture(scope="session")
def postgres_server() -> postgres.Server:
    """The run's PostgreSQL 18; a test that needs it fails when none can be started."""
    return postgres.shared_server(Path(os.environ[_SERVER_FOLDER]), int(os.environ[_SERVER_OWNER]))


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """The URL of a new, empty database, opened as its superuser."""
    name = postgres_server.create_database()
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


@pytest.fixture(params=_ENGINES)
def engine_url(request: pytest.FixtureRequest) -> str:
    """The URL of a place for a new store: the test runs once on each engine."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    folder: Path = request.getfixturevalue("tmp_path")
    return f"sqlite:///{(folder / 'zhipai.db').as_posix()}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed SQLite store with the test register; tests copy it."""
    file = tmp_path_factory.mktemp("template") / "zhipai.db"
    _make_store(f"sqlite:///{file.as_posix()}")
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres_server: postgres.Server) -> Iterator[str]:
    """The name of a database with the test register; tests copy it."""
    name = postgres_server.create_database()
    _make_store(postgres_server.url(name))
    yield name
    postgres_server.drop_database(name)


def copy_template(template: Path, file: Path) -> None:
    """Copy a store and let it belong where it lies now, as one that was made there."""
    from db.store.standing import this_machine

    shutil.copy(template, file)
    with contextlib.closing(sqlite3.connect(file)) as conn, conn:
        conn.execute("UPDATE store_place SET machine = ?, path = ?", (this_machine(), str(file.resolve())))


@pytest.fixture(params=_ENGINES)
def store_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a store with the test register, on each engine in turn."""
    if request.param == "sqlite":
        file: Path = request.getfixturevalue("tmp_path") / "zhipai.db"
        copy_template(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file.as_posix()}"
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    name = server.create_database(request.getfixturevalue("postgres_template"))
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture
def shared_store(postgres_server: postgres.Server, postgres_template: str) -> Iterator["Store"]:
    """The open store with the test register on PostgreSQL, for what only a server has."""
    from tests.desks import open_desks

    name = postgres_server.create_database(postgres_template)
    opened = open_desks(postgres_server.url(name))
    yield opened
    opened.close()
    postgres_server.drop_database(name)


@pytest.fixture
def store(store_url: str) -> Iterator["Store"]:
    """The open store with the test register, on each engine in turn; what an account writes, it writes itself."""
    from tests.desks import open_desks

    opened = open_desks(store_url)
    yield opened
    opened.close()


def _make_store(url: str) -> None:
    from db.services.store import init_store
    from tests.register import DISTRICT, SEEDS

    init_store(url, SEEDS, district_code=DISTRICT, store_no=1)


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """The application of pytest-qt with the shipped Chinese fonts, as the program itself loads them."""
    from PySide6.QtGui import QFont, QFontDatabase

    for file in sorted(_FONTS.glob("NotoSansSC-*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise RuntimeError(f"Qt cannot read {file.name}")
    qapp.setFont(QFont("Noto Sans SC", 9))
    return qapp


@pytest.fixture(autouse=True)
def no_unexpected_warnings(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning; one that provokes it asserts on ``caplog`` and clears it."""
    yield
    stray = [one for one in caplog.get_records("call") if one.levelno >= logging.WARNING]
    if stray:
        pytest.fail("unexpected log: " + "; ".join(f"{one.name}: {one.getMessage()}" for one in stray))
