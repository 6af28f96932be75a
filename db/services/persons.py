"""Persons under seal: entered, put right, destroyed. Who is shown what of them is ``db.services.disclosure``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from db.domain.access import Actor
from db.domain.audit import mask_personal
from db.domain.changes import Changes
from db.domain.errors import NotFound, StaleRecord
from db.domain.person import FIELDS, Person, checked, normal
from db.domain.vault import VaultRefused
from db.schema.address import node
from db.schema.holdings import person
from db.schema.work import application
from db.store import vault
from db.store.journal import canonical
from db.store.persons import area_of, code_of
from db.store.store import Store, Work
from db.store.tree import Area
from db.store.turns import take_turn
from db.store.vault import OpenKey, Vault

ENTER, WIPE = "person.enter", "person.wipe"
LINKED = {"application": application, "node": node}
"""What a person may be tied to."""

LEAST_PURPOSE = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A person to be entered: where his row lies, and the rows (table, id) he is tied to."""

    area: Area
    person: Person
    links: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """Ids of the persons in the order they were given, and what was touched."""

    ids: tuple[int, ...]
    changes: Changes


def enter_person(store: Store, opened: Vault, actor: Actor, entry: Entry) -> Entered:
    """Keep a person under seal.

    Raises:
        BadPerson, NotAllowed, NotFound, VaultRefused: see ``enter_persons``.
    """
    return enter_persons(store, opened, actor, [entry])


def enter_persons(store: Store, opened: Vault, actor: Actor, entries: Sequence[Entry]) -> Entered:
    """Keep persons under seal, all or none.

    Raises:
        BadPerson: a field cannot be right; it is named, what was typed is not.
        NotAllowed: the actor may not in one of the areas.
        NotFound: a row a person is to be tied to is not there.
        VaultRefused: ``closed``, ``old_key``, ``other_account``.
    """
    refuse_other(opened, actor)
    with store.write(actor, ENTER) as work:
        key = _sealing_key(work, opened)
        ids = work.new_ids(len(entries))
        _insert(work, key, dict(zip(ids, entries, strict=True)))
    return Entered(tuple(ids), work.changes())


def _sealing_key(work: Work, opened: Vault) -> OpenKey:
    """The open key, if it is still the one that seals; another desk may have changed it meanwhile, but no more now."""
    take_turn(work.conn, vault.TURN)
    key = opened.current()
    if vault.current_key(work.conn).key_id != key.key_id:
        raise VaultRefused("old_key")
    return key


def _insert(work: Work, key: OpenKey, entries: Mapping[int, Entry]) -> None:
    rows, digests, links = [], [], []
    for person_id, entry in entries.items():
        work.actor.role_for(ENTER, code_of(entry.area))
        told = checked(entry.person, work.today)
        rows.append(_row(work, key, person_id, entry.area, told))
        digests.append((entry.area.home, person_id, _normal(told)))
        for table, row_id in entry.links:
            _refuse_stranger(work.conn, table, row_id)
            links.append((entry.area.home, table, row_id, person_id))
    if rows:
        vault.insert_persons(work, rows)
        vault.insert_digests(work, key, digests)
        vault.insert_links(work, links)


def _row(work: Work, key: OpenKey, person_id: int, area: Area, told: Person) -> dict[str, Any]:
    place = vault.person_place(area.home, person_id, told.kind)
    wrapped, sealed = key.seal_record(place, _fields(told))
    return {
        **{"district_code": area.home, "id": person_id, "area_district": area.district},
        **{"area_subdistrict": area.subdistrict, "area_community": area.community},
        **{"kind": told.kind.value, "key_id": key.key_id, "wrapped_key": wrapped, "sealed": sealed},
        **{"made_by": work.actor.login, "made_at": work.at, "row_version": 1},
    }


def _fields(told: Person) -> dict[str, str]:
    return {
        "name": told.name,
        "id_kind": told.id_kind.value if told.id_kind else "",
        "id_number": told.id_number,
        "phone": told.phone,
    }


def _normal(told: Person) -> dict[str, str]:
    fields = _fields(told)
    return {field: normal(field, fields[field]) if fields[field] else "" for field in FIELDS}


