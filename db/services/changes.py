"""The verbs on addresses as the window asks for them: what a plan would do, and having it done or filed.

What nobody approved yet is changed at once and can be undone (``db.services.editing``). On approved addresses the same
plan is filed as an application; another person decides (``db.services.applications``), and it takes hold on its day.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import Connection, select

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.errors import BadAddress, NumberTaken, StaleRecord
from db.domain.plan import TEXT_ACTS, Act, BlockedItem, Plan, PlanRefused, checked_day
from db.domain.state import Legal
from db.schema.address import node
from db.services.editing import edit, take_away
from db.services.filing import NewPart, file_plan, named, new_parts, note_open, note_unchanged, refuse
from db.services.place_naming import UNAPPROVED as UNAPPROVED_NAMES
from db.services.place_naming import correct_name, renames_beyond_share
from db.services.share import is_beyond
from db.store.hanging import Hanging, hanging
from db.store.lines import Drawing, draw
from db.store.places import under
from db.store.reach import UNAPPROVED, Reach, reach
from db.store.store import Store
from db.store.tree import holders

_ENDS = (Legal.MERGED, Legal.CANCELLED, Legal.VOID)


class Route(StrEnum):
    """Which way a plan goes."""

    DIRECT = "direct"  # 直接生效，可撤销
    APPLICATION = "application"  # 提交申请
    MIXED = "mixed"  # some of both: refused
    NOTHING = "nothing"  # every address is refused


@dataclass(frozen=True, slots=True)
class TextChange:
    """An address named in a plan, and what it will be called.

    Attributes:
        legal: its state now.
        after: ``""`` when it will be no address any more (merged, split, cancelled, void).
    """

    node_id: int
    before: str
    after: str
    legal: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a plan would do; nothing was kept.

    Attributes:
        route: direct, application, mixed or nothing.
        lines: the addresses named, and new ones of a split (``node_id`` 0, ``before`` empty), in the plan's order.
        below: how many living addresses below them follow.
        moves: how many addresses change their legal state with it.
        hanging: what hangs on all of them.
        blocked: addresses that refuse, with the reason as a code: those of ``db.store.reach``, ``not_approved``, and
            ``not_yours``, ``goal_not_yours`` where it lies, or shall lie, outside the area of who asks.
        second_person: the share is so large that even a direct act becomes an application.
        effective_on: the day it would take hold, when decided by then.
    """

    route: Route
    lines: tuple[TextChange, ...]
    below: int
    moves: int
    hanging: Hanging
    blocked: tuple[BlockedItem, ...]
    second_person: bool
    effective_on: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a plan.

    Attributes:
        direct: it was done at once; else it was filed.
        application_id: 0 when it was done at once.
        node_ids: the addresses changed or filed, new ones too.
    """

    direct: bool
    application_id: int
    node_ids: tuple[int, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A plan held against the register."""

    route: Route
    found: Reach
    drawing: Drawing | None
    parts: tuple[NewPart, ...]
    reached: frozenset[int]
    second_person: bool

    @property
    def below(self) -> int:
        """How many living addresses beside those named are among the reached."""
        dead = (
            {line.row.id for line in self.drawing.altered if not line.row.is_live} if self.drawing else set()
        )
        return len(self.reached - set(self.found.named) - dead)


def preview(store: Store, plan: Plan, actor: Actor | None = None) -> Preview:
    """What a plan would do; writes nothing.

    Args:
        store: where.
        plan: what.
        actor: who would do it; an address that lies, or shall lie, outside his area refuses, as it will when he does
            it. Without him only the register is asked.

    Raises:
        NotFound: a place or community is not there.
        StaleRecord: an address changed since it was shown.
        BadNumber, BadAddress: a text or day cannot be read, or a level cannot hang there.
        BadPlace: a place's new name cannot be.
        NumberTaken: another address has the text, or the number was given out.
    """
    today = legal_date(store.clock.now())
    day = _checked_day(plan, today)
    with store.read() as conn:
        if plan.act is Act.RENAME_PLACE:
            return _preview_of_name(conn, plan, day or today)
        weighed = _weigh(conn, plan)
        if actor is not None:
            weighed = _judge_areas(actor, weighed)
        found, drawing = weighed.found, weighed.drawing
        return Preview(
            weighed.route,
            tuple(_lines(plan, weighed)),
            drawing.below if drawing and plan.act in TEXT_ACTS else weighed.below,
            len(found.movers),
            hanging(conn, weighed.reached),
            tuple(found.refused),
            weighed.second_person,
            day or today,
        )


