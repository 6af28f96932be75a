"""Who answers for which case, and the offers by which that changes: SQL in, values out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, literal, or_, select

from db.domain.access import Actor, Role
from db.domain.errors import NotFound, StaleRecord
from db.domain.handover import NEXT_VERB, Duty, DutyKey, DutyKind, LeftOut
from db.domain.importing import Kind
from db.domain.state import Application, Plate
from db.schema.office import handover, handover_item, responsibility
from db.schema.system import actor, actor_role
from db.schema.work import (
    application,
    import_batch,
    inspection_form,
    package,
    plate,
    plate_batch,
    problem,
)
from db.store.sets import among
from db.store.store import Work

_UNDECIDED = (
    *(Application.DRAFT, Application.SUBMITTED, Application.FIRST_REVIEW, Application.SECOND_REVIEW),
)
_ITEM = (
    *("district_code", "handover_id", "item_no", "table_name", "row_id", "title"),
    *("area_codes", "row_state", "since"),
)


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """An offer as lists show it.

    Attributes:
        state: ``offered``, ``accepted``, ``refused`` or ``withdrawn``.
        reason: why it was offered.
        answer: why it was refused or withdrawn.
        items: how many were offered.
        left_out: how many of them did not move.
    """

    id: int
    from_login: str
    to_login: str
    state: str
    reason: str
    offered_by: str
    offered_at: str
    decided_at: str
    answer: str
    items: int
    left_out: int
    row_version: int


@dataclass(frozen=True, slots=True)
class OfferedItem:
    """An item as it stood when it was offered; ``outcome`` is why it did not move, ``""`` otherwise."""

    item_no: int
    kind: DutyKind
    row_id: int
    title: str
    areas: tuple[str, ...]
    state: str
    since: str
    outcome: str = ""

    @property
    def key(self) -> DutyKey:
        """What finds it again."""
        return self.kind, self.row_id


def answers_for(conn: Connection, login: str) -> list[Duty]:
    """Everything open that a person answers for, with the offer it is part of; offers made to him are not in it."""
    found = [
        duty
        for kind, query in _open_rows().items()
        for duty in _duties(conn, kind, query, _answering(kind) == login)
    ]
    offered = _on_offer(conn)
    return [replace(one, offered=offered.get(one.key, 0)) for one in found]


def open_duties(conn: Connection, keys: Iterable[DutyKey]) -> dict[DutyKey, Duty]:
    """Those of some cases that are still open, whoever answers for them."""
    wanted: dict[DutyKind, list[int]] = {}
    for kind, row_id in keys:
        wanted.setdefault(kind, []).append(row_id)
    queries = _open_rows()
    found = [
        duty
        for kind, ids in wanted.items()
        for duty in _duties(conn, kind, queries[kind], among(conn, _TABLES[kind].c.id, ids))
    ]
    return {one.key: one for one in found}


_TABLES = {
    DutyKind.APPLICATION: application,
    DutyKind.IMPORT_BATCH: import_batch,
    DutyKind.PLATE_BATCH: plate_batch,
    DutyKind.PACKAGE: package,
    DutyKind.PROBLEM: problem,
}
_MAKERS: dict[DutyKind, ColumnElement[str]] = {
    DutyKind.APPLICATION: application.c.filed_by,
    DutyKind.IMPORT_BATCH: import_batch.c.actor,
    DutyKind.PLATE_BATCH: plate_batch.c.created_by,
    DutyKind.PACKAGE: package.c.actor,
    DutyKind.PROBLEM: literal(""),
}


def _answering(kind: DutyKind) -> ColumnElement[str]:
    return func.coalesce(responsibility.c.login, _MAKERS[kind])


def _open_rows() -> dict[DutyKind, Select[Any]]:
    """By kind, the open rows: id, title, area, state, since, maker, who answers."""
    a, b, p, k, q = application.c, import_batch.c, plate_batch.c, package.c, problem.c
    nowhere = literal("")
    # The unit that holds all of its addresses: also what an account must cover to see it on a server.
    units = (func.nullif(column, "") for column in (a.area_community, a.area_subdistrict, a.area_district))
    area = func.coalesce(*units, func.substr(a.district_code, 1, 4))
    listed = select(plate.c.id).where(plate.c.batch_id == p.id, plate.c.state == Plate.LISTED.value)
    issued = select(inspection_form.c.id).where(
        inspection_form.c.package_id == k.id, inspection_form.c.state == "issued"
    )
    kinds = {
        DutyKind.APPLICATION: (
            (a.id, a.title, area, a.state, a.filed_at),
            a.state.in_([state.value for state in _UNDECIDED]),
        ),
        DutyKind.IMPORT_BATCH: (
            (b.id, b.source_name, nowhere, b.kind, b.staged_at),
            b.state.in_(("staging", "staged")),
        ),
        DutyKind.PLATE_BATCH: (
            (p.id, p.number, p.area_code, p.state, p.created_at),
            # A list that was given up has failed too, but has no plate left on it.
            or_(p.state.in_(("locked", "rendered")), and_(p.state == "failed", listed.exists())),
        ),
        DutyKind.PACKAGE: (
            (k.id, k.forms, k.area_code, literal("out"), k.at),
            and_(k.direction == "out", issued.exists()),
        ),
        DutyKind.PROBLEM: ((q.id, q.detail, q.area_community, q.state, q.found_at), q.state != "closed"),
    }
    return {kind: _open(kind, columns, condition) for kind, (columns, condition) in kinds.items()}


def _open(
    kind: DutyKind, columns: Sequence[ColumnElement[Any]], condition: ColumnElement[bool]
) -> Select[Any]:
    table = _TABLES[kind]
    names = ("id", "title", "area", "state", "since")
    named = [column.label(name) for column, name in zip(columns, names, strict=True)]
    found = select(*named, _MAKERS[kind].label("maker"), _answering(kind).label("login"))
    mine = and_(responsibility.c.table_name == kind.value, responsibility.c.row_id == table.c.id)
    return found.select_from(table).outerjoin(responsibility, mine).where(condition)


def _duties(
    conn: Connection, kind: DutyKind, query: Select[Any], condition: ColumnElement[bool]
) -> list[Duty]:
    rows = conn.execute(query.where(condition).order_by("since", "id")).all()
    return [_duty(kind, row) for row in rows]


def _duty(kind: DutyKind, row: Row[Any]) -> Duty:
    verb, title, state = NEXT_VERB[kind], str(row.title), str(row.state)
    if kind is DutyKind.IMPORT_BATCH and row.state == Kind.QR.value:
        verb = "qr.accept"
    if kind is DutyKind.PROBLEM:
        title = str(json.loads(row.title).get("address", ""))
    areas = (row.area,) if row.area else ()
    return Duty(kind, int(row.id), title, areas, state, row.since, row.maker, row.login, verb)


def _on_offer(conn: Connection) -> dict[DutyKey, int]:
    """Cases that an unanswered offer holds."""
    query = (
        select(handover_item.c.table_name, handover_item.c.row_id, handover_item.c.handover_id)
        .join(handover, handover.c.id == handover_item.c.handover_id)
        .where(handover.c.state == "offered")
    )
    return {(DutyKind(row.table_name), row.row_id): row.handover_id for row in conn.execute(query)}


def handovers(conn: Connection, where: ColumnElement[bool]) -> list[HandoverRow]:
    """Offers, newest first."""
    h = handover.c
    items = select(func.count()).where(handover_item.c.handover_id == h.id).scalar_subquery().label("items")
    query = select(
        *(h.id, h.from_login, h.to_login, h.state, h.reason, h.offered_by, h.offered_at, h.answer),
        *(func.coalesce(h.decided_at, "").label("decided_at"), h.left_out, items, h.row_version),
    ).where(where)
    found = conn.execute(query.order_by(h.offered_at.desc(), h.id.desc())).mappings()
    return [HandoverRow(**{**row, "left_out": len(_left_out(row["left_out"]))}) for row in found]


def _left_out(kept: str) -> dict[str, str]:
    return dict(json.loads(kept)) if kept else {}


def involving(login: str) -> ColumnElement[bool]:
    """Offers from, to or by a person."""
    return or_(handover.c.from_login == login, handover.c.to_login == login, handover.c.offered_by == login)


def waiting_for(login: str) -> ColumnElement[bool]:
    """Offers made to a person that he has not answered."""
    return and_(handover.c.to_login == login, handover.c.state == "offered")


def locked(conn: Connection, handover_id: int, seen: int) -> Row[str, str, str, str, int]:
    """State, giver, receiver and offerer of an offer nobody answered since it was shown, kept until the end.

    Raises:
        NotFound: no such offer.
        StaleRecord: somebody answered it meanwhile.
    """
    h = handover.c
    query = select(h.state, h.from_login, h.to_login, h.offered_by, h.row_version).where(h.id == handover_id)
    row = conn.execute(query.with_for_update()).one_or_none()
    if row is None:
        raise NotFound("handover", str(handover_id))
    if row.row_version != seen:
        raise StaleRecord("handover", handover_id)
    return row


def items_of(conn: Connection, handover_id: int) -> list[OfferedItem]:
    """The items of an offer as they were offered, in the order of the list."""
    kept = conn.execute(select(handover.c.left_out).where(handover.c.id == handover_id)).scalar() or ""
    left = _left_out(kept)
    query = select(handover_item).where(handover_item.c.handover_id == handover_id)
    return [
        OfferedItem(
            item_no=row.item_no,
            kind=DutyKind(row.table_name),
            row_id=row.row_id,
            title=row.title,
            areas=tuple(row.area_codes.split()),
            state=row.row_state,
            since=row.since,
            outcome=left.get(str(row.item_no), ""),
        )
        for row in conn.execute(query.order_by(handover_item.c.item_no))
    ]


def keep_offer(
    work: Work, handover_id: int, people: tuple[str, str], reason: str, duties: Sequence[Duty]
) -> None:
    """Write an offer and its items down; ``people`` are giver and receiver."""
    work.insert(
        handover,
        {
            "district_code": work.district_code,
            "id": handover_id,
            "from_login": people[0],
            "to_login": people[1],
            "state": "offered",
            "reason": reason,
            "offered_by": work.actor.login,
            "offered_at": work.at,
        },
    )
    rows = [
        (work.district_code, handover_id, item_no, one.kind.value, one.row_id, one.title)
        + (" ".join(one.areas), one.state, one.since)
        for item_no, one in enumerate(duties, 1)
    ]
    work.insert_many(handover_item, _ITEM, rows)


def keep_answer(
    work: Work, handover_id: int, seen: int, state: str, left_out: Mapping[int, LeftOut] | None = None
) -> None:
    """Write down how an offer was answered; ``left_out`` tells by item number what did not move.

    Raises:
        StaleRecord: somebody answered it meanwhile.
    """
    kept = {str(item_no): why.value for item_no, why in (left_out or {}).items()}
    work.change(
        handover,
        {"id": handover_id, "row_version": seen},
        {
            "state": state,
            "decided_at": work.at,
            "answer": work.reason,
            "left_out": json.dumps(kept) if kept else "",
        },
    )


def hand_to(work: Work, keys: Iterable[DutyKey], giver: str, receiver: str) -> None:
    """Let somebody else answer for cases.

    Raises:
        StaleRecord: the giver no longer answers for one of them.
    """
    fresh = []
    for kind, row_id in keys:
        where = {"table_name": kind.value, "row_id": row_id}
        known = work.conn.execute(select(responsibility.c.login).filter_by(**where)).scalar()
        if known is None:
            fresh.append((*where.values(), receiver, work.at))
        elif known == giver:
            work.change(responsibility, where, {"login": receiver, "since": work.at})
        else:
            raise StaleRecord(responsibility.name, row_id)
    work.insert_many(responsibility, ("table_name", "row_id", "login", "since"), fresh)


def people(conn: Connection) -> dict[str, Actor]:
    """Active accounts with their roles, by login."""
    query = (
        select(actor.c.id, actor.c.login, actor.c.name, actor_role.c.role, actor_role.c.area_code)
        .outerjoin(actor_role, actor_role.c.actor_id == actor.c.id)
        .where(actor.c.state == "active")
        .order_by(actor.c.login, actor_role.c.role, actor_role.c.area_code)
    )
    found: dict[str, Actor] = {}
    for row in conn.execute(query):
        one = found.setdefault(row.login, Actor(row.id, row.login, row.name, ()))
        if row.role is not None:
            found[row.login] = replace(one, roles=(*one.roles, (Role(row.role), row.area_code)))
    return found


def areas_by_login(conn: Connection) -> dict[str, list[str]]:
    """The areas everybody works or worked in, whether the account is open or closed, by login."""
    query = select(actor.c.login, actor_role.c.area_code)
    rows = conn.execute(
        query.outerjoin(actor_role, actor_role.c.actor_id == actor.c.id).order_by(actor.c.login)
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        areas = found.setdefault(row.login, [])
        if row.area_code is not None:
            areas.append(row.area_code)
    return found
