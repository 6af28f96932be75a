"""Planned changes: what an application would do to addresses, and how far that is; rows in, values out."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from db.domain.plan import Plan, plan_from_json
from db.schema.work import application, planned_change
from db.store.store import Work
from db.store.tree import Area

PROPOSED, DUE, HELD, DROPPED = "proposed", "due", "held", "dropped"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A planned change with its application.

    Attributes:
        effective_on: the day it takes hold on; ``""`` until it is decided, when nobody named one.
        state: ``proposed``, ``due`` (decided, its day to come), ``held`` (it took hold) or ``dropped``.
        hindrance: why it could not take hold on its day, as a code; ``""`` when nothing is in the way.
        inverse: what takes it back, as text; ``""`` until it took hold, and for acts that nothing takes back.
        application_state: how far the application is; its kind is the plan's act.
    """

    id: int
    plan: Plan
    effective_on: str
    state: str
    hindrance: str
    held_at: str
    inverse: str
    row_version: int
    title: str
    filed_by: str
    application_state: str


_QUERY = (
    select(
        *(planned_change.c[name] for name in ("id", "plan", "effective_on", "state", "hindrance", "held_at")),
        *(
            planned_change.c.inverse,
            planned_change.c.row_version,
            application.c.title,
            application.c.filed_by,
            application.c.state.label("application_state"),
        ),
    )
    .join(application, application.c.id == planned_change.c.id)
    .order_by(planned_change.c.effective_on, planned_change.c.id)
)


def _row(row: Any) -> PlannedRow:
    plan = plan_from_json(row.plan)
    told = (row.inverse, row.row_version, row.title, row.filed_by, row.application_state)
    return PlannedRow(row.id, plan, row.effective_on, row.state, row.hindrance, row.held_at or "", *told)


def planned(conn: Connection, where: ColumnElement[bool]) -> list[PlannedRow]:
    """Planned changes in the order in which they take hold."""
    return [_row(row) for row in conn.execute(_QUERY.where(where))]


def locked(conn: Connection, application_id: int) -> PlannedRow | None:
    """What an application would change, kept until the transaction ends; None when it only confirms or numbers."""
    query = _QUERY.where(planned_change.c.id == application_id)
    row = conn.execute(query.with_for_update(of=planned_change)).one_or_none()
    return None if row is None else _row(row)


def ends_units(conn: Connection, application_id: int) -> bool:
    """Whether an application is a 区划调整; that never changes, so it may be asked before the write."""
    return any(row.plan.redraw is not None for row in planned(conn, planned_change.c.id == application_id))


def due(conn: Connection, until: str) -> list[int]:
    """Decided changes whose day has come, in order."""
    query = select(planned_change.c.id).where(
        planned_change.c.state == DUE, planned_change.c.effective_on <= until
    )
    return list(conn.execute(query.order_by(planned_change.c.effective_on, planned_change.c.id)).scalars())


def add(work: Work, application_id: int, area: Area, plan: Plan) -> None:
    """Keep what an application would change."""
    values = {
        "district_code": work.district_code,
        "id": application_id,
        "area_district": area.district,
        "area_subdistrict": area.subdistrict,
        "area_community": area.community,
        "plan": plan.to_json(),
        "effective_on": plan.effective_on,
        "state": PROPOSED,
    }
    work.insert(planned_change, values)


def settle(work: Work, row: PlannedRow, state: str, **more: str) -> None:
    """Say how far a planned change is now.

    Args:
        work: the write.
        row: as it was read.
        state: what it is now.
        more: other columns.

    Raises:
        StaleRecord: another desk was quicker.
    """
    values = {"state": state, **more} if state != row.state else dict(more)
    work.change(planned_change, {"id": row.id, "row_version": row.row_version}, values)
