"""When nobody can manage accounts any more: the sealed envelope, the database's owner, a register without administrator.

Each way is on the journal, and ends with a password that must be changed at once.
"""

from dataclasses import replace

from db.domain.access import Role, checked_login, checked_name
from db.domain.errors import BadAccount, SignInRefused
from db.domain.password import typed_code
from db.services.account_desk import Issued, hand_out, refuse_closed, refuse_taken
from db.services.accounts import RECOVERY, new_code, prove
from db.services.store import SYSTEM
from db.store import accounts as rows
from db.store.store import Store

_VERB = "account.recover"


def recover_admin(store: Store, login: str, code: str, workstation: str) -> Issued:
    """The administrator's lost password: the sealed envelope's code gives him a one-time password and a new code.

    Raises:
        SignInRefused: the code is wrong or there is none; wrong ones lock it like a password.
        BadAccount: ``not_admin``, ``closed`` or ``file_only``.
        NotFound: there is no such account.
    """
    if store.engine.dialect.name == "postgresql":
        raise BadAccount("file_only", login)
    with store.read() as conn:
        of = rows.account(conn, login)
        kept = rows.credential_of(conn, RECOVERY)
    if of.state != rows.ACTIVE or not of.is_admin:
        raise BadAccount("not_admin" if of.state == rows.ACTIVE else "closed", login)
    stored = str(kept["password_hash"]) if kept else ""
    prove(store, RECOVERY, stored, typed_code(code), workstation)
    with store.write(rows.as_actor(of, workstation), _VERB) as work:
        now = rows.credential_of(work.conn, RECOVERY)
        if now is None or now["password_hash"] != stored:
            raise SignInRefused("changed")  # the code has just been used by somebody else
        fresh = new_code(work)
        password, _ = hand_out(work, of)
    return Issued(login, work.changes(), password, fresh)


def reset_as_house(store: Store, login: str, workstation: str, *, password: str = "") -> Issued:
    """On a server, the database's owner gives any account a password; its login role is made when missing.

    Raises:
        BadPassword: the one given is weak.
        BadAccount: ``server_only``, ``house_only`` or ``closed``.
        NotFound: there is no such account.
    """
    if store.engine.dialect.name != "postgresql":
        raise BadAccount("server_only", login)
    _refuse_guest(store, login)
    with store.write(replace(SYSTEM, workstation=workstation), _VERB) as work:
        of = rows.account(work.conn, login)
        refuse_closed(of)
        told, _ = hand_out(work, of, password)
    return Issued(login, work.changes(), told)


def first_admin(store: Store, login: str, name: str, workstation: str) -> Issued:
    """Make an administrator for a register that has none; on a server its owner does.

    Raises:
        BadAccount: ``has_admin``, ``house_only``, or login or name are not acceptable.
    """
    server = store.engine.dialect.name == "postgresql"
    if server:
        _refuse_guest(store, login)
    login, name = checked_login(login, str(store.url.database) if server else ""), checked_name(name)
    with store.write(replace(SYSTEM, workstation=workstation), _VERB) as work:
        if rows.has_admin_beside(work.conn, ""):
            raise BadAccount("has_admin", login)
        refuse_taken(work, login)
        rows.create(work, login, name)
        rows.grant(work, rows.account(work.conn, login), Role.ADMIN, "")
        password, code = hand_out(work, rows.account(work.conn, login))
    return Issued(login, work.changes(), password, code)


def _refuse_guest(store: Store, login: str) -> None:
    with store.read() as conn:
        _, house = rows.server_session(conn)
    if not house:
        raise BadAccount("house_only", login)
