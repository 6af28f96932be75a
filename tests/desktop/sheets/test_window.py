from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from sqlalchemy import update

from db.schema.sheets import check_sheet
from db.services import sheets
from db.services.applications import applications, return_application
from db.services.settings import change as change_settings
from db.services.undo import undo
from desktop.files.check_sheet_xlsx import HEAD_ROW
from desktop.sheets.desk import SheetDesk
from desktop.sheets.operations import files_in
from tests import changes
from tests.desktop.sheets.conftest import Verbs
from tests.office import addresses, approved, full, person
from tests.register import COMMUNITY, OTHER_COMMUNITY
from tests.sheets import filled, issued, taken

WRONG = {"verdict": "有误"}
LEFT = Qt.MouseButton.LeftButton


def lines(window):
    return [line.cells for line in window.merge.table.model.shown]


def choose(window, *texts, column=5):
    """Select findings by what the community says."""
    view, model = window.merge.table.view, window.merge.table.model
    view.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row, line in enumerate(model.shown):
        if line.cells[column] in texts:
            view.selectionModel().select(model.index(row, 0), flags)


def answer(folder: Path, **verdicts: str) -> Path:
    """Fill in the workbook of the community, by number of the address."""
    (file,) = folder.rglob("官任社区*.xlsx")
    book = load_workbook(file)
    main = book.worksheets[0]
    for row in range(HEAD_ROW + 1, main.max_row):
        name = str(main.cell(row, 4).value).removesuffix("号")
        if f"n{name}" in verdicts:
            main.cell(row, 7, verdicts[f"n{name}"])
    book.save(file)
    return file


def test_sheets_go_out_with_a_workbook_each(opened, store, qtbot, tmp_path):
    addresses(store, ["2号", "4号"])
    addresses(store, ["6号"], community=OTHER_COMMUNITY)
    window = opened()
    assert window.table.model.shown == []
    qtbot.mouseClick(window.issue, LEFT)
    dialog = window.dialog
    assert not dialog.go.isEnabled()
    top = dialog.tree.topLevelItem(0)
    assert [top.child(n).text(0) for n in range(2)] == ["官任社区", "仙阁社区"]
    dialog.tree.setCurrentItem(top.child(0))
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert dialog.ticked() == (COMMUNITY,)
    qtbot.mouseClick(dialog.browse, LEFT)
    with qtbot.waitSignal(window.told) as told:
        qtbot.mouseClick(dialog.go, LEFT)
    assert "1 份核查表已写到" in told.args[0]
    (file,) = (tmp_path / "下发").rglob("*.xlsx")
    (line,) = window.table.model.shown
    assert file.parent.name == "筼筜街道"
    assert file.name == f"官任社区-{line.cells[8]}.xlsx"
    assert line.cells[:4] == ("已下发", "筼筜街道", "官任社区", line.cells[3])
    assert line.cells[5:8] == ("2", "0", "")


def test_sheets_come_back_no_earlier_than_the_day_of_the_register(opened, store, qtbot):
    clock = store.clock = changes.Clock()
    clock.ahead = 40
    addresses(store, ["2号"])
    window = opened()
    qtbot.mouseClick(window.issue, LEFT)
    due = window.dialog.due
    assert due.day() == clock.day(after=40 + 30)
    due.setText(clock.day(after=40))
    assert due.day()
    due.setText(clock.day(after=39))
    assert not due.day()
    assert "不早于今天" in window.dialog._sum.text()
    window.dialog.reject()


def test_a_whole_subdistrict_is_ticked_at_once_and_narrowed_by_name(opened, store, qtbot):
    addresses(store, ["2号"])
    addresses(store, ["6号"], community=OTHER_COMMUNITY)
    window = opened()
    qtbot.mouseClick(window.issue, LEFT)
    dialog = window.dialog
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(0))
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert dialog.ticked() == (COMMUNITY, OTHER_COMMUNITY)
    dialog.filter_box.setText("仙阁")  # an input method writes it, not keys
    top = dialog.tree.topLevelItem(0)
    assert [top.child(n).isHidden() for n in range(2)] == [True, False]


