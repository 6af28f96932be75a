"""What happened to one address beside its versions: applications, codes, plates, inspections, problems, who wrote what."""

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, func, or_, select

from db.domain.clock import legal_date, parse_stamp
from db.domain.timeline import Event, Happening
from db.schema.address import addr_code, node, node_successor, payload
from db.schema.system import journal, journal_change
from db.schema.work import (
    application,
    application_item,
    inspection_answer,
    inspection_form,
    planned_change,
    plate,
    problem,
)
from db.store import journal_read
from db.store.journal_read import Wanted
from db.store.sets import among

_MOST_ENTRIES = 500


def _day(at: str) -> str:
    return legal_date(parse_stamp(at))


def happenings(conn: Connection, node_id: int) -> list[Event]:
    """Everything of a node but its versions and the journal, in no order; people by login."""
    found: list[Event] = []
    for part in (_applications, _planned, _codes, _plates, _inspections, _problems, _kin):
        found += part(conn, node_id)
    return found


def entries(conn: Connection, node_id: int) -> list[Event]:
    """The journal's newest entries about a node; people by login."""
    keys = journal_read.node_keys(conn, node_id)
    found = journal_read.entries(conn, Wanted(keys=keys), 0, _MOST_ENTRIES)
    return [
        Event(_day(one.at), Happening.ENTRY, at=one.at, who=one.actor, after=one.verb, note=one.reason)
        for one in found
    ]


def _filed_with(node_id: int) -> ColumnElement[bool]:
    mine = select(application_item.c.application_id).where(application_item.c.node_id == node_id)
    return application.c.id.in_(mine)


def _applications(conn: Connection, node_id: int) -> Iterator[Event]:
    for row in conn.execute(select(application).where(_filed_with(node_id))):
        told = {"before": row.kind, "after": row.title}
        yield Event(
            _day(row.filed_at), Happening.FILED, at=row.filed_at, who=row.filed_by, note=row.reason, **told
        )
        if row.decided_at:
            yield Event(
                *(_day(row.decided_at), Happening.DECIDED, row.decided_at, row.decided_by or ""),
                *(row.title, row.state, row.opinion or ""),
            )


def _planned(conn: Connection, node_id: int) -> Iterator[Event]:
    query = (
        select(planned_change.c.effective_on, application.c.kind, application.c.title)
        .join(application, application.c.id == planned_change.c.id)
        .where(_filed_with(node_id), planned_change.c.state == "due")
    )
    for row in conn.execute(query):
        yield Event(row.effective_on, Happening.PLANNED, before=row.kind, after=row.title)


def due_until(conn: Connection, on: str) -> int:
    """How many decided changes wait for a day until the one given; no version knows of them yet."""
    query = select(func.count()).where(planned_change.c.state == "due", planned_change.c.effective_on <= on)
    return int(conn.execute(query).scalar_one())


def _codes(conn: Connection, node_id: int) -> Iterator[Event]:
    for row in conn.execute(select(addr_code).where(addr_code.c.node_id == node_id)):
        yield Event(_day(row.assigned_at), Happening.CODE, at=row.assigned_at, after=row.code)
    query = select(payload).where(payload.c.node_id == node_id).order_by(payload.c.version)
    earlier = ""
    for row in conn.execute(query):
        yield Event(
            _day(row.accepted_at), Happening.PAYLOAD, at=row.accepted_at, before=earlier, after=row.payload
        )
        earlier = row.payload


def _plates(conn: Connection, node_id: int) -> Iterator[Event]:
    classes = {
        str(row.id): row[1]
        for row in conn.execute(select(plate.c.id, plate.c["class"]).where(plate.c.node_id == node_id))
    }
    change = journal_change.c
    query = (
        select(change.row_key, change.before, change.after, journal.c.at, journal.c.actor)
        .join(journal, journal.c.seq == change.seq)
        .where(change.table_name == plate.name, among(conn, change.row_key, classes))
        .order_by(change.seq, change.ordinal)
    )
    for row in conn.execute(query) if classes else ():
        before, after = _state(row.before), _state(row.after)
        if after and after != before:
            yield Event(_day(row.at), Happening.PLATE, row.at, row.actor, before, after, classes[row.row_key])


def _state(told: str) -> str:
    found = json.loads(told).get("state", "") if told else ""
    return str(found)


def _inspections(conn: Connection, node_id: int) -> Iterator[Event]:
    answer = inspection_answer.c
    query = (
        select(func.max(answer.answered_at), answer.inspector, func.count())
        .join(inspection_form, inspection_form.c.id == answer.form_id)
        .where(inspection_form.c.node_id == node_id, answer.standing == "current")
        .group_by(answer.form_id, answer.inspector)
    )
    for at, inspector, count in conn.execute(query):
        yield Event(_day(at), Happening.INSPECTED, at=at, who=inspector, after=str(count))


def _problems(conn: Connection, node_id: int) -> Iterator[Event]:
    for row in conn.execute(select(problem).where(problem.c.node_id == node_id)):
        yield Event(
            _day(row.found_at), Happening.PROBLEM, at=row.found_at, before=row.problem, after=row.rule
        )
        if row.closed_at:
            yield Event(
                *(_day(row.closed_at), Happening.PROBLEM_CLOSED, row.closed_at, ""),
                *(row.problem, row.rule),
            )


def _kin(conn: Connection, node_id: int) -> Iterator[Event]:
    step = node_successor.c
    either = or_(step.old_id == node_id, step.new_id == node_id)
    rows = conn.execute(select(node_successor).where(either)).all()
    texts = texts_of(conn, {one for row in rows for one in (row.old_id, row.new_id)})
    for row in rows:
        left = row.old_id == node_id
        other = row.new_id if left else row.old_id
        kind = Happening.BECAME if left else Happening.CAME_FROM
        yield Event(row.effective_on, kind, before=row.kind, after=texts.get(other, ""), node_id=other)


def texts_of(conn: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The full texts of nodes as they stand."""
    query = select(node.c.id, node.c.full_text).where(among(conn, node.c.id, ids))
    return {row.id: row.full_text for row in conn.execute(query)}


def heirs(conn: Connection, ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Node -> the nodes into which it was merged or split, and they in turn, to the end; itself is never among them."""
    step = node_successor.c
    after: dict[int, list[int]] = {}
    wanted = asked = set(ids)
    while wanted:
        rows = conn.execute(select(step.old_id, step.new_id).where(among(conn, step.old_id, wanted))).all()
        for row in rows:
            after.setdefault(row.old_id, []).append(row.new_id)
        wanted = {row.new_id for row in rows} - after.keys()
    return {one: _last(one, after) for one in asked if one in after}


def _last(node_id: int, after: dict[int, list[int]]) -> tuple[int, ...]:
    """The ends of all ways from a node; a way that comes round ends where it closes."""
    found: set[int] = set()
    seen, open_ = {node_id}, [node_id]
    while open_:
        one = open_.pop()
        for heir in after.get(one, ()):
            if heir not in after:
                found.add(heir)
            elif heir not in seen:
                seen.add(heir)
                open_.append(heir)
    return tuple(sorted(found))
