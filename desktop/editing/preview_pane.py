"""What an act would do: before and after line by line, what follows, what hangs on it, and which way it goes."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from db.domain.access import Actor
from db.store.hanging_rows import Hung
from db.store.persons import REVEAL
from desktop.addresses.desk import Desk
from desktop.editing.verdict import Sum, Verdict, Way
from desktop.i18n import translate
from desktop.shell.inks import bad_ink, good_ink, paint
from desktop.system.line_model import Column, Line, LineModel
from desktop.widgets.list_look import dress

_BEFORE, _AFTER, _NOTE = range(3)
_NOTE_CHARACTERS = 16
_LEAST_ROWS = 5


class PreviewPane(QWidget):
    """The pane.

    Attributes:
        model: the lines.
        way: says which way it goes.
        follows: says what hangs on the addresses; each sum leads to its rows.
    """

    def __init__(
        self, desk: Desk, actor: Actor, *, fills: bool = False, parent: QWidget | None = None
    ) -> None:
        """Build the pane.

        Args:
            desk: what the lists of rows work with.
            actor: who looks at them.
            fills: the list takes what room there is, else only what its lines need.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._desk, self._actor, self._fills = desk, actor, fills
        self._sums: tuple[Sum, ...] = ()
        titles = (
            translate("editing", "办理之前"),
            translate("editing", "办理之后"),
            translate("editing", "说明"),
        )
        self.model = LineModel([Column(title, 0) for title in titles], self)
        self.view = QTableView()
        self.follows, self.way = QLabel(), QLabel()
        self._build()

    def _build(self) -> None:
        self.view.setModel(self.model)
        self.view.setAccessibleName(translate("editing", "办理前后对照"))
        dress(self.view)
        self.view.setTextElideMode(Qt.TextElideMode.ElideLeft)
        heads = self.view.horizontalHeader()
        for column in (_BEFORE, _AFTER):
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(_NOTE, QHeaderView.ResizeMode.Interactive)
        self.view.setColumnWidth(_NOTE, self.fontMetrics().height() * _NOTE_CHARACTERS)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(8)
        column_box.addWidget(self.view, 1)
        for label in (self.follows, self.way):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column_box.addWidget(label)
        self.follows.setTextFormat(Qt.TextFormat.RichText)
        self.follows.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.follows.linkActivated.connect(self._on_link)
        if not self._fills:
            column_box.addStretch()
        self.follows.hide()
        self._make_room()

    def _make_room(self) -> None:
        """As high as its lines, within bounds: an empty list under a short form is only in the way."""
        if self._fills:
            return
        row, lines = self.view.verticalHeader().defaultSectionSize(), len(self.model.lines)
        head = self.view.horizontalHeader().sizeHint().height() + 2 * self.view.frameWidth()
        self.view.setVisible(bool(lines))
        self.view.setMinimumHeight(head + row * min(lines, _LEAST_ROWS))
        self.view.setMaximumHeight(head + row * max(lines, 1))

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what an act would do."""
        self.model.show(
            [
                Line(
                    str(at),
                    (line.before, line.after or "—", line.note),
                    bad=frozenset({_NOTE}) if line.bad else frozenset(),
                )
                for at, line in enumerate(verdict.lines)
            ]
        )
        self._make_room()
        parts = []
        if verdict.below:
            parts.append(translate("editing", "下面 {n} 个地址随之改变。").format(n=f"{verdict.below:,}"))
        self._sums = verdict.hanging
        if verdict.hanging:
            joined = translate("editing", "、").join(self._linked(at) for at in range(len(self._sums)))
            parts.append(translate("editing", "其上有：{what}。").format(what=joined))
        self.follows.setText(" ".join(parts))
        self.follows.setVisible(bool(parts))
        self.say(_way_text(verdict), bad=verdict.way is Way.NOTHING)

    def _linked(self, at: int) -> str:
        """A sum as it stands in the sentence; who may not see persons is told their number alone."""
        one = self._sums[at]
        if one.hung is Hung.PERSON and not self._actor.may(REVEAL):
            return escape(one.text)
        return f'<a href="{at}">{escape(one.text)}</a>'

    def _on_link(self, at: str) -> None:
        from desktop.editing.hanging_list import open_list  # seldom asked for

        open_list(self._desk, self._actor, self._sums[int(at)], self.window())

    def say(self, text: str, *, bad: bool = False) -> None:
        """Say one thing instead, or beside it."""
        paint(self.way, bad_ink(self) if bad else good_ink(self))
        self.way.setText(text)

    def note(self, text: str) -> None:
        """Say one thing that is neither good nor bad."""
        paint(self.way, "")
        self.way.setText(text)

    def clear(self, text: str) -> None:
        """Show no lines, only what is still to be done."""
        self.model.show([])
        self._make_room()
        self.follows.hide()
        self.note(text)


def _way_text(verdict: Verdict) -> str:
    says = {
        Way.DIRECT: translate("editing", "直接生效，可撤销。"),
        Way.FILED: translate("editing", "将提交申请，由审批人批准后生效。"),
        Way.NOTHING: "",
    }[verdict.way]
    return " ".join(part for part in (verdict.remark, says) if part)
