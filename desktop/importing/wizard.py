"""The 导入 window: files, sheets, columns, problems, and into the register, forward and back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.import_repair import Repair
from db.domain.importing import Kind
from db.services.import_batches import Reversal
from db.services.import_trial import Trial
from db.store.import_batches import BatchRow
from desktop.addresses.page import Desk
from desktop.error_texts import error_text
from desktop.files.workbook.options import SheetChoice
from desktop.i18n import translate
from desktop.importing import operations, row_operations
from desktop.importing.batches_dialog import BatchesDialog
from desktop.importing.draft import CHECK, COLUMNS, FILES, FINISH, SHEETS, Draft
from desktop.importing.frame import Frame
from desktop.importing.keeping import ImportKeeping, reversal_form
from desktop.importing.operations import Bench, Checked, Checkout, Done, Surveyed
from desktop.importing.reverse_dialog import ReverseDialog
from desktop.importing.rows_dialog import open_rows
from desktop.importing.state import Asking, State
from desktop.importing.step_check import CheckStep
from desktop.importing.step_columns import ColumnsStep, headings, lone_address, understood
from desktop.importing.step_files import FilesStep
from desktop.importing.step_finish import FinishStep
from desktop.importing.step_sheets import SheetsStep
from desktop.importing.validity import columns_fault, frozen, sheets_fault
from desktop.importing.words import kind_word
from desktop.importing.worker import DeliveryReader
from desktop.widgets.button_dialog import ButtonDialog
from desktop.widgets.keeping import keep_form
from desktop.widgets.passing import open_once
from desktop.work.drafts import Draft as Form
from desktop.work.job import Operation

_AT_ONCE = 2_000
"""So many records are checked again after every correction without being asked to."""


class ImportWizard(ButtonDialog):
    """The window.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(
        self, desk: Desk, actor: Actor, asking: Asking | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._asking = desk, asking or Asking()
        self._bench = Bench(desk.store, actor, DeliveryReader(desk.store))
        self.state = State()
        self.files = FilesStep(self._asking.files, self._asking.folder)
        self.sheets, self.columns, self.check = SheetsStep(), ColumnsStep(), CheckStep()
        self.finish = FinishStep(may_promote=self._bench.may_promote, save=self._asking.save)
        self.frame = Frame((self.files, self.sheets, self.columns, self.check, self.finish))
        self._keeping = ImportKeeping(desk.drafts)
        self.setWindowTitle(translate("importing", "导入"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.frame.fill(self)
        self._connect()
        self.files.show_draft(self.state.draft)
        self._show_step(FILES)
        self._start(operations.senders(desk.store, self.files.offer_senders))
        self._offer_last()

    def _connect(self) -> None:
        frame = self.frame
        frame.next.clicked.connect(self._on_next)
        frame.back.clicked.connect(self.go_back)
        frame.close.clicked.connect(self.close)
        frame.again.clicked.connect(self.start_over)
        frame.batches.clicked.connect(self.show_batches)
        frame.resume.clicked.connect(self.resume)
        frame.fresh.clicked.connect(self.start_over)
        menu = QMenu(self)
        for kind in Kind:
            menu.addAction(kind_word(kind.value), partial(self._on_template, kind))
        frame.template.setMenu(menu)
        self.files.changed.connect(self._on_files)
        self.sheets.chosen.connect(self._on_sheet)
        self.columns.changed.connect(self._on_columns)
        self.columns.reading_changed.connect(self._on_reading)
        self.check.repaired.connect(self._on_repaired)
        self.check.undone.connect(self._on_undone)
        self.check.spread.connect(self._on_spread)
        self.check.again.connect(lambda: self._rehearse(CHECK))
        self.finish.promote.connect(self._on_promote)
        self.finish.give_up.connect(self._on_give_up)
        self.finish.take_back.connect(self._on_take_back)
        self.finish.rejects_wanted.connect(self._on_rejects)
        self.finish.rows_wanted.connect(partial(open_rows, self._desk, self._asking.save, self))

    # -- forward and back ---------------------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """Which step is shown."""
        return self.frame.step

    def _on_next(self) -> None:
        self.state.goal = FILES  # whoever clicks himself wants to see the next step
        self.go_on()

    def go_on(self) -> None:
        """Do what leads to the next step; it is shown when that is done."""
        self.frame.say("")
        acts = {FILES: self._look, SHEETS: self._to_columns, COLUMNS: self._to_check, CHECK: self._stage}
        acts[self.step]()

    def go_back(self) -> None:
        """Show the step before."""
        self.frame.say("")
        self._show_step(self.step - 1)

    def start_over(self) -> None:
        """Begin another delivery; what was chosen for the last one is forgotten."""
        self.state = State()
        self.files.show_draft(self.state.draft)
        self.frame.offer("")
        self._keeping.forget()
        self._keeping.keep(self.state.draft)
        self._show_step(FILES)

    def _show_step(self, step: int) -> None:
        self.frame.show_step(step, is_ready=step != FILES or bool(self.state.draft.paths))
        if step < FINISH:
            self._set(replace(self.state.draft, step=step))

    def _advance(self, step: int) -> None:
        """Show a step, and go on at once when the clerk was further last time."""
        self._show_step(step)
        if step < self.state.goal:
            self.go_on()

    # -- files --------------------------------------------------------------------------------------------------------

    def _on_files(self, draft: Draft) -> None:
        self._set(draft)
        self.frame.say("")
        self.frame.next.setEnabled(bool(draft.paths))

    def _look(self) -> None:
        done = self._on_surveyed if self.step == FILES else self._on_looked_again
        self._start(operations.look(self._bench, self.state.draft, done), self._on_refused)

    def _on_surveyed(self, found: Surveyed) -> None:
        self._on_looked_again(found)
        self._advance(SHEETS)

    def _on_looked_again(self, found: Surveyed) -> None:
        self.state.found = found
        self.sheets.show_files(found)

    # -- sheets and columns -------------------------------------------------------------------------------------------

    def _on_sheet(self, choice: SheetChoice) -> None:
        self._set(self.state.draft.with_sheet(choice))
        self._look()

    def _to_columns(self) -> None:
        found = self.state.found
        fault = sheets_fault(found) if found else ""
        if found is None or fault:
            self.frame.say(fault)
            return
        draft = frozen(self.state.draft, found)
        told = {**lone_address(found), **draft.options.columns}
        meant = {one.key: one.field for one in headings(found, told)}
        self._set(draft.with_columns(meant))
        self.columns.show_files(found, self.state.draft.options)
        self._advance(COLUMNS)

    def _on_columns(self, columns: dict[str, str]) -> None:
        self._set(self.state.draft.with_columns(columns))
        if self.state.found is not None:
            self.columns.show_files(self.state.found, self.state.draft.options)
        self.frame.say("")

    def _on_reading(self, chosen: tuple[bool, bool, bool]) -> None:
        expand, dates, dashes = chosen
        options = replace(
            self.state.draft.options, expand=expand, take_recovered=dates, dash_is_suffix=dashes
        )
        self._set(replace(self.state.draft, options=options))

    # -- checking -----------------------------------------------------------------------------------------------------

    def _to_check(self) -> None:
        found = self.state.found
        fault = columns_fault(found, self.state.draft.options) if found else ""
        if fault:
            self.frame.say(fault)
            return
        self._rehearse(CHECK)

    def _rehearse(self, then: int) -> None:
        if self.state.found is not None:
            done = partial(self._on_trial, then)
            operation = operations.rehearse(self._bench, self.state.draft, self.state.found.files, done)
            self._start(operation, self._on_refused)

    def _on_trial(self, then: int, checked: Checked) -> None:
        self.state.trial, self.state.sha256, self.state.stale = checked.trial, checked.sha256, False
        self._show_trial()
        self._show_step(then)
        self.frame.next.setDefault(not self.check.groups)

    def _show_trial(self) -> None:
        if self.state.trial is not None:
            self.check.show_trial(self.state.trial, self.state.draft.repairs, stale=self.state.stale)

    def _on_repaired(self, decided: list[Repair]) -> None:
        self._decide((*self.state.draft.repairs, *decided))

    def _on_undone(self) -> None:
        repairs = self.state.draft.repairs
        last = repairs[-1] if repairs else None
        # What was decided in one go for many records goes in one go.
        same = [one for one in repairs if last and replace(one, at=None) == replace(last, at=None)]
        self._decide(tuple(one for one in repairs if one not in same))

    def _on_spread(self) -> None:
        options = replace(self.state.draft.options, expand=True)
        self._set(replace(self.state.draft, options=options))
        self.columns.expand.setChecked(True)
        self._rehearse(CHECK)

    def _decide(self, repairs: tuple[Repair, ...]) -> None:
        self._set(replace(self.state.draft, repairs=repairs))
        self.state.stale = True
        trial = self.state.trial
        if trial is not None and trial.balance.read <= _AT_ONCE:
            self._rehearse(CHECK)
        else:
            self._show_trial()

    # -- into the store -----------------------------------------------------------------------------------------------

    def _stage(self) -> None:
        found, draft = self.state.found, self.state.draft
        if self.state.stale or found is None:
            self._rehearse(CHECK)
            return
        meant = tuple(understood(found, draft.options.columns))
        out = Checkout(draft, found.files, self.state.sha256, meant)
        self._start(operations.keep_staged(self._bench, out, self._on_staged), self._on_refused)

    def _on_staged(self, batch: BatchRow) -> None:
        self.show_batch(batch, trial=self.state.trial)
        self.told.emit(translate("importing", "已暂存：{file}").format(file=batch.source_name))

    def show_batch(self, batch: BatchRow, done: Done | None = None, trial: Trial | None = None) -> None:
        """Show a batch that is in the store; ``trial`` is what the check just before said of it."""
        self.state = State(batch=batch)
        self._keeping.keep(self.state.draft)
        self.frame.offer("")
        self.frame.say("")
        self.finish.show_batch(batch, done, trial)
        self._show_step(FINISH)
        if trial is None:
            kept, refused = partial(self.finish.show_kept, batch), partial(self.finish.show_rejects, batch)
            self._start(row_operations.count_kept(self._desk.store, batch, kept))
            self._start(operations.load_rejects(self._desk.store, batch, refused))

    def _on_promote(self) -> None:
        if self.state.batch is not None:
            self._start(operations.put_in(self._bench, self.state.batch, self._on_done))

    def _on_done(self, done: Done) -> None:
        self._desk.feed.changed.emit(done.changes, self)
        self.show_batch(done.batch, done)

    def _on_give_up(self) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(translate("importing", "放弃这一批"))
        box.setText(translate("importing", "放弃后这批清单不会入库；以后要导入须重新选文件。确定放弃吗？"))
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
        box.button(QMessageBox.StandardButton.Yes).setText(translate("importing", "放弃(&G)"))
        box.accepted.connect(self.give_up)
        open_once(box, self._desk.runner)

    def give_up(self) -> None:
        """Give the staged batch up."""
        if self.state.batch is not None:
            self._start(operations.give_up(self._bench, self.state.batch, self._on_changed))

    def _on_take_back(self) -> None:
        if self.state.batch is not None:
            self._start(operations.ask_reversal(self._desk.store, self.state.batch, self._ask_reversal))

    def _ask_reversal(self, found: Reversal, left: Form | None = None) -> None:
        dialog = ReverseDialog(found, self)
        keep_form(dialog, self._desk.drafts, left or reversal_form(found.batch), {"reason": dialog.reason})
        dialog.agreed.connect(self.take_back)
        open_once(dialog, self._desk.runner)

    def go_on_taking_back(self, left: Form) -> None:
        """Ask again why a batch is taken back, as it was being answered when the program ended."""
        (batch_id,) = left.ids
        ask = partial(self._ask_reversal, left=left)

        def found(batch: BatchRow) -> None:
            self.show_batch(batch)
            self._start(operations.ask_reversal(self._desk.store, batch, ask))

        self._start(operations.fetch_batch(self._desk.store, batch_id, found))

    def take_back(self, reason: str) -> None:
        """Take the batch out of the register."""
        if self.state.batch is not None:
            self._start(operations.take_back(self._bench, self.state.batch, reason, self._on_changed))

    def _on_changed(self, changes: Changes) -> None:
        before = self.state.batch
        if changes.touches("application"):
            self._on_take_back()  # tells that another person was asked first
        elif before is not None:
            self._start(operations.fetch_batch(self._desk.store, before.id, self.show_batch))

    # -- beside the way -----------------------------------------------------------------------------------------------

    def show_batches(self) -> BatchesDialog:
        """Open the list of earlier batches."""
        dialog = BatchesDialog(self._desk, self, self._asking.save)
        dialog.chosen.connect(self.show_batch)
        open_once(dialog, self._desk.runner)
        return dialog

    def _on_template(self, kind: Kind) -> None:
        name = translate("importing", "{kind}导入模板.xlsx").format(kind=kind_word(kind.value))
        path = self._asking.save(self, translate("importing", "下载导入模板"), name)
        if path:
            done = partial(self._on_written, Path(path).name)
            self._start(operations.write_template(self._desk.store, kind, Path(path), done))

    def _on_rejects(self, path: Path) -> None:
        if self.state.batch is not None:
            done = partial(self._on_written, path.name)
            self._start(operations.write_rejects(self._bench, self.state.batch, path, done))

    def _on_written(self, name: str, count: int | None) -> None:
        said = translate("importing", "没有要退回的行，没有写文件。")
        self.frame.say(translate("importing", "已写入 {file}").format(file=name) if count != 0 else said)

    def _offer_last(self) -> None:
        self.frame.offer(self._keeping.offer)

    def resume(self) -> None:
        """Go on with what the last run left, as far as the clerk was."""
        last = self._keeping.take_up()
        self.frame.offer("")
        if last is None:
            self.frame.say(translate("importing", "上次导入的文件已经不在原处，请重新选择文件。"))
            return
        self.state = State(last, goal=last.step)
        self.files.show_draft(last)
        self._show_step(FILES)
        self.go_on()

    # -- running ------------------------------------------------------------------------------------------------------

    def _set(self, draft: Draft) -> None:
        self.state.draft = draft
        if draft.paths:
            self._keeping.keep(draft)

    def _on_refused(self, error: Exception) -> None:
        """Files and headings are mended here, so that it is said here."""
        self.state.goal = FILES
        words = error_text(error)
        template = translate("importing", "{title}：{what}{todo}")
        self.frame.say(template.format(title=words.title, what=words.explanation, todo=words.next_step))

    def _start(
        self, operation: Operation[Any], on_refused: Callable[[Exception], None] | None = None
    ) -> None:
        if on_refused is not None:
            operation = replace(operation, on_failed=on_refused)
        self._desk.runner.start(operation, self)

    def done(self, result: int) -> None:
        """Override QDialog: what was chosen stays, the reading process ends."""
        self._start(operations.end_reading(self._bench))
        super().done(result)
