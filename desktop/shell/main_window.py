"""Puts the window together: rooms on the left, the room in the middle, menus, title and status bar."""

from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from db.domain.errors import StoreUnavailable
from desktop.addresses.page import AddressPage, Desk
from desktop.blocks.desk import BlockDesk
from desktop.editing.desk import VerbDesk
from desktop.i18n import translate
from desktop.importing.desk import ImportDesk
from desktop.journal.desk import JournalDesk
from desktop.redraw.desk import UnitDesk
from desktop.sheets.desk import SheetDesk
from desktop.shell.about import AboutDialog
from desktop.shell.address_desk import AddressDesk
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.elsewhere import Elsewhere
from desktop.shell.error_dialog import ErrorDesk
from desktop.shell.find_anywhere import FindAnywhere
from desktop.shell.furnishing import ADDRESSES, MATCHING, PLACES, SYSTEM, add_rooms, fill_status_bar
from desktop.shell.keys import KeysOfOffice
from desktop.shell.main_menus import add_menus
from desktop.shell.presence import Presence
from desktop.shell.questions import Questions
from desktop.shell.rooms import Rooms
from desktop.shell.session import Session
from desktop.shell.unfinished import Unfinished
from desktop.sketch.desk import SketchDesk
from desktop.standing.bar import StandingBar
from desktop.widgets.icons import icon
from desktop.widgets.on_screen import size_on_screen
from desktop.widgets.passing import open_once
from desktop.work.job import Job
from desktop.work.progress_dialog import ProgressDialog
from desktop.work.runner import UNREACHED

_TOLD_MS = 8_000
_SIZE = (1280, 760)


