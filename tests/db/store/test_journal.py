import hashlib
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from db.domain.access import Actor, Role
from db.domain.audit import Finding
from db.domain.errors import NotAllowed
from db.domain.progress import Cancelled
from db.schema.system import actor, journal, journal_change, journal_head
from db.schema.tables import metadata
from db.services.store import check_store
from db.store.journal import GENESIS, Change, canonical, canonical_pairs, digest_changes, entry_hash, head
from db.store.journal_check import first_damage
from db.store.store import Store
from tests.desks import house
from tests.forgery import behind, entry, move, note, remade, rewrite
from tests.office import addresses, coded, person
from tests.register import COMMUNITY

KEPT = (
    *("journal", "journal_change", "node", "node_version", "number_slot", "addr_code", "payload", "place"),
    *("division", "application", "import_row", "import_batch", "store_info", "actor"),
)

FLEETING = {
    *("actor_role", "place_community"),  # a right is taken back, a counter counts
    *("credential", "vault_wrap", "person_digest"),  # what is secret must be able to go
    *("responsibility", "store_place"),  # who answers for it today, and where it lies today
    *("undo_step", "saved_view"),  # what somebody could take back, and what he likes to look at
}
"""Tables whose rows may go; the journal keeps what they were."""


@pytest.fixture
def chain(store: Store) -> Store:
    """A store with the entry of its making and five more of two changes each."""
    admin = person(store, "admin")
    for n in range(5):
        note(store, admin, f"{n}a", f"{n}b")
    return store


def bad(store: Store) -> str:
    """The first damage as ``4:deleted``; nothing when the chain holds."""
    with store.read() as conn:
        return told(first_damage(conn))


def told(finding: Finding | None) -> str:
    return "" if finding is None else f"{finding.seq}:{finding.kind.value}"


def test_the_chain_of_an_untouched_journal_holds(chain: Store) -> None:
    assert bad(chain) == ""
    with chain.read() as conn:
        last = conn.execute(select(journal).order_by(journal.c.seq.desc()).limit(1)).one()
        assert (last.seq, last.hash) == (head(conn).seq, head(conn).hash) == (6, last.hash)


FORGERIES = {
    "an entry's reason is edited": ("UPDATE journal SET reason = '改' WHERE seq = 3", "3:edited"),
    "an entry's actor is edited": ("UPDATE journal SET actor = 'clerk' WHERE seq = 4", "4:edited"),
    "an entry's time is edited": (
        "UPDATE journal SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 2",
        "2:edited",
    ),
    "an entry is deleted": ("DELETE FROM journal WHERE seq = 4", "4:deleted"),
    "the first entry is deleted": ("DELETE FROM journal WHERE seq = 1", "1:deleted"),
    "the last entry is deleted": ("DELETE FROM journal WHERE seq = 6", "6:truncated"),
    "a change is edited": (
        "UPDATE journal_change SET after = '{}' WHERE seq = 3 AND ordinal = 1",
        "3:changes_edited",
    ),
    "a change is deleted": ("DELETE FROM journal_change WHERE seq = 5 AND ordinal = 0", "5:changes_deleted"),
    "all changes of an entry are deleted": ("DELETE FROM journal_change WHERE seq = 5", "5:changes_deleted"),
    "a change is added": (
        "INSERT INTO journal_change VALUES (4, 2, 'actor', 'x', '', '{}')",
        "4:changes_inserted",
    ),
    "changes stand behind the end": (
        "INSERT INTO journal_change VALUES (9, 0, 'actor', 'x', '', '{}')",
        "9:changes_inserted",
    ),
    "two changes are reordered": (
        "UPDATE journal_change SET row_key = CASE ordinal WHEN 0 THEN '1b' ELSE '1a' END WHERE seq = 3",
        "3:changes_edited",
    ),
    "a change goes to another entry": (
        "UPDATE journal_change SET seq = 5, ordinal = 2 WHERE seq = 4 AND ordinal = 1",
        "4:changes_deleted",
    ),
    "an entry is put behind the end": (
        "INSERT INTO journal SELECT 7, at, actor, role, workstation, verb, reason, 0, changes_sha256, hash, hash "
        "FROM journal WHERE seq = 6",
        "7:beyond_head",
    ),
    "the head is turned back": (
        "UPDATE journal_head SET seq = 5, hash = (SELECT hash FROM journal WHERE seq = 5)",
        "6:beyond_head",
    ),
}