def _checked_day(plan: Plan, today: str) -> str:
    return checked_day(plan.effective_on, today) if plan.effective_on else ""


def _weigh(conn: Connection, plan: Plan, *, beyond_share: bool = False) -> _Weighed:
    """Hold a plan against the register.

    Raises:
        StaleRecord: an address changed since it was shown.
    """
    found = reach(conn, plan)
    for one in plan.edits:
        row = found.rows.get(one.node_id)
        if row is not None and row.row_version != one.seen:
            raise StaleRecord("node", one.node_id)
    route = _route(found, plan)
    drawing: Drawing | None = None
    parts: tuple[NewPart, ...] = ()
    if found.shapes and not found.refused:
        drawing = draw(conn, found.shapes, lock=False)
        if route is Route.APPLICATION:
            note_unchanged(found, drawing)
    if route is Route.APPLICATION:
        note_open(conn, found)
    if plan.act is Act.SPLIT and not found.refused:
        parts = tuple(new_parts(found, plan))
        _refuse_taken(conn, parts)
    route = Route.NOTHING if found.refused and route is not Route.MIXED else route
    reached = frozenset(found.touched(plan, drawing))
    weighed = _Weighed(route, found, drawing, parts, reached, second_person=False)
    large = beyond_share or _is_large(conn, weighed)
    if large and route is Route.DIRECT and _refuse_facts(found, plan):
        route = Route.NOTHING
    return replace(weighed, route=route, second_person=large)


def _refuse_facts(found: Reach, plan: Plan) -> bool:
    """Let facts refuse that a second person would have to agree to: they are written down directly, or not at all."""
    why = "facts_apart" if any(one.is_worded for one in plan.edits) else "facts_beyond_share"
    for one in plan.edits:
        if one.facts:
            found.refuse(one.node_id, why)
    return bool(found.refused)


def _judge_areas(actor: Actor, weighed: _Weighed) -> _Weighed:
    """Let what lies, or shall lie, outside the actor's area refuse: as ``edit``, ``take_away`` and ``file_plan`` do."""
    found, told = weighed.found, {one.node_id for one in weighed.found.refused}
    direct = weighed.route is Route.DIRECT and not weighed.second_person
    verb = "address.edit" if direct else "application.file"
    goals = {line.row.id: line.area.community for line in weighed.drawing.named} if weighed.drawing else {}
    for one in dict.fromkeys([*found.named, *found.movers]):
        if one not in told and not actor.may(verb, found.rows[one].area_community):
            found.refuse(one, "not_yours")
        elif one not in told and one in goals and not actor.may(verb, goals[one]):
            found.refuse(one, "goal_not_yours")
    ends = found.refused and weighed.route is not Route.MIXED
    return replace(weighed, route=Route.NOTHING) if ends else weighed


def _route(found: Reach, plan: Plan) -> Route:
    """Which way a plan goes; where it is mixed, the addresses that are not approved yet are named as refusing."""
    if not any(one.is_worded for one in plan.edits) and plan.act in TEXT_ACTS:
        return Route.DIRECT  # facts of any living address are written down at once
    drafts = [one for one in found.named if found.rows[one].legal in UNAPPROVED]
    if not drafts:
        return Route.APPLICATION
    if len(drafts) == len(found.named):
        return Route.DIRECT
    for one in drafts:
        found.refuse(one, "not_approved", found.rows[one].legal)
    return Route.MIXED


def _refuse_taken(conn: Connection, parts: Sequence[NewPart]) -> None:
    held = holders(conn, [part.key for part in parts])
    for row in conn.execute(select(node.c.id, node.c.full_text).where(held)):
        raise NumberTaken(text=row.full_text, holder=row.id)


