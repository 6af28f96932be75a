"""What the detail of one address tells beside its row: what is tied to it, whence it came, its heirs, what is coming."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select

from db.domain.access import Actor
from db.domain.address import NodeKind, read_own
from db.domain.errors import DomainError
from db.domain.plan import Act, Edit, Plan
from db.domain.state import Application, Legal
from db.schema.address import division, node, place
from db.schema.holdings import attachment, attachment_link, person, person_link
from db.schema.work import application, application_item, import_batch, planned_change
from db.store.changes import DUE, PROPOSED, PlannedRow, planned
from db.store.history_events import heirs
from db.store.persons import LIES, REVEAL, sees
from db.store.queries import NodeRow
from db.store.sets import among
from db.store.tree import FOREVER, SHARDS

_OPEN = [one.value for one in (Application.SUBMITTED, Application.FIRST_REVIEW, Application.SECOND_REVIEW)]
_QUIET = frozenset({Legal.APPROVED, Legal.MERGED, Legal.CANCELLED, Legal.VOID})
"""States in which no application is open that names the address itself."""
_WIDE = planned_change.c.state.in_((PROPOSED, DUE)) & application.c.kind.in_(
    (Act.RENAME_PLACE.value, Act.REDRAW.value)
)


@dataclass(frozen=True, slots=True)
class Whence:
    """Where an address came from.

    Attributes:
        civil_code: ``""`` where the store holds none.
        batch: the delivery that brought it, 0 when it was made here.
        source: the delivery's file, ``""`` when there is none or the account may not see it.
        taken_on: when the delivery was taken over, ISO in UTC; as ``source``.
    """

    civil_code: str
    batch: int
    source: str
    taken_on: str


@dataclass(frozen=True, slots=True)
class Linked:
    """How much is tied to an address; None what the account may not know."""

    persons: int | None
    files: int


@dataclass(frozen=True, slots=True)
class Kin:
    """Another address; its text is ``""`` where the account may not look."""

    node_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Coming:
    """A change that waits for a decision, or for its day.

    Attributes:
        kind: of the application.
        state: of the application.
        effective_on: its day; ``""`` for the day it is decided.
        hindered: its day came and it could not take hold.
        above: what it is that changes, when the address only follows: the own part of one above it, or its place.
        edit: what is wanted of the address named; None when there is nothing more to say than the kind.
        takes_over: the address itself is one of those that take over from another.
        parent: where it is to be moved to.
        community: where it is to lie.
        kin: addresses that take over.
        names: new own parts of a split, a place's new name, the units a redraw leaves.
    """

    application_id: int
    kind: str
    state: str
    effective_on: str = ""
    hindered: bool = False
    above: str = ""
    edit: Edit | None = None
    takes_over: bool = False
    parent: str = ""
    community: str = ""
    kin: tuple[Kin, ...] = ()
    names: tuple[str, ...] = ()


_NODE = bindparam("node_id", type_=node.c.id.type)

# Written once: for one address, putting a statement together takes longer than having it answered.
_WHENCE = (
    select(
        *(node.c[name] for name in ("civil_code", "source_batch")),
        *(import_batch.c.source_name, import_batch.c.promoted_at),
    )
    .outerjoin(import_batch, import_batch.c.id == node.c.source_batch)
    .where(node.c.id == _NODE)
)


def whence(conn: Connection, node_id: int) -> Whence:
    """Where an address came from."""
    row = conn.execute(_WHENCE, {"node_id": node_id}).one()
    told = (row.source_name or "", row.promoted_at or "")
    return Whence(row.civil_code or "", row.source_batch or 0, *told)


_FILES = (
    select(func.count())
    .select_from(attachment_link)
    .join(attachment, attachment.c.id == attachment_link.c.attachment_id)
    .where(attachment_link.c.district_code.in_(SHARDS))
    .where(attachment_link.c.table_name == node.name, attachment_link.c.row_id == _NODE)
)
_PERSONS = (
    select(*LIES)
    .join(person_link, person_link.c.person_id == person.c.id)
    .where(person_link.c.district_code.in_(SHARDS))
    .where(person_link.c.table_name == node.name, person_link.c.row_id == _NODE)
)


def linked(conn: Connection, actor: Actor | None, node_id: int) -> Linked:
    """How many persons and files are tied to an address, as the windows that show them count."""
    persons = None
    if actor is not None and actor.may(REVEAL):
        persons = sum(sees(actor, row) for row in conn.execute(_PERSONS, {"node_id": node_id}))
    return Linked(persons, conn.execute(_FILES, {"node_id": node_id}).scalar_one())


def stand_ins(conn: Connection, row: NodeRow) -> tuple[Kin, ...]:
    """The addresses that an ended one lives on in, to the end of the way; none for what is in force."""
    if row.legal not in (Legal.MERGED, Legal.CANCELLED):
        return ()
    return _kin(conn, heirs(conn, [row.id]).get(row.id, ()))


def _kin(conn: Connection, ids: Sequence[int]) -> tuple[Kin, ...]:
    query = select(node.c.id, node.c.full_text).where(among(conn, node.c.id, ids))
    texts: dict[int, str] = {one.id: one.full_text for one in conn.execute(query)} if ids else {}
    return tuple(Kin(one, texts.get(one, "")) for one in ids)


def coming(conn: Connection, row: NodeRow) -> tuple[Coming, ...]:
    """Changes of an address, or of what it hangs under, that are asked for or decided for a day to come."""
    chain = [(row.id, "", row.legal)]
    above, top = row.parent_id, row.place_id
    while above != top:
        query = select(node.c.parent_id, node.c.own_text, node.c.legal).where(node.c.id == above)
        found = conn.execute(query).one_or_none()
        if found is None:
            break
        chain.append((above, found.own_text, found.legal))
        above = found.parent_id
    told = [*_wide(conn, row)]
    if any(legal not in _QUIET for _one, _text, legal in chain):
        told += _named(conn, chain)
    return tuple(sorted(told, key=lambda one: (one.effective_on or FOREVER, one.application_id)))


def _named(conn: Connection, chain: Iterable[tuple[int, str, str]]) -> list[Coming]:
    """What applications want that name an address, or one above it: each once, the nearest first."""
    texts = {one: text for one, text, _legal in chain}
    query = (
        select(
            application_item.c.node_id,
            application.c.id,
            application.c.kind,
            application.c.state,
            node.c.kind.label("node_kind"),
        )
        .join(application, application.c.id == application_item.c.application_id)
        .join(node, node.c.id == application_item.c.node_id)
        .outerjoin(planned_change, planned_change.c.id == application.c.id)
        .where(application_item.c.node_id.in_(texts))
        .where(or_(application.c.state.in_(_OPEN), planned_change.c.state == DUE))
    )
    order = list(texts)
    nearest: dict[int, Any] = {}
    for row in sorted(conn.execute(query), key=lambda one: order.index(one.node_id), reverse=True):
        nearest[row.id] = row
    if not nearest:
        return []
    plans = {one.id: one for one in planned(conn, planned_change.c.id.in_(nearest))}
    return [_told(conn, row, plans.get(row.id), texts[row.node_id]) for row in nearest.values()]


def _told(conn: Connection, row: Any, wanted: PlannedRow | None, above: str) -> Coming:
    if wanted is None:
        return Coming(row.id, row.kind, row.state, above=above)
    plan, node_id = wanted.plan, row.node_id
    edit = next((one for one in plan.edits if one.node_id == node_id), None)
    takes_over = plan.act is Act.SPLIT and edit is None and node_id in plan.successors
    if edit is not None and edit.own_text is not None:
        edit = replace(edit, own_text=_spelled(row.node_kind, edit.own_text))
    return Coming(
        *_head(wanted),
        above=above,
        edit=edit,
        takes_over=takes_over,
        parent=_parent(conn, edit),
        community=_community(conn, edit),
        kin=() if takes_over else _kin(conn, plan.successors),
        names=tuple(_spelled(row.node_kind, text) for text in plan.new_own_texts),
    )


def _spelled(kind: str, text: str) -> str:
    """An own part as it would stand in the address, not as it was typed."""
    try:
        return read_own(NodeKind(kind), text).text
    except DomainError:  # a renamed building may be called anything
        return text


def _parent(conn: Connection, edit: Edit | None) -> str:
    if edit is None or edit.parent_id is None:
        return ""
    for table, text in ((node, node.c.full_text), (place, place.c.name)):
        found = conn.execute(select(text).where(table.c.id == edit.parent_id)).scalar()
        if found:
            return str(found)
    return ""


def _community(conn: Connection, edit: Edit | None) -> str:
    if edit is None or edit.community is None:
        return ""
    query = select(division.c.name).where(division.c.code == edit.community, division.c.valid_to == FOREVER)
    return conn.execute(query).scalar() or edit.community


def _head(one: PlannedRow) -> tuple[int, str, str, str, bool]:
    return (one.id, one.plan.act.value, one.application_state, one.effective_on, bool(one.hindrance))


def _wide(conn: Connection, row: NodeRow) -> list[Coming]:
    """What becomes of the place, and of the units, without any address being named."""
    found = [one for one in planned(conn, _WIDE) if _concerns(one.plan, row)]
    return [Coming(*_head(one), names=_names(one.plan)) for one in found]


def _concerns(plan: Plan, row: NodeRow) -> bool:
    if plan.redraw is None:
        return plan.place_id == row.place_id
    return bool({row.area_community, row.area_subdistrict} & set(plan.redraw.old))


def _names(plan: Plan) -> tuple[str, ...]:
    return (plan.name,) if plan.redraw is None else tuple(heir.name for heir in plan.redraw.heirs)
