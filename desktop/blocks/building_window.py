"""The 楼盘表 window: one building after the other, printed when wanted; closed, it waits to be shown again.

Esc takes back what was told and what is selected, never the window: the next key would fall on the tree behind it.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.changes import Changes
from db.services.blocks import Under
from db.services.building_table import Buildings
from desktop.addresses.page import Desk
from desktop.blocks import operations
from desktop.blocks.aspects import aspect_name
from desktop.blocks.building_table import BuildingTableView, void_words
from desktop.blocks.paper import Printed, pages_of
from desktop.files.building_pages import PAPER_SIZES
from desktop.i18n import translate
from desktop.shell.verbs_off import needs_store
from desktop.standing.file_names import ask_save
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.on_screen import size_on_screen

_SIZE = (980, 600)
_MARGIN = 12
AskFile = Callable[[QWidget, str], str]


def ask_pdf_path(parent: QWidget, name: str) -> str:
    """Ask where the pages shall go; ``""`` when the user thinks better of it."""
    title, kinds = translate("blocks", "打印楼盘表"), translate("blocks", "PDF 文件 (*.pdf)")
    return ask_save(parent, title, f"{name}.pdf", kinds)


class BuildingWindow(ButtonDialog):
    """The window.

    Attributes:
        buildings: chooses among the buildings of the same number or compound.
        view: the table.
        paper: chooses the size of the paper.

    Signals:
        node_chosen: (id) an address shall be shown in the tree.
        block_wanted: (under) addresses shall be generated under the building that is shown, or where there is none.
    """

    node_chosen = Signal(object)
    block_wanted = Signal(object)

    def __init__(
        self, desk: Desk, actor: Actor, ask_path: AskFile = ask_pdf_path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._actor, self._ask_path = desk, actor, ask_path
        self._wanted = Under()
        self._to_select = 0
        self._is_opening = self._is_other = self._is_old = False
        self.buildings, self.paper = QComboBox(), QComboBox()
        self.back, self.forth = QToolButton(), QToolButton()
        self.view = BuildingTableView(desk.store, desk.runner)
        self.where, self.state = QLabel(), QLabel()
        self.generate = QPushButton(translate("blocks", "批量生成(&G)…"), autoDefault=False)
        self.print = QPushButton(translate("blocks", "打印(&P)…"), autoDefault=False)
        self.setWindowTitle(translate("blocks", "楼盘表"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.paper.addItems(list(PAPER_SIZES))
        self.paper.setToolTip(translate("blocks", "纸张，横放"))
        self.buildings.setMinimumContentsLength(10)
        self.back.setArrowType(Qt.ArrowType.LeftArrow)
        self.forth.setArrowType(Qt.ArrowType.RightArrow)
        self.back.setToolTip(translate("blocks", "上一幢（Alt+↑）"))
        self.forth.setToolTip(translate("blocks", "下一幢（Alt+↓）"))
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        needs_store(self.generate)
        label = QLabel(translate("blocks", "楼栋(&B)："))
        label.setBuddy(self.buildings)
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (label, self.buildings, self.back, self.forth):
            top.addWidget(widget)
        top.addWidget(self.where, 1)
        for other in (self.generate, self.paper, self.print):
            top.addWidget(other)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.state)
        size_on_screen(self, _SIZE)

    def _connect(self) -> None:
        self.buildings.currentIndexChanged.connect(self._on_building)
        self.buildings.activated.connect(self.state.clear)
        self.back.clicked.connect(partial(self._step, -1))
        self.forth.clicked.connect(partial(self._step, 1))
        QShortcut(QKeySequence("Alt+Up"), self, partial(self._step, -1))
        QShortcut(QKeySequence("Alt+Down"), self, partial(self._step, 1))
        for keys, act in (("F5", self.view.reload), ("F6", self.next_pane), ("Ctrl+W", self.close)):
            QShortcut(QKeySequence(keys), self, act)
        QShortcut(QKeySequence.StandardKey.Copy, self.view.grid, self.copy)
        self.view.loaded.connect(self._on_loaded)
        self.view.opened.connect(self._on_opened)
        self.view.picked.connect(self.state.clear)
        self.generate.clicked.connect(self._on_generate)
        self.print.clicked.connect(self.print_table)
        self._desk.feed.changed.connect(self._on_changed)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def look_at(self, under: Under) -> None:
        """Show the building an address lies in, or the first one of a number or a place."""
        self._wanted, self._is_opening, self._is_old = under, True, False
        self.state.clear()
        self.view.grid.setFocus()
        found = partial(self._on_buildings, under)
        self._desk.runner.start(operations.load_buildings(self._desk.store, under, found), self)

    def next_pane(self) -> None:
        """Move the keyboard on: the cells, the buildings, what the cells are coloured by."""
        panes = [pane for pane in (self._home(), self.buildings, self.view.aspect) if pane.isVisibleTo(self)]
        here = next((n for n, pane in enumerate(panes) if pane.hasFocus()), -1)
        panes[(here + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _home(self) -> QWidget:
        """Where the keyboard belongs: the cells, or what makes some where there are none."""
        return self.view.grid if self.view.grid.isVisibleTo(self) else self.generate

    def copy(self) -> None:
        """Copy the selected addresses."""
        count = self.view.copy()
        if count:
            self.state.setText(translate("blocks", "已复制 {n} 条").format(n=f"{count:,}"))

    def print_table(self) -> None:
        """Write the table as a PDF, where the user says."""
        table = self.view.table
        if table is None:
            return
        name = translate("blocks", "{address}楼盘表").format(address=table.full_text)
        path = self._ask_path(self, name)
        if path:
            aspect = aspect_name(self.view.current_aspect())
            said = Printed(aspect, self._actor.name, self.paper.currentText())
            pages = partial(pages_of, self._desk.store, table, self.view.sheet(), self.view.entries(), said)
            done = partial(self._on_printed, Path(path))
            self._desk.runner.start(operations.print_table(Path(path), pages, done), self)

    # -- what happened -------------------------------------------------------------------------------------------------

    def _on_buildings(self, under: Under, found: Buildings) -> None:
        if under is self._wanted:
            self._to_select = under.node_id
            self._offer(found, found.here)
            if self.buildings.currentIndex() < 0:
                self._show_none(found)
            self._on_building(self.buildings.currentIndex())

    def _show_none(self, found: Buildings) -> None:
        """Say why there is no table: the building was thrown away, or there is none."""
        none = translate("blocks", "这里没有楼栋"), translate("blocks", "可以用「批量生成」一次建好。")
        self.view.show_none(*(void_words() if found.here else none))
        self.where.clear()
        self.setWindowTitle(translate("blocks", "楼盘表"))
        self.print.setEnabled(False)
        (self.buildings if found.here else self.generate).setFocus()

    def _offer(self, found: Buildings, here: int) -> None:
        self.buildings.blockSignals(True)
        self.buildings.clear()
        for one in found.every:
            self.buildings.addItem(one.text, one.id)
        self.buildings.setCurrentIndex(self.buildings.findData(here))
        self.buildings.blockSignals(False)
        self._show_ends()

    def _on_renewed(self, under: Under, found: Buildings) -> None:
        """Buildings came or went; one that went gives way to the first that is left."""
        here = self.buildings.currentData()
        if under is not self._wanted:
            return
        if here is None:
            self._on_buildings(under, found)
            return
        is_left = any(one.id == here for one in found.every)
        self._offer(found, here)
        if not is_left and found.every:
            self.buildings.setCurrentIndex(0)

    def _on_building(self, place: int) -> None:
        if place >= 0:
            self._is_other = True
            self.view.show_building(int(self.buildings.itemData(place)))
        self._show_ends()

    def _step(self, by: int) -> None:
        place = self.buildings.currentIndex() + by
        if 0 <= place < self.buildings.count():
            self.state.clear()
            self.buildings.setCurrentIndex(place)

    def _show_ends(self) -> None:
        place = self.buildings.currentIndex()
        self.back.setEnabled(place > 0)
        self.forth.setEnabled(place < self.buildings.count() - 1)

    def _on_loaded(self) -> None:
        table = self.view.table
        if table is not None:
            self.where.setText(table.full_text)
            self.print.setEnabled(True)
            if self._is_other:
                self.view.select_first(self._to_select)
                self._to_select = 0
            if self._is_opening:
                self._home().setFocus()
            self._is_opening = self._is_other = False
            self.setWindowTitle(translate("blocks", "楼盘表 — {address}").format(address=table.full_text))

    def _on_opened(self, node_id: int) -> None:
        """The main window shows it behind this one, where the keyboard stays: the next key is meant for a cell."""
        self.node_chosen.emit(node_id)
        if self.view.table is not None:
            text = self.view.table.cells[node_id].text
            self.state.setText(translate("blocks", "主窗口已转到「{text}」。").format(text=text))

    def _on_generate(self) -> None:
        table = self.view.table
        self.block_wanted.emit(self._wanted if table is None else Under(node_id=table.building.id))

    def _on_printed(self, path: Path, count: int) -> None:
        text = translate("blocks", "已写入 {file}，共 {n} 页").format(file=path.name, n=count)
        self.state.setText(text)

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if not self.isVisible():
            self._is_old = True
            return
        self.view.apply(changes)
        if changes.touches("node"):
            self._renew()

    def _renew(self) -> None:
        renewed = partial(self._on_renewed, self._wanted)
        asked = operations.load_buildings(self._desk.store, self._wanted, renewed)
        self._desk.runner.start(asked, self)

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget: put away and brought back, it shows what changed meanwhile."""
        super().showEvent(event)
        if self._is_old:
            self._is_old = False
            self.view.reload()
            self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QDialog: Esc takes back what was told, then what is selected."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        if self.state.text():
            self.state.clear()
        else:
            self.view.grid.clearSelection()
        self._home().setFocus()
