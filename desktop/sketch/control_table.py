"""Control points as a table one can type into: pixels, degrees, and how far each comes to lie from where it should."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from db.domain.geo import Point
from db.domain.geo_fit import Control
from desktop.i18n import translate
from desktop.widgets.list_look import dress

_NUMBERS, _RESIDUAL = 4, 4
_FORMS = ("{:.1f}", "{:.1f}", "{:.6f}", "{:.6f}")


class ControlTable(QTableWidget):
    """The table.

    Signals:
        edited: points came, went or were typed otherwise.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, _NUMBERS + 1, parent)
        self.setHorizontalHeaderLabels(
            [
                translate("sketch", "图上 X（像素）"),
                translate("sketch", "图上 Y（像素）"),
                translate("sketch", "经度"),
                translate("sketch", "纬度"),
                translate("sketch", "误差（米）"),
            ]
        )
        dress(self)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(90)
        self.setAccessibleName(translate("sketch", "控制点"))
        self.itemChanged.connect(self._on_item)

    def add(self, pixel: Point, place: Point) -> None:
        """Add a point."""
        self.blockSignals(True)
        texts = [form.format(value) for form, value in zip(_FORMS, (*pixel, *place), strict=True)]
        self.setCurrentCell(self._add_texts(texts), 0)
        self.blockSignals(False)
        self.edited.emit()

    def _add_texts(self, texts: Sequence[str]) -> int:
        row = self.rowCount()
        self.insertRow(row)
        for column, text in enumerate(texts):
            self.setItem(row, column, QTableWidgetItem(text))
        told = QTableWidgetItem("")
        told.setFlags(told.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self.setItem(row, _RESIDUAL, told)
        return row

    def text(self) -> str:
        """All points as they were typed, to be put back by ``restore``."""
        lines = []
        for row in range(self.rowCount()):
            items = [self.item(row, column) for column in range(_NUMBERS)]
            lines.append("\t".join(one.text() if one is not None else "" for one in items))
        return "\n".join(lines)

    def restore(self, text: str) -> None:
        """Have the points of such a text, and no others."""
        self.blockSignals(True)
        self.setRowCount(0)
        for line in text.splitlines():
            self._add_texts(line.split("\t", _NUMBERS - 1))
        self.blockSignals(False)
        self.edited.emit()

    def drop_current(self) -> None:
        """Take the point away that the table stands on."""
        if self.currentRow() >= 0:
            self.removeRow(self.currentRow())
            self.edited.emit()

    def controls(self) -> list[Control]:
        """The points whose four numbers can be read."""
        found = []
        for row in range(self.rowCount()):
            numbers = [_number(self.item(row, column)) for column in range(_NUMBERS)]
            x, y, lng, lat = numbers
            if x is not None and y is not None and lng is not None and lat is not None:
                found.append(Control((x, y), (lng, lat)))
        return found

    def show_residuals(self, residuals: Sequence[float]) -> None:
        """Write the errors beside the points; none while they lay the plan nowhere."""
        self.blockSignals(True)
        left = list(residuals)
        for row in range(self.rowCount()):
            readable = all(_number(self.item(row, column)) is not None for column in range(_NUMBERS))
            told = f"{left.pop(0):.2f}" if readable and left else ""
            item = self.item(row, _RESIDUAL)
            if item is not None:
                item.setText(told)
        self.blockSignals(False)

    def _on_item(self, item: QTableWidgetItem) -> None:
        if item.column() < _NUMBERS:
            self.edited.emit()


def _number(item: QTableWidgetItem | None) -> float | None:
    try:
        return float(item.text()) if item is not None else None
    except ValueError:
        return None
