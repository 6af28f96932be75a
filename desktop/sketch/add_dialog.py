"""What a file was found to hold, before it becomes a layer: its name, its datum, its kinds."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.geo import Datum
from db.domain.map_layer import LONGEST_NAME, ReadLayer
from db.services.sketch import KeptLayer, NewLayer
from desktop.addresses.page import Desk
from desktop.error_texts import error_text
from desktop.files.map_reading import ReadFile
from desktop.i18n import translate
from desktop.sketch import operations
from desktop.sketch.words import kind_word
from desktop.widgets.button_dialog import ButtonDialog

_WIDTH = 440


class AddDialog(ButtonDialog):
    """The dialog.

    Attributes:
        name: what the layer is called; with its kind behind it when a file becomes several.
        datum: what the file's numbers are in.
        kinds: what shall be taken.
        problem: why it cannot be kept so.
        fields: what is typed and chosen, by name.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(
        self, desk: Desk, actor: Actor, read: tuple[Path, ReadFile], area: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._actor, self._area = desk, actor, area
        path, self._found = read
        self.setWindowTitle(translate("sketch", "添加图层"))
        self.name = QLineEdit(path.stem[:LONGEST_NAME], maxLength=LONGEST_NAME)
        self.datum = QComboBox()
        self.kinds = [QCheckBox(_line(one)) for one in self._found.layers]
        self.problem = QLabel(wordWrap=True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._build(path)
        self.fields = {"name": self.name, "datum": self.datum} | {
            f"kind {one.kind.value}": box for box, one in zip(self.kinds, self._found.layers, strict=True)
        }
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)

    def _build(self, path: Path) -> None:
        for datum in Datum:
            self.datum.addItem(datum.value, datum)
        self.datum.setDisabled(self._found.is_official)
        form = QFormLayout()
        form.addRow(translate("sketch", "文件："), QLabel(path.name))
        form.addRow(translate("sketch", "名称(&N)："), self.name)
        form.addRow(translate("sketch", "坐标系(&D)："), self.datum)
        for n, box in enumerate(self.kinds):
            box.setChecked(True)
            form.addRow(translate("sketch", "内容：") if not n else "", box)
        about = QLabel(self._about(), wordWrap=True)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(translate("sketch", "添加"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(translate("sketch", "取消"))
        self.problem.hide()
        column = QVBoxLayout(self)
        column.addLayout(form)
        for widget in (about, self.problem, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(_WIDTH)

    def _about(self) -> str:
        if self._found.projected:
            words = translate("sketch", "文件是平面坐标（{system}），已换算成 CGCS2000 经纬度。")
            return words.format(system=self._found.projected)
        if self._found.is_official:
            return translate("sketch", "文件自己注明是 CGCS2000（或 WGS-84）经纬度。")
        return translate("sketch", "文件没有注明坐标系，请向提供单位问清楚再选；选错会偏离几百米。")

    def keep(self) -> None:
        """Keep what is ticked."""
        taken = [one for box, one in zip(self.kinds, self._found.layers, strict=True) if box.isChecked()]
        if not taken:
            self._say(translate("sketch", "请至少勾选一种内容。"))
            return
        single = len(taken) == 1
        name = self.name.text().strip()
        layers = [
            NewLayer(
                one.kind,
                name if single else f"{name} {kind_word(one.kind)}",
                Datum(self.datum.currentData()),
                self._area,
                one.shapes,
            )
            for one in taken
        ]
        asked = operations.keep_layers(self._desk.store, self._actor, layers, self._on_kept, self._on_failed)
        self._desk.runner.start(asked, self)

    def _on_kept(self, kept: KeptLayer) -> None:
        self._desk.feed.changed.emit(kept.changes, self)
        self.told.emit(translate("sketch", "已添加图层「{name}」。").format(name=self.name.text().strip()))
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        words = error_text(error)
        self._say(f"{words.explanation} {words.next_step}")

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()


def _line(one: ReadLayer) -> str:
    words = translate("sketch", "{kind} {n} 个")
    text = words.format(kind=kind_word(one.kind), n=f"{len(one.shapes):,}")
    if one.skipped:
        text += translate("sketch", "（另有 {n} 个没有坐标，略过）").format(n=f"{one.skipped:,}")
    return text
