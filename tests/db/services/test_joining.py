from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from db.domain.errors import JoinRefused, NotAllowed
from db.domain.joining import Choice, Clash, Double, Side, clashes, left_out, lifted, undecided
from db.domain.progress import Cancelled
from db.domain.state import Legal
from db.schema.address import addr_code, node, payload, place
from db.schema.base import metadata
from db.schema.holdings import attachment_link
from db.schema.system import actor, journal
from db.schema.work import plate_batch, problem
from db.services.joining import JoinPlan, compare_stores, join_stores
from db.services.quality import find_problems
from db.services.search import search
from db.services.seed import ActorSeed
from db.services.store import check_store, init_store, open_store
from db.services.vault import recover
from db.store.joining import COUNTED_ANEW, OWN, RULES
from db.store.store import Store
from db.store.tree import move_legal, recount
from tests.conftest import copy_template
from tests.desks import open_desks
from tests.office import COMPOUND, addresses, approved, coded, full, guid, person, place_id
from tests.register import DISTRICT, SEEDS
from tests.vault import PASSWORD, entered, let_in, made_vault, make_cheap


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """The register that the other joins; on a server as its owner has it open."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def other_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("other") / "other.db"
    init_store(f"sqlite:///{file.as_posix()}", SEEDS, district_code=DISTRICT, store_no=2)
    return file


@pytest.fixture
def other(other_template: Path, tmp_path: Path) -> Iterator[Store]:
    """The register of another office of the district."""
    copy_template(other_template, tmp_path / "other.db")
    store = open_store(f"sqlite:///{(tmp_path / 'other.db').as_posix()}")
    yield store
    store.close()


def all_as(plan: JoinPlan, choice: Choice) -> dict[int, Choice]:
    return {
        one.theirs.id: choice if one.may_be_same or choice is Choice.LEAVE_OUT else Choice.LEAVE_OUT
        for one in plan.doubles
    }


def join(ours: Store, other: Store, choice: Choice = Choice.SAME) -> dict[str, tuple[int, int, int, int]]:
    done = join_stores(
        ours, person(ours, "clerk"), other, all_as(compare_stores(ours, other), choice), "两个办公室合并"
    )
    return {
        name: (one.read, one.joined, one.same, one.left_out) for name, one in done.tallies.items() if one.read
    }


def texts(store: Store) -> dict[str, str]:
    with store.read() as conn:
        return {row.full_text: row.legal for row in conn.execute(select(node.c.full_text, node.c.legal))}


def sound(store: Store) -> bool:
    with store.read() as conn:
        return recount(conn) == [] and check_store(store).ok


def test_every_table_joins_stays_or_is_counted_anew() -> None:
    joins = {rule.table.name for rule in RULES}
    assert joins | OWN | COUNTED_ANEW == set(metadata.tables)
    assert not joins & (OWN | COUNTED_ANEW)


def test_addresses_that_only_one_has_stand_in_the_joined_register(store: Store, other: Store) -> None:
    addresses(store, ["1号", "3号"])
    addresses(other, ["2号", "4号", "4号/3幢", "4号/3幢/501室"])
    addresses(other, ["8号"], COMPOUND)
    plan = compare_stores(store, other)
    assert (plan.store_no, plan.addresses, plan.new, plan.doubles) == (2, 5, 5, ())
    tallies = join(store, other)
    assert tallies["node"] == (5, 5, 0, 0)
    assert tallies["place"] == (3, 0, 3, 0)
    assert set(texts(store)) == {
        *(full(one) for one in ("1号", "2号", "3号", "4号", "4号/3幢", "4号/3幢/501室")),
        full("8号", COMPOUND),
    }
    assert [hit.full_text for hit in search(store, "3幢501室", 5)] == [full("4号/3幢/501室")]
    assert sound(store)


def test_a_place_only_they_have_comes_with_its_addresses(store: Store, other: Store) -> None:
    with other.write(person(other, "admin"), "seed") as work:
        (row_id,) = work.new_ids(1)
        values = {"id": row_id, "kind": "lane", "name": "新美里", "scope_code": "350200"}
        values |= {"home_district": DISTRICT, "state": "approved", "pinyin": "", "pinyin_source": ""}
        work.insert(place, {**values, "rule_set": "", "source": "", "valid_from": "2020-01-01"})
    addresses(other, ["7号"], "新美里")
    assert join(store, other)["place"] == (4, 1, 3, 0)
    assert full("7号", "新美里") in texts(store)
    assert sound(store)


def test_one_address_in_both_is_kept_once_with_what_hangs_on_either(store: Store, other: Store) -> None:
    addresses(store, ["1号", "1号/3幢", "1号/3幢/101室"])
    addresses(other, ["1号", "1号/3幢", "1号/3幢/202室"])
    plan = compare_stores(store, other)
    assert [(one.theirs.text, one.ours.text) for one in plan.doubles] == [
        (full("1号"), full("1号")),
        (full("1号/3幢"), full("1号/3幢")),
    ]
    tallies = join(store, other)
    assert tallies["node"] == (3, 1, 2, 0)
    assert tallies["number_slot"] == (1, 0, 1, 0)
    assert sorted(texts(store)) == sorted(
        full(one) for one in ("1号", "1号/3幢", "1号/3幢/101室", "1号/3幢/202室")
    )
    assert sound(store)


def test_nothing_is_joined_while_a_double_is_undecided(store: Store, other: Store) -> None:
    addresses(store, ["1号"])
    addresses(other, ["1号", "2号"])
    with pytest.raises(JoinRefused, match="undecided") as caught:
        join_stores(store, person(store, "clerk"), other, {}, "合并")
    assert (caught.value.detail, caught.value.count) == (full("1号"), 1)
    assert set(texts(store)) == {full("1号")}


def test_what_is_left_out_stays_out_with_everything_below_and_about_it(store: Store, other: Store) -> None:
    addresses(store, ["1号"])
    approved(other, ["1号", "1号/3幢", "1号/3幢/101室", "2号"])
    tallies = join(store, other, Choice.LEAVE_OUT)
    assert tallies["node"] == (4, 1, 0, 3)
    assert tallies["application_item"] == (4, 1, 0, 3)
    assert tallies["application"] == (1, 1, 0, 0)
    assert set(texts(store)) == {full("1号"), full("2号")}
    assert sound(store)


def test_what_is_about_a_street_of_both_is_about_ours_afterwards(store: Store, other: Store) -> None:
    made = addresses(other, ["1号", "5号"])
    addresses(store, ["1号", "5号"])
    find_problems(other, person(other, "clerk"))
    with other.write(person(other, "admin"), "seed") as work:
        links = [("place", place_id(other)), ("node", made["1号"]), ("node", made["5号"])]
        rows = [(DISTRICT, table, row_id, 1, "scan") for table, row_id in links]
        columns = ("district_code", "table_name", "row_id", "attachment_id", "purpose")
        work.insert_many(attachment_link, columns, rows)
    choices = {
        one.theirs.id: Choice.SAME if one.theirs.text == full("1号") else Choice.LEAVE_OUT
        for one in compare_stores(store, other).doubles
    }
    join_stores(store, person(store, "clerk"), other, choices, "两个办公室合并")
    here = place_id(store)
    with store.read() as conn:
        found = conn.execute(select(problem.c.node_id, problem.c.subject).order_by(problem.c.subject)).all()
        linked = conn.execute(select(attachment_link.c.table_name, attachment_link.c.row_id)).all()
        ours = conn.execute(select(node.c.id).where(node.c.full_text == full("1号"))).scalar_one()
    assert [tuple(row) for row in found] == [(here, f"{here}|3")]
    assert {tuple(row) for row in linked} == {("place", here), ("node", ours)}


def test_codes_and_payloads_come_along_and_lift_what_was_a_draft_here(store: Store, other: Store) -> None:
    mine = addresses(store, ["1号"])["1号"]
    theirs = coded(other, ["1号", "2号"])
    join(store, other)
    assert texts(store) == {full("1号"): "approved", full("2号"): "approved"}
    with store.read() as conn:
        codes = {row.code: row.node_id for row in conn.execute(select(addr_code))}
        live = {row.payload: row.node_id for row in conn.execute(select(payload))}
        state = conn.execute(select(node.c.code_state).where(node.c.id == mine)).scalar_one()
    assert codes == {guid(theirs["1号"]): mine, guid(theirs["2号"]): theirs["2号"]}
    assert set(live.values()) == {mine, theirs["2号"]}
    assert state == "assigned"
    assert sound(store)


def test_two_codes_for_one_address_must_be_put_right_first(store: Store, other: Store) -> None:
    coded(store, ["1号"])
    theirs = coded(other, ["1号"])["1号"]
    (double,) = compare_stores(store, other).doubles
    assert double.clashes == (Clash.TWO_CODES, Clash.TWO_PAYLOADS)
    with pytest.raises(JoinRefused, match="undecided"):
        join_stores(store, person(store, "clerk"), other, {theirs: Choice.SAME}, "合并")
    assert join(store, other)["payload"] == (1, 0, 0, 1)
    assert sound(store)


def test_a_code_of_another_address_here_is_a_clash(store: Store, other: Store) -> None:
    mine, theirs = coded(store, ["1号"])["1号"], approved(other, ["3号"])["3号"]
    with other.write(person(other, "clerk"), "qr.accept") as work:
        row = {"code": guid(mine), "district_code": DISTRICT, "node_id": theirs}
        work.insert(addr_code, {**row, "assigned_at": work.at, "source_batch": 1})
    (double,) = compare_stores(store, other).doubles
    assert (double.theirs.text, double.ours.text, double.clashes) == (full("3号"), full("1号"), (Clash.CODE,))


def test_a_number_retired_here_is_not_taken_by_a_join(store: Store, other: Store) -> None:
    mine = addresses(store, ["5号"])["5号"]
    with store.write(person(store, "clerk"), "address.edit") as work:
        move_legal(work, [mine], Legal.DRAFT, Legal.TO_VERIFY)
        move_legal(work, [mine], Legal.VOID, Legal.DRAFT)
    addresses(other, ["5号"])
    (double,) = compare_stores(store, other).doubles
    assert (double.clashes, double.may_be_same) == ((Clash.NUMBER,), False)


def test_lists_of_one_number_are_told_apart(store: Store, other: Store) -> None:
    for one in (store, other):
        with one.write(person(one, "printer"), "plates.batch") as work:
            (row_id,) = work.new_ids(1)
            row = {"id": row_id, "district_code": DISTRICT, "number": "20261122-0001-A", "class": "A"}
            row |= {"area_code": DISTRICT, "state": "locked", "template_version": "1", "plate_count": 0}
            work.insert(plate_batch, {**row, "created_by": "printer", "created_at": work.at})
    join(store, other)
    with store.read() as conn:
        numbers = conn.execute(select(plate_batch.c.number).order_by(plate_batch.c.id)).scalars().all()
    assert numbers == ["20261122-0001-A", "20261122-0001-A/2"]


def test_the_join_is_one_entry_that_names_the_other_stores_head(store: Store, other: Store) -> None:
    addresses(other, ["2号"])
    head = check_store(other).head
    done = join_stores(store, person(store, "clerk"), other, {}, "两个办公室合并")
    with store.read() as conn:
        entry = conn.execute(select(journal).where(journal.c.seq == done.changes.entry)).one()
        told = conn.exec_driver_sql(
            f"SELECT after FROM journal_change WHERE seq = {entry.seq} AND table_name = 'store_info'"
        ).scalar_one()
    assert (entry.verb, entry.reason) == ("store.join", "两个办公室合并")
    assert head in told
    assert check_store(other).head == head


@pytest.mark.parametrize(
    ("number", "district", "why"), [(1, "350203", "same_number"), (3, "350206", "other_district")]
)
def test_stores_that_do_not_fit_are_refused(
    store: Store, tmp_path: Path, number: int, district: str, why: str
) -> None:
    url = f"sqlite:///{(tmp_path / 'unfit.db').as_posix()}"
    init_store(url, SEEDS, district_code=district, store_no=number)
    unfit = open_store(url)
    try:
        with pytest.raises(JoinRefused, match=why):
            compare_stores(store, unfit)
        with pytest.raises(JoinRefused, match=why):
            join_stores(store, person(store, "clerk"), unfit, {}, "合并")
    finally:
        unfit.close()


def test_joining_twice_finds_everything_there(store: Store, other: Store) -> None:
    coded(other, ["1号", "3号", "3号/2幢"])
    join(store, other)
    before = texts(store)
    plan = compare_stores(store, other)
    assert len(plan.doubles) == 3
    again = join(store, other)
    assert again["node"] == (3, 0, 3, 0)
    assert texts(store) == before


def test_a_cancelled_join_changes_nothing(store: Store, other: Store) -> None:
    addresses(other, ["2号"])

    class Stop:
        def step(self, _done: int, _total: int, note: str) -> None:
            if note == "joining":
                raise Cancelled

    with pytest.raises(Cancelled):
        join_stores(store, person(store, "clerk"), other, {}, "合并", Stop())
    assert texts(store) == {}
    assert sound(store)


def test_sealed_persons_come_along_where_there_is_no_vault_yet(
    store: Store, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cheap(monkeypatch)
    made = made_vault(other)
    entered(other, let_in(other, made, "clerk"))
    tallies = join(store, other)
    assert (tallies["person"], tallies["vault_key"]) == ((1, 1, 0, 0), (1, 1, 0, 0))
    recover(store, person(store, "admin"), made.paper, f"admin {PASSWORD}", "并入之后启封")


def test_persons_of_two_vaults_are_not_mixed(
    store: Store, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cheap(monkeypatch)
    made_vault(store)
    made = made_vault(other)
    assert join(store, other)["vault_key"] == (1, 0, 1, 0)
    entered(other, let_in(other, made, "clerk"))
    with pytest.raises(JoinRefused, match="two_vaults"):
        compare_stores(store, other)


def test_who_may_not_join_is_refused(store: Store, other: Store) -> None:
    with pytest.raises(NotAllowed):
        join_stores(store, person(store, "inspector"), other, {}, "合并")


def test_on_a_server_an_account_of_the_office_cannot_join(store_url: str, other: Store) -> None:
    addresses(other, ["2号"])
    desks = open_desks(store_url)
    try:
        if desks.engine.dialect.name == "sqlite":
            join(desks, other)
        else:
            with pytest.raises(JoinRefused, match="needs_owner"):
                join(desks, other)
    finally:
        desks.close()


def test_names_of_the_other_offices_history_are_closed_accounts_here(store: Store, tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'people.db').as_posix()}"
    seeds = replace(SEEDS, actors=(*SEEDS.actors, ActorSeed("zhou", "周离任", (("clerk", DISTRICT),))))
    init_store(url, seeds, district_code=DISTRICT, store_no=2)
    other = open_store(url)
    join(store, other)
    other.close()
    with store.read() as conn:
        rows = {row.login: row.state for row in conn.execute(select(actor))}
        assert conn.execute(select(func.count()).select_from(actor)).scalar_one() == len(SEEDS.actors) + 1
    assert rows["zhou"] == "closed"
    assert rows["clerk"] == "active"


STATES = st.sampled_from(["draft", "to_verify", "to_approve", "approved", "changing", "suspended"])
SIDES = st.builds(
    Side,
    st.integers(1, 9),
    st.just("x"),
    STATES,
    st.just("assigned"),
    st.sampled_from(["exists", "demolished"]),
    st.sampled_from(["unmarked", "to_confirm", "marked"]),
    st.sampled_from(["", "A", "B"]),
    st.sampled_from(["", "P", "Q"]),
    st.frozensets(st.sampled_from(["small door 0", "big door 0"])),
)


@given(SIDES, SIDES)
def test_whether_two_are_one_does_not_depend_on_who_is_asked(one: Side, two: Side) -> None:
    assert clashes(one, two) == clashes(two, one)
    if not clashes(one, two):
        assert not (lifted(one, two).keys() & lifted(two, one).keys())


@given(SIDES)
def test_an_address_is_one_with_itself_unless_it_bears_a_plate(side: Side) -> None:
    assert set(clashes(side, side)) <= {Clash.TWO_PLATES}
    assert lifted(side, side) == {}


@given(st.dictionaries(st.integers(1, 30), st.integers(0, 30)), st.sets(st.integers(1, 30)))
def test_nothing_below_what_is_left_out_comes_along(parents: dict[int, int], roots: set[int]) -> None:
    out = left_out(parents, roots)
    assert roots <= out
    assert all(one in out for one, parent in parents.items() if parent in out)
    assert all(one in roots or parents[one] in out for one in out)


@given(st.lists(SIDES, max_size=4, unique_by=lambda side: side.id), st.data())
@settings(max_examples=30)
def test_a_clash_is_never_decided_as_the_same(found: list[Side], data: st.DataObject) -> None:
    doubles = [Double(one, one, clashes(one, one)) for one in found]
    choices = data.draw(st.dictionaries(st.integers(1, 9), st.sampled_from(Choice)))
    open_ones = undecided(doubles, choices)
    for one in doubles:
        decided = choices.get(one.theirs.id)
        fine = decided is Choice.LEAVE_OUT or (decided is Choice.SAME and one.may_be_same)
        assert (one in open_ones) != fine
