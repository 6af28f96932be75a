from pathlib import Path

import pypdfium2
import pytest

from db.domain.errors import StoreUnavailable
from desktop.files.handover_sheet import Paper, PaperItem, wrapped, write_handover_pdf


def paper(count: int, left: int = 0) -> Paper:
    items = tuple(
        PaperItem(
            "编号申请",
            f"第{n}件 湖滨南路𠀁批量确认",
            "思明区筼筜街道官任社区",
            "已提交",
            "2026-11-20",
            "接收前已办结",
        )
        for n in range(1, count + 1)
    )
    return Paper(
        "思明区民政局", "77", "甲（a）", "乙（b）", "2026-11-22 09:00:00", "已接收", "调离", "", items, left
    )


def texts(file: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)]


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (60, 3)])
def test_every_item_stands_on_a_numbered_page_under_its_head(tmp_path: Path, count: int, pages: int) -> None:
    file = tmp_path / "a.pdf"
    assert write_handover_pdf(file, paper(count)) == pages
    found = texts(file)
    assert [f"第 {n} 页　共 {pages} 页" in one for n, one in enumerate(found, 1)] == [True] * pages
    assert all("类别" in one for one in found[: pages - 1])
    assert all(f"第{n}件" in "".join(found) for n in range(1, count + 1))
    for name in ("移交人", "接收人", "监交人"):
        assert f"{name}：＿" in found[-1]


def test_a_page_says_what_did_not_change_hands(tmp_path: Path) -> None:
    write_handover_pdf(tmp_path / "a.pdf", paper(3, left=2))
    assert "共 3 件，其中 2 件没有随交接转移" in texts(tmp_path / "a.pdf")[0]


def test_what_the_first_face_lacks_is_drawn_from_the_second(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    write_handover_pdf(file, paper(1))
    assert b"HanaMinB" in file.read_bytes()
    write_handover_pdf(file, paper(0))
    assert b"HanaMinB" not in file.read_bytes()


def test_lines_are_no_wider_than_their_column_and_never_begin_with_a_closing_mark() -> None:
    lines = wrapped("湖滨南路十二号，湖滨南路十二号。" * 5, 60, 9)
    assert "".join(lines) == "湖滨南路十二号，湖滨南路十二号。" * 5
    assert not any(line[0] in "，。" for line in lines)
    assert max(map(len, lines)) <= 6


def test_a_folder_that_is_not_there_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        write_handover_pdf(tmp_path / "nowhere" / "a.pdf", paper(1))
    assert list(tmp_path.iterdir()) == []
