"""The vault's open keys in memory, and the rows of keys and sealed persons.

The journal is told which rows changed and by what they can be recognised (hashes of seals), never a seal, a wrapped
key or a digest itself: what is destroyed in its table must not live on in the journal.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, text, update

from db.domain.errors import StaleRecord
from db.domain.vault import Cipher, VaultRefused
from db.schema.holdings import person, person_digest, person_link, vault_key
from db.store import journal, sealing
from db.store.bulk import insert_rows
from db.store.sealing import Unsealable
from db.store.store import Store, Work

TURN = "vault"
PERSON_COLUMNS = (
    *("district_code", "id", "area_district", "area_subdistrict", "area_community"),
    *("kind", "key_id", "wrapped_key", "sealed", "made_by", "made_at", "row_version"),
)
_TOLD = (*("district_code", "area_district", "area_subdistrict", "area_community"), "kind", "key_id")


class OpenKey:
    """One data key at work: what wraps the keys of records, and what makes digests.

    Attributes:
        key_id: its row.
        cipher: how it seals.
    """

    def __init__(self, key_id: int, cipher: Cipher, data: bytes | bytearray) -> None:
        self.key_id = key_id
        self.cipher = cipher
        self.data = bytearray(data)
        self._records = bytearray(sealing.derive(cipher, data, "zhipai vault records"))
        self._index = bytearray(sealing.derive(cipher, data, "zhipai vault index"))

    def __repr__(self) -> str:
        return f"OpenKey({self.key_id})"

    def close(self) -> None:
        """Overwrite the keys."""
        for secret in (self.data, self._records, self._index):
            secret[:] = bytes(len(secret))

    def seal_record(self, place: str, fields: Mapping[str, str]) -> tuple[str, str]:
        """Fields under a key of their own: that key wrapped, and the seal."""
        own = os.urandom(sealing.key_bytes(self.cipher))
        clear = json.dumps(dict(fields), ensure_ascii=False, sort_keys=True).encode()
        wrapped = sealing.seal(self.cipher, self._records, own, f"{place}|key|{self.key_id}")
        return wrapped, sealing.seal(self.cipher, own, clear, f"{place}|fields")

    def open_record(self, place: str, wrapped: str, sealed: str) -> dict[str, str]:
        """The fields again.

        Raises:
            Unsealable: the record was altered, or stands where it was not sealed.
        """
        own = sealing.unseal(self.cipher, self._records, wrapped, f"{place}|key|{self.key_id}")
        fields: dict[str, str] = json.loads(sealing.unseal(self.cipher, own, sealed, f"{place}|fields"))
        return fields

    def digest(self, field: str, normal: str) -> str:
        """By what a field is found again."""
        return sealing.keyed_digest(self.cipher, self._index, f"{field}|{normal}")


class Vault:
    """The data keys that an account has opened, until they are closed.

    Attributes:
        login: whose password or code opened it.
    """

    def __init__(self, login: str, keys: Iterable[OpenKey], current: int) -> None:
        self.login = login
        self._keys = {key.key_id: key for key in keys}
        self._current = current

    def __repr__(self) -> str:
        return f"Vault({self.login}, {len(self._keys)})"

    @property
    def is_open(self) -> bool:
        """Whether any key is there."""
        return bool(self._keys)

    def key(self, key_id: int) -> OpenKey | None:
        """The open key of a row."""
        return self._keys.get(key_id)

    def every_key(self) -> tuple[OpenKey, ...]:
        """Every open key, the current one first."""
        return tuple(sorted(self._keys.values(), key=lambda key: key.key_id != self._current))

    def current(self) -> OpenKey:
        """The key that seals new records.

        Raises:
            VaultRefused: ``closed``, or ``old_key`` when only keys of before are open.
        """
        if not self._keys:
            raise VaultRefused("closed")
        if self._current not in self._keys:
            raise VaultRefused("old_key")
        return self._keys[self._current]

    def close(self) -> None:
        """Overwrite every key; nothing can be read any more."""
        for key in self._keys.values():
            key.close()
        self._keys.clear()


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A data key as the store knows it; ``recovery`` is the wrap by the paper's code."""

    key_id: int
    cipher: Cipher
    current: bool
    recovery: str
    made_by: str
    made_at: str


def key_rows(conn: Connection) -> list[KeyRow]:
    """Every data key ever made, the current one first."""
    found = [
        KeyRow(row.id, Cipher(row.cipher), row.state == "current", row.recovery, row.made_by, row.made_at)
        for row in conn.execute(select(vault_key).order_by(vault_key.c.id.desc()))
    ]
    return sorted(found, key=lambda row: not row.current)


def current_key(conn: Connection) -> KeyRow:
    """The key that seals new records.

    Raises:
        VaultRefused: ``no_vault``.
    """
    for row in key_rows(conn):
        if row.current:
            return row
    raise VaultRefused("no_vault")


def left_behind(conn: Connection, key_id: int) -> bool:
    """Whether anybody lies under another key than this one, on a server also where the account does not see him."""
    if conn.dialect.name == "postgresql":
        return bool(conn.execute(text("SELECT zp.left_behind(:key)"), {"key": key_id}).scalar_one())
    waiting = select(person.c.id).where(person.c.wrapped_key.is_not(None), person.c.key_id != key_id)
    return conn.execute(waiting.limit(1)).first() is not None


