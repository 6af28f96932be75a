"""Which level 新增下级 begins with, and what it says of a text that is right for another one."""

import pytest

from desktop.editing.acts import Verb
from tests.desktop.editing.conftest import Window

STAIR = "厦门市思明区莲富大厦8号1幢1梯"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def adding(window: Window, address: str):
    window.go_to(address)
    window.verbs.actions[Verb.ADD].trigger()
    return window.dialog()


def test_below_a_stair_with_rooms_a_room_is_offered_first(window: Window):
    dialog = adding(window, STAIR)
    assert [dialog.form.kind.itemText(at) for at in range(dialog.form.kind.count())] == ["层", "室"]
    assert dialog.form.kind.currentText() == "室"
    dialog.form.list.setPlainText("1101室")
    window.checked(dialog)
    assert [line.cells[1] for line in dialog.pane.model.lines] == [STAIR + "1101室"]


def test_a_text_that_is_right_for_another_level_says_for_which(window: Window):
    dialog = adding(window, STAIR)
    dialog.form.kind.setCurrentIndex(0)
    dialog.form.list.setPlainText("11层\n1101室")
    window.checked(dialog)
    assert dialog.pane.way.text() == "「1101室」不是层的写法，是室的：请把级别改为「室」。"
    assert not dialog.ok.isEnabled()
    dialog.form.list.setPlainText("十一")
    window.checked(dialog)
    assert "写法无法识别" in dialog.form._problem.text()


def test_below_a_street_a_building_is_told_from_a_number(window: Window):
    window.go_to_street("厦门市思明区湖滨南路7号")
    window.verbs.actions[Verb.ADD].trigger()
    dialog = window.dialog()
    assert dialog.form.kind.currentText() == "门牌号"
    dialog.form.list.setPlainText("3幢")
    window.checked(dialog)
    assert "请把级别改为「楼栋」" in dialog.pane.way.text()
    dialog.form.list.setPlainText("901-905号单、907号")
    window.checked(dialog)
    assert dialog.ok.isEnabled()
