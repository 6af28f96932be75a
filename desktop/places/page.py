"""The 地名 room: the directory of names on the left, the card of the selected one on the right."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from db.domain.access import Actor, Role
from db.domain.changes import Changes
from db.domain.errors import StaleRecord
from db.domain.place import NameState
from db.domain.place_card import Facts
from db.services.addresses import TreeStep
from db.services.place_book import Book, Card, PlaceLine
from db.store.places import Counts, PlaceRecord
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.places import operations
from desktop.places.card_keeping import CARD, CardKeeping
from desktop.places.card_pane import CardPane
from desktop.places.listing import columns, export_names, groups, line_of
from desktop.places.verbs import PlaceVerbs
from desktop.shell.verbs_off import needs_store
from desktop.system.line_table import LineTable
from desktop.work.drafts import Draft
from desktop.work.job import Job, Operation

_SETTLE_MS = 40
_CARD_LEAST_PX = 340
_LIST_LEAST_PX = 260
_NAMES = ("place", "place_alias", "division", "place_community")
_CONCERNS = (*_NAMES, "node", "plate", "addr_code", "planned_change")


class PlacesPage(QWidget):
    """The room.

    Signals:
        told: (text) something to say in the status bar.
        way_found: (steps) the addresses under a name shall be shown in their room.
    """

    told = Signal(str)
    way_found = Signal(object)

    def __init__(self, desk: Desk, actor: Actor, ask_path: AskPath = ask_export_path) -> None:
        """Build the room.

        Args:
            desk: what every room is given.
            actor: who writes.
            ask_path: asks where a workbook shall go.
        """
        super().__init__()
        self._desk, self._actor, self._ask_path = desk, actor, ask_path
        self._home = desk.store.district_code
        self._book: Book | None = None
        self._by_key: dict[str, PlaceLine] = {}
        self._counts: dict[int, Counts] | None = None
        self._wanted, self._goal = "", ""
        self._is_old = True
        self._left: Draft | None = None
        self.verbs = PlaceVerbs(desk, actor, self)
        self.new_button = QPushButton(translate("places", "登记新地名(&N)…"))
        self.approve_button = QPushButton(translate("places", "批准选中的(&A)…"))
        self.elsewhere = QCheckBox(translate("places", "含其他区"))
        self.list = LineTable(translate("places", "地名录"), columns())
        self.pane = CardPane(actor, self._home)
        self._keeping = CardKeeping(self.pane, desk.drafts)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._load_card)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.list.offer_groups(groups())
        self.list.filter_box.setPlaceholderText(translate("places", "地名、别名、拼音或首字母（Ctrl+F）"))
        self.list.filter_box.setMinimumWidth(150)
        self.list.say_empty(
            translate("places", "本区还没有地名"),
            translate("places", "按「登记新地名」添加，或导入地址清单。"),
        )
        self.new_button.setVisible(any(role is Role.CLERK for role, _area in self._actor.roles))
        self.approve_button.setVisible(self._actor.may("place.approve"))
        verbs = QWidget()
        needs_store(verbs)
        row = QHBoxLayout(verbs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.new_button, self.approve_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.elsewhere)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(verbs)
        column.addWidget(self.list, 1)
        for pane, stretch, least in ((left, 7, _LIST_LEAST_PX), (self.pane, 4, _CARD_LEAST_PX)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
            self.splitter.setCollapsible(self.splitter.count() - 1, False)
            pane.setMinimumWidth(least)
        self.splitter.setHandleWidth(5)
        state = self._desk.options.layout("places")
        if state is not None:
            self.splitter.restoreState(state)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _connect(self) -> None:
        self.list.current_changed.connect(self._on_current)
        self.list.opened.connect(lambda _key: self.pane.begin())
        self.list.view.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.elsewhere.toggled.connect(lambda _on: self._show_lines())
        self.new_button.clicked.connect(self.ask_new)
        self.approve_button.clicked.connect(self.ask_approval)
        self.pane.wanted.connect(self._on_wanted)
        self.pane.saving.connect(self._save)
        self.pane.alias_dropped.connect(self._on_dropped)
        self.pane.page.addresses_wanted.connect(self._find_way)
        self.verbs.told.connect(self.told)
        self.verbs.entered.connect(self._on_entered)
        self._desk.feed.changed.connect(self._on_changed)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (("Ctrl+N", self.ask_new), ("F2", self.pane.begin)):
            QShortcut(QKeySequence(keys), self, act, context=here)

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the names again, and the card unless somebody is writing on it."""
        self._is_old = False
        self._start(operations.load_book(self._desk.store, self._on_book))
        self._start(operations.count_addresses(self._desk.store, self._on_counts))

    def _on_book(self, book: Book) -> None:
        self._book = book
        self.verbs.learn(book)
        self._by_key = {str(line.record.id): line for line in book.lines}
        self._show_lines()
        if self._goal:
            self.list.select(self._goal)
            self._goal = ""
        if not self.pane.is_editing:
            self._load_card()
        if self._left is not None:
            self.resume(self._left)

    def resume(self, draft: Draft) -> None:
        """Go on with what the last run left half written, once the names are there."""
        self._left = draft if self._book is None else None
        if self._book is None:
            return
        if draft.verb != CARD:
            self.verbs.resume(draft)
            return
        self._keeping.expect(draft)
        self.locate(draft.place_id)
        if not self.pane.is_editing:
            self._load_card()

    def _on_counts(self, counts: dict[int, Counts]) -> None:
        self._counts = counts
        self._show_lines()

    def _show_lines(self) -> None:
        if self._book is None:
            return
        lines = []
        for line in self._book.lines:
            if line.record.home_district == self._home or self.elsewhere.isChecked():
                count = None if self._counts is None else self._counts.get(line.record.id, Counts())
                lines.append(line_of(line, self._book, self._home, count))
        self.list.show_lines(lines)
        self._enable()

    def _on_current(self, key: str) -> None:
        if key == self._wanted:
            return
        if self.pane.is_written:
            self.told.emit(translate("places", "卡片还没有保存：请先保存或取消，再选别的地名。"))
            QTimer.singleShot(0, self, lambda: self.list.select(self._wanted))
            return
        self._wanted = key
        self._settle.start()

    def _load_card(self) -> None:
        if not self._wanted:
            self.pane.show_card(None)
            return
        load = operations.load_card(self._desk.store, int(self._wanted), self._on_card)
        self._start(load)

    def _on_card(self, card: Card) -> None:
        if str(card.record.id) == self._wanted and not self.pane.is_written:
            self.pane.show_card(card)
            self._keeping.restore()

    def _enable(self) -> None:
        self.approve_button.setEnabled(bool(self._waiting()))

    def _waiting(self) -> list[PlaceRecord]:
        """The selected names of the district that wait for approval."""
        rows = self.list.view.selectionModel().selectedRows()
        chosen = [self._by_key[self.list.model.shown[index.row()].key].record for index in rows]
        return [one for one in chosen if one.state == NameState.PENDING and one.home_district == self._home]

    # -- verbs --------------------------------------------------------------------------------------------------------

    def ask_new(self) -> None:
        """Ask for a new name."""
        if not self.new_button.isHidden():
            self.verbs.ask_new()

    def ask_approval(self) -> None:
        """Ask why the selected names that wait shall be standard."""
        waiting = self._waiting()
        if waiting and not self.approve_button.isHidden():
            self.verbs.ask_approval(waiting)

    def _on_wanted(self, verb: str) -> None:
        if self.pane.card is not None:
            self.verbs.ask(verb, self.pane.card)

    def _on_dropped(self, alias: str) -> None:
        if self.pane.card is not None:
            self.verbs.ask_drop(self.pane.card.record, alias)

    def _find_way(self) -> None:
        if self.pane.card is not None:
            find = operations.find_way(self._desk.store, self.pane.card.record, self._on_way)
            self._start(find)

    def _on_way(self, steps: tuple[TreeStep, ...]) -> None:
        if steps:
            self.way_found.emit(steps)
        else:
            self.told.emit(translate("places", "这个地名下没有您能看到的地址。"))

    def _on_entered(self, place_id: int) -> None:
        self._goal = str(place_id)

    # -- the card -----------------------------------------------------------------------------------------------------

    def _save(self, record: PlaceRecord, facts: Facts) -> None:
        at = operations.Desk(self._desk.store, self._actor, partial(self._on_not_saved, record.id))
        self._start(operations.save(at, record, facts, self._on_saved))

    def _on_saved(self, _changes: Changes) -> None:
        self.told.emit(translate("places", "地名卡片已保存。"))
        self.pane.cancel()

    def _on_not_saved(self, place_id: int, error: Exception) -> None:
        if isinstance(error, StaleRecord):
            load = operations.load_card(self._desk.store, place_id, self.pane.meet, self._say_refused)
            self._start(load)
        else:
            self._say_refused(error)

    def _say_refused(self, error: Exception) -> None:
        words = error_text(error)
        told = translate("places", "{what}{todo}").format(what=words.explanation, todo=words.next_step)
        self.pane.refuse(told)

    # -- what happened ------------------------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if not any(map(changes.touches, _CONCERNS)):
            return
        if not self.isVisible():
            self._is_old = True
        elif any(map(changes.touches, _NAMES)):
            self.refresh()
        elif not self.pane.is_editing:
            self._load_card()

    def _start(self, operation: Operation[Any]) -> Job:
        return self._desk.runner.start(operation, self)

    # -- what the menus ask of a room ---------------------------------------------------------------------------------

    def locate(self, place_id: int) -> None:
        """Select a name."""
        line = self._by_key.get(str(place_id))
        self._goal = str(place_id)
        if line is None:
            return
        if line.record.home_district != self._home:
            self.elsewhere.setChecked(True)
        self.list.clear_filter()
        self.list.select(self._goal)
        self._goal = ""

    def export(self) -> None:
        """Write the list that is shown into a workbook."""
        if self._book is None or not self.list.model.shown:
            self.told.emit(translate("places", "当前列表是空的，没有可导出的内容。"))
            return
        path = self._ask_path(self, translate("places", "地名录"))
        if not path:
            return
        shown = [self._by_key[line.key] for line in self.list.model.shown]
        words = translate("places", "已导出 {n} 条到 {file}")

        def done(count: int) -> None:
            self.told.emit(words.format(n=f"{count:,}", file=Path(path).name))

        self._start(export_names(self._desk.store, self._book, shown, self._counts, Path(path), done))

    def copy(self) -> None:
        """Copy the selected text of the card, or the selected lines."""
        if self.pane.page.textCursor().hasSelection() and not self.list.view.hasFocus():
            self.pane.page.copy()
            return
        count = self.list.copy()
        if count:
            self.told.emit(translate("places", "已复制 {n} 行").format(n=f"{count:,}"))

    def next_pane(self) -> None:
        """Move the keyboard to the next pane."""
        if self.list.view.hasFocus():
            goal: QWidget = self.pane.form.extent_from if self.pane.is_editing else self.pane.page
        else:
            goal = self.list.view
        goal.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_search(self) -> bool:
        """None here: names are looked for in the filter."""
        return False

    def focus_filter(self) -> None:
        """Go to the filter of the list."""
        self.list.focus_filter()

    def keep_layout(self) -> None:
        """Remember the widths of the panes."""
        self._desk.options.keep_layout("places", self.splitter.saveState())

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget: read when first shown, and when something changed since."""
        super().showEvent(event)
        if self._is_old:
            self.refresh()
