"""The legend of the colours, on as many lines as it needs."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.matching.colours import is_dark, tint
from desktop.matching.words import element_terms

_GAP_PX = 6
_PADDING_PX = 5
_RADIUS_PX = 3


class Legend(QWidget):
    """One chip for each kind of element."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def chips(self, width: int) -> list[tuple[str, str, QRect]]:
        """Kind, word and place of each chip in a given width."""
        metrics = self.fontMetrics()
        height = metrics.height() + 2
        at, found = QPoint(0, 0), []
        for kind, word in element_terms().items():
            size = QSize(metrics.horizontalAdvance(word) + 2 * _PADDING_PX, height)
            if at.x() and at.x() + size.width() > width:
                at = QPoint(0, at.y() + height + _GAP_PX // 2)
            found.append((kind, word, QRect(at, size)))
            at = QPoint(at.x() + size.width() + _GAP_PX, at.y())
        return found

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt calls it so
        """Override QWidget: as many lines as needed."""
        return self.chips(width)[-1][2].bottom() + 1

    def sizeHint(self) -> QSize:
        """Override QWidget: all chips in one line."""
        last = self.chips(1 << 20)[-1][2]
        return QSize(last.right() + 1, last.bottom() + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = is_dark(self.palette())
        for kind, word, area in self.chips(self.width()):
            colours = tint(kind, dark=dark)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.ground)
            painter.drawRoundedRect(area, _RADIUS_PX, _RADIUS_PX)
            painter.setPen(colours.ink)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, word)
