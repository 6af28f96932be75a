"""Managing accounts: an administrator makes, changes, closes and unlocks them; every step is journalled.

The same rules hold on both engines. On a server the database asks them once more, under a lock, since two
administrators may sit at two desks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from db.domain.access import (
    Actor,
    Role,
    area_prefix,
    checked_login,
    checked_name,
    may_manage,
    refuse_mixed_roles,
)
from db.domain.audit import day_bounds
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.errors import BadAccount, NotAllowed
from db.domain.password import one_time_password, refuse_weak
from db.services.accounts import first_code, keep_password, new_code
from db.store import accounts as rows
from db.store import settings
from db.store.accounts import Account, Facts
from db.store.journal import canonical
from db.store.passwords import hashed
from db.store.store import Store, Work

_VERB = "actor.manage"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in the list: who it is, and how it signs in (of others, only an administrator learns that)."""

    account: Account
    facts: Facts


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a new account is to be; roles with the code of a unit each, ``""`` being everywhere."""

    login: str
    name: str
    roles: tuple[tuple[Role, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What is to be different about an account; what is None or empty stays.

    Attributes:
        last_day: ``""`` takes the limit away.
    """

    name: str | None = None
    granted: tuple[tuple[Role, str], ...] = ()
    revoked: tuple[tuple[Role, str], ...] = ()
    last_day: str | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A password handed out, told only now; to be changed at the first sign-in.

    Attributes:
        password: ``""`` when the account signs in without one.
        emergency_code: to be printed and sealed, or ``""`` when there is none to tell.
    """

    login: str
    changes: Changes
    password: str = ""
    emergency_code: str = ""


def list_accounts(store: Store) -> list[AccountLine]:
    """Every account there ever was, by login."""
    with store.read() as conn:
        facts = rows.facts(conn)
        return [AccountLine(one, facts.get(one.login, Facts())) for one in rows.accounts(conn)]


def create_account(
    store: Store,
    actor: Actor,
    new: NewAccount,
    reason: str = "",
    *,
    with_password: bool = False,
    password: str = "",
) -> Issued:
    """Make an account with its roles.

    Args:
        store: where.
        actor: an administrator.
        new: what it is to be.
        reason: for the journal.
        with_password: hand out a one-time password; a server, and an office that demands passwords, do so anyway.
        password: the one to hand out; drawn at random when empty.

    Raises:
        BadPassword: the one given is weak.
        BadAccount: the login, name or an area is not acceptable, or the roles exclude each other.
        NotAllowed: the actor does not manage accounts there.
    """
    prefix = str(store.url.database) if _on_server(store) else ""
    login, name = checked_login(new.login, prefix), checked_name(new.name)
    roles = tuple(dict.fromkeys((role, area_prefix(area)) for role, area in new.roles))
    refuse_mixed_roles(login, (role for role, _ in roles))
    with store.write(actor, _VERB, reason) as work:
        _manager(work, [area for _, area in roles])
        refuse_taken(work, login)
        rows.create(work, login, name)
        made = rows.account(work.conn, login)
        for role, area in roles:
            _refuse_unknown(work, area)
            rows.grant(work, made, role, area)
        made = replace(made, roles=roles)
        wanted = with_password or password or _on_server(store)
        wanted = wanted or settings.in_force(work.conn).password_required
        told, code = hand_out(work, made, password) if wanted else ("", "")
    return Issued(login, work.changes(), told, code)


def rename_account(store: Store, actor: Actor, login: str, name: str, reason: str = "") -> Changes:
    """Correct a person's name; the login stays for ever.

    Raises:
        BadAccount: the name is not acceptable, or the account is closed.
        NotAllowed, NotFound: the account is not the actor's to manage, or is none.
    """
    name = checked_name(name)
    with store.write(actor, _VERB, reason) as work:
        rows.change(work, _managed(work, login), "name", name, "account_rename")
    return work.changes()


def grant_role(store: Store, actor: Actor, login: str, role: Role, area: str, reason: str = "") -> Changes:
    """Give an account a role over an area: a unit's code, or ``""`` for everywhere.

    Raises:
        BadAccount: ``unknown_area``, ``held``, ``admin_beside_business`` or ``closed``.
        NotAllowed, NotFound: account or area are not the actor's to manage, or there is no such account.
    """
    short = area_prefix(area)
    with store.write(actor, _VERB, reason) as work:
        _give(work, _managed(work, login), role, short)
    return work.changes()


def revoke_role(store: Store, actor: Actor, login: str, role: Role, area: str, reason: str = "") -> Changes:
    """Take a role over an area from an account.

    Raises:
        BadAccount: ``not_held``, ``last_admin``, ``own_account`` or ``closed``.
        NotAllowed, NotFound: the account is not the actor's to manage, or is none.
    """
    short = area_prefix(area)
    with store.write(actor, _VERB, reason) as work:
        _take(work, _managed(work, login), role, short)
    return work.changes()


def close_account(store: Store, actor: Actor, login: str, reason: str = "") -> Changes:
    """Close an account: nobody signs in with it any more, its name stays in the history.

    Raises:
        BadAccount: ``last_admin``, ``own_account`` or ``closed``.
        NotAllowed, NotFound: the account is not the actor's to manage, or is none.
    """
    with store.write(actor, _VERB, reason) as work:
        of = _managed(work, login)
        if of.is_admin:
            _refuse_last(work, of)
        _refuse_own(work, of)
        rows.change(work, of, "state", rows.CLOSED, "account_close")
    return work.changes()


def reopen_account(store: Store, actor: Actor, login: str, reason: str = "") -> Issued:
    """Open a closed account again for the same person, with a new one-time password.

    Raises:
        BadAccount: ``not_closed``.
        NotAllowed, NotFound: the account is not the actor's to manage, or is none.
    """
    with store.write(actor, _VERB, reason) as work:
        of = rows.account(work.conn, login)
        _manager(work, of.areas)
        if of.state != rows.CLOSED:
            raise BadAccount("not_closed", login)
        rows.change(work, of, "state", rows.ACTIVE, "account_reopen")
        password, code = hand_out(work, of)
    return Issued(login, work.changes(), password, code)


def reset_password(store: Store, actor: Actor, login: str, reason: str = "", *, password: str = "") -> Issued:
    """Hand out a password in place of whatever the account had: the one given, else one drawn at random.

    Raises:
        BadPassword: the one given is weak.
        BadAccount: ``closed``.
        NotAllowed, NotFound: the account is not the actor's to manage, or is none.
    """
    with store.write(actor, _VERB, reason) as work:
        told, code = hand_out(work, _managed(work, login), password)
    return Issued(login, work.changes(), told, code)


def unlock_account(store: Store, actor: Actor, login: str, reason: str = "") -> Changes:
    """Let an account try again at once; its password stays.

    Raises:
        BadAccount: ``no_password``, ``closed``, or ``file_only`` (a server locks nobody out).
        NotAllowed, NotFound: the account is not the actor's to manage, or is none.
    """
    if _on_server(store):
        raise BadAccount("file_only", login)
    with store.write(actor, _VERB, reason) as work:
        _managed(work, login)
        if rows.credential_of(work.conn, login) is None:
            raise BadAccount("no_password", login)
        freed = {"failures": 0, "locked_until": None}
        rows.keep_credential(work, login, freed, freed)
    return work.changes()


def set_term(store: Store, actor: Actor, login: str, last_day: str, reason: str = "") -> Changes:
    """Let an account sign in up to a legal day, itself included; ``""`` takes the limit away.

    Raises:
        BadAccount: ``bad_day``, ``no_password``, ``last_admin`` or ``closed``.
        NotAllowed, NotFound: the account is not the actor's to manage, or is none.
    """
    until = _end_of(last_day, legal_date(store.clock.now()))
    with store.write(actor, _VERB, reason) as work:
        _limit(work, _managed(work, login), until)
    return work.changes()


def change_account(
    store: Store, actor: Actor, login: str, wanted: AccountChange, reason: str = ""
) -> Changes:
    """Change several things of an account, all of them or none; roles are taken before others are given.

    Raises:
        BadAccount: whatever changing one of them is refused for, or ``no_change``.
        NotAllowed, NotFound: account or area are not the actor's to manage, or there is no such account.
    """
    if wanted == AccountChange():
        raise BadAccount("no_change", login)
    name = None if wanted.name is None else checked_name(wanted.name)
    until = None if wanted.last_day is None else _end_of(wanted.last_day, legal_date(store.clock.now()))
    with store.write(actor, _VERB, reason) as work:
        of = _managed(work, login)
        if name is not None:
            rows.change(work, of, "name", name, "account_rename")
        for step, roles in ((_take, wanted.revoked), (_give, wanted.granted)):
            for role, area in roles:
                step(work, rows.account(work.conn, login), role, area_prefix(area))
        if until is not None:
            _limit(work, rows.account(work.conn, login), until)
    return work.changes()


def issue_emergency_code(store: Store, actor: Actor, reason: str = "") -> str:
    """A new emergency code for the sealed envelope; the one before no longer works.

    Raises:
        BadAccount: ``file_only``: on a server the database's owner helps.
        NotAllowed: the actor does not manage accounts.
    """
    if _on_server(store):
        raise BadAccount("file_only")
    with store.write(actor, _VERB, reason) as work:
        _manager(work, [])
        return new_code(work)


def _on_server(store: Store) -> bool:
    return store.engine.dialect.name == "postgresql"


def _manager(work: Work, areas: Iterable[str]) -> None:
    """Refuse who no longer manages accounts, whatever he held when he signed in, or not in those areas."""
    now = rows.account(work.conn, work.actor.login)
    if now.state != rows.ACTIVE:
        raise NotAllowed(_VERB, work.actor.login)
    may_manage(rows.as_actor(now, ""), areas)


def _managed(work: Work, login: str) -> Account:
    """The open account, if it is the actor's to manage."""
    of = rows.account(work.conn, login)
    _manager(work, of.areas)
    refuse_closed(of)
    return of


