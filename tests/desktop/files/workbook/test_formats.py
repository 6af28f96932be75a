from pathlib import Path

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from desktop.files.workbook.reader import source_digest
from desktop.files.workbook.text import decode
from tests.desktop.files.workbook import builders as b


@pytest.mark.parametrize("ending", b.WRITERS)
def test_every_format_gives_the_same_records(tmp_path: Path, ending: str) -> None:
    rows = b.read(b.WRITERS[ending](tmp_path / f"list.{ending}", b.LIST))
    assert b.rules(rows) == ["header_row", "ok", "ok", "ok"]
    assert b.texts(rows, "community", "street", "number", "room") == [
        ("营平社区", "开元路", "12号", "101"),
        ("营平社区", "开元路", "12-1号", "102"),
        ("营平社区", "开元路", "14号", "201室"),
    ]


@pytest.mark.parametrize("writer", [b.xlsx, b.ods, b.html_file])
def test_the_content_decides_and_not_the_ending(tmp_path: Path, writer: object) -> None:
    path = writer(tmp_path / "list.bin", b.LIST)  # type: ignore[operator]
    assert len(b.kept(b.read(path.rename(tmp_path / "list.xls")))) == 3


@pytest.mark.parametrize("writer", [b.xlsx, b.xls, b.ods, b.html_file])
def test_vertical_merges_are_filled_down_and_plain_blanks_are_not(tmp_path: Path, writer: object) -> None:
    rows = [["社区", "小区", "门牌号"], ["营平社区", "海滨花园", "1号"], ["", "", "2号"], ["", "", "3号"]]
    path = writer(tmp_path / "merged.x", rows, merges=[(1, 0, 3, 0)])  # type: ignore[operator]
    assert b.texts(b.read(path), "community", "compound", "number") == [
        ("营平社区", "海滨花园", "1号"),
        ("营平社区", "", "2号"),
        ("营平社区", "", "3号"),
    ]


def test_a_sheet_that_starts_below_and_beside_a1_keeps_its_row_numbers_and_letters(tmp_path: Path) -> None:
    rows = [[], [], ["", "", "社区", "门牌号"], ["", "", "营平社区", 12.5]]
    (record,) = b.kept(b.read(b.xlsx(tmp_path / "a.xlsx", rows)))
    assert (record.row_no, record.issues[0].column) == (4, "D")


def test_openpyxl_reads_a_sheet_that_the_first_reader_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise python_calamine.CalamineError("no")

    path = b.xlsx(
        tmp_path / "a.xlsx", [*b.LIST, [4, "营平社区", "开元路", "#REF!", 1]], merges=[(1, 1, 3, 1)]
    )
    monkeypatch.setattr(python_calamine, "load_workbook", refuse)
    rows = b.read(path)
    assert b.rules(rows) == ["header_row", "ok", "ok", "ok", "error_cell"]
    assert {row.cells["community"] for row in b.kept(rows)} == {"营平社区"}


def test_hidden_sheets_are_left_out_by_name_of_the_rule(tmp_path: Path) -> None:
    path = b.xlsx_sheets(tmp_path / "a.xlsx", {"旧": b.LIST, "新": b.LIST})
    book = openpyxl.load_workbook(path)
    book["旧"].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    assert b.rules(b.read(path)) == ["hidden_sheet"] * 4 + ["header_row", "ok", "ok", "ok"]


def test_a_hidden_ods_sheet_alone_leaves_nothing_to_read(tmp_path: Path) -> None:
    assert b.refused(b.ods(tmp_path / "a.ods", b.LIST, hidden=True)).why == "no_header"


def test_a_folder_is_read_by_name_with_its_sub_folders_and_without_lock_files(tmp_path: Path) -> None:
    (tmp_path / "二").mkdir()
    b.csv_file(tmp_path / "b.csv", b.LIST)
    b.xlsx(tmp_path / "a.xlsx", b.LIST)
    b.xlsx(tmp_path / "二" / "c.xlsx", b.LIST)
    (tmp_path / "~$a.xlsx").write_bytes(b"lock")
    (tmp_path / ".d.csv").write_bytes(b"hidden")
    (tmp_path / "readme.docx").write_bytes(b"PK other")
    assert list(dict.fromkeys(row.file for row in b.read(tmp_path))) == ["a.xlsx", "b.csv", "二/c.xlsx"]


def test_the_digest_tells_content_and_names_apart(tmp_path: Path) -> None:
    first = b.csv_file(tmp_path / "a.csv", b.LIST)
    alone, folder = source_digest(first), source_digest(tmp_path)
    second = first.rename(tmp_path / "b.csv")
    assert source_digest(second) == alone
    assert source_digest(tmp_path) != folder
    second.write_bytes(second.read_bytes() + b"\r\n")
    assert source_digest(second) != alone


_HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)


@given(
    lines=st.lists(_HAN, min_size=1, max_size=20), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
)
def test_unicode_text_comes_back_whatever_its_encoding(lines: list[str], encoding: str) -> None:
    text = "门牌号,社区\n" + "\n".join(lines)
    assert decode(text.encode(encoding), "a.csv") == text


@given(lines=st.lists(_HAN, min_size=1, max_size=20))
def test_gb18030_text_under_a_heading_comes_back(lines: list[str]) -> None:
    text = "序号,社区,门牌号\n" + "\n".join(lines)
    assert decode(text.encode("gb18030"), "a.csv") == text


def test_ten_thousands_of_blank_rows_between_and_after_are_counted_once(tmp_path: Path) -> None:
    rows = [
        *b.LIST,
        *[[""] * 5] * 3,
        [4, "营平社区", "开元路", "16号", "301"],
        *[["", "", "", "", ""]] * 100_000,
    ]
    read = b.read(b.csv_file(tmp_path / "a.csv", rows))
    assert b.rules(read) == ["header_row", *["ok"] * 3, *["blank_row"] * 3, "ok"]


def test_html_spans_of_absurd_size_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("<table><tr><td colspan=9999999>门牌号</td></tr></table>", "utf-8")
    assert b.refused(path).why == "too_large"
