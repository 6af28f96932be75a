"""What a clerk does in the import window, click by click."""

import datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox
from sqlalchemy import select

from db.domain.changes import Changes
from db.domain.private_use import WRITTEN
from db.domain.state import Application
from db.schema.address import node
from db.schema.work import import_row
from db.services import applications
from db.services.accounts import find_actor
from db.services.import_batches import batches
from db.services.settings import change as change_settings
from desktop.addresses.page import Desk
from desktop.importing.draft import CHECK, COLUMNS, FILES, FINISH, SHEETS
from desktop.importing.keeping import IMPORT
from desktop.importing.reverse_dialog import ReverseDialog
from desktop.importing.wizard import ImportWizard
from desktop.quality.words import reason_words
from desktop.work.drafts import Draft as Form
from tests.desktop.files.workbook.builders import xlsx
from tests.desktop.importing.conftest import HEADS, line
from tests.office import full


def click(wizard: ImportWizard, *buttons: str) -> None:
    for name in buttons:
        getattr(wizard.frame, name).click()


def to_check(wizard: ImportWizard) -> None:
    wizard.files.add.click()
    click(wizard, "next", "next", "next")
    assert (wizard.step, wizard.frame.said) == (CHECK, "")


def live(desk: Desk) -> set[str]:
    with desk.store.read() as conn:
        return set(conn.execute(select(node.c.full_text).where(node.c.is_live)).scalars())


def figures(wizard: ImportWizard) -> list[str]:
    return [one.text() for one in wizard.finish.figures]


def test_a_list_comes_into_the_register_and_refused_rows_come_back_as_a_workbook(
    desk, open_wizard, given, answers, tmp_path
) -> None:
    given([["登记表"], HEADS, line("2号"), line("4号", room="101"), line("零号"), ["合计", "", "", 3]])
    wizard = open_wizard()
    to_check(wizard)
    assert [group.wrong[0] for group in wizard.check.groups] == ["bad_number"]
    click(wizard, "next")
    assert wizard.step == FINISH
    assert live(desk) == set()
    wizard.finish.put_in.click()
    assert figures(wizard) == ["6", "2", "0", "1", "3"]
    assert live(desk) == {full("2号"), full("4号"), full("4号/101室")}
    answers.save = str(tmp_path / "退回.xlsx")
    wizard.finish.rejects.click()
    sheet = openpyxl.load_workbook(answers.save).worksheets[0]
    heads, row = ([cell.value for cell in one] for one in sheet.iter_rows(max_row=2))
    told = dict(zip(heads, row, strict=True))
    assert (told["路名"], told["门牌号"], told["来源行"]) == ("湖滨南路", "零号", "5")
    assert told["退回原因"] == reason_words("bad_number")
    assert "张三" not in str(row)


def test_the_mended_workbook_of_refused_rows_is_imported_like_any_other(
    open_wizard, given, answers, tmp_path
) -> None:
    given([HEADS, line("零号"), line("2号")])
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    wizard.finish.put_in.click()
    answers.save = str(tmp_path / "退回.xlsx")
    wizard.finish.rejects.click()
    book = openpyxl.load_workbook(answers.save)
    at = [cell.value for cell in book.worksheets[0][1]].index("门牌号") + 1
    book.worksheets[0].cell(2, at, "6号")
    book.save(answers.save)
    answers.files = [answers.save]
    click(wizard, "again")
    to_check(wizard)
    assert "新增或更新 1" in wizard.check.figures.text()


