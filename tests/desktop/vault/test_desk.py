from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from db.services.accounts import find_actor
from desktop.addresses.page import Desk
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session
from desktop.vault.person_card import PersonCard
from tests.desktop.vault.test_person_card import cells, enter, unlock
from tests.office import COMPOUND, addresses
from tests.vault import let_in, made_vault

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def window(desk: Desk, tmp_path: Path, qtbot) -> MainWindow:
    """The clerk's window, an address selected."""
    let_in(desk.store, made_vault(desk.store), "clerk").close()
    node_id = addresses(desk.store, ["8号"], COMPOUND)["8号"]
    made = MainWindow(Session(desk.store, find_actor(desk.store, "clerk")), desk, CrashKeeper(tmp_path))
    qtbot.addWidget(made)
    made.show()
    made.addresses.locate(node_id)
    qtbot.waitUntil(lambda: "8号" in made.addresses.detail.page.toPlainText())
    return made


def card_in(window: MainWindow) -> PersonCard:
    detail = window.addresses.detail
    link = next(
        part.split('"')[0] for part in detail.page.toHtml().split('href="') if part.startswith("persons:")
    )
    detail.page.anchorClicked.emit(QUrl(link))
    assert window.vault.dialog is not None
    (card,) = window.vault.dialog.findChildren(PersonCard)
    return card


def test_the_persons_of_an_address_open_from_its_detail_and_stand_masked(window: MainWindow) -> None:
    card = card_in(window)
    assert "盈翠花园8号" in card.title.text()
    unlock(card)
    enter(card)
    assert cells(card)[0][1] == "欧阳*"


def test_locking_the_window_shuts_the_vault(window: MainWindow) -> None:
    unlock(card_in(window))
    assert window.vault.keeper.vault is not None
    window.keys.lock.lock()
    assert window.vault.keeper.vault is None
    window.keys.lock.release()


def test_closing_the_window_shuts_the_vault(window: MainWindow) -> None:
    unlock(card_in(window))
    vault = window.vault.keeper.vault
    assert vault is not None
    window.close()
    assert not vault.is_open
