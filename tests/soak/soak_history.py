"""Random histories on both engines: every day read from the register equals the oracle that replays until that day."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from db.domain.errors import NotFound
from db.domain.timeline import AddressOn, Counted, Difference
from db.services import history as services
from db.services.history_diff import compare
from db.services.store import init_store
from db.store.store import Store
from tests import postgres
from tests.conftest import copy_template
from tests.desks import open_desks
from tests.histories import History, Oracle, days_of, sides, write_history
from tests.register import DISTRICT, SEEDS
from tests.soak.harness import soak

CASES = 1_000
TURNS = 40
DAYS = 2
_MOST = 100_000
_ASKED_ALONE = 3
_TOGETHER = 20


def check_history(store: Store, case: int, seed: int, turns: int = TURNS) -> dict[str, int]:
    """Write a history and hold every question about its days against the oracle.

    Raises:
        AssertionError: an answer differs.
    """
    history = write_history(store, case, seed, turns)
    looked = sides(history, days_of(history, DAYS))
    asked = sum(check_day(store, history, day, oracle) for day, oracle in looked)
    asked += sum(check_periods(store, history, node_id) for node_id in sorted(history.kinds)[:2])
    for first, second in pairwise(looked):
        asked += check_difference(store, history, first, second)
    return {"nodes": len(history.kinds), "things told": len(history.told), "answers": asked}


def told(found: AddressOn) -> tuple[Any, ...]:
    """An address in the form of the oracle's lines."""
    return (
        *(found.id, found.kind, found.parent_id, found.place_id, found.place),
        *(found.district, found.subdistrict, found.community, found.community_code),
        *(found.above, found.own_text, found.full_text, found.legal, found.existence),
    )


def check_day(store: Store, history: History, day: str, oracle: Oracle) -> int:
    """Lists, places, children, counts and single addresses of one day."""
    everything = [one for code in sorted(history.communities) for one in oracle.in_community(code)]
    found = [told(one) for one in services.list_on(store, day, history.code[:6])]
    mine = [one for one in found if one[0] in history.kinds]
    assert mine == [oracle.line(one) for one in everything], day
    for code in history.communities:
        _check_places(store, history, day, oracle, code)
    overview = {unit.code: unit for unit in services.overview(store, day).units}
    for code in history.communities:
        nodes = overview[code].nodes if code in overview else Counted()
        assert nodes == _counted(oracle, oracle.in_community(code)), (day, code)
    subdistrict = history.draw.choice(history.subdistricts)
    inside = [one for one in everything if _lies_in(oracle, one, subdistrict)]
    assert [one.id for one in services.list_on(store, day, subdistrict)] == inside, (day, subdistrict)
    for node_id in _some(history, list(history.kinds)):
        if node_id in oracle.nodes:
            assert told(services.address_on(store, node_id, day)) == oracle.line(node_id), (day, node_id)
        else:
            _check_absent(store, node_id, day)
    for parent in _some(history, [*history.places, *everything]):
        hung = services.children_on(store, parent, day)
        assert sorted(told(one.address) for one in hung) == sorted(_children(oracle, parent)), (day, parent)
        below = {one.address.id: one.children for one in hung}
        assert below == {one: _counted(oracle, oracle.below(one)) for one in below}, (day, parent)
    return 2 * len(everything) + 2 * _ASKED_ALONE


def _some(history: History, ids: list[int]) -> list[int]:
    """A few of them: what is asked of every address costs a question each."""
    return history.draw.sample(ids, min(_ASKED_ALONE, len(ids)))


def _lies_in(oracle: Oracle, node_id: int, subdistrict: str) -> bool:
    community = oracle.nodes[node_id]["community"]
    return bool(oracle.things["unit"][community]["parent"] == subdistrict)


def _check_absent(store: Store, node_id: int, day: str) -> None:
    try:
        services.address_on(store, node_id, day)
    except NotFound:
        return
    raise AssertionError((day, node_id))


def _children(oracle: Oracle, parent: int) -> list[tuple[Any, ...]]:
    return [oracle.line(one) for one in oracle.below(parent)]


def _counted(oracle: Oracle, ids: Iterable[int]) -> Counted:
    states = [_lives(oracle, one) for one in ids]
    return Counted(sum(states), len(states) - sum(states))


def _lives(oracle: Oracle, node_id: int) -> bool:
    return node_id in oracle.nodes and oracle.nodes[node_id]["legal"] not in ("merged", "cancelled", "void")


def _check_places(store: Store, history: History, day: str, oracle: Oracle, code: str) -> None:
    tops = [
        one
        for one, said in oracle.nodes.items()
        if said["parent"] in history.places and said["community"] == code
    ]
    wanted = {oracle.place_of(one) for one in tops}
    found = services.places_on(store, code, day)
    assert {(one.id, one.name) for one in found} == {
        (one, oracle.things["place"][one]["name"]) for one in wanted
    }, (day, code)
    hung = {one: [top for top in tops if oracle.place_of(top) == one] for one in wanted}
    assert {one.id: one.children for one in found} == {
        one: _counted(oracle, below) for one, below in hung.items()
    }, (day, code)


