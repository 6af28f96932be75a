from pathlib import Path

import pytest

from db.services.accounts import list_actors
from db.services.settings import current
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.journal.desk import JournalDesk
from desktop.options import Options
from desktop.system.accounts_section import AccountsSection
from desktop.system.page import SystemPage
from desktop.system.sections import every_section
from desktop.system.settings_section import SettingsSection
from desktop.system.store_section import StoreSection
from desktop.work.change_feed import ChangeFeed
from tests.desks import Desks
from tests.desktop.work.inline import inline_runner
from tests.office import person

pytestmark = pytest.mark.both_engines


@pytest.fixture
def room(shared_store: Desks, tmp_path: Path, qtbot):
    """The room as an account sees it, and what went wrong in it."""

    def build(login: str) -> tuple[SystemPage, Store, list[object]]:
        own = shared_store.desk(login)
        feed = ChangeFeed()
        desk = Desk(own, inline_runner(feed), feed, Options(tmp_path / "window.ini"))
        failed: list[object] = []
        desk.runner.failed.connect(lambda verb, error: failed.append((verb, error)))
        page = SystemPage(desk, person(shared_store, login), JournalDesk(desk, None))
        qtbot.addWidget(page)
        page.show()
        return page, own, failed

    return build


@pytest.mark.parametrize("login", ["admin", "area_clerk"])
def test_every_section_works_for_an_account_of_a_server(room, login) -> None:
    page, _own, failed = room(login)
    for spec in every_section():
        page.show_section(spec.key)
        page.refresh()
    assert failed == []
    store = page.show_section("store")
    assert isinstance(store, StoreSection)
    assert not store.backup_button.isEnabled()
    assert "数据库管理员" in store.backup_button.toolTip()


def test_an_administrator_of_a_server_changes_settings_and_accounts_in_the_room(room) -> None:
    page, own, failed = room("admin")
    settings = page.show_section("settings")
    assert isinstance(settings, SettingsSection)
    settings.list.select("session.idle_minutes")
    settings.editor.spin.setValue(45)
    settings.save()
    assert current(own).idle_minutes == 45
    accounts = page.show_section("accounts")
    assert isinstance(accounts, AccountsSection)
    accounts.list.select("clerk")
    dialog = accounts.ask("rename")
    dialog.form.itemAt(0, dialog.form.ItemRole.FieldRole).widget().setText("林晓")
    dialog.ok.click()
    assert not dialog.isVisible()
    assert dict(list_actors(own))["clerk"] == "林晓"
    assert failed == []
