"""Draws the launchers' icon and the wizard's side picture from the window's own icon.

``python -m tests.windows.icon`` writes ``zhipai.ico`` and ``wizard.bmp`` anew.
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QIcon

from desktop.paths import resource
from tests.source import ROOT

FILE = ROOT / "installer" / "windows" / "zhipai.ico"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""What Windows asks for from 100 % to 250 % scaling, in lists, on the taskbar and as a large symbol."""

WIZARD = FILE.with_name("wizard.bmp")
_WIZARD_SIZE, _WIZARD_BLUE, _MARK = (164, 314), (31, 95, 168), 96


def draw(size: int) -> Image.Image:
    """The program's icon, ``size`` pixels wide."""
    picture = QIcon(str(resource("icons", "app.svg"))).pixmap(QSize(size, size), 1.0).toImage()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def write(file: Path) -> None:
    """Write all sizes into one icon file."""
    largest, *others = (draw(size) for size in reversed(SIZES))
    largest.save(file, sizes=[(size, size) for size in SIZES], append_images=others)


def write_wizard(file: Path) -> None:
    """Write the picture beside the wizard's first and last page, in the size that Windows' wizards have."""
    picture = Image.new("RGB", _WIZARD_SIZE, _WIZARD_BLUE)
    mark = draw(_MARK)
    picture.paste(mark, ((_WIZARD_SIZE[0] - _MARK) // 2, 72), mark)
    picture.quantize(32).save(file)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv)
    write(FILE)
    write_wizard(WIZARD)
