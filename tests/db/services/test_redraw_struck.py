"""While units change: the process is killed at any statement, another desk writes at the same moment."""

import random
import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import select, text

from db.domain.errors import StaleRecord, StoreUnavailable
from db.schema.address import division, node
from db.services import applications as apps
from db.services.editing import edit as edit_rows
from db.store.store import Store
from tests.changes import Clock, edit, whole
from tests.desks import Desks, open_desks
from tests.journeys import dying
from tests.journeys.dying import Blow, How, Noon
from tests.journeys.struck import Stores
from tests.office import addresses, approved, person
from tests.redraws import communities, filed, lying, sound, transfer
from tests.register import COMMUNITY

KILLS = 4
NEW = "350203006002"


def fill(store: Store) -> None:
    store.clock = Noon()
    approved(store, ["1号", "1号/101室", "3号"])
    addresses(store, ["5号"])
    filed(store, transfer(store))


def decide(store: Store) -> Iterator[None]:
    (row,) = [one for one in apps.applications(store) if one.kind == "redraw"]
    apps.approve(store, person(store, "chief"), row.id, row.row_version, "同意")
    yield


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    server = request.getfixturevalue("postgres_server") if request.param == "postgresql" else None
    stores = Stores(server, fill)
    with stores.copy() as copied:
        yield copied
    stores.close()


def test_a_kill_at_any_statement_leaves_every_unit_as_it_was(url: str, seed: int) -> None:
    draw = random.Random(seed)
    before, ids = dying.audit(url), dying.next_id(url)
    for at in sorted(draw.sample(range(3, 25), KILLS)):
        fate = dying.run(url, decide, Blow(How.KILL, at))
        assert not fate.failure
        assert (fate.died, fate.committed) == (True, 0)
        assert dying.audit(url) == before, at
        dying.set_next_id(url, ids)
    fate = dying.run(url, decide)
    assert (fate.failure, fate.committed) == ("", 1)
    store = open_desks(url)
    assert set(lying(store).values()) == {NEW}
    sound(store)
    whole(store)
    store.close()


def waiting(store: Store) -> bool:
    asked = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with store.read() as conn:
        return bool(conn.execute(asked).scalar())


def beside(store: Store, application_id: int) -> threading.Thread:
    """Another desk decides, and waits for this one."""
    seen = threading.Thread(
        target=apps.approve, args=(store, person(store, "chief"), application_id, 1, "同意")
    )
    seen.start()
    for _ in range(400):
        if waiting(store):
            break
        time.sleep(0.05)
    return seen


def test_what_another_desk_was_writing_goes_along(shared_store: Store) -> None:
    store = shared_store
    made = approved(store, ["1号"])
    application_id = filed(store, transfer(store))
    clerk = person(store, "clerk")
    with store.write(clerk, "address.edit", "核对") as work:
        key = {"id": made["1号"]}
        work.change(node, key, {"existence": "demolished"})
        other = beside(store, application_id)
        assert other.is_alive()
        assert communities(store, made) == {"1号": COMMUNITY}
    other.join()
    assert communities(store, made) == {"1号": NEW}
    with store.read() as conn:
        assert conn.execute(select(node.c.existence)).scalars().all() == ["demolished"]
    sound(store)


def late(store: Store, node_id: int, application_id: int) -> None:
    """Look a unit up, let another desk end it, and write it."""
    with store.write(person(store, "clerk"), "address.edit", "核对") as work:
        work.conn.execute(select(division.c.code)).all()
        apps.approve(store, person(store, "chief"), application_id, 1, "同意")
        values = {"area_subdistrict": "350203005000", "area_community": COMMUNITY}
        work.change(node, {"id": node_id}, values)


def test_a_desk_that_waits_for_nobody_writes_nothing_into_a_unit_that_ended(
    shared_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.store.store.come_in", lambda conn, *, alone: None)
    assert isinstance(shared_store, Desks)
    made = addresses(shared_store, ["1号"])
    application_id = filed(shared_store, transfer(shared_store))
    with pytest.raises(StoreUnavailable, match="against_rules"):
        late(shared_store, made["1号"], application_id)
    assert communities(shared_store, made) == {"1号": NEW}
    sound(shared_store)


def test_an_edit_prepared_before_is_stale_after(store: Store) -> None:
    store.clock = Clock()
    made = addresses(store, ["1号"])
    prepared = edit(store, made["1号"], own_text="3号")
    application_id = filed(store, transfer(store))
    apps.approve(store, person(store, "chief"), application_id, 1, "同意")
    with pytest.raises(StaleRecord):
        edit_rows(store, person(store, "clerk"), [prepared], "核对", "rename")
