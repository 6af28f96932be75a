"""Rewrites addresses that stand: what was drawn (``db.store.lines``) goes into the rows and everything that follows them.

Keys, full texts, versions, numbers, counters and the search index follow in the same transaction; the journal keeps
every row whose text changed. Whether an address may be changed at all is the services' question, not asked here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select, update

from db.domain.search import body, grams
from db.domain.state import Legal
from db.schema.address import node, number_slot, place
from db.store.journal import canonical_pairs
from db.store.lines import COLUMNS, Drawing, Head, Line, Reshape, bases, draw
from db.store.places import under
from db.store.sets import add_each, update_alike, update_each
from db.store.store import Work
from db.store.tree import FREE, count_places, renew_versions, take_slots

_IN_FORCE = (Legal.APPROVED, Legal.CHANGING, Legal.SUSPENDED)
_TOLD = ("own_text", "ident", "parent_id", "place_id", "area_community", "side", "floor", "full_text")
_DATED = ("own_text", "ident", "parent_id", "place_id", "area_community")


def reshape(
    work: Work, changes: Sequence[Reshape], *, day: str = "", amend: bool = False
) -> tuple[Line, ...]:
    """Rewrite addresses and what hangs below them.

    Args:
        work: the write.
        changes: at most one for each address; parents and children may change together.
        day: since when the new versions hold, today when empty.
        amend: 更正: the present versions are rewritten instead of being followed by others.

    Returns:
        The lines of the addresses named in ``changes``, in their order; ``Line.former`` undoes each.

    Raises:
        NotFound: no such address, place or parent.
        BadAddress: ``wrong_parent``: the levels do not allow it.
        NumberTaken: another live address has the text, or the number was given out.
    """
    drawing = draw(work.conn, changes)
    rewrite(work, drawing, day=day, amend=amend)
    return drawing.named


def rewrite(work: Work, drawing: Drawing, *, day: str = "", amend: bool = False) -> None:
    """Put a drawing into the register; see ``reshape``.

    Raises:
        NumberTaken: a number was given out.
    """
    _write(work, drawing.altered)
    _follow(work, drawing.altered, drawing.heads, day=day, amend=amend)


def retext_place(work: Work, place_id: int, former: str) -> int:
    """Let every address of a place bear the place's present name; says how many there are.

    Versions stay: the text of a past day is composed with the name of that day.

    Args:
        work: the write.
        place_id: the place, already renamed.
        former: the name it had.
    """
    columns = (node.c.id, node.c.area_district, node.c.parent_id, node.c.full_text, node.c.row_version)
    query = select(*columns).where(under(work.conn, place_id)).order_by(node.c.id).with_for_update()
    rows = work.conn.execute(query).all()
    pairs = {(place_id, district) for district in {row.area_district for row in rows}}
    fronts = {district: front for (_place, district), front in bases(work.conn, pairs).items()}
    name = work.conn.execute(select(place.c.name).where(place.c.id == place_id)).scalar_one()
    # Nothing but the text changes, so that neither keys nor levels need be read: that is half the time.
    told = [
        (row.id, row.full_text, _renamed(row.full_text, fronts[row.area_district], former, name))
        for row in rows
    ]
    written = [(one, text, row.row_version + 1) for (one, _old, text), row in zip(told, rows, strict=True)]
    update_each(work.conn, node, ("id", "full_text", "row_version"), written)
    for one, old, text in told:
        before, after = (canonical_pairs(("full_text",), (said,)) for said in (old, text))
        work.note("node", str(one), before, after)
    _index(work.conn, told)
    work.touched.setdefault("node", set()).update(row.id for row in rows)
    work.parent_changed({row.parent_id for row in rows})
    return len(rows)


def _renamed(text: str, front: str, former: str, name: str) -> str:
    """An address that begins with ``front``, which ends with the new name, where the former one stood."""
    units = front.removesuffix(name)
    return front + text.removeprefix(units).removeprefix(former)


def _write(work: Work, altered: Sequence[Line]) -> None:
    """Put the lines into their rows and on the journal."""
    _let_go(work.conn, altered)
    told: dict[int, tuple[str, str]] = {}
    kin: dict[tuple[Any, ...], list[Line]] = {}
    for line in altered:
        changed = line.changed
        said = told.get(id(changed))  # those that follow into another unit share what they are told to change
        if said is None:
            said = told[id(changed)] = _said(line)
        work.note("node", str(line.row[0]), *said)
        is_alike = changed.keys() <= _UNITS
        kin.setdefault(tuple(changed.items()) if is_alike else tuple(changed), []).append(line)
    for lines in kin.values():
        _write_kin(work.conn, lines)
    work.touched.setdefault("node", set()).update([line.row[0] for line in altered])
    work.parent_changed({line.parent_id for line in altered})
    work.parent_changed({line.row.parent_id for line in altered if "parent_id" in line.changed})


def _write_kin(conn: Connection, lines: Sequence[Line]) -> None:
    """Write lines that change the same columns; of these only, since an index over what stays need not be touched."""
    changed = lines[0].changed
    if changed.keys() <= _UNITS:
        update_alike(conn, node, [line.row[0] for line in lines], changed)
    else:
        rows = [(line.row[0], *line.changed.values(), line.row.row_version + 1) for line in lines]
        update_each(conn, node, ("id", *changed, "row_version"), rows)


def _said(line: Line) -> tuple[str, str]:
    """What the journal keeps of a line: before, and after."""
    told, places = _told(tuple(line.changed))
    before = canonical_pairs(told, [line.row[n] for n in places])
    return before, canonical_pairs(told, [line.changed[name] for name in told])


def _let_go(conn: Connection, altered: Sequence[Line]) -> None:
    """Take keys from addresses that leave them to others: no two may have the same even for a moment."""
    rekeyed = [line for line in altered if "live_key" in line.changed and line.row.is_live]
    wanted = {line.key for line in rekeyed}
    leaving = [line.row.id for line in rekeyed if line.row.live_key in wanted]
    update_each(conn, node, ("id", "live_key"), [(one, f"~{one}") for one in leaving])


_UNITS = frozenset({"area_district", "area_subdistrict", "area_community"})


@lru_cache(maxsize=256)
def _told(changed: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Which of the columns that changed the journal keeps, in its order, and where they stand in a line's row."""
    kept = sorted({name for name in changed if name in _TOLD} or set(changed))
    return tuple(kept), tuple(COLUMNS.index(name) for name in kept)


