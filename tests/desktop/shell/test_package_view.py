"""A double click on a package shows what is in it, and changes nothing."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.domain.checklist import read_checklist
from db.domain.inspection import Answer, Form, Package
from desktop import app, paths
from desktop.cli.main import main
from desktop.files.package import write_package
from desktop.shell.error_dialog import ErrorDialog
from desktop.shell.package_view import PackageView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager
MOMENT = "2026-11-20T01:00:00.000000Z"


@pytest.fixture
def content() -> Package:
    checklist = read_checklist(paths.resource("rules", "checklist.json").read_text(encoding="utf-8"))
    items = checklist.asked("small_door")
    forms = tuple(
        Form(n, "small_door", "350203009001", f"湖滨南路{n}号", (("number", f"{n}号"),), f"{n:036}", items, 1)
        for n in (12, 14)
    )
    said = Answer(
        "00000000-0000-4000-8000-000000000001", 12, items[0], "pass", "", MOMENT, "lin", "tablet", 1
    )
    return Package(99, "350203", "350203009000", MOMENT, checklist, forms, (said,))


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: QApplication) -> Path:
    """The program without its log of this machine, and without waiting for the user."""
    monkeypatch.setattr(app, "start_log", lambda _folder: None)
    monkeypatch.setattr(QApplication, "exec", lambda *_: 0)
    return tmp_path


def test_every_form_has_a_row_with_what_is_filled(qtbot, content: Package) -> None:
    view = PackageView("检查包.zpk", content)
    qtbot.addWidget(view)
    cells = [[view.table.item(row, column).text() for column in range(4)] for row in range(2)]
    asked = len(content.forms[0].items)
    assert [row[1] for row in cells] == ["湖滨南路12号", "湖滨南路14号"]
    assert [row[3] for row in cells] == [f"1/{asked}", f"0/{asked}"]
    assert cells[0][2] == "小门牌"
    assert "下发日期 2026-11-20，" in view.head.text()
    assert "要检查的门牌 2 块，已填答案 1 条" in view.head.text()


def test_a_double_clicked_package_is_shown_and_said_in_the_log(
    quiet: Path, content: Package, caplog: pytest.LogCaptureFixture
) -> None:
    file = quiet / "检查包.ZPK"
    write_package(file, replace(content, answers=()))
    before = file.read_bytes()
    with caplog.at_level(logging.INFO):
        assert main([str(file)]) == 0
    assert "package: shown, 2 forms" in caplog.messages
    assert file.read_bytes() == before


def test_a_damaged_package_is_told_in_words(quiet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(ErrorDialog, "exec", lambda dialog: told.append(dialog.windowTitle()))
    file = quiet / "x.zpk"
    file.write_bytes(b"PK damaged")
    assert main([str(file)]) == app.NOT_ALLOWED
    assert told
