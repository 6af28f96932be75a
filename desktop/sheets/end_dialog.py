"""Asks why a sheet is taken back, or closed although rows of it were never answered; stays open until it was done."""

from PySide6.QtWidgets import QWidget

from db.services.sheets import Listed
from desktop.i18n import translate
from desktop.system.ask_dialog import AskDialog
from desktop.widgets.keeping import keep_form
from desktop.work.drafts import Draft, Drafts

WITHDRAW, CLOSE = "sheet.withdraw", "sheet.close"
"""Names of the form."""


class EndDialog(AskDialog):
    """The dialog.

    Attributes:
        listed: the sheet.
        withdrawing: it is taken back, not closed.
        name: what is done, in words.
    """

    def __init__(self, listed: Listed, parent: QWidget, *, withdrawing: bool) -> None:
        name = translate("sheets", "撤回核查表") if withdrawing else translate("sheets", "办结核查表")
        text = translate("sheets", "{number}（{community}）").format(
            number=listed.sheet.number, community=listed.community
        )
        super().__init__(name, text, translate("sheets", "确定(&O)"), parent)
        self.listed, self.withdrawing, self.name = listed, withdrawing, name
        self.reason_box.setPlaceholderText(translate("sheets", "必填，记入操作日志"))
        self.reason_box.textChanged.connect(self._switch)
        self._switch()

    def keep(self, drafts: Drafts, left: Draft | None) -> None:
        """Keep what is typed over a crash; first put back what a run that ended badly left."""
        verb = WITHDRAW if self.withdrawing else CLOSE
        keep_form(self, drafts, left or Draft(verb, self.name, (self.listed.sheet.id,)), self.fields)

    def _switch(self) -> None:
        self.ok.setEnabled(bool(self.reason()))
