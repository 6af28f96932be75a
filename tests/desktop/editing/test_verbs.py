"""Each verb as users do it: select, key or menu, fill in, look, confirm."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select, update

from db.domain.access import Actor, Role
from db.domain.address import NodeKind
from db.domain.clock import days_on, legal_date
from db.domain.plan import Edit
from db.schema.address import node, node_version
from db.services import editing
from db.services.applications import applications, approve
from db.services.history import address_on
from desktop.editing.acts import Verb
from tests.desktop.addresses.register import NEIGHBOUR, node_id

STREET = "厦门市思明区湖滨南路"
ESTATE = "厦门市思明区莲富大厦8号"
CHIEF = Actor(3, "chief", "王科长", ((Role.CHIEF, "350203"),), "desk-2")
CTRL = Qt.KeyboardModifier.ControlModifier


def row_of(store, node_id):
    with store.read() as conn:
        return conn.execute(select(node).where(node.c.id == node_id)).one()


def confirm(window, dialog) -> None:
    window.checked(dialog)
    assert dialog.ok.isEnabled(), dialog.pane.way.text() + dialog.form._problem.text()
    window.qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    window.closed(dialog)


def open_verb(window, verb):
    action = window.verbs.actions[verb]
    window.qtbot.waitUntil(action.isEnabled)
    action.trigger()
    return window.dialog()


def file_it(window, dialog, reason="核对无误"):
    window.checked(dialog)
    assert "将提交申请，由审批人批准后" in dialog.pane.way.text(), dialog.form._problem.text()
    assert not dialog.ok.isEnabled()
    assert "事由" in dialog._remark.text()
    dialog.reason_box.setText(reason)
    assert dialog.ok.text().startswith("提交申请")
    confirm(window, dialog)
    return applications(window.desk.store)[0]


def agree(window, filed) -> None:
    approve(window.desk.store, CHIEF, filed.id, filed.row_version, "同意")


def test_f2_gives_a_door_that_nobody_approved_another_number_at_once(window, qtbot):
    wanted = window.go_to(STREET + "7号")
    window.main.activateWindow()
    qtbot.keyClick(window.main, Qt.Key.Key_F2)
    dialog = window.dialog()
    assert dialog.form.part.text() == "7号"
    assert "现在是「7号」" in dialog.pane.way.text()
    qtbot.keyClicks(dialog.form.part, "107")
    window.checked(dialog)
    assert [line.cells[:2] for line in dialog.pane.model.lines] == [(STREET + "7号", STREET + "107号")]
    assert "直接生效，可撤销" in dialog.pane.way.text()
    qtbot.keyClick(dialog.form.part, Qt.Key.Key_Return)
    window.closed(dialog)
    assert row_of(window.desk.store, wanted).full_text == STREET + "107号"
    assert "可按 Ctrl+Z 撤销" in window.main.statusBar().currentMessage()


def test_enter_before_the_preview_is_there_checks_first_and_then_does_it(window, qtbot):
    wanted = window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.RENAME)
    dialog.form.part.setText("107号")
    assert not dialog._current
    qtbot.keyClick(dialog.form.part, Qt.Key.Key_Return)
    window.closed(dialog)
    assert row_of(window.desk.store, wanted).own_text == "107号"


def test_enter_before_the_preview_never_files_an_application_unseen(window, qtbot):
    window.go_to(STREET + "11号")
    dialog = open_verb(window, Verb.RENAME)
    dialog.reason_box.setText("重号")
    dialog.form.part.setText("111号")
    qtbot.keyClick(dialog.form.part, Qt.Key.Key_Return)
    window.checked(dialog)
    assert dialog.isVisible()
    assert applications(window.desk.store) == []
    qtbot.keyClick(dialog.form.part, Qt.Key.Key_Return)
    window.closed(dialog)
    assert len(applications(window.desk.store)) == 1


@pytest.mark.parametrize(("typed", "told"), [("八号楼", "八号楼"), ("9号", STREET + "9号")])
def test_what_cannot_be_is_told_beside_the_field_while_typing(window, typed, told):
    window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.RENAME)
    dialog.form.part.setText(typed)
    window.checked(dialog)
    assert told in dialog.form._problem.text()
    assert dialog.form._problem.isVisible()
    assert not dialog.ok.isEnabled()
    dialog.reject()


@pytest.mark.parametrize(
    ("lng", "lat", "told"),
    [("24.47", "118.1", "写反"), ("11.8", "24.47", "11.800000"), ("东", "24.47", "经度")],
)
def test_a_position_that_cannot_be_is_told_as_one(window, lng, lat, told):
    window.go_to(STREET + "11号")
    dialog = open_verb(window, Verb.CORRECT)
    dialog.form.lng.setText(lng)
    dialog.form.lat.setText(lat)
    window.checked(dialog)
    assert told in dialog.form._problem.text()
    assert not dialog.ok.isEnabled()
    dialog.reject()


def test_a_position_is_previewed_to_the_last_figure(window):
    window.go_to(STREET + "11号")
    dialog = open_verb(window, Verb.CORRECT)
    dialog.form.lng.setText("118.100001")
    dialog.form.lat.setText("24.470001")
    window.checked(dialog)
    assert "118.100001, 24.470001" in dialog._verdict.lines[0].note
    dialog.reject()


def _pointed(window, name, datum="GCJ-02"):
    """Give an address a point, and open its 更正."""
    store, wanted = window.desk.store, node_id(window.desk.store, STREET + name)
    seen = row_of(store, wanted).row_version
    typed = Edit(wanted, seen, lng=118.1, lat=24.470001, datum=datum)
    editing.edit(store, window.verbs._actor, [typed])
    window.go_to(STREET + name)
    return wanted, open_verb(window, Verb.CORRECT)


def test_a_correction_begins_with_the_point_there_is_and_leaves_it_alone(window):
    wanted, dialog = _pointed(window, "11号")
    form = dialog.form
    assert (form.lng.text(), form.lat.text(), form.datum.currentText()) == ("118.1", "24.470001", "GCJ-02")
    assert "还没有改动" in dialog.pane.way.text()
    form.existence.setCurrentIndex(form.existence.findData("demolished"))
    window.checked(dialog)
    assert dialog._verdict.lines[0].note == "存在状态 存在 → 已拆除"
    form.lng.setText("118.2")
    window.checked(dialog)
    assert "坐标 118.1, 24.470001（GCJ-02） → 118.2, 24.470001（GCJ-02）" in dialog._verdict.lines[0].note
    confirm(window, dialog)
    found = row_of(window.desk.store, wanted)
    assert (found.lng, found.lat, found.datum) == (118.2, 24.470001, "GCJ-02")


def test_a_wrong_point_is_emptied_and_gone(window):
    wanted, dialog = _pointed(window, "11号")
    dialog.form.lng.clear()
    window.checked(dialog)
    assert "经度和纬度要一起填" in dialog.pane.way.text()
    dialog.form.lat.clear()
    assert dialog.form.lat.placeholderText() == "留空即去掉坐标，待重新标注"
    window.checked(dialog)
    assert dialog._verdict.lines[0].note == "坐标 118.1, 24.470001（GCJ-02） → —"
    confirm(window, dialog)
    found = row_of(window.desk.store, wanted)
    assert (found.lng, found.lat, found.datum) == (None, None, "")


def test_what_was_not_touched_follows_whoever_was_faster(window):
    wanted, dialog = _pointed(window, "7号")
    store, form = window.desk.store, dialog.form
    form.side.setCurrentIndex(form.side.findData("left"))
    seen = row_of(store, wanted).row_version
    faster = Edit(wanted, seen, existence="demolished", lng=118.3, lat=24.5, datum="BD-09")
    editing.edit(store, window.verbs._actor, [faster])
    dialog.ok.click()
    window.qtbot.waitUntil(dialog.stale.isVisible)
    dialog.stale.again.click()
    window.qtbot.waitUntil(lambda: not dialog.stale.isVisible())
    window.checked(dialog)
    assert dialog._verdict.lines[0].note == "街侧 不分侧 → 左侧"
    assert (form.lng.text(), form.datum.currentText()) == ("118.3", "BD-09")
    assert [form.existence.itemText(at) for at in range(form.existence.count())] == ["在建", "已拆除"]
    confirm(window, dialog)
    found = row_of(store, wanted)
    assert (found.side, found.existence, found.lng) == ("left", "demolished", 118.3)


def test_an_approved_number_is_changed_through_an_application(window):
    wanted = window.go_to(STREET + "11号")
    dialog = open_verb(window, Verb.RENAME)
    dialog.form.part.setText("111号")
    filed = file_it(window, dialog)
    assert filed.kind == "renumber"
    assert filed.title == "改号：" + STREET + "11号"
    assert row_of(window.desk.store, wanted).full_text == STREET + "11号"
    agree(window, filed)
    assert row_of(window.desk.store, wanted).full_text == STREET + "111号"


def test_a_coming_day_is_chosen_in_the_form(window):
    wanted = window.go_to(STREET + "11号")
    dialog = open_verb(window, Verb.RENAME)
    dialog.form.part.setText("111号")
    window.checked(dialog)
    assert dialog._day_row.isVisible()
    dialog.has_day.setChecked(True)
    coming = date.fromisoformat(days_on(dialog.day_box.day(), 30))
    dialog.day_box.set_day(coming.isoformat())
    window.checked(dialog)
    said = f"批准后于 {coming.year}年{coming.month}月{coming.day}日 生效"
    assert said in dialog.pane.way.text()
    filed = file_it(window, dialog)
    agree(window, filed)
    assert row_of(window.desk.store, wanted).full_text == STREET + "11号"


def test_a_typed_day_is_previewed_at_once_and_none_while_it_is_not_whole(window):
    window.go_to(STREET + "11号")
    dialog = open_verb(window, Verb.RENAME)
    dialog.form.part.setText("111号")
    dialog.reason_box.setText("重号")
    window.checked(dialog)
    year = int(dialog.day_box.day()[:4]) + 1
    QTest.keyClick(dialog, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert dialog.has_day.isChecked()
    assert QApplication.focusWidget() is dialog.day_box
    QTest.keyClicks(dialog.day_box, "2")
    QTest.keyClick(dialog, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert dialog.has_day.isChecked()  # pressed once more it leads there again
    QTest.keyClicks(dialog.day_box, f"{year}-12-")
    window.checked(dialog)
    assert dialog.pane.way.text() == "请把生效日期填写完整，不早于今天。"
    assert not dialog.ok.isEnabled()
    QTest.keyClicks(dialog.day_box, "1")
    window.checked(dialog)
    assert f"批准后于 {year}年12月1日 生效" in dialog.pane.way.text()
    assert dialog.ok.isEnabled()
    dialog.reject()


def test_a_building_is_moved_below_another_door_found_by_typing(window, qtbot):
    store = window.desk.store
    above = window.go_to(STREET + "7号")
    moved = editing.add_children(store, window.verbs._actor, above, [editing.Wish(NodeKind.BUILDING, "3幢")])
    (building,) = moved.node_ids
    window.go_to(STREET + "7号3幢")
    window.main.activateWindow()
    qtbot.keyClick(window.main, Qt.Key.Key_M, CTRL)
    dialog = window.dialog()
    assert "请选定新的上级" in dialog.pane.way.text()
    picker = dialog.form.picker
    picker.line.setText("湖滨南路9号")
    picker.line.textEdited.emit("湖滨南路9号")
    qtbot.waitUntil(lambda: bool(picker.hits.hits))
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.target is not None
    assert picker.target.text == STREET + "9号"
    confirm(window, dialog)
    assert row_of(store, building).full_text == STREET + "9号3幢"


def test_a_target_is_picked_in_the_tree_too(window, qtbot):
    window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.MOVE)
    picker = dialog.form.picker
    qtbot.mouseClick(picker.by_tree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: picker.tree.model() is not None and picker.tree.model().rowCount() > 0)
    index = picker.tree.model().index(0, 0)
    while picker.target is None:
        picker.tree.expand(index)
        here = index
        qtbot.waitUntil(lambda here=here: picker.tree.model().rowCount(here) > 0)
        rows = [picker.tree.model().index(row, 0, here) for row in range(picker.tree.model().rowCount(here))]
        index = next((one for one in rows if one.data() in ("嘉莲街道", "莲兴社区", "莲花一里")), rows[0])
        picker.tree.setCurrentIndex(index)
    assert picker.target.is_place
    assert picker.target.text == "莲花一里"
    qtbot.waitUntil(dialog.ok.isEnabled)
    qtbot.keyClick(picker.tree, Qt.Key.Key_Return)
    assert dialog.isVisible()  # what was picked is looked at before it is done
    assert not picker.tree.isVisible()
    dialog.reject()


def test_several_addresses_go_into_another_community_at_once(window):
    window.go_to_street(STREET + "7号")
    window.select("7号", "8号", "9号")
    dialog = open_verb(window, Verb.MOVE)
    dialog.form.has_area.setChecked(True)
    window.checked(dialog)
    assert "还没有改动" in dialog.pane.way.text()
    dialog.form.area.choose(NEIGHBOUR)
    window.checked(dialog)
    assert {line.cells[2] for line in dialog.pane.model.lines} == {"社区 莲兴社区 → 莲秀社区"}
    confirm(window, dialog)
    for name in ("7号", "8号", "9号"):
        found = row_of(window.desk.store, node_id(window.desk.store, STREET + name))
        assert found.area_community == NEIGHBOUR


def test_a_correction_changes_side_and_existence(window):
    wanted = window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.CORRECT)
    dialog.form.side.setCurrentIndex(dialog.form.side.findData("left"))
    dialog.form.existence.setCurrentIndex(dialog.form.existence.findData("demolished"))
    confirm(window, dialog)
    found = row_of(window.desk.store, wanted)
    assert (found.side, found.existence) == ("left", "demolished")


def test_what_no_house_becomes_is_told_in_the_preview_and_not_after_it(window):
    window.go_to_street(STREET + "7号")
    window.select("7号", "8号")
    dialog = open_verb(window, Verb.BULK)
    dialog.form.column.setCurrentIndex(dialog.form.column.findData("existence"))
    dialog.form.existence.setCurrentIndex(dialog.form.existence.findData("building"))
    window.checked(dialog)
    assert not dialog.ok.isEnabled()
    assert "存在状态现在是「存在」" in dialog.pane.model.lines[0].cells[2]
    dialog.reject()


def test_one_column_of_several_addresses_is_edited_with_before_and_after(window):
    window.go_to_street(STREET + "7号")
    window.select("7号", "8号", "9号")
    dialog = open_verb(window, Verb.BULK)
    dialog.form.column.setCurrentIndex(dialog.form.column.findData("number"))
    dialog.form.pattern.setText("{n}号")
    dialog.form.start.setValue(201)
    dialog.form.step.setValue(2)
    window.checked(dialog)
    assert [line.cells[:2] for line in dialog.pane.model.lines] == [
        (STREET + "7号", STREET + "201号"),
        (STREET + "8号", STREET + "203号"),
        (STREET + "9号", STREET + "205号"),
    ]
    confirm(window, dialog)
    assert node_id(window.desk.store, STREET + "205号")


def test_text_is_found_and_replaced_in_several_addresses(window):
    window.go_to_street(STREET + "7号")
    window.select("7号", "8号", "17号")
    dialog = open_verb(window, Verb.BULK)
    dialog.form.sought.setText("7")
    dialog.form.put.setText("7-1")
    window.checked(dialog)
    assert [line.cells[1] for line in dialog.pane.model.lines] == [STREET + "7-1号", STREET + "17-1号"]
    dialog.reject()


def _bulk_on_approved(window, column):
    window.go_to_street(STREET + "7号")
    window.select("11号", "21号")
    dialog = open_verb(window, Verb.BULK)
    dialog.form.column.setCurrentIndex(dialog.form.column.findData(column))
    dialog.form.start.setValue(301)
    dialog.form.step.setValue(2)
    dialog.form.pattern.setText("{n}号")
    dialog.form.area.choose(NEIGHBOUR)
    return dialog


def _said_on(window, node_ids, day):
    return [address_on(window.desk.store, one, day).full_text.removeprefix(STREET) for one in node_ids]


def test_approved_doors_are_renumbered_from_a_day_on_unless_they_were_written_wrongly(window):
    store, today = window.desk.store, legal_date(window.desk.store.clock.now())
    doors = [node_id(store, STREET + name) for name in ("11号", "21号")]
    with store.write(window.verbs._actor, "address.edit") as work:  # as if they stood since long ago
        rows = node_version.c.node_id.in_(doors)
        work.conn.execute(update(node_version).where(rows).values(valid_from="2020-01-01"))
        work.note("node", str(doors[0]), "{}", "{}")
    dialog = _bulk_on_approved(window, "number")
    assert dialog.form.way.isVisible()
    assert dialog.form.way.currentText().startswith("变更")
    filed = file_it(window, dialog)
    assert (filed.kind, filed.title) == ("renumber", f"改号：{STREET}11号 等 2 个")
    agree(window, filed)
    assert _said_on(window, doors, "2021-01-01") == ["11号", "21号"]
    assert _said_on(window, doors, today) == ["301号", "303号"]


def test_approved_doors_that_were_written_wrongly_are_corrected_for_every_day(window):
    store = window.desk.store
    doors = [node_id(store, STREET + name) for name in ("11号", "21号")]
    dialog = _bulk_on_approved(window, "number")
    window.checked(dialog)
    dialog.has_day.setChecked(True)
    dialog.day_box.set_day(days_on(dialog.day_box.day(), 30))
    dialog.form.way.setCurrentIndex(1)
    window.checked(dialog)
    assert not dialog._day_row.isVisible()  # it was wrong from the start: no day divides it
    filed = file_it(window, dialog)
    assert filed.kind == "correct"
    agree(window, filed)
    with store.read() as conn:
        query = select(node_version.c.own_text).where(node_version.c.node_id.in_(doors)).distinct()
        assert set(conn.execute(query).scalars()) == {"301号", "303号"}


@pytest.mark.parametrize(
    ("column", "kind"), [("replace", "renumber"), ("area", "move"), ("side", "correct"), ("floor", "correct")]
)
def test_only_columns_that_past_days_tell_of_ask_whether_it_is_a_change(window, column, kind):
    dialog = _bulk_on_approved(window, column)
    dialog.form.sought.setText("1号")
    dialog.form.put.setText("1-9号")
    dialog.form.side.setCurrentIndex(1)
    dialog.form.floor.setText("2")
    window.checked(dialog)
    assert dialog.form.way.isVisible() == (column in ("replace", "area"))
    assert dialog._task.plan.act == kind
    dialog.reject()


def test_of_addresses_that_nobody_approved_it_is_not_asked(window):
    window.go_to_street(STREET + "7号")
    window.select("7号", "8号")
    dialog = open_verb(window, Verb.BULK)
    assert not dialog.form.way.isVisible()
    dialog.reject()


def test_approved_and_unapproved_together_are_refused_in_words(window):
    window.go_to_street(STREET + "7号")
    window.select("7号", "11号")
    dialog = open_verb(window, Verb.BULK)
    dialog.form.column.setCurrentIndex(dialog.form.column.findData("side"))
    dialog.form.side.setCurrentIndex(1)
    window.checked(dialog)
    assert "请分开选中" in dialog.pane.way.text()
    assert not dialog.ok.isEnabled()
    dialog.reject()


def test_del_makes_a_draft_void_together_with_what_is_below(window, qtbot):
    wanted = window.go_to(STREET + "7号")
    editing.add_children(
        window.desk.store, window.verbs._actor, wanted, [editing.Wish(NodeKind.BUILDING, "3幢")]
    )
    window.go_to(STREET + "7号")
    window.main.activateWindow()
    qtbot.keyClick(window.main, Qt.Key.Key_Delete)
    dialog = window.dialog()
    window.checked(dialog)
    assert "下面 1 个地址随之改变" in dialog.pane.follows.text()
    confirm(window, dialog)
    assert row_of(window.desk.store, wanted).legal == "void"
    qtbot.waitUntil(window.verbs.undo.isEnabled)
    window.verbs.undo.trigger()
    qtbot.waitUntil(window.verbs.redo.isEnabled)
    with window.desk.store.read() as conn:
        living = select(node.c.legal).where(node.c.full_text == STREET + "7号", node.c.is_live)
        assert conn.execute(living).scalar_one() == "draft"


def test_suspending_and_restoring_go_through_applications(window, qtbot):
    wanted = window.go_to(STREET + "11号")
    filed = file_it(window, open_verb(window, Verb.SUSPEND))
    agree(window, filed)
    assert row_of(window.desk.store, wanted).legal == "suspended"
    window.verbs.look_again()
    filed = file_it(window, open_verb(window, Verb.RESTORE))
    agree(window, filed)
    assert row_of(window.desk.store, wanted).legal == "approved"


def test_cancelling_names_what_hangs_on_the_address(window):
    wanted = window.go_to(STREET + "1号")
    dialog = open_verb(window, Verb.CANCEL)
    window.checked(dialog)
    assert "公安编码 1 个" in dialog.pane.follows.text()
    assert "二维码 1 个" in dialog.pane.follows.text()
    filed = file_it(window, dialog)
    agree(window, filed)
    assert row_of(window.desk.store, wanted).legal == "cancelled"


def test_merging_lets_one_stay(window):
    window.go_to_street(STREET + "7号")
    window.select("11号", "21号")
    dialog = open_verb(window, Verb.MERGE)
    dialog.form.stays.setCurrentIndex(1)
    window.checked(dialog)
    filed = file_it(window, dialog)
    agree(window, filed)
    with window.desk.store.read() as conn:
        query = select(node.c.own_text, node.c.legal).where(node.c.own_text.in_(["11号", "21号"]))
        states = {row.own_text: row.legal for row in conn.execute(query)}
    assert states == {"11号": "merged", "21号": "approved"}


def test_splitting_gives_every_address_below_to_a_new_one(window, qtbot):
    store = window.desk.store
    wanted = window.go_to(STREET + "11号")
    dialog = open_verb(window, Verb.SPLIT)
    assert "至少 2 个新地址" in dialog.pane.way.text()
    dialog.form.parts.setPlainText("11-1号\n11-2号")
    filed = file_it(window, dialog)
    agree(window, filed)
    assert row_of(store, wanted).legal == "cancelled"
    assert row_of(store, node_id(store, STREET + "11-2号")).legal == "approved"


def test_a_stale_save_says_who_and_what_and_goes_on_from_there(window, qtbot):
    store = window.desk.store
    wanted = window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.RENAME)
    dialog.form.part.setText("107号")
    window.checked(dialog)
    other = Actor(2, "li", "李四", ((Role.CLERK, "350203"),))
    editing.edit(store, other, [Edit(wanted, row_of(store, wanted).row_version, own_text="97号")])
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.stale.isVisible)
    assert "li" in dialog.stale.text.text()
    assert "7号 → 97号" in dialog.stale.text.text()
    assert dialog.form.part.text() == "107号"
    again = dialog.stale.again
    qtbot.waitUntil(
        lambda: again.height() >= again.minimumSizeHint().height()
    )  # the form has made room for it
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.stale.isVisible())  # the addresses are read anew
    window.checked(dialog)
    assert dialog.pane.model.lines[0].cells[:2] == (STREET + "97号", STREET + "107号")
    confirm(window, dialog)
    assert row_of(store, wanted).own_text == "107号"


def test_a_second_click_does_not_do_it_twice(window, qtbot, monkeypatch):
    window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.RENAME)
    dialog.form.part.setText("107号")
    window.checked(dialog)
    started = []
    monkeypatch.setattr(
        window.desk.runner, "start", lambda operation, *_: started.append(operation) or Held()
    )
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    dialog.reject()
    assert len(started) == 1
    assert dialog.isVisible()
    monkeypatch.undo()
    dialog._set_running(running=False)
    dialog.reject()


class Held:
    """A job that has not ended yet."""

    class Ended:
        def connect(self, _slot: object) -> None:
            """Nobody is ever told."""

    ended = Ended()


def test_every_version_is_kept_when_a_name_is_changed_by_application(window):
    wanted = window.go_to(STREET + "11号")
    dialog = open_verb(window, Verb.RENAME)
    dialog.form.part.setText("111号")
    agree(window, file_it(window, dialog))
    with window.desk.store.read() as conn:
        texts = conn.execute(
            select(node_version.c.own_text).where(node_version.c.node_id == wanted)
        ).scalars()
        assert "111号" in list(texts)


def test_who_moved_an_address_meanwhile_is_told_with_names_not_codes(window, qtbot):
    store = window.desk.store
    wanted = window.go_to(STREET + "7号")
    dialog = open_verb(window, Verb.RENAME)
    dialog.form.part.setText("107号")
    window.checked(dialog)
    other = Actor(2, "li", "李四", ((Role.CLERK, "350203"),))
    editing.edit(store, other, [Edit(wanted, row_of(store, wanted).row_version, community=NEIGHBOUR)])
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.stale.isVisible)
    assert "莲兴社区 → 莲秀社区" in dialog.stale.text.text()
    dialog.reject()
