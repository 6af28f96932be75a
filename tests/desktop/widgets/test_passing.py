"""A dialog that was closed is deleted, but not before the last job could tell it how it went."""

import gc
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.widgets.passing import open_once
from desktop.work.change_feed import ChangeFeed
from desktop.work.job import Operation
from desktop.work.runner import Runner
from tests.desktop.work.inline import inline_runner


class Later:
    """An executor that does what it is given when it is told to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, act: Callable[..., None], *arguments: object) -> None:
        self.waiting.append(lambda: act(*arguments))

    def shutdown(self, **_options: object) -> None:
        self.waiting.clear()


def let_go() -> None:
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_hundred_dialogs_opened_and_closed_leave_none(qtbot: QtBot) -> None:
    window, runner = QWidget(), inline_runner(ChangeFeed())
    qtbot.addWidget(window)
    for number in range(100):
        dialog = QDialog(window)
        open_once(dialog, runner)
        dialog.done(number % 2)
    let_go()
    assert window.findChildren(QDialog) == []


@pytest.mark.parametrize("closing", [QDialog.accept, QDialog.reject], ids=["accepted", "rejected"])
def test_a_dialog_closed_while_its_work_is_under_way_still_hears_of_it(
    qtbot: QtBot, closing: Callable[[QDialog], None]
) -> None:
    window, later = QWidget(), Later()
    qtbot.addWidget(window)
    runner = Runner(ChangeFeed(), later, later)  # type: ignore[arg-type]
    dialog = QDialog(window)
    open_once(dialog, runner)
    heard: list[bool] = []
    runner.start(Operation("试", lambda _: "done", lambda _: heard.append(isValid(dialog)), quiet=True))
    closing(dialog)
    let_go()
    assert isValid(dialog)
    later.waiting.pop()()
    assert heard == [True]
    let_go()
    assert not isValid(dialog)
