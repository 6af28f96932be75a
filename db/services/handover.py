"""Handing over (账号交接): who answers for what, offering it, and accepting, refusing or withdrawing the offer.

An offer changes nothing until its receiver accepts it; until then the giver answers. Who made a case stays written in
it for ever, and rules that want a second person go by that.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import true

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import NotAllowed, NotFound
from db.domain.handover import (
    HANDOVER,
    Duty,
    DutyKey,
    DutyKind,
    Handover,
    HandoverRefused,
    LeftOut,
    fits,
    may_offer_for,
    refuse_misfits,
    settle,
)
from db.domain.state import move
from db.store import handover as rows
from db.store.handover import HandoverRow, OfferedItem
from db.store.store import Store, Work
from db.store.turns import take_turn

_TOPIC = "handover"


@dataclass(frozen=True, slots=True)
class Receiver:
    """An account that could take something over.

    Attributes:
        unfit: keys of the items it could not do.
    """

    login: str
    name: str
    unfit: frozenset[DutyKey]


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer just made."""

    handover_id: int
    duties: tuple[Duty, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted offer: what moved, and what did not and why."""

    handover_id: int
    moved: tuple[OfferedItem, ...]
    left_out: tuple[tuple[OfferedItem, LeftOut], ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Sheet:
    """An offer with its items, as it is shown and printed."""

    head: HandoverRow
    items: tuple[OfferedItem, ...]


def duties(store: Store, login: str) -> list[Duty]:
    """Everything a person answers for, by kind and age; offers he has not answered come last.

    Raises:
        NotFound: there never was such an account.
    """
    with store.read() as conn:
        if login not in rows.areas_by_login(conn):
            raise NotFound("actor", login)
        waiting = rows.handovers(conn, rows.waiting_for(login))
        return [*rows.answers_for(conn, login), *(_waiting(one) for one in waiting)]


def _waiting(one: HandoverRow) -> Duty:
    return Duty(
        kind=DutyKind.HANDOVER,
        row_id=one.id,
        title=one.from_login,
        areas=(),
        state=one.state,
        since=one.offered_at,
        maker=one.offered_by,
        login=one.to_login,
        verb="handover.accept",
    )


def hanging(store: Store, login: str) -> dict[DutyKind, int]:
    """How much still hangs on an account, by kind; kinds with nothing are left out. An unknown login has nothing."""
    with store.read() as conn:
        counted = Counter(one.kind for one in rows.answers_for(conn, login))
        counted[DutyKind.HANDOVER] = len(rows.handovers(conn, rows.waiting_for(login)))
    return {kind: counted[kind] for kind in DutyKind if counted[kind]}


def waiting(store: Store, login: str) -> int:
    """How many offers wait for somebody's answer."""
    with store.read() as conn:
        return len(rows.handovers(conn, rows.waiting_for(login)))


def handovers(store: Store, login: str = "") -> list[HandoverRow]:
    """Offers, newest first; those that a person gave, was given or made, or all."""
    with store.read() as conn:
        return rows.handovers(conn, rows.involving(login) if login else true())


def handover_sheet(store: Store, handover_id: int) -> Sheet:
    """An offer with its items.

    Raises:
        NotFound: no such offer.
    """
    with store.read() as conn:
        head = next((one for one in rows.handovers(conn, true()) if one.id == handover_id), None)
        if head is None:
            raise NotFound("handover", str(handover_id))
        return Sheet(head, tuple(rows.items_of(conn, handover_id)))


def receivers(store: Store, wanted: Sequence[Duty], giver: str) -> list[Receiver]:
    """Every other active account and what of the items it could not take, the fittest first."""
    with store.read() as conn:
        known = rows.people(conn)
    found = [
        Receiver(one.login, one.name, frozenset(duty.key for duty in wanted if not fits(one, duty)))
        for one in known.values()
        if one.login != giver
    ]
    return sorted(found, key=lambda one: (len(one.unfit), one.login))


def givers(store: Store, actor: Actor) -> list[str]:
    """Logins whose work the actor may hand over: his own and, for a chief or administrator, all within his area."""
    with store.read() as conn:
        areas = rows.areas_by_login(conn)
    mine = [
        login for login, covered in areas.items() if login != actor.login and may_offer_for(actor, covered)
    ]
    return [actor.login, *mine]


def offer_handover(
    store: Store,
    actor: Actor,
    from_login: str,
    to_login: str,
    *,
    reason: str,
    items: Iterable[DutyKey] | None = None,
) -> Offered:
    """Offer what somebody answers for to somebody else, who has to accept it.

    Args:
        store: where.
        actor: the giver himself, or a chief or an administrator over the giver's whole area.
        from_login: the giver; his account may be closed already.
        to_login: the receiver.
        reason: why.
        items: what; all he answers for that is not on offer yet when None.

    Raises:
        NotFound: no such giver, or no active receiver.
        NotAllowed: the actor may not offer for the giver, or no reason is given.
        HandoverRefused: ``to_himself``, ``nothing`` to offer, an item is ``not_his`` or ``offered_already``, or a
            ``misfit``: the receiver has no role for it in its area.
    """
    verb = "handover.offer"
    if not reason.strip():
        raise NotAllowed(verb, actor.login, "no_reason")
    if from_login == to_login:
        raise HandoverRefused("to_himself", to_login)
    with store.write(actor, verb, reason.strip()) as work:
        take_turn(work.conn, _TOPIC)
        _refuse_stranger(work, from_login)
        known = rows.people(work.conn)
        if to_login not in known:
            raise NotFound("actor", to_login)
        mine = rows.answers_for(work.conn, from_login)
        wanted = [one for one in mine if not one.offered] if items is None else _chosen(mine, items, to_login)
        if not wanted:
            raise HandoverRefused("nothing", to_login)
        refuse_misfits(known[to_login], wanted, known.values())
        (handover_id,) = work.new_ids(1)
        rows.keep_offer(work, handover_id, (from_login, to_login), reason.strip(), wanted)
    return Offered(handover_id, tuple(wanted), work.changes())


def _refuse_stranger(work: Work, giver: str) -> None:
    """Let the giver himself pass, and who stands over all of his work.

    Raises:
        NotFound: there never was such an account.
        NotAllowed: the actor is neither.
    """
    areas = rows.areas_by_login(work.conn).get(giver)
    if areas is None:
        raise NotFound("actor", giver)
    if work.actor.login != giver and not may_offer_for(work.actor, areas):
        raise NotAllowed(work.verb, work.actor.login, "not_yours_to_give")


def _chosen(mine: Sequence[Duty], items: Iterable[DutyKey], receiver: str) -> list[Duty]:
    known = {one.key: one for one in mine}
    keys = list(dict.fromkeys(items))
    strange = [key for key in keys if key not in known]
    if strange:
        named = tuple((kind.value, str(row_id), "") for kind, row_id in strange)
        raise HandoverRefused("not_his", receiver, named)
    held = [known[key] for key in keys if known[key].offered]
    if held:
        named = tuple((one.kind.value, one.title, "") for one in held)
        raise HandoverRefused("offered_already", receiver, named)
    return [known[key] for key in keys]


def accept_handover(store: Store, actor: Actor, handover_id: int, seen_version: int) -> Accepted:
    """Answer from now on for what was offered. What was finished or taken over meanwhile is left out and named.

    Raises:
        NotFound, StaleRecord, WrongState: no such offer, changed since it was shown, or answered.
        NotAllowed: it was offered to somebody else.
    """
    with store.write(actor, "handover.accept") as work:
        take_turn(work.conn, _TOPIC)
        found = rows.locked(work.conn, handover_id, seen_version)
        state = move(HANDOVER, Handover(found.state), Handover.ACCEPTED)
        if found.to_login != actor.login:
            raise NotAllowed(work.verb, actor.login, "not_the_receiver")
        items = rows.items_of(work.conn, handover_id)
        keys = [item.key for item in items]
        settled = settle(keys, rows.open_duties(work.conn, keys), found.from_login, actor)
        # Before the answer: the offer is what lets the database give one person's case to another.
        rows.hand_to(work, settled.moved, found.from_login, actor.login)
        left = [(item, settled.left_out[item.key]) for item in items if item.key in settled.left_out]
        rows.keep_answer(
            work, handover_id, seen_version, state.value, {item.item_no: why for item, why in left}
        )
    moved = tuple(item for item in items if item.key not in settled.left_out)
    return Accepted(handover_id, moved, tuple(left), work.changes())


def refuse_handover(store: Store, actor: Actor, handover_id: int, seen_version: int, reason: str) -> Changes:
    """Say no to an offer; the giver goes on answering.

    Raises:
        NotFound, StaleRecord, WrongState: no such offer, changed since it was shown, or answered.
        NotAllowed: it was offered to somebody else, or no reason is given.
    """
    verb = "handover.refuse"
    if not reason.strip():
        raise NotAllowed(verb, actor.login, "no_reason")
    with store.write(actor, verb, reason.strip()) as work:
        found = rows.locked(work.conn, handover_id, seen_version)
        state = move(HANDOVER, Handover(found.state), Handover.REFUSED)
        if found.to_login != actor.login:
            raise NotAllowed(verb, actor.login, "not_the_receiver")
        rows.keep_answer(work, handover_id, seen_version, state.value)
    return work.changes()


def withdraw_handover(
    store: Store, actor: Actor, handover_id: int, seen_version: int, reason: str = ""
) -> Changes:
    """Take an offer back before it is answered.

    Raises:
        NotFound, StaleRecord, WrongState: no such offer, changed since it was shown, or answered.
        NotAllowed: the actor is neither who made it, nor the giver, nor stands over all of his work.
    """
    with store.write(actor, "handover.withdraw", reason.strip()) as work:
        found = rows.locked(work.conn, handover_id, seen_version)
        state = move(HANDOVER, Handover(found.state), Handover.WITHDRAWN)
        if found.offered_by != actor.login:
            _refuse_stranger(work, found.from_login)
        rows.keep_answer(work, handover_id, seen_version, state.value)
    return work.changes()
