"""Applications and their addresses: SQL in, values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, func, select, update

from db.domain.errors import NotFound, StaleRecord
from db.domain.state import APPLICATION, Application, Legal, Plate, move
from db.schema.address import division, node, place
from db.schema.system import journal, journal_change
from db.schema.work import application, application_item, plate, problem
from db.store.journal import canonical
from db.store.sets import among
from db.store.store import Work
from db.store.tree import FOREVER, Area

BLOCKING = ("重", "错")
"""Problems that keep an address from being confirmed; a missing neighbour (漏) is no fault of its own."""


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """An application as lists show it."""

    id: int
    kind: str
    state: str
    title: str
    reason: str
    area_community: str
    filed_by: str
    filed_at: str
    decided_by: str
    decided_at: str
    opinion: str
    items: int
    row_version: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address that somebody wants confirmed, with what its place and parent are."""

    id: int
    kind: str
    parent_id: int
    place_id: int
    area: Area
    full_text: str
    legal: str
    place_state: str
    parent_legal: str


@dataclass(frozen=True, slots=True)
class NamingPlace:
    """A place about to bear new numbers."""

    id: int
    name: str
    state: str
    home_district: str


def applications(
    conn: Connection, where: ColumnElement[bool], limit: int | None = None
) -> list[ApplicationRow]:
    """Applications, newest first; no more than a limit."""
    a = application.c
    items = (
        select(func.count()).where(application_item.c.application_id == a.id).scalar_subquery().label("items")
    )
    query = select(
        *(a.id, a.kind, a.state, a.title, a.reason, a.area_community, a.filed_by, a.filed_at),
        *(func.coalesce(column, "").label(column.name) for column in (a.decided_by, a.decided_at, a.opinion)),
        *(items, a.row_version),
    ).where(where)
    found = conn.execute(query.order_by(a.filed_at.desc(), a.id.desc()).limit(limit)).mappings()
    return [ApplicationRow(**row) for row in found]


def shared_area(areas: Sequence[Area]) -> Area:
    """The units all lie in; ``""`` at a level where they lie in several."""
    each = ({area.district for area in areas}, {area.subdistrict for area in areas})
    units = (*each, {area.community for area in areas})
    return Area(*(next(iter(codes)) if len(codes) == 1 else "" for codes in units))


def add(work: Work, head: tuple[str, str, str, str], area: Area, items: Sequence[tuple[int, str]]) -> int:
    """File an application; returns its id.

    Args:
        work: the write.
        head: kind, title, reason, version of the numbering rules.
        area: the units its addresses lie in (``shared_area``).
        items: addresses, each with why it is proposed.
    """
    kind, title, reason, rule_version = head
    (application_id,) = work.new_ids(1)
    state = move(APPLICATION, Application.DRAFT, Application.SUBMITTED)
    values = {
        "district_code": work.district_code,
        "id": application_id,
        "area_district": area.district,
        "area_subdistrict": area.subdistrict,
        "area_community": area.community,
        "kind": kind,
        "state": state.value,
        "title": title,
        "reason": reason,
        "filed_by": work.actor.login,
        "filed_at": work.at,
        "rule_version": rule_version,
    }
    work.insert(application, values)
    work.insert_many(
        application_item,
        ("district_code", "application_id", "item_no", "node_id", "reason", "outcome"),
        [
            (work.district_code, application_id, item_no, node_id, why, state.value)
            for item_no, (node_id, why) in enumerate(items, 1)
        ],
    )
    return application_id


def decide(work: Work, application_id: int, seen: int, state: Application) -> None:
    """Write the decision on an application and on its items.

    Raises:
        StaleRecord: another desk was quicker.
    """
    values = {
        "state": state.value,
        "decided_by": work.actor.login,
        "decided_at": work.at,
        "opinion": work.reason,
    }
    work.change(application, {"id": application_id, "row_version": seen}, values)
    query = update(application_item).where(application_item.c.application_id == application_id)
    if work.conn.execute(query.values(outcome=state.value)).rowcount:
        work.note("application_item", str(application_id), "", canonical({"outcome": state.value}))


