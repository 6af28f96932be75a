import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Table, func, insert, inspect, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from db.domain.errors import NumberTaken, PayloadConflict, StaleRecord, StoreUnavailable
from db.schema.address import addr_code, node, payload, place
from db.schema.tables import metadata
from db.services.store import check_store, init_store, open_store
from db.store import ids
from db.store.engine import make_engine, normal_url
from db.store.store import Store
from db.store.tree import add_nodes, recount
from tests.desks import house
from tests.office import addresses, coded, guid, person, place_id
from tests.postgres import Server
from tests.register import DISTRICT, SEEDS

REFERENCE = {
    *("division", "division_successor", "place", "place_alias", "place_community"),
    *("addr_code", "payload"),
    *("store_info", "actor", "actor_role", "catalogue", "journal", "journal_head", "journal_change"),
    *("credential", "setting", "clock_check", "store_place", "vault_key", "vault_wrap"),
    "office_key",  # a handful, of the office itself
    "responsibility",  # only what was handed over has a row: everything else is its maker's
}
"""Small tables and registries, unique city-wide (decisions), and the store's own."""


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act returned or raised, all begun together."""
    told: list[object] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def run(n: int) -> None:
        ready.wait()
        try:
            told[n] = acts[n]()
        except Exception as error:  # whatever it is, the test looks at it
            told[n] = error

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return told


def count(store: Store, table: Table) -> int:
    with store.read() as conn:
        return int(conn.execute(select(func.count()).select_from(table)).scalar_one())


# -- ids ----------------------------------------------------------------------------------------------------------


def test_ids_never_repeat_over_threads_failed_writes_and_reopening(store: Store, store_url: str) -> None:
    admin = person(store, "admin")
    taken: list[int] = []

    def some(keep: bool) -> None:
        for _ in range(10):
            with store.write(admin, "actor.manage") as work:
                got = work.new_ids(7)
                assert got == sorted(got)
                work.note("actor", "k", "", "{}")
                if keep:
                    taken.extend(got)

    told = at_once(*[lambda: some(True) for _ in range(4)])
    assert told == [None] * 4
    store.close()
    again = open_store(store_url)
    with again.write(admin, "actor.manage") as work:
        taken += work.new_ids(3)
        work.note("actor", "k", "", "{}")
    again.close()
    assert len(set(taken)) == len(taken) == 283
    assert {one >> 47 for one in taken} == {1}


def test_ids_of_two_offices_never_meet(engine_url: str) -> None:
    init_store(engine_url, SEEDS, district_code=DISTRICT, store_no=65_535)
    store = open_store(engine_url)
    assert store.store_no == 65_535
    with store.write(person(store, "admin"), "actor.manage") as work:
        got = work.new_ids(2)
        assert ids.take(work.conn, 0) == []
    store.close()
    assert {one >> 47 for one in got} == {65_535}
    assert max(got) < 1 << 63


# -- rules the database keeps --------------------------------------------------------------------------------------


def test_two_live_nodes_with_one_key_are_refused_by_the_database(store: Store) -> None:
    made = addresses(store, ["12号"])
    with pytest.raises(NumberTaken) as caught:
        addresses(store, ["12号"])
    assert caught.value.text == ""  # the rule's own name is no word for users
    assert count(store, node) == 1
    assert check_store(store).ok
    with store.read() as conn:
        row = conn.execute(select(node).where(node.c.id == made["12号"])).one()._asdict()
    with pytest.raises(IntegrityError), store.engine.begin() as conn:
        conn.execute(insert(node).values(row | {"id": row["id"] + 1000}))
    with store.engine.begin() as conn:
        conn.execute(insert(node).values(row | {"id": row["id"] + 1000, "is_live": False}))
    with pytest.raises(IntegrityError), store.engine.begin() as conn:
        conn.execute(update(node).where(node.c.id == row["id"] + 1000).values(is_live=True))


def test_a_taken_slot_refuses_a_door_whatever_its_key(store: Store) -> None:
    addresses(store, ["12号"])
    with store.engine.begin() as conn:
        conn.execute(update(node).values(live_key="another", is_live=False))
    with pytest.raises(NumberTaken) as caught:
        addresses(store, ["12号"])
    assert caught.value.text == ""
    assert count(store, node) == 1


def test_a_payload_and_a_code_mean_one_address_for_ever(store: Store) -> None:
    made = coded(store, ["1号", "3号"])
    held = guid(made["1号"])
    row = {"district_code": DISTRICT, "node_id": made["3号"], "source_batch": 1}
    with pytest.raises(IntegrityError), store.engine.begin() as conn:
        conn.execute(insert(addr_code).values(code=held, assigned_at="x", **row))
    second = {"payload": "new", "version": 2, "state": "live", "accepted_at": "x", **row}
    with pytest.raises(IntegrityError), store.engine.begin() as conn:
        conn.execute(insert(payload).values(second))
    with (
        pytest.raises(PayloadConflict, match="payload_bound"),
        store.write(person(store, "clerk"), "qr.accept") as work,
    ):
        work.insert(payload, second)


def test_a_row_somebody_changed_meanwhile_is_not_overwritten(store: Store) -> None:
    store = house(store)  # no verb of an account writes pinyin alone
    street = place_id(store)
    clerk = person(store, "clerk")
    with store.write(clerk, "address.edit") as work:
        work.change(place, {"id": street, "row_version": 1}, {"pinyin": "A"})
    with pytest.raises(StaleRecord), store.write(clerk, "address.edit") as work:
        work.change(place, {"id": street, "row_version": 1}, {"pinyin": "B"})
    with store.read() as conn:
        row = conn.execute(select(place.c.pinyin, place.c.row_version).where(place.c.id == street)).one()
    assert tuple(row) == ("A", 2)


def test_two_desks_that_take_one_number_at_once_have_one_winner(store: Store) -> None:
    for number in ("20号", "22号", "24号", "26号"):
        told = at_once(
            partial(addresses, store, [number]), partial(addresses, store, [number, f"{number}/1幢"])
        )
        won = [one for one in told if not isinstance(one, Exception)]
        lost = [one for one in told if isinstance(one, Exception)]
        assert len(won) == 1, told
        assert [type(one) for one in lost] == [NumberTaken]
    with store.read() as conn:
        assert recount(conn) == []
        doors = conn.execute(select(func.count()).where(node.c.kind == "door")).scalar_one()
    assert doors == 4
    assert check_store(store).ok


def test_a_number_taken_over_copy_undoes_the_whole_write(store: Store) -> None:
    addresses(store, ["2号"])
    with pytest.raises(NumberTaken):
        addresses(store, ["4号", "4号/1幢", "6号", "2号"])
    assert count(store, node) == 1
    with store.read() as conn:
        assert recount(conn) == []


def test_desks_that_lock_each_other_are_told_that_the_store_is_busy(
    postgres_template: str, postgres_server: Server
) -> None:
    name = postgres_server.create_database(postgres_template)
    store = open_store(postgres_server.url(name))
    first, second = place_id(store), place_id(store, "官任一里")
    meet = threading.Barrier(2)

    def change(*order: int) -> None:
        with store.write(person(store, "clerk"), "address.edit") as work:
            for n, one in enumerate(order):
                work.conn.execute(update(place).where(place.c.id == one).values(rule_set="x"))
                if n == 0:
                    meet.wait(20)

    told = at_once(lambda: change(first, second), lambda: change(second, first))
    store.close()
    postgres_server.drop_database(name)
    (lost,) = [one for one in told if one is not None]
    assert isinstance(lost, StoreUnavailable)
    assert lost.why == "busy"


def test_a_reader_sees_one_moment_while_others_write(store: Store) -> None:
    with store.read() as conn:
        before = conn.execute(select(func.count()).select_from(node)).scalar_one()
        told = at_once(partial(addresses, store, ["30号"]))
        assert isinstance(told[0], dict), told
        assert conn.execute(select(func.count()).select_from(node)).scalar_one() == before
    assert count(store, node) == before + 1


def test_inserting_no_nodes_leaves_no_trace(store: Store) -> None:
    with store.write(person(store, "clerk"), "import.promote") as work:
        add_nodes(work, [])
    assert work.entry == 0
    if store.engine.dialect.name == "sqlite":
        with store.read() as conn:
            assert conn.execute(text("SELECT count(*) FROM node_search_docsize")).scalar_one() == 0


def test_a_store_with_an_orphan_or_a_node_without_version_is_not_sound(store: Store) -> None:
    street = place_id(store)
    made = addresses(store, ["1号"])
    with store.read() as conn:
        row = conn.execute(select(node).where(node.c.id == made["1号"])).one()._asdict()
    with store.engine.begin() as conn:
        conn.execute(insert(node).values(row | {"id": 5, "live_key": "x", "parent_id": 77}))
        conn.execute(update(place).where(place.c.id == street).values(child_count=9))
    assert check_store(store).problems == ("orphans:1", "without_version:1")
    with store.read() as conn:
        assert recount(conn) == [f"place:{street}"]


# -- partitions ----------------------------------------------------------------------------------------------------


def test_every_unique_rule_of_a_large_table_holds_the_district(postgres_url: str) -> None:
    init_store(postgres_url, SEEDS, district_code=DISTRICT)
    engine = make_engine(normal_url(postgres_url))
    without = []
    with engine.connect() as conn:
        found = inspect(conn)
        for name in set(metadata.tables) - REFERENCE:
            rules: list[Any] = [found.get_pk_constraint(name)["constrained_columns"]]
            rules += [one["column_names"] for one in found.get_indexes(name) if one["unique"]]
            rules += [one["column_names"] for one in found.get_unique_constraints(name)]
            without += [(name, rule) for rule in rules if "district_code" not in rule]
            assert rules[0], name
    engine.dispose()
    assert without == []
    assert set(metadata.tables) > REFERENCE


def test_large_tables_can_be_partitioned_by_district(postgres_url: str) -> None:
    init_store(postgres_url, SEEDS, district_code=DISTRICT)
    store = open_store(postgres_url)
    addresses(store, ["1号", "3号"])
    large = sorted(set(metadata.tables) - REFERENCE)
    with store.engine.begin() as conn:
        for name in large:
            conn.execute(
                text(
                    f"CREATE TABLE parted_{name} (LIKE {name} INCLUDING ALL) PARTITION BY LIST (district_code)"
                )
            )
            for district in (DISTRICT, "350206"):
                conn.execute(
                    text(
                        f"CREATE TABLE {name}_{district} PARTITION OF parted_{name} FOR VALUES IN ('{district}')"
                    )
                )
        conn.execute(text("INSERT INTO parted_node SELECT * FROM node"))
        assert conn.execute(text(f"SELECT count(*) FROM node_{DISTRICT}")).scalar_one() == 2
    with pytest.raises(DBAPIError, match="unique"), store.engine.begin() as conn:
        conn.execute(
            text(
                "INSERT INTO parted_node SELECT (jsonb_populate_record(n, jsonb_build_object('id', n.id + 9))).* FROM node n"
            )
        )
    store.close()
