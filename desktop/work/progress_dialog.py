"""Shows work that takes longer than half a second, and lets the user stop it."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.i18n import translate
from desktop.work.job import Job, Tick

DELAY_MS = 500
_PERIOD_MS = 100


def note_text(note: str) -> str:
    """The words for a progress note; a note without words of its own is shown as plain work."""
    known = {
        "reading": translate("progress", "正在读取"),
        "checking": translate("progress", "正在核对"),
        "staging": translate("progress", "正在暂存"),
        "promoting": translate("progress", "正在入库"),
        "reversing": translate("progress", "正在撤回"),
        "writing": translate("progress", "正在写出"),
        "issuing": translate("progress", "正在下发"),
        "deciding": translate("progress", "正在逐条办理"),
        "practice": translate("progress", "正在用样例建立练习库"),
        "loading": translate("progress", "正在载入"),
        "sorting": translate("progress", "正在排序"),
        "matching": translate("progress", "正在比对"),
        "searching": translate("progress", "正在查找"),
        "copying": translate("progress", "正在复制"),
        "comparing": translate("progress", "正在核对两库"),
        "indexing": translate("progress", "正在建立索引"),
        "plates_pdf": translate("progress", "正在排版"),
        "plates_verify": translate("progress", "正在读回核对"),
        "rendering": translate("progress", "正在排版"),
        "attachments": translate("progress", "正在核对附件"),
        "contents": translate("progress", "正在复制附件"),
        "joining": translate("progress", "正在并入"),
        "reseal": translate("progress", "正在重新封存"),
        "attaching": translate("progress", "正在添加附件"),
        "verifying": translate("progress", "正在逐块核验"),
        "committing": translate("progress", "正在提交，此时不能取消"),
    }
    return known.get(note, translate("progress", "正在处理"))


class ProgressDialog(QDialog):
    """Follows one job; closes with it."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._before: QWidget | None = None
        self.setWindowTitle(job.operation.verb)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._note = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(16)
        self._stop = QPushButton(translate("progress", "取消(&C)"))
        self._stop.clicked.connect(self._on_stop_clicked)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._note)
        column.addWidget(self._bar)
        column.addLayout(buttons)
        self.setMinimumWidth(420)
        self._timer = QTimer(self)
        self._timer.setInterval(_PERIOD_MS)
        self._timer.timeout.connect(self._look)
        job.ended.connect(self._on_ended)
        QTimer.singleShot(DELAY_MS, self, self.appear)

    def appear(self) -> None:
        """Show the dialog now, without waiting longer."""
        self._before = QApplication.activeWindow()
        self._look()
        self._timer.start()
        self.show()

    def show_tick(self, tick: Tick) -> None:
        """Show how far the work is."""
        if self._job.progress.stopping:
            self._note.setText(translate("progress", "正在取消，请稍候…"))
        elif tick.total:
            template = translate("progress", "{note}：{done} / {total}")
            self._note.setText(
                template.format(note=note_text(tick.note), done=f"{tick.done:,}", total=f"{tick.total:,}")
            )
        else:
            self._note.setText(translate("progress", "{note}…").format(note=note_text(tick.note)))
        self._bar.setMaximum(tick.total)
        self._bar.setValue(tick.done)
        self._stop.setEnabled(self._job.can_stop)

    def _look(self) -> None:
        self.show_tick(self._job.progress.tick)

    @Slot()
    def _on_stop_clicked(self) -> None:
        self._job.stop()
        self._look()

    @Slot()
    def _on_ended(self) -> None:
        self._timer.stop()
        had_keyboard = self.isActiveWindow()
        self.hide()
        before = self._before
        if had_keyboard and before is not None and isValid(before) and before.isVisible():
            before.activateWindow()  # else the keyboard falls to the main window, which may lie behind it
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Override QWidget: closing is asking to stop; the dialog goes when the work has ended."""
        self._on_stop_clicked()
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QDialog: Esc asks to stop instead of hiding the dialog."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_stop_clicked()
        else:
            super().keyPressEvent(event)