def locked(conn: Connection, application_id: int, seen: int) -> Row[str, str, int]:
    """State, filer and version of an application that nobody changed since it was shown, kept until the end.

    Raises:
        NotFound: no such application.
        StaleRecord: somebody decided on it meanwhile.
    """
    query = select(application.c.state, application.c.filed_by, application.c.row_version)
    row = conn.execute(query.where(application.c.id == application_id).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("application", str(application_id))
    if row.row_version != seen:
        raise StaleRecord("application", application_id)
    return row


def entered_by(conn: Connection, login: str, ids: Iterable[int], table: str = node.name) -> set[int]:
    """Those of the addresses, or rows of another table, that an account itself brought into the register, by the journal."""
    change = journal_change.c
    query = (
        select(change.row_key)
        .join(journal, journal.c.seq == change.seq)
        .where(change.table_name == table, among(conn, change.row_key, map(str, ids)))
        .where(change.before == "", journal.c.actor == login)
    )
    return {int(key) for key in conn.execute(query).scalars()}


def wanted(conn: Connection, ids: Iterable[int]) -> dict[int, Wanted]:
    """The addresses by id, locked until the transaction ends; unknown ids are absent."""
    above = node.alias("above")
    query = (
        select(
            *(node.c.id, node.c.kind, node.c.parent_id, node.c.place_id),
            *(node.c.area_district, node.c.area_subdistrict, node.c.area_community),
            *(node.c.full_text, node.c.legal, place.c.state),
            func.coalesce(above.c.legal, "").label("parent_legal"),
        )
        .join(place, place.c.id == node.c.place_id)
        .outerjoin(above, above.c.id == node.c.parent_id)
        .where(among(conn, node.c.id, ids))
        .order_by(node.c.id)
        .with_for_update(of=node)
    )
    return {
        row.id: Wanted(
            id=row.id,
            kind=row.kind,
            parent_id=row.parent_id,
            place_id=row.place_id,
            area=Area(row.area_district, row.area_subdistrict, row.area_community),
            full_text=row.full_text,
            legal=row.legal,
            place_state=row.state,
            parent_legal=row.parent_legal,
        )
        for row in conn.execute(query)
    }


def faults(conn: Connection, ids: Iterable[int]) -> dict[int, str]:
    """Address -> rule of an open problem that keeps it from being confirmed."""
    query = select(problem.c.node_id, problem.c.rule).where(
        among(conn, problem.c.node_id, ids), problem.c.problem.in_(BLOCKING), problem.c.state != "closed"
    )
    return {row.node_id: row.rule for row in conn.execute(query.order_by(problem.c.id.desc()))}


def naming_place(conn: Connection, place_id: int) -> NamingPlace:
    """The place, locked until the transaction ends, so that two desks number it one after the other.

    Raises:
        NotFound: no such place.
    """
    query = select(place.c.id, place.c.name, place.c.state, place.c.home_district)
    row = conn.execute(query.where(place.c.id == place_id).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("place", str(place_id))
    return NamingPlace(*row)


def community_area(conn: Connection, community: str) -> tuple[Area, str]:
    """The units a community lies in, and the district's name.

    Raises:
        NotFound: no such community today.
    """
    low, middle, high = division.alias("low"), division.alias("middle"), division.alias("high")
    query = (
        select(high.c.code, middle.c.code, low.c.code, high.c.name)
        .join_from(low, middle, middle.c.code == low.c.parent_code)
        .join(high, high.c.code == middle.c.parent_code)
        .where(low.c.code == community, low.c.level == 5)
        .where(*(unit.c.valid_to == FOREVER for unit in (low, middle, high)))
    )
    row = conn.execute(query).one_or_none()
    if row is None:
        raise NotFound("community", community)
    return Area(row[0], row[1], row[2]), str(row[3])


def items(conn: Connection, application_id: int) -> list[int]:
    """The addresses of an application."""
    query = select(application_item.c.node_id).where(application_item.c.application_id == application_id)
    return list(conn.execute(query.order_by(application_item.c.item_no)).scalars())


def communities(conn: Connection, application_id: int) -> list[str]:
    """The communities its addresses lie in today."""
    query = (
        select(node.c.area_community)
        .join(application_item, application_item.c.node_id == node.c.id)
        .where(application_item.c.application_id == application_id)
    )
    return list(conn.execute(query.distinct()).scalars())


def _mine(application_id: int, column: ColumnElement[int]) -> ColumnElement[bool]:
    return column.in_(
        select(application_item.c.node_id).where(application_item.c.application_id == application_id)
    )


# No LIMIT below: a planner that expects to meet a row soon walks the whole register when there is none.


def unapproved_parent(conn: Connection, application_id: int) -> str | None:
    """Legal state of a parent that is neither approved nor in the application; None when there is none."""
    above = node.alias("above")
    query = (
        select(func.min(above.c.legal))
        .join_from(node, above, above.c.id == node.c.parent_id)
        .where(
            _mine(application_id, node.c.id),
            above.c.legal != Legal.APPROVED.value,
            ~_mine(application_id, above.c.id),
        )
    )
    return conn.execute(query).scalar()


def unapproved_place(conn: Connection, application_id: int) -> str | None:
    """State of a place name that is no standard name; None when all are."""
    query = (
        select(func.min(place.c.state))
        .join_from(node, place, place.c.id == node.c.place_id)
        .where(_mine(application_id, node.c.id), place.c.state != "approved")
    )
    return conn.execute(query).scalar()


def has_plate(conn: Connection, application_id: int) -> bool:
    """Whether an address of the application bears a plate, in whatever stage."""
    query = select(func.count()).where(
        _mine(application_id, plate.c.node_id), plate.c.state != Plate.VOID.value
    )
    return bool(conn.execute(query).scalar())


def has_other_children(conn: Connection, application_id: int) -> bool:
    """Whether an approved address outside the application hangs below one inside it."""
    query = select(func.count()).where(
        _mine(application_id, node.c.parent_id),
        ~_mine(application_id, node.c.id),
        node.c.legal.in_((Legal.APPROVED.value, Legal.CHANGING.value)),
    )
    return bool(conn.execute(query).scalar())
