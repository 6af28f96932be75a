"""The persons of a row, masked; each look in clear is for a purpose and leaves a trace."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.person import FIELDS, Person
from db.services.disclosure import MaskedPerson
from db.services.persons import ENTER, WIPE
from db.store.persons import REVEAL
from db.store.vault import Vault
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.vault import operations as vault_operations
from desktop.vault import person_operations as operations
from desktop.vault.look_dialog import LookDialog
from desktop.vault.open_dialog import Asked, OpenDialog
from desktop.vault.opening import VaultKeeper
from desktop.vault.operations import Typed
from desktop.vault.person_form import PersonForm
from desktop.vault.person_operations import Failed, Reader, Row
from desktop.vault.words import kind_word, standing_word
from desktop.widgets.passing import open_once
from desktop.work.job import Operation


class PersonCard(QWidget):
    """The card.

    Attributes:
        dialog: the dialog that is open, or was last.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, actor: Actor, keeper: VaultKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actor, self._keeper = desk, actor, keeper
        self._row: Row | None = None
        self._persons: dict[str, MaskedPerson] = {}
        self.dialog: QDialog | None = None
        columns = (
            Column(translate("vault", "关系"), 10),
            Column(translate("vault", "姓名"), 12),
            Column(translate("vault", "证件号码"), 22),
            Column(translate("vault", "电话"), 16),
            Column(translate("vault", "状态"), 20),
        )
        self.list = LineTable(translate("vault", "人员"), columns)
        self.title = QLabel()
        self.title.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.unlock_button = QPushButton(translate("vault", "开柜(&O)…"), autoDefault=False)
        self.look_button = QPushButton(translate("vault", "查看明文(&V)…"), autoDefault=False)
        self.enter_button = QPushButton(translate("vault", "录入(&N)…"), autoDefault=False)
        self.change_button = QPushButton(translate("vault", "更正(&E)…"), autoDefault=False)
        self.wipe_button = QPushButton(translate("vault", "销毁(&D)…"), autoDefault=False)
        self._build()
        self._connect()
        self._look()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (
            self.unlock_button,
            self.look_button,
            self.enter_button,
            self.change_button,
            self.wipe_button,
        ):
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        self.list.say_empty(
            translate("vault", "没有登记人员"), translate("vault", "点「录入」登记申请人、联系人或产权人。")
        )

    def _connect(self) -> None:
        self._keeper.changed.connect(self._on_keeper)
        self._desk.feed.changed.connect(self._on_changed)
        self.list.current_changed.connect(lambda _key: self._look())
        self.list.opened.connect(lambda _key: self.look())
        self.unlock_button.clicked.connect(self.unlock)
        self.look_button.clicked.connect(self.look)
        self.enter_button.clicked.connect(self.enter)
        self.change_button.clicked.connect(self.change)
        self.wipe_button.clicked.connect(self.wipe)

    # -- showing ------------------------------------------------------------------------------------------------------

    def show_row(self, row: Row | None) -> None:
        """Show the persons of another row."""
        self._row = row
        self.title.setText(row.title if row is not None else "")
        self.refresh()

    def refresh(self) -> None:
        """Read the persons again."""
        if self._row is None:
            self._show([])
            return
        reader = Reader(self._actor, self._keeper.vault)
        self._desk.runner.start(operations.load(self._desk.store, reader, self._row, self._show), self)

    def _show(self, persons: list[MaskedPerson]) -> None:
        self._persons = {str(one.id): one for one in persons}
        self.list.show_lines([_line(one) for one in persons])
        self._look()

    def _on_keeper(self) -> None:
        shown = self.dialog if self.dialog is not None and isValid(self.dialog) else None
        if self._keeper.vault is None and shown is not None and shown.isVisible():
            shown.reject()  # nothing in clear stays on the screen of a locked window
        self.refresh()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches("person") or changes.touches("person_link"):
            self.refresh()

    def _look(self) -> None:
        """Offer what can be done now."""
        chosen = self._persons.get(self.list.current())
        opened = self._keeper.vault is not None
        readable = chosen is not None and chosen.standing == "open"
        self.unlock_button.setVisible(not opened)
        self.look_button.setEnabled(readable and self._actor.may(REVEAL))
        self.enter_button.setEnabled(opened and self._row is not None and self._actor.may(ENTER))
        self.change_button.setEnabled(readable and self._actor.may(ENTER))
        self.wipe_button.setVisible(self._actor.may(WIPE))
        self.wipe_button.setEnabled(chosen is not None and chosen.standing != "wiped")

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        open_once(dialog, self._desk.runner)

    # -- verbs --------------------------------------------------------------------------------------------------------

    def unlock(self) -> None:
        """Ask for the password that opens the vault."""

        def act(typed: Typed, done: Callable[[Any], None], failed: Failed) -> Operation[Vault]:
            return vault_operations.unlock(self._desk.store, self._actor, typed, done, failed)

        asked = Asked(
            translate("vault", "开柜"),
            translate("vault", "输入您的登录口令；锁屏、换人或退出时自动关柜。"),
        )
        self._open(OpenDialog(self._desk, asked, act, self._keeper.keep, self))

    def look(self) -> None:
        """Ask which field is wanted, and what for."""
        person, vault = self._persons.get(self.list.current()), self._keeper.vault
        if person is None or vault is None or not self.look_button.isEnabled():
            return

        def act(field: str, purpose: str, told: tuple[Callable[[Any], None], Failed]) -> Operation[str]:
            return operations.look(self._desk.store, self._actor, vault, (person.id, field, purpose), told)

        fields = tuple(field for field in FIELDS if person.fields.get(field))
        self._open(LookDialog(self._desk, translate("vault", "查看明文"), fields, act, parent=self))

    def enter(self) -> None:
        """Enter a person of the row."""
        row, vault = self._row, self._keeper.vault
        if row is None or vault is None:
            return

        def keep(person: Person, told: tuple[Callable[[Any], None], Failed]) -> Operation[Changes]:
            return operations.enter(self._desk.store, self._actor, vault, (row, person), told)

        done = translate("vault", "已录入并封存。")
        self._open(
            PersonForm(
                self._desk, translate("vault", "录入人员"), keep, lambda _: self._on_done(done), parent=self
            )
        )

    def change(self) -> None:
        """Ask what for, then show the person to be put right."""
        person, vault = self._persons.get(self.list.current()), self._keeper.vault
        if person is None or vault is None:
            return

        def act(_field: str, why: str, told: tuple[Callable[[Any], None], Failed]) -> Operation[Any]:
            return operations.load_clear(self._desk.store, self._actor, vault, (person.id, why), told)

        title = translate("vault", "更正人员")
        self._open(
            LookDialog(
                self._desk, title, (), act, lambda told: self._on_clear(person.id, vault, told), parent=self
            )
        )

    def _on_clear(self, person_id: int, vault: Vault, told: tuple[Person, int]) -> None:
        known, version = told

        def keep(person: Person, ends: tuple[Callable[[Any], None], Failed]) -> Operation[Changes]:
            given = (person_id, version, person)
            return operations.put_right(self._desk.store, self._actor, vault, given, ends)

        done = translate("vault", "已更正并重新封存。")
        form = PersonForm(
            self._desk,
            translate("vault", "更正人员"),
            keep,
            lambda _: self._on_done(done),
            known=known,
            parent=self,
        )
        self._open(form)

    def wipe(self) -> None:
        """Ask why, then destroy what is kept of a person."""
        person = self._persons.get(self.list.current())
        if person is None:
            return

        def act(_field: str, why: str, told: tuple[Callable[[Any], None], Failed]) -> Operation[Changes]:
            return operations.destroy(self._desk.store, self._actor, (person.id, why), told)

        done = translate("vault", "已销毁，不能恢复；此前的备份里仍有，请按备份保管期限一并销毁。")
        title = translate("vault", "销毁人员信息")
        self._open(LookDialog(self._desk, title, (), act, lambda _: self._on_done(done), parent=self))

    def _on_done(self, words: str) -> None:
        self.refresh()
        self.told.emit(words)


def _line(person: MaskedPerson) -> Line:
    fields = [person.fields.get(field, "") for field in FIELDS]
    if person.standing in ("wiped", "sealed"):
        fields = ["—"] * len(fields)
    bad = frozenset((4,)) if person.standing == "altered" else frozenset()
    return Line(
        str(person.id),
        (kind_word(person.kind), *fields, standing_word(person.standing)),
        muted=person.standing == "wiped",
        bad=bad,
    )
