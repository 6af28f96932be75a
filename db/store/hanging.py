"""What hangs on addresses: plates, codes, applications, problems, inspection, persons, attachments; counted, never told."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Table, func, or_, select

from db.domain.address import BEARING
from db.domain.state import Application, Plate, Problem
from db.schema.address import addr_code, node, payload
from db.schema.holdings import attachment_link, person_link
from db.schema.work import application, application_item, inspection_form, planned_change, plate, problem
from db.store.plates import in_area
from db.store.sets import among
from db.store.tree import SHARDS

_OPEN = (Application.SUBMITTED, Application.FIRST_REVIEW, Application.SECOND_REVIEW)


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on addresses, as far as the account sees.

    Attributes:
        plates: state -> how many, void ones apart.
        codes: addresses with a code of the police.
        payloads: live QR payloads.
        applications: applications not decided yet, or decided for a day to come.
        problems: open problems.
        forms: inspection forms that are out.
        persons, attachments: linked records.
        on: the addresses.
        without: the application that was left out; 0 for none.
    """

    plates: Mapping[str, int] = field(default_factory=dict)
    codes: int = 0
    payloads: int = 0
    applications: int = 0
    problems: int = 0
    forms: int = 0
    persons: int = 0
    attachments: int = 0
    on: tuple[int, ...] = ()
    without: int = 0


def hanging(conn: Connection, ids: Collection[int], without: int = 0) -> Hanging:
    """What hangs on addresses; of applications all but the one that is looked at."""
    if not ids:
        return Hanging()
    states = select(plate.c.state, func.count()).where(
        among(conn, plate.c.node_id, ids), plate.c.state != Plate.VOID.value
    )
    areas = set(
        conn.execute(select(node.c.area_community).where(among(conn, node.c.id, ids)).distinct()).scalars()
    )
    mine = among(conn, problem.c.area_community, areas) & among(conn, problem.c.node_id, ids)
    return Hanging(
        plates={state: count for state, count in conn.execute(states.group_by(plate.c.state))},
        codes=_count(conn, addr_code, among(conn, addr_code.c.node_id, ids)),
        payloads=_count(conn, payload, among(conn, payload.c.node_id, ids) & (payload.c.state == "live")),
        applications=len(set().union(*open_applications(conn, ids, without).values())),
        problems=_count(conn, problem, mine & (problem.c.state != Problem.CLOSED.value)),
        forms=_count(
            conn,
            inspection_form,
            among(conn, inspection_form.c.node_id, ids) & (inspection_form.c.state == "issued"),
        ),
        persons=_count(conn, person_link, tied(conn, person_link, ids)),
        attachments=_count(conn, attachment_link, tied(conn, attachment_link, ids)),
        on=tuple(sorted(ids)),
        without=without,
    )


def _count(conn: Connection, table: Table, where: ColumnElement[bool]) -> int:
    return int(conn.execute(select(func.count()).select_from(table).where(where)).scalar_one())


def tied(conn: Connection, link: Table, ids: Collection[int]) -> ColumnElement[bool]:
    """The condition that a link ties something to one of the addresses; it may be kept in another shard than they."""
    mine = (link.c.table_name == node.name) & among(conn, link.c.row_id, ids)
    return link.c.district_code.in_(SHARDS) & mine


def open_applications(conn: Connection, ids: Collection[int], without: int = 0) -> dict[int, set[int]]:
    """Address -> the applications about it that are not done: not decided, or decided for a day to come."""
    item = application_item.c
    query = (
        select(item.node_id, item.application_id)
        .join(application, application.c.id == item.application_id)
        .outerjoin(planned_change, planned_change.c.id == application.c.id)
        .where(among(conn, item.node_id, ids), item.application_id != without)
        .where(or_(application.c.state.in_([one.value for one in _OPEN]), planned_change.c.state == "due"))
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for row in conn.execute(query):
        found[row.node_id].add(row.application_id)
    return dict(found)


def reached(conn: Connection, heads: Collection[int], alone: Collection[int]) -> Counter[str]:
    """How many living addresses some are, the heads with all that stands below them, by community."""
    columns = select(node.c.id, node.c.kind, node.c.area_community).where(node.c.is_live)
    named = conn.execute(columns.where(among(conn, node.c.id, {*heads, *alone}))).all()
    found = {row.id: row.area_community for row in named}
    above = set(heads) & found.keys()
    while above:
        level = conn.execute(columns.where(among(conn, node.c.parent_id, above))).all()
        found |= {row.id: row.area_community for row in level}
        above = {row.id for row in level if row.kind in BEARING}
    return Counter(found.values())


def living_in(conn: Connection, community: str) -> int:
    """How many living addresses lie in a community."""
    return _count(conn, node, in_area(node.c.area_community, community) & node.c.is_live)
