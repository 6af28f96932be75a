import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from db.domain.errors import NotAllowed, Withheld
from db.domain.guard import ClockDoubt
from db.schema.office import clock_check, setting, store_place
from db.schema.system import journal
from db.services.moving import copy_store
from db.services.standing import claim_store, claimed, confirm_clock, standing
from db.services.store import check_store, open_store, upgrade_store
from db.store import upgrade
from db.store.engine import make_engine, normal_url
from db.store.standing import this_machine
from db.store.store import Store
from tests.conftest import copy_template
from tests.office import person


@dataclass
class Hands:
    """A clock that is set by hand."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def copied(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A store whose file was copied with the means of the system."""
    shutil.copy(sqlite_template, tmp_path / "copy.db")
    store = open_store(f"sqlite:///{(tmp_path / 'copy.db').as_posix()}")
    yield store
    store.close()


@pytest.fixture
def sqlite_store(sqlite_template: Path, tmp_path: Path) -> str:
    copy_template(sqlite_template, tmp_path / "zhipai.db")
    return f"sqlite:///{(tmp_path / 'zhipai.db').as_posix()}"


def set_clock(store: Store, by: timedelta) -> None:
    assert isinstance(store.clock, Hands)
    store.clock.moment += by


def approve(store: Store) -> None:
    with store.write(person(store, "chief"), "place.approve"):
        pass


def draft(store: Store) -> None:
    with store.write(person(store, "clerk"), "address.edit") as work:
        work.note("node", "1", "", "{}")


def test_a_store_in_its_place_decides(store: Store) -> None:
    assert (standing(store).elsewhere, standing(store).doubt) == ("", None)
    approve(store)
    claim = claimed(store)
    assert claim is not None
    assert claim.generation == 1


def test_a_copied_file_says_so_and_drafts_only(copied: Store, sqlite_template: Path) -> None:
    assert standing(copied).elsewhere == f"{this_machine()} {sqlite_template.resolve()}"
    draft(copied)
    with pytest.raises(Withheld, match="copy"):
        approve(copied)


def test_taking_over_lets_the_copy_decide_and_is_written_down(copied: Store) -> None:
    changes = claim_store(copied, person(copied, "clerk"), "旧电脑报废")
    approve(copied)
    with copied.read() as conn:
        entry = conn.execute(select(journal).where(journal.c.seq == changes.entry)).one()
        place = conn.execute(select(store_place)).one()
    assert (entry.verb, entry.actor, entry.reason) == ("store.claim", "clerk", "旧电脑报废")
    assert (place.generation, place.claimed_by) == (2, "clerk")
    assert check_store(copied).ok


def test_taking_over_needs_a_copy_and_a_reason(copied: Store, store: Store) -> None:
    with pytest.raises(NotAllowed, match="no_reason"):
        claim_store(copied, person(copied, "clerk"), "  ")
    with pytest.raises(Withheld, match="not_a_copy"):
        claim_store(store, person(store, "clerk"), "试试")


def test_a_store_copied_by_command_is_a_copy_on_either_engine(store_url: str, engine_url: str) -> None:
    if store_url.split(":")[0] == engine_url.split(":")[0] == "postgresql+psycopg":
        return  # one server is one place
    target = engine_url.replace("zhipai.db", "target.db")
    copy_store(store_url, target)
    store = open_store(target)
    try:
        assert standing(store).elsewhere
        with pytest.raises(Withheld, match="copy"):
            approve(store)
    finally:
        store.close()


@pytest.fixture
def file_by_hand(sqlite_store: str) -> Iterator[Store]:
    store = open_store(sqlite_store, clock=Hands(datetime.now(UTC)))
    yield store
    store.close()


@pytest.mark.parametrize(
    ("step", "doubt"), [(timedelta(hours=-3), ClockDoubt.BACK), (timedelta(days=40), ClockDoubt.AHEAD)]
)
def test_a_wrong_clock_stops_decisions_until_a_second_person_vouches(
    file_by_hand: Store, step: timedelta, doubt: ClockDoubt
) -> None:
    store = file_by_hand
    clerk, chief = person(store, "clerk"), person(store, "chief")
    set_clock(store, step)
    draft(store)  # the wrong clock writes an entry, and is still seen
    assert standing(store).doubt is doubt
    with pytest.raises(Withheld, match=doubt.value):
        approve(store)
    with pytest.raises(NotAllowed, match="same_person"):
        confirm_clock(store, chief, chief, "对照手机")
    with pytest.raises(NotAllowed, match="no_reason"):
        confirm_clock(store, clerk, chief, "")
    confirm_clock(store, clerk, chief, "对照手机")
    approve(store)
    assert standing(store).doubt is None
    with store.read() as conn:
        row = conn.execute(select(clock_check)).one()
    assert (row.asked_by, row.confirmed_by, row.reason) == ("clerk", "chief", "对照手机")


def test_a_good_clock_needs_nobody(file_by_hand: Store) -> None:
    store = file_by_hand
    with pytest.raises(Withheld, match="clock_believed"):
        confirm_clock(store, person(store, "clerk"), person(store, "chief"), "对照手机")


def test_only_a_workstations_clock_is_doubted(store: Store) -> None:
    store.clock = Hands(datetime(2090, 1, 1, tzinfo=UTC))
    assert (standing(store).doubt is None) == (store.engine.dialect.name == "postgresql")


def test_a_setting_says_how_far_ahead_is_too_far(file_by_hand: Store) -> None:
    store = file_by_hand
    with store.write(person(store, "admin"), "setting.change") as work:
        work.insert(
            setting, {"key": "clock.ahead_minutes", "value": "60", "set_by": "admin", "set_at": work.at}
        )
    set_clock(store, timedelta(hours=2))
    assert standing(store).doubt is ClockDoubt.AHEAD


def test_an_older_store_belongs_where_it_was_upgraded(sqlite_store: str) -> None:
    engine = make_engine(normal_url(sqlite_store))
    with engine.connect() as raw, raw.execution_options(writing=True).begin():
        upgrade.migrate(raw, "0001")
    engine.dispose()
    upgrade_store(sqlite_store)
    store = open_store(sqlite_store)
    try:
        assert standing(store).elsewhere == ""
        assert check_store(store).ok
    finally:
        store.close()


def test_a_store_moved_to_another_computer_is_a_copy(store: Store) -> None:
    with store.engine.begin() as conn:
        conn.execute(update(store_place).values(machine="PC-9"))
    assert standing(store).elsewhere.startswith("PC-9")
