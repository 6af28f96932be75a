"""The strip above the rooms that says the store is a copy, its clock is doubted, or a handover waits for an answer."""

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
COPY, CLOCK, HANDOVER = "copy", "clock", "handover"
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

    def __init__(self, desk: Desk, login: str, parent: QWidget | None = None) -> None:
        """Build the strip.

        Args:
            desk: what every part of the window is given.
            login: who works here.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._desk, self._login = desk, login
        self._waiting = 0
        self.standing = Standing()
        self.setObjectName("standing")
        # Dark on pale amber in both appearances: it must not be overlooked.
        self.setStyleSheet("#standing { background: #f7d98c; } #standing QLabel { color: #3a2c00; }")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.help_button = QPushButton()
        self.help_button.clicked.connect(lambda: self.help_wanted.emit(self._help()[0]))
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

        def work(_progress: Progress) -> tuple[Standing, int]:
            from db.services.handover import waiting
            from db.services.standing import standing

            return standing(self._desk.store), waiting(self._desk.store, self._login)

        name = translate("standing", "读取库的归属与时间")
        self._desk.runner.start(
            Operation(name, work, self._show, quiet=True, on_failed=lambda _error: None), self
        )

    def _help(self) -> tuple[str, str]:
        """The section that helps most now, and the word for going there."""
        if self.standing.elsewhere:
            return COPY, translate("standing", "接管…")
        if self.standing.doubt is not None:
            return CLOCK, translate("standing", "确认时间…")
        return HANDOVER, translate("standing", "查看交接…")

    def _show(self, found: tuple[Standing, int]) -> None:
        was, (now, self._waiting) = self.standing, found
        self.standing = now
        parts = [banner_text(self.standing)]
        if self._waiting:
            words = translate("standing", "有 {n} 份账号交接等您答复，答复之前仍由移交人负责。")
            parts.append(words.format(n=self._waiting))
        self.text.setText("".join(parts))
        self.help_button.setText(self._help()[1])
        self.help_button.setVisible(
            bool(self.standing.elsewhere or self.standing.doubt is not None or self._waiting)
        )
        self.setVisible(any(parts))
        if (was.elsewhere, was.doubt, was.practice) != (now.elsewhere, now.doubt, now.practice):
            self.changed.emit()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if any(map(changes.touches, ("store_place", "clock_check", "setting", "handover"))):
            self.look()
