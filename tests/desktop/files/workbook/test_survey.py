"""What a file shows before anything is decided, and what a clerk's decisions about its sheets do."""

from pathlib import Path

import pytest

from db.domain.errors import BadFile
from db.domain.importing import Kind
from desktop.files.workbook.options import ReadOptions, SheetChoice
from desktop.files.workbook.reader import read_rows, source_digest
from desktop.files.workbook.source import SourceFile, files_digest, given_files
from desktop.files.workbook.survey import SheetSurvey, survey
from tests.desktop.files.workbook.builders import LIST, Rows, xlsx, xlsx_sheets

PEOPLE: Rows = [["登记表"], ["社区", "路名", "门牌号", "户主"], ["官任社区", "湖滨南路", "2号", "张三"]]


def looked(path: Path, options: ReadOptions | None = None) -> list[SheetSurvey]:
    return survey(SourceFile(path, path.name), options or ReadOptions())


def records(path: Path, *choices: SheetChoice, **columns: str) -> list[tuple[int, dict[str, str]]]:
    options = ReadOptions(sheets=choices, columns=columns)
    return [(row.row_no, dict(row.cells)) for row in read_rows(path, options) if not row.skipped]


def test_headings_fields_and_samples_are_told_and_no_personal_value(tmp_path: Path) -> None:
    (sheet,) = looked(xlsx(tmp_path / "a.xlsx", PEOPLE))
    assert (sheet.shape, sheet.header_rows, sheet.used, sheet.fault) == ("list", (2,), True, "")
    assert [(c.letter, c.heading, c.field, c.samples) for c in sheet.columns] == [
        ("A", "社区", "community", ("官任社区",)),
        ("B", "路名", "street", ("湖滨南路",)),
        ("C", "门牌号", "number", ("2号",)),
        ("D", "户主", "personal", ()),
    ]
    assert dict(sheet.rows)[2] == ("社区", "路名", "门牌号", "户主")
    assert "张三" not in str(sheet)


def test_a_sheet_that_only_sums_up_and_a_sheet_without_heading_are_not_read_by_themselves(
    tmp_path: Path,
) -> None:
    path = xlsx_sheets(
        tmp_path / "a.xlsx", {"表1": LIST, "汇总": [["合计", 3]], "草稿": [["x", "y"], ["1", "2"]]}
    )
    assert [(one.sheet, one.used, one.shape) for one in looked(path)] == [
        ("表1", True, "list"),
        ("汇总", False, "unknown"),
        ("草稿", False, "unknown"),
    ]


def test_a_missing_column_is_named_before_anything_is_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["社区", "路名"], ["官任社区", "湖滨南路"]])
    (sheet,) = looked(path)
    assert (sheet.fault, sheet.detail) == ("missing_column", "number")
    (sheet,) = looked(path, ReadOptions(kind=Kind.QR))
    assert (sheet.fault, sheet.detail) == ("missing_column", "payload")


def test_the_rows_of_the_heading_are_the_clerk_s_to_say(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        [["社区", "路名", "门牌号"], ["新社区", "新路名", "新门牌号"], ["甲", "乙", "2号"]],
    )
    assert [number for number, _ in records(path)] in ([2, 3], [3])
    given = records(path, SheetChoice("a.xlsx", "Sheet1", True, (2,)), 新社区="community", 新路名="street")
    assert given == [(3, {"community": "甲", "street": "乙", "number": "2号"})]


def test_without_a_heading_columns_go_by_their_letters(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["湖滨南路2号"], ["湖滨南路4号"]])
    choice = SheetChoice("a.xlsx", "Sheet1", True, ())
    (sheet,) = looked(path, ReadOptions(sheets=(choice,)))
    assert [(one.heading, one.samples) for one in sheet.columns] == [("A列", ("湖滨南路2号", "湖滨南路4号"))]
    assert records(path, choice, A列="address") == [
        (1, {"address": "湖滨南路2号"}),
        (2, {"address": "湖滨南路4号"}),
    ]


def test_bare_addresses_in_one_column_need_no_heading_and_nobody_to_say_so(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["厦门市思明区湖滨南路2号"], ["湖滨南路4号1幢"], ["不详"]])
    (sheet,) = looked(path)
    assert (sheet.shape, sheet.used, sheet.header_rows) == ("list", True, ())
    assert [cells["address"] for _, cells in records(path)] == [
        "厦门市思明区湖滨南路2号",
        "湖滨南路4号1幢",
        "不详",
    ]


@pytest.mark.parametrize("rows", [[["第一批"], ["第二批"]], [["湖滨南路2号", "张三"]], [["1"], ["2"]]])
def test_what_is_no_list_of_addresses_still_lacks_its_heading(tmp_path: Path, rows: Rows) -> None:
    with pytest.raises(BadFile) as refused:
        records(xlsx(tmp_path / "a.xlsx", rows))
    assert refused.value.why == "no_header"


def test_a_sheet_left_out_is_accounted_for_row_by_row_even_when_it_is_the_only_one(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", LIST)
    options = ReadOptions(sheets=(SheetChoice("a.xlsx", "Sheet1", False),))
    assert [row.skipped for row in read_rows(path, options)] == ["sheet_left_out"] * 4


def test_options_survive_being_written_down() -> None:
    options = ReadOptions(
        columns={"甲": "street", "乙": ""},
        expand=True,
        sheets=(SheetChoice("a.xlsx", "表1", True, (2, 3)), SheetChoice("b.xlsx", "", False)),
    )
    assert ReadOptions.from_json(options.to_json()) == options


@pytest.mark.parametrize(
    "sheets",
    ['{"file": "a"}', "[3]", '[{"file": "a"}]', '[{"file": "a", "sheet": "b", "header": [2, 4]}]']
    + ['[{"file": "a", "sheet": "b", "header": [0]}]', '[{"file": "a", "sheet": "b", "rows": 1}]']
    + [
        '[{"file": "a", "sheet": "b", "header": [true]}]',
        '[{"file": "a", "sheet": "b", "header": [1, 2, 3]}]',
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(sheets: str) -> None:
    with pytest.raises(BadFile) as refused:
        ReadOptions.from_json(f'{{"sheets": {sheets}}}')
    assert refused.value.why == "bad_mapping"


def test_files_of_one_name_are_told_apart_and_each_is_read_once(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        xlsx(tmp_path / name / "a.xlsx", LIST)
    lone = xlsx(tmp_path / "b.xlsx", LIST)
    found = given_files([tmp_path / "甲", tmp_path / "乙" / "a.xlsx", tmp_path / "甲" / "a.xlsx", lone])
    assert [one.name for one in found] == ["甲/a.xlsx", "乙/a.xlsx", "b.xlsx"]
    assert files_digest(found[-1:]) == source_digest(lone)
    assert files_digest(found) != files_digest(found[:2])
    with pytest.raises(BadFile):
        given_files([])


def test_the_sample_row_of_a_form_is_no_address(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [LIST[0], ["示例", *LIST[1][1:]], *LIST[1:]])
    assert [row.skipped for row in read_rows(path, ReadOptions())][1] == "sample_row"
    assert len(records(path)) == 3
