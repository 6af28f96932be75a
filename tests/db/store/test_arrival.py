"""A commit whose answer was lost is neither taken for undone nor done twice."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from db.domain.access import Actor, Role
from db.domain.errors import StoreUnavailable
from db.schema.office import setting
from db.services.store import open_store
from db.store import arrival
from db.store.arrival import CommitUnknown, was_kept
from db.store.store import Store
from tests import postgres
from tests.restarts import Wire

ADMIN = Actor(7, "admin", "系统管理员", ((Role.ADMIN, ""),))


@pytest.fixture
def wire(postgres_server: postgres.Server) -> Iterator[Wire]:
    made = Wire(postgres_server)
    yield made
    made.close()


@pytest.fixture
def far(store: Store, wire: Wire) -> Iterator[Store]:
    """The store through the wire; the plain one sees what is really there."""
    if store.engine.dialect.name != "postgresql":
        pytest.fail("only a server can be far")
    opened = open_store(wire.url(store.url.render_as_string(hide_password=False)))
    yield opened
    opened.close()


def put(store: Store, key: str) -> int:
    with store.write(ADMIN, "setting.change") as work:
        work.insert(setting, {"key": key, "value": "1", "set_by": "admin", "set_at": work.at})
    return work.changes().entry


def kept(store: Store) -> list[str]:
    with store.read() as conn:
        return list(conn.execute(select(setting.c.key).order_by(setting.c.key)).scalars())


servers_only = pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)


@servers_only
def test_a_commit_that_arrived_counts_though_its_answer_was_lost(
    store: Store, far: Store, wire: Wire
) -> None:
    put(far, "a")
    wire.moment = "after"
    entry = put(far, "b")
    assert entry > 0
    assert kept(store) == ["a", "b"]
    assert put(far, "c") == entry + 1


@servers_only
def test_a_commit_that_never_arrived_is_said_to_be_unsaved(store: Store, far: Store, wire: Wire) -> None:
    put(far, "a")
    wire.moment = "before"
    with pytest.raises(StoreUnavailable, match="unsaved"):
        put(far, "b")
    assert kept(store) == ["a"]
    put(far, "b")
    assert kept(store) == ["a", "b"]


@servers_only
def test_while_the_server_cannot_be_asked_it_is_unknown_and_found_out_later(
    store: Store, far: Store, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrival, "_PATIENCE_S", 0.0)
    for moment, key, arrived in (("after", "a", True), ("before", "b", False)):
        wire.moment = moment
        with pytest.raises(CommitUnknown) as unknown:
            put(far, key)
        assert unknown.value.why == "commit_unknown"
        assert was_kept(store.engine, unknown.value.number) is arrived
    assert kept(store) == ["a"]
