"""Lets decided changes take hold on their day: when the window opens, and when the date changes while it stands open."""

import logging

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from db.domain.access import Actor
from db.domain.clock import legal_date
from db.domain.progress import Progress
from db.services.taking_hold import Held, take_hold
from desktop.addresses.page import Desk
from desktop.editing.reasons import plan_reason
from desktop.i18n import translate
from desktop.work.job import Operation

log = logging.getLogger(__name__)
LOOK_MS = 60_000
_VERB = "address.take_hold"


class DueWatch(QObject):
    """Looks once a day, for an account that may.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, actor: Actor, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._actor = desk, actor
        self._looked_on = ""
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        if actor.may(_VERB):
            self._timer.start()

    def look(self) -> None:
        """Let take hold what is due, unless that was seen to today or the server is away."""
        today = legal_date(self._desk.store.clock.now())
        if today == self._looked_on or not self._actor.may(_VERB) or not self._desk.runner.is_reached:
            return
        self._looked_on = today
        store, actor = self._desk.store, self._actor

        def work(_progress: Progress) -> Held:
            return take_hold(store, actor)

        name = translate("editing", "到期变更生效")
        operation = Operation(name, work, self._on_held, writes=True, quiet=True, on_failed=self._on_failed)
        self._desk.runner.start(operation, self)

    def _on_held(self, held: Held) -> None:
        for changes in held.changes:
            self._desk.feed.changed.emit(changes, self)
        parts = []
        if held.application_ids:
            parts.append(translate("editing", "{n} 件变更今天生效。").format(n=len(held.application_ids)))
        if held.hindered:
            first = held.hindered[0]
            why = plan_reason(first.reason).format(detail="")
            said = translate("editing", "{n} 件到期未能生效，如「{title}」：{why}。见 地址 → 申请。")
            parts.append(said.format(n=len(held.hindered), title=first.title, why=why))
        if parts:
            self.told.emit(" ".join(parts))

    def _on_failed(self, error: Exception) -> None:
        self._looked_on = ""  # another look in a minute: the server may be back, the clock confirmed
        log.info("due: %s", type(error).__name__)
