"""Addresses drawn as they will be: another own part, parent or area, with everything that follows below them.

Nothing is written here: a preview draws, too. What writes a drawing is ``db.store.reshape``.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, literal, null, select

from db.domain.address import ALLOWED_PARENTS, BEARING, CITY, NodeKind, Own, extend_key, place_key
from db.domain.errors import BadAddress, NotFound, NumberTaken, WrongState
from db.domain.number import parse_number
from db.domain.state import LIVE_LEGAL, Legal
from db.schema.address import division, node, number_slot, place
from db.store.sets import among
from db.store.tree import FOREVER, FREE, Area, holders
from db.store.turns import hold

WRITTEN = (
    *("own_text", "ident", "number", "floor", "side", "parent_id", "place_id"),
    *("area_district", "area_subdistrict", "area_community", "live_key", "full_text", "sort_key"),
)
_BEFORE = ("id", "district_code", "kind", "legal", "is_live", "row_version")
COLUMNS = (*_BEFORE, *WRITTEN)
"""Of a line's row, in its order."""
_UNREAD = {
    **dict.fromkeys(("side", "live_key", "full_text", "sort_key"), literal("")),
    **dict.fromkeys(("number", "floor"), null()),
}
"""What need not be read of addresses that only lie elsewhere afterwards: the longest half of a row."""


@dataclass(frozen=True, slots=True)
class Reshape:
    """What shall become of one address; None leaves it as it is.

    Attributes:
        own: its own part.
        parent_id: its naming parent, a node or the place itself.
        area: the units it lies in; without it, it lies where a new parent node lies.
        side: ``left``, ``right`` or ``""``.
        floor: counted from 1 upwards, below ground negative; ``clear_floor`` takes it away.
    """

    node_id: int
    own: Own | None = None
    parent_id: int | None = None
    area: Area | None = None
    side: str | None = None
    floor: int | None = None
    clear_floor: bool = False

    @property
    def reaches_below(self) -> bool:
        """Whether anything below the address follows."""
        return self.own is not None or self.parent_id is not None or self.area is not None

    def keeps_text(self, district: str) -> bool:
        """Whether an address in this district says afterwards what it said before, and so do those below."""
        stays = self.area is None or self.area.district == district
        return stays and self.own is None and self.parent_id is None


@dataclass(slots=True)
class Line:
    """An address while it is being rewritten: what the row says, and what it will say.

    Of an address that only follows another one to where that lies, key and text are not read: they are empty.
    """

    row: Any
    own: Own
    parent_id: int
    place_id: int
    area: Area
    side: str
    floor: int | None
    key: str
    text: str
    _changed: dict[str, Any] | None = None

    @property
    def values(self) -> tuple[Any, ...]:
        """The columns ``WRITTEN`` as they will be."""
        own, area, number = self.own, self.area, self.own.number
        return (
            *(own.text, own.ident, number.main if number else None, self.floor, self.side),
            *(self.parent_id, self.place_id, area.district, area.subdistrict, area.community),
            *(self.key, self.text, own.sort_key),
        )

    @property
    def before(self) -> tuple[Any, ...]:
        """The columns ``WRITTEN`` as the row says them."""
        return tuple(self.row[len(_BEFORE) :])

    @property
    def now(self) -> dict[str, Any]:
        """The columns as they will be, by name."""
        return dict(zip(WRITTEN, self.values, strict=True))

    @property
    def changed(self) -> dict[str, Any]:
        """The columns that will differ; asked for once the line is drawn, and kept."""
        if self._changed is None:
            before, values = self.before, self.values
            pairs = zip(WRITTEN, before, values, strict=True) if before != values else ()
            self._changed = {name: value for name, was, value in pairs if was != value}
        return self._changed

    def follow(self, area: Area) -> None:
        """Lie where the address above lies, and be nothing else than before."""
        self._changed = _moved(self.area, area)
        self.area = area

    @property
    def former(self) -> Reshape:
        """What makes it again what it was."""
        row = self.row
        return Reshape(
            row.id,
            _own(row) if row.ident != self.own.ident else None,
            row.parent_id if row.parent_id != self.parent_id else None,
            _area(row) if _area(row) != self.area else None,
            row.side if row.side != self.side else None,
            row.floor if row.floor != self.floor else None,
            clear_floor=row.floor is None and self.floor is not None,
        )


