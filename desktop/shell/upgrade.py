"""Offers to bring an older file up to date before it is opened: a copy beside first, then the upgrade."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout

from db.domain.progress import Progress
from db.services.upgrading import upgrade_file
from db.store.engine import normal_url, store_file
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.shell.fitted import FittedDialog
from desktop.shell.inks import bad_ink, paint
from desktop.work.job import Job, Operation
from desktop.work.progress_dialog import note_text
from desktop.work.runner import Runner

_WIDTH_PX = 480
_PERIOD_MS = 100


class UpgradeDialog(FittedDialog):
    """Explains, asks, and shows how far it is.

    Attributes:
        copy: the older file's copy, once it was upgraded.
    """

    def __init__(self, url: str, runner: Runner) -> None:
        super().__init__()
        self._url, self._runner = url, runner
        self._job: Job | None = None
        self.copy: Path | None = None
        self.setWindowTitle(translate("upgrade", "地址库需要升级"))
        file = store_file(normal_url(url))
        self._text = QLabel(
            translate(
                "upgrade",
                "{file} 是旧版程序建立的，升级之后才能打开。\n升级前先在同一文件夹里留一份原样的副本；"
                "中途停电或取消，原来的库都不会损坏。升级后旧版程序不能再打开它。",
            ).format(file=file.name if file is not None else "")
        )
        self._text.setWordWrap(True)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        name = translate("upgrade", "留副本并升级(&U)")
        self.go = buttons.addButton(name, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.begin)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        for widget in (self._text, self._bar, self.state, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(_WIDTH_PX)
        self._timer = QTimer(self, interval=_PERIOD_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Copy and upgrade in the background."""
        url = self._url

        def work(progress: Progress) -> Path:
            return upgrade_file(url, progress)

        name = translate("upgrade", "升级地址库")
        self.go.setEnabled(False)
        paint(self.state, "")
        self._bar.show()
        self._timer.start()
        self._runner.cancelled.connect(self._on_cancelled)
        operation = Operation(name, work, self._on_done, writes=True, quiet=True, on_failed=self._on_failed)
        self._job = self._runner.start(operation, self)
        self._job.ended.connect(self._rest)

    def _look(self) -> None:
        if self._job is not None:
            tick = self._job.progress.tick
            self._bar.setMaximum(tick.total)
            self._bar.setValue(tick.done)
            self.state.setText(translate("upgrade", "{note}…").format(note=note_text(tick.note)))

    def _on_done(self, copy: Path) -> None:
        self.copy = copy
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._timer.stop()
        words = error_text(error)
        paint(self.state, bad_ink(self))
        self.state.setText(f"{words.explanation}\n{words.kept}\n{words.next_step}")
        self.fit()
        self.go.setEnabled(True)

    def _on_cancelled(self) -> None:
        super().reject()

    def _rest(self) -> None:
        self._timer.stop()
        self._bar.hide()
        self._job = None
        self._runner.cancelled.disconnect(self._on_cancelled)

    def reject(self) -> None:
        """Override QDialog: while it runs, this asks it to stop; once it commits it cannot."""
        if self._job is None:
            super().reject()
        elif self._job.can_stop:
            self._job.stop()
