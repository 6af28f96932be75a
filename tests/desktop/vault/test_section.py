from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from db.domain.access import Actor
from db.domain.vault import Cipher
from db.schema.system import actor
from db.services.accounts import find_actor
from db.services.persons import Entry, enter_persons
from db.services.vault import open_vault, vault_state
from desktop.addresses.page import Desk
from desktop.vault.code_dialog import CodeDialog
from desktop.vault.key_dialog import KeyDialog, Paper
from desktop.vault.open_dialog import OpenDialog
from desktop.vault.opening import VaultKeeper, open_quietly
from desktop.vault.section import VaultSection
from tests.office import area_of
from tests.register import COMMUNITY
from tests.vault import PASSWORD, SOMEBODY


@dataclass
class Desktop:
    """A section, the paper it printed, and where its file goes."""

    desk: Desk
    folder: Path
    printed: list[bytes] = field(default_factory=list)

    def who(self, login: str) -> Actor:
        return find_actor(self.desk.store, login)

    def section(self, login: str) -> VaultSection:
        paper = Paper(lambda _parent, name: str(self.folder / name), self._print)
        return VaultSection(self.desk, self.who(login), paper=paper)

    def _print(self, _parent: QWidget, pages: bytes) -> bool:
        self.printed.append(pages)
        return True


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> Desktop:
    return Desktop(desk, tmp_path)


def make(office: Desktop, section: VaultSection, button: str = "make_button") -> str:
    """Make a key through the dialog; returns the code that was printed."""
    getattr(section, button).click()
    dialog = section.dialog
    assert isinstance(dialog, KeyDialog)
    dialog.print_button.click()
    code = dialog.key().code
    for place, line in zip(dialog.places, dialog.groups, strict=True):
        line.setText(code.split("-")[place].lower())
    dialog.password.setText(PASSWORD)
    dialog.ok.click()
    assert not dialog.isVisible()
    return code


def offered(section: VaultSection, login: str) -> str:
    """Let an account in through the dialog; returns the transfer code."""
    section.list.select(login)
    section.offer_button.click()
    dialog = section.dialog
    assert isinstance(dialog, OpenDialog)
    dialog.password.setText(PASSWORD)
    dialog.ok.click()
    shown = section.dialog
    assert isinstance(shown, CodeDialog)
    return shown.shown.text()


def test_a_key_counts_only_when_its_paper_was_read_back(office: Desktop) -> None:
    section = office.section("admin")
    section.make_button.click()
    dialog = section.dialog
    assert isinstance(dialog, KeyDialog)
    dialog.cipher.setCurrentIndex(1)
    assert not any(line.isEnabled() for line in dialog.groups)
    dialog.save_button.click()
    file = office.folder / "保密柜恢复码.pdf"
    assert file.exists()
    assert not dialog.cipher.isEnabled()
    dialog.password.setText(PASSWORD)
    groups = dialog.key().code.split("-")
    right = [groups[place] for place in dialog.places]
    dialog.groups[0].setText(right[0])
    dialog.groups[1].setText("22222" if right[1] != "22222" else "33333")
    assert not dialog.ok.isEnabled()
    dialog.groups[1].setText(right[1])
    dialog.ok.click()
    state = vault_state(office.desk.store)
    assert state.key is not None
    assert state.key.cipher is Cipher.SM4
    assert not file.exists()
    assert section.make_button.isHidden()
    assert [line.cells[2] for line in section.list.model.lines if line.key == "admin"] == [
        "已开通，凭口令打开"
    ]


def test_giving_up_leaves_no_key_and_no_file(office: Desktop) -> None:
    section = office.section("admin")
    section.make_button.click()
    dialog = section.dialog
    assert isinstance(dialog, KeyDialog)
    dialog.save_button.click()
    dialog.reject()
    assert vault_state(office.desk.store).key is None
    assert list(office.folder.glob("*.pdf")) == []


def test_an_account_is_let_in_by_a_code_and_its_own_password(office: Desktop) -> None:
    admin = office.section("admin")
    make(office, admin)
    code = offered(admin, "clerk")
    clerk = office.section("clerk")
    assert [line.key for line in clerk.list.model.lines] == ["clerk"]
    clerk.code_button.click()
    dialog = clerk.dialog
    assert isinstance(dialog, OpenDialog)
    dialog.password.setText("clerk's own")
    dialog.code.setText(code[:-1])
    assert not dialog.ok.isEnabled()
    dialog.code.setText(code)
    dialog.ok.click()
    assert not dialog.isVisible()
    assert dialog.password.text() == dialog.code.text() == ""
    assert open_vault(office.desk.store, "clerk", "clerk's own").is_open
    assert clerk.code_button.isHidden()


