from pathlib import Path

import pytest

from desktop.files.workbook.grid import floor_of
from desktop.files.workbook.reader import ReadOptions, preview
from tests.desktop.files.workbook import builders as b

_NUMBERED = [
    ["湖滨南路12号海滨花园3幢楼盘表"],
    ["楼层", "房号", "", "", ""],
    ["3层", 301, 302, "", 304],
    ["2层", "201", "202", "203", "204"],
    ["1层", "101", "架空层", "", ""],
    ["合计", 8],
]
_MARKED = [
    ["小区：海滨花园", "", "门牌号：12号", "", "幢号：5幢"],
    ["楼层", "1梯", "", "2梯", ""],
    ["", "01室", "02室", "01室", "02室"],
    [2, "√", "√", "√", "/"],
    [1, "住宅", "", "101", "?"],
    ["负一层", "", "", "√", ""],
]


def test_a_grid_waits_for_the_preview(tmp_path: Path) -> None:
    rows = b.read(b.xlsx(tmp_path / "a.xlsx", _NUMBERED, merges=[(1, 1, 1, 4), (4, 2, 4, 4)]))
    assert b.rules(rows) == [
        "title_row",
        "header_row",
        *["matrix_needs_preview"] * 8,
        "no_room",
        "total_row",
    ]


def test_a_confirmed_grid_gives_one_record_per_room(tmp_path: Path) -> None:
    rows = b.read(b.xlsx(tmp_path / "a.xlsx", _NUMBERED), expand=True)
    assert b.texts(rows, "street", "number", "compound", "building", "floor", "room")[:3] == [
        ("湖滨南路", "12号", "海滨花园", "3幢", "3", "301"),
        ("湖滨南路", "12号", "海滨花园", "3幢", "3", "302"),
        ("湖滨南路", "12号", "海滨花园", "3幢", "3", "304"),
    ]
    assert [(row.row_no, row.part) for row in b.kept(rows)] == [
        (3, 1),
        (3, 2),
        (3, 3),
        (4, 1),
        (4, 2),
        (4, 3),
        (4, 4),
        (5, 1),
    ]


def test_marks_under_stairs_and_sequences_become_rooms(tmp_path: Path) -> None:
    path = b.xlsx(tmp_path / "a.xlsx", _MARKED, merges=[(1, 1, 1, 2), (1, 3, 1, 4)])
    rows = b.read(path, expand=True)
    assert b.texts(rows, "compound", "number", "building", "stair", "floor", "room") == [
        ("海滨花园", "12号", "5幢", "1梯", "2", "201"),
        ("海滨花园", "12号", "5幢", "1梯", "2", "202"),
        ("海滨花园", "12号", "5幢", "2梯", "2", "201"),
        ("海滨花园", "12号", "5幢", "1梯", "1", "101"),
        ("海滨花园", "12号", "5幢", "2梯", "1", "101"),
        ("海滨花园", "12号", "5幢", "2梯", "1", "?"),
        ("海滨花园", "12号", "5幢", "2梯", "-1", "-101"),
    ]
    assert b.rules(rows).count("grid_cell_unreadable") == 1
    assert b.rules(rows).count("no_room") == 1


def test_several_blocks_in_one_sheet_keep_their_own_building(tmp_path: Path) -> None:
    block = [["楼层", "房号", ""], ["2层", "201", "202"], ["1层", "101", "102"]]
    path = b.xlsx(tmp_path / "a.xlsx", [["海滨花园1幢楼盘表"], *block, [], ["海滨花园2幢楼盘表"], *block])
    rows = b.read(path, expand=True)
    assert [building for (building,) in b.texts(rows, "building")] == ["1幢"] * 4 + ["2幢"] * 4
    assert b.counted(rows).keys() == set(range(1, 10))


def test_the_sheet_name_gives_a_grid_its_building(tmp_path: Path) -> None:
    path = b.xlsx(tmp_path / "a.xlsx", _NUMBERED[1:], sheet="7号楼")
    assert {building for (building,) in b.texts(b.read(path, expand=True), "building")} == {"7号楼"}


def test_a_list_with_a_floor_column_is_no_grid(tmp_path: Path) -> None:
    rows = [["楼层", "室号", "门牌号"], [2, "201", "12号"], [1, "101", "12号"]]
    assert b.texts(b.read(b.xlsx(tmp_path / "a.xlsx", rows)), "floor", "room", "number") == [
        ("2", "201", "12号"),
        ("1", "101", "12号"),
    ]


def test_a_row_that_is_no_floor_is_refused_and_not_lost(tmp_path: Path) -> None:
    path = b.xlsx(tmp_path / "a.xlsx", [*_NUMBERED[1:4], ["夹层", "M01", "M02"]])
    assert b.rules(b.read(path, expand=True))[-1] == "not_a_floor"


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("18层", 18),
        ("18F", 18),
        (18.0, 18),
        ("十八层", 18),
        ("负一层", -1),
        ("B1", -1),
        ("-2", -2),
        ("夹层", None),
        ("十", None),
        ("", None),
    ],
)
def test_floors_are_read(text: object, floor: int | None) -> None:
    assert floor_of(text) == floor  # type: ignore[arg-type]


def test_the_preview_tells_the_first_and_the_last_room(tmp_path: Path) -> None:
    (sheet,) = preview(b.xlsx(tmp_path / "a.xlsx", _NUMBERED), ReadOptions())
    assert (sheet.shape, sheet.floors, sheet.rooms, sheet.first_room, sheet.last_room) == (
        "grid",
        3,
        8,
        "301",
        "101",
    )
    assert sheet.context == {
        "street": "湖滨南路",
        "number": "12号",
        "compound": "海滨花园",
        "building": "3幢",
    }
    assert sheet.skipped == {"title_row": 1, "header_row": 1, "no_room": 1, "total_row": 1}
