"""A day to come, chosen or typed; Enter in it says the same day once more and is no change."""

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from desktop.i18n import translate


class DayField(QDateEdit):
    """The field.

    Signals:
        day_changed: another day stands in it. ``dateChanged`` comes with every Enter, too, and what takes it for a
            change would switch off the button that Enter is to press.
    """

    day_changed = Signal()

    def __init__(self, first: str, parent: QWidget | None = None) -> None:
        """Stand on the first day that may be chosen, an ISO date."""
        super().__init__(parent)
        self._last = QDate.fromString(first, Qt.DateFormat.ISODate)
        self.setCalendarPopup(True)
        self.setDisplayFormat(translate("day_field", "yyyy年M月d日"))
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
