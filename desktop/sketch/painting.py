"""Draws the map: on the screen, into a picture and onto paper alike."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF, QTransform

from db.domain.geo import Datum, Point
from db.domain.map_layer import LayerKind
from desktop.i18n import translate
from desktop.sketch.frame import Frame, bar_length
from desktop.sketch.scene import Drawn, Scene
from desktop.sketch.tones import Look, aspect_word, layer_colour
from desktop.sketch.words import metres

_DOT_PX, _LAYER_DOT_PX, _BAR_PX = 8.0, 6.0, 120
_LABELS_FROM, _MOST_LABELS = 4.0, 250
"""Names of a layer's shapes are written when a pixel is no more than so many metres."""
_LEAST_CELL, _MOST_CELL = 9.0, 26.0
_GAP, _WIDEST = 8.0, 0.6
_FILL = 38


@dataclass(frozen=True, slots=True)
class Style:
    """How the map is drawn now; on paper nothing may be made of pixels."""

    look: Look
    datum: Datum
    paper: bool = False


def world(frame: Frame) -> QTransform:
    """From metres of the plane to pixels."""
    turn = QTransform.fromTranslate(frame.width / 2, frame.height / 2)
    turn.scale(1 / frame.scale, -1 / frame.scale)
    turn.translate(-frame.centre[0], -frame.centre[1])
    return turn


