"""By what each account opens the vault: a data key under its password, or under a transfer code that waits."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from db.domain.errors import StaleRecord
from db.domain.vault import VaultRefused
from db.schema.holdings import vault_wrap
from db.store import journal, sealing
from db.store.sealing import Unsealable
from db.store.store import Work
from db.store.turns import take_turn
from db.store.vault import TURN, KeyRow, OpenKey, key_rows


def wrap_place(key_id: int, login: str, way: str) -> str:
    """Where an account's wrap belongs."""
    return f"vault_wrap|{key_id}|{login}|{way}"


def wraps_of(conn: Connection, login: str) -> dict[int, dict[str, Any]]:
    """An account's wraps by key: what opens it (``password``, ``code``), each with its values."""
    query = select(vault_wrap.c.key_id, vault_wrap.c.wrapped).where(vault_wrap.c.login == login)
    return {row.key_id: ways for row in conn.execute(query) if (ways := read_wrap(row.wrapped))}


def read_wrap(wrapped: str) -> dict[str, Any]:
    """A wrap's values; none when it was withdrawn."""
    found: dict[str, Any] = json.loads(wrapped) if wrapped else {}
    return found


def put_wrap(work: Work, key_id: int, login: str, ways: Mapping[str, Any], how: str) -> None:
    """Keep how an account opens a key, instead of what was kept.

    Args:
        work: the write.
        key_id: which key.
        login: whose.
        ways: ``password`` and ``code`` with their values; empty takes the access away.
        how: what the journal says of it.
    """
    key = and_(vault_wrap.c.key_id == key_id, vault_wrap.c.login == login)
    known = work.conn.execute(select(vault_wrap.c.made_at).where(key)).scalar()
    values = {"wrapped": journal.canonical(ways) if ways else "", "made_at": work.at}
    if known is None:
        work.conn.execute(insert(vault_wrap).values(key_id=key_id, login=login, **values))
    elif work.conn.execute(update(vault_wrap).where(key).values(values)).rowcount != 1:
        raise StaleRecord("vault_wrap", key_id)
    told = {"login": login, "how": how, "opens": sorted(ways)}
    before = journal.canonical({"made_at": known}) if known else ""
    work.note("vault_wrap", f"{key_id}|{login}", before, journal.canonical(told))
    work.touched.setdefault("vault_wrap", set())


def opened(row: KeyRow, login: str, ways: Mapping[str, Any], password: str) -> OpenKey | None:
    """The data key, opened by an account's password; None when that is not the one, or a code waits."""
    try:
        place = wrap_place(row.key_id, login, "password")
        data = sealing.unwrap_by_password(row.cipher, ways["password"], password, place)
    except (KeyError, Unsealable):
        return None
    return OpenKey(row.key_id, row.cipher, data)


def keep_password(work: Work, key: OpenKey, login: str, password: str, how: str) -> None:
    """Have an account's password open a key; a code that waited is gone.

    Raises:
        VaultRefused: ``no_password``.
    """
    if not password:
        raise VaultRefused("no_password")
    place = wrap_place(key.key_id, login, "password")
    ways = {"password": sealing.wrap_by_password(key.cipher, key.data, password, place)}
    put_wrap(work, key.key_id, login, ways, how)


def rewrap(work: Work, login: str, old: str, new: str) -> bool:
    """Have the new password open what the old one opened; part of the write that changes the password.

    Returns:
        Whether the old one opened anything; when not, a transfer code is needed.
    """
    take_turn(work.conn, TURN)
    wraps = wraps_of(work.conn, login)
    if not wraps:
        return False
    found = [opened(row, login, wraps.get(row.key_id, {}), old) for row in key_rows(work.conn)]
    keys = [key for key in found if key]
    for key in keys:
        keep_password(work, key, login, new, "password")
        key.close()
    return bool(keys)
