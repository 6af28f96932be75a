"""Applications for numbers: filed by one account, decided by another; the legal axis moves only here.

Existing addresses (待核实) are confirmed by list, new numbers are proposed by rule. A decision takes hold of all its
addresses in one transaction, whatever their number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import true

from db.domain.access import Actor, second_person
from db.domain.address import ORDER, NodeKind, door, full_text, live_key
from db.domain.changes import Changes
from db.domain.errors import NotAllowed, NumberTaken, WrongState
from db.domain.number import HouseNumber
from db.domain.numbering import Proposal, Side
from db.domain.place import NameState
from db.domain.plan import BlockedItem
from db.domain.state import APPLICATION, Application, Legal, Problem, move
from db.schema.work import application
from db.services import planning
from db.services.numbering import propose_in, version_of
from db.store import applications as rows
from db.store import changes, settings
from db.store.applications import ApplicationRow, NamingPlace, Wanted
from db.store.journal import canonical
from db.store.store import Store, Work
from db.store.tree import Area, NewNode, add_nodes, move_legal


@dataclass(frozen=True, slots=True)
class Filed:
    """A filed application.

    Attributes:
        application_id: 0 when every address was blocked and nothing was filed.
        node_ids: the addresses in it.
    """

    application_id: int
    node_ids: tuple[int, ...]
    blocked: tuple[BlockedItem, ...]
    changes: Changes

    @property
    def items(self) -> int:
        """How many addresses it holds."""
        return len(self.node_ids)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decided application and how many addresses it is about.

    Attributes:
        due_on: the day it takes hold on, when that is still to come.
    """

    application_id: int
    state: Application
    items: int
    changes: Changes
    due_on: str = ""


def applications(store: Store, state: Application | None = None) -> list[ApplicationRow]:
    """Applications, newest first; all of them, or those in a state."""
    with store.read() as conn:
        return rows.applications(conn, true() if state is None else application.c.state == state.value)


def file_confirmation(store: Store, actor: Actor, node_ids: Iterable[int], title: str, reason: str) -> Filed:
    """File a list of existing addresses: 待核实 → 待审批.

    What was given back or revoked lies as 草稿 and is filed again the same way. Addresses that cannot be confirmed
    are left out and named in ``blocked``; those below them stay out with them.

    Raises:
        NotAllowed: an address lies outside the actor's area.
    """
    with store.write(actor, "application.file", reason) as work:
        ids = tuple(dict.fromkeys(node_ids))
        found = rows.wanted(work.conn, ids)
        own = _own(work, ids)
        blocked = _blocked(found, rows.faults(work.conn, found), own)
        blocked = [BlockedItem(i, "", "not_found") for i in ids if i not in found] + blocked
        refused = {item.node_id for item in blocked}
        taken = [found[i] for i in ids if i not in refused]
        application_id = 0
        if taken:
            _check_areas(work, {one.area.community for one in taken})
            head = ("confirm", title, reason, "")
            area = rows.shared_area([one.area for one in taken])
            application_id = rows.add(work, head, area, [(one.id, "") for one in taken])
            drafts = [one.id for one in taken if one.legal == Legal.DRAFT]
            move_legal(work, drafts, Legal.TO_VERIFY, Legal.DRAFT)
            move_legal(work, [one.id for one in taken], Legal.TO_APPROVE, Legal.TO_VERIFY)
    return Filed(application_id, tuple(one.id for one in taken), tuple(blocked), work.changes())


def _own(work: Work, ids: Iterable[int]) -> set[int]:
    """The addresses the actor entered himself, where the office has another person verify them."""
    separate = settings.in_force(work.conn).enter_verify
    return rows.entered_by(work.conn, work.actor.login, ids) if separate else set()


def _blocked(found: dict[int, Wanted], faults: dict[int, str], own: set[int]) -> list[BlockedItem]:
    """Addresses that cannot be confirmed, parents judged before their children."""
    blocked: dict[int, BlockedItem] = {}
    for one in sorted(found.values(), key=lambda one: ORDER.index(NodeKind(one.kind))):
        reason = detail = ""
        if one.legal not in (Legal.TO_VERIFY, Legal.DRAFT):
            reason, detail = "wrong_state", one.legal
        elif one.id in faults:
            reason, detail = "open_problem", faults[one.id]
        elif one.id in own:
            reason = "same_enterer"
        elif one.place_state != NameState.APPROVED:
            reason, detail = "draft_place", one.place_state
        elif one.parent_id != one.place_id:
            inside = one.parent_id in found and one.parent_id not in blocked
            if not inside and one.parent_legal != Legal.APPROVED:
                reason, detail = "parent_not_approved", one.parent_legal
        if reason:
            blocked[one.id] = BlockedItem(one.id, one.full_text, reason, detail)
    return list(blocked.values())


