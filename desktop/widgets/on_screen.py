"""Sizes of windows on small screens: what is wanted where it fits, else what the screen leaves."""

from PySide6.QtWidgets import QWidget

EDGES_PX = (8, 40)
"""Borders and title bar; the window system tells their true size only once the window stands."""


def size_on_screen(window: QWidget, wanted: tuple[int, int]) -> None:
    """Give a window its first size: the wanted one, less where its lower edge would leave the screen."""
    room = window.screen().availableGeometry()
    width, height = wanted
    window.resize(min(width, room.width() - EDGES_PX[0]), min(height, room.height() - EDGES_PX[1]))
