"""Asks who works here when the command line did not say."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import translate


class SignInDialog(QDialog):
    """Lists the accounts of the store."""

    def __init__(self, accounts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("sign_in", "登录址牌"))
        self._list = QListWidget()
        for login, name in accounts:
            item = QListWidgetItem(translate("sign_in", "{name}（{login}）").format(name=name, login=login))
            item.setData(Qt.ItemDataRole.UserRole, login)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.itemActivated.connect(self.accept)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(QLabel(translate("sign_in", "以哪个账号工作？每一步操作都记在这个账号名下。")))
        column.addWidget(self._list)
        column.addWidget(buttons)
        self.setMinimumWidth(360)

    @property
    def login(self) -> str:
        """The chosen account."""
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""