def test_the_same_error_is_mended_everywhere_with_one_click(desk, open_wizard, given) -> None:
    given([HEADS, *(line(f"{n}号", street="胡滨南路") for n in (2, 4, 6)), line("8号", community="没有社区")])
    wizard = open_wizard()
    to_check(wizard)
    assert wizard.check.text.text() == "湖滨南路"
    assert "3" in wizard.check.all.text()
    wizard.check.all.click()
    assert [group.wrong for group in wizard.check.groups] == [("unknown_community", "community", "没有社区")]
    wizard.check.text.setText("官任社区")
    wizard.check.all.click()
    assert wizard.check.groups == []
    wizard.check.undo.click()
    assert [group.count for group in wizard.check.groups] == [1]
    click(wizard, "next")
    wizard.finish.put_in.click()
    assert live(desk) == {full(one) for one in ("2号", "4号", "6号")}
    with desk.store.read() as conn:
        kept = conn.execute(select(import_row.c.cells).where(import_row.c.row_no == 2)).scalar_one()
    assert f'"street{WRITTEN}":"胡滨南路"' in kept


def test_a_cell_is_typed_over_in_place_and_no_other_changes(open_wizard, given) -> None:
    given([HEADS, line("零号"), line("零号", room="2室")])
    wizard = open_wizard()
    to_check(wizard)
    model = wizard.check.rows
    index = model.index(0, 5)
    assert model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert model.setData(index, "12号")
    assert [(group.wrong[0], group.count) for group in wizard.check.groups] == [("bad_number", 1)]
    assert "修改 1 处，涉及 1 行" in wizard.check.figures.text()


def test_a_room_refused_beside_its_door_is_mended_only_where_it_was_refused(open_wizard, given) -> None:
    """The same community is right elsewhere: only the refused rows change."""
    far = ["嘉莲街道", "官任社区", "湖滨南路", "6号", "", ""]
    given([HEADS, line("2号"), far])
    wizard = open_wizard()
    to_check(wizard)
    (group,) = wizard.check.groups
    assert group.wrong[0] == "unknown_community"
    wizard.check.text.setText("盈翠社区")
    wizard.check.all.click()
    assert wizard.check.groups == []


def test_a_date_that_was_a_number_and_a_range_are_settled_where_they_are_found(
    desk, open_wizard, given
) -> None:
    given([HEADS, line(datetime.date(2026, 12, 1)), line("20号", room="101-104")])
    wizard = open_wizard()
    to_check(wizard)
    rules = {group.wrong[0]: at for at, group in enumerate(wizard.check.groups)}
    assert set(rules) == {"date_in_number", "range_needs_preview"}
    wizard.check.kinds.selectRow(rules["range_needs_preview"])
    assert "展开" in wizard.check.all.text()
    wizard.check.all.click()
    assert [group.wrong[0] for group in wizard.check.groups] == ["date_in_number"]
    assert wizard.check.text.text() == "12-1"
    wizard.check.all.click()
    assert wizard.check.groups == []
    click(wizard, "next")
    wizard.finish.put_in.click()
    assert full("12-1号") in live(desk)
    assert {full(f"20号/{n}室") for n in (101, 102, 103, 104)} <= live(desk)


def test_a_heading_that_was_not_found_is_pointed_out(open_wizard, given) -> None:
    given([["甲", "乙", "丙"], ["官任社区", "湖滨南路", "2号"], ["官任社区", "湖滨南路", "4号"]])
    wizard = open_wizard()
    wizard.files.add.click()
    click(wizard, "next", "next")
    assert wizard.step == SHEETS
    assert wizard.frame.said
    wizard.sheets.first.setValue(1)
    wizard.sheets.set_rows.click()
    click(wizard, "next")
    assert wizard.step == COLUMNS
    click(wizard, "next")
    assert "门牌号" in wizard.frame.said
    for row, field in enumerate(("community", "street", "number")):
        choose(wizard, row, field)
    click(wizard, "next")
    assert wizard.step == CHECK
    assert "新增或更新 2" in wizard.check.figures.text()


def choose(wizard: ImportWizard, row: int, field: str) -> None:
    box = wizard.columns.table.cellWidget(row, 3)
    at = box.findData(field)
    box.setCurrentIndex(at)
    box.activated.emit(at)


