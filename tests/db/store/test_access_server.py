"""Preparing a server: what a database must be able to do, who may prepare it, what a second run changes."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from db.domain.errors import StoreUnavailable
from db.services.moving import copy_store
from db.services.store import check_store, init_store, open_store, upgrade_store
from db.store.engine import make_engine, normal_url
from db.store.faults import sorted_faults
from db.store.server import RIGHTS
from db.store.store import Store
from tests.desks import sign_in
from tests.postgres import Server
from tests.register import DISTRICT, SEEDS

INSTALLER, PASSWORD = "installer", "安装口令-1"
_C = "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
_ASCII = "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"
_GERMAN = "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'de' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"


def refusal(act: Callable[[], object]) -> StoreUnavailable:
    with pytest.raises(StoreUnavailable) as refused:
        act()
    return refused.value


def made(url: str) -> None:
    init_store(url, SEEDS, district_code=DISTRICT, store_no=1)


@pytest.mark.parametrize(
    ("how", "why"), [(_ASCII, "not_utf8"), (_C, "no_chinese_trigrams"), (_GERMAN, "not_by_character")]
)
def test_an_unfit_database_is_refused_by_name_and_left_empty(
    postgres_server: Server, how: str, why: str
) -> None:
    try:
        name = postgres_server.create_database("template0", how=how)
    except psycopg.errors.FeatureNotSupported:
        assert "icu" in how  # a server built without it can have no such database
        return
    url = postgres_server.url(name)
    assert refusal(lambda: made(url)).why == why
    engine = make_engine(normal_url(url))
    with engine.connect() as conn:
        left = conn.exec_driver_sql(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        )
        assert left.scalar() == 0
    engine.dispose()
    postgres_server.drop_database(name)


def test_a_place_that_holds_a_store_is_named_without_its_password(
    postgres_server: Server, store_url: str
) -> None:
    error = refusal(lambda: made(store_url))
    assert error.why == "exists"
    assert postgres_server.password not in f"{error} {error.detail}"


def test_a_database_whose_name_leaves_no_room_for_its_accounts_is_refused(postgres_server: Server) -> None:
    name = postgres_server.create_database(name="a" * 31)
    assert refusal(lambda: made(postgres_server.url(name))).why == "long_name"
    postgres_server.drop_database(name)


@pytest.fixture
def installer(postgres_server: Server) -> Iterator[str]:
    """The URL of an empty database whose owner may make roles but is no superuser."""
    name = postgres_server.create_database()
    engine = create_engine(make_url(postgres_server.url(name)), isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        with suppress(DBAPIError):  # another test made it
            conn.exec_driver_sql(f"CREATE ROLE {INSTALLER} LOGIN CREATEROLE PASSWORD '{PASSWORD}'")
        conn.exec_driver_sql(f"ALTER DATABASE {name} OWNER TO {INSTALLER}")
    url = engine.url.set(username=INSTALLER, password=PASSWORD)
    engine.dispose()
    yield url.render_as_string(hide_password=False)
    postgres_server.drop_database(name)


def test_an_account_that_only_makes_roles_and_owns_the_database_prepares_it(installer: str) -> None:
    made(installer)
    assert upgrade_store(installer)
    store = open_store(installer)
    assert check_store(store).ok
    with store.read() as conn:
        assert conn.execute(text("SELECT zp.house()")).scalar() is True
        assert conn.execute(text("SELECT count(*) FROM actor")).scalar() == len(SEEDS.actors)
    clerk = create_engine(sign_in(store.engine, "clerk"))
    with clerk.connect() as conn:
        assert conn.execute(text("SELECT zp.login()")).scalar() == "clerk"
        assert conn.execute(text("SELECT zp.house()")).scalar() is False
        assert conn.execute(text("SHOW idle_in_transaction_session_timeout")).scalar() == "10min"
    clerk.dispose()
    store.close()


def test_a_desk_that_was_silent_for_too_long_is_told_that_the_server_left(shared_store_url: str) -> None:
    store = open_store(shared_store_url)
    with pytest.raises(StoreUnavailable) as error:
        _silent(store)
    assert error.value.why == "no_server"
    store.close()


def _silent(store: Store) -> None:
    gone = text("SELECT count(*) = 0 FROM pg_stat_activity WHERE pid = :pid")
    with store.read() as conn:
        pid = conn.execute(text("SELECT pg_backend_pid()")).scalar()
        conn.exec_driver_sql("SET idle_in_transaction_session_timeout = 1")
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as other:
            while not other.execute(gone, {"pid": pid}).scalar():
                pass
        conn.execute(text("SELECT 1"))


def test_a_second_run_gives_back_what_was_taken_and_takes_what_was_given(shared_store_url: str) -> None:
    engine = create_engine(make_url(shared_store_url))
    with engine.begin() as conn:
        prefix = conn.exec_driver_sql("SELECT prefix FROM zp.server").scalar()
        conn.exec_driver_sql(f'REVOKE SELECT ON node FROM "{prefix}_member"')
        conn.exec_driver_sql("CREATE TABLE later (id integer)")
        conn.exec_driver_sql("GRANT ALL ON journal, later TO PUBLIC")
    upgrade_store(shared_store_url)
    may = text("SELECT has_table_privilege(:who, :name, :act)")
    with engine.connect() as conn:
        who = f"{prefix}_member"
        assert conn.execute(may, {"who": who, "name": "node", "act": "SELECT"}).scalar()
        for name in ("journal", "later"):
            assert not conn.execute(may, {"who": who, "name": name, "act": "INSERT"}).scalar()
        owner = "SELECT relowner::regrole::text FROM pg_class WHERE relname = 'later'"
        assert conn.exec_driver_sql(owner).scalar() == f"{prefix}_owner"
    engine.dispose()


@pytest.fixture
def shared_store_url(postgres_server: Server, postgres_template: str) -> Iterator[str]:
    name = postgres_server.create_database(postgres_template)
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


def test_a_copied_store_is_prepared_like_a_new_one(shared_store_url: str, postgres_url: str) -> None:
    copy_store(shared_store_url, postgres_url)
    engine = create_engine(make_url(postgres_url))
    clerk = create_engine(_own(sign_in(engine, "clerk")))
    with clerk.connect() as conn:
        assert conn.exec_driver_sql("SELECT zp.login()").scalar() == "clerk"
        for table in RIGHTS:
            conn.exec_driver_sql(f"SELECT count(*) FROM {table}")
    for one in (clerk, engine):
        one.dispose()


def _own(url: URL) -> URL:
    """A copy has a name of its own, so that its accounts have other roles than those it was copied from."""
    assert url.username == f"{url.database}_clerk"
    return url


def test_nobody_but_a_member_comes_in(postgres_server: Server, shared_store_url: str) -> None:
    engine = create_engine(make_url(shared_store_url), isolation_level="AUTOCOMMIT")
    with engine.connect() as conn, suppress(DBAPIError):
        conn.exec_driver_sql(f"CREATE ROLE stranger LOGIN PASSWORD '{PASSWORD}'")
    stranger = engine.url.set(username="stranger", password=PASSWORD)
    engine.dispose()
    assert refusal(lambda: open_store(stranger.render_as_string(hide_password=False))).why in (
        "no_permission",
        "no_server",
    )


@pytest.mark.parametrize(
    "url",
    ["postgresql://zhang:geheim@host:port/x", "mysql://zhang:geheim@host/x", "postgresql://a:ge@heim@h:1x/y"],
)
def test_a_url_that_cannot_be_read_is_told_without_its_password(url: str) -> None:
    error = refusal(lambda: open_store(url))
    assert error.why == "bad_url"
    assert "heim" not in f"{error} {error.__cause__}"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ('root certificate file "C:\\ca.crt" does not exist', "no_ca_file"),
        ('server certificate for "a" does not match host name "b"', "other_name"),
        ("SSL error: certificate verify failed", "certificate"),
        ("server does not support SSL, but SSL was required", "no_tls"),
        ("Connection refused", "no_server"),
    ],
)
def test_a_server_that_cannot_be_trusted_is_told_from_one_that_is_away(told: str, why: str) -> None:
    def connect() -> None:
        with sorted_faults():
            raise OperationalError("", None, psycopg.OperationalError(told))

    assert refusal(connect).why == why
