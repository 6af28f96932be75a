"""The vault's keys: made, opened, shared out, taken back, opened from paper.

A data key lies in the store only under seal: once for each account, by its password, and once by the code on paper.
An account is let in by a transfer code: the administrator, whose vault is open, seals the key by a random code made
for that account alone and hands the code over by hand; the account enters it once together with its own password,
whereupon the key lies under the password and the code is gone. Nobody ever types another's password.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from os import urandom
from typing import Any

from sqlalchemy import Connection, func, select

from db.domain.access import Actor
from db.domain.clock import stamp
from db.domain.errors import NotFound, SignInRefused
from db.domain.vault import CODE_BYTES, Cipher, VaultRefused, code_secret, code_text
from db.schema.holdings import person, vault_wrap
from db.schema.system import actor as account
from db.services import accounts
from db.store import sealing, vault, vault_wraps
from db.store.accounts import credential_of, server_session
from db.store.sealing import DATA_KEY_BYTES, Unsealable
from db.store.store import Store, Work
from db.store.turns import take_turn
from db.store.vault import KeyRow, OpenKey, Vault

MANAGE, OWN = "vault.manage", "password.change"
CODE_DAYS = 7
"""How long a transfer code may be entered."""


class NewKey:
    """A data key that is not yet in any store, and the code that goes on paper.

    Attributes:
        cipher: by which it will seal.
        code: the recovery code as printed; kept nowhere else.
    """

    def __init__(self, cipher: Cipher) -> None:
        secret = urandom(CODE_BYTES)
        self.cipher = cipher
        self.code = code_text(secret)
        self.data = bytearray(urandom(DATA_KEY_BYTES))

    def __repr__(self) -> str:
        return f"NewKey({self.cipher.value})"

    def close(self) -> None:
        """Overwrite the key and forget the code."""
        self.data[:] = bytes(len(self.data))
        self.code = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who opens the current key: ``way`` is ``password``, or ``code`` while his transfer code waits."""

    login: str
    way: str
    since: str


@dataclass(frozen=True, slots=True)
class VaultState:
    """How the vault stands.

    Attributes:
        key: the current key; None when none was ever made.
        holders: who opens it, by login.
        old_records: persons still under a key of before.
        persons: persons under seal.
    """

    key: KeyRow | None
    holders: tuple[Holder, ...]
    old_records: int
    persons: int


def vault_state(store: Store) -> VaultState:
    """How the vault stands."""
    with store.read() as conn:
        rows = [row for row in vault.key_rows(conn) if row.current]
        if not rows:
            return VaultState(None, (), 0, 0)
        sealed = select(func.count()).select_from(person).where(person.c.wrapped_key.is_not(None))
        old = conn.execute(sealed.where(person.c.key_id != rows[0].key_id)).scalar_one()
        holders = tuple(_holders(conn, rows[0].key_id))
        return VaultState(rows[0], holders, old, conn.execute(sealed).scalar_one())


def _holders(conn: Connection, key_id: int) -> list[Holder]:
    query = select(vault_wrap).where(vault_wrap.c.key_id == key_id).order_by(vault_wrap.c.login)
    return [
        Holder(row.login, "password" if "password" in ways else "code", row.made_at)
        for row in conn.execute(query)
        if (ways := vault_wraps.read_wrap(row.wrapped))
    ]


def make_vault(store: Store, actor: Actor, new: NewKey, password: str) -> Vault:
    """Keep a data key as the store's first; its maker has it open.

    Args:
        store: where.
        actor: an administrator.
        new: the key; its code must be on paper before.
        password: of the maker's account.

    Raises:
        NotAllowed: the actor may not.
        SignInRefused: the password is not the one the account signs in with.
        VaultRefused: ``has_vault``, ``no_password``.
    """
    _refuse_strange_password(store, actor, password)
    with store.write(actor, MANAGE, new.cipher.value) as work:
        take_turn(work.conn, vault.TURN)
        if vault.key_rows(work.conn):
            raise VaultRefused("has_vault")
        key = _keep_key(work, new, password)
    return Vault(actor.login, [key], key.key_id)


