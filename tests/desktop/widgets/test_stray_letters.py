from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets.stray_letters import StrayLetters

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_a_letter_with_alt_that_leads_nowhere_is_not_written(
    qapp: QApplication, qtbot: Any, kind: type
) -> None:
    watch = StrayLetters(qapp)
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
