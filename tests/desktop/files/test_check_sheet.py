"""A check sheet goes out as a workbook and comes back as office programs leave it: nothing that was said is lost."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from db.domain.address import NodeKind
from db.domain.check_return import IssuedRow, ReturnedRows, read_return
from db.domain.check_sheet import form_number, row_key
from db.domain.errors import BadFile, StoreUnavailable
from db.domain.progress import Cancelled, Silent
from desktop.files.check_sheet_read import read_check_sheets
from desktop.files.check_sheet_xlsx import FREE_ROWS, HEAD_ROW, SheetHead, write_check_sheet

NUMBER = form_number("350203005001", "2026", 1, 1)
OTHER = form_number("350203005002", "2026", 1, 1)
HEAD = SheetHead(NUMBER, "筼筜街道", "官任社区", "2026-11-23", "2026-12-23")
FIRST = HEAD_ROW + 1
ADDRESS, OWN, FLOOR, VERDICT, NEW_TEXT, NOTE, KEY = 2, 4, 5, 7, 8, 12, 13


def issued(count: int = 4, head: SheetHead = HEAD) -> list[IssuedRow]:
    values = {"floor": "", "existence": "exists", "plate": ""}
    return [
        IssuedRow(
            n,
            100 + n,
            1,
            NodeKind.DOOR,
            f"厦门市思明区湖滨南路{n * 2}号",
            {**values, "own_text": f"{n * 2}号"},
        )
        for n in range(1, count + 1)
    ]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "核查表.xlsx"
    write_check_sheet(path, HEAD, issued(), Silent())
    return path


def changed(path: Path, change: Callable[[Worksheet], object]) -> ReturnedRows:
    """The file after a community worked on it."""
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    (found,) = read_check_sheets(path)
    return found


def cells(found: ReturnedRows) -> dict[str, dict[str, str]]:
    return {row.key.partition("-")[0]: dict(row.cells) for row in found.rows}


def why(path: Path) -> str:
    with pytest.raises(BadFile) as told:
        read_check_sheets(path)
    return told.value.why


def test_what_went_out_is_locked_and_what_is_theirs_is_open(sheet: Path) -> None:
    main = load_workbook(sheet).worksheets[0]
    assert main.protection.sheet
    listed = {n: bool(main.cell(FIRST, n).protection.locked) for n in range(1, KEY + 1)}
    assert {n for n, locked in listed.items() if not locked} == {7, 8, 9, 10, 11, 12}
    assert not main.cell(FIRST + 4, ADDRESS).protection.locked
    assert main.column_dimensions["M"].hidden
    assert main.cell(FIRST, KEY).value == row_key(NUMBER, 1, 101)
    assert NUMBER in str(main["A2"].value)
    assert NUMBER in str(main.oddHeader.right.text)
    assert "&P" in str(main.oddFooter.center.text)
    assert (main.print_title_rows, main.page_setup.orientation) == (f"${HEAD_ROW}:${HEAD_ROW}", "landscape")
    assert main.page_setup.fitToWidth == 1
    lists = {str(one.sqref): one.formula1 for one in main.data_validations.dataValidation}
    last = HEAD_ROW + 4 + FREE_ROWS
    assert lists[f"G{FIRST}:G{last}"] == '"一致,有误,不存在,新增"'


def test_the_hidden_sheet_bears_the_number_and_a_guide_says_how(sheet: Path) -> None:
    book = load_workbook(sheet)
    assert [(one.title, one.sheet_state) for one in book.worksheets] == [
        ("核查表", "visible"),
        ("填写说明", "visible"),
        ("表号", "hidden"),
    ]
    assert book.worksheets[2]["A1"].value == NUMBER


def test_an_untouched_file_says_nothing_but_lists_every_row(sheet: Path) -> None:
    (found,) = read_check_sheets(sheet)
    assert (found.number, found.file, len(found.rows)) == (NUMBER, "核查表.xlsx", 4)
    rows = {one.row_no: one for one in issued()}
    assert all(one.is_blank for one in read_return(NUMBER, found.rows, rows))


def test_text_that_looks_like_a_formula_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    row = IssuedRow(
        1, 1, 1, NodeKind.DOOR, "=1+1<&>", {"own_text": "1号", "floor": "", "existence": "exists"}
    )
    write_check_sheet(path, HEAD, [row], Silent())
    assert load_workbook(path).worksheets[0].cell(FIRST, ADDRESS).value == "=1+1<&>"


def test_answers_and_new_rows_come_back(sheet: Path) -> None:
    def fill(main: Worksheet) -> None:
        main.cell(FIRST, VERDICT, "有误")
        main.cell(FIRST, NEW_TEXT, "22号")
        main.cell(FIRST + 4, ADDRESS, "湖滨南路16号")
        main.cell(FIRST + 4, VERDICT, "新增")

    found = cells(changed(sheet, fill))
    assert (found["1"]["verdict"], found["1"]["new_own_text"]) == ("有误", "22号")
    assert found[""] == {"address": "湖滨南路16号", "verdict": "新增"}


def test_the_line_to_sign_is_no_new_address(sheet: Path) -> None:
    def sign(main: Worksheet) -> None:
        main.cell(main.max_row, 1, "核查人：张三 社区负责人：李四")

    assert "" not in cells(changed(sheet, sign))


def order_reversed(main: Worksheet) -> None:
    rows = [[main.cell(FIRST + n, at).value for at in range(1, KEY + 1)] for n in range(4)][::-1]
    for n, row in enumerate(rows):
        for at, value in enumerate(row, 1):
            main.cell(FIRST + n, at).value = value


def columns_moved(main: Worksheet) -> None:
    for n in range(HEAD_ROW, main.max_row + 1):
        values = [main.cell(n, at).value for at in range(1, KEY + 1)][::-1]
        for at, value in enumerate(values, 1):
            main.cell(n, at).value = value


CHANGES: dict[str, Callable[[Worksheet], object]] = {
    "sorted": order_reversed,
    "columns moved": columns_moved,
    "filtered": lambda main: setattr(main.row_dimensions[FIRST + 1], "hidden", True),
    "unlocked": lambda main: setattr(main.protection, "sheet", False),
    "renamed": lambda main: setattr(main, "title", "Sheet1 (2)"),
    "a line inserted": lambda main: main.insert_rows(FIRST + 2),
    "lines above": lambda main: main.insert_rows(1, 3),
    "a column inserted": lambda main: main.insert_cols(3),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_office_programs_do_to_a_sheet_loses_no_answer(sheet: Path, change: str) -> None:
    def work(main: Worksheet) -> None:
        for n in range(4):
            main.cell(FIRST + n, VERDICT, "一致")
        CHANGES[change](main)

    found = changed(sheet, work)
    assert {key: one["verdict"] for key, one in cells(found).items()} == dict.fromkeys("1234", "一致")
    rows = {one.row_no: one for one in issued()}
    assert not any(one.refused for one in read_return(NUMBER, found.rows, rows))


def test_rows_taken_out_are_rows_not_answered(sheet: Path) -> None:
    found = changed(sheet, lambda main: main.delete_rows(FIRST, 2))
    assert set(cells(found)) == {"3", "4"}


def test_a_merged_answer_counts_for_every_row(sheet: Path) -> None:
    def merge(main: Worksheet) -> None:
        main.cell(FIRST, VERDICT, "一致")
        main.merge_cells(start_row=FIRST, end_row=FIRST + 2, start_column=VERDICT, end_column=VERDICT)

    assert [row.cells.get("verdict", "") for row in changed(sheet, merge).rows] == ["一致"] * 3 + [""]


def test_figures_and_full_width_forms_are_texts(sheet: Path) -> None:
    def fill(main: Worksheet) -> None:
        main.cell(FIRST, 9, 3.0)
        main.cell(FIRST + 1, 9, "３")
        main.cell(FIRST + 2, KEY).value = f" {row_key(NUMBER, 3, 103)} "

    found = changed(sheet, fill)
    rows = {one.row_no: one for one in issued()}
    said = read_return(NUMBER, found.rows, rows)
    assert [one.words.get("floor") for one in said] == ["3", "3", None, None]
    assert not any(one.refused for one in said)


def test_two_communities_sheets_in_one_file_are_told_apart(sheet: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.xlsx"
    write_check_sheet(other, SheetHead(OTHER, "筼筜街道", "仙阁社区", "", ""), issued(2), Silent())
    book = load_workbook(sheet)
    book.remove(book["表号"])
    copy = book.create_sheet("另一个")
    for row in load_workbook(other).worksheets[0].iter_rows(values_only=True):
        copy.append(row)
    book.save(sheet)
    assert {one.number: len(one.rows) for one in read_check_sheets(sheet)} == {NUMBER: 4, OTHER: 2}


def wrong_number(main: Worksheet) -> None:
    main["A2"] = str(main["A2"].value).replace(NUMBER, NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda main: main.delete_cols(KEY), "no_key_column"),
        (lambda main: setattr(main["A2"], "value", f"表号：{OTHER}"), "two_form_numbers"),
        (wrong_number, "bad_form_number"),
        (lambda main: main.delete_rows(HEAD_ROW), "no_check_sheet"),
    ],
)
def test_a_file_that_cannot_be_told_apart_is_refused(
    sheet: Path, change: Callable[[Worksheet], object], told: str
) -> None:
    book = load_workbook(sheet)
    change(book.worksheets[0])
    book.save(sheet)
    assert why(sheet) == told


def test_the_hidden_number_is_enough_and_without_any_there_is_none(sheet: Path) -> None:
    book = load_workbook(sheet)
    book.worksheets[0]["A2"] = ""
    book.save(sheet)
    assert read_check_sheets(sheet)[0].number == NUMBER
    book.remove(book["表号"])
    book.save(sheet)
    assert why(sheet) == "no_form_number"


def test_other_files_are_no_check_sheets(tmp_path: Path) -> None:
    assert why(tmp_path / "没有.xlsx") == "not_found"
    book = Workbook()
    book.worksheets[0].append(["核查结果", "一致"])
    book.save(tmp_path / "别的.xlsx")
    assert why(tmp_path / "别的.xlsx") == "no_check_sheet"
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 500)
    assert why(tmp_path / "坏.xlsx") == "not_a_workbook"


def test_a_cancel_and_a_missing_folder_leave_nothing(tmp_path: Path) -> None:
    class Never(Silent):
        def step(self, done: int, total: int, note: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_check_sheet(tmp_path / "a.xlsx", HEAD, issued(), Never())
    with pytest.raises(StoreUnavailable):
        write_check_sheet(tmp_path / "无" / "a.xlsx", HEAD, issued(), Silent())
    bad = IssuedRow(
        1, 1, 1, NodeKind.DOOR, "湖滨\x01路", {"own_text": "1号", "floor": "", "existence": "exists"}
    )
    with pytest.raises(BadFile, match="bad_character"):
        write_check_sheet(tmp_path / "a.xlsx", HEAD, [bad], Silent())
    assert list(tmp_path.iterdir()) == []


texts = st.sampled_from(["", "一致", "有误", "不存在", "新增", "22号", "3层", "大概", "13800138000", "无"])
answers = st.lists(st.fixed_dictionaries({at: texts for at in range(VERDICT, KEY)}), min_size=4, max_size=4)


@settings(max_examples=15)
@given(answers, st.permutations(range(4)))
def test_read_is_what_was_said_whatever_the_order(
    tmp_path_factory: pytest.TempPathFactory, filled: Sequence[dict[int, str]], order: Sequence[int]
) -> None:
    path = tmp_path_factory.mktemp("round") / "a.xlsx"
    write_check_sheet(path, HEAD, issued(), Silent())
    book = load_workbook(path)
    main: Any = book.worksheets[0]
    rows = [[main.cell(FIRST + n, at).value for at in range(1, KEY + 1)] for n in range(4)]
    for target, source in enumerate(order):
        for at, value in enumerate(rows[source], 1):
            main.cell(FIRST + target, at).value = filled[source].get(at) or value
    book.save(path)
    (found,) = read_check_sheets(path)
    names = ("verdict", "new_own_text", "new_floor", "new_existence", "plate", "note")
    for row in found.rows:
        given_row = filled[int(row.key.partition("-")[0]) - 1]
        assert {name: row.cells.get(name, "") for name in names} == dict(
            zip(names, (given_row[at] for at in range(VERDICT, KEY)), strict=True)
        )
