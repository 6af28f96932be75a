import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from db.store.hanging import Hanging
from db.store.hanging_rows import Hung
from desktop.editing.acts import Verb
from desktop.editing.hanging_list import HangingList
from desktop.editing.preview_pane import PreviewPane
from desktop.editing.verdict import Sum, Verdict, Way
from desktop.editing.words import hanging_lines
from tests.desktop.editing.conftest import CLERK
from tests.desktop.editing.test_verbs import STREET, open_verb
from tests.desktop.letters import clashing


def test_a_sum_of_what_hangs_there_opens_its_rows_and_they_go_out_as_a_list(window, qtbot, tmp_path):
    window.go_to(STREET + "1号")
    dialog = open_verb(window, Verb.CANCEL)
    window.checked(dialog)
    pane = dialog.pane
    at = next(at for at, one in enumerate(pane._sums) if one.hung is Hung.CODE)
    assert f'<a href="{at}">公安编码 1 个</a>' in pane.follows.text()
    pane.follows.linkActivated.emit(str(at))
    (rows,) = dialog.findChildren(HangingList)
    qtbot.waitUntil(lambda: bool(rows.table.model.shown))
    assert rows.table.model.shown[0].cells[0] == STREET + "1号"
    assert clashing(rows) == {}
    rows.activateWindow()
    qtbot.waitUntil(rows.isActiveWindow)
    qtbot.keyClick(rows.table.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert rows.focusWidget() is rows.table.filter_box
    file = tmp_path / "其上.xlsx"
    rows.table.filter_box.setText("没有的字")
    qtbot.waitUntil(lambda: not rows.export.isEnabled())
    rows.table.clear_filter()
    rows.export.ask_path = lambda _parent, _name: str(file)
    qtbot.mouseClick(rows.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已导出 1 条" in rows._told.text())
    told = [cell.value for row in load_workbook(file).active.iter_rows() for cell in row]
    assert STREET + "1号" in told
    rows.leave.click()
    dialog.reject()


@pytest.mark.parametrize(("roles", "is_open"), [(CLERK.roles, True), ((), False)])
def test_who_may_not_see_persons_is_told_their_number_alone(window, qtbot, roles, is_open):
    actor = type(CLERK)(CLERK.id, CLERK.login, CLERK.name, roles, CLERK.workstation)
    pane = PreviewPane(window.desk, actor)
    qtbot.addWidget(pane)
    pane.show_verdict(Verdict(Way.NOTHING, hanging=(Sum("人员 3 人", Hung.PERSON, "", (1,)),)))
    assert "人员 3 人" in pane.follows.text()
    assert ("href" in pane.follows.text()) is is_open


def test_what_a_sum_leaves_out_its_list_leaves_out_too(window, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr("desktop.editing.hanging_list.rows_of", lambda *given: asked.append(given[2:]) or [])
    (one,) = hanging_lines(Hanging(applications=1, on=(1, 2), without=7))
    rows = HangingList(window.desk, CLERK, one, None)
    qtbot.addWidget(rows)
    qtbot.waitUntil(lambda: asked == [((1, 2), Hung.APPLICATION, "", 7)])
