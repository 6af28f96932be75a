"""The 操作日志 window: entries on the left, what the selected one changed on the right, the check below."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.domain.audit import KeptHead
from db.domain.clock import legal_date
from db.services.audit import ShownChanges, Verdict
from db.store.journal_read import EntryRow, Keys
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.journal import operations
from desktop.journal.changes_pane import ChangesPane
from desktop.journal.entry_table import EntryTable
from desktop.journal.export import Exported, export_operation
from desktop.journal.filters import Filters
from desktop.journal.words import Words
from desktop.standing.file_names import ask_save
from desktop.terms import damage_term
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.on_screen import size_on_screen
from desktop.work.job import Operation

_SIZE = (1060, 600)
_GROUP = 4
_GOOD, _BAD = "#2e7d4f", "#c0392b"


def ask_files(parent: QWidget, title: str, kinds: str) -> list[str]:
    """Ask for files that are there; none when the user thinks better of it."""
    return QFileDialog.getOpenFileNames(parent, title, "", kinds)[0]


@dataclass(frozen=True, slots=True)
class Asking:
    """How the user is asked for files; tests answer themselves."""

    new_file: Callable[[QWidget, str, str, str], str] = ask_save
    files: Callable[[QWidget, str, str], list[str]] = ask_files


@dataclass(frozen=True, slots=True)
class About:
    """The address whose entries alone are listed."""

    node_id: int
    text: str


class JournalWindow(ButtonDialog):
    """The window; closed, it waits to be shown again."""

    def __init__(self, desk: Desk, asking: Asking | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = asking or Asking()
        self._keys: Keys = ()
        self._current: EntryRow | None = None
        self._words = Words()
        self.filters = Filters(legal_date(desk.store.clock.now()))
        self.table = EntryTable(desk.store, desk.runner, self._words)
        self.changes = ChangesPane(self._words)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.count, self.verdict, self.scope = QLabel(), QLabel(), QLabel()
        self.clear_button = QPushButton(translate("journal", "清除筛选(&L)"), autoDefault=False)
        self.everything = QPushButton(translate("journal", "显示全部日志(&A)"), autoDefault=False)
        self.verify_button = QPushButton(translate("journal", "校验(&V)"), autoDefault=False)
        self.compare_button = QPushButton(translate("journal", "对照链头文件(&H)…"), autoDefault=False)
        self.keep_button = QPushButton(translate("journal", "导出链头(&K)…"), autoDefault=False)
        self.export_button = QPushButton(translate("journal", "导出日志(&E)…"), autoDefault=False)
        self.setWindowTitle(translate("journal", "操作日志"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._build()
        self._connect()

    # -- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for label in (self.count, self.scope):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.verdict.setWordWrap(True)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.changes)
        for place, stretch in enumerate((6, 4)):
            self.splitter.setStretchFactor(place, stretch)
            self.splitter.setCollapsible(place, False)
        above = QHBoxLayout()
        above.addWidget(self.scope, 1)
        above.addWidget(self.everything)
        below = QHBoxLayout()
        below.addWidget(self.count, 1)
        for button in (
            self.clear_button,
            self.verify_button,
            self.compare_button,
            self.keep_button,
            self.export_button,
        ):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(above)
        column.addWidget(self.filters)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.verdict)
        column.addLayout(below)
        self.verdict.hide()
        size_on_screen(self, _SIZE)
        self.splitter.setSizes([self.width() * 6 // 10, self.width() * 4 // 10])

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.table.model.people_known.connect(self._words.know)
        self.table.model.people_known.connect(self.filters.show_people)
        self.table.model.arrived.connect(self._show_count)
        self.table.current_changed.connect(self._on_current)
        self.clear_button.clicked.connect(self.filters.clear)
        self.everything.clicked.connect(lambda: self.look_at(None))
        self.verify_button.clicked.connect(lambda: self.verify(()))
        self.compare_button.clicked.connect(self._compare)
        self.keep_button.clicked.connect(self._keep_head)
        self.export_button.clicked.connect(self.export)
        for keys, act in (
            ("F5", self.refresh),
            ("Ctrl+F", self._focus_filter),
            ("Ctrl+E", self.export),
            ("F6", self.next_pane),
            (QKeySequence.StandardKey.Copy, self.copy),
        ):
            QShortcut(keys, self, act)

    # -- listing ------------------------------------------------------------------------------------------------------

    def look_at(self, about: About | None) -> None:
        """List the entries of one address, or all."""
        self.scope.setVisible(about is not None)
        self.everything.setVisible(about is not None)
        self._keys = ()
        if about is None:
            self.refresh()
            return
        self.scope.setText(translate("journal", "只列出与「{address}」有关的日志").format(address=about.text))
        self._start(operations.load_keys(self._desk.store, about.node_id, self._on_keys))

    def _on_keys(self, keys: Keys) -> None:
        self._keys = keys
        self.refresh()

    def refresh(self) -> None:
        """List anew what the filters ask for."""
        newest_first = self.table.model.wanted.newest_first
        self.table.model.show(replace(self.filters.wanted(), keys=self._keys, newest_first=newest_first))

    def _show_count(self) -> None:
        model = self.table.model
        template = translate("journal", "共 {n} 条。日志保存不少于 {days} 天，本系统不删除任何日志。")
        if not model.complete:
            template = translate(
                "journal", "已列出 {n} 条，向下滚动继续。日志保存不少于 {days} 天，本系统不删除任何日志。"
            )
        self.count.setText(template.format(n=f"{len(model.entries):,}", days=f"{model.keep_days:,}"))
        self.clear_button.setVisible(self.filters.restricts())

    def _on_current(self, entry: EntryRow | None) -> None:
        self._current = entry
        if entry is None:
            self.changes.clear()
            return
        load = operations.load_changes(
            self._desk.store, entry.seq, self._keys, lambda shown: self._on_changes(entry, shown)
        )
        self._start(load)

    def _on_changes(self, entry: EntryRow, shown: ShownChanges) -> None:
        if entry is self._current:
            self.changes.show_changes(shown, entry.change_count)

    # -- proving ------------------------------------------------------------------------------------------------------

    def verify(self, files: tuple[Path, ...]) -> None:
        """Read the journal through, held against heads in files."""
        self._start(
            operations.verify(self._desk.store, files, lambda verdict: self._on_verdict(verdict, files))
        )

    def _compare(self) -> None:
        title = translate("journal", "选择另处保存的链头文件")
        chosen = self._asking.files(self, title, translate("journal", "链头文件 (*.json)"))
        if chosen:
            self.verify(tuple(Path(one) for one in chosen))

    def _on_verdict(self, verdict: Verdict, files: tuple[Path, ...]) -> None:
        found = verdict.finding
        if found is not None:
            text = translate(
                "journal", "第 {seq} 条日志{damage}。请保留现场，不要继续操作，并与备份和另处保存的链头核对。"
            )
            self._say(text.format(seq=f"{found.seq:,}", damage=damage_term(found.kind.value)), _BAD)
            return
        text = translate("journal", "校验完好，共 {n} 条。链头 {head}")
        if files:
            text = translate("journal", "校验完好，与链头文件相符，共 {n} 条。链头 {head}")
        self._say(text.format(n=f"{verdict.entries:,}", head=_grouped(verdict.head)), _GOOD)

    def _keep_head(self) -> None:
        title, name = translate("journal", "导出链头"), translate("journal", "日志链头")
        kinds = translate("journal", "打印页 (*.pdf);;链头文件 (*.json)")
        path = self._asking.new_file(self, title, f"{name}.pdf", kinds)
        if path:
            self._start(
                operations.keep_head(self._desk.store, Path(path), lambda head: self._on_kept(head, path))
            )

    def _on_kept(self, head: KeptHead, path: str) -> None:
        text = translate("journal", "前 {n} 条日志的链头已写入 {file}。请保存到本机以外。")
        self._say(text.format(n=f"{head.seq:,}", file=Path(path).name), _GOOD)

    def _say(self, text: str, colour: str) -> None:
        self.verdict.setText(f'<span style="color:{colour}">●</span> {escape(text)}')
        self.verdict.show()

    # -- other verbs --------------------------------------------------------------------------------------------------

    def export(self) -> None:
        """Write what is listed, changes included, for somebody without this program."""
        title = translate("journal", "导出操作日志")
        kinds = translate("journal", "Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv);;JSON 行 (*.jsonl)")
        path = self._asking.new_file(self, title, f"{translate('journal', '操作日志')}.xlsx", kinds)
        if path:
            wanted = self.table.model.wanted
            self._start(
                export_operation(
                    self._desk.store, wanted, Path(path), lambda done: self._on_exported(done, path)
                )
            )

    def _on_exported(self, done: Exported, path: str) -> None:
        text = translate("journal", "已导出 {n} 条日志（{rows} 行）到 {file}")
        self._say(text.format(n=f"{done.entries:,}", rows=f"{done.rows:,}", file=Path(path).name), _GOOD)

    def copy(self) -> None:
        """Copy the selected lines of the pane that has the keyboard."""
        if not (self.changes.tree.hasFocus() and self.changes.copy()):
            self.table.copy()

    def next_pane(self) -> None:
        """Move the keyboard to the other pane."""
        if self.table.view.hasFocus():
            self.changes.enter()
        else:
            self.table.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_filter(self) -> None:
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.selectAll()

    def _start(self, operation: Operation[Any]) -> None:
        self._desk.runner.start(operation, self)


def _grouped(digest: str) -> str:
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))
