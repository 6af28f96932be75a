"""Addresses when 区划调整 takes hold: their areas, versions and the counters of places; texts and keys stay.

Whatever lay in an old unit goes with it, in force or not: areas are what access rules compare, and nothing is to be lost
from sight. Versions change from the day on; what they said before it they go on saying.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, literal, select, update

from db.domain.division import Units
from db.domain.redraw import COMMUNITY, Redraw, RedrawKind, Share, children
from db.schema.address import node, node_version
from db.store.journal import canonical
from db.store.sets import among
from db.store.store import Work
from db.store.tree import Area, count_places

TOLD_ONE_BY_ONE = 1000
"""More rows than this are told to windows as many, not each."""

_COLUMNS = ("id", "district_code", "parent_id", "place_id", "number", "area_community")
_AREA = ("area_district", "area_subdistrict", "area_community")
_V = node_version.c


@dataclass(frozen=True, slots=True)
class Way:
    """Where the rows of old units go.

    Attributes:
        communities: old community -> the one that takes what names no address; those that stay are absent.
        subdistricts: old subdistrict -> the heir; only of subdistricts.
        nodes: address -> its community, of a split community; what stays is there too.
    """

    communities: Mapping[str, str]
    subdistricts: Mapping[str, str] = field(default_factory=dict)
    nodes: Mapping[int, str] = field(default_factory=dict)

    @property
    def sources(self) -> frozenset[str]:
        """Communities that something leaves."""
        split = frozenset[str]() if not self.nodes else frozenset(self.communities)
        return split | {old for old, new in self.communities.items() if old != new}

    def community(self, old: str, node_id: int | None) -> str:
        """Where a row goes that lies in a community and perhaps belongs to an address."""
        if node_id is not None and node_id in self.nodes:
            return self.nodes[node_id]
        return self.communities[old]


def area_of(community: str) -> Area:
    """The units of a community by its digits."""
    return Area(community[:6] + "000000", community[:9] + "000", community)


def way_of(conn: Connection, redraw: Redraw, units: Units) -> Way:
    """Where everything goes; of a split community every address is looked at."""
    if redraw.level == COMMUNITY:
        if redraw.kind is RedrawKind.SPLIT:
            old = redraw.old[0]
            return Way({old: redraw.rest}, nodes=_shared_out(conn, redraw))
        return Way({old: redraw.heirs[0].code for old in redraw.ending})
    heirs = {old: redraw.rest or redraw.heirs[0].code for old in redraw.old}
    below = {one.code for old in redraw.old for one in children(units, old, redraw.effective_on)}
    said = dict(redraw.recodes)
    return Way({one: said[one] for one in sorted(below) if one in said}, heirs)


def _shared_out(conn: Connection, redraw: Redraw) -> dict[int, str]:
    """Each address of a split community -> the heir that takes it, by the nearest one above it that a share names."""
    rows = {row.id: row for row in _nodes(conn, [redraw.old[0]])}
    mine = list(rows)
    rows |= _above(conn, rows)
    doors = {share.node_id: share.heir for share in redraw.shares if share.node_id}
    streets: dict[int, list[Share]] = {}
    for share in redraw.shares:
        streets.setdefault(share.place_id, []).append(share)
    found: dict[int, str] = dict(doors)
    for one in mine:
        path = []
        while one not in found and one in rows:
            path.append(one)
            one = rows[one].parent_id
        heir = found.get(one) or _by_number(streets, rows[path[-1]], redraw.rest)
        found.update(dict.fromkeys(path, heir))
    return {one: found[one] for one in mine}


def _by_number(streets: Mapping[int, list[Share]], head: Row[Any], rest: str) -> str:
    """The heir of what hangs directly at a place."""
    shares = streets.get(head.place_id, ())
    return next((share.heir for share in shares if share.takes(head.number)), rest)


def _above(conn: Connection, rows: Mapping[int, Row[Any]]) -> dict[int, Row[Any]]:
    """What stands above addresses of a community without lying in it."""
    found: dict[int, Row[Any]] = {}
    wanted = {row.parent_id for row in rows.values() if row.parent_id != row.place_id} - rows.keys()
    while wanted:
        query = select(*(node.c[name] for name in _COLUMNS)).where(among(conn, node.c.id, wanted))
        level = {row.id: row for row in conn.execute(query)}
        found |= level
        wanted = {row.parent_id for row in level.values() if row.parent_id != row.place_id}
        wanted -= rows.keys() | found.keys()
    return found


def _nodes(conn: Connection, communities: Iterable[str]) -> list[Row[Any]]:
    query = select(*(node.c[name] for name in _COLUMNS))
    query = query.where(among(conn, node.c.area_community, communities)).order_by(node.c.id)
    return list(conn.execute(query))


def legals_in(conn: Connection, communities: Iterable[str]) -> dict[str, dict[str, int]]:
    """Community -> legal state -> how many addresses."""
    query = select(node.c.area_community, node.c.legal, func.count())
    query = query.where(among(conn, node.c.area_community, communities))
    found: dict[str, dict[str, int]] = {}
    for community, legal, count in conn.execute(query.group_by(node.c.area_community, node.c.legal)):
        found.setdefault(community, {})[legal] = count
    return found


def move_nodes(work: Work, way: Way, day: str) -> dict[int, str]:
    """Let addresses lie in their new communities from a day on; returns each that moved with its new one."""
    assert work.alone, "an address could be born in the old community meanwhile"
    moved: dict[int, str] = {}
    by_way: dict[tuple[str, str], list[int]] = {}
    heads: Counter[tuple[str, int]] = Counter()
    homes, places = set(), set()
    # Unpacked, since there may be a hundred thousand: asking a row by name costs more than all the rest.
    leaving: Iterable[Any] = _nodes(work.conn, way.sources)
    for one, home, parent, place, _number, old in leaving:
        new = way.community(old, one)
        if new == old:
            continue
        moved[one] = new
        by_way.setdefault((old, new), []).append(one)
        homes.add(home)
        places.add(place)
        if parent == place:
            heads[old, place] -= 1
            heads[new, place] += 1
    for (old, new), ids in by_way.items():
        _move_rows(work, old, new, ids)
        _move_versions(work, (old, new), ids, homes, day)
    count_places(work, heads)
    told = set(moved) if len(moved) <= TOLD_ONE_BY_ONE else set()
    work.touched.setdefault(node.name, set()).update(told)
    work.parent_changed(places)
    return moved


def _move_rows(work: Work, old: str, new: str, ids: list[int]) -> None:
    was, becomes = area_of(old), area_of(new)
    values = dict(zip(_AREA, (becomes.district, becomes.subdistrict, becomes.community), strict=True))
    mine = (among(work.conn, node.c.id, ids), node.c.area_community == old)
    work.conn.execute(update(node).where(*mine).values(**values, row_version=node.c.row_version + 1))
    before, after = (canonical({"area_community": one.community}) for one in (was, becomes))
    for one in ids:
        work.note(node.name, str(one), before, after)


def _move_versions(work: Work, way: tuple[str, str], ids: list[int], homes: set[str], day: str) -> None:
    """Versions that reach into the day are divided on it; those begun since bear the new community."""
    old, new = way
    mine: tuple[ColumnElement[bool], ...] = (
        _V.district_code.in_(sorted(homes)),
        among(work.conn, _V.node_id, ids),
        _V.area_community == old,
    )
    work.conn.execute(update(node_version).where(*mine, _V.valid_from >= day).values(area_community=new))
    across = (*mine, _V.valid_from < day, _V.valid_to > day)
    given = {"valid_from": literal(day), "area_community": literal(new)}
    names = [column.name for column in _V]
    source = select(*(given.get(name, _V[name]) for name in names)).where(*across)
    work.conn.execute(insert(node_version).from_select(names, source))
    work.conn.execute(update(node_version).where(*across).values(valid_to=day))
