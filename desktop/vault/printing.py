"""Puts a PDF that lies nowhere on paper."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72


def print_pages(parent: QWidget, pages: bytes) -> bool:
    """Ask for a printer and print every page once; whether it was sent."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # printing would slow the window's start

    printer = QPrinter()
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    return paint_pages(printer, pages)


def paint_pages(printer: "QPrinter", pages: bytes) -> bool:
    """Paint a PDF's pages on a printer, each on a sheet of its own; whether the printer took them."""
    import pypdfium2  # loaded only by who prints

    painter = QPainter()
    if not painter.begin(printer):
        return False
    with pypdfium2.PdfDocument(pages) as document:
        for number, page in enumerate(document):
            if number:
                printer.newPage()
            picture = page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH, grayscale=True).to_pil()
            grey = picture.convert("L")
            image = QImage(
                grey.tobytes(), grey.width, grey.height, grey.width, QImage.Format.Format_Grayscale8
            )
            painter.drawImage(QRectF(painter.viewport()), image)
            page.close()
    return painter.end()
