"""The small questions of hand-overs: passwords of the signing key, fingerprints that were read out by telephone."""

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from db.domain.transfer import in_groups
from desktop.i18n import translate
from desktop.shell.password_field import PasswordField
from desktop.system.ask_dialog import AskDialog


def kinds_of_package() -> str:
    """For file dialogs."""
    return translate("transfer", "移交包 (*.zpt)")


def kinds_of_receipt() -> str:
    """For file dialogs."""
    return translate("transfer", "移交回执 (*.zpr)")


def ask_open(parent: QWidget, title: str, kinds: str) -> str:
    """Ask for a file; ``""`` when the user thinks better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", kinds)[0]


class SignDialog(AskDialog):
    """Asks for the signing key's password, twice when the key is made.

    Attributes:
        password, again: the fields; the second only for a new key.
    """

    def __init__(self, title: str, text: str, verb: str, parent: QWidget, *, twice: bool = False) -> None:
        super().__init__(title, text, verb, parent)
        self.password, self.again = PasswordField(), PasswordField()
        self.add_field(translate("transfer", "签名口令(&P)"), self.password)
        if twice:
            self.add_field(translate("transfer", "再输一次(&A)"), self.again)
        self._twice = twice
        for field in (self.password, self.again):
            field.textChanged.connect(self._switch)
        self._switch()

    def _switch(self) -> None:
        typed = self.password.text()
        same = not self._twice or typed == self.again.text()
        self.ok.setEnabled(bool(typed) and same)
        unlike = self._twice and bool(self.again.text()) and not same
        self.warn(translate("transfer", "两次输入的口令不一样。") if unlike else "")


class CompareField(QLineEdit):
    """Takes a fingerprint that was read out; blanks make no difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(translate("transfer", "对方念出的六组数字"))

    def matches(self, fingerprint: str) -> bool:
        """Whether it is the same."""
        return in_groups(self.text()) == fingerprint


class ReceiptDialog(AskDialog):
    """Asks for the fingerprint of the key that signed a receipt.

    Attributes:
        said: what the other office read out.
    """

    def __init__(self, fingerprint: str, parent: QWidget) -> None:
        text = translate(
            "transfer",
            "回执的签名指纹是\n{fingerprint}\n请打电话给对方，请对方念出「跨区移交」窗口里显示的本库指纹，照着填写。",
        )
        super().__init__(
            translate("transfer", "登记回执"),
            text.format(fingerprint=fingerprint),
            translate("transfer", "登记(&O)"),
            parent,
        )
        self.said = CompareField()
        self.fingerprint = fingerprint
        self.add_field(translate("transfer", "对方念出(&F)"), self.said)
        self.said.textChanged.connect(self._switch)
        self._switch()

    @property
    def fields(self) -> dict[str, QWidget]:
        """Override AskDialog: with what was read out."""
        return {"said": self.said, **super().fields}

    def _switch(self) -> None:
        self.ok.setEnabled(self.said.matches(self.fingerprint))
