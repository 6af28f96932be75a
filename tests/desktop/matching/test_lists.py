from pathlib import Path

import openpyxl
import pytest

from db.domain.errors import BadFile
from desktop.matching import lists
from desktop.matching.lists import read_file
from tests.desktop.matching.test_written import GUID


def workbook(folder: Path, *sheets: tuple[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = folder / "公安清单.xlsx"
    book.save(file)
    return file


def test_a_workbooks_rows_keep_the_numbers_they_have_in_the_sheet(tmp_path):
    rows = [
        ["思明区地址清单"],
        ["序号", "地址", "地址编码"],
        [1, "湖滨南路1号", GUID],
        [2, None, None],
        [3, 12],
    ]
    found = read_file(workbook(tmp_path, ("封面", []), ("清单", rows), ("旧表", [["x"]])))
    assert (found.name, found.sheet, found.other_sheets) == ("公安清单.xlsx", "清单", ("旧表",))
    kept = [(one.no, one.text, one.code, one.fault) for one in found.block.lines]
    assert kept == [
        (1, "思明区地址清单", "", "above_heading"),
        (3, "湖滨南路1号", GUID, ""),
        (4, "", "", "empty"),
        (5, "12", "", ""),
    ]


def test_a_cell_of_an_error_is_told_as_such(tmp_path):
    file = workbook(tmp_path, ("清单", [["地址"], ["湖滨南路1号"], ["=1/0"]]))
    book = openpyxl.load_workbook(file)
    book.active.cell(3, 1).value = "#REF!"
    book.active.cell(3, 1).data_type = "e"
    book.save(file)
    assert [one.fault for one in read_file(file).block.lines] == ["", "unreadable_cell"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_line_by_line_whatever_its_encoding(tmp_path, encoding):
    file = tmp_path / "清单.txt"
    file.write_text("厦门市，思明区,湖滨南路1号\n湖滨南路2号\n", encoding=encoding)
    assert [one.text for one in read_file(file).block.lines] == ["厦门市，思明区,湖滨南路1号", "湖滨南路2号"]


def test_a_csv_is_cut_at_its_commas(tmp_path):
    file = tmp_path / "清单.csv"
    file.write_text(f"地址,地址编码\n湖滨南路1号,{GUID}\n", encoding="utf-8")
    assert [(one.text, one.code) for one in read_file(file).block.lines] == [("湖滨南路1号", GUID)]


def test_a_file_with_more_lines_than_the_room_takes_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(lists, "MOST_LINES", 3)
    monkeypatch.setattr(lists, "_MARGIN_ROWS", 0)
    file = tmp_path / "清单.txt"
    file.write_text("湖滨南路1号\n" * 4, encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read_file(file)
    assert (caught.value.why, caught.value.detail) == ("too_large", "> 3")


def test_an_empty_workbook_is_refused_by_name(tmp_path):
    with pytest.raises(BadFile) as caught:
        read_file(workbook(tmp_path, ("清单", [])))
    assert (caught.value.file, caught.value.why) == ("公安清单.xlsx", "empty_file")
