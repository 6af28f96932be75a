"""A short table that is typed into: texts and choices in cells, lines added and taken away, all by keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

_LINES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A column.

    Attributes:
        title: over it.
        choices: value and word each; none means that anything may be typed.
        wide: whether it takes the room that is left.
        letters: least width.
        fixed: only read, never typed into.
    """

    title: str
    choices: tuple[tuple[str, str], ...] = ()
    wide: bool = False
    letters: int = 13
    fixed: bool = False


class CellTable(QWidget):
    """The table.

    Attributes:
        view: the table itself.
        add, drop: their buttons.

    Signals:
        changed: something else stands in it.
    """

    changed = Signal()

    def __init__(
        self, name: str, cells: Sequence[Cell], words: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.cells = list(cells)
        self.view = QTableWidget(0, len(cells))
        self.add, self.drop = QPushButton(words[0]), QPushButton(words[1])
        self.view.setAccessibleName(name)
        self.view.setHorizontalHeaderLabels([cell.title for cell in cells])
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setTabKeyNavigation(False)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields in its cells have the keyboard
        self.view.verticalHeader().hide()
        head = self.view.horizontalHeader()
        for place, cell in enumerate(cells):
            mode = QHeaderView.ResizeMode.Stretch if cell.wide else QHeaderView.ResizeMode.Interactive
            head.setSectionResizeMode(place, mode)
        head.setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view)
        foot = QHBoxLayout()
        for button in (self.add, self.drop):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)
        self.drop.clicked.connect(self._drop_current)
        self._fit()
        self._widen()

    def lines(self) -> list[tuple[str, ...]]:
        """What stands in each line."""
        count = len(self.cells)
        return [tuple(self._text(row, at) for at in range(count)) for row in range(self.view.rowCount())]

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Put other lines in."""
        self.view.setRowCount(0)
        for line in lines:
            self._append(line)
        self._settle()

    def append(self, line: Sequence[str]) -> None:
        """One more line."""
        self._append(line)
        self._settle()

    def type_into(self, at: int) -> None:
        """Give a cell of the last line the keyboard."""
        field = self.view.cellWidget(self.view.rowCount() - 1, at)
        if field is not None and self.isVisible():
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, at: int, choices: tuple[tuple[str, str], ...]) -> None:
        """Offer other choices in a column; what is chosen stays where it is still offered."""
        if self.cells[at].choices == choices:
            return
        self.cells[at] = replace(self.cells[at], choices=choices)
        for row in range(self.view.rowCount()):
            self._fill(row, at, self._text(row, at))
        self._widen()
        self._chain()

    def set_least(self, count: int) -> None:
        """How many lines there must be."""
        self.drop.setProperty("least", count)
        self._settle(quiet=True)

    def _append(self, line: Sequence[str]) -> None:
        row = self.view.rowCount()
        self.view.insertRow(row)
        for at, text in enumerate(line):
            self._fill(row, at, text)

    def _fill(self, row: int, at: int, text: str) -> None:
        cell = self.cells[at]
        if cell.choices:
            box = QComboBox()
            for value, word in cell.choices:
                box.addItem(word, value)
            box.setCurrentIndex(max(0, box.findData(text)))
            box.currentIndexChanged.connect(self.changed)
            field: QWidget = box
        else:
            line = QLineEdit(text)
            line.setFrame(False)
            line.setReadOnly(cell.fixed)
            line.textEdited.connect(self.changed)
            field = line
        field.setAccessibleName(cell.title)
        field.setMinimumWidth(
            field.fontMetrics().horizontalAdvance("0" * (cell.letters + 3))
        )  # with the room around
        self.view.setCellWidget(row, at, field)

    def _text(self, row: int, at: int) -> str:
        field = self.view.cellWidget(row, at)
        if isinstance(field, QComboBox):
            return str(field.currentData() or "")
        return field.text().strip() if isinstance(field, QLineEdit) else ""

    def _drop_current(self) -> None:
        """Take away the line with the keyboard, else the selected one, else the last."""
        focus = self.window().focusWidget()
        rows = range(self.view.rowCount())
        row = next(
            (
                row
                for row in rows
                if any(self.view.cellWidget(row, at) is focus for at in range(len(self.cells)))
            ),
            self.view.currentRow(),
        )
        self.view.removeRow(row if row in rows else self.view.rowCount() - 1)
        self._settle()

    def _settle(self, *, quiet: bool = False) -> None:
        self.drop.setEnabled(self.view.rowCount() > int(self.drop.property("least") or 0))
        self._fit()
        self._widen()
        self._chain()
        if not quiet:
            self.changed.emit()

    def _chain(self) -> None:
        """Let the keyboard go through the cells in their order, and on to the buttons."""
        rows, columns = range(self.view.rowCount()), range(len(self.cells))
        fields = [self.view.cellWidget(row, at) for row in rows for at in columns]
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # no order begins at what never has the keyboard
        for one, other in pairwise((self.view, *(one for one in fields if one is not None), self.add)):
            QWidget.setTabOrder(one, other)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _widen(self) -> None:
        """Give each column what its fields need: a header that looks for itself does so before they are there."""
        head = self.view.horizontalHeader()
        for at, cell in enumerate(self.cells):
            fields = (self.view.cellWidget(row, at) for row in range(self.view.rowCount()))
            least = [_width(field) for field in fields if field is not None]
            if not cell.wide:
                head.resizeSection(at, max(head.sectionSizeHint(at), *least, 0))

    def _fit(self) -> None:
        lines = min(max(self.view.rowCount(), 1), _LINES_SHOWN)
        line = self.view.verticalHeader().defaultSectionSize()
        head = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(head + lines * line + 2 * self.view.frameWidth())


def _width(field: QWidget) -> int:
    wished = field.sizeHint().width() if isinstance(field, QComboBox) else 0
    return max(wished, field.minimumWidth()) + 1  # the line between columns