def change_key(store: Store, opened: Vault, actor: Actor, new: NewKey, password: str) -> Vault:
    """Begin to seal under a new data key; ``rotation.reseal`` brings the records of before over.

    Every other account needs a transfer code for the new key.

    Args:
        store: where.
        opened: with the current key.
        actor: an administrator, whose vault it is.
        new: the key; its code must be on paper before.
        password: of the administrator's account.

    Raises:
        NotAllowed: the actor may not.
        VaultRefused: ``closed``, ``old_key``, ``other_account``; ``half_changed`` when records of an earlier change
            wait still; ``no_access`` when the password is not the one that opens the vault.
    """
    _refuse_other(opened, actor)
    now = opened.current()
    with store.write(actor, MANAGE, new.cipher.value) as work:
        take_turn(work.conn, vault.TURN)
        row = vault.current_key(work.conn)
        if row.key_id != now.key_id:
            raise VaultRefused("old_key")
        ways = vault_wraps.wraps_of(work.conn, actor.login).get(row.key_id, {})
        if vault_wraps.opened(row, actor.login, ways, password) is None:
            raise VaultRefused("no_access")
        if vault.left_behind(work.conn, row.key_id):
            raise VaultRefused("half_changed")
        key = _keep_key(work, new, password)
    return Vault(actor.login, [key, OpenKey(now.key_id, now.cipher, now.data)], key.key_id)


def _keep_key(work: Work, new: NewKey, password: str) -> OpenKey:
    key = OpenKey(work.new_ids(1)[0], new.cipher, new.data)
    place = vault.recovery_place(key.key_id)
    vault.put_key(work, key, sealing.wrap_by_code(key.cipher, key.data, code_secret(new.code), place))
    vault_wraps.keep_password(work, key, work.actor.login, password, "made")
    return key


def open_vault(store: Store, login: str, password: str) -> Vault:
    """The vault, opened by an account's own password.

    Raises:
        VaultRefused: ``no_vault``; ``no_access``: the account has none, or the password is another;
            ``code_waiting``: a transfer code waits to be entered.
    """
    with store.read() as conn:
        now = vault.current_key(conn)
        rows = {row.key_id: row for row in vault.key_rows(conn)}
        wraps = vault_wraps.wraps_of(conn, login)
    # One that was left under a password of before must not keep the others shut.
    found = [vault_wraps.opened(rows[n], login, ways, password) for n, ways in wraps.items()]
    keys = [key for key in found if key]
    if not keys:
        waiting = any("code" in ways for ways in wraps.values())
        raise VaultRefused("code_waiting" if waiting else "no_access")
    return Vault(login, keys, now.key_id)


def offer_access(store: Store, opened: Vault, actor: Actor, login: str) -> str:
    """A transfer code with which another account lets itself in; told once, never kept.

    What opened the vault for that account before goes on doing so until the code is entered.

    Args:
        store: where.
        opened: with the current key.
        actor: an administrator, whose vault it is.
        login: the account that is let in.

    Raises:
        NotAllowed: the actor may not.
        NotFound: no such active account.
        VaultRefused: ``closed``, ``old_key``, ``other_account``.
    """
    _refuse_other(opened, actor)
    secret = urandom(CODE_BYTES)
    with store.write(actor, MANAGE, login) as work:
        take_turn(work.conn, vault.TURN)
        row = vault.current_key(work.conn)
        key = opened.current()
        if key.key_id != row.key_id:
            raise VaultRefused("old_key")
        found = select(account.c.login).where(account.c.login == login, account.c.state == "active")
        if work.conn.execute(found).first() is None:
            raise NotFound("actor", login)
        ways = vault_wraps.wraps_of(work.conn, login).get(key.key_id, {})
        place = vault_wraps.wrap_place(key.key_id, login, "code")
        until = stamp(store.clock.now() + timedelta(days=CODE_DAYS))
        ways["code"] = {**sealing.wrap_by_code(key.cipher, key.data, secret, place), "until": until}
        vault_wraps.put_wrap(work, key.key_id, login, ways, "code")
    return code_text(secret)


