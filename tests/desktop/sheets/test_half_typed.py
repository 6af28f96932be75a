from pathlib import Path

import pytest

from db.services import sheets
from desktop.sheets import operations
from desktop.sheets.desk import SheetDesk
from desktop.work.drafts import Draft
from tests.desktop.sheets.conftest import Verbs
from tests.desktop.sheets.test_window import LEFT, choose, entry
from tests.office import addresses, person
from tests.register import OTHER_COMMUNITY
from tests.sheets import filled, issued, taken


def start_again(opened, desk, store, login="clerk"):
    """The program ends badly, and the next one goes on with what is offered."""
    desk.drafts.close()
    again = opened(login)
    holder = SheetDesk(desk, person(store, login), again, lambda _text: None, Verbs())
    (left,) = desk.drafts.left
    desk.drafts.take_up(left)
    return holder.show()


def test_why_words_of_a_community_are_decided_survives_a_crash(opened, store, desk, qtbot):
    made = addresses(store, ["2号", "4号"])
    taken(store, filled(store, issued(store), {made["2号"]: {"verdict": "不存在"}}))
    window = opened()
    window.merge.reason.setText("现场看过，确")
    again = start_again(opened, desk, store)
    assert again.merge.reason.text() == "现场看过，确"
    assert [one.sheet.id for one in again.chosen()] == [sheets.list_sheets(store)[0].sheet.id]
    again.merge.reason.setText("现场看过，还在")
    choose(again, "已拆除")
    qtbot.mouseClick(again.merge.leave, LEFT)
    desk.drafts.close()
    opened()
    assert desk.drafts.left == ()  # it was written down
    again.close()


def test_what_several_sheets_say_is_read_once_when_they_are_selected_again(opened, store, desk, monkeypatch):
    addresses(store, ["2号"])
    addresses(store, ["6号"], community=OTHER_COMMUNITY)
    wanted = {issued(store).sheet_id, issued(store, OTHER_COMMUNITY).sheet_id, issued(store).sheet_id}
    window = opened()
    read: list[set[int]] = []
    load = operations.load_words
    monkeypatch.setattr(operations, "load_words", lambda *args: (read.append(set(args[1])), load(*args))[1])
    window.go_on(Draft("sheet.decide", "核查结果的处理理由", tuple(wanted), fields={"reason": "现场看过"}))
    assert {one.sheet.id for one in window.chosen()} == wanted
    assert [ids for ids in read if len(ids) > 1] == [wanted]
    assert window.merge.reason.text() == "现场看过"


@pytest.mark.parametrize("name", ["撤回", "办结"])
def test_why_a_sheet_ends_survives_a_crash(opened, store, desk, qtbot, name):
    addresses(store, ["2号"])
    issued(store)
    window = opened()
    entry(window, name).trigger()
    window.asking.reason_box.setText("社区撤并，表")
    again = start_again(opened, desk, store)
    assert again.asking.reason() == "社区撤并，表"
    assert name in again.asking.windowTitle()
    qtbot.mouseClick(again.asking.ok, LEFT)
    assert again.table.model.shown[0].muted
    assert desk.drafts.left == ()
    again.close()


def test_what_was_typed_stays_when_a_sheet_cannot_be_closed(opened, store, qtbot):
    made = addresses(store, ["2号"])
    taken(store, filled(store, issued(store), {made["2号"]: {"verdict": "不存在"}}))
    window = opened()
    entry(window, "办结").trigger()
    window.asking.reason_box.setText("社区撤并")
    qtbot.mouseClick(window.asking.ok, LEFT)
    assert window.asking.isVisible()
    assert window.asking.reason() == "社区撤并"
    window.asking.reject()


def test_a_form_about_a_sheet_that_is_gone_is_said_and_not_offered_again(opened, desk, qtbot, tmp_path):
    window = opened()
    Path(tmp_path / "left").mkdir()
    desk.drafts.close()
    desk.drafts.begin(tmp_path / "left", "clerk")
    desk.drafts.hold(Draft("sheet.close", "办结核查表", (99,))).keep({"reason": "社区撤并"})
    desk.drafts.close()
    desk.drafts.begin(tmp_path / "left", "clerk")
    with qtbot.waitSignal(window.told):
        window.go_on(desk.drafts.left[0])
    assert window.asking is None
    assert desk.drafts.left == ()