def _is_large(conn: Connection, weighed: _Weighed) -> bool:
    """Whether so large a share of a community is reached that a second person has to agree."""
    rows = {line.row.id: line.row for line in weighed.drawing.altered} if weighed.drawing else {}
    rows |= weighed.found.rows
    return is_beyond(conn, Counter(rows[one].area_community for one in weighed.reached))


def _lines(plan: Plan, weighed: _Weighed) -> Iterator[TextChange]:
    after = {line.row.id: line.text for line in weighed.drawing.named} if weighed.drawing else {}
    for one in weighed.found.named:
        row = weighed.found.rows[one]
        ends = weighed.found.movers.get(one) in _ENDS
        yield TextChange(one, row.full_text, "" if ends else after.get(one, row.full_text), row.legal)
    for part in weighed.parts:
        yield TextChange(0, "", part.text, Legal.TO_APPROVE.value)


def _preview_of_name(conn: Connection, plan: Plan, day: str) -> Preview:
    """What another name for a place would do."""
    judged = named(conn, plan)
    query = select(node.c.id, node.c.area_community).where(under(conn, plan.place_id), node.c.is_live)
    found = {row.id: row.area_community for row in conn.execute(query)}
    route = Route.DIRECT if judged.state in UNAPPROVED_NAMES else Route.APPLICATION
    large = is_beyond(conn, Counter(found.values()))
    return Preview(route, (), len(found), 0, hanging(conn, found), (), large, day)


def carry_out(
    store: Store,
    actor: Actor,
    plan: Plan,
    title: str,
    reason: str,
    *,
    unsaid: str = "",
    beyond_share: bool = False,
) -> Done:
    """Do a plan at once where nobody approved anything yet, else file it as an application.

    Args:
        store: where.
        actor: who.
        plan: what.
        title: what the application is called in lists.
        reason: why; an application needs one.
        unsaid: what the journal says of a direct edit that was given no reason.
        beyond_share: it is part of an act that asks for a second person as a whole (``db.services.share``).

    Raises:
        NotFound, StaleRecord, BadNumber, BadAddress, BadPlace, NumberTaken: see ``preview``.
        PlanRefused: an address refuses (``preview`` lists all), some are approved and some are not, or ``no_reason``.
        NotAllowed: an address, or where it shall lie, is outside the actor's area.
    """
    today = legal_date(store.clock.now())
    plan = replace(plan, effective_on=_checked_day(plan, today))
    if plan.act is Act.RENAME_PLACE:
        return _carry_out_name(store, actor, plan, title, reason)
    with store.read() as conn:
        weighed = _weigh(conn, plan, beyond_share=beyond_share)
    refuse(weighed.found)
    if weighed.route is Route.DIRECT and not weighed.second_person:
        return _at_once(store, actor, plan, weighed, reason.strip() or unsaid)
    return _filed(store, actor, plan, title, reason)


def _filed(store: Store, actor: Actor, plan: Plan, title: str, reason: str) -> Done:
    if not reason.strip():
        raise PlanRefused("no_reason")
    with store.write(actor, "application.file", reason) as work:
        application_id, ids = file_plan(work, plan, title, reason)
    return Done(False, application_id, ids, work.changes())


def _at_once(store: Store, actor: Actor, plan: Plan, weighed: _Weighed, reason: str) -> Done:
    """What is no approved address is edited; a day is of no use to it, since it is not in force."""
    if plan.effective_on > legal_date(store.clock.now()):
        raise BadAddress(field="effective_on", text=plan.effective_on, why="not_in_force_yet")
    if plan.act is Act.CANCEL:
        seen = {one: weighed.found.rows[one].row_version for one in weighed.found.movers}
        changes = take_away(store, actor, seen, reason).changes
        return Done(True, 0, tuple(seen), changes)
    edited = edit(store, actor, plan.edits, reason, plan.act.value)
    return Done(True, 0, plan.node_ids, edited.changes)


def _carry_out_name(store: Store, actor: Actor, plan: Plan, title: str, reason: str) -> Done:
    with store.read() as conn:
        found = named(conn, plan)
        large = renames_beyond_share(conn, plan.place_id)
    if found.state in UNAPPROVED_NAMES and not large:
        changes = correct_name(store, actor, plan.place_id, found.row_version, plan.name, reason)
        return Done(True, 0, (), changes)
    return _filed(store, actor, plan, title, reason)
