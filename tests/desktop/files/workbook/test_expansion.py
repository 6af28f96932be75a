import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.files.workbook.expansion import BadRange, expand_numbers, expand_rooms
from desktop.files.workbook.reader import ReadOptions, preview
from tests.desktop.files.workbook import builders as b


@pytest.mark.parametrize(
    ("text", "rooms"),
    [
        ("101-103", ["101", "102", "103"]),
        ("101~103室", ["101", "102", "103"]),
        ("１０１－１０３", ["101", "102", "103"]),
        ("101室至102室", ["101", "102"]),
        ("101、102，203", ["101", "102", "203"]),
        ("101-102、201-202", ["101", "102", "201", "202"]),
        ("001-003", ["001", "002", "003"]),
        ("101", []),
        ("101-1", []),
        ("101室", []),
        ("-101", []),
    ],
)
def test_room_ranges_are_read(text: str, rooms: list[str]) -> None:
    assert list(expand_rooms(text)) == rooms


@pytest.mark.parametrize(
    "text", ["101-208", "108-101", "3-501", "101、101", "101-101", "1-2-301、5、", "1-999"]
)
def test_ranges_that_name_no_list_of_rooms_are_refused(text: str) -> None:
    with pytest.raises(BadRange):
        expand_rooms(text)


@given(first=st.integers(1, 98), last=st.integers(1, 99), floor=st.integers(1, 60))
def test_a_room_range_gives_every_room_between_once(first: int, last: int, floor: int) -> None:
    text = f"{floor}{first:02d}-{floor}{last:02d}"
    if last <= first:
        with pytest.raises(BadRange):
            expand_rooms(text)
    else:
        assert expand_rooms(text) == tuple(f"{floor}{n:02d}" for n in range(first, last + 1))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1-9号单号", ["1号", "3号", "5号", "7号", "9号"]),
        ("2至6号双号", ["2号", "4号", "6号"]),
        ("12、14-16号", ["12号", "14号", "15号", "16号"]),
        ("12-1号", []),
        ("12号", []),
        ("12号之二", []),
        ("临12号", []),
    ],
)
def test_number_ranges_follow_the_number_grammar(text: str, numbers: list[str]) -> None:
    assert list(expand_numbers(text, dash_is_suffix=False)) == numbers


def test_a_plain_dash_may_be_declared_a_suffix() -> None:
    assert expand_numbers("1-2号", dash_is_suffix=False) == ("1号", "2号")
    assert expand_numbers("1-2号", dash_is_suffix=True) == ()
    assert expand_numbers("1-2、3号", dash_is_suffix=True) == ("1-2号", "3号")


def _table(path: Path) -> Path:
    rows = [
        ["社区", "门牌号", "室号"],
        ["营平社区", "12号", "101-103"],
        ["营平社区", "12-1号", "101"],
        ["同上", "1-5号单号", ""],
        ["营平社区", "20号", "101-208"],
        ["营平社区", "1-3号", "101-102"],
        ["营平社区", "40号", "同上"],
    ]
    return b.xlsx(path / "a.xlsx", rows)


def test_ranges_wait_for_the_preview(tmp_path: Path) -> None:
    assert b.rules(b.read(_table(tmp_path)))[1:] == [
        "range_needs_preview",
        "ok",
        "range_needs_preview",
        "bad_range",
        "range_needs_preview/range_needs_preview",
        "range_needs_preview",
    ]


def test_confirmed_ranges_become_records_of_the_same_row(tmp_path: Path) -> None:
    rows = b.read(_table(tmp_path), expand=True)
    assert [
        (row.row_no, row.part, row.cells["number"], row.cells.get("room", ""))
        for row in b.kept(rows)
        if not row.issues
    ] == [
        (2, 1, "12号", "101"),
        (2, 2, "12号", "102"),
        (2, 3, "12号", "103"),
        (3, 0, "12-1号", "101"),
        (4, 1, "1号", ""),
        (4, 2, "3号", ""),
        (4, 3, "5号", ""),
        (7, 1, "40号", "101"),
        (7, 2, "40号", "102"),
    ]
    assert [row.row_no for row in rows if row.issues] == [5, 6]


def test_the_preview_shows_what_would_expand_and_is_json(tmp_path: Path) -> None:
    (sheet,) = preview(_table(tmp_path), ReadOptions())
    assert sheet.expansions[0] == {"row": 2, "field": "room", "count": 3, "first": "101", "last": "103"}
    assert (sheet.expanded_rows, sheet.records, sheet.skipped) == (3, 11, {"header_row": 1})
    assert sheet.issues == {"bad_range": 3}
    assert json.loads(json.dumps(asdict(sheet)))["columns"][1] == {
        "letter": "B",
        "heading": "门牌号",
        "field": "number",
    }