def _give(work: Work, of: Account, role: Role, area: str) -> None:
    _manager(work, [area])
    _refuse_unknown(work, area)
    if (role, area) in of.roles:
        raise BadAccount("held", of.login)
    refuse_mixed_roles(of.login, [role, *(held for held, _ in of.roles)])
    rows.grant(work, of, role, area)


def _take(work: Work, of: Account, role: Role, area: str) -> None:
    if (role, area) not in of.roles:
        raise BadAccount("not_held", of.login)
    left = tuple(one for one in of.roles if one != (role, area))
    if of.is_admin and not replace(of, roles=left).is_admin:
        _refuse_last(work, of)
        _refuse_own(work, of)
    rows.revoke(work, of, role, area)


def _limit(work: Work, of: Account, until: str) -> None:
    if until and of.is_admin:
        _refuse_last(work, of)
    said = {"valid_until": until or None}
    if work.conn.dialect.name == "postgresql":
        rows.set_server_term(work, of.login, until)
        work.note("credential", of.login, "", canonical(said))
    elif rows.credential_of(work.conn, of.login) is None:
        raise BadAccount("no_password", of.login)
    else:
        rows.keep_credential(work, of.login, said, said)


def refuse_closed(of: Account) -> None:
    """Refuse an account that was closed.

    Raises:
        BadAccount: ``closed``.
    """
    if of.state != rows.ACTIVE:
        raise BadAccount("closed", of.login)


