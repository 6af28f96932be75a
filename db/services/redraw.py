"""区划调整 as the window asks for it: what it would do, filing it, which are under way.

It is filed by one person, decided by another (``db.services.applications``), and takes hold at once or on its day.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.division import Succession, Unit, Units
from db.domain.errors import NotFound
from db.domain.plan import Act, Plan
from db.domain.redraw import (
    COMMUNITY,
    Redraw,
    codes_of,
    collide,
    common_district,
    propose_code,
    with_recodes,
)
from db.domain.redraw_check import Fault, RedrawRefused, faults
from db.domain.state import LIVE_LEGAL
from db.schema.address import node
from db.schema.work import planned_change
from db.services.redraw_beside import Beside, beside, first_addresses
from db.services.units import load_units
from db.store import applications as rows
from db.store import changes
from db.store.changes import PlannedRow
from db.store.redraw import Way, legals_in, way_of
from db.store.redraw_units import RoleMove, role_moves, unit_change
from db.store.sets import among
from db.store.store import Store
from db.store.tree import Area
from db.store.turns import take_turn

_VERB = "application.file"
_OPEN = (changes.PROPOSED, changes.DUE)
_TOPIC = "redraw"


@dataclass(frozen=True, slots=True)
class RedrawPreview:
    """What a redraw would do; nothing was kept.

    Attributes:
        redraw: as it would be filed, with the new codes of communities below.
        faults: what speaks against it, and what is worth knowing; see ``db.domain.redraw_check``. Besides:
            ``open_redraw`` (another one about the same units is under way), ``not_inside`` (a single address lies
            elsewhere), ``empty_part`` (an heir gets no address).
        closing, beginning: units that end and begin on the day.
        steps: which leads to which.
        parts: heir -> addresses in force or under way that it gets from the old units.
        legals: legal state -> addresses that get another community; all that are touched by a split.
        accounts: whose areas change.
        beside: what else goes with them.
        first: heir -> the first addresses that it gets.
    """

    redraw: Redraw
    faults: tuple[Fault, ...]
    closing: tuple[Unit, ...] = ()
    beginning: tuple[Unit, ...] = ()
    steps: tuple[Succession, ...] = ()
    parts: Mapping[str, int] = field(default_factory=dict)
    legals: Mapping[str, int] = field(default_factory=dict)
    accounts: tuple[RoleMove, ...] = ()
    beside: Beside = field(default_factory=Beside)
    first: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether it cannot be filed so."""
        return any(fault.refuses for fault in self.faults)


@dataclass(frozen=True, slots=True)
class RedrawFiled:
    """A filed redraw."""

    application_id: int
    changes: Changes


def preview(store: Store, actor: Actor, redraw: Redraw) -> RedrawPreview:
    """What a redraw would do, and what speaks against it; writes nothing.

    Raises:
        NotAllowed: the district is not the actor's.
    """
    if redraw.old:
        actor.role_for(_VERB, common_district(redraw))
    with store.read() as conn:
        units = load_units(conn)
        found = judge(conn, redraw, units, legal_date(store.clock.now()))
        if any(fault.refuses for fault in found):
            return RedrawPreview(redraw, found)
        whole = with_recodes(redraw, units)
        way = way_of(conn, whole, units)
        parts, legals = _counted(conn, whole, way)
        change = unit_change(whole, units)
        empty = [Fault("empty_part", heir.name) for heir in whole.heirs if way.nodes and not parts[heir.code]]
        return RedrawPreview(
            whole,
            tuple(dict.fromkeys((*found, *empty))),
            *(change.closing, change.beginning, change.steps),
            parts,
            legals,
            tuple(role_moves(conn, whole)),
            beside(conn, actor.login, way, whole),
            first_addresses(conn, whole, way),
        )


def judge(
    conn: Connection, redraw: Redraw, units: Units, today: str, application_id: int = 0
) -> tuple[Fault, ...]:
    """What speaks against a redraw as the register stands.

    Args:
        conn: the connection.
        redraw: what is wanted.
        units: every unit ever known.
        today: legal date it must not be earlier than.
        application_id: its own, when it is filed already.
    """
    found = faults(redraw, units, today)
    if any(fault.refuses for fault in found):
        return found
    whole = with_recodes(redraw, units)
    others = [one for one in _under_way(conn) if one.id != application_id]
    busy = [one for one in others if one.plan.redraw and collide(whole, one.plan.redraw)]
    return (*found, *(Fault("open_redraw", one.title) for one in busy), *_elsewhere(conn, redraw))


