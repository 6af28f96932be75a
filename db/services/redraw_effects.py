"""What a decided 区划调整 does to the register when it takes hold; inside a transaction."""

from dataclasses import replace

from sqlalchemy import Connection

from db.domain.plan import Plan
from db.domain.redraw import Redraw
from db.services.redraw import judge, refuse
from db.store.redraw import move_nodes, way_of
from db.store.redraw_rows import move_rows
from db.store.redraw_units import write_units
from db.store.store import Work
from db.store.units import load_units


def redraw_units(work: Work, application_id: int, redraw: Redraw) -> None:
    """Let units end and begin, and everything that lies in them go along.

    Args:
        work: the write, alone; the change is said to have taken hold in it already.
        application_id: of the decided redraw.
        redraw: as it was filed, complete.

    Raises:
        RedrawRefused: a unit changed since, or a code or name was given to another meanwhile.
    """
    units = load_units(work.conn)
    refuse(judge(work.conn, redraw, units, redraw.effective_on, application_id))
    way = way_of(work.conn, redraw, units)
    write_units(work, application_id, redraw, units)
    moved = move_nodes(work, way, redraw.effective_on)
    move_rows(work, application_id, way, moved)


def led_plan(conn: Connection, plan: Plan, day: str) -> Plan:
    """A plan whose addresses shall lie in a community of the past: in its heir, when it has one and no more."""
    wanted = {edit.community for edit in plan.edits if edit.community}
    if not wanted:
        return plan
    units = load_units(conn)
    gone = [unit for unit in units.every if unit.code in wanted and not unit.stands(day)]
    heirs = {unit.code: units.heirs(unit, day) for unit in sorted(gone, key=lambda unit: unit.valid_to)}
    heirs = {code: found for code, found in heirs.items() if len(found) == 1}
    edits = [
        replace(edit, community=heirs[edit.community][0].code) if edit.community in heirs else edit
        for edit in plan.edits
    ]
    return replace(plan, edits=tuple(edits))
