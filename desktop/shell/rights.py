"""What the account at the keyboard may do, kept up to date while it works: a redraw or an administrator changes it."""

import logging

from PySide6.QtCore import QObject, Signal

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.progress import Progress
from db.services.accounts import find_actor
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.work.job import Operation

log = logging.getLogger(__name__)


class Rights(QObject):
    """Gives the account that every room was handed its new roles and areas as soon as they hold.

    Signals:
        changed: the account may do other things, or elsewhere.
    """

    changed = Signal()

    def __init__(self, desk: Desk, actor: Actor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actor = desk, actor
        desk.feed.changed.connect(self._on_changed)

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if not (changes.touches("actor") or changes.touches("actor_role") or changes.touches("division")):
            return
        store, login = self._desk.store, self._actor.login

        def work(_progress: Progress) -> Actor:
            return find_actor(store, login)

        verb = translate("rights", "查看本账号的角色和辖区")
        self._desk.runner.start(
            Operation(verb, work, self._take, quiet=True, on_failed=self._on_failed), self
        )

    def _take(self, found: Actor) -> None:
        if found.roles != self._actor.roles:
            self._actor.roles = found.roles
            log.info("rights: other roles or areas for %s", found.login)
            self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        # The account is closed, or the store is away: the store refuses then, and says why.
        log.info("rights: %s", type(error).__name__)
