import logging
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication
from sqlalchemy import create_engine, text

from db.services.accounts import find_actor
from db.services.store import check_store
from db.store.store import Store
from tests import postgres, register


def test_a_new_database_is_set_up_as_an_office_needs_it(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        row = connection.execute(
            text(
                "select pg_encoding_to_char(encoding), datcollate, datctype, current_setting('server_version_num')"
                " from pg_database where datname = current_database()"
            )
        ).one()
    engine.dispose()
    assert row[:3] == ("UTF8", "C", "C.UTF-8")
    assert int(row[3]) >= 150000


def test_the_server_splits_chinese_into_trigrams(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("create extension pg_trgm"))
        trigrams = connection.execute(text("select show_trgm('湖滨南路')")).scalar_one()
    engine.dispose()
    assert trigrams


def test_the_server_asks_for_the_password(postgres_server: postgres.Server) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(
            host=postgres_server.host,
            port=postgres_server.port,
            user="postgres",
            password="wrong",
            dbname="postgres",
        )


def test_two_tests_never_share_a_database(postgres_server: postgres.Server) -> None:
    names = {postgres_server.create_database() for _ in range(2)}
    for name in names:
        postgres_server.drop_database(name)
    assert len(names) == 2


def test_the_server_ends_with_the_run_that_owns_it() -> None:
    owner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    folder = postgres.new_folder()
    try:
        server = postgres.shared_server(folder, owner.pid)
        server.drop_database(server.create_database())
    finally:
        owner.kill()
        owner.wait()
        if not (folder / "server.json").exists():
            shutil.rmtree(folder)
    deadline = time.monotonic() + 30
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    left = folder.exists()
    shutil.rmtree(folder, ignore_errors=True)
    assert not left


def test_a_server_that_cannot_start_is_an_error_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()  # its place is taken
    with pytest.raises(RuntimeError, match="no PostgreSQL for the tests"):
        postgres.shared_server(tmp_path, os.getpid())


def test_an_engine_url_names_an_empty_store(engine_url: str) -> None:
    engine = create_engine(engine_url)
    with engine.begin() as connection:
        connection.execute(text("create table probe (id integer primary key)"))
        assert connection.execute(text("select count(*) from probe")).scalar_one() == 0
    engine.dispose()


def test_a_store_holds_the_test_register_and_is_sound(store: Store) -> None:
    assert store.district_code == register.DISTRICT
    assert find_actor(store, "chief").name == "陈科长"
    assert check_store(store).problems == ()


def test_the_window_of_the_tests_has_a_chinese_font(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Noto Sans SC"
    assert QFontMetrics(qapp.font()).inFontUcs4(ord("址"))


def test_a_warning_is_seen_unless_it_is_cleared(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("probe").warning("as expected")
    assert caplog.messages == ["as expected"]
    caplog.clear()
    assert not caplog.get_records("call")
