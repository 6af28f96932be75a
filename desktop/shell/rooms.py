"""The rooms of the window side by side with their list: one is shown, and the menus act in it."""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.i18n import translate
from desktop.shell.navigation import Navigation
from desktop.work.job import Operation
from desktop.work.runner import Runner

_REST_MS = 2_000


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

    def focus_search(self) -> bool:
        """Go to its own search line; False where none is shown."""

    def focus_filter(self) -> None:
        """Go to the filter of the list."""

    def keep_layout(self) -> None:
        """Remember the widths of the panes."""


class Rooms(QWidget):
    """The rooms; each is built when it is first shown.

    Attributes:
        nav: their list.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nav = Navigation()
        self._stack = QStackedWidget()
        self._makers: list[Callable[[], tuple[QWidget, Room]]] = []
        self._built: dict[int, tuple[QWidget, Room]] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addWidget(self._stack, 1)
        self.nav.room_chosen.connect(lambda position: self._stack.setCurrentWidget(self.build(position)))

    def add(
        self, name: str, icon_name: str, make: Callable[[], tuple[QWidget, Room]], keys: str = ""
    ) -> None:
        """Add a room below the others; the first is shown.

        Args:
            name: in the list.
            icon_name: its picture.
            make: builds the page, and hands it over once more as the menus see it.
            keys: that lead to it; Ctrl and its place in the list when empty.
        """
        self._makers.append(make)
        self.nav.add_room(name, icon_name, keys or f"Ctrl+{len(self._makers)}")
        if len(self._makers) == 1:
            self.nav.setCurrentRow(0)

    def build(self, position: int) -> QWidget:
        """The page of a room, built when it is not there yet."""
        if position not in self._built:
            self._built[position] = self._makers[position]()
            self._stack.addWidget(self._built[position][0])
        return self._built[position][0]

    def load_ahead(self, runner: Runner, module: str) -> None:
        """Load a module that a room needs in the background, once the window has come to rest."""
        verb = translate("main_window", "准备其他房间")
        load = Operation(verb, lambda _progress: import_module(module), lambda _module: None, quiet=True)
        QTimer.singleShot(_REST_MS, self, lambda: runner.start(load, self) if self.isVisible() else None)

    def go_to(self, position: int) -> Callable[[], None]:
        """An action that shows a room."""
        return lambda: self.nav.setCurrentRow(position)

    @property
    def shown(self) -> Room:
        """The room that is shown."""
        return self._built[self.nav.currentRow()][1]

    def here(self, act: Callable[[Room], object]) -> Callable[[], object]:
        """An action in the room that is shown."""
        return lambda: act(self.shown)

    def keep_layout(self) -> None:
        """Remember the widths of all panes."""
        for _page, room in self._built.values():
            room.keep_layout()
