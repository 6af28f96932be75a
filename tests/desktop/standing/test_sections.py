import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.domain.guard import ClockDoubt, Standing
from db.domain.handover import DutyKind
from db.services.accounts import change_password
from db.services.handover import accept_handover, offer_handover
from db.services.standing import standing
from db.services.store import open_store
from desktop.addresses.page import Desk
from desktop.shell.crash_report import CrashKeeper
from desktop.shell.main_window import MainWindow
from desktop.shell.session import Session
from desktop.standing.bar import StandingBar
from desktop.standing.clock_section import ClockSection
from desktop.standing.copy_section import CopySection
from desktop.standing.words import banner_text, clock_verdict, title_mark
from desktop.system.page import SystemPage
from tests.cases import a_case, colleagues
from tests.desktop.work.inline import inline_runner
from tests.office import person

PASSWORD = "第二人的口令-2026"


class Late:
    """A clock that was set back by three days."""

    def now(self) -> datetime:
        return datetime.now(UTC) - timedelta(days=3)


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path, desk: Desk) -> Iterator[Desk]:
    """A desk on a copy of the office's register."""
    file = Path(shutil.copy(sqlite_template, tmp_path / "copy.db"))
    store = open_store(f"sqlite:///{file.as_posix()}")
    yield Desk(store, inline_runner(desk.feed), desk.feed, desk.options)
    store.close()


@pytest.fixture
def late(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("db.store.passwords.MEMORY_KIB", 1024)
    monkeypatch.setattr("db.store.passwords.PASSES", 1)
    change_password(desk.store, person(desk.store, "chief"), "", PASSWORD)
    desk.store.clock = Late()
    return desk


def cells(section: CopySection | ClockSection) -> list[tuple[str, ...]]:
    return [line.cells for line in section.list.model.shown]


def test_a_copy_says_so_over_the_rooms_and_in_the_title_until_it_is_taken_over(
    desk: Desk, qtbot, tmp_path: Path
) -> None:
    window = MainWindow(Session(desk.store, person(desk.store, "clerk")), desk, CrashKeeper(tmp_path))
    qtbot.addWidget(window)
    window.show()
    assert window.windowTitle().endswith("这是副本，只能起草")
    assert window.standing.isVisible()
    window.standing.help_button.click()
    page = window.rooms.build(window.nav.currentRow())
    assert isinstance(page, SystemPage)
    section = page.here
    assert isinstance(section, CopySection)
    dialog = section.ask_claim()
    assert dialog is not None
    assert "原库从此停用" in dialog._text.text()
    assert dialog._text.height() >= dialog._text.heightForWidth(dialog._text.width())
    assert not dialog.ok.isEnabled()
    dialog.reason_box.setText("旧电脑损坏")
    dialog.ok.click()
    assert not window.standing.isVisible()
    assert "副本" not in window.windowTitle()
    assert standing(desk.store).elsewhere == ""
    assert dict(cells(section))["谁登记的"] == "林经办"
    assert not section.claim_button.isEnabled()
    window.close()


def test_who_may_not_take_over_is_told_who_may(desk: Desk, qtbot) -> None:
    section = CopySection(desk, person(desk.store, "printer"))
    qtbot.addWidget(section)
    assert dict(cells(section))["身份"] == "副本"
    assert dict(cells(section))["谁登记的"] == "程序，建库时"
    assert not section.claim_button.isEnabled()
    assert "经办、审批人" in section.claim_button.toolTip()


def test_a_second_person_confirms_without_signing_the_first_out(late: Desk, qtbot) -> None:
    bar = StandingBar(late, "clerk")
    section = ClockSection(late, person(late.store, "clerk"))
    for widget in (bar, section):
        qtbot.addWidget(widget)
        widget.show()
    section.refresh()
    assert "早于最近的操作记录" in section._verdict.text()
    assert "本机时间 20" in section.now.text()
    assert "确认本机时间" in bar.text.text()
    dialog = section.ask_confirm()
    assert "clerk" not in [dialog.who.itemData(row).login for row in range(dialog.who.count())]
    row = [dialog.who.itemData(row).login for row in range(dialog.who.count())].index("chief")
    dialog.who.setCurrentIndex(row)
    dialog.reason_box.setText("手机时间")
    assert not dialog.ok.isEnabled()
    dialog.password.setText("不是这个")
    dialog.ok.click()
    assert dialog.isVisible()
    assert dialog._refusal.text()
    assert (dialog.password.text(), dialog.reason()) == ("", "手机时间")
    dialog.password.setText(PASSWORD)
    dialog.ok.click()
    assert not dialog.isVisible()
    assert standing(late.store).doubt is None
    assert cells(section)[0][3:] == ("林经办", "陈科长", "手机时间")
    assert not section.confirm_button.isEnabled()


def test_who_has_no_such_role_cannot_confirm(late: Desk, qtbot) -> None:
    section = ClockSection(late, person(late.store, "clerk"))
    qtbot.addWidget(section)
    dialog = section.ask_confirm()
    row = [dialog.who.itemData(row).login for row in range(dialog.who.count())].index("printer")
    dialog.who.setCurrentIndex(row)
    assert not dialog.password.isEnabled()
    dialog.reason_box.setText("手机时间")
    dialog.ok.click()
    assert "没有这项权限" in dialog._refusal.text()
    assert standing(late.store).doubt is ClockDoubt.BACK


def test_all_is_well_is_said_too(desk: Desk, qtbot) -> None:
    section = ClockSection(desk, person(desk.store, "clerk"))
    qtbot.addWidget(section)
    assert not section.confirm_button.isEnabled()
    assert "没有疑问" in section._verdict.text()
    assert (banner_text(Standing()), title_mark(Standing())) == ("", "")
    ahead = Standing(doubt=ClockDoubt.AHEAD, newest="2026-11-20T01:02:03.000000Z")
    assert "晚得太多" in clock_verdict(ahead)


def test_an_offer_that_waits_is_said_over_the_rooms_until_it_is_answered(desk: Desk, qtbot) -> None:
    (other,) = colleagues(desk.store, 1)
    a_case(desk.store, DutyKind.APPLICATION, other)
    offer = offer_handover(desk.store, person(desk.store, other), other, "clerk", reason="调离")
    bar = StandingBar(desk, "clerk")
    qtbot.addWidget(bar)
    assert "有 1 份账号交接等您答复" in bar.text.text()
    done = accept_handover(desk.store, person(desk.store, "clerk"), offer.handover_id, 1)
    desk.feed.changed.emit(done.changes, None)
    assert "交接" not in bar.text.text()
    assert StandingBar(desk, other).text.text() == bar.text.text()