def test_what_was_typed_stays_when_it_does_not_open(office: Desktop) -> None:
    section = office.section("admin")
    make(office, section)
    section.list.select("clerk")
    section.offer_button.click()
    dialog = section.dialog
    assert isinstance(dialog, OpenDialog)
    dialog.password.setText("wrong")
    dialog.ok.click()
    assert dialog.isVisible()
    assert dialog.ok.isEnabled()
    assert "口令不对" in dialog._state.text()
    dialog.reject()


def test_the_paper_opens_with_a_new_password_and_a_reason(office: Desktop) -> None:
    section = office.section("admin")
    code = make(office, section)
    section.paper_button.click()
    dialog = section.dialog
    assert isinstance(dialog, OpenDialog)
    dialog.code.setText(code.replace("-", "").lower())
    dialog.password.setText("another one")
    assert not dialog.ok.isEnabled()
    dialog.reason.setText("管理员口令遗失")
    dialog.ok.click()
    assert open_vault(office.desk.store, "admin", "another one").is_open


def test_another_key_and_everybody_under_it(office: Desktop) -> None:
    store = office.desk.store
    section = office.section("admin")
    first = make(office, section)
    code = offered(section, "clerk")
    clerk = office.section("clerk")
    clerk.code_button.click()
    clerk.dialog.code.setText(code)
    clerk.dialog.password.setText("clerk's own")
    clerk.dialog.ok.click()
    opened = open_vault(store, "clerk", "clerk's own")
    enter_persons(store, opened, office.who("clerk"), [Entry(area_of(COMMUNITY), SOMEBODY)] * 3)
    section.refresh()
    second = make(office, section, "change_button")
    assert first != second
    state = vault_state(store)
    assert (state.persons, state.old_records) == (3, 0)
    assert [one.login for one in state.holders] == ["admin"]
    assert section.go_on_button.isHidden()


def test_access_is_withdrawn_after_a_question(office: Desktop) -> None:
    section = office.section("admin")
    make(office, section)
    offered(section, "clerk")
    section.list.select("clerk")
    section.withdraw_button.click()
    box = section.dialog
    assert isinstance(box, QMessageBox)
    box.buttons()[0].click()
    assert [one.login for one in vault_state(office.desk.store).holders] == ["admin"]


def test_an_account_that_was_closed_is_listed_until_it_is_shut_out(office: Desktop) -> None:
    section = office.section("admin")
    make(office, section)
    offered(section, "clerk")
    with office.desk.store.write(office.who("admin"), "actor.manage") as work:
        work.change(actor, {"id": office.who("clerk").id}, {"state": "closed"})
    section.refresh()
    (line,) = [line for line in section.list.model.lines if line.key == "clerk"]
    assert line.cells[1] == "（账号已停用，请收回）"
    section.withdraw("clerk")
    assert "clerk" not in [line.key for line in section.list.model.lines]


def test_who_does_not_manage_the_vault_is_offered_nothing(office: Desktop) -> None:
    make(office, office.section("admin"))
    section = office.section("clerk")
    assert all(button.isHidden() for button in section._every_button())


def test_at_sign_in_the_vault_opens_quietly_or_not_at_all(office: Desktop) -> None:
    store = office.desk.store
    assert open_quietly(store, "admin", PASSWORD) is None
    make(office, office.section("admin"))
    assert open_quietly(store, "admin", "") is None
    assert open_quietly(store, "admin", "wrong") is None
    vault = open_quietly(store, "admin", PASSWORD)
    assert vault is not None
    keeper = VaultKeeper(vault)
    assert keeper.vault is vault
    keeper.close()
    keeper.close()
    assert keeper.vault is None
    assert not vault.is_open


def test_both_pages_are_painted(office: Desktop, qapp: object, tmp_path: Path) -> None:
    from PySide6.QtGui import QPageSize
    from PySide6.QtPrintSupport import QPrinter

    from desktop.vault.printing import paint_pages

    code = make(office, office.section("admin"))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert paint_pages(printer, office.printed[0])
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as document:
        assert len(document) == 2
    with pypdfium2.PdfDocument(office.printed[0]) as document:
        for page in document:
            told = page.get_textpage().get_text_bounded()
            letters = "".join(char for char in told if char.isascii() and char.isalnum())
            assert all(group in letters for group in code.split("-"))
