"""Searching from anywhere: addresses, place names and units by any part of what they are called."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from db.domain.han import simplified
from db.domain.search import Why, body, clean, cuts
from db.domain.search_names import Goal
from db.schema.address import division, place_community
from db.services.addresses import TreeStep, path_to
from db.services.history import former_addresses
from db.store import queries
from db.store import search as register
from db.store.search_below import below
from db.store.search_names import names_of
from db.store.search_past import was_there
from db.store.search_text import Hit, shares_of, storable
from db.store.store import Store
from db.store.tree import FOREVER

_MOST_NEAR = 10
_DOOR = "号"
_NUL = "\x00"  # comes with what some programs put on the clipboard
_TRADITIONAL = "濱"
_DISTRICT_LEVEL = 3


def search(store: Store, text: str, limit: int = 50, *, only_nodes: bool = False) -> tuple[Hit, ...]:
    """What a text may mean, the likeliest first: an exact address, places and units, addresses below them, any others.

    For a plainly written address that nothing has today, first those that once were called so.

    Args:
        store: the register.
        text: any part of an address, a name, an alias or a code; pinyin without tones, initials, or a mixture.
        limit: how many hits at most.
        only_nodes: leave out places and units.
    """
    text = text.replace(_NUL, "")
    with store.read() as conn:
        found = register.search(conn, text, limit, only_nodes=only_nodes)
        if not storable(text) or _DOOR not in text or limit <= 0:
            return found
        written = body(simplified(clean(text)))
        if any(hit.full_text.endswith(written) for hit in found[:1]) or not was_there(conn, written):
            return found
    return (*_past(store, written, {hit.id for hit in found}), *found)[:limit]


def _past(store: Store, written: str, known: Collection[int]) -> tuple[Hit, ...]:
    """Addresses that once were what is written, but are found by nothing else."""
    ids = [one.node_id for one in former_addresses(store, written) if one.node_id not in known]
    if not ids:
        return ()
    with store.read() as conn:
        rows = queries.node_rows(conn, ids)
        met = [rows[one] for one in dict.fromkeys(ids) if one in rows]
        return register.finished(
            conn, [Hit(row.id, row.full_text, row.kind, row.legal, why=Why.PAST, by=written) for row in met]
        )


def near(store: Store, text: str) -> tuple[Hit, ...]:
    """Places whose name is a slip away from the text, with the address below them that the text goes on to name.

    For a text that ``search`` does not find.
    """
    text = text.replace(_NUL, "")
    needle = body(simplified(clean(text)))
    if not storable(text):
        return ()
    with store.read() as conn:
        names = names_of(conn)
        roots = [
            (names.places[one.name], rest) for head, rest in cuts(needle) for one in names.near.near(head)
        ][:_MOST_NEAR]
        shown = {place_id: names.goods[Goal.PLACE, place_id] for place_id, _rest in roots}
        places = [
            Hit(place_id, one.name, one.kind, one.state, goal=Goal.PLACE, why=Why.NEAR)
            for place_id, one in shown.items()
        ]
        typed = [(place_id, rest) for place_id, rest in roots if rest]
        found = [*places, *(hit for _root, hit in below(conn, typed, _MOST_NEAR))]
        return register.finished(conn, found)


def make_ready(store: Store) -> None:
    """Read the names, a sample of the addresses and the table of traditional characters before the first search does."""
    simplified(_TRADITIONAL)
    with store.read() as conn:
        names_of(conn)
        shares_of(conn)


def way_to(store: Store, hit: Hit) -> tuple[TreeStep, ...]:
    """Steps through the tree to what was found; a place is shown where it has the most addresses.

    Empty for a place without any address that the account may see, and for a unit of the past: the tree has no line for
    them.

    Raises:
        NotFound: the address is gone.
    """
    if hit.goal is Goal.NODE:
        return path_to(store, hit.id)
    with store.read() as conn:
        if hit.goal is Goal.DIVISION:
            return _units_above(conn, f"{hit.id:012d}")
        query = select(place_community.c.community_code).where(
            place_community.c.place_id == hit.id, place_community.c.child_count > 0
        )
        fullest = query.order_by(place_community.c.child_count.desc(), place_community.c.community_code)
        community = conn.execute(fullest.limit(1)).scalar()
        if community is None:
            return ()
        return (*_units_above(conn, community), TreeStep("place", str(hit.id), hit.full_text))


def _units_above(conn: Connection, code: str) -> tuple[TreeStep, ...]:
    """Steps from the district down to a unit of today."""
    steps: list[TreeStep] = []
    while code:
        columns = (division.c.name, division.c.parent_code, division.c.level)
        found = conn.execute(
            select(*columns).where(division.c.code == code, division.c.valid_to == FOREVER)
        ).one_or_none()
        if found is None:
            return ()
        if found.level < _DISTRICT_LEVEL:
            break
        steps.insert(0, TreeStep("division", code, found.name))
        code = found.parent_code
    return tuple(steps)
