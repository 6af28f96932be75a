from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.domain.errors import NotFound
from db.schema.address import place
from db.schema.system import actor, actor_role, catalogue, journal, store_info
from db.services.accounts import find_actor, list_actors
from db.services.seed import RuleSeed, Seeds, plant
from db.services.store import check_store, init_store, open_store
from db.store import upgrade
from db.store.store import Store
from tests.desks import house
from tests.office import person
from tests.register import DISTRICT, SEEDS


def test_a_new_store_knows_itself_its_names_and_its_people(store: Store) -> None:
    report = check_store(store)
    assert (report.ok, report.revision, report.entries) == (True, upgrade.HEAD, 1)
    assert report.engine == store.engine.dialect.name
    assert (store.store_no, store.district_code) == (1, DISTRICT)
    with store.read() as conn:
        assert conn.execute(select(func.count()).select_from(place)).scalar_one() == len(SEEDS.places)
        first = conn.execute(select(journal)).one()
        assert conn.execute(select(store_info.c.seed_version)).scalar_one() == "test-1"
    assert (first.verb, first.actor, first.prev_hash) == ("store.init", "system", "0" * 64)
    assert len(list_actors(store)) == len(SEEDS.actors)


def test_two_stores_have_names_of_their_own(engine_url: str, tmp_path: Path) -> None:
    names = set()
    for url in (engine_url, f"sqlite:///{(tmp_path / 'other.db').as_posix()}"):
        init_store(url, SEEDS, district_code=DISTRICT)
        made = open_store(url)
        assert 1 <= made.store_no <= 65_535
        with made.read() as conn:
            names.add(conn.execute(select(store_info.c.store_uuid)).scalar_one())
        made.close()
    assert len(names) == 2


def test_planting_again_adds_what_is_new_and_overwrites_nothing(store: Store) -> None:
    admin = person(store, "admin")
    with house(store).write(admin, "seed") as work:
        work.change(place, {"name": SEEDS.places[0].name}, {"pinyin": "Changed by hand"})
    more = Seeds(
        **{name: getattr(SEEDS, name) for name in ("source", "valid_from", "divisions", "places", "actors")},
        version="test-2",
        rules=(RuleSeed("rule", "r", "1", "s", "verified", "{}"),),
    )
    for _ in range(2):
        with house(store).write(admin, "seed") as work:
            plant(work, more)
    with store.read() as conn:
        named = (
            conn.execute(select(place.c.pinyin).where(place.c.name == SEEDS.places[0].name)).scalars().all()
        )
        counts = [
            conn.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (actor, actor_role, catalogue)
        ]
    assert named == ["Changed by hand"]
    assert counts == [len(SEEDS.actors), len(SEEDS.actors), 1]
    assert (work.entry, check_store(store).problems) == (0, ())


def test_only_an_open_account_signs_in_with_its_roles(store: Store) -> None:
    found = find_actor(store, "area_clerk", "窗口一")
    assert (found.name, found.workstation, len(found.roles)) == ("吴社工", "窗口一", 1)
    with store.engine.begin() as conn:
        conn.execute(actor.update().where(actor.c.login == "area_clerk").values(state="closed"))
    for login in ("area_clerk", "system", "Clerk", ""):
        with pytest.raises(NotFound):
            find_actor(store, login)
    assert "area_clerk" not in dict(list_actors(store))
