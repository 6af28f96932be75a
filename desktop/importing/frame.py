"""What stands around the steps of the import window: where one is, what is wrong, forward and back."""

from collections.abc import Sequence

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import translate
from desktop.widgets.on_screen import size_on_screen

_SIZE = (1060, 600)


def _names() -> tuple[str, ...]:
    return (
        translate("importing", "1 选文件"),
        translate("importing", "2 工作表"),
        translate("importing", "3 列对应"),
        translate("importing", "4 检查修改"),
        translate("importing", "5 入库"),
    )


class Frame:
    """The widgets; the window says what they do.

    Attributes:
        step: the one that is shown.
    """

    def __init__(self, steps: Sequence[QWidget]) -> None:
        self.step = 0
        self._stack, self._notice = QStackedWidget(), QLabel()
        self._path = [QLabel(name) for name in _names()]
        self._offer, self._offered = QFrame(), QLabel()
        self.resume = QPushButton(translate("importing", "接着做(&J)"), autoDefault=False)
        self.fresh = QPushButton(translate("importing", "重新开始(&N)"), autoDefault=False)
        self.batches = QPushButton(translate("importing", "以往批次(&L)…"), autoDefault=False)
        self.template = QPushButton(translate("importing", "下载导入模板(&T)"), autoDefault=False)
        self.back = QPushButton(translate("importing", "上一步(&B)"), autoDefault=False)
        self.next = QPushButton(translate("importing", "下一步(&X)"), autoDefault=False)
        self.again = QPushButton(translate("importing", "再导入一批(&M)"), autoDefault=False)
        self.close = QPushButton(translate("importing", "关闭(&C)"), autoDefault=False)
        for step in steps:
            self._stack.addWidget(step)

    def fill(self, dialog: QDialog) -> None:
        """Put everything into the window."""
        self._notice.setWordWrap(True)
        self._notice.hide()
        path = QHBoxLayout()
        path.setSpacing(24)
        for label in self._path:
            path.addWidget(label)
        path.addStretch()
        offer = QHBoxLayout(self._offer)
        offer.setContentsMargins(0, 0, 0, 0)
        self._offered.setWordWrap(True)
        offer.addWidget(self._offered, 1)
        offer.addWidget(self.resume)
        offer.addWidget(self.fresh)
        self._offer.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self.batches)
        buttons.addWidget(self.template)
        buttons.addStretch()
        for button in (self.back, self.next, self.again, self.close):
            buttons.addWidget(button)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(path)
        column.addWidget(self._offer)
        column.addWidget(self._stack, 1)
        column.addWidget(self._notice)
        column.addLayout(buttons)
        size_on_screen(dialog, _SIZE)

    def show_step(self, step: int, *, is_ready: bool) -> None:
        """Show a step; with ``is_ready`` one may go on from it."""
        self.step = step
        self._stack.setCurrentIndex(step)
        last = self._stack.count() - 1
        for at, label in enumerate(self._path):
            font = label.font()
            font.setBold(at == step)
            label.setFont(font)
            role = QPalette.ColorRole.WindowText if at == step else QPalette.ColorRole.PlaceholderText
            label.setForegroundRole(role)
        self.back.setVisible(0 < step < last)
        self.next.setVisible(step < last)
        self.next.setEnabled(is_ready)
        self.next.setDefault(step not in (last, last - 1))
        self.again.setVisible(step == last)
        self.next.setText(
            translate("importing", "暂存(&X)") if step == last - 1 else translate("importing", "下一步(&X)")
        )

    def say(self, text: str) -> None:
        """Say in place what is wrong, or what was done; ``""`` takes it away."""
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    @property
    def said(self) -> str:
        """What is said now."""
        return self._notice.text()

    def offer(self, text: str) -> None:
        """Offer to go on with an unfinished import; ``""`` takes the offer away."""
        self._offered.setText(text)
        self._offer.setVisible(bool(text))

    @property
    def is_offering(self) -> bool:
        """Whether there is something to go on with."""
        return not self._offer.isHidden()
