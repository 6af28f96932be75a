"""The verbs in the window: their actions for menus, tool bar and keys, off when they fit nothing, and what they open."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QVBoxLayout, QWidget

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import StaleRecord
from db.domain.han import syllables
from db.domain.progress import Progress
from desktop.address_terms import act_term
from desktop.addresses.page import AddressPage, Desk
from desktop.editing import operations
from desktop.editing.acts import Chosen, Verb, obstacle, specs
from desktop.editing.operations import Loaded, Turnable
from desktop.editing.selection import Selection
from desktop.editing.verb_bar import VerbBar
from desktop.i18n import translate
from desktop.shell.verbs_off import needs_store
from desktop.work.drafts import Draft
from desktop.work.job import Operation

if TYPE_CHECKING:
    from db.services.undo import Turned
    from db.store.undo import UndoRow
    from desktop.editing.applications import ApplicationsDialog
    from desktop.editing.dialog import VerbDialog
    from desktop.editing.verdict import Outcome

_MOST_LOOKED_AT = 2_000
"""Selected addresses whose states are fetched to switch verbs off; of more, the dialog tells which refuse."""

_REST_MS = 800
"""The window is there by then, and nobody has begun anything else."""

_LATER = ("desktop.editing.opening", "desktop.editing.applications", "desktop.editing.due")
"""Not needed for the window's start."""

_GROUPS = (
    (Verb.ADD,),
    (Verb.RENAME, Verb.MOVE, Verb.CORRECT, Verb.BULK),
    (Verb.MERGE, Verb.SPLIT),
    (Verb.SUSPEND, Verb.RESTORE, Verb.CANCEL, Verb.VOID),
)


