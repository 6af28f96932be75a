"""Naming a view that is kept, and the list in which kept ones are renamed and put away."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.views import LONGEST_NAME, ViewKind
from db.store.views import SavedView
from desktop.i18n import translate
from desktop.widgets.button_dialog import ButtonDialog

_WIDE, _HIGH = 420, 320
_VIEW = Qt.ItemDataRole.UserRole


class SaveViewDialog(ButtonDialog):
    """Asks for a name.

    Signals:
        wanted: (name, for the whole office, ``SavedView`` it replaces or None).
    """

    wanted = Signal(str, bool, object)

    def __init__(
        self, parent: QWidget, taken: Mapping[tuple[bool, str], SavedView], *, may_share: bool
    ) -> None:
        """Ask.

        Args:
            parent: over which.
            taken: (the office's, name) -> the view that bears it.
            may_share: whether it may be kept for the whole office.
        """
        super().__init__(parent)
        self._taken = taken
        self.setWindowTitle(translate("views", "保存当前视图"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.share = QCheckBox(translate("views", "本单位的人都能看到(&O)"))
        self.share.setEnabled(may_share)
        self.note = QLabel(translate("views", "保存的是：所在位置、筛选、排序和显示的列。"))
        self.note.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        label = QLabel(translate("views", "名称(&N)"))
        label.setBuddy(self.name)
        column = QVBoxLayout(self)
        for widget in (label, self.name, self.share, self.note, self.buttons):
            column.addWidget(widget)
        self.resize(_WIDE, self.sizeHint().height())
        self.buttons.accepted.connect(self._ask)
        self.buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._look)
        self.share.toggled.connect(self._look)
        self._look()

    def _held(self) -> SavedView | None:
        return self._taken.get((self.share.isChecked(), self.name.text().strip()))

    def _look(self) -> None:
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(bool(self.name.text().strip()))
        held = self._held() is not None
        save.setText(translate("views", "替换同名视图(&R)") if held else translate("views", "保存(&S)"))

    def _ask(self) -> None:
        self.buttons.setEnabled(False)
        self.wanted.emit(self.name.text().strip(), self.share.isChecked(), self._held())

    def show_error(self, error: Exception) -> None:
        """Say why it was not kept."""
        from desktop.error_texts import error_text

        words = error_text(error)
        self.note.setText(words.explanation + words.next_step)
        self.buttons.setEnabled(True)


class ManageViewsDialog(ButtonDialog):
    """The list.

    Signals:
        renamed: (``SavedView``, name) it is to be called so.
        dropped: (``SavedView``) it is to be put away.
    """

    renamed = Signal(object, str)
    dropped = Signal(object)

    def __init__(self, parent: QWidget, kind: ViewKind, views: Callable[[], Sequence[SavedView]]) -> None:
        super().__init__(parent)
        self._views = views
        favourite = kind is ViewKind.FAVOURITE
        self.setWindowTitle(translate("views", "管理收藏") if favourite else translate("views", "管理视图"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        self.note = QLabel(translate("views", "双击或按 F2 改名。"))
        self.note.setWordWrap(True)
        self.rename = QPushButton(translate("views", "改名(&M)"), autoDefault=False)
        self.drop = QPushButton(translate("views", "删除(&D)"), autoDefault=False)
        close = QPushButton(translate("views", "关闭(&C)"))
        line = QHBoxLayout()
        for button in (self.rename, self.drop):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addLayout(line)
        self.resize(_WIDE, _HIGH)
        self.rename.clicked.connect(lambda: self.list.editItem(self.list.currentItem()))
        self.drop.clicked.connect(self._drop)
        close.clicked.connect(self.accept)
        self.list.itemChanged.connect(self._on_edited)
        self.list.currentRowChanged.connect(self._look)
        self.fill()

    def fill(self) -> None:
        """Show what is kept now."""
        row = max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        for view in self._views():
            item = QListWidgetItem(view.name)
            item.setData(_VIEW, view)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if view.shared:
                item.setToolTip(translate("views", "本单位共用，由 {login} 保存").format(login=view.made_by))
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._look()

    def _look(self) -> None:
        for button in (self.rename, self.drop):
            button.setEnabled(self.list.currentItem() is not None)

    def _drop(self) -> None:
        self.dropped.emit(self.list.currentItem().data(_VIEW))

    def _on_edited(self, item: QListWidgetItem) -> None:
        view = item.data(_VIEW)
        if item.text().strip() != view.name:
            self.renamed.emit(view, item.text())

    def show_error(self, error: Exception) -> None:
        """Say why nothing was changed."""
        from desktop.error_texts import error_text

        words = error_text(error)
        self.note.setText(words.explanation + words.next_step)
        self.fill()
