"""Shows what a block copied in WPS would add below an address, line by line, before anything is written."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from db.services.editing import Wish
from desktop.addresses.paste import PastedBlock
from desktop.addresses.paste_model import PasteModel
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.widgets.list_look import dress
from desktop.widgets.on_screen import size_on_screen
from desktop.work.job import Job

_SIZE = (860, 460)
_WIDTHS = (52, 120, 120, 76, 52, 52)
_LONGEST_REASON = 200
_LOOK_MS = 100
_NAMED_LINES = 10


class PasteDialog(QDialog):
    """The preview; it stands at once, its lines come when they are read.

    Attributes:
        model: the lines.
        reason: kept in the journal.
        only_bad: hides the lines that are well.

    Signals:
        wanted: (list of ``Wish``, reason) the button was pressed.
    """

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget, above: str) -> None:
        """Show that lines are being read.

        Args:
            parent: over which.
            above: the address they are to hang under.
        """
        super().__init__(parent)
        self.setWindowTitle(translate("paste", "粘贴新增下级地址"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._above = above
        self._block = PastedBlock()
        self._job: Job | None = None
        self._is_reading = True
        self._was_refused = False
        self.model = PasteModel(self)
        self.table = QTableView()
        self.note, self.error = QLabel(), QLabel()
        self.progress = QProgressBar()
        self.only_bad = QCheckBox(translate("paste", "只看不能新增的行(&O)"))
        self.reason = QLineEdit(translate("paste", "粘贴新增"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._build()
        self._look.timeout.connect(self._show_progress)
        self.only_bad.toggled.connect(self.model.show_only_bad)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.begin_reading()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(translate("paste", "粘贴的各行"))
        dress(self.table)
        self.table.horizontalHeader().setStretchLastSection(True)
        for at, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(at, width)
        for label in (self.note, self.error):
            label.setWordWrap(True)
        self.error.setForegroundRole(QPalette.ColorRole.BrightText)
        self.error.hide()
        self.only_bad.hide()
        self.reason.setMaxLength(_LONGEST_REASON)
        label = QLabel(translate("paste", "事由(&R)"))
        label.setBuddy(self.reason)
        why = QHBoxLayout()
        why.addWidget(label)
        why.addWidget(self.reason, 1)
        column = QVBoxLayout(self)
        for widget in (self.note, self.progress, self.only_bad, self.table):
            column.addWidget(widget)
        column.addLayout(why)
        column.addWidget(self.error)
        column.addWidget(self.buttons)
        size_on_screen(self, _SIZE)

    # -- reading ------------------------------------------------------------------------------------------------------

    def begin_reading(self) -> None:
        """Say that the lines are being read."""
        self._is_reading = True
        self.note.setText(translate("paste", "正在读取粘贴的各行，并与库中的地址和用过的号码核对……"))
        self.progress.setRange(0, 0)
        self.progress.show()
        self._show_button()

    def watch(self, job: Job) -> None:
        """Show how far the reading is, and stop it when the dialog is left."""
        if self._is_reading:
            self._job = job
            job.ended.connect(self._on_ended)
            self._look.start()

    def _show_progress(self) -> None:
        if self._job is not None and self._job.progress.tick.total:
            tick = self._job.progress.tick
            self.progress.setRange(0, tick.total)
            self.progress.setValue(tick.done)

    def _on_ended(self) -> None:
        if self._is_reading:  # a fault of the program, told elsewhere
            self._end_reading()
            self.note.clear()

    def _end_reading(self) -> None:
        self._is_reading, self._job = False, None
        self._look.stop()
        self.progress.hide()
        self._show_button()

    def show_block(self, block: PastedBlock) -> None:
        """Show the lines; after a refusal, say which of them were possible before."""
        before, self._block = self._block, block
        self._end_reading()
        self.model.show(block.lines)
        self.note.setText(_summary(self._above, block))
        self.only_bad.setVisible(block.bad > 0)
        if not block.bad:
            self.only_bad.setChecked(False)
        if self._was_refused:
            self._was_refused = False
            self._tell_lost(before, block)

    def _tell_lost(self, before: PastedBlock, now: PastedBlock) -> None:
        were = {line.number for line in before.lines if line.is_fresh}
        lost = [str(line.number) for line in now.lines if line.number in were and line.is_bad]
        if not lost:
            return
        numbers = translate("paste", "、").join(lost[:_NAMED_LINES])
        told = translate(
            "paste", "第 {lines} 行（共 {n} 行）刚刚变得不能新增，原因见列表；这一次一行也没有写入。"
        )
        more = translate("paste", "其余各行可以再按一次“新增”。") if now.fresh else ""
        self._say(told.format(lines=numbers, n=f"{len(lost):,}") + more)

    # -- writing ------------------------------------------------------------------------------------------------------

    def _show_button(self) -> None:
        count = len(self._block.wishes)
        self.go.setText(translate("paste", "新增 {n} 条草稿(&A)").format(n=f"{count:,}"))
        self.go.setEnabled(count > 0 and not self._is_reading)

    def _accept(self) -> None:
        self.go.setEnabled(False)
        self.error.hide()
        reason = self.reason.text().strip() or translate("paste", "粘贴新增")
        self.wanted.emit(list[Wish](self._block.wishes), reason)

    def show_error(self, error: Exception) -> None:
        """Say why nothing was read, or written; what was pasted and typed stays."""
        words = error_text(error)
        if self._is_reading:
            self.note.clear()
        else:
            self._was_refused = True
        self._end_reading()
        self._say(words.explanation + words.kept + words.next_step)

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.show()

    def done(self, result: int) -> None:
        """Override QDialog: what is still being read is stopped."""
        if self._job is not None:
            self._job.stop()
        super().done(result)


def _summary(above: str, block: PastedBlock) -> str:
    return translate(
        "paste",
        "在「{above}」下：共 {n} 行，可新增 {fresh} 条，已有 {there} 条，有问题 {bad} 行（不会写入）。",
    ).format(above=above, n=len(block.lines), fresh=block.fresh, there=block.there, bad=block.bad)
