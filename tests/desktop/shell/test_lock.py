"""A window that is left alone is covered, loses nothing, and opens only to whoever works there."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget

from db.domain.access import Actor, Role
from desktop.shell import idle as idle_module
from desktop.shell import lock as lock_module
from desktop.shell.idle import Idle
from desktop.shell.lock import Cover, Lock

pytestmark = pytest.mark.qt_log_ignore(
    "propagateSizeHints", r"raise\(\)"
)  # offscreen there is no window manager
ZHANG = Actor(1, "zhang", "张三", ((Role.CLERK, "350203"),))


def check(typed: str) -> str:
    return "" if typed == "right" else "口令不对。"


@pytest.fixture
def window(qtbot) -> QWidget:
    window = QWidget()
    window.setWindowTitle("址牌 — 思明区 — 张三")
    window.resize(600, 400)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialog(window: QWidget) -> QDialog:
    """A dialog in which something was typed."""
    dialog = QDialog(window)
    dialog.setWindowTitle("变更 湖滨南路1号")
    line = QLineEdit("湖滨南路1号改为3号", dialog)
    QVBoxLayout(dialog).addWidget(line)
    dialog.open()
    return dialog


def covered(window: QWidget) -> bool:
    covers = [one for one in window.findChildren(Cover) if one.isVisible()]
    return bool(covers) and covers[-1].geometry() == window.rect()


def cover_is_on_top(window: QWidget) -> bool:
    return isinstance(window.childAt(window.rect().center()), Cover)


def test_every_window_is_covered_and_no_title_tells_anything(window, dialog) -> None:
    lock = Lock(window, ZHANG, lambda: check)
    lock.lock()
    for one in (window, dialog):
        assert covered(one)
        assert cover_is_on_top(one)
        assert one.windowTitle() == "址牌 — 已锁定"
    window.resize(800, 500)
    assert covered(window)
    lock.release()


def test_the_right_password_gives_everything_back_as_it_was(window, dialog, qtbot) -> None:
    finished: list[int] = []
    dialog.finished.connect(finished.append)
    lock = Lock(window, ZHANG, lambda: check)
    lock.lock()
    qtbot.keyClicks(lock.dialog.password, "wrong")
    qtbot.keyClick(lock.dialog.password, Qt.Key.Key_Return)
    assert lock.dialog is not None
    assert "口令不对" in lock.dialog.state.text()
    lock.dialog.password.setText("right")
    qtbot.keyClick(lock.dialog.password, Qt.Key.Key_Return)
    assert lock.dialog is None
    assert window.windowTitle() == "址牌 — 思明区 — 张三"
    assert dialog.windowTitle() == "变更 湖滨南路1号"
    assert dialog.isVisible()
    assert dialog.findChild(QLineEdit).text() == "湖滨南路1号改为3号"
    assert finished == []
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not covered(window)


def test_escape_and_closing_do_not_open_it(window, qtbot) -> None:
    lock = Lock(window, ZHANG, lambda: check)
    lock.lock()
    qtbot.keyClick(lock.dialog, Qt.Key.Key_Escape)
    lock.dialog.close()
    assert lock.dialog.isVisible()
    assert covered(window)
    lock.release()


def test_an_account_without_a_password_opens_with_one_click(window, qtbot) -> None:
    lock = Lock(window, ZHANG, lambda: None)
    lock.lock()
    assert not lock.dialog.password.isVisible()
    assert lock.dialog.focusWidget() is lock.dialog.unlock
    qtbot.mouseClick(lock.dialog.unlock, Qt.MouseButton.LeftButton)
    assert lock.dialog is None
    assert not any(one.isVisible() for one in window.findChildren(Cover))


def test_what_appears_or_is_renamed_while_locked_is_covered_too(window, qtbot) -> None:
    lock = Lock(window, ZHANG, lambda: check)
    lock.lock()
    late = QDialog(window)
    late.setWindowTitle("出错：湖滨南路1号")
    late.open()
    window.setWindowTitle("址牌 — 思明区 — 张三 — 离线")
    assert covered(late)
    assert {late.windowTitle(), window.windowTitle()} == {"址牌 — 已锁定"}
    lock.release()
    assert late.windowTitle() == "出错：湖滨南路1号"
    assert window.windowTitle() == "址牌 — 思明区 — 张三 — 离线"
    late.close()


def test_guessing_is_slowed_down(window, qtbot, monkeypatch) -> None:
    now = [100.0]
    monkeypatch.setattr(lock_module.time, "monotonic", lambda: now[0])
    asked: list[str] = []

    def counted(typed: str) -> str:
        asked.append(typed)
        return check(typed)

    lock = Lock(window, ZHANG, lambda: counted)
    lock.lock()
    for _ in range(7):
        qtbot.mouseClick(lock.dialog.unlock, Qt.MouseButton.LeftButton)
    assert len(asked) == 5
    assert "请等" in lock.dialog.state.text()
    now[0] += 31
    lock.dialog.password.setText("right")
    qtbot.mouseClick(lock.dialog.unlock, Qt.MouseButton.LeftButton)
    assert lock.dialog is None


def test_somebody_else_may_take_over_only_after_a_warning(window, qtbot) -> None:
    lock, heard = Lock(window, ZHANG, lambda: check), []
    lock.switched.connect(lambda: heard.append(True))
    lock.lock()
    qtbot.mouseClick(lock.dialog.switch, Qt.MouseButton.LeftButton)
    assert heard == []
    assert "会丢失" in lock.dialog.state.text()
    qtbot.mouseClick(lock.dialog.switch, Qt.MouseButton.LeftButton)
    assert heard == [True]


def touch(window: QWidget) -> None:
    at = QMouseEvent(
        QEvent.Type.MouseMove,
        window.rect().center().toPointF(),
        window.mapToGlobal(window.rect().center()).toPointF(),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window.windowHandle(), at)


def test_only_time_without_a_touch_counts(window, monkeypatch) -> None:
    now = [0.0]
    monkeypatch.setattr(idle_module.time, "monotonic", lambda: now[0])
    idle, heard = Idle(window), []
    idle.passed.connect(lambda: heard.append(now[0]))
    idle.minutes = 15
    idle.look()
    now[0] = 14 * 60
    touch(window)
    now[0] = 28 * 60
    idle.look()
    assert heard == []
    now[0] = 29 * 60
    idle.look()
    assert heard == [29 * 60]
    idle.minutes = 0
    now[0] = 1e6
    idle.look()
    assert len(heard) == 1
