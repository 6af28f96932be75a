"""移交包, the taking side: a package is held against the register, decided about, and taken in whole or not at all."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from db.domain.access import Actor, second_person
from db.domain.changes import Changes
from db.domain.joining import Double, left_out
from db.domain.progress import Progress, Silent
from db.domain.transfer import (
    Fate,
    Handoff,
    Manifest,
    Package,
    Receipt,
    Signed,
    TransferRefused,
    fingerprint,
    read_manifest,
    receipt_text,
)
from db.schema.address import place
from db.schema.holdings import attachment
from db.schema.system import journal, journal_change
from db.schema.transfer import handoff, handoff_entry
from db.services.joining import TablesOnTheWay, lift
from db.services.transfer import refuse_guest, refuse_practice
from db.services.units import load_units
from db.store import problems, transfer
from db.store.blobs import Contents, contents_of
from db.store.doubles import Meeting, meet
from db.store.joining import Joining
from db.store.journal import canonical
from db.store.sets import among
from db.store.store import Store, Work
from db.store.transfer import HandoffRow
from db.store.transfer_arrival import aboard, check_rows, known_here, put_aside
from db.store.transfer_key import open_key, verify
from db.store.transfer_rows import JOURNAL, Rows, member_of, read_entries, read_rows

DOUBLE = "transfer_double"
"""Rule of the problem that stands for an address beside another of the same key."""
ReadFile = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a package would bring.

    Attributes:
        fingerprint: of the key that signed it, to be compared by telephone.
        known_signer: whether a package from that district bore the same key before; None when none ever came.
        doubles: addresses that meet one of ours, each to be decided about.
        adopted: names that are here already; what comes under them joins them.
        handoff: what this register knows of the hand-over; None when it is new.
    """

    manifest: Manifest
    digest: str
    fingerprint: str
    known_signer: bool | None
    doubles: tuple[Double, ...]
    adopted: tuple[str, ...]
    handoff: HandoffRow | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was taken in; nothing, when it was here already."""

    changes: Changes
    taken: int
    same: int
    aside: int


def examine(store: Store, package: Package, progress: Progress | None = None) -> Incoming:
    """Hold a package against the register; nothing is changed.

    Raises:
        TransferRefused: signature, members or rows are not in order, or it cannot come here at all.
        Cancelled: by the progress.
    """
    manifest, rows = _sound(store, package)
    with store.read() as conn:
        known = transfer.by_key(conn, transfer.IN, manifest.key)
        signer = _known_signer(conn, manifest.home, fingerprint(package.signed.public))
        doubles: tuple[Double, ...] = ()
        adopted: tuple[str, ...] = ()
        if known is None or known.state != Handoff.ACCEPTED:
            _refuse_misplaced(conn, manifest, rows)
            with aboard(rows, store.district_code) as theirs:
                meeting = meet(conn, theirs, progress or Silent())
            doubles = meeting.doubles
            adopted = tuple(row["name"] for row in rows["place"] if row["id"] in meeting.places)
    return Incoming(
        *(manifest, package.signed.digest, fingerprint(package.signed.public), signer),
        *(doubles, adopted, known),
    )


def _sound(store: Store, package: Package) -> tuple[Manifest, Rows]:
    verify(package.signed)
    manifest = read_manifest(package.signed.text)
    for name in sorted(manifest.members.keys() | package.rows.keys()):
        data = package.rows.get(name)
        if data is None or manifest.members.get(name) != hashlib.sha256(data).hexdigest():
            raise TransferRefused("altered", name)
    if manifest.parcel.target.code[:6] != store.district_code:
        raise TransferRefused("not_ours", manifest.parcel.target.district_name)
    rows = read_rows(package.rows)
    check_rows(rows, manifest, store.store_no)
    kept = {row["sha256"] for row in rows[attachment.name] if row["standing"] != "wiped"}
    if kept != set(package.files):
        raise TransferRefused("altered", member_of(attachment))
    return manifest, rows


def _known_signer(conn: Connection, home: str, found: str) -> bool | None:
    past = [
        one.fingerprint
        for one in transfer.handoffs(conn)
        if one.direction == transfer.IN and one.state == Handoff.ACCEPTED and one.parcel.old_code[:6] == home
    ]
    return found in past if past else None


def _refuse_misplaced(conn: Connection, manifest: Manifest, rows: Rows) -> None:
    refuse_practice(conn)
    target, day = manifest.parcel.target, manifest.parcel.effective_on
    units = load_units(conn)
    standing = {unit.code: unit for unit in units.every if unit.stands(day)}
    if target.parent_code not in standing:
        raise TransferRefused("unknown_parent", f"{target.parent_name} {target.parent_code}")
    if target.code in standing and standing[target.code].name != target.name:
        raise TransferRefused("other_name", standing[target.code].name)
    if target.code not in standing and any(unit.code == target.code for unit in units.every):
        raise TransferRefused("code_taken", target.code)
    text = known_here(conn, rows)
    if text:
        raise TransferRefused("known_rows", text)


def prepare(
    store: Store,
    actor: Actor,
    package: Package,
    fates: Mapping[int, Fate],
    compared: str,
    reason: str,
) -> int:
    """Note what was decided about a package; another person accepts it.

    Args:
        store: the taking office's.
        actor: who decided.
        package: as it lies in the file.
        fates: incoming address -> what becomes of it; one for each double of ``examine``.
        compared: fingerprint that the giving office read out by telephone.
        reason: for the journal.

    Returns:
        The hand-over's id here.

    Raises:
        NotAllowed: the actor may not.
        TransferRefused: as ``examine``; ``not_compared``, ``undecided``, ``cannot_be_same``, ``wrong_state``.
    """
    manifest, rows = _sound(store, package)
    if compared != fingerprint(package.signed.public):
        raise TransferRefused("not_compared")
    area = manifest.parcel.target.district[:6]
    with store.write(actor, "transfer.prepare", reason, area) as work:
        _refuse_misplaced(work.conn, manifest, rows)
        with aboard(rows, store.district_code) as theirs:
            _refuse_undecided(meet(work.conn, theirs, Silent()), fates)
        known = transfer.by_key(work.conn, transfer.IN, manifest.key)
        said = {
            "counts": canonical(dict(manifest.counts)),
            "decisions": canonical({str(one): fate.value for one, fate in fates.items()}),
            "digest": package.signed.digest,
            "fingerprint": compared,
        }
        if known is None:
            whose = {"direction": transfer.IN, "state": Handoff.PREPARED.value, "parcel_key": manifest.key}
            return transfer.add_handoff(
                work, {**whose, "area_code": manifest.parcel.target.code, **said}, manifest.parcel
            )
        signed = {"filed_by": actor.login, "filed_at": work.at}
        if known.state == Handoff.PREPARED:
            key = {"id": known.id, "row_version": known.row_version}
            work.change(handoff, key, {**said, **signed})
        else:
            transfer.step(work, known, Handoff.PREPARED, {**said, **signed})
    return known.id


def _refuse_undecided(meeting: Meeting, fates: Mapping[int, Fate]) -> None:
    open_ones = [one for one in meeting.doubles if one.theirs.id not in fates]
    if open_ones:
        raise TransferRefused("undecided", open_ones[0].theirs.text, len(open_ones))
    for one in meeting.doubles:
        if fates[one.theirs.id] is Fate.SAME and not one.may_be_same:
            raise TransferRefused("cannot_be_same", one.theirs.text)


def accept(
    store: Store,
    actor: Actor,
    handoff_id: int,
    package: Package,
    read_file: ReadFile,
    reason: str,
    progress: Progress | None = None,
) -> Accepted:
    """Take a prepared package in, whole or not at all; one that was taken in before changes nothing.

    Args:
        store: on a server, opened by its owner: approved rows come in.
        actor: a chief, not the one who prepared it.
        handoff_id: the prepared hand-over.
        package: the same as was prepared.
        read_file: gives an attached file's content by its hash.
        reason: for the journal.
        progress: told of tables; may cancel.

    Raises:
        NotFound: there is no such hand-over.
        NotAllowed: the actor may not, or prepared it himself.
        Withheld: the store is a copy or the clock is doubted.
        TransferRefused: as ``prepare``; ``other_package``, ``other_signer``, ``needs_owner``, ``wrong_state``.
        Cancelled: by the progress; nothing was changed.
    """
    manifest, rows = _sound(store, package)
    watched = progress or Silent()
    with store.read() as conn:
        area = transfer.one_handoff(conn, handoff_id).area_code
    with store.write(actor, "transfer.accept", reason, area, alone=True) as work:
        refuse_guest(work.conn)
        found = transfer.one_handoff(work.conn, handoff_id, lock=True)
        if found.digest != package.signed.digest:
            raise TransferRefused("other_package")
        if found.fingerprint != fingerprint(package.signed.public):
            raise TransferRefused("other_signer")
        if found.state == Handoff.ACCEPTED:
            said = json.loads(found.receipt)
            return Accepted(Changes(), said["taken"], said["same"], said["aside"])
        if found.state != Handoff.PREPARED:
            raise TransferRefused("wrong_state", found.state)
        second_person("transfer.accept", actor, found.filed_by)
        _refuse_misplaced(work.conn, manifest, rows)
        _keep_files(contents_of(work.conn), rows, read_file)
        arrival = _Arrival(work, manifest, found, {one: Fate(fate) for one, fate in found.decisions.items()})
        with aboard(rows, store.district_code) as theirs:
            said = arrival.take_in(theirs, watched)
        _tell_before(work, found, package)
        values = {"done_by": actor.login, "done_at": work.at, "receipt": canonical(said)}
        transfer.step(work, found, Handoff.ACCEPTED, values)
    return Accepted(work.changes(), said["taken"], said["same"], said["aside"])


def _keep_files(contents: Contents, rows: Rows, read_file: ReadFile) -> None:
    for sha256 in sorted({row["sha256"] for row in rows[attachment.name] if row["standing"] != "wiped"}):
        try:
            contents.put(sha256, [read_file(sha256)])
        except ValueError:
            raise TransferRefused("altered", f"files/{sha256}") from None


def _tell_before(work: Work, found: HandoffRow, package: Package) -> None:
    """Keep what the giving office's journal told of the rows."""
    columns = (
        "district_code",
        "handoff_id",
        *("seq", "at", "actor", "role", "verb", "reason", "hash", "changes"),
    )
    told = [
        (work.district_code, found.id, *(getattr(one, name) for name in columns[2:]))
        for one in read_entries({JOURNAL: package.rows[JOURNAL]})
    ]
    work.insert_many(handoff_entry, columns, told, kept=("seq", "hash"))


