"""Accounts at the keyboard: who works here, signing in, changing one's own password.

On a file the program guards the passwords itself; an account without one signs in by its name alone, as long as the
office does not demand passwords (the file is guarded by Windows). On a server the connection itself is signed in, and
what is left to do here is to find out as whom. Managing accounts is in ``account_desk``.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.clock import stamp
from db.domain.errors import BadPassword, NotFound, SignInRefused
from db.domain.password import attempts_left, emergency_code, lock_after, refuse_weak, typed_code
from db.schema.system import actor
from db.services.store import SYSTEM
from db.store import accounts as rows
from db.store import settings, vault_wraps
from db.store.accounts import Account
from db.store.engine import make_engine, normal_url, store_file
from db.store.passwords import hashed, matches
from db.store.store import Store, Work

RECOVERY, UNKNOWN = "*recovery", "*unknown"
"""Logins nobody can have: the emergency code, and whatever is typed that is no account's."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, and what he ought to see first.

    Attributes:
        last_login_at: when the account signed in before this, ``""`` when never or unknown.
        last_workstation: from where.
        must_change: the password was handed out by somebody and is to be changed now.
    """

    actor: Actor
    last_login_at: str = ""
    last_workstation: str = ""
    must_change: bool = False


@dataclass(frozen=True, slots=True)
class PasswordChanged:
    """A new password holds; ``emergency_code`` is the first one of the store, to be printed and sealed, or ``""``."""

    changes: Changes
    emergency_code: str = ""


def find_actor(store: Store, login: str, workstation: str = "") -> Actor:
    """The active account of that name.

    Raises:
        NotFound: no such account, or it is closed.
    """
    with store.read() as conn:
        found = rows.account(conn, login)
    if found.state != rows.ACTIVE:
        raise NotFound("actor", login)
    return rows.as_actor(found, workstation)


def list_actors(store: Store) -> list[tuple[str, str]]:
    """Active accounts: login and name."""
    with store.read() as conn:
        query = (
            select(actor.c.login, actor.c.name).where(actor.c.state == rows.ACTIVE).order_by(actor.c.login)
        )
        return [(row.login, row.name) for row in conn.execute(query)]


def is_server(url: str) -> bool:
    """Whether a store lies on a server, where every account is one of the server's own.

    Raises:
        StoreUnavailable: it is no URL of a store.
    """
    return store_file(normal_url(url)) is None


def login_url(url: str, login: str, password: str = "") -> str:
    """The URL with which an account connects to a server; of a file, and of a server as somebody named, it stays as is.

    Raises:
        StoreUnavailable: it is no URL of a store.
    """
    parsed = normal_url(url)
    if store_file(parsed) is not None or parsed.username or not login:
        return url
    named = parsed.set(username=f"{parsed.database}_{login}", password=parsed.password or password or None)
    return named.render_as_string(hide_password=False)


def session_login(store: Store) -> str:
    """Whose connection to a server it is; ``""`` for a file, and for the owner of a database."""
    if not _on_server(store):
        return ""
    with store.read() as conn:
        own, house = rows.server_session(conn)
    return "" if house else own


def has_password(store: Store, login: str) -> bool:
    """Whether a password is to be asked for here; on a server the connection has asked already."""
    if _on_server(store):
        return False
    with store.read() as conn:
        return rows.credential_of(conn, login) is not None or settings.in_force(conn).password_required


def sign_in(store: Store, login: str, password: str, workstation: str) -> SignedIn:
    """Let an account in.

    A login that does not exist and a wrong password are refused alike and after the same time; every fifth wrong one
    locks the login for longer.

    Args:
        store: where.
        login: the account; on a server it must be the connection's own.
        password: ignored on a server, and for an account of a file that has none.
        workstation: the machine's name, shown at the next sign-in.

    Raises:
        SignInRefused: ``wrong``, ``locked``, ``expired``, ``no_password`` or ``other_account``.
        NotAllowed: the account holds no role.
        NotFound: on a server, the connection's account is not in the register.
    """
    if _on_server(store):
        return _at_server(store, login, workstation)
    with store.read() as conn:
        known = _active(conn, login)
        kept = rows.credential_of(conn, login) if known else None
        open_door = known is not None and kept is None
        required = open_door and settings.in_force(conn).password_required
        first = required and known is not None and known.is_admin and not _some_admin_has_password(conn)
    if known is not None and open_door:
        if required and not first:
            raise SignInRefused("no_password")
        return SignedIn(rows.as_actor(known, workstation), must_change=first)
    stored = str(kept["password_hash"]) if kept else ""
    prove(store, login if known else UNKNOWN, stored, password, workstation)
    if known is None or kept is None:
        raise SignInRefused("wrong")
    return _let_in(store, rows.as_actor(known, workstation), stored)


def _on_server(store: Store) -> bool:
    return store.engine.dialect.name == "postgresql"


def _active(conn: Any, login: str) -> Account | None:
    try:
        found = rows.account(conn, login)
    except NotFound:
        return None
    return found if found.state == rows.ACTIVE else None


def _some_admin_has_password(conn: Any) -> bool:
    return any(
        one.is_admin and one.state == rows.ACTIVE and rows.credential_of(conn, one.login)
        for one in rows.accounts(conn)
    )


def prove(store: Store, key: str, stored: str, secret: str, workstation: str) -> None:
    """Compare a secret with its hash, and count the wrong ones.

    Args:
        store: a file.
        key: under which login they are counted.
        stored: the hash; ``""`` is nobody's, and takes as long.
        secret: as typed.
        workstation: where.

    Raises:
        SignInRefused: ``wrong`` or ``locked``.
    """
    now = store.clock.now()
    with store.read() as conn:
        _, until = rows.count_failures(conn, key)
    if until > stamp(now):
        raise SignInRefused("locked", until)
    if stored and matches(stored, secret):
        return
    if not stored:
        hashed(secret)  # nobody shall learn from the time it takes that there is no such account
    raise _counted(store, key, now, workstation)


def _counted(store: Store, key: str, now: datetime, workstation: str) -> SignInRefused:
    with store.write(replace(SYSTEM, workstation=workstation), "session.refuse") as work:
        failures, until = rows.count_failures(work.conn, key)
        if until <= stamp(now):  # otherwise another window was quicker, and this try no longer counts
            failures += 1
            wait = lock_after(failures)
            until = stamp(now + wait) if wait else ""
            values = {"failures": failures, "locked_until": until or None}
            rows.keep_credential(work, key, values, values)
    if until > stamp(now):
        return SignInRefused("locked", until)
    return SignInRefused("wrong", left=attempts_left(failures))


def _let_in(store: Store, who: Actor, stored: str) -> SignedIn:
    with store.write(who, "session.open") as work:
        kept = _unchanged(work, who.login, stored)
        if kept["valid_until"] and kept["valid_until"] <= work.at:
            raise SignInRefused("expired", kept["valid_until"])
        said = {"last_login_at": work.at, "last_workstation": who.workstation, "failures": 0}
        rows.keep_credential(work, who.login, {**said, "locked_until": None}, said)
    return SignedIn(who, kept["last_login_at"] or "", kept["last_workstation"], bool(kept["must_change"]))


def _unchanged(work: Work, key: str, stored: str) -> Any:
    """The sign-in row, if it is still the one that the secret was compared with.

    Raises:
        SignInRefused: it was locked or changed meanwhile.
    """
    _, until = rows.count_failures(work.conn, key)
    if until > work.at:
        raise SignInRefused("locked", until)
    kept = rows.credential_of(work.conn, key)
    if kept is None or kept["password_hash"] != stored:
        raise SignInRefused("changed")
    return kept


def _at_server(store: Store, login: str, workstation: str) -> SignedIn:
    with store.read() as conn:
        own, house = rows.server_session(conn)
    if house:  # the owner of the database may do everything there anyway
        return SignedIn(find_actor(store, login, workstation))
    if not own or login != own:
        raise SignInRefused("other_account")
    who = find_actor(store, own, workstation)
    with store.write(who, "session.open") as work:
        last = rows.signed_in(work, workstation)
    return SignedIn(who, last.last_login_at, last.last_workstation, last.must_change)


def change_password(store: Store, who: Actor, old: str, new: str) -> PasswordChanged:
    """Change one's own password, or set the first one.

    Args:
        store: where; a server's further connections use the new one at once.
        who: signed in.
        old: the present password; ``""`` when a file has none for the account.
        new: the new one.

    Raises:
        BadPassword: the new one is weak, or the old one.
        SignInRefused: the old one is wrong; on a file wrong ones count towards locking.
        NotFound: the account has been closed meanwhile.
    """
    refuse_weak(new, who.login)
    if old == new:
        raise BadPassword("same_as_last")
    return (
        _change_at_server(store, who, old, new)
        if _on_server(store)
        else _change_in_file(store, who, old, new)
    )


def _change_in_file(store: Store, who: Actor, old: str, new: str) -> PasswordChanged:
    with store.read() as conn:
        kept = rows.credential_of(conn, who.login)
    stored = str(kept["password_hash"]) if kept else ""
    if stored:
        prove(store, who.login, stored, old, who.workstation)
    fresh = hashed(new)
    with store.write(who, "password.change") as work:
        of = _active(work.conn, who.login)
        if of is None:
            raise NotFound("actor", who.login)
        if stored:
            _unchanged(work, who.login, stored)
        elif rows.credential_of(work.conn, who.login) is not None:
            raise SignInRefused("changed")
        keep_password(work, who.login, fresh, must_change=False)
        vault_wraps.rewrap(work, who.login, old, new)
        code = first_code(work, of)
    return PasswordChanged(work.changes(), code)


def _change_at_server(store: Store, who: Actor, old: str, new: str) -> PasswordChanged:
    with store.read() as conn:
        own, _ = rows.server_session(conn)
    if own != who.login:
        raise SignInRefused("other_account")
    if not _opens(store, old):
        raise SignInRefused("wrong_old")
    with store.write(who, "password.change") as work:
        rows.set_server_password(work, who.login, new)
        vault_wraps.rewrap(work, who.login, old, new)
    rows.reconnect(store, new)
    return PasswordChanged(work.changes())


def _opens(store: Store, password: str) -> bool:
    """Whether a password opens the account's door at the server."""
    if store.url.password is not None:
        return str(store.url.password) == password
    engine = make_engine(store.url.set(password=password), beside=True)
    try:
        with engine.connect():
            return True
    except OperationalError:
        return False
    finally:
        engine.dispose()


def keep_password(work: Work, login: str, fresh: str, *, must_change: bool) -> None:
    """Write the hash of a new password of a file's account; whatever locked it is over."""
    said = {"changed_at": work.at, "must_change": must_change, "failures": 0}
    rows.keep_credential(work, login, {**said, "password_hash": fresh, "locked_until": None}, said)


def first_code(work: Work, of: Account) -> str:
    """An emergency code when an administrator gets the first password of the store, else ``""``."""
    there = rows.credential_of(work.conn, RECOVERY) is not None
    return new_code(work) if of.is_admin and not there else ""


def new_code(work: Work) -> str:
    """A new emergency code in place of any earlier one; only its hash is kept."""
    code = emergency_code()
    keep_password(work, RECOVERY, hashed(typed_code(code)), must_change=False)
    return code
