"""What a person does with his key to the window: locks it, finds it locked after a while, changes the password."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from db.domain.changes import Changes
from db.domain.progress import Progress
from db.domain.settings import settings_of
from db.services import settings
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.shell.entrance import change_own
from desktop.shell.idle import Idle
from desktop.shell.lock import Lock
from desktop.shell.session import Session
from desktop.widgets.passing import open_once
from desktop.work.job import Operation

if TYPE_CHECKING:
    from desktop.shell.new_password import NewPasswordDialog

_REST_MS = 1_500


class KeysOfOffice(QObject):
    """Lock and password of one window.

    Attributes:
        lock: covers the windows.
        idle: notices that nobody is there.

    Signals:
        switched: somebody else wants to work here.
        told: (text) something to say in the status bar.
    """

    switched = Signal()
    told = Signal(str)

    def __init__(self, window: QWidget, session: Session, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._session, self._desk = window, session, desk
        self.lock = Lock(window, session.actor, session.password_check)
        self.lock.switched.connect(self.switched)
        self.idle = Idle(self)
        self.idle.minutes = settings_of({}).idle_minutes  # until the store says otherwise
        self.idle.passed.connect(self.lock.lock)
        desk.feed.changed.connect(self._on_changed)
        QTimer.singleShot(_REST_MS, self, self.read_minutes)  # the window's start does without

    def read_minutes(self) -> None:
        """Find out after how long the window is to lock itself."""
        if not self._window.isVisible():
            return
        store = self._desk.store

        def work(_progress: Progress) -> int:
            return settings.current(store).idle_minutes

        name = translate("keys", "读取设置")
        self._desk.runner.start(Operation(name, work, self._on_minutes, quiet=True), self)

    def _on_minutes(self, minutes: int) -> None:
        self.idle.minutes = minutes

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches("setting"):
            self.read_minutes()

    def change_password(self) -> None:
        """Ask for the old and the new password."""
        from desktop.shell.new_password import NewPasswordDialog

        known = None if self._session.password_check() is not None else ""
        change = partial(change_own, self._session)
        dialog = NewPasswordDialog(self._session.actor.login, change, known=known, parent=self._window)
        dialog.accepted.connect(partial(self._on_password, dialog))
        open_once(dialog, self._desk.runner)

    def _on_password(self, dialog: "NewPasswordDialog") -> None:
        if dialog.changed is None:
            return
        self._desk.feed.changed.emit(dialog.changed.changes, self)
        self.told.emit(translate("keys", "口令已修改。"))
        if dialog.changed.emergency_code:
            from desktop.shell.code_sheet import CodeSheet

            open_once(CodeSheet(dialog.changed.emergency_code, self._window), self._desk.runner)
