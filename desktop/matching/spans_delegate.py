"""Paints a written address with its elements coloured in place, and names the one under the mouse."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPalette, QTextLine
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop.i18n import translate
from desktop.matching.colours import is_dark
from desktop.matching.runs import Run, one_line, qt_length
from desktop.matching.words import element_term

RUNS_ROLE = Qt.ItemDataRole.UserRole + 1
"""The stretches (``Run``) of the text that a cell displays."""

_FADE = "…"
AnyIndex = QModelIndex | QPersistentModelIndex


class SpansDelegate(QStyledItemDelegate):
    """The painter."""

    def run_at(self, index: AnyIndex, option: QStyleOptionViewItem, x: int) -> Run | None:
        """The stretch under a place of the view, None beside the text."""
        text = str(index.data())
        runs: tuple[Run, ...] = index.data(RUNS_ROLE) or ()
        layout = one_line(text, runs, option.font, dark=is_dark(option.palette))  # type: ignore[attr-defined]
        line, area = layout.lineAt(0), _text_area(option)
        along = x - area.left()
        if not 0 <= along <= min(line.naturalTextWidth(), area.width()):
            return None
        place = line.xToCursor(along, QTextLine.CursorPosition.CursorOnCharacter)
        return next((run for run in runs if place < qt_length(text[: run.end])), None)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Override QStyledItemDelegate: ground and focus as ever, the text in colours."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        text, shown.text = str(index.data()), ""  # type: ignore[attr-defined]
        style = shown.widget.style() if shown.widget else QApplication.style()  # type: ignore[attr-defined]
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)  # type: ignore[attr-defined]
        palette: QPalette = shown.palette  # type: ignore[attr-defined]
        area = _text_area(option)
        runs: tuple[Run, ...] = index.data(RUNS_ROLE) or ()
        layout = one_line(text, runs, shown.font, dark=is_dark(palette))  # type: ignore[attr-defined]
        line = layout.lineAt(0)
        top = area.top() + (area.height() - line.height()) / 2
        painter.save()
        pen = QPalette.ColorRole.PlaceholderText if runs else QPalette.ColorRole.Text
        painter.setPen(palette.color(pen))
        fade = painter.fontMetrics().horizontalAdvance(_FADE) if line.naturalTextWidth() > area.width() else 0
        painter.setClipRect(area.adjusted(0, 0, -fade, 0))
        layout.draw(painter, QPointF(area.left(), top))
        if fade:
            painter.setClipRect(area)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _FADE)
        painter.restore()

    def helpEvent(  # noqa: N802  # Qt calls it so
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """Override QAbstractItemDelegate: the tool tip names the element and its normal value."""
        if event.type() is QEvent.Type.ToolTip and index.isValid():
            run = self.run_at(index, option, event.pos().x())
            if run is not None and run.kind:
                said = translate("matching", "{kind}：{value}").format(
                    kind=element_term(run.kind), value=run.value
                )
                QToolTip.showText(event.globalPos(), said, view)
                return True
        return super().helpEvent(event, view, option, index)


def _text_area(option: QStyleOptionViewItem) -> QRect:
    widget: QWidget | None = option.widget  # type: ignore[attr-defined]  # fields are missing in the stubs
    style = widget.style() if widget else QApplication.style()
    margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, widget) + 1
    area: QRect = option.rect  # type: ignore[attr-defined]
    return area.adjusted(margin, 0, -margin, 0)
