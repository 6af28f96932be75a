"""Offers what the last run left half typed: at the start, and from the menu as long as any is left."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.shell.fitted import FittedDialog
from desktop.work.drafts import Draft

_REST_MS = 800
"""The window is there by then, and nobody has begun anything else."""

_WIDTH_PX, _LIST_PX = 520, 120


class UnfinishedDialog(FittedDialog):
    """The question.

    Attributes:
        list: the forms by title.
        go_on, drop, later: the answers.

    Signals:
        wanted: (``Draft``) go on with a form.
        dropped: (``Draft``) throw it away.
    """

    wanted = Signal(object)
    dropped = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts, self._left = desk.drafts, list(desk.drafts.left)
        self.setWindowTitle(translate("unfinished", "未完成的填写"))
        self.setMinimumWidth(_WIDTH_PX)
        told = QLabel(
            translate("unfinished", "以下填写上次没有完成，内容保留到程序结束前两秒。选一项继续，或丢弃。")
        )
        told.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("unfinished", "未完成的填写"))
        self.list.setMinimumHeight(_LIST_PX)
        self.list.addItems([draft.title for draft in self._left])
        role = QDialogButtonBox.ButtonRole
        self.buttons = QDialogButtonBox()
        self.go_on = self.buttons.addButton(translate("unfinished", "继续填写(&C)"), role.AcceptRole)
        self.drop = self.buttons.addButton(translate("unfinished", "丢弃(&D)"), role.DestructiveRole)
        self.later = self.buttons.addButton(translate("unfinished", "以后再说(&L)"), role.RejectRole)
        self.go_on.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(told)
        column.addWidget(self.list, 1)
        column.addWidget(self.buttons)
        self.list.currentRowChanged.connect(self._switch)
        self.list.itemActivated.connect(self._go_on)
        self.buttons.accepted.connect(self._go_on)
        self.drop.clicked.connect(self._drop)
        self.buttons.rejected.connect(self.reject)
        self.list.setCurrentRow(0)

    def _current(self) -> Draft | None:
        row = self.list.currentRow()
        return self._left[row] if 0 <= row < len(self._left) else None

    def _switch(self) -> None:
        draft = self._current()
        can = draft is not None and self._drafts.can_open(draft)
        self.go_on.setEnabled(can)
        self.go_on.setToolTip("" if can else translate("unfinished", "这个账号现在不能办理这一项。"))

    def _go_on(self) -> None:
        draft = self._current()
        if draft is not None and self._drafts.can_open(draft):
            self.accept()
            self.wanted.emit(draft)

    def _drop(self) -> None:
        draft, row = self._current(), self.list.currentRow()
        if draft is None:
            return
        del self._left[row]
        self.list.takeItem(row)
        self.dropped.emit(draft)
        if not self._left:
            self.reject()


class Unfinished(QObject):
    """Asks in one window.

    Attributes:
        action: asks again; off while nothing is left.
        dialog: the question, while it is shown.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(self, window: QWidget, desk: Desk, login: str) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._going_on: Draft | None = None
        self.dialog: UnfinishedDialog | None = None
        self.action = QAction(translate("unfinished", "未完成的填写(&U)…"), window)
        self.action.setEnabled(False)
        self.action.triggered.connect(self.offer)
        whose = f"{login} {desk.store.url}"  # the password shows as stars
        desk.drafts.begin(desk.options.folder, whose)
        desk.drafts.changed.connect(self._on_changed)
        desk.drafts.unwritten.connect(self._on_unwritten)
        QTimer.singleShot(_REST_MS, self, self._on_rest)

    def _on_rest(self) -> None:
        if self._window.isVisible():
            self.offer()

    def offer(self) -> None:
        """Ask what shall become of the forms that were left."""
        left = self._desk.drafts.left
        self.action.setEnabled(bool(left))
        if not left or self.dialog is not None or QApplication.activeModalWidget() is not None:
            return
        dialog = self.dialog = UnfinishedDialog(self._desk, self._window)
        dialog.wanted.connect(self._take_up)
        dialog.dropped.connect(self._desk.drafts.forget)
        dialog.finished.connect(self._on_answered)
        dialog.open()

    def _on_unwritten(self) -> None:
        self.told.emit(
            translate(
                "unfinished", "磁盘写不进去，填写中的内容这次不能防意外保留；可以照常办理，请尽快确定。"
            )
        )

    def _on_answered(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _take_up(self, draft: Draft) -> None:
        self._going_on = draft
        self._desk.drafts.take_up(draft)

    def _on_changed(self) -> None:
        drafts, draft = self._desk.drafts, self._going_on
        self.action.setEnabled(bool(drafts.left))
        if draft is not None and draft not in drafts.left and not drafts.is_open(draft):
            self._going_on = None  # it is done: on to the next
            QTimer.singleShot(0, self, self.offer)
