"""移交包, the giving side: addresses go over to another district's register, filed by one person, decided by another.

On the day a chief lets them go and signs the package; the receipt that comes back closes the case. Nothing is deleted:
the rows stay here, in units that are no longer this office's.
"""

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from db.domain.access import Actor, second_person
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.errors import StaleRecord
from db.domain.transfer import (
    Handoff,
    Manifest,
    Package,
    Parcel,
    Signed,
    TransferRefused,
    check_parcel,
    fingerprint,
    manifest_text,
    read_receipt,
)
from db.schema.address import node
from db.schema.holdings import attachment
from db.schema.system import store_info
from db.schema.transfer import handoff
from db.services.units import load_units
from db.store import transfer as rows
from db.store.blobs import contents_of
from db.store.journal import canonical, head
from db.store.sets import among
from db.store.store import Store, Work
from db.store.transfer import HandoffRow, Hindrance
from db.store.transfer_key import OfficeKey, Signer, current_key, make_key, open_key, verify
from db.store.transfer_rows import JOURNAL, TRAVELLING, lines, member_of, told_before, travelling
from db.store.turns import take_turn

_TOPIC = "handoff"
_UNDER_WAY = (Handoff.FILED, Handoff.DECIDED, Handoff.RELEASED)


@dataclass(frozen=True, slots=True)
class HandoffPreview:
    """What a hand-over would take along.

    Attributes:
        counts: live addresses, former ones, places, plates and problems.
        places: names that go with it, and whether nothing of them stays.
        hindrances: what has to be brought to an end before the day.
    """

    counts: dict[str, int]
    places: tuple[tuple[int, str, bool], ...]
    hindrances: tuple[Hindrance, ...]


def preview(store: Store, actor: Actor, parcel: Parcel) -> HandoffPreview:
    """What a hand-over would take along; writes nothing.

    Raises:
        TransferRefused: see ``db.domain.transfer.check_parcel``; ``no_rows``.
        NotAllowed: the actor may file none there.
    """
    actor.role_for("transfer.file", parcel.old_code)
    with store.read() as conn:
        check_parcel(parcel, load_units(conn), legal_date(store.clock.now()), store.district_code)
        ids = rows.chosen(conn, parcel)
        if not ids:
            raise TransferRefused("no_rows", parcel.old_code)
        whole = set(rows.whole_places(conn, ids))
        named = tuple(
            (one, name, one in whole) for one, name in rows.places_of(conn, among(conn, node.c.id, ids))
        )
        return HandoffPreview(rows.counts(conn, ids), named, tuple(rows.hindrances(conn, ids)))


def file(store: Store, actor: Actor, parcel: Parcel, reason: str) -> int:
    """File a hand-over; another person decides about it.

    Raises:
        TransferRefused: as ``preview``; ``practice``, ``under_way``.
        NotAllowed: the actor may file none there.
    """
    with store.write(actor, "transfer.file", reason, parcel.old_code) as work:
        take_turn(work.conn, _TOPIC)
        refuse_practice(work.conn)
        check_parcel(parcel, load_units(work.conn), work.today, store.district_code)
        ids = rows.chosen(work.conn, parcel)
        if not ids:
            raise TransferRefused("no_rows", parcel.old_code)
        for one in rows.handoffs(work.conn):
            if one.direction == rows.OUT and one.state in _UNDER_WAY and _meet(one.parcel, parcel):
                raise TransferRefused("under_way", one.key)
        values: dict[str, Any] = {"direction": rows.OUT, "state": Handoff.FILED.value}
        values |= {"parcel_key": uuid.uuid4().hex, "area_code": parcel.old_code}
        return rows.add_handoff(work, {**values, "counts": canonical(rows.counts(work.conn, ids))}, parcel)


@contextmanager
def _moving(
    store: Store, actor: Actor, verb: str, handoff_id: int, reason: str, *, seen: int = 0, alone: bool = False
) -> Iterator[tuple[Work, HandoffRow]]:
    """A write about one hand-over, locked until it ends."""
    with store.read() as conn:
        area = rows.one_handoff(conn, handoff_id).area_code
    with store.write(actor, verb, reason, area, alone=alone) as work:
        found = rows.one_handoff(work.conn, handoff_id, lock=True)
        if seen and found.row_version != seen:
            raise StaleRecord(table=handoff.name, row=handoff_id)
        yield work, found


