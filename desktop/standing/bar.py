"""The strip above the rooms that says the store is a copy, or that its clock is doubted."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from db.domain.changes import Changes
from db.domain.guard import Standing
from db.domain.progress import Progress
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.standing.words import banner_text, title_mark
from desktop.widgets.icons import icon
from desktop.work.job import Operation

_ICON_PX = 20
_AGAIN_MS = 60_000
COPY, CLOCK = "copy", "clock"
"""Sections of the 系统 room that help."""


class StandingBar(QFrame):
    """The strip; hidden while all is well.

    Attributes:
        help_button: leads to the section that helps.

    Signals:
        changed: the store's standing was found out, or is another one.
        help_wanted: (key of a section).
    """

    changed = Signal()
    help_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.standing = Standing()
        self.setObjectName("standing")
        # Dark on pale amber in both appearances: it must not be overlooked.
        self.setStyleSheet("#standing { background: #f7d98c; } #standing QLabel { color: #3a2c00; }")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.help_button = QPushButton()
        self.help_button.clicked.connect(
            lambda: self.help_wanted.emit(COPY if self.standing.elsewhere else CLOCK)
        )
        picture = QLabel()
        picture.setPixmap(icon("notice").pixmap(_ICON_PX, _ICON_PX))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(picture)
        row.addWidget(self.text, 1)
        row.addWidget(self.help_button)
        self.hide()
        desk.feed.changed.connect(self._on_changed)
        # A clock goes wrong while the window is open, too.
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self.look)
        self._again.start()
        self.look()

    @property
    def mark(self) -> str:
        """What the window's title says of it."""
        return title_mark(self.standing)

    def look(self) -> None:
        """Find out how the store stands."""

        def work(_progress: Progress) -> Standing:
            from db.services.standing import standing

            return standing(self._desk.store)

        name = translate("standing", "读取库的归属与时间")
        self._desk.runner.start(
            Operation(name, work, self._show, quiet=True, on_failed=lambda _error: None), self
        )

    def _show(self, found: Standing) -> None:
        is_new = (found.elsewhere, found.doubt) != (self.standing.elsewhere, self.standing.doubt)
        self.standing = found
        text = banner_text(found)
        self.text.setText(text)
        claim = translate("standing", "接管…")
        self.help_button.setText(claim if found.elsewhere else translate("standing", "确认时间…"))
        self.setVisible(bool(text))
        if is_new:
            self.changed.emit()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if any(map(changes.touches, ("store_place", "clock_check", "setting"))):
            self.look()
