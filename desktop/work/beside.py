"""Waits for one short piece of work while every window goes on painting: checking a password takes half a second.

For dialogs that ask before there is a runner, or that nothing may pass meanwhile; everything longer is an operation.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

Result = TypeVar("Result")


class _Bell(QObject):
    rung = Signal()


def beside(act: Callable[[], Result]) -> Result:
    """What the work gives, done in a thread of its own; keys and clicks wait until then.

    Raises:
        Exception: whatever the work raises.
    """
    loop, bell = QEventLoop(), _Bell()
    bell.rung.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        with ThreadPoolExecutor(1, "beside") as pool:
            done = pool.submit(act)
            done.add_done_callback(lambda _: bell.rung.emit())
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            return done.result()
    finally:
        QGuiApplication.restoreOverrideCursor()
