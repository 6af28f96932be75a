"""Direct edits of what nobody approved yet (草稿, 待核实): added, rewritten, taken away, each one transaction, undoable.

On an approved address the same wishes are filed as an application (``db.services.changes``).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from db.domain.access import Actor
from db.domain.address import ALLOWED_PARENTS, NodeKind, Own, extend_key, full_text, place_key, read_own
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.errors import BadAddress, NotFound, NumberTaken, WrongState
from db.domain.geo import Datum, check
from db.domain.given_out import Against
from db.domain.plan import Edit
from db.domain.state import LIVE_LEGAL, Existence, Legal, Position, born_as
from db.schema.address import node, place
from db.services.numbering import current_rules
from db.store import undo as undo_rows
from db.store.applications import community_area
from db.store.edits import Step, carry_out, reshaped
from db.store.given_out import Spot, given_out
from db.store.lines import Reshape
from db.store.sets import among
from db.store.store import Store, Work
from db.store.tree import Area, NewNode, add_nodes, holders

_SHOWN = 3
"""Addresses named in a title."""


@dataclass(frozen=True, slots=True)
class Wish:
    """An address somebody wants added below a parent.

    Attributes:
        text: own part as typed: ``12-1号``, ``A栋``, ``501``.
        floor: counted from 1 upwards, below ground negative.
        side: ``left``, ``right`` or ``""``.
        existence: whether the house stands yet.
    """

    kind: NodeKind
    text: str
    floor: int | None = None
    side: str = ""
    existence: Existence = Existence.EXISTS


@dataclass(frozen=True, slots=True)
class Added:
    """What became of wishes: wanted = made + there already.

    Attributes:
        there: addresses that existed already, by their id.
    """

    node_ids: tuple[int, ...]
    there: tuple[int, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Judged:
    """What would become of a wish, as the register stands.

    Attributes:
        own_text: own part as the register writes it.
        there: the address that exists already; 0 for none.
        against: what forbids it; None when nothing does.
    """

    own_text: str
    there: int = 0
    against: Against | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """Addresses that were edited, with what they are called now."""

    texts: Mapping[int, str]
    changes: Changes


@dataclass(frozen=True, slots=True)
class _Parent:
    """Where new addresses hang."""

    kind: NodeKind | None
    place_id: int
    key: str
    text: str
    area: Area
    home: str


def preview_children(
    store: Store, parent_id: int, wishes: Sequence[Wish], community: str = ""
) -> tuple[Judged, ...]:
    """What ``add_children`` would do with each wish; two that are the same are judged alike.

    Raises:
        NotFound, WrongState, BadNumber, BadAddress: as ``add_children``.
    """
    today = legal_date(store.clock.now())
    with store.read() as conn:
        parent = _parent(conn, parent_id, community)
        owns = [_read(wish, parent) for wish in wishes]
        keys = [extend_key(parent.key, own) for own in owns]
        there, against = _met(conn, (parent_id, parent), dict(zip(keys, owns, strict=True)), today)
    return tuple(
        Judged(own.text, there.get(key, 0), against.get(key)) for own, key in zip(owns, keys, strict=True)
    )


def _met(
    conn: Connection, below: tuple[int, "_Parent"], wanted: Mapping[str, Own], today: str
) -> tuple[dict[str, int], dict[str, Against]]:
    """Addresses that exist already, by key, and what forbids others of those wanted."""
    parent_id, parent = below
    query = select(node.c.live_key, node.c.id).where(holders(conn, wanted))
    there = {row.live_key: row.id for row in conn.execute(query)}
    fresh = {key: own for key, own in wanted.items() if key not in there}
    spot = Spot(parent_id, parent.place_id, parent.home)
    return there, given_out(conn, spot, fresh, current_rules(conn), date.fromisoformat(today))


def add_children(
    store: Store, actor: Actor, parent_id: int, wishes: Sequence[Wish], community: str = "", reason: str = ""
) -> Added:
    """Add addresses below a node or a place, as 草稿.

    Args:
        store: where.
        actor: who.
        parent_id: a node, or the place itself.
        wishes: what to add; one that exists already is left as it is and told.
        community: 12-digit code of where they lie; needed below a place, else the parent's.
        reason: kept in the journal.

    Raises:
        NotFound: no such parent or community.
        WrongState: the parent is 停用, 合并, 注销 or 作废; nothing is born 已拆除.
        BadNumber, BadAddress: a text cannot be read, or the level cannot hang there; two wishes are the same.
        NumberTaken: a number or a text was given out before, or an address that the actor does not see holds it.
        NotAllowed: the community lies outside the actor's area.
    """
    with store.write(actor, "address.edit", reason) as work:
        parent = _parent(work.conn, parent_id, community, lock=True)
        actor.role_for("address.edit", parent.area.community)
        owns = [_read(wish, parent) for wish in wishes]
        keys = [extend_key(parent.key, own) for own in owns]
        counted = Counter(keys)
        twice = next((own.text for own, key in zip(owns, keys, strict=True) if counted[key] > 1), "")
        if twice:
            raise BadAddress(field="own_text", text=twice, why="twice")
        wanted = dict(zip(keys, owns, strict=True))
        there, against = _met(work.conn, (parent_id, parent), wanted, work.today)
        if against:
            key, one = next(iter(against.items()))
            raise NumberTaken(parent.text + wanted[key].text, one.holder, one.why.value, one.text)
        fresh = [n for n, key in enumerate(keys) if key not in there]
        ids = work.new_ids(len(fresh))
        made = [
            _new(node_id, owns[n], (parent_id, parent), wishes[n])
            for node_id, n in zip(ids, fresh, strict=True)
        ]
        add_nodes(work, made)
        if made:
            steps: list[Step] = [{"op": "born", "ids": ids}]
            after = dict.fromkeys(ids, 1)
            undo_rows.record(work, ("add", _title([one.full_text for one in made])), steps, {}, after)
    return Added(tuple(ids), tuple(there.values()), work.changes())


def edit(store: Store, actor: Actor, edits: Sequence[Edit], reason: str = "", act: str = "edit") -> Edited:
    """Rewrite addresses nobody approved yet: own part, parent, community, side, floor; facts of any living address.

    Args:
        store: where.
        actor: who.
        edits: one for each address, with the version that was shown.
        reason: kept in the journal.
        act: what the account calls it in its list (``rename``, ``renumber``, ``move``, ``edit``).

    Raises:
        NotFound, StaleRecord: an address is gone, or somebody changed it since it was shown.
        WrongState: an address is approved, filed or dead (``db.services.changes`` files the wish instead).
        BadNumber, BadAddress: a text cannot be read, or the level cannot hang there.
        BadPoint: a position cannot lie in the city.
        NumberTaken: another address has the text, or the number was given out before.
        NotAllowed: the address, or where it shall lie, is outside the actor's area.
    """
    with store.write(actor, "address.edit", reason) as work:
        seen = {one.node_id: one.seen for one in edits}
        kinds = _kinds(work, seen)
        for _kind, community in kinds.values():
            actor.role_for("address.edit", community)
        marked = _marked(work, [one.node_id for one in edits if one.clear_point])
        steps = [
            step
            for one in edits
            for step in _steps(work, one, kinds[one.node_id][0], is_marked=one.node_id in marked)
        ]
        back, after = carry_out(work, steps, seen)
        texts = _texts(work, seen)
        if work.entries:
            undo_rows.record(work, (act, _title(list(texts.values()))), back, seen, after)
    return Edited(texts, work.changes())


def take_away(store: Store, actor: Actor, seen: Mapping[int, int], reason: str = "") -> Edited:
    """Make addresses nobody approved yet 作废, together with what hangs below them if that is named too.

    Args:
        store: where.
        actor: who.
        seen: id -> version as shown.
        reason: kept in the journal.

    Raises:
        NotFound, StaleRecord, NotAllowed: see ``edit``.
        WrongState: approved, filed or coded, bearing a plate, or with living addresses below that are not named.
    """
    with store.write(actor, "address.edit", reason) as work:
        for _kind, community in _kinds(work, seen).values():
            actor.role_for("address.edit", community)
        texts = _texts(work, seen)
        back, after = carry_out(work, [{"op": "born", "ids": list(seen)}], seen)
        undo_rows.record(work, ("take_away", _title(list(texts.values()))), back, seen, after)
    return Edited(texts, work.changes())


def _parent(conn: Connection, parent_id: int, community: str, *, lock: bool = False) -> _Parent:
    """Where new addresses hang; with ``lock`` nobody else adds or numbers there until the transaction ends."""
    units = (node.c.area_district, node.c.area_subdistrict, node.c.area_community)
    query = (
        select(node.c.kind, node.c.place_id, node.c.live_key, node.c.full_text, node.c.legal, *units)
        .add_columns(place.c.home_district)
        .join(place, place.c.id == node.c.place_id)
        .where(node.c.id == parent_id)
    )
    row = conn.execute(query.with_for_update(of=node) if lock else query).one_or_none()
    if row is not None:
        if Legal(row.legal) not in LIVE_LEGAL or row.legal == Legal.SUSPENDED:
            raise WrongState(machine="Legal", state=row.legal, wanted="parent")
        area = Area(row.area_district, row.area_subdistrict, row.area_community)
        area = community_area(conn, community)[0] if community else area
        kind = NodeKind(row.kind)
        return _Parent(kind, row.place_id, row.live_key, row.full_text, area, row.home_district)
    named = select(place.c.name, place.c.home_district).where(place.c.id == parent_id)
    found = conn.execute(named.with_for_update() if lock else named).one_or_none()
    if found is None:
        raise NotFound("parent", str(parent_id))
    area, district = community_area(conn, community)
    text = full_text(district, found.name, ())
    return _Parent(None, parent_id, place_key(parent_id), text, area, found.home_district)


def _read(wish: Wish, parent: _Parent) -> Own:
    if parent.kind not in ALLOWED_PARENTS[wish.kind]:
        raise BadAddress(field=wish.kind.value, text=wish.text, why="wrong_parent")
    return read_own(wish.kind, wish.text)


def _new(node_id: int, own: Own, below: tuple[int, _Parent], wish: Wish) -> NewNode:
    parent_id, parent = below
    return NewNode(
        id=node_id,
        own=own,
        parent_id=parent_id,
        place_id=parent.place_id,
        place_home=parent.home,
        area=parent.area,
        key=extend_key(parent.key, own),
        full_text=parent.text + own.text,
        floor=wish.floor,
        side=wish.side,
        legal=Legal.DRAFT,
        existence=born_as(wish.existence),
    )


def _kinds(work: Work, ids: Iterable[int]) -> dict[int, tuple[NodeKind, str]]:
    query = select(node.c.id, node.c.kind, node.c.area_community).where(among(work.conn, node.c.id, ids))
    found = {row.id: (NodeKind(row.kind), row.area_community) for row in work.conn.execute(query)}
    missing = set(ids) - set(found)
    if missing:
        raise NotFound("node", str(min(missing)))
    return found


def _steps(work: Work, one: Edit, kind: NodeKind, *, is_marked: bool) -> list[Step]:
    """A wish as steps: what is part of the text first; ``is_marked`` of where it lies now."""
    area = None
    if one.community is not None:
        area = community_area(work.conn, one.community)[0]
        work.actor.role_for("address.edit", area.community)
    shape = Reshape(
        one.node_id,
        read_own(kind, one.own_text) if one.own_text is not None else None,
        one.parent_id,
        area,
        one.side,
        one.floor if isinstance(one.floor, int) else None,
        clear_floor=one.floor == "",
    )
    steps = [] if shape == Reshape(one.node_id) else [reshaped(shape)]
    facts = one.facts
    if one.lng is not None and one.lat is not None:
        check((one.lng, one.lat), Datum(one.datum or Datum.CGCS2000))
        # Like a point put on the sketch: somebody has yet to confirm it.
        facts["position"] = Position.TO_CONFIRM.value
    elif one.clear_point and is_marked:
        facts["position"] = Position.TO_CONFIRM.value  # what was marked was wrong: somebody looks again
    return [*steps, {"op": "facts", "id": one.node_id, "values": facts}] if facts else steps


def _marked(work: Work, ids: Collection[int]) -> set[int]:
    """Those of some addresses whose place was confirmed."""
    query = select(node.c.id).where(
        among(work.conn, node.c.id, ids), node.c.position == Position.MARKED.value
    )
    return set(work.conn.execute(query).scalars()) if ids else set()


def _texts(work: Work, ids: Collection[int]) -> dict[int, str]:
    """What addresses are called, in the order in which they were named."""
    query = select(node.c.id, node.c.full_text).where(among(work.conn, node.c.id, ids))
    found = {row.id: row.full_text for row in work.conn.execute(query)}
    return {one: found[one] for one in ids}


def _title(texts: Sequence[str]) -> str:
    """The first addresses by name and how many there are: kept as text, since that is what they were called then."""
    shown = "、".join(texts[:_SHOWN])
    return shown if len(texts) <= _SHOWN else f"{shown}…（{len(texts)}）"