def file_new_number(
    store: Store,
    actor: Actor,
    place_id: int,
    community_code: str,
    *,
    side: str,
    count: int,
    reason: str,
    after: HouseNumber | None = None,
    shown: Sequence[HouseNumber] = (),
) -> Filed:
    """Take the next numbers of a place for new doors, which come into being as 待审批.

    Args:
        store: where.
        actor: who.
        place_id: the street, lane, compound or village.
        community_code: where the doors lie.
        side: ``left`` or ``right`` in numbering direction.
        count: how many doors.
        reason: why they are needed.
        after: the neighbour before an infill.
        shown: the proposal the clerk agreed to; when given, nothing else is taken.

    Raises:
        NotFound: no such place or community.
        NotAllowed: the community lies outside the actor's area.
        WrongState: the place's name is not approved (N02).
        BadAddress, BadNumber: no such side, or a proposal is impossible.
        NumberTaken: somebody took one of the numbers shown.
    """
    with store.write(actor, "application.file", reason, community_code) as work:
        named = rows.naming_place(work.conn, place_id)
        if named.state != NameState.APPROVED:
            raise WrongState("NameState", named.state, NameState.APPROVED.value)
        area, district = rows.community_area(work.conn, community_code)
        proposals = propose_in(work.conn, place_id, side, count, after)
        numbers = [proposal.number for proposal in proposals]
        if shown and list(shown) != numbers:
            gone = next((number for number in shown if number not in numbers), shown[0])
            raise NumberTaken(text=str(gone))
        ids = work.new_ids(len(numbers))
        surveyed = side if side in (Side.LEFT, Side.RIGHT) else ""
        add_nodes(
            work,
            [
                _new_door(node_id, number, named, (area, district), surveyed)
                for node_id, number in zip(ids, numbers, strict=True)
            ],
        )
        version = version_of(work.conn, place_id)
        head = ("new_number", named.name, reason, version)
        why = [_why(proposal) for proposal in proposals]
        application_id = rows.add(work, head, area, list(zip(ids, why, strict=True)))
    return Filed(application_id, tuple(ids), (), work.changes())


def _new_door(
    node_id: int, number: HouseNumber, named: NamingPlace, lies: tuple[Area, str], side: str
) -> NewNode:
    area, district = lies
    own = door(number)
    return NewNode(
        id=node_id,
        own=own,
        parent_id=named.id,
        place_id=named.id,
        place_home=named.home_district,
        area=area,
        key=live_key(named.id, (own,)),
        full_text=full_text(district, named.name, (own,)),
        side=side,
        legal=Legal.TO_APPROVE,
    )


def _why(proposal: Proposal) -> str:
    return canonical(
        {
            "reason": proposal.reason.value,
            "rules": list(proposal.rules),
            "after": str(proposal.after) if proposal.after else "",
            "passed_over": [[str(number), status.value] for number, status in proposal.passed_over],
        }
    )


def approve(store: Store, actor: Actor, application_id: int, seen_version: int, opinion: str) -> Decided:
    """Approve an application: its addresses go 待审批 → 已批准 and their numbers become live; a change takes hold.

    A change whose day is still to come waits for it (``db.services.taking_hold``).

    Raises:
        NotFound, StaleRecord: no such application, or it changed since it was shown.
        NotAllowed: no chief of the area, or the account that filed it.
        WrongState: it is decided already, an address moved meanwhile, a parent or a place name is not approved, or a
            problem was found since that would have kept an address out.
        PlanRefused, NumberTaken, BadAddress, BadPlace: a change cannot be made any more as it was filed.
    """
    with store.read() as conn:
        alone = changes.ends_units(conn, application_id)
    with store.write(actor, "application.approve", opinion, alone=alone) as work:
        found = rows.locked(work.conn, application_id, seen_version)
        second_person("application.approve", actor, found.filed_by)
        state = Application(found.state)
        if state is Application.SUBMITTED:
            # The chief's reading is the first review; a second desk can be put between.
            state = move(APPLICATION, state, Application.FIRST_REVIEW)
        state = move(APPLICATION, state, Application.APPROVED)
        planned = changes.locked(work.conn, application_id)
        if planned is None:
            _refuse_unready(work, application_id)
        ids = _decide(work, application_id, seen_version, state)
        due_on = ""
        if planned is None:
            move_legal(work, ids, Legal.APPROVED, Legal.TO_APPROVE)
        else:
            due_on = planning.agree(work, planned, ids)
    return Decided(application_id, state, len(ids), work.changes(), due_on)


