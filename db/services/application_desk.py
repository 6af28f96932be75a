"""Applications as people decide on them: the list with the day each takes hold on, and one with what it would change."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Row, func, select, true

from db.domain.errors import DomainError, NotFound
from db.domain.plan import TEXT_ACTS, Act, BlockedItem, Edit, Plan
from db.schema.address import node, place
from db.schema.work import application, planned_change
from db.services.redraw_seen import SeenRedraw, look_at_redraw
from db.services.taking_hold import code_of
from db.store import applications as rows
from db.store import changes
from db.store.applications import ApplicationRow
from db.store.hanging import Hanging, hanging
from db.store.held import Turn, turned
from db.store.lines import draw
from db.store.places import under
from db.store.reach import reach
from db.store.sets import among
from db.store.store import Store

_OPEN = (changes.PROPOSED, changes.DUE)
_ENDS = {Act.MERGE, Act.CANCEL}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is known of a change that did not take hold yet.

    Attributes:
        effective_on: the day it takes hold on; ``""`` for the day it is decided.
        state: ``proposed`` or ``due``.
        hindrance: why it could not take hold on its day, as a code.
    """

    effective_on: str
    state: str
    hindrance: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An application in the list.

    Attributes:
        waiting: None when it changes nothing, or did already.
        effective_on: the day that was named in it; ``""`` when none was.
    """

    row: ApplicationRow
    waiting: Waiting | None
    effective_on: str = ""


@dataclass(frozen=True, slots=True)
class AddressLine:
    """An address of an application.

    Attributes:
        before: as it reads now, or read before the application took hold; ``""`` for a new one.
        after: as it would read, or read then; ``""`` when it would be none any more.
        reason: why it refuses now, as a code; ``""`` when it does not.
        follow: of a place, how many addresses bear its name and will read otherwise.
    """

    node_id: int
    before: str
    after: str
    legal: str
    reason: str = ""
    detail: str = ""
    follow: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """An application as somebody about to decide sees it.

    Attributes:
        act: what it would do; None for a list of addresses to confirm, and for new numbers.
        hindrance: why it cannot be made now, as a code; ``""`` when nothing is in the way.
        hanging: what hangs on its addresses, while it is open on all that follow them too; of applications, others than
            this one.
        edits: what it asks for, or asked for.
        successors: addresses that stand for those that end, as far as they are there already.
        redraw: units before and after, for 区划调整; None for everything else.
        former: of addresses that it changed, the columns as they were before, once it took hold.
        below: how many living addresses beside those of the lines follow, while it is open.
        was_in_force: it took hold, and was taken back.
    """

    application_id: int
    act: Act | None
    lines: tuple[AddressLine, ...]
    hindrance: str
    hanging: Hanging
    edits: tuple[Edit, ...] = ()
    successors: tuple[int, ...] = ()
    redraw: SeenRedraw | None = None
    former: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    below: int = 0
    was_in_force: bool = False


@dataclass(frozen=True, slots=True)
class _Planned:
    """What a plan that was filed would do as the register stands now.

    Attributes:
        hindrance: why it cannot be made, as a code.
        reached: every address that is changed, moves or says something else.
        below: how many of them follow without a line of their own, dead ones apart.
    """

    lines: list[AddressLine]
    hindrance: str = ""
    reached: Collection[int] = ()
    below: int = 0


def list_applications(store: Store, limit: int = 2_000) -> list[Listed]:
    """Applications, newest first; no more than a limit."""
    with store.read() as conn:
        listed = rows.applications(conn, true(), limit)
        c = planned_change.c
        shown = select(c.id, c.effective_on, c.state, c.hindrance).where(
            among(conn, c.id, [row.id for row in listed])
        )
        days = {row.id: Waiting(*row[1:]) for row in conn.execute(shown)}
    waiting = {one: found for one, found in days.items() if found.state in _OPEN}
    return [
        Listed(row, waiting.get(row.id), days[row.id].effective_on if row.id in days else "")
        for row in listed
    ]


def look_at(store: Store, application_id: int) -> Seen:
    """One application with its addresses before and after.

    Raises:
        NotFound: no such application.
    """
    with store.read() as conn:
        if conn.execute(select(application.c.id).where(application.c.id == application_id)).first() is None:
            raise NotFound("application", str(application_id))
        found = changes.planned(conn, planned_change.c.id == application_id)
        items = rows.items(conn, application_id)
        here = hanging(conn, items, application_id)
        if not found:
            return Seen(application_id, None, tuple(_plain(conn, items)), "", here)
        (row,) = found
        if row.plan.redraw is not None:
            seen = look_at_redraw(conn, row)
            return Seen(application_id, row.plan.act, (), seen.hindrance, here, redraw=seen)
        if row.state == changes.DROPPED:
            lines = _asked(conn, row.plan, items)
            asked, was = (row.plan.edits, row.plan.successors), bool(row.held_at)
            return Seen(application_id, row.plan.act, tuple(lines), "", here, *asked, was_in_force=was)
        if row.state not in _OPEN:
            return _held(conn, application_id, row.plan, items, here)
        planned = _planned(conn, row.plan, items)
        told = planned.hindrance or row.hindrance
        on = hanging(conn, {*items, *planned.reached}, application_id)
        asked = row.plan.edits, row.plan.successors
        return Seen(application_id, row.plan.act, tuple(planned.lines), told, on, *asked, below=planned.below)


def _plain(conn: Connection, ids: list[int]) -> list[AddressLine]:
    query = select(node.c.id, node.c.full_text, node.c.legal).where(among(conn, node.c.id, ids))
    found = {row.id: row for row in conn.execute(query)}
    there = [found[one] for one in ids if one in found]
    return [AddressLine(row.id, row.full_text, row.full_text, row.legal) for row in there]


def _name_line(conn: Connection, plan: Plan) -> AddressLine:
    """A place that shall have, or had, another name."""
    name = conn.execute(select(place.c.name).where(place.c.id == plan.place_id)).scalar() or ""
    bearing = select(func.count()).where(under(conn, plan.place_id), node.c.is_live)
    return AddressLine(0, name, plan.name, "", follow=conn.execute(bearing).scalar_one())


def _planned(conn: Connection, plan: Plan, items: list[int]) -> _Planned:
    if plan.act is Act.RENAME_PLACE:
        bearing = select(node.c.id).where(under(conn, plan.place_id), node.c.is_live)
        return _Planned([_name_line(conn, plan)], reached=conn.execute(bearing).scalars().all())
    if plan.act is Act.SPLIT:
        lines = [_part(line, plan) for line in _plain(conn, items)]
        lines += _handed(conn, plan, lines)
        reached = reach(conn, plan).touched(plan, None)  # what stands below is read, whatever refuses
        return _Planned(lines, "", reached, len(reached - {line.node_id for line in lines}))
    found = reach(conn, plan, items)
    after, hindrance, drawing = {}, "", None
    if found.shapes and not found.refused:
        try:
            drawing = draw(conn, found.shapes, lock=False)
            after = {line.row.id: line.text for line in drawing.named}
        except DomainError as error:
            hindrance = code_of(error)
    refused = {item.node_id: item for item in found.refused}
    shown = list(dict.fromkeys([*found.named, *plan.node_ids])) if plan.act in TEXT_ACTS else [*found.rows]
    lines = [
        _line(found.rows[one], after, plan, refused.get(one))
        for one in shown
        if one in found.rows and (one in items or one in found.named)
    ]
    reached = found.touched(plan, drawing)
    dead = {line.row.id for line in drawing.altered if not line.row.is_live} if drawing else set()
    return _Planned(lines, hindrance, reached, len(reached - {line.node_id for line in lines} - dead))


def _held(conn: Connection, application_id: int, plan: Plan, items: list[int], here: Hanging) -> Seen:
    """What a plan did when it took hold, not what became of its addresses since."""
    former: dict[int, Mapping[str, Any]] = {}
    if plan.act in TEXT_ACTS:
        lines = _plain(conn, list(dict.fromkeys([*plan.node_ids, *items])))
        turns = turned(conn, application_id, "node", [line.node_id for line in lines])
        lines = [_then(line, turns.get(line.node_id), "full_text") for line in lines]
        former = {one: turn.before for one, turn in turns.items()}
    elif plan.act is Act.RENAME_PLACE:
        turns = turned(conn, application_id, "place", [plan.place_id])
        lines = [_then(line, turns.get(plan.place_id), "name") for line in [_name_line(conn, plan)]]
    elif plan.act is Act.SPLIT:
        below = _plain(conn, [one for one, _taker in plan.shares])
        turns = turned(conn, application_id, "node", [line.node_id for line in below])
        lines = [_part(line, plan) for line in _plain(conn, items)]
        lines += [_then(line, turns.get(line.node_id), "full_text") for line in below]
    else:
        lines = _asked(conn, plan, items)
    return Seen(application_id, plan.act, tuple(lines), "", here, plan.edits, plan.successors, former=former)


def _then(line: AddressLine, turn: Turn | None, column: str) -> AddressLine:
    """A line as it read when its application took hold; as it is when the text did not change then."""
    if turn is None:
        return line
    before, after = turn.before.get(column, line.before), turn.after.get(column, line.after)
    return replace(line, before=str(before), after=str(after))


def _asked(conn: Connection, plan: Plan, items: list[int]) -> list[AddressLine]:
    """What a plan that came to nothing had asked for; that nothing could be done today is of no interest any more."""
    if plan.act is Act.RENAME_PLACE:
        return [_name_line(conn, plan)]
    named = list(dict.fromkeys([*plan.node_ids, *plan.successors]))
    lines = _plain(conn, items if plan.act is Act.CANCEL else named)
    if plan.act in TEXT_ACTS:
        texts = _asked_texts(conn, plan)
        return [replace(line, after=texts.get(line.node_id, line.after)) for line in lines]
    if plan.act is Act.SPLIT:
        lines = [line for line in lines if line.node_id in plan.node_ids]
        born = [AddressLine(0, "", text, "") for text in _born(conn, plan)]
        return [*(_part(line, plan) for line in lines), *born]
    ends = plan.act in _ENDS
    return [
        replace(line, after="") if ends and line.node_id not in plan.successors else line for line in lines
    ]


def _asked_texts(conn: Connection, plan: Plan) -> dict[int, str]:
    """As the addresses would have read; where the register does not allow it any more, with the part asked for."""
    found = reach(conn, plan)
    wanted = {edit.node_id: edit.own_text for edit in plan.edits if edit.own_text is not None}
    texts = {
        one: row.full_text.removesuffix(row.own_text) + wanted[one]
        for one, row in found.rows.items()
        if one in wanted
    }
    if found.shapes and not found.refused:
        with suppress(DomainError):  # what it asked for is taken by now
            texts |= {line.row.id: line.text for line in draw(conn, found.shapes, lock=False).named}
    return texts


def _born(conn: Connection, plan: Plan) -> list[str]:
    """Texts of the addresses a split would have brought."""
    query = select(node.c.full_text, node.c.own_text).where(among(conn, node.c.id, plan.node_ids))
    fronts = [row.full_text.removesuffix(row.own_text) for row in conn.execute(query)]
    return [front + text for front in fronts for text in plan.new_own_texts]


def _handed(conn: Connection, plan: Plan, lines: list[AddressLine]) -> list[AddressLine]:
    """The addresses below one that shall be split, with the new address each of them goes to."""
    old = next((line.before for line in lines if line.node_id in plan.node_ids), "")
    new = [line.after for line in lines if line.node_id not in plan.node_ids]
    takers = dict(plan.shares)
    return [
        replace(line, after=new[takers[line.node_id]] + line.before.removeprefix(old))
        for line in _plain(conn, list(takers))
        if takers[line.node_id] < len(new)
    ]


def _part(line: AddressLine, plan: Plan) -> AddressLine:
    """An address of a split: the one that goes, or stays, or one that takes over and is there already, to be approved."""
    if line.node_id in plan.node_ids:
        return line if line.node_id in plan.successors else replace(line, after="")
    return replace(line, before="")


def _line(row: Row[Any], after: dict[int, str], plan: Plan, refused: BlockedItem | None) -> AddressLine:
    ends = plan.act in _ENDS and row.id not in after
    reason, detail = (refused.reason, refused.detail) if refused else ("", "")
    becomes = "" if ends else after.get(row.id, row.full_text)
    return AddressLine(row.id, row.full_text, becomes, row.legal, reason, detail)
