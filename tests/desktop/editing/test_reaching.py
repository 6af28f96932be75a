"""Forms of verbs on a small screen and under the keyboard: everything in them is reached, and says what it means."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtTest import QTest

from desktop.editing.acts import Verb
from desktop.editing.stale import Event
from tests.desktop.editing.test_verbs import STREET, open_verb


def test_another_text_in_the_line_is_no_target_any_more(window, qtbot):
    window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.MOVE)
    picker = dialog.form.picker
    qtbot.keyClicks(picker.line, "9")
    qtbot.waitUntil(lambda: bool(picker.hits.hits))
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    window.checked(dialog)
    assert "已选定" in picker._chosen.text()
    qtbot.keyClicks(picker.line, "zzzz")
    qtbot.waitUntil(lambda: "没有找到" in picker._chosen.text())
    window.checked(dialog)
    assert picker.target is None
    assert not dialog.ok.isEnabled()
    picker.line.selectAll()
    qtbot.keyClick(picker.line, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "还没有选定" in picker._chosen.text())
    dialog.reject()


def test_the_letter_of_the_new_parent_leads_into_its_line_and_tab_out_of_it(window, qtbot):
    window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.MOVE)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.reason_box.setFocus()
    QTest.keyClick(dialog, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert dialog.form.picker.line.hasFocus()
    qtbot.keyClick(dialog.form.picker.line, Qt.Key.Key_Tab)
    assert dialog.form.picker.by_tree.hasFocus()
    dialog.form.has_area.setChecked(True)
    dialog.form.has_area.setFocus()
    stops = []
    for _ in range(len(dialog.form.area.boxes)):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        stops.append(dialog.focusWidget())
    enabled = [box for box in dialog.form.area.boxes if box.isVisible() and box.isEnabled()]
    assert stops[: len(enabled)] == enabled
    dialog.reject()


def test_the_buttons_of_a_form_higher_than_the_screen_stay_on_it(window, qtbot, monkeypatch):
    window.go_to(STREET + "11号")
    dialog = open_verb(window, Verb.SPLIT)
    small = QRect(0, 0, 853, 420)
    monkeypatch.setattr(type(dialog.screen()), "availableGeometry", lambda _screen: small)
    dialog.form.parts.setPlainText("11-1号、11-2号\n11-3号")
    window.checked(dialog)
    assert [line.after for line in dialog._verdict.lines if line.after]
    dialog.fit()
    qtbot.waitUntil(lambda: dialog.height() <= small.height())
    assert dialog.rect().contains(dialog.ok.mapTo(dialog, dialog.ok.rect().bottomRight()))
    dialog.reason_box.setFocus()
    seen = dialog.reason_box.mapTo(dialog, dialog.reason_box.rect().bottomLeft())
    assert seen.y() < dialog.buttons.y()
    dialog.reject()


def test_one_address_that_refuses_is_not_to_be_left_out(window, qtbot):
    window.go_to(STREET + "11号")
    dialog = open_verb(window, Verb.CORRECT)
    dialog.form.side.setCurrentIndex(dialog.form.side.findData("left"))
    dialog.form.existence.setCurrentIndex(dialog.form.existence.findData("demolished"))
    window.checked(dialog)
    why = "存在状态和坐标直接登记，不经审批，请与其他改动分两次办理"
    assert dialog.pane.way.text() == f"不能这样办理：{why}。"
    assert dialog.pane.model.lines[0].cells[2] == why
    dialog.reject()


def test_what_somebody_else_did_meanwhile_has_room_at_once(window, qtbot):
    window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.RENAME)
    window.checked(dialog)
    before = dialog.height()
    dialog.stale.show_events([Event(1, "2026-11-22 09:30", "李四", "编辑地址", ())])
    dialog.fit()
    at_once = dialog.height()
    assert at_once > before
    qtbot.wait(50)
    assert dialog.height() == at_once
    dialog.reject()


class Counting(QObject):
    """Counts how often something is laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() == QEvent.Type.LayoutRequest
        return super().eventFilter(watched, event)


def test_a_form_that_is_only_looked_at_keeps_nothing_busy(window, qtbot):
    window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.RENAME)
    window.checked(dialog)
    qtbot.wait(300)
    counting = Counting()
    dialog.installEventFilter(counting)
    qtbot.wait(500)
    assert counting.seen == 0
    dialog.form.part.setText("107号")
    window.checked(dialog)
    qtbot.wait(300)
    assert 0 < counting.seen < 20
    dialog.reject()
