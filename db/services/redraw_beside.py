"""What goes along when 区划调整 takes hold, counted for its preview; as far as the account sees."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, func, literal, or_, select

from db.domain.redraw import COMMUNITY, Redraw, stem
from db.domain.state import Application, Plate, Problem
from db.schema.address import node, place
from db.schema.office import saved_view
from db.schema.work import (
    application,
    application_item,
    inspection_form,
    package,
    planned_change,
    plate,
    plate_batch,
    problem,
)
from db.store.changes import DUE, PROPOSED
from db.store.redraw import Way
from db.store.redraw_rows import MOVED, affected
from db.store.sets import among

FEW = 5
"""So many of a kind are named; the rest is only counted."""

_UNDECIDED = (Application.SUBMITTED, Application.FIRST_REVIEW, Application.SECOND_REVIEW)
_COUNTED: Mapping[str, ColumnElement[bool]] = {
    plate.name: plate.c.state != Plate.VOID.value,
    problem.name: problem.c.state != Problem.CLOSED.value,
    inspection_form.name: inspection_form.c.state == "issued",
    plate_batch.name: plate_batch.c.state.in_(("locked", "rendered", "failed")),
    package.name: package.c.direction == "out",
}
"""Of these tables only rows that somebody still works on are worth telling; all of them go along."""


@dataclass(frozen=True, slots=True)
class Beside:
    """How many rows beside the addresses go with them.

    Attributes:
        places: that have addresses in a unit.
        applications: not decided yet, about an address of a unit.
        planned: proposed, or decided for a day to come, about an address of a unit.
        rows: table -> rows that are worth telling: ``plate`` (not void), ``plate_batch`` (not verified), ``package``
            (that went out; they come back and are merged as before), ``inspection_form`` (out), ``problem`` (open),
            ``attachment``, ``person`` and every other table with an area.
        views: saved views and favourites that name a unit that ends; they lead to the heirs.
        names: names of the first of the places, titles of the first applications and changes, by the attribute that
            counts them.
    """

    places: int = 0
    applications: int = 0
    planned: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    views: int = 0
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def beside(conn: Connection, login: str, way: Way, redraw: Redraw) -> Beside:
    """What goes with the addresses."""
    cases, planned = _cases(conn, way)
    counted = {}
    for one in MOVED:
        mine = affected(conn, one, way)
        if one.table.name in _COUNTED:
            mine = mine.where(_COUNTED[one.table.name])
        query = select(func.count()).select_from(mine.subquery())
        counted[one.table.name] = int(conn.execute(query).scalar_one())
    places = _places(conn, way)
    names = {"places": places[:FEW], "applications": cases[:FEW], "planned": planned[:FEW]}
    views = _views(conn, login, redraw)
    return Beside(len(places), len(cases), len(planned), counted, views, names)


def first_addresses(conn: Connection, redraw: Redraw, way: Way) -> dict[str, tuple[str, ...]]:
    """Of communities: heir -> the first addresses that come to it from another unit, or of a split all that it gets."""
    if redraw.level != COMMUNITY:
        return {}
    columns = (node.c.id, node.c.area_community, node.c.full_text)
    doors = (
        among(conn, node.c.area_community, way.sources),
        node.c.is_live,
        node.c.parent_id == node.c.place_id,
    )
    query = select(*columns).where(*doors).order_by(node.c.place_id, node.c.number, node.c.full_text)
    found: dict[str, list[str]] = {}
    for one, old, text in conn.execute(query):
        texts = found.setdefault(way.community(old, one), [])
        if len(texts) < FEW:
            texts.append(text)
    return {heir: tuple(texts) for heir, texts in found.items()}


def _places(conn: Connection, way: Way) -> tuple[str, ...]:
    leaving = among(conn, node.c.area_community, way.sources)
    mine = select(node.c.place_id).where(leaving).distinct()
    query = select(place.c.name).where(place.c.id.in_(mine)).order_by(place.c.name, place.c.id)
    return tuple(conn.execute(query).scalars())


def _cases(conn: Connection, way: Way) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Applications not decided yet, and changes that did not take hold, about addresses that move."""
    item = application_item.c
    leaving = among(conn, node.c.area_community, way.sources)
    about = select(item.application_id).join(node, node.c.id == item.node_id).where(leaving)
    undecided = application.c.state.in_([state.value for state in _UNDECIDED])
    waiting = planned_change.c.state.in_((PROPOSED, DUE))
    titles = (
        select(application.c.title).where(application.c.id.in_(about), undecided),
        select(application.c.title)
        .join(planned_change, planned_change.c.id == application.c.id)
        .where(planned_change.c.id.in_(about), waiting),
    )
    cases, planned = (tuple(conn.execute(query.order_by(application.c.id)).scalars()) for query in titles)
    return cases, planned


def _views(conn: Connection, login: str, redraw: Redraw) -> int:
    """Saved views that name a unit that ends."""
    ending = {*redraw.ending, *(old for old, _new in redraw.recodes)}
    forms = [f'"{form}"' for code in sorted(ending) for form in {code, stem(code)}]
    named = or_(literal(value=False), *(saved_view.c.body.contains(form) for form in forms))
    mine = (saved_view.c.state == "kept", saved_view.c.login.in_((login, "")))
    return int(conn.execute(select(func.count()).select_from(saved_view).where(*mine, named)).scalar_one())
