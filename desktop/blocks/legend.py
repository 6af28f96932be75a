"""The line under a grid that says what the colours and marks mean, and how many there are of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.blocks.tones import Tone, paint
from desktop.i18n import translate

_SWATCH = QSize(30, 18)


@dataclass(frozen=True, slots=True)
class Entry:
    """One state in the legend.

    Attributes:
        key: tells it apart.
        count: how many addresses are in it.
    """

    key: str
    mark: str
    word: str
    tone: Tone
    count: int


class Legend(QWidget):
    """A row of buttons; each chooses what it stands for.

    Signals:
        wanted: (key) all of a state shall be selected.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QToolButton] = {}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(2)
        self._line.addStretch(1)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the states that occur."""
        for button in self.buttons.values():
            self._line.removeWidget(button)
            button.deleteLater()
        self.buttons = {}
        for place, entry in enumerate(entries):
            button = QToolButton()
            button.setAutoRaise(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(_SWATCH)
            button.setIcon(self._swatch(entry))
            button.setText(translate("blocks", "{state} {n}").format(state=entry.word, n=f"{entry.count:,}"))
            button.setToolTip(translate("blocks", "点这里选中全部「{state}」").format(state=entry.word))
            button.clicked.connect(self._asker(entry.key))
            self.buttons[entry.key] = button
            self._line.insertWidget(place, button)

    def _asker(self, key: str) -> Callable[[], None]:
        return lambda: self.wanted.emit(key)

    def _swatch(self, entry: Entry) -> QIcon:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(_SWATCH * ratio)
        picture.setDevicePixelRatio(ratio)
        dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        colours = paint(entry.tone, dark=dark)
        picture.fill(colours.ground)
        painter = QPainter(picture)
        painter.setFont(self.font())
        painter.setPen(colours.ink)
        painter.drawText(
            0, 0, _SWATCH.width(), _SWATCH.height(), int(Qt.AlignmentFlag.AlignCenter), entry.mark
        )
        painter.end()
        return QIcon(picture)
