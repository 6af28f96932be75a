"""What the window asks before it does something; tests answer in the user's stead."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.i18n import translate


def ask_to_stop(parent: QWidget, verbs: str) -> bool:
    """Ask whether running work shall be cancelled so that the window can close."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(translate("main_window", "址牌"))
    box.setText(translate("main_window", "还有操作没有完成：{verbs}").format(verbs=verbs))
    box.setInformativeText(
        translate("main_window", "关闭会取消它；已做的部分整体撤回，库中保持操作之前的样子。")
    )
    stop = box.addButton(translate("main_window", "取消操作并关闭(&C)"), QMessageBox.ButtonRole.AcceptRole)
    wait = box.addButton(translate("main_window", "继续等待(&W)"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(wait)
    box.exec()
    return box.clickedButton() is stop


@dataclass(frozen=True, slots=True)
class Questions:
    """What the window asks the user; tests answer in their stead."""

    stop_work: Callable[[QWidget, str], bool] = ask_to_stop
