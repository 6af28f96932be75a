import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from db.domain.errors import BadFile
from desktop.i18n import install_language
from desktop.options import APPEARANCE, LANGUAGE, Options
from desktop.shell.error_dialog import ErrorDialog
from desktop.shell.sign_in import SignInDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen screen has no window manager


@pytest.fixture
def dialog(qtbot, qapp):
    install_language(qapp, "zh")
    dialog = ErrorDialog(BadFile("地址.xlsx", "missing_column", "Sheet1", 3, "门牌号"), verb="导入")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def button(dialog, part: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if part in one.text())


def test_the_dialog_says_what_happened_what_was_kept_and_what_to_do(dialog):
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    for head in ("发生了什么", "保留了什么", "怎么办"):
        assert head in texts
    assert dialog.windowTitle() == "导入"


def test_details_are_folded_until_wanted(dialog, qtbot):
    details = dialog.findChild(QPlainTextEdit)
    assert not details.isVisible()
    qtbot.mouseClick(button(dialog, "详细信息"), Qt.MouseButton.LeftButton)
    assert details.isVisible()
    assert "BadFile" in details.toPlainText()


def test_the_report_can_be_copied(dialog, qtbot):
    qtbot.mouseClick(button(dialog, "复制报告"), Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "BadFile" in text
    assert "地址.xlsx" not in text


def test_enter_closes_and_qts_own_buttons_speak_chinese(dialog, qtbot):
    assert button(dialog, "关闭").isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_the_account_chosen_is_the_one_that_works(qtbot):
    dialog = SignInDialog([("zhang", "张三"), ("li", "李四")])
    qtbot.addWidget(dialog)
    assert dialog.login == "zhang"
    dialog._list.setCurrentRow(1)
    assert dialog.login == "li"


def test_options_keep_valid_choices_and_read_others_as_the_default(tmp_path):
    file = tmp_path / "window.ini"
    options = Options(file)
    options.put(APPEARANCE, "dark")
    options.save()
    file.write_text(file.read_text().replace("dark", "purple"))
    assert Options(file).get(APPEARANCE) == "system"
    assert Options(file).get(LANGUAGE) == "zh"
    with pytest.raises(ValueError, match="purple"):
        options.put(APPEARANCE, "purple")
