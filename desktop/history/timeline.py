"""The timeline of one address: what it was when, and everything that happened to it, in plain words."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.audit import local_time
from db.domain.timeline import FOREVER, Event
from db.services.history import Story
from desktop.addresses.page import Desk
from desktop.history import operations
from desktop.history.lines import Head, LineList, TextLine
from desktop.history.words import event_group, event_text
from desktop.i18n import translate
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.on_screen import size_on_screen

_SIZE = (860, 520)
_TO_THE_MINUTE = len("2026-11-22 20:18")


class Timeline(QWidget):
    """The timeline as a list, newest first.

    Attributes:
        story: of the address that is shown; None before it arrives.

    Signals:
        day_wanted: (day, address as it was then) how the register looked on the day of a line.
        node_chosen: (id) an address that this one lives on in was clicked.
    """

    day_wanted = Signal(str, object)
    node_chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted = 0
        self.story: Story | None = None
        self.now = QLabel()
        self.boxes = {key: QCheckBox(word) for key, word in _groups().items()}
        self.list = LineList(translate("history", "沿革列表"))
        self._build()

    def _build(self) -> None:
        self.now.setWordWrap(True)
        self.now.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.now.linkActivated.connect(lambda target: self.node_chosen.emit(int(target)))
        ticks = QHBoxLayout()
        ticks.setSpacing(16)
        for key, box in self.boxes.items():
            box.setChecked(key != "entry")
            box.toggled.connect(self._fill)
            ticks.addWidget(box)
        ticks.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.now)
        column.addLayout(ticks)
        column.addWidget(self.list, 1)
        self.list.opened.connect(self.open_day)
        self.list.empty.say(
            translate("history", "没有这类记录"), translate("history", "在上面多选几类，或查看操作日志。")
        )

    def look_at(self, node_id: int) -> None:
        """Show an address."""
        self._wanted = node_id
        self._desk.runner.start(operations.load_story(self._desk.store, node_id, self._on_story), self)

    def _on_story(self, story: Story) -> None:
        if story.node_id == self._wanted:
            self.story = story
            self.now.setText(self._now(story))
            self._fill()

    def _now(self, story: Story) -> str:
        last = story.periods[-1]
        first = translate("history", "{day}启用").format(day=story.periods[0].valid_from)
        parts = [f"<b>{escape(last.address.full_text)}</b>", escape(first)]
        if last.valid_to != FOREVER:
            parts.append(escape(translate("history", "{day}止").format(day=last.valid_to)))
        texts = {one.address.full_text for one in story.periods} - {last.address.full_text}
        if texts:
            former = translate("history", "曾为：{texts}").format(
                texts=translate("history", "、").join(sorted(texts))
            )
            parts.append(escape(former))
        colour = self.palette().color(QPalette.ColorRole.Link).name()
        links = [
            f'<a href="{node_id}" style="color:{colour}">{escape(text)}</a>' for node_id, text in story.heirs
        ]
        if links:
            parts.append(escape(translate("history", "现由以下地址承接：")) + "&emsp;".join(links))
        return "<br>".join(parts)

    def _fill(self) -> None:
        if self.story is None:
            return
        shown = [one for one in self.story.events if self.boxes[event_group(one)].isChecked()]
        heads = (
            Head(translate("history", "日期"), 17),
            Head(translate("history", "类别"), 11),
            Head(translate("history", "经办人"), 10),
            Head(translate("history", "发生了什么"), 30),
        )
        self.list.show_lines(heads, [_line(one) for one in reversed(shown)])

    def open_day(self, event: object) -> None:
        """Ask for the day of a line, at the address; before its first day at where it first hung."""
        if self.story is not None and isinstance(event, Event):
            begun = [one for one in self.story.periods if one.valid_from <= event.on]
            self.day_wanted.emit(event.on, (begun[-1] if begun else self.story.periods[0]).address)


def _groups() -> dict[str, str]:
    return {
        "address": translate("history", "地址变化"),
        "case": translate("history", "申请审批"),
        "plate": translate("history", "编码与门牌"),
        "check": translate("history", "检查与问题"),
        "entry": translate("history", "操作日志"),
    }


def _line(event: Event) -> TextLine:
    when = local_time(event.at)[:_TO_THE_MINUTE] if event.at else event.on
    return TextLine(event, (when, _groups()[event_group(event)], event.who, event_text(event)))


class TimelineDialog(ButtonDialog):
    """The timeline in a window of its own.

    Signals:
        day_wanted: as ``Timeline``'s.
        node_chosen: as ``Timeline``'s.
    """

    day_wanted = Signal(str, object)
    node_chosen = Signal(object)

    def __init__(self, desk: Desk, node_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("history", "地址沿革"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.timeline = Timeline(desk)
        self.day_button = QPushButton(translate("history", "查看那一天的地址库(&D)"), autoDefault=False)
        close = QPushButton(translate("history", "关闭(&C)"), autoDefault=False)
        below = QHBoxLayout()
        hint = QLabel(translate("history", "双击一行，查看那一天的地址库。"))
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        below.addWidget(hint, 1)
        below.addWidget(self.day_button)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.timeline, 1)
        column.addLayout(below)
        self.timeline.day_wanted.connect(self.day_wanted)
        self.timeline.node_chosen.connect(self.node_chosen)
        self.timeline.list.current_changed.connect(lambda key: self.day_button.setEnabled(key is not None))
        self.day_button.setEnabled(False)
        self.day_button.clicked.connect(lambda: self.timeline.open_day(self.timeline.list.key()))
        close.clicked.connect(self.close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self.timeline.list.copy)
        size_on_screen(self, _SIZE)
        self.timeline.look_at(node_id)
