"""A day that is typed is the day that stands there afterwards."""

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit

from desktop.widgets.day_field import DayField, TypedDay

FIRST = "2026-11-23"


def typed_into(field: QDateEdit, text: str) -> str:
    QTest.keyClicks(field, text)
    field.interpretText()
    return field.date().toString(Qt.DateFormat.ISODate)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20261201", "2026-12-01"),
        ("2026-12-1", "2026-12-01"),
        ("2026/12/01", "2026-12-01"),
        ("2027.1.5", "2027-01-05"),
        ("20261130", "2026-11-30"),
    ],
)
@pytest.mark.parametrize("begin", ["part", "everything", "front"])
def test_a_day_to_come_may_be_typed_with_or_without_separators(qtbot, begin, text, day):
    field = DayField(FIRST)
    qtbot.addWidget(field)
    field.setSelectedSection(QDateEdit.Section.YearSection)
    if begin == "everything":
        field.selectAll()
    if begin == "front":
        QTest.keyClick(field, Qt.Key.Key_Home)
    assert typed_into(field, text) == day
    assert field.day() == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20261201", "2026-12-01"),
        ("2026年12月1日\r\n", "2026-12-01"),
        ("2026-12-01", "2026-12-01"),
        ("2026-13-01", FIRST),
        ("2025-12-01", FIRST),
        ("12", FIRST),
    ],
)
def test_a_day_may_be_pasted_and_what_is_none_changes_nothing(qtbot, text, day):
    field = DayField(FIRST)
    qtbot.addWidget(field)
    field.selectAll()
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.day() == day
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.day() == day


@pytest.mark.parametrize("text", ["20190307", "2019-3-7", "2019-03-07"])
def test_any_day_may_be_typed_over_another(qtbot, text):
    field = TypedDay(QDate(2026, 11, 23))
    qtbot.addWidget(field)
    field.setDisplayFormat("yyyy-MM-dd")
    field.selectAll()
    assert typed_into(field, text) == "2019-03-07"


def test_one_part_alone_may_be_typed(qtbot):
    field = DayField(FIRST)
    qtbot.addWidget(field)
    field.setSelectedSection(QDateEdit.Section.DaySection)
    assert typed_into(field, "30") == "2026-11-30"


def clicked(field: QDateEdit, letters: str) -> None:
    """Click between the letters before and what follows them."""
    line = field.lineEdit()
    line.setCursorPosition(len(letters))
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.cursorRect().center())


@pytest.mark.parametrize("letters", ["202", "2026年1", "2026年11月23"])
def test_a_click_anywhere_in_the_field_lets_the_whole_day_be_typed(qtbot, letters):
    field = DayField(FIRST)
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.clearFocus()
    clicked(field, letters)
    assert typed_into(field, "20261201") == "2026-12-01"


def test_a_second_click_lets_one_part_be_typed(qtbot):
    field = DayField(FIRST)
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    clicked(field, "202")
    clicked(field, "2026年11月2")
    assert typed_into(field, "30") == "2026-11-30"


@pytest.mark.parametrize("text", ["2026-12-1", "2026/12/1", "2026121"])
def test_a_day_is_told_as_soon_as_it_is_whole_and_none_before(qtbot, text):
    field = DayField(FIRST)
    qtbot.addWidget(field)
    told: list[str] = []
    field.day_changed.connect(lambda: told.append(field.day()))
    field.selectAll()
    QTest.keyClicks(field, text)
    assert field.day() == "2026-12-01"
    assert told == ["", FIRST, "", "2026-12-23", "2026-12-01"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.date() == QDate(2026, 12, 1)
    assert len(told) == 5


def test_a_day_that_is_gone_is_none_while_it_is_typed(qtbot):
    field = DayField(FIRST)
    qtbot.addWidget(field)
    field.setSelectedSection(QDateEdit.Section.DaySection)
    QTest.keyClicks(field, "2")
    assert field.day() == ""
    QTest.keyClicks(field, "9")
    assert field.day() == "2026-11-29"
