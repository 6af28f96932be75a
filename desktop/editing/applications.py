"""The 申请 dialog: what waits for a decision, what it would change, and deciding, giving back or withdrawing it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.audit import local_time
from db.domain.changes import Changes
from db.domain.progress import Progress
from db.domain.state import Application
from db.services import application_desk, audit
from db.services.application_desk import Listed, Seen
from db.services.applications import Decided
from desktop.address_terms import act_term
from desktop.addresses.page import Desk
from desktop.editing.decisions import OPEN, acts
from desktop.editing.preview_pane import PreviewPane
from desktop.editing.reasons import stuck_text
from desktop.editing.told import Told, look_at, redraw_words
from desktop.editing.verdict import Verdict, Way
from desktop.editing.words import day_text, hanging_lines
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.shell.inks import bad_ink, paint
from desktop.shell.verbs_off import needs_store
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.terms import machine_term
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.decide_button import DecideButton
from desktop.widgets.on_screen import size_on_screen
from desktop.work.drafts import Draft, Kept
from desktop.work.job import Operation

_SIZE = (980, 560)
_LONGEST = 200
_NOTHING = frozenset(Application) - OPEN - {Application.DRAFT, Application.APPROVED}
"""Applications that came to nothing."""
_STATE = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """The list, and the names of the people in it."""

    listed: tuple[Listed, ...]
    names: dict[str, str]


class ApplicationsDialog(ButtonDialog):
    """The dialog.

    Attributes:
        table: the list.
        pane: what the current one would change.
        opinion: why, in words.
        buttons: by the code of the act.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actor = desk, actor
        self._acts = acts()
        self._listed: dict[str, Listed] = {}
        self._names: dict[str, str] = {}
        self._seen: Seen | None = None
        self._running = False
        self._kept: Kept | None = None
        self._goal = ""
        self.table = LineTable(translate("applications", "申请"), _columns())
        self.table.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # titles differ at their end
        # One after the other: what is decided is what is seen below.
        self.table.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.pane, self.opinion = PreviewPane(desk, actor, fills=True), QLineEdit()
        self._about, self._fault = QLabel(), QLabel()
        self.buttons = {code: DecideButton(act.name) for code, act in self._acts.items()}
        self._build()
        self._connect()
        self.read()

    def _build(self) -> None:
        self.setWindowTitle(translate("applications", "申请"))
        self.table.say_empty(
            translate("applications", "没有申请"),
            translate("applications", "在已批准的地址上办理更名、改号、移动、合并等，会在这里排队等审批。"),
        )
        self.table.offer_groups(
            (
                ("", translate("applications", "全部")),
                ("open", translate("applications", "待审批，他人提交")),
                ("hindered", translate("applications", "到期未能生效")),
                ("due", translate("applications", "已批准，待生效")),
                ("mine", translate("applications", "待审批，本人提交")),
                ("done", translate("applications", "已办结")),
            )
        )
        lower = QWidget()
        box = QVBoxLayout(lower)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(8)
        for label in (self._about, self._fault):
            label.setWordWrap(True)
        box.addWidget(self._about)
        box.addWidget(self.pane, 1)
        box.addWidget(self._fault)
        self._fault.hide()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(lower)
        split.setChildrenCollapsible(False)
        split.setSizes([_SIZE[1] * 2 // 5, _SIZE[1] * 3 // 5])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.addWidget(split, 1)
        column.addWidget(self._foot())
        size_on_screen(self, _SIZE)

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.opinion.setMaxLength(_LONGEST)
        self.opinion.setPlaceholderText(translate("applications", "意见或事由；退回、撤回、撤销须填写"))
        label = QLabel(translate("applications", "意见(&Y)"))
        label.setBuddy(self.opinion)
        row.addWidget(label)
        row.addWidget(self.opinion, 1)
        for code, button in self.buttons.items():
            button.setAutoDefault(False)
            button.setVisible(self._actor.may(self._acts[code].needs))
            row.addWidget(button)
        close = QPushButton(translate("applications", "关闭(&C)"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        needs_store(*self.buttons.values())
        return foot

    def _connect(self) -> None:
        self.table.current_changed.connect(self._on_current)
        self.opinion.textChanged.connect(self._switch)
        self.opinion.textChanged.connect(self._keep)
        for code, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, code=code: self.do(code))
        self._desk.feed.changed.connect(self._on_changed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.table.focus_filter)

    # -- half-typed opinions ----------------------------------------------------------------------------------------

    def keep(self, draft: Draft | None = None) -> None:
        """Keep the opinion on disk while it is typed; ``draft`` is one that was left, with its application."""
        if draft is not None:
            self._goal = draft.fields.get("application", "")
            self.opinion.setText(draft.fields.get("opinion", ""))
        self._kept = self._desk.drafts.hold(
            draft or Draft("application", translate("applications", "申请的意见"))
        )
        self.finished.connect(self._kept.drop)

    def _keep(self) -> None:
        if self._kept is not None and self.opinion.text().strip():
            self._kept.keep({"opinion": self.opinion.text(), "application": self.table.current()})
        elif self._kept is not None:
            self._kept.clear()

    # -- reading ----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the list anew."""
        store = self._desk.store

        def work(_progress: Progress) -> Loaded:
            return Loaded(tuple(application_desk.list_applications(store)), audit.people(store))

        name = translate("applications", "读取申请")
        self._desk.runner.start(Operation(name, work, self._on_loaded, quiet=True), self)

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches("application") or changes.touches("planned_change"):
            self.read()

    def _on_loaded(self, loaded: Loaded) -> None:
        self._names = loaded.names
        self._listed = {str(one.row.id): one for one in loaded.listed}
        self.table.show_lines([self._line(one) for one in loaded.listed])
        if self._goal:
            self.table.select(self._goal)
            self._goal = ""

    def _line(self, one: Listed) -> Line:
        row, waiting = one.row, one.waiting
        state, group = machine_term("Application", row.state), self._group(one)
        if waiting is not None and waiting.state == "due":
            state = translate("applications", "已批准，待生效")
        if waiting is not None and waiting.hindrance:
            state = translate("applications", "到期未能生效")
        cells = (
            state,
            act_term(row.kind),
            row.title,
            f"{row.items:,}" if row.items else "",
            self._names.get(row.filed_by, row.filed_by),
            local_time(row.filed_at),
            day_text(one.effective_on),
            row.opinion or row.reason,
        )
        bad = frozenset({_STATE}) if waiting is not None and waiting.hindrance else frozenset[int]()
        return Line(str(row.id), cells, muted=group == "done", bad=bad, group=group)

    def _group(self, one: Listed) -> str:
        if one.waiting is not None and one.waiting.state == "due":
            return "hindered" if one.waiting.hindrance else "due"
        if Application(one.row.state) not in OPEN:
            return "done"
        return "mine" if one.row.filed_by == self._actor.login else "open"

    def _on_current(self, key: str) -> None:
        self._seen = None
        self._say_fault("")
        one = self._listed.get(key)
        self._about.setText(self._about_text(one) if one else "")
        self.pane.clear("")
        self._switch()
        if one is not None:
            store, wanted = self._desk.store, one.row.id
            verb = translate("applications", "读取申请")

            def work(_progress: Progress) -> Told:
                return look_at(store, wanted)

            self._desk.runner.start(Operation(verb, work, self._on_seen, quiet=True), self)

    def _about_text(self, one: Listed) -> str:
        row = one.row
        template = translate("applications", "{act}：事由「{reason}」")
        parts = [template.format(act=act_term(row.kind), reason=row.reason or "—")]
        if row.decided_by:
            who = self._names.get(row.decided_by, row.decided_by)
            said = translate("applications", "{who}于{at}办理，意见「{opinion}」")
            parts.append(said.format(who=who, at=local_time(row.decided_at), opinion=row.opinion or "—"))
        return translate("applications", "；").join(parts)

    def _on_seen(self, told: Told) -> None:
        one, seen = self._listed.get(self.table.current()), told.seen
        if one is None or one.row.id != seen.application_id:
            return
        self._seen = seen
        if seen.redraw is not None:
            self._about.setText(self._about_text(one) + redraw_words(seen.redraw))
        self.pane.show_verdict(Verdict(Way.NOTHING, told.lines, seen.below, hanging_lines(seen.hanging)))
        if Application(one.row.state) in _NOTHING and seen.act is not None:
            words = translate(
                "applications", "申请的状态是「{state}」，地址没有因它而变；以上是当时申请的内容。"
            )
            if seen.was_in_force:
                words = translate(
                    "applications",
                    "申请的状态是「{state}」，地址以批准之前的内容为准，已作废的门牌不恢复；以上是当时申请的内容。",
                )
            self.pane.note(words.format(state=machine_term("Application", one.row.state)))
        if seen.hindrance:
            is_due = one.waiting is not None and one.waiting.state == "due"
            self.pane.say(stuck_text(seen.hindrance, is_due=is_due), bad=True)
        elif one.waiting is not None and one.waiting.effective_on:
            day = day_text(one.waiting.effective_on)
            due = translate("applications", "已批准，将于 {day} 生效。")
            words = due if one.waiting.state == "due" else translate("applications", "批准后于 {day} 生效。")
            self.pane.say(words.format(day=day))
        self._switch()

    # -- deciding ---------------------------------------------------------------------------------------------------

    def _switch(self) -> None:
        one = self._listed.get(self.table.current())
        for code, button in self.buttons.items():
            why = self._obstacle(code, one)
            button.setEnabled(not why and not self._running and self._desk.runner.is_reached)
            button.setToolTip(why)

    def _obstacle(self, code: str, one: Listed | None) -> str:
        """Why something cannot be done to an application, ``""`` when it can."""
        act = self._acts[code]
        if one is None or Application(one.row.state) not in act.states:
            return translate("applications", "这件申请现在不能这样办理。")
        if code == "approve" and self._seen is None:
            return translate("applications", "正在读取申请的内容。")
        if code == "approve" and one.row.filed_by == self._actor.login:
            return translate("applications", "经办与审批不能是同一个账号。")
        if act.needs_words and not self.opinion.text().strip():
            return translate("applications", "请先填写意见或事由。")
        return ""

    def do(self, code: str) -> None:
        """Do something to the current application."""
        one, act = self._listed.get(self.table.current()), self._acts[code]
        if one is None or self._obstacle(code, one) or self._running:
            return
        store, actor, row, words = self._desk.store, self._actor, one.row, self.opinion.text().strip()

        def work(_progress: Progress) -> Decided:
            return act.do(store, actor, row.id, row.row_version, words)

        self._set_running(running=True)
        name = act.name.partition("(&")[0]
        operation = Operation(name, work, self._on_decided, writes=True, on_failed=self._on_failed)
        self._desk.runner.start(operation, self).ended.connect(self._on_ended)

    def _on_decided(self, decided: Decided) -> None:
        self._set_running(running=False)
        self.opinion.clear()
        # The button pressed is off by now, and the one to close comes after it.
        if not self.opinion.hasFocus():
            self.table.view.setFocus()
        named = translate("applications", "申请已办理：{state}。")
        told = translate("applications", "申请已办理：{state}，涉及 {n} 个地址。") if decided.items else named
        told = told.format(state=machine_term("Application", decided.state.value), n=decided.items)
        if decided.due_on:
            told = translate("applications", "已批准，{day} 起生效，涉及 {n} 个地址。").format(
                day=day_text(decided.due_on), n=decided.items
            )
        self.told.emit(told)
        self._desk.feed.changed.emit(decided.changes, self)

    def _on_failed(self, error: Exception) -> None:
        self._set_running(running=False)
        words = error_text(error)
        self._say_fault(
            translate("applications", "{what}{todo}").format(what=words.explanation, todo=words.next_step)
        )

    def _on_ended(self) -> None:
        self._set_running(running=False)

    def _set_running(self, *, running: bool) -> None:
        self._running = running
        self._switch()

    def _say_fault(self, text: str) -> None:
        paint(self._fault, bad_ink(self))
        self._fault.setText(text)
        self._fault.setVisible(bool(text))


def _columns() -> Sequence[Column]:
    return (
        Column(translate("applications", "状态"), 14),
        Column(translate("applications", "事项"), 9),
        Column(translate("applications", "标题"), 28),
        Column(translate("applications", "个数"), 6, is_figure=True),
        Column(translate("applications", "提交人"), 9),
        Column(translate("applications", "提交时间"), 17),
        Column(translate("applications", "生效日期"), 14),
        Column(translate("applications", "事由或意见"), 14),
    )
