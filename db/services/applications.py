"""Applications for numbers: filed by one account, decided by another; the legal axis moves only here.

Existing addresses (待核实) are confirmed by list, new numbers are proposed by rule. A decision takes hold of all its
addresses in one transaction, whatever their number.
"""

from collections import Counter
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
from db.schema.work import application, application_item
from db.services.numbering import current_rules, propose_in
from db.store import applications as rows
from db.store import settings
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
    """A decided application and how many addresses moved with it."""

    application_id: int
    state: Application
    items: int
    changes: Changes


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
            application_id = _file(work, head, [one.area for one in taken], [(one.id, "") for one in taken])
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
        version = str(current_rules(work.conn).version)
        head = ("new_number", named.name, reason, version)
        why = [_why(proposal) for proposal in proposals]
        application_id = _file(work, head, [area], list(zip(ids, why, strict=True)))
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


def _file(
    work: Work, head: tuple[str, str, str, str], areas: Sequence[Area], items: Sequence[tuple[int, str]]
) -> int:
    kind, title, reason, rule_version = head
    (application_id,) = work.new_ids(1)
    state = move(APPLICATION, Application.DRAFT, Application.SUBMITTED)
    work.insert(
        application,
        {
            "district_code": work.district_code,
            "id": application_id,
            "area_district": _shared(area.district for area in areas),
            "area_subdistrict": _shared(area.subdistrict for area in areas),
            "area_community": _shared(area.community for area in areas),
            "kind": kind,
            "state": state.value,
            "title": title,
            "reason": reason,
            "filed_by": work.actor.login,
            "filed_at": work.at,
            "rule_version": rule_version,
        },
    )
    work.insert_many(
        application_item,
        ("district_code", "application_id", "item_no", "node_id", "reason", "outcome"),
        [
            (work.district_code, application_id, item_no, node_id, why, state.value)
            for item_no, (node_id, why) in enumerate(items, 1)
        ],
    )
    return application_id


def _shared(codes: Iterable[str]) -> str:
    """The unit all lie in, ``""`` when they lie in several."""
    counted = Counter(codes)
    return next(iter(counted)) if len(counted) == 1 else ""


def approve(store: Store, actor: Actor, application_id: int, seen_version: int, opinion: str) -> Decided:
    """Approve every address of an application: 待审批 → 已批准, and its numbers become live.

    Raises:
        NotFound, StaleRecord: no such application, or it changed since it was shown.
        NotAllowed: no chief of the area, or the account that filed it.
        WrongState: it is decided already, an address moved meanwhile, a parent or a place name is not approved, or a
            problem was found since that would have kept an address out.
    """
    with store.write(actor, "application.approve", opinion) as work:
        found = rows.locked(work.conn, application_id, seen_version)
        second_person("application.approve", actor, found.filed_by)
        state = Application(found.state)
        if state is Application.SUBMITTED:
            # The chief's reading is the first review; a second desk can be put between.
            state = move(APPLICATION, state, Application.FIRST_REVIEW)
        state = move(APPLICATION, state, Application.APPROVED)
        draft = rows.unapproved_place(work.conn, application_id)
        if draft is not None:
            raise WrongState("NameState", draft, NameState.APPROVED.value)
        orphan = rows.unapproved_parent(work.conn, application_id)
        if orphan is not None:
            raise WrongState("Legal", orphan, Legal.APPROVED.value)
        faults = rows.faults(work.conn, rows.items(work.conn, application_id))
        if faults:
            raise WrongState("Problem", Problem.REGISTERED.value, Problem.CLOSED.value)
        step = (Legal.TO_APPROVE, Legal.APPROVED)
        count = _decide(work, application_id, seen_version, state, step)
    return Decided(application_id, state, count, work.changes())


def return_application(
    store: Store, actor: Actor, application_id: int, seen_version: int, reason: str
) -> Decided:
    """Give an application back with a reason; its addresses become 草稿 and keep their numbers.

    Raises:
        NotFound, StaleRecord, WrongState: no such application, changed since, or decided.
        NotAllowed: no chief of the area.
    """
    return _undo(store, actor, application_id, seen_version, ("application.return", reason))


def withdraw(store: Store, actor: Actor, application_id: int, seen_version: int, reason: str) -> Decided:
    """Take an application back before it is decided; its addresses become 草稿 and keep their numbers.

    Raises:
        NotFound, StaleRecord, WrongState: no such application, changed since, or decided.
        NotAllowed: the actor may not file in the area.
    """
    return _undo(store, actor, application_id, seen_version, ("application.withdraw", reason))


def revoke(store: Store, actor: Actor, application_id: int, seen_version: int, reason: str) -> Decided:
    """Revoke an approval: 已批准 → 草稿, as long as no plate was begun.

    Raises:
        NotFound, StaleRecord, WrongState: no such application, changed since, or not approved.
        NotAllowed: no chief of the area; ``plate_exists``; ``children_approved`` by another application.
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
        if wanted is Application.REVOKED:
            if rows.has_plate(work.conn, application_id):
                raise NotAllowed(verb=verb, actor=actor.login, why="plate_exists")
            if rows.has_other_children(work.conn, application_id):
                raise NotAllowed(verb=verb, actor=actor.login, why="children_approved")
        count = _decide(work, application_id, seen, state, (legal, Legal.DRAFT))
    return Decided(application_id, state, count, work.changes())


def _decide(work: Work, application_id: int, seen: int, state: Application, step: tuple[Legal, Legal]) -> int:
    _check_areas(work, rows.communities(work.conn, application_id))
    work.change(
        application,
        {"id": application_id, "row_version": seen},
        {
            "state": state.value,
            "decided_by": work.actor.login,
            "decided_at": work.at,
            "opinion": work.reason,
        },
    )
    ids = rows.items(work.conn, application_id)
    move_legal(work, ids, step[1], step[0])
    rows.settle_items(work, application_id, state)
    return len(ids)


def _check_areas(work: Work, communities: Iterable[str]) -> None:
    for community in communities:
        work.actor.role_for(work.verb, community)