def _follow(work: Work, altered: Sequence[Line], heads: dict[int, Head], *, day: str, amend: bool) -> None:
    """Versions, numbers, counters and the search index after the rows."""
    dated: dict[tuple[str, ...], list[Line]] = {}
    for line in altered:
        fields = _dated(tuple(line.changed))
        if fields:
            dated.setdefault(fields, []).append(line)
    for fields, lines in dated.items():
        districts = {line.row.district_code for line in lines}
        renew_versions(work, [line.row[0] for line in lines], districts, fields, day=day, amend=amend)
    _renumber(work.conn, altered, heads)
    _recount(work, altered)
    reworded = (line for line in altered if "full_text" in line.changed)
    _index(work.conn, [(line.row.id, line.row.full_text, line.text) for line in reworded])


@lru_cache(maxsize=256)
def _dated(changed: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of the version among those that changed."""
    return tuple(name for name in _DATED if name in changed)


def _renumber(conn: Connection, altered: Sequence[Line], heads: dict[int, Head]) -> None:
    """Let go of numbers doors no longer bear, and take those they bear now."""
    slot = number_slot.c
    taken = []
    for line in altered:
        number = line.own.number
        if number is None or line.changed.keys().isdisjoint(("ident", "place_id")):
            continue
        held = update(number_slot).where(slot.owner == line.row.id)
        conn.execute(held.where(slot.status == "pending").values(status=FREE))
        conn.execute(held.where(slot.status == "live").values(status="retired"))
        status = "live" if line.row.legal in _IN_FORCE else "pending"
        home = heads[line.place_id].home
        taken.append((home, line.place_id, number.main, number.suffix, status, line.row.id))
    take_slots(conn, taken)


def _recount(work: Work, altered: Sequence[Line]) -> None:
    """Counters of parents, and of places in the communities their doors lie in."""
    parents: Counter[int] = Counter()
    lying: Counter[tuple[str, int]] = Counter()
    for line in altered:
        row, has_moved = line.row, "parent_id" in line.changed
        if not has_moved and line.parent_id != line.place_id:
            continue
        if has_moved:
            parents[row.parent_id] -= 1
            parents[line.parent_id] += 1
        if row.parent_id == row.place_id:
            lying[row.area_community, row.place_id] -= 1
        if line.parent_id == line.place_id:
            lying[line.area.community, line.place_id] += 1
    for table in (node, place):
        add_each(work.conn, table, "child_count", {one: n for one, n in parents.items() if n})
    count_places(work, Counter({at: n for at, n in lying.items() if n}))


def _index(conn: Connection, told: Iterable[tuple[int, str, str]]) -> None:
    """Let addresses be found by what they say now: id, old text, new text. PostgreSQL indexes the rows themselves."""
    reworded = [one for one in told if one[1] != one[2]]
    if conn.dialect.name != "sqlite" or not reworded:
        return
    gone = [(one, grams(body(text))) for one, text, _new in reworded]
    conn.exec_driver_sql("INSERT INTO node_search (node_search, rowid, grams) VALUES ('delete', ?, ?)", gone)
    fresh = [(one, grams(body(text))) for one, _old, text in reworded]
    conn.exec_driver_sql("INSERT INTO node_search (rowid, grams) VALUES (?, ?)", fresh)
