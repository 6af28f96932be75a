"""The list of layers: which are seen, how faint a site plan is, what is added, called otherwise, laid anew, put away."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.map_layer import LayerKind
from db.services import sketch
from db.store.sketch import Layer
from desktop.addresses.page import Desk
from desktop.i18n import translate
from desktop.shell.verbs_off import needs_store
from desktop.sketch import operations
from desktop.sketch.pane import SketchPane
from desktop.sketch.scene import Drawn
from desktop.sketch.words import kind_word
from desktop.widgets.button_dialog import ButtonDialog

_SIZE = (460, 340)
_MARGIN = 12


class LayersDialog(ButtonDialog):
    """The list; ticks and the slider show at once on the map behind it.

    Attributes:
        lines: one for each layer, ticked while it is seen.

    Signals:
        told: (text) something to say in the status bar.
        add_wanted: a file is to be added.
        lay_wanted: (id) a site plan is to be laid anew.
    """

    told = Signal(str)
    add_wanted = Signal()
    lay_wanted = Signal(object)

    def __init__(self, desk: Desk, actor: Actor, pane: SketchPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actor, self._pane = desk, actor, pane
        self.setWindowTitle(translate("sketch", "略图图层"))
        self.lines = QListWidget()
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.about = QLabel(wordWrap=True)
        self.add = QPushButton(translate("sketch", "添加(&A)…"), autoDefault=False)
        self.name = QPushButton(translate("sketch", "改名(&R)…"), autoDefault=False)
        self.lay = QPushButton(translate("sketch", "配准(&C)…"), autoDefault=False)
        self.drop = QPushButton(translate("sketch", "移除(&D)…"), autoDefault=False)
        self._build()
        self.lines.itemChanged.connect(self._on_ticked)
        self.lines.currentItemChanged.connect(lambda *_: self._on_current())
        self.opacity.valueChanged.connect(self._on_slid)
        self.opacity.sliderReleased.connect(self._keep_opacity)
        self.add.clicked.connect(self._on_add)
        self.name.clicked.connect(self.rename)
        self.lay.clicked.connect(self._on_lay)
        self.drop.clicked.connect(self.put_away)
        pane.layers_loaded.connect(self.fill)
        self.fill()

    def _build(self) -> None:
        self.opacity.setRange(10, 100)
        self.opacity.setPageStep(10)
        label = QLabel(translate("sketch", "总平面图浓淡(&O)："))
        label.setBuddy(self.opacity)
        slide = QHBoxLayout()
        slide.addWidget(label)
        slide.addWidget(self.opacity, 1)
        verbs = QHBoxLayout()
        close = QPushButton(translate("sketch", "关闭"), autoDefault=False)
        close.clicked.connect(self.accept)
        for button in (self.add, self.name, self.lay, self.drop):
            needs_store(button)
            button.setVisible(self._pane.may_keep)
            verbs.addWidget(button)
        verbs.addStretch(1)
        verbs.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addWidget(self.lines, 1)
        column.addWidget(self.about)
        column.addLayout(slide)
        column.addLayout(verbs)
        self.resize(*_SIZE)

    def fill(self) -> None:
        """List the layers of the map."""
        here = self.current()
        self.lines.blockSignals(True)
        self.lines.clear()
        for one in reversed(self._pane.view.scene.layers):
            words = translate("sketch", "{name}（{kind}）")
            item = QListWidgetItem(words.format(name=one.layer.name, kind=kind_word(one.layer.kind)))
            item.setData(Qt.ItemDataRole.UserRole, one.layer.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if one.shown else Qt.CheckState.Unchecked)
            self.lines.addItem(item)
            if here is not None and here.layer.id == one.layer.id:
                self.lines.setCurrentItem(item)
        if self.lines.currentItem() is None and self.lines.count():
            self.lines.setCurrentRow(0)
        self.lines.blockSignals(False)
        self._on_current()

    def current(self) -> Drawn | None:
        """The layer the list stands on."""
        item = self.lines.currentItem()
        return self._pane.view.scene.layer(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    # -- verbs ----------------------------------------------------------------------------------------------------------

    def rename(self) -> None:
        """Ask for another name."""
        one = self.current()
        if one is None:
            return
        asking = QInputDialog(self)
        asking.setWindowTitle(translate("sketch", "图层改名"))
        asking.setLabelText(translate("sketch", "名称："))
        asking.setTextValue(one.layer.name)
        asking.textValueSelected.connect(partial(self._on_named, one.layer))
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _on_named(self, layer: Layer, name: str) -> None:
        if name.strip() != layer.name:
            self._change(
                layer, lambda store, actor, found: sketch.change_layer(store, actor, found, name=name)
            )

    def put_away(self) -> None:
        """Ask, then put the layer away."""
        one = self.current()
        if one is None:
            return
        text = translate("sketch", "从略图上移除「{name}」？原文件和登记记录都不会删除。").format(
            name=one.layer.name
        )
        box = QMessageBox(QMessageBox.Icon.Question, translate("sketch", "移除图层"), text, parent=self)
        yes = box.addButton(translate("sketch", "移除"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(translate("sketch", "取消"), QMessageBox.ButtonRole.RejectRole)
        box.finished.connect(partial(self._on_answer, box, yes, one.layer))
        box.open()

    def _on_answer(self, box: QMessageBox, yes: QPushButton, layer: Layer, _code: int) -> None:
        if box.clickedButton() is yes:
            self._change(layer, sketch.drop_layer)
        box.deleteLater()

    def _keep_opacity(self) -> None:
        one = self.current()
        if one is not None and self._pane.may_keep:
            share = self.opacity.value() / 100
            self._change(
                one.layer, lambda store, actor, layer: sketch.change_layer(store, actor, layer, opacity=share)
            )

    def _change(self, layer: Layer, change: operations.Change) -> None:
        def done(_changes: Changes) -> None:
            self.told.emit(translate("sketch", "图层已保存。"))

        asked = operations.change_layer(self._desk.store, self._actor, layer, change, done)
        self._desk.runner.start(asked, self)

    # -- what happened --------------------------------------------------------------------------------------------------

    def _on_ticked(self, item: QListWidgetItem) -> None:
        one = self._pane.view.scene.layer(item.data(Qt.ItemDataRole.UserRole))
        if one is not None:
            one.shown = item.checkState() is Qt.CheckState.Checked
            self._pane.view.redraw()

    def _on_current(self) -> None:
        one = self.current()
        is_plan = one is not None and one.layer.kind is LayerKind.BACKDROP
        for button in (self.name, self.drop):
            button.setEnabled(one is not None)
        self.lay.setEnabled(is_plan)
        self.opacity.setEnabled(is_plan and self._pane.may_keep)
        if one is None:
            self.about.setText(
                translate("sketch", "还没有图层。按「添加」载入 GeoJSON、.shp 或总平面图（图片、PDF）。")
            )
            return
        self.opacity.blockSignals(True)
        self.opacity.setValue(round(one.layer.opacity * 100))
        self.opacity.blockSignals(False)
        words = translate("sketch", "坐标系 {datum}，{name} 于 {day} 添加")
        text = words.format(datum=one.layer.datum.value, name=one.added_by, day=one.layer.made_at[:10])
        if is_plan and one.picture is None:
            text = translate("sketch", "图片已不在附件里，无法显示。")
        self.about.setText(text)

    def _on_slid(self, value: int) -> None:
        one = self.current()
        if one is not None:
            self._pane.view.fade(one.layer.id, value / 100)
            if not self.opacity.isSliderDown():
                self._keep_opacity()

    def _on_add(self) -> None:
        self.accept()
        self.add_wanted.emit()

    def _on_lay(self) -> None:
        one = self.current()
        if one is not None:
            self.accept()
            self.lay_wanted.emit(one.layer.id)
