"""Rows of accounts: who there is, what he may do, how he signs in, on either engine.

On SQLite the rows are written like any other. On PostgreSQL an account is also a login role of the server, members may
write none of these tables, and everything goes through functions of the database that ask for the administrator again.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from db.domain.access import Actor, Role
from db.domain.errors import BadAccount, NotAllowed, NotFound
from db.schema.address import division
from db.schema.office import credential
from db.schema.system import actor, actor_role
from db.store.engine import make_engine
from db.store.journal import canonical
from db.store.store import Store, Work

ACTIVE, CLOSED = "active", "closed"
_RULE, _RIGHT = "ZA001", "ZA002"  # what the database's own functions say: a rule broken, a right missing


@dataclass(frozen=True, slots=True)
class Account:
    """One account as kept.

    Attributes:
        roles: role and the area it covers, ``""`` being everywhere.
    """

    id: int
    login: str
    name: str
    state: str
    created_at: str
    roles: tuple[tuple[Role, str], ...]

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas of its roles."""
        return tuple(area for _, area in self.roles)

    @property
    def is_admin(self) -> bool:
        """Whether it manages accounts."""
        return any(role is Role.ADMIN for role, _ in self.roles)


@dataclass(frozen=True, slots=True)
class Facts:
    """How an account signs in: never its password or what is derived from it."""

    has_password: bool = False
    must_change: bool = False
    locked_until: str = ""
    valid_until: str = ""
    last_login_at: str = ""
    last_workstation: str = ""


def accounts(conn: Connection) -> list[Account]:
    """Every account there ever was, by login."""
    roles: dict[int, list[tuple[Role, str]]] = {}
    query = select(actor_role).order_by(actor_role.c.role, actor_role.c.area_code)
    for row in conn.execute(query):
        roles.setdefault(int(row.actor_id), []).append((Role(row.role), row.area_code))
    found = conn.execute(select(actor).order_by(actor.c.login))
    return [
        Account(row.id, row.login, row.name, row.state, row.created_at, tuple(roles.get(row.id, ())))
        for row in found
    ]


def account(conn: Connection, login: str) -> Account:
    """The account of that login, closed or not.

    Raises:
        NotFound: there is none.
    """
    row = conn.execute(select(actor).where(actor.c.login == login)).one_or_none()
    if row is None:
        raise NotFound("actor", login)
    query = (
        select(actor_role.c.role, actor_role.c.area_code)
        .where(actor_role.c.actor_id == row.id)
        .order_by(actor_role.c.role, actor_role.c.area_code)
    )
    roles = tuple((Role(one.role), one.area_code) for one in conn.execute(query))
    return Account(row.id, row.login, row.name, row.state, row.created_at, roles)


def facts(conn: Connection) -> dict[str, Facts]:
    """Login → how the account signs in; on a server an administrator's question, others learn of themselves alone."""
    if conn.dialect.name == "postgresql":
        rows = conn.execute(text("SELECT * FROM zp.account_facts()")).all()
    else:
        has = (credential.c.password_hash != "").label("has_password")
        rows = list(conn.execute(select(credential, has)))
    return {
        row.login: Facts(
            bool(row.has_password),
            bool(row.must_change),
            row.locked_until or "",
            row.valid_until or "",
            row.last_login_at or "",
            row.last_workstation,
        )
        for row in rows
    }


def area_exists(conn: Connection, area: str) -> bool:
    """Whether the register knows the unit, now or of old."""
    return (
        conn.execute(select(division.c.code).where(division.c.code == area.ljust(12, "0"))).first()
        is not None
    )


def has_admin_beside(conn: Connection, login: str) -> bool:
    """Whether another active account manages accounts."""
    query = (
        select(actor.c.id)
        .join(actor_role, actor_role.c.actor_id == actor.c.id)
        .where(actor.c.state == ACTIVE, actor_role.c.role == Role.ADMIN.value, actor.c.login != login)
    )
    return conn.execute(query).first() is not None


@contextmanager
def _asked() -> Iterator[None]:
    """Turn what the database's own functions refuse into the errors that the rules here raise.

    Raises:
        BadAccount: a rule is broken.
        NotAllowed: the caller does not manage that account.
    """
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", "")
        said = getattr(getattr(error.orig, "diag", None), "message_primary", "") or ""
        if state == _RULE:
            raise BadAccount(said) from error
        if state == _RIGHT:
            raise NotAllowed("actor.manage", "", said) from error
        raise


def _call(work: Work, function: str, *values: object) -> Any:
    names = {f"v{n}": value for n, value in enumerate(values)}
    asked = text(f"SELECT * FROM zp.{function}({', '.join(f':{name}' for name in names)})")
    with _asked():
        return work.conn.execute(asked, names).one()


def _on_server(work: Work) -> bool:
    return work.conn.dialect.name == "postgresql"


