from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.shell.fitted import FittedDialog


def test_what_grows_in_a_pane_moves_the_dialog_up_until_its_end_is_on_the_screen(qtbot):
    dialog, pane, preview = FittedDialog(), QWidget(), QLabel("预览")
    inner, outer = QVBoxLayout(pane), QVBoxLayout(dialog)
    inner.addWidget(preview)
    outer.addWidget(pane)
    qtbot.addWidget(dialog)
    room = dialog.screen().availableGeometry()
    dialog.move(room.left(), room.bottom() - 150)
    dialog.show()
    assert dialog.frameGeometry().bottom() <= room.bottom()
    preview.setMinimumHeight(300)
    dialog.fit()
    qtbot.waitUntil(lambda: dialog.height() > 300)
    qtbot.waitUntil(lambda: dialog.frameGeometry().bottom() <= room.bottom())
