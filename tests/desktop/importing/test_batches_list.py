from openpyxl import load_workbook

from tests.desktop.importing.conftest import HEADS, line
from tests.desktop.importing.test_wizard import click, to_check
from tests.desktop.letters import clashing


def test_the_earlier_batches_go_out_as_a_list(open_wizard, given, answers, tmp_path) -> None:
    given([HEADS, line("2号")])
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    batches = wizard.show_batches()
    assert clashing(batches) == {}
    answers.save = str(tmp_path / "批次.xlsx")
    batches.export.click()
    told = [cell.value for row in load_workbook(answers.save).active.iter_rows() for cell in row]
    assert {"以往导入批次", "来文", "门牌.xlsx", "林经办"} <= set(told)
    assert "已导出 1 条" in batches.note.text()
