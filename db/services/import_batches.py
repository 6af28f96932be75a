"""Deliveries after they were staged: listed, given up, or taken back out of the register while nobody built on them."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import NotFound, WrongState
from db.domain.importing import BatchInUse, Kind
from db.domain.plan import Act, Edit, Plan, PlanRefused
from db.domain.progress import Progress
from db.domain.state import Legal
from db.schema.address import place
from db.schema.work import import_batch
from db.services.filing import file_plan
from db.services.share import is_beyond
from db.store import import_batches as rows
from db.store.edits import versions
from db.store.hanging import open_applications
from db.store.import_batches import BatchRow
from db.store.journal import canonical
from db.store.store import Store, Work
from db.store.tree import chunks, move_legal
from db.store.turns import take_turn

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Hindrance:
    """An address of a batch that somebody built on.

    Attributes:
        why: ``legal_approved`` and other states, ``coded``, ``children``, ``changed``, ``files``, ``persons`` or
            ``decided``.
    """

    full_text: str
    why: str


@dataclass(frozen=True, slots=True)
class Reversal:
    """What taking a batch back would mean.

    Attributes:
        addresses: that would become void.
        amended: older addresses that would get their former side or floor back.
        hindrances: the first ones, when somebody built on the batch; ``in_use`` counts all.
        second_person: so large a share of a community would become void that another person has to agree.
        waits: he was asked, and has not decided yet.
    """

    batch: BatchRow
    addresses: int
    amended: int
    hindrances: tuple[Hindrance, ...]
    in_use: int
    second_person: bool = False
    waits: bool = False

    @property
    def new_places(self) -> int:
        """How many names the batch brought."""
        return self.batch.new_places


def batches(store: Store) -> tuple[BatchRow, ...]:
    """Every delivery that the account may see, the newest first."""
    with store.read() as conn:
        return rows.batch_rows(conn)


def earlier(store: Store, sha256: str) -> tuple[BatchRow, ...]:
    """Deliveries of the very same content that are staged or in the register, the newest first."""
    same = (import_batch.c.source_sha256 == sha256, import_batch.c.state.in_(("staged", "promoted")))
    with store.read() as conn:
        return rows.batch_rows(conn, *same)


def batch(store: Store, batch_id: int) -> BatchRow:
    """One delivery.

    Raises:
        NotFound: no such batch.
    """
    with store.read() as conn:
        return _batch(conn, batch_id)


def abandon_batch(store: Store, actor: Actor, batch_id: int, reason: str = "") -> Changes:
    """Give a staged delivery up; its records are kept and never come into the register.

    Raises:
        NotFound: no such batch.
        WrongState: it is not staged any more.
        NotAllowed: the actor may not import.
    """
    with store.write(actor, "import.stage", reason or str(batch_id)) as work:
        take_turn(work.conn, "promote")
        _expect(_batch(work.conn, batch_id), "staged", "abandoned")
        work.change(import_batch, {"id": batch_id}, {"state": "abandoned"})
    return work.changes()


def reversal(store: Store, batch_id: int) -> Reversal:
    """What taking a batch back would mean, and who stands in the way.

    Raises:
        NotFound: no such batch.
        WrongState: it holds no addresses, or is not in the register.
    """
    with store.read() as conn:
        return _reversal(conn, batch_id)[0]


def take_back(
    store: Store, actor: Actor, batch_id: int, title: str, reason: str, progress: Progress
) -> Changes:
    """Take a delivery of addresses back out of the register, or ask another person to agree where he has to.

    Which of the two it was the changes tell: they touch an ``application`` when he was asked (see ``file_reversal``), and
    else the batch was taken back (see ``reverse_batch``).

    Raises:
        NotFound, WrongState, BatchInUse, PlanRefused, NotAllowed, Cancelled: as these two do; nothing was changed.
    """
    if reversal(store, batch_id).second_person:
        return file_reversal(store, actor, batch_id, title, reason)
    return reverse_batch(store, actor, batch_id, reason, progress)


def reverse_batch(store: Store, actor: Actor, batch_id: int, reason: str, progress: Progress) -> Changes:
    """Take a delivery of addresses back out of the register: its addresses become void, all in one transaction.

    They never were in force, so that their numbers may be given anew. Names of roads and compounds that the delivery
    brought stay, for a chief to decide. Where a large share of a community would become void, another person agrees to
    that first (``file_reversal``); what is left then is to take the batch itself back.

    Raises:
        NotFound: no such batch.
        WrongState: it holds no addresses, or is not in the register.
        BatchInUse: somebody built on it since; nothing was changed.
        PlanRefused: ``second_person``, an application is needed.
        NotAllowed: the actor may not import, or not where an address of the batch lies.
        Cancelled: nothing was changed.
    """
    with store.write(actor, "import.reverse", reason) as work:
        take_turn(work.conn, "promote")
        found, made, before = _reversal(work.conn, batch_id, lock=True)
        _refuse_in_use(found)
        if found.second_person:
            raise PlanRefused("second_person", found.batch.source_name, "", 1)
        for community in {row.area_community for row in made}:
            actor.role_for("import.reverse", community)
        _void(work, [row.id for row in made], progress)
        _restore(work, before)
        work.change(import_batch, {"id": batch_id}, {"state": "abandoned"})
        work.parent_changed({row.parent_id for row in made})
        progress.step(len(made), len(made), "committing")
    return work.changes()


def file_reversal(store: Store, actor: Actor, batch_id: int, title: str, reason: str) -> Changes:
    """Ask another person to agree that the addresses of a delivery become void.

    Args:
        store: where.
        actor: who.
        batch_id: the delivery.
        title: what the application is called in lists.
        reason: why.

    Raises:
        NotFound: no such batch.
        WrongState: it holds no addresses, or is not in the register.
        BatchInUse: somebody built on it since.
        PlanRefused: ``no_reason``, or ``open_application``: he was asked already.
        NotAllowed: the actor may not import, or not where an address of the batch lies.
    """
    if not reason.strip():
        raise PlanRefused("no_reason")
    with store.write(actor, "application.file", reason) as work:
        found, made, _before = _reversal(work.conn, batch_id)
        _refuse_in_use(found)
        for community in {row.area_community for row in made}:
            actor.role_for("import.reverse", community)
        seen = versions(work.conn, [row.id for row in made])
        plan = Plan(Act.CANCEL, tuple(Edit(node_id, version) for node_id, version in seen.items()))
        file_plan(work, plan, title, reason)
    return work.changes()


def _refuse_in_use(found: Reversal) -> None:
    if found.in_use:
        first = found.hindrances[0]
        raise BatchInUse(found.batch.source_name, found.in_use, first.full_text, first.why)


def _void(work: Work, ids: list[int], progress: Progress) -> None:
    done = 0
    for portion in chunks(ids):
        move_legal(work, portion, Legal.DRAFT, Legal.TO_VERIFY)
        move_legal(work, portion, Legal.VOID, Legal.DRAFT)
        done += len(portion)
        progress.step(done, len(ids), "reversing")


def _restore(work: Work, before: rows.Amended) -> None:
    rows.restore(work.conn, {node_id: was for node_id, (was, _said) in before.items()})
    for node_id, (was, said) in before.items():
        work.note("node", str(node_id), canonical(said), canonical(was))
        work.touched.setdefault("node", set()).add(node_id)


def _reversal(
    conn: Connection, batch_id: int, *, lock: bool = False
) -> tuple[Reversal, list[rows.Born], rows.Amended]:
    found = _batch(conn, batch_id)
    _expect(found, "promoted", "abandoned")
    if found.kind != Kind.ADDRESSES:
        raise WrongState("import_batch", found.kind, "abandoned")
    made = rows.born(conn, batch_id)
    if lock:
        named = {row.place_id for row in made}
        conn.execute(select(place.c.id).where(place.c.id.in_(named)).order_by(place.c.id).with_for_update())
    entry = rows.promotion_entry(conn, batch_id)
    before = rows.amended(conn, entry, frozenset(row.id for row in made))
    texts = {row.id: row.full_text for row in made} | rows.texts_of(conn, before)
    hindered = dict.fromkeys(rows.changed_since(conn, before, entry), "changed")
    for node_id, why in rows.hindrances(conn, made, batch_id, entry):
        hindered.setdefault(node_id, why)
    first = sorted((texts.get(node_id, ""), why) for node_id, why in hindered.items())[:_SHOWN]
    # Sides and floors that come back are as they were; what is lost is the addresses.
    large = is_beyond(conn, Counter(row.area_community for row in made))
    told = Reversal(
        *(found, len(made), len(before), tuple(Hindrance(*one) for one in first), len(hindered)),
        second_person=large,
        waits=large and len(open_applications(conn, [row.id for row in made])) == len(made),
    )
    return told, made, before


def _batch(conn: Connection, batch_id: int) -> BatchRow:
    found = rows.batch_rows(conn, import_batch.c.id == batch_id)
    if not found:
        raise NotFound("import_batch", str(batch_id))
    return found[0]


def _expect(found: BatchRow, state: str, wanted: str) -> None:
    if found.state != state:
        raise WrongState("import_batch", found.state, wanted)
