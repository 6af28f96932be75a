"""账号: who works here, with which roles over which areas; made, changed, closed by an administrator."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from db.domain.access import Actor, Role
from db.domain.changes import Changes
from db.domain.clock import legal_date
from db.services import account_desk
from db.services.account_desk import AccountLine, Issued
from db.services.coverage import UnitName
from db.store.store import Store
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.i18n import translate
from desktop.system import account_asking as asking
from desktop.system import account_operations as operations
from desktop.system.account_operations import Loaded, Managing
from desktop.system.account_pane import AccountPane
from desktop.system.account_words import (
    CLOSED,
    EXPIRED,
    LOCKED,
    last_login_text,
    password_text,
    role_text,
    standing,
    standing_text,
    standings,
)
from desktop.system.ask_dialog import AskDialog
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.new_account import NewAccountDialog
from desktop.system.roles_form import Reach
from desktop.system.section import Section
from desktop.widgets.passing import open_once

_MANAGE = "actor.manage"
_STANDING = 3


class AccountsSection(Section):
    """The section."""

    concerns = ("actor", "actor_role", "credential")

    def __init__(
        self, desk: Desk, actor: Actor, ask_path: AskPath = ask_export_path, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, actor, ask_path, parent)
        self._manages = actor.may(_MANAGE)
        self._lines: dict[str, AccountLine] = {}
        self._units: tuple[UnitName, ...] = ()
        self._names: dict[str, str] = {}
        self._now = ""
        self.dialog: AskDialog | None = None
        self.new_button = QPushButton(translate("accounts", "新建账号(&N)…"))
        self.code_button = QPushButton(translate("accounts", "换应急码(&Y)…"))
        self.pane = AccountPane(manages=self._manages)
        self.list = self._make_list()
        self.table = self.list
        self._build()
        self.refresh()

    def _make_list(self) -> LineTable:
        columns = [
            Column(translate("accounts", "账号"), 9),
            Column(translate("accounts", "姓名"), 9),
            Column(translate("accounts", "角色与范围"), 23),
            Column(translate("accounts", "状态"), 8),
        ]
        if self._manages:
            columns += [
                Column(translate("accounts", "上次登录"), 17),
                Column(translate("accounts", "口令"), 12),
            ]
        table = LineTable(translate("accounts", "账号"), columns)
        table.offer_groups(standings())
        table.say_empty(
            translate("accounts", "没有账号"), translate("accounts", "按「新建账号」添加第一个。")
        )
        return table

    def _build(self) -> None:
        hint = translate(
            "accounts", "一人一个账号。人员离岗先办账号交接，再停用账号；停用后姓名仍留在历史记录里。"
        )
        if not self._manages:
            hint = translate("accounts", "这里列出您管辖区域的账号。只有系统管理员可以新建和修改账号。")
        on_file = self._desk.store.engine.dialect.name == "sqlite"
        own = (self.new_button, *((self.code_button,) if on_file else ()))
        self.head(hint, own if self._manages else ())
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(self.list)
        panes.addWidget(self.pane)
        panes.setStretchFactor(0, 5)
        panes.setStretchFactor(1, 2)
        panes.setChildrenCollapsible(False)
        self.pane.setMinimumWidth(264)
        self.body.addWidget(panes, 1)
        self.list.current_changed.connect(self._on_current)
        self.pane.wanted.connect(self.ask)
        self.new_button.clicked.connect(self.ask_new)
        self.code_button.clicked.connect(self._ask_code)

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the accounts again."""
        self.start(operations.load(self._desk.store, self._on_loaded))

    def _on_loaded(self, loaded: Loaded) -> None:
        if self._manages and loaded.units != self._units:
            self.start(operations.learn_initials(loaded.units))
        self._now, self._units = loaded.now, loaded.units
        self._names = {unit.code: unit.name for unit in loaded.units}
        shown = [line for line in loaded.accounts if self._manages or self._is_near(line)]
        self._lines = {line.account.login: line for line in shown}
        self.list.show_lines([self._line(line) for line in shown])
        self._on_current(self.list.current())

    def _is_near(self, line: AccountLine) -> bool:
        """Whether an account works where the actor does."""
        own = [area for _role, area in self._actor.roles]
        theirs = line.account.areas
        return any(one.startswith(other) or other.startswith(one) for one in own for other in theirs)

    def _line(self, line: AccountLine) -> Line:
        account, found = line.account, standing(line, self._now)
        roles = translate("accounts", "、").join(role_text(*one, self._names) for one in account.roles)
        cells = [account.login, account.name, roles or "—", standing_text(line, self._now)]
        if self._manages:
            cells += [last_login_text(line), password_text(line)]
        bad = frozenset({_STANDING}) if found in (LOCKED, EXPIRED) else frozenset()
        return Line(account.login, tuple(cells), muted=found == CLOSED, bad=bad, group=found)

    def _on_current(self, login: str) -> None:
        self.pane.show_account(self._lines.get(login), self._names, self._now)

    # -- verbs --------------------------------------------------------------------------------------------------------

    def _reach(self) -> Reach:
        own = [area for role, area in self._actor.roles if role is Role.ADMIN]
        return Reach(self._units, min(own, key=len, default=""), self._desk.store.district_code)

    def _managing(self, dialog: AskDialog) -> Managing:
        return Managing(self._desk.store, self._actor, dialog.refuse)

    def _open(self, dialog: AskDialog, act: Callable[[], object]) -> AskDialog:
        self.dialog = dialog
        dialog.asked.connect(act)
        open_once(dialog, self._desk.runner)
        return dialog

    def ask_new(self) -> NewAccountDialog:
        """Ask for a new account."""
        on_server = self._desk.store.engine.dialect.name == "postgresql"
        dialog = NewAccountDialog(self._reach(), self._lines, on_server=on_server, parent=self)

        def act() -> None:
            new = dialog.account()
            create = operations.create(
                self._managing(dialog),
                new,
                dialog.reason(),
                with_password=dialog.password.isChecked(),
                on_done=lambda issued: self._on_issued(dialog, issued, new.name),
            )
            self.start(create)

        self._open(dialog, act)
        return dialog

    def ask(self, verb: str) -> AskDialog | None:
        """Ask what a verb needs for the selected account, then do it."""
        line = self._lines.get(self.list.current())
        if line is None:
            return None
        if verb in ("reset", "reopen"):
            return self._ask_password(verb, line)
        today = legal_date(self._desk.store.clock.now())
        about = asking.Subject(line, self.pane.role(), self._reach(), self._names, today)
        question = asking.QUESTIONS[verb](about, self)
        dialog = question.dialog
        if verb == "close":
            self.start(operations.load_hanging(self._desk.store, line.account.login, question.show_hanging))

        def act() -> None:
            change = operations.change(
                self._managing(dialog),
                question.answer(),
                lambda changes: self._on_done(dialog, changes, question.done),
            )
            self.start(change)

        return self._open(dialog, act)

    def _ask_password(self, verb: str, line: AccountLine) -> AskDialog:
        reopening = verb == "reopen"
        dialog = asking.password_dialog(line, self, reopening=reopening)
        service = account_desk.reopen_account if reopening else account_desk.reset_password

        def act() -> None:
            issue = operations.issue(
                self._managing(dialog),
                service,
                line.account.login,
                dialog.reason(),
                lambda issued: self._on_issued(dialog, issued, line.account.name),
            )
            self.start(issue)

        return self._open(dialog, act)

    def _ask_code(self) -> AskDialog:
        dialog = asking.code_dialog(self)
        codes: list[str] = []

        def change(store: Store, actor: Actor, reason: str) -> Changes:
            codes.append(account_desk.issue_emergency_code(store, actor, reason))
            return Changes()

        def done(changes: Changes) -> None:
            self._on_done(dialog, changes, translate("accounts", "应急码已更换，旧的作废。"))
            self._show_code(codes[-1])

        def act() -> None:
            answer = partial(change, reason=dialog.reason())
            self.start(operations.change(self._managing(dialog), answer, done))

        return self._open(dialog, act)

    # -- outcomes -----------------------------------------------------------------------------------------------------

    def _on_issued(self, dialog: AskDialog, issued: Issued, name: str) -> None:
        self._on_done(
            dialog, issued.changes, translate("accounts", "账号 {login} 已办理。").format(login=issued.login)
        )
        self._desk.feed.changed.emit(issued.changes, self)
        if issued.password:
            from desktop.system.one_time import OneTimeDialog

            shown = OneTimeDialog(issued, name, self)
            if issued.emergency_code:
                shown.finished.connect(lambda _result: self._show_code(issued.emergency_code))
            open_once(shown, self._desk.runner)

    def _show_code(self, code: str) -> None:
        from desktop.shell.code_sheet import CodeSheet

        open_once(CodeSheet(code, self), self._desk.runner)

    def _on_done(self, dialog: AskDialog, changes: Changes, done: str) -> None:
        dialog.accept()
        self.dialog = None
        words = translate("accounts", "{done}记入操作日志第 {entry} 条。") if changes.entry else "{done}"
        self.say(words.format(done=done, entry=f"{changes.entry:,}"))
        self.refresh()
