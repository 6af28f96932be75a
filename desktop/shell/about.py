"""What program this is, for whom it works, and what is in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import translate
from desktop.shell.crash_report import versions
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
        facts = QLabel(
            "\n".join((translate("about", "地址库：{store}").format(store=store_name), "", versions()))
        )
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
