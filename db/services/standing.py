"""Whether a store may decide where it lies, and by which clock; taking a copy over, vouching for a clock."""

from dataclasses import dataclass

from sqlalchemy import select

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.clock import stamp
from db.domain.errors import NotAllowed, Withheld
from db.domain.guard import Standing
from db.schema.office import clock_check, store_place
from db.schema.system import journal
from db.store.engine import store_file
from db.store.standing import CONFIRMED, Claim, Place, claim_of, place_of, standing_of
from db.store.store import Store, Work


def standing(store: Store) -> Standing:
    """What the store may do here and now."""
    with store.read() as conn:
        return standing_of(conn, store.url, store.clock)


def claimed(store: Store) -> Claim | None:
    """Where the store belongs and who said so."""
    with store.read() as conn:
        return claim_of(conn)


@dataclass(frozen=True, slots=True)
class ClockCheck:
    """One time that a second person vouched for the clock: what it said, and the newest entry's moment."""

    at: str
    newest_at: str
    workstation: str
    asked_by: str
    confirmed_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything there is to say of where a store lies and of its clock.

    Attributes:
        here: where it lies now.
        claim: where it belongs; None when nobody has said so yet.
        now: the present moment, stored text.
        newest: moment of the newest entry.
        has_own_clock: whether the time is a server's, which is always believed.
        checks: newest first.
    """

    standing: Standing
    here: Place
    claim: Claim | None
    now: str
    newest: str
    has_own_clock: bool
    checks: tuple[ClockCheck, ...]


def facts(store: Store) -> Facts:
    """Where the store lies and belongs, and what is known of its clock."""
    c = clock_check.c
    with store.read() as conn:
        query = select(c.clock_at, c.newest_at, c.workstation, c.asked_by, c.confirmed_by, c.reason)
        return Facts(
            standing=standing_of(conn, store.url, store.clock),
            here=place_of(conn, store.url),
            claim=claim_of(conn),
            now=stamp(store.clock.now()),
            newest=conn.execute(select(journal.c.at).order_by(journal.c.seq.desc()).limit(1)).scalar() or "",
            has_own_clock=store_file(store.url) is None,
            checks=tuple(ClockCheck(*row) for row in conn.execute(query.order_by(c.id.desc()))),
        )


def claim(work: Work, place: Place) -> Claim:
    """Write down inside a transaction that the store belongs to a place from now on."""
    before = claim_of(work.conn)
    now = Claim(place, work.actor.login, work.at, before.generation + 1 if before else 1)
    values = {
        "machine": place.machine,
        "path": place.path,
        "claimed_by": now.claimed_by,
        "claimed_at": now.claimed_at,
        "generation": now.generation,
    }
    if before is None:
        work.insert(store_place, {"id": 1, **values})
    else:
        work.change(store_place, {"id": 1, "generation": before.generation}, values)
    return now


def claim_store(store: Store, actor: Actor, reason: str) -> Changes:
    """Take a copy over (接管): from now on this store decides, and the one it was copied from is out of use.

    The other file cannot be reached from here; it counts as retired because its generation is lower, and whoever
    joins the two is told so.

    Raises:
        NotAllowed: no role of the actor covers it, or no reason is given.
        Withheld: it is no copy (``not_a_copy``).
    """
    if not reason.strip():
        raise NotAllowed("store.claim", actor.login, "no_reason")
    with store.write(actor, "store.claim", reason.strip()) as work:
        if not standing_of(work.conn, store.url, store.clock).elsewhere:
            raise Withheld("store.claim", "not_a_copy")
        claim(work, place_of(work.conn, store.url))
    return work.changes()


def confirm_clock(store: Store, actor: Actor, second: Actor, reason: str) -> Changes:
    """Vouch, as a second person, for the clock of this workstation.

    Args:
        store: an embedded one; a server's own time rules.
        actor: who works here and asked.
        second: who looked at another clock and confirms; signed in beside the first.
        reason: what the second person compared it with.

    Raises:
        NotAllowed: both are the same person, the second may not confirm, or no reason is given.
        Withheld: nothing is wrong with the clock (``clock_believed``).
    """
    if not reason.strip():
        raise NotAllowed(CONFIRMED, second.login, "no_reason")
    if actor.login == second.login:
        raise NotAllowed(CONFIRMED, second.login, "same_person")
    with store.write(second, CONFIRMED, reason.strip()) as work:
        found = standing_of(work.conn, store.url, store.clock)
        if found.doubt is None:
            raise Withheld(CONFIRMED, "clock_believed")
        (row_id,) = work.new_ids(1)
        values = {
            "id": row_id,
            "workstation": second.workstation,
            "clock_at": stamp(store.clock.now()),
            "newest_at": found.newest,
            "asked_by": actor.login,
            "confirmed_by": second.login,
            "reason": reason.strip(),
        }
        work.insert(clock_check, values)
    return work.changes()
