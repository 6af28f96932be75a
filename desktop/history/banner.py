"""Choosing a day, and the strip that says which one is shown: nobody may take it for the register as it stands."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from db.domain.clock import legal_date
from db.store.store import Store
from desktop.i18n import translate
from desktop.widgets.day_field import DayField
from desktop.widgets.icons import icon

_ICON_PX = 20


def day_field(store: Store, name: str) -> DayField:
    """A field for a legal date, today first; the name is what a screen reader says."""
    field = DayField(legal_date(store.clock.now()))
    field.setAccessibleName(name)
    return field


class DayBanner(QFrame):
    """The strip."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.setObjectName("dayBanner")
        # Dark on pale amber in both appearances: it must not be overlooked.
        self.setStyleSheet("#dayBanner { background: #f7d98c; } #dayBanner QLabel { color: #3a2c00; }")
        self.text = QLabel()
        self.text.setWordWrap(True)
        picture = QLabel()
        picture.setPixmap(icon("notice").pixmap(_ICON_PX, _ICON_PX))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(picture)
        row.addWidget(self.text, 1)

    def show_day(self, on: str, waiting: int) -> None:
        """Name the day.

        Args:
            on: the legal date.
            waiting: decided changes that take hold until then and are not shown.
        """
        today = legal_date(self._store.clock.now())
        text = translate("history", "截至 {day}").format(day=on)
        if on < today:
            text += translate("history", "　这是当天的样子，不是现状；只能看，不能改。")
        elif on == today:
            text += translate("history", "　今天；只能看，要修改请回到地址库。")
        else:
            text += translate("history", "　这一天还没有到，按已经登记的内容显示。")
        if waiting:
            told = translate("history", "另有 {n} 项已批准的变更将在此前生效，尚未计入。")
            text += told.format(n=f"{waiting:,}")
        self.text.setText(text)
