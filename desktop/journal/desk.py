"""Opens the one journal window of the main window, when it is first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.addresses.page import Desk

if TYPE_CHECKING:
    from desktop.journal.window import JournalWindow


class JournalDesk:
    """Keeps the window while it is closed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._parent = parent
        self._window: JournalWindow | None = None

    def show(self, node_id: int = 0, text: str = "") -> "JournalWindow":
        """Show all entries, or those of one address.

        Args:
            node_id: the address; 0 is none.
            text: the address as it reads.
        """
        from desktop.journal.window import About, JournalWindow  # its words and exports would slow the start

        if self._window is None:
            self._window = JournalWindow(self._desk, parent=self._parent)
        self._window.look_at(About(node_id, text) if node_id else None)
        self._window.show()
        self._window.activateWindow()
        return self._window