def refuse_taken(work: Work, login: str) -> None:
    """Refuse a login that was ever used; capitals make no difference, since people do not tell them apart.

    Raises:
        BadAccount: ``login_taken``.
    """
    if any(one.login.casefold() == login.casefold() for one in rows.accounts(work.conn)):
        raise BadAccount("login_taken", login)


def _refuse_last(work: Work, of: Account) -> None:
    if not rows.has_admin_beside(work.conn, of.login):
        raise BadAccount("last_admin", of.login)


def _refuse_own(work: Work, of: Account) -> None:
    """What takes a person's own right away is done by another, who is still there to put it right."""
    if of.login == work.actor.login:
        raise BadAccount("own_account", of.login)


def _refuse_unknown(work: Work, area: str) -> None:
    if area and not rows.area_exists(work.conn, area):
        raise BadAccount("unknown_area", area)


def hand_out(work: Work, of: Account, password: str = "") -> tuple[str, str]:
    """Give a password to be changed; and the first emergency code, when it is the first administrator's.

    Raises:
        BadPassword: the one given is weak.
    """
    if password:
        refuse_weak(password, of.login)
    password = password or one_time_password(of.login)
    if work.conn.dialect.name == "postgresql":
        rows.set_server_password(work, of.login, password)
        return password, ""
    keep_password(work, of.login, hashed(password), must_change=True)
    return password, first_code(work, of)


def _end_of(day: str, today: str) -> str:
    try:
        until = day_bounds("", day)[1] if day else ""
    except ValueError as error:
        raise BadAccount("bad_day", day) from error
    if day and day < today:
        raise BadAccount("bad_day", day)
    return until
