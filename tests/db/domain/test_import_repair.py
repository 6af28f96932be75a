from hypothesis import given
from hypothesis import strategies as st

from db.domain.import_repair import Repair, Repairs, faulty_cell, place_of, repairable
from db.domain.importing import Field, RowIssue, SheetRow
from db.domain.private_use import WRITTEN


def row(row_no: int = 2, /, **cells: str) -> SheetRow:
    return SheetRow("a.xlsx", "表1", row_no, cells=cells)


def test_the_same_wrong_text_is_corrected_wherever_it_stands() -> None:
    repairs = Repairs([Repair("street", "胡滨南路", "湖滨南路")])
    mended = [
        repairs.apply(one).cells["street"] for one in (row(2, street="胡滨南路"), row(3, street="故宫路"))
    ]
    assert mended == ["湖滨南路", "故宫路"]


def test_one_place_is_corrected_and_no_other() -> None:
    repairs = Repairs([Repair("number", "12", "14号", at=("a.xlsx", "表1", 3, 0))])
    assert [repairs.apply(row(n, number="12")).cells["number"] for n in (2, 3)] == ["12", "14号"]


def test_the_delivered_text_stays_beside_the_corrected_one_however_often_it_changes() -> None:
    repairs = Repairs([Repair("street", "甲", "乙"), Repair("street", "乙", "丙")])
    cells = repairs.apply(row(street="甲")).cells
    assert cells == {"street": "丙", "street" + WRITTEN: "甲"}


def test_a_corrected_cell_is_no_longer_refused_by_the_reader() -> None:
    issues = (
        RowIssue("number", "date_in_number", "12月1日", "C", "12-1"),
        RowIssue("room", "error_cell", "#N/A"),
    )
    delivered = SheetRow("a.xlsx", "表1", 2, cells={"number": "12月1日"}, issues=issues)
    mended = Repairs([Repair("number", "12月1日", "12-1号")]).apply(delivered)
    assert (mended.cells["number"], [one.field for one in mended.issues]) == ("12-1号", ["room"])


def test_what_every_record_lacks_is_said_once() -> None:
    repairs = Repairs([Repair("community", "", "官任社区")])
    assert repairs.apply(row(street="湖滨南路")).cells["community"] == "官任社区"
    assert repairs.apply(row(community="仙阁社区")).cells["community"] == "仙阁社区"


def test_a_part_of_written_addresses_is_corrected_inside_them() -> None:
    repairs = Repairs([Repair("address", "胡滨", "湖滨", piece=True)])
    assert repairs.apply(row(address="胡滨南路12号")).cells["address"] == "湖滨南路12号"


def test_emptying_a_cell_takes_it_away() -> None:
    assert "stair" not in Repairs([Repair("stair", "无", "")]).apply(row(stair="无")).cells


def test_codes_and_qr_contents_are_their_senders() -> None:
    assert not any(
        map(repairable, (Field.PAYLOAD, Field.ADDR_CODE, Field.LOCAL_ID, Field.PERSONAL, "", "nonsense"))
    )
    assert all(map(repairable, (Field.NUMBER, Field.ADDRESS, Field.COMMUNITY)))


def test_a_fault_inside_a_written_address_is_mended_in_its_cell() -> None:
    assert faulty_cell({"address": "胡滨南路12号"}, "street", "胡滨南路") == "address"
    assert faulty_cell({"address": "湖滨南路12号"}, "community", "") == "community"
    assert faulty_cell({"street": "湖滨南路"}, "number", "十二") == "number"
    assert faulty_cell({"street": "湖滨南路", "address": "x"}, "number", "十二") == "number"


def test_later_decisions_build_on_earlier_ones_wherever_they_were_made() -> None:
    place = ("a.xlsx", "表1", 2, 0)
    decided = [Repair("street", "甲", "乙", at=place), Repair("street", "乙", "丙")]
    assert Repairs(decided).apply(row(2, street="甲")).cells["street"] == "丙"
    assert Repairs(decided[::-1]).apply(row(2, street="甲")).cells["street"] == "乙"


_FIELDS = st.sampled_from(["street", "number", "community", "address"])
_TEXTS = st.sampled_from(["", "甲", "乙", "丙"])


@given(
    st.lists(st.builds(Repair, _FIELDS, _TEXTS, _TEXTS), max_size=6),
    st.dictionaries(_FIELDS, st.sampled_from(["甲", "乙", "丙"]), max_size=4),
)
def test_no_correction_loses_what_was_delivered(decided, cells) -> None:
    mended = Repairs(decided).apply(row(**cells)).cells
    for field, text in cells.items():
        assert text in (mended.get(field), mended.get(field + WRITTEN))
    assert "" not in mended.values()


def test_a_skipped_record_is_left_alone() -> None:
    total = SheetRow("a.xlsx", "表1", 9, skipped="total_row")
    assert Repairs([Repair("community", "", "官任社区")]).apply(total) is total
    assert place_of(total) == ("a.xlsx", "表1", 9, 0)
