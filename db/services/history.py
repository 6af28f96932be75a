"""The register as of any legal date, one address through time, and where old addresses lead to.

A day to come shows what is written down for it. Changes that are decided but wait for their day are in no version yet:
``Overview.waiting`` says how many there are, so that nobody takes the picture for more than it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from db.domain.address import NodeKind, Own, read_own, split_text
from db.domain.division import Units
from db.domain.errors import DomainError, NotFound
from db.domain.place import name_text
from db.domain.timeline import FOREVER, AddressOn, Counted, Event, Happening, Span, in_order, spans, turns
from db.schema.address import node, node_version, place, place_alias
from db.services.units import load_units
from db.store import history, history_events
from db.store.history import Day, communities_below
from db.store.journal_read import people
from db.store.search_past import given_up
from db.store.sets import among
from db.store.store import Store

_LEVELS = {name: NodeKind(name) for name in ("building", "stair", "room")}


@dataclass(frozen=True, slots=True)
class UnitOn:
    """An administrative unit on a day, with how many addresses lay in it."""

    code: str
    name: str
    parent_code: str
    level: int
    hidden: bool
    nodes: Counted


@dataclass(frozen=True, slots=True)
class Overview:
    """What there was on a day.

    Attributes:
        units: in the order of codes.
        waiting: decided changes that are to take hold until that day and are not in the picture yet.
    """

    on: str
    units: tuple[UnitOn, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class PlaceOn:
    """A place name as it was on a day, and how many addresses hung under it in the community."""

    id: int
    name: str
    children: Counted


@dataclass(frozen=True, slots=True)
class ChildOn:
    """An address on a day, and how many hung under it."""

    address: AddressOn
    children: Counted


def overview(store: Store, on: str) -> Overview:
    """The units of a day with their addresses, also those that an address names and nobody knows."""
    with store.read() as conn:
        units, counts = load_units(conn), history.counts_on(conn, on)
        day = Day(conn, units, on)
        shown = {
            one.code: UnitOn(one.code, one.name, one.parent_code, one.level, one.hidden, Counted())
            for one in units.current(on)
        }
        for community in counts:
            if community not in shown:
                above = community[:9] + "000"
                shown[community] = UnitOn(community, day.unit_names(community)[2], above, 5, False, Counted())
        for community, n in counts.items():
            code = community
            while code in shown:
                shown[code] = replace(shown[code], nodes=shown[code].nodes + n)
                code = shown[code].parent_code
        return Overview(on, tuple(shown[code] for code in sorted(shown)), history_events.due_until(conn, on))


def places_on(store: Store, community: str, on: str) -> tuple[PlaceOn, ...]:
    """The place names with addresses in a community on a day, as they were called."""
    with store.read() as conn:
        counts = history.places_in(conn, community, on)
        names = Day(conn, load_units(conn), on).place_names(counts)
    found = (PlaceOn(one, names[one], n) for one, n in counts.items())
    return tuple(sorted(found, key=lambda one: (one.name, one.id)))


def children_on(store: Store, parent_id: int, on: str, community: str = "") -> tuple[ChildOn, ...]:
    """What hung under a place (in a community) or under an address on a day, in street order."""
    with store.read() as conn:
        day = Day(conn, load_units(conn), on)
        found = day.addresses(history.children_of(conn, parent_id, on, community))
        counts = history.child_counts(conn, (one.id for one in found), on)
    return tuple(ChildOn(one, counts.get(one.id, Counted())) for one in found)


def address_on(store: Store, node_id: int, on: str) -> AddressOn:
    """One address as it was on a day.

    Raises:
        NotFound: it was not there that day.
    """
    with store.read() as conn:
        found = Day(conn, load_units(conn), on).address(node_id)
    if found is None:
        raise NotFound("address_on", f"{node_id}@{on}")
    return found


def list_on(store: Store, on: str, area: str = "") -> Iterator[AddressOn]:
    """Every address of an area on a day, by community, place and in street order, in one snapshot.

    Args:
        store: the register.
        on: the day.
        area: code of a unit; ``""`` is everything.
    """
    with store.read() as conn:
        yield from addresses_in(conn, load_units(conn), on, area)


def addresses_in(conn: Connection, units: Units, on: str, area: str = "") -> Iterator[AddressOn]:
    """See ``list_on``; memory holds one community at a time."""
    day = Day(conn, units, on)
    for community in sorted(communities_below(units, area, on, history.counts_on(conn, on))):
        yield from day.addresses(history.in_communities(conn, [community], on))


@dataclass(frozen=True, slots=True)
class Story:
    """An address through time.

    Attributes:
        periods: what it was, from its first day on.
        events: everything that happened to it, in order.
        heirs: the addresses it lives on in, as they read today.
    """

    node_id: int
    periods: tuple[Span, ...]
    events: tuple[Event, ...]
    heirs: tuple[tuple[int, str], ...]


def story(store: Store, node_id: int) -> Story:
    """Everything known of an address's past and of what is decided for it.

    Raises:
        NotFound: there never was such an address.
    """
    with store.read() as conn:
        periods = _periods(conn, node_id)
        if not periods:
            raise NotFound("node", str(node_id))
        told = [*history_events.happenings(conn, node_id), *history_events.entries(conn, node_id)]
        names = people(conn)
        told = [replace(one, who=names.get(one.who, one.who)) for one in told]
        heirs = history_events.heirs(conn, [node_id]).get(node_id, ())
        texts = history_events.texts_of(conn, heirs)
    now = tuple((one, texts[one]) for one in heirs if one in texts)
    return Story(node_id, periods, in_order([*_signed(turns(periods), told), *told]), now)


def _signed(changed: Sequence[Event], told: Sequence[Event]) -> Iterator[Event]:
    """Changes with the name of who made them, where one person alone wrote about the address that day."""
    for one in changed:
        writers = {each.who for each in told if each.kind is Happening.ENTRY and each.on == one.on}
        yield replace(one, who=writers.pop()) if len(writers) == 1 else one


def _periods(conn: Connection, node_id: int) -> tuple[Span, ...]:
    """What an address was: its own versions, those of everything it ever hung under, and its places' names."""
    units = load_units(conn)
    own = history.versions_of(conn, [node_id])
    met: set[int] = set()
    days = {one.valid_from for one in own}
    wanted, places = {one.parent_id for one in own}, {one.place_id for one in own}
    while wanted - met - places:
        above = history.versions_of(conn, wanted - met - places)
        met |= wanted
        wanted = {one.parent_id for one in above}
        places |= {one.place_id for one in above}
        days |= {one.valid_from for one in above}
    for _name, former in history.names_of(conn, places).values():
        days |= {day for one in former for day in (one.valid_from, one.valid_to)}
    areas = {code for one in own for code in history.line_of(units, one.community, one.valid_from)}
    days |= {unit.valid_from for unit in units.every if unit.code in areas}
    first = min((one.valid_from for one in own), default=FOREVER)
    return spans(
        (one for one in days if first <= one < FOREVER), lambda on: Day(conn, units, on).address(node_id)
    )


