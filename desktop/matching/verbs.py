"""What can be said about the selected line: the buttons, and the reason that every decision needs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.i18n import translate
from desktop.widgets.decide_button import DecideButton

_IN_A_LINE = 3


class Verbs(QFrame):
    """Buttons and reason; the pane they belong to says what they do.

    Attributes:
        hint: what is missing before a decision can be kept.
    """

    def __init__(self) -> None:
        super().__init__()
        self.hint = QLabel(translate("matching", "请先写明理由，再按一次。"))
        self.hint.setStyleSheet("color: #c0392b")
        self.reason = QComboBox()
        self.this = DecideButton(translate("matching", "就是这个地址(&T)"))
        self.none = DecideButton(translate("matching", "本库没有(&N)"))
        self.save = QPushButton(translate("matching", "保存更正(&S)"))
        self.open = QPushButton(translate("matching", "在地址库中打开(&G)"))
        self.withdraw = QPushButton(translate("matching", "撤销决定(&W)"))
        self.restore = QPushButton(translate("matching", "还原拆分(&R)"))
        self.buttons = (self.this, self.none, self.save, self.open, self.withdraw, self.restore)
        self._build()

    def _build(self) -> None:
        self.reason.setEditable(True)
        self.reason.addItems(
            (
                translate("matching", "现场核实"),
                translate("matching", "已与派出所核对"),
                translate("matching", "已查原始档案"),
                translate("matching", "来文笔误"),
            )
        )
        self.reason.setCurrentIndex(-1)
        self.reason.setMinimumWidth(80)
        self.reason.setAccessibleName(translate("matching", "理由"))
        line_edit = self.reason.lineEdit()
        if line_edit is not None:
            line_edit.setPlaceholderText(translate("matching", "记入日志，例如：现场核实"))
        label = QLabel(translate("matching", "理由(&Y)"))
        label.setBuddy(self.reason)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label)
        line.addWidget(self.reason, 1)
        grid = QGridLayout()
        grid.setSpacing(6)
        for at, button in enumerate(self.buttons):
            button.setStyleSheet("padding: 5px 4px")
            grid.addWidget(button, *divmod(at, _IN_A_LINE))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.hint)
        column.addLayout(line)
        column.addLayout(grid)
        self.hint.hide()
        self.reason.editTextChanged.connect(lambda _text: self.hint.hide())

    def with_reason(self, act: Callable[[str], None]) -> None:
        """Do something that needs a reason; without one, ask for it in place."""
        why = self.reason.currentText().strip()
        self.hint.setVisible(not why)
        if why:
            act(why)
        else:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def enable(self, *buttons: QPushButton) -> None:
        """Let only these be pressed."""
        for button in self.buttons:
            button.setEnabled(button in buttons)
