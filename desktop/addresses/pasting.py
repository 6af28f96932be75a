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
from db.domain.errors import DomainError
from db.domain.progress import Progress
from db.store.store import Store
from desktop.addresses.children_table import ChildrenTable
from desktop.i18n import translate
from desktop.work.change_feed import ChangeFeed
from desktop.work.job import COMMITTING, Operation
from desktop.work.runner import Runner

if TYPE_CHECKING:
    from db.services.editing import Added, Wish
    from desktop.addresses.paste import PastedBlock
    from desktop.addresses.paste_dialog import PasteDialog

_MOST_LINES = 20_000
_MOST_CHOSEN = 2_000
"""Added addresses that are selected afterwards; of more, the first is brought into view."""


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
            self._preview(under, block)

    def _preview(self, under: Under, block: str) -> None:
        from desktop.addresses.paste_dialog import PasteDialog

        dialog = PasteDialog(self._table, under.name)

        def wanted(wishes: "Sequence[Wish]", reason: str) -> None:
            self._runner.start(self._add(under, wishes, reason, added, refused), dialog)

        def added(outcome: "Added") -> None:
            dialog.accept()
            self._feed.changed.emit(outcome.changes, None)
            made = outcome.node_ids
            self.added.emit(made if len(made) <= _MOST_CHOSEN else made[:1])
            self.told.emit(_told(outcome))

        def refused(error: Exception) -> None:
            dialog.show_error(error)
            if isinstance(error, DomainError):  # somebody was faster: the lines say now which of them it is
                self._read(dialog, under, block)

        dialog.wanted.connect(wanted)
        self.dialog = dialog
        dialog.open()
        self._read(dialog, under, block)

    def _read(self, dialog: "PasteDialog", under: Under, block: str) -> None:
        """Read the block in the background, and hold it against the register."""

        def work(progress: Progress) -> "PastedBlock":
            from db.services.editing import preview_children
            from desktop.addresses.paste import judged_block, read_block

            lines = read_block(block, under.kind, progress)
            wishes = [line.wish for line in lines if line.wish is not None]
            progress.step(0, 0, "")
            return judged_block(lines, preview_children(self._store, under.parent, wishes, under.community))

        dialog.begin_reading()
        verb = translate("paste", "读取粘贴的地址")
        reading = Operation(verb, work, dialog.show_block, quiet=True, on_failed=dialog.show_error)
        dialog.watch(self._runner.start(reading, dialog))

    def _add(
        self,
        under: Under,
        wishes: "Sequence[Wish]",
        reason: str,
        on_done: "Callable[[Added], None]",
        on_failed: Callable[[Exception], None],
    ) -> "Operation[Added]":
        def work(progress: Progress) -> "Added":
            from db.services.editing import add_children

            progress.step(0, 0, COMMITTING)
            return add_children(self._store, self._actor, under.parent, wishes, under.community, reason)

        verb = translate("paste", "粘贴新增地址")
        return Operation(verb, work, on_done, writes=True, on_failed=on_failed)


def _told(outcome: "Added") -> str:
    text = translate("paste", "已新增 {n} 条草稿，可以撤销。").format(n=f"{len(outcome.node_ids):,}")
    if not outcome.there:
        return text
    there = translate("paste", "另有 {n} 条已由别人新增，保持不变。").format(n=f"{len(outcome.there):,}")
    return f"{text}{there}"