@dataclass(frozen=True, slots=True)
class Former:
    """An address found by what it is or was called.

    Attributes:
        valid_from: since when it was called so.
        valid_to: first day on which it no longer was; ``9999-12-31`` when it still is, ``""`` when it was by no day: it was
            renumbered on the day it got its number, or corrected.
        full_text: what it is called today.
        heirs: where it leads to when it is no more, as those read today.
    """

    node_id: int
    valid_from: str
    valid_to: str
    full_text: str
    legal: str
    heirs: tuple[tuple[int, str], ...]


def former_addresses(store: Store, text: str) -> tuple[Former, ...]:
    """Addresses that a plainly written text means or once meant, those of today first, then the latest.

    Former and other names of places count, and numbers in force that were given up the same day or corrected; levels
    between may not be left out.
    """
    parts = split_text(text)
    if parts is None:
        return ()
    try:
        chain = [read_own(NodeKind.DOOR, parts["number"])]
        chain += [read_own(kind, parts[name]) for name, kind in _LEVELS.items() if name in parts]
    except DomainError:
        return ()
    with store.read() as conn:
        held = _places_called(conn, parts["place"])
        for own in chain:
            held = _below(conn, held, own)
        ids = {node_id for node_id, _from, _to in held}
        rows = {row.id: row for row in conn.execute(select(node).where(among(conn, node.c.id, ids)))}
        heirs = history_events.heirs(conn, ids)
        texts = history_events.texts_of(conn, {one for found in heirs.values() for one in found})
    found = [
        Former(
            *(node_id, first, until, rows[node_id].full_text, rows[node_id].legal),
            tuple((one, texts[one]) for one in heirs.get(node_id, ()) if one in texts),
        )
        for node_id, first, until in held
        if node_id in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.valid_to, one.valid_from), reverse=True))


_Held = list[tuple[int, str, str]]
"""A place or node, from when and until when it was called so; ``""`` and ``""`` is on no day."""


def _places_called(conn: Connection, written: str) -> _Held:
    name = name_text(written)
    alias = place_alias.c
    by_alias = select(alias.place_id, alias.kind, alias.valid_from, alias.valid_to).where(alias.alias == name)
    found: _Held = []
    for row in conn.execute(by_alias):
        former = row.kind == "former"
        found.append((row.place_id, row.valid_from if former else "", row.valid_to))
    for (place_id,) in conn.execute(select(place.c.id).where(place.c.name == name)):
        _current, former_names = history.names_of(conn, [place_id])[place_id]
        since = max((one.valid_to for one in former_names), default="")
        found.append((place_id, since, FOREVER))
    return found


def _below(conn: Connection, held: _Held, own: Own) -> _Held:
    version = node_version.c
    parents = {one[0] for one in held}
    query = select(version.node_id, version.parent_id, version.valid_from, version.valid_to).where(
        among(conn, version.parent_id, parents), version.kind == own.kind.value, version.ident == own.ident
    )
    met: dict[int, _Held] = {}
    rows = conn.execute(query.order_by(version.node_id, version.valid_from)).all()
    for row in rows:
        for parent, first, until in held:
            begins, ends = max(first, row.valid_from), min(until, row.valid_to)
            if parent == row.parent_id and (begins < ends or not until):
                one = (row.node_id, begins if until else "", ends)
                _join(met.setdefault(row.node_id, []), one)
    brief = given_up(conn, parents, own.number, {row.node_id for row in rows}) if own.number else ()
    return [*(one for spells in met.values() for one in spells), *((one, "", "") for one in brief)]


def _join(spells: _Held, one: tuple[int, str, str]) -> None:
    """Versions that differ in other things only are one spell of the same name."""
    if spells and spells[-1][2] == one[1]:
        spells[-1] = (one[0], spells[-1][1], one[2])
    else:
        spells.append(one)