def _refuse_unready(work: Work, application_id: int) -> None:
    """Refuse addresses that could not be filed any more as they are now."""
    draft = rows.unapproved_place(work.conn, application_id)
    if draft is not None:
        raise WrongState("NameState", draft, NameState.APPROVED.value)
    orphan = rows.unapproved_parent(work.conn, application_id)
    if orphan is not None:
        raise WrongState("Legal", orphan, Legal.APPROVED.value)
    if rows.faults(work.conn, rows.items(work.conn, application_id)):
        raise WrongState("Problem", Problem.REGISTERED.value, Problem.CLOSED.value)


def return_application(
    store: Store, actor: Actor, application_id: int, seen_version: int, reason: str
) -> Decided:
    """Give an application back with a reason; new addresses become 草稿 and keep their numbers, others stay as they are.

    Raises:
        NotFound, StaleRecord, WrongState: no such application, changed since, or decided.
        NotAllowed: no chief of the area.
    """
    return _undo(store, actor, application_id, seen_version, ("application.return", reason))


def withdraw(store: Store, actor: Actor, application_id: int, seen_version: int, reason: str) -> Decided:
    """Take an application back before it is decided; see ``return_application``.

    Raises:
        NotFound, StaleRecord, WrongState: no such application, changed since, or decided.
        NotAllowed: the actor may not file in the area.
    """
    return _undo(store, actor, application_id, seen_version, ("application.withdraw", reason))


def revoke(store: Store, actor: Actor, application_id: int, seen_version: int, reason: str) -> Decided:
    """Revoke an approval, as long as no plate was begun: 已批准 → 草稿, or a change is taken back by another of today.

    Raises:
        NotFound, StaleRecord, WrongState: no such application, changed since, or not approved.
        NotAllowed: no chief of the area; ``plate_exists``; ``children_approved`` by another application;
            ``changed_since``, an address was changed again; ``not_revocable``, such a change is not taken back.
    """
    return _undo(store, actor, application_id, seen_version, ("application.revoke", reason))


_UNDO = {
    "application.return": (Application.RETURNED, Legal.TO_APPROVE),
    "application.withdraw": (Application.WITHDRAWN, Legal.TO_APPROVE),
    "application.revoke": (Application.REVOKED, Legal.APPROVED),
}


def _undo(store: Store, actor: Actor, application_id: int, seen: int, act: tuple[str, str]) -> Decided:
    verb, reason = act
    wanted, legal = _UNDO[verb]
    with store.write(actor, verb, reason) as work:
        found = rows.locked(work.conn, application_id, seen)
        state = move(APPLICATION, Application(found.state), wanted)
        planned = changes.locked(work.conn, application_id)
        if wanted is Application.REVOKED and planned is None:
            _refuse_built_on(work, application_id)
        ids = _decide(work, application_id, seen, state)
        if planned is None:
            move_legal(work, ids, Legal.DRAFT, legal)
        else:
            planning.give_up(work, planned, ids)
    return Decided(application_id, state, len(ids), work.changes())


def _refuse_built_on(work: Work, application_id: int) -> None:
    """Refuse to revoke numbers that something was built on."""
    if rows.has_plate(work.conn, application_id):
        raise NotAllowed(verb=work.verb, actor=work.actor.login, why="plate_exists")
    if rows.has_other_children(work.conn, application_id):
        raise NotAllowed(verb=work.verb, actor=work.actor.login, why="children_approved")


def _decide(work: Work, application_id: int, seen: int, state: Application) -> list[int]:
    """Write a decision down; returns the addresses it is about."""
    _check_areas(work, rows.communities(work.conn, application_id))
    rows.decide(work, application_id, seen, state)
    return rows.items(work.conn, application_id)


def _check_areas(work: Work, communities: Iterable[str]) -> None:
    for community in communities:
        work.actor.role_for(work.verb, community)
