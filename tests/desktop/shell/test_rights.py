from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.domain.access import Actor, Role
from db.domain.clock import legal_date
from db.domain.redraw import COMMUNITY as LEVEL
from db.domain.redraw import Heir, Redraw, RedrawKind
from db.services import applications as apps
from db.services.account_desk import NewAccount, create_account, grant_role, revoke_role
from db.services.accounts import find_actor
from db.services.redraw import file
from db.store.store import Store
from desktop.addresses.page import Desk
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session
from tests.desktop.addresses.register import ADMIN, COMMUNITY, NEIGHBOUR, node_id

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager
ELSEWHERE = "350203001001"


@pytest.fixture
def actor(store: Store) -> Actor:
    create_account(store, ADMIN, NewAccount("wu", "吴社区", ((Role.AREA_CLERK, COMMUNITY),)))
    return find_actor(store, "wu", "desk-7")


@pytest.fixture
def window(desk: Desk, actor: Actor, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(Session(desk.store, actor), desk, CrashKeeper(tmp_path))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.addresses.table.model.shown))
    return window


def test_after_a_redraw_the_account_works_in_its_communitys_new_code(
    desk: Desk, window: MainWindow, actor: Actor
) -> None:
    chiefs = [replace(ADMIN, login=login, roles=((Role.CLERK, ""), (Role.CHIEF, ""))) for login in ("a", "b")]
    today = legal_date(desk.store.clock.now())
    heir = Heir(ELSEWHERE, "莲兴社区", "350203001000")
    redraw = Redraw(RedrawKind.TRANSFER, LEVEL, (COMMUNITY,), (heir,), "厦府〔2026〕8号", today)
    filed = file(desk.store, chiefs[0], redraw, "区划调整", "批复")
    done = apps.approve(desk.store, chiefs[1], filed.application_id, 1, "同意")
    assert not actor.may("address.edit", ELSEWHERE)
    desk.feed.changed.emit(done.changes, None)
    assert actor.may("address.edit", ELSEWHERE)
    assert not actor.may("address.edit", COMMUNITY)
    assert actor.workstation == "desk-7"
    assert "辖区已变更" in window.statusBar().currentMessage()


def test_a_role_that_is_given_or_taken_away_counts_at_once(
    desk: Desk, window: MainWindow, actor: Actor
) -> None:
    assert not window.units.redraw.isEnabled()
    desk.feed.changed.emit(grant_role(desk.store, ADMIN, "wu", Role.CLERK, "350203"), None)
    assert actor.may("import.promote", NEIGHBOUR)
    assert window.units.redraw.isEnabled()
    assert "全区范围" not in window.units.redraw.toolTip()
    desk.feed.changed.emit(revoke_role(desk.store, ADMIN, "wu", Role.CLERK, "350203"), None)
    assert not actor.may("import.promote", NEIGHBOUR)
    assert not window.units.redraw.isEnabled()
    assert "全区范围" in window.units.redraw.toolTip()


@pytest.mark.parametrize("address", ["厦门市思明区湖滨南路7号", "厦门市思明区莲富大厦8号2幢1梯201室"])
def test_the_unit_to_redraw_is_known_from_any_line_below_it(
    desk: Desk, window: MainWindow, qtbot: QtBot, address: str
) -> None:
    page = window.addresses
    page.locate(node_id(desk.store, address))
    qtbot.waitUntil(lambda: address in page.detail.page.toPlainText())
    assert window.units.selected_unit() == COMMUNITY


def test_nothing_is_said_while_the_account_stays_as_it_is(
    desk: Desk, window: MainWindow, actor: Actor
) -> None:
    before = actor.roles
    other = create_account(desk.store, ADMIN, NewAccount("li", "李社区", ((Role.AREA_CLERK, NEIGHBOUR),)))
    desk.feed.changed.emit(other.changes, None)
    assert actor.roles is before
    assert "辖区" not in window.statusBar().currentMessage()