def test_a_forgery_behind_the_guards_is_found_at_its_entry(chain: Store) -> None:
    found = {}
    with behind(chain) as conn:
        for forgery, (statement, _) in FORGERIES.items():
            forged = conn.begin_nested()
            conn.execute(text(statement))
            found[forgery] = told(first_damage(conn))
            forged.rollback()
    assert found == {forgery: damage for forgery, (_, damage) in FORGERIES.items()}
    assert bad(chain) == ""


def test_two_entries_that_change_places_are_found_at_the_first(chain: Store) -> None:
    with behind(chain) as conn:
        for old, new in ((3, 103), (4, 3), (103, 4)):
            conn.execute(text(f"UPDATE journal SET seq = {new} WHERE seq = {old}"))
            conn.execute(text(f"UPDATE journal_change SET seq = {new} WHERE seq = {old}"))
    assert bad(chain) == "3:reordered"


def test_a_journal_cut_off_at_its_end_is_found_against_the_head(chain: Store) -> None:
    with behind(chain) as conn:
        conn.execute(text("DELETE FROM journal WHERE seq > 4"))
        conn.execute(text("DELETE FROM journal_change WHERE seq > 4"))
    assert bad(chain) == "5:truncated"
    assert check_store(chain).problems == ("journal:5:truncated",)


def test_an_entry_forged_with_a_fitting_hash_is_not_the_one_the_next_was_written_behind(chain: Store) -> None:
    with behind(chain) as conn:
        row = entry(conn, 3)
        values = remade(row, 3, row.prev_hash, actor="clerk")
        conn.execute(update(journal).where(journal.c.seq == 3).values(values))
    assert bad(chain) == "3:rewritten"


def test_an_entry_pushed_in_between_two_others_is_found_whether_its_hash_fits_or_not(chain: Store) -> None:
    with behind(chain) as conn:
        for seq in (6, 5, 4):
            move(conn, seq, seq + 1)
        before = entry(conn, 3)
        forged = remade(before, 4, before.hash, change_count=0, changes_sha256=digest_changes([]))
        conn.execute(insert(journal).values(forged))
        conn.execute(text("UPDATE journal_head SET seq = 7"))
        assert told(first_damage(conn)) == "4:inserted"
        conn.execute(text("UPDATE journal SET hash = prev_hash WHERE seq = 4"))
    assert bad(chain) == "4:inserted"


def test_entries_cut_out_with_the_gap_closed_are_found(chain: Store) -> None:
    with behind(chain) as conn:
        for table in (journal, journal_change):
            conn.execute(delete(table).where(table.c.seq.in_((3, 4))))
        for seq in (5, 6):
            move(conn, seq, seq - 2)
        conn.execute(text("UPDATE journal_head SET seq = 4"))
    assert bad(chain) == "3:deleted"


def test_an_entry_moved_to_the_end_is_found_where_it_stood(chain: Store) -> None:
    with behind(chain) as conn:
        move(conn, 3, 7)
        assert told(first_damage(conn)) == "3:reordered"
        for seq in (4, 5, 6, 7):
            move(conn, seq, seq - 1)
    assert bad(chain) == "3:reordered"


def test_a_head_with_another_hash_is_found(chain: Store) -> None:
    with behind(chain) as conn:
        conn.execute(text("UPDATE journal_head SET hash = 'x'"))
    assert bad(chain) == "6:head_edited"


def test_a_journal_emptied_with_its_head_turned_back_is_cut_off_at_the_first_entry(chain: Store) -> None:
    with behind(chain) as conn:
        for table in ("journal", "journal_change"):
            conn.execute(text(f"DELETE FROM {table}"))
        conn.execute(update(journal_head).values(seq=0, hash=GENESIS))
    assert bad(chain) == "1:truncated"


