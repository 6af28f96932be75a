"""What can be done to hand-overs from the window: asking what is needed, then one operation for each step."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from db.domain.access import Actor
from db.domain.clock import legal_date
from db.domain.division import Unit
from db.domain.transfer import Handoff, fingerprint
from db.services import transfer
from db.services.transfer_in import Accepted
from db.store.transfer import HandoffRow
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.standing.file_names import ask_save
from desktop.transfer import operations
from desktop.transfer.asking import (
    ReceiptDialog,
    SignDialog,
    ask_open,
    kinds_of_package,
    kinds_of_receipt,
)
from desktop.transfer.give_dialog import GiveDialog, new_draft
from desktop.transfer.operations import Opened
from desktop.transfer.take_dialog import TakeDialog
from desktop.widgets.keeping import keep_form
from desktop.widgets.passing import open_once
from desktop.work.drafts import Draft


class Chosen(Protocol):
    """Says what the steps are about."""

    def row(self) -> HandoffRow | None:
        """The hand-over with the cursor."""

    def words(self) -> str:
        """Why, as typed."""


class Steps(QObject):
    """The steps of one window.

    Attributes:
        dialog: the question that is open, or was last.
        ask_open, ask_save: ask for files; a test puts its own here.
        community: tells the code of the unit that is selected elsewhere, ``""`` for none.

    Signals:
        done: (text) a step went well.
        failed: (exception) it did not, and no question is open to say so.
    """

    done = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, actor: Actor, window: QWidget, chosen: Chosen) -> None:
        super().__init__(window)
        self._desk, self._actor, self._window, self._chosen = desk, actor, window, chosen
        self.dialog: QDialog | None = None
        self.ask_open, self.ask_save = ask_open, ask_save
        self.community: Callable[[], str] = str

    def _start(self, name: str, act: Callable[[], object], text: str) -> None:
        operation = operations.change(name, act, lambda _result: self.done.emit(text), self.failed.emit)
        self._desk.runner.start(operation, self)

    def give(self, draft: Draft | None = None) -> None:
        """Ask for a new hand-over."""

        def show(standing: tuple[Unit, ...]) -> None:
            dialog = GiveDialog(self._desk, self._actor, standing, draft or new_draft(), self._window)
            if draft is None:
                dialog.start_with(self.community())
            dialog.filed.connect(lambda: self.done.emit(translate("transfer", "已提交，等审批人批准。")))
            self._show(dialog)

        self._desk.runner.start(
            operations.units(self._desk.store, legal_date(self._desk.store.clock.now()), show), self
        )

    def go_on(self, code: str, left: Draft) -> None:
        """Open the form of a step as the last run left it."""
        openers = {
            "file": self.give,
            "open": self.take,
            "release": self.release,
            "again": self.release,
            "close": self.close_case,
            "key": self.make_key,
        }
        openers[code](left)

    def _keep(
        self, code: str, dialog: SignDialog | ReceiptDialog, left: Draft | None, path: str = ""
    ) -> None:
        """Keep what is typed, but for passwords, over a crash."""
        row = self._chosen.row()
        ids = (row.id,) if row is not None else ()
        new = Draft(f"transfer.{code}", dialog.windowTitle(), ids, about=path)
        keep_form(dialog, self._desk.drafts, left or new, dialog.fields)

    def _path(self, left: Draft | None, title: str, kinds: str) -> str:
        """The file that is wanted: the one of a form that was left, if it still lies there."""
        if left is not None and left.about and Path(left.about).is_file():
            return left.about
        return self.ask_open(self._window, title, kinds)

    def _show(self, dialog: SignDialog | ReceiptDialog | GiveDialog | TakeDialog) -> None:
        self.dialog = dialog
        open_once(dialog, self._desk.runner)

    def decide(self) -> None:
        """Approve the current one."""
        row = self._chosen.row()
        if row is not None:
            act = partial(
                transfer.decide, self._desk.store, self._actor, row.id, row.row_version, self._chosen.words()
            )
            self._start(
                translate("transfer", "批准跨区移交"), act, translate("transfer", "已批准，到生效日交出。")
            )

    def withdraw(self) -> None:
        """Take the current one back."""
        row = self._chosen.row()
        if row is not None:
            act = partial(
                transfer.withdraw,
                self._desk.store,
                self._actor,
                row.id,
                row.row_version,
                self._chosen.words(),
            )
            self._start(translate("transfer", "撤回跨区移交"), act, translate("transfer", "已撤回。"))

    def make_key(self, left: Draft | None = None) -> None:
        """Make the office's key."""
        text = translate(
            "transfer",
            "签名密钥由本库自己生成，只有知道签名口令的人能用它签名。口令忘了只能生成新的密钥，"
            "指纹随之改变，要与各区重新核对。",
        )
        title = translate("transfer", "生成签名密钥")
        dialog = SignDialog(title, text, translate("transfer", "生成(&O)"), self._window, twice=True)

        def made() -> None:
            said = (dialog.password.text(), dialog.reason())
            act = partial(transfer.new_key, self._desk.store, self._actor, *said)
            self._ask_done(dialog, title, act, translate("transfer", "已生成签名密钥，请记好口令。"))

        dialog.asked.connect(made)
        self._keep("key", dialog, left)
        self._show(dialog)

    def _ask_done(
        self, dialog: SignDialog | ReceiptDialog, name: str, act: Callable[[], object], text: str
    ) -> None:
        def done(_result: object) -> None:
            dialog.accept()
            self.done.emit(text)

        self._desk.runner.start(operations.change(name, act, done, dialog.refuse), self)

    def release(self, left: Draft | None = None) -> None:
        """Let the current one go, or write its package once more."""
        row = self._chosen.row()
        if row is None:
            return
        title = translate("transfer", "写移交包")
        target = row.parcel.target
        name = translate("transfer", "移交包-{name}-{day}.zpt").format(
            name=target.name, day=row.parcel.effective_on
        )
        text = translate(
            "transfer",
            "交出之后，这些地址归 {district}，本库不能再改；请把移交包送给对方，并打电话核对指纹。",
        ).format(district=target.district_name)
        dialog = SignDialog(title, text, translate("transfer", "签名并写出(&O)…"), self._window)

        def signed() -> None:
            path = self.ask_save(self._window, title, name, kinds_of_package())
            if not path:
                dialog.ok.setEnabled(True)
                return
            said = (dialog.password.text(), dialog.reason())
            act = partial(operations.release, self._desk.store, self._actor, row, said, Path(path))
            told = translate("transfer", "移交包已写到 {file}。").format(file=Path(path).name)
            self._ask_done(dialog, title, act, told)

        dialog.asked.connect(signed)
        self._keep("release" if row.state == Handoff.DECIDED else "again", dialog, left)
        self._show(dialog)

    def close_case(self, left: Draft | None = None) -> None:
        """Put a receipt to the current one."""
        row, title = self._chosen.row(), translate("transfer", "登记回执")
        path = self._path(left, title, kinds_of_receipt())
        if row is None or not path:
            return
        from desktop.files.transfer_package import read_receipt

        def on_read(key: str) -> None:
            dialog = ReceiptDialog(key, self._window)

            def compared() -> None:
                said = (dialog.fingerprint, dialog.reason())
                act = partial(operations.close, self._desk.store, self._actor, row, said, Path(path))
                self._ask_done(dialog, title, act, translate("transfer", "已登记回执，移交办结。"))

            dialog.asked.connect(compared)
            self._keep("close", dialog, left, path)
            self._show(dialog)

        def look() -> str:
            return fingerprint(read_receipt(Path(path)).public)

        self._desk.runner.start(operations.change(title, look, on_read, self.failed.emit), self)

    def take(self, left: Draft | None = None) -> None:
        """Open a package of another district."""
        path = self._path(left, translate("transfer", "打开移交包"), kinds_of_package())
        if not path:
            return

        def show(opened: Opened) -> None:
            known = opened.incoming.handoff
            if known is not None and known.state == Handoff.ACCEPTED:
                if left is not None:
                    self._desk.drafts.forget(left)
                self.done.emit(translate("transfer", "这个移交包已经接收过，不必再办。"))
                return
            dialog = TakeDialog(self._desk, self._actor, opened, self._window, left)
            dialog.prepared.connect(
                partial(self.done.emit, translate("transfer", "已提交核对结果，等审批人接收。"))
            )
            self._show(dialog)

        self._desk.runner.start(
            operations.open_package(self._desk.store, Path(path), show, self.failed.emit), self
        )

    def accept_package(self) -> None:
        """Take the current one in."""
        row, title = self._chosen.row(), translate("transfer", "接收移交包")
        path = self.ask_open(self._window, title, kinds_of_package())
        if row is None or not path:
            return

        def done(accepted: Accepted) -> None:
            words = translate(
                "transfer", "已接收地址 {n} 个，其中同一地址 {same} 个，另立待核实 {aside} 个。"
            )
            self.done.emit(
                words.format(n=f"{accepted.taken:,}", same=f"{accepted.same:,}", aside=f"{accepted.aside:,}")
            )
            self._desk.feed.changed.emit(accepted.changes, self)

        said = (Path(path), self._chosen.words())
        operation = operations.accept(self._desk.store, self._actor, row, said, done, self.failed.emit)
        self._desk.runner.start(operation, self)

    def write_receipt(self) -> None:
        """Sign and write the receipt of the current one."""
        row, title = self._chosen.row(), translate("transfer", "写回执")
        if row is None:
            return
        text = translate("transfer", "回执送回移交的区，对方登记后这次移交办结。")
        dialog = SignDialog(title, text, translate("transfer", "签名并写出(&O)…"), self._window)
        name = translate("transfer", "移交回执-{name}.zpr").format(name=row.parcel.target.name)

        def signed() -> None:
            path = self.ask_save(self._window, title, name, kinds_of_receipt())
            if not path:
                dialog.ok.setEnabled(True)
                return
            act = partial(operations.write_receipt, self._desk.store, row, dialog.password.text(), Path(path))
            told = translate("transfer", "回执已写到 {file}。").format(file=Path(path).name)
            self._ask_done(dialog, title, act, told)

        dialog.asked.connect(signed)
        self._show(dialog)
