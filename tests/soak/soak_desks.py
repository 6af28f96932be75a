"""Two hundred transactions over eight connections of one server, again and again; and any two verbs at the same moment."""

import atexit
import os
from functools import cache
from itertools import chain

from db.services.store import init_store
from tests import postgres
from tests.db.store.many_desks import write_at_once
from tests.desks import Desks, open_desks
from tests.journeys.at_once import pair, prepare
from tests.journeys.struck import Stores
from tests.office import addresses
from tests.register import DISTRICT, SEEDS
from tests.soak.harness import Check, soak

ROUNDS, DESKS, EACH = 25, 8, 25
PAIRS = 300


@cache
def _server() -> postgres.Server:
    folder = postgres.new_folder()
    atexit.register(postgres.stop_server, folder)
    return postgres.shared_server(folder, os.getpid())


@soak("two hundred transactions over eight connections", total=ROUNDS)
def one_chain(_case: int, _seed: int) -> dict[str, int]:
    name = _server().create_database()
    url = _server().url(name)
    init_store(url, SEEDS, district_code=DISTRICT, store_no=1)
    store = open_desks(url)
    assert isinstance(store, Desks)
    try:
        (node_id,) = addresses(store, ["1号"]).values()
        wrote = write_at_once(store, node_id, DESKS, EACH)
        assert wrote.damage is None, wrote.damage
        entries = sorted(chain.from_iterable(wrote.entries))
        assert entries == list(range(entries[0], entries[0] + DESKS * EACH))
        assert all(one == sorted(one) for one in wrote.entries)
        return {"transactions": len(entries)}
    finally:
        store.close()
        _server().drop_database(name)


@cache
def _stores(engine: str) -> Stores:
    made = Stores(_server() if engine == "postgresql" else None, prepare)
    atexit.register(made.close)
    return made


def _any_pair(engine: str) -> Check:
    def check(case: int, seed: int) -> dict[str, int]:
        done = sum(not one for one in pair(_stores(engine), f"{seed} {engine} {case}"))
        return {"pairs": 1, ("none done", "one done", "both done")[done]: 1}

    return check


for _engine in ("sqlite", "postgresql"):
    soak(f"two verbs at once on {_engine}", total=PAIRS)(_any_pair(_engine))
