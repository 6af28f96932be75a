"""What does not enter the register is told where columns are mapped, where rows are checked, and found again later."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt

from db.domain.errors import StoreUnavailable
from db.domain.importing import KEPT_ONLY, Kind
from db.services.import_batches import batches
from db.services.import_rows import Delivered
from desktop.importing import row_operations
from desktop.importing.draft import COLUMNS
from desktop.importing.field_names import field_name
from desktop.importing.row_operations import MOST
from desktop.importing.rows_dialog import RowsDialog
from desktop.importing.wizard import ImportWizard
from desktop.work.runner import Runner
from tests.desktop.importing.conftest import HEADS, line
from tests.desktop.importing.test_wizard import choose, click, to_check
from tests.desktop.letters import clashing
from tests.desktop.work.inline import Later
from tests.office import full, person

MORE = ["原门牌地址", "备注", "序号", "邮政编码"]


def with_more(number: str, *texts: object) -> list[object]:
    return [*line(number), *texts]


def lines(dialog: RowsDialog) -> list[dict[str, str]]:
    heads = [one.title for one in dialog.model.heads]
    return [dict(zip(heads, one.cells, strict=True)) for one in dialog.model.lines]


def brought(open_wizard, given):
    given(
        [
            [*HEADS, *MORE],
            with_more("2号", "湖滨南路旧8号", "新建", 1, "361004"),
            with_more("4号", "", "", 2, ""),
            with_more("4号", "", "重复", 3, ""),
        ]
    )
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    wizard.finish.put_in.click()
    return wizard


def test_a_column_that_does_not_enter_the_register_says_so_where_it_is_mapped(open_wizard, given) -> None:
    given([[*HEADS, *MORE], with_more("2号", "湖滨南路旧8号", "新建", 1, "361004")])
    wizard = open_wizard()
    wizard.files.add.click()
    click(wizard, "next", "next")
    assert wizard.step == COLUMNS
    table = wizard.columns.table
    shown = {table.item(row, 0).text(): table.cellWidget(row, 3).currentText() for row in range(10)}
    assert {head: shown[head] for head in MORE} == {
        "原门牌地址": "原地址（不入库）",
        "备注": "备注（不入库）",
        "序号": "序号（不入库）",
        "邮政编码": "邮政编码（不入库）",
    }
    assert "不入库" not in "".join(shown[head] for head in HEADS)
    assert "只随批次留存" in wizard.columns.note.text()
    for row in (6, 7, 9):
        choose(wizard, row, "")
    assert "只随批次留存" not in wizard.columns.note.text()  # a counter of lines is worth no words


def test_what_is_kept_with_the_batch_alone_is_counted_at_the_check_and_at_the_end(open_wizard, given) -> None:
    wizard = brought(open_wizard, given)
    assert "只随批次留存的：备注 2 行、原地址 1 行、邮政编码 1 行" in wizard.finish.hint.text()
    click(wizard, "again")
    to_check(wizard)
    assert "只随批次留存的：备注 2 行、原地址 1 行、邮政编码 1 行" in wizard.check.figures.text()


def test_what_the_check_counted_is_not_counted_again(open_wizard, given, monkeypatch) -> None:
    given([[*HEADS, *MORE], with_more("2号", "湖滨南路旧8号", "新建", 1, "")])
    monkeypatch.setattr(row_operations, "kept_only", lambda *_: pytest.fail("counted again"))
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    assert "只随批次留存的：备注 1 行、原地址 1 行" in wizard.finish.hint.text()


def test_what_comes_late_is_told_of_no_other_batch(desk, open_wizard, given, answers, qtbot) -> None:
    brought(open_wizard, given)
    answers.files = []
    given([[*HEADS, *MORE], with_more("6号", "", "新建", 1, "")], "又一批.xlsx")
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    staged, promoted = batches(desk.store)
    later = Later()
    slow = ImportWizard(replace(desk, runner=Runner(desk.feed, later, later)), person(desk.store, "clerk"))
    qtbot.addWidget(slow)
    for one in (promoted, replace(staged), staged):
        slow.show_batch(one)
    later.go_on()
    assert slow.finish.hint.text().count("只随批次留存") == 1
    assert "只随批次留存的：备注 1 行。" in slow.finish.hint.text()
    assert slow.finish.model.lines == ()


def test_a_list_with_nothing_else_says_nothing_of_it(open_wizard, given) -> None:
    given([HEADS, line("2号")])
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    wizard.finish.put_in.click()
    assert "留存" not in wizard.check.figures.text() + wizard.finish.hint.text()


def test_the_records_of_an_earlier_batch_are_looked_at_and_found_by_a_former_address(
    open_wizard, given, answers, qtbot
) -> None:
    brought(open_wizard, given).close()
    answers.files = []
    given([[*HEADS, *MORE], with_more("6号", "湖滨南路旧9号", "", 1, "")], "又一批.xlsx")
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    batches = wizard.show_batches()
    assert clashing(batches) == {}
    assert batches.model.lines[1].cells[2] == "门牌.xlsx"
    batches.view.selectRow(1)
    qtbot.mouseClick(batches.rows_button, Qt.MouseButton.LeftButton)
    (dialog,) = batches.findChildren(RowsDialog)
    assert clashing(dialog) == {}
    assert [one["处理结果"][:5] for one in lines(dialog)] == [
        "略过：表头",
        "新增或更新",
        "新增或更新",
        "退回：同一",
    ]
    first = lines(dialog)[1]
    assert (first["行"], first["原地址"], first["备注"], first["邮政编码"]) == (
        "2",
        "湖滨南路旧8号",
        "新建",
        "361004",
    )
    assert first["现在的标准地址"] == full("2号")
    assert "张三" not in str(lines(dialog))
    assert list(first)[4:7] == ["邮政编码", "原地址", "备注"]  # what stands nowhere else, before the rest
    dialog.text.setText("旧")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert [one["原地址"] for one in lines(dialog)] == ["湖滨南路旧8号"]
    dialog.everywhere.click()
    assert [one["原地址"] for one in lines(dialog)] == ["湖滨南路旧9号", "湖滨南路旧8号"]
    assert [one["处理结果"] for one in lines(dialog)] == ["待入库", "新增或更新"]
    dialog.text.setText("没有这样的字")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert (lines(dialog), dialog.export.isEnabled()) == ([], False)
    assert dialog.isVisible()
    dialog.reject()
    batches.reject()


def opened_late(desk, qtbot) -> tuple[RowsDialog, Later]:
    """The rows of the one batch, read only when told to."""
    (batch,) = batches(desk.store)
    later = Later()
    dialog = RowsDialog(replace(desk, runner=Runner(desk.feed, later, later)), batch)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog, later


def test_one_reading_is_under_way_at_a_time(desk, open_wizard, given, qtbot) -> None:
    brought(open_wizard, given)
    dialog, later = opened_late(desk, qtbot)
    for text in ("旧", "没有"):
        dialog.text.setText(text)
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    dialog.everywhere.click()
    assert len(later.waiting) == 1
    later.go_on()
    assert lines(dialog) == []  # what came was for a text that stands there no more
    dialog.text.setText("")
    dialog.everywhere.click()
    later.go_on()
    assert len(lines(dialog)) == 4  # that one again, after all
    dialog.text.setText("重复")
    qtbot.waitUntil(lambda: len(later.waiting) == 1)
    later.go_on()
    assert [one["备注"] for one in lines(dialog)] == ["重复"]
    assert later.waiting == []


def test_what_could_not_be_read_is_asked_for_again(desk, open_wizard, given, qtbot, monkeypatch) -> None:
    brought(open_wizard, given)
    dialog, later = opened_late(desk, qtbot)
    with monkeypatch.context() as broken:
        broken.setattr(row_operations, "delivered", given_up)
        later.go_on()
    assert "回车" in dialog.note.text()
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    later.go_on()
    assert len(lines(dialog)) == 4


def given_up(*_: object) -> list[Delivered]:
    raise StoreUnavailable("disk_full")


def test_the_records_are_written_to_a_list_with_every_cell(
    open_wizard, given, answers, tmp_path, qtbot
) -> None:
    wizard = brought(open_wizard, given)
    qtbot.mouseClick(wizard.finish.rows, Qt.MouseButton.LeftButton)
    (dialog,) = wizard.findChildren(RowsDialog)
    dialog.text.setText("重复")
    answers.save = str(tmp_path / "原行.xlsx")
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert "已导出 1 行" in dialog.note.text()
    dialog.text.setText("")
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    assert "已导出 4 行" in dialog.note.text()
    rows = list(openpyxl.load_workbook(answers.save).worksheets[0].iter_rows(values_only=True))
    assert rows[0][0] == "来文原行"
    told = [dict(zip(rows[2], row, strict=True)) for row in rows[3:7]]
    assert [one["来源行"] for one in told] == ["1", "2", "3", "4"]
    assert told[1]["原地址"] == "湖滨南路旧8号"
    assert told[1]["现在的标准地址"] == full("2号")
    assert (told[3]["处理结果"], told[3]["备注"]) == ("退回", "重复")
    dialog.reject()


def test_of_a_long_batch_the_first_rows_are_listed_and_all_are_written(
    open_wizard, given, answers, tmp_path
) -> None:
    given([HEADS, *(line(f"{n}号") for n in range(2, 2 * MOST + 10, 2))])
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    wizard.finish.rows.click()
    (dialog,) = wizard.findChildren(RowsDialog)
    assert len(dialog.model.lines) == MOST
    assert f"前 {MOST} 行" in dialog.note.text()
    answers.save = str(tmp_path / "原行.xlsx")
    dialog.export.click()
    assert f"已导出 {MOST + 5} 行" in dialog.note.text()
    dialog.reject()


@pytest.mark.parametrize("kind", list(Kind))
def test_the_template_tells_which_of_its_columns_do_not_enter_the_register(
    open_wizard, answers, tmp_path: Path, kind: Kind
) -> None:
    answers.save = str(tmp_path / "模板.xlsx")
    wizard = open_wizard()
    wizard.frame.template.menu().actions()[list(Kind).index(kind)].trigger()
    guide = openpyxl.load_workbook(answers.save)["填写说明"]
    told = {row[0]: row[1] for row in guide.iter_rows(min_row=2, values_only=True) if row[1]}
    idle = {field_name(field) for field in KEPT_ONLY[kind]}
    assert {name for name, needed in told.items() if "不入库" in needed} == idle & told.keys()
    assert idle & told.keys()