def recovery_place(key_id: int) -> str:
    """Where the wrap by the paper's code belongs."""
    return f"vault_key|{key_id}|recovery"


def put_key(work: Work, key: OpenKey, recovery: Mapping[str, Any]) -> None:
    """Keep a new data key; the one of before is retired."""
    for row in key_rows(work.conn):
        if row.current:
            work.change(vault_key, {"id": row.key_id}, {"state": "retired"})
    values = {
        **{"id": key.key_id, "cipher": key.cipher.value, "state": "current"},
        **{"recovery": journal.canonical(recovery), "made_by": work.actor.login, "made_at": work.at},
    }
    told = ("id", "cipher", "state", "made_by", "made_at")
    work.insert_many(vault_key, tuple(values), [tuple(values.values())], kept=told)


def forget_recovery(work: Work, key_id: int) -> None:
    """Make an old key's paper worthless."""
    work.conn.execute(update(vault_key).where(vault_key.c.id == key_id).values(recovery=""))
    work.note("vault_key", str(key_id), "", journal.canonical({"recovery": "destroyed"}))
    work.touched.setdefault("vault_key", set()).add(key_id)


# -- persons --------------------------------------------------------------------------------------------------------


def person_place(district: str, person_id: int, kind: str) -> str:
    """Where a person's seal belongs."""
    return f"person|{district}|{person_id}|{kind}"


def fingerprint(sealed: str) -> str:
    """By what the journal recognises a seal."""
    return hashlib.sha256(sealed.encode()).hexdigest()


def told_of(values: Mapping[str, Any]) -> str:
    """What the journal says of a person's row."""
    told = {name: values[name] for name in _TOLD}
    return journal.canonical({**told, "sealed_sha256": fingerprint(values["sealed"])})


def open_person(vault: Vault | None, row: Row[Any]) -> dict[str, str] | None:
    """A person's fields in clear; None when the vault is closed, holds another key, or the person was wiped.

    Raises:
        VaultRefused: ``altered``: the seal is broken, or was moved here from elsewhere.
    """
    key = vault.key(row.key_id) if vault else None
    if key is None or not row.wrapped_key:
        return None
    try:
        place = person_place(row.district_code, row.id, row.kind)
        return key.open_record(place, row.wrapped_key, row.sealed)
    except Unsealable:
        raise VaultRefused("altered") from None


def insert_persons(work: Work, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep persons; values by ``PERSON_COLUMNS``."""
    values = [tuple(row[name] for name in PERSON_COLUMNS) for row in rows]
    insert_rows(work.conn, person, PERSON_COLUMNS, values)
    for row in rows:
        work.note("person", str(row["id"]), "", told_of(row))
    work.touched.setdefault("person", set()).update(row["id"] for row in rows)


def insert_digests(work: Work, key: OpenKey, rows: Iterable[tuple[str, int, Mapping[str, str]]]) -> None:
    """Keep by what persons are found again: district, id, normal text by field."""
    columns = ("district_code", "person_id", "field", "digest")
    values = [
        (district, person_id, field, key.digest(field, normal) if normal else "")
        for district, person_id, fields in rows
        for field, normal in fields.items()
    ]
    insert_rows(work.conn, person_digest, columns, values)
    for (
        district,
        person_id,
        field,
        _digest,
    ) in values:  # the digest itself stays out: it must end with its row
        work.note("person_digest", f"{district}|{person_id}|{field}", "", journal.canonical({"field": field}))


def put_digests(work: Work, person: Row[Any], digests: Mapping[str, str]) -> None:
    """Replace by what a person is found again; an empty one finds nobody."""
    at = person_digest.c
    for field, digest in digests.items():
        where = (at.district_code == person.district_code, at.person_id == person.id, at.field == field)
        work.conn.execute(update(person_digest).where(*where).values(digest=digest))
        work.note("person_digest", f"{person.district_code}|{person.id}|{field}", "", "{}")


def insert_links(work: Work, rows: Iterable[tuple[str, str, int, int]]) -> None:
    """Tie persons to rows: district, table, row, person."""
    columns = ("district_code", "table_name", "row_id", "person_id")
    work.insert_many(person_link, columns, list(rows))


def put_person(work: Work, row: Row[Any], values: Mapping[str, Any], told: str) -> None:
    """Change a person's row.

    Raises:
        StaleRecord: somebody changed it since it was read.
    """
    where = (person.c.id == row.id, person.c.row_version == row.row_version)
    changed = {**values, "row_version": row.row_version + 1}
    if work.conn.execute(update(person).where(*where).values(changed)).rowcount != 1:
        raise StaleRecord("person", row.id)
    work.note("person", str(row.id), told_of(row._asdict()), told)
    work.touched.setdefault("person", set()).add(row.id)


def overwrite_freed(work: Work) -> None:
    """Have the file overwrite what the transaction frees, so that a destroyed key is nowhere in it."""
    if work.conn.dialect.name == "sqlite":
        work.conn.execute(text("PRAGMA secure_delete = ON"))


def fold_log(store: Store) -> None:
    """Empty a file's write-ahead log, which still holds pages as they were."""
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect() as conn:
            conn.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