def test_of_the_selected_addresses_only_those_that_go_out_are_counted(opened, store, qtbot, tmp_path):
    here = addresses(store, ["2号", "4号", "6号"])
    there = addresses(store, ["8号"], community=OTHER_COMMUNITY)
    window = opened()
    window.ask_issue([here["2号"], here["4号"], there["8号"]])
    dialog = window.dialog
    dialog.choice.setCurrentIndex(dialog.choice.findData(sheets.CHOSEN))
    dialog.tick([COMMUNITY])
    assert "共 2 条地址" in dialog._sum.text()
    assert "另有 1 条" in dialog._sum.text()
    dialog.tick([COMMUNITY, OTHER_COMMUNITY])
    assert "共 3 条地址" in dialog._sum.text()
    assert "另有" not in dialog._sum.text()
    dialog.tick([COMMUNITY])
    dialog.folder.setText(str(tmp_path / "下发"))
    qtbot.mouseClick(dialog.go, LEFT)
    assert [line.cells[2:6] for line in window.table.model.shown] == [
        ("官任社区", window.table.model.shown[0].cells[3], window.table.model.shown[0].cells[4], "2")
    ]


def test_what_was_chosen_for_an_issue_survives_a_crash(opened, store, desk, qtbot):
    addresses(store, ["2号"])
    window = opened()
    qtbot.mouseClick(window.issue, LEFT)
    window.dialog.tick([COMMUNITY])
    window.dialog.folder.setText("/media/usb")
    window.dialog.choice.setCurrentIndex(1)
    desk.drafts.close()  # the program ends badly: the dialog was never closed
    again = opened()
    holder = SheetDesk(desk, person(store, "clerk"), again, lambda _text: None, Verbs())
    (left,) = desk.drafts.left
    desk.drafts.take_up(left)
    dialog = holder.show().dialog
    assert (dialog.ticked(), dialog.folder.text()) == ((COMMUNITY,), "/media/usb")
    assert dialog.choice.currentData() == sheets.TO_VERIFY
    dialog.reject()
    holder.show().close()


def test_files_dropped_here_are_taken_and_balance(opened, store, qtbot, tmp_path):
    addresses(store, ["2号", "4号", "6号"])
    window = opened()
    qtbot.mouseClick(window.issue, LEFT)
    window.dialog.tick([COMMUNITY])
    window.dialog.folder.setText(str(tmp_path / "下发"))
    qtbot.mouseClick(window.dialog.go, LEFT)
    file = answer(tmp_path / "下发", n2="一致", n4="不存在")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    assert window.box.text() == "收下 1 份。"
    assert "读入 2 = 一致 1 + 有改动 1 + 新增 0 + 冲突 0 + 退回 0；未填 1" in window.box.informativeText()
    assert [line[1:6] for line in lines(window)] == [(full("4号"), "现状", "存在", "存在", "已拆除")]
    window.take_files([str(tmp_path / "下发")])
    assert "1 份以前收过" in window.box.text()


def test_a_file_that_is_none_is_named_and_stops_no_other(opened, store, qtbot, tmp_path):
    made = addresses(store, ["2号"])
    window = opened()
    sheet = issued(store)
    assert taken(store, filled(store, sheet, {made["2号"]: {"verdict": "一致"}})).done.accepted == 1
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    window.ask_files = lambda _parent: [str(tmp_path / "坏.xlsx")]
    qtbot.mouseClick(window.take, LEFT)
    assert "1 个文件没有收下" in window.box.text()
    assert "坏.xlsx" in window.box.informativeText()


