"""What a delivery brought and the register does not take stays with it, is counted, found and told what became of it."""

import pytest
from sqlalchemy import Text, select

from db.domain.importing import KEPT_ONLY, Field, Kind, RowIssue, SheetRow
from db.domain.private_use import WRITTEN
from db.domain.progress import Cancelled, Silent
from db.schema.base import metadata
from db.services.import_batches import abandon_batch, batch, batches
from db.services.import_rows import Delivered, delivered, kept_only
from db.services.import_trial import Given, trial
from db.services.importing import promote
from db.store.import_batches import BatchRow
from db.store.store import Store
from tests.deliveries import cells, sheet, staged
from tests.office import approved, full, person, qr_row, staged_qr

IDLE = {field.value: f"只随批次{field.name}" for field in KEPT_ONLY[Kind.ADDRESSES]}


def found(store: Store, text: str = "", only: BatchRow | None = None) -> list[Delivered]:
    return list(delivered(store, only, text, Silent()))


def taken(store: Store, rows: list[SheetRow]) -> BatchRow:
    kept = staged(store, rows)
    promote(store, person(store, "clerk"), kept, Silent())
    return batch(store, kept)


def tables_with(store: Store, text: str) -> set[str]:
    """Where in the whole store a text stands."""
    with store.read() as conn:
        present = set()
        for table in metadata.sorted_tables:
            texts = [column for column in table.c if isinstance(column.type, Text)]
            if (
                any(text in str(value) for row in conn.execute(select(*texts)) for value in row)
                if texts
                else False
            ):
                present.add(table.name)
    return present


@pytest.mark.parametrize("name", sorted(IDLE))
def test_what_is_said_to_stay_with_the_batch_stands_there_and_nowhere_else(store: Store, name: str) -> None:
    taken(store, sheet([cells("2号", **{name: IDLE[name]})]))
    assert tables_with(store, IDLE[name]) == {"import_row"}


def test_every_other_field_counts_for_the_register() -> None:
    every = {*Field} - {Field.PERSONAL}
    assert every - KEPT_ONLY[Kind.QR] == {Field.LOCAL_ID, Field.ADDRESS, Field.ADDR_CODE, Field.PAYLOAD}
    told = {Field.SERIAL, Field.ADDR_CODE, Field.PAYLOAD, Field.LOCAL_ID}
    told |= {Field.POSTCODE, Field.PLATE_SIZE, Field.OLD_ADDRESS, Field.NOTE}
    assert told == KEPT_ONLY[Kind.ADDRESSES]


def test_records_tell_what_was_written_and_what_became_of_it(store: Store) -> None:
    rows = [
        *sheet([cells("2号", note="新建"), cells("2号"), cells("4号", street="胡滨南路")]),
        SheetRow("门牌.xlsx", "表1", 9, skipped="total_row"),
    ]
    kept = staged(store, rows)
    assert [one.outcome for one in found(store)] == ["staged"] * 3 + ["skipped"]
    promote(store, person(store, "clerk"), kept, Silent())
    told = [(one.row_no, one.outcome, one.rule, one.address) for one in found(store)]
    assert told == [
        (2, "accepted", "", full("2号")),
        (3, "rejected", "duplicate_row", ""),
        (4, "rejected", "misspelt_name", ""),
        (9, "skipped", "total_row", ""),
    ]
    assert found(store)[0].cells == cells("2号", note="新建")
    assert found(store)[0].source == "门牌.xlsx"


def test_a_former_address_leads_to_the_one_of_today_over_all_batches(store: Store) -> None:
    first = taken(
        store, sheet([cells("2号", old_address="湖滨南路旧8号"), cells("4号", old_address="厦禾路1号")])
    )
    second = taken(store, sheet([cells("6号", old_address='塔埔"路\\巷8号A座')]))
    assert [one.address for one in found(store, "旧8号")] == [full("2号")]
    assert [one.address for one in found(store, "路", second)] == [full("6号")]
    assert [one.address for one in found(store, '"路\\巷8号a')] == [full("6号")]
    assert [one.address for one in found(store)] == [full("6号"), full("2号"), full("4号")]
    assert found(store, "旧8号", second) == []
    for odd in ("100%", "_", "old_address", "note", "\ud800", "\x00"):
        assert found(store, odd, first) == []


def test_what_stays_with_a_batch_is_counted_before_and_after(store: Store) -> None:
    rows = sheet(
        [
            cells("2号", note='他说"note":', old_address="旧路1号", serial="1"),
            cells("4号", note="乙", **{f"street{WRITTEN}": "胡滨南路"}),
            cells("6号"),
            cells("6号", note="重复"),
        ]
    )
    rows += [
        SheetRow(
            "门牌.xlsx", "表1", 6, 0, cells("零号", note="丙"), (RowIssue("number", "bad_number", "零号"),)
        ),
        SheetRow("门牌.xlsx", "表1", 7, 0, {"note": "合计"}, skipped="total_row"),
    ]
    clerk = person(store, "clerk")
    promised = trial(store, clerk, Given(Kind.ADDRESSES, rows), Silent()).kept_only
    kept = staged(store, rows)
    assert kept_only(store, batch(store, kept)) == promised == {"note": 5, "old_address": 1}
    abandon_batch(store, clerk, kept)
    assert kept_only(store, batch(store, kept)) == promised
    assert len(found(store, "乙", batch(store, kept))) == 1


def test_a_list_of_codes_keeps_its_remarks_alone(store: Store) -> None:
    approved(store, ["2号"])
    kept = staged_qr(store, [{**qr_row("2号"), "note": "急"}])
    assert kept_only(store, batch(store, kept)) == {"note": 1}


def test_who_sees_no_batch_sees_no_record_of_it(shared_store: Store) -> None:
    taken(shared_store, sheet([cells("2号", note="新建")]))
    own = shared_store.desk("area_clerk")
    assert batches(own) == ()
    assert found(own, "新建") == []


def test_looking_through_the_batches_is_stopped(store: Store) -> None:
    class Stops:
        def step(self, done: int, total: int, note: str) -> None:
            raise Cancelled

    taken(store, sheet([cells("2号")]))
    with pytest.raises(Cancelled):
        list(delivered(store, None, "", Stops()))
