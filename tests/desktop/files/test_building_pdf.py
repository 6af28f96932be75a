import re
from pathlib import Path

import pypdfium2
import pytest

from db.domain.errors import StoreUnavailable
from desktop.files.building_pages import BuildingPages, PaperCell, PaperState
from desktop.files.building_pdf import write_building

GREEN = "#d3efdc"


def building(
    floors: int, stairs: int, rooms: int, paper: str = "A4", title: str = "思明区盈翠花园3幢"
) -> BuildingPages:
    cells = {(0, stair * rooms): PaperCell(f"{stair + 1}梯", "批", GREEN) for stair in range(stairs)}
    for row in range(floors):
        for column in range(stairs * rooms):
            text = f"{floors - row}{column % rooms + 1:02}室"
            cells[row + 1, column] = PaperCell(text, "批", GREEN)
    return BuildingPages(
        *(title, "思明区民政局", "法律状态", "2026-11-22　林惠安", paper),
        ("梯位", *(f"{floors - row} 层" for row in range(floors))),
        stairs * rooms,
        cells,
        (PaperState("批", "已批准", GREEN, len(cells)),),
        has_stairs=True,
        spans=tuple((stair * rooms, rooms) for stair in range(stairs)),
        starts=frozenset(stair * rooms for stair in range(1, stairs)),
    )


def texts(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    return [page.get_textpage().get_text_bounded().replace("\r\n", " ") for page in document]


def words(page: str) -> list[str]:
    return page.split()


@pytest.mark.parametrize(
    ("floors", "stairs", "rooms", "paper", "pages"),
    [(18, 2, 4, "A4", 1), (33, 6, 4, "A4", 4), (200, 2, 10, "A3", 7), (1, 1, 1, "A3", 1)],
)
def test_every_address_stands_on_a_numbered_page_once(tmp_path, floors, stairs, rooms, paper, pages):
    file = tmp_path / "a.pdf"
    said = building(floors, stairs, rooms, paper)
    assert write_building(file, said) == pages
    found = texts(file)
    assert [f"第 {n} 页　共 {pages} 页" in one for n, one in enumerate(found, 1)] == [True] * pages
    shown = [text for page in found for text in re.findall("[0-9]+室", page)]
    assert sorted(shown) == sorted(cell.text for (row, _), cell in said.cells.items() if row)
    document = pypdfium2.PdfDocument(file)
    width, height = document[0].get_size()
    assert width > height


def test_every_page_names_the_building_its_stairs_and_the_legend(tmp_path):
    write_building(tmp_path / "a.pdf", building(33, 6, 4))
    for page, stairs in zip(texts(tmp_path / "a.pdf"), ("1234", "1234", "56", "56"), strict=True):
        assert "盈翠花园3幢 楼盘表" in page
        assert "已批准 798" in page
        assert [word for word in words(page) if word.endswith("梯")] == [f"{n}梯" for n in stairs]


def test_a_stair_wider_than_the_page_is_named_on_every_page_it_goes_on(tmp_path):
    assert write_building(tmp_path / "a.pdf", building(2, 1, 40)) == 3
    for page in texts(tmp_path / "a.pdf"):
        assert "1梯" in words(page)


def test_the_last_page_is_signed_and_only_the_first_is_not_a_continuation(tmp_path):
    write_building(tmp_path / "a.pdf", building(60, 1, 2))
    found = texts(tmp_path / "a.pdf")
    assert ["核对人：＿" in page for page in found] == [False, False, True]
    assert ["（接上页）" in page for page in found] == [False, True, True]


def test_a_rare_character_of_the_name_is_drawn_from_the_second_face(tmp_path):
    write_building(tmp_path / "a.pdf", building(1, 1, 1, title="思明区𠀁花园1幢"))
    assert b"HanaMinB" in (tmp_path / "a.pdf").read_bytes()


def test_a_building_without_anything_is_a_page_all_the_same(tmp_path):
    empty = BuildingPages("1幢", "民政局", "赋码", "2026-11-22", "A4", (), 0, {}, ())
    assert write_building(tmp_path / "a.pdf", empty) == 1


def test_a_folder_that_is_not_there_is_said_and_leaves_nothing(tmp_path):
    with pytest.raises(StoreUnavailable):
        write_building(tmp_path / "nowhere" / "a.pdf", building(1, 1, 1))
    assert list(tmp_path.iterdir()) == []
