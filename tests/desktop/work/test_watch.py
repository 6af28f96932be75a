from collections.abc import Iterator

import pytest

from db.domain.changes import Changes
from db.store.store import Store
from desktop.work.change_feed import ChangeFeed
from desktop.work.runner import Runner, reader_pool, writer_pool
from desktop.work.watch import LOOK_MS, Watch
from tests.desks import open_desks
from tests.desktop.work.inline import inline_runner
from tests.office import addresses
from tests.postgres import Server

_OTHERS_SEEN_MS = 5_000


@pytest.fixture
def server(postgres_server: Server, postgres_template: str) -> Iterator[Store]:
    name = postgres_server.create_database(postgres_template)
    store = open_desks(postgres_server.url(name))
    yield store
    store.close()
    postgres_server.drop_database(name)


def test_another_desks_addresses_arrive_by_themselves_within_five_seconds(server: Store, qtbot) -> None:
    feed = ChangeFeed()
    runner = Runner(feed, writer_pool(), reader_pool())
    watch = Watch(server, runner, feed)
    qtbot.waitUntil(lambda: watch.seen > 0)
    with qtbot.waitSignal(feed.changed, timeout=_OTHERS_SEEN_MS) as heard:
        made = addresses(server, ["1号"])
    changes, initiator = heard.args
    assert (changes.rows, initiator) == ({"node": frozenset(made.values())}, watch)
    runner.close()


def test_looking_is_more_frequent_than_it_must_be_seen() -> None:
    assert LOOK_MS < _OTHERS_SEEN_MS


def test_ones_own_changes_do_not_come_back(server: Store, qtbot) -> None:
    feed = ChangeFeed()
    runner = inline_runner(feed)
    watch = Watch(server, runner, feed)
    heard: list[object] = []
    feed.changed.connect(lambda _changes, initiator: heard.append(initiator))
    addresses(server, ["1号"])
    feed.changed.emit(Changes(watch.seen + 1, {}), "page")
    watch.look()
    assert heard == ["page"]
    addresses(server, ["3号"])
    watch.look()
    assert heard == ["page", watch]


def test_while_the_server_is_away_nobody_looks(server: Store, qtbot) -> None:
    feed = ChangeFeed()
    runner = inline_runner(feed)
    watch = Watch(server, runner, feed)
    addresses(server, ["1号"])
    runner.set_reached(False)
    before = watch.seen
    watch.look()
    assert watch.seen == before


def test_a_file_is_not_watched(desk, qtbot) -> None:
    watch = Watch(desk.store, desk.runner, desk.feed)
    assert not watch._timer.isActive()
    assert watch.seen == -1
