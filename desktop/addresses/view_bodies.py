"""What favourites and views of the 地址库 room keep, and how it is read back; no Qt."""

from collections.abc import Mapping, Sequence
from typing import Any

from db.services.addresses import TreeStep
from db.store.views import SavedView

ROOM = "addresses"


def way_body(way: Sequence[TreeStep]) -> dict[str, Any]:
    """A way as plain values."""
    return {"at": [[step.kind, step.key, step.text] for step in way]}


def read_way(body: Mapping[str, Any]) -> tuple[TreeStep, ...]:
    """The way that was kept; empty when there is none that can be read."""
    given = body.get("at")
    steps = given if isinstance(given, list) else []
    good = all(isinstance(one, list) and len(one) == 3 and str(one[1]).isdigit() for one in steps)
    return tuple(TreeStep(*map(str, one)) for one in steps) if good else ()


def leads_to(view: SavedView, way: Sequence[TreeStep]) -> bool:
    """Whether a favourite is this place: an address by itself, wherever it was moved; the others by their way."""
    kept = read_way(view.body)
    if not kept or not way:
        return False
    if way[-1].kind == "node":
        return (kept[-1].kind, kept[-1].key) == ("node", way[-1].key)
    return [(one.kind, one.key) for one in kept] == [(one.kind, one.key) for one in way]


def ends_alike(view: SavedView, way: Sequence[TreeStep]) -> bool:
    """Whether a view is of what a way leads to, by whatever units."""
    kept = read_way(view.body)
    return bool(kept and way) and (kept[-1].kind, kept[-1].key) == (way[-1].kind, way[-1].key)


def way_name(way: Sequence[TreeStep]) -> str:
    """A place in a few words: its name, after the names that tell it from its namesakes."""
    first = next((at for at, step in enumerate(way) if step.kind != "division"), len(way) - 1)
    if way and way[-1].kind == "place":  # the same street in two communities is two places
        first = max(0, first - 1)
    return "".join(step.text for step in way[first:])
