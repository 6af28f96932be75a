"""A 区划调整 as whoever decides it, or looks it up later, sees it: units before and after, addresses on each way."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import BigInteger, Connection, and_, cast, func, or_, select

from db.domain.division import Units
from db.domain.redraw import Redraw, stem
from db.domain.state import LIVE_LEGAL
from db.schema.address import node, node_version
from db.schema.system import journal_change
from db.schema.work import planned_change
from db.services.redraw import judge
from db.services.units import load_units
from db.store import changes
from db.store.changes import PlannedRow
from db.store.redraw import Way, way_of
from db.store.redraw_units import RoleMove, role_moves
from db.store.sets import among

_V = node_version.c
_COMMUNITY = "area_community"
_DISTRICT = 3
_OPEN = (changes.PROPOSED, changes.DUE)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit before and after.

    Attributes:
        before, after: names; an old unit shared out has a line for each heir.
        old_code, new_code: twelve digits.
        addresses: in force or under way, that go this way.
    """

    before: str
    after: str
    old_code: str
    new_code: str
    addresses: int


@dataclass(frozen=True, slots=True)
class SeenRedraw:
    """A redraw that was filed.

    Attributes:
        document: number of the document that approves it.
        effective_on: first day, ISO.
        lines: units before and after.
        accounts: whose areas change, while it has not taken hold.
        hindrance: what speaks against it by now, as a code; ``""`` for nothing, or once it was carried out or dropped.
    """

    document: str
    effective_on: str
    lines: tuple[UnitLine, ...]
    accounts: tuple[RoleMove, ...] = ()
    hindrance: str = ""


def look_at_redraw(conn: Connection, row: PlannedRow) -> SeenRedraw:
    """What a filed redraw does, or did.

    Raises:
        ValueError: the application is about something else.
    """
    redraw = row.plan.redraw
    if redraw is None:
        raise ValueError(row.plan.act)
    units = load_units(conn)
    said = (redraw.document, redraw.effective_on)
    if row.state == changes.HELD:
        moved = _moved(conn, row, redraw, units)
        return SeenRedraw(*said, _lines(redraw, units, moved))
    if row.state not in _OPEN:
        return SeenRedraw(*said, _lines(redraw, units, {}))
    found = [one.reason for one in judge(conn, redraw, units, redraw.effective_on, row.id) if one.refuses]
    if found:
        return SeenRedraw(*said, _lines(redraw, units, {}), hindrance=found[0])
    moving = _moving(conn, redraw, way_of(conn, redraw, units))
    accounts = tuple(role_moves(conn, redraw))
    return SeenRedraw(*said, _lines(redraw, units, moving), accounts, row.hindrance)


def _lines(redraw: Redraw, units: Units, moved: Mapping[tuple[str, str], int]) -> tuple[UnitLine, ...]:
    heirs = {heir.code: heir.name for heir in redraw.heirs}
    lines = []
    for old, new in redraw.paths():
        before = _name_before(units, old, redraw.effective_on)
        ways = (
            (was.startswith(stem(old)) and now.startswith(stem(new)), n) for (was, now), n in moved.items()
        )
        lines.append(UnitLine(before, heirs.get(new, before), old, new, sum(n for fits, n in ways if fits)))
    return tuple(lines)


def _name_before(units: Units, code: str, day: str) -> str:
    """The name until the day: of the unit that ends on it, or stands then and has not ended yet."""
    mine = [unit for unit in units.every if unit.code == code and unit.valid_from <= day <= unit.valid_to]
    ending = [unit for unit in mine if unit.valid_to == day]
    return next((unit.name for unit in (*ending, *mine)), code)


def _moving(conn: Connection, redraw: Redraw, way: Way) -> Mapping[tuple[str, str], int]:
    """Old and new community -> living addresses, before it takes hold."""
    if way.nodes:
        query = select(node.c.id).where(among(conn, node.c.area_community, redraw.old), node.c.is_live)
        return Counter((redraw.old[0], way.nodes[one]) for one in conn.execute(query).scalars())
    inside = or_(*(node.c.area_community.startswith(stem(old)) for old in redraw.old))
    here = select(node.c.area_community, func.count()).where(inside, node.c.is_live)
    counted = conn.execute(here.group_by(node.c.area_community))
    return {(old, way.communities.get(old, old)): count for old, count in counted}


def _moved(conn: Connection, row: PlannedRow, redraw: Redraw, units: Units) -> dict[tuple[str, str], int]:
    """Old and new community -> living addresses of that day, as the journal tells what moved; those that stayed, too."""
    change = journal_change.c
    mine = (change.table_name == planned_change.name, change.row_key == str(row.id))
    held = select(change.seq).where(*mine, change.after.contains('"state":"held"'))
    moves = (change.seq.in_(held), change.table_name == node.name)
    living = _V.legal.in_(sorted(LIVE_LEGAL))
    on_day = (_V.valid_from <= redraw.effective_on, _V.valid_to > redraw.effective_on, living)
    homes = _V.district_code.in_(sorted({unit.code[:6] for unit in units.every if unit.level == _DISTRICT}))
    same = (homes, _V.node_id == cast(change.row_key, BigInteger))
    query = select(change.before, change.after, func.count()).join(node_version, and_(*same))
    query = query.where(*moves, *on_day)
    found: Counter[tuple[str, str]] = Counter()
    for before, after, count in conn.execute(query.group_by(change.before, change.after)):
        found[json.loads(before)[_COMMUNITY], json.loads(after)[_COMMUNITY]] = count
    came = Counter({new: 0 for _old, new in found})
    for (_old, new), count in found.items():
        came[new] += count
    stems = tuple({stem(heir.code) for heir in redraw.heirs})
    inside = or_(*(_V.area_community.startswith(one) for one in stems))
    here = select(_V.area_community, func.count()).where(inside, *on_day).group_by(_V.area_community)
    for community, count in conn.execute(here):
        found[community, community] += max(0, count - came[community])
    return found
