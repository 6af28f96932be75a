"""Asks to whom what is handed over, and why; says at once what a receiver could not do."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from db.domain.handover import Duty
from db.services.handover import Receiver
from desktop.handover.operations import Wanted
from desktop.handover.words import item_text
from desktop.i18n import translate
from desktop.system.ask_dialog import AskDialog

_NAMED = 3


class OfferDialog(AskDialog):
    """The dialog.

    Attributes:
        scope: all of it, or what was selected.
        receiver: to whom, who can do all of it first.
    """

    def __init__(
        self,
        giver: tuple[str, str],
        duties: Sequence[Duty],
        chosen: Sequence[Duty],
        parent: QWidget | None = None,
    ) -> None:
        """Build the dialog.

        Args:
            giver: login and name as shown.
            duties: all that can be offered.
            chosen: those of them that were selected in the list.
            parent: as Qt has it.
        """
        text = translate(
            "handover", "把 {who} 负责的事项交给别人。对方接收之前仍由原负责人办理；以前的记录不改名。"
        ).format(who=giver[1])
        super().__init__(
            translate("handover", "发起交接"), text, translate("handover", "发起交接(&H)"), parent
        )
        self._giver = giver[0]
        self._receivers: dict[str, Receiver] = {}
        self.scope, self.receiver = QComboBox(), QComboBox()
        whole = translate("handover", "全部 {n} 件").format(n=f"{len(duties):,}")
        self.scope.addItem(whole, tuple(duties))
        if chosen and len(chosen) < len(duties):
            words = translate("handover", "选中的 {n} 件").format(n=f"{len(chosen):,}")
            self.scope.addItem(words, tuple(chosen))
            self.scope.setCurrentIndex(1 if len(chosen) > 1 else 0)
        self.receiver.setMinimumContentsLength(24)
        self.add_field(translate("handover", "事项(&I)"), self.scope)
        self.add_field(translate("handover", "接收人(&T)"), self.receiver)
        self.reason_box.setPlaceholderText(translate("handover", "例如：调离、离岗，必填"))
        self.scope.currentIndexChanged.connect(self._show_receivers)
        self.receiver.currentIndexChanged.connect(self._on_receiver)
        self.reason_box.textChanged.connect(self._enable)
        self._enable()

    def show_people(self, found: Sequence[Receiver]) -> None:
        """Offer the receivers."""
        self._receivers = {one.login: one for one in found}
        self._show_receivers()

    @property
    def fields(self) -> dict[str, QWidget]:
        """Override AskDialog: who receives it, too."""
        return {"receiver": self.receiver, **super().fields}

    def wanted(self) -> Wanted:
        """The offer as asked for."""
        keys = tuple(one.key for one in self._duties())
        return Wanted(self._giver, str(self.receiver.currentData() or ""), keys, self.reason())

    def _duties(self) -> tuple[Duty, ...]:
        duties: tuple[Duty, ...] = self.scope.currentData()
        return duties

    def _unfit(self, login: str) -> list[Duty]:
        known = self._receivers.get(login)
        return [one for one in self._duties() if known is not None and one.key in known.unfit]

    def _show_receivers(self) -> None:
        kept = self.receiver.currentData()
        order = sorted(self._receivers.values(), key=lambda one: (len(self._unfit(one.login)), one.login))
        self.receiver.blockSignals(True)
        self.receiver.clear()
        for one in order:
            unfit = len(self._unfit(one.login))
            words = translate("handover", "{name}（{login}）")
            if unfit:
                words = translate("handover", "{name}（{login}）— {n} 件办不了")
            self.receiver.addItem(words.format(name=one.name, login=one.login, n=unfit), one.login)
        self.receiver.setCurrentIndex(max(0, self.receiver.findData(kept)))
        self.receiver.blockSignals(False)
        self._on_receiver()

    def _on_receiver(self) -> None:
        unfit = self._unfit(str(self.receiver.currentData() or ""))
        named = translate("handover", "；").join(
            item_text(one.kind.value, one.title, self._able(one)) for one in unfit[:_NAMED]
        )
        words = translate("handover", "接收人的角色和范围办不了 {n} 件：{named}……")
        if len(unfit) <= _NAMED:
            words = translate("handover", "接收人的角色和范围办不了：{named}。")
        self.warn(words.format(n=len(unfit), named=named) if unfit else "")
        self._enable()

    def _able(self, duty: Duty) -> str:
        names = [one.name for one in self._receivers.values() if duty.key not in one.unfit]
        return translate("handover", "、").join(names[:_NAMED])

    def _enable(self) -> None:
        to = str(self.receiver.currentData() or "")
        self.ok.setEnabled(bool(to and self.reason() and self._duties()) and not self._unfit(to))
