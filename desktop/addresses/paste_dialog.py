"""Shows what a block copied in WPS would add below an address, line by line, before anything is written."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.services.editing import Wish
from desktop.addresses.paste import PastedLine
from desktop.error_reasons import address_reason, number_reason
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.terms import kind_term
from desktop.widgets.list_look import dress
from desktop.widgets.on_screen import size_on_screen

_SIZE = (860, 460)
_WIDTHS = (52, 150, 150, 80, 60, 60)


class PasteDialog(QDialog):
    """The preview.

    Signals:
        wanted: (list of ``Wish``) the button was pressed.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget, above: str, lines: Sequence[PastedLine]) -> None:
        """Show lines.

        Args:
            parent: over which.
            above: the address they are to hang under.
            lines: as they were read.
        """
        super().__init__(parent)
        self.setWindowTitle(translate("paste", "粘贴新增下级地址"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._wishes = [line.wish for line in lines if line.wish is not None and not line.there]
        self.table = QTableWidget(len(lines), len(_WIDTHS) + 1)
        self.table.setAccessibleName(translate("paste", "粘贴的各行"))
        self.note = QLabel(_summary(above, lines))
        self.note.setWordWrap(True)
        self.error = QLabel()
        self.error.setWordWrap(True)
        self.error.setForegroundRole(QPalette.ColorRole.BrightText)
        self.error.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        count = len(self._wishes)
        self.go = self.buttons.addButton(
            translate("paste", "新增 {n} 条草稿(&A)").format(n=f"{count:,}"),
            QDialogButtonBox.ButtonRole.AcceptRole,
        )
        self.go.setEnabled(count > 0)
        self._fill(lines)
        column = QVBoxLayout(self)
        for widget in (self.note, self.table, self.error, self.buttons):
            column.addWidget(widget)
        size_on_screen(self, _SIZE)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)

    def _fill(self, lines: Sequence[PastedLine]) -> None:
        self.table.setHorizontalHeaderLabels(
            [
                translate("paste", "行"),
                translate("paste", "粘贴的文字"),
                translate("paste", "登记为"),
                translate("paste", "级别"),
                translate("paste", "楼层"),
                translate("paste", "街侧"),
                translate("paste", "结果"),
            ]
        )
        dress(self.table)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setStretchLastSection(True)
        for at, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(at, width)
        for row, line in enumerate(lines):
            for at, text in enumerate(_cells(line)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, at, item)

    def _accept(self) -> None:
        self.go.setEnabled(False)
        self.wanted.emit(list[Wish](self._wishes))

    def show_error(self, error: Exception) -> None:
        """Say why nothing was written."""
        words = error_text(error)
        self.error.setText(words.explanation + words.kept + words.next_step)
        self.error.show()
        self.go.setEnabled(True)


def _cells(line: PastedLine) -> tuple[str, ...]:
    wish = line.wish
    sides = {"left": translate("paste", "左侧"), "right": translate("paste", "右侧")}
    floor = "" if wish is None or wish.floor is None else str(wish.floor)
    kind = kind_term(wish.kind.value) if wish is not None else ""
    side = sides.get(wish.side, "") if wish is not None else ""
    return (str(line.number), line.text, line.name, kind, floor, side, _result(line))


def _result(line: PastedLine) -> str:
    if line.why:
        reason = address_reason(line.why)
        return reason if reason != line.why else number_reason(line.why)
    if line.there:
        return translate("paste", "已有，保持不变；要改请用更正或批量编辑")
    return translate("paste", "可以新增")


def _summary(above: str, lines: Sequence[PastedLine]) -> str:
    bad = sum(bool(line.why) for line in lines)
    there = sum(line.there for line in lines)
    return translate(
        "paste",
        "在「{above}」下：共 {n} 行，可新增 {fresh} 条，已有 {there} 条，有问题 {bad} 行（不会写入）。",
    ).format(above=above, n=len(lines), fresh=len(lines) - bad - there, there=there, bad=bad)
