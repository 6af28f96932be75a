"""Turns read addresses into nodes: resolves units and names, finds or makes parents, tells old from new."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select, update

from db.domain.address import ABSENT, CITY, ORDER, NodeKind, Own, live_key
from db.domain.errors import NotAllowed, NotFound
from db.domain.han import syllables
from db.domain.importing import Field
from db.domain.intake import UNIT_ELEMENTS, Refused, Target, only_written, read_target
from db.domain.place import NameIndex, NameState, NearReason, PlaceKind, guess_kind
from db.domain.state import Legal
from db.schema.address import node, number_slot, place, place_alias
from db.services.places import spelled
from db.services.readings import Writings
from db.services.units import UnitFinder
from db.store.aliases import leading
from db.store.journal import canonical
from db.store.matching import Decision
from db.store.store import Work
from db.store.tree import FOREVER, FREE, Area, NewNode, add_nodes

CITY_SCOPE = "350200"
_NO_LEVELS = (ABSENT,) * len(ORDER)
_EDITABLE = (Legal.DRAFT.value, Legal.TO_VERIFY.value)
_SLIPS = (NearReason.SAME_SOUND, NearReason.SIMILAR_SHAPE, NearReason.ONE_CHARACTER)
"""Reasons sure enough to refuse a road; 同福路 beside 通福路 may both exist."""


@dataclass(slots=True)
class Known:
    """A node met during promotion.

    Attributes:
        explicit: a record of this batch named it (a second one is a duplicate).
        old: it stood in the register before; then ``legal``, ``side`` and ``floor`` are what it says there.
    """

    id: int
    community: str
    full_text: str
    explicit: bool
    old: bool
    legal: str = ""
    side: str = ""
    floor: int | None = None


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place name as promotion needs it."""

    id: int
    home: str
    name: str