@dataclass(frozen=True, slots=True)
class Head:
    """What a line hangs below, when that stays as it is: a node or a place (kind None, and no legal state)."""

    kind: NodeKind | None
    place_id: int
    key: str
    text: str
    area: Area | None
    home: str
    legal: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Addresses as they will be.

    Attributes:
        named: those that changes were asked for, in that order.
        altered: every address whose row will differ, those below included.
        below: how many stand below the named ones, dead ones apart.
        heads: what they hang below.
    """

    named: tuple[Line, ...]
    altered: tuple[Line, ...]
    below: int
    heads: dict[int, Head]


def draw(conn: Connection, changes: Sequence[Reshape], *, lock: bool = True) -> Drawing:
    """Draw addresses and what hangs below them as they will be.

    Args:
        conn: the connection.
        changes: at most one for each address; parents and children may change together.
        lock: nobody else changes them until the transaction ends.

    Raises:
        NotFound: no such address, place or parent.
        BadAddress: ``wrong_parent``: the levels do not allow it.
        WrongState: what a living address shall hang below ended.
        NumberTaken: another live address has the text, or the number was given out.
    """
    lines = read_lines(conn, [change.node_id for change in changes], lock=lock)
    below = [change.node_id for change in changes if change.reaches_below]
    rewords = not all(change.keeps_text(lines[change.node_id].row.area_district) for change in changes)
    for level in _levels_below(conn, below, rewords, lock):
        lines = level | lines
    wanted = {change.node_id: change for change in changes}
    if lock:
        hold(conn, {change.parent_id for change in changes if change.parent_id is not None})
    heads = _heads(conn, lines, wanted)
    for line in sorted(lines.values(), key=lambda line: line.own.rank):
        change = wanted.get(line.row[0])
        if rewords:
            _rewrite(conn, line, change, lines, heads)
        elif change is not None:
            _obey(line, change)
        else:
            line.follow(lines[line.parent_id].area)
    altered = tuple(line for line in lines.values() if line.changed)
    _refuse_taken(conn, altered)
    _refuse_given_out(conn, altered)
    named = tuple(lines[change.node_id] for change in changes)
    living = sum(line.row.is_live for one, line in lines.items() if one not in wanted)
    return Drawing(named, altered, living, heads)


_unit = lru_cache(maxsize=1024)(Area)
"""The same few units lie under thousands of rows."""


def _area(row: Any) -> Area:
    return _unit(row.area_district, row.area_subdistrict, row.area_community)


def read_lines(conn: Connection, ids: Iterable[int], *, lock: bool = True) -> dict[int, Line]:
    """Addresses as they stand; nobody else changes them until the transaction ends when they are locked.

    Raises:
        NotFound: an id is no address.
    """
    wanted = set(ids)
    found = _read(conn, among(conn, node.c.id, wanted), lock)
    if len(found) != len(wanted):
        raise NotFound("node", str(min(wanted - set(found))))
    return found


@lru_cache(maxsize=16_384)
def _part(kind: str, ident: str) -> Own:
    """An own part from what is stored of it; every building has its 101室."""
    level = NodeKind(kind)
    return Own(level, ident, parse_number(ident) if level is NodeKind.DOOR else None)


def _own(row: Any) -> Own:
    return _part(row.kind, row.ident)


@lru_cache(maxsize=1024)
def _moved(before: Area, after: Area) -> dict[str, str]:
    """The columns that differ in every address that came from one unit into another."""
    units = ("district", "subdistrict", "community")
    pairs = ((f"area_{unit}", getattr(before, unit), getattr(after, unit)) for unit in units)
    return {name: now for name, was, now in pairs if was != now}


_WHOLE = tuple(node.c[name] for name in COLUMNS)
_FOLLOWING = tuple(_UNREAD[one.name].label(one.name) if one.name in _UNREAD else one for one in _WHOLE)


def _read(
    conn: Connection, where: ColumnElement[bool], lock: bool, columns: Sequence[Any] = _WHOLE
) -> dict[int, Line]:
    query = select(*columns).where(where).order_by(node.c.id)
    return {row[0]: _line(row) for row in conn.execute(query.with_for_update() if lock else query).all()}


def _line(row: Any) -> Line:
    # Read by position: a move has to read eleven thousand rows within its second.
    _id, _home, kind, _legal, _live, _version, _text, ident, _number, floor, side, parent, place_id = row[:13]
    district, subdistrict, community, key, text, _sort = row[13:]
    area = _unit(district, subdistrict, community)
    return Line(row, _part(kind, ident), parent, place_id, area, side, floor, key, text)


def _levels_below(
    conn: Connection, ids: Sequence[int], rewords: bool, lock: bool
) -> Iterable[dict[int, Line]]:
    """Everything below some addresses, level by level; without the texts when those stay."""
    columns = _WHOLE if rewords else _FOLLOWING
    above: Collection[int] = ids
    while above:
        level = _read(conn, among(conn, node.c.parent_id, above), lock, columns)
        above = [one for one, line in level.items() if line.own.kind in BEARING]
        yield level


def _heads(conn: Connection, lines: dict[int, Line], wanted: dict[int, Reshape]) -> dict[int, Head]:
    """What the lines hang below now or shall hang below, as far as it is no line itself."""
    ids = {line.parent_id for line in lines.values()} | {line.place_id for line in lines.values()}
    ids |= {change.parent_id for change in wanted.values() if change.parent_id is not None}
    columns = (node.c.id, node.c.kind, node.c.place_id, node.c.live_key, node.c.full_text, node.c.legal)
    units = (node.c.area_district, node.c.area_subdistrict, node.c.area_community)
    rows = conn.execute(select(*columns, *units).where(among(conn, node.c.id, ids))).all()
    places = {row.place_id for row in rows} | ids
    homes = {
        row.id: row.home_district
        for row in conn.execute(
            select(place.c.id, place.c.home_district).where(among(conn, place.c.id, places))
        )
    }
    heads = {one: Head(None, one, place_key(one), "", None, home) for one, home in homes.items()}
    for row in rows:
        head = (NodeKind(row.kind), row.place_id, row.live_key, row.full_text, _area(row))
        heads[row.id] = Head(*head, homes[row.place_id], row.legal)
    return heads


def _rewrite(
    conn: Connection, line: Line, change: Reshape | None, lines: dict[int, Line], heads: dict[int, Head]
) -> None:
    """Say what a line will be, its parent's being said already."""
    if change is not None:
        _obey(line, change)
    if line.parent_id not in lines and line.parent_id not in heads:
        raise NotFound("parent", str(line.parent_id))
    above = lines.get(line.parent_id)
    head = heads[above.place_id] if above else heads[line.parent_id]
    kind, key = (above.own.kind, above.key) if above else (head.kind, head.key)
    if change is not None and kind not in ALLOWED_PARENTS[line.own.kind]:
        raise BadAddress(field=line.own.kind.value, text=line.own.text, why="wrong_parent")
    area = above.area if above else head.area
    moved = change is not None and change.parent_id is not None
    if moved and line.row.is_live and head.legal and Legal(head.legal) not in LIVE_LEGAL:
        raise WrongState(machine="Legal", state=head.legal, wanted="parent")
    if area is not None and (change is None or (moved and change.area is None)):
        line.area = area
    line.place_id = above.place_id if above else head.place_id
    if change is None and above and (above.key, above.text) == (above.row.live_key, above.row.full_text):
        return  # what stands above says the same as before
    line.key = extend_key(key, line.own)
    base = above.text if above else head.text or _base(conn, line)
    line.text = base + line.own.text


