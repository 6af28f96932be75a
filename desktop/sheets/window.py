"""The 核查表 window: sheets that are out or came back, with their lateness, and below them the desk for what they say."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.check_sheet import Kind
from db.domain.clock import legal_date
from db.services import sheets
from db.services.sheet_decisions import Decided, Decision
from db.services.sheets import Listed, Unit
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.sheets import operations
from desktop.sheets.end_dialog import CLOSE, WITHDRAW, EndDialog
from desktop.sheets.issue_dialog import AskFolder, IssueDialog, ask_folder
from desktop.sheets.merge_desk import MergeDesk
from desktop.sheets.operations import Loaded, Order, TakenFile, Words, Written
from desktop.sheets.sheet_list import sheet_columns, sheet_groups, sheet_line, taken_text
from desktop.shell.verbs_off import needs_store
from desktop.system.line_table import LineTable
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.passing import open_once
from desktop.widgets.standing_line import StandingLine
from desktop.work.drafts import Draft

_SIZE = (1060, 680)
_ISSUE, _DECIDE = "sheet.issue", "sheet.decide"
_TABLES = ("check_sheet", "check_return", "check_finding", "application", "undo_step")
"""What the lists are told from: what was taken over waits again when its application ends or the edit is taken back."""
AskFiles = Callable[[QWidget], Sequence[str]]


def ask_files(parent: QWidget) -> Sequence[str]:
    """Files that came back; none when the user changed his mind."""
    kinds = translate("sheets", "核查表 (*.xlsx *.xlsm *.xls *.et *.ods)")
    return QFileDialog.getOpenFileNames(parent, translate("sheets", "收回的核查表"), "", kinds)[0]


class SheetsWindow(ButtonDialog):
    """The window.

    Attributes:
        table: the sheets.
        merge: the desk for what the selected ones say.
        state: what was told last, below the lists: the status bar of the main window may be hidden behind.
        dialog: the issue dialog that was opened last.
        box: what was told last in a box.
        selected: gives the addresses selected elsewhere, which a sheet may be issued for alone.
        ask_files, ask_folder, ask_path: ask for files, a folder and where a list goes.

    Signals:
        told: (text) something to say in the status bar.
        located: (id) show this address.
    """

    told = Signal(str)
    located = Signal(object)

    def __init__(self, desk: Desk, actor: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actor = desk, actor
        self._listed: dict[str, Listed] = {}
        self._words: Words | None = None
        self._choice: tuple[int, ...] = ()
        self._left: Draft | None = None
        self.selected: Callable[[], Sequence[int]] = tuple
        self.ask_files: AskFiles = ask_files
        self.ask_folder: AskFolder = ask_folder
        self.ask_path: AskPath = ask_export_path
        self.dialog: IssueDialog | None = None
        self.box: QMessageBox | None = None
        self.asking: EndDialog | None = None
        self.table = LineTable(translate("sheets", "核查表"), sheet_columns())
        self.merge = MergeDesk()
        self.issue = QPushButton(translate("sheets", "下发(&I)…"), autoDefault=False)
        self.take = QPushButton(translate("sheets", "收回(&T)…"), autoDefault=False)
        self.folder = QPushButton(translate("sheets", "收整个文件夹(&F)…"), autoDefault=False)
        self.urge = QPushButton(translate("sheets", "催办清单(&U)…"), autoDefault=False)
        self.more = QPushButton(translate("sheets", "更多(&M)"), autoDefault=False)
        self.state = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._typed = StandingLine(self.merge.reason, desk.drafts, self._about_words)
        self._build()
        self._connect()
        self.read()

    def _build(self) -> None:
        self.setWindowTitle(translate("sheets", "核查表下发与回收"))
        self.setAcceptDrops(True)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.table.say_empty(
            translate("sheets", "还没有下发过核查表"),
            translate(
                "sheets",
                "按「下发」选社区，每个社区得到一个表格文件，发给社区填写；交回的文件拖到这里即可。",
            ),
        )
        self.table.offer_groups(sheet_groups())
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.issue, self.take, self.folder, self.urge, self.more):
            row.addWidget(button)
        row.addStretch(1)
        needs_store(self.issue, self.take, self.folder)
        for verb, buttons in (("sheet.issue", (self.issue,)), ("sheet.return", (self.take, self.folder))):
            for button in buttons:
                button.setVisible(self._actor.may(verb))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.merge)
        split.setChildrenCollapsible(False)
        split.setSizes([_SIZE[1] * 2 // 5, _SIZE[1] * 3 // 5])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(split, 1)
        self.state.hide()
        column.addWidget(self.state)
        area = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], area.width()), min(_SIZE[1], area.height() - 40))
        self._fill_menu()

    def _fill_menu(self) -> None:
        menu = QMenu(self.more)
        entries: tuple[tuple[str, Callable[[], None]], ...] = (
            (translate("sheets", "重新导出工作簿(&W)…"), self._write_again),
            (translate("sheets", "导出退回清单(&R)…"), self._export_rejects),
            (translate("sheets", "办结(&C)…"), partial(self._ask_reason, CLOSE)),
            (translate("sheets", "撤回(&X)…"), partial(self._ask_reason, WITHDRAW)),
        )
        for name, act in entries:
            menu.addAction(name).triggered.connect(lambda _checked=False, act=act: act())
        self.more.setMenu(menu)

    def _connect(self) -> None:
        self.table.view.selectionModel().selectionChanged.connect(self._on_chosen)
        self.table.model.arranged.connect(self._on_chosen)
        self.issue.clicked.connect(lambda _checked: self.ask_issue(self.selected()))
        self.take.clicked.connect(lambda: self.take_files(self.ask_files(self)))
        self.folder.clicked.connect(self._take_folder)
        self.urge.clicked.connect(self._export_overdue)
        self.merge.decided.connect(self._on_decided)
        self.merge.opened.connect(self.located)
        self.told.connect(self.say)
        QShortcut(QKeySequence("Ctrl+F"), self, self.focus_filter)
        self._desk.feed.changed.connect(self._on_changed)

    def say(self, text: str) -> None:
        """Say something below the lists; nothing when empty."""
        self.state.setText(text)
        self.state.setVisible(bool(text))

    def focus_filter(self) -> None:
        """Go to the filter of the list the keyboard is on, else to that of the findings."""
        focused = self.focusWidget()
        above = focused is not None and self.table.isAncestorOf(focused)
        (self.table if above else self.merge.table).focus_filter()

    # -- reading -----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the list anew."""
        self._desk.runner.start(operations.load(self._desk.store, self._on_loaded), self)

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if any(changes.touches(name) for name in _TABLES):
            self.read()

    def _on_loaded(self, loaded: Loaded) -> None:
        self._listed = {str(one.sheet.id): one for one in loaded.sheets}
        self._choice = ()
        self.table.show_lines([sheet_line(one, loaded.names) for one in loaded.sheets])
        self._on_chosen()
        left, self._left = self._left, None
        if left is not None:
            self._resume(left)

    def go_on(self, left: Draft) -> None:
        """Open a form as the last run left it; all but a new issue once the list is there."""
        if left.verb == _ISSUE:
            self.ask_issue(draft=left)
            return
        self._left = left
        self.read()

    def _about_words(self) -> Draft:
        return Draft(_DECIDE, translate("sheets", "核查结果的处理理由"), self._choice)

    def _resume(self, left: Draft) -> None:
        self.table.clear_filter()
        selection, model, wanted = self.table.view.selectionModel(), self.table.model, QItemSelection()
        for row in (model.row_of(str(one)) for one in left.ids):
            if row >= 0:
                wanted.select(model.index(row, 0), model.index(row, 0))
        selection.select(wanted, selection.SelectionFlag.ClearAndSelect | selection.SelectionFlag.Rows)
        if left.verb == _DECIDE:
            self._typed.resume(left)
        elif self.chosen():
            self._ask_reason(left.verb, left)
        else:
            self._desk.drafts.forget(left)
            self.told.emit(translate("sheets", "上次填写到一半的那份核查表已经不在列表里。"))

    def chosen(self) -> list[Listed]:
        """The sheets selected."""
        rows = sorted(index.row() for index in self.table.view.selectionModel().selectedRows())
        shown = self.table.model.shown
        return [self._listed[shown[row].key] for row in rows if row < len(shown)]

    def _on_chosen(self, *_what: object) -> None:
        wanted = tuple(one.sheet.id for one in self.chosen())
        if wanted == self._choice:
            return
        self._choice = wanted
        store = self._desk.store
        self._desk.runner.start(operations.load_words(store, wanted, partial(self._on_words, wanted)), self)

    def _on_words(self, wanted: tuple[int, ...], words: Words) -> None:
        if wanted == self._choice:
            self._words = words
            self.merge.show_words(words, may=self._actor.may("sheet.decide"))

    # -- out ---------------------------------------------------------------------------------------------------------

    def ask_issue(self, selected: Sequence[int] = (), draft: Draft | None = None) -> None:
        """Ask what shall go out; ``selected`` are addresses selected elsewhere."""
        arrived = partial(self._open_issue, tuple(selected), draft)
        self._desk.runner.start(operations.load_units(self._desk.store, selected, arrived), self)

    def _open_issue(self, selected: tuple[int, ...], draft: Draft | None, units: list[Unit]) -> None:
        today = legal_date(self._desk.store.clock.now())
        dialog = self.dialog = IssueDialog(units, selected, today, self.ask_folder, self)
        dialog.keep(self._desk.drafts, draft or Draft(_ISSUE, translate("sheets", "下发核查表")))
        dialog.ordered.connect(self._on_ordered)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_ordered(self, order: Order) -> None:
        store = self._desk.store
        self._desk.runner.start(operations.issue(store, self._actor, order, self._on_written), self)

    def _on_written(self, written: Written) -> None:
        self._desk.feed.changed.emit(written.changes, self)
        self.activateWindow()  # the progress of the main window took the keyboard along
        told = translate("sheets", "{n} 份核查表已写到 {folder}").format(
            n=f"{written.count:,}", folder=str(written.folder)
        )
        if written.empty:
            told += translate("sheets", "；{n} 个社区没有要核查的地址").format(n=f"{written.empty:,}")
        if written.stopped:
            told += translate("sheets", "；其余没有下发")
        self.told.emit(told)
        self.read()

    def _write_again(self) -> None:
        wanted = self.chosen()
        folder = self.ask_folder(self) if wanted else ""
        if folder:
            store, target = self._desk.store, Path(folder)
            self._desk.runner.start(operations.write_again(store, wanted, target, self._on_written), self)

    # -- back --------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Override QWidget: files may be dropped here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()) and self.take.isVisibleTo(self):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Override QWidget: take what is dropped."""
        self.take_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def _take_folder(self) -> None:
        folder = self.ask_folder(self)
        self.take_files([folder] if folder else [])

    def take_files(self, paths: Sequence[str]) -> None:
        """Take files and folders that came back."""
        if paths:
            wanted = [Path(path) for path in paths]
            taking = operations.take(self._desk.store, self._actor, wanted, self._on_taken)
            self._desk.runner.start(taking, self)

    def _on_taken(self, files: list[TakenFile]) -> None:
        changes = [one.changes for file in files for one in file.taken if one.changes.entry]
        for one in changes:
            self._desk.feed.changed.emit(one, self)
        self.read()
        box = self.box = QMessageBox(self)
        bad = any(file.error is not None for file in files) or not files
        box.setIcon(QMessageBox.Icon.Warning if bad else QMessageBox.Icon.Information)
        box.setWindowTitle(translate("sheets", "回收核查表"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        head, lines = taken_text(files)
        box.setText(head)
        box.setInformativeText("\n".join(lines[:12]))
        if len(lines) > 12:
            box.setDetailedText("\n".join(lines))
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.finished.connect(box.deleteLater)
        box.finished.connect(lambda _answer: self.merge.table.view.setFocus())  # what is to be decided
        box.open()

    # -- deciding ----------------------------------------------------------------------------------------------------

    def _on_decided(self, decisions: list[Decision], reason: str) -> None:
        self.merge.set_busy(True)
        self.say("")
        store, failed = self._desk.store, self._on_failed
        deciding = operations.decide(store, self._actor, decisions, reason, self._on_done, failed)
        self._desk.runner.start(deciding, self).ended.connect(lambda: self.merge.set_busy(False))

    def _on_done(self, done: Decided) -> None:
        self.merge.set_busy(False)
        if not done.refused:
            self._typed.used()
        template = translate("sheets", "已采纳 {applied} 条，提交申请 {filed} 条，不采纳 {left} 条")
        counts = {"applied": done.applied, "filed": done.filed, "left": done.dismissed}
        told = template.format(**{name: f"{n:,}" for name, n in counts.items()})
        if done.beyond_share and done.filed:
            told += translate("sheets", "；涉及的地址占所在社区的比例较大，须由另一人审批，不能直接生效")
        self.told.emit(told)
        if done.refused:
            first = error_text(done.refused[0].error).explanation
            words = translate("sheets", "{n} 条没有办成，仍待处理。第一条：{why}")
            self.merge.say_fault(words.format(n=f"{len(done.refused):,}", why=first))
        self._desk.feed.changed.emit(done.changes, self)
        self.read()

    def _on_failed(self, error: Exception) -> None:
        self.merge.set_busy(False)
        self.merge.say_fault(error_text(error).explanation)
        self.read()

    def _ask_reason(self, verb: str, left: Draft | None = None) -> None:
        chosen, withdrawing = self.chosen(), verb == WITHDRAW
        if len(chosen) != 1 or not self._actor.may("sheet.withdraw" if withdrawing else "sheet.decide"):
            self.told.emit(translate("sheets", "请选一份核查表；撤回由经办或科长办理，办结由经办办理。"))
            return
        asking = self.asking = EndDialog(chosen[0], self, withdrawing=withdrawing)
        asking.keep(self._desk.drafts, left)
        asking.asked.connect(partial(self._end, asking))
        open_once(asking, self._desk.runner)

    def _end(self, asking: EndDialog) -> None:
        act = sheets.withdraw if asking.withdrawing else sheets.close
        do = partial(act, self._desk.store, self._actor, asking.listed.sheet.id, asking.reason())

        def done(changes: Changes) -> None:
            asking.accept()
            self._on_ended(changes)

        self._desk.runner.start(operations.end(do, asking.name, done, asking.refuse), self)

    def _on_ended(self, changes: Changes) -> None:
        self._desk.feed.changed.emit(changes, self)
        self.read()

    # -- lists -------------------------------------------------------------------------------------------------------

    def _export_overdue(self) -> None:
        path = self.ask_path(self, translate("sheets", "核查表催办清单"))
        if path:
            done = partial(self._on_exported, Path(path))
            self._desk.runner.start(operations.export_overdue(self._desk.store, Path(path), done), self)

    def _export_rejects(self) -> None:
        found = self._words.findings if self._words else ()
        if not any(one.kind == Kind.REJECTED for one in found):
            self.told.emit(translate("sheets", "选中的核查表没有退回的内容。"))
            return
        path = self.ask_path(self, translate("sheets", "核查表退回清单"))
        if path:
            done = partial(self._on_exported, Path(path))
            self._desk.runner.start(
                operations.export_rejects(self._desk.store, found, Path(path), done), self
            )

    def _on_exported(self, path: Path, count: int) -> None:
        words = translate("sheets", "已导出 {n} 条到 {file}")
        self.told.emit(words.format(n=f"{count:,}", file=path.name))