def test_words_are_decided_by_keyboard_all_alike_at_once(opened, store, qtbot):
    made = addresses(store, ["2号", "4号", "6号"])
    sheet = issued(store)
    gone = {"verdict": "不存在"}
    taken(
        store,
        filled(
            store,
            sheet,
            {made["2号"]: gone, made["4号"]: gone, made["6号"]: {**WRONG, "new_own_text": "66号"}},
        ),
    )
    window = opened()
    view = window.merge.table.view
    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.selectRow(0)
    qtbot.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [one.said for one in window.merge.selected()] == ["demolished"] * 2
    with qtbot.waitSignal(window.told) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "已采纳 2 条" in told.args[0]
    rows = changes.rows(store, made.values())
    assert [rows[made[name]].existence for name in ("2号", "4号", "6号")] == ["demolished"] * 2 + ["exists"]
    choose(window, "66号")
    qtbot.mouseClick(window.merge.take, LEFT)
    assert changes.texts(store, made)["6号"] == full("66号")
    assert (
        window.table.model.shown[0].cells[0] == "已回收，待办"
        or window.table.model.shown[0].cells[0] == "已办结"
    )


def test_every_view_hears_of_the_addresses_that_were_taken_over(opened, store, desk, qtbot):
    made = addresses(store, ["2号", "4号"])
    fresh = {"address": "湖滨南路8号", "verdict": "新增"}
    changed = {made["2号"]: {**WRONG, "new_own_text": "22号"}}
    taken(store, filled(store, issued(store), changed, (fresh,)))
    window = opened()
    window.merge.table.view.selectAll()
    with qtbot.waitSignal(desk.feed.changed) as heard:
        qtbot.mouseClick(window.merge.take, LEFT)
    told = heard.args[0]
    assert made["2号"] in told.rows["node"]
    assert len(told.rows["node"]) == 2  # and the new one
    assert told.parents
    assert told.touches("check_finding")


def test_conflicts_go_one_by_one_and_what_was_given_back_cannot_be_taken(opened, store, qtbot):
    made = addresses(store, ["2号", "4号"])
    sheet = issued(store)
    for text in ("22号", "24号"):
        taken(store, filled(store, sheet, {made["2号"]: {**WRONG, "new_own_text": text}}))
    taken(store, filled(store, sheet, {made["4号"]: {"verdict": "大概"}}))
    window = opened()
    assert [line[0] for line in lines(window)] == ["冲突", "冲突", "退回"]
    choose(window, "22号", "24号")
    assert not window.merge.take.isEnabled()
    assert not window.merge.alike.isEnabled()
    choose(window, "大概")
    assert not window.merge.take.isEnabled()
    choose(window, "24号")
    qtbot.mouseClick(window.merge.take, LEFT)
    choose(window, "22号")
    assert not window.merge.leave.isEnabled()  # that a community said so is no reason to leave it
    window.merge.reason.setText("24号是对的")
    qtbot.mouseClick(window.merge.leave, LEFT)
    assert changes.texts(store, made)["2号"] == full("24号")
    assert {line[1]: line[6] for line in lines(window)}[full("4号")] == "待处理"


def test_a_reason_is_needed_and_a_refusal_is_said_below_the_list(opened, store, qtbot):
    made = addresses(store, ["2号", "4号"])
    taken(store, filled(store, issued(store), {made["2号"]: {**WRONG, "new_own_text": "4号"}}))
    window = opened()
    choose(window, "4号")
    assert (window.merge.reason.text(), window.merge.leave.isEnabled()) == ("", False)
    window.merge.reason.setText("实地看过")
    assert window.merge.leave.isEnabled()
    qtbot.mouseClick(window.merge.take, LEFT)
    assert window.merge._fault.isVisible()
    assert "1 条没有办成" in window.merge._fault.text()
    assert "4号" in window.merge._fault.text()


