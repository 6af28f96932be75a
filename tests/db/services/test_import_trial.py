"""The rehearsal says what the import then does."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from db.domain.errors import NotFound
from db.domain.import_repair import Repair, Repairs
from db.domain.importing import Balance, Kind, RowIssue, SheetRow
from db.domain.progress import Cancelled, Silent
from db.schema.address import node, place
from db.schema.system import journal
from db.services.import_trial import Given, Trial, staged_refusals, trial
from db.services.importing import promote, rejects
from db.services.qr import accept
from db.store.store import Store
from tests.deliveries import cells, imported, sheet, staged
from tests.office import approved, full, guid, person, qr_row, staged_qr


def rehearsed(store: Store, rows: list[SheetRow], *decided: Repair, login: str = "clerk") -> Trial:
    given_rows = Given(Kind.ADDRESSES, rows, repairs=Repairs(decided))
    return trial(store, person(store, login), given_rows, Silent())


def kept(store: Store) -> list[int]:
    with store.read() as conn:
        counted = (select(func.count()).select_from(table) for table in (node, place, journal))
        return [int(conn.execute(query).scalar_one()) for query in counted]


MIXED = [
    cells("2号/1幢/101室"),
    cells("2号/1幢/101室"),
    cells("4号", side="左"),
    cells("6号", street="胡滨南路"),
    cells("8号", community="没有社区"),
    cells("8号", community="没有社区"),
    cells("", number="十二拐"),
    cells("10号", street="新造路"),
    cells("101-108号"),
]


def test_a_rehearsal_promises_what_the_import_keeps(store: Store) -> None:
    imported(store, [cells("4号")])
    before = kept(store)
    rows = [*sheet(MIXED), SheetRow("门牌.xlsx", "表1", 99, skipped="total_row")]
    promised = rehearsed(store, rows)
    assert kept(store) == before
    batch = staged(store, rows)
    done = promote(store, person(store, "clerk"), batch, Silent())
    assert promised.balance == done.balance == Balance(10, 3, 0, 6, 1)
    assert (promised.implied, promised.new_places) == (done.implied, done.new_places) == (2, ("新造路",))
    refused = rejects(store, batch, skipped=False)
    assert [(p.row_no, p.rule, p.field, p.found, p.recovered) for p in promised.problems] == [
        (r.row_no, r.rule, r.field, r.found, r.recovered) for r in refused
    ]
    assert promised.counts["unknown_community", "community", "没有社区"] == 2
    assert [p.kind for p in promised.problems][:2] == ["重", "错"]


def test_what_a_staged_batch_would_refuse_is_what_it_then_refuses(store: Store) -> None:
    imported(store, [cells("4号", side="右"), cells("12号")])
    issue = RowIssue("number", "date_in_number", "12月1日", "D", "12-1")
    rows = [
        *sheet([*MIXED, cells("12号", community="仙阁社区")]),
        SheetRow("门牌.xlsx", "表1", 98, cells=cells("", number="12月1日"), issues=(issue,)),
        SheetRow("门牌.xlsx", "表1", 99, skipped="total_row"),
    ]
    batch, clerk = staged(store, rows), person(store, "clerk")
    before = kept(store)
    promised = [one.reject for one in staged_refusals(store, clerk, batch, Silent())]
    assert kept(store) == before
    assert [one.rule for one in rejects(store, batch, skipped=False)] == ["date_in_number"]
    promote(store, clerk, batch, Silent())
    assert promised == rejects(store, batch, skipped=False)
    assert len(promised) == 8
    with pytest.raises(NotFound):
        staged_refusals(store, clerk, batch + 1, Silent())


def test_a_staged_list_of_codes_tells_its_refusals_too(store: Store) -> None:
    approved(store, ["2号"])
    rows = [qr_row("2号"), qr_row("4号"), qr_row("2号", payload="https://other")]
    batch, clerk = staged_qr(store, rows), person(store, "clerk")
    promised = [one.reject for one in staged_refusals(store, clerk, batch, Silent())]
    accept(store, clerk, batch)
    assert promised == rejects(store, batch, skipped=False)
    assert promised


def test_one_decision_mends_every_record_with_the_same_error(store: Store) -> None:
    rows = sheet([cells(f"{n}号", street="胡滨南路") for n in (2, 4, 6)] + [cells("8号", street="胡滨")])
    assert rehearsed(store, rows).balance == Balance(4, 1, 0, 3, 0)
    mended = rehearsed(store, rows, Repair("street", "胡滨南路", "湖滨南路"))
    assert (mended.balance, mended.repaired) == (Balance(4, 4, 0, 0, 0), 3)


def test_a_reader_s_refusal_names_its_column_and_is_mended(store: Store) -> None:
    issue = RowIssue("number", "date_in_number", "12月1日", "D", "12-1")
    rows = [SheetRow("a.xlsx", "表1", 2, cells=cells("", number="12月1日"), issues=(issue,))]
    (problem,) = rehearsed(store, rows).problems
    assert (problem.column, problem.recovered) == ("D", "12-1")
    assert rehearsed(store, rows, Repair("number", "12月1日", "12-1号")).balance.accepted == 1


def test_who_only_enters_is_told_what_lies_beyond_his_area(store: Store) -> None:
    found = rehearsed(store, sheet([cells("2号"), cells("4号", community="仙阁社区")]), login="area_clerk")
    assert [one.rule for one in found.problems] == ["not_your_area"]


def test_a_stopped_rehearsal_keeps_nothing(store: Store) -> None:
    class Stops:
        def step(self, done: int, total: int, note: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        trial(store, person(store, "clerk"), Given(Kind.ADDRESSES, sheet([cells("2号")])), Stops())


def test_a_list_of_whole_addresses_finds_its_communities_in_the_register(store: Store) -> None:
    imported(store, [cells("2号/1幢/101室"), cells("4号", community="仙阁社区")])
    texts = [
        "湖滨南路2号1幢101室",
        full("4号"),
        "思明区湖滨南路2号",
        "湖滨南路6号",
        "胡滨南路2号",
        "湖里区湖滨南路2号",
    ]
    rows = sheet([{"address": one} for one in texts])
    promised = rehearsed(store, rows)
    done = promote(store, person(store, "clerk"), staged(store, rows), Silent())
    assert promised.balance == done.balance == Balance(6, 0, 3, 3, 0)
    assert [p.rule for p in promised.problems] == [
        "address_not_registered",
        "misspelt_name",
        "unknown_district",
    ]


def test_a_misspelt_road_inside_written_addresses_is_mended_in_all_of_them(store: Store) -> None:
    imported(store, [cells("2号"), cells("4号")])
    rows = sheet([{"address": "胡滨南路2号"}, {"address": "胡滨南路4号"}])
    mended = rehearsed(store, rows, Repair("address", "胡滨南路", "湖滨南路", piece=True))
    assert mended.balance == Balance(2, 0, 2, 0, 0)


def test_a_qr_list_is_rehearsed_as_it_is_accepted(store: Store) -> None:
    approved(store, ["2号", "4号"])
    lines = [
        qr_row(full("2号"), "https://dz.example/1", guid(1)),
        qr_row(full("4号"), "https://dz.example/1", guid(2)),
        qr_row(full("9号"), "https://dz.example/9", guid(9)),
    ]
    rows = [SheetRow("qr.xlsx", "Sheet1", n, cells=one) for n, one in enumerate(lines, 2)]
    promised = trial(store, person(store, "clerk"), Given(Kind.QR, rows), Silent())
    done = accept(store, person(store, "clerk"), staged_qr(store, lines))
    assert promised.balance == Balance(done.read, done.accepted, done.unchanged, done.rejected, done.skipped)
    assert [(p.rule, p.row_no) for p in promised.problems] == [(b.rule, b.row_no) for b in done.blocked]


_CHAINS = st.sampled_from(["2号", "2号/1幢", "2号/1幢/101室", "4-1号", "6号/3室", "零号", ""])
_STREETS = st.sampled_from(["湖滨南路", "官任一里", "胡滨南路", "新造路", ""])
_UNITS = st.sampled_from(["官任社区", "仙阁社区", "官任", "没有社区", ""])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_CHAINS, _STREETS, _UNITS), min_size=1, max_size=8))
def test_whatever_is_delivered_the_rehearsal_and_the_import_agree(sqlite_store: Store, rows) -> None:
    listed = sheet([cells(chain, street=street, community=unit) for chain, street, unit in rows])
    promised = rehearsed(sqlite_store, listed)
    batch = staged(sqlite_store, listed)
    done = promote(sqlite_store, person(sqlite_store, "clerk"), batch, Silent())
    assert (promised.balance, promised.implied, promised.new_places) == (
        done.balance,
        done.implied,
        done.new_places,
    )
    assert [p.rule for p in promised.problems] == [r.rule for r in rejects(sqlite_store, batch)]


@pytest.fixture
def sqlite_store(sqlite_template, tmp_path):
    from db.services.store import open_store
    from tests.conftest import copy_template

    copy_template(sqlite_template, tmp_path / "zhipai.db")
    opened = open_store(f"sqlite:///{(tmp_path / 'zhipai.db').as_posix()}")
    yield opened
    opened.close()
