"""设置: every setting with what it does; changed together, written to and read from a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.audit import local_time
from db.domain.changes import Changes
from db.domain.errors import DomainError
from db.domain.settings import Value, judged
from db.services.settings import VERB, SettingRow
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.i18n import translate
from desktop.standing.file_names import ask_save
from desktop.system import setting_operations as operations
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.section import Section
from desktop.system.setting_editor import SettingEditor
from desktop.system.setting_words import range_text, value_text, words_of
from desktop.system.settings_import import ImportDialog
from desktop.widgets.passing import open_once

_VALUE, _BY = 1, 3
AskFiles = Callable[[QWidget, bool], str]


def ask_settings_file(parent: QWidget, new: bool) -> str:
    """Ask for a file of settings, one to be written or one that is there; ``""`` when the user thinks better of it."""
    kinds = translate("settings", "设置文件 (*.json)")
    if new:
        name = translate("settings", "址牌设置") + ".json"
        return ask_save(parent, translate("settings", "导出设置"), name, kinds)
    return QFileDialog.getOpenFileName(parent, translate("settings", "导入设置"), "", kinds)[0]


class SettingsSection(Section):
    """The section."""

    concerns = ("setting",)

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        ask_path: AskPath = ask_export_path,
        ask_file: AskFiles = ask_settings_file,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, actor, ask_path, parent)
        self._ask_file = ask_file
        self._may = actor.may(VERB)
        self._rows: dict[str, SettingRow] = {}
        self._drafts: dict[str, Value] = {}
        self._shown = ""
        self.editor: SettingEditor | None = None
        self.save_button = QPushButton(translate("settings", "保存(&S)"))
        self.drop_button = QPushButton(translate("settings", "放弃改动(&D)"))
        self.reset_button = QPushButton(translate("settings", "改回默认(&M)"), autoDefault=False)
        self.export_button = QPushButton(translate("settings", "写成文件(&W)…"))
        self.import_button = QPushButton(translate("settings", "从文件读入(&I)…"))
        self.reason = QLineEdit()
        self._title, self._about, self._facts = QLabel(), QLabel(), QLabel()
        self._place = QVBoxLayout()
        self.list = LineTable(
            translate("settings", "设置"),
            (
                Column(translate("settings", "设置"), 18),
                Column(translate("settings", "现在的值"), 18),
                Column(translate("settings", "类别"), 12),
                Column(translate("settings", "设定"), 24),
            ),
        )
        self.table = self.list
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        hint = translate("settings", "对整个库生效，所有工作站共用。每次改动都记入操作日志。")
        if not self._may:
            hint = translate(
                "settings", "对整个库生效。只有系统管理员和审批人可以修改，您可以查看和写成文件。"
            )
        own = (self.save_button, self.drop_button) if self._may else ()
        self.head(hint, (*own, self.export_button, *((self.import_button,) if self._may else ())))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._about, self._facts):
            label.setWordWrap(True)
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.reason.setPlaceholderText(translate("settings", "事由，记入日志"))
        self.reason.setMaxLength(200)
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(12, 4, 4, 4)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(self._place)
        column.addWidget(self.reset_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._facts)
        column.addStretch(1)
        column.addWidget(self.reason)
        self.reason.setVisible(self._may)
        self.reset_button.setVisible(self._may)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(self.list)
        panes.addWidget(pane)
        panes.setStretchFactor(0, 5)
        panes.setStretchFactor(1, 3)
        panes.setChildrenCollapsible(False)
        pane.setMinimumWidth(240)
        self.body.addWidget(panes, 1)

    def _connect(self) -> None:
        self.list.current_changed.connect(self._on_current)
        self.list.opened.connect(lambda _key: self.editor.enter() if self.editor is not None else None)
        self.save_button.clicked.connect(self.save)
        self.drop_button.clicked.connect(self._drop)
        self.reset_button.clicked.connect(self._reset)
        self.export_button.clicked.connect(self._write)
        self.import_button.clicked.connect(self._read)

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read every setting again; what was changed and not saved yet stays."""
        self.start(operations.load(self._desk.store, self._on_loaded))

    def _on_loaded(self, rows: tuple[SettingRow, ...]) -> None:
        self._rows = {row.setting.key: row for row in rows}
        self._shown = ""
        self._list()
        self._on_current(self.list.current())

    def _list(self) -> None:
        self.list.show_lines([self._line(row) for row in self._rows.values()])
        count = len(self._drafts)
        self.save_button.setEnabled(bool(count))
        self.drop_button.setEnabled(bool(count))
        words = translate("settings", "保存 {n} 项(&S)") if count else translate("settings", "保存(&S)")
        self.save_button.setText(words.format(n=count))

    def _line(self, row: SettingRow) -> Line:
        key, words = row.setting.key, words_of(row.setting.key)
        value = value_text(row.setting, row.value)
        bad = frozenset({_BY} if row.unread else ())
        if key in self._drafts:
            draft = value_text(row.setting, self._drafts[key])
            value = translate("settings", "{draft}（未保存）").format(draft=draft)
            bad |= {_VALUE}
        return Line(key, (words.title, value, words.group, self._origin(row)), bad=bad)

    def _origin(self, row: SettingRow) -> str:
        if row.unread:
            return translate("settings", "库中的值不能用，按默认")
        if not row.set_by:
            return translate("settings", "默认")
        return translate("settings", "{who} {when}").format(who=row.set_by, when=local_time(row.set_at))

    def _on_current(self, key: str) -> None:
        if key == self._shown:
            return
        self._shown = key
        if self.editor is not None:
            self._place.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
        row = self._rows.get(key)
        self.reset_button.setEnabled(row is not None)
        if row is None:
            for label in (self._title, self._about, self._facts):
                label.clear()
            return
        self._show(row)

    def _show(self, row: SettingRow) -> None:
        words = words_of(row.setting.key)
        self._title.setText(words.title)
        self._about.setText(words.explanation)
        facts = translate("settings", "允许的值：{range}。默认：{default}。命令行中的名称：{key}。").format(
            range=range_text(row.setting),
            default=value_text(row.setting, row.setting.default),
            key=row.setting.key,
        )
        if row.unread:
            facts += translate("settings", "库中写着「{text}」，本程序不认识，现按默认办理。").format(
                text=row.unread
            )
        self._facts.setText(facts)
        self.editor = SettingEditor(row.setting, self._drafts.get(row.setting.key, row.value))
        self.editor.setEnabled(self._may)
        self.editor.edited.connect(self._on_edited)
        self._place.addWidget(self.editor)

    # -- changing -----------------------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        if self.editor is not None:
            self._draft(self.editor.value())

    def _draft(self, value: Value) -> None:
        row = self._rows[self._shown]
        if value == row.value and not row.unread:
            self._drafts.pop(self._shown, None)
        else:
            self._drafts[self._shown] = value
        self._list()

    def _reset(self) -> None:
        row = self._rows[self._shown]
        self._draft(row.setting.default)
        self._shown = ""
        self._on_current(row.setting.key)

    def _drop(self) -> None:
        self._drafts.clear()
        shown, self._shown = self._shown, ""
        self._list()
        self._on_current(shown)

    def save(self) -> None:
        """Keep every change that is not saved yet."""
        if self._drafts:
            self._change(dict(self._drafts), {}, self.reason.text().strip())

    def _change(self, values: dict[str, Value], others: dict[str, str], reason: str) -> None:
        told = operations.Told(values, others, reason)
        self.start(
            operations.change(self._desk.store, self._actor, told, self._on_changed_here, self.say_error)
        )

    def _on_changed_here(self, changes: Changes) -> None:
        self._drafts.clear()
        self.reason.clear()
        said = translate("settings", "已保存，记入操作日志第 {entry} 条。").format(entry=f"{changes.entry:,}")
        self.say(said if changes.entry else translate("settings", "与现有设置相同，没有改动。"))
        self.refresh()

    # -- files --------------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        path = self._ask_file(self, True)
        if path:
            done = translate("settings", "设置已写入 {file}").format(file=Path(path).name)
            self.start(
                operations.write_file(self._desk.store, Path(path), lambda _: self.say(done), self.say_error)
            )

    def _read(self) -> None:
        path = self._ask_file(self, False)
        if path:
            self.offer(Path(path))

    def offer(self, path: Path) -> ImportDialog | None:
        """Show what a file would change; the user decides."""
        from desktop.files.settings_json import read_settings

        try:
            told = read_settings(path)
        except DomainError as error:
            self.say_error(error)
            return None
        good, bad = judged(told.values)
        dialog = ImportDialog(path.name, tuple(self._rows.values()), good, bad, self)
        dialog.taken.connect(lambda reason: self._change(good, dict(told.others), reason))
        open_once(dialog, self._desk.runner)
        return dialog
