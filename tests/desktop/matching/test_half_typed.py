from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.addresses.page import Desk
from desktop.matching.page import MatchingPage
from desktop.work.drafts import Draft
from tests.desktop.addresses.register import ADMIN

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager
LINES = "湖滨南路1号\n湖滨南路2号\n湖滨南路13812345678号"


@pytest.fixture
def started(desk: Desk, tmp_path: Path, qtbot) -> Callable[[], MatchingPage]:
    """The room as in a program started anew."""

    def make() -> MatchingPage:
        desk.drafts.close()
        desk.drafts.begin(tmp_path / "drafts", "zhang")
        page = MatchingPage(desk, ADMIN, keep_in=tmp_path)
        qtbot.addWidget(page)
        page.show()
        return page

    return make


@pytest.fixture
def typed(started: Callable[[], MatchingPage], qtbot) -> MatchingPage:
    """A room in which the second line is half decided."""
    page = started()
    page.intake.read_text(LINES)
    page.table.select(1)
    qtbot.waitUntil(lambda: page.detail.closer is not None)
    page.detail.form.fields["number"].setText("2之1号")
    page.detail.verbs.reason.setEditText("现场看过")
    return page


def test_a_half_decided_line_is_filled_in_again(typed, started, desk: Desk) -> None:
    later = started()
    (left,) = desk.drafts.left
    assert left.title == "公安比对 — 湖滨南路2号"
    later.half.resume(left)
    row = later.detail.row
    assert row is not None
    assert row.given.text == "湖滨南路2号"
    assert later.detail.form.fields["number"].text() == "2之1号"
    assert later.detail.form.fields["road"].text() == "湖滨南路"
    assert later.detail.verbs.reason.currentText() == "现场看过"
    assert desk.drafts.is_open(left)


def test_a_line_that_is_hidden_by_a_filter_is_shown_for_it(typed, started, desk: Desk) -> None:
    later = started()
    (left,) = desk.drafts.left
    later.table.filter_box.setText("1号")
    later.table._on_filter()
    later.half.resume(left)
    assert later.detail.verbs.reason.currentText() == "现场看过"
    assert later.detail.form.fields["number"].text() == "2之1号"


@pytest.mark.parametrize("button", ["none", "restore"])
def test_what_is_decided_or_taken_back_is_kept_no_more(typed, started, desk: Desk, button: str) -> None:
    if button == "restore":
        typed.detail.verbs.reason.setEditText("")
    else:
        typed.detail.form.restore()
    pressed = getattr(typed.detail.verbs, button)
    assert isinstance(pressed, QPushButton)
    pressed.click()
    started()
    assert desk.drafts.left == ()


def test_the_reason_of_the_last_decision_alone_is_nothing_new(typed, started, desk: Desk) -> None:
    typed.detail.verbs.none.click()
    typed.table.select(0)
    assert typed.detail.verbs.reason.currentText() == "现场看过"
    started()
    assert desk.drafts.left == ()


def test_another_line_has_a_form_of_its_own(typed, started, desk: Desk) -> None:
    typed.table.select(0)
    typed.detail.form.fields["number"].setText("1之1号")
    later = started()
    (left,) = desk.drafts.left
    later.half.resume(left)
    assert later.detail.row is later.table.model.rows[0]
    assert later.detail.form.fields["number"].text() == "1之1号"


def test_a_number_of_a_person_is_in_no_file(typed, started, desk: Desk, tmp_path: Path) -> None:
    typed.table.select(2)
    typed.detail.verbs.reason.setEditText("查过档案")
    later = started()
    (left,) = desk.drafts.left
    assert "13812345678" not in str(left)
    later.half.resume(left)
    assert later.detail.row is later.table.model.rows[2]
    assert later.detail.verbs.reason.currentText() == "查过档案"


def test_a_line_that_is_gone_is_told(typed, started, desk: Desk) -> None:
    typed._shelf.keep([])
    later = started()
    (left,) = desk.drafts.left
    later.half.resume(left)
    assert "不在列表里" in later.notice.text()
    assert desk.drafts.left == ()


def test_what_is_typed_stays_when_all_lines_are_compared_again(typed: MatchingPage) -> None:
    typed.refresh()
    assert typed.detail.form.fields["number"].text() == "2之1号"
    assert typed.detail.verbs.reason.currentText() == "现场看过"


def test_of_a_long_list_the_one_line_is_compared_for_it(
    typed, started, desk: Desk, monkeypatch, qtbot
) -> None:
    monkeypatch.setattr("desktop.matching.page._AT_ONCE", 0)
    later = started()
    left: Draft = desk.drafts.left[0]
    later.half.resume(left)
    qtbot.waitUntil(lambda: desk.drafts.is_open(left))
    assert [row.matched is not None for row in later.table.model.rows] == [False, True, False]
    assert later.detail.form.fields["number"].text() == "2之1号"
