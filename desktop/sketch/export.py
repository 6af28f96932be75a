"""The map as a picture or a page: title, legend, scale, datum and day on it, and that it is for inside use only."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtWidgets import QWidget

from db.domain.geo import Point
from desktop.i18n import translate
from desktop.sketch.frame import Frame
from desktop.sketch.painting import Style, paint_map
from desktop.sketch.scene import Scene
from desktop.sketch.tones import Look
from desktop.standing.file_names import ask_save

AskFile = Callable[[QWidget, str], str]
_DPI, _PAGE_PX = 150, (1600, 1060)
_HEAD_PX, _FOOT_PX, _EDGE_PX = 64, 44, 24


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the page beside the map; ``chosen`` is where the address lies that it is about."""

    title: str
    office: str
    day: str
    person: str
    chosen: Point | None = None


def ask_map_path(parent: QWidget, name: str) -> str:
    """Ask where the map shall go; ``""`` when the user thinks better of it."""
    kinds = translate("sketch", "PNG 图片 (*.png);;PDF 文件 (*.pdf)")
    return ask_save(parent, translate("sketch", "导出略图"), f"{name}.png", kinds)


def draw_map(ending: str, frame: Frame, scene: Scene, style: Style, sheet: Sheet) -> bytes:
    """What is in view as a file, always on a light ground; ``.pdf`` is a page, all else a PNG."""
    light = Style(Look(style.look.aspect, dark=False), style.datum, paper=True)
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    if ending == ".pdf":
        _draw_pdf(out, frame, scene, light, sheet)
    else:
        image = QImage(QSize(*_PAGE_PX), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        _page(painter, frame, scene, light, sheet)
        painter.end()
        QImageWriter(out, b"png").write(image)
    return bytes(out.data().data())


def _draw_pdf(out: QBuffer, frame: Frame, scene: Scene, style: Style, sheet: Sheet) -> None:
    writer = QPdfWriter(out)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(10, 10, 10, 10), QPageLayout.Unit.Millimeter)
    writer.setTitle(sheet.title)
    painter = QPainter(writer)
    room = QSizeF(writer.width(), writer.height())
    times = min(room.width() / _PAGE_PX[0], room.height() / _PAGE_PX[1])
    painter.scale(times, times)
    _page(painter, frame, scene, style, sheet)
    painter.end()


def _page(painter: QPainter, frame: Frame, scene: Scene, style: Style, sheet: Sheet) -> None:
    width, height = _PAGE_PX
    room = QRectF(_EDGE_PX, _HEAD_PX, width - 2 * _EDGE_PX, height - _HEAD_PX - _FOOT_PX)
    plain, large = _font(13), _font(22, bold=True)
    painter.setPen(style.look.ink)
    painter.setFont(large)
    top = QRectF(_EDGE_PX, 0, width - 2 * _EDGE_PX, _HEAD_PX)
    painter.drawText(top, Qt.AlignmentFlag.AlignCenter, sheet.title)
    painter.setFont(plain)
    painter.save()
    painter.translate(room.topLeft())
    painter.setClipRect(QRectF(0, 0, room.width(), room.height()))
    times = min(room.width() / frame.width, room.height() / frame.height)
    page = Frame(frame.centre, frame.scale / times, int(room.width()), int(room.height()))
    paint_map(painter, page, scene, style)
    if sheet.chosen is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(style.look.chosen, 3))
        painter.drawEllipse(QPointF(*page.screen(sheet.chosen)), 11, 11)
    painter.restore()
    painter.setPen(style.look.ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room)
    bottom = QRectF(_EDGE_PX, height - _FOOT_PX, width - 2 * _EDGE_PX, _FOOT_PX)
    left = translate("sketch", "{office}　{person}　{day}　坐标系 {datum}").format(
        office=sheet.office, person=sheet.person, day=sheet.day, datum=style.datum.value
    )
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(bottom, middle | Qt.AlignmentFlag.AlignLeft, left)
    inside = translate("sketch", "仅供内部参考，不得作为测绘成果使用")
    painter.drawText(bottom, middle | Qt.AlignmentFlag.AlignRight, inside)


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