def test_columns_once_said_are_remembered_for_the_same_headings(open_wizard, given, answers) -> None:
    given([["甲", "乙", "丙"], ["官任社区", "湖滨南路", "2号"]], "一.xlsx")
    wizard = open_wizard()
    wizard.files.add.click()
    click(wizard, "next")
    wizard.sheets.set_rows.click()
    click(wizard, "next")
    for row, field in enumerate(("community", "street", "number")):
        choose(wizard, row, field)
    click(wizard, "next", "next")
    assert wizard.step == FINISH
    answers.files = []
    given([["丙", "甲", "乙"], ["4号", "官任社区", "湖滨南路"]], "二.xlsx")
    click(wizard, "again")
    wizard.files.add.click()
    click(wizard, "next")
    wizard.sheets.set_rows.click()
    click(wizard, "next")
    assert wizard.columns.meanings == {"丙": "number", "甲": "community", "乙": "street"}
    assert "上次" in wizard.columns.note.text()
    click(wizard, "next")
    assert "新增或更新 1" in wizard.check.figures.text()


def test_two_columns_of_one_meaning_are_refused_by_name(open_wizard, given) -> None:
    given([HEADS, line("2号")])
    wizard = open_wizard()
    wizard.files.add.click()
    click(wizard, "next", "next")
    choose(wizard, 4, "number")
    click(wizard, "next")
    assert wizard.step == COLUMNS
    assert "门牌号" in wizard.frame.said
    assert "室号" in wizard.frame.said


def test_a_sheet_is_left_out_by_a_click(desk, open_wizard, given) -> None:
    given([HEADS, line("2号")], 表2=[HEADS, line("4号")])
    wizard = open_wizard()
    wizard.files.add.click()
    click(wizard, "next")
    model = wizard.sheets.sheets
    assert model.setData(model.index(1, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    click(wizard, "next", "next", "next")
    wizard.finish.put_in.click()
    assert live(desk) == {full("2号")}
    assert figures(wizard) == ["4", "1", "0", "0", "3"]


def test_a_list_of_bare_addresses_without_a_heading_finds_them_in_the_register(
    desk, open_wizard, given, answers, tmp_path
) -> None:
    given([HEADS, line("2号"), line("4号")])
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    wizard.finish.put_in.click()
    text = tmp_path / "地址.txt"
    text.write_text("厦门市思明区湖滨南路2号\n湖滨南路4号\n湖滨南路6号\n", encoding="utf-8")
    answers.files = [str(text)]
    click(wizard, "again")
    wizard.files.add.click()
    click(wizard, "next", "next", "next")
    assert wizard.step == CHECK
    assert "未变 2" in wizard.check.figures.text()
    (group,) = wizard.check.groups
    assert group.wrong[0] == "address_not_registered"
    wizard.check.text.setText("官任社区")
    wizard.check.all.click()
    click(wizard, "next")
    wizard.finish.put_in.click()
    assert full("6号") in live(desk)


def test_files_are_dropped_and_an_unreadable_one_is_named(open_wizard, given, tmp_path) -> None:
    good, bad = given([HEADS, line("2号")]), tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 broken")
    wizard = open_wizard()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in (good, bad, good)])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    wizard.files.dropEvent(event)
    assert [one.cells[0] for one in wizard.files.model.lines] == ["门牌.xlsx", "坏.xlsx"]
    click(wizard, "next", "next")
    assert wizard.step == SHEETS
    assert "坏.xlsx" in wizard.frame.said
    click(wizard, "back")
    wizard.files.view.selectRow(1)
    wizard.files.remove.click()
    click(wizard, "next", "next")
    assert wizard.step == COLUMNS


def test_a_file_that_vanished_is_told_in_place(open_wizard, given) -> None:
    path = given([HEADS, line("2号")])
    wizard = open_wizard()
    wizard.files.add.click()
    path.unlink()
    click(wizard, "next")
    assert wizard.step == FILES
    assert "门牌.xlsx" in wizard.frame.said


