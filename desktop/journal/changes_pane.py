"""What the selected entry changed: an object a group, a field a line, before and after side by side."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTreeWidget, QTreeWidgetItem, QWidget

from db.services.audit import ShownChanges
from db.store.journal import Change
from desktop.i18n import translate
from desktop.journal.words import Words
from desktop.widgets.empty_state import EmptyState

_OPEN = 40
"""So many objects are shown unfolded; more of them are folded to their headings."""


class ChangesPane(QStackedWidget):
    """The changes of one entry."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.tree = QTreeWidget()
        self._empty = EmptyState()
        self.tree.setHeaderLabels(
            [
                translate("journal", "对象与项目"),
                translate("journal", "改动前"),
                translate("journal", "改动后"),
            ]
        )
        self.tree.setAccessibleName(translate("journal", "改动内容"))
        self.tree.setAlternatingRowColors(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        heads = self.tree.header()
        heads.setStretchLastSection(False)
        for column in range(3):
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.addWidget(self._empty)
        self.addWidget(self.tree)
        self.clear()

    def clear(self) -> None:
        """Show that no entry is selected."""
        self._empty.say(
            translate("journal", "没有选中日志"),
            translate("journal", "在列表中选中一条，这里显示它改了什么。"),
        )
        self.setCurrentWidget(self._empty)

    def show_changes(self, shown: ShownChanges, whole: int) -> None:
        """Show an entry's changes.

        Args:
            shown: as far as they were read.
            whole: how many the entry has.
        """
        self.tree.clear()
        items = [self._group(change, shown.subjects.get(change, "")) for change in shown.items]
        if shown.more:
            text = translate("journal", "只显示前 {n} 项，共 {whole} 项；导出可得全部。").format(
                n=f"{len(shown.items):,}", whole=f"{whole:,}"
            )
            items.insert(0, QTreeWidgetItem([text]))
        self.tree.addTopLevelItems(items)
        for item in items:
            item.setFirstColumnSpanned(True)
            item.setExpanded(len(items) <= _OPEN)
        if not items:
            self._empty.say(translate("journal", "这一条没有改动内容"), "")
        self.setCurrentWidget(self.tree if items else self._empty)

    def _group(self, change: Change, subject: str) -> QTreeWidgetItem:
        what, key = self._words.table(change.table), change.key
        name = subject or key
        item = QTreeWidgetItem([translate("journal", "{what} {name}").format(what=what, name=name)])
        item.setToolTip(0, translate("journal", "{what}，编号 {key}").format(what=what, key=key))
        for cells in self._words.fields_of(change):
            line = QTreeWidgetItem(list(cells))
            for column, cell in enumerate(cells):
                line.setToolTip(column, cell)
            item.addChild(line)
        return item

    def copy(self) -> bool:
        """Put the selected line on the clipboard; false when there is none."""
        lines = [[item.text(column) for column in range(3)] for item in self.tree.selectedItems()]
        if lines:
            QGuiApplication.clipboard().setText("\n".join("\t".join(line).rstrip("\t") for line in lines))
        return bool(lines)

    def enter(self) -> None:
        """Take the keyboard."""
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