WRITTEN_ANEW = (
    (3, 6, (2,), ""),
    (3, 6, (6,), "6:rewritten"),
    (3, 6, (2, 4, 6), "4:rewritten"),
    (3, 4, (6,), "5:truncated"),
    (3, 4, (4, 6), "4:rewritten"),
)
"""First and last entry of the forger's chain, which heads were kept elsewhere, and what they show."""


def test_a_journal_written_anew_is_found_against_heads_kept_elsewhere(chain: Store) -> None:
    with behind(chain) as conn:
        for first, last, kept, damage in WRITTEN_ANEW:
            forged = conn.begin_nested()
            marks = {seq: entry(conn, seq).hash for seq in kept}
            rewrite(conn, first, last)
            assert first_damage(conn) is None
            assert told(first_damage(conn, marks=marks)) == damage
            forged.rollback()


def test_bytes_that_are_no_text_are_damage_and_no_failure(chain: Store) -> None:
    broken = "CAST(x'ff' AS TEXT)"
    if chain.engine.dialect.name == "postgresql":
        broken = "chr(1)"  # it takes no other
    found = {}
    with behind(chain) as conn:
        for table, column in (("journal", "reason"), ("journal_change", "after")):
            forged = conn.begin_nested()
            conn.execute(text(f"UPDATE {table} SET {column} = {broken} WHERE seq = 4"))
            found[table] = told(first_damage(conn))
            forged.rollback()
    assert found == {"journal": "4:edited", "journal_change": "4:changes_edited"}


def test_the_check_says_how_far_it_is_and_can_be_stopped(chain: Store) -> None:
    class Watch:
        def __init__(self) -> None:
            self.seen: list[tuple[int, int, str]] = []

        def step(self, done: int, total: int, note: str) -> None:
            self.seen.append((done, total, note))
            if len(self.seen) == 2:
                raise Cancelled

    watch = Watch()
    with chain.read() as conn, pytest.raises(Cancelled):
        first_damage(conn, watch)
    assert watch.seen == [(0, 6, "verifying")] * 2


_LINE = st.text(max_size=6)


@given(st.lists(_LINE, min_size=6, max_size=6), st.integers(1, 2**40), st.integers(0, 2**31))
def test_an_entrys_hash_is_over_its_canonical_text(words: list[str], seq: int, count: int) -> None:
    fields = [seq, *words, count, "a" * 64, GENESIS]
    assert entry_hash(fields) == hashlib.sha256(canonical(fields).encode()).hexdigest()


@given(
    st.dictionaries(
        st.sampled_from(["floor", "full_text", "ident", "side"]), _LINE | st.integers() | st.none()
    )
)
def test_pairs_are_written_as_their_mapping(said: dict[str, str | int | None]) -> None:
    names = sorted(said)
    assert canonical_pairs(names, [said[name] for name in names]) == canonical(said)


def test_the_database_itself_deletes_nothing(store: Store) -> None:
    coded(store, ["1号"])
    for table in KEPT:
        with pytest.raises(DBAPIError, match="nothing is deleted"), store.engine.begin() as conn:
            conn.execute(text(f"DELETE FROM {table}"))


def test_every_table_but_working_papers_is_guarded(store: Store) -> None:
    with store.read() as conn:
        if conn.dialect.name == "sqlite":
            query = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'keep_%'"
        else:
            query = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'keep_%'"
        guarded = set(conn.execute(text(query)).scalars())
    assert set(metadata.tables) - guarded == FLEETING


def test_the_database_itself_keeps_the_journal_as_it_was_written(store: Store) -> None:
    for table in ("journal", "journal_change"):
        with pytest.raises(DBAPIError, match="append only"), store.engine.begin() as conn:
            conn.execute(text(f"UPDATE {table} SET seq = seq + 100"))
    assert bad(store) == ""


