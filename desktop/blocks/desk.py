"""Opens the 楼盘表 window and the dialog that generates, for what is selected in the 地址库 room."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from db.domain.access import Actor
from desktop.addresses.page import AddressPage, Desk
from desktop.editing.acts import Chosen
from desktop.i18n import translate
from desktop.shell.verbs_off import needs_store

if TYPE_CHECKING:
    from db.services.blocks import Under
    from db.store.blocks import Ground
    from desktop.blocks.building_window import BuildingWindow
    from desktop.blocks.generator import GeneratorDialog
    from desktop.editing.desk import VerbDesk
    from desktop.work.drafts import Draft

GENERATE = "generate"
"""Name of the half-typed form that is kept."""


def under_of(chosen: Chosen) -> "Under | None":
    """What a block would hang under: one address or one place; None for anything else."""
    from db.services.blocks import Under  # what generates would slow the start

    if len(chosen.ids) == 1:
        return Under(node_id=chosen.ids[0])
    return Under(place_id=chosen.place_id, community=chosen.community) if chosen.place_id else None


class BlockDesk(QObject):
    """Keeps the window while it is closed.

    Attributes:
        may_generate: whether the account may add addresses anywhere.
        window: the table's window, once it was opened.
        dialog: the dialog that is open; None while none is.

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
        self.may_generate = actor.may("address.edit")
        self.window: BuildingWindow | None = None
        self.dialog: GeneratorDialog | None = None
        self._furnish(page)
        desk.drafts.opens(GENERATE, self._on_resumed)

    def _furnish(self, page: AddressPage) -> None:
        """Put both verbs at the end of the menus of the room's tree and list, and the first on the tool bar."""
        lines = [(translate("blocks", "楼盘表(&L)…"), self.show_selected)]
        if self.may_generate:
            lines.insert(0, (translate("blocks", "批量生成(&N)…"), self.generate_selected))
        for view in (page.tree, page.table.view):
            rule = QAction(view)
            rule.setSeparator(True)
            view.addAction(rule)
            for name, act in lines:
                action = QAction(name, view)
                action.triggered.connect(lambda _checked=False, act=act: act())
                needs_store(action)
                view.addAction(action)
        if self.may_generate:
            self._verbs.bar.more.addSeparator()
            action = self._verbs.bar.more.addAction(translate("blocks", "批量生成(&N)…"))
            action.triggered.connect(self.generate_selected)
            needs_store(action)

    def show_selected(self) -> None:
        """Show the table of the building that is selected, or lies under or above what is."""
        chosen = self._verbs.selection.now()
        under = under_of(Chosen(chosen.ids[:1])) if chosen.ids else under_of(chosen)
        if under is None:
            self.told.emit(translate("blocks", "请先选中一个门牌、楼栋、户室或小区。"))
            return
        self.show_table(under)

    def generate_selected(self) -> None:
        """Ask for a block under what is selected."""
        under = under_of(self._verbs.selection.now())
        if under is None:
            self.told.emit(translate("blocks", "请先选中要在下面生成的门牌、楼栋、梯位或小区。"))
            return
        self.ask_block(under)

    def show_table(self, under: "Under") -> "BuildingWindow":
        """Show the table of a building."""
        from desktop.blocks.building_window import BuildingWindow  # grids and pages would slow the start
        from desktop.blocks.verb_menu import add_verb_keys, verb_actions

        if self.window is None:
            self.window = BuildingWindow(self._desk, self._actor, parent=self._parent)
            self.window.view.set_actions(partial(verb_actions, self.window.view, self._verbs, self._actor))
            add_verb_keys(self.window, self._verbs, self._actor)
            self._verbs.told.connect(self.window.state.setText)
            # A slip is taken back where it was made.
            self.window.addActions([self._verbs.undo, self._verbs.redo])
            self.window.generate.setVisible(self.may_generate)
            self.window.node_chosen.connect(self._on_node)
            self.window.block_wanted.connect(self.ask_block)
        self.window.look_at(under)
        self.window.show()
        self.window.activateWindow()
        return self.window

    def ask_block(self, under: "Under", draft: "Draft | None" = None) -> None:
        """Open the dialog once it is known that something may hang there.

        Args:
            under: what the block shall hang under.
            draft: the form as it was left when the program ended.
        """
        from desktop.blocks import operations

        found = partial(self._open, under, draft)
        self._desk.runner.start(operations.find_ground(self._desk.store, under, found), self)

    def _open(self, under: "Under", draft: "Draft | None", ground: "Ground") -> None:
        from desktop.blocks.generator import Ask, GeneratorDialog

        if self.dialog is not None:
            return
        shown = self.window if self.window is not None and self.window.isActiveWindow() else self._parent
        dialog = GeneratorDialog(self._desk, self._actor, Ask(under, ground.kind, ground.full_text), shown)
        dialog.keep(draft)
        dialog.told.connect(self.told)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _on_resumed(self, draft: "Draft") -> None:
        under = under_of(Chosen(draft.ids, draft.place_id, draft.place, draft.community))
        if under is not None:
            self.ask_block(under, draft)

    def _on_node(self, node_id: int) -> None:
        self._page.locate(node_id)