class VerbDesk(QObject):
    """The verbs of one window.

    Attributes:
        actions: by verb.
        bar: has buttons for them.
        undo, redo: taking back and doing again.
        dialog: the dialog that is open; None while none is.
        queue: the list of applications, as it was opened last.
        box: says why something was not taken back; the last one there was.

    Signals:
        told: (text) something to say in the status bar.
        refused: (verb, exception) taking back was refused and there is nobody to name for it.
    """

    told = Signal(str)
    refused = Signal(str, object)

    def __init__(self, window: QWidget, desk: Desk, actor: Actor, page: AddressPage) -> None:
        super().__init__(window)
        self._window, self._desk, self._actor, self._page = window, desk, actor, page
        self._specs = specs()
        self._rows: Loaded | None = None
        self._turnable = Turnable(None, None)
        self._turning = False
        self.dialog: VerbDialog | None = None
        self.queue: ApplicationsDialog | None = None
        self.box: QMessageBox | None = None
        self.selection, self.bar = Selection(page), VerbBar()
        self.actions = {verb: self._action(verb) for verb in self._specs}
        self.undo = self._turn_action("Ctrl+Z", again=False)
        self.redo = self._turn_action("Ctrl+Y", again=True)
        self.applications = self._applications_action()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.look_again)
        for verb in self._specs:
            desk.drafts.opens(verb.value, self.resume)
        desk.drafts.opens("application", self.show_applications)
        self._furnish(page)
        self.selection.changed.connect(self._on_selected)
        desk.feed.changed.connect(self._on_changed)
        desk.runner.reached.connect(self._soon.start)
        self._switch()
        QTimer.singleShot(_REST_MS, self, self._on_rest)

    # -- actions ----------------------------------------------------------------------------------------------------

    def _action(self, verb: Verb) -> QAction:
        spec = self._specs[verb]
        action = QAction(spec.name, self._window)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
        if spec.short:
            action.setIconText(spec.short)
        action.triggered.connect(partial(self.start, verb))
        needs_store(action)
        return action

    def _turn_action(self, keys: str, *, again: bool) -> QAction:
        action = QAction(self._window)
        action.setShortcut(QKeySequence(keys))
        action.setIconText(translate("editing", "重做") if again else translate("editing", "撤销"))
        action.triggered.connect(lambda: self.turn(again=again))
        needs_store(action)
        return action

    def _applications_action(self) -> QAction:
        action = QAction(translate("editing", "申请(&P)…"), self._window)
        action.setShortcut(QKeySequence("Ctrl+Shift+P"))
        action.setIconText(translate("editing", "申请"))
        action.setToolTip(translate("editing", "看排队的申请：审批、退回、撤回，以及哪天生效"))
        action.triggered.connect(self.show_applications)
        needs_store(action)
        return action

    def _furnish(self, page: AddressPage) -> None:
        """Put the verbs on the room: a tool bar over it, and the menus of its tree and its list."""
        own = {verb for verb in self._specs if self._specs[verb].short}
        groups = [[self.actions[verb] for verb in group if verb not in own] for group in _GROUPS]
        self.bar.fill(
            [self.actions[verb] for verb in self._specs if verb in own],
            [group for group in groups if group],
            *(None, self.undo, self.redo, None, self.applications),
        )
        column = page.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.bar)
        for view in (page.tree, page.table.view):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            view.installEventFilter(self)
            for number, group in enumerate(_GROUPS):
                if number:
                    view.addAction(_rule(view))
                view.addActions([self.actions[verb] for verb in group])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject: the key of a verb that is off says why."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            pressed = QKeySequence(event.keyCombination())
            for action in self.actions.values():
                if action.shortcut() == pressed and not action.isEnabled():
                    self.told.emit(action.toolTip())
                    return True
        return super().eventFilter(watched, event)

    def fill_menu(self, menu: QMenu) -> None:
        """Put the verbs into a menu."""
        for group in _GROUPS:
            menu.addActions([self.actions[verb] for verb in group])
            menu.addSeparator()
        menu.addAction(self.applications)

    def _on_selected(self) -> None:
        """Look at the states of what is selected, for what fits them."""
        self._rows = None
        ids = self.selection.now().ids
        if ids and len(ids) <= _MOST_LOOKED_AT:
            self._desk.runner.start(operations.load(self._desk.store, ids, self._on_rows), self)
        self._switch()

    def _on_rows(self, loaded: Loaded) -> None:
        self._rows = loaded
        self._switch()

    def look_again(self) -> None:
        """Find out anew what fits, and what can be taken back."""
        self._on_selected()
        if self._actor.may("address.undo"):
            self._desk.runner.start(
                operations.turnable(self._desk.store, self._actor, self._on_turnable), self
            )

    def _on_turnable(self, found: Turnable) -> None:
        self._turnable = found
        self._switch()

    def _on_changed(self, _changes: Changes, _initiator: object) -> None:
        self._soon.start()

    def _switch(self) -> None:
        chosen = self.selection.now()
        # In another room nobody sees what is selected here.
        here = self._desk.runner.is_reached and self._page.isVisible()
        rows = tuple(row for row in self._rows.rows if row.id in chosen.ids) if self._rows else ()
        for verb, action in self.actions.items():
            why = obstacle(verb, self._specs[verb], self._actor, chosen, rows)
            action.setEnabled(here and not why)
            if here:
                action.setToolTip(why or self._specs[verb].hint)
                action.setStatusTip(action.toolTip())
        for action, step, again in (
            (self.undo, self._turnable.undo, False),
            (self.redo, self._turnable.redo, True),
        ):
            self._show_step(action, step, here and not self._turning, again=again)

    def _show_step(self, action: QAction, step: "UndoRow | None", on: bool, *, again: bool) -> None:
        short_name = action.iconText()
        text = translate("editing", "重做(&Y)") if again else translate("editing", "撤销(&Z)")
        if step is not None:
            from desktop.editing.words import undo_text

            text = undo_text(step, again=again)
        action.setText(text)
        action.setIconText(short_name)
        action.setEnabled(on and step is not None)

    # -- doing ------------------------------------------------------------------------------------------------------

    def start(self, verb: Verb, *_state: object) -> None:
        """Open a verb's dialog on what is selected."""
        self._open_on(verb, self.selection.now(), None)

    def start_on(self, verb: Verb, ids: tuple[int, ...]) -> None:
        """Open a verb's dialog on addresses named from elsewhere."""
        self._open_on(verb, Chosen(ids), None)

    def show_applications(self, left: object = None) -> None:
        """Open the list of applications; ``left`` is the ``Draft`` of an opinion half typed, if one is."""
        from desktop.editing.applications import ApplicationsDialog
        from desktop.system.list_export import ExportButton

        dialog = self.queue = ApplicationsDialog(self._desk, self._actor, self._window)
        ExportButton(self._desk, dialog.table, dialog.told.emit)
        dialog.keep(left if isinstance(left, Draft) else None)
        dialog.told.connect(self.told)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_on(self, verb: Verb, chosen: Chosen, draft: Draft | None) -> None:
        arrived = partial(self._open, verb, chosen, draft)
        parent = (chosen.ids[0], "") if chosen.ids else (chosen.place_id, chosen.community)
        under = parent if verb is Verb.ADD else None
        if self.dialog is None:
            self._desk.runner.start(operations.load(self._desk.store, chosen.ids, arrived, under), self)

    def _open(self, verb: Verb, chosen: Chosen, draft: Draft | None, loaded: Loaded) -> None:
        from desktop.editing.opening import Asked, open_dialog  # the forms would slow the window's start

        if self.dialog is not None:  # the key was pressed twice before the addresses arrived
            return
        spec = self._specs[verb]
        why = obstacle(verb, spec, self._actor, chosen, loaded.rows)
        if why or len(loaded.rows) < len(chosen.ids):
            self.told.emit(why or translate("editing", "选中的地址已经不在了，请刷新。"))
            if draft is not None:
                self._desk.drafts.forget(draft)
            return
        asked = Asked(verb, spec, chosen, loaded, self._page.model.units)
        dialog = open_dialog(self._desk, self._actor, asked, self._over())
        dialog.keep(draft or asked.draft, loaded.entry)
        dialog.carried_out.connect(partial(self._on_carried_out, verb))
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    def _over(self) -> QWidget:
        """The window the hand is on, the main one or one of its own; there the keyboard is again afterwards."""
        active = QApplication.activeWindow()
        return active if active is not None and active.parentWidget() is self._window else self._window

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _on_carried_out(self, verb: Verb, outcome: "Outcome") -> None:
        self.told.emit(outcome.told)
        # Where something was added, more may be added next.
        self._page.select_soon(outcome.node_ids, mark=verb is not Verb.ADD)

    def resume(self, draft: Draft) -> None:
        """Open a verb's dialog as the last run left it."""
        chosen = Chosen(draft.ids, draft.place_id, draft.place, draft.community)
        self._open_on(Verb(draft.verb), chosen, draft)

    def _on_rest(self) -> None:
        """The window is there: look what can be taken back, and load what the dialogs need beside it."""
        self._soon.start()
        if not self._window.isVisible():
            return

        def work(_progress: Progress) -> None:
            for module in _LATER:
                import_module(module)
            syllables("a")  # its tables are half a second's work; the choosers of areas ask it for initials

        name = translate("editing", "准备地址办理")
        self._desk.runner.start(Operation(name, work, lambda _: self._watch_days(), quiet=True), self)

    def _watch_days(self) -> None:
        from desktop.editing.due import DueWatch

        self.due = DueWatch(self._desk, self._actor, self._window)
        self.due.told.connect(self.told)
        self.due.look()

    # -- taking back ------------------------------------------------------------------------------------------------

    def turn(self, *, again: bool) -> None:
        """Take the last edit back, or do it again."""
        if self._turning:
            return
        self._turning = True
        self._switch()
        step = self._turnable.redo if again else self._turnable.undo
        failed: Callable[[Exception], None] = partial(self._on_not_turned, step, again)
        done = partial(self._on_turned, again)
        operation = operations.turn(self._desk.store, self._actor, done, failed, again=again)
        job = self._desk.runner.start(operation, self)
        job.ended.connect(self._on_turn_ended)

    def _on_turned(self, again: bool, turned: "Turned") -> None:
        self._turning = False
        self._desk.feed.changed.emit(turned.changes, self)
        self._page.select_soon(turned.node_ids)  # what was 作废 lives again under another id
        template = (
            translate("editing", "已重做 {act}：{title}")
            if again
            else translate("editing", "已撤销 {act}：{title}")
        )
        self.told.emit(template.format(act=act_term(turned.act), title=turned.title))

    def _on_turn_ended(self) -> None:
        self._turning = False
        self._soon.start()

    def _on_not_turned(self, step: "UndoRow | None", again: bool, error: Exception) -> None:
        from desktop.editing.refusal import Refused, show_refusal

        self._turning = False
        if step is None or not isinstance(error, StaleRecord):
            name = translate("editing", "重做") if again else translate("editing", "撤销")
            self.refused.emit(name, error)
            return
        show_refusal(self._desk, Refused(step, error), self._window, self._on_box)

    def _on_box(self, box: QMessageBox) -> None:
        self.box = box


def _rule(view: QWidget) -> QAction:
    rule = QAction(view)
    rule.setSeparator(True)
    return rule
