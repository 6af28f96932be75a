"""Days that are chosen, typed or pasted: ``20261201``, ``2026-12-1``, ``2026/12/1`` all end as the first of December."""

import re

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDateEdit, QWidget

from desktop.i18n import translate

_PARTS = re.compile(r"\D*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*")
"""Year, month and day as far as they are written; all display formats have them in this order."""
_FIGURES = re.compile(r"\s*(\d{4})(\d{2})(\d{2})\s*")


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
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
            return
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

    def _paste(self) -> None:
        """Take over a day that is written whole; anything else would stand there until Enter and then be another day."""
        text = QGuiApplication.clipboard().text()
        parts = _PARTS.fullmatch(text) or _FIGURES.fullmatch(text)
        day = QDate(*map(int, parts.groups())) if parts else QDate()
        if day.isValid() and self.minimumDate() <= day <= self.maximumDate():
            self.setDate(day)

    def _is_at_start(self) -> bool:
        line = self.lineEdit()
        return line.selectedText() == line.text() or (
            not line.hasSelectedText() and not line.cursorPosition()
        )


class DayField(TypedDay):
    """A day to come, told as it is typed; Enter in it says the same day once more and is no change.

    Signals:
        day_changed: another day stands in it, or none yet. ``dateChanged`` comes with every Enter, too, and only once a
            part is written in full: a typed 1 of the day would leave another day believed for as long.
    """

    day_changed = Signal()

    def __init__(self, first: str, parent: QWidget | None = None) -> None:
        """Stand on the first day that may be chosen, an ISO date."""
        super().__init__(parent=parent)
        day = QDate.fromString(first, Qt.DateFormat.ISODate)
        self.setCalendarPopup(True)
        self.setDisplayFormat(translate("day_field", "yyyy年MM月dd日"))
        self.setMinimumDate(day)
        self.setDate(day)
        self._last = self.day()
        self.lineEdit().textChanged.connect(self._on_text)

    def day(self) -> str:
        """What is written in it, as an ISO date; ``""`` while that is no day, or none that may be chosen."""
        parts = _PARTS.fullmatch(self.lineEdit().text())
        day = QDate(*map(int, parts.groups())) if parts else QDate()
        allowed = day.isValid() and self.minimumDate() <= day <= self.maximumDate()
        return day.toString(Qt.DateFormat.ISODate) if allowed else ""

    def _on_text(self) -> None:
        if self.day() != self._last:
            self._last = self.day()
            self.day_changed.emit()
