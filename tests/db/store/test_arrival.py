"""A commit whose answer was lost is neither taken for undone nor done twice."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import select, text

from db.domain.access import Actor, Role
from db.domain.errors import StoreUnavailable
from db.schema.office import setting
from db.services.store import open_store
from db.store import arrival
from db.store.arrival import CommitUnknown, Receipt, was_kept
from db.store.engine import make_engine
from db.store.store import Store
from tests import desks, postgres
from tests.register import DISTRICT
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


def verdict(store: Store, receipt: Receipt) -> bool | None:
    """What comes out once the server has noticed that the client is gone."""
    end = time.monotonic() + 30
    while (found := was_kept(store.engine, receipt)) is None and time.monotonic() < end:
        time.sleep(0.05)
    return found


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
        assert verdict(store, unknown.value.receipt) is arrived
    assert kept(store) == ["a"]


@servers_only
def test_after_a_crash_a_number_that_was_given_to_somebody_else_proves_nothing(store: Store) -> None:
    put(store, "a")
    with store.read() as conn:
        seq, hash_, number = conn.execute(
            text("SELECT seq, hash, xmin::text FROM journal ORDER BY seq DESC LIMIT 1")
        ).one()
        ahead = conn.execute(text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")).scalar_one()
    assert was_kept(store.engine, Receipt(number, seq, hash_)) is True
    assert was_kept(store.engine, Receipt(number, seq, "0" * 64)) is False
    assert was_kept(store.engine, Receipt(str(int(ahead) + 9), seq + 1, "0" * 64)) is False
    assert was_kept(store.engine, Receipt(number)) is True


@servers_only
def test_while_the_server_still_works_on_it_nothing_is_said(store: Store) -> None:
    with store.engine.connect() as conn, conn.begin():
        number = conn.execute(text("SELECT pg_current_xact_id()::text")).scalar_one()
        assert was_kept(store.engine, Receipt(str(number), 99, "0" * 64)) is None
    assert was_kept(store.engine, Receipt(str(number), 99, "0" * 64)) is False


@servers_only
def test_a_clerk_finds_his_own_entry(store: Store) -> None:
    clerk = Actor(2, "clerk", "林经办", ((Role.CLERK, DISTRICT),))
    with store.write(clerk, "password.change") as work:
        work.note("actor", "2", "", "")
    with store.read() as conn:
        hash_ = conn.execute(
            text("SELECT hash FROM journal WHERE seq = :seq"), {"seq": work.entry}
        ).scalar_one()
    own = desks.sign_in(store.engine, "clerk")
    engine = make_engine(own)
    try:
        assert was_kept(engine, Receipt("3", work.entry, str(hash_))) is True
    finally:
        engine.dispose()
