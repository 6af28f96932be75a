"""Opens the windows of the past: a day's register, an address's timeline, the difference of two days."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QWidget

from db.domain.access import Actor
from desktop.addresses.page import AddressPage, Desk

if TYPE_CHECKING:
    from db.domain.timeline import AddressOn
    from desktop.history.day_window import DayWindow
    from desktop.history.difference_dialog import DifferenceDialog
    from desktop.history.timeline import TimelineDialog

STORY = "story"
"""Scheme of the detail pane's link to a timeline."""


class HistoryDesk(QObject):
    """Keeps the windows while they are closed; their words and lists load when first asked for.

    Signals:
        located: (id) an address is to be shown as it stands today.
    """

    located = Signal(object)

    def __init__(self, window: QWidget, desk: Desk, actor: Actor, page: AddressPage) -> None:
        super().__init__(window)
        self._window, self._desk, self._actor, self._page = window, desk, actor, page
        self._day: DayWindow | None = None
        self._difference: DifferenceDialog | None = None
        page.detail.page.anchorClicked.connect(self._on_link)

    def show_day(self, on: str = "", at: "AddressOn | None" = None) -> "DayWindow":
        """Show the register of a day; of the day last shown, or of the end of last year, when none is given.

        Args:
            on: the legal date.
            at: the address to come to, where it hung on that day.
        """
        from desktop.history.day_window import DayWindow

        if self._day is None:
            self._day = DayWindow(self._desk, parent=self._window)
            self._day.node_chosen.connect(self.located)
            self._day.story_wanted.connect(self.show_story)
            self._day.compare_wanted.connect(self.show_difference)
        self._day.show()
        self._day.activateWindow()
        if on:
            self._day.show_day(on, at)
        elif not self._day.on:
            self._day.show_last_year_end()
        return self._day

    def show_story(self, node_id: int) -> "TimelineDialog":
        """Show the timeline of an address."""
        from desktop.history.timeline import TimelineDialog

        dialog = TimelineDialog(self._desk, node_id, self._window)
        dialog.day_wanted.connect(self.show_day)
        dialog.node_chosen.connect(self.located)
        dialog.show()
        return dialog

    def show_difference(self, area: str = "", first: str = "") -> "DifferenceDialog":
        """Show the comparison of two days; at once when a day is given."""
        from desktop.history.difference_dialog import DifferenceDialog

        if self._difference is None:
            units, over = self._page.model.units, self._window
            self._difference = DifferenceDialog(self._desk, units, self._actor, parent=over)
            self._difference.node_chosen.connect(self.located)
        self._difference.show()
        self._difference.activateWindow()
        if first:
            self._difference.look_at(area, first)
        return self._difference

    def _on_link(self, link: QUrl) -> None:
        if link.scheme() == STORY:
            self.show_story(int(link.path()))
