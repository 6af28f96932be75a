"""The 区划调整 window: the form, what it would do, and filing it as an application."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.services.redraw import RedrawFiled, RedrawPreview
from desktop.addresses.page import Desk
from desktop.editing.redraw_reasons import fault_text
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.redraw import operations
from desktop.redraw.consequences import Consequences
from desktop.redraw.form import RedrawForm
from desktop.redraw.operations import Ground
from desktop.redraw.parts import Sources
from desktop.shell.inks import bad_ink, paint
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.leaving import ask_to_leave
from desktop.widgets.on_screen import size_on_screen
from desktop.work.drafts import Draft, Kept

VERB = "redraw.file"
_SIZE = (1080, 620)
_PAUSE_MS = 250
_LONGEST_REASON = 200


def new_draft() -> Draft:
    """A form that nobody has typed into."""
    return Draft(VERB, translate("redraw", "区划调整"))


class RedrawDialog(ButtonDialog):
    """The window.

    Attributes:
        form: the fields.
        reason: why, in words.
        pane: what it would do.
        ok: files it.
        question: whether to keep what was typed, when the form was closed.

    Signals:
        filed: (``RedrawFiled``) it waits for a decision.
        left: closed, and kept to be gone on with.
        wanted: (what, code) the rows behind a figure.
    """

    filed = Signal(object)
    left = Signal()
    wanted = Signal(str, str)

    def __init__(
        self, desk: Desk, actor: Actor, ground: Ground, draft: Draft, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._actor = desk, actor
        self._serial = 0
        self._preview: RedrawPreview | None = None
        self.question: QMessageBox | None = None
        self._running = False
        self.form = RedrawForm(ground, Sources(self._propose, self._load_names))
        self.reason, self.pane = QLineEdit(), Consequences()
        self._remark = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self.ok = self.buttons.addButton(translate("redraw", "提交申请(&O)"), role)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._kept: Kept = desk.drafts.hold(draft)
        if draft.fields:
            self.form.put(draft.fields["form"])
            self.reason.setText(draft.fields.get("reason", ""))
        self._connect()
        self._ask()

    def _build(self) -> None:
        self.setWindowTitle(translate("redraw", "区划调整"))
        hint = QLabel(
            translate(
                "redraw",
                "更名、改隶、合并、析置镇街或社区。提交后由另一人审批，在生效日当天一次办妥；生效后不能撤销，只能再办一次调整。",
            )
        )
        hint.setWordWrap(True)
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.reason.setMaxLength(_LONGEST_REASON)
        self.reason.setPlaceholderText(translate("redraw", "记入操作日志"))
        self.form.grid.addRow(translate("redraw", "事由(&R)"), self.reason)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(area)
        split.addWidget(self.pane)
        split.setChildrenCollapsible(False)
        split.setSizes([_SIZE[0] * 3 // 5, _SIZE[0] * 2 // 5])
        self._remark.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(hint)
        column.addWidget(split, 1)
        column.addWidget(self._remark)
        column.addWidget(self.buttons)
        self.ok.setDefault(True)
        self.ok.setEnabled(False)
        self.form.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        size_on_screen(self, _SIZE)

    def _connect(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.reason.textChanged.connect(self._on_reason)
        self._pause.timeout.connect(self._ask)
        self.buttons.accepted.connect(self.confirm)
        self.buttons.rejected.connect(self.reject)
        self.pane.wanted.connect(self.wanted)
        self.finished.connect(self._on_finished)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.confirm)

    # -- what the form does not know --------------------------------------------------------------------------------

    def _propose(self, parent: str, like: str, taken: tuple[str, ...], done: Callable[[str], None]) -> None:
        operation = operations.propose(self._desk.store, parent, like, taken, done, self._refuse)
        self._desk.runner.start(operation, self)

    def _load_names(self, community: str, done: Callable[[operations.Names], None]) -> None:
        self._desk.runner.start(operations.load_places(self._desk.store, community, done), self)

    # -- finding out what it would do -------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._serial += 1
        self._preview = None
        self._keep()
        self._pause.start()
        self._set_ok()

    def _on_reason(self) -> None:
        self._keep()
        self._set_ok()

    def _keep(self) -> None:
        self._kept.keep({"form": self.form.text(), "reason": self.reason.text()})

    def _ask(self) -> None:
        self._pause.stop()
        self._serial += 1
        serial, missing = self._serial, self.form.missing()
        if missing:
            self.pane.say(missing)
            return
        self.pane.say(translate("redraw", "正在核对…"))
        operation = operations.preview(
            self._desk.store,
            self._actor,
            self.form.redraw(),
            lambda preview: self._on_preview(serial, preview),
            lambda error: self._on_unfit(serial, error),
        )
        self._desk.runner.start(operation, self)

    def _on_preview(self, serial: int, preview: RedrawPreview) -> None:
        if serial == self._serial:
            self._preview = preview
            self.pane.show_preview(preview)
            self._set_ok()

    def _on_unfit(self, serial: int, error: Exception) -> None:
        if serial == self._serial:
            self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        self._running = False
        words = error_text(error)
        said = translate("redraw", "{what}{todo}").format(what=words.explanation, todo=words.next_step)
        self.pane.say(said, bad=True)
        self._set_ok()
        self._remind(said, bad=True)

    def _set_ok(self) -> None:
        fits = self._preview is not None and not self._preview.refused
        lacks = fits and not self.reason.text().strip()
        found = [one for one in self._preview.faults if one.refuses] if self._preview is not None else []
        if found:  # whole: a line beside the form has no room for a long one
            self._remind(translate("redraw", "；").join(map(fault_text, found)), bad=True)
        else:
            self._remind(translate("redraw", "提交申请须写明事由。") if lacks else "")
        self.ok.setEnabled(fits and not lacks and not self._running)
        self.form.setDisabled(self._running)

    def _remind(self, text: str, *, bad: bool = False) -> None:
        paint(self._remark, bad_ink(self) if bad else "")
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    # -- filing it --------------------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """File it."""
        if not self.ok.isEnabled() or self._preview is None:
            return
        self._running = True
        self._set_ok()
        said = (self._preview.redraw, self.form.title(), self.reason.text().strip())
        operation = operations.file(self._desk.store, self._actor, said, self._on_filed, self._refuse)
        self._desk.runner.start(operation, self)

    def _on_filed(self, filed: RedrawFiled) -> None:
        self._running = False
        self._desk.feed.changed.emit(filed.changes, self)
        self.filed.emit(filed)
        self.accept()

    def reject(self) -> None:
        """Override QDialog: what is being kept in the register is waited for, and much that was typed is asked about."""
        if self._running:
            return
        if self.form.is_typed() or self.reason.text().strip():
            text = translate("redraw", "这件区划调整还没有提交。填写的内容要留着吗？")
            self.question = ask_to_leave(self, text, self._leave)
        else:
            super().reject()

    def _leave(self) -> None:
        self._keep()
        self._kept.leave()
        self.left.emit()

    def _on_finished(self) -> None:
        self._pause.stop()
        self._kept.drop()
