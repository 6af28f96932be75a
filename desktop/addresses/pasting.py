"""Pasting into the list of children: what was copied in WPS is read, shown, and added as drafts.

What reads and writes is loaded by the first pasting: it would keep the window from opening.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from db.domain.access import Actor
from db.domain.address import NodeKind
from db.domain.progress import Progress
from db.store.store import Store
from desktop.addresses.children_table import ChildrenTable
from desktop.addresses.node_cache import SlotKind
from desktop.i18n import translate
from desktop.work.change_feed import ChangeFeed
from desktop.work.job import Operation
from desktop.work.runner import Runner

if TYPE_CHECKING:
    from db.services.editing import Added, Wish
    from desktop.addresses.paste_dialog import PasteDialog

_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Under:
    """Where pasted addresses hang.

    Attributes:
        parent: id of a node or a place.
        kind: level of the node, None for a place.
        community: in which they lie; ``""`` below a node.
        name: as it is told.
    """

    parent: int
    kind: NodeKind | None
    community: str
    name: str


class Paster(QObject):
    """Reads the clipboard for one list.

    Attributes:
        action: by key or from the list's context menu.
        dialog: the preview that is open, or was last.

    Signals:
        told: (text) something to say in the status bar.
        added: (ids) these addresses are there now.
    """

    told = Signal(str)
    added = Signal(object)

    def __init__(
        self, table: ChildrenTable, runner: Runner, feed: ChangeFeed, writer: tuple[Store, Actor]
    ) -> None:
        super().__init__(table)
        self._table, self._runner, self._feed = table, runner, feed
        self._store, self._actor = writer
        self.under: Callable[[], Under | None] = lambda: None
        self.dialog: PasteDialog | None = None
        self.action = QAction(translate("paste", "粘贴到本列表(&P)"), table)
        self.action.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.action.triggered.connect(self.paste)
        table.addAction(self.action)  # the menu of the right button where nothing is listed yet
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table.view.addAction(self.action)

    def paste(self) -> None:
        """Show what the clipboard would add."""
        under, block = self.under(), QGuiApplication.clipboard().text()
        if under is None:
            self.told.emit(translate("paste", "请先选中一条路、一个小区或一个地址，再粘贴它的下级。"))
        elif not block.strip():
            self.told.emit(translate("paste", "剪贴板里没有文字。"))
        elif block.count("\n") > _MOST_LINES:
            self.told.emit(
                translate("paste", "一次最多粘贴 {n} 行，请分几次，或用导入。").format(n=f"{_MOST_LINES:,}")
            )
        else:
            self._table.model.with_all_texts(lambda: self._preview(under, block))

    def _preview(self, under: Under, block: str) -> None:
        from desktop.addresses.paste import read_block
        from desktop.addresses.paste_dialog import PasteDialog

        listing = self._table.model.listing
        texts = listing.texts if listing.kind is SlotKind.NODE else {}
        lines = read_block(
            block, under.kind, ((listing.kinds[key], cells[0]) for key, cells in texts.items())
        )
        dialog = PasteDialog(self._table, under.name, lines)

        def added(outcome: "Added") -> None:
            dialog.accept()
            self._feed.changed.emit(outcome.changes, None)
            self.added.emit(outcome.node_ids)
            self.told.emit(
                translate("paste", "已新增 {n} 条草稿，可以撤销。").format(n=f"{len(outcome.node_ids):,}")
            )

        dialog.wanted.connect(
            lambda wishes: self._runner.start(self._add(under, wishes, added, dialog.show_error), dialog)
        )
        self.dialog = dialog
        dialog.open()

    def _add(
        self,
        under: Under,
        wishes: "Sequence[Wish]",
        on_done: "Callable[[Added], None]",
        on_failed: Callable[[Exception], None],
    ) -> "Operation[Added]":
        def work(_progress: Progress) -> "Added":
            from db.services.editing import add_children

            return add_children(self._store, self._actor, under.parent, wishes, under.community)

        verb = translate("paste", "粘贴新增地址")
        return Operation(verb, work, on_done, writes=True, on_failed=on_failed)