def _refuse_stranger(conn: Connection, table: str, row_id: int) -> None:
    known = LINKED.get(table)
    if known is None or conn.execute(select(known.c.id).where(known.c.id == row_id)).first() is None:
        raise NotFound(table, str(row_id))


def change_person(
    store: Store, opened: Vault, actor: Actor, person_id: int, seen: int, told: Person
) -> Changes:
    """Put right what is kept of a person, under a new key of his own.

    Args:
        store: where.
        opened: the actor's vault.
        actor: who.
        person_id: whom.
        seen: version of the row as it was shown.
        told: all of it anew; his kind stays what it was.

    Raises:
        BadPerson, NotAllowed: as when he was entered.
        NotFound: no such person.
        StaleRecord: somebody changed him since, or he was wiped.
        VaultRefused: ``closed``, ``old_key``, ``other_account``.
    """
    refuse_other(opened, actor)
    row = read_row(store, person_id)
    with store.write(actor, ENTER, area=area_of(row)) as work:
        key = _sealing_key(work, opened)
        row = row_in(work.conn, person_id)
        if row.row_version != seen or not row.wrapped_key:
            raise StaleRecord("person", person_id)
        right = checked(told, work.today)
        reseal_row(work, key, row, _fields(right))
    return work.changes()


def reseal_row(work: Work, key: OpenKey, row: Row[Any], fields: Mapping[str, str]) -> None:
    """Seal a person's fields anew under a new key of his own, and find him by them.

    Raises:
        StaleRecord: somebody changed him meanwhile.
    """
    place = vault.person_place(row.district_code, row.id, row.kind)
    wrapped, sealed = key.seal_record(place, fields)
    values = {"key_id": key.key_id, "wrapped_key": wrapped, "sealed": sealed}
    vault.put_person(work, row, values, vault.told_of({**row._asdict(), **values}))
    normals = {field: normal(field, fields[field]) for field in FIELDS if fields[field]}
    found_by = {name: key.digest(name, text) for name, text in normals.items()}
    vault.put_digests(work, row, dict.fromkeys(FIELDS, "") | found_by)


def wipe(store: Store, actor: Actor, person_id: int, reason: str) -> Changes:
    """Destroy the key of a person's record, and by what he was found; the row stays and says when.

    A file's freed pages are overwritten at once; a server's with its next vacuum. Backups made before still hold him:
    they are to be destroyed by their own rule.

    Args:
        store: where.
        actor: a chief.
        person_id: whom.
        reason: at least ``LEAST_PURPOSE`` characters, and no number of his in it.

    Raises:
        NotAllowed: the actor may not in the person's area.
        NotFound: no such person.
        VaultRefused: ``no_purpose``, ``purpose_tells``, ``wiped``: he is already.
    """
    why = reason.strip()
    if len(why) < LEAST_PURPOSE:
        raise VaultRefused("no_purpose")
    if mask_personal(why) != why:
        raise VaultRefused("purpose_tells")
    row = read_row(store, person_id)
    with store.write(actor, WIPE, why, area_of(row)) as work:
        vault.overwrite_freed(work)
        row = row_in(work.conn, person_id)
        if row.wiped_at:
            raise VaultRefused("wiped")
        values = {"wrapped_key": None, "sealed": "", "wiped_at": work.at}
        vault.put_person(work, row, values, canonical({"wiped_at": work.at}))
        vault.put_digests(work, row, dict.fromkeys(FIELDS, ""))
    vault.fold_log(store)
    return work.changes()


def read_row(store: Store, person_id: int) -> Row[Any]:
    """A person's row.

    Raises:
        NotFound: no such person.
    """
    with store.read() as conn:
        return row_in(conn, person_id)


def row_in(conn: Connection, person_id: int) -> Row[Any]:
    """A person's row, inside a transaction.

    Raises:
        NotFound: no such person.
    """
    row = conn.execute(select(person).where(person.c.id == person_id)).one_or_none()
    if row is None:
        raise NotFound("person", str(person_id))
    return row


def refuse_other(opened: Vault, actor: Actor) -> None:
    """Refuse a vault that another account opened: a look must be on the journal under the name of who looks.

    Raises:
        VaultRefused: ``other_account``.
    """
    if opened.login != actor.login:
        raise VaultRefused("other_account")