def _obey(line: Line, change: Reshape) -> None:
    line.own = change.own or line.own
    line.parent_id = line.parent_id if change.parent_id is None else change.parent_id
    line.area = change.area or line.area
    line.side = line.side if change.side is None else change.side
    line.floor = None if change.clear_floor else line.floor if change.floor is None else change.floor


def _base(conn: Connection, line: Line) -> str:
    """What stands before an address that hangs below its place itself."""
    row = line.row
    if (line.parent_id, line.area.district) == (row.parent_id, row.area_district):
        return str(row.full_text.removesuffix(row.own_text))
    at = (line.parent_id, line.area.district)
    return bases(conn, {at})[at]


def bases(conn: Connection, wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """City, district and place as an address begins, by place and district."""
    pairs = set(wanted)
    named = select(place.c.id, place.c.name).where(among(conn, place.c.id, {p for p, _ in pairs}))
    names = {row.id: row.name for row in conn.execute(named)}
    query = select(division.c.code, division.c.name).where(
        among(conn, division.c.code, {d for _, d in pairs}), division.c.valid_to == FOREVER
    )
    districts = {row.code: row.name for row in conn.execute(query)}
    return {(one, unit): CITY + districts[unit] + names[one] for one, unit in pairs}


def _refuse_taken(conn: Connection, altered: Sequence[Line]) -> None:
    """Refuse a text that another live address has; the unique rule would, but could not say which."""
    keys = Counter(line.key for line in altered if "live_key" in line.changed and line.row.is_live)
    if not keys:
        return
    mine = {line.row.id for line in altered}
    twice = next((key for key, n in keys.items() if n > 1), "")
    if twice:
        raise NumberTaken(text=next(line.text for line in altered if line.key == twice))
    for row in conn.execute(select(node.c.id, node.c.full_text).where(holders(conn, keys))):
        if row.id not in mine:
            raise NumberTaken(text=row.full_text, holder=row.id)


def _refuse_given_out(conn: Connection, altered: Sequence[Line]) -> None:
    """Refuse a number that another address holds or held, naming it; one let go in the same breath is open."""
    slot = number_slot.c
    renumbered = [line for line in altered if line.own.number and {"ident", "place_id"} & set(line.changed)]
    leaving = {line.row.id for line in renumbered}
    for line in renumbered:
        number = line.own.number
        assert number is not None, "only doors have numbers"
        query = select(slot.owner, slot.status).where(
            *(slot.naming_id == line.place_id, slot.number == number.main, slot.suffix == number.suffix),
            slot.status != FREE,
        )
        held = conn.execute(query).one_or_none()
        is_open = held is None or held.owner == line.row.id
        if held is not None and not is_open and not (held.status == "pending" and held.owner in leaving):
            raise NumberTaken(text=line.text, holder=held.owner or 0)
