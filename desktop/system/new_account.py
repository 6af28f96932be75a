"""Asks who a new account is for and what it may do."""

from collections.abc import Collection

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from db.domain.access import MAX_LOGIN, checked_login, checked_name
from db.domain.errors import DomainError
from db.services.account_desk import NewAccount
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.system.ask_dialog import AskDialog
from desktop.system.roles_form import Reach, RolesForm


class NewAccountDialog(AskDialog):
    """The dialog."""

    def __init__(
        self,
        reach: Reach,
        logins: Collection[str],
        *,
        on_server: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Build the dialog.

        Args:
            reach: where the administrator may give roles.
            logins: that are taken, open or closed.
            on_server: every account has a password there.
            parent: as Qt has it.
        """
        super().__init__(
            translate("accounts", "新建账号"),
            translate("accounts", "一人一个账号，不与他人共用。账号名一经使用不再改，也不再给别人。"),
            translate("accounts", "新建(&N)"),
            parent,
        )
        self._taken = {login.casefold() for login in logins}
        self.login, self.name = QLineEdit(), QLineEdit()
        for line in (self.login, self.name):
            line.setMaxLength(MAX_LOGIN)
        self.login.setPlaceholderText(translate("accounts", "如 zhangsan 或 张三；字母、数字、汉字和 . _ -"))
        self.name.setPlaceholderText(translate("accounts", "日志和单据上显示的姓名"))
        self.roles = RolesForm(reach)
        self.password = QCheckBox(translate("accounts", "发一次性口令，首次登录时修改(&P)"))
        self.password.setChecked(True)
        self.password.setEnabled(not on_server)
        self.add_field(translate("accounts", "账号(&L)"), self.login)
        self.add_field(translate("accounts", "姓名(&X)"), self.name)
        self.add_field(translate("accounts", "角色与范围"), self.roles)
        self.add_field("", self.password)
        for line in (self.login, self.name):
            line.textChanged.connect(self._look)
        self.roles.changed.connect(self._look)
        self._look()

    def account(self) -> NewAccount:
        """What was asked for."""
        return NewAccount(self.login.text().strip(), self.name.text().strip(), self.roles.roles())

    def _look(self) -> None:
        login, name = self.login.text().strip(), self.name.text().strip()
        fault = self._fault(login, name)
        self.warn(fault)
        self.ok.setEnabled(bool(login and name) and not fault)

    def _fault(self, login: str, name: str) -> str:
        """What is wrong with what was typed so far."""
        if login.casefold() in self._taken:
            return translate("accounts", "「{login}」已经有人用过，请换一个账号名。").format(login=login)
        try:
            if login:
                checked_login(login)
            if name:
                checked_name(name)
        except DomainError as error:
            return error_text(error).explanation
        return ""