def test_a_folder_is_one_delivery_and_files_of_one_name_are_told_apart(
    desk, open_wizard, answers, tmp_path
) -> None:
    for name, number in (("甲", "2号"), ("乙", "4号")):
        (tmp_path / "来文" / name).mkdir(parents=True)
        xlsx(tmp_path / "来文" / name / "门牌.xlsx", [HEADS, line(number)])
    answers.folder = str(tmp_path / "来文")
    wizard = open_wizard()
    wizard.files.add_folder.click()
    click(wizard, "next")
    assert {one.cells[1] for one in wizard.sheets.sheets.lines} == {"甲/门牌.xlsx", "乙/门牌.xlsx"}
    click(wizard, "next", "next", "next")
    wizard.finish.put_in.click()
    assert live(desk) == {full("2号"), full("4号")}


def test_what_was_chosen_before_a_crash_is_there_again_with_its_corrections(
    desk, open_wizard, given, tmp_path
) -> None:
    given([HEADS, line("2号", street="胡滨南路"), line("零号")])
    wizard = open_wizard()
    to_check(wizard)
    wizard.check.kinds.selectRow([g.wrong[0] for g in wizard.check.groups].index("misspelt_name"))
    wizard.check.all.click()
    later = open_wizard()
    assert later.frame.is_offering
    later.frame.resume.click()
    assert later.step == CHECK
    assert [group.wrong[0] for group in later.check.groups] == ["bad_number"]
    click(later, "back", "back", "next")
    assert later.step == COLUMNS
    click(later, "next", "next")
    assert later.step == FINISH
    assert not open_wizard().frame.is_offering
    assert list(tmp_path.glob("unfinished-*.json")) == []
    assert [one.state for one in batches(desk.store)] == ["staged"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"paths": 3}', '{"paths": ["/nowhere/a.xlsx"], "options": {}}']
)
def test_a_damaged_note_of_the_last_time_is_no_hindrance(desk, open_wizard, text) -> None:
    desk.drafts.begin(desk.options.folder, "clerk")
    desk.drafts.hold(Form(IMPORT, "导入", verbatim=True)).keep({"choices": text})
    wizard = open_wizard()
    assert len(desk.drafts.left) == 1
    assert not wizard.frame.is_offering
    wizard.resume()
    assert "不在原处" in wizard.frame.said
    assert desk.drafts.left == ()


def test_an_import_is_offered_to_nobody_else(open_wizard, given) -> None:
    given([HEADS, line("2号")])
    to_check(open_wizard())
    assert not open_wizard("chief").frame.is_offering
    assert open_wizard().frame.is_offering


def test_beginning_afresh_forgets_the_last_import(open_wizard, given) -> None:
    given([HEADS, line("2号")])
    to_check(open_wizard())
    click(open_wizard(), "fresh")
    assert not open_wizard().frame.is_offering


def test_a_staged_batch_is_opened_again_and_given_up(desk, open_wizard, given) -> None:
    given([HEADS, line("2号")])
    first = open_wizard()
    to_check(first)
    click(first, "next")
    first.close()
    wizard = open_wizard()
    dialog = wizard.show_batches()
    assert "1 批已暂存" in dialog.note.text()
    assert dialog.model.lines[0].cells[1] == "林经办"
    dialog.open_button.click()
    assert wizard.step == FINISH
    wizard.finish.drop.click()
    box = wizard.findChild(QMessageBox)
    box.button(QMessageBox.StandardButton.Yes).click()
    assert "已放弃" in wizard.finish.title.text()
    assert not wizard.finish.put_in.isVisible()
    assert "入库时再核对一遍" not in wizard.finish.hint.text()
    assert [one.state for one in batches(desk.store)] == ["abandoned"]


