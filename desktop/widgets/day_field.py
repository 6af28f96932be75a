"""Days that are chosen or typed: ``20261201``, ``2026-12-1`` and ``2026/12/1`` all end as the first of December."""

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from desktop.i18n import translate


class TypedDay(QDateEdit):
    """A day whose parts are typed one after the other, whatever stands between them.

    The click that enters the field selects all of it, a further one the part it hits: left in the middle of a full
    part, the cursor would have every digit refused.

    A format with ``M`` or ``d`` must not be used: with an earliest day set, a typed 12 would be no month.
    """

    def __init__(self, day: QDate | None = None, parent: QWidget | None = None) -> None:
        """Stand on a day, on Qt's own first one without."""
        super().__init__(parent)
        if day is not None:
            self.setDate(day)
        self._is_entering = False
        self.lineEdit().installEventFilter(self)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: note that it is a click that enters."""
        super().focusInEvent(event)
        self._is_entering = event.reason() == Qt.FocusReason.MouseFocusReason

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: select what is to be typed over, once the button is up."""
        handled = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseButtonRelease and not self.lineEdit().hasSelectedText():
            if self._is_entering:
                self.selectAll()
            else:
                self.setSelectedSection(self.currentSection())
            self._is_entering = False
        return handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QWidget: typing over everything begins with the year; a separator goes on to the next part."""
        typed, line = event.text(), self.lineEdit()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if typed.isdecimal() and self._is_at_start():
            self.setSelectedSection(QDateEdit.Section.YearSection)
        elif typed and typed.isprintable() and not typed.isdecimal() and not held:
            # A part that has just been reached by itself: the separator typed now is the one before it.
            if not line.hasSelectedText() and self.currentSectionIndex() + 1 < self.sectionCount():
                self.setSelectedSection(self.sectionAt(self.currentSectionIndex() + 1))
            return
        super().keyPressEvent(event)

    def _is_at_start(self) -> bool:
        line = self.lineEdit()
        return line.selectedText() == line.text() or (
            not line.hasSelectedText() and not line.cursorPosition()
        )


class DayField(TypedDay):
    """A day to come; Enter in it says the same day once more and is no change.

    Signals:
        day_changed: another day stands in it. ``dateChanged`` comes with every Enter, too, and what takes it for a
            change would switch off the button that Enter is to press.
    """

    day_changed = Signal()

    def __init__(self, first: str, parent: QWidget | None = None) -> None:
        """Stand on the first day that may be chosen, an ISO date."""
        super().__init__(parent=parent)
        self._last = QDate.fromString(first, Qt.DateFormat.ISODate)
        self.setCalendarPopup(True)
        self.setDisplayFormat(translate("day_field", "yyyy年MM月dd日"))
        self.setMinimumDate(self._last)
        self.setDate(self._last)
        self.dateChanged.connect(self._on_date)

    def day(self) -> str:
        """What stands in it, as an ISO date."""
        return self.date().toString(Qt.DateFormat.ISODate)

    def _on_date(self, date: QDate) -> None:
        if date != self._last:
            self._last = date
            self.day_changed.emit()