@dataclass
class _Arrival:
    """A package that is being taken in."""

    work: Work
    manifest: Manifest
    found: HandoffRow
    fates: Mapping[int, Fate]

    def take_in(self, theirs: Connection, progress: Progress) -> dict[str, Any]:
        conn = self.work.conn
        meeting = meet(conn, theirs, progress)
        _refuse_undecided(meeting, self.fates)
        beside = [one for one in meeting.doubles if self.fates[one.theirs.id] is Fate.ASIDE]
        aside = left_out(meeting.parents, [one.theirs.id for one in beside])
        same = [one for one in meeting.doubles if one.theirs.id not in aside]
        put_aside(theirs, aside)
        transfer.settle_units(self.work, self.manifest.parcel, load_units(conn), self.manifest.units)
        joining = Joining(meeting.places, {one.theirs.id: one.ours.id for one in same}, frozenset())
        TablesOnTheWay(self.work, theirs, joining, meeting, self.manifest.store_no).join(progress)
        lift(self.work, same)
        self._home(theirs, meeting)
        self._report(beside)
        return {
            "package": self.found.digest,
            "home": self.work.district_code,
            "accepted_at": self.work.at,
            "taken": len(meeting.parents),
            "same": len(same),
            "aside": len(aside),
        }

    def _home(self, theirs: Connection, meeting: Meeting) -> None:
        """A name of which nothing stayed there is this office's from now on."""
        mine = self.work.district_code
        query = select(place.c.id).where(place.c.home_district == mine)
        ours = [meeting.places[one] for one in theirs.execute(query).scalars() if one in meeting.places]
        elsewhere = select(place.c.id, place.c.scope_code, place.c.row_version).where(
            among(self.work.conn, place.c.id, ours), place.c.home_district == self.manifest.home
        )
        for row in self.work.conn.execute(elsewhere).all():
            key = {"id": row.id, "row_version": row.row_version}
            scope = mine if row.scope_code == self.manifest.home else row.scope_code
            self.work.change(place, key, {"home_district": mine, "scope_code": scope})

    def _report(self, beside: list[Double]) -> None:
        """Each address that stands beside another is a problem to be put right."""
        rows = []
        for one in beside:
            detail = {"address": one.theirs.text, "other": one.ours.text}
            detail["why"] = " ".join(clash.value for clash in one.clashes)
            community = self.manifest.parcel.target.code
            rows.append((community, "重", DOUBLE, one.theirs.id, str(one.theirs.id), canonical(detail)))
        problems.add(self.work, rows)


