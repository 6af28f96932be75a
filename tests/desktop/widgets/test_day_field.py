"""The day that is written is the day that is told, however it came there."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QTableView

from desktop.widgets.day_field import DayField

TODAY = "2026-11-23"


@pytest.fixture
def field(qtbot: Any) -> DayField:
    field = DayField(TODAY, first=TODAY)
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    return field


@pytest.fixture
def told(field: DayField) -> list[str]:
    told: list[str] = []
    field.day_changed.connect(lambda: told.append(field.day()))
    return told


WRITTEN = (
    "20270105",
    "2027-1-5",
    "2027/01/05",
    "2027.1.5",
    "2027年1月5日",
    "２０２７。１。５",
    " 2027-01-05 \n",
)


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("before", [TODAY, "2028-12-31", "2026-1"])
def test_a_day_is_typed_over_whatever_stood_there(field, told, text, before):
    field.setText(before)
    field.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(text)
    for one in [one for one in text.strip() if text.isascii()]:
        QTest.keyClick(field, one)
    if not text.isascii():
        QApplication.sendEvent(field, event)
    assert field.day() == "2027-01-05"
    assert told[-1] == "2027-01-05"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == field.day() == "2027-01-05"


@pytest.mark.parametrize("text", WRITTEN)
def test_a_day_is_pasted_over_whatever_stood_there(field, told, text):
    field.setText("2028-12-31")
    field.selectAll()
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.day() == told[-1] == "2027-01-05"


@pytest.mark.parametrize(
    "text", ["2026-13-01", "2026-02-30", "2025-12-01", "2026-12", "12", "2026121", "明天", ""]
)
def test_what_is_no_day_to_come_is_none_and_stays_with_a_sign(field, told, text):
    field.selectAll()
    QGuiApplication.clipboard().setText(text or " ")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.day() == told[-1] == ""
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text().strip() == text
    assert field._sign.isVisible()
    assert TODAY in field._sign.toolTip()
    field.setText("20261201")
    assert not field._sign.isVisible()


def test_every_key_is_told_and_enter_tells_nothing_new(field, told):
    field.selectAll()
    QTest.keyClicks(field, "2026-12-15")
    assert told == ["", "2026-12-01", "2026-12-15"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(told) == 3


def test_the_arrows_go_on_and_stop_at_the_first_day(field, told):
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert told == ["2026-11-24", "2026-12-01", "2026-11-30"]
    field.setText(TODAY)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.day() == TODAY
    field.setText("2026-1")
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "2026-1"


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups on the offscreen screen
@pytest.mark.parametrize("by_mouse", [True, False])
def test_a_day_of_the_calendar_is_told(field, told, by_mouse, qtbot):
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert calendar.selectedDate().toString(Qt.DateFormat.ISODate) == TODAY
    table = calendar.findChild(QTableView)
    if by_mouse:
        cell = next(
            table.model().index(row, column)
            for row in range(2, table.model().rowCount())
            for column in range(table.model().columnCount())
            if table.model().index(row, column).data() == 28
        )
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(cell).center())
    else:
        for _ in range(5):
            QTest.keyClick(table, Qt.Key.Key_Right)
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told == ["2026-11-28"]
    assert field.text() == "2026-11-28"
    assert QApplication.activePopupWidget() is None


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups on the offscreen screen
def test_the_calendar_opens_on_the_last_day_that_stood_there(qtbot):
    field = DayField(TODAY)
    qtbot.addWidget(field)
    field.show()
    for text in ("2027-03-05", "2026-1"):
        field.setText(text)
    field.open_calendar()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.findChild(QCalendarWidget).selectedDate().toString(Qt.DateFormat.ISODate) == "2027-03-05"
    popup.close()


def test_the_click_that_enters_selects_all_and_the_next_one_places_the_cursor(field):
    field.clearFocus()
    spot = field.rect().center()
    spot.setX(20)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=spot)
    assert field.selectedText() == TODAY
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=spot)
    assert not field.hasSelectedText()
