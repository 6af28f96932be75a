"""The windows of the past, clicked as people click them."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from sqlalchemy import insert, update

from db.domain.access import Actor, Role
from db.domain.address import NodeKind, read_own
from db.domain.state import Legal
from db.domain.timeline import Difference
from db.schema.address import node_successor, node_version
from db.services.addresses import divisions
from db.services.history import ChildOn, address_on
from db.store.reshape import Reshape, reshape
from db.store.tree import move_legal
from desktop.addresses.page import Desk
from desktop.history.day_window import DayWindow
from desktop.history.difference_dialog import DifferenceDialog
from desktop.history.timeline import TimelineDialog
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session
from desktop.work.runner import Runner
from tests.desktop.addresses.register import ADMIN, COMMUNITY, DISTRICT, NEIGHBOUR, SUBDISTRICT, node_id
from tests.desktop.work.inline import Later

BORN, CHANGED = "2021-03-01", "2023-05-10"
STREET = "厦门市思明区湖滨南路"


@pytest.fixture
def past(desk: Desk) -> dict[str, int]:
    """2号 became 200号, 4号 was merged into 6号, on a day some years after all were born."""
    ids = {name: node_id(desk.store, f"{STREET}{name}") for name in ("2号", "4号", "6号")}
    with desk.store.write(ADMIN, "import.promote", "past") as work:
        work.conn.execute(update(node_version).values(valid_from=BORN))
        work.today = CHANGED
        reshape(work, [Reshape(ids["2号"], own=read_own(NodeKind.DOOR, "200号"))])
        for to, was in ((Legal.TO_APPROVE, Legal.TO_VERIFY), (Legal.APPROVED, Legal.TO_APPROVE)):
            move_legal(work, [ids["4号"]], to, was)
        move_legal(work, [ids["4号"]], Legal.MERGED, Legal.APPROVED)
        kin = {"district_code": "350203", "old_id": ids["4号"], "new_id": ids["6号"], "kind": "merged"}
        work.conn.execute(insert(node_successor).values(effective_on=CHANGED, **kin))
    return ids


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / "list.xlsx"


@pytest.fixture
def window(desk: Desk, past: dict[str, int], saved: Path, qtbot) -> DayWindow:
    made = DayWindow(desk, lambda *_: str(saved))
    qtbot.addWidget(made)
    made.show()
    made.show_day("2022-01-01")
    return made


def cells(window: DayWindow | DifferenceDialog, column: int = 0) -> list[str]:
    return [line.cells[column] for line in window.list.model.lines]


def open_street(window: DayWindow) -> None:
    window.tree.select(("unit", COMMUNITY, ""))
    street = next(key for key, name, _n in window.tree.below() if name == "湖滨南路")
    window.tree.select(street)


def test_the_strip_names_the_day_and_whether_it_is_over(window: DayWindow) -> None:
    assert "截至 2022-01-01" in window.banner.text.text()
    assert "不是现状" in window.banner.text.text()
    window.show_day("2199-01-01")
    assert "还没有到" in window.banner.text.text()
    QTest.mouseClick(window.today_button, Qt.MouseButton.LeftButton)
    assert "今天" in window.banner.text.text()
    QTest.mouseClick(window.year_button, Qt.MouseButton.LeftButton)
    assert window.on.endswith("-12-31")


def test_what_waits_for_its_day_is_said(window: DayWindow) -> None:
    window.banner.show_day("2199-01-01", 3)
    assert "3 项已批准的变更" in window.banner.text.text()


def test_the_list_of_a_place_reads_as_on_that_day(window: DayWindow) -> None:
    open_street(window)
    assert cells(window)[:3] == ["1号", "2号", "3号"]
    window.show_day("2024-01-01")
    open_street(window)
    assert "2号" not in cells(window)
    assert cells(window)[-1] == "200号"
    gone = window.list.model.lines[cells(window).index("4号")]
    assert (gone.cells[2], gone.is_muted) == ("已合并", True)
    assert "30" in window.told.text()
    window.tree.select(("unit", COMMUNITY, ""))
    assert {name: n for _key, name, n in window.tree.below()}["湖滨南路"] == 29


def test_a_day_before_everything_says_so(window: DayWindow) -> None:
    window.show_day("2001-01-01")
    assert window.list.currentWidget() is window.list.empty
    assert not any(n for _key, _name, n in window.tree.below())


def test_other_districts_stand_in_the_tree_of_a_day_only_with_addresses(window: DayWindow) -> None:
    assert [window.tree.topLevelItem(n).text(0) for n in range(window.tree.topLevelItemCount())] == ["思明区"]


def test_typing_a_date_reads_it_when_the_keys_rest(window: DayWindow, qtbot) -> None:
    window.date.set_day("2024-01-01")
    assert window.on == "2022-01-01"
    qtbot.waitUntil(lambda: window.on == "2024-01-01")


def test_another_day_is_shown_at_the_same_place(window: DayWindow, qtbot) -> None:
    open_street(window)
    assert "2号" in cells(window)
    window.show_day(CHANGED)
    assert window.tree.way()[-1] == "湖滨南路"
    assert "200号" in cells(window)
    window.tree.select(("unit", COMMUNITY, ""))
    window.show_day("2022-01-01")
    assert window.tree.key() == ("unit", COMMUNITY, "")
    tower = next(key for key, name, _n in window.tree.below() if name == "莲富大厦")
    window.tree.select(tower)
    for name in ("8号", "1幢"):
        row = cells(window).index(name)
        window.list.opened.emit(window.list.model.lines[row].key)
    rooms = cells(window)
    window.show_day("2023-06-01")
    assert [one.own_text for one in window._inside] == ["8号", "1幢"]
    assert cells(window) == rooms
    later = Later()
    window._desk = replace(window._desk, runner=Runner(window._desk.feed, later, later))
    window.show_day("2023-07-01")
    for _answer in ("units", "names", "doors"):
        later.go_on()
    assert [one.own_text for one in window._inside] == ["8号"]
    window.show_day("2023-08-01")  # on the way down, and once more before the first answer
    window.show_day("2023-09-01")
    while later.waiting:
        later.go_on()
    assert [one.own_text for one in window._inside] == ["8号", "1幢"]
    assert cells(window) == rooms
    window.show_day("1999-01-01")
    while later.waiting:
        later.go_on()
    assert window._inside == []


def test_one_goes_down_by_double_click_and_up_by_key_and_crumb(window: DayWindow) -> None:
    window.tree.select(("unit", SUBDISTRICT, ""))
    assert set(cells(window)) == {"莲兴社区", "莲秀社区"}
    window.list.view.activated.emit(window.list.model.index(0, 0))
    assert window.tree.key() == ("unit", COMMUNITY, "")
    at = cells(window).index("莲富大厦")
    window.list.view.activated.emit(window.list.model.index(at, 0))
    for _step in range(3):
        window.list.view.activated.emit(window.list.model.index(0, 0))
    assert cells(window) == ["101室", "102室", "201室", "202室"]
    QTest.keyClick(window.list.view, Qt.Key.Key_Backspace)
    assert cells(window) == ["1梯"]
    window.crumbs.chosen.emit(3)
    assert cells(window) == ["8号"]
    window.crumbs.chosen.emit(1)
    assert window.tree.key() == ("unit", SUBDISTRICT, "")


def test_a_line_leads_to_today_and_to_its_story(window: DayWindow, past: dict[str, int]) -> None:
    open_street(window)
    asked: list[tuple[str, object]] = []
    window.node_chosen.connect(lambda one: asked.append(("now", one)))
    window.story_wanted.connect(lambda one: asked.append(("story", one)))
    assert not window.now_button.isEnabled()
    window.list.view.selectRow(1)
    assert isinstance(window.list.key(), ChildOn)
    QTest.mouseClick(window.now_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.story_button, Qt.MouseButton.LeftButton)
    assert asked == [("now", past["2号"]), ("story", past["2号"])]


def test_lines_are_copied_as_a_table(window: DayWindow) -> None:
    open_street(window)
    window.list.view.selectRow(1)
    assert window.list.copy() == 1
    assert QGuiApplication.clipboard().text().split("\t")[:2] == ["2号", "门牌号"]


def test_the_selected_unit_is_exported_as_of_the_day(window: DayWindow, saved: Path) -> None:
    window.tree.select(("unit", NEIGHBOUR, ""))
    QTest.mouseClick(window.export_button, Qt.MouseButton.LeftButton)
    table = [
        str(cell.value) for row in openpyxl.load_workbook(saved).worksheets[0].iter_rows() for cell in row
    ]
    assert f"{STREET}31号" in table
    assert f"{STREET}2号" not in table
    assert any("2022-01-01" in cell for cell in table)
    assert "已导出 10 条" in window.told.text()


def test_comparing_asks_for_the_unit_and_the_day(window: DayWindow) -> None:
    asked: list[tuple[str, str]] = []
    window.compare_wanted.connect(lambda area, on: asked.append((area, on)))
    open_street(window)
    QTest.mouseClick(window.compare_button, Qt.MouseButton.LeftButton)
    assert asked == [(COMMUNITY, "2022-01-01")]


@pytest.fixture
def difference(desk: Desk, past: dict[str, int], saved: Path, qtbot) -> DifferenceDialog:
    made = DifferenceDialog(desk, divisions(desk.store), ask_path=lambda *_: str(saved))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_comparison_is_counted_listed_filtered_and_leads_to_the_address(
    difference: DifferenceDialog, past: dict[str, int]
) -> None:
    difference.look_at(DISTRICT, "2022-01-01")
    assert "失效 1、改号 1" in difference.tally.text()
    assert cells(difference) == ["失效", "改号"]
    assert cells(difference, 4) == ["由待核实变为已合并", "由2号改号为200号"]
    difference.kind.setCurrentIndex(difference.kind.findData(Difference.RENUMBERED.value))
    assert cells(difference) == ["改号"]
    asked: list[object] = []
    difference.node_chosen.connect(asked.append)
    difference.list.view.selectRow(0)
    QTest.mouseClick(difference.node_button, Qt.MouseButton.LeftButton)
    assert asked == [past["2号"]]


def test_every_line_is_exported(difference: DifferenceDialog, saved: Path, monkeypatch) -> None:
    monkeypatch.setattr("desktop.history.operations.MOST_LINES", 1)
    difference.look_at("", "2022-01-01")
    assert "只列出前 1 条" in difference.note.text()
    QTest.mouseClick(difference.export_button, Qt.MouseButton.LeftButton)
    assert "已导出 2 条" in difference.note.text()
    table = [
        str(cell.value) for row in openpyxl.load_workbook(saved).worksheets[0].iter_rows() for cell in row
    ]
    assert {f"{STREET}200号", f"{STREET}2号", f"{STREET}4号"} <= set(table)


def test_what_is_listed_goes_when_something_else_is_asked_for(difference: DifferenceDialog) -> None:
    difference.look_at("", "2022-01-01")
    difference.first.set_day("2199-12-31")
    assert difference.list.currentWidget() is difference.list.empty
    assert not difference.compare_button.isEnabled()
    assert "晚于" in difference.tally.text()
    difference.first.set_day("2024-01-01")
    QTest.mouseClick(difference.compare_button, Qt.MouseButton.LeftButton)
    assert difference.tally.text() == "两个日期之间没有变化。"
    assert not difference.export_button.isEnabled()


def test_a_day_to_come_is_the_later_one_and_today_waits_to_be_told(difference: DifferenceDialog) -> None:
    difference.look_at("", "2199-01-01")
    assert difference.found is not None
    assert difference.found.second == "2199-01-01"
    today = difference.found.first
    difference.look_at("", today)
    assert difference.found is None


def marked(window: DayWindow) -> int:
    key = window.list.key()
    return key.address.id if isinstance(key, ChildOn) else 0


def test_a_day_is_shown_at_an_address_where_it_hung_then(
    window: DayWindow, desk: Desk, past: dict[str, int]
) -> None:
    room = node_id(desk.store, "厦门市思明区莲富大厦8号1幢1梯101室")
    for wanted, way, on in (
        (room, ["莲富大厦", "8号", "1幢", "1梯"], "2022-01-01"),
        (past["2号"], ["湖滨南路"], "2024-01-01"),
        (past["4号"], ["湖滨南路"], "2022-01-01"),
    ):
        window.show_day(on, address_on(desk.store, wanted, on))
        assert [*window.tree.way(), *(one.own_text for one in window._inside)][-len(way) :] == way
        assert marked(window) == wanted
    for on in ("2001-01-01", "2021-02-28"):
        window.show_day(on, address_on(desk.store, room, "2022-01-01"))
        assert marked(window) == 0
        assert f"1幢1梯101室」{on}不在库中" in window.told.text()
    window.show_day("2022-01-01")
    assert "不在库中" not in window.told.text()


def test_a_timeline_tells_newest_first_and_boxes_choose(desk: Desk, past: dict[str, int], qtbot) -> None:
    dialog = TimelineDialog(desk, past["2号"])
    qtbot.addWidget(dialog)
    dialog.show()
    lines = [line.cells for line in dialog.timeline.list.model.lines]
    assert [(one[0], one[3]) for one in lines] == [(CHANGED, "由2号改号为200号"), (BORN, "新增（待核实）")]
    assert f"{STREET}200号" in dialog.timeline.now.text()
    assert f"曾为：{STREET}2号" in dialog.timeline.now.text()
    dialog.timeline.boxes["entry"].click()
    assert "清单入库" in {line.cells[3].partition("（")[0] for line in dialog.timeline.list.model.lines}
    for box in dialog.timeline.boxes.values():
        box.setChecked(False)
    assert dialog.timeline.list.currentWidget() is dialog.timeline.list.empty


def test_a_timeline_leads_to_its_days_and_to_its_heirs(desk: Desk, past: dict[str, int], qtbot) -> None:
    dialog = TimelineDialog(desk, past["4号"])
    qtbot.addWidget(dialog)
    dialog.show()
    days: list[str] = []
    nodes: list[object] = []
    dialog.day_wanted.connect(lambda day, _address: days.append(day))
    dialog.node_chosen.connect(nodes.append)
    dialog.timeline.list.view.selectRow(0)
    QTest.mouseClick(dialog.day_button, Qt.MouseButton.LeftButton)
    dialog.timeline.list.view.activated.emit(dialog.timeline.list.model.index(1, 0))
    assert days == [CHANGED, CHANGED]
    assert f"现由「{STREET}6号」承接" in {line.cells[3] for line in dialog.timeline.list.model.lines}
    dialog.timeline.now.linkActivated.emit(str(past["6号"]))
    assert nodes == [past["6号"]]


def test_the_main_window_opens_each_from_its_menu_and_from_the_detail(
    desk: Desk, past: dict[str, int], tmp_path: Path, qtbot
) -> None:
    clerk = Actor(1, "zhang", "张三", ((Role.CLERK, "350203"),))
    main = MainWindow(Session(desk.store, clerk), desk, CrashKeeper(tmp_path))
    qtbot.addWidget(main)
    main.show()
    past_desk = main.address_desk.history
    by_name = {
        action.text().partition("…")[0]: action
        for menu in main.menuBar().actions()
        for action in menu.menu().actions()
    }
    by_name["某一天的地址库"].trigger()
    day = past_desk.show_day()
    assert (day.isVisible(), day.on.endswith("-12-31")) == (True, True)
    by_name["两个日期的变化"].trigger()
    assert past_desk.show_difference().isVisible()
    main.addresses.locate(past["2号"])
    qtbot.waitUntil(lambda: "200号" in main.addresses.detail.page.toPlainText())
    main.addresses.detail.page.anchorClicked.emit(f"story:{past['2号']}")
    (dialog,) = main.findChildren(TimelineDialog)
    dialog.timeline.list.view.setCurrentIndex(dialog.timeline.list.model.index(1, 0))
    QTest.mouseClick(dialog.day_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (day.on, marked(day)) == (BORN, past["2号"]))
    main.nav.setCurrentRow(2)
    day.node_chosen.emit(past["6号"])
    assert main.nav.currentRow() == 0
    day.compare_wanted.emit(COMMUNITY, "2022-01-01")
    assert "改号 1" in past_desk.show_difference().tally.text()
    for window in (day, past_desk.show_difference(), dialog):
        window.close()
