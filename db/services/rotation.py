"""Brings persons from a vault key of before under the current one, in portions that may be broken off and resumed."""

from sqlalchemy import ColumnElement, Connection, func, select

from db.domain.access import Actor
from db.domain.progress import Progress
from db.domain.vault import VaultRefused
from db.schema.holdings import person, vault_wrap
from db.services.persons import reseal_row
from db.services.vault import MANAGE
from db.store import vault, vault_wraps
from db.store.store import Store
from db.store.turns import take_turn
from db.store.vault import Vault

PORTION = 200


def reseal(store: Store, opened: Vault, actor: Actor, progress: Progress, portion: int = PORTION) -> int:
    """Seal every person of before under the current key; then the old keys and their papers are worthless.

    Each portion is a transaction of its own: what is done stays done, and a second run goes on. An administrator of a
    part of the district brings over those of his part; the old keys last until nobody lies under them.

    Args:
        store: where.
        opened: an administrator's vault with the old key and the new.
        actor: the administrator.
        progress: told persons done and persons in all.
        portion: how many go into one transaction.

    Returns:
        How many persons were brought over.

    Raises:
        NotAllowed: the actor may not.
        VaultRefused: ``old_key``: the vault lacks the current key or one of before; ``altered``: a person's seal is
            broken; ``other_account``.
    """
    if opened.login != actor.login:
        raise VaultRefused("other_account")
    current = opened.current().key_id
    total = _count(store, current)
    done = 0
    progress.step(0, total, "reseal")
    while moved := _portion(store, opened, actor, portion):
        done += moved
        progress.step(done, max(total, done), "reseal")
    _retire(store, actor, current)
    return done


def _count(store: Store, current: int) -> int:
    with store.read() as conn:
        waiting = select(func.count()).select_from(person)
        return int(conn.execute(waiting.where(*_of_before(current))).scalar_one())


def _of_before(current: int) -> tuple[ColumnElement[bool], ...]:
    return person.c.wrapped_key.is_not(None), person.c.key_id != current


def _waiting(conn: Connection, current: int, limit: int) -> list[int]:
    query = select(person.c.id).where(*_of_before(current))
    return list(conn.execute(query.order_by(person.c.id).limit(limit)).scalars())


def _portion(store: Store, opened: Vault, actor: Actor, portion: int) -> int:
    key = opened.current()
    with store.read() as conn:
        if not _waiting(conn, key.key_id, 1):
            return 0
    with store.write(actor, MANAGE, "reseal") as work:
        take_turn(work.conn, vault.TURN)
        vault.overwrite_freed(work)
        if vault.current_key(work.conn).key_id != key.key_id:
            raise VaultRefused("old_key")
        ids = _waiting(work.conn, key.key_id, portion)
        rows = work.conn.execute(select(person).where(person.c.id.in_(ids))).all()
        for row in rows:
            clear = vault.open_person(opened, row)
            if clear is None:
                raise VaultRefused("old_key")
            reseal_row(work, key, row, clear)
    return len(rows)


def _retire(store: Store, actor: Actor, current: int) -> None:
    """Nothing lies under the old keys any more: nobody's wrap of them, nor their paper, opens anything."""
    with store.read() as conn:
        old = [row.key_id for row in vault.key_rows(conn) if row.key_id != current and row.recovery]
    if not old:
        return
    with store.write(actor, MANAGE, "retire") as work:
        take_turn(work.conn, vault.TURN)
        vault.overwrite_freed(work)
        if vault.left_behind(work.conn, current):
            return  # somebody was entered meanwhile, or lies where this administrator does not see him
        query = select(vault_wrap.c.key_id, vault_wrap.c.login).where(
            vault_wrap.c.key_id.in_(old), vault_wrap.c.wrapped != ""
        )
        for row in work.conn.execute(query).all():
            vault_wraps.put_wrap(work, row.key_id, row.login, {}, "retired")
        for key_id in old:
            vault.forget_recovery(work, key_id)
    vault.fold_log(store)
