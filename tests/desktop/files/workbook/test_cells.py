import datetime
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from db.domain.importing import Kind
from desktop.files.workbook.biff_scan import scan_xls
from tests.desktop.files.workbook import builders as b

_DAY = datetime.date(2026, 12, 1)


def _one(path: Path, heading: str, value: object, **options: object) -> tuple[str, str, str]:
    """Text, rule and recovered text of one cell under a heading."""
    rows = b.read(b.xlsx(path / "a.xlsx", [[heading, "社区"], [value, "营平社区"]]), **options)
    (record,) = b.kept(rows)
    field = next(name for name in record.cells if name != "community")
    issue = record.issues[0] if record.issues else None
    return record.cells[field], issue.rule if issue else "", issue.recovered if issue else ""


@pytest.mark.parametrize("heading", ["门牌号", "室号", "幢号,室号", "梯位,室号"])
def test_a_date_where_a_number_belongs_offers_what_was_typed(tmp_path: Path, heading: str) -> None:
    headings = [*heading.split(","), "社区"]
    values = [_DAY, *["x"] * (len(headings) - 1)]
    for writer in (b.xlsx, b.xls, b.ods):
        (record,) = b.kept(b.read(writer(tmp_path / "a.x", [headings, values])))
        (issue,) = record.issues
        assert (issue.rule, issue.recovered, issue.column) == ("date_in_number", "12-1", "A")


def test_the_clerk_may_take_the_recovered_text(tmp_path: Path) -> None:
    assert _one(tmp_path, "门牌号", _DAY, take_recovered=True) == ("12-1", "", "")


@pytest.mark.parametrize(
    "text", ["12月1日", "2026/12/1", "2026-12-01", "2026-12-01 00:00:00", "1-Dec", "12/1"]
)
def test_a_date_saved_as_text_is_seen_too(tmp_path: Path, text: str) -> None:
    assert _one(tmp_path, "门牌号", text) == (text, "date_in_number", "12-1")


@pytest.mark.parametrize("text", ["12-1", "12号", "12号之二", "临12号", "6788-1号", "13月40日"])
def test_numbers_are_not_taken_for_dates(tmp_path: Path, text: str) -> None:
    assert _one(tmp_path, "门牌号", text) == (text, "", "")


@pytest.mark.parametrize(
    ("heading", "value", "expected"),
    [
        ("门牌号", 12, ("12", "", "")),
        ("门牌号", 12.0, ("12", "", "")),
        ("门牌号", 12.5, ("12.5", "not_a_number", "")),
        ("门牌号", True, ("TRUE", "error_cell", "")),
        ("门牌号", "#N/A", ("#N/A", "error_cell", "")),
        ("门牌号", "=1+1", ("=1+1", "formula_without_value", "")),
        ("门牌号", "\u200b12号\u00a0", ("12号", "", "")),
        ("门牌号", "12\n号", ("12 号", "", "")),
        ("门牌号", "3.5E+02", ("3.5E+02", "digits_lost", "")),
    ],
)
def test_each_type_of_cell_is_judged(
    tmp_path: Path, heading: str, value: object, expected: tuple[str, str, str]
) -> None:
    assert _one(tmp_path, heading, value) == expected


def test_control_characters_are_refused_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("门牌号,社区\n1\x07号,营平社区\n", "utf-8")
    (record,) = b.kept(b.read(path))
    assert [(i.rule, i.text) for i in record.issues] == [("control_character", "1␣号")]


def test_a_cell_longer_than_a_spreadsheet_allows_is_refused(tmp_path: Path) -> None:
    path = b.csv_file(tmp_path / "a.csv", [["门牌号", "备注"], ["1号", "x" * 32_768], ["2号", "x" * 32_767]])
    assert b.rules(b.read(path)) == ["header_row", "cell_too_long", "ok"]


def _codes(path: Path, *values: object, heading: str = "二维码内容") -> list[str]:
    rows = [
        [heading, "标准地址", "地址编码" if heading != "地址编码" else "二维码内容"],
        *[[value, "x", "y"] for value in values],
    ]
    return b.rules(b.read(b.xlsx(path / "a.xlsx", rows), kind=Kind.QR))[1:]


def test_codes_that_lost_digits_are_refused_by_row(tmp_path: Path) -> None:
    assert _codes(tmp_path, "35020300100000123456789012345", 350203001000123456, "3.50203E+11", 12.5) == [
        "ok",
        "digits_lost",
        "digits_lost",
        "digits_lost",
    ]