class Promotion:
    """One promotion in progress; flushes nodes in portions, all inside the caller's transaction."""

    def __init__(self, work: Work, batch_id: int) -> None:
        self.work = work
        self.batch_id = batch_id
        self.implied = 0
        self._writings = Writings(work.conn)
        self._units = UnitFinder(work.conn, work.today, work.district_code)
        self._places: dict[tuple[str, str], KnownPlace] = {}
        self._by_key: dict[str, Known] = {}
        self._loaded: set[int] = set()
        self._held: set[tuple[int, int, str]] = set()
        self._pending: list[NewNode] = []
        self._sides: dict[int, str] = {}
        self._fresh_ids: list[int] = []
        self._drafts: list[str] = []
        self._areas: dict[tuple[str, str, str], Area] = {}
        self._standard: set[tuple[str, str]] = set()
        self._near: dict[str, NameIndex] = {}
        columns = (place.c.id, place.c.name, place.c.scope_code, place.c.home_district, place.c.state)
        for row in work.conn.execute(select(*columns).where(place.c.valid_to == FOREVER)):
            self._places[(row.scope_code, row.name)] = KnownPlace(row.id, row.home_district, row.name)
            if row.state == NameState.APPROVED.value:
                self._standard.add((row.scope_code, row.name))
        self._learn_aliases()

    def _learn_aliases(self) -> None:
        """Former and common names lead to the standard one; the address is written with the standard name."""
        query = (
            select(place_alias.c.alias, place.c.id, place.c.name, place.c.scope_code, place.c.home_district)
            .join(place, place.c.id == place_alias.c.place_id)
            .where(leading(), place.c.valid_to == FOREVER)
        )
        for row in self.work.conn.execute(query):
            known = KnownPlace(row.id, row.home_district, row.name)
            self._places.setdefault((row.scope_code, row.alias), known)
            self._standard.add((row.scope_code, row.alias))

    def take(self, cells: Mapping[str, str]) -> tuple[int, bool]:
        """The node a record means, and whether the record brought it.

        Raises:
            Refused: unreadable, unknown unit, misspelt name, duplicate within the delivery, other community than
                registered, a number that is held without a live address, a decision about another text.
        """
        written = only_written(cells)
        said = self._writings.match(written) if written else None
        if said is None or said.node_id is None:
            return self._put(read_target(cells, self._writings.read))
        return self._put(read_target(self._as_decided(cells, said)), self._decided_key(said))

    def _as_decided(self, cells: Mapping[str, str], said: Decision) -> dict[str, str]:
        """The record as if it wrote the address a person said it means; its units stay as they are written."""
        values = self._writings.read(cells[Field.ADDRESS]).values
        units = {field.value: values[kind] for field, kind in UNIT_ELEMENTS.items() if kind in values}
        return {**units, **cells, Field.ADDRESS.value: said.node_text}

    def _decided_key(self, said: Decision) -> str:
        meant = (node.c.id == said.node_id) & node.c.is_live & (node.c.full_text == said.node_text)
        key = self.work.conn.execute(select(node.c.live_key).where(meant)).scalar()
        if key is None:
            raise Refused("decision_outdated", Field.ADDRESS, said.text, said.node_text)
        return str(key)

    def _put(self, target: Target, decided_key: str = "") -> tuple[int, bool]:
        if not target.community:
            target = self._where_registered(target)
        area = self._area(target)
        named = self._place(target, area)
        if decided_key and live_key(named.id, target.chain) != decided_key:
            raise Refused("decision_outdated", Field.ADDRESS, target.place_name)
        self._load(named.id)
        parent = named.id
        key_parts = [str(named.id), *_NO_LEVELS]
        text = CITY + self._units.name(area.district) + named.name
        for own in target.chain:
            key_parts[1 + own.rank] = own.ident
            key = "|".join(key_parts)
            text += own.text
            known = self._by_key.get(key) or self._make(own, key, text, parent, named, area, target.floor)
            if known.community != area.community:
                raise Refused(
                    "community_differs", "community", target.community, self._units.name(known.community)
                )
            parent = known.id
        return self._settle(known, target)

    def _where_registered(self, target: Target) -> Target:
        """The target with the units in which the register has this very address, when it has it; else as it is."""
        for home in self._units.homes(target.district):
            named = self._named(target, home)
            if named is None:
                continue
            self._load(named.id)
            known = self._by_key.get(live_key(named.id, target.chain))
            if known is not None and known.community.startswith(home):
                units = (known.community[:6] + "000000", known.community[:9] + "000", known.community)
                district, subdistrict, community = map(self._units.name, units)
                return replace(
                    target,
                    district=target.district or district,
                    subdistrict=target.subdistrict or subdistrict,
                    community=community,
                )
        if target.written_whole:
            self._refuse_unregistered(target)
        return target

    def _refuse_unregistered(self, target: Target) -> None:
        """A written address that says no community can only be one of ours; a misspelt name is told first."""
        homes = self._units.homes(target.district)
        if all(self._named(target, home) is None for home in homes):
            self._refuse_misspelt(target, homes[0])
        raise Refused("address_not_registered", Field.COMMUNITY)

    def _settle(self, known: Known, target: Target) -> tuple[int, bool]:
        if known.explicit:
            raise Refused("duplicate_row", "", known.full_text)
        known.explicit = True
        if known.old:
            return known.id, self._amend(known, target)
        self.implied -= 1
        if target.side and target.chain[-1].kind is NodeKind.DOOR:
            self._sides[known.id] = target.side
        return known.id, True

    def _amend(self, known: Known, target: Target) -> bool:
        """Take a new side or floor into a node not yet up for approval; whether anything was new.

        Raises:
            Refused: the node is beyond direct edits; what differs goes by an application.
        """
        kind = target.chain[-1].kind
        said: dict[str, Any] = {}
        if kind is NodeKind.DOOR and target.side and target.side != known.side:
            said["side"] = target.side
        if kind is NodeKind.ROOM and target.floor_stated and target.floor != known.floor:
            said["floor"] = target.floor
        if not said:
            return False
        field, value = next(iter(said.items()))
        was = {"side": known.side, "floor": known.floor}
        before = {name: was[name] for name in said}
        # Or another desk filed it for approval since it was read.
        if known.legal not in _EDITABLE or not self._write_amendment(known, said, before):
            raise Refused("differs_from_register", field, str(value), str(was[field]))
        return True

    def _write_amendment(self, known: Known, said: dict[str, Any], before: dict[str, Any]) -> bool:
        query = update(node).where(node.c.id == known.id, node.c.legal == known.legal)
        if self.work.conn.execute(query.values(**said, row_version=node.c.row_version + 1)).rowcount != 1:
            return False
        self.work.note("node", str(known.id), canonical(before), canonical(said))
        return True

    def _make(
        self,
        own: Own,
        key: str,
        text: str,
        parent: int,
        named: KnownPlace,
        area: Area,
        floor: int | None,
    ) -> Known:
        self._refuse_held(own, named)
        known = Known(self._new_id(), area.community, text, explicit=False, old=False)
        self._by_key[key] = known
        self.implied += 1
        self._pending.append(
            NewNode(
                id=known.id,
                own=own,
                parent_id=parent,
                place_id=named.id,
                place_home=named.home,
                area=area,
                key=key,
                full_text=text,
                floor=floor if own.kind in (NodeKind.ROOM, NodeKind.FLOOR) else None,
                source_batch=self.batch_id,
            )
        )
        return known

    def flush(self) -> None:
        """Write the nodes met so far."""
        if self._pending:
            add_nodes(self.work, self._pending)
            self._pending = []

    def finish(self) -> None:
        """Write what is left: surveyed sides, known only when a door's own record comes after its rooms."""
        self.flush()
        for side in ("left", "right"):
            ids = [node_id for node_id, value in self._sides.items() if value == side]
            for start in range(0, len(ids), 500):
                portion = ids[start : start + 500]
                self.work.conn.execute(update(node).where(node.c.id.in_(portion)).values(side=side))
                for node_id in portion:
                    self.work.note("node", str(node_id), '{"side":""}', f'{{"side":"{side}"}}')

    def new_places(self) -> tuple[str, ...]:
        """Names made drafts by this promotion."""
        return tuple(self._drafts)

    def _new_id(self) -> int:
        if not self._fresh_ids:
            self._fresh_ids = self.work.new_ids(1_000)[::-1]
        return self._fresh_ids.pop()

    def _load(self, place_id: int) -> None:
        """Learn the live keys and taken numbers already under a place, once."""
        if place_id in self._loaded:
            return
        self._loaded.add(place_id)
        self._hold(place_id)
        slots = select(number_slot.c.number, number_slot.c.suffix).where(
            number_slot.c.naming_id == place_id, number_slot.c.status != FREE
        )
        self._held.update((place_id, row.number, row.suffix) for row in self.work.conn.execute(slots))
        query = select(
            *(node.c.live_key, node.c.id, node.c.area_community, node.c.full_text),
            *(node.c.legal, node.c.side, node.c.floor),
        ).where(
            node.c.place_id == place_id, node.c.is_live, node.c.source_batch.is_distinct_from(self.batch_id)
        )
        for key, node_id, community, text, legal, side, floor in self.work.conn.execute(query):
            self._by_key[key] = Known(
                node_id, community, text, explicit=False, old=True, legal=legal, side=side, floor=floor
            )

    def _hold(self, place_id: int) -> None:
        """Keep a place until the end, so that no other desk takes a number between this look and the writing."""
        self.work.conn.execute(select(place.c.id).where(place.c.id == place_id).with_for_update())

    def _refuse_held(self, own: Own, named: KnownPlace) -> None:
        """A number without a live address may still be reserved, leased, or retired and not to be issued again."""
        number = own.number
        if number is not None and (named.id, number.main, number.suffix) in self._held:
            raise Refused("number_held", Field.NUMBER, own.text)

    def _area(self, target: Target) -> Area:
        written = (target.district, target.subdistrict, target.community)
        area = self._areas.get(written)
        if area is None:
            try:
                area = self._units.resolve(*written)
            except (
                NotFound
            ) as error:  # an abolished unit whose heirs the register knows from a later day only
                raise Refused("unknown_district", Field.DISTRICT, target.district) from error
            try:
                self.work.actor.role_for(self.work.verb, area.community)
            except NotAllowed as error:
                raise Refused("not_your_area", "community", target.community) from error
            self._areas[written] = area
        return area

    def _place(self, target: Target, area: Area) -> KnownPlace:
        found = self._named(target, area.home)
        if found is not None:
            return found
        self._refuse_misspelt(target, area.home)
        return self._draft(target, area.home)

    def _named(self, target: Target, home: str) -> KnownPlace | None:
        city_wide = self._places.get((CITY_SCOPE, target.place_name))
        return city_wide or self._places.get((home, target.place_name))

    def _refuse_misspelt(self, target: Target, home: str) -> None:
        """A road one slip away from a standard name is that road misspelt, until a chief says otherwise.

        A name that itself waits for approval proves nothing: it may be the misspelt one.
        """
        if target.place_field != "street" and not target.written_whole:
            return
        if home not in self._near:
            names = [name for scope, name in self._standard if scope in (CITY_SCOPE, home)]
            self._near[home] = NameIndex(sorted(names), syllables)
        close = [one for one in self._near[home].near(target.place_name) if one.reason in _SLIPS]
        if close:
            raise Refused("misspelt_name", target.place_field, target.place_name, close[0].name)

    def _draft(self, target: Target, home: str) -> KnownPlace:
        named = {"compound": PlaceKind.COMPOUND, "village": PlaceKind.VILLAGE}.get(target.place_field)
        kind = named or guess_kind(target.place_name) or PlaceKind.STREET
        scope = CITY_SCOPE if kind in (PlaceKind.STREET, PlaceKind.LANE) else home
        place_id = self._new_id()
        self.work.insert(
            place,
            {
                "id": place_id,
                "kind": kind.value,
                "name": target.place_name,
                "scope_code": scope,
                "home_district": home,
                "state": NameState.PENDING.value,
                "pinyin": spelled(self.work.conn, target.place_name, kind),
                "pinyin_source": "auto",
                "rule_set": "",
                "source": str(self.batch_id),
                "valid_from": self.work.today,
            },
        )
        known = KnownPlace(place_id, home, target.place_name)
        self._places[(scope, target.place_name)] = known
        self._drafts.append(target.place_name)
        return known
