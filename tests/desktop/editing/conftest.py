"""The real window on a small register, and people who work in it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog

from db.domain.access import Actor, Role
from desktop.addresses.page import Desk
from desktop.editing.dialog import VerbDialog
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.main_window import MainWindow
from desktop.shell.questions import Questions
from desktop.shell.session import Session
from tests.desktop.addresses.register import node_id

CLERK = Actor(1, "zhang", "张三", ((Role.CLERK, "350203"),), "desk-1")
SIZE = (1093, 614)


class Window:
    """A window and hands on it."""

    def __init__(self, desk: Desk, tmp_path, qtbot, actor: Actor = CLERK) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.main = MainWindow(
            Session(desk.store, actor), desk, CrashKeeper(tmp_path), Questions(lambda *_: True)
        )
        qtbot.addWidget(self.main)
        self.main.resize(*SIZE)
        self.main.show()
        self.page, self.verbs = self.main.addresses, self.main.verbs
        qtbot.waitUntil(lambda: bool(self.page.table.model.shown))
        self.activate()

    def activate(self) -> None:
        """Bring the window to the front: what is behind has no keyboard, and its list is not what is worked in."""

        def is_active() -> bool:
            self.main.activateWindow()
            return self.main.isActiveWindow()

        self.qtbot.waitUntil(is_active)

    def go_to(self, address: str) -> int:
        """Select an address in the tree."""
        wanted = node_id(self.desk.store, address)
        self.page.locate(wanted)
        self.qtbot.waitUntil(lambda: self.verbs.selection.now().ids == (wanted,))
        self.qtbot.waitUntil(lambda: [row.id for row in self.rows()] == [wanted])
        return wanted

    def rows(self):
        """The selected addresses whose states the verbs know."""
        return self.verbs._rows.rows if self.verbs._rows else ()

    def go_to_street(self, address: str) -> None:
        """Select the place of an address in the tree, its doors in the list."""
        self.go_to(address)
        self.page.tree.setCurrentIndex(self.page.tree.currentIndex().parent())
        self.qtbot.waitUntil(lambda: bool(self.verbs.selection.now().place_id))
        self.qtbot.waitUntil(lambda: len(self.page.table.model.shown) > 1)
        self.qtbot.waitUntil(lambda: not self.page._settle.isActive())

    def select(self, *names: str) -> None:
        """Select lines of the list by their first cell."""
        view, model = self.page.table.view, self.page.table.model
        self.activate()
        view.setFocus()
        view.clearSelection()

        def wanted() -> list[int]:
            return [row for row in range(len(model.shown)) if model.cells(row)[:1] in [(n,) for n in names]]

        flags = view.selectionModel().SelectionFlag

        def are_chosen() -> bool:
            for row in wanted():  # the list may be filled anew while it is selected in
                view.selectionModel().select(model.index(row, 0), flags.Select | flags.Rows)
            return len(wanted()) == len(self.verbs.selection.now().ids) == len(names)

        self.qtbot.waitUntil(are_chosen)
        self.verbs.look_again()

    def dialog(self) -> VerbDialog:
        """The dialog that is open, its preview there."""
        self.qtbot.waitUntil(lambda: self.verbs.dialog is not None)
        dialog = self.verbs.dialog
        assert dialog is not None
        self.checked(dialog)
        return dialog

    def checked(self, dialog: VerbDialog) -> None:
        """Wait until what stands in the form has been looked at."""
        self.qtbot.waitUntil(lambda: dialog._current and not dialog._pause.isActive())

    def closed(self, dialog: QDialog) -> None:
        """Wait until the dialog is gone."""
        self.qtbot.waitUntil(lambda: self.verbs.dialog is None)


@pytest.fixture
def window(desk: Desk, tmp_path, qtbot) -> Iterator[Window]:
    made = Window(desk, tmp_path, qtbot)
    yield made
    made.main.close()
