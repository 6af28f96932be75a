"""Paints the cells of a grid; each picture is drawn once and kept, since text is what costs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.blocks.sheet import Spot
from desktop.blocks.tones import Tone, paint

if TYPE_CHECKING:
    from desktop.blocks.grid import GridView

_MARK_SHARE = 0.8
"""Size of the mark beside the cell's text."""

_MOST_PICTURES = 2_000
_START_PX, _LEFT_PX, _RIGHT_PX, _GAP_PX = 3, 5, 5, 4
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value


class CellDelegate(QStyledItemDelegate):
    """Ground by tone, the own part on the left, the mark on the right, a frame when it is chosen."""

    def __init__(self, view: "GridView") -> None:
        super().__init__(view)
        self._view = view
        self._pictures: dict[tuple[int, int], QPixmap] = {}
        self.forget()

    def forget(self) -> None:
        """Draw everything anew: other cells, colours or letters from now on."""
        self._pictures.clear()
        palette = self._view.palette()
        self._line = palette.color(QPalette.ColorRole.Mid)
        self._chosen = palette.color(QPalette.ColorRole.Accent)
        self._cursor = palette.color(QPalette.ColorRole.Text)
        self._ratio = self._view.devicePixelRatioF()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Override QStyledItemDelegate."""
        sheet = self._view.grid.sheet
        place = index.row(), index.column()
        spot = sheet.spots.get(place)
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs know no fields of an option
        if place[1] in sheet.starts:
            painter.fillRect(area.left(), area.top(), _START_PX - 1, area.height(), self._line)
            area = area.adjusted(_START_PX, 0, 0, 0)
        if spot is None:
            return
        picture = self._pictures.get(place)
        if picture is None:
            picture = self._keep(place, self._draw(spot, area.size()))
        painter.drawPixmap(area.topLeft(), picture)
        state: int = option.state.value  # type: ignore[attr-defined]
        if state & _SELECTED:
            _frame(painter, area, self._chosen, 3)
        elif state & _FOCUSED:
            _frame(painter, area, self._cursor, 1)

    def _keep(self, place: tuple[int, int], picture: QPixmap) -> QPixmap:
        if len(self._pictures) >= _MOST_PICTURES:
            self._pictures.clear()
        self._pictures[place] = picture
        return picture

    def _draw(self, spot: Spot, size: QSize) -> QPixmap:
        picture = QPixmap(size * self._ratio)
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        dark = self._view.palette().color(QPalette.ColorRole.Base).lightness() < 128
        inner = QRect(1, 1, size.width() - 2, size.height() - 2)
        colours = paint(spot.tone, dark=dark)
        font, mark = QFont(self._view.font()), QFont(self._view.font())
        mark.setPointSizeF(font.pointSizeF() * _MARK_SHARE)
        font.setStrikeOut(spot.tone is Tone.ENDED)
        room = inner.adjusted(
            _LEFT_PX, 0, -_RIGHT_PX - _GAP_PX - QFontMetrics(mark).horizontalAdvance(spot.mark), 0
        )
        text = QFontMetrics(font).elidedText(spot.text, Qt.TextElideMode.ElideMiddle, room.width())
        painter = QPainter(picture)
        painter.fillRect(inner, colours.ground)
        painter.setPen(colours.ink)
        painter.setFont(font)
        painter.drawText(room, _LEFT, text)
        painter.setFont(mark)
        painter.drawText(inner.adjusted(0, 0, -_RIGHT_PX, 0), _RIGHT, spot.mark)
        painter.end()
        return picture


def _frame(painter: QPainter, area: QRect, colour: QColor, width: int) -> None:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    inset = width // 2 + 1
    painter.drawRect(area.adjusted(inset, inset, -inset - 1, -inset - 1))
