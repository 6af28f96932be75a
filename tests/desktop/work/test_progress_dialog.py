import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QWidget

from desktop.work import progress_dialog
from desktop.work.job import COMMITTING, Job, Operation
from desktop.work.progress_dialog import ProgressDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager


def a_job() -> Job:
    return Job(Operation("导出列表", lambda _: None, lambda _: None), None)


def test_short_work_never_shows_the_dialog(qtbot):
    job = a_job()
    dialog = ProgressDialog(job)
    qtbot.addWidget(dialog)
    job.ended.emit()
    assert not dialog.isVisible()


def test_long_work_is_shown_with_its_figures(qtbot):
    job = a_job()
    dialog = ProgressDialog(job)
    qtbot.addWidget(dialog)
    job.progress.step(1_200, 8_000, "writing")
    qtbot.waitUntil(dialog.isVisible, timeout=3_000)
    assert dialog.windowTitle() == "导出列表"
    assert dialog.findChild(QLabel).text() == "正在写出：1,200 / 8,000"
    bar = dialog.findChild(QProgressBar)
    assert (bar.value(), bar.maximum()) == (1_200, 8_000)


def test_the_button_stops_the_work_once(qtbot):
    job = a_job()
    dialog = ProgressDialog(job)
    qtbot.addWidget(dialog)
    dialog.appear()
    button = dialog.findChild(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert job.progress.stopping
    assert not button.isEnabled()


def test_escape_stops_the_work_and_leaves_the_dialog_until_it_ends(qtbot):
    job = a_job()
    dialog = ProgressDialog(job)
    qtbot.addWidget(dialog)
    dialog.appear()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert job.progress.stopping
    assert dialog.isVisible()
    job.ended.emit()
    assert not dialog.isVisible()


def test_the_keyboard_goes_back_to_the_window_the_work_was_asked_for_in(qtbot):
    main = QWidget()
    asking, job = QDialog(main), a_job()
    progress = ProgressDialog(job, main)
    qtbot.addWidget(main)
    for window in (main, asking):
        window.show()
    asking.activateWindow()
    qtbot.waitUntil(asking.isActiveWindow)
    progress.appear()
    progress.activateWindow()
    qtbot.waitUntil(progress.isActiveWindow)
    job.ended.emit()
    qtbot.waitUntil(asking.isActiveWindow)


def test_work_that_commits_offers_no_stopping(qtbot):
    job = a_job()
    dialog = ProgressDialog(job)
    qtbot.addWidget(dialog)
    job.progress.step(0, 0, COMMITTING)
    dialog.appear()
    assert not dialog.findChild(QPushButton).isEnabled()


def test_every_note_that_work_reports_has_words() -> None:
    root = Path(progress_dialog.__file__).parents[2]
    notes = {
        note.value
        for folder in ("db", "desktop")
        for file in (root / folder).rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "step"
        for note in call.args[2:]
        if isinstance(note, ast.Constant) and note.value
    }
    assert {"promoting", "matching"} <= notes
    assert {note for note in notes if progress_dialog.note_text(note) == "正在处理"} == set()
