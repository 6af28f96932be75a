"""Searching from anywhere: addresses, place names and units by any part of what they are called."""

from db.domain.han import simplified
from db.domain.search import Why, body, clean, cuts
from db.domain.search_names import Goal
from db.store import search as register
from db.store.search_below import below
from db.store.search_names import names_of
from db.store.search_text import Hit, storable
from db.store.store import Store

_MOST_NEAR = 10


def search(store: Store, text: str, limit: int = 50, *, only_nodes: bool = False) -> tuple[Hit, ...]:
    """What a text may mean, the likeliest first: an exact address, places and units, addresses below them, any others.

    Args:
        store: the register.
        text: any part of an address, a name, an alias or a code; pinyin without tones, initials, or a mixture.
        limit: how many hits at most.
        only_nodes: leave out places and units.
    """
    with store.read() as conn:
        return register.search(conn, text, limit, only_nodes=only_nodes)


def near(store: Store, text: str) -> tuple[Hit, ...]:
    """Places whose name is a slip away from the text, with the address below them that the text goes on to name.

    For a text that ``search`` does not find.
    """
    needle = body(simplified(clean(text)))
    if not storable(text):
        return ()
    with store.read() as conn:
        names = names_of(conn)
        roots = [
            (names.places[one.name], rest) for head, rest in cuts(needle) for one in names.near.near(head)
        ][:_MOST_NEAR]
        found = dict.fromkeys(place_id for place_id, _rest in roots)
        shown = [(place_id, names.goods[Goal.PLACE, place_id]) for place_id in found]
        places = [
            Hit(place_id, one.name, one.kind, one.state, goal=Goal.PLACE, why=Why.NEAR)
            for place_id, one in shown
        ]
        typed = [(place_id, rest) for place_id, rest in roots if rest]
        return (*places, *(hit for _root, hit in below(conn, typed, _MOST_NEAR)))
