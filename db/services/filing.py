"""Filing a plan on approved addresses, inside a transaction: what it names is 变更中 from then on, new numbers are held."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from db.domain.address import NodeKind, Own, extend_key, read_own
from db.domain.place import NameState
from db.domain.place_card import checked_name
from db.domain.plan import TEXT_ACTS, Act, Plan, PlanRefused
from db.domain.state import Legal
from db.schema.address import place
from db.schema.work import planned_change
from db.services.place_edits import refuse_taken
from db.services.place_naming import renames_beyond_share
from db.store import applications as rows
from db.store import changes, places
from db.store.hanging import open_applications
from db.store.lines import Drawing, draw
from db.store.places import PlaceRecord
from db.store.reach import Reach, reach
from db.store.store import Work
from db.store.tree import Area, NewNode, add_nodes, move_legal, take_slots


@dataclass(frozen=True, slots=True)
class NewPart:
    """An address that a split brings."""

    own: Own
    key: str
    text: str


def refuse(found: Reach) -> None:
    """Refuse a plan that an address refuses.

    Raises:
        PlanRefused: with the first address and how many there are.
    """
    if found.refused:
        first = found.refused[0]
        raise PlanRefused(first.reason, first.full_text, first.detail, len(found.refused))


def area_of(found: Reach, one: int) -> Area:
    """Where an address lies."""
    row = found.rows[one]
    return Area(row.area_district, row.area_subdistrict, row.area_community)


def file_plan(work: Work, plan: Plan, title: str, reason: str) -> tuple[int, tuple[int, ...]]:
    """File a plan; returns the application and its addresses.

    Raises:
        PlanRefused: an address refuses, or refuses now.
        BadNumber, BadAddress, NumberTaken, NotFound: see ``db.services.changes.preview``.
        NotAllowed: an address, or where it shall lie, is outside the actor's area.
    """
    if plan.act is Act.RENAME_PLACE:
        return _file_name(work, plan, title, reason), ()
    found = reach(work.conn, plan, lock=True)
    note_open(work.conn, found)
    refuse(found)
    drawing = draw(work.conn, found.shapes) if plan.act in TEXT_ACTS else None
    lies = [area_of(found, one) for one in dict.fromkeys([*found.named, *found.movers])]
    if drawing:
        note_unchanged(found, drawing)
        refuse(found)
    new_areas = [line.area for line in drawing.named] if drawing else []
    _check_areas(work, [*lies, *new_areas])
    fresh: tuple[int, ...] = ()
    if plan.act is Act.SPLIT:
        fresh = _bear(work, found, plan)
        plan = replace(plan, successors=(*plan.successors, *fresh))
    ids = tuple(dict.fromkeys([*found.named, *found.movers, *fresh]))
    area = rows.shared_area(lies)
    application_id = rows.add(work, (plan.act.value, title, reason, ""), area, [(one, "") for one in ids])
    changes.add(work, application_id, area, plan)
    changing = [one for one in found.named if found.rows[one].legal == Legal.APPROVED]
    move_legal(work, changing, Legal.CHANGING, Legal.APPROVED)
    if drawing:
        _hold_numbers(work, drawing, set(changing))
    return application_id, ids


def _check_areas(work: Work, areas: Iterable[Area]) -> None:
    for community in {area.community for area in areas}:
        work.actor.role_for(work.verb, community)


def note_open(conn: Connection, found: Reach) -> None:
    """Nobody asks twice about one address at a time."""
    told = {one.node_id for one in found.refused}
    for one in open_applications(conn, found.named):
        if one not in told:
            found.refuse(one, "open_application")


def note_unchanged(found: Reach, drawing: Drawing) -> None:
    """Nobody decides about an address that says already what is wanted."""
    for line in drawing.named:
        if not line.changed:
            found.refuse(line.row.id, "no_change")


def _hold_numbers(work: Work, drawing: Drawing, changing: set[int]) -> None:
    """Keep the numbers that doors shall bear for them, until it is decided."""
    wanted = []
    for line in drawing.named:
        number = line.own.number
        if number and line.row.id in changing and {"ident", "place_id"} & set(line.changed):
            home = drawing.heads[line.place_id].home
            wanted.append((home, line.place_id, number.main, number.suffix, "pending", line.row.id))
    take_slots(work.conn, wanted)


def new_parts(found: Reach, plan: Plan) -> list[NewPart]:
    """The addresses that a split brings, where the old one hangs.

    Raises:
        BadNumber, BadAddress: an own part cannot be read.
    """
    old = found.rows[found.named[0]]
    owns = [read_own(NodeKind(old.kind), text) for text in plan.new_own_texts]
    front = old.full_text.removesuffix(old.own_text)
    return [NewPart(own, extend_key(old.live_key, own), front + own.text) for own in owns]


def _bear(work: Work, found: Reach, plan: Plan) -> tuple[int, ...]:
    """Let the addresses of a split come into being as 待审批, on the floor and the side of the old one."""
    old = found.rows[found.named[0]]
    home = work.conn.execute(select(place.c.home_district).where(place.c.id == old.place_id)).scalar_one()
    parts = new_parts(found, plan)
    ids = work.new_ids(len(parts))
    born = [
        NewNode(
            id=node_id,
            own=part.own,
            parent_id=old.parent_id,
            place_id=old.place_id,
            place_home=home,
            area=area_of(found, old.id),
            key=part.key,
            full_text=part.text,
            floor=old.floor,
            side=old.side,
            legal=Legal.TO_APPROVE,
        )
        for node_id, part in zip(ids, parts, strict=True)
    ]
    add_nodes(work, born)
    return tuple(ids)


def _file_name(work: Work, plan: Plan, title: str, reason: str) -> int:
    """File another name for a place: a standard one, or one under which a large share of a community lies."""
    found = places.record(work.conn, plan.place_id, lock=True)
    area = Area(found.home_district.ljust(12, "0"), "", "")
    work.actor.role_for(work.verb, area.district)
    standard = named(work.conn, plan).state == NameState.APPROVED
    if not standard and not renames_beyond_share(work.conn, plan.place_id):
        raise PlanRefused("draft_place", found.name, found.state, 1)
    plan = replace(plan, name=checked_name(plan.name))
    application_id = rows.add(work, (plan.act.value, title, reason, ""), area, [])
    changes.add(work, application_id, area, plan)
    return application_id


def named(conn: Connection, plan: Plan) -> PlaceRecord:
    """The place that a plan renames, when it can take the name.

    Raises:
        NotFound: no such place.
        PlanRefused: ``no_change``, or ``open_application``: it is to be renamed already.
        BadPlace: the name cannot be, or another place of the unit has it.
    """
    found = places.record(conn, plan.place_id)
    name = checked_name(plan.name)
    if name == found.name:
        raise PlanRefused("no_change", found.name, "", 1)
    open_ones = changes.planned(conn, planned_change.c.state.in_([changes.PROPOSED, changes.DUE]))
    if any(one.plan.act is Act.RENAME_PLACE and one.plan.place_id == plan.place_id for one in open_ones):
        raise PlanRefused("open_application", found.name, "", 1)
    refuse_taken(conn, name, found.scope_code, leave_out=plan.place_id)
    return found
