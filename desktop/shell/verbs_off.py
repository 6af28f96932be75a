"""Switches off what needs the store while the store is away, and says why where the mouse rests."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

_MARK = "needsStore"


def needs_store(*things: QWidget | QAction) -> None:
    """Mark actions, and widgets with all that is on them, as useless while the store is away.

    Of buttons that a page enables and disables itself, mark the frame they stand on: their own state stays theirs.
    """
    for thing in things:
        thing.setProperty(_MARK, True)


class VerbsOff(QObject):
    """The switch for everything in one window.

    Attributes:
        reason: why all is off; ``""`` while it is on.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._held: list[QWidget | QAction] = []
        self.reason = ""

    def switch(self, reason: str) -> None:
        """Switch off for a reason, or on again with ``""``; again after something new was built."""
        self.reason = reason
        if not reason:
            for thing in self._held:
                self._give_back(thing)
            self._held.clear()
            return
        for thing in self._marked():
            if thing not in self._held and thing.isEnabled():
                self._held.append(thing)
                thing.setEnabled(False)
            self._explain(thing)

    def _marked(self) -> Iterator[QWidget | QAction]:
        yield from (one for one in self._window.findChildren(QWidget) if one.property(_MARK))
        yield from (one for one in self._window.findChildren(QAction) if one.property(_MARK))

    def _explain(self, thing: QWidget | QAction) -> None:
        if isinstance(thing, QWidget):
            for widget in (thing, *thing.findChildren(QWidget)):
                widget.installEventFilter(self)
            return
        thing.setToolTip(self.reason)
        for menu in thing.associatedObjects():
            if isinstance(menu, QMenu):
                menu.setToolTipsVisible(True)

    def _give_back(self, thing: QWidget | QAction) -> None:
        thing.setEnabled(True)
        if isinstance(thing, QWidget):
            for widget in (thing, *thing.findChildren(QWidget)):
                widget.removeEventFilter(self)
            return
        thing.setToolTip("")
        for menu in thing.associatedObjects():
            if isinstance(menu, QMenu):
                menu.setToolTipsVisible(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: the reason instead of any other tool tip."""
        if (
            event.type() == QEvent.Type.ToolTip
            and isinstance(event, QHelpEvent)
            and isinstance(watched, QWidget)
        ):
            QToolTip.showText(event.globalPos(), self.reason, watched)
            return True
        return super().eventFilter(watched, event)
