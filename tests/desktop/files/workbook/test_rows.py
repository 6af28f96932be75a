from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.importing import SheetRow
from desktop.files.workbook.filldown import MergeFill
from desktop.files.workbook.header import find_header
from desktop.files.workbook.options import ReadOptions
from desktop.files.workbook.raw import Merge
from desktop.files.workbook.records import ListSheet
from tests.desktop.files.workbook import builders as b

_HEAD = ["序号", "社区", "路名", "门牌号", "室号"]


def _rows(path: Path, *body: list[object], **options: object) -> list[SheetRow]:
    return b.read(b.xlsx(path / "a.xlsx", [_HEAD, *body]), **options)[1:]


def test_footers_are_left_out_by_their_own_rules(tmp_path: Path) -> None:
    rows = _rows(
        tmp_path,
        [1, "营平社区", "开元路", "12号", "101"],
        ["营平社区小计", "", "", 1],
        ["合  计", "", "", 1],
        ["总计：1户"],
        [2, "合计", "", "", 7],
        ["", "制表人：张三", "", "审核人：李四"],
        ["填表日期：2024年1月1日"],
        ["备注：本表一式三份"],
        ["", "", "制表："],
    )
    assert b.rules(rows) == ["ok", *["total_row"] * 4, *["signature_row"] * 4]


@pytest.mark.parametrize("name", ["共和社区", "设计院小区", "审美里", "注册社区", "总部大道", "小计较里"])
def test_names_that_begin_like_a_footer_are_read(tmp_path: Path, name: str) -> None:
    path = b.xlsx(tmp_path / "a.xlsx", [["路名", "门牌号"], [name, "1号"]])
    assert b.texts(b.read(path), "street") == [(name,)]


def test_repeated_headings_serial_only_rows_and_stray_cells_are_told_apart(tmp_path: Path) -> None:
    rows = _rows(
        tmp_path,
        [1, "营平社区", "开元路", "12号", "101"],
        _HEAD,
        [2],
        [3, "", "", "", "", "stray"],
        ["", "", "", "", "", "stray"],
        [4, "营平社区", "开元路", "13号", "101"],
    )
    assert b.rules(rows) == ["ok", "repeated_header", "serial_only", "serial_only", "nothing_mapped", "ok"]


@pytest.mark.parametrize("mark", ["同上", "〃", "″", '"', "”", "同 上", "（同上）"])
def test_ditto_marks_take_the_record_above_over_footers_and_blanks(tmp_path: Path, mark: str) -> None:
    rows = _rows(
        tmp_path,
        [1, "营平社区", "开元路", "12号", "101"],
        ["小计"],
        [],
        [2, mark, mark, mark, "102"],
        [3, mark, "", "14号", "103"],
    )
    assert b.texts(rows, "community", "street", "number") == [
        ("营平社区", "开元路", "12号"),
        ("营平社区", "开元路", "12号"),
        ("营平社区", "", "14号"),
    ]


def test_ditto_with_nothing_above_is_refused(tmp_path: Path) -> None:
    rows = _rows(
        tmp_path,
        [1, "同上", "开元路", "12号", "1"],
        [2, "营平社区", "", "13号", "1"],
        [3, "同上", "同上", "同左", "1"],
    )
    assert b.rules(rows) == ["nothing_above", "ok", "nothing_above/same_as_left"]


def test_ditto_under_a_refused_cell_is_refused_alike(tmp_path: Path) -> None:
    rows = _rows(
        tmp_path,
        [1, "营平社区", "开元路", 12.5, "1"],
        [2, "同上", "同上", "同上", "2"],
        [3, "同上", "同上", "13号", "3"],
    )
    assert b.rules(rows) == ["not_a_number", "not_a_number", "ok"]


def test_a_second_owner_under_merged_address_cells_is_no_second_address(tmp_path: Path) -> None:
    table = [
        ["社区", "门牌号", "户主"],
        ["营平社区", "1号", "张三"],
        ["", "", "李四"],
        ["", "", ""],
        ["营平社区", "2号", "王五"],
    ]
    read = b.read(b.xlsx(tmp_path / "a.xlsx", table, merges=[(1, 0, 2, 0), (1, 1, 2, 1)]))
    assert b.rules(read) == ["header_row", "ok", "merged_repeat", "blank_row", "ok"]


_COLUMN = st.lists(st.sampled_from(["", "同上", "甲", "乙"]), min_size=1, max_size=30)


@given(column=_COLUMN)
def test_fill_down_follows_the_marks_and_nothing_else(column: list[str]) -> None:
    lines: list[tuple[int, list[object]]] = [(n, [text, f"{n}号"]) for n, text in enumerate(column, 2)]
    header = find_header([(1, ["社区", "门牌号"])], [], {})
    assert header is not None
    sheet = ListSheet(("a.csv", ""), header, ReadOptions())
    read = list(sheet.records(lines, []))  # type: ignore[arg-type]
    expected: list[str | None] = []
    for text in column:
        above = expected[-1] if expected else None
        expected.append((above or None) if text == "同上" else text)
    # A refused 同上 keeps its mark as text, so what stands under it repeats the refusal.
    assert [None if row.issues else row.cells.get("community", "") for row in read] == expected
    assert [row.row_no for row in read] == [number for number, _ in lines]


_SPANS = st.lists(st.integers(1, 5), min_size=1, max_size=12)


@given(spans=_SPANS)
def test_merges_fill_exactly_their_own_rows(spans: list[int]) -> None:
    merges, column, top = [], [], 0
    for number, span in enumerate(spans):
        column += [f"v{number}", *[""] * (span - 1)]
        merges.append(Merge(top, 0, top + span - 1, 0))
        top += span
    fill = MergeFill(reversed(merges))
    filled = [fill.fill(number, [text, "x"])[0] for number, text in enumerate(column, 1)]
    assert filled == [f"v{number}" for number, span in enumerate(spans) for _ in range(span)]


_LINE = st.sampled_from(
    [
        ["1", "营平社区", "开元路", "12号", "101"],
        ["", "同上", "〃", "14号", ""],
        ["", "", "", "", ""],
        ["合计", "", "", "", "3"],
        ["5", "", "", "", ""],
        ["制表人：张三", "", "", "", ""],
        ["", "", "开元路", "16-20号双号", ""],
        ["", "", "开元路", "2026/12/1", ""],
        _HEAD,
    ]
)


@given(lines=st.lists(_LINE, max_size=25), expand=st.booleans())
def test_every_physical_row_is_accounted_for_once(lines: list[list[str]], expand: bool) -> None:
    header = find_header([(1, list(_HEAD))], [], {})
    assert header is not None
    numbered = [(n, line if any(line) else []) for n, line in enumerate(lines, 2)]
    read = list(ListSheet(("a", ""), header, ReadOptions(expand=expand)).records(numbered, []))  # type: ignore[arg-type]
    assert list(dict.fromkeys(row.row_no for row in read)) == [number for number, _ in numbered]
    for number, count in b.counted(read).items():
        parts = [row.part for row in read if row.row_no == number]
        assert parts == ([0] if count == 1 else list(range(1, count + 1)))
    assert len(read) == len(b.kept(read)) + sum(1 for row in read if row.skipped)