def _under_way(conn: Connection) -> list[PlannedRow]:
    act = planned_change.c.plan.contains('"act":"redraw"')
    return changes.planned(conn, planned_change.c.state.in_(_OPEN) & act)


def _elsewhere(conn: Connection, redraw: Redraw) -> list[Fault]:
    """Single addresses of a split that lie in another community."""
    named = [share.node_id for share in redraw.shares if share.node_id]
    query = select(node.c.id).where(among(conn, node.c.id, named), node.c.area_community.in_(redraw.old))
    inside = set(conn.execute(query).scalars()) if named else set()
    return [Fault("not_inside", str(one)) for one in named if one not in inside]


def file(store: Store, actor: Actor, redraw: Redraw, title: str, reason: str) -> RedrawFiled:
    """File a redraw as an application.

    Args:
        store: where.
        actor: who; his area has to hold the whole district.
        redraw: what.
        title: what the application is called in lists.
        reason: why.

    Raises:
        RedrawRefused: ``no_reason``, or the first fault of ``preview`` that refuses, with its text.
        NotAllowed: the district is not the actor's.
    """
    if not reason.strip():
        raise RedrawRefused("no_reason")
    if not redraw.old:
        raise RedrawRefused("no_units")
    district = common_district(redraw)
    with store.write(actor, _VERB, reason, district) as work:
        take_turn(work.conn, _TOPIC)
        units = load_units(work.conn)
        refuse(judge(work.conn, redraw, units, work.today))
        whole = with_recodes(redraw, units)
        area = Area(district, "", "")
        application_id = rows.add(work, (Act.REDRAW.value, title.strip(), reason, ""), area, [])
        plan = Plan(Act.REDRAW, effective_on=whole.effective_on, redraw=whole)
        changes.add(work, application_id, area, plan)
    return RedrawFiled(application_id, work.changes())


def refuse(found: Collection[Fault]) -> None:
    """Refuse what faults speak against.

    Raises:
        RedrawRefused: the first one, and how many there are.
    """
    bad = [fault for fault in found if fault.refuses]
    if bad:
        raise RedrawRefused(bad[0].reason, bad[0].text, "", len(bad))


def all_units(store: Store) -> Units:
    """Every unit ever known, to choose from and to draw what would be; ``Units.current`` gives those of a day."""
    with store.read() as conn:
        return load_units(conn)


def propose(store: Store, parent: str, like: str = "", taken: Collection[str] = ()) -> str:
    """The next code under a district or subdistrict that no unit ever had and no redraw under way gives out.

    Args:
        store: where.
        parent: 12 digits.
        like: a code whose sort of unit it shall be.
        taken: codes proposed already in the same form.

    Raises:
        RedrawRefused: ``no_code_left``.
    """
    with store.read() as conn:
        units = load_units(conn)
        planned = [code for one in _under_way(conn) if one.plan.redraw for code in codes_of(one.plan.redraw)]
    try:
        return propose_code(units, parent, like, {*taken, *planned})
    except NotFound as error:
        raise RedrawRefused("no_code_left", parent) from error


def _counted(conn: Connection, redraw: Redraw, way: Way) -> tuple[dict[str, int], dict[str, int]]:
    """Heir -> living addresses; legal state -> addresses that move."""
    by_community = legals_in(conn, {*way.communities} if redraw.level != COMMUNITY else {*redraw.old})
    legals: Counter[str] = Counter()
    for community in way.sources:
        legals.update(by_community.get(community, {}))
    if way.nodes:
        query = select(node.c.id).where(node.c.area_community.in_(redraw.old), node.c.is_live)
        parts = Counter(way.nodes[one] for one in conn.execute(query).scalars())
        return {heir.code: parts[heir.code] for heir in redraw.heirs}, dict(legals)
    parts = Counter({heir.code: 0 for heir in redraw.heirs})
    for old, states in by_community.items():
        new = way.communities.get(old, old)
        heir = new if redraw.level == COMMUNITY else new[:9] + "000"
        parts[heir] += sum(count for legal, count in states.items() if legal in LIVE_LEGAL)
    return dict(parts), dict(legals)
