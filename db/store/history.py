"""The register on a day, read from the versions of nodes and the former names of places; SQL in, values out.

Nothing here looks at what a node is today, so that a day to come reads like one gone by.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select

from db.domain.address import CITY, NodeKind
from db.domain.division import FOREVER, Unit, Units
from db.domain.timeline import ENDED, AddressOn, Counted, FormerName, Version, name_on, street_order
from db.schema.address import addr_code, division, node_version, place, place_alias
from db.store.sets import among

HIDDEN = "…"
"""Stands in a text for a level that lies where the account may not look."""

_FORMER = "former"
_MOST_KNOWN = 50_000
_V = node_version.c
_COLUMNS = (
    *(_V.node_id, _V.district_code, _V.valid_from, _V.valid_to, _V.kind, _V.parent_id, _V.place_id),
    *(_V.area_community, _V.own_text, _V.legal, _V.existence),
)


def _valid(on: str) -> ColumnElement[bool]:
    return and_(_V.valid_from <= on, _V.valid_to > on)


def _read(conn: Connection, *where: ColumnElement[bool]) -> list[Version]:
    return [Version(*row) for row in conn.execute(select(*_COLUMNS).where(*where))]


def _counted(conn: Connection, by: ColumnElement[Any], *where: ColumnElement[bool]) -> dict[Any, Counted]:
    gone = func.sum(case((_V.legal.in_(sorted(ENDED)), 1), else_=0))
    query = select(by, func.count(), gone).where(*where).group_by(by)
    return {row[0]: Counted(int(row[1] - row[2]), int(row[2])) for row in conn.execute(query)}


def counts_on(conn: Connection, on: str) -> dict[str, Counted]:
    """Community -> how many addresses lay in it on a day."""
    return _counted(conn, _V.area_community, _valid(on))


def in_communities(conn: Connection, communities: Iterable[str], on: str) -> list[Version]:
    """Every address that lay in the communities on a day."""
    return _read(conn, among(conn, _V.area_community, communities), _valid(on))


def places_in(conn: Connection, community: str, on: str) -> dict[int, Counted]:
    """Place -> how many addresses were directly under it in a community on a day."""
    directly = (_V.area_community == community, _V.parent_id == _V.place_id)
    return _counted(conn, _V.place_id, *directly, _valid(on))


def children_of(conn: Connection, parent: int, on: str, community: str = "") -> list[Version]:
    """What hung under a place or a node on a day; only what lay in the community, when one is given."""
    found = _read(conn, _V.parent_id == parent, _valid(on))
    # Asked for in the statement, the community would lead SQLite through all of its addresses.
    return [one for one in found if community in ("", one.community)]


def child_counts(conn: Connection, parents: Iterable[int], on: str) -> dict[int, Counted]:
    """Parent -> how many hung under it on a day; parents without any are absent."""
    return _counted(conn, _V.parent_id, among(conn, _V.parent_id, parents), _valid(on))


def _districts(conn: Connection) -> set[str]:
    """Every home shard there may be: the key of a version begins with it."""
    codes = conn.execute(select(division.c.code).where(division.c.level == 3)).scalars()
    return {code[:6] for code in codes}


def versions_of(
    conn: Connection, ids: Iterable[int], on: str = "", likely: Iterable[str] = ()
) -> list[Version]:
    """The versions of nodes; only those of a day, when one is given.

    Args:
        conn: where to read.
        ids: of the nodes.
        on: the day.
        likely: home shards to look in first; with a day, the others are asked only for what is missing there.
    """
    wanted, first = set(ids), set(likely)
    found: list[Version] = []
    if on and first:
        found = _keyed(conn, wanted, first, on)
        wanted -= {one.node_id for one in found}
    rest = _districts(conn) - first if found or first else _districts(conn)
    return found + (_keyed(conn, wanted, rest if on else rest | first, on) if wanted else [])


def _keyed(conn: Connection, ids: Iterable[int], districts: Iterable[str], on: str) -> list[Version]:
    where = [_V.district_code.in_(sorted(districts)), among(conn, _V.node_id, ids)]
    return _read(conn, *where, *([_valid(on)] if on else []))


def changed_in(conn: Connection, communities: Sequence[str], first: str, second: str) -> dict[str, int]:
    """Community -> how many versions began or ended in it after the first day and until the second."""
    query = select(_V.area_community, func.count()).where(
        among(conn, _V.area_community, communities), _turned(first, second)
    )
    return {row[0]: int(row[1]) for row in conn.execute(query.group_by(_V.area_community))}


def changed_nodes(conn: Connection, community: str, first: str, second: str) -> list[int]:
    """The nodes of which a version began or ended in a community after the first day and until the second."""
    query = select(_V.node_id).where(_V.area_community == community, _turned(first, second))
    return sorted(set(conn.execute(query).scalars()))


def _turned(first: str, second: str) -> ColumnElement[bool]:
    return or_(
        and_(_V.valid_from > first, _V.valid_from <= second), and_(_V.valid_to > first, _V.valid_to <= second)
    )


def names_of(conn: Connection, places: Iterable[int]) -> dict[int, tuple[str, tuple[FormerName, ...]]]:
    """Place -> what it is called, and what it was."""
    wanted = set(places)
    former: dict[int, list[FormerName]] = {}
    alias = place_alias.c
    query = select(alias.place_id, alias.alias, alias.valid_from, alias.valid_to)
    # A former name without an end is one whose days nobody knows: it leads here, but no day is told by it.
    dated = (alias.kind == _FORMER, alias.valid_to < FOREVER)
    for row in conn.execute(query.where(*dated, among(conn, alias.place_id, wanted))):
        former.setdefault(row[0], []).append(FormerName(*row[1:]))
    named = conn.execute(select(place.c.id, place.c.name).where(among(conn, place.c.id, wanted)))
    return {row.id: (row.name, tuple(former.get(row.id, ()))) for row in named}


def renamed_places(conn: Connection, first: str, second: str, communities: Sequence[str]) -> list[int]:
    """Places with addresses in the communities that were there on the first day and lost a name until the second."""
    alias = place_alias.c
    lost = (alias.kind == _FORMER, alias.valid_to > first, alias.valid_to <= second)
    under = exists().where(_V.parent_id == alias.place_id, among(conn, _V.area_community, communities))
    query = select(alias.place_id).join(place, place.c.id == alias.place_id)
    return sorted(set(conn.execute(query.where(*lost, place.c.valid_from <= first, under)).scalars()))


def codes_before(conn: Connection, ids: Iterable[int], moment: str) -> dict[int, str]:
    """Node -> police code that it had been given before a moment."""
    query = select(addr_code.c.node_id, addr_code.c.code).where(among(conn, addr_code.c.node_id, ids))
    return {row.node_id: row.code for row in conn.execute(query.where(addr_code.c.assigned_at < moment))}


@lru_cache(maxsize=20_000)
def _order(kind: str, own_text: str) -> str:
    return street_order(kind, own_text)


class Day:
    """The register on one day, put together as it is asked for.

    Attributes:
        on: the legal date.
    """

    def __init__(self, conn: Connection, units: Units, on: str) -> None:
        """Look at a day.

        Args:
            conn: in one snapshot.
            units: every unit ever known.
            on: the legal date, ISO.
        """
        self.on = on
        self._conn = conn
        self._units = units
        self._known: dict[int, Version | None] = {}
        self._named: dict[int, str] = {}
        self._areas: dict[str, tuple[str, str, str]] = {}

    def addresses(self, versions: Sequence[Version]) -> list[AddressOn]:
        """The addresses that versions of this day stand for, by place and then in street order."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._climb(versions)
        chains = [(one, self._above(one)) for one in versions]
        self._name({(above or (one,))[0].place_id for one, above in chains})
        keyed = [self._keyed(one, above) for one, above in chains]
        return [address for _key, address in sorted(keyed, key=lambda pair: pair[0])]

    def address(self, node_id: int) -> AddressOn | None:
        """One address; None when it was not there."""
        found = versions_of(self._conn, [node_id], self.on)
        return self.addresses(found)[0] if found else None

    def lay_in(self, node_id: int) -> str:
        """The community of an address met above others; ``""`` for what was not met."""
        met = self._known.get(node_id)
        return met.community if met is not None else ""

    def place_names(self, places: Iterable[int]) -> dict[int, str]:
        """What places were called."""
        wanted = set(places)
        self._name(wanted)
        return {one: self._named[one] for one in wanted}

    def unit_names(self, community: str) -> tuple[str, str, str]:
        """District, subdistrict and community as they were called; a code stands for what is not known."""
        if community not in self._areas:
            low = self._unit(community)
            middle = self._unit(low.parent_code if low else community[:9] + "000")
            high = self._unit(middle.parent_code if middle else community[:6] + "000000")
            codes = (community[:6] + "000000", community[:9] + "000", community)
            pairs = zip((high, middle, low), codes, strict=True)
            names = [unit.name if unit else code for unit, code in pairs]
            self._areas[community] = (names[0], names[1], names[2])
        return self._areas[community]

    def _unit(self, code: str) -> Unit | None:
        return unit_on(self._units, code, self.on)

    def _climb(self, versions: Sequence[Version]) -> None:
        """Learn what stood above, level by level; what may not be seen or was not there is known as None."""
        for one in versions:
            if one.kind != NodeKind.ROOM:
                self._known[one.node_id] = one
        wanted = self._unknown(versions)
        while wanted:
            likely = {one.district for one in versions}
            found = versions_of(self._conn, wanted, self.on, likely)
            self._known.update(dict.fromkeys(wanted))
            self._known.update({one.node_id: one for one in found})
            wanted = self._unknown(found)

    def _unknown(self, versions: Iterable[Version]) -> set[int]:
        above = {one.parent_id for one in versions if one.parent_id != one.place_id}
        return above - self._known.keys()

    def _above(self, one: Version) -> tuple[Version, ...] | None:
        """What stood above, the outermost first; None when part of it cannot be seen."""
        chain: list[Version] = []
        while one.parent_id != one.place_id:
            up = self._known[one.parent_id]
            if up is None:
                return None
            chain.insert(0, up)
            one = up
        return tuple(chain)

    def _name(self, places: set[int]) -> None:
        missing = places - self._named.keys()
        if missing:
            known = names_of(self._conn, missing)
            for one in missing:
                current, former = known.get(one, (HIDDEN, ()))
                self._named[one] = name_on(current, former, self.on)

    def _keyed(self, one: Version, above: tuple[Version, ...] | None) -> tuple[tuple[Any, ...], AddressOn]:
        chain = (*(above or ()), one)
        place_id = chain[0].place_id
        named = self._named[place_id]
        units = self.unit_names(one.community)
        text = "".join(step.own_text for step in chain)
        front = CITY + units[0] + named + (HIDDEN if above is None else "")
        address = AddressOn(
            *(one.node_id, one.kind, one.parent_id, place_id, named, *units, one.community),
            *(tuple(step.node_id for step in chain[:-1]), one.own_text, front + text, one.legal),
            one.existence,
        )
        steps = tuple(_order(step.kind, step.own_text) for step in chain)
        return (named, place_id, steps, one.node_id), address


