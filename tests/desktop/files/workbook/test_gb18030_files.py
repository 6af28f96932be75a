from pathlib import Path

import pytest

from db.domain import gb18030
from db.domain.errors import BadFile
from desktop.files.workbook.html_table import read_html
from desktop.files.workbook.text import decode, read_text

ROW = "2号,龻龴社区︙𬇞洲𫊻窟"


def test_a_list_in_the_newest_edition_is_read_without_private_characters(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(gb18030.encode(f"门牌号,社区\n{ROW}\n"))
    (sheet,) = read_text(file, "a.csv")
    assert list(sheet.rows) == [["门牌号", "社区"], ROW.split(",")]


def test_a_table_of_a_page_is_read_the_same_way(tmp_path: Path) -> None:
    file = tmp_path / "a.xls"
    cells = "".join(f"<td>{one}</td>" for one in ROW.split(","))
    file.write_bytes(gb18030.encode(f"<html><table><tr>{cells}</tr></table></html>"))
    (sheet,) = read_html(file, "a.xls")
    assert list(sheet.rows) == [ROW.split(",")]


def test_what_is_utf_8_never_passes_through_the_table() -> None:
    assert decode("\ue81e龴".encode(), "a.csv") == "\ue81e龴"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_what_is_utf_16_never_passes_through_the_table(encoding: str) -> None:
    assert decode(("\ufeff" + "\ue81e龴").encode(encoding), "a.csv") == "\ue81e龴"


def test_broken_bytes_name_the_file_and_the_row() -> None:
    with pytest.raises(BadFile) as caught:
        decode(gb18030.encode("门牌号\n1号\n2号") + b"\xff\xff", "a.csv")
    assert (caught.value.file, caught.value.why, caught.value.row) == ("a.csv", "wrong_encoding", 3)
