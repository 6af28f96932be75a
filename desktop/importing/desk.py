"""Opens the one import window of the main window, when it is first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.domain.access import Actor
from desktop.addresses.page import Desk

if TYPE_CHECKING:
    from desktop.importing.wizard import ImportWizard


class ImportDesk:
    """Keeps the window while it is closed."""

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget) -> None:
        self._desk, self._actor, self._parent = desk, actor, parent
        self._wizard: ImportWizard | None = None
        desk.drafts.opens("import", lambda _draft: self.show().resume())
        desk.drafts.opens("import.reverse", lambda draft: self.show().go_on_taking_back(draft))

    @property
    def may_import(self) -> bool:
        """Whether the account may bring anything in."""
        return self._actor.may("import.stage")

    def show(self) -> "ImportWizard":
        """Show the window as it was left."""
        from desktop.importing.wizard import ImportWizard  # readers of workbooks would slow the start

        if self._wizard is None:
            self._wizard = ImportWizard(self._desk, self._actor, parent=self._parent)
        self._wizard.show()
        self._wizard.activateWindow()
        return self._wizard