def check_periods(store: Store, history: History, node_id: int) -> int:
    """The periods of an address: each says what the oracle says on its first and on its last day."""
    periods = services.story(store, node_id).periods
    days = sorted({one[0] for one in history.told})
    for period in periods:
        within = [day for day in days if period.valid_from <= day < period.valid_to] or [period.valid_from]
        for day in (within[0], within[-1]):
            assert told(period.address) == history.replay(day).line(node_id), (node_id, day)
    for one, other in pairwise(periods):
        assert one.valid_to == other.valid_from, node_id
        assert one.address != other.address, node_id
    return len(periods)


def check_difference(
    store: Store, history: History, first: tuple[str, Oracle], second: tuple[str, Oracle]
) -> int:
    """The difference of two days for one subdistrict: addresses and what is said of each."""
    area = history.subdistricts[0]
    found = compare(store, area, first[0], second[0], _MOST)
    said = {one.node_id: {each.kind for each in one.changed} for one in found.lines if one.node_id}
    wanted = {
        node_id: kinds
        for node_id in history.kinds
        if (kinds := _differs(history, node_id, first[1], second[1], area))
    }
    assert said == wanted, (first[0], second[0])
    renamed = {
        (one.former, one.text)
        for one in found.lines
        if Difference.PLACE_RENAMED in {each.kind for each in one.changed}
    }
    names = [(oracle.things.get("place", {})) for _day, oracle in (first, second)]
    assert renamed <= {
        (names[0][one]["name"], names[1][one]["name"]) for one in history.places if one in names[0]
    }
    return len(said)


def _differs(history: History, node_id: int, old: Oracle, new: Oracle, area: str) -> set[Difference]:
    inside = [node_id in one.nodes and _lies_in(one, node_id, area) for one in (old, new)]
    if not any(inside) or not any(_lives(one, node_id) for one in (old, new)):
        return set()
    if node_id not in old.nodes or node_id not in new.nodes:
        return {Difference.GONE if node_id in old.nodes else Difference.BORN}
    was, now = old.nodes[node_id], new.nodes[node_id]
    door = was["kind"].value == "door"
    facts: Iterable[tuple[bool, Difference]] = (
        (was["own"] != now["own"], Difference.RENUMBERED if door else Difference.RENAMED),
        (was["parent"] != now["parent"], Difference.MOVED),
        (was["community"] != now["community"] and not _led(node_id, old, new), Difference.AREA),
        (was["existence"] != now["existence"], Difference.EXISTENCE),
    )
    found = {kind for true, kind in facts if true}
    if was["legal"] != now["legal"]:
        gone = _lives(old, node_id) and not _lives(new, node_id)
        found.add(Difference.GONE if gone else Difference.STATE)
    return found


def _led(node_id: int, old: Oracle, new: Oracle) -> bool:
    """Whether an address went into another community with the one above it."""
    was, now = old.nodes[node_id], new.nodes[node_id]
    parent = was["parent"]
    if parent != now["parent"] or parent not in old.nodes:
        return False
    ways = ((one.nodes[parent]["community"]) for one in (old, new))
    return tuple(ways) == (was["community"], now["community"])


@cache
def _server() -> postgres.Server:
    folder = postgres.new_folder()
    atexit.register(postgres.stop_server, folder)
    return postgres.shared_server(folder, os.getpid())


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="zhipai-history-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    init_store(_file(folder / "template.db"), SEEDS, district_code=DISTRICT, store_no=1)
    return folder / "template.db"


@cache
def _database() -> str:
    name = _server().create_database()
    init_store(_server().url(name), SEEDS, district_code=DISTRICT, store_no=1)
    return name


def _file(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


_open: dict[str, tuple[int, Store, Callable[[], None]]] = {}
"""Engine -> the portion of cases it serves, the store, and what takes it away."""


def _store(engine: str, case: int) -> Store:
    """A store for a portion of the cases, each with units and places of its own: what others left makes it slow."""
    portion, store, drop = _open.get(engine, (-1, None, lambda: None))
    if store is not None and portion == case // _TOGETHER:
        return store
    if store is not None:
        store.close()
        drop()
    portion = case // _TOGETHER
    if engine == "postgresql":
        name = _server().create_database(_database())
        store = open_desks(_server().url(name))
        _open[engine] = (portion, store, partial(_server().drop_database, name))
    else:
        file = _template().with_name(f"{portion}.db")
        copy_template(_template(), file)
        store = open_desks(_file(file))
        _open[engine] = (portion, store, file.unlink)
    return store


@soak("histories as of any day, SQLite", total=CASES)
def on_sqlite(case: int, seed: int) -> dict[str, int]:
    """One history in a file."""
    return check_history(_store("sqlite", case), case, seed)


@soak("histories as of any day, PostgreSQL", total=CASES)
def on_postgresql(case: int, seed: int) -> dict[str, int]:
    """One history on a server."""
    return check_history(_store("postgresql", case), case, seed)
