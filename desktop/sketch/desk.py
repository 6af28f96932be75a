"""Puts the map beside the detail in the 地址库 room, and into a window of its own; both follow what is selected."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QTabWidget, QVBoxLayout, QWidget

from db.domain.access import Actor
from desktop.addresses.node_cache import ROOT, SlotKind
from desktop.addresses.page import AddressPage, Desk
from desktop.i18n import translate
from desktop.widgets.on_screen import size_on_screen

if TYPE_CHECKING:
    from desktop.editing.desk import VerbDesk
    from desktop.sketch.operations import Goal
    from desktop.sketch.pane import SketchPane
    from desktop.sketch.tools import SketchTools
    from desktop.work.drafts import Draft

_SIZE = (980, 640)
_SETTLE_MS = 60
_DETAIL, _MAP = range(2)


class SketchDesk(QObject):
    """Keeps the maps; each is built when it is first looked at.

    Attributes:
        tabs: detail and map in the room.
        pane: the room's map; None before it was looked at.
        window: the window, once it was opened.
        state: what was done last, in the window.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(
        self, parent: QWidget, desk: Desk, actor: Actor, page: AddressPage, verbs: "VerbDesk"
    ) -> None:
        super().__init__(parent)
        self._parent, self._desk, self._actor = parent, desk, actor
        self._page, self._verbs = page, verbs
        self.pane: SketchPane | None = None
        self.window: QDialog | None = None
        self.window_pane: SketchPane | None = None
        self.state = QLabel()
        self._tools: SketchTools | None = None
        self._back_to: QWidget | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._follow)
        self.tabs = QTabWidget()
        self._holder = QWidget()
        self._furnish()
        desk.drafts.opens("sketch", self._resume)
        verbs.selection.changed.connect(self._settle.start)
        page.tree.selectionModel().currentChanged.connect(lambda *_: self._settle.start())
        page.model.revealed.connect(lambda _index: self._give_keyboard_back())

    def _furnish(self) -> None:
        """Let the detail share its place with the map."""
        splitter, detail = self._page.splitter, self._page.detail
        splitter.replaceWidget(splitter.indexOf(detail), self.tabs)
        self.tabs.setDocumentMode(True)
        self.tabs.setMinimumWidth(detail.minimumWidth())
        self.tabs.addTab(detail, translate("sketch", "详情"))
        self.tabs.addTab(self._holder, translate("sketch", "略图"))
        detail.show()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.tabs.currentChanged.connect(self._on_tab)

    def _resume(self, draft: "Draft") -> None:
        self.tabs.setCurrentIndex(_MAP)
        if self.pane is not None and self._tools is not None:
            self._tools.resume(self.pane, draft)

    def show_window(self) -> "SketchPane":
        """Show the map in its own window."""
        if self.window is None or self.window_pane is None:
            self.window_pane = self._make()
            self.window = self._frame(self.window_pane)
        self.state.clear()
        self.window_pane.look_at(self.goal())
        self.window.show()
        self.window.activateWindow()
        self.window_pane.view.setFocus()
        return self.window_pane

    def _frame(self, pane: "SketchPane") -> QDialog:
        """The window around a map; what was done is told in it, since it hides the main one."""
        window = QDialog(self._parent)
        window.setWindowTitle(translate("sketch", "略图"))
        size_on_screen(window, _SIZE)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(pane)
        column.addWidget(self.state)
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.state.setContentsMargins(8, 2, 8, 4)
        for told in (self.told, self._verbs.told):
            told.connect(self.state.setText)
        pane.view.pointed.connect(self.state.clear)
        # A point put wrong is taken back here, too.
        window.addActions([self._verbs.undo, self._verbs.redo])
        QShortcut(QKeySequence("Ctrl+W"), window, window.close)
        return window

    def goal(self) -> "Goal":
        """What is selected in the room, as the map looks for it."""
        from desktop.sketch.operations import Goal

        chosen = self._verbs.selection.now()
        if chosen.ids:
            return Goal(node_id=chosen.ids[0])
        if chosen.place_id:
            return Goal(place_id=chosen.place_id)
        slot = self._page.model.slot_at(self._page.tree.currentIndex())
        is_community = (
            slot.handle != ROOT and slot.child.kind is SlotKind.DIVISION and slot.child.sub_kind == "5"
        )
        return Goal(community=f"{slot.child.key:012d}") if is_community else Goal()

    def _make(self) -> "SketchPane":
        from desktop.sketch.pane import SketchPane  # what draws would slow the window's start
        from desktop.sketch.tools import SketchTools

        if self._tools is None:
            self._tools = SketchTools(self._desk, self._actor, self)
            self._tools.told.connect(self.told)
        pane = SketchPane(self._desk, self._actor)
        pane.told.connect(self.told)
        pane.picked.connect(lambda node_id: self._locate(node_id, pane.view))
        pane.opened.connect(lambda node_id: self._locate(node_id, None))
        self._tools.serve(pane)
        return pane

    def _on_tab(self, tab: int) -> None:
        if tab == _MAP and self.pane is None:
            self.pane = self._make()
            layout = self._holder.layout()
            if layout is not None:
                layout.addWidget(self.pane)
        # F6 goes from pane to pane: to the map, when that is what is seen.
        shown = self.pane.view if tab == _MAP and self.pane is not None else None
        self._page.detail.page.setFocusProxy(shown)  # type: ignore[arg-type]
        self._follow()

    def _follow(self) -> None:
        if self.pane is not None and self.tabs.currentIndex() == _MAP:
            self.pane.look_at(self.goal())
        if self.window_pane is not None and self.window is not None and self.window.isVisible():
            goal = self.goal()
            if goal != self.window_pane.goal:
                self.state.clear()
            self.window_pane.look_at(goal)

    def _locate(self, node_id: int, back_to: QWidget | None) -> None:
        self._back_to = back_to
        self._page.locate(node_id)
        if back_to is None:
            self._parent.activateWindow()

    def _give_keyboard_back(self) -> None:
        """Who walks from point to point on the map stays there."""
        view, self._back_to = self._back_to, None
        if view is not None and view.isVisible():
            view.setFocus()
