"""Changing one's own password: the rules are ticked off while it is typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from db.domain.errors import DomainError, StoreUnavailable
from db.domain.password import LONG, MAX_LENGTH, SHORT, faults
from db.services.accounts import PasswordChanged
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.shell.fitted import FittedDialog
from desktop.shell.inks import bad_ink, good_ink, paint
from desktop.shell.password_field import PasswordField
from desktop.work.beside import beside

_WIDTH_PX = 460
Change = Callable[[str, str], PasswordChanged]


def rules() -> dict[str, str]:
    """Code of a fault -> the rule as it is shown beside the line."""
    length = translate("password", "至少 {long} 位；大写、小写、数字、符号中有三类时，至少 {short} 位")
    return {
        "too_short": length.format(long=LONG, short=SHORT),
        "too_long": translate("password", "不超过 {n} 位").format(n=MAX_LENGTH),
        "unprintable": translate("password", "不含换行、制表等看不见的字符"),
        "like_login": translate("password", "不是账号的变形"),
        "common": translate("password", "不是常见口令、连续或重复的字符"),
    }


class NewPasswordDialog(FittedDialog):
    """The dialog.

    Attributes:
        changed: what came of it, once it was changed.
        old: the present password; hidden when it is known already, or there is none.
        first: the new one.
        second: the new one again.
    """

    def __init__(
        self,
        login: str,
        change: Change,
        *,
        known: str | None = None,
        must: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Build the dialog.

        Args:
            login: of the account.
            change: given the old and the new password, changes it.
            known: the present password where it was just typed, ``""`` where there is none; None asks for it.
            must: the account was told to change it before anything else.
            parent: in front of which window.
        """
        super().__init__(parent)
        self._login, self._change, self._known = login, change, known
        self.changed: PasswordChanged | None = None
        self.setWindowTitle(translate("password", "修改口令"))
        self.old, self.first, self.second = PasswordField(), PasswordField(), PasswordField()
        self.rules = QLabel()
        self.state = QLabel()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._build(must)
        for line in (self.old, self.first, self.second):
            line.textChanged.connect(self._look)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._look()

    def _build(self, must: bool) -> None:
        form = QFormLayout()
        rows = [(translate("password", "新口令(&N)"), self.first)]
        rows.append((translate("password", "再输一次(&A)"), self.second))
        if self._known is None:
            rows.insert(0, (translate("password", "原口令(&O)"), self.old))
        for name, line in rows:
            form.addRow(name, line)
            line.setAccessibleName(name.partition("(")[0])
        self.state.setWordWrap(True)
        self.rules.setTextFormat(Qt.TextFormat.RichText)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        if must:
            why = QLabel(
                translate("password", "这个口令是别人给您的，请先改成只有您自己知道的，再开始工作。")
            )
            why.setWordWrap(True)
            column.addWidget(why)
        column.addLayout(form)
        for line in (self.old, self.first, self.second):
            column.addWidget(line.caps_hint())
        column.addWidget(self.rules)
        column.addWidget(self.state)
        column.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH_PX)

    def _look(self) -> None:
        typed, again = self.first.text(), self.second.text()
        wrong = set(faults(typed, self._login)) if typed else set(rules())
        lines = []
        for code, rule in rules().items():
            colour, sign = (bad_ink(self), "✗") if code in wrong else (good_ink(self), "✓")
            ink = f"color: {colour}" if typed else ""
            lines.append(f'<span style="{ink}">{sign if typed else "·"} {rule}</span>')
        self.rules.setText("<br>".join(lines))
        differs = bool(again) and again != typed
        self._say(translate("password", "两次输入的新口令不一样。") if differs else "")
        given = self._known is not None or bool(self.old.text())
        self.ok.setEnabled(given and not wrong and again == typed)

    def _say(self, text: str) -> None:
        paint(self.state, bad_ink(self))
        self.state.setText(text)
        self.fit()

    def accept(self) -> None:
        """Override QDialog: the dialog stays, with what was typed, until the password was changed."""
        if not self.ok.isEnabled():
            return
        old = self.old.text() if self._known is None else self._known
        change, new = self._change, self.first.text()
        try:
            self.changed = beside(lambda: change(old, new))
        except (DomainError, StoreUnavailable) as error:
            words = error_text(error)
            self._say(f"{words.explanation}\n{words.next_step}")
            return
        super().accept()
