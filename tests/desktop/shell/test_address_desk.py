from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from db.services.accounts import find_actor
from db.services.store import open_store
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.attachments.strip import AttachmentStrip
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session
from desktop.vault.person_card import PersonCard
from tests.conftest import copy_template
from tests.desktop.vault.test_person_card import cells, enter, unlock
from tests.office import COMPOUND, addresses
from tests.vault import let_in, made_vault, make_cheap

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


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    copy_template(sqlite_template, tmp_path / "zhipai.db")
    store = open_store(f"sqlite:///{(tmp_path / 'zhipai.db').as_posix()}")
    yield store
    store.close()


def follow(window: MainWindow, scheme: str) -> None:
    detail = window.addresses.detail
    links = detail.page.toHtml().split('href="')
    detail.page.anchorClicked.emit(QUrl(next(one.split('"')[0] for one in links if one.startswith(scheme))))


def card_in(window: MainWindow) -> PersonCard:
    follow(window, "persons:")
    assert window.address_desk.dialog is not None
    (card,) = window.address_desk.dialog.findChildren(PersonCard)
    return card


def test_the_persons_of_an_address_open_from_its_detail_and_stand_masked(window: MainWindow) -> None:
    card = card_in(window)
    assert "盈翠花园8号" in card.title.text()
    unlock(card)
    enter(card)
    assert cells(card)[0][1] == "欧阳*"


def test_locking_the_window_shuts_the_vault(window: MainWindow) -> None:
    unlock(card_in(window))
    assert window.address_desk.keeper.vault is not None
    window.keys.lock.lock()
    assert window.address_desk.keeper.vault is None
    window.keys.lock.release()


def test_closing_the_window_shuts_the_vault(window: MainWindow) -> None:
    unlock(card_in(window))
    vault = window.address_desk.keeper.vault
    assert vault is not None
    window.close()
    assert not vault.is_open


def test_the_files_of_an_address_open_from_its_detail(window: MainWindow, tmp_path: Path, qtbot) -> None:
    (tmp_path / "door.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    follow(window, "files:")
    dialog = window.address_desk.dialog
    assert dialog is not None
    assert "盈翠花园8号" in dialog.windowTitle()
    (strip,) = dialog.findChildren(AttachmentStrip)
    strip.bring([tmp_path / "door.pdf"])
    qtbot.waitUntil(lambda: strip.thumbs.count() == 1)
    assert "已添加 1 个附件" in window.statusBar().currentMessage()
    dialog.close()
