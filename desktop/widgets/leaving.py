"""The question before a long form is closed that was typed into: keep it for later, throw it away, or go on."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QMessageBox

from desktop.i18n import translate


def ask_to_leave(form: QDialog, text: str, keep: Callable[[], object]) -> QMessageBox:
    """Ask; Enter and Escape go on with the form.

    Args:
        form: what is closed unless somebody goes on.
        text: what was not done.
        keep: called before it is closed, to have it offered again.

    Returns:
        The question, which is open.
    """
    box = QMessageBox(form)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(form.windowTitle())
    box.setText(text)
    role = QMessageBox.ButtonRole
    kept = box.addButton(translate("leaving", "留着以后填(&K)"), role.AcceptRole)
    thrown = box.addButton(translate("leaving", "不要了(&D)"), role.DestructiveRole)
    stay = box.addButton(translate("leaving", "继续填写(&C)"), role.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    kept.clicked.connect(keep)
    for button in (kept, thrown):
        button.clicked.connect(lambda: QDialog.reject(form))
    box.finished.connect(box.deleteLater)
    box.open()
    return box
