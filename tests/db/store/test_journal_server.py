"""Entries that a server writes: the same text and hash as the program's, the server's time, nobody kept waiting."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.domain.access import Actor
from db.domain.clock import stamp
from db.domain.errors import StoreUnavailable
from db.schema.address import node
from db.store import journal
from db.store.journal import Change, append, digest_changes, entry_hash, head
from tests.db.store.siege import Siege, entry
from tests.office import person

NASTY = st.text(
    st.one_of(
        st.sampled_from("\"\\/\b\f\n\r\t\x01\x1f\x7f\x80\u2028\u2029\ufeff,|'{}[]"),
        st.characters(exclude_characters="\x00", exclude_categories=["Cs"]),
    ),
    max_size=12,
)
"""Everything that either JSON writer might escape; NUL and halves of characters no server keeps."""
META = st.tuples(NASTY, NASTY, NASTY, NASTY, NASTY, NASTY)


@settings(max_examples=150)
@given(META, st.lists(st.builds(Change, NASTY, NASTY, NASTY, NASTY), max_size=4))
def test_the_server_hashes_what_the_program_hashes(
    siege: Siege, meta: tuple[str, str, str, str, str, str], changes: list[Change]
) -> None:
    with siege.store.engine.connect() as conn:
        last = head(conn)
        made = append(conn, meta, changes)
        fields = (last.seq + 1, *meta, len(changes), digest_changes(changes), last.hash)
        assert made == head(conn) == journal.Head(last.seq + 1, entry_hash(fields))


def test_changes_sent_in_portions_are_one_entry(siege: Siege, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = [Change("t", str(n), "", "{}") for n in range(10)]
    heads = []
    for portion in (3, 5, 10, 1_000):
        monkeypatch.setattr(journal, "_PORTION", portion)
        with siege.store.engine.connect() as conn:
            heads.append(append(conn, ("", "", "", "", "", ""), changes))
            rows = conn.exec_driver_sql(
                f"SELECT row_key FROM journal_change WHERE seq = {heads[-1].seq} ORDER BY ordinal"
            )
            assert [row[0] for row in rows] == [str(n) for n in range(10)]
    assert len(set(heads)) == 1


def test_an_account_s_entry_bears_the_server_s_time(siege: Siege) -> None:
    """He says it was in 2001 and from afar; a workstation's name is all he may make up."""
    clerk = siege.psql("clerk")
    before = datetime.now(UTC)
    said = entry("clerk", "person.reveal", "x 1").replace(
        "append('', ", "append('2001-01-01T00:00:00.000000Z', ", 1
    )
    (seq, digest) = clerk.execute(said.encode()).fetchone() or (0, "")
    row = clerk.execute("SELECT at, actor, hash FROM journal WHERE seq = %s", (seq,)).fetchone()
    assert row is not None
    assert stamp(before - timedelta(seconds=5)) < row[0] < stamp(before + timedelta(seconds=60))
    assert row[1:] == ("clerk", digest)
    clerk.rollback()


def test_a_workstation_whose_clock_is_wrong_writes_the_server_s_time(
    siege: Siege, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = datetime(2001, 1, 1, tzinfo=UTC)
    monkeypatch.setattr("db.domain.clock.SystemClock.now", lambda _self: wrong)
    who: Actor = person(siege.store, "clerk")
    with siege.store.write(who, "match.decide") as work:
        at, today = work.at, work.today
    assert min(at, today) > "2020"


def test_nobody_keeps_the_head_and_nobody_waits_for_it_for_ever(siege: Siege) -> None:
    clerk = siege.psql("clerk")
    clerk.execute(entry("clerk", "person.reveal", "x 1").encode())
    assert clerk.execute("SHOW idle_in_transaction_session_timeout").fetchone() == ("1min",)
    clerk.rollback()
    assert clerk.execute("SHOW idle_in_transaction_session_timeout").fetchone() != ("1min",)
    clerk.rollback()
    settings_of = siege.house("SELECT proconfig FROM pg_proc WHERE proname = 'journal_changes'")
    assert "lock_timeout=30s" in settings_of[0][0]


def test_what_the_server_refuses_is_told_as_such_and_leaves_nothing(siege: Siege) -> None:
    before = siege.house("SELECT seq FROM journal_head")

    def steal() -> None:
        with siege.store.write(person(siege.store, "clerk"), "match.decide") as work:
            work.change(node, {"id": siege.ids["open"]}, {"side": "left"})

    with pytest.raises(StoreUnavailable, match="the verb changes no such thing") as caught:
        steal()
    assert caught.value.why == "against_rules"
    assert siege.house("SELECT seq FROM journal_head") == before
    assert siege.house("SELECT side FROM node WHERE id = {open}") == [("",)]


def test_a_closed_account_writes_nothing(siege: Siege) -> None:
    with siege.store.engine.begin() as conn:
        conn.exec_driver_sql("UPDATE actor SET state = 'closed' WHERE login = 'far_clerk'")
    try:
        assert (
            siege.attack("far_clerk", entry("far_clerk", "person.enter", "x 1", role="area_clerk")) == "ZP001"
        )
    finally:
        with siege.store.engine.begin() as conn:
            conn.exec_driver_sql("UPDATE actor SET state = 'active' WHERE login = 'far_clerk'")


def test_an_administrator_acts_as_nothing_else(siege: Siege) -> None:
    with siege.store.engine.begin() as conn:
        conn.exec_driver_sql(
            "INSERT INTO actor_role SELECT id, 'clerk', '350203' FROM actor WHERE login = 'admin'"
        )
    try:
        told = siege.attack(
            "admin",
            "UPDATE node SET side = 'left' WHERE id = {open}",
            entry("admin", "address.edit", "node {open}", role="clerk"),
        )
        assert told == "ZP003"
    finally:
        with siege.store.engine.begin() as conn:
            conn.exec_driver_sql(
                "DELETE FROM actor_role WHERE role = 'clerk' AND actor_id = (SELECT id FROM actor WHERE login = 'admin')"
            )