class MainWindow(QMainWindow):
    """The window."""

    def __init__(
        self, session: Session, desk: Desk, keeper: CrashKeeper, questions: Questions | None = None
    ) -> None:
        super().__init__()
        self._session = session
        self._desk = desk
        self._questions = questions or Questions()
        self._closing = False
        self.switching = False
        self.presence = Presence(self, desk)
        self.standing = StandingBar(desk, session.actor.login)
        self.keys = KeysOfOffice(self, session, desk)
        self.errors, self.journal = ErrorDesk(self), JournalDesk(desk, self)
        self.importing = ImportDesk(desk, session.actor, self)
        self.addresses = AddressPage(desk, actor=session.actor)
        self.address_desk = AddressDesk(self, desk, session.actor, self.addresses)
        self.verbs = VerbDesk(self, desk, session.actor, self.addresses)
        self.sheets = SheetDesk(desk, session.actor, self, self.tell, self.verbs)
        self.blocks = BlockDesk(self, desk, session.actor, self.addresses, self.verbs)
        self.sketch = SketchDesk(self, desk, session.actor, self.addresses, self.verbs)
        self.units = UnitDesk(self, desk, session.actor, self.addresses, self.verbs)
        self.rooms = Rooms()
        self.nav = self.rooms.nav
        self.finder = FindAnywhere(self, desk, self.rooms, self.addresses, self.tell)
        self.elsewhere = Elsewhere(self, self.addresses.search, self.finder, self.find_anywhere)
        self.unfinished = Unfinished(self, desk, session.actor.login)
        self._build()
        add_menus(self, (ADDRESSES, PLACES, MATCHING, SYSTEM), desk)
        self._write_title()
        desk.runner.started.connect(self._on_started)
        desk.runner.failed.connect(self._on_failed)
        desk.runner.cancelled.connect(self._on_cancelled)
        self.presence.changed.connect(self._on_presence)
        self.standing.changed.connect(self._write_title)
        self.standing.help_wanted.connect(self.show_system)
        self.rooms.nav.room_chosen.connect(self.presence.look_again)
        self.keys.switched.connect(self.switch_account)
        self.keys.told.connect(self.tell)
        desk.runner.idle.connect(self._on_idle)
        keeper.crashed.connect(self._on_crashed)
        self.addresses.told.connect(self.tell)
        self.addresses.model.divisions_loaded.connect(self._write_title)
        self.addresses.journal_wanted.connect(self.journal.show)
        self.address_desk.told.connect(self.tell)
        self.address_desk.history.located.connect(self.show_address)
        self.verbs.told.connect(self.tell)
        self.unfinished.told.connect(self.tell)
        self.elsewhere.told.connect(self.tell)
        self.verbs.refused.connect(self._on_failed)
        self.rooms.nav.room_chosen.connect(self.verbs.look_again)
        self.blocks.told.connect(self.tell)
        self.units.told.connect(self.tell)
        self.sketch.told.connect(self.tell)
        self.keys.lock.locked.connect(self.address_desk.close)

    def _build(self) -> None:
        self.setWindowIcon(icon("app"))
        add_rooms(self, self._desk, self._session)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.presence.bar)
        column.addWidget(self.standing)
        column.addWidget(self.rooms, 1)
        self.setCentralWidget(middle)
        fill_status_bar(self, self._desk, self._session)
        state = self._desk.options.layout("window")
        if state is None or not self.restoreGeometry(state):
            size_on_screen(self, _SIZE)

    def find_anywhere(self) -> None:
        """Go to the search, whatever room is shown."""
        self.finder.show(ADDRESSES)

    def tell(self, text: str) -> None:
        """Say something in the status bar."""
        self.statusBar().showMessage(text, _TOLD_MS)

    def show_about(self) -> AboutDialog:
        """Open the about box."""
        dialog = AboutDialog(self._session.store_name, self)
        open_once(dialog, self._desk.runner)
        return dialog

    def _on_started(self, job: Job) -> None:
        ProgressDialog(job, self)

    def _on_cancelled(self, verb: str) -> None:
        self.tell(translate("main_window", "{verb}已取消，没有留下任何改动。").format(verb=verb))

    def switch_account(self) -> None:
        """Close the window so that somebody else can sign in at the same register."""
        self.switching = True
        self.switching = self.close() or self._closing

    def _on_failed(self, verb: str, error: Exception) -> None:
        if self.presence.is_away and isinstance(error, StoreUnavailable) and error.why in UNREACHED:
            self.tell(translate("main_window", "{verb}没有完成：连不上服务器。").format(verb=verb))
        else:
            self.errors.show(verb, error)

    def _on_presence(self) -> None:
        self._write_title()
        if not self.presence.is_away:
            self.addresses.refresh()
            self.tell(translate("main_window", "已重新连上服务器。"))

    def _write_title(self) -> None:
        code = self._session.store.district_code
        district = next((unit.name for unit in self.addresses.model.units if unit.code[:6] == code), code)
        title = self._session.title(district, offline=self.presence.is_away)
        self.setWindowTitle(" — ".join(part for part in (title, self.standing.mark) if part))

    def show_system(self, key: str) -> QWidget | None:
        """Go to a section of the system's room."""
        from desktop.system.page import SystemPage

        self.nav.setCurrentRow(SYSTEM)
        page = self.rooms.build(SYSTEM)
        return page.show_section(key) if isinstance(page, SystemPage) else None

    def show_address(self, node_id: int) -> None:
        """Go to an address in its room."""
        self.nav.setCurrentRow(ADDRESSES)
        self.addresses.locate(node_id)

    def _on_crashed(self, error: BaseException, report: Path | None) -> None:
        self.errors.show("", error, report)

    def _on_idle(self) -> None:
        if self._closing:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Override QWidget: running work is asked about, then cancelled and waited for."""
        busy = self._desk.runner.busy
        if busy:
            event.ignore()
            verbs = translate("main_window", "、").join(job.operation.verb for job in busy)
            if not self._closing and self._questions.stop_work(self, verbs):
                self._closing = True
                self._desk.runner.stop_all()
                if not self._desk.runner.busy:
                    self.close()
            return
        self.presence.close()
        self.address_desk.close()
        self._desk.drafts.close()
        self.rooms.keep_layout()
        self._desk.options.keep_layout("window", self.saveGeometry())
        self._desk.options.save()
        super().closeEvent(event)
