"""What program this is, for whom it works, and what is in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import translate
from desktop.shell.crash_report import running_versions
from desktop.widgets.icons import icon

_ICON_PX = 64


class AboutDialog(QDialog):
    """The about box."""

    def __init__(self, store_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("about", "关于址牌"))
        picture = QLabel()
        picture.setPixmap(icon("app").pixmap(_ICON_PX, _ICON_PX))
        name = QLabel(translate("about", "址牌"))
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        font.setBold(True)
        name.setFont(font)
        what = QLabel(translate("about", "区民政局标准地址与二维码门牌工作台"))
        what.setWordWrap(True)
        facts = QLabel(_facts(store_name))
        facts.setWordWrap(True)
        facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        licence = QLabel(
            translate("about", "Apache-2.0 许可。随附字体：Noto Sans SC（OFL）、花园明朝（OFL）。")
        )
        licence.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        text = QVBoxLayout()
        text.setSpacing(8)
        for label in (name, what, facts, licence):
            text.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(row)
        column.addWidget(buttons)
        self.setMinimumWidth(440)


def _facts(store_name: str) -> str:
    running = running_versions()
    program = running.program or translate("about", "未安装，在源码目录中运行")
    lines = (
        translate("about", "版本：{text}").format(text=program),
        translate("about", "地址库：{text}，结构 {schema}").format(text=store_name, schema=running.schema),
        translate("about", "运行环境：Python {python}，Qt {qt}").format(python=running.python, qt=running.qt),
        translate("about", "系统：{text}").format(text=running.system),
    )
    return "\n".join(lines)
