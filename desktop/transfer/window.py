"""The 跨区移交 window: what goes out and what comes in, the office's key, and every step with the reason when it is off."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.domain.access import Actor
from db.domain.audit import local_time
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.domain.transfer import Handoff
from db.store.transfer import HandoffRow
from desktop.addresses.page import Desk
from desktop.editing.words import day_text
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.shell.inks import bad_ink, paint
from desktop.shell.verbs_off import needs_store
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.list_export import ExportButton
from desktop.transfer import operations
from desktop.transfer.operations import Listed
from desktop.transfer.steps import Steps
from desktop.transfer.words import state_word
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.on_screen import size_on_screen
from desktop.widgets.standing_line import StandingLine
from desktop.work.drafts import Draft

_SIZE = (980, 560)
_LONGEST = 200
_PER_ROW = 5
WORDS = "transfer.words"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a hand-over.

    Attributes:
        name: on the button.
        needs: verb of the register.
        fits: direction and state of the hand-overs it is for; none means that it needs no line.
        act: does it.
    """

    name: str
    needs: str
    fits: frozenset[tuple[str, str]]
    act: Callable[[], object]


class TransferWindow(ButtonDialog):
    """The window.

    Attributes:
        table: the hand-overs.
        reason: why, for the journal.
        buttons: by the code of the step.
        steps: what the buttons do.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actor = desk, actor
        self._rows: dict[str, HandoffRow] = {}
        self._key = ""
        self._names: dict[str, str] = {}
        self._units: dict[str, str] = {}
        self._left: Draft | None = None
        self.steps = Steps(desk, actor, self, self)
        self.table = LineTable(translate("transfer", "跨区移交"), _columns())
        self.reason, self._signed, self._about, self._fault = QLineEdit(), QLabel(), QLabel(), QLabel()
        self._steps = self._every_step()
        self.buttons = {code: QPushButton(step.name) for code, step in self._steps.items()}
        self._build()
        self._typed = StandingLine(self.reason, desk.drafts, self._about_words)
        self.table.current_changed.connect(self._on_current)
        self.reason.textChanged.connect(self._switch)
        for code, button in self.buttons.items():
            button.clicked.connect(partial(self._on_pressed, code))
        self.steps.done.connect(self._done)
        self.steps.failed.connect(self._on_failed)
        desk.feed.changed.connect(self._on_changed)

    def _every_step(self) -> dict[str, Step]:
        out, come = "out", "in"
        gone = frozenset({(out, Handoff.RELEASED.value), (out, Handoff.CLOSED.value)})
        open_ones = {(out, Handoff.FILED.value), (out, Handoff.DECIDED.value), (come, Handoff.PREPARED.value)}
        nothing = frozenset[tuple[str, str]]()
        return {
            "file": Step(translate("transfer", "新的移交(&N)…"), "transfer.file", nothing, self.steps.give),
            "decide": Step(
                translate("transfer", "批准(&A)"),
                "transfer.decide",
                frozenset({(out, Handoff.FILED.value)}),
                self.steps.decide,
            ),
            "release": Step(
                translate("transfer", "交出并写移交包(&R)…"),
                "transfer.release",
                frozenset({(out, Handoff.DECIDED.value)}),
                self.steps.release,
            ),
            "again": Step(
                translate("transfer", "再写一次(&G)…"), "transfer.release", gone, self.steps.release
            ),
            "close": Step(
                translate("transfer", "登记回执(&C)…"),
                "transfer.close",
                frozenset({(out, Handoff.RELEASED.value)}),
                self.steps.close_case,
            ),
            "open": Step(
                translate("transfer", "打开移交包(&P)…"), "transfer.prepare", nothing, self.steps.take
            ),
            "accept": Step(
                translate("transfer", "接收(&E)…"),
                "transfer.accept",
                frozenset({(come, Handoff.PREPARED.value)}),
                self.steps.accept_package,
            ),
            "receipt": Step(
                translate("transfer", "写回执(&T)…"),
                "transfer.accept",
                frozenset({(come, Handoff.ACCEPTED.value)}),
                self.steps.write_receipt,
            ),
            "withdraw": Step(
                translate("transfer", "撤回(&W)"),
                "transfer.withdraw",
                frozenset(open_ones),
                self.steps.withdraw,
            ),
            "key": Step(translate("transfer", "签名密钥(&K)…"), "transfer.key", nothing, self.steps.make_key),
        }

    def _build(self) -> None:
        self.setWindowTitle(translate("transfer", "跨区移交"))
        self.table.say_empty(
            translate("transfer", "没有跨区移交"),
            translate(
                "transfer", "社区划到别的区时，在这里交出移交包；收到别的区的移交包，在这里打开和接收。"
            ),
        )
        self._signed.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason.setMaxLength(_LONGEST)
        self.reason.setPlaceholderText(translate("transfer", "事由或意见，记入操作日志"))
        self.reason.setAccessibleName(translate("transfer", "事由或意见"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        ExportButton(self._desk, self.table, self.told.emit, second=True)
        for label in (self._signed, self._about, self._fault):
            label.setWordWrap(True)
        column.addWidget(self._signed)
        column.addWidget(self.table, 1)
        column.addWidget(self._about)
        column.addWidget(self._fault)
        column.addWidget(self.reason)
        foot = QWidget()
        grid = QGridLayout(foot)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, button in enumerate(self.buttons.values()):
            button.setAutoDefault(False)
            grid.addWidget(button, place // _PER_ROW, place % _PER_ROW)
        column.addWidget(foot)
        needs_store(foot)
        self._fault.hide()
        self._switch()
        size_on_screen(self, _SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget: the list has the keyboard."""
        super().showEvent(event)
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- reading ----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read everything anew."""
        self._desk.runner.start(operations.read(self._desk.store, self._on_read), self)

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches("handoff") or changes.touches("office_key"):
            self.read()

    def _on_read(self, listed: Listed) -> None:
        self._names, self._units = dict(listed.names), dict(listed.units)
        self._key = listed.key.fingerprint if listed.key is not None else ""
        words = translate("transfer", "本库签名指纹：{key}（打电话时念给对方核对）")
        none = translate("transfer", "本库还没有签名密钥；交出移交包和写回执之前，请审批人生成。")
        self._signed.setText(words.format(key=self._key) if self._key else none)
        self._rows = {str(row.id): row for row in listed.rows}
        self.table.show_lines([self._line(row) for row in listed.rows])
        self._switch()
        left, self._left = self._left, None
        if left is not None:
            self._resume(left)

    # -- forms that were left ---------------------------------------------------------------------------------------

    def _about_words(self) -> Draft:
        row = self.row()
        return Draft(WORDS, translate("transfer", "跨区移交的事由"), (row.id,) if row is not None else ())

    def go_on(self, left: Draft) -> None:
        """Open a form as the last run left it, once the list is there."""
        self._left = left
        self.read()

    def _resume(self, left: Draft) -> None:
        """Open it on the line that it was about; what cannot be done any more is said and stays on offer."""
        key = str(left.ids[0]) if left.ids else ""
        if key:
            self.table.clear_filter()
            self.table.select(key)
            if self.table.current() != key:
                self._say(translate("transfer", "上次填写时选中的移交已不在列表里。"))
                return
        if left.verb == WORDS:
            self._typed.resume(left)
            return
        code = left.verb.partition(".")[2]
        why = self._obstacle(code, self.row())
        self._say(why)
        if not why:
            self.steps.go_on(code, left)

    def _line(self, row: HandoffRow) -> Line:
        target = row.parcel.target
        way = translate("transfer", "交出") if row.direction == "out" else translate("transfer", "接收")
        where = translate("transfer", "{district}{name}").format(
            district=target.district_name, name=target.name
        )
        cells = (
            way,
            state_word(row.state),
            self._units.get(row.parcel.old_code, row.parcel.old_code),
            where,
            day_text(row.parcel.effective_on),
            row.parcel.document,
            self._names.get(row.filed_by, row.filed_by),
            local_time(row.filed_at),
        )
        done = row.state in (Handoff.CLOSED, Handoff.WITHDRAWN, Handoff.ACCEPTED)
        return Line(str(row.id), cells, muted=done)

    def _on_current(self, key: str) -> None:
        row = self._rows.get(key)
        self._about.setText(self._told(row) if row is not None else "")
        self._switch()

    def _told(self, row: HandoffRow) -> str:
        parts = []
        count = row.counts.get("addresses", row.counts.get("node"))
        if count is not None:
            parts.append(translate("transfer", "地址 {n} 个").format(n=f"{count:,}"))
        if row.decided_by:
            who = self._names.get(row.decided_by, row.decided_by)
            parts.append(translate("transfer", "{who}批准").format(who=who))
        if row.fingerprint:
            parts.append(translate("transfer", "包的签名指纹 {key}").format(key=row.fingerprint))
        return translate("transfer", "；").join(parts)

    def row(self) -> HandoffRow | None:
        """The hand-over with the cursor."""
        return self._rows.get(self.table.current())

    def words(self) -> str:
        """Why, as typed."""
        return self.reason.text().strip()

    # -- steps ------------------------------------------------------------------------------------------------------

    def _switch(self) -> None:
        row = self.row()
        for code, button in self.buttons.items():
            why = self._obstacle(code, row)
            button.setEnabled(not why)
            button.setToolTip(why)

    def _obstacle(self, code: str, row: HandoffRow | None) -> str:
        """Why a step cannot be done, ``""`` when it can."""
        step = self._steps[code]
        if not self._actor.may(step.needs):
            return translate("transfer", "本账号的角色不能办这一步。")
        if step.fits and (row is None or (row.direction, row.state) not in step.fits):
            return translate("transfer", "选中的移交现在不能办这一步。")
        if row is not None and code in ("decide", "accept") and row.filed_by == self._actor.login:
            return translate("transfer", "须由另一人办理。")
        if row is not None and code == "release" and row.parcel.effective_on > self._today():
            return translate("transfer", "生效日期还没有到。")
        if code in ("release", "again", "receipt") and not self._key:
            return translate("transfer", "请先生成签名密钥。")
        return ""

    def _today(self) -> str:
        return legal_date(self._desk.store.clock.now())

    def _on_pressed(self, code: str) -> None:
        self._say("")
        if not self._obstacle(code, self.row()):
            self._steps[code].act()

    def _say(self, text: str) -> None:
        paint(self._fault, bad_ink(self))
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def _on_failed(self, error: Exception) -> None:
        words = error_text(error)
        self._say(translate("transfer", "{what}{todo}").format(what=words.explanation, todo=words.next_step))
        self.activateWindow()

    def _done(self, text: str) -> None:
        self.reason.clear()
        self.told.emit(text)
        self.read()
        self.activateWindow()  # the progress of a long step belongs to the main window and left the keyboard there


def _columns() -> tuple[Column, ...]:
    return (
        Column(translate("transfer", "方向"), 5),
        Column(translate("transfer", "状态"), 14),
        Column(translate("transfer", "原社区"), 15),
        Column(translate("transfer", "划入"), 16),
        Column(translate("transfer", "生效日期"), 14),
        Column(translate("transfer", "批文文号"), 16),
        Column(translate("transfer", "提交人"), 8),
        Column(translate("transfer", "提交时间"), 16),
    )
