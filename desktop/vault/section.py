"""保密柜: how the vault stands, who opens it; making it, letting accounts in, opening it from paper, changing the key."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton, QWidget

from db.domain.access import Actor
from db.domain.audit import local_time
from db.services.vault import MANAGE, Holder, NewKey
from db.store.vault import Vault
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.section import Section
from desktop.vault import operations
from desktop.vault.code_dialog import CodeDialog
from desktop.vault.key_dialog import KeyDialog, Paper
from desktop.vault.open_dialog import Act, Asked, OpenDialog
from desktop.vault.operations import Failed, Standing, Typed
from desktop.widgets.passing import open_once
from desktop.work.job import Operation

_NONE, _PASSWORD, _CODE = "", "password", "code"


class VaultSection(Section):
    """The section.

    Attributes:
        dialog: the dialog that is open, or was last.
    """

    concerns = ("vault_key", "vault_wrap", "actor")

    def __init__(
        self, desk: Desk, actor: Actor, parent: QWidget | None = None, paper: Paper | None = None
    ) -> None:
        super().__init__(desk, actor, parent=parent)
        self._paper = paper or Paper()
        self._standing: Standing | None = None
        self._manages = actor.may(MANAGE)
        self.dialog: QDialog | None = None
        self.make_button = QPushButton(translate("vault", "建立保密柜(&M)…"))
        self.offer_button = QPushButton(translate("vault", "开通账号(&G)…"))
        self.withdraw_button = QPushButton(translate("vault", "收回(&W)…"))
        self.change_button = QPushButton(translate("vault", "更换密钥(&X)…"))
        self.go_on_button = QPushButton(translate("vault", "继续更换(&J)…"))
        self.paper_button = QPushButton(translate("vault", "用恢复码打开(&Y)…"))
        self.code_button = QPushButton(translate("vault", "输入传递码(&T)…"))
        columns = (
            Column(translate("vault", "账号"), 14),
            Column(translate("vault", "姓名"), 14),
            Column(translate("vault", "保密柜"), 22),
            Column(translate("vault", "自"), 20),
        )
        self.list = LineTable(translate("vault", "保密柜开通情况"), columns)
        self.table = self.list
        self.head("", self._every_button())
        for button in self._every_button():  # all in a row they are wider than a tablet
            button.hide()
        self.body.addWidget(self.list, 1)
        self._connect()
        self.refresh()

    def _every_button(self) -> tuple[QPushButton, ...]:
        managing = (self.make_button, self.offer_button, self.withdraw_button, self.change_button)
        return (*managing, self.go_on_button, self.paper_button, self.code_button)

    def _connect(self) -> None:
        self.make_button.clicked.connect(self._make)
        self.offer_button.clicked.connect(self._offer)
        self.withdraw_button.clicked.connect(self._ask_withdraw)
        self.change_button.clicked.connect(self._change)
        self.go_on_button.clicked.connect(self._go_on)
        self.paper_button.clicked.connect(self._enter_paper)
        self.code_button.clicked.connect(self._enter_code)
        self.list.current_changed.connect(lambda _key: self._look())

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read how the vault stands."""
        self.start(operations.load(self._desk.store, self._show))

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        state = standing.state
        self._hint.setText(self._state_text(standing))
        holders = {one.login: one for one in state.holders}
        closed = translate("vault", "（账号已停用，请收回）")
        gone = [(login, closed) for login in holders if login not in dict(standing.people)]
        lines = [
            _line(login, name, holders.get(login))
            for login, name in (*standing.people, *gone)
            if state.key is not None and (self._manages or login == self._actor.login)
        ]
        nobody = translate("vault", "还没有保密柜")
        todo = (
            translate("vault", "点「建立保密柜」；请先准备好打印机和两个信封。")
            if self._manages
            else translate("vault", "请系统管理员建立；在此之前不能录入人员信息。")
        )
        self.list.say_empty(nobody, todo)
        self.list.show_lines(lines)
        self._look()

    def _state_text(self, standing: Standing) -> str:
        key = standing.state.key
        if key is None:
            return translate(
                "vault",
                "保密柜封存姓名、证件号码和电话：库文件、备份、导出和日志里都没有明文，查看明文要写用途并留下记录。",
            )
        names = dict(standing.people)
        text = translate("vault", "密钥由 {who} 于 {at} 建立，算法 {cipher}；封存人员 {n} 人。").format(
            who=names.get(key.made_by, key.made_by),
            at=local_time(key.made_at),
            cipher=key.cipher.value,
            n=f"{standing.state.persons:,}",
        )
        left = standing.state.old_records
        if left:
            text += translate("vault", "更换密钥还没有做完，还剩 {n} 人在旧密钥下。").format(n=f"{left:,}")
        return text

    def _look(self) -> None:
        """Offer what can be done now."""
        standing = self._standing
        if standing is None:
            return
        made = standing.state.key is not None
        ways = {one.login: one.way for one in standing.state.holders}
        mine = ways.get(self._actor.login, _NONE)
        chosen = self.list.current()
        manages = self._manages and made
        self.make_button.setVisible(self._manages and not made)
        for button in (self.offer_button, self.withdraw_button, self.change_button, self.paper_button):
            button.setVisible(manages)
        self.go_on_button.setVisible(manages and standing.state.old_records > 0)
        self.code_button.setVisible(made and mine == _CODE)
        opens = mine == _PASSWORD
        self.offer_button.setEnabled(opens and bool(chosen) and chosen != self._actor.login)
        self.withdraw_button.setEnabled(chosen in ways and chosen != self._actor.login)
        self.change_button.setEnabled(opens and not standing.state.old_records)
        self.go_on_button.setEnabled(opens)

    def _name(self, login: str) -> str:
        people = dict(self._standing.people) if self._standing is not None else {}
        return people.get(login, login)

    # -- verbs --------------------------------------------------------------------------------------------------------

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        open_once(dialog, self._desk.runner)

    def _make(self) -> None:
        def keep(new: NewKey, typed: Typed, told: tuple[Callable[[Any], None], Failed]) -> Operation[int]:
            return operations.make(self._desk.store, self._actor, new, typed, told)

        title = translate("vault", "建立保密柜")
        self._open(
            KeyDialog(self._desk, self._actor, title, keep, self._on_made, paper=self._paper, parent=self)
        )

    def _on_made(self, _persons: int, left: list[Path]) -> None:
        self.refresh()
        self.say(translate("vault", "保密柜已建立。请选中同事的账号，点「开通账号」。"))
        self._complain_of(left)

    def _complain_of(self, left: list[Path]) -> None:
        if left:
            words = translate("vault", "恢复码的 PDF 文件没有删掉，请自己删除：{file}")
            self.say(words.format(file=left[0]), bad=True)

    def _change(self) -> None:
        def keep(new: NewKey, typed: Typed, told: tuple[Callable[[Any], None], Failed]) -> Operation[Vault]:
            return operations.change(self._desk.store, self._actor, new, typed, told)

        title = translate("vault", "更换密钥")
        self._open(
            KeyDialog(
                self._desk, self._actor, title, keep, self._on_changed_key, paper=self._paper, parent=self
            )
        )

    def _on_changed_key(self, both: Vault, left: list[Path]) -> None:
        self._complain_of(left)
        self._bring_over(both)

    def _bring_over(self, both: Vault) -> None:
        self.start(
            operations.bring_over(
                self._desk.store, self._actor, both, self._on_brought_over, self._on_not_brought_over
            )
        )
        self.refresh()

    def _on_brought_over(self, persons: int) -> None:
        self.refresh()
        words = translate(
            "vault", "密钥已更换，重新封存 {n} 人；旧的恢复码作废，请销毁。其他账号要重新开通。"
        )
        self.say(words.format(n=f"{persons:,}"))

    def _on_not_brought_over(self, error: Exception) -> None:
        self.refresh()
        self.say_error(error)

    def _go_on(self) -> None:
        def act(typed: Typed, done: Callable[[Any], None], failed: Failed) -> Operation[Vault]:
            return operations.unlock(self._desk.store, self._actor, typed, done, failed)

        why = translate("vault", "把还在旧密钥下的人员信息重新封存到新密钥下；可以中途停下，以后再继续。")
        self._ask(Asked(translate("vault", "继续更换密钥"), why), act, self._bring_over)

    def _offer(self) -> None:
        login = self.list.current()

        def act(typed: Typed, done: Callable[[Any], None], failed: Failed) -> Operation[str]:
            return operations.offer(self._desk.store, self._actor, login, typed, (done, failed))

        why = translate(
            "vault", "为 {name} 发一个传递码。密钥由您的口令打开，再用传递码封好；谁也不需要知道别人的口令。"
        ).format(name=self._name(login))
        self._ask(Asked(translate("vault", "开通账号"), why), act, lambda code: self._on_offered(code, login))

    def _on_offered(self, code: str, login: str) -> None:
        self.refresh()
        self.say(translate("vault", "传递码已发给 {name}，等本人输入。").format(name=self._name(login)))
        self._open(CodeDialog(code, self._name(login), self))

    def _ask_withdraw(self) -> None:
        login = self.list.current()
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(translate("vault", "收回"))
        box.setText(translate("vault", "不再让 {name} 打开保密柜？").format(name=self._name(login)))
        box.setInformativeText(
            translate("vault", "他已经看过的收不回来；有人调离时，收回之后请再「更换密钥」。")
        )
        yes = box.addButton(translate("vault", "收回(&W)"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(translate("vault", "取消(&C)"), QMessageBox.ButtonRole.RejectRole)
        box.buttonClicked.connect(lambda button: self.withdraw(login) if button is yes else None)
        self._open(box)

    def withdraw(self, login: str) -> None:
        """Take an account's way in away."""
        done = translate("vault", "已收回 {name}。").format(name=self._name(login))
        self.start(
            operations.withdraw(
                self._desk.store, self._actor, login, lambda _none: self._on_opened(done), self.say_error
            )
        )

    def _enter_paper(self) -> None:
        def act(typed: Typed, done: Callable[[Any], None], failed: Failed) -> Operation[Vault]:
            return operations.enter_paper(self._desk.store, self._actor, typed, done, failed)

        asked = Asked(
            translate("vault", "用恢复码打开保密柜"),
            translate(
                "vault", "口令全部遗失，或库是从备份恢复的：启封恢复码，逐组输入。启封会记入操作日志。"
            ),
            translate("vault", "恢复码(&R)"),
            translate("vault", "启封缘由(&W)"),
        )
        done = translate("vault", "已打开，今后用您的口令即可。恢复码已启封，请尽快「更换密钥」并封存新的。")
        self._ask(asked, act, lambda vault: self._on_let_in(vault, done))

    def _enter_code(self) -> None:
        def act(typed: Typed, done: Callable[[Any], None], failed: Failed) -> Operation[Vault]:
            return operations.enter_code(self._desk.store, self._actor, typed, done, failed)

        asked = Asked(
            translate("vault", "输入传递码"),
            translate("vault", "系统管理员交给您的传递码，与您自己的登录口令一起输入；以后凭口令打开。"),
            translate("vault", "传递码(&R)"),
        )
        done = translate("vault", "已开通，今后用您的口令打开保密柜。")
        self._ask(asked, act, lambda vault: self._on_let_in(vault, done))

    def _on_let_in(self, vault: Vault, words: str) -> None:
        vault.close()  # who looks at persons opens it there
        self._on_opened(words)

    def _on_opened(self, words: str) -> None:
        self.refresh()
        self.say(words)

    def _ask(self, asked: Asked, act: Act, on_done: Callable[[Any], None]) -> None:
        self._open(OpenDialog(self._desk, asked, act, on_done, self))


def _line(login: str, name: str, holder: Holder | None) -> Line:
    ways = {
        _NONE: translate("vault", "未开通"),
        _PASSWORD: translate("vault", "已开通，凭口令打开"),
        _CODE: translate("vault", "传递码待输入"),
    }
    way = holder.way if holder is not None else _NONE
    since = local_time(holder.since) if holder is not None else ""
    bad = frozenset((2,)) if way == _CODE else frozenset()
    return Line(login, (login, name, ways[way], since), muted=holder is None, bad=bad)
