"""Chooses where addresses shall go: an address or a place, found by typing or picked in a tree of its own."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QStackedWidget,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from db.domain.search_names import Goal
from db.store.search_text import Hit
from desktop.addresses.hits import HitModel
from desktop.addresses.node_cache import SlotKind
from desktop.addresses.page import Desk
from desktop.addresses.search_operations import Found, find
from desktop.addresses.tree_model import COUNT, NAME, TreeModel
from desktop.i18n import translate
from desktop.widgets.icons import icon

_PAUSE_MS = 150
_ROWS, _ROW_PX = 5, 10
_COUNT_PX = 72
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}


@dataclass(frozen=True, slots=True)
class Target:
    """What was chosen.

    Attributes:
        is_place: it is a place name, no address.
        community: code of the community below which a place was picked in the tree; ``""`` when it was found by typing.
    """

    id: int
    text: str
    is_place: bool = False
    community: str = ""


class _Line(QLineEdit):
    """What is typed to find it; arrows move in the list, Enter takes the line, and only once that is done confirms.

    Attributes:
        is_settled: what stands here was taken already.
    """

    moved = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_settled = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QLineEdit."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in _ENTER and self.text().strip() and not self.is_settled:
            self.entered.emit()  # never the dialog's own button: the target is not chosen yet
        else:
            super().keyPressEvent(event)


class _Tree(QTreeView):
    """The tree to pick in; Enter takes what the cursor is on, and only the next one, in the line, confirms."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QTreeView."""
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class TargetPicker(QWidget):
    """The line, the list of what was found, and the tree.

    Attributes:
        target: what was chosen; None while nothing is.
        line: to type in.
        tree: to pick in.

    Signals:
        changed: another target is chosen, or none any more.
        grown: the list or the tree is shown, and needs room.
    """

    changed = Signal()
    grown = Signal()

    def __init__(self, desk: Desk, *, only_nodes: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._only_nodes = desk, only_nodes
        self.target: Target | None = None
        self._searched, self._enters = "", False
        self.line, self.tree, self.list = _Line(), _Tree(), QListView()
        self.hits = HitModel(self)
        self._model: TreeModel | None = None
        self._chosen = QLabel()
        self._stack = QStackedWidget()
        self.by_tree = QToolButton()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        # The letter of a label passes over what takes no focus; set after the proxy, it would be the proxy's own.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.line)
        self.line.setPlaceholderText(translate("editing", "输入地址、路名或拼音首字母查找"))
        self.line.setClearButtonEnabled(True)
        self.line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.by_tree.setText(translate("editing", "从地址树选取(&T)"))
        self.by_tree.setCheckable(True)
        self._chosen.setWordWrap(True)
        self.list.setModel(self.hits)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(translate("editing", "查到的地址"))
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(translate("editing", "地址树"))
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.tree)
        self._stack.setFixedHeight((self.fontMetrics().height() + _ROW_PX) * _ROWS)
        self._stack.hide()
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.line, 1)
        top.addWidget(self.by_tree)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._stack)
        column.addWidget(self._chosen)
        self._say()

    def _connect(self) -> None:
        self._pause.timeout.connect(self._search)
        self.line.textEdited.connect(self._on_edited)
        self.line.moved.connect(self._move)
        self.line.entered.connect(self._enter)
        self.list.clicked.connect(self._take_hit)
        self.by_tree.toggled.connect(self._show_tree)
        self.tree.entered.connect(self._enter_tree)

    def choose(self, target: Target | None) -> None:
        """Choose a target from outside."""
        self.target = target
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        if self.target is not None:
            self._chosen.setText(translate("editing", "已选定：{text}").format(text=self.target.text))
        elif self._searched and not self.hits.hits:
            self._chosen.setText(translate("editing", "没有找到。"))
        else:
            self._chosen.setText(translate("editing", "还没有选定。"))

    # -- by typing --------------------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        """Another text is another wish: nobody may confirm what the line does not say any more."""
        self.by_tree.setChecked(False)
        self._enters = self.line.is_settled = False
        self._pause.start()
        if self.target is not None:
            self.choose(None)

    def _search(self) -> None:
        self._pause.stop()
        self._searched = self.line.text().strip()
        if self._searched:
            wanted = find(self._desk.store, self._searched, self._on_found, only_nodes=self._only_nodes)
            self._desk.runner.start(wanted, self)
        else:
            self._forget()

    def _forget(self) -> None:
        """Nothing is looked for any more."""
        self._searched = ""
        self.hits.show_hits(())
        self._show_choice()
        self._say()

    def _on_found(self, found: Found) -> None:
        if not self._searched or self.line.text().strip() != self._searched:
            return
        self.hits.show_hits(tuple(hit for hit in found.hits if hit.goal is not Goal.DIVISION))
        self._show_choice()
        self._say()
        self.list.setCurrentIndex(self.hits.index(0) if self.hits.hits else QModelIndex())
        enters, self._enters = self._enters, False
        if enters and self.hits.hits and not found.offered:
            self._take_hit(self.list.currentIndex())

    def _move(self, by: int) -> None:
        if self.hits.hits:
            row = max(0, min(self.list.currentIndex().row() + by, len(self.hits.hits) - 1))
            self.line.is_settled = False
            self._show_choice()
            self.list.setCurrentIndex(self.hits.index(row))

    def _enter(self) -> None:
        if self.hits.hits and self._searched == self.line.text().strip():
            self._take_hit(self.list.currentIndex())
        else:
            self._enters = True
            self._search()

    def _take_hit(self, index: QModelIndex) -> None:
        if index.isValid():
            hit: Hit = self.hits.hits[index.row()]
            self.line.is_settled = True
            self._stack.hide()  # on a small screen the room is the preview's
            self.choose(Target(hit.id, hit.full_text, hit.goal is Goal.PLACE))

    # -- in the tree ------------------------------------------------------------------------------------------------

    def _show_tree(self, wanted: bool) -> None:
        if wanted and self._model is None:
            self._model = TreeModel(self._desk.store, self._desk.runner, self)
            self.tree.setModel(self._model)
            heads = self.tree.header()
            heads.setStretchLastSection(False)
            heads.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
            heads.resizeSection(COUNT, _COUNT_PX)
            self.tree.selectionModel().currentChanged.connect(self._on_picked)
            self._model.load()
        self._stack.setCurrentWidget(self.tree if wanted else self.list)
        self._show_choice()
        if wanted:
            self.tree.setFocus()

    def _enter_tree(self) -> None:
        """Close the tree when what the cursor is on was chosen; anything else opens or closes."""
        here = self.tree.currentIndex()
        if self._model is None or not here.isValid():
            return
        if self.target is not None and self.target.id == self._model.slot_at(here).child.key:
            self.by_tree.setChecked(False)
            self.line.setFocus()
        else:
            self.tree.setExpanded(here, not self.tree.isExpanded(here))

    def _show_choice(self) -> None:
        self._stack.setVisible(self.by_tree.isChecked() or bool(self.hits.hits))
        self.grown.emit()

    def _on_picked(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self._model is None or not index.isValid():
            return
        slot = self._model.slot_at(index)
        if slot.child.kind in (SlotKind.PLACE, SlotKind.NODE):
            self.line.clear()  # what stood there would name another one
            self._forget()
        if slot.child.kind is SlotKind.PLACE and not self._only_nodes:
            community = self._model.slots.community_of(slot.handle)
            self.choose(Target(slot.child.key, slot.child.text, is_place=True, community=community))
        elif slot.child.kind is SlotKind.NODE:
            row = self._model.rows.get(slot.child.key)
            self.choose(Target(slot.child.key, row.full_text if row else str(index.data() or "")))
