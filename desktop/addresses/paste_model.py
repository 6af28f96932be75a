"""The lines of a pasted block as Qt sees them: worded when they are looked at, however many there are."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.address_terms import side_term
from desktop.addresses.paste import PastedLine
from desktop.error_reasons import address_reason, held_reason, number_reason
from desktop.i18n import translate
from desktop.system.line_model import bad_ink
from desktop.terms import kind_term

AnyIndex = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
RESULT = 6
"""The column that says what becomes of a line."""


class PasteModel(QAbstractTableModel):
    """The lines.

    Attributes:
        shown: the lines that are shown, in their order.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[PastedLine] = ()
        self._only_bad = False
        self.shown: Sequence[PastedLine] = ()
        self._heads = (
            translate("paste", "行"),
            translate("paste", "粘贴的文字"),
            translate("paste", "登记为"),
            translate("paste", "级别"),
            translate("paste", "楼层"),
            translate("paste", "街侧"),
            translate("paste", "结果"),
        )

    def show(self, lines: Sequence[PastedLine]) -> None:
        """Show other lines."""
        self._lines = lines
        self._arrange()

    def show_only_bad(self, only: bool) -> None:
        """Show only the lines that cannot be added, or all."""
        self._only_bad = only
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        self.shown = [line for line in self._lines if line.is_bad] if self._only_bad else self._lines
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        """Override QAbstractItemModel::columnCount."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Override QAbstractItemModel::headerData."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return Qt.AlignmentFlag.AlignLeft if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractItemModel::data."""
        if not index.isValid():
            return None
        line, column = self.shown[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _cell(line, column)
        if role == Qt.ItemDataRole.ForegroundRole and column == RESULT and line.is_bad:
            return bad_ink()
        return None


def _cell(line: PastedLine, column: int) -> str:
    wish = line.wish
    if column == 0:
        return str(line.number)
    if column == 1:
        return line.text
    if column == 2:
        return line.name
    if column == RESULT:
        return _result(line)
    if wish is None:
        return ""
    if column == 3:
        return kind_term(wish.kind.value)
    if column == 4:
        return "" if wish.floor is None else str(wish.floor)
    return side_term(wish.side) if wish.side else ""


def _result(line: PastedLine) -> str:
    if line.why:
        reason = address_reason(line.why)
        return reason if reason != line.why else number_reason(line.why)
    if line.against is not None:
        return held_reason(line.against.why.value, line.against.text)
    if line.there:
        return translate("paste", "已有，保持不变；要改请用更正或批量编辑")
    return translate("paste", "可以新增")