def test_a_batch_is_taken_back_with_a_reason_and_may_come_again(desk, open_wizard, given, answers) -> None:
    given([HEADS, line("2号")])
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    wizard.finish.put_in.click()
    wizard.finish.back.click()
    dialog = wizard.findChild(ReverseDialog)
    assert not dialog.agree.isEnabled()
    dialog.reason.setText("发错文件")
    dialog.agree.click()
    assert "已撤回" in wizard.finish.title.text()
    assert live(desk) == set()
    click(wizard, "again")
    to_check(wizard)
    assert "新增或更新 1" in wizard.check.figures.text()


def test_a_batch_that_is_a_large_share_goes_back_when_a_second_person_agrees(
    desk, open_wizard, given
) -> None:
    given([HEADS, line("2号")])
    limits = {"verbs.second_person_share": 1, "verbs.second_person_least": 1}
    change_settings(desk.store, find_actor(desk.store, "chief"), limits, "")
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    wizard.finish.put_in.click()
    wizard.finish.back.click()
    dialog = wizard.findChild(ReverseDialog)
    assert "须由另一人审批" in dialog.told.text()
    dialog.reason.setText("发错文件")
    told: list[Changes] = []
    desk.feed.changed.connect(lambda changes, _by: told.append(changes))
    dialog.agree.click()
    assert [one.touches("application") for one in told] == [True]  # lists of applications have to know
    waits = next(one for one in wizard.findChildren(ReverseDialog) if "申请已提交" in one.told.text())
    assert not hasattr(waits, "agree")
    waits.reject()
    assert live(desk) != set()
    (filed,) = applications.applications(desk.store, Application.SUBMITTED)
    assert filed.title == "撤回导入批次：门牌.xlsx"
    applications.approve(desk.store, find_actor(desk.store, "chief"), filed.id, 1, "同意")
    assert live(desk) == set()
    wizard.finish.back.click()
    last = next(one for one in wizard.findChildren(ReverseDialog) if "都已不在" in one.told.text())
    last.reason.setText("发错文件")
    last.agree.click()
    assert "已撤回" in wizard.finish.title.text()


def test_why_a_batch_is_taken_back_outlives_a_crash(desk, open_wizard, given) -> None:
    given([HEADS, line("2号")])
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    wizard.finish.put_in.click()
    wizard.finish.back.click()
    before = wizard.findChild(ReverseDialog)
    before.reason.setText("发错文件")
    later = open_wizard()
    before.reject()
    (left,) = desk.drafts.left
    assert left.title == "撤回这一批 — 门牌.xlsx"
    later.go_on_taking_back(left)
    dialog = later.findChild(ReverseDialog)
    assert dialog.reason.text() == "发错文件"
    dialog.agree.click()
    assert "已撤回" in later.finish.title.text()
    assert desk.drafts.left == ()
    assert not desk.drafts.is_open(left)


def test_who_only_enters_stages_and_leaves_the_rest_to_the_district(open_wizard, given) -> None:
    given([HEADS, line("2号")])
    wizard = open_wizard("area_clerk")
    to_check(wizard)
    click(wizard, "next")
    assert wizard.step == FINISH
    assert not wizard.finish.put_in.isVisible()
    assert wizard.finish.drop.isVisible()


def test_the_same_file_once_more_is_pointed_out(open_wizard, given) -> None:
    given([HEADS, line("2号")])
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    wizard.finish.put_in.click()
    click(wizard, "again")
    wizard.files.add.click()
    click(wizard, "next")
    assert "clerk" in wizard.sheets.note.text()


def test_a_qr_list_shows_that_its_contents_are_the_sender_s(desk, open_wizard, given, answers) -> None:
    given(
        [["标准地址", "地址编码", "二维码内容"], [full("2号"), "0A1B", " https://dz.example/1 "]], "码.xlsx"
    )
    wizard = open_wizard()
    wizard.files.kind.setCurrentIndex(1)
    wizard.files.kind.activated.emit(1)
    to_check(wizard)
    (group,) = wizard.check.groups
    assert group.wrong[:2] == ("space_around_code", "payload")
    assert not wizard.check.all.isEnabled()
    assert "来文单位" in wizard.check.why.text()


