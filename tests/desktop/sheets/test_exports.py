from openpyxl import load_workbook

from desktop.sheets.desk import SheetDesk
from desktop.system.list_export import ExportButton
from tests.desktop.letters import clashing
from tests.desktop.sheets.conftest import Verbs
from tests.desktop.sheets.test_window import LEFT
from tests.office import addresses, full, person
from tests.sheets import filled, issued, taken


def cells(file):
    return [str(cell.value) for row in load_workbook(file).active.iter_rows() for cell in row if cell.value]


def test_sheets_and_what_they_say_go_out_as_they_are_shown(opened, store, desk, qtbot, tmp_path):
    made = addresses(store, ["2号", "4号"])
    wrong = {made["2号"]: {"verdict": "不存在"}, made["4号"]: {"verdict": "不存在"}}
    taken(store, filled(store, issued(store), wrong))
    holder = SheetDesk(desk, person(store, "clerk"), opened(), lambda _text: None, Verbs())
    window = holder.show()
    window.table.view.selectRow(0)
    findings, sheets = sorted(window.findChildren(ExportButton), key=window.merge.isAncestorOf, reverse=True)
    assert {letter: texts for letter, texts in clashing(window).items() if letter != "L"} == {}
    for button in (sheets, findings):
        button.ask_path = lambda _parent, name: str(tmp_path / f"{name}.xlsx")
    window.merge.table.filter_box.setText("4号")
    qtbot.waitUntil(lambda: len(window.merge.table.model.shown) == 1)
    qtbot.mouseClick(sheets, LEFT)
    assert window.table.model.shown[0].cells[0] in cells(tmp_path / "核查表.xlsx")
    qtbot.mouseClick(findings, LEFT)
    told = cells(tmp_path / "核查结果.xlsx")
    assert full("4号") in told
    assert full("2号") not in told
    window.close()
