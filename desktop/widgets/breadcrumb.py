"""The way from the top to where one is, each step a link; what does not fit is cut from the left."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_BETWEEN = " › "


class Breadcrumb(QLabel):
    """A line of links.

    Signals:
        chosen: (step) position of the step that was clicked.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.linkActivated.connect(lambda target: self.chosen.emit(int(target)))

    def show_steps(self, steps: Sequence[str]) -> None:
        """Show the way; the last step is where one is."""
        self._steps = tuple(steps)
        self.setToolTip(_BETWEEN.join(self._steps))
        self._write()

    def first_shown(self) -> int:
        """Position of the first step that fits, the last one always does."""
        metrics = self.fontMetrics()
        last = len(self._steps) - 1
        for first in range(last):
            shown = (("…",) if first else ()) + self._steps[first:]
            if metrics.horizontalAdvance(_BETWEEN.join(shown)) <= self.width() - metrics.height():
                return first
        return max(last, 0)

    def _write(self) -> None:
        first, last = self.first_shown(), len(self._steps) - 1
        colour = self.palette().color(QPalette.ColorRole.Link).name()
        links = [
            f'<a href="{n}" style="color:{colour};text-decoration:none">{escape(step)}</a>'
            if n < last
            else f"<b>{escape(step)}</b>"
            for n, step in enumerate(self._steps)
        ]
        self.setText(_BETWEEN.join((["…"] if first else []) + links[first:]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override QWidget: fit the steps to the new width."""
        super().resizeEvent(event)
        self._write()

    def minimumSizeHint(self) -> QSize:
        """Override QLabel: may become narrow."""
        return QSize(self.fontMetrics().height() * 4, super().minimumSizeHint().height())
