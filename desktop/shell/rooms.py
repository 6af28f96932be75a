"""The rooms of the window side by side with their list: one is shown, and the menus act in it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.shell.navigation import Navigation


class Room(Protocol):
    """What the menus ask of a room."""

    def export(self) -> None:
        """Write the list that is shown into a workbook."""

    def copy(self) -> None:
        """Copy what is selected."""

    def refresh(self) -> None:
        """Read everything again."""

    def next_pane(self) -> None:
        """Move the keyboard to the next pane."""

    def focus_search(self) -> None:
        """Go to the search line."""

    def focus_filter(self) -> None:
        """Go to the filter of the list."""

    def keep_layout(self) -> None:
        """Remember the widths of the panes."""


class Rooms(QWidget):
    """The rooms.

    Attributes:
        nav: their list.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nav = Navigation()
        self._stack = QStackedWidget()
        self._rooms: list[Room] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addWidget(self._stack, 1)
        self.nav.room_chosen.connect(self._stack.setCurrentIndex)

    def add(self, name: str, icon_name: str, page: QWidget, room: Room) -> None:
        """Add a room below the others; the first is shown.

        Args:
            name: in the list.
            icon_name: its picture.
            page: what is shown.
            room: the same, as the menus see it.
        """
        self._stack.addWidget(page)
        self._rooms.append(room)
        self.nav.add_room(name, icon_name)
        if len(self._rooms) == 1:
            self.nav.setCurrentRow(0)

    def go_to(self, position: int) -> Callable[[], None]:
        """An action that shows a room."""
        return lambda: self.nav.setCurrentRow(position)

    def here(self, act: Callable[[Room], object]) -> Callable[[], None]:
        """An action in the room that is shown."""

        def run() -> None:
            act(self._rooms[self._stack.currentIndex()])

        return run

    def keep_layout(self) -> None:
        """Remember the widths of all panes."""
        for room in self._rooms:
            room.keep_layout()
