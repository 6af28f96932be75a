"""Lists for the leader's desk, and the plate maker's list made with them."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.errors import BadFile, StoreUnavailable
from db.domain.plate import PlateClass
from desktop.files.list_xlsx import Column, write_list
from desktop.files.worklist_xlsx import WorklistRow, face_text, size_text, write_worklist
from tests.plates import a_plate, shipped_templates

COLUMNS = (Column("行号", 6, "count"), Column("编码", 20, "code"), Column("地址", 20))


def a_row(line: int = 1) -> WorklistRow:
    plate = a_plate(PlateClass.LARGE_DOOR)
    return WorklistRow(
        line=line,
        batch="SC-2026-001",
        subdistrict="筼筜街道",
        community="官任社区",
        full_text="福建省厦门市思明区湖滨南路12号",
        plate_class=PlateClass.LARGE_DOOR,
        size=size_text(shipped_templates()[PlateClass.LARGE_DOOR]),
        face_text=face_text(plate),
        pinyin="Húbīn Nánlù",
        addr_code="00350203001000123456789012345",
        payload="HTTPS://DZ.XM.GOV.CN/1",
        template_version=plate.template_version,
    )


def test_the_worklist_has_its_columns_and_the_plate(tmp_path: Path) -> None:
    assert write_worklist(tmp_path / "a.xlsx", [a_row()], unit="思明区民政局", date_text="2026-11-22") == 1
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "门楼牌制作明细清单"
    assert (rows[1][0], rows[1][15]) == ("单位：思明区民政局", "日期：2026-11-22")
    assert rows[2] == (
        *("行号", "批次号", "镇街", "社区", "完整标准地址", "牌类", "规格（毫米）", "牌面文字各区", "拼音"),
        *("统一编码", "二维码内容", "模板版本", "材质", "安装位置", "校验", "备注"),
    )
    assert rows[3][:9] == (
        *(1, "SC-2026-001", "筼筜街道", "官任社区", "福建省厦门市思明区湖滨南路12号", "大门牌"),
        *("600x400 (570x370)", "湖滨南路 | Húbīn Nánlù | 12号 | 361004", "Húbīn Nánlù"),
    )
    assert rows[3][9:12] == (*("00350203001000123456789012345", "HTTPS://DZ.XM.GOV.CN/1", "2026.1"),)
    assert [cell for cell in rows[5] if cell] == [
        f"{w}：＿＿＿＿＿＿＿＿" for w in ("制表", "复核", "批准", "厂家签收")
    ]


def test_the_sheet_prints_on_a4_with_its_heading_and_page_numbers(tmp_path: Path) -> None:
    write_list(
        tmp_path / "a.xlsx", "清单", COLUMNS, [(1, "a", "b")], unit="u", date_text="d", signatures=("x",)
    )
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "第 &P 页　共 &N 页"
    assert sheet.column_dimensions["B"].width == 20


dangerous = st.one_of(
    st.builds("{}{}".format, st.sampled_from("=+-@#'"), st.text("ABC123()!|$A厦", max_size=12)),
    st.sampled_from(["#N/A", "#REF!", "0012", "1E5", "12-1", "TRUE", " 空 ", "=", "=cmd|'/c calc'!A1"]),
)


@given(dangerous, dangerous)
def test_text_stays_text_whatever_it_begins_with(
    tmp_path_factory: pytest.TempPathFactory, a: str, b: str
) -> None:
    path = tmp_path_factory.mktemp("list") / "a.xlsx"
    write_list(path, "清单", COLUMNS, [(1, a, b)], unit="u", date_text="d", plain=True)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    cells = list(sheet[2])[1:]
    assert [cell.value for cell in cells] == [a, b]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}


def test_a_title_or_office_beginning_with_an_equals_sign_stays_text(tmp_path: Path) -> None:
    write_list(tmp_path / "a.xlsx", "=1+1", [Column("=2", 9)], [], unit="u", date_text="d")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [(sheet[c].value, sheet[c].data_type) for c in ("A1", "A3")] == [("=1+1", "s"), ("=2", "s")]


def test_the_plain_variant_is_heading_and_rows_alone(tmp_path: Path) -> None:
    count = write_list(
        tmp_path / "a.xlsx",
        "清单",
        COLUMNS,
        ((i, f"{i:05}", None) for i in range(3)),
        unit="u",
        date_text="d",
        signatures=("x",),
        plain=True,
    )
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert count == 3
    assert list(sheet.iter_rows(values_only=True)) == [
        ("行号", "编码", "地址"),
        (0, "00000", None),
        (1, "00001", None),
        (2, "00002", None),
    ]


@pytest.mark.parametrize(("text", "why"), [("a\x07b", "bad_character"), ("a" * 32_768, "cell_too_long")])
def test_a_value_no_workbook_can_hold_is_named(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(BadFile) as caught:
        write_list(
            tmp_path / "a.xlsx", "清单", COLUMNS, [(1, "a", "b"), (2, "a", text)], unit="u", date_text="d"
        )
    error = caught.value
    assert (error.why, error.sheet, error.row, error.column) == (why, "清单", 5, "地址")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said_with_the_path(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        write_worklist(tmp_path / "gone" / "a.xlsx", [replace(a_row(), line=2)], unit="u", date_text="d")
    assert caught.value.detail == str(tmp_path / "gone" / "a.xlsx")
