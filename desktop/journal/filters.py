"""What restricts the list of entries: person, verb, days, text."""

from collections.abc import Mapping

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from db.domain.audit import day_bounds
from db.services.store import SYSTEM
from db.store.journal_read import Wanted
from desktop.i18n import translate
from desktop.terms import verbs
from desktop.widgets.day_field import DayField
from desktop.widgets.icons import icon

_DELAY_MS = 250
_ANY, _SPAN = -1, -2


class Filters(QWidget):
    """The line above the list.

    Signals:
        changed: other entries are wanted.
    """

    changed = Signal()

    def __init__(self, today: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = QDate.fromString(today, "yyyy-MM-dd")
        self.person, self.verb, self.period = QComboBox(), QComboBox(), QComboBox()
        self.first, self.last, self._to = DayField(today), DayField(today), QLabel(translate("journal", "至"))
        self.text = QLineEdit()
        self._delay = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._delay.timeout.connect(self.changed)
        self._fill()
        self._build()

    def _fill(self) -> None:
        self.person.addItem(translate("journal", "所有人"), "")
        self.verb.addItem(translate("journal", "所有操作"), "")
        for code, word in verbs().items():
            self.verb.addItem(word, code)
        for word, days in (
            (translate("journal", "所有时间"), _ANY),
            (translate("journal", "今天"), 0),
            (translate("journal", "最近 7 天"), 6),
            (translate("journal", "最近 30 天"), 29),
            (translate("journal", "最近 180 天"), 179),
            (translate("journal", "指定日期"), _SPAN),
        ):
            self.period.addItem(word, days)
        self.text.setPlaceholderText(translate("journal", "事由或编号（Ctrl+F）"))
        self.text.setToolTip(translate("journal", "事由中的文字，或被改动对象的编号（开头四位以上）"))
        self.text.setClearButtonEnabled(True)
        self.text.addAction(icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        for widget, name in (
            (self.person, translate("journal", "操作人")),
            (self.verb, translate("journal", "操作")),
            (self.period, translate("journal", "时间")),
            (self.first, translate("journal", "首日")),
            (self.last, translate("journal", "末日")),
        ):
            widget.setAccessibleName(name)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.person, self.verb, self.period, self.first, self._to, self.last):
            row.addWidget(widget)
        row.addWidget(self.text, 1)
        for box in (self.person, self.verb, self.period):
            box.currentIndexChanged.connect(self._on_changed)
        for field in (self.first, self.last):
            field.day_changed.connect(self._on_day)
        self.text.textChanged.connect(self._delay.start)
        self._show_days()

    def _on_changed(self) -> None:
        self._show_days()
        self._delay.start()

    def _on_day(self) -> None:
        if self.first.day() and self.last.day():  # one that is half typed asks for nothing else yet
            self._delay.start()

    def _show_days(self) -> None:
        for widget in (self.first, self._to, self.last):
            widget.setVisible(self.period.currentData() == _SPAN)

    def show_people(self, names: Mapping[str, str]) -> None:
        """Offer these accounts; the chosen one stays."""
        chosen = self.person.currentData()
        self.person.blockSignals(True)
        while self.person.count() > 1:
            self.person.removeItem(1)
        for login, name in sorted(names.items(), key=lambda one: one[1]):
            both = translate("journal", "{name}（{login}）").format(name=name, login=login)
            self.person.addItem(name if login == SYSTEM.login else both, login)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        self.person.blockSignals(False)

    def wanted(self) -> Wanted:
        """What is asked for."""
        since, until = day_bounds(*self._days())
        return Wanted(
            actor=str(self.person.currentData()),
            verb=str(self.verb.currentData()),
            since=since,
            until=until,
            text=self.text.text().strip(),
        )

    def _days(self) -> tuple[str, str]:
        days = int(self.period.currentData())
        if days == _ANY:
            return "", ""
        first, last = self._today.addDays(-days), self._today
        if days == _SPAN:
            span = (self.first.day(), self.last.day())
            return (min(span), max(span)) if all(span) else span
        return first.toString("yyyy-MM-dd"), last.toString("yyyy-MM-dd")

    def restricts(self) -> bool:
        """Whether anything at all is left out."""
        return self.wanted() != Wanted()

    def clear(self) -> None:
        """Ask for everything."""
        for box in (self.person, self.verb, self.period):
            box.setCurrentIndex(0)
        self.text.clear()
