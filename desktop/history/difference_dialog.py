"""What changed in an area between two days: counted, listed in plain words, exported."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.clock import legal_date
from db.domain.timeline import Difference, Line
from db.services.history_diff import Compared
from db.store.queries import DivisionRow
from desktop.addresses.areas import FIVE, AreaAsk, area_chooser
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.history import operations
from desktop.history.banner import day_field
from desktop.history.lines import Head, LineList, TextLine
from desktop.history.operations import Written
from desktop.history.words import changes_text, difference_term, level_term, tally_text
from desktop.i18n import translate
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.on_screen import size_on_screen

_SIZE = (1060, 560)


class DifferenceDialog(ButtonDialog):
    """The window; closed, it waits to be shown again.

    Attributes:
        found: the comparison that is shown; None before the first.

    Signals:
        node_chosen: (id) a line's address as it stands today is asked for.
    """

    node_chosen = Signal(object)

    def __init__(
        self,
        desk: Desk,
        units: Sequence[DivisionRow],
        actor: Actor | None = None,
        ask_path: AskPath = ask_export_path,
        parent: QWidget | None = None,
    ) -> None:
        """Build it.

        Args:
            desk: what every room is given.
            units: to choose from.
            actor: whose areas may be chosen; None lets everything be.
            ask_path: asks where a list shall go.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._desk, self._ask_path = desk, ask_path
        self._serial = 0
        self._span = operations.Span("", ("", ""))
        self.found: Compared | None = None
        self.setWindowTitle(translate("history", "两个日期之间的变化"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.first = day_field(desk.store, translate("history", "较早的日期"))
        self.second = day_field(desk.store, translate("history", "较晚的日期"))
        self.area = area_chooser(desk, units, AreaAsk("difference", actor, levels=FIVE))
        self.kind = QComboBox()
        self.tally, self.note = QLabel(), QLabel()
        self.list = LineList(translate("history", "变化列表"))
        self.compare_button = QPushButton(translate("history", "比较(&C)"))
        self.export_button = QPushButton(translate("history", "导出(&E)…"), autoDefault=False)
        self.node_button = QPushButton(translate("history", "定位到现在的地址(&N)"), autoDefault=False)
        self._build()
        self._connect()

    # -- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        today = legal_date(self._desk.store.clock.now())
        self.first.set_day(f"{int(today[:4]) - 1}-12-31")
        self.kind.setAccessibleName(translate("history", "变化种类"))
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kind.addItem(translate("history", "全部变化"), "")
        self.tally.setWordWrap(True)
        self.tally.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(QLabel(translate("history", "自")))
        above.addWidget(self.first)
        above.addWidget(QLabel(translate("history", "至")))
        above.addWidget(self.second)
        above.addSpacing(8)
        above.addWidget(self.area, 1)
        above.addWidget(self.compare_button)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.list.offer_filter(self), 1)
        middle.addWidget(self.kind)
        middle.addWidget(self.tally, 2)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.note, 1)
        below.addWidget(self.node_button)
        below.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(above)
        column.addLayout(middle)
        column.addWidget(self.list, 1)
        column.addLayout(below)
        self.compare_button.setDefault(True)
        size_on_screen(self, _SIZE)
        self._show_nothing()

    def _connect(self) -> None:
        self.compare_button.clicked.connect(self.compare)
        self.export_button.clicked.connect(self.export)
        self.node_button.clicked.connect(lambda: self._on_opened(self.list.key()))
        self.kind.currentIndexChanged.connect(self._fill)
        self.list.opened.connect(self._on_opened)
        self.list.arranged.connect(self._on_arranged)
        self.list.current_changed.connect(self._on_line)
        self.first.day_changed.connect(self._show_nothing)
        self.second.day_changed.connect(self._show_nothing)
        self.area.changed.connect(self._show_nothing)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.list, self.list.copy, context=here)

    # -- comparing ----------------------------------------------------------------------------------------------------

    def look_at(self, area: str, first: str) -> None:
        """Compare a day with today in an area; a day to come is the later one."""
        today = legal_date(self._desk.store.clock.now())
        self.area.choose(area)
        for field, on in zip((self.first, self.second), sorted((first, today)), strict=True):
            field.set_day(on)
        if first != today:
            self.compare()

    def _days(self) -> tuple[str, str]:
        return self.first.day(), self.second.day()

    def _show_nothing(self) -> None:
        """What is listed would not be what is asked for."""
        self.found = None
        self._serial += 1
        days = self._days()
        whole = all(days)
        right = whole and days[0] < days[1]
        hint = translate("history", "选好日期和区域，按「比较」。")
        if not whole:
            hint = translate("history", "请把两个日期写完整，如 2026-12-01。")
        elif not right:
            hint = translate("history", "第二个日期要晚于第一个日期。")
        self.list.empty.say(translate("history", "还没有比较"), hint)
        self.list.show_lines((), ())
        self.compare_button.setEnabled(right)
        self.tally.setText("" if right else hint)
        self.note.clear()
        for widget in (self.kind, self.export_button, self.node_button):
            widget.setEnabled(False)

    def compare(self) -> None:
        """Compare the days."""
        self._serial += 1
        self._span = operations.Span(self.area.code(), self._days(), self.area.place())
        self.tally.setText(translate("history", "正在比较…"))
        done = partial(self._on_compared, self._serial)
        self._desk.runner.start(operations.compare_days(self._desk.store, self._span, done), self)

    def _on_compared(self, serial: int, found: Compared) -> None:
        if serial != self._serial:
            return
        self.found = found
        self.tally.setText(tally_text(found.tally))
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem(translate("history", "全部变化"), "")
        for kind in Difference:
            if kind in found.tally.counts:
                self.kind.addItem(difference_term(kind), kind.value)
        self.kind.blockSignals(False)
        self.kind.setEnabled(self.kind.count() > 2)
        self.list.empty.say(
            translate("history", "没有变化"), translate("history", "两个日期之间，这个区域的地址没有变化。")
        )
        self._fill()

    def _fill(self) -> None:
        if self.found is None:
            return
        wanted = str(self.kind.currentData() or "")
        shown = [line for line in self.found.lines if _is_of(line, wanted)]
        heads = (
            Head(translate("history", "变化"), 12),
            Head(translate("history", "所在社区"), 20),
            Head(translate("history", "级别"), 8),
            Head(translate("history", "地址或名称"), 36),
            Head(translate("history", "说明"), 30),
        )
        self.list.show_lines(heads, [_line(one) for one in shown])

    def _on_arranged(self) -> None:
        self.export_button.setEnabled(bool(self.list.model.lines))
        self.note.setText(self._noted(len(self.list.model.lines)) if self.found is not None else "")

    def _noted(self, shown: int) -> str:
        text = translate("history", "列出 {n} 条").format(n=f"{shown:,}")
        if self.found is not None and self.found.more:
            more = translate("history", "；只列出前 {n} 条，导出时全部写出")
            text += more.format(n=f"{operations.MOST_LINES:,}")
        return text

    def _on_line(self, key: object) -> None:
        self.node_button.setEnabled(isinstance(key, Line) and bool(key.node_id))

    def _on_opened(self, key: object) -> None:
        if isinstance(key, Line) and key.node_id:
            self.node_chosen.emit(key.node_id)

    # -- exporting ----------------------------------------------------------------------------------------------------

    def export(self) -> None:
        """Write what is listed into a workbook, in that order; also what found no room in the list."""
        days, wanted = self._span.days, str(self.kind.currentData() or "")
        what = self.kind.currentText() if wanted else translate("history", "地址变化清单")
        name = translate("history", "{area}{what}（{first} 至 {second}）")
        name = name.format(area=self.area.text(), what=what, first=days[0], second=days[1])
        path = self._ask_path(self, name)
        if not path:
            return
        arranged = self.list.model.arranged

        def pick(lines: Iterable[Line]) -> Iterable[Line]:
            return arranged.shown(
                (line for line in lines if _is_of(line, wanted)), lambda one: _line(one).cells
            )

        write = operations.export_difference(self._desk.store, self._span, pick, Path(path), self._on_written)
        self._desk.runner.start(write, self)

    def _on_written(self, written: Written) -> None:
        text = translate("history", "已导出 {n} 条到 {file}")
        self.note.setText(text.format(n=f"{written.rows:,}", file=written.path.name))


def _is_of(line: Line, kind: str) -> bool:
    """Whether a line tells of a kind of change; ``""`` is any."""
    return not kind or kind in {one.kind for one in line.changed}


def _line(one: Line) -> TextLine:
    kinds = translate("history", "、").join(difference_term(each.kind) for each in one.changed)
    return TextLine(one, (kinds, one.community, level_term(one.kind), one.text, changes_text(one)))