def create(work: Work, login: str, name: str) -> int:
    """Make an account without roles; returns its id."""
    (row_id,) = work.new_ids(1)
    row = {"id": row_id, "login": login, "name": name, "state": ACTIVE, "created_at": work.at}
    if _on_server(work):
        _call(work, "account_create", row_id, login, name)
        work.note("actor", str(row_id), "", canonical(row))
        work.touched.setdefault("actor", set()).add(row_id)
    else:
        work.insert(actor, row)
    return row_id


def change(work: Work, of: Account, field: str, value: str, function: str) -> None:
    """Change one field of an account, and on a server what hangs on it."""
    if not _on_server(work):
        work.change(actor, {"id": of.id}, {field: value})
        return
    before = {field: getattr(of, field)}
    _call(work, function, of.login, *((value,) if function == "account_rename" else ()))
    work.note("actor", str(of.id), canonical(before), canonical({field: value}))
    work.touched.setdefault("actor", set()).add(of.id)


def grant(work: Work, of: Account, role: Role, area: str) -> None:
    """Give a role over an area."""
    if _on_server(work):
        _call(work, "account_grant", of.login, role.value, area)
    else:
        work.conn.execute(insert(actor_role).values(actor_id=of.id, role=role.value, area_code=area))
    _note_role(work, of, role, area, given=True)


def revoke(work: Work, of: Account, role: Role, area: str) -> None:
    """Take a role over an area."""
    if _on_server(work):
        _call(work, "account_revoke", of.login, role.value, area)
    else:
        mine = (actor_role.c.actor_id == of.id, actor_role.c.role == role.value)
        work.conn.execute(delete(actor_role).where(*mine, actor_role.c.area_code == area))
    _note_role(work, of, role, area, given=False)


def _note_role(work: Work, of: Account, role: Role, area: str, *, given: bool) -> None:
    said = canonical({"login": of.login})
    values = ("", said) if given else (said, "")
    work.note("actor_role", f"{of.id}|{role.value}|{area}", *values)
    work.touched.setdefault("actor", set()).add(of.id)


def credential_of(conn: Connection, login: str) -> Mapping[str, Any] | None:
    """The sign-in row of a login in a file; None when nobody ever set a password."""
    row = conn.execute(select(credential).where(credential.c.login == login)).mappings().one_or_none()
    return None if row is None or not row["password_hash"] else dict(row)


def count_failures(conn: Connection, login: str) -> tuple[int, str]:
    """Wrong passwords in a row under a login, and until when it is locked for them."""
    query = select(credential.c.failures, credential.c.locked_until).where(credential.c.login == login)
    row = conn.execute(query).one_or_none()
    return (0, "") if row is None else (int(row.failures), row.locked_until or "")


def keep_credential(work: Work, login: str, values: Mapping[str, Any], said: Mapping[str, Any]) -> None:
    """Write the sign-in row of a login in a file.

    Args:
        work: the write.
        login: whose.
        values: columns to set.
        said: what of it the journal may know; never a hash.
    """
    query = select(credential).where(credential.c.login == login)
    before = work.conn.execute(query).mappings().one_or_none()
    if before is None:
        whole = {"password_hash": "", "must_change": False, "changed_at": work.at, **values}
        work.conn.execute(insert(credential).values(login=login, **whole))
    else:
        work.conn.execute(update(credential).where(credential.c.login == login).values(**values))
    known = {name: before[name] for name in said if name in before} if before is not None else {}
    work.note("credential", login, canonical(known) if known else "", canonical(dict(said)))


def set_server_password(work: Work, login: str, password: str) -> None:
    """Set the password of a login role, made when it is missing; the server only ever sees the SCRAM verifier."""
    driver: Any = work.conn.connection.driver_connection
    verifier = driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
    _call(work, "account_password", login, verifier)
    work.note("credential", login, "", canonical({"password": "set"}))


def set_server_term(work: Work, login: str, until: str) -> None:
    """Set until when a login role may sign in."""
    _call(work, "account_term", login, until or None)


def server_session(conn: Connection) -> tuple[str, bool]:
    """Whose connection to a server it is, and whether it is the owner's own."""
    row = conn.execute(text("SELECT zp.login() AS login, zp.house() AS house")).one()
    return row.login or "", bool(row.house)


def signed_in(work: Work, workstation: str) -> Facts:
    """Note a sign-in at a server; returns when and where the last one was."""
    row = _call(work, "signed_in", workstation)
    before = {"last_login_at": row.was_at, "last_workstation": row.was_station or ""}
    after = {"last_login_at": row.now_at, "last_workstation": workstation}
    work.note("credential", work.actor.login, canonical(before), canonical(after))
    return Facts(True, bool(row.changing), "", "", row.was_at or "", row.was_station or "")


def reconnect(store: Store, password: str) -> None:
    """Let the store's next connections use a new password."""
    store.url = store.url.set(password=password)
    store.engine.dispose()
    store.engine = make_engine(store.url)


def as_actor(of: Account, workstation: str) -> Actor:
    """The account at the keyboard."""
    return Actor(of.id, of.login, of.name, of.roles, workstation)
