"""A field for a day: what is written in it is the day, and what is no day is none, whoever wrote it and however."""

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from db.domain.clock import days_on, parse_date
from desktop.i18n import translate
from desktop.widgets.icons import icon

FIRST, LAST = "1949-10-01", "2199-12-31"
"""Legal dates that a register may hold."""

_ICONS = 2
_ICON_PX = 24
_AIR = QSize(40, 40)
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}
"""Days by which a key moves on."""


class DayField(QLineEdit):
    """A day, written as ``20261201``, ``2026-12-1`` or ``2026年12月1日``, stepped to with ↑ and ↓, or from a calendar.

    The line is left as it is written until the keyboard leaves it or Enter is pressed; a day then stands there as
    ``2026-12-01``, and anything else stays, with a sign.

    Signals:
        day_changed: another day is written, or none.
    """

    day_changed = Signal()

    def __init__(
        self, on: str, *, first: str = FIRST, last: str = LAST, parent: QWidget | None = None
    ) -> None:
        """Build the field.

        Args:
            on: the ISO date that stands there.
            first: the earliest one that may be chosen.
            last: the latest one.
            parent: as Qt has it.
        """
        super().__init__(on, parent)
        self._first, self._last, self._told, self._valid = first, last, on, on
        self._is_entering = False
        self._calendar: _Calendar | None = None
        self._sign = QAction(icon("error"), "", self)
        look = QAction(icon("calendar"), "", self)
        look.setToolTip(translate("day_field", "从日历中选择（Alt+↓）"))
        look.triggered.connect(self.open_calendar)
        for action in (look, self._sign):
            self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        self._sign.setVisible(False)
        self._sign.setToolTip(self._want())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text)
        self.editingFinished.connect(self._on_finished)

    def sizeHint(self) -> QSize:
        """Override QWidget: room for a day however it is written, with 年 月 日 too."""
        text = self.fontMetrics().horizontalAdvance("0000-00-00-0000")
        return QSize(text + _ICONS * _ICON_PX, super().sizeHint().height())

    minimumSizeHint = sizeHint

    # -- the day ------------------------------------------------------------------------------------------------------

    def day(self) -> str:
        """What is written in it, as an ISO date; ``""`` while that is no day, or none that may be chosen."""
        try:
            day = parse_date(self.text())
        except ValueError:
            return ""
        return day if self._first <= day <= self._last else ""

    def set_day(self, on: str) -> None:
        """Write an ISO date, the nearest one that may be chosen."""
        self.setText(min(max(on, self._first), self._last))

    def _on_text(self) -> None:
        day = self.day()
        if day:
            self._valid = day
            self._sign.setVisible(False)
        if day != self._told:
            self._told = day
            self.day_changed.emit()

    def _on_finished(self) -> None:
        day = self.day()
        if day and day != self.text():
            self.setText(day)
        self._sign.setVisible(not day)

    def _want(self) -> str:
        text = translate("day_field", "请写完整的日期，如 {day}。").format(day=self._told)
        if self._first != FIRST:
            text += translate("day_field", "不早于 {day}。").format(day=self._first)
        return text

    # -- hands --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QWidget: the arrows go a day on, the page keys a week; with Alt, the calendar opens."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif step:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _step(self, days: int) -> None:
        day = self.day()
        if day:
            self.set_day(days_on(day, days))
            self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: what nobody has typed in yet is typed over; a click selects once the button is up."""
        super().focusInEvent(event)
        self._is_entering = event.reason() == Qt.FocusReason.MouseFocusReason
        if not self._is_entering and not self.isModified():
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: the click that enters selects all, which is then typed over."""
        super().mouseReleaseEvent(event)
        if self._is_entering and not self.hasSelectedText():
            self.selectAll()
        self._is_entering = False

    def open_calendar(self) -> None:
        """Let a day be chosen."""
        if self.isReadOnly():
            return
        self._calendar = _Calendar(self, self._valid, (self._first, self._last))
        self._calendar.chosen.connect(self._on_chosen)

    def _on_chosen(self, on: str) -> None:
        self.set_day(on)
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.selectAll()


class _Calendar(QFrame):
    """A calendar that stands under a field until a day is taken or something else is clicked.

    Signals:
        chosen: (ISO date) a day was taken.
    """

    chosen = Signal(str)

    def __init__(self, field: QWidget, on: str, bounds: tuple[str, str]) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.days = QCalendarWidget()
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setDateRange(_date(bounds[0]), _date(bounds[1]))
        self.days.setSelectedDate(_date(on))
        self.days.clicked.connect(self._take)
        self.days.activated.connect(self._take)
        self.days.setMinimumSize(self.days.sizeHint() + _AIR)  # its own hint cuts the last week
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.days)
        self.adjustSize()
        below = field.mapToGlobal(QPoint(0, field.height()))
        room = field.screen().availableGeometry()
        left = max(room.left(), min(below.x(), room.right() - self.width()))
        fits = below.y() + self.height() <= room.bottom()
        self.move(left, below.y() if fits else max(room.top(), below.y() - field.height() - self.height()))
        self.show()
        self.days.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, day: QDate) -> None:
        if self.isVisible():  # a click on a day tells of itself twice when it is double
            self.close()
            self.chosen.emit(day.toString(Qt.DateFormat.ISODate))


def _date(on: str) -> QDate:
    return QDate.fromString(on, Qt.DateFormat.ISODate)
