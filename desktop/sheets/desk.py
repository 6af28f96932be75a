"""Opens the one 核查表 window of the main window, when it is first asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.domain.access import Actor
from desktop.addresses.page import Desk
from desktop.work.drafts import Draft

if TYPE_CHECKING:
    from desktop.editing.desk import VerbDesk
    from desktop.sheets.window import SheetsWindow


class SheetDesk:
    """Keeps the window while it is closed."""

    def __init__(
        self, desk: Desk, actor: Actor, parent: QWidget, hear: Callable[[str], None], verbs: "VerbDesk"
    ) -> None:
        """Build nothing yet.

        Args:
            desk: what the window works with.
            actor: who.
            parent: the main window.
            hear: gets what is to be said in the status bar.
            verbs: those of the main window: what is selected there, and the keys that take back what was decided.
        """
        self._desk, self._actor, self._parent, self._hear = desk, actor, parent, hear
        self._verbs = verbs
        self._window: SheetsWindow | None = None
        desk.drafts.opens("sheet", self.resume)

    def show(self) -> "SheetsWindow":
        """Show the window as it was left."""
        from desktop.sheets.window import SheetsWindow  # its lists would slow the main window's start
        from desktop.system.list_export import ExportButton

        if self._window is None:
            self._window = SheetsWindow(self._desk, self._actor, self._parent)
            self._window.selected = lambda: self._verbs.selection.now().ids
            self._window.told.connect(self._hear)
            ExportButton(self._desk, self._window.table, self._window.told.emit)
            ExportButton(self._desk, self._window.merge.table, self._window.told.emit, second=True)
            self._window.addActions([self._verbs.undo, self._verbs.redo])
            self._verbs.told.connect(self._window.say)
        self._window.say("")
        self._window.show()
        self._window.activateWindow()
        return self._window

    def resume(self, draft: Draft) -> None:
        """Open a form of the window as the last run left it."""
        self.show().go_on(draft)
