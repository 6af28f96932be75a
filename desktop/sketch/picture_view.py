"""A site plan one looks at to find spots that can be recognised on the map; a click or Enter names one."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from db.domain.geo import Point

_ZOOM, _NOTCH, _STEP_PX, _SLOP_PX = 1.25, 120, 40, 5
_NEAREST, _ROOM = 8.0, 0.98
_MARK = QColor("#d9480f")
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class PictureView(QWidget):
    """The picture with its spots, numbered.

    Attributes:
        spots: pixels of the picture; the open one is last when ``pending`` is set.

    Signals:
        pointed: (Point in pixels of the picture).
    """

    pointed = Signal(object)

    def __init__(self, picture: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = picture
        self.spots: list[Point] = []
        self.pending: Point | None = None
        self._scale, self._corner = 0.0, QPointF()
        self._pressed: QPointF | None = None
        self._from = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(200, 160)

    def fit(self) -> None:
        """Show the picture whole."""
        wide, high = self.picture.width(), self.picture.height()
        self._scale = min(self.width() / max(1, wide), self.height() / max(1, high)) * _ROOM
        self._corner = QPointF(
            (self.width() - wide * self._scale) / 2, (self.height() - high * self._scale) / 2
        )
        self.update()

    def on_screen(self, spot: Point) -> QPointF:
        """Where a spot of the picture is on the screen."""
        return QPointF(*spot) * self._scale + self._corner

    def _spot(self, where: QPointF) -> Point:
        found = where - self._corner
        return found.x() / self._scale, found.y() / self._scale

    def _zoom(self, factor: float, at: QPointF) -> None:
        kept = self._spot(at)
        least = min(self.width() / max(1, self.picture.width()), 1.0) / 4
        self._scale = min(_NEAREST, max(least, self._scale * factor))
        self._corner = at - QPointF(*kept) * self._scale
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override QWidget."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().mid())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = QPointF(self.picture.width(), self.picture.height()) * self._scale
        picture = self.picture
        if self._scale < 1:  # thin lines would vanish between the pixels
            picture = picture.scaled(
                max(1, round(size.x())),
                max(1, round(size.y())),
                mode=Qt.TransformationMode.SmoothTransformation,
            )
        painter.drawImage(QRectF(self._corner, self._corner + size), picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for n, spot in enumerate(self.spots, 1):
            self._mark(painter, self.on_screen(spot), str(n))
        if self.pending is not None:
            self._mark(painter, self.on_screen(self.pending), "?")
        if self.hasFocus():
            centre = QPointF(self.rect().center())
            painter.setPen(QPen(Qt.GlobalColor.black, 1))
            painter.drawLine(centre - QPointF(12, 0), centre + QPointF(12, 0))
            painter.drawLine(centre - QPointF(0, 12), centre + QPointF(0, 12))

    def _mark(self, painter: QPainter, where: QPointF, text: str) -> None:
        painter.setPen(QPen(_MARK, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(where, 6, 6)
        painter.drawText(where + QPointF(9, -5), text)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: take hold."""
        self._pressed, self._from = event.position(), self._corner

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: drag the picture."""
        if self._pressed is not None and (event.position() - self._pressed).manhattanLength() >= _SLOP_PX:
            self._corner = self._from + event.position() - self._pressed
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: a click names a spot."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and (event.position() - pressed).manhattanLength() < _SLOP_PX:
            self._point(event.position())

    def _point(self, where: QPointF) -> None:
        x, y = self._spot(where)
        if 0 <= x <= self.picture.width() and 0 <= y <= self.picture.height():
            self.pointed.emit((round(x, 1), round(y, 1)))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: nearer or farther about the pointer."""
        self._zoom(_ZOOM ** (event.angleDelta().y() / _NOTCH), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QWidget: the picture moves beneath the cross in the middle; Enter names the spot there."""
        key, centre = Qt.Key(event.key()), QPointF(self.rect().center())
        if key in _ARROWS:
            step = 1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP_PX
            self._corner += QPointF(*_ARROWS[key]) * step
            self.update()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._zoom(1 / _ZOOM if key == Qt.Key.Key_Minus else _ZOOM, centre)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._point(centre)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override QWidget."""
        super().resizeEvent(event)
        self.fit()