def test_what_is_taken_over_says_why_without_a_word_typed(opened, store, qtbot):
    made = addresses(store, ["2号"])
    taken(store, filled(store, issued(store), {made["2号"]: {**WRONG, "new_own_text": "22号"}}))
    window = opened()
    choose(window, "22号")
    qtbot.mouseClick(window.merge.take, LEFT)
    assert "林经办：据社区核查" in [line[7] for line in lines(window)]


def test_what_must_be_agreed_to_by_another_is_said_when_it_was_filed(opened, store, qtbot):
    made = addresses(store, ["2号", "4号"])
    limits = {"verbs.second_person_share": 50, "verbs.second_person_least": 2}
    change_settings(store, person(store, "chief"), limits, "")
    wrong = {one: {**WRONG, "new_own_text": f"2{n}号"} for n, one in enumerate(made.values())}
    taken(store, filled(store, issued(store), wrong))
    window = opened()
    choose(window, "20号", "21号")
    with qtbot.waitSignal(window.told) as told:
        qtbot.mouseClick(window.merge.take, LEFT)
    assert "提交申请 2 条" in told.args[0]
    assert "须由另一人审批" in told.args[0]
    assert changes.texts(store, made)["2号"] == full("2号")


def test_the_late_are_listed_for_the_leader(opened, store, qtbot, tmp_path):
    addresses(store, ["2号"])
    sheet = issued(store)
    with store.engine.begin() as conn:
        conn.execute(update(check_sheet).values(due_on="2020-01-01"))
    window = opened()
    window.table.group.setCurrentIndex(window.table.group.findData("late"))
    assert len(window.table.model.shown) == 1
    with qtbot.waitSignal(window.told):
        qtbot.mouseClick(window.urge, LEFT)
    main = load_workbook(tmp_path / "核查表催办清单.xlsx").worksheets[0]
    shown = [cell.value for cell in main[4]]
    assert shown[:3] == ["筼筜街道", "官任社区", sheet.number]
    assert shown[6:] == [1, 0, 1]


def test_what_was_given_back_goes_out_as_a_list(opened, store, tmp_path):
    made = addresses(store, ["2号"])
    taken(store, filled(store, issued(store), {made["2号"]: {"verdict": "大概", "note": "13800138000"}}))
    window = opened()
    entry(window, "退回清单").trigger()
    main = load_workbook(tmp_path / "核查表退回清单.xlsx").worksheets[0]
    told = [[cell.value for cell in row][3:] for row in main.iter_rows(min_row=4)]
    assert ["核查结果", "大概", "核查结果不是一致、有误、不存在、新增之一"] in told
    assert ["备注", "", "疑似证件号码或手机号码，没有收下"] in [[cell or "" for cell in row] for row in told]


def entry(window, name):
    return next(one for one in window.more.menu().actions() if name in one.text())


@pytest.mark.parametrize(("name", "state"), [("撤回", "已撤回"), ("办结", "已办结")])
def test_a_sheet_is_taken_back_or_closed_with_a_reason(opened, store, qtbot, name, state):
    addresses(store, ["2号"])
    issued(store)
    window = opened()
    entry(window, name).trigger()
    assert not window.asking.ok.isEnabled()
    window.asking.reason_box.setText("社区撤并")
    qtbot.mouseClick(window.asking.ok, LEFT)
    assert window.table.model.shown[0].cells[0] == state


def test_a_workbook_is_written_again_as_it_went_out(opened, store, qtbot, tmp_path):
    made = approved(store, ["2号"])
    issued(store)
    window = opened()
    entry(window, "重新导出").trigger()
    (file,) = (tmp_path / "下发").rglob("*.xlsx")
    assert load_workbook(file).worksheets[0].cell(HEAD_ROW + 1, 4).value == "2号"
    assert made


def test_who_may_only_look_is_shown_no_verbs(opened, store):
    made = addresses(store, ["2号"])
    taken(store, filled(store, issued(store), {made["2号"]: {"verdict": "不存在"}}))
    window = opened("chief")
    assert not window.issue.isVisible()
    assert not window.take.isVisible()
    choose(window, "已拆除")
    assert not window.merge.take.isEnabled()


