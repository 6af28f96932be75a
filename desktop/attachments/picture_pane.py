"""One attached file closer: its picture, and what is known of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from db.domain.audit import local_time
from db.store.attachments import AttachmentRow
from desktop.attachments.operations import Look
from desktop.attachments.words import kind_word, owners_text, purpose_word, standing_word
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.widgets.amounts import size_text

LONGEST_PX = 900
_LEAST_PX = 160
_SHARES = (3, 2)


class PicturePane(QWidget):
    """The pane."""

    def __init__(self, parent: QWidget | None = None, shares: tuple[int, int] = _SHARES) -> None:
        """Build the pane.

        Args:
            parent: as Qt has it.
            shares: of the height, for the picture and for what is known.
        """
        super().__init__(parent)
        self._whole = QPixmap()
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setWordWrap(True)
        self.picture.setMinimumHeight(_LEAST_PX)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.picture.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.facts = QLabel()
        self.facts.setWordWrap(True)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        scroll = QScrollArea()
        scroll.setWidget(self.facts)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture, shares[0])
        column.addWidget(scroll, shares[1])

    def clear(self, text: str) -> None:
        """Show no file."""
        self._whole = QPixmap()
        self.picture.setText(text)
        self.facts.clear()

    def wait(self, row: AttachmentRow) -> None:
        """Show what is known while the picture is made."""
        self._whole = QPixmap()
        self.picture.setText(translate("attachments", "正在读取…"))
        self.facts.setText("\n".join(_lines(row)))

    def show_look(self, look: Look) -> None:
        """Show a file."""
        self.facts.setText("\n".join(_lines(look.row)))
        self._whole = QPixmap()
        if look.fault is not None:
            words = error_text(look.fault)
            self.picture.setText(f"{words.explanation}\n{words.next_step}")
        elif look.picture and self._whole.loadFromData(look.picture):
            self._fit()
        else:
            self.picture.setText(translate("attachments", "这类文件不能预览，可以导出后打开。"))

    def _fit(self) -> None:
        ratio = self.devicePixelRatioF()
        room = self.picture.size() * ratio
        fitted = self._whole.scaled(
            room.boundedTo(self._whole.size()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        self.picture.setPixmap(fitted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override QWidget::resizeEvent: the picture fills the room there is."""
        super().resizeEvent(event)
        if not self._whole.isNull():
            self._fit()


def _lines(row: AttachmentRow) -> list[str]:
    colon = translate("attachments", "{name}：{value}")
    told = [
        (translate("attachments", "名称"), row.name),
        (translate("attachments", "类型"), kind_word(row.media_type)),
        (translate("attachments", "大小"), size_text(row.size)),
        (translate("attachments", "属于"), owners_text(row.owners)),
        (translate("attachments", "用途"), purpose_word(row.owners[0].purpose) if row.owners else ""),
        (translate("attachments", "状态"), standing_word(row.standing)),
        (translate("attachments", "原件"), _original(row)),
        (translate("attachments", "拍摄时间"), _taken(row)),
        (translate("attachments", "拍摄位置"), _position(row)),
        (translate("attachments", "设备"), str(row.facts.get("camera", ""))),
        (translate("attachments", "添加"), f"{row.added_by} {local_time(row.added_at)}"),
        (translate("attachments", "校验值"), row.sha256[:16] if row.needs else ""),
    ]
    return [colon.format(name=name, value=value) for name, value in told if value]


def _original(row: AttachmentRow) -> str:
    if row.original_sha256 == row.sha256:
        return ""
    width, height = row.facts.get("original_width", 0), row.facts.get("original_height", 0)
    return f"{size_text(row.original_size)} {width}×{height}" if width else size_text(row.original_size)


def _taken(row: AttachmentRow) -> str:
    """By the camera's clock; the office's own zone needs no saying."""
    return str(row.facts.get("taken_at", "")).replace("T", " ").removesuffix("+08:00")


def _position(row: AttachmentRow) -> str:
    lat, lon = row.facts.get("lat"), row.facts.get("lon")
    if lat is None or lon is None:
        return ""
    return translate("attachments", "东经 {lon}，北纬 {lat}（{datum}）").format(
        lon=lon, lat=lat, datum=row.facts.get("datum", "")
    )
