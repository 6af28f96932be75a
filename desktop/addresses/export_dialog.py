"""Asks how the list that is shown shall be written: for the leader's desk or plain, all of it or what is selected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import translate

_WIDE = 460


class ExportDialog(QDialog):
    """The questions.

    Signals:
        wanted: the button was pressed; the attributes tell what was chosen.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget, title: str, whole: int, selected: int) -> None:
        """Ask.

        Args:
            parent: over which.
            title: proposed for the list.
            whole: how many lines are shown.
            selected: how many of them are selected.
        """
        super().__init__(parent)
        self.setWindowTitle(translate("addresses", "导出当前列表"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = QLineEdit(title)
        self.formal = QRadioButton(
            translate("addresses", "呈报表：有标题、单位、日期、页码和签字栏，A4 打印(&F)")
        )
        self.plain = QRadioButton(translate("addresses", "简表：只有表头和数据，便于再次导入(&P)"))
        self.whole = QRadioButton(
            translate("addresses", "列表中显示的全部 {n} 条(&A)").format(n=f"{whole:,}")
        )
        self.selection = QRadioButton(
            translate("addresses", "只要选中的 {n} 条(&S)").format(n=f"{selected:,}")
        )
        self.formal.setChecked(True)
        self.whole.setChecked(True)
        self.selection.setEnabled(selected > 0)
        label = QLabel(translate("addresses", "标题(&T)"))
        label.setBuddy(self.title)
        note = QLabel(
            translate("addresses", "列、列的顺序、筛选和排序都与屏幕上一致；编号和代码为文本格式。")
        )
        note.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton(
            translate("addresses", "导出…(&E)"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for group in ((label, self.title), (self.formal, self.plain), (self.whole, self.selection)):
            frame = QFrame()
            inner = QVBoxLayout(frame)
            inner.setContentsMargins(0, 0, 0, 0)
            for widget in group:
                inner.addWidget(widget)
            column.addWidget(frame)
        column.addWidget(note)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDE)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.plain.toggled.connect(self.title.setDisabled)

    def _accept(self) -> None:
        self.accept()
        self.wanted.emit()
