"""Asks who works here when the command line did not say, and for the password of accounts that have one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.errors import DomainError, StoreUnavailable
from db.services.accounts import SignedIn
from desktop.i18n import translate
from desktop.shell.fitted import FittedDialog
from desktop.shell.inks import bad_ink, paint
from desktop.shell.password_field import PasswordField
from desktop.work.beside import beside

_WIDTH_PX = 400


def _nobody(_login: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Door:
    """How accounts are let in.

    Attributes:
        enter: signs an account in; raises what refuses it.
        asks: whether an account has a password.
    """

    enter: Callable[[str, str], SignedIn]
    asks: Callable[[str], bool] = _nobody


class SignInDialog(FittedDialog):
    """Lists the accounts of the store.

    Attributes:
        signed: who was let in; None until then, and without a door.
        password: the line for it, hidden for accounts that have none.
        elsewhere: the user wants another register; see ``elsewhere_button``.
    """

    def __init__(
        self,
        accounts: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        door: Door | None = None,
        chosen: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("sign_in", "登录址牌"))
        self._door = door
        self.signed: SignedIn | None = None
        self.elsewhere = False
        self._list = QListWidget()
        self.password = PasswordField()
        self._label = QLabel(translate("sign_in", "口令(&W)"))
        self.state = QLabel()
        self.elsewhere_button = QPushButton(translate("sign_in", "连接服务器(&S)…"), autoDefault=False)
        self.elsewhere_button.setVisible(door is not None)
        for login, name in accounts:
            item = QListWidgetItem(translate("sign_in", "{name}（{login}）").format(name=name, login=login))
            item.setData(Qt.ItemDataRole.UserRole, login)
            self._list.addItem(item)
        logins = [login for login, _name in accounts]
        self._build()
        self._list.currentRowChanged.connect(self._on_chosen)
        self._list.setCurrentRow(logins.index(chosen) if chosen in logins else 0)
        self._list.itemClicked.connect(self._on_clicked)
        self._list.itemActivated.connect(self._on_activated)
        self._on_clicked()
        self.elsewhere_button.clicked.connect(self._on_elsewhere)

    def _build(self) -> None:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._label.setBuddy(self.password)
        self.state.setWordWrap(True)
        paint(self.state, bad_ink(self))
        self.state.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._label)
        line.addWidget(self.password, 1)
        below = QHBoxLayout()
        below.addWidget(self.elsewhere_button)
        below.addStretch()
        below.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        ask = QLabel(translate("sign_in", "以哪个账号工作？每一步操作都记在这个账号名下。"))
        ask.setWordWrap(True)
        column.addWidget(ask)
        column.addWidget(self._list, 1)
        column.addLayout(line)
        column.addWidget(self.password.caps_hint())
        column.addWidget(self.state)
        column.addLayout(below)
        self.setMinimumWidth(_WIDTH_PX)

    @property
    def login(self) -> str:
        """The chosen account."""
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _on_chosen(self) -> None:
        asked = self._door is not None and self._door.asks(self.login)
        self.password.clear()
        self.password.setVisible(asked)
        self._label.setVisible(asked)
        self.state.hide()

    def _on_clicked(self) -> None:
        # Not while going along the list by the arrow keys, which would end at the first account with a password.
        if not self.password.isHidden():
            self.password.setFocus()

    def _on_activated(self) -> None:
        if self.password.isHidden() or self.password.text():
            self.accept()
        else:
            self.password.setFocus()

    def _on_elsewhere(self) -> None:
        self.elsewhere = True
        self.reject()

    def accept(self) -> None:
        """Override QDialog: the dialog stays until somebody was let in."""
        if self._door is None:
            super().accept()
            return
        enter, login, typed = self._door.enter, self.login, self.password.text()
        try:
            self.signed = beside(lambda: enter(login, typed))
        except (DomainError, StoreUnavailable) as error:
            from desktop.error_texts import error_text

            words = error_text(error)
            self.state.setText(f"{words.explanation}\n{words.next_step}")
            self.state.show()
            self.fit()
            self.password.selectAll()
            self.password.setFocus()
            return
        super().accept()
