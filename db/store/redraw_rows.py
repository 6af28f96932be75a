"""What bears an area beside the addresses, when 区划调整 takes hold: ``MOVED`` lists the tables.

A row goes where its address goes; one that names no address goes where the rest of its unit goes. On a server a function
of the database writes them (``zp.redraw_areas``): most of them are no business of whoever decides.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, func, or_, select, text

from db.domain.redraw import stem
from db.schema.address import node
from db.schema.holdings import attachment, attachment_link, person, person_link
from db.schema.sheets import check_finding, check_return, check_sheet
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
from db.store.bulk import array_text
from db.store.journal import canonical
from db.store.redraw import TOLD_ONE_BY_ONE, Way, area_of
from db.store.sets import among, update_each
from db.store.store import Work

UNITS = ("area_district", "area_subdistrict", "area_community")
COMMUNITY_ONLY = ("area_community",)
ONE_CODE = ("area_code",)
"""A district's, subdistrict's or community's code, its zeros at the end written or not."""

NodeOf = Callable[[Connection, set[int]], dict[int, int]]


@dataclass(frozen=True, slots=True)
class Moved:
    """A table whose rows lie in an area.

    Attributes:
        table: with a column ``id``.
        columns: what says where a row lies: ``UNITS``, ``COMMUNITY_ONLY`` or ``ONE_CODE``.
        node: column with the address a row belongs to; ``""`` when there is none.
        link: table that links rows to addresses, and its column with the row's id.
    """

    table: Table
    columns: tuple[str, ...]
    node: str = ""
    link: tuple[Table, str] | None = None


MOVED = (
    Moved(plate, UNITS, node="node_id"),
    Moved(inspection_form, UNITS, node="node_id"),
    Moved(problem, COMMUNITY_ONLY, node="node_id"),
    Moved(attachment, UNITS, link=(attachment_link, "attachment_id")),
    Moved(person, UNITS, link=(person_link, "person_id")),
    Moved(package, ONE_CODE),
    Moved(plate_batch, ONE_CODE),
    Moved(check_sheet, UNITS),
    Moved(check_return, UNITS),
    Moved(check_finding, UNITS, node="node_id"),
)
"""Every table with an area beside addresses and applications; a new one is one more line here."""

_Values = tuple[str, ...]


def move_rows(work: Work, application_id: int, way: Way, moved: Iterable[int]) -> None:
    """Let everything beside the addresses follow.

    Args:
        work: the write.
        application_id: the decided redraw.
        way: where things go.
        moved: the addresses that went elsewhere.
    """
    for one in MOVED:
        _write(work, application_id, one.table, one.columns, _wanted(work.conn, one, way))
    wanted = _applications(work.conn, way, moved)
    for table in (application, planned_change):
        found = select(table.c.id, *(table.c[name] for name in UNITS)).where(
            among(work.conn, table.c.id, wanted)
        )
        rows = [(row.id, tuple(row[1:]), wanted[row.id]) for row in work.conn.execute(found)]
        _write(work, application_id, table, UNITS, rows)


def affected(conn: Connection, one: Moved, way: Way) -> Select[Any]:
    """The rows of a table that lie in one of the old units: id, where, and their address."""
    at = [one.table.c[name] for name in one.columns]
    home = one.table.c[one.node] if one.node else text("NULL AS node_id")
    if one.columns == ONE_CODE:
        codes = {*way.communities, *way.subdistricts}
        where = among(conn, at[0], {form for code in codes for form in (code, stem(code))})
    else:
        where = among(conn, at[-1], way.communities)
        if len(at) > 1 and way.subdistricts:
            where = or_(where, (at[2] == "") & among(conn, at[1], way.subdistricts))
    return select(one.table.c.id, *at, home).where(where)


def _wanted(conn: Connection, one: Moved, way: Way) -> list[tuple[int, _Values, _Values]]:
    """Rows of a table with their areas before and after."""
    rows = list(conn.execute(affected(conn, one, way).order_by(one.table.c.id)))
    nodes = _linked(conn, one, [row.id for row in rows]) if one.link and way.nodes else {}
    found = []
    for row in rows:
        values = tuple(row[1:-1])
        node_id = row[-1] if one.node else nodes.get(row.id)
        found.append((row.id, values, _after(one.columns, values, way, node_id)))
    return found


def _after(columns: _Values, values: _Values, way: Way, node_id: int | None) -> _Values:
    if columns == ONE_CODE:
        return (_code_after(values[0], way),)
    community = values[-1]
    if not community:
        return (values[0], way.subdistricts[values[1]], "")
    area = area_of(way.community(community, node_id))
    return (area.district, area.subdistrict, area.community)[-len(columns) :]


def _code_after(code: str, way: Way) -> str:
    whole = code.ljust(12, "0")
    new = way.communities.get(whole) or way.subdistricts[whole]
    return new if len(code) == 12 else stem(new)


def _linked(conn: Connection, one: Moved, ids: Sequence[int]) -> dict[int, int]:
    """Row -> the first address it is linked to."""
    assert one.link is not None, "asked for tables with links only"
    link, column = one.link
    query = select(link.c[column], func.min(link.c.row_id)).where(
        link.c.table_name == node.name, among(conn, link.c[column], ids)
    )
    return {row[0]: row[1] for row in conn.execute(query.group_by(link.c[column]))}


def _applications(conn: Connection, way: Way, moved: Iterable[int]) -> Mapping[int, _Values]:
    """Applications about addresses that moved, and those that name an old unit: where each lies now."""
    item = application_item.c
    mine = select(item.application_id).where(among(conn, item.node_id, moved)).distinct()
    ends = [(func.min(node.c[name]), func.max(node.c[name])) for name in UNITS]
    about = (
        select(item.application_id, *(end for pair in ends for end in pair))
        .join(node, node.c.id == item.node_id)
        .where(item.application_id.in_(mine))
        .group_by(item.application_id)
    )
    found: dict[int, _Values] = {}
    for row in conn.execute(about):
        pairs = zip(row[1::2], row[2::2], strict=True)
        found[row[0]] = tuple(low if low == high else "" for low, high in pairs)
    bare = Moved(application, UNITS)
    for one, _before, after in _wanted(conn, bare, way):
        found.setdefault(one, after)
    return found


def _write(
    work: Work,
    application_id: int,
    table: Table,
    columns: _Values,
    wanted: Iterable[tuple[int, _Values, _Values]],
) -> None:
    rows = [one for one in wanted if one[1] != one[2]]
    if not rows:
        return
    if work.conn.dialect.name == "postgresql":
        values = json.dumps([after for _id, _before, after in rows])
        ids = array_text(one for one, _before, _after in rows)
        work.conn.exec_driver_sql(
            "SELECT zp.redraw_areas(%s, %s, %s::text[], %s::bigint[], %s::jsonb)",
            (application_id, table.name, array_text(columns), ids, values),
        )
    else:
        update_each(work.conn, table, ("id", *columns), [(one, *after) for one, _before, after in rows])
    for one, before, after in rows:
        told = (canonical(dict(zip(columns, said, strict=True))) for said in (before, after))
        work.note(table.name, str(one), *told)
    ids_told = {one for one, _before, _after in rows} if len(rows) <= TOLD_ONE_BY_ONE else set()
    work.touched.setdefault(table.name, set()).update(ids_told)
