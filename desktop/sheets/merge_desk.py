"""The desk where what communities said is decided: issued, now and said side by side, one by one or all alike at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.domain.check_sheet import ADDRESS, NOTE, Kind, agrees
from db.domain.state import Finding
from db.services.sheet_decisions import Answer, Decision
from db.store.sheets import FindingRow
from desktop.i18n import translate
from desktop.sheets.operations import Words
from desktop.sheets.words import field_word, kind_word, lapse_word, value_word, why_word
from desktop.shell.inks import bad_ink, paint
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.terms import machine_term
from desktop.widgets.decide_button import DecideButton

_LONGEST = 200
_KIND = 0


class MergeDesk(QWidget):
    """The desk.

    Attributes:
        table: the findings.
        reason: why, in words; left empty, what is taken over says that the community checked it.
        take, leave, alike: take over, leave, and select whatever says the same.

    Signals:
        decided: (decisions, reason) to be written down.
        opened: (id) show this address.
    """

    decided = Signal(object, str)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: dict[str, FindingRow] = {}
        self._names: dict[str, str] = {}
        self._busy = False
        self._may = True
        self.table = LineTable(translate("sheets", "核查结果"), _columns())
        self.reason = QLineEdit()
        self.take = DecideButton(translate("sheets", "采纳(&A)"), autoDefault=False)
        self.leave = DecideButton(translate("sheets", "不采纳(&N)"), autoDefault=False)
        self.alike = QPushButton(translate("sheets", "选中同样的(&S)"), autoDefault=False)
        self._about, self._fault = QLabel(), QLabel()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.table.say_empty(
            translate("sheets", "没有要处理的"),
            translate("sheets", "收回核查表后，与库中不同的、新增的、看不懂的会列在这里；一致的不用处理。"),
        )
        self.table.offer_groups(
            (
                ("", translate("sheets", "全部")),
                (Kind.CHANGED.value, translate("sheets", "待处理：有改动")),
                (Kind.NEW.value, translate("sheets", "待处理：新增")),
                (Kind.CONFLICT.value, translate("sheets", "待处理：冲突")),
                (Kind.REJECTED.value, translate("sheets", "待处理：退回")),
                ("done", translate("sheets", "已处理")),
            )
        )
        self.reason.setMaxLength(_LONGEST)
        self.reason.setAccessibleName(translate("sheets", "理由"))
        self.reason.setPlaceholderText(
            translate("sheets", "理由：不采纳的必填；采纳的不填即「{reason}」").format(reason=_on_its_word())
        )
        for label in (self._about, self._fault):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.reason, 1)
        for button in (self.alike, self.take, self.leave):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self._about)
        column.addWidget(self._fault)
        column.addLayout(row)

    def _connect(self) -> None:
        self.take.clicked.connect(lambda: self._decide(Answer.TAKE))
        self.leave.clicked.connect(lambda: self._decide(Answer.LEAVE))
        self.alike.clicked.connect(self.select_alike)
        self.reason.textChanged.connect(self._switch)
        self.table.opened.connect(self._on_opened)
        self.table.view.selectionModel().selectionChanged.connect(self._switch)
        for keys, act in (("Ctrl+Return", self.take), ("Ctrl+Backspace", self.leave), ("Ctrl+D", self.alike)):
            shortcut = QShortcut(QKeySequence(keys), self.table.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act.click)
            act.setToolTip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))

    def show_words(self, words: Words | None, *, may: bool) -> None:
        """Show what communities said; nothing while no sheet is chosen."""
        self._may = may
        found = words.findings if words else ()
        self._findings = {str(one.id): one for one in found}
        self._names = words.names if words else {}
        self.table.show_lines([_line(one, self._names) for one in found])
        self._switch()

    def set_busy(self, busy: bool) -> None:
        """Take no further decisions while some are written down."""
        self._busy = busy
        self._switch()

    def say_fault(self, text: str) -> None:
        """Say below the list what could not be done; nothing when empty."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        paint(self._fault, bad_ink(self))

    def selected(self) -> list[FindingRow]:
        """The findings selected that wait, in the order of the list."""
        rows = sorted(index.row() for index in self.table.view.selectionModel().selectedRows())
        keys = (self.table.model.shown[row].key for row in rows)
        return [self._findings[key] for key in keys if self._findings[key].state == Finding.OPEN]

    def select_alike(self) -> None:
        """Select every finding that waits and says the same about the same thing; a conflict is like no other."""
        chosen = self.selected()
        if not chosen or chosen[0].kind == Kind.CONFLICT:
            return
        like = _likeness(chosen[0])
        selection = self.table.view.selectionModel()
        model = self.table.model
        for row, line in enumerate(model.shown):
            one = self._findings[line.key]
            if one.state == Finding.OPEN and _likeness(one) == like:
                flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
                selection.select(model.index(row, 0), flags)

    def _switch(self, *_what: object) -> None:
        chosen = self.selected()
        conflicts = [one for one in chosen if one.kind == Kind.CONFLICT]
        told = (
            translate("sheets", "已选 {n} 条待处理。").format(n=f"{len(chosen):,}") if len(chosen) > 1 else ""
        )
        if len(chosen) == 1:
            told = _about(chosen[0], self._names)
        if conflicts and len(chosen) > 1:
            told = translate("sheets", "冲突要一条一条判定，请只选一条。")
        rejected = [one for one in chosen if one.kind == Kind.REJECTED]
        if rejected and len(rejected) < len(chosen):
            words = translate("sheets", "其中 {n} 条是退回的，不能采纳；要采纳其他的，请先不选它们。")
            told += words.format(n=f"{len(rejected):,}")
        self._about.setText(told)
        ready = bool(chosen) and self._may and not self._busy
        clear = not conflicts or len(chosen) == 1
        takable = not rejected
        self.take.setEnabled(ready and clear and takable)
        self.leave.setEnabled(ready and clear and bool(self.reason.text().strip()))
        self.alike.setEnabled(bool(chosen) and not conflicts)

    def _decide(self, answer: Answer) -> None:
        chosen = self.selected()
        if chosen:
            self.say_fault("")
            decisions = [Decision(one.id, one.row_version, answer) for one in chosen]
            taken = _on_its_word() if answer is Answer.TAKE else ""
            self.decided.emit(decisions, self.reason.text().strip() or taken)

    def _on_opened(self, key: str) -> None:
        node_id = self._findings[key].node_id
        if node_id is not None:
            self.opened.emit(node_id)


