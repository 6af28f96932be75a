"""A second person signs in beside the first and says what he compared the clock with."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from desktop.i18n import translate
from desktop.shell.password_field import PasswordField
from desktop.standing.operations import Second
from desktop.system.ask_dialog import AskDialog


class SecondDialog(AskDialog):
    """The dialog.

    Attributes:
        who: the second person's account.
        password: of that account; switched off when it has none.
    """

    def __init__(self, clock: str, parent: QWidget | None = None) -> None:
        """Build the dialog.

        Args:
            clock: what this machine's clock says, in words.
            parent: as Qt has it.
        """
        text = translate(
            "standing",
            "请另一位同事（审批人或系统管理员）用手机等别的钟表核对：本机时间是 {clock}。"
            "核对无误后由他选择自己的账号、输入自己的口令；您的登录不受影响。"
            "时间不对时请取消，先把本机时间调准。",
        ).format(clock=clock)
        super().__init__(
            translate("standing", "第二人确认本机时间"), text, translate("standing", "时间无误(&C)"), parent
        )
        self.who, self.password = QComboBox(), PasswordField()
        self.who.setMinimumContentsLength(20)
        self.add_field(translate("standing", "第二人(&A)"), self.who)
        self.add_field(translate("standing", "口令(&W)"), self.password)
        hint: QLabel = self.password.caps_hint()
        self.form.insertRow(self.form.rowCount() - 1, hint)
        label = self.form.labelForField(self.reason_box)
        if isinstance(label, QLabel):
            label.setText(translate("standing", "核对方式(&R)"))
        self.reason_box.setPlaceholderText(translate("standing", "与什么核对过，例如：手机、电台报时，必填"))
        self.who.currentIndexChanged.connect(self._on_who)
        self.password.textChanged.connect(self._enable)
        self.reason_box.textChanged.connect(self._enable)
        self._enable()

    def show_people(self, found: Sequence[Second]) -> None:
        """Offer the accounts."""
        self.who.clear()
        for one in found:
            words = translate("standing", "{name}（{login}）").format(name=one.name, login=one.login)
            self.who.addItem(words, one)
        self._on_who()

    def answer(self) -> tuple[str, str, str]:
        """Login and password of the second person, and what he compared the clock with."""
        one = self._second()
        return one.login if one else "", self.password.text(), self.reason()

    def refuse(self, error: Exception) -> None:
        """Say why it was not done; the password is typed again."""
        super().refuse(error)
        self.password.clear()
        self.password.setFocus()

    def _second(self) -> Second | None:
        one = self.who.currentData()
        return one if isinstance(one, Second) else None

    def _on_who(self) -> None:
        one = self._second()
        asked = one is not None and one.has_password
        self.password.clear()
        self.password.setEnabled(asked)
        none = translate("standing", "这个账号没有口令")
        self.password.setPlaceholderText(none if one is not None and not asked else "")
        self._enable()

    def _enable(self) -> None:
        typed = not self.password.isEnabled() or bool(self.password.text())
        self.ok.setEnabled(self._second() is not None and typed and bool(self.reason()))
