"""The lists of the past are narrowed, ordered and exported as they are shown."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.domain.access import Actor, Role
from db.domain.timeline import Difference
from db.services.addresses import divisions
from desktop.addresses.list_filter import plain
from desktop.addresses.page import Desk
from desktop.history import arranging
from desktop.history.arranging import Arranged
from desktop.history.day_window import DayWindow
from desktop.history.difference_dialog import DifferenceDialog
from tests.desktop.addresses.register import COMMUNITY, DISTRICT, NEIGHBOUR
from tests.desktop.history.test_windows import STREET, cells, open_street, past, saved, window

__all__ = ["past", "saved", "window"]
LEFT = Qt.MouseButton.LeftButton
CLERK = Actor(1, "zhang", "张三", ((Role.CLERK, "350203"),))


def written(file: Path, column: int) -> list[str]:
    """The cells of a column below the headings, down to the line to sign."""
    sheet = openpyxl.load_workbook(file).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    return [str(row[column]) for row in rows if isinstance(row[0], int)]


def click_head(shown: DayWindow | DifferenceDialog, column: int) -> None:
    heads = shown.list.view.horizontalHeader()
    spot = QPoint(heads.sectionViewportPosition(column) + 12, heads.height() // 2)
    QTest.mouseClick(heads.viewport(), LEFT, pos=spot)


def narrow(shown: DayWindow | DifferenceDialog, text: str, qtbot) -> None:
    QTest.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    shown.list.filter_box.setText(text)
    qtbot.waitUntil(lambda: shown.list.model.arranged.text == text)


def test_a_list_of_a_day_is_ordered_by_a_head_and_back(window: DayWindow) -> None:
    open_street(window)
    own = cells(window)
    click_head(window, 0)
    click_head(window, 0)
    assert cells(window) == sorted(own, key=lambda one: -int(one[:-1]))
    click_head(window, 0)
    assert cells(window) == own
    window.tree.select(("unit", COMMUNITY, ""))
    click_head(window, 1)
    counts = [int(line.cells[1].replace(",", "")) for line in window.list.model.lines]
    assert counts == sorted(counts)


def test_a_list_of_a_day_is_narrowed_by_words(window: DayWindow, qtbot) -> None:
    open_street(window)
    window.list.view.selectRow(cells(window).index("21号"))
    narrow(window, "２1 门牌", qtbot)
    assert cells(window) == ["21号"]
    assert (window.list.view.currentIndex().row(), window.told.text()) == (0, "1 / 30 条")
    narrow(window, "没有这样的", qtbot)
    assert window.list.currentWidget() not in (window.list.view, window.list.empty)
    assert not window.export_button.isEnabled()
    window.tree.select(("unit", "350203001000", ""))
    assert (window.list.currentWidget(), window.export_button.isEnabled()) == (window.list.empty, False)
    window.tree.select(("unit", NEIGHBOUR, ""))
    assert window.export_button.isEnabled()
    assert (window.list.filter_box.text(), window.list.currentWidget()) == ("", window.list.view)


def test_enter_in_the_filter_goes_to_the_list_and_presses_nothing(desk: Desk, past, qtbot) -> None:
    made = DifferenceDialog(desk, divisions(desk.store))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    narrow(made, "号", qtbot)
    QTest.keyClick(made.list.filter_box, Qt.Key.Key_Return)
    assert made.found is None


@pytest.mark.parametrize(("words", "count"), [("", 30), ("南路1号", 1), ("南路1", 11)])
def test_of_a_road_only_its_addresses_are_exported(
    window: DayWindow, saved: Path, words: str, count: int
) -> None:
    open_street(window)
    window.list.filter_box.setText(words)
    window.list.narrow()
    shown = {line.cells[5] for line in window.list.model.lines}
    assert len(shown) == count
    QTest.mouseClick(window.export_button, LEFT)
    assert set(written(saved, 6)) == shown


def test_inside_a_building_only_its_rooms_are_exported(window: DayWindow, saved: Path) -> None:
    window.tree.select(("unit", COMMUNITY, ""))
    estate = next(key for key, name, _n in window.tree.below() if name == "莲富大厦")
    window.tree.select(estate)
    for _step in range(3):
        window.list.view.activated.emit(window.list.model.index(0, 0))
    rooms = [line.cells[5] for line in window.list.model.lines]
    QTest.mouseClick(window.export_button, LEFT)
    assert set(rooms) <= set(written(saved, 6))
    assert len(written(saved, 6)) == len(rooms) + 1  # and the stair they lie on


def test_narrowed_units_are_exported_alone(window: DayWindow, saved: Path, qtbot) -> None:
    window.tree.select(("unit", "350203008000", ""))
    narrow(window, "莲秀", qtbot)
    QTest.mouseClick(window.export_button, LEFT)
    assert set(written(saved, 3)) == {"莲秀社区"}
    assert len(written(saved, 3)) == 10


@pytest.fixture
def difference(desk: Desk, past: dict[str, int], saved: Path, qtbot) -> DifferenceDialog:
    made = DifferenceDialog(desk, divisions(desk.store), CLERK, lambda *_: str(saved))
    qtbot.addWidget(made)
    made.show()
    made.look_at(DISTRICT, "2022-01-01")
    return made


def test_one_kind_of_change_is_exported_alone(difference: DifferenceDialog, saved: Path) -> None:
    difference.kind.setCurrentIndex(difference.kind.findData(Difference.RENUMBERED.value))
    QTest.mouseClick(difference.export_button, LEFT)
    assert written(saved, 4) == [f"{STREET}200号"]


def test_a_narrowed_and_ordered_difference_is_exported_so(
    difference: DifferenceDialog, saved: Path, qtbot
) -> None:
    click_head(difference, 3)
    click_head(difference, 3)
    QTest.mouseClick(difference.export_button, LEFT)
    assert written(saved, 4) == cells(difference, 3) == [f"{STREET}200号", f"{STREET}4号"]
    narrow(difference, "合并", qtbot)
    assert difference.note.text() == "列出 1 条"
    QTest.mouseClick(difference.export_button, LEFT)
    assert written(saved, 4) == [f"{STREET}4号"]


def test_two_days_of_one_road_are_compared(difference: DifferenceDialog) -> None:
    road = difference.area.boxes[-1]
    difference.area.choose(COMMUNITY)
    road.setCurrentIndex(road.findText("莲花一里"))
    QTest.mouseClick(difference.compare_button, LEFT)
    assert difference.list.model.lines == ()
    road.setCurrentIndex(road.findText("湖滨南路"))
    QTest.mouseClick(difference.compare_button, LEFT)
    assert len(difference.list.model.lines) == 2


def test_other_areas_are_grey_and_the_last_one_comes_back(
    desk: Desk, difference: DifferenceDialog, qtbot
) -> None:
    assert difference.area.code() == DISTRICT
    difference.area.choose("350206000000")
    assert difference.area.code() == DISTRICT
    difference.area.choose(NEIGHBOUR)
    again = DifferenceDialog(desk, divisions(desk.store), CLERK)
    qtbot.addWidget(again)
    assert again.area.code() == NEIGHBOUR


def shown(how: Arranged, *lines: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(how.shown(lines, lambda line: line))


def test_figures_are_ordered_by_value_and_words_count_in_any_width() -> None:
    assert shown(Arranged("ａ 1"), ("A", "21"), ("B", "1")) == [("A", "21")]
    figures = Arranged(column=0, descending=True, is_figure=True)
    ordered = shown(figures, ("2",), ("1,000",), ("",), ("10",))
    assert ordered == [("1,000",), ("10",), ("2",), ("",)]


@pytest.mark.parametrize(
    ("how", "made", "read"),
    [(Arranged(), 0, 0), (Arranged("号 路"), 3, 4), (Arranged("号", 0), 3, 4), (Arranged("", 0), 3, 1)],
)
def test_each_line_is_put_into_words_once_and_what_is_looked_for_is_read_once(
    how: Arranged, made: int, read: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    seen: list[str] = []

    def cells(line: str) -> tuple[str, ...]:
        asked.append(line)
        return (line,)

    monkeypatch.setattr(arranging, "plain", lambda text: seen.append(text) or plain(text))
    assert list(how.shown(("路1号", "路2号", "路3号"), cells)) == ["路1号", "路2号", "路3号"]
    assert (len(asked), len(seen)) == (made, read)
