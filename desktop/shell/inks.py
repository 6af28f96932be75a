"""Red and green for words in a dialog, each readable on the ground it stands on."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

_MIDDLE = 128
_BAD, _GOOD = ("#c0392b", "#ff9a8c"), ("#2e7d4f", "#74d19a")


def bad_ink(widget: QWidget) -> str:
    """The colour of what is wrong."""
    return _BAD[_is_dark(widget)]


def good_ink(widget: QWidget) -> str:
    """The colour of what is right."""
    return _GOOD[_is_dark(widget)]


def paint(label: QLabel, colour: str) -> None:
    """Write a label in a colour; ``""`` is that of any other text."""
    label.setStyleSheet(f"color: {colour}" if colour else "")


def _is_dark(widget: QWidget) -> bool:
    return widget.palette().color(QPalette.ColorRole.Window).lightness() < _MIDDLE