def _on_its_word() -> str:
    """Why something is taken over of which nothing else is said."""
    return translate("sheets", "据社区核查")


def _likeness(one: FindingRow) -> tuple[str, ...]:
    said = "" if one.field in (ADDRESS, NOTE) or one.kind == Kind.REJECTED else one.said
    return (one.kind, one.field, said, one.why)


def _about(one: FindingRow, names: dict[str, str]) -> str:
    """A finding in a sentence: list columns are too narrow for a long remark."""
    if one.kind == Kind.REJECTED:
        where = translate("sheets", "{sheet} 第 {row} 行「{field}」：{why}").format(
            sheet=one.file_sheet, row=one.file_row, field=field_word(one.field), why=why_word(one.why)
        )
        with_said = translate("sheets", "{where}「{said}」")
        return with_said.format(where=where, said=one.said) if one.said else where
    template = translate(
        "sheets", "{address}　{field}：下发时「{issued}」，库中现在「{now}」，社区说「{said}」"
    )
    values = (value_word(one.field, value) or "—" for value in (one.issued, one.now, one.said))
    issued, now, said = values
    address = one.full_text or "—"
    told = template.format(address=address, field=field_word(one.field), issued=issued, now=now, said=said)
    again = _lapse(one, names) or _conflict(one)
    return translate("sheets", "{told}。{again}。").format(told=told, again=again) if again else told


def _lapse(one: FindingRow, names: dict[str, str]) -> str:
    """What became of what was decided once, of a finding that waits again."""
    return "" if one.lapse is None else lapse_word(one.lapse, names.get(one.lapse.by, one.lapse.by))


def _conflict(one: FindingRow) -> str:
    """Why a finding is a conflict; ``""`` of any other."""
    if one.kind != Kind.CONFLICT:
        return ""
    if one.others:
        others = translate("sheets", "」「").join(value_word(one.field, other) or "—" for other in one.others)
        words = translate("sheets", "社区几次说法不一，另一次说「{said}」").format(said=others)
        same = translate("sheets", "{words}，即与下发时一致")
        return same.format(words=words) if one.issued in one.others else words
    if not agrees(one.field, one.issued, one.now):
        return translate("sheets", "下发以后库中已经改过，与社区说的又不同")
    return translate("sheets", "社区在这一行里的说法互相矛盾")


def _columns() -> Sequence[Column]:
    return (
        Column(translate("sheets", "判定"), 7),
        Column(translate("sheets", "地址"), 34),
        Column(translate("sheets", "项目"), 8),
        Column(translate("sheets", "下发时"), 10),
        Column(translate("sheets", "库中现在"), 10),
        Column(translate("sheets", "社区说"), 16),
        Column(translate("sheets", "处理"), 10),
        Column(translate("sheets", "说明"), 26),
    )


def _line(one: FindingRow, names: dict[str, str]) -> Line:
    waits = one.state == Finding.OPEN
    why = why_word(one.why) if one.why else _lapse(one, names) or _conflict(one)
    if not waits:
        who = names.get(one.decided_by or "", one.decided_by or "")
        why = translate("sheets", "{who}：{reason}").format(who=who, reason=one.reason)
    row = translate("sheets", "{sheet} 第 {row} 行").format(sheet=one.file_sheet, row=one.file_row)
    cells = (
        kind_word(one.kind),
        one.full_text or row,
        field_word(one.field),
        *(value_word(one.field, value) for value in (one.issued, one.now, one.said)),
        machine_term("Finding", one.state),
        why or row,
    )
    grave = one.kind in (Kind.CONFLICT, Kind.REJECTED) and waits
    bad = frozenset({_KIND}) if grave else frozenset[int]()
    return Line(str(one.id), cells, muted=not waits, bad=bad, group=one.kind if waits else "done")
