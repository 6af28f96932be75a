"""Shows what a file of settings would change, or what in it cannot be used."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from db.domain.settings import BadSetting, Value
from db.services.settings import SettingRow
from desktop.i18n import translate
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.setting_words import fault_text, value_text, words_of

_SIZE = (640, 400)


class ImportDialog(QDialog):
    """The dialog.

    Signals:
        taken: (reason) the user wants the changes.
    """

    taken = Signal(str)

    def __init__(
        self,
        file: str,
        rows: Sequence[SettingRow],
        good: Mapping[str, Value],
        bad: Sequence[BadSetting],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("settings", "从文件读入设置"))
        self.resize(*_SIZE)
        self.list = self._differences(rows, good) if not bad else self._faults(bad)
        count = len(self.list.model.lines)
        words = translate("settings", "{file} 会改动 {n} 项设置：")
        if bad:
            words = translate(
                "settings", "{file} 里有 {n} 项不能用。改正文件后重新读入；现在没有改动任何设置。"
            )
        elif not count:
            words = translate("settings", "{file} 与现在的设置相同。")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(translate("settings", "事由，记入日志"))
        self.reason.setMaxLength(200)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        ok = self.buttons.addButton(
            translate("settings", "按文件修改(&O)"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        ok.setEnabled(bool(count) and not bad)
        self.reason.setVisible(bool(count) and not bad)
        said = QLabel(words.format(file=file, n=count))
        said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (said, self.list, self.reason, self.buttons):
            column.addWidget(widget)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.taken.emit(self.reason.text().strip()))

    def _differences(self, rows: Sequence[SettingRow], good: Mapping[str, Value]) -> LineTable:
        table = LineTable(
            translate("settings", "将改动的设置"),
            (
                Column(translate("settings", "设置"), 20),
                Column(translate("settings", "现在的值"), 20),
                Column(translate("settings", "文件中的值"), 20),
            ),
        )
        table.say_empty(translate("settings", "没有不同"), translate("settings", "不需要读入。"))
        table.show_lines(
            [
                Line(
                    row.setting.key,
                    (
                        words_of(row.setting.key).title,
                        value_text(row.setting, row.value),
                        value_text(row.setting, good[row.setting.key]),
                    ),
                )
                for row in rows
                if row.setting.key in good and good[row.setting.key] != row.value
            ]
        )
        return table

    def _faults(self, bad: Sequence[BadSetting]) -> LineTable:
        table = LineTable(
            translate("settings", "不能用的设置"), (Column(translate("settings", "不能用的设置"), 60),)
        )
        table.show_lines([Line(one.key, (fault_text(one),), bad=frozenset({0})) for one in bad])
        return table
