"""The frame of every verb's dialog: fields, reason and day, what it would do, which way it goes, and doing it once."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.clock import legal_date
from db.domain.errors import DomainError, StaleRecord
from desktop.addresses.page import Desk
from desktop.editing import operations
from desktop.editing.form import Form, Unfinished
from desktop.editing.operations import Loaded, Order
from desktop.editing.preview_pane import PreviewPane
from desktop.editing.stale import Event, Since, StalePane, find_events
from desktop.editing.verdict import Outcome, Task, Verdict, Way
from desktop.editing.words import day_text
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.shell.fitted import FittedDialog
from desktop.widgets.day_field import DayField
from desktop.widgets.tall_area import TallArea
from desktop.work.drafts import Draft, Kept

_WIDTH_PX = 760
_PAUSE_MS = 250
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Heading:
    """What a dialog is called and about.

    Attributes:
        verb: code of the verb, for the kept form.
        name: of the verb, for who waits and for the log, where no address may stand.
        title: over the window.
        subject: the addresses it is about.
        hint: what the verb is for.
        ok: on the button.
    """

    verb: str
    name: str
    title: str
    subject: str
    hint: str
    ok: str


class VerbDialog(FittedDialog):
    """The frame; it stays open until the act was done or left.

    Attributes:
        form: the fields of the verb.
        pane: what it would do.
        ok: does it, or files it.
        stale: who was faster, when somebody was.

    Signals:
        carried_out: (``Outcome``) it was done or filed.
    """

    carried_out = Signal(object)

    def __init__(
        self, desk: Desk, actor: Actor, form: Form, heading: Heading, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._actor, self._heading = desk, actor, heading
        self._kept: Kept | None = None
        self._since = Since()
        self._serial = 0
        self._verdict: Verdict | None = None
        self._task: Task | None = None
        self._current = self._confirmed = self._running = False
        self._asked_for = ""
        self.form, self.pane, self.stale = form, PreviewPane(desk, actor), StalePane()
        self.reason_box, self.has_day = QLineEdit(), QCheckBox()
        today = legal_date(desk.store.clock.now())
        self.day_box = DayField(today, first=today)
        self._remark = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton(heading.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._connect()
        self._ask()

    def _build(self) -> None:
        self.setWindowTitle(self._heading.title)
        self.setMinimumWidth(_WIDTH_PX)
        subject, hint = QLabel(self._heading.subject), QLabel(self._heading.hint)
        font = subject.font()
        font.setBold(True)
        subject.setFont(font)
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for label in (subject, hint, self._remark):
            label.setWordWrap(True)
        self._remark.hide()
        inner = QWidget()
        upper = QVBoxLayout(inner)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(8)
        for widget in (subject, hint, self.stale, self.form):
            upper.addWidget(widget)
        self._add_common_fields()
        upper.addWidget(self.pane, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        self._area = TallArea(inner)
        column.addWidget(self._area, 1)
        column.addWidget(self._remark)
        column.addWidget(self.buttons)
        self.ok.setDefault(True)
        first = self.form.first() or self.reason_box
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Override FittedDialog: what has grown in the form is told at once, not when the event loop comes to it."""
        self._area.tell()
        super().fit()

    def _add_common_fields(self) -> None:
        """Reason and day, under the verb's own fields."""
        self.reason_box.setMaxLength(_LONGEST_REASON)
        self.reason_box.setPlaceholderText(translate("editing", "记入操作日志"))
        self.has_day.setText(translate("editing", "指定生效日期(&D)"))
        letter = self.has_day.shortcut()
        # Pressed by its letter it would tick itself only a moment later, and take the tick away the next time.
        self.has_day.setShortcut(QKeySequence())
        QShortcut(letter, self.has_day, self._take_day)
        self.has_day.clicked.connect(self._on_day_wanted)
        self.day_box.setEnabled(False)
        self._day_row = QWidget()
        row = QHBoxLayout(self._day_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.has_day)
        row.addWidget(self.day_box)
        note = QLabel(translate("editing", "不指定则批准当日生效；可以填将来的日期"))
        note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        row.addWidget(note, 1)
        self.form.grid.addRow(translate("editing", "事由(&R)"), self.reason_box)
        self.form.grid.addRow("", self._day_row)
        self._show_day(shown=False)

    def _show_day(self, *, shown: bool) -> None:
        self.form.grid.setRowVisible(self._day_row, shown)

    def _connect(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.form.grown.connect(self.fit)
        self.has_day.toggled.connect(self.day_box.setEnabled)
        self.has_day.toggled.connect(self._on_changed)
        self.day_box.day_changed.connect(self._on_changed)
        self.reason_box.textChanged.connect(self._on_reason)
        self._pause.timeout.connect(self._ask)
        self.buttons.accepted.connect(self.confirm)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._on_finished)
        self.stale.renewed.connect(self._renew)
        self.stale.left.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.confirm)

    # -- half-typed forms -------------------------------------------------------------------------------------------

    def keep(self, draft: Draft, since: int) -> None:
        """Keep what is typed on disk from now on.

        Args:
            draft: what the dialog is about, with the fields it was left with when it is taken up again.
            since: the journal's newest entry when the addresses were read.
        """
        self._kept, self._since = self._desk.drafts.hold(draft), Since(entry=since)
        if draft.fields:
            self._fill(draft)

    def _fill(self, draft: Draft) -> None:
        self.form.fill(draft.fields)
        self.reason_box.setText(draft.fields.get("reason", ""))
        if day := draft.fields.get("day", ""):
            self.day_box.setText(day)
            self.has_day.setChecked(True)

    def _keep(self) -> None:
        if self._kept is not None:
            day = self.day_box.text() if self.has_day.isChecked() else ""
            self._kept.keep({**self.form.texts(), "reason": self.reason_box.text(), "day": day})

    # -- finding out what it would do -------------------------------------------------------------------------------

    def _take_day(self) -> None:
        self.has_day.setChecked(True)
        self._on_day_wanted(wanted=True)

    def _on_day_wanted(self, wanted: bool) -> None:
        if wanted:
            self.day_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.day_box.selectAll()

    def _day(self) -> str:
        return self.day_box.day() if self.has_day.isChecked() else ""

    def _whole_day(self) -> str:
        if self.has_day.isChecked() and not self.day_box.day():
            raise Unfinished(translate("editing", "请把生效日期填写完整，不早于今天。"))
        return self._day()

    def _on_changed(self, *_what: object) -> None:
        self._serial += 1  # an answer still on its way is about what stood there before
        self._current = self._confirmed = False
        self._verdict = None
        self._keep()
        self._pause.start()
        self._set_ok()

    def _on_reason(self) -> None:
        self._keep()
        self._set_ok()

    def _ask(self) -> None:
        """Find out in the background what the act would do."""
        self._pause.stop()
        self._serial += 1
        serial = self._serial
        self.form.complain("")
        try:
            self._asked_for = self._whole_day()
            task = self._task = self.form.task(self._asked_for)
        except Unfinished as unfinished:
            self._settle(None)
            self.pane.clear(str(unfinished))
            return
        except DomainError as error:
            self._refuse(error)
            return
        operation = operations.check(
            self._desk.store,
            self._actor,
            task,
            lambda verdict: self._on_verdict(serial, verdict),
            lambda error: self._on_unfit(serial, error),
        )
        self._desk.runner.start(operation, self)

    def _on_verdict(self, serial: int, verdict: Verdict) -> None:
        if serial != self._serial:
            return
        self.pane.show_verdict(verdict)
        if verdict.asks_day and self._asked_for:
            words = translate("editing", "将提交申请，由审批人批准后于 {day} 生效。")
            told = words.format(day=day_text(self._asked_for))
            self.pane.say(" ".join(part for part in (verdict.remark, told) if part))
        kept = self.has_day.isChecked() and verdict.way is not Way.FILED
        self._show_day(shown=verdict.asks_day or kept)
        go_on = self._confirmed and verdict.way is Way.DIRECT
        self._settle(verdict)
        self.fit()
        if go_on:
            self.confirm()

    def _on_unfit(self, serial: int, error: Exception) -> None:
        if serial == self._serial:
            self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        self._settle(None)
        if isinstance(error, StaleRecord):
            self._show_faster(error)
            return
        if not isinstance(
            error, DomainError
        ):  # the store was away for a moment: the same may go well next time
            self._current = False
            self._set_ok()
        words = error_text(error)
        self.pane.clear("")
        self.form.complain(
            translate("editing", "{what}{todo}").format(what=words.explanation, todo=words.next_step)
        )
        self.fit()

    def _settle(self, verdict: Verdict | None) -> None:
        self._verdict, self._current, self._confirmed = verdict, True, False
        self._set_ok()

    def _set_ok(self) -> None:
        lacks = ""
        if self._verdict is not None and self._verdict.way is Way.FILED and not self.reason():
            lacks = translate("editing", "提交申请须写明事由。")
        self._remark.setText(lacks)
        self._remark.setVisible(bool(lacks))
        fits = self._verdict is not None and self._verdict.way is not Way.NOTHING
        # While an answer is on its way the button stays pressable: what it confirms is checked first.
        self.ok.setEnabled(not self._running and not lacks and (fits or not self._current))
        filed = self._verdict is not None and self._verdict.way is Way.FILED
        self.ok.setText(translate("editing", "提交申请(&O)") if filed else self._heading.ok)

    # -- doing it ---------------------------------------------------------------------------------------------------

    def reason(self) -> str:
        """Why, as typed."""
        return self.reason_box.text().strip()

    def confirm(self) -> None:
        """Do it; what is not checked yet is checked first, and only a direct act then goes on by itself."""
        if not self.ok.isEnabled():
            return
        if not self._current or self._task is None:
            self._confirmed = True
            self._ask()
            return
        self._set_running(running=True)
        order = Order(self._heading.name, self._task, self.reason())
        operation = operations.carry_out(self._desk.store, self._actor, order, self._on_done, self._on_failed)
        job = self._desk.runner.start(operation, self)
        job.ended.connect(self._on_ended)

    def _on_done(self, outcome: Outcome) -> None:
        self._desk.feed.changed.emit(outcome.changes, self)
        self.carried_out.emit(outcome)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self._set_running(running=False)
        self._refuse(error)

    def _on_ended(self) -> None:
        self._set_running(running=False)

    def _set_running(self, *, running: bool) -> None:
        self._running = running
        self.form.setDisabled(running)
        self._set_ok()

    def reject(self) -> None:
        """Override QDialog: what is being kept in the register is waited for."""
        if not self._running:
            super().reject()

    # -- somebody was faster ----------------------------------------------------------------------------------------

    def _show_faster(self, error: StaleRecord) -> None:
        ids = [error.row] if error.row else [row.id for row in self.form.rows]
        self._desk.runner.start(find_events(self._desk.store, ids, self._since, self._on_events), self)

    def _on_events(self, events: tuple[Event, ...]) -> None:
        self.pane.clear("")
        self.stale.show_events(events)
        self.fit()

    def _renew(self) -> None:
        ids = [row.id for row in self.form.rows]
        self._desk.runner.start(operations.load(self._desk.store, ids, self._on_renewed), self)

    def _on_renewed(self, loaded: Loaded) -> None:
        self.stale.hide()
        self._since = Since(entry=loaded.entry)
        self.form.renew(loaded.rows)
        self._ask()
        (self.form.first() or self.reason_box).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_finished(self) -> None:
        self._pause.stop()
        if self._kept is not None:
            self._kept.drop()