def unit_on(units: Units, code: str, on: str) -> Unit | None:
    """A unit on a day; when it did not stand then, as it is known from nearest to that day."""
    known = [unit for unit in units.every if unit.code == code]
    standing = [unit for unit in known if unit.stands(on)]
    if standing:
        return standing[0]
    before = [unit for unit in known if unit.valid_to <= on]
    if before:
        return max(before, key=lambda unit: unit.valid_to)
    return min(known, key=lambda unit: unit.valid_from, default=None)


def communities_below(units: Units, code: str, on: str, met: Iterable[str]) -> set[str]:
    """The communities of a unit on a day.

    Args:
        units: every unit ever known.
        code: of the unit, twelve digits or its beginning; ``""`` is everywhere.
        on: the day.
        met: codes that addresses bear, known as units or not.
    """
    whole = code.ljust(12, "0")
    return {one for one in met if not code or whole in line_of(units, one, on)}


def line_of(units: Units, code: str, on: str) -> tuple[str, ...]:
    """A unit's code and those of the units above it, as they stood on a day."""
    codes = [code]
    for digits in (9, 6, 4):
        unit = unit_on(units, codes[-1], on)
        codes.append(unit.parent_code if unit and unit.parent_code else code[:digits].ljust(12, "0"))
    return tuple(codes)