def test_a_lost_leading_zero_is_seen_where_all_codes_are_of_one_length(tmp_path: Path) -> None:
    path = b.xlsx(
        tmp_path / "a.xlsx",
        [["地址编码", "标准地址"], ["012345678901", "x"], [12345678901, "y"], [123456789012, "z"]],
    )
    rows = b.read(path, kind=Kind.QR)
    assert b.rules(rows)[1:] == ["ok", "leading_zero_lost", "ok"]
    assert rows[2].issues[0].recovered == "012345678901"


def test_own_ids_may_be_of_any_length(tmp_path: Path) -> None:
    assert _codes(tmp_path, 7, 12, 1234567, heading="本地编号") == ["ok"] * 3


def test_a_short_postcode_has_lost_its_zero(tmp_path: Path) -> None:
    path = b.xlsx(tmp_path / "a.xlsx", [["门牌号", "邮编"], ["1号", 61000], ["2号", 361000]])
    assert b.rules(b.read(path)) == ["header_row", "leading_zero_lost", "ok"]


def test_a_payload_is_kept_byte_for_byte_or_refused(tmp_path: Path) -> None:
    guid = "0A1B2C3D-4E5F-6789-ABCD-EF0123456789"
    path = b.csv_file(
        tmp_path / "a.csv",
        [["二维码内容", "标准地址"], [guid.lower(), "a"], [guid + " ", "b"], [guid + "\u200b", "c"]],
    )
    rows = b.read(path, kind=Kind.QR)
    assert b.rules(rows)[1:] == ["ok", "space_around_code", "space_around_code"]
    assert b.kept(rows)[0].cells["payload"] == guid.lower()
    assert b.kept(rows)[1].cells["payload"] == guid + " "


def test_formulas_give_their_stored_value(tmp_path: Path) -> None:
    path = b.ods(tmp_path / "a.ods", [["门牌号", "社区"], [7, "=营平"]])
    assert b.texts(b.read(path), "number", "community") == [("7", "=营平")]


def test_faults_below_and_beside_the_filled_block_are_still_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ([None, "社区", "门牌号"], [None, "营平社区", "1号"]):
        sheet.append(row)
    sheet["C5"] = "=A1"
    sheet["A2"] = "#REF!"
    book.save(tmp_path / "a.xlsx")
    rows = b.read(tmp_path / "a.xlsx")
    assert b.rules(rows) == ["header_row", "ok", "blank_row", "blank_row", "formula_without_value"]
    assert dict(rows[1].cells) == {"community": "营平社区", "number": "1号"}


@pytest.mark.parametrize("rows", [3, 4_000])
def test_error_cells_of_an_old_workbook_are_seen_too(tmp_path: Path, rows: int) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    for name in ("甲", "乙"):
        sheet = book.add_sheet(name)
        for column, heading in enumerate(["社区", "门牌号", "备注"]):
            sheet.write(0, column, heading)
        for row in range(1, rows):
            sheet.write(row, 0, "营平社区")
            if (name, row) == ("乙", 2):
                sheet.row(row).set_cell_error(1, 0x17)
            else:
                sheet.write(row, 1, row)
    book.save(str(tmp_path / "a.xls"))
    read = b.read(tmp_path / "a.xls")
    (refused,) = [row for row in read if row.issues]
    assert (refused.sheet, refused.row_no, refused.issues[0].rule, refused.issues[0].text) == (
        "乙",
        3,
        "error_cell",
        "#REF!",
    )


@given(data=st.binary(max_size=2_000), cut=st.integers(0, 600))
def test_a_scan_of_anything_ends_quietly(data: bytes, cut: int) -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 22 + b"\x09\0\x06\0" + b"\0" * 600
    assert scan_xls(head[:cut] + data) == []


def test_a_package_whose_tags_carry_a_prefix_is_scanned_alike(tmp_path: Path) -> None:
    path = b.xlsx(tmp_path / "a.xlsx", [["社区", "门牌号"], ["营平社区", "#REF!"], ["营平社区", "=1+1"]])
    target = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                data = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", data).replace(b"xmlns=", b"xmlns:x=")
            new.writestr(name, data)
    assert b.rules(b.read(target)) == ["header_row", "error_cell", "formula_without_value"]


def test_a_serial_number_that_cannot_be_had_refuses_nothing(tmp_path: Path) -> None:
    path = b.xlsx(
        tmp_path / "a.xlsx",
        [["序号", "门牌号", "社区"], ["=ROW()-1", "1号", "营平社区"], ["#REF!", "2号", "营平社区"]],
    )
    assert b.texts(b.read(path), "serial", "number") == [("", "1号"), ("", "2号")]
    assert b.rules(b.read(path)) == ["header_row", "ok", "ok"]
