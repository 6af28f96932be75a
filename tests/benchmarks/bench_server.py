"""A register of a million nodes on PostgreSQL, read, searched and edited by accounts that sign in for themselves.

What counts is what a clerk waits for, not the owner: every figure is taken as the clerk of the district and as the one
of a single community. ZHIPAI_BENCH_NODES makes a smaller register for trials.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, select, text

from db.domain.place import PlaceKind
from db.domain.progress import Silent
from db.schema.address import place
from db.services.accounts import find_actor
from db.services.addresses import child_ids, node_rows
from db.services.applications import file_new_number, withdraw
from db.services.importing import promote
from db.services.search import search
from db.services.seed import DivisionSeed, PlaceSeed
from db.services.store import init_store, open_store
from db.store import moving
from db.store.store import Store
from tests.benchmarks.bench_tree import CHILDREN, DOORS, NODES, _names, _slowest
from tests.benchmarks.harness import benchmark, run
from tests.deliveries import cells, sheet, staged
from tests.desks import Desks, house, open_desks
from tests.postgres import Server, shared_server
from tests.register import COMMUNITY, DISTRICT, SEEDS

OPENINGS, EDITS, IMPORTED = 40, 25, 20_000
_DATABASE = "zhipai_bench"
_UNITS = tuple(f"3502030{street:02d}{n:03d}" for street in (5, 6, 7, 8) for n in range(1, 6))
"""Communities by turns; the account of a community has the first."""
assert _UNITS[0] == COMMUNITY

_FILL = """
WITH door AS (
    SELECT nextval('id_counter') AS id, d FROM generate_series(1, {doors}) AS d
), room AS (
    SELECT nextval('id_counter') AS id, door.id AS parent, d, f * 100 + r AS n, f
    FROM door, generate_series(1, {rooms} / 10) AS f, generate_series(1, 10) AS r
), born AS (
    SELECT id, 'door' AS kind, {place}::bigint AS parent, d || '号' AS own, d::text AS ident, d AS number,
        {place} || '|' || d || '|-|-|-|-' AS key, d || '号' AS tail, '0' || lpad(d::text, 6, '0') || '000000000' AS sort,
        {rooms} AS below, NULL::integer AS floor
    FROM door
    UNION ALL
    SELECT id, 'room', parent, n || '室', n::text, NULL, {place} || '|' || d || '|-|-|-|' || n, d || '号' || n || '室',
        '41' || lpad(n::text, 6, '0') || n, 0, f
    FROM room
), kept AS (
    INSERT INTO node (district_code, id, kind, parent_id, place_id, area_district, area_subdistrict, area_community,
        own_text, ident, number, floor, legal, code_state, existence, position, is_live, live_key, full_text, sort_key,
        child_count, valid_from)
    SELECT '350203', id, kind, parent, {place}, '350203000000', left('{community}', 9) || '000', '{community}', own,
        ident, number, floor, 'approved', 'none', 'exists', 'unmarked', TRUE, key, '厦门市思明区{name}' || tail, sort,
        below, '2018-01-01' FROM born
    RETURNING id, kind, parent_id, own_text, ident, number
), versions AS (
    INSERT INTO node_version (district_code, node_id, valid_from, kind, parent_id, place_id, area_community, own_text,
        ident, legal, existence)
    SELECT '350203', id, '2018-01-01', kind, parent_id, {place}, '{community}', own_text, ident, 'approved', 'exists'
    FROM kept
), slots AS (
    INSERT INTO number_slot (district_code, naming_id, number, suffix, status, owner)
    SELECT '350203', {place}, number, '', 'live', id FROM kept WHERE kind = 'door'
), counted AS (
    INSERT INTO place_community (community_code, place_id, child_count) VALUES ('{community}', {place}, {doors})
)
UPDATE place SET child_count = {doors} WHERE id = {place}
"""


def _server() -> Server:
    """The server of this run; it ends with the process that runs the benchmarks."""
    folder = Path(tempfile.gettempdir()) / f"zp-bench-{os.getppid()}"
    folder.mkdir(mode=0o711, exist_ok=True)
    return shared_server(folder, os.getppid())


def _seeds() -> list[DivisionSeed]:
    known = {one.code for one in SEEDS.divisions}
    streets = [DivisionSeed(f"{one[:9]}000", one[:9], f"{DISTRICT}000000", 4, hidden=False) for one in _UNITS]
    units = [DivisionSeed(one, one, f"{one[:9]}000", 5, hidden=False) for one in _UNITS]
    return [one for one in dict.fromkeys([*streets, *units]) if one.code not in known]


def _prepare(_folder: Path) -> None:
    """Build the register once in a run: streets of 200 doors with 200 rooms each, in twenty communities by turns."""
    server = _server()
    url = server.url(_DATABASE)
    if _DATABASE in server.databases():
        return
    server.create_database(name=_DATABASE)
    places = tuple(PlaceSeed(PlaceKind.STREET, name, "350200", DISTRICT, name, "bench") for name in _names())
    seeds = replace(SEEDS, places=places, divisions=(*SEEDS.divisions, *_seeds()))
    init_store(url, seeds, district_code=DISTRICT, store_no=1)
    store = open_store(url)
    with store.engine.begin() as conn:
        indexes = moving.take_indexes_off(conn)
        for n, row in enumerate(conn.execute(select(place.c.id, place.c.name).order_by(place.c.id)).all()):
            unit = _UNITS[n % len(_UNITS)]
            filled = _FILL.format(place=row.id, name=row.name, community=unit, doors=DOORS, rooms=CHILDREN)
            conn.exec_driver_sql(filled)
        moving.build_indexes(conn, indexes, Silent())
    with store.engine.connect() as conn:
        conn.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE")
    store.close()


def _open() -> Desks:
    store = open_desks(_server().url(_DATABASE))
    assert isinstance(store, Desks)
    return store


def _by_desk(measure: Callable[[Store], Mapping[str, float]]) -> dict[str, float]:
    """The figures of a clerk of the district, of one of a community, and of the owner; the slower clerk's count."""
    store = _open()
    figures: dict[str, float] = {}
    for name, desk in (
        ("clerk", store.desk("clerk")),
        ("community", store.desk("area_clerk")),
        ("owner", Store(store.url, store.engine, store.clock, store.store_no, store.district_code)),
    ):
        figures |= {f"{name}_{key}": value for key, value in measure(desk).items()}
    store.close()
    counting = [key for key in ("p95_ms", "worst_ms") if f"clerk_{key}" in figures]
    return {key: max(figures[f"clerk_{key}"], figures[f"community_{key}"]) for key in counting} | figures


