"""Accounts for tests: people with logins of their own, since roles of a server are shared by all its databases."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from db.domain.access import Role
from db.domain.clock import Clock
from db.services.account_desk import Issued, NewAccount, create_account
from db.services.store import open_store
from db.store.store import Store
from tests import postgres
from tests.desks import open_desks
from tests.office import person
from tests.register import DISTRICT


class SteppingClock:
    """A clock that a test moves on by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def step(self, **by: float) -> None:
        self.at += timedelta(**by)


def fresh_login(stem: str = "u") -> str:
    return f"{stem}{secrets.token_hex(4)}"


def on_server(store: Store) -> bool:
    return store.engine.dialect.name == "postgresql"


def hired(
    store: Store, role: Role | None = Role.CLERK, area: str = DISTRICT, *, with_password: bool = True
) -> Issued:
    """A new account, made by the administrator, with its one-time password."""
    roles = ((role, area),) if role else ()
    new = NewAccount(fresh_login(), "新同事", roles)
    return create_account(store, person(store, "admin"), new, "test", with_password=with_password)


@contextmanager
def desk(store: Store, login: str, password: str, clock: Clock | None = None) -> Iterator[Store]:
    """The store as an account has it open: on a server connected as itself, a file as it is."""
    if not on_server(store):
        yield store
        return
    with store.read() as conn:
        prefix = conn.execute(text("SELECT prefix FROM zp.server")).scalar_one()
    url = store.url.set(username=f"{prefix}_{login}", password=password)
    opened = open_store(url.render_as_string(hide_password=False), clock or store.clock)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def house(store: Store) -> Iterator[Store]:
    """The store as the owner of a server's database has it open, writing for himself."""
    opened = open_store(store.url.render_as_string(hide_password=False))
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def server_store(server: postgres.Server, template: str) -> Iterator[Store]:
    """A store with the test register on the server only, for what a file has nothing of."""
    name = server.create_database(template)
    opened = open_desks(server.url(name))
    try:
        yield opened
    finally:
        opened.close()
        server.drop_database(name)