def _meet(one: Parcel, other: Parcel) -> bool:
    if one.old_code != other.old_code:
        return False
    return one.whole or other.whole or bool(set(one.places) & set(other.places))


def decide(store: Store, actor: Actor, handoff_id: int, seen: int, reason: str) -> Changes:
    """Approve a hand-over that another person filed.

    Raises:
        NotFound: there is none.
        NotAllowed: the actor may not, or he filed it himself.
        StaleRecord: somebody changed it since it was shown.
        TransferRefused: ``wrong_state``.
    """
    with _moving(store, actor, "transfer.decide", handoff_id, reason, seen=seen) as (work, found):
        second_person("transfer.decide", actor, found.filed_by)
        values = {"decided_by": actor.login, "decided_at": work.at}
        rows.step(work, found, Handoff.DECIDED, values)
    return work.changes()


def withdraw(store: Store, actor: Actor, handoff_id: int, seen: int, reason: str) -> Changes:
    """Take back what has not gone, or put aside what has not been accepted.

    Raises:
        NotFound: there is none.
        NotAllowed: the actor may not.
        StaleRecord: somebody changed it since it was shown.
        TransferRefused: ``wrong_state``.
    """
    with _moving(store, actor, "transfer.withdraw", handoff_id, reason, seen=seen) as (work, found):
        rows.step(work, found, Handoff.WITHDRAWN, {})
    return work.changes()


def new_key(store: Store, actor: Actor, password: str, reason: str) -> OfficeKey:
    """Make the office's signing key, or another in its place.

    Raises:
        NotAllowed: the actor may not.
        TransferRefused: ``short_password``.
    """
    with store.write(actor, "transfer.key", reason, store.district_code) as work:
        return make_key(work, password)


def office_key(store: Store) -> OfficeKey | None:
    """The key that signs today."""
    with store.read() as conn:
        return current_key(conn)


def release(store: Store, actor: Actor, handoff_id: int, password: str, reason: str) -> Package:
    """Let the addresses go and sign them; from now on they are the other district's.

    Should the package not reach its file, ``write_again`` gives the very same.

    Args:
        store: on a server, opened by its owner.
        actor: a chief.
        handoff_id: decided, its day has come.
        password: of the signing key.
        reason: for the journal.

    Raises:
        NotFound: there is no such hand-over.
        NotAllowed: the actor may not.
        Withheld: the store is a copy or the clock is doubted.
        TransferRefused: ``wrong_state``, ``not_yet``, ``no_rows``, ``no_key``, ``wrong_password``, ``needs_owner``,
            or what hinders it.
    """
    with store.read() as conn:
        signer = open_key(conn, password)
    with _moving(store, actor, "transfer.release", handoff_id, reason, alone=True) as (work, found):
        refuse_guest(work.conn)
        refuse_practice(work.conn)
        if found.state != Handoff.DECIDED:
            raise TransferRefused("wrong_state", found.state)
        if found.parcel.effective_on > work.today:
            raise TransferRefused("not_yet", found.parcel.effective_on)
        ids = rows.chosen(work.conn, found.parcel)
        if not ids:  # the unit was redrawn since, or others went before
            raise TransferRefused("no_rows", found.parcel.old_code)
        for one in rows.hindrances(work.conn, ids):
            raise TransferRefused(one.why, one.first, one.count)
        upto = head(work.conn).seq
        whole = rows.whole_places(work.conn, ids)
        known = load_units(work.conn)
        district = known.at(store.district_code.ljust(12, "0"), found.parcel.effective_on).name
        rows.let_go(work, found.parcel, ids, district)
        rows.let_follow(work, travelling(work.conn, ids, whole), found.parcel, whole)
        rows.settle_units(work, found.parcel, known, ())
        kept = {"ids": ids, "whole": whole, "upto": upto, "day": work.today, **rows.counts(work.conn, ids)}
        package = _package(work.conn, store, found, kept, signer)
        values = {"done_by": actor.login, "done_at": work.at, "counts": canonical(kept)}
        signed = {"digest": package.signed.digest, "fingerprint": fingerprint(signer.public)}
        rows.step(work, found, Handoff.RELEASED, {**values, **signed})
    return package