def _doors(store: Store) -> list[int]:
    """Doors that the account sees."""
    query = text("SELECT id FROM node WHERE kind = 'door' AND area_community = :unit ORDER BY id LIMIT 400")
    with store.read() as conn:
        return random.Random(1).sample(list(conn.execute(query, {"unit": COMMUNITY}).scalars()), OPENINGS)


def _read_children(store: Store, parent: int) -> None:
    ids = [one.id for one in child_ids(store, parent)]
    assert len(node_rows(store, ids)) == CHILDREN


@benchmark(f"server: 200 children of a node at {NODES:,} nodes", budget={"p95_ms": 30.0}, prepare=_prepare)
def children(folder: Path) -> dict[str, float]:
    """Ids in street order and the rows of all of them."""

    def measure(store: Store) -> dict[str, float]:
        doors = _doors(store)
        _read_children(store, doors[0])  # the connection
        return _slowest([partial(_read_children, store, one) for one in doors])

    return _by_desk(measure)


def _queries() -> list[str]:
    """Parts of real addresses, eight of each length from one to twelve characters."""
    draw = random.Random(2)
    found = []
    for length in range(1, 13):
        for _ in range(8):
            room = f"{draw.randint(1, CHILDREN // 10)}{draw.randint(1, 10):02d}室"
            address = f"{draw.choice(_names())}{draw.randint(1, DOORS)}号{room}"
            start = draw.randrange(max(1, len(address) - length + 1))
            found.append(address[start : start + length])
    return found


