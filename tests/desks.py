"""A store whose writes run as they do in an office: on PostgreSQL each account signed in for itself, rows guarded.

Reading stays the house's, since tests look at everything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL

from db.domain.access import Actor
from db.services.store import open_store
from db.store.engine import make_engine
from db.store.store import Store, Work

PASSWORD = "同一个口令-2018"
_made: set[str] = set()


@dataclass
class Desks(Store):
    """A store with a desk for every account.

    Attributes:
        desks: by login, the store as that account has it open.
    """

    desks: dict[str, Store] = field(default_factory=dict)

    @contextmanager
    def write(
        self, actor: Actor, verb: str, reason: str = "", area: str = "", *, alone: bool = False
    ) -> Iterator[Work]:
        with self.desk(actor.login).write(actor, verb, reason, area, alone=alone) as work:
            yield work

    def desk(self, login: str) -> Store:
        """The store as an account sees it."""
        if login not in self.desks:
            url = sign_in(self.engine, login)
            self.desks[login] = Store(
                url, make_engine(url), self.clock, self.store_no, self.district_code, self.lock
            )
        return replace(self.desks[login], clock=self.clock)

    def close(self) -> None:
        for one in self.desks.values():
            one.engine.dispose()
        super().close()


def open_desks(url: str) -> Store:
    """Open a store; on PostgreSQL every account writes for itself."""
    opened = open_store(url)
    if opened.engine.dialect.name == "sqlite":
        return opened
    return Desks(opened.url, opened.engine, opened.clock, opened.store_no, opened.district_code, opened.lock)


def house(store: Store) -> Store:
    """The store without desks: what a service itself refuses before any database does, and states no verb leads to."""
    if not isinstance(store, Desks):
        return store
    return Store(store.url, store.engine, store.clock, store.store_no, store.district_code, store.lock)


def sign_in(house: Engine, login: str) -> URL:
    """The URL by which an account signs in; its role is made when it is missing."""
    with house.connect() as conn:
        prefix = str(conn.execute(text("SELECT prefix FROM zp.server")).scalar_one())
        role = f"{prefix}_{login}"
        if role not in _made:
            make_role(conn, role, f"{prefix}_member")
            conn.commit()
            _made.add(role)
    return house.url.set(username=role, password=PASSWORD)


def make_role(conn: Connection, role: str, group: str) -> None:
    """Make a role that signs in with the tests' password.

    Copies of one database share their roles, so that another test may have made it, with a password of its own.
    """
    conn.execute(text("SELECT pg_advisory_xact_lock(hashtext(:role))"), {"role": role})
    there = conn.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}).scalar()
    quoted = conn.dialect.identifier_preparer.quote_identifier
    act, until = ("ALTER", "VALID UNTIL 'infinity'") if there else ("CREATE", f"IN ROLE {quoted(group)}")
    conn.exec_driver_sql(f"{act} ROLE {quoted(role)} LOGIN PASSWORD '{PASSWORD}' {until}")
