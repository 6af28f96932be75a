"""Decided changes whose day has come: each takes hold in a transaction of its own, in the order of their days.

One that cannot (a number was taken, an address cancelled meanwhile) keeps the reason and stays on the list; the others
do not wait for it.
"""

from dataclasses import dataclass

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.errors import DomainError, NotAllowed
from db.domain.plan import PlanRefused
from db.schema.work import planned_change
from db.services.planning import hold
from db.store import applications as rows
from db.store import changes
from db.store.changes import PlannedRow
from db.store.store import Store

_VERB = "address.take_hold"


@dataclass(frozen=True, slots=True)
class Hindered:
    """A change that could not take hold.

    Attributes:
        reason: a code.
    """

    application_id: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Held:
    """What took hold.

    Attributes:
        application_ids: those that did, in order.
        hindered: those whose day has come, but that cannot.
        changes: one for each that did.
    """

    application_ids: tuple[int, ...]
    hindered: tuple[Hindered, ...]
    changes: tuple[Changes, ...]


def waiting(store: Store) -> list[PlannedRow]:
    """Decided changes that did not take hold yet, the next one first; with the reason when one cannot."""
    with store.read() as conn:
        return changes.planned(conn, planned_change.c.state == changes.DUE)


def take_hold(store: Store, actor: Actor) -> Held:
    """Let every change take hold whose day has come, as far as the actor's area reaches.

    Raises:
        NotAllowed: the actor may let nothing take hold.
        Withheld: the store is a copy, or the clock cannot be believed.
    """
    actor.role_for(_VERB)
    with store.read() as conn:
        ids = changes.due(conn, legal_date(store.clock.now()))
    done: list[tuple[int, Changes]] = []
    hindered: list[Hindered] = []
    for application_id in ids:
        try:
            made = _hold_one(store, actor, application_id)
        except NotAllowed:
            continue  # somebody else's area: he lets it take hold
        except DomainError as error:
            told = _note_hindrance(store, actor, application_id, code_of(error))
            hindered += [told] if told else []
        else:
            done += [(application_id, made)] if made else []
    return Held(tuple(one for one, _ in done), tuple(hindered), tuple(made for _, made in done))


def _hold_one(store: Store, actor: Actor, application_id: int) -> Changes | None:
    """Let one change take hold; None when another desk was quicker."""
    with store.read() as conn:
        alone = changes.ends_units(conn, application_id)
    with store.write(actor, _VERB, str(application_id), alone=alone) as work:
        row = changes.locked(work.conn, application_id)
        if row is None or row.state != changes.DUE or row.effective_on > work.today:
            return None
        work.reason = row.title
        hold(work, row, rows.items(work.conn, application_id))
    return work.changes()


def _note_hindrance(store: Store, actor: Actor, application_id: int, reason: str) -> Hindered | None:
    """Keep why a change cannot take hold; None when it did meanwhile."""
    with store.write(actor, _VERB, reason) as work:
        row = changes.locked(work.conn, application_id)
        if row is None or row.state != changes.DUE:
            return None
        if row.hindrance != reason:
            changes.settle(work, row, changes.DUE, hindrance=reason)
    return Hindered(application_id, row.title, reason)


def code_of(error: DomainError) -> str:
    """A short code for why a change cannot take hold."""
    if isinstance(error, PlanRefused):
        return error.why
    return _CODES.get(type(error).__name__, "cannot_be")


_CODES = {
    "NumberTaken": "number_taken",
    "NotFound": "not_found",
    "StaleRecord": "changed_since",
    "WrongState": "wrong_state",
    "BadPlace": "name_taken",
}
