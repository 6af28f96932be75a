from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from db.domain.audit import Damage, Finding, KeptHead
from db.domain.errors import BadFile, StoreUnavailable
from db.services import audit
from db.services.audit import Wanted
from db.services.store import SYSTEM, check_store, open_store
from db.store.store import Store
from tests.forgery import behind, note, rewrite
from tests.office import coded, full, person


class At:
    """A clock that tells the hour it is given."""

    def __init__(self, hour: int) -> None:
        self.hour = hour

    def now(self) -> datetime:
        return datetime(2030, 11, 22, tzinfo=UTC) + timedelta(hours=self.hour)


@pytest.fixture
def busy(store_url: str) -> Store:
    """A store with the entry of its making and six of two people, an hour apart, from 8:00 in China on."""
    clock = At(0)
    store = open_store(store_url, clock)
    people = person(store, "admin"), person(store, "chief")
    for hour in range(6):
        clock.hour = hour
        with store.write(people[hour % 2], ("actor.manage", "place.alias")[hour % 2], f"第{hour}次") as work:
            for n in range(hour):
                work.note("place", f"key-{hour}-{n}", "", "{}")
            work.note("node", "77", "", "{}")
    yield store
    store.close()


def listed(store: Store, wanted: Wanted, beyond: int = 0, limit: int = 100) -> list[int]:
    return [entry.seq for entry in audit.list_entries(store, wanted, beyond, limit)]


def test_entries_are_listed_in_portions_from_either_end(busy: Store) -> None:
    assert listed(busy, Wanted(), limit=3) == [7, 6, 5]
    assert listed(busy, Wanted(), 5, 3) == [4, 3, 2]
    assert listed(busy, Wanted(newest_first=False), 0, 2) == [1, 2]
    assert listed(busy, Wanted(newest_first=False), 5) == [6, 7]


def test_entries_are_found_by_person_verb_moment_reason_and_key(busy: Store) -> None:
    assert listed(busy, Wanted(actor="chief")) == [7, 5, 3]
    assert listed(busy, Wanted(verb="actor.manage")) == [6, 4, 2]
    assert listed(busy, Wanted(since="2030-11-22T02:00:00.000000Z", until="2030-11-22T04:00:00.000000Z")) == [
        5,
        4,
    ]
    assert listed(busy, Wanted(text="第3")) == [5]
    assert listed(busy, Wanted(text="key-4")) == [6]
    assert listed(busy, Wanted(text="key-4-3")) == [6]
    assert listed(busy, Wanted(text="ey-4")) == []
    assert listed(busy, Wanted(text="key")) == []  # too short for a key, and no reason holds it
    assert listed(busy, Wanted(text="%")) == []
    assert listed(busy, Wanted(actor="chief", text="key-4")) == []


def test_an_entry_shows_its_changes_in_order_and_says_when_there_are_more(busy: Store) -> None:
    shown = audit.entry_changes(busy, 7, limit=3)
    assert [one.key for one in shown.items] == ["key-5-0", "key-5-1", "key-5-2"]
    assert shown.more
    whole = audit.entry_changes(busy, 7, limit=6)
    assert (len(whole.items), whole.more) == (6, False)


def test_of_an_address_every_entry_that_touched_it_is_listed_with_its_own_changes_only(store: Store) -> None:
    made = coded(store, ["1号", "2号"])
    first, second = (audit.keys_of_node(store, one) for one in made.values())
    told = audit.list_entries(store, Wanted(keys=first, newest_first=False), 0, 100)
    assert [entry.verb for entry in told] == [
        "import.promote",
        "application.file",
        "application.approve",
        "qr.accept",
    ]
    tables = [{one.table for one in audit.entry_changes(store, entry.seq, first).items} for entry in told]
    assert tables[0] == {"node"}
    assert tables[3] >= {"node", "addr_code", "payload"}
    assert all({"application", "application_item"} <= some for some in tables[1:3])
    note(store, person(store, "admin"), "other")
    assert len(listed(store, Wanted(keys=first))) == len(told)
    shown = audit.entry_changes(store, told[3].seq, first)
    assert set(shown.subjects.values()) == {full("1号")}
    assert {one.table for one in shown.subjects} == {"node", "addr_code", "payload"}
    assert ("node", str(made["1号"])) in first
    assert ("node", str(made["1号"])) not in second


def test_a_whole_journal_is_told_change_by_change_from_the_oldest(busy: Store) -> None:
    with audit.reading(busy, Wanted(since="2030-11-22T03:00:00.000000Z")) as records:
        told = [(one.entry.seq, one.change.key if one.change else "") for one in records]
    assert told == [
        (seq, key) for seq in (5, 6, 7) for key in [*(f"key-{seq - 2}-{n}" for n in range(seq - 2)), "77"]
    ]


def test_an_entry_whose_changes_are_gone_still_comes_once(busy: Store) -> None:
    with behind(busy) as conn:
        conn.execute(text("DELETE FROM journal_change WHERE seq = 7"))
    with audit.reading(busy, Wanted(text="第5")) as records:
        assert [(one.entry.seq, one.change) for one in records] == [(7, None)]


def test_the_names_of_all_accounts_are_known(busy: Store) -> None:
    assert audit.people(busy)["chief"] == "陈科长"
    assert audit.people(busy)[SYSTEM.login] == SYSTEM.name


def test_a_head_names_store_district_and_local_time_and_verifies_for_ever(busy: Store) -> None:
    head = audit.take_head(busy)
    assert (head.seq, head.district, head.at) == (7, "350203", "2030-11-22T13:00:00+08:00")
    audit.refuse_other_store(busy, head, "head.json")
    note(busy, person(busy, "admin"), "later")
    verdict = audit.verify(busy, [head])
    assert (verdict.entries, verdict.finding) == (8, None)
    assert verdict.head == audit.take_head(busy).hash


def test_a_journal_written_anew_or_cut_off_does_not_pass_a_head_kept_elsewhere(busy: Store) -> None:
    head = audit.take_head(busy)
    with behind(busy) as conn:
        rewrite(conn, 3, 7)
    assert check_store(busy).ok
    assert audit.verify(busy, [head]).finding == Finding(7, Damage.REWRITTEN)
    with busy.engine.begin() as conn:
        rewrite(conn, 3, 5)
    assert audit.verify(busy, [head]).finding == Finding(6, Damage.TRUNCATED)


def test_no_head_is_taken_of_a_damaged_journal(busy: Store) -> None:
    with behind(busy) as conn:
        conn.execute(text("UPDATE journal SET reason = '改' WHERE seq = 3"))
    with pytest.raises(StoreUnavailable) as refused:
        audit.take_head(busy)
    assert (refused.value.why, refused.value.detail) == ("damaged", "journal:3:edited")


def test_a_journal_without_its_head_row_is_reported(busy: Store) -> None:
    with busy.engine.begin() as conn:
        guard = "" if conn.dialect.name == "sqlite" else " ON journal_head"
        conn.execute(text(f"DROP TRIGGER keep_journal_head{guard}"))
        conn.execute(text("DELETE FROM journal_head"))
    assert audit.verify(busy).finding == Finding(7, Damage.HEAD_EDITED)
    assert check_store(busy).problems == ("journal:7:head_edited",)


def test_a_head_of_another_store_is_refused(busy: Store) -> None:
    with pytest.raises(BadFile) as refused:
        audit.refuse_other_store(
            busy, KeptHead(1, "", "another", "350206", "2026-01-01T00:00:00+08:00"), "a.json"
        )
    assert refused.value.why == "head_of_other_store"
