"""Dialogs that are there once: closed, they go for good, or every one opened in a day would stay to its evening."""

from functools import partial

from PySide6.QtWidgets import QDialog

from desktop.work.runner import Runner


def open_once(dialog: QDialog, runner: Runner) -> None:
    """Open a dialog; it goes after it is closed, once nothing is under way that may still have something to tell it."""
    dialog.finished.connect(partial(_let_go, dialog, runner))
    dialog.open()


def _let_go(dialog: QDialog, runner: Runner, _result: int) -> None:
    if runner.is_idle:
        dialog.deleteLater()
    else:
        runner.idle.connect(dialog.deleteLater)
