from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.stray_input import StrayInput

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_a_letter_with_alt_that_leads_nowhere_is_not_written(
    qapp: QApplication, qtbot: Any, kind: type
) -> None:
    watch = StrayInput(qapp)
    window, field = QWidget(), kind()
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    pressed: list[str] = []
    QShortcut(QKeySequence("Alt+N"), window, lambda: pressed.append("n"))
    try:
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        field.setFocus()
        handle = window.windowHandle()
        for key, held in (
            (Qt.Key.Key_A, ALT),
            (Qt.Key.Key_N, ALT),
            (Qt.Key.Key_B, SHIFT),
            (Qt.Key.Key_C, None),
        ):
            QTest.keyClick(handle, key, held or Qt.KeyboardModifier.NoModifier)
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        assert text.lower() == "bc"
        assert pressed == ["n"]
    finally:
        qapp.focusWindowChanged.disconnect(watch._watch)
        watch.deleteLater()


def wheel_over(window: QWidget, field: QWidget) -> None:
    """Turn the wheel one notch down over a widget, as the window system tells it."""
    spot = field.mapTo(window, field.rect().center())
    none, notch = QPoint(), QPoint(0, -120)
    held = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase)
    event = QWheelEvent(QPointF(spot), QPointF(window.mapToGlobal(spot)), none, notch, *held, False)
    QApplication.sendEvent(window.windowHandle(), event)


def test_a_wheel_over_a_field_scrolls_what_is_around_it(qapp: QApplication, qtbot: Any) -> None:
    watch = StrayInput(qapp)
    area, inner, fields = QScrollArea(), QWidget(), (QComboBox(), QSpinBox())
    fields[0].addItems(["左侧", "右侧"])
    column = QVBoxLayout(inner)
    for field in (*fields, QLineEdit()):
        field.setMinimumHeight(120)
        column.addWidget(field)
    area.setWidget(inner)
    area.resize(200, 300)
    qtbot.addWidget(area)
    try:
        with qtbot.waitActive(area):
            area.show()
            area.activateWindow()
        area.setFocus()
        at = area.verticalScrollBar().value
        for field in fields:
            area.verticalScrollBar().setValue(0)
            wheel_over(area, field)
            assert at() > 0
        assert (fields[0].currentIndex(), fields[1].value()) == (0, 0)
        area.verticalScrollBar().setValue(0)
        fields[0].setFocus()
        wheel_over(area, fields[0])
        assert fields[0].currentIndex() == 0
        assert at() > 0
    finally:
        qapp.focusWindowChanged.disconnect(watch._watch)
        watch.deleteLater()
