"""A faulty list goes back to its sender before anything of it is in the register."""

from pathlib import Path

import openpyxl

from desktop.quality.words import reason_words
from tests.desktop.importing.conftest import HEADS, line
from tests.desktop.importing.test_wizard import click, live, to_check


def test_what_would_be_refused_goes_back_to_its_sender_before_anything_is_in_the_register(
    desk, open_wizard, given, answers, tmp_path
) -> None:
    given([HEADS, line("2号"), line("2号"), line("零号"), line("4号", street="胡滨南路")])
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    assert wizard.finish.rejects.isVisible()
    assert [one.cells[1] for one in wizard.finish.model.lines] == ["3", "4", "5"]

    def download() -> list[object]:
        answers.save = str(tmp_path / "退回.xlsx")
        wizard.finish.rejects.click()
        sheet = openpyxl.load_workbook(answers.save).worksheets[0]
        heads, *rows = ([cell.value for cell in one] for one in sheet.iter_rows())
        return [row[heads.index("退回原因")] for row in rows]

    words = [reason_words(rule) for rule in ("duplicate_row", "bad_number", "misspelt_name")]
    assert download() == words
    assert live(desk) == set()
    wizard.show_batches().open_button.click()
    assert download() == words
    wizard.give_up()
    assert "已放弃" in wizard.finish.title.text()
    assert download() == words


def test_of_a_flawless_staged_batch_no_refusals_are_offered(open_wizard, given, answers, tmp_path) -> None:
    given([HEADS, line("2号")])
    wizard = open_wizard()
    to_check(wizard)
    click(wizard, "next")
    assert not wizard.finish.rejects.isVisible()
    wizard.show_batches().open_button.click()
    answers.save = str(tmp_path / "退回.xlsx")
    wizard.finish.rejects.click()
    assert "没有要退回的行" in wizard.frame.said
    assert not Path(answers.save).exists()
