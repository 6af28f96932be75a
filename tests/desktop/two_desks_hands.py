"""Hands on the address workspace: going to an address, opening a verb, filling it in; and eyes on what is shown."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QTreeView

from db.services.news import newest_entry
from db.store.store import Store
from desktop.addresses.page import AddressPage
from desktop.editing.acts import Verb
from desktop.editing.desk import VerbDesk
from desktop.editing.dialog import VerbDialog
from desktop.places.page import PlacesPage
from desktop.shell.furnishing import ADDRESSES, PLACES
from tests.desktop.addresses.register import node_id
from tests.desktop.two_desks_kit import Driver, Step, press

STREET, ESTATE = "厦门市思明区湖滨南路", "厦门市思明区莲富大厦8号"


class Hands(Driver):
    """A driver who knows the workspace."""

    @property
    def page(self) -> AddressPage:
        """The room of addresses."""
        return self.window().addresses

    @property
    def verbs(self) -> VerbDesk:
        """Its verbs."""
        return self.window().verbs

    @property
    def store(self) -> Store:
        """The store as this account has it open."""
        return self.page._desk.store

    def entered(self, event: str) -> None:
        """Write down which entry of the journal an event is."""
        self.facts[event] = newest_entry(self.store)
        self.note(event)

    # -- hands ------------------------------------------------------------------------------------------------------

    def go_to(self, address: str) -> Iterator[Step]:
        """Select an address in the tree."""
        self.window().nav.setCurrentRow(ADDRESSES)
        self.window().activateWindow()
        yield self.window().isActiveWindow
        wanted = node_id(self.store, address)
        self.page.locate(wanted)
        yield lambda: self.verbs.selection.now().ids == (wanted,)
        yield lambda: address in self.page.detail.page.toPlainText()

    def go_to_street(self, address: str) -> Iterator[Step]:
        """Select the place of an address, its doors in the list."""
        yield from self.go_to(address)
        self.page.tree.setFocus()
        self.page.tree.setCurrentIndex(self.page.tree.currentIndex().parent())
        yield lambda: bool(self.verbs.selection.now().place_id)
        yield lambda: len(self.page.table.model.shown) > 1 and all(self.lines())

    def select(self, *names: str) -> Iterator[Step]:
        """Select lines of the list by their first cell."""
        yield lambda: set(names) <= set(self.lines())
        view, model = self.page.table.view, self.page.table.model
        self.window().activateWindow()
        yield self.window().isActiveWindow
        view.setFocus()
        yield view.hasFocus
        view.clearSelection()
        flag = QItemSelectionModel.SelectionFlag
        for row, name in enumerate(self.lines()):
            if name in names:
                view.selectionModel().select(model.index(row, 0), flag.Select | flag.Rows)
        yield lambda: len(self.verbs.selection.now().ids) == len(names)

    def open_verb(self, verb: Verb) -> Iterator[Step]:
        """Choose a verb and wait for its dialog."""
        action = self.verbs.actions[verb]
        self.verbs.look_again()
        yield action.isEnabled
        action.trigger()
        yield lambda: self.verbs.dialog is not None
        yield self.checked

    @property
    def dialog(self) -> VerbDialog:
        """The open verb."""
        found = self.verbs.dialog
        assert found is not None
        return found

    @property
    def form(self) -> Any:
        """Its fields, of whatever verb it is."""
        return self.dialog.form

    def checked(self) -> bool:
        """Whether what stands in the form has been looked at."""
        return self.dialog._current and not self.dialog._pause.isActive()

    def confirm(self) -> Iterator[Step]:
        """Press the button once the preview is there."""
        yield lambda: self.checked() and self.dialog.ok.isEnabled()
        press(self.dialog.ok)
        yield lambda: self.verbs.dialog is None

    def refused_save(self) -> Iterator[Step]:
        """Press the button and be told that somebody was faster."""
        yield lambda: self.dialog.ok.isEnabled() or self.dialog.stale.isVisible()
        if not self.dialog.stale.isVisible():
            press(self.dialog.ok)
        yield self.dialog.stale.isVisible

    def go_on(self) -> Iterator[Step]:
        """Take up the newest content."""
        press(self.dialog.stale.again)
        yield lambda: not self.dialog.stale.isVisible() and self.checked()

    def agree(self) -> Iterator[Step]:
        """Approve what waits for a decision."""
        self.verbs.show_applications()
        queue = self.verbs.queue
        assert queue is not None
        yield lambda: any(one.row.state == "submitted" for one in queue._listed.values())
        key = next(key for key, one in queue._listed.items() if one.row.state == "submitted")
        queue.table.select(key)
        yield lambda: queue._seen is not None and queue.buttons["approve"].isEnabled()
        press(queue.buttons["approve"])
        yield lambda: queue._listed[key].row.state == "approved"
        queue.reject()

    def names_room(self) -> PlacesPage:
        """Enter 地名."""
        self.window().nav.setCurrentRow(PLACES)
        room = self.window().rooms.build(PLACES)
        assert isinstance(room, PlacesPage)
        return room

    # -- eyes -------------------------------------------------------------------------------------------------------

    def complaint(self) -> str:
        """What the open verb says against what was typed."""
        problem = self.form._problem
        said = [problem.text()] if problem.isVisible() else []
        return " ".join([*said, *(line.cells[-1] for line in self.dialog.pane.model.lines if line.bad)])

    def lines(self) -> list[str]:
        """First cells of the list, ``""`` for one that has not arrived."""
        model = self.page.table.model
        return [(model.cells(row) or ("",))[0] for row in range(len(model.shown))]

    def ended(self, name: str) -> bool:
        """Whether the list shows an address as 注销: it stays there, set back."""
        model = self.page.table.model
        found = [model.cells(row) for row in range(len(model.shown))]
        return any(cells[0] == name and "已注销" in cells for cells in found if cells)

    def tree(self) -> list[str]:
        """What stands in the open part of the tree."""
        return texts(self.page.tree)

    def detail(self) -> str:
        """The right of the room."""
        return self.page.detail.page.toPlainText()


def texts(tree: QTreeView) -> list[str]:
    """What stands in the open part of a tree, from above."""
    model: Any = tree.model()
    found, index = [], model.index(0, 0, QModelIndex())
    while index.isValid():
        found.append(str(index.data()))
        index = tree.indexBelow(index)
    return found
