from pathlib import Path

import pytest

from db.domain.importing import Field, Kind
from desktop.files.workbook.context import title_fields
from desktop.files.workbook.reader import ReadOptions, preview
from desktop.files.workbook.vocabulary import vocabulary
from tests.desktop.files.workbook import builders as b

_JIAXING = {
    "住宅": "地址编码 市辖区 镇街道 村社区 小区名称 门牌号 幢号 单元号 户室号 门牌规格 邮政编码 "
    "产权人姓名 申办人 联系电话 申报单位 编制日期",
    "道路": "地址编码 市辖区 镇街道 村社区 道路名称 道路起点 道路讫点 编制规则 号码区段 门牌号码 原门牌地址 "
    "预留号段 商铺名称",
    "农村": "地址编码 市辖区 镇街道 村社区 自然村名称 门牌号 户室号 原门牌号码",
    "调查": "镇街 行政村现名 自然村 门牌号 户主",
}


@pytest.mark.parametrize("name", _JIAXING)
def test_real_templates_are_understood(tmp_path: Path, name: str) -> None:
    headings = _JIAXING[name].split()
    (sheet,) = preview(b.csv_file(tmp_path / "a.csv", [headings, ["x"] * len(headings)]), ReadOptions())
    found = {column["field"] for column in sheet.columns}
    assert {"subdistrict", "number"} <= found
    assert len(found) >= 4
    assert "personal" not in found


def test_titles_above_the_header_are_counted_and_give_the_community(tmp_path: Path) -> None:
    rows = [
        ["厦门市思明区鹭江街道营平社区门牌登记表"],
        [],
        ["填报日期:2024年", "小区：海滨花园"],
        ["路名", "门牌号"],
        ["开元路", "1号"],
    ]
    read = b.read(b.xlsx(tmp_path / "a.xlsx", rows))
    assert b.rules(read) == ["title_row", "blank_row", "title_row", "header_row", "ok"]
    assert b.texts(read, "community", "compound") == [("营平社区", "海滨花园")]


def test_a_column_of_its_own_beats_the_title_even_where_blank(tmp_path: Path) -> None:
    rows = [["营平社区门牌登记表"], ["社区", "门牌号"], ["双莲池社区", "1号"], ["", "2号"]]
    assert b.texts(b.read(b.xlsx(tmp_path / "a.xlsx", rows)), "community") == [("双莲池社区",), ("",)]


def test_titles_that_contradict_each_other_say_nothing(tmp_path: Path) -> None:
    rows = [["营平社区门牌登记表"], ["社区：双莲池社区"], ["路名", "门牌号"], ["开元路", "1号"]]
    assert b.texts(b.read(b.xlsx(tmp_path / "a.xlsx", rows)), "community") == [("",)]


@pytest.mark.parametrize(
    ("name", "building"),
    [
        ("3幢", "3幢"),
        ("3号楼", "3号楼"),
        ("A栋", "A栋"),
        ("3#楼", "3#楼"),
        ("海滨花园12幢", "12幢"),
        ("Sheet3", ""),
        ("3幢5幢", ""),
    ],
)
def test_the_sheet_name_gives_the_building(tmp_path: Path, name: str, building: str) -> None:
    path = b.xlsx(tmp_path / "a.xlsx", [["小区", "室号"], ["海滨花园", "101"]], sheet=name)
    assert b.texts(b.read(path), "building") == [(building,)]


def test_two_heading_rows_are_joined_and_the_former_address_stays_apart(tmp_path: Path) -> None:
    rows = [
        ["序号", "社区", "现地址", "", "原地址", "", "产权人", ""],
        ["", "", "路名", "门牌号", "路名", "门牌号", "姓名", "电话"],
        [1, "营平社区", "开元路", "12号", "旧路", "7号", "张三", "139"],
    ]
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 0, 7)]
    read = b.read(b.xlsx(tmp_path / "a.xlsx", rows, merges=merges))
    assert b.rules(read) == ["header_row", "header_row", "ok"]
    assert dict(b.kept(read)[0].cells) == {
        "serial": "1",
        "community": "营平社区",
        "street": "开元路",
        "number": "12号",
    }


def test_personal_columns_are_named_and_never_read(tmp_path: Path) -> None:
    headings = ["门牌号", "社区", "户主", "联系电话", "身份证号码", "产权人姓名", "手机号"]
    path = b.csv_file(
        tmp_path / "a.csv", [headings, ["1号", "营平社区", "张三", "139", "3502", "李四", "138"]]
    )
    (record,) = b.kept(b.read(path))
    assert dict(record.cells) == {"number": "1号", "community": "营平社区"}
    (sheet,) = preview(path, ReadOptions())
    assert [column["letter"] for column in sheet.personal] == ["C", "D", "E", "F", "G"]


