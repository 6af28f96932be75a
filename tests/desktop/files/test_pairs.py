from pathlib import Path

import openpyxl
import pytest

from db.domain import gb18030
from db.domain.errors import BadFile
from desktop.files.pairs import read_pairs

OWN, OTHER = "\ue763", "\ue764"


def test_a_workbook_of_codes_and_characters_is_read_under_its_headings(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["自造字对照表"], [], ["序", "字"], [None, "U+E763", "䶮"], ["E764", "U+87F3", "备注"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert read_pairs(tmp_path / "a.xlsx", "") == {OWN: "䶮", OTHER: "蟳"}


def test_a_text_in_the_senders_own_encoding_keeps_its_private_characters(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(gb18030.encode(f"自造字,标准字\n{OWN},䶮\n"))
    assert read_pairs(tmp_path / "a.csv", "") == {OWN: "䶮"}


@pytest.mark.parametrize(
    ("lines", "why", "row"),
    [
        (["U+E763,䶮", "4DAE,䶮"], "no_pair", 2),
        (["U+E763,䶮", "U+E764"], "no_pair", 2),
        (["U+E763,䶮", "U+E763,坂"], "doubled_row", 2),
        (["自造字,标准字", "a,b"], "empty_file", 0),
        (["一,二", "三,四", "五,六", "七,八"], "no_pair", 4),
    ],
)
def test_a_row_that_is_no_pair_is_named(tmp_path: Path, lines: list[str], why: str, row: int) -> None:
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        read_pairs(tmp_path / "a.csv", "")
    assert (caught.value.file, caught.value.why, caught.value.row) == ("a.csv", why, row)