def accept_access(store: Store, actor: Actor, code: str, password: str) -> Vault:
    """Let oneself in with a transfer code; from now on one's own password opens the vault.

    Args:
        store: where.
        actor: the account that was given the code.
        code: as typed.
        password: of that account.

    Raises:
        SignInRefused: the password is not the one the account signs in with.
        VaultRefused: ``code_length`` or ``code_typo``: mistyped; ``no_code``: none waits; ``code_wrong``: another's, or
            one of before; ``code_late``; ``no_password``.
    """
    secret = code_secret(code)
    _refuse_strange_password(store, actor, password)
    with store.write(actor, OWN, "vault") as work:
        take_turn(work.conn, vault.TURN)
        row = vault.current_key(work.conn)
        wrap = vault_wraps.wraps_of(work.conn, actor.login).get(row.key_id, {}).get("code")
        if wrap is None:
            raise VaultRefused("no_code")
        place = vault_wraps.wrap_place(row.key_id, actor.login, "code")
        key = _opened_by_code(row, wrap, secret, place)
        if str(wrap.get("until", "")) < work.at:
            raise VaultRefused("code_late")
        vault_wraps.keep_password(work, key, actor.login, password, "accepted")
    return Vault(actor.login, [key], key.key_id)


def _opened_by_code(row: KeyRow, wrap: dict[str, Any], secret: bytes, place: str) -> OpenKey:
    try:
        return OpenKey(row.key_id, row.cipher, sealing.unwrap_by_code(row.cipher, wrap, secret, place))
    except Unsealable:
        raise VaultRefused("code_wrong") from None


def withdraw_access(store: Store, actor: Actor, login: str) -> None:
    """Take an account's way in away, and a code that waits for it.

    Who knew the key may have kept it: after a leaver, change the key.

    Raises:
        NotAllowed: the actor may not.
        NotFound: the account has no way in.
        VaultRefused: ``last_holder``: nobody would open the vault but the paper.
    """
    with store.write(actor, MANAGE, login) as work:
        take_turn(work.conn, vault.TURN)
        wraps = vault_wraps.wraps_of(work.conn, login)
        if not wraps:
            raise NotFound("vault_wrap", login)
        row = vault.current_key(work.conn)
        others = [one for one in _holders(work.conn, row.key_id) if one.way == "password"]
        if {one.login for one in others} == {login}:
            raise VaultRefused("last_holder")
        for key_id in wraps:
            vault_wraps.put_wrap(work, key_id, login, {}, "withdrawn")


def recover(store: Store, actor: Actor, code: str, password: str, reason: str) -> Vault:
    """Open the vault with the paper's code; from now on the administrator's password opens it again.

    Args:
        store: where.
        actor: an administrator.
        code: of the paper, as typed.
        password: of his account, the new one.
        reason: why the envelope was opened; at least four characters.

    Raises:
        NotAllowed: the actor may not.
        SignInRefused: the password is not the one the account signs in with.
        VaultRefused: ``code_length`` or ``code_typo``: mistyped; ``code_wrong``: the paper of another vault or of a
            key of before; ``no_vault``, ``no_reason``, ``no_password``.
    """
    if len(reason.strip()) < 4:
        raise VaultRefused("no_reason")
    secret = code_secret(code)
    _refuse_strange_password(store, actor, password)
    with store.write(actor, MANAGE, reason.strip()) as work:
        take_turn(work.conn, vault.TURN)
        keys = [
            key for row in vault.key_rows(work.conn) if row.recovery and (key := _from_paper(row, secret))
        ]
        row = vault.current_key(work.conn)
        if not keys:
            raise VaultRefused("code_wrong")
        for key in keys:
            vault_wraps.keep_password(work, key, actor.login, password, "recovered")
    return Vault(actor.login, keys, row.key_id)


def _from_paper(row: KeyRow, secret: bytes) -> OpenKey | None:
    wrap = vault_wraps.read_wrap(row.recovery)
    try:
        return _opened_by_code(row, wrap, secret, vault.recovery_place(row.key_id))
    except VaultRefused:
        return None


def _refuse_strange_password(store: Store, actor: Actor, password: str) -> None:
    """Refuse a password other than the one the account signs in with: the vault would not open at the next sign-in.

    Raises:
        SignInRefused: it is another; on a file wrong ones count towards locking.
    """
    if not password:
        raise VaultRefused("no_password")
    with store.read() as conn:
        if store.engine.dialect.name == "postgresql":
            own = server_session(conn)[0] == actor.login and store.url.password is not None
            if own and not hmac.compare_digest(str(store.url.password).encode(), password.encode()):
                raise SignInRefused("wrong_old")
            return
        kept = credential_of(conn, actor.login)
    if kept is not None:
        accounts.prove(store, actor.login, str(kept["password_hash"]), password, actor.workstation)


def _refuse_other(opened: Vault, actor: Actor) -> None:
    if opened.login != actor.login:
        raise VaultRefused("other_account")