def receipt(store: Store, handoff_id: int, password: str) -> Signed:
    """The receipt of a package that was taken in, signed; the same one each time.

    Raises:
        NotFound: there is no such hand-over.
        TransferRefused: ``wrong_state``, ``no_key``, ``wrong_password``.
    """
    with store.read() as conn:
        found = transfer.one_handoff(conn, handoff_id)
        if found.state != Handoff.ACCEPTED:
            raise TransferRefused("wrong_state", found.state)
        signer = open_key(conn, password)
        entry = (
            select(journal.c.seq, journal.c.hash)
            .join(journal_change, journal_change.c.seq == journal.c.seq)
            .where(
                journal.c.verb == "transfer.accept",
                journal_change.c.table_name == handoff.name,
                journal_change.c.row_key == str(handoff_id),
            )
        )
        row = conn.execute(entry).one()
    said = Receipt(key=found.key, entry=row.seq, hash=row.hash, **json.loads(found.receipt))
    return signer.sign(receipt_text(said))


def told_before(store: Store, handoff_id: int) -> list[Mapping[str, Any]]:
    """What the giving office's journal told of the rows that came, in its order."""
    with store.read() as conn:
        query = select(handoff_entry).where(handoff_entry.c.handoff_id == handoff_id)
        return [dict(row) for row in conn.execute(query.order_by(handoff_entry.c.seq)).mappings()]
