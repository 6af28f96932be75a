"""A short list of texts in which some columns are ticked or typed in; knows nothing of deliveries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop.widgets.list_look import dress

AnyIndex = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_SHOWN, _CHECK, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.EditRole
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its title, its width in characters, whether it holds figures."""

    title: str
    width: int
    figures: bool = False


@dataclass(frozen=True)
class Line:
    """One line.

    Attributes:
        cells: its texts.
        ticked: whether its first column is ticked; None where there is no box.
        typed: columns in which one may type.
        strong: drawn bold.
    """

    cells: tuple[str, ...]
    ticked: bool | None = None
    typed: frozenset[int] = field(default_factory=frozenset)
    strong: bool = False


class PlainModel(QAbstractTableModel):
    """Lines under heads; what is ticked or typed goes to whoever listens, and comes back with new lines."""

    def __init__(
        self,
        on_ticked: Callable[[int, bool], None] | None = None,
        on_typed: Callable[[int, int, str], None] | None = None,
    ) -> None:
        super().__init__()
        self.heads: tuple[Head, ...] = ()
        self.lines: tuple[Line, ...] = ()
        self._on_ticked, self._on_typed = on_ticked, on_typed

    def put(self, heads: Sequence[Head], lines: Sequence[Line]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.heads, self.lines = tuple(heads), tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractTableModel."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractTableModel."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _SHOWN) -> Any:
        """Override QAbstractTableModel."""
        if orientation is Qt.Orientation.Horizontal and role == _SHOWN and section < len(self.heads):
            return self.heads[section].title
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Override QAbstractTableModel."""
        flags = super().flags(index)
        line = self.lines[index.row()]
        if index.column() == 0 and line.ticked is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() in line.typed:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: AnyIndex, role: int = _SHOWN) -> Any:
        """Override QAbstractTableModel."""
        line, column = self.lines[index.row()], index.column()
        text = line.cells[column] if column < len(line.cells) else ""
        if role in (_SHOWN, _EDIT, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == _CHECK and column == 0 and line.ticked is not None:
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and self.heads[column].figures:
            return _RIGHT
        if role == Qt.ItemDataRole.FontRole and line.strong:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = _EDIT) -> bool:  # noqa: N802  # Qt's name
        """Override QAbstractTableModel: tell what was ticked or typed."""
        if role == _CHECK and self._on_ticked is not None:
            self._on_ticked(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == _EDIT and self._on_typed is not None and str(value) != self.data(index):
            self._on_typed(index.row(), index.column(), str(value))
            return True
        return False


def plain_view(model: PlainModel, name: str) -> QTableView:
    """A view of such lines, named for who does not see it."""
    view = QTableView()
    view.setModel(model)
    dress(view)
    view.setAccessibleName(name)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.horizontalHeader().setStretchLastSection(True)
    return view


def fit(view: QTableView, heads: Sequence[Head]) -> None:
    """Give columns their widths."""
    letter = view.fontMetrics().horizontalAdvance("M")
    for at, head in enumerate(heads):
        view.setColumnWidth(at, max(head.width, len(head.title) + 2) * letter)
