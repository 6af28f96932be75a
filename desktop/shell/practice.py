"""Asks whether to open the store to learn in as it was left, or to begin anew."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from db.domain.progress import Progress
from desktop.demo.practice import make_beside, open_practice, practice_file
from desktop.i18n import translate
from desktop.shell.fitted import FittedDialog
from desktop.widgets.passing import open_once
from desktop.work.job import Operation
from desktop.work.runner import Runner

if TYPE_CHECKING:
    from desktop.shell.main_window import MainWindow

_WIDTH_PX = 440


class PracticeDialog(FittedDialog):
    """The question; the answer opens a window of its own.

    Attributes:
        go: opens it as it was left; hidden while there is none.
        anew: makes it first.
    """

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.setWindowTitle(translate("practice", "练习库"))
        words = QLabel(
            translate(
                "practice",
                "练习库是用随附样例建成的另一个库，账号不用口令，怎么改都不影响本单位的地址库。"
                "在里面做出的门牌都盖着样张字样。",
            )
        )
        words.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        there = practice_file().exists()
        self.go = buttons.addButton(translate("practice", "接着上次练习(&O)"), role)
        self.go.setVisible(there)
        anew = translate("practice", "重新开始(&N)") if there else translate("practice", "建立练习库(&N)")
        self.anew = buttons.addButton(anew, role)
        (self.go if there else self.anew).setDefault(True)
        self.go.clicked.connect(self._open)
        self.anew.clicked.connect(self._make)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(words)
        column.addWidget(buttons)
        self.setMinimumWidth(_WIDTH_PX)

    def _open(self) -> None:
        open_practice(practice_file())
        self.accept()

    def _make(self) -> None:
        def work(progress: Progress) -> None:
            make_beside(progress)

        def done(_nothing: None) -> None:
            open_practice(practice_file())

        self._runner.start(Operation(translate("practice", "建立练习库"), work, done), self.parent())
        self.accept()


def ask_practice(window: "MainWindow", runner: Runner) -> PracticeDialog:
    """Ask in front of the window."""
    dialog = PracticeDialog(runner, window)
    open_once(dialog, runner)
    return dialog
