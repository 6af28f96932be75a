from openpyxl import load_workbook
from PySide6.QtCore import Qt

from desktop.system.list_export import ExportButton
from tests.desktop.editing.test_applications import STREET, renumbered
from tests.desktop.letters import clashing


def test_the_applications_shown_go_out_as_a_list(window, qtbot, tmp_path):
    for name in ("11号", "21号"):
        renumbered(window.desk.store, name, f"9{name}")
    window.verbs.show_applications()
    queue = window.verbs.queue
    qtbot.waitUntil(lambda: len(queue.table.model.shown) == 2)
    (button,) = queue.findChildren(ExportButton)
    assert clashing(queue) == {}
    queue.table.filter_box.setText("21号")
    qtbot.waitUntil(lambda: len(queue.table.model.shown) == 1)
    file = tmp_path / "申请.xlsx"
    button.ask_path = lambda _parent, name: str(file)
    with qtbot.waitSignal(queue.told):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    cells = [str(cell.value) for row in load_workbook(file).active.iter_rows() for cell in row if cell.value]
    assert any(STREET + "21号" in cell for cell in cells)
    assert not any("11号" in cell for cell in cells)
    queue.table.filter_box.setText("没有这样的")
    qtbot.waitUntil(lambda: not button.isEnabled())
    queue.reject()
