"""Ctrl+K: the search of the room that is shown, or a line over it; what is found there is shown in the 地址库."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.addresses.page import AddressPage, Desk
from desktop.addresses.search_palette import SearchPalette
from desktop.shell.rooms import Rooms


class FindAnywhere(QObject):
    """Opens the search.

    Attributes:
        palette: the line over rooms without a search of their own; None until it was first wanted.
        told: says why a hit leads nowhere.

    Signals:
        found: something was chosen.
        left: the search was left without a choice.
    """

    found = Signal()
    left = Signal()

    def __init__(
        self, window: QWidget, desk: Desk, rooms: Rooms, page: AddressPage, told: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._rooms, self._page = window, desk, rooms, page
        self.told = told
        self.palette: SearchPalette | None = None
        desk.feed.changed.connect(self._on_changed)
        page.search.left.connect(self.left)
        page.search.chosen.connect(lambda _node_id: self.found.emit())
        page.search.way_found.connect(lambda _way: self.found.emit())

    def show(self, home: int) -> None:
        """Go to the search of the room that is shown, else to that over it; ``home`` is where what is found is shown."""
        if self._rooms.shown.focus_search():
            return
        if self.palette is None:
            self.palette = SearchPalette(self._desk.store, self._desk.runner, self._window)
            self.palette.chosen.connect(lambda node_id: self._go(home, self._page.locate, node_id))
            self.palette.way_found.connect(lambda way: self._go(home, self._page.show_way, way))
            self.palette.told.connect(self.told)
            self.palette.rejected.connect(self.left)
        self.palette.ask()

    def _on_changed(self, *_what: object) -> None:
        """Hits that are shown are as the register is now, whoever changed it."""
        self._page.search.look_again()
        if self.palette is not None:
            self.palette.box.look_again()

    def _go(self, home: int, act: Callable[..., None], what: object) -> None:
        self._rooms.nav.setCurrentRow(home)
        act(what)
        self.found.emit()
