"""The import window by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.desktop.importing.conftest import HEADS, line
from tests.desktop.importing.test_wizard import click, to_check


def test_f2_goes_to_the_wrong_cell_of_a_row(open_wizard, given, qtbot) -> None:
    given([HEADS, line("零号"), line("零号", room="2室")])
    wizard = open_wizard()
    to_check(wizard)
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)
    places = wizard.check.places
    places.setFocus()
    places.setCurrentIndex(wizard.check.rows.index(1, 0))
    QTest.keyClick(places, Qt.Key.Key_F2)
    typed = QApplication.focusWidget()
    assert isinstance(typed, QLineEdit)
    assert (typed.text(), places.currentIndex().row(), places.currentIndex().column()) == ("零号", 1, 5)
    typed.setText("12号")
    QTest.keyClick(typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "修改 1 处，涉及 1 行" in wizard.check.figures.text())


def test_arrows_go_on_in_the_meaning_of_a_column(open_wizard, given, qtbot) -> None:
    given([["甲", "乙"], ["官任社区", "湖滨南路"]])
    wizard = open_wizard()
    wizard.files.add.click()
    click(wizard, "next")
    wizard.sheets.set_rows.click()
    click(wizard, "next")
    wizard.activateWindow()
    qtbot.waitUntil(wizard.isActiveWindow)
    wizard.columns.table.cellWidget(1, 3).setFocus()
    for step in (1, 2, 3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        box = wizard.columns.table.cellWidget(1, 3)
        assert (box.currentIndex(), box.hasFocus()) == (step, True)
