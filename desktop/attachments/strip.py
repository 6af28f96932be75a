"""The files of one row as a strip of thumbnails; files are dropped on it, or chosen."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.attachment import Link, Purpose
from db.domain.changes import Changes
from db.services.attachments import ADD
from db.store.attachments import AttachmentRow
from desktop.addresses.page import AskPath, Desk
from desktop.attachments import operations
from desktop.attachments.look_dialog import LookDialog, ask_file
from desktop.attachments.operations import Attached, Bringing, Look
from desktop.attachments.words import kind_word, standing_word
from desktop.attachments.worker import Studio
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.widgets.icons import icon

_THUMB_PX = 96
_SHARP_PX = 2 * _THUMB_PX
"""Sharp on a screen of 200 %."""
_LABEL_PX = 40
_MOST_TOLD = 3


def ask_files(parent: QWidget) -> list[str]:
    """Ask for files to attach; none when the user thinks better of it."""
    kinds = translate(
        "attachments", "照片和材料 (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.pdf *.ofd *.docx *.xlsx)"
    )
    return QFileDialog.getOpenFileNames(parent, translate("attachments", "添加附件"), "", kinds)[0]


class AttachmentStrip(QWidget):
    """The strip; give it a row with ``look_at``; Enter or a double click shows a file larger.

    Attributes:
        dialog: the file that is shown larger, or was last; None before.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        parent: QWidget | None = None,
        purpose: Purpose = Purpose.PHOTO,
        ask_save: AskPath = ask_file,
    ) -> None:
        super().__init__(parent)
        self._desk, self._actor, self._purpose = desk, actor, purpose
        self._link: Link | None = None
        self._studio = Studio()
        self._ask_save = ask_save
        self.dialog: LookDialog | None = None
        self.add_button = QPushButton(translate("attachments", "添加附件(&T)…"))
        self.thumbs = QListWidget()
        self._said = QLabel()
        self._build()
        desk.feed.changed.connect(self._on_changed)
        self.destroyed.connect(self._studio.end)
        self.look_at(None)

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.thumbs.setViewMode(QListView.ViewMode.IconMode)
        self.thumbs.setFlow(QListView.Flow.LeftToRight)
        self.thumbs.setWrapping(False)
        self.thumbs.setMovement(QListView.Movement.Static)
        self.thumbs.setIconSize(QSize(_THUMB_PX, _THUMB_PX))
        self.thumbs.setGridSize(QSize(_THUMB_PX + 24, _THUMB_PX + _LABEL_PX))
        self.thumbs.setFixedHeight(_THUMB_PX + _LABEL_PX + 24)
        self.thumbs.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.thumbs.setAccessibleName(translate("attachments", "附件"))
        self._said.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self._said, 1)
        line.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.thumbs)
        column.addLayout(line)
        self.add_button.clicked.connect(self._choose)
        self.thumbs.itemActivated.connect(self.open_file)

    def look_at(self, link: Link | None) -> None:
        """Show the files of a row; None shows nothing."""
        self._link = link
        self.thumbs.clear()
        self._said.setText("")
        self.add_button.setEnabled(link is not None and self._may_add())
        if link is not None:
            done = partial(self._show, link)
            self._desk.runner.start(operations.load_row(self._desk.store, link.table, link.row, done), self)

    def bring(self, paths: Sequence[Path]) -> None:
        """Attach files to the row."""
        if self._link is None or not paths:
            return
        bringing = Bringing(
            self._desk.store,
            self._actor,
            self._studio,
            Link(self._link.table, self._link.row, self._purpose),
        )
        self._desk.runner.start(operations.attach(bringing, paths, self._on_attached), self)

    def open_file(self, item: QListWidgetItem) -> None:
        """Show the file of a thumbnail larger."""
        self.dialog = dialog = LookDialog(
            self._desk, self._studio, item.data(Qt.ItemDataRole.UserRole), self, self._ask_save
        )
        dialog.told.connect(self.told)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _may_add(self) -> bool:
        return self._actor.may(ADD)

    def _choose(self) -> None:
        self.bring([Path(one) for one in ask_files(self)])

    def _show(self, link: Link, rows: tuple[AttachmentRow, ...]) -> None:
        if link != self._link:
            return
        self.thumbs.clear()
        for row in rows:
            item = QListWidgetItem(icon("empty"), row.name or standing_word(row.standing))
            item.setData(Qt.ItemDataRole.UserRole, row)
            item.setToolTip(f"{row.name}\n{kind_word(row.media_type)}")
            self.thumbs.addItem(item)
            if row.needs:
                show = partial(self._on_look, item)
                self._desk.runner.start(
                    operations.look(self._desk.store, self._studio, row, _SHARP_PX, show), self
                )
        if not rows:
            self._said.setText(translate("attachments", "还没有附件，可把照片和材料拖到这里。"))

    def _on_look(self, item: QListWidgetItem, look: Look) -> None:
        picture = QPixmap()
        at = [self.thumbs.item(n) for n in range(self.thumbs.count())]
        if item in at and look.picture and picture.loadFromData(look.picture):
            item.setIcon(QIcon(picture))

    def _on_attached(self, attached: Attached) -> None:
        if attached.changes.entry:
            self._desk.feed.changed.emit(attached.changes, None)
        if attached.taken:
            self.told.emit(translate("attachments", "已添加 {n} 个附件").format(n=attached.taken))
        told = [error_text(error).explanation for error in attached.refused[:_MOST_TOLD]]
        if len(attached.refused) > _MOST_TOLD:
            more = translate("attachments", "另有 {n} 个文件没有收下。")
            told.append(more.format(n=len(attached.refused) - _MOST_TOLD))
        self._said.setText("\n".join(told))

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches("attachment") or changes.touches("attachment_link"):
            self.look_at(self._link)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Override QWidget::dragEnterEvent: files may be dropped."""
        if self.add_button.isEnabled() and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Override QWidget::dropEvent: attach what was dropped."""
        self.bring([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
