"""Addresses below a name, in the order of the street: level by level, each narrowed by what the query says."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from db.domain.search import follow, spans
from db.store.asking import asked
from db.store.bulk import array_text
from db.store.search_text import Hit

_MOST_ROWS = 400
"""Rows looked at below twenty branches where some only lead further down; what names just the beginning of a number has
no such rows."""
_SAME = (
    "n.parent_id = s.parent AND n.sort_key >= s.low AND n.sort_key < s.high AND ("
    "substr(n.own_text, 1, length(s.rest)) = s.rest OR substr(s.rest, 1, length(n.own_text)) = n.own_text"
    " OR substr(s.rest, 1, length(n.ident)) = n.ident)"
)
_COLUMNS = "n.id, n.full_text, n.kind, n.legal, n.own_text, n.ident, n.child_count, n.sort_key"
_SQLITE = (
    f"SELECT s.at, {_COLUMNS} FROM (SELECT key AS at, json_extract(value, '$[0]') AS parent,"
    " json_extract(value, '$[1]') AS low, json_extract(value, '$[2]') AS high, json_extract(value, '$[3]') AS rest"
    f" FROM json_each(?)) AS s CROSS JOIN node n ON {_SAME} LIMIT ?"
)
"""A cross join keeps to the order of the list, and the index behind it to that of the street: it ends at the limit."""
_POSTGRESQL = (
    "SELECT s.at, n.* FROM unnest(%(parents)s::bigint[], %(lows)s::text[], %(highs)s::text[], %(rests)s::text[])"
    " WITH ORDINALITY AS s (parent, low, high, rest, at)"
    f" CROSS JOIN LATERAL (SELECT {_COLUMNS} FROM node n WHERE {_SAME} ORDER BY n.sort_key, n.id"
    " LIMIT %(most)s::integer) AS n ORDER BY s.at, n.sort_key, n.id LIMIT %(most)s::integer"
)

_AT_FIRST = 20
_GROWTH = 5
"""Branches looked below in the first question, and how many times as many in each next: most often the first ones fill
the list, and where they do not, hardly any others will."""


class Branch(NamedTuple):
    """A place or node below which to look, and what the query says there."""

    parent: int
    rest: str
    root: int


class _Below(NamedTuple):
    """A row found below a branch."""

    branch: Branch
    hit: Hit
    own_text: str
    ident: str
    child_count: int


def below(conn: Connection, places: Sequence[tuple[int, str]], limit: int) -> list[tuple[int, Hit]]:
    """Addresses below places: (place, address), doors of all places before what stands behind the doors.

    Args:
        conn: the reading connection.
        places: their ids, the best first, each with what the query says below it.
        limit: how many at most.
    """
    found: list[tuple[int, Hit]] = []
    level = [Branch(place_id, rest, place_id) for place_id, rest in places]
    top = True
    while level and len(found) < limit:
        below_level: list[Branch] = []
        start, size = 0, _AT_FIRST
        while start < len(level) and len(found) < limit:
            _look(conn, level[start : start + size], limit, found, below_level, doors=top)
            start, size = start + size, size * _GROWTH
        level, top = below_level, False
    return found[:limit]


def _look(
    conn: Connection,
    branches: Sequence[Branch],
    limit: int,
    found: list[tuple[int, Hit]],
    further: list[Branch],
    *,
    doors: bool,
) -> None:
    """Add what one level below the branches is meant, and where to look next."""
    wanted = [(branch, span) for branch in branches for span in spans(branch.rest, doors=doors)]
    narrow = any(branch.rest.strip("0123456789") for branch in branches)
    room = limit - len(found)
    looked_at = _MOST_ROWS * -(-len(branches) // _AT_FIRST)
    for row in _rows(conn, wanted, max(room, looked_at) if narrow else room):
        left = follow(row.hit.kind, row.own_text, row.ident, row.branch.rest)
        if left == "":
            found.append((row.branch.root, row.hit))
        if left is not None and row.child_count:
            # 81-501 is 81号501室, yet there are rooms whose own number begins with the sign.
            ways = dict.fromkeys((left, left.removeprefix("-")))
            further += [Branch(row.hit.id, way, row.branch.root) for way in ways]


def _rows(conn: Connection, wanted: Sequence[tuple[Branch, tuple[str, str]]], most: int) -> list[_Below]:
    if conn.dialect.name == "sqlite":
        listed = json.dumps(
            [(branch.parent, *span, branch.rest) for branch, span in wanted], ensure_ascii=False
        )
        rows: Iterable[Sequence[Any]] = conn.exec_driver_sql(_SQLITE, (listed, most))
        first = 0
    else:
        given = {
            "parents": array_text(branch.parent for branch, _ in wanted),
            "lows": array_text(span[0] for _, span in wanted),
            "highs": array_text(span[1] for _, span in wanted),
            "rests": array_text(branch.rest for branch, _ in wanted),
            "most": most,
        }
        rows, first = asked(conn, _POSTGRESQL, given), 1
    return [
        _Below(wanted[row[0] - first][0], Hit(row[1], row[2], row[3], row[4]), row[5], row[6], row[7])
        for row in rows
    ]
