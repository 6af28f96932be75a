"""附件: every attached file, what it belongs to, how much disk they use; a look, a copy, the check, wiping."""

from math import ceil
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QWidget

from db.domain.access import Actor
from db.domain.attachment import Standing
from db.domain.audit import local_time
from db.domain.changes import Changes
from db.services.attachments import WIPE
from db.store.attachments import AttachmentRow
from desktop.addresses.page import AskPath, Desk, ask_export_path
from desktop.attachments import operations
from desktop.attachments.look_dialog import ask_file
from desktop.attachments.operations import Checked, Listing, Look
from desktop.attachments.picture_pane import LONGEST_PX, PicturePane
from desktop.attachments.words import kind_word, owners_text, standing_word, usage_text
from desktop.attachments.worker import Studio
from desktop.i18n import translate
from desktop.system.ask_dialog import AskDialog
from desktop.system.line_model import Column, Line
from desktop.system.line_table import LineTable
from desktop.system.section import Section
from desktop.system.store_section import problem_text
from desktop.widgets.amounts import KIB
from desktop.widgets.passing import open_once

_LOOK_DELAY_MS = 120
_SHARES = (640, 260)


class AttachmentsSection(Section):
    """The section.

    Attributes:
        list: every file.
        pane: the one with the cursor.
        dialog: the question that is open, or was last.
    """

    concerns = ("attachment", "attachment_link")

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        parent: QWidget | None = None,
        *,
        ask_path: AskPath = ask_export_path,
        ask_save: AskPath = ask_file,
    ) -> None:
        super().__init__(desk, actor, ask_path, parent)
        self._ask_save = ask_save
        self._rows: dict[str, AttachmentRow] = {}
        self._studio = Studio()
        self.dialog: AskDialog | None = None
        self.save_button = QPushButton(translate("attachments", "导出文件(&E)…"))
        self.check_button = QPushButton(translate("attachments", "核对内容(&K)"))
        self.wipe_button = QPushButton(translate("attachments", "清除内容(&W)…"))
        self.list = LineTable(translate("attachments", "附件清单"), _columns())
        self.table = self.list
        self.pane = PicturePane()
        self._usage = QLabel()
        self._usage.setWordWrap(True)
        self._delay = QTimer(self, singleShot=True, interval=_LOOK_DELAY_MS)
        self._build()
        self.refresh()

    def _build(self) -> None:
        self.head(
            translate("attachments", "照片保存工作件，原件按设置保留；内容与收下时的校验值核对。"),
            (self.save_button, self.check_button, self.wipe_button),
        )
        self.wipe_button.setVisible(self._actor.may(WIPE))
        self.list.say_empty(
            translate("attachments", "还没有附件"),
            translate("attachments", "在地址、申请或问题旁添加的照片和材料会列在这里。"),
        )
        splitter = QSplitter()
        splitter.addWidget(self.list)
        splitter.addWidget(self.pane)
        splitter.setSizes(_SHARES)
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        self.body.addWidget(splitter, 1)
        self.body.addWidget(self._usage)
        self._delay.timeout.connect(self._look)
        self.list.current_changed.connect(self._on_current)
        self.list.opened.connect(lambda _key: self.save())
        self.save_button.clicked.connect(self.save)
        self.check_button.clicked.connect(self.check)
        self.wipe_button.clicked.connect(self.ask_wipe)
        self.destroyed.connect(self._studio.end)
        self._on_current("")

    def refresh(self) -> None:
        """Read the list again."""
        self.start(operations.load(self._desk.store, self._show))

    def _show(self, listing: Listing) -> None:
        self._rows = {str(one.id): one for one in listing.rows}
        kinds = sorted({one.media_type for one in listing.rows}, key=kind_word)
        chosen = str(self.list.group.currentData() or "")
        self.list.offer_groups(
            [("", translate("attachments", "全部类型")), *((one, kind_word(one)) for one in kinds)]
        )
        self.list.group.setCurrentIndex(max(0, self.list.group.findData(chosen)))
        self.list.show_lines([_line(one, listing.names) for one in listing.rows])
        text = usage_text(listing.usage)
        if listing.count > len(listing.rows):
            more = translate("attachments", "只列出最近的 {n} 个，共 {count} 个。")
            text += more.format(n=f"{len(listing.rows):,}", count=f"{listing.count:,}")
        self._usage.setText(text)

    # -- looking ------------------------------------------------------------------------------------------------------

    def _current(self) -> AttachmentRow | None:
        return self._rows.get(self.list.current())

    def _on_current(self, _key: str) -> None:
        row = self._current()
        here = row is not None and bool(row.needs)
        self.save_button.setEnabled(here)
        self.wipe_button.setEnabled(here)
        if row is None:
            self._delay.stop()
            self.pane.clear(translate("attachments", "选中一个附件，在这里预览。"))
        else:
            self.pane.wait(row)
            self._delay.start()

    def _look(self) -> None:
        row = self._current()
        if row is not None:
            self.start(operations.look(self._desk.store, self._studio, row, LONGEST_PX, self._on_look))

    def _on_look(self, look: Look) -> None:
        row = self._current()
        if row is not None and row.id == look.row.id:
            self.pane.show_look(look)

    # -- verbs --------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the file with the cursor out."""
        row = self._current()
        path = self._ask_save(self, row.name) if row is not None and row.needs else ""
        if row is not None and path:
            said = translate("attachments", "已导出 {file}")
            self.start(
                operations.save(
                    self._desk.store,
                    row.id,
                    Path(path),
                    lambda made: self.told.emit(said.format(file=made.name)),
                )
            )

    def check(self) -> None:
        """Read every content through."""
        self.start(operations.check(self._desk.store, self._on_checked))

    def _on_checked(self, checked: Checked) -> None:
        if not checked.problems:
            text = translate("attachments", "核对完毕：每个附件的内容都在，与收下时一致。")
            if checked.swept:
                swept = translate("attachments", "清理了 {n} 个无人使用的残留文件。")
                text += swept.format(n=checked.swept)
            self.say(text)
            return
        found = translate("attachments", "；").join(problem_text(one) for one in checked.problems)
        advice = translate("attachments", "请从备份中取回，或重新添加同一个文件。")
        self.say(translate("attachments", "{found}。{advice}").format(found=found, advice=advice), bad=True)

    def ask_wipe(self) -> None:
        """Ask whether, and why, a content shall go for good."""
        row = self._current()
        if row is None or not row.needs:
            return
        self.dialog = dialog = AskDialog(
            translate("attachments", "清除附件内容"),
            translate(
                "attachments",
                "「{name}」的内容将永久清除，不能恢复；清单里留下一行记录。备份里的副本不受影响。请写明事由。",
            ).format(name=row.name),
            translate("attachments", "清除(&O)"),
            self,
        )
        dialog.reason_box.setPlaceholderText(translate("attachments", "必填，记入操作日志"))
        dialog.asked.connect(lambda: self._wipe(dialog, row))
        open_once(dialog, self._desk.runner)

    def _wipe(self, dialog: AskDialog, row: AttachmentRow) -> None:
        def done(_changes: Changes) -> None:
            dialog.accept()
            self.told.emit(translate("attachments", "已清除一个附件的内容"))

        operation = operations.wipe(self._desk.store, self._actor, row.id, dialog.reason(), done)
        self.start(operations.failing(operation, dialog.refuse))


def _columns() -> tuple[Column, ...]:
    return (
        Column(translate("attachments", "名称"), 20),
        Column(translate("attachments", "类型"), 8),
        Column(translate("attachments", "大小 KB"), 7, is_figure=True),
        Column(translate("attachments", "属于"), 30),
        Column(translate("attachments", "添加人"), 10),
        Column(translate("attachments", "添加时间"), 19),
        Column(translate("attachments", "状态"), 12),
    )


def _line(row: AttachmentRow, names: dict[str, str]) -> Line:
    return Line(
        str(row.id),
        (
            row.name or translate("attachments", "（已清除）"),
            kind_word(row.media_type),
            f"{ceil(row.size / KIB):,}",
            owners_text(row.owners),
            names.get(row.added_by, row.added_by),
            local_time(row.added_at),
            standing_word(row.standing),
        ),
        muted=row.standing == Standing.WIPED,
        group=row.media_type,
    )