_LIKE = text("SELECT id, full_text FROM node WHERE full_text LIKE :wanted ORDER BY id LIMIT 50")


def _naive(_folder: Path) -> dict[str, float]:
    """The same texts by LIKE, through row security."""

    def look(conn: Connection, wanted: str) -> None:
        conn.execute(_LIKE, {"wanted": f"%{wanted}%"}).all()

    def measure(store: Store) -> dict[str, float]:
        with store.read() as conn:
            return _slowest([partial(look, conn, one) for one in _queries()])

    figures = _by_desk(measure)
    print("LIKE through row security: " + ", ".join(f"{key} {value:.1f}" for key, value in figures.items()))
    return figures


@benchmark(
    f"server: search by 1 to 12 characters at {NODES:,} nodes",
    budget={"p95_ms": 10.0},
    prepare=_prepare,
    against=_naive,
)
def searching(folder: Path) -> dict[str, float]:
    """The first fifty hits of any part of an address."""

    def measure(store: Store) -> dict[str, float]:
        search(store, "湖")  # the connection
        return _slowest([partial(search, store, one) for one in _queries()])

    return _by_desk(measure)


def _edit(store: Store, login: str, place_id: int) -> None:
    """File for a number and take the application back: two small writes."""
    actor = find_actor(store, login)
    filed = file_new_number(store, actor, place_id, COMMUNITY, side="left", count=1, reason="edit")
    withdraw(store, actor, filed.application_id, 1, "edit")


@benchmark(f"server: two edits at {NODES:,} nodes", budget={"p95_ms": 120.0}, prepare=_prepare)
def editing(folder: Path) -> dict[str, float]:
    """Filing for a number and withdrawing it: an edit may take 60 ms."""
    store = _open()
    with store.read() as conn:
        street = conn.execute(select(place.c.id).order_by(place.c.id).limit(1)).scalar_one()
    figures: dict[str, float] = {}
    for login in ("clerk", "area_clerk"):
        desk = store.desk(login)
        _edit(desk, login, street)  # the connection
        done = _slowest([partial(_edit, desk, login, street) for _ in range(EDITS)])
        figures |= {f"{login}_{key}": value for key, value in done.items()}
    store.close()
    return {"p95_ms": max(figures["clerk_p95_ms"], figures["area_clerk_p95_ms"]), **figures}


@benchmark(f"server: {IMPORTED:,} rows staged and promoted", prepare=_prepare)
def importing(folder: Path) -> dict[str, float]:
    """By the clerk, whose rows are guarded and watched, and by the owner, whose rows are not guarded."""
    store = _open()
    figures: dict[str, float] = {}
    for n, (name, desk) in enumerate((("clerk", store.desk("clerk")), ("owner", house(store)))):
        chains = (f"{900 + n * 100 + row // 200}号/{row % 200 + 1}室" for row in range(IMPORTED))
        rows = sheet([cells(chain, _names()[n]) for chain in chains])
        clerk = find_actor(desk, "clerk")
        begun = time.perf_counter()
        batch = staged(desk, rows, clerk)
        taken = time.perf_counter()
        assert promote(desk, clerk, batch, Silent()).balance.accepted == IMPORTED
        figures |= {f"{name}_stage_s": taken - begun, f"{name}_promote_s": time.perf_counter() - taken}
    store.close()
    return figures


def main() -> int:
    """Run the benchmarks of this module."""
    return run(__name__)


if __name__ == "__main__":
    raise SystemExit(main())
