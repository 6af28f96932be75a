"""The list of exceptions of a block: a line each, typed in place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from db.domain.block import Act, Deviation
from desktop.blocks.words import act_names, value_hint
from desktop.i18n import translate
from desktop.shell.inks import bad_ink

BUILDINGS, STAIRS, FLOORS, ACT, VALUE = range(5)
COLUMNS = {"buildings": BUILDINGS, "stairs": STAIRS, "floors": FLOORS, "value": VALUE}
"""Fields of an exception -> columns."""

_HEIGHT = 132
_NARROW = 52
_HEAD_PADDING_PX = 20


class DeviationTable(QWidget):
    """The list with its buttons.

    Attributes:
        lines: the list.

    Signals:
        changed: something was typed, added or removed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = QTableWidget(0, 5)
        self.add_button = QPushButton(translate("blocks", "添加例外(&A)"), autoDefault=False)
        self.remove_button = QPushButton(translate("blocks", "删除这一行(&D)"), autoDefault=False)
        self._build()

    def _build(self) -> None:
        table = self.lines
        titles = [
            translate("blocks", "楼栋"),
            translate("blocks", "梯位"),
            translate("blocks", "楼层"),
            translate("blocks", "情况"),
            translate("blocks", "内容"),
        ]
        table.setHorizontalHeaderLabels(titles)
        table.setAccessibleName(translate("blocks", "例外"))
        table.verticalHeader().hide()
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setFixedHeight(_HEIGHT)
        heads = table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        for column in (BUILDINGS, STAIRS, FLOORS):
            title = self.fontMetrics().horizontalAdvance(titles[column])
            heads.resizeSection(column, max(_NARROW, title + _HEAD_PADDING_PX))
        widest = max(self.fontMetrics().horizontalAdvance(name) for name in act_names().values())
        heads.resizeSection(ACT, widest + 36)
        self.add_button.clicked.connect(lambda: self.add(Deviation(Act.COUNT)))
        self.remove_button.clicked.connect(self.remove_current)
        self.remove_button.setEnabled(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(table)
        whole.addLayout(buttons)

    def add(self, said: Deviation) -> None:
        """Add a line and put the cursor into it."""
        row = self.lines.rowCount()
        self.lines.insertRow(row)
        for column, text in (
            (BUILDINGS, said.buildings),
            (STAIRS, said.stairs),
            (FLOORS, said.floors),
            (VALUE, said.value),
        ):
            box = QLineEdit(text)
            box.setFrame(False)
            if column != VALUE:
                box.setPlaceholderText(translate("blocks", "全部"))
            box.textChanged.connect(lambda *_: self.changed.emit())
            self.lines.setCellWidget(row, column, box)
        acts = QComboBox()
        for act, name in act_names().items():
            acts.addItem(name, act)
        acts.setCurrentIndex(acts.findData(said.act))
        acts.currentIndexChanged.connect(lambda *_: self._on_act(acts))
        self.lines.setCellWidget(row, ACT, acts)
        self._on_act(acts)
        self.remove_button.setEnabled(True)
        self.box(row, FLOORS).setFocus()

    def remove_current(self) -> None:
        """Take the line of the cursor away, the last one when the cursor is in none."""
        focused = [
            row
            for row in range(self.lines.rowCount())
            if any(widget is not None and widget.hasFocus() for widget in self._widgets(row))
        ]
        row = focused[0] if focused else self.lines.currentRow()
        self.lines.removeRow(row if row >= 0 else self.lines.rowCount() - 1)
        self.remove_button.setEnabled(self.lines.rowCount() > 0)
        self.changed.emit()

    def clear(self) -> None:
        """Take all lines away."""
        self.lines.setRowCount(0)
        self.remove_button.setEnabled(False)

    def deviations(self) -> tuple[Deviation, ...]:
        """The lines as typed."""
        return tuple(
            Deviation(
                Act(self.act(row).currentData()),
                *(self.box(row, column).text() for column in (BUILDINGS, STAIRS, FLOORS, VALUE)),
            )
            for row in range(self.lines.rowCount())
        )

    def box(self, row: int, column: int) -> QLineEdit:
        """The field of a cell."""
        widget = self.lines.cellWidget(row, column)
        assert isinstance(widget, QLineEdit), "every column but one holds a line edit"
        return widget

    def act(self, row: int) -> QComboBox:
        """The kind of a line."""
        widget = self.lines.cellWidget(row, ACT)
        assert isinstance(widget, QComboBox), "the column of kinds holds choosers"
        return widget

    def mark_fault(self, row: int, column: int) -> None:
        """Show that a cell is wrong; -1 takes all marks away."""
        for line in range(self.lines.rowCount()):
            for at in COLUMNS.values():
                is_wrong = (line, at) == (row, column)
                self.box(line, at).setStyleSheet(f"border: 2px solid {bad_ink(self)}" if is_wrong else "")

    def _widgets(self, row: int) -> list[QWidget | None]:
        return [self.lines.cellWidget(row, column) for column in range(self.lines.columnCount())]

    def _on_act(self, acts: QComboBox) -> None:
        row = next(row for row in range(self.lines.rowCount()) if self.act(row) is acts)
        act = Act(acts.currentData())
        value, stairs = self.box(row, VALUE), self.box(row, STAIRS)
        value.setPlaceholderText(value_hint(act))
        value.setToolTip(value_hint(act))
        value.setEnabled(act is not Act.NONE)
        stairs.setEnabled(act is not Act.SHOPS)
        if act is Act.SHOPS:
            stairs.clear()
        if act is Act.NONE:
            value.clear()
        self.changed.emit()
