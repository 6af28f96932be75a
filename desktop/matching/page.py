"""The 公安比对 room: lines come in on top, the list with its verdicts below, the selected line on the right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QSplitter, QVBoxLayout, QWidget

from db.domain.access import Actor
from db.domain.changes import Changes
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.i18n import translate
from desktop.matching import operations
from desktop.matching.detail import DetailPane
from desktop.matching.export import export_lines
from desktop.matching.half_typed import HalfTyped
from desktop.matching.intake import Intake
from desktop.matching.keeping import Shelf
from desktop.matching.line_table import LineTable
from desktop.matching.operations import Found, KnownNames, Outcome, Run, Say
from desktop.matching.samples import SAMPLE_LINES
from desktop.matching.sheet import Group, Row
from desktop.matching.top_bar import TopBar
from desktop.matching.worker import ListMatcher
from desktop.matching.written import MOST_LINES, Given
from desktop.work.job import Job, Operation

_SETTLE_MS = 40
_AT_ONCE = 2_000
"""So many lines that were kept are matched without being asked to."""
_DETAIL_LEAST_PX = 328
_CONCERNS = ("node", "addr_code", "place", "place_alias", "division", "text_decision")
"""Tables whose changes may change a verdict."""
_NAMES = ("place", "place_alias", "division")


def ask_list_path(parent: QWidget) -> str:
    """Ask which file to open; ``""`` when the user thinks better of it."""
    path, _kind = QFileDialog.getOpenFileName(
        parent,
        translate("matching", "打开来文清单"),
        "",
        translate("matching", "清单 (*.xlsx *.xls *.ods *.csv *.txt *.htm *.html);;所有文件 (*)"),
    )
    return path


class MatchingPage(QWidget):
    """The room.

    Attributes:
        half: keeps what is typed about the selected line.

    Signals:
        told: (text) something to say in the status bar.
        located: (node id) show this address in its room.
        found: (generation of the list, positions with what was found) a run goes on in the background.
    """

    told = Signal(str)
    located = Signal(object)
    found = Signal(int, object)

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        ask_path: AskPath = ask_export_path,
        ask_file: Callable[[QWidget], str] = ask_list_path,
        *,
        keep_in: Path | None = None,
    ) -> None:
        """Build the room.

        Args:
            desk: what every room is given.
            actor: who decides.
            ask_path: asks where a workbook shall go.
            ask_file: asks which list to open.
            keep_in: where the lines are kept between two runs; without it they are not.
        """
        super().__init__()
        self._desk = desk
        self._actor = actor
        self._ask_path, self._ask_file = ask_path, ask_file
        self._shelf = Shelf(desk.runner, keep_in, self)
        self._generation = 0
        self._runs: set[Job] = set()
        self._cleared: list[Row] = []
        self._known = KnownNames(desk.store)
        self._matcher = ListMatcher(desk.store)
        self.intake = Intake(desk.runner, self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._look)
        self.top = TopBar()
        self.line_box = self.top.line
        self.table = LineTable(desk.runner)
        self.detail = DetailPane(desk.store, desk.runner)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.notice = QLabel()
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self.half = HalfTyped(desk.drafts, self.detail, self.table, self._shelf)
        self.half.match_wanted.connect(self._on_match_wanted)
        self.half.missed.connect(self._on_missed)
        self._show_state()

    def _build(self) -> None:
        self.notice.setWordWrap(True)
        self.notice.setContentsMargins(12, 0, 12, 0)
        self.notice.hide()
        for pane, stretch in ((self.table, 7), (self.detail, 4)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
            self.splitter.setCollapsible(self.splitter.count() - 1, False)
        self.table.setMinimumWidth(240)
        self.detail.setMinimumWidth(_DETAIL_LEAST_PX)
        self.splitter.setHandleWidth(5)
        state = self._desk.options.layout("matching")
        if state is not None:
            self.splitter.restoreState(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.top)
        column.addLayout(self.table.head)
        column.addWidget(self.notice)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.top.paste.clicked.connect(self.paste)
        self.top.open.clicked.connect(self.open_file)
        self.top.go_on.clicked.connect(self.go_on)
        self.top.export.clicked.connect(self.export)
        self.top.clear.clicked.connect(self._on_clear)
        self.line_box.entered.connect(self.intake.read_text)
        self.line_box.block_pasted.connect(self.paste)
        self.table.sample_wanted.connect(lambda: self.intake.read_text("\n".join(SAMPLE_LINES)))
        self.intake.came.connect(self._on_came)
        self._shelf.fetched.connect(self._on_fetched)
        self.table.current_changed.connect(self._on_line)
        self.table.model.arranged.connect(self._show_state)
        self.detail.reading_kept.connect(self._on_reading)
        self.detail.match_kept.connect(self._on_match)
        self.detail.withdrawn.connect(self._on_withdrawn)
        self.detail.opened.connect(self.located)
        self._desk.feed.changed.connect(self._on_changed)
        self.found.connect(self._on_found)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Paste), self.paste),
            (QKeySequence("Ctrl+O"), self.open_file),
            (QKeySequence("Ctrl+N"), self.line_box.setFocus),
        ):
            QShortcut(keys, self, act, context=here)

    # -- lines come in ------------------------------------------------------------------------------------------------

    def paste(self) -> None:
        """Add what lies on the clipboard: a block of lines, or files."""
        if not self.intake.take(QGuiApplication.clipboard().mimeData()):
            self.told.emit(translate("matching", "剪贴板里没有文字。请先在表格里复制地址。"))

    def open_file(self) -> None:
        """Ask for a file and add its lines."""
        path = self._ask_file(self)
        if path:
            self.intake.read_file(Path(path))

    def _on_came(self, lines: Sequence[Given], said: str) -> None:
        model = self.table.model
        if len(model.rows) + len(lines) > MOST_LINES:
            words = translate(
                "matching", "列表最多 {most} 行，这次的 {n} 行没有加入。请分成几份，或先清空列表。"
            )
            self._say(words.format(most=f"{MOST_LINES:,}", n=f"{len(lines):,}"))
            return
        shift = model.rows[-1].given.no if model.rows else 0
        self._cleared = []
        self._match(model.add([Row(replace(one, no=one.no + shift)) for one in lines]))
        self._shelf.keep(self.table.model.rows)
        self.told.emit(said)

    def _on_fetched(self, lines: list[Given]) -> None:
        if lines and not self.table.model.rows:
            added = self.table.model.add([Row(one) for one in lines])
            if len(lines) <= _AT_ONCE:
                self._match(added)
            words = translate("matching", "取回上次的列表，共 {n} 行。")
            self.told.emit(words.format(n=f"{len(lines):,}"))

    # -- matching -----------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Match the lines that still wait."""
        rows = self.table.model.rows
        self._match([at for at, row in enumerate(rows) if row.group is Group.WAITING])

    def refresh(self) -> None:
        """Match every line again, and read again what was decided about the selected one."""
        if self.table.model.rows:
            self.detail.forget_closer()
            self._settle.start()
            self._match(range(len(self.table.model.rows)))

    def _match(self, positions: Sequence[int]) -> None:
        self._say("")
        done = partial(self._on_outcome, self._generation)
        job = self._start(operations.match(self._run(), positions, done))
        if job in self._desk.runner.busy:
            self._runs.add(job)
            job.ended.connect(partial(self._on_run_ended, job))
        self._show_state()

    def _on_match_wanted(self, at: int) -> None:
        if not self._runs:
            self._match([at])

    def _on_missed(self) -> None:
        self._say(translate("matching", "上次填写的那一行已不在列表里。"))

    def _run(self) -> Run:
        return Run(self._matcher, self.table.model.rows, partial(self.found.emit, self._generation))

    @Slot(int, object)
    def _on_found(self, generation: int, found: Found) -> None:
        if generation == self._generation:
            self.table.model.put(found)

    def _on_outcome(self, generation: int, outcome: Outcome) -> None:
        if generation != self._generation or outcome.done == outcome.asked:
            return
        words = translate("matching", "已停止：比对了 {done} / {whole} 行，其余的行都还在，可以继续。")
        if outcome.died:
            words = translate(
                "matching", "比对意外中断：比对了 {done} / {whole} 行，其余的行都还在，可以继续。"
            )
        self._say(words.format(done=f"{outcome.done:,}", whole=f"{outcome.asked:,}"))

    def _on_run_ended(self, job: Job) -> None:
        self._runs.discard(job)
        self._show_state()

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if any(map(changes.touches, _NAMES)):
            self._known.forget()
        if initiator is not self and self.table.model.rows and any(map(changes.touches, _CONCERNS)):
            self._say(translate("matching", "库中数据有变动，结论可能过时。按 F5 重新比对。"))

    # -- the selected line --------------------------------------------------------------------------------------------

    def _on_line(self, at: int | None) -> None:
        row = self.table.model.rows[at] if at is not None else None
        self.detail.show_row(row)
        self._settle.start()

    def _look(self) -> None:
        row, store, detail = self.detail.row, self._desk.store, self.detail
        if row is None or row.matched is None:
            return
        if detail.closer is None:
            self._start(operations.look_closer(store, row.given.text, detail.show_closer))
        if detail.doubted is not row.matched:
            self._start(operations.find_doubts(row.matched, self._known, detail.show_doubts))

    def _on_reading(self, values: dict[str, str], why: str) -> None:
        say = self._say_of_line()
        if say is not None:
            self._start(operations.keep_reading(say, values, why, partial(self._on_kept, say.text)))

    def _on_match(self, node_id: int | None, why: str) -> None:
        say = self._say_of_line()
        if say is not None:
            self._start(operations.keep_match(say, node_id, why, partial(self._on_kept, say.text)))

    def _on_withdrawn(self) -> None:
        say = self._say_of_line()
        if say is not None:
            self._start(operations.withdraw(say, partial(self._on_kept, say.text)))

    def _say_of_line(self) -> Say | None:
        closer = self.detail.closer
        return Say(self._desk.store, self._actor, closer.text, closer) if closer is not None else None

    def _on_kept(self, text: str, _changes: Changes) -> None:
        self.half.decided()
        again = partial(self._on_matched_again, self._generation)
        self._start(operations.match_again(self._run(), text, again))

    def _on_matched_again(self, generation: int, outcome: Outcome) -> None:
        self._on_outcome(generation, outcome)
        self.told.emit(
            translate("matching", "已记入日志，{n} 行按此重新比对。").format(n=f"{outcome.done:,}")
        )
        self.detail.forget_closer()
        self._settle.start()

    # -- verbs --------------------------------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the lines that are shown into a workbook."""
        model = self.table.model
        if not model.view.shown:
            self.told.emit(translate("matching", "当前列表是空的，没有可导出的内容。"))
            return
        title = translate("matching", "地址比对结果")
        path = self._ask_path(self, title)
        if path:
            rows = [model.rows[at] for at in model.view.shown]
            done = partial(self._on_exported, Path(path).name)
            self._start(export_lines(self._desk.store, rows, title, Path(path), done))

    def _on_exported(self, name: str, count: int) -> None:
        self.told.emit(translate("matching", "已导出 {n} 行到 {file}").format(n=f"{count:,}", file=name))

    def copy(self) -> None:
        """Copy the selected lines."""
        count = self.table.copy()
        if count:
            self.told.emit(translate("matching", "已复制 {n} 行").format(n=f"{count:,}"))

    def _on_clear(self) -> None:
        if self.table.model.rows:
            self._generation += 1
            for job in self._runs:
                job.stop()
            self._cleared = self.table.model.clear()
            self.table.reset()
            self._say("")
        else:
            self.table.model.add(self._cleared)
            self._cleared = []
        self._shelf.keep(self.table.model.rows)
        self._show_state()

    def next_pane(self) -> None:
        """Move the keyboard to the next pane."""
        panes = (self.line_box, self.table.view, self.detail)
        focus = QApplication.focusWidget() or self
        here = next((n for n, one in enumerate(panes) if one is focus or one.isAncestorOf(focus)), -1)
        target = panes[(here + 1) % len(panes)]
        if target is self.detail:
            self.detail.enter()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_search(self) -> bool:
        """Go to the line that finds another address for the chosen line; there is none while no line is chosen."""
        return self.detail.find_another()

    def focus_filter(self) -> None:
        """Go to the filter of the list."""
        self.table.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.table.filter_box.selectAll()

    # -- state --------------------------------------------------------------------------------------------------------

    def _start(self, operation: Operation[Any]) -> Job:
        return self._desk.runner.start(operation, self)

    def _say(self, text: str) -> None:
        self.notice.setText(text)
        self.notice.setVisible(bool(text))

    def _show_state(self) -> None:
        waiting = 0 if self._runs else self.table.model.view.counts[Group.WAITING]
        self.top.show_state(len(self.table.model.rows), waiting, len(self._cleared))

    def keep_layout(self) -> None:
        """Remember the widths of the panes."""
        self._desk.options.keep_layout("matching", self.splitter.saveState())

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget: the keyboard goes to where one types; the lines of the last run are fetched once."""
        super().showEvent(event)
        if not self.table.model.rows:
            self.line_box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._shelf.fetch()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: files and texts may be dropped."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt calls it so
        """Override QWidget: what is dropped is added as if pasted."""
        if self.intake.take(event.mimeData()):
            event.acceptProposedAction()
