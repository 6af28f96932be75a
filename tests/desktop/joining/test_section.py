from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from db.domain.access import Actor, Role
from db.services.search import search
from db.services.store import init_store, open_store
from desktop.addresses.page import Desk
from desktop.joining.section import JoinSection
from tests.conftest import copy_template
from tests.desktop.work.inline import inline_runner
from tests.office import addresses, coded, full
from tests.register import DISTRICT, SEEDS

CLERK = Actor(1, "clerk", "林经办", ((Role.CLERK, DISTRICT),), "窗口1")


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path, desk: Desk) -> Iterator[Desk]:
    """A desk on the office's own register: 1号 without a code, 3号 with one."""
    copy_template(sqlite_template, tmp_path / "ours.db")
    store = open_store(f"sqlite:///{(tmp_path / 'ours.db').as_posix()}")
    addresses(store, ["1号"])
    coded(store, ["3号"])
    yield Desk(store, inline_runner(desk.feed), desk.feed, desk.options)
    store.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The other office's register: 1号 too, 3号 under another code, 5号 alone."""
    file = tmp_path / "other.db"
    init_store(f"sqlite:///{file.as_posix()}", SEEDS, district_code=DISTRICT, store_no=2)
    store = open_store(f"sqlite:///{file.as_posix()}")
    addresses(store, ["1号", "5号"])
    coded(store, ["3号"])
    store.close()
    return file


@pytest.fixture
def section(desk: Desk, other: Path, qtbot) -> JoinSection:
    made = JoinSection(desk, CLERK, ask_file=lambda *_: str(other))
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show()
    qtbot.mouseClick(made.choose_button, Qt.MouseButton.LeftButton)
    return made


def shown(section: JoinSection) -> list[tuple[str, ...]]:
    return [line.cells for line in section.list.model.shown]


def select(section: JoinSection, *rows: int) -> None:
    chosen = section.list.view.selectionModel()
    chosen.clearSelection()
    for row in rows:
        index = section.list.model.index(row, 0)
        chosen.select(
            index, QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        )


def test_doubles_are_listed_with_what_speaks_against_them(section: JoinSection) -> None:
    assert [cells[0] for cells in shown(section)] == [f"{full('1号')}（待核实）", f"{full('3号')}（已批准）"]
    assert shown(section)[0][2] == ""
    assert "两库各有不同的公安编码" in shown(section)[1][2]
    assert {cells[1] for cells in shown(section)} == {"未决定"}
    assert "其中 1 个本库没有" in section._verdict.text()
    assert not section.join_button.isEnabled()


def test_a_clash_cannot_be_called_the_same(section: JoinSection, qtbot) -> None:
    select(section, 0, 1)
    qtbot.mouseClick(section.same_button, Qt.MouseButton.LeftButton)
    assert [cells[1] for cells in shown(section)] == ["同一地址", "未决定"]
    assert "1 条有冲突" in section._verdict.text()


def test_what_is_decided_is_joined_with_a_reason(section: JoinSection, desk: Desk, qtbot) -> None:
    select(section, 0)
    qtbot.mouseClick(section.same_button, Qt.MouseButton.LeftButton)
    select(section, 1)
    qtbot.mouseClick(section.out_button, Qt.MouseButton.LeftButton)
    assert not section.join_button.isEnabled()
    qtbot.keyClicks(section.reason, "two offices")
    with qtbot.waitSignal(desk.feed.changed):
        qtbot.mouseClick(section.join_button, Qt.MouseButton.LeftButton)
    assert [hit.full_text for hit in search(desk.store, "5号", 5)] == [full("5号")]
    assert shown(section) == []
    assert "新地址 1 个，本库已有 1 个，暂不并入 1 个" in section._verdict.text()


def test_the_list_narrows_to_what_is_still_open(section: JoinSection) -> None:
    select(section, 0)
    section.same_button.click()
    section.list.group.setCurrentIndex(section.list.group.findData("clashing"))
    assert [cells[0] for cells in shown(section)] == [f"{full('3号')}（已批准）"]


def test_a_file_that_is_no_register_is_told_in_place(desk: Desk, tmp_path: Path, qtbot) -> None:
    (tmp_path / "notes.db").write_text("x" * 200, encoding="utf-8")
    section = JoinSection(desk, CLERK, ask_file=lambda *_: str(tmp_path / "notes.db"))
    qtbot.addWidget(section)
    section.choose_button.click()
    assert "不是址牌的地址库" in section._verdict.text()


def test_who_may_not_join_finds_the_buttons_off(desk: Desk, qtbot) -> None:
    section = JoinSection(desk, Actor(2, "x", "检查", ((Role.INSPECTOR, DISTRICT),)))
    qtbot.addWidget(section)
    assert not section.choose_button.isEnabled()