def test_a_write_names_person_role_workstation_time_and_reason(store: Store) -> None:
    seq = note(store, person(store, "admin"), "k")
    with store.read() as conn:
        row = conn.execute(select(journal).where(journal.c.seq == seq)).one()
    assert (row.actor, row.role, row.workstation) == ("admin", "admin", "测试机")
    assert (row.verb, row.reason, row.change_count) == ("actor.manage", "试", 1)
    assert row.at.endswith("Z")


def test_a_verb_without_the_role_or_area_for_it_begins_nothing(store: Store) -> None:
    nobody = Actor(9, "nobody", "无", (), "w")
    elsewhere = Actor(9, "chief", "外", ((Role.CHIEF, "350206"),), "w")
    cases = [
        (nobody, "actor.manage", ""),
        (elsewhere, "place.approve", COMMUNITY),
        (person(store, "admin"), "?", ""),
    ]
    for who, verb, area in cases:
        with pytest.raises(NotAllowed), store.write(who, verb, "", area) as work:
            work.note("actor", "k", "", "{}")
    with store.read() as conn:
        assert head(conn).seq == 1


def test_a_write_that_changed_nothing_leaves_no_entry(store: Store) -> None:
    assert note(store, person(store, "admin")) == 0
    with store.read() as conn:
        assert head(conn).seq == 1


def test_a_write_that_fails_leaves_neither_row_nor_entry(store: Store) -> None:
    def fail() -> None:
        with house(store).write(person(store, "admin"), "actor.manage") as work:
            (row_id,) = work.new_ids(1)
            work.insert(
                actor, {"id": row_id, "login": "new", "name": "新", "state": "active", "created_at": work.at}
            )
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.read() as conn:
        assert conn.execute(select(func.count()).where(actor.c.login == "new")).scalar_one() == 0
        assert head(conn).seq == 1
    assert bad(store) == ""


def test_sequence_is_commit_order_for_four_desks_at_once(store: Store) -> None:
    """Each desk's entries rise in the order it committed, with no gap and one chain over all."""
    admin = person(store, "admin")
    entries: dict[int, list[int]] = {n: [] for n in range(4)}
    seen: list[int] = []

    def desk(n: int) -> None:
        for k in range(25):
            entries[n].append(note(store, admin, f"{n}-{k}"))
            with store.read() as conn:
                seen.append(head(conn).seq - entries[n][-1])

    threads = [threading.Thread(target=desk, args=(n,)) for n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(seq for some in entries.values() for seq in some) == list(range(2, 102))
    assert all(some == sorted(some) for some in entries.values())
    assert min(seen) >= 0
    assert bad(store) == ""
    with store.read() as conn:
        query = select(journal_change.c.row_key, journal_change.c.seq).where(journal_change.c.seq > 1)
        owners = {row.row_key: row.seq for row in conn.execute(query)}
    assert owners == {f"{n}-{k}": seq for n, some in entries.items() for k, seq in enumerate(some)}


def test_every_node_and_every_move_of_it_stands_in_the_journal(store: Store) -> None:
    made = addresses(store, ["1号", "1号/1幢"])
    with store.read() as conn:
        keys = conn.execute(
            select(journal_change.c.row_key).where(journal_change.c.table_name == "node")
        ).scalars()
        assert set(keys) == {str(one) for one in made.values()}


_TEXT = st.text("ab\t\n", max_size=3)


@given(st.lists(st.builds(Change, _TEXT, _TEXT, _TEXT, _TEXT), max_size=2), st.data())
def test_different_changes_never_share_a_digest(changes: list[Change], data: st.DataObject) -> None:
    others = data.draw(st.lists(st.builds(Change, _TEXT, _TEXT, _TEXT, _TEXT), max_size=2))
    assert (digest_changes(changes) == digest_changes(others)) == (changes == others)


def test_no_text_moves_from_one_field_to_the_next() -> None:
    assert digest_changes([Change("t", "a\tb", "", "c")]) != digest_changes([Change("t", "a", "b\t", "c")])