def test_files_of_a_folder_are_found_without_what_office_programs_leave(tmp_path):
    (tmp_path / "筼筜").mkdir()
    for name in ("筼筜/a.xlsx", "筼筜/~$a.xlsx", "b.et", "c.txt", ".d.xls"):
        (tmp_path / name).write_bytes(b"")
    assert [file.name for file in files_in([tmp_path, tmp_path / "b.et"])] == ["b.et", "a.xlsx"]


def test_enter_presses_the_button_that_has_the_keyboard(opened, store, qtbot):
    addresses(store, ["2号"])
    window = opened()
    window.issue.setFocus()
    qtbot.keyClick(window.issue, Qt.Key.Key_Return)
    assert window.dialog is not None
    assert window.dialog.isVisible()
    window.dialog.reject()


def test_why_a_selection_with_something_given_back_cannot_be_taken_is_said(opened, store):
    made = addresses(store, ["2号", "4号"])
    sheet = issued(store)
    taken(store, filled(store, sheet, {made["2号"]: {**WRONG, "new_own_text": "22号"}}))
    taken(store, filled(store, sheet, {made["4号"]: {"verdict": "大概"}}))
    window = opened()
    choose(window, "22号", "大概")
    assert not window.merge.take.isEnabled()
    assert "其中 1 条是退回的，不能采纳" in window.merge._about.text()
    choose(window, "22号")
    assert "退回" not in window.merge._about.text()
    assert window.merge.take.isEnabled()


def test_what_the_chief_gave_back_waits_again_and_says_so(opened, store, desk, qtbot):
    made = approved(store, ["2号"])
    taken(store, filled(store, issued(store), {made["2号"]: {**WRONG, "new_own_text": "22号"}}))
    window = opened()
    choose(window, "22号")
    qtbot.mouseClick(window.merge.take, LEFT)
    assert [(line[6], window.table.model.shown[0].cells[0]) for line in lines(window)] == [
        ("已提交申请", "已办结")
    ]
    one = max(applications(store), key=lambda row: row.id)
    given = return_application(store, person(store, "chief"), one.id, one.row_version, "门牌照片不清")
    desk.feed.changed.emit(given.changes, None)
    assert window.table.model.shown[0].cells[0] == "已回收，待办"
    assert window.table.model.shown[0].cells[7] == "1"
    (line,) = lines(window)
    assert line[6] == "待处理"
    assert line[7] == "采纳后提交的申请：退回（陈科长：门牌照片不清），请重新处理"
    choose(window, "22号")
    assert line[7] in window.merge._about.text()
    with qtbot.waitSignal(window.told) as told:
        qtbot.mouseClick(window.merge.take, LEFT)
    assert "提交申请 1 条" in told.args[0]
    assert window.merge._fault.isHidden()
    assert [line[6] for line in lines(window)] == ["已提交申请", "已提交申请"]
    assert len(applications(store)) == 3


def test_what_came_to_nothing_can_be_left(opened, store, desk, qtbot):
    made = addresses(store, ["2号"])
    taken(store, filled(store, issued(store), {made["2号"]: {**WRONG, "new_own_text": "22号"}}))
    window = opened()
    choose(window, "22号")
    qtbot.mouseClick(window.merge.take, LEFT)
    desk.feed.changed.emit(undo(store, person(store, "clerk")).changes, None)
    assert lines(window)[0][7] == "采纳后又被改回，请重新处理"
    choose(window, "22号")
    window.merge.reason.setText("看错了")
    qtbot.mouseClick(window.merge.leave, LEFT)
    assert sorted(line[6] for line in lines(window)) == ["不采纳", "已采纳"]
    assert window.table.model.shown[0].cells[0] == "已办结"