def write_again(store: Store, handoff_id: int, password: str) -> Package:
    """The package of a hand-over that has been let go, as it was.

    Raises:
        NotFound: there is no such hand-over.
        TransferRefused: ``wrong_state``, ``no_key``, ``wrong_password``, ``needs_owner``, or ``changed_since``.
    """
    with store.read() as conn:
        refuse_guest(conn)
        found = rows.one_handoff(conn, handoff_id)
        if found.direction != rows.OUT or found.state not in (Handoff.RELEASED, Handoff.CLOSED):
            raise TransferRefused("wrong_state", found.state)
        signer = open_key(conn, password)
        package = _package(conn, store, found, found.counts, signer)
        if package.signed.digest != found.digest:
            raise TransferRefused("changed_since", found.key)
        return package


def _package(
    conn: Connection, store: Store, found: HandoffRow, kept: Mapping[str, Any], signer: Signer
) -> Package:
    going = travelling(conn, kept["ids"], kept["whole"])
    members = {member_of(table): lines(going[table.name]) for table in TRAVELLING}
    members[JOURNAL] = lines(told_before(conn, going, kept["upto"]))
    units = load_units(conn)
    old = next(unit for unit in rows.history_units(units, found.parcel) if unit.code == found.parcel.old_code)
    manifest = Manifest(
        key=found.key,
        home=store.district_code,
        store_no=store.store_no,
        old_name=old.name,
        parcel=found.parcel,
        units=rows.history_units(units, found.parcel),
        counts={table.name: len(going[table.name]) for table in TRAVELLING},
        members={name: hashlib.sha256(data).hexdigest() for name, data in members.items()},
        written_on=kept["day"],
    )
    files = sorted({row["sha256"] for row in going[attachment.name] if row["standing"] != "wiped"})
    return Package(signer.sign(manifest_text(manifest)), members, tuple(files))


def file_content(store: Store, sha256: str) -> bytes:
    """A file that goes along.

    Raises:
        TransferRefused: ``file_missing``.
    """
    with store.read() as conn:
        contents = contents_of(conn)
        if contents.verdict(sha256):
            raise TransferRefused("file_missing", sha256[:12])
        return b"".join(contents.read(sha256))


def close(
    store: Store, actor: Actor, handoff_id: int, receipt: Signed, compared: str, reason: str
) -> Changes:
    """Put the other office's receipt to the hand-over; the same receipt once more changes nothing.

    Args:
        store: the giving office's.
        actor: who.
        handoff_id: which was let go.
        receipt: as it lies in the file.
        compared: fingerprint that the other office read out by telephone.
        reason: for the journal.

    Raises:
        NotFound: there is no such hand-over.
        NotAllowed: the actor may not.
        TransferRefused: ``bad_signature``, ``other_signer``, ``other_handoff``, ``wrong_state``, or it cannot be read.
    """
    verify(receipt)
    said = read_receipt(receipt.text)
    if compared != fingerprint(receipt.public):
        raise TransferRefused("other_signer")
    with _moving(store, actor, "transfer.close", handoff_id, reason) as (work, found):
        if said.key != found.key or said.package != found.digest:
            raise TransferRefused("other_handoff")
        text = receipt.text.decode("utf-8")
        if not (found.state == Handoff.CLOSED and found.receipt == text):
            values = {"done_by": actor.login, "done_at": work.at, "receipt": text}
            rows.step(work, found, Handoff.CLOSED, values)
    return work.changes()


def handoffs(store: Store) -> tuple[HandoffRow, ...]:
    """Every hand-over of this register, out and in, the newest first."""
    with store.read() as conn:
        return tuple(rows.handoffs(conn))


def places_in(store: Store, community: str) -> tuple[tuple[int, str], ...]:
    """Places that have addresses in a community, to choose from."""
    with store.read() as conn:
        return tuple(rows.places_of(conn, node.c.area_community == community))


def refuse_guest(conn: Connection) -> None:
    """On a server only its owner lets approved rows go or come in: an account could forge them.

    Raises:
        TransferRefused: ``needs_owner``.
    """
    if conn.dialect.name == "postgresql" and not conn.execute(select(func.zp.house())).scalar_one():
        raise TransferRefused("needs_owner")


def refuse_practice(conn: Connection) -> None:
    """What is only practised goes to nobody.

    Raises:
        TransferRefused: ``practice``.
    """
    if conn.execute(select(store_info.c.practice)).scalar_one():
        raise TransferRefused("practice")
