"""Puts the window together: rooms on the left, the room in the middle, menus, title and status bar."""

from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from desktop.addresses.page import AddressPage, Desk
from desktop.i18n import translate
from desktop.journal.desk import JournalDesk
from desktop.shell.about import AboutDialog
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.error_dialog import ErrorDesk
from desktop.shell.menus import Entry, add_menu
from desktop.shell.preferences import add_preferences
from desktop.shell.questions import Questions
from desktop.shell.rooms import Room, Rooms
from desktop.shell.session import Session
from desktop.terms import role_term
from desktop.widgets.icons import icon
from desktop.work.job import Job
from desktop.work.progress_dialog import ProgressDialog

ADDRESSES, MATCHING, SYSTEM = range(3)
"""Positions of the rooms."""

SYSTEM_KEYS = "Ctrl+0"  # the last of the row, however many rooms there will be
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
        self._reached = True
        self.errors, self.journal = ErrorDesk(self), JournalDesk(desk, self)
        self.addresses = AddressPage(desk)
        self.rooms = Rooms()
        self.nav = self.rooms.nav
        self._build()
        self._build_menus()
        self._write_title()
        desk.runner.started.connect(self._on_started)
        desk.runner.failed.connect(self.errors.show)
        desk.runner.cancelled.connect(self._on_cancelled)
        desk.runner.reached.connect(self._on_reached)
        desk.runner.idle.connect(self._on_idle)
        keeper.crashed.connect(self._on_crashed)
        self.addresses.told.connect(self.tell)
        self.addresses.model.divisions_loaded.connect(self._write_title)
        self.addresses.journal_wanted.connect(self.journal.show)

    def _build(self) -> None:
        self.setWindowIcon(icon("app"))
        addresses = translate("main_window", "地址库"), "nav-addresses"
        matching = translate("main_window", "公安比对"), "nav-matching"
        self.rooms.add(*addresses, lambda: (self.addresses, self.addresses))
        self.rooms.add(*matching, self._make_matching)
        self.rooms.add(translate("main_window", "系统"), "nav-system", self._make_system, SYSTEM_KEYS)
        self.setCentralWidget(self.rooms)
        self.rooms.load_ahead(self._desk.runner, "db.services.matching")
        roles = dict.fromkeys(role_term(role.value) for role, _area in self._session.actor.roles)
        who = translate("main_window", "{name}（{roles}）").format(
            name=self._session.actor.name, roles=translate("main_window", "、").join(roles)
        )
        self.statusBar().addPermanentWidget(QLabel(who))
        self.statusBar().addPermanentWidget(QLabel(self._session.store_name))
        state = self._desk.options.layout("window")
        if state is None or not self.restoreGeometry(state):
            area = self.screen().availableGeometry()
            self.resize(min(_SIZE[0], area.width()), min(_SIZE[1], area.height()))

    def _make_matching(self) -> tuple[QWidget, Room]:
        from desktop.matching.page import MatchingPage  # what reads addresses would slow the window's start

        page = MatchingPage(self._desk, self._session.actor, keep_in=self._desk.options.folder)
        page.told.connect(self.tell)
        page.located.connect(self._on_located)
        return page, page

    def _make_system(self) -> tuple[QWidget, Room]:
        from desktop.system.page import SystemPage

        page = SystemPage(self._desk, self._session.actor, self.journal)
        page.told.connect(self.tell)
        return page, page

    def _build_menus(self) -> None:
        rule, here, go_to = Entry(), self.rooms.here, self.rooms.go_to
        add_menu(
            self,
            translate("menus", "文件(&F)"),
            (
                Entry(translate("menus", "导出当前列表…(&E)"), "Ctrl+E", here(lambda room: room.export())),
                rule,
                Entry(translate("menus", "退出(&X)"), "Ctrl+Q", self.close),
            ),
        )
        add_menu(
            self,
            translate("menus", "编辑(&E)"),
            (
                Entry(translate("menus", "复制(&C)"), "Ctrl+C", here(lambda room: room.copy())),
                rule,
                Entry(translate("menus", "查找地址…(&K)"), "Ctrl+K", here(lambda room: room.focus_search())),
                Entry(translate("menus", "筛选列表…(&F)"), "Ctrl+F", here(lambda room: room.focus_filter())),
            ),
        )
        view = add_menu(
            self,
            translate("menus", "查看(&V)"),
            (
                Entry(translate("menus", "地址库(&1)"), "Ctrl+1", go_to(ADDRESSES)),
                Entry(translate("menus", "公安比对(&2)"), "Ctrl+2", go_to(MATCHING)),
                Entry(translate("menus", "系统(&0)"), SYSTEM_KEYS, go_to(SYSTEM)),
                Entry(translate("menus", "下一窗格(&N)"), "F6", here(lambda room: room.next_pane())),
                Entry(translate("menus", "刷新(&R)"), "F5", here(lambda room: room.refresh())),
                Entry(translate("menus", "操作日志…(&J)"), "Ctrl+J", self.journal.show),
                rule,
            ),
        )
        add_preferences(view, self._desk.options, self.tell)
        add_menu(
            self,
            translate("menus", "帮助(&H)"),
            (Entry(translate("menus", "关于址牌(&A)"), "F1", self.show_about),),
        )

    def tell(self, text: str) -> None:
        """Say something in the status bar."""
        self.statusBar().showMessage(text, _TOLD_MS)

    def show_about(self) -> AboutDialog:
        """Open the about box."""
        dialog = AboutDialog(self._session.store_name, self)
        dialog.open()
        return dialog

    def _on_started(self, job: Job) -> None:
        ProgressDialog(job, self)

    def _on_cancelled(self, verb: str) -> None:
        self.tell(translate("main_window", "{verb}已取消，没有留下任何改动。").format(verb=verb))

    def _on_reached(self, reached: bool) -> None:
        self._reached = reached
        self._write_title()

    def _write_title(self) -> None:
        code = self._session.store.district_code
        district = next((unit.name for unit in self.addresses.model.units if unit.code[:6] == code), code)
        self.setWindowTitle(self._session.title(district, offline=not self._reached))

    def _on_located(self, node_id: int) -> None:
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
        self.rooms.keep_layout()
        self._desk.options.keep_layout("window", self.saveGeometry())
        self._desk.options.save()
        super().closeEvent(event)