def test_a_mapping_names_a_renamed_column_and_leaves_another_out(tmp_path: Path) -> None:
    path = b.csv_file(tmp_path / "a.csv", [["社区", "号牌", "备注"], ["营平社区", "1号", "x"]])
    refused = b.refused(path)
    assert (refused.why, refused.row, refused.detail) == ("missing_column", 1, "number")
    (record,) = b.kept(b.read(path, columns={"号牌": "number", "备注": ""}))
    assert dict(record.cells) == {"community": "营平社区", "number": "1号"}


def test_two_columns_of_one_meaning_are_refused_with_their_letters(tmp_path: Path) -> None:
    refused = b.refused(b.csv_file(tmp_path / "a.csv", [["门牌号", "社区", "门牌号码"], ["1号", "x", "2号"]]))
    assert (refused.why, refused.column, refused.detail) == ("doubled_column", "A, C", "number")


def test_a_qr_list_needs_payload_or_code_with_address(tmp_path: Path) -> None:
    lists = {"a": ["地址编码", "标准地址"], "b": ["标准地址", "二维码内容"], "c": ["地址编码", "社区"]}
    for name, headings in lists.items():
        b.csv_file(tmp_path / f"{name}.csv", [headings, ["x", "y"]])
    assert len(b.kept(b.read(tmp_path / "a.csv", kind=Kind.QR))) == 1
    assert len(b.kept(b.read(tmp_path / "b.csv", kind=Kind.QR))) == 1
    assert b.refused(tmp_path / "c.csv", kind=Kind.QR).why == "missing_column"


def test_a_list_of_one_column_is_read(tmp_path: Path) -> None:
    path = b.csv_file(tmp_path / "a.csv", [["标准地址"], ["思明区开元路12号"]])
    assert b.texts(b.read(path), "address") == [("思明区开元路12号",)]


def test_a_sheet_without_header_is_counted_where_another_has_one(tmp_path: Path) -> None:
    path = b.xlsx_sheets(tmp_path / "a.xlsx", {"封": [["请按要求填写"], [], ["谢谢"]], "表": b.LIST})
    assert b.rules(b.read(path))[:4] == [
        "sheet_without_header",
        "blank_row",
        "sheet_without_header",
        "header_row",
    ]


def test_a_summary_sheet_is_left_out_by_its_own_rule(tmp_path: Path) -> None:
    summary = [["镇街", "社区", "户数"], ["鹭江", "营平社区", 7]]
    path = b.xlsx_sheets(tmp_path / "a.xlsx", {"汇总": summary, "表": b.LIST})
    assert b.rules(b.read(path))[:2] == ["summary_sheet"] * 2


def test_no_header_anywhere_is_an_error(tmp_path: Path) -> None:
    assert b.refused(b.csv_file(tmp_path / "a.csv", [["甲", "乙"], ["1", "2"]])).why == "no_header"


def test_every_field_but_personal_has_a_synonym() -> None:
    assert set(vocabulary().headings.values()) == set(Field) - {Field.PERSONAL}
    assert vocabulary().field_of("所属社区（村）名称") is Field.COMMUNITY
    assert vocabulary().field_of("*门牌号 （必填）") is Field.NUMBER


@pytest.mark.parametrize(
    ("title", "community"),
    [
        ("营平社区门牌登记表", "营平社区"),
        ("厦门市思明区鹭江街道营平社区居委会标准地址清单", "营平社区"),
        ("洪塘镇三忠村农村门牌登记表", "三忠村"),
        ("洪塘镇农村门牌登记表", ""),
        ("各社区门牌汇总表", ""),
        ("思明区社区门牌登记表", ""),
        ("海滨小区门牌登记表", ""),
    ],
)
def test_only_a_title_that_names_one_community_gives_it(title: str, community: str) -> None:
    assert title_fields([[title]]).get("community", "") == community


def test_a_grid_title_gives_the_address_without_its_administrative_part() -> None:
    title = "厦门市思明区滨海街道湖滨社区湖滨南路88号海滨花园7幢楼盘表"
    assert title_fields([[title]], grid=True) == {
        "street": "湖滨南路",
        "number": "88号",
        "compound": "海滨花园",
        "building": "7幢",
        "community": "湖滨社区",
    }
