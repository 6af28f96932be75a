"""Searching from anywhere: one text, and the addresses, places and units it may mean, the likeliest first."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from db.domain.han import simplified
from db.domain.search import Why, body, clean, cuts, named_part
from db.domain.search_names import Fit, Goal, Met, plain_letters
from db.domain.state import LIVE_LEGAL
from db.schema.address import node, node_successor
from db.store import search_text
from db.store.search_below import below
from db.store.search_names import Names, names_of
from db.store.search_text import Hit
from db.store.sets import among

_MOST_TYPED = 200
"""No address is longer; a QR code may be."""
_MOST_NAMES = 20
"""Places and units shown for a name or a part of one."""
_MOST_ROOTS = 100
"""Names below which an address is looked for that was typed behind a part of the name."""
_LIVE = frozenset(state.value for state in LIVE_LEGAL)
_MOST_STEPS = 5
_NAMED_BY = {Fit.PINYIN: Why.PINYIN, Fit.INITIALS: Why.INITIALS}


def search(conn: Connection, wanted: str, limit: int, *, only_nodes: bool = False) -> tuple[Hit, ...]:
    """What a text may mean.

    A code or the content of a QR code means its address and nothing else. Otherwise: the address that is the text; places
    and units by name, alias, pinyin or initials; addresses below these places in the order of the street; addresses that
    hold the text; codes that begin with it. Behind each address that is no more stands the one that took its place.

    Args:
        conn: the reading connection.
        wanted: as typed.
        limit: how many at most.
        only_nodes: leave out places and units.
    """
    written = wanted.strip()
    needle = simplified(clean(written))
    if not needle or limit <= 0 or not search_text.storable(written):
        return ()
    found = _certain(conn, written, needle, limit)
    if not found and len(needle) <= _MOST_TYPED:
        found = _distinct(_likely(conn, needle, limit, only_nodes=only_nodes), limit)
        original = clean(written)
        if not found and original != needle:
            found = search_text.holding(conn, original, limit)
    return finished(conn, found)[:limit]


def _certain(conn: Connection, written: str, needle: str, limit: int) -> list[Hit]:
    found = search_text.by_payload(conn, written)
    code = needle.strip("{}")
    if not found and search_text.surely_code(code):
        found = search_text.by_code(conn, code, limit)
    return found


def _likely(conn: Connection, needle: str, limit: int, *, only_nodes: bool) -> Iterator[Hit]:
    """Hits in their order; each kind is only asked for when there is still room."""
    names, inner = names_of(conn), body(needle) or needle
    yield from search_text.exact(conn, needle, names.districts)
    meant = _Meant(names, inner)
    if not only_nodes:
        yield from (_name_hit(names, met) for met, rest in meant.names if not rest)
    reasons = {met.named.key: met for met, _rest in reversed(meant.names)}
    roots = [(met.named.key, rest) for met, rest in meant.names if met.named.goal is Goal.PLACE]
    for place_id, hit in below(conn, roots, limit):
        yield _with_reason(hit, reasons[place_id])
    if not meant.everything:
        yield from search_text.holding(conn, needle, limit)
    yield from search_text.by_code(conn, needle, limit)


class _Meant:
    """Names that a text, or its beginning, may mean.

    Attributes:
        names: what was met, and what is left of the text for an address below it.
        everything: every address that holds the text lies below one of them.
    """

    def __init__(self, names: Names, inner: str) -> None:
        self.names: list[tuple[Met, str]] = []
        crowded = False
        for head, rest in cuts(inner):
            letters = plain_letters(head).replace("'", "").replace("’", "")
            most = _MOST_ROOTS if rest else _MOST_NAMES
            found = names.book.find(letters, most)
            crowded = crowded or len(found) >= most
            self.names += [(met, rest) for met in found if not rest or met.named.goal is Goal.PLACE]
        part = named_part(inner)
        odd = any(part in name for name in names.odd_ends)
        self.everything = bool(part) and not crowded and not odd


def _name_hit(names: Names, met: Met) -> Hit:
    goods = names.goods[met.named.goal, met.named.key]
    why, by = _reason(met)
    return Hit(met.named.key, goods.name, goods.kind, goods.state, goal=met.named.goal, why=why, by=by)


def _reason(met: Met) -> tuple[Why, str]:
    if met.named.second:
        known = met.named.second in set(Why)
        return Why(met.named.second) if known else Why.ALIAS, met.named.name
    return _NAMED_BY.get(met.fit, Why.NAME), ""


def _with_reason(hit: Hit, met: Met) -> Hit:
    why, by = _reason(met)
    return hit if why is Why.NAME else hit._replace(why=why, by=by)


def _distinct(found: Iterable[Hit], limit: int) -> list[Hit]:
    """The first of each goal, until there are enough."""
    kept: dict[tuple[Goal, int], Hit] = {}
    for hit in found:
        kept.setdefault((hit.goal, hit.id), hit)
        if len(kept) >= limit:
            break
    return list(kept.values())


def _living_first(found: Sequence[Hit]) -> list[Hit]:
    """The hits, of addresses that read the same the living ones first; everything else stays where it is."""
    places: dict[str, list[int]] = {}
    for at, hit in enumerate(found):
        if hit.goal is Goal.NODE:
            places.setdefault(hit.full_text, []).append(at)
    ordered = list(found)
    for same in places.values():
        ranked = sorted((found[at] for at in same), key=lambda hit: hit.legal not in _LIVE)
        for at, hit in zip(same, ranked, strict=True):
            ordered[at] = hit
    return ordered


def finished(conn: Connection, found: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits with their codes, the living before their dead namesakes, and behind what is no more what took its place."""
    found = _living_first(found)
    ids = [hit.id for hit in found if hit.goal is Goal.NODE]
    after = _successors(conn, [hit.id for hit in found if hit.goal is Goal.NODE and hit.legal not in _LIVE])
    codes = search_text.codes_of(conn, [*ids, *(new.id for heirs in after.values() for new in heirs)])
    known, made = set(ids), list[Hit]()
    for hit in found:
        made.append(hit._replace(code=codes[hit.id]) if hit.goal is Goal.NODE and hit.id in codes else hit)
        for heir in after.get(hit.id, ()) if hit.goal is Goal.NODE else ():
            if heir.id not in known:
                known.add(heir.id)
                made.append(heir._replace(code=codes.get(heir.id, ""), why=Why.SUCCESSOR, by=hit.full_text))
    return tuple(made)


def _successors(conn: Connection, ids: Sequence[int]) -> dict[int, list[Hit]]:
    """The living addresses that took the place of each, over any number of steps up to five."""
    heirs = {one: [one] for one in ids}
    for _ in range(_MOST_STEPS if ids else 0):
        asked = {one for line in heirs.values() for one in line}
        query = select(node_successor.c.old_id, node_successor.c.new_id)
        steps: dict[int, list[int]] = {}
        for old, new in conn.execute(
            query.where(among(conn, node_successor.c.old_id, asked)).order_by("new_id")
        ):
            steps.setdefault(old, []).append(new)
        if not steps:
            break
        heirs = {
            start: list(dict.fromkeys(new for one in line for new in steps.get(one, [one])))
            for start, line in heirs.items()
        }
    wanted = {one for start, line in heirs.items() for one in line if one != start}
    columns = (node.c.id, node.c.full_text, node.c.kind, node.c.legal)
    rows = conn.execute(select(*columns).where(among(conn, node.c.id, wanted))) if wanted else ()
    by_id = {hit.id: hit for hit in search_text.hits(rows)}
    return {start: [by_id[one] for one in line if one in by_id] for start, line in heirs.items()}
