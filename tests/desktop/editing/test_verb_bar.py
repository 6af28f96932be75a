import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from desktop.editing.acts import Verb
from desktop.i18n import install_language
from tests.desktop.editing.conftest import SIZE, Window
from tests.desktop.editing.hands import by_tool_bar

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")  # no window manager
STREET = "厦门市思明区湖滨南路"


def lines(window: Window) -> dict[str, bool]:
    menu = window.verbs.bar.more
    return {one.text().partition("(&")[0]: one.isEnabled() for one in menu.actions() if not one.isSeparator()}


def test_behind_more_stand_the_verbs_without_a_button_on_as_in_the_context_menu(window, qtbot):
    window.go_to(STREET + "1号")
    on = window.verbs.actions[Verb.SPLIT]
    qtbot.waitUntil(on.isEnabled)
    assert lines(window) == {
        "合并": True,
        "拆分": True,
        "停用": True,
        "恢复": False,
        "注销": True,
        "批量生成": True,
    }
    assert set(window.verbs.bar.more.actions()) & set(window.page.tree.actions()) >= {
        window.verbs.actions[verb] for verb in (Verb.MERGE, Verb.SPLIT, Verb.SUSPEND, Verb.RESTORE)
    }
    window.go_to(STREET + "2号")
    qtbot.waitUntil(lambda: not on.isEnabled())
    assert not any(on for name, on in lines(window).items() if name != "批量生成")
    assert "待核实" in window.verbs.actions[Verb.MERGE].toolTip()


def test_a_block_is_generated_from_there(window, qtbot):
    window.go_to(STREET + "1号")
    (action,) = (one for one in window.verbs.bar.more.actions() if "批量生成" in one.text())
    assert by_tool_bar(window.main, action)
    qtbot.waitUntil(lambda: window.main.blocks.dialog is not None)
    window.main.blocks.dialog.reject()


def test_more_is_no_longer_raised_once_its_menu_is_gone(window):
    bar = window.verbs.bar
    (button,) = (one for one in bar.findChildren(QToolButton) if one.menu() is bar.more)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    bar.more.aboutToHide.emit()
    assert not button.underMouse()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_button_of_the_bar_is_seen_in_a_small_window(desk, tmp_path, qtbot, qapp, language):
    install_language(qapp, language)
    try:
        made = Window(desk, tmp_path, qtbot)
        assert made.main.width() == SIZE[0]
        buttons = made.verbs.bar.findChildren(QToolButton)
        shown = [one for one in buttons if one.isVisible() and one.objectName() != "qt_toolbar_ext_button"]
        assert len(shown) == 10
        assert not any(one.isVisible() for one in buttons if one.objectName() == "qt_toolbar_ext_button")
        made.main.close()
    finally:
        install_language(qapp, "zh")
