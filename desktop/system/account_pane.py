"""Everything about the selected account: roles one by one, how it signs in, and what can be done about it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Role
from db.domain.audit import local_time
from db.services.account_desk import AccountLine
from desktop.i18n import translate
from desktop.shell.verbs_off import needs_store
from desktop.system.account_words import (
    CLOSED,
    LOCKED,
    last_login_text,
    password_text,
    role_text,
    standing,
    standing_text,
)
from desktop.system.roles_form import Chosen

_ROWS = 4


class AccountPane(QWidget):
    """The pane.

    Signals:
        wanted: (verb) ``grant``, ``revoke``, ``rename``, ``reset``, ``term``, ``unlock``, ``close`` or ``reopen``.
    """

    wanted = Signal(str)

    def __init__(self, *, manages: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._manages = manages
        self._title, self._facts = QLabel(), QLabel()
        self.roles = QListWidget()
        self.buttons = {
            "grant": QPushButton(translate("accounts", "增加角色(&A)…")),
            "revoke": QPushButton(translate("accounts", "收回角色(&V)…")),
            "rename": QPushButton(translate("accounts", "更正姓名(&M)…")),
            "reset": QPushButton(translate("accounts", "重设口令(&P)…")),
            "term": QPushButton(translate("accounts", "使用期限(&D)…")),
            "unlock": QPushButton(translate("accounts", "解锁(&U)…")),
            "close": QPushButton(translate("accounts", "停用(&T)…")),
            "reopen": QPushButton(translate("accounts", "重新启用(&O)…")),
        }
        self._build()
        self.show_account(None, {}, "")

    def _build(self) -> None:
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._facts):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.roles.setAccessibleName(translate("accounts", "角色与范围"))
        self.roles.setMaximumHeight(self.fontMetrics().height() * (_ROWS + 2))
        self.roles.setWordWrap(True)
        self.roles.currentRowChanged.connect(lambda _row: self._look())
        verbs = QWidget()
        needs_store(verbs)
        grid = QGridLayout(verbs)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, (verb, button) in enumerate(self.buttons.items()):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, verb=verb: self.wanted.emit(verb))
            button.setVisible(self._manages)
            grid.addWidget(button, place // 2, place % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 4, 4)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(self.roles)
        column.addWidget(verbs)
        column.addStretch(1)

    def show_account(self, line: AccountLine | None, names: Mapping[str, str], now: str) -> None:
        """Show an account, or none."""
        self._line, self._now = line, now
        self.roles.clear()
        self.roles.setVisible(line is not None)
        self._title.setText("" if line is None else _title(line))
        self._facts.setText("" if line is None else _facts(line, now, full=self._manages))
        if line is not None:
            for role, area in line.account.roles:
                item = QListWidgetItem(role_text(role, area, names))
                item.setData(Qt.ItemDataRole.UserRole, (role, area))
                self.roles.addItem(item)
            self.roles.setCurrentRow(0)
        self._look()

    def role(self) -> Chosen | None:
        """The role with the cursor."""
        if self.roles.currentRow() < 0:
            return None
        role, area = self.roles.currentItem().data(Qt.ItemDataRole.UserRole)
        return Role(role), area

    def _look(self) -> None:
        line = self._line
        found = standing(line, self._now) if line is not None else ""
        is_open = bool(found) and found != CLOSED
        for verb, button in self.buttons.items():
            button.setEnabled(is_open)
            button.setVisible(self._manages and line is not None and verb not in ("unlock", "reopen"))
        self.buttons["revoke"].setEnabled(is_open and self.role() is not None)
        self.buttons["unlock"].setVisible(self._manages and found == LOCKED)
        self.buttons["reopen"].setVisible(self._manages and found == CLOSED)
        self.buttons["reopen"].setEnabled(True)
        self.buttons["term"].setEnabled(is_open and line is not None and line.facts.has_password)


def _title(line: AccountLine) -> str:
    return translate("accounts", "{name}（{login}）").format(name=line.account.name, login=line.account.login)


def _facts(line: AccountLine, now: str, *, full: bool) -> str:
    made = translate("accounts", "建立于 {day}，{standing}。").format(
        day=local_time(line.account.created_at)[:10], standing=standing_text(line, now)
    )
    if not full:
        return made
    signs_in = translate("accounts", "上次登录：{last}。口令：{password}。").format(
        last=last_login_text(line), password=password_text(line)
    )
    return made + "\n" + signs_in
