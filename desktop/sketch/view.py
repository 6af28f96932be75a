"""The map as a widget: drawn by itself, moved by wheel, mouse and keys, one address selected, one being put somewhere.

While it is dragged about, what was drawn is only shifted, and drawn anew when the hand rests.
"""

import math
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum, auto
from functools import reduce

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from db.domain.geo import PLANE, Box, Datum, Point
from desktop.sketch.frame import DEFAULT_DATUM, Frame
from desktop.sketch.painting import Style, paint_map
from desktop.sketch.scene import Drawn, Scene
from desktop.sketch.tones import Aspect, Look

_SLOP_PX, _REACH_PX, _STEP_PX = 5, 9, 60
_REST_MS, _TIP_MS = 90, 250
_ZOOM, _NOTCH = 1.25, 120
_START_SCALE = 60.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_IN, _OUT = (Qt.Key.Key_Plus, Qt.Key.Key_Equal), (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)


class Mode(Enum):
    """What a click means."""

    LOOK = auto()
    PLACE = auto()


class MapView(QWidget):
    """The map.

    Attributes:
        frame: what is in view.
        scene: what lies there.
        chosen: id of the address that is selected; 0 for none.
        wanted: where it is to be put, while that is not agreed to; metres.

    Signals:
        moved: another part is in view.
        picked: (id) an address was selected here.
        opened: (id) it is to be shown in the tree.
        pointed: (Point in metres) a place was pointed at, to put something there.
        left: the user thinks better of it.
        tip_wanted: (id, QPoint on the screen) what an address is called is asked for.
    """

    moved = Signal()
    picked = Signal(object)
    opened = Signal(object)
    pointed = Signal(object)
    left = Signal()
    tip_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame = Frame((0.0, 0.0), _START_SCALE, 1, 1)
        self.scene = Scene()
        self.style_now = Style(Look(Aspect.LEGAL, dark=False), DEFAULT_DATUM)
        self.chosen = 0
        self.chosen_place: Point | None = None
        self.wanted: Point | None = None
        self.may_move = False
        self._mode = Mode.LOOK
        self._drawn: tuple[Frame, QPixmap] | None = None
        self._pressed: QPointF | None = None
        self._from: Frame | None = None
        self._drags_point = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._settle)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw anew: what lies on the map has changed."""
        self._drawn = None
        self.update()

    def set_style(self, aspect: Aspect, datum: Datum) -> None:
        """Choose what colours addresses, and the datum the map says it is in."""
        self.style_now = Style(Look(aspect, dark=self.palette().base().color().lightness() < 128), datum)
        self.redraw()

    def fade(self, layer_id: int, opacity: float) -> None:
        """Draw a site plan fainter or stronger, before that is kept."""
        one = self.scene.layer(layer_id)
        if one is not None:
            one.layer = replace(one.layer, opacity=opacity)
            self.redraw()

    def go(self, frame: Frame) -> None:
        """Show another part."""
        self.frame = frame
        self._rest.start()
        self.update()

    def fit(self, box: Box) -> None:
        """Show a part of the city whole."""
        low, high = PLANE.metres((box.west, box.south)), PLANE.metres((box.east, box.north))
        self.go(self.frame.fitted(low, high))

    def fit_layers(self, layers: Iterable[Drawn], box: Box | None = None) -> bool:
        """Show layers whole, and a part of the city with them; whether there was anything to show."""
        rooms = [one.room() for one in layers]
        if box is not None:
            corners = (PLANE.metres((box.west, box.south)), PLANE.metres((box.east, box.north)))
            rooms.append(
                QRectF(QPointF(*corners[0]), QPointF(*corners[1])).normalized().adjusted(-1, -1, 1, 1)
            )
        rooms = [one for one in rooms if one != QRectF()]
        if not rooms:
            return False
        whole = reduce(QRectF.united, rooms)
        self.go(self.frame.fitted((whole.left(), whole.top()), (whole.right(), whole.bottom())))
        return True

    def choose(self, node_id: int, place: Point | None) -> None:
        """Select an address, wherever it lies; come to it when it is out of view."""
        self.chosen, self.chosen_place, self.wanted = node_id, place, None
        if place is not None and not self.frame.holds(place):
            frame = self.frame
            self.go(Frame(place, min(frame.scale, 2.0), frame.width, frame.height))
        self.update()

    @property
    def mode(self) -> Mode:
        """What a click means."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Say what a click means."""
        self._mode = mode
        is_looking = mode is Mode.LOOK
        self.setCursor(Qt.CursorShape.OpenHandCursor if is_looking else Qt.CursorShape.CrossCursor)
        self.update()

    def propose(self, place: Point | None) -> None:
        """Mark where the selected address is to be put."""
        self.wanted = place
        self.update()

    def _settle(self) -> None:
        self._drawn = None
        self.update()
        self.moved.emit()

    # -- drawing --------------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override QWidget."""
        painter = QPainter(self)
        if self._drawn is None:
            self._drawn = self.frame, self._picture()
        frame, picture = self._drawn
        if frame == self.frame:
            painter.drawPixmap(0, 0, picture)
        else:  # shifted or stretched until it is drawn anew
            painter.fillRect(self.rect(), self.style_now.look.ground)
            left, top = self.frame.screen(frame.place((0, 0)))
            times = frame.scale / self.frame.scale
            target = QRectF(left, top, frame.width * times, frame.height * times)
            painter.drawPixmap(target, picture, QRectF(picture.rect()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_chosen(painter)
        if self._mode is Mode.PLACE and self.hasFocus():
            self._paint_cross(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().link().color(), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setFont(self.font())
        paint_map(painter, self.frame, self.scene, self.style_now)
        painter.end()
        return picture

    def _paint_chosen(self, painter: QPainter) -> None:
        colour = self.style_now.look.chosen
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.chosen_place is not None:
            here = QPointF(*self.frame.screen(self.chosen_place))
            painter.setPen(QPen(colour, 2.5))
            painter.drawEllipse(here, 9, 9)
        if self.wanted is not None:
            there = QPointF(*self.frame.screen(self.wanted))
            if self.chosen_place is not None:
                painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(*self.frame.screen(self.chosen_place)), there)
            painter.setPen(QPen(colour, 2.5))
            painter.setBrush(colour)
            painter.drawEllipse(there, 5, 5)

    def _paint_cross(self, painter: QPainter) -> None:
        x, y = self.width() / 2, self.height() / 2
        painter.setPen(QPen(self.style_now.look.ink, 1))
        painter.drawLine(QPointF(x - 14, y), QPointF(x + 14, y))
        painter.drawLine(QPointF(x, y - 14), QPointF(x, y + 14))

    # -- mouse ----------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: take hold of the selected point, or of the map."""
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        self._pressed, self._from = event.position(), self.frame
        self._drags_point = False
        is_left = event.button() == Qt.MouseButton.LeftButton
        grabbed = self.wanted or self.chosen_place
        if is_left and self.may_move and grabbed is not None and self._mode is Mode.LOOK:
            x, y = self.frame.screen(grabbed)
            self._drags_point = math.hypot(event.position().x() - x, event.position().y() - y) <= _REACH_PX

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: drag."""
        if self._pressed is None or self._from is None:
            return
        way = event.position() - self._pressed
        if way.manhattanLength() < _SLOP_PX and self.frame == self._from:
            return
        if self._drags_point:
            self.propose(self.frame.place((event.position().x(), event.position().y())))
        else:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.go(self._from.panned(way.x(), way.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: a click selects or puts; a dragged point waits to be agreed to."""
        if self._pressed is None or self._from is None:
            return
        way = event.position() - self._pressed
        self._pressed = None
        self.set_mode(self._mode)
        place = self.frame.place((event.position().x(), event.position().y()))
        if self._drags_point:
            if way.manhattanLength() >= _SLOP_PX:
                self.pointed.emit(place)
            return
        if way.manhattanLength() >= _SLOP_PX or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._mode is Mode.PLACE:
            self.pointed.emit(place)
            return
        found = self.scene.at(place, _REACH_PX * self.frame.scale)
        if found is not None:
            self.picked.emit(found.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: nearer, or the address in the tree."""
        place = self.frame.place((event.position().x(), event.position().y()))
        found = self.scene.at(place, _REACH_PX * self.frame.scale)
        if found is not None:
            self.opened.emit(found.id)
        else:
            self.go(self.frame.zoomed(_ZOOM**2, (event.position().x(), event.position().y())))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: nearer or farther about the pointer."""
        turn = event.angleDelta().y() / _NOTCH
        at = event.position().x(), event.position().y()
        self.go(self.frame.zoomed(_ZOOM**turn, at))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Override QWidget: what is under the pointer says its name; Escape leaves before any dialog closes."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.frame.place((event.pos().x(), event.pos().y()))
            found = self.scene.at(place, _REACH_PX * self.frame.scale)
            if found is None:
                QToolTip.hideText()
            else:
                self.tip_wanted.emit(found.id, event.globalPos())
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            busy = self._mode is Mode.PLACE or self.wanted is not None
            if event.key() == Qt.Key.Key_Escape and busy:
                event.accept()
                return True
        return super().event(event)

    # -- keys -----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QWidget."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._on_arrow(_ARROWS[key], event.modifiers())
        elif key in _IN:
            self.go(self.frame.zoomed(_ZOOM))
        elif key in _OUT:
            self.go(self.frame.zoomed(1 / _ZOOM))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Escape and (self._mode is Mode.PLACE or self.wanted is not None):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_arrow(self, step: tuple[int, int], held: Qt.KeyboardModifier) -> None:
        if held & Qt.KeyboardModifier.ControlModifier:
            start = self.chosen_place or self.frame.centre
            found = self.scene.towards(start, step)
            if found is not None:
                self.picked.emit(found.id)
            return
        pixels = 1 if held & Qt.KeyboardModifier.ShiftModifier else _STEP_PX
        self.go(self.frame.panned(-step[0] * pixels, step[1] * pixels))

    def _on_enter(self) -> None:
        if self._mode is Mode.PLACE:
            self.pointed.emit(self.frame.centre)
        elif self.chosen:
            self.opened.emit(self.chosen)

    # -- size -----------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override QWidget."""
        self.frame = self.frame.resized(max(1, self.width()), max(1, self.height()))
        self._drawn = None
        self._rest.start()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: light and dark."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.set_style(self.style_now.look.aspect, self.style_now.datum)
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: the frame that says so is drawn."""
        self.update()
        super().focusInEvent(event)
