"""The right of the room: one line with its elements to correct, the register's addresses, and what was decided."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.domain.reading.doubts import Doubt
from db.services.matching import Entry, Matched
from db.store.store import Store
from desktop.addresses.search import SearchBox
from desktop.i18n import translate
from desktop.matching.candidates import Candidates
from desktop.matching.colours import is_dark, verdict_ink
from desktop.matching.decisions import decision_lines
from desktop.matching.doubt_list import DoubtList
from desktop.matching.elements_form import ElementsForm
from desktop.matching.operations import Closer, Doubts
from desktop.matching.runs import rich_text, runs_of
from desktop.matching.sheet import Group, Row, group_term, shown_text, why_text
from desktop.matching.verbs import Verbs
from desktop.widgets.empty_state import EmptyState
from desktop.work.runner import Runner

_HEADLINE = 1.15
"""Size of the written text beside that of other text."""


class DetailPane(QStackedWidget):
    """The pane.

    Attributes:
        doubted: the match whose reading is doubted in the pane.

    Signals:
        reading_kept: (values, reason) the elements shall be read so.
        match_kept: (node id or None, reason) the line means this address, or none.
        withdrawn: what was decided shall stand no more.
        opened: (node id) show the address in its room.
    """

    reading_kept = Signal(object, str)
    match_kept = Signal(object, str)
    withdrawn = Signal()
    opened = Signal(object)

    def __init__(self, store: Store, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: Row | None = None
        self._matched: Matched | None = None
        self._closer: Closer | None = None
        self.doubted: Matched | None = None
        self._empty = EmptyState()
        self._empty.say(
            translate("matching", "没有选中的行"),
            translate("matching", "在左边选中一行，这里显示它的拆分、库中的地址和作过的决定。"),
        )
        self.headline, self.verdict, self.decisions = QLabel(), QLabel(), QLabel()
        self.candidates = Candidates()
        self.search = SearchBox(store, runner, only_nodes=True)
        self.doubts = DoubtList()
        self.form = ElementsForm()
        self.verbs = Verbs()
        self.scroller = QScrollArea()
        self.addWidget(self._empty)
        self.addWidget(self._build())
        self._connect()
        self.show_row(None)

    # -- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> QWidget:
        for label in (self.headline, self.verdict, self.decisions):
            label.setWordWrap(True)
            label.setMinimumWidth(60)
        self.headline.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.decisions.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.search.setPlaceholderText(translate("matching", "库中另找一个（Ctrl+K）"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.headline)
        column.addWidget(self.verdict)
        entries = _heading(translate("matching", "库中地址"))
        elements = _heading(translate("matching", "拆分"))
        for part in (entries, self.candidates, self.search, self.decisions, elements, self.doubts, self.form):
            column.addWidget(part)
        self._of_good_lines = (entries, self.candidates, self.search, elements, self.form)
        column.addStretch()
        self.scroller.setWidget(inner)
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setAccessibleName(translate("matching", "所选行的详情"))
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.scroller, 1)
        whole.addWidget(self.verbs)
        return page

    def _connect(self) -> None:
        verbs = self.verbs
        self.candidates.chosen.connect(self._enable)
        self.form.edited.connect(self._enable)
        self.doubts.taken.connect(self._on_taken)
        self.search.chosen.connect(self._on_found)
        verbs.this.clicked.connect(lambda: verbs.with_reason(self._say_this))
        verbs.none.clicked.connect(lambda: verbs.with_reason(lambda why: self.match_kept.emit(None, why)))
        verbs.save.clicked.connect(lambda: verbs.with_reason(self._say_reading))
        verbs.restore.clicked.connect(self.form.restore)
        verbs.withdraw.clicked.connect(self.withdrawn)
        verbs.open.clicked.connect(self._on_open)

    def find_another(self) -> bool:
        """Go to the line that finds another address; False while the row that is shown could have none."""
        if self.search.isVisible():
            self.scroller.ensureWidgetVisible(self.search)
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        return self.search.isVisible()

    # -- showing ------------------------------------------------------------------------------------------------------

    def show_row(self, row: Row | None) -> None:
        """Show another line; what was typed into the fields of the same one stays."""
        if row is None:
            self._row = self._matched = self._closer = None
            self.setCurrentIndex(0)
            return
        self.setCurrentIndex(1)
        if row is self._row and row.matched is self._matched:
            return
        is_same = row is self._row
        if not is_same:
            self._closer = None
            self.decisions.clear()
            self.verbs.hint.hide()
            self.scroller.verticalScrollBar().setValue(0)
        self._row, self._matched = row, row.matched
        self.doubts.show_doubts(())
        typed = self.form.values if is_same and self.form.is_changed else None
        values = row.matched.reading.values if row.matched else {}
        entries = row.matched.entries if row.matched else ()
        self.candidates.show_entries(entries, values, waiting=row.matched is None)
        self.form.show_values(values)
        if typed is not None and row.matched is not None:
            self.form.take(typed)
        self._write()
        self._enable()

    def show_closer(self, closer: Closer) -> None:
        """Show what was decided about the line."""
        if self._row is None or closer.text != self._row.given.text:
            return
        self._closer = closer
        lines = [
            f"<p style='margin:0 0 4px 0'>{'● ' if stands else ''}{escape(line)}</p>"
            for line, stands in decision_lines(closer)
        ]
        self.decisions.setText("".join(lines))
        self.decisions.setVisible(bool(lines))
        self._enable()

    def show_doubts(self, doubts: Doubts) -> None:
        """Show where the reading of the line could be otherwise."""
        if self._row is not None and doubts.matched is self._row.matched:
            self.doubted = doubts.matched
            self.doubts.show_doubts(doubts.found)

    def forget_closer(self) -> None:
        """What was known of decisions holds no more."""
        self._closer = None
        self._enable()

    def enter(self) -> None:
        """Take the keyboard: to the addresses, else to the elements."""
        marks = [row.mark for row in self.candidates.rows]
        target = next((mark for mark in marks if mark.isChecked()), marks[0] if marks else self.search)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def row(self) -> Row | None:
        """The line shown."""
        return self._row

    @property
    def closer(self) -> Closer | None:
        """What is known of decisions about the line shown; None until it is there."""
        return self._closer

    def _write(self) -> None:
        row = self._row
        if row is None:
            return
        dark = is_dark(self.palette())
        runs = runs_of(row.matched.reading) if row.matched else ()
        text = rich_text(row.given.text, runs, dark=dark) if runs else escape(shown_text(row))
        size = self.font().pointSizeF() * _HEADLINE
        self.headline.setText(f'<p style="font-size:{size:.1f}pt;line-height:130%">{text}</p>')
        group = Group.CONFLICT if row.group is Group.BAD else row.group
        colour = verdict_ink(group.value, dark=dark).name()
        word = f'<span style="color:{colour};font-weight:600">● {escape(group_term(row.group))}</span>'
        self.verdict.setText(f"{word}&nbsp;&nbsp;{escape(why_text(row))}")
        for part in self._of_good_lines:
            part.setVisible(not row.given.fault)
        self.verbs.setVisible(not row.given.fault)
        self.decisions.setVisible(bool(self.decisions.text()))

    def _enable(self) -> None:
        verbs, buttons = self.verbs, []
        chosen = self.candidates.entry
        ready = self._closer is not None and self._row is not None and self._row.matched is not None
        if chosen is not None:
            buttons.append(verbs.open)
        if ready and chosen is not None:
            buttons.append(verbs.this)
        if ready and self._closer is not None:
            says_none = self._closer.standing("match")
            if says_none is None or says_none.node_id is not None:
                buttons.append(verbs.none)
            if any(self._closer.standing(kind) for kind in ("match", "reading")):
                buttons.append(verbs.withdraw)
        if self.form.is_changed:
            buttons.append(verbs.restore)
            if ready and self.form.values:
                buttons.append(verbs.save)
        verbs.enable(*buttons)

    # -- what happened ------------------------------------------------------------------------------------------------

    def _on_found(self, node_id: int) -> None:
        hit = next((one for one in self.search.hits.hits if one.id == node_id), None)
        if hit is not None:
            self.search.clear()
            self.candidates.offer(Entry(hit.id, hit.full_text, hit.kind, hit.legal))

    def _on_taken(self, doubt: Doubt) -> None:
        values = self.form.values
        values.pop(doubt.kind, None)
        self.form.take(values | {doubt.other_kind: doubt.other_value})
        self.verbs.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_open(self) -> None:
        chosen = self.candidates.entry
        if chosen is not None:
            self.opened.emit(chosen.node_id)

    def _say_this(self, why: str) -> None:
        chosen = self.candidates.entry
        if chosen is not None:
            self.match_kept.emit(chosen.node_id, why)

    def _say_reading(self, why: str) -> None:
        self.reading_kept.emit(self.form.values, why)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: other colours on another ground."""
        if event.type() is QEvent.Type.PaletteChange:
            self._write()
        super().changeEvent(event)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.Link)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
