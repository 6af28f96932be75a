import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import desktop
from db.domain.access import Role
from db.domain.alias import AliasKind
from db.domain.changes import Changes
from db.domain.geo import Datum
from db.domain.map_layer import LayerKind, Shape
from db.domain.views import NewView, ViewKind
from db.services.account_desk import grant_role
from db.services.news import newest_entry, news_since
from db.services.places import add_alias
from db.services.sketch import NewLayer, keep_layer
from db.services.views import keep_view
from db.store import news as rows
from db.store.store import Store
from tests.desks import open_desks
from tests.office import addresses, approved, person, place_id
from tests.postgres import Server
from tests.register import COMMUNITY, FAR_COMMUNITY

_TOUCHES = re.compile(r'touches\("(\w+)"\)')


@pytest.fixture
def server(postgres_server: Server, postgres_template: str) -> Iterator[Store]:
    """A register on a server."""
    name = postgres_server.create_database(postgres_template)
    store = open_desks(postgres_server.url(name))
    yield store
    store.close()
    postgres_server.drop_database(name)


def test_what_another_desk_wrote_is_told_by_table_and_id(server: Store) -> None:
    since = newest_entry(server)
    made = addresses(server, ["1号", "1号/3幢"])
    news = news_since(server, since)
    assert news.head == newest_entry(server)
    assert news.changes == Changes(
        news.head, {"node": frozenset(made.values())}, frozenset({place_id(server), made["1号"]})
    )
    assert news_since(server, news.head).changes is None


def test_a_layer_of_the_map_is_told_without_any_address(server: Store) -> None:
    since = newest_entry(server)
    road = Shape("湖滨南路", (((118.12, 24.485), (118.121, 24.485)),))
    layer = NewLayer(LayerKind.LINES, "道路", Datum.CGCS2000, "350203", [road])
    kept = keep_layer(server, person(server, "clerk"), layer)
    news = news_since(server, since)
    assert news.changes is not None
    assert news.changes.rows == {"map_layer": frozenset({kept.id})}


def test_what_this_desk_wrote_is_no_news(server: Store) -> None:
    since = newest_entry(server)
    addresses(server, ["1号"])
    own = newest_entry(server)
    made = addresses(server, ["3号"])
    news = news_since(server, since, {own})
    assert news.changes is not None
    assert news.changes.rows == {"node": frozenset(made.values())}


def test_a_bulk_write_is_told_as_many(server: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST", 3)
    since = newest_entry(server)
    approved(server, ["1号", "3号", "5号", "7号", "9号"])
    news = news_since(server, since)
    assert news.changes is not None
    assert news.changes.rows["node"] == frozenset()
    assert news.head == newest_entry(server)


def test_an_account_learns_that_another_area_changed_but_not_where(server: Store) -> None:
    since = newest_entry(server)
    near = addresses(server, ["1号"], community=COMMUNITY)["1号"]
    far = addresses(server, ["2号"], community=FAR_COMMUNITY)["2号"]
    desk = server.desk(person(server, "area_clerk").login)  # type: ignore[attr-defined]
    with desk.read() as conn:
        assert rows.parents_of(conn, {far}) == frozenset()
    news = news_since(desk, since)
    assert news.changes is not None
    assert news.changes.rows["node"] == {near, far}


def test_an_account_that_was_closed_learns_nothing(server: Store) -> None:
    since = newest_entry(server)
    addresses(server, ["1号"])
    desk = server.desk("area_clerk")  # type: ignore[attr-defined]
    with server.engine.begin() as conn:
        conn.exec_driver_sql("UPDATE actor SET state = 'closed' WHERE login = 'area_clerk'")
    with desk.read() as conn:
        assert rows.rows_since(conn, since) == []


def test_other_names_and_views_of_the_office_are_told(server: Store) -> None:
    since = newest_entry(server)
    add_alias(server, person(server, "clerk"), place_id(server), "旧时粮站路", AliasKind.COMMON)
    new = NewView("addresses", ViewKind.VIEW, "本周要办", {}, shared=True)
    keep_view(server, person(server, "chief"), new)
    news = news_since(server, since)
    assert news.changes is not None
    assert news.changes.touches("place_alias")
    assert news.changes.touches("saved_view")


def test_roles_that_are_given_are_told(server: Store) -> None:
    since = newest_entry(server)
    grant_role(server, person(server, "admin"), "area_clerk", Role.AREA_CLERK, FAR_COMMUNITY)
    news = news_since(server, since)
    assert news.changes is not None
    assert news.changes.touches("actor_role")


def test_every_table_that_a_window_waits_for_is_told(server: Store) -> None:
    sources = (Path(desktop.__file__).parent).rglob("*.py")
    waited = {name for file in sources for name in _TOUCHES.findall(file.read_text(encoding="utf-8"))}
    with server.read() as conn:
        told = str(conn.exec_driver_sql("SELECT pg_get_functiondef('zp.news'::regproc)").scalar())
    assert "saved_view" in waited
    assert sorted(name for name in waited if f"'{name}'" not in told) == []
