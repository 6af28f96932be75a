"""What is shown of persons under seal: masked to who covers the area, in clear for a purpose and on the journal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from db.domain.access import Actor
from db.domain.audit import mask_personal
from db.domain.errors import NotFound
from db.domain.person import FIELDS, IdKind, Person, PersonKind, masked, normal
from db.domain.vault import VaultRefused
from db.schema.holdings import person, person_digest, person_link
from db.services.persons import LEAST_PURPOSE, read_row, refuse_other, row_in
from db.store import vault
from db.store.journal import canonical
from db.store.persons import REVEAL, area_of, sees
from db.store.store import Store
from db.store.tree import SHARDS
from db.store.vault import Vault


@dataclass(frozen=True, slots=True)
class MaskedPerson:
    """A person as he is shown to anybody who may see the row.

    Attributes:
        fields: masked text by field; empty while the vault is closed to the reader.
        standing: ``open``, ``sealed``, ``wiped``, or ``altered``: the seal is broken.
        version: of the row, to be sent back with a change.
    """

    id: int
    kind: PersonKind
    fields: Mapping[str, str]
    standing: str
    made_by: str
    made_at: str
    version: int


def persons_of(
    store: Store, opened: Vault | None, actor: Actor, table: str, row_id: int
) -> list[MaskedPerson]:
    """The persons tied to a row, masked; none of areas that the actor does not cover."""
    with store.read() as conn:
        ids = select(person_link.c.person_id).where(
            person_link.c.district_code.in_(SHARDS),
            person_link.c.table_name == table,
            person_link.c.row_id == row_id,
        )
        rows = conn.execute(select(person).where(person.c.id.in_(ids)).order_by(person.c.id)).all()
    return _shown(opened, actor, rows)


def find_persons(store: Store, opened: Vault, actor: Actor, field: str, text: str) -> list[MaskedPerson]:
    """The persons of whom a field is exactly this, however it is written; masked, of the actor's areas only.

    Args:
        store: where.
        opened: the actor's vault.
        actor: who asks.
        field: one of ``FIELDS``.
        text: name, ID number or phone number.

    Raises:
        VaultRefused: ``closed``, ``other_account``.
    """
    refuse_other(opened, actor)
    if not opened.is_open:
        raise VaultRefused("closed")
    wanted = normal(field, text)
    if not wanted:
        return []
    digests = [key.digest(field, wanted) for key in opened.every_key()]
    with store.read() as conn:
        ids = select(person_digest.c.person_id).where(
            person_digest.c.field == field, person_digest.c.digest.in_(digests)
        )
        rows = conn.execute(select(person).where(person.c.id.in_(ids)).order_by(person.c.id)).all()
    return _shown(opened, actor, rows)


def _shown(opened: Vault | None, actor: Actor, rows: Sequence[Row[Any]]) -> list[MaskedPerson]:
    return [_mask(opened, row) for row in rows if sees(actor, row)]


def _mask(opened: Vault | None, row: Row[Any]) -> MaskedPerson:
    standing, fields = "sealed", {}
    if row.wiped_at:
        standing = "wiped"
    else:
        try:
            clear = vault.open_person(opened, row)
        except VaultRefused:
            standing, clear = "altered", None
        if clear is not None:
            standing = "open"
            fields = {field: masked(field, clear[field]) for field in FIELDS}
    kind = PersonKind(row.kind)
    return MaskedPerson(row.id, kind, fields, standing, row.made_by, row.made_at, row.row_version)


def reveal(store: Store, opened: Vault, actor: Actor, person_id: int, field: str, purpose: str) -> str:
    """One field of a person in clear; the look is on the journal with its purpose before it is told.

    Args:
        store: where.
        opened: the actor's vault.
        actor: who looks.
        person_id: at whom.
        field: one of ``FIELDS``.
        purpose: what for; at least ``LEAST_PURPOSE`` characters, and nothing of the person in it.

    Raises:
        NotAllowed: the actor may not in the person's area.
        NotFound: no such person, or the field was never told.
        VaultRefused: ``no_purpose``, ``purpose_tells``, ``closed``, ``old_key``, ``wiped``, ``altered``,
            ``other_account``.
    """
    refuse_other(opened, actor)
    why = purpose.strip()
    if len(why) < LEAST_PURPOSE:
        raise VaultRefused("no_purpose")
    row = read_row(store, person_id)
    with store.write(actor, REVEAL, why, area_of(row)) as work:
        clear = _in_clear(opened, row_in(work.conn, person_id))
        if field not in FIELDS or not clear[field]:
            raise NotFound("person_field", field)
        _refuse_telling(why, clear)
        work.note("person", str(person_id), "", canonical({"revealed": field}))
    return clear[field]


def _in_clear(opened: Vault, row: Row[Any]) -> dict[str, str]:
    if row.wiped_at:
        raise VaultRefused("wiped")
    if not opened.is_open:
        raise VaultRefused("closed")
    clear = vault.open_person(opened, row)
    if clear is None:
        raise VaultRefused("old_key")
    return clear


def _refuse_telling(why: str, clear: Mapping[str, str]) -> None:
    """A purpose is kept for ever and in clear: nothing of the person may stand in it."""
    if mask_personal(why) != why or any(clear[field] and clear[field] in why for field in FIELDS):
        raise VaultRefused("purpose_tells")


def clear_for_change(
    store: Store, opened: Vault, actor: Actor, person_id: int, purpose: str
) -> tuple[Person, int]:
    """A person in clear with his row's version, to be put right; every field of his counts as looked at.

    Raises:
        NotAllowed, NotFound, VaultRefused: see ``reveal``.
    """
    refuse_other(opened, actor)
    why = purpose.strip()
    if len(why) < LEAST_PURPOSE:
        raise VaultRefused("no_purpose")
    row = read_row(store, person_id)
    with store.write(actor, REVEAL, why, area_of(row)) as work:
        row = row_in(work.conn, person_id)
        clear = _in_clear(opened, row)
        _refuse_telling(why, clear)
        work.note("person", str(person_id), "", canonical({"revealed": ",".join(FIELDS)}))
    kind = IdKind(clear["id_kind"]) if clear["id_kind"] else None
    told = Person(PersonKind(row.kind), clear["name"], kind, clear["id_number"], clear["phone"])
    return told, row.row_version