def paint_map(painter: QPainter, frame: Frame, scene: Scene, style: Style) -> None:
    """Draw ground, layers, points and what explains them."""
    painter.fillRect(QRectF(0, 0, frame.width, frame.height), style.look.ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _grid(painter, frame, style.look)
    for one in scene.layers:
        if one.shown:
            _layer(painter, frame, one, layer_colour(one.layer.id, dark=style.look.dark))
    (_points if style.paper else _stamps)(painter, frame, scene, style.look)
    _cells(painter, frame, scene, style.look)
    for one in scene.layers:
        if one.shown and frame.scale <= _LABELS_FROM:
            _labels(painter, frame, one, layer_colour(one.layer.id, dark=style.look.dark))
    _scale_bar(painter, frame, style)
    _legend(painter, frame, scene, style.look)


def _grid(painter: QPainter, frame: Frame, look: Look) -> None:
    step = bar_length(frame.scale, 2 * _BAR_PX)[0]
    painter.setPen(QPen(look.grid, 1))
    west, north = frame.place((0, 0))
    east, south = frame.place((frame.width, frame.height))
    for n in range(int(west // step), int(east // step) + 1):
        x = frame.screen((n * step, 0))[0]
        painter.drawLine(QPointF(x, 0), QPointF(x, frame.height))
    for n in range(int(south // step), int(north // step) + 1):
        y = frame.screen((0, n * step))[1]
        painter.drawLine(QPointF(0, y), QPointF(frame.width, y))


def _cosmetic(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _layer(painter: QPainter, frame: Frame, one: Drawn, colour: QColor) -> None:
    painter.save()
    painter.setTransform(world(frame), combine=True)
    sized = one.picture_for(one.metres_per_pixel / frame.scale)
    if sized is not None:
        picture, halved = sized
        painter.setOpacity(one.layer.opacity)
        painter.setTransform(one.lies, combine=True)
        painter.scale(2**halved, 2**halved)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QPointF(0, 0), picture)
    elif one.layer.kind is LayerKind.POINTS:
        painter.setPen(_cosmetic(colour, _LAYER_DOT_PX))
        painter.drawPoints(one.dots)
    else:
        painter.setPen(_cosmetic(colour, 1.6))
        if one.layer.kind is LayerKind.AREAS:
            ground = QColor(colour)
            ground.setAlpha(_FILL)
            painter.setBrush(ground)
        painter.drawPath(one.outline)
    painter.restore()


def _labels(painter: QPainter, frame: Frame, one: Drawn, colour: QColor) -> None:
    painter.setPen(colour)
    taken: list[QRectF] = []
    measures = QFontMetricsF(painter.font())
    above = 0.0 if one.layer.kind is LayerKind.AREAS else measures.height() * 0.75
    for place, text in one.labels:
        if len(taken) >= _MOST_LABELS or not frame.holds(place):
            continue
        x, y = frame.screen(place)
        wide, high = measures.horizontalAdvance(text), measures.height()
        room = QRectF(x - wide / 2, y - high / 2 - above, wide, high)
        if not any(room.intersects(other) for other in taken):
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
            taken.append(room)


def _points(painter: QPainter, frame: Frame, scene: Scene, look: Look) -> None:
    painter.save()
    painter.setTransform(world(frame), combine=True)
    for code, places in scene.by_code(look.aspect).items():
        painter.setPen(_cosmetic(look.colour(code), _DOT_PX))
        painter.drawPoints(QPolygonF([QPointF(*one) for one in places]))
    painter.restore()


def _stamps(painter: QPainter, frame: Frame, scene: Scene, look: Look) -> None:
    """The same dots from one drawn picture each, and one where several fall on the same spot: ten times as quick."""
    ratio = painter.device().devicePixelRatioF()
    half = _DOT_PX / 2
    for code, places in scene.by_code(look.aspect).items():
        dot = _dot(look.colour(code), ratio)
        for x, y in _spots(frame, places):
            painter.drawPixmap(QPointF(x - half, y - half), dot)


def _dot(colour: QColor, ratio: float) -> QPixmap:
    size = math.ceil(_DOT_PX * ratio)
    dot = QPixmap(size, size)
    dot.setDevicePixelRatio(ratio)
    dot.fill(Qt.GlobalColor.transparent)
    painter = QPainter(dot)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(0, 0, _DOT_PX, _DOT_PX))
    painter.end()
    return dot


def _spots(frame: Frame, places: Sequence[Point]) -> set[tuple[int, int]]:
    """Pixels of the screen that have a point."""
    times, (east, north) = 1 / frame.scale, frame.centre
    left, top = frame.width / 2, frame.height / 2
    wide, high = frame.width + _DOT_PX, frame.height + _DOT_PX
    found = {(round((x - east) * times + left), round(top - (y - north) * times)) for x, y in places}
    return {(x, y) for x, y in found if -_DOT_PX < x < wide and -_DOT_PX < y < high}


def _cells(painter: QPainter, frame: Frame, scene: Scene, look: Look) -> None:
    if not scene.cells:
        return
    most = max(count for _place, count in scene.cells)
    ground = look.colour("to_approve")
    ground.setAlpha(150)
    font = painter.font()
    for place, count in scene.cells:
        if not frame.holds(place):
            continue
        size = _LEAST_CELL + (_MOST_CELL - _LEAST_CELL) * (count / most) ** 0.5
        x, y = frame.screen(place)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(QPointF(x, y), size / 2, size / 2)
    painter.setPen(look.ink)
    spots: list[QRectF] = []
    measures = QFontMetricsF(font)
    for place, count in sorted(scene.cells, key=lambda one: -one[1])[:_MOST_LABELS]:
        text, (x, y) = f"{count:,}", frame.screen(place)
        wide = measures.horizontalAdvance(text) + 4
        room = QRectF(x - wide / 2, y - measures.height() / 2, wide, measures.height())
        if frame.holds(place) and not any(room.intersects(one) for one in spots):
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
            spots.append(room)


def _scale_bar(painter: QPainter, frame: Frame, style: Style) -> None:
    length, pixels = bar_length(frame.scale, _BAR_PX)
    measures = QFontMetricsF(painter.font())
    text = translate("sketch", "{length}　{datum}").format(length=metres(length), datum=style.datum.value)
    wide = max(pixels, measures.horizontalAdvance(text))
    box = QRectF(_GAP, frame.height - measures.height() - 26, wide + 16, measures.height() + 18)
    _panel(painter, box, style.look)
    y = box.bottom() - 7
    painter.setPen(QPen(style.look.ink, 2))
    painter.drawPolyline(
        [QPointF(box.left() + 8 + x, y - rise) for x, rise in ((0, 5), (0, 0), (pixels, 0), (pixels, 5))]
    )
    painter.drawText(QPointF(box.left() + 8, box.top() + measures.ascent() + 2), text)


def _panel(painter: QPainter, box: QRectF, look: Look) -> None:
    ground = QColor(look.ground)
    ground.setAlpha(225)
    painter.setPen(QPen(look.grid, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)


def _legend(painter: QPainter, frame: Frame, scene: Scene, look: Look) -> None:
    """Colours and their numbers, in the upper right corner; how many there are when they stand as numbers."""
    counted = scene.counts(look.aspect, frame)
    lines = [(look.colour(code), f"{look.word(code)} {count:,}") for code, count in counted]
    if scene.cells:
        lines = [(look.colour("to_approve"), translate("sketch", "按格汇总，放大后逐个显示"))]
    if not lines:
        return
    measures = QFontMetricsF(painter.font())
    number = f"{scene.number(frame):,}"
    head = translate("sketch", "{aspect}（视野内 {n} 处）").format(aspect=aspect_word(look.aspect), n=number)
    if scene.cells or measures.horizontalAdvance(head) > frame.width * _WIDEST:
        head = translate("sketch", "视野内 {n} 处").format(n=number)
    wide = max(measures.horizontalAdvance(text) + 20 for text in (head, *(text for _colour, text in lines)))
    high = measures.height() + 2
    box = QRectF(frame.width - wide - 16 - _GAP, _GAP, wide + 16, high * (len(lines) + 1) + 10)
    _panel(painter, box, look)
    painter.setPen(look.ink)
    painter.drawText(QPointF(box.left() + 8, box.top() + 4 + measures.ascent()), head)
    for n, (colour, text) in enumerate(lines, 1):
        y = box.top() + 5 + n * high
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(box.left() + 13, y + measures.height() / 2), 4.5, 4.5)
        painter.setPen(look.ink)
        painter.drawText(QPointF(box.left() + 24, y + measures.ascent()), text)
