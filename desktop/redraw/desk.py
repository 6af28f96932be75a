"""区划调整 and 移交 in the window: their actions, off with the reason for who may not, and the windows they open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from db.domain.access import Actor
from db.domain.clock import legal_date
from desktop.addresses.node_cache import SlotKind
from desktop.addresses.page import AddressPage, Desk
from desktop.i18n import translate
from desktop.shell.verbs_off import needs_store
from desktop.work.drafts import Draft

if TYPE_CHECKING:
    from desktop.editing.desk import VerbDesk
    from desktop.redraw.dialog import RedrawDialog
    from desktop.redraw.operations import Ground
    from desktop.transfer.window import TransferWindow

_DISTRICT_DIGITS = 6


class UnitDesk(QObject):
    """The actions of one window.

    Attributes:
        redraw, transfer: the actions.
        dialog: the form that is open; None while none is.
        window: of the hand-overs, as it was opened last.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(
        self, window: QWidget, desk: Desk, actor: Actor, page: AddressPage, verbs: "VerbDesk"
    ) -> None:
        super().__init__(window)
        self._parent, self._desk, self._actor, self._page, self._verbs = window, desk, actor, page, verbs
        self.dialog: RedrawDialog | None = None
        self.window: TransferWindow | None = None
        self.redraw = self._action(
            translate("redraw", "区划调整(&Z)…"),
            translate("redraw", "镇街、社区的更名、改隶、合并、析置"),
            self.ask_redraw,
        )
        self.transfer = self._action(
            translate("redraw", "跨区移交(&T)…"),
            translate("redraw", "把社区移交给别的区，或接收移交包"),
            self.show_transfers,
        )
        self._hints = {action: action.toolTip() for action in (self.redraw, self.transfer)}
        self.look_again()
        rule = QAction(page.tree)
        rule.setSeparator(True)
        page.tree.addActions([rule, self.redraw, self.transfer])
        desk.drafts.opens("redraw", self._resume)
        desk.drafts.opens("transfer", self._resume_transfer)

    def _action(self, name: str, hint: str, act: Callable[[], object]) -> QAction:
        action = QAction(name, self._parent)
        action.setToolTip(hint)
        action.setStatusTip(hint)
        action.triggered.connect(lambda _checked=False: act())
        needs_store(action)
        return action

    def look_again(self) -> None:
        """Find out anew what the account may do here."""
        may_transfer = self._actor.may("transfer.file") or self._actor.may("transfer.decide")
        self._limit(self.redraw, self._may_redraw(), translate("redraw", "区划调整由全区范围的经办提交。"))
        self._limit(self.transfer, may_transfer, translate("redraw", "跨区移交由区经办和审批人办理。"))

    def _limit(self, action: QAction, allowed: bool, why: str) -> None:
        hint = self._hints[action] if allowed else why
        action.setEnabled(allowed)
        action.setToolTip(hint)
        action.setStatusTip(hint)

    def _may_redraw(self) -> bool:
        """Whether an area of the actor's holds his whole district."""
        home = self._desk.store.district_code
        return self._actor.may("application.file") and any(
            home.startswith(area) for _role, area in self._actor.roles if len(area) <= _DISTRICT_DIGITS
        )

    def fill_menu(self, menu: QMenu) -> None:
        """Put the actions at the end of a menu."""
        menu.addSeparator()
        menu.addActions([self.redraw, self.transfer])
        menu.setToolTipsVisible(True)

    # -- units ------------------------------------------------------------------------------------------------------

    def ask_redraw(self) -> None:
        """Ask what shall become of units; of the selected one first."""
        code = self.selected_unit()
        self._open(lambda dialog: dialog.form.start_with(code) if code else None, None)

    def _resume(self, draft: Draft) -> None:
        self._open(lambda _dialog: None, draft)

    def _resume_transfer(self, draft: Draft) -> None:
        self.show_transfers().go_on(draft)

    def selected_unit(self) -> str:
        """Code of the unit that the tree's cursor is on or below, ``""`` for none of this district."""
        slot = self._page.model.slot_at(self._page.tree.currentIndex())
        while slot.child.kind in (SlotKind.PLACE, SlotKind.NODE):
            slot = self._page.model.slots[slot.parent]
        code = f"{slot.child.key:012}"
        return code if code.startswith(self._desk.store.district_code) else ""

    def _open(self, begin: "Callable[[RedrawDialog], object]", draft: Draft | None) -> None:
        if self.dialog is not None:
            self.dialog.activateWindow()
            return
        from desktop.redraw import operations  # none of it is needed for the window's start

        today = legal_date(self._desk.store.clock.now())

        def on_ground(ground: "Ground") -> None:
            if self.dialog is None:
                self._show(ground, draft, begin)

        self._desk.runner.start(operations.load(self._desk.store, today, on_ground), self)

    def _show(self, ground: "Ground", draft: Draft | None, begin: "Callable[[RedrawDialog], object]") -> None:
        from desktop.redraw.dialog import RedrawDialog, new_draft

        dialog = self.dialog = RedrawDialog(
            self._desk, self._actor, ground, draft or new_draft(), self._parent
        )
        dialog.filed.connect(self._on_filed)
        dialog.left.connect(self._on_left)
        dialog.wanted.connect(self._on_wanted)
        dialog.finished.connect(self._on_finished)
        begin(dialog)
        dialog.open()

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _on_filed(self) -> None:
        self.told.emit(translate("redraw", "已提交区划调整，等另一人审批。见 地址 → 申请。"))

    def _on_left(self) -> None:
        self.told.emit(translate("redraw", "没有提交；填写的内容留着，从 编辑 → 未完成的填写 可以接着填。"))

    def _on_wanted(self, what: str, code: str) -> None:
        from desktop.redraw.consequences import APPLICATIONS

        if what == APPLICATIONS:
            self._verbs.show_applications()
        else:
            self.told.emit(translate("redraw", "单位代码 {code}，可在地址库的树里打开。").format(code=code))

    # -- hand-overs -------------------------------------------------------------------------------------------------

    def show_transfers(self) -> "TransferWindow":
        """Show the hand-overs."""
        from desktop.transfer.window import TransferWindow

        if self.window is None:
            self.window = TransferWindow(self._desk, self._actor, self._parent)
            self.window.told.connect(self.told)
            self.window.steps.community = self.selected_unit
        self.window.read()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        return self.window