@pytest.mark.parametrize("at", [0, 1])
def test_the_template_is_read_by_the_import_and_its_sample_is_no_address(
    desk, open_wizard, answers, tmp_path, at
) -> None:
    answers.save = str(tmp_path / "模板.xlsx")
    wizard = open_wizard()
    wizard.frame.template.menu().actions()[at].trigger()
    book = openpyxl.load_workbook(answers.save)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.data_validations.dataValidation or at == 1
    row = {
        "社区": "官任社区",
        "路名": "湖滨南路",
        "门牌号": "2号",
        "标准地址": full("2号"),
        "二维码内容": "https://a/1",
    }
    for column, head in enumerate(heads, 1):
        sheet.cell(3, column, row.get(head))
    book.save(answers.save)
    answers.files = [answers.save]
    wizard.files.kind.setCurrentIndex(at)
    wizard.files.kind.activated.emit(at)
    to_check(wizard)
    accepted = "新增或更新 1 ＋" if at == 0 else "退回 1 ＋"
    assert accepted in wizard.check.figures.text()


def test_a_full_disk_leaves_the_batch_and_says_so(open_wizard, given, answers, tmp_path, desk) -> None:
    given([HEADS, line("零号")])
    wizard = open_wizard()
    failures: list[Exception] = []
    desk.runner.failed.connect(lambda _verb, error: failures.append(error))
    to_check(wizard)
    click(wizard, "next")
    wizard.finish.put_in.click()
    answers.save = str(tmp_path / "没有这个文件夹" / "退回.xlsx")
    wizard.finish.rejects.click()
    assert [type(one).__name__ for one in failures] == ["StoreUnavailable"]
    assert list(tmp_path.glob("*.part")) == []


def test_two_desks_that_stage_the_same_file_bring_its_addresses_once(desk, open_wizard, given) -> None:
    given([HEADS, line("2号")])
    first, second = open_wizard(), open_wizard()
    for wizard in (first, second):
        to_check(wizard)
        click(wizard, "next")
    first.finish.put_in.click()
    second.finish.put_in.click()
    assert (figures(first)[1:3], figures(second)[1:3]) == (["1", "0"], ["0", "1"])
    assert live(desk) == {full("2号")}


def test_a_file_that_changes_after_the_check_is_not_taken_blindly(open_wizard, given, tmp_path) -> None:
    given([HEADS, line("2号")])
    wizard = open_wizard()
    to_check(wizard)
    Path(wizard.state.draft.paths[0]).write_bytes(b"gone")
    click(wizard, "next")
    assert wizard.step == CHECK
    assert wizard.frame.said


def test_what_is_staged_promises_no_row_that_is_refused_then(open_wizard, given) -> None:
    given([HEADS, line("2号"), line("2号"), line("4号"), line("零号")])
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    assert wizard.step == FINISH
    assert "2 行可以入库，2 行会退回。" in wizard.finish.told.text()
    promised = figures(wizard)
    wizard.finish.put_in.click()
    assert figures(wizard) == promised == ["5", "2", "0", "2", "1"]


def test_a_batch_opened_later_promises_nothing_that_nobody_checked(open_wizard, given) -> None:
    given([HEADS, line("2号"), line("2号"), line("零号")])
    first = open_wizard()
    to_check(first)
    click(first, "next")
    first.close()
    wizard = open_wizard()
    wizard.show_batches().open_button.click()
    assert figures(wizard)[1:4] == ["—"] * 3
    told = wizard.finish.told.text()
    assert "行待入库，入库时逐行核对，重复的、与库中不符的会退回" in told
    assert "可以入库" not in told
    wizard.finish.put_in.click()
    assert figures(wizard)[1:4] == ["1", "0", "2"]
    assert wizard.finish.told.text() == "门牌.xlsx"
