"""Searching held against a plain look at everything, as one would do it by hand."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.domain.search import body, clean
from db.domain.search_names import Goal
from db.schema.address import node, place
from db.services.search import search
from db.store.search_text import Hit
from db.store.store import Store
from tests.db.services.streets import FORMER, laid_out
from tests.desks import Desks
from tests.office import place_id

FRONT = "厦门市思明区"
_CHARACTERS = "湖滨南路官任一里盈翠花园思明区筼筜街道社仙阁嘉莲老"
_SYLLABLES = (
    *("hu", "bin", "nan", "lu", "guan", "ren", "yi", "li", "ying", "cui", "hua", "yuan", "si", "ming", "qu"),
    *("yun", "dang", "jie", "dao", "she", "xian", "ge", "jia", "lian", "lao"),
)
SOUNDS = dict(zip(_CHARACTERS, _SYLLABLES, strict=True))
UNITS = ("思明区", "筼筜街道", "官任社区", "仙阁社区", "嘉莲街道", "盈翠社区")


@dataclass(frozen=True)
class Plain:
    """A register in lists, and searching as one would by hand."""

    nodes: dict[int, tuple[int, int, str, str, str]]
    """id -> parent, place, own text, sort key, full text."""
    names: tuple[tuple[int, str, bool], ...]
    """goal, name, whether it is another than the standard one; units are minus their place in the list."""

    def search(self, wanted: str) -> list[int]:
        needle = clean(wanted)
        inner = body(needle) or needle
        if not needle:
            return []
        found = [
            key for key, row in self.nodes.items() if row[4] in (needle, "厦门市" + needle, FRONT + needle)
        ]
        found += self._goals(inner.lower())
        heads = [(inner.lower(), "")]
        for at in range(len(inner) - 1, 0, -1):
            if inner[at].isdigit() and not inner[at - 1].isdigit():
                heads.append((inner[:at].lower(), inner[at:]))
        roots = [(goal, rest) for head, rest in heads for goal in self._goals(head) if goal > 0]
        for depth in range(1, 6):
            for goal, rest in roots:
                level = [(self._path(key), key) for key, row in self.nodes.items() if row[1] == goal]
                found += [
                    key
                    for path, key in sorted(level)
                    if len(path) == depth and "".join(own for _sort, _id, own in path).startswith(rest)
                ]
        found += [
            key for key, row in sorted(self.nodes.items()) if needle in row[4] and inner in body(row[4])
        ]
        return list(dict.fromkeys(found))

    def _path(self, key: int) -> list[tuple[str, int, str]]:
        parent, place_of, own, sort_key, _text = self.nodes[key]
        return [*(self._path(parent) if parent != place_of else []), (sort_key, key, own)]

    def _goals(self, query: str) -> list[int]:
        met = []
        for goal, name, other in self.names:
            starts = [at for at in range(len(name)) if _says(name[at:], query)]
            if starts and (not query.isdigit() or query in name):
                met.append((min(starts) > 0, other, query not in name, len(name), name, goal))
        return list(dict.fromkeys(one[-1] for one in sorted(met)))


def _says(name: str, query: str) -> bool:
    if not query or not name:
        return not query
    sound = SOUNDS[name[0]]
    heads = [sound[:size] for size in range(1, len(sound) + 1)] + [name[0]]
    heads += ["1"] if name[0] == "一" else []
    return any(query.startswith(head) and _says(name[1:], query[len(head) :]) for head in heads)


def _plain(store: Store) -> Plain:
    columns = (
        node.c.id,
        node.c.parent_id,
        node.c.place_id,
        node.c.own_text,
        node.c.sort_key,
        node.c.full_text,
    )
    with store.read() as conn:
        rows = conn.execute(select(*columns).order_by(node.c.id)).all()
        places = conn.execute(select(place.c.id, place.c.name)).all()
    names = [(key, name, False) for key, name in places] + [(place_id(store), FORMER, True)]
    names += [(-1 - n, name, False) for n, name in enumerate(UNITS)]
    return Plain({row[0]: tuple(row[1:]) for row in rows}, tuple(names))


def _key(hit: Hit) -> int:
    return -1 - UNITS.index(hit.full_text) if hit.goal is Goal.DIVISION else hit.id


@pytest.fixture
def plain_and_store(store: Store) -> tuple[Store, Plain]:
    street = laid_out(store)
    clerk = street.desk("clerk") if isinstance(street, Desks) else street
    return clerk, _plain(street)


PARTS = (
    "湖",
    "滨",
    "南",
    "路",
    "湖滨",
    "南路",
    "官任",
    "老官",
    "一里",
    "盈翠",
    "花园",
    "社区",
    "思明区",
    "厦门市",
)
LETTERS = (*"hbnlgryc", "hu", "bin", "nan", "hubin", "guan", "ying", "hbnl", "lgl")
FIGURES = ("1", "2", "8", "81", "12", "号", "幢", "室")
TYPED = st.lists(st.sampled_from((*PARTS, *LETTERS, *FIGURES)), min_size=1, max_size=5).map("".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TYPED)
def test_search_finds_what_a_plain_look_at_everything_finds_in_the_same_order(
    plain_and_store: tuple[Store, Plain], typed: str
) -> None:
    store, plain = plain_and_store
    assert [_key(hit) for hit in search(store, typed, 1000)] == plain.search(typed)
