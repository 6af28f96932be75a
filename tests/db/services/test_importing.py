import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from db.domain.access import Actor, Role
from db.domain.errors import BadFile, NotAllowed, NotFound, NumberTaken, WrongState
from db.domain.importing import Balance, Kind, RowIssue, SheetRow
from db.domain.intake import problem_of
from db.domain.progress import Cancelled, Silent
from db.schema.address import node, node_version, number_slot, place, place_community
from db.schema.system import journal
from db.schema.work import import_batch, import_row
from db.services.importing import Source, promote, rejects, stage
from db.services.store import open_store
from db.store.store import Store
from tests.deliveries import assert_sound, cells, imported, outcomes, sheet, staged
from tests.desks import house
from tests.office import STREET, full, person, place_id
from tests.postgres import Server
from tests.register import COMMUNITY, OTHER_COMMUNITY


def texts(store: Store) -> set[str]:
    with store.read() as conn:
        return set(conn.execute(select(node.c.full_text)).scalars())


def entries(store: Store) -> list[str]:
    with store.read() as conn:
        return list(conn.execute(select(journal.c.verb).order_by(journal.c.seq)).scalars())


class Stops:
    """A user who cancels at the given report."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self, done: int, total: int, note: str) -> None:
        self.left -= 1
        if self.left <= 0:
            raise Cancelled


def test_a_delivery_balances_and_brings_the_parents_only_children_name(store: Store) -> None:
    rows = [cells("2号/1幢/1梯/101室"), cells("2号/1幢/1梯/102室"), cells("4号"), cells("2号/1幢")]
    report = imported(store, rows)
    assert report.balance == Balance(read=4, accepted=4)
    assert report.balance.holds
    assert (report.implied, report.new_places) == (2, ())
    assert texts(store) == {
        full(one)
        for one in ("2号", "2号/1幢", "2号/1幢/1梯", "2号/1幢/1梯/101室", "2号/1幢/1梯/102室", "4号")
    }
    assert entries(store)[1:] == ["import.stage", "import.promote"]
    assert_sound(store)


def test_importing_the_same_again_changes_nothing(store: Store) -> None:
    rows = [cells("2号/1幢/101室"), cells("4号"), cells("4号"), cells("零号")]
    first = imported(store, rows)
    before = texts(store)
    second = imported(store, rows)
    assert first.balance == Balance(read=4, accepted=2, rejected=2)
    assert second.balance == Balance(read=4, unchanged=2, rejected=2)
    assert (second.implied, texts(store)) == (0, before)
    assert_sound(store)


def test_every_node_has_a_version_of_today_a_slot_and_counters(store: Store) -> None:
    report = imported(
        store, [cells("2号/1幢/101室", side="左"), cells("2号", side="左"), cells("4-1号", side="右")]
    )
    assert report.balance.accepted == 3
    with store.read() as conn:
        nodes = {row.full_text: row for row in conn.execute(select(node))}
        versions = {row.node_id: row for row in conn.execute(select(node_version))}
        slots = {(r.number, r.suffix, r.status, r.owner) for r in conn.execute(select(number_slot))}
        named = conn.execute(select(place.c.child_count).where(place.c.name == STREET)).scalar_one()
        local = conn.execute(select(place_community.c.community_code, place_community.c.child_count)).all()
    door, other = nodes[full("2号")], nodes[full("4-1号")]
    assert set(versions) == {row.id for row in nodes.values()}
    assert {row.valid_from for row in versions.values()} == {door.valid_from}
    assert slots == {(2, "", "pending", door.id), (4, "-1", "pending", other.id)}
    assert (door.side, other.side, nodes[full("2号/1幢/101室")].floor) == ("left", "right", 1)
    assert (named, [tuple(row) for row in local]) == (2, [(COMMUNITY, 2)])
    assert [nodes[full(one)].child_count for one in ("2号", "2号/1幢", "2号/1幢/101室")] == [1, 1, 0]


def test_each_refusal_names_its_rule_field_and_words(store: Store) -> None:
    imported(store, [cells("8号")])
    rows = [
        cells("2号"),
        cells("2号"),
        cells("8号", community="仙阁社区"),
        cells("10号", community="没有社区"),
        cells("10号", subdistrict="没有街道"),
        cells("10号", district="没有区"),
        cells("10号", subdistrict="嘉莲街道"),
        cells("10号", community=""),
        cells(""),
        cells("12号", street=""),
        cells("", number="十二拐"),
        cells("101-108号"),
        cells("12号", street="胡滨南路"),
    ]
    report = imported(store, rows)
    found = [(one.rule, one.field, one.found) for one in rejects(store, report.batch)]
    assert found == [
        ("duplicate_row", "", full("2号")),
        ("community_differs", "community", "仙阁社区"),
        ("unknown_community", "community", "没有社区"),
        ("unknown_subdistrict", "subdistrict", "没有街道"),
        ("unknown_district", "district", "没有区"),
        ("unknown_community", "community", "官任社区"),
        ("missing_community", "community", ""),
        ("missing_number", "number", ""),
        ("missing_place", "street", ""),
        ("bad_number", "number", "十二拐"),
        ("range_needs_preview", "number", "101-108号"),
        ("misspelt_name", "street", "胡滨南路"),
    ]
    assert report.balance == Balance(read=13, accepted=1, rejected=12)
    kept = rejects(store, report.batch)
    assert [(one.file, one.sheet, one.row_no) for one in kept] == [
        ("门牌.xlsx", "表1", n) for n in range(3, 15)
    ]
    assert {one.rule: one.problem for one in kept} == {one.rule: problem_of(one.rule) for one in kept}
    assert kept[-1].recovered == STREET
    assert kept[0].cells == cells("2号")
    assert_sound(store)


def test_what_the_reader_refused_or_skipped_is_kept_and_never_promoted(store: Store) -> None:
    issue = RowIssue("number", "date_in_number", "2026-12-01", "F", "12-1")
    rows = [
        SheetRow("a.xlsx", "S", 2, cells=cells("2号")),
        SheetRow("a.xlsx", "S", 3, cells=cells("12-1号"), issues=(issue,)),
        SheetRow("a.xlsx", "S", 4, skipped="total_row"),
    ]
    report = promote(store, person(store, "clerk"), staged(store, rows), Silent())
    assert report.balance == Balance(read=3, accepted=1, rejected=1, skipped=1)
    refused, skipped = rejects(store, report.batch)
    assert (refused.rule, refused.column, refused.recovered) == ("date_in_number", "F", "12-1")
    assert (skipped.outcome, skipped.rule, skipped.problem) == ("skipped", "total_row", "")
    assert rejects(store, report.batch, skipped=False) == [refused]


def test_units_may_be_written_in_short(store: Store) -> None:
    rows = [
        cells("2号", subdistrict="筼筜", community="官任"),
        cells("4号", community="官任居委会", district="思明区"),
    ]
    assert imported(store, rows).balance.accepted == 2


def test_a_new_name_becomes_a_draft_once(store: Store) -> None:
    rows = [cells("1号", street="", village="新村"), cells("3号", street="", village="新村"), cells("5号")]
    report = imported(store, rows)
    assert (report.new_places, report.balance.accepted) == (("新村",), 3)
    with store.read() as conn:
        row = conn.execute(select(place).where(place.c.name == "新村")).one()
    assert (row.kind, row.state, row.child_count) == ("village", "pending", 2)
    assert imported(store, rows).new_places == ()


def test_rows_outside_the_actors_area_are_refused(store: Store) -> None:
    local = Actor(7, "local", "甲", ((Role.CLERK, COMMUNITY),), "w")
    batch = staged(house(store), sheet([cells("2号"), cells("4号", community="仙阁社区")]), local)
    report = promote(house(store), local, batch, Silent())
    assert outcomes(store, batch) == ["accepted", "not_your_area"]
    assert report.balance.holds


def test_who_may_stage_and_who_may_promote(store: Store) -> None:
    batch = staged(store, sheet([cells("2号")]), person(store, "area_clerk"))
    for login in ("area_clerk", "chief", "printer"):
        with pytest.raises(NotAllowed):
            promote(store, person(store, login), batch, Silent())
    with pytest.raises(NotAllowed):
        staged(store, [], person(store, "chief"))
    assert texts(store) == set()


def test_a_batch_is_promoted_once_and_only_addresses(store: Store) -> None:
    clerk = person(store, "clerk")
    batch = imported(store, [cells("2号")]).batch
    codes = stage(store, clerk, Kind.QR, Source("qr", "0"), [], Silent())
    for one in (batch, codes):
        with pytest.raises(WrongState):
            promote(store, clerk, one, Silent())
    with pytest.raises(NotFound):
        promote(store, clerk, 12345, Silent())


def test_an_empty_delivery_balances(store: Store) -> None:
    assert imported(store, []).balance == Balance()


def left(store: Store) -> tuple[int, int, int, list[str]]:
    with store.read() as conn:
        counts = [
            conn.execute(select(func.count()).select_from(one)).scalar_one()
            for one in (node, import_row, import_batch)
        ]
    return (*counts, entries(store))  # type: ignore[return-value]


def test_cancelling_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.services.importing.PORTION", 2)
    rows = sheet([cells(f"{n}号", street="新开大道") for n in range(2, 12)])
    before = left(store)
    with pytest.raises(Cancelled):
        staged(store, rows, progress=Stops(3))
    assert left(store) == before
    batch = staged(store, rows)
    before = left(store)
    with pytest.raises(Cancelled):
        promote(store, person(store, "clerk"), batch, Stops(4))
    assert left(store) == before
    assert outcomes(store, batch) == ["staged"] * 10
    report = promote(store, person(store, "clerk"), batch, Silent())
    assert (report.balance.accepted, report.new_places) == (10, ("新开大道",))
    assert_sound(store)


def test_a_reader_that_fails_on_the_way_leaves_nothing(store: Store) -> None:
    def broken() -> Iterator[SheetRow]:
        yield from sheet([cells(f"{n}号") for n in range(1, 3000)])
        raise BadFile("门牌.xlsx", "changed", "表1", 3001)

    before = left(store)
    with pytest.raises(BadFile) as caught:
        staged(store, broken())
    assert caught.value.row == 3001
    assert left(store) == before


def test_portions_do_not_change_the_outcome(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [cells("2号/1幢/101室"), cells("2号"), cells("2号/1幢"), cells("2号"), cells("2号/1幢/101室")]
    monkeypatch.setattr("db.services.importing.PORTION", 1)
    report = imported(store, rows)
    assert outcomes(store, report.batch) == ["accepted"] * 3 + ["duplicate_row"] * 2
    assert report.implied == 0
    assert_sound(store)


# -- two desks at once ---------------------------------------------------------------------------------------------


def test_two_deliveries_of_the_same_new_doors_at_once_make_each_once(store: Store) -> None:
    chains = [f"{n}号" for n in range(2, 40, 2)]
    batches = [
        staged(store, sheet([cells(one, street="", village="两岸村") for one in some]))
        for some in (chains, chains[::-1])
    ]
    clerk = person(store, "clerk")
    told: list[Balance | Exception] = []

    def run(batch: int) -> None:
        try:
            told.append(promote(store, clerk, batch, Silent()).balance)
        except Exception as error:  # the test looks at it
            told.append(error)

    threads = [threading.Thread(target=run, args=(one,)) for one in batches]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert set(map(repr, told)) == {repr(Balance(19, accepted=19)), repr(Balance(19, unchanged=19))}
    assert_sound(store)


def test_a_number_taken_while_importing_undoes_the_delivery_whole(
    postgres_template: str, postgres_server: Server
) -> None:
    name = postgres_server.create_database(postgres_template)
    store = open_store(postgres_server.url(name))
    clerk = person(store, "clerk")
    batch = staged(store, sheet([cells("33号"), cells("31号"), cells("35号")]))
    told: list[object] = []

    def importing() -> None:
        try:
            told.append(promote(store, clerk, batch, Silent()))
        except NumberTaken as error:
            told.append(error)

    thread = threading.Thread(target=importing)
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = :it")
    street = place_id(store)
    with house(store).write(clerk, "import.promote") as work:
        row_id = work.new_ids(1)[0]
        columns = ("district_code", "naming_id", "number", "suffix", "status", "owner")
        work.insert_many(number_slot, columns, [("350203", street, 31, "", "pending", row_id)])
        thread.start()
        for _ in range(200):
            time.sleep(0.05)
            with store.engine.connect() as conn:
                if conn.execute(waiting, {"it": name}).scalar_one():
                    break
    thread.join()
    assert [type(one) for one in told] == [NumberTaken]
    assert texts(store) == set()
    assert outcomes(store, batch) == ["staged"] * 3
    assert_sound(store)
    store.close()
    postgres_server.drop_database(name)


# -- any small delivery --------------------------------------------------------------------------------------------

_CHAINS = st.sampled_from(
    ("1号", "3号", "3-1号", "1号/1幢", "1号/1幢/101室", "1号/102室", "3号/2幢/2梯", "零号", "")
)
_COMMUNITIES = st.sampled_from(("官任社区", "官任社区", "官任社区", "仙阁社区"))
_villages = iter(range(1, 10**6))


def expected(rows: list[tuple[str, str]], known: dict[str, str]) -> list[str]:
    """What becomes of each row, by a reading of its own."""
    old, named, told = set(known), set[str](), []
    for chain, community in rows:
        parts = chain.split("/")
        keys = ["/".join(parts[: n + 1]) for n in range(len(parts))]
        if chain in ("", "零号"):
            told.append("bad_number" if chain else "missing_number")
        elif any(known.get(key, community) != community for key in keys):
            told.append("community_differs")
        else:
            known.update(dict.fromkeys(keys, community))
            told.append("duplicate_row" if chain in named else "unchanged" if chain in old else "accepted")
            named.add(chain)
    return told


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(st.tuples(_CHAINS, _COMMUNITIES), max_size=8), data=st.data())
def test_any_delivery_balances_and_comes_again_in_any_order_without_change(
    store: Store, first: list[tuple[str, str]], data: st.DataObject
) -> None:
    village = f"第{next(_villages)}村"  # each example has its own, so that they share a store

    def deliver(rows: list[tuple[str, str]]) -> list[str]:
        report = imported(store, [cells(c, street="", village=village, community=unit) for c, unit in rows])
        assert report.balance.holds
        assert report.balance.read == len(rows)
        return outcomes(store, report.batch)

    known: dict[str, str] = {}
    assert deliver(first) == expected(first, known)
    with store.read() as conn:
        mine = select(place.c.id).where(place.c.name == village)
        rows = conn.execute(
            select(node.c.full_text, node.c.area_community).where(node.c.place_id.in_(mine))
        ).all()
    codes = {"官任社区": COMMUNITY, "仙阁社区": OTHER_COMMUNITY}
    assert {tuple(row) for row in rows} == {(full(key, village), codes[unit]) for key, unit in known.items()}
    again = data.draw(st.permutations(first))
    assert deliver(again) == expected(again, dict(known))
    assert_sound(store)
