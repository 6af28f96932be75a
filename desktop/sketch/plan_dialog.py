"""Lays a site plan onto the map: a spot of the picture and the same spot of the map, twice or more; errors in metres."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
)

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.errors import DomainError
from db.domain.geo import PLANE, Point, check
from db.domain.geo_fit import Fit
from db.domain.map_layer import LONGEST_NAME
from db.services import sketch
from db.services.sketch import KeptLayer
from db.store.sketch import Layer
from desktop.addresses.page import Desk
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.sketch import operations
from desktop.sketch.control_table import ControlTable
from desktop.sketch.operations import Plan
from desktop.sketch.pane import SketchPane
from desktop.sketch.picture_view import PictureView
from desktop.sketch.scene import Drawn, plan_fit
from desktop.sketch.view import MapView, Mode
from desktop.sketch.words import metres
from desktop.widgets.button_dialog import ButtonDialog
from desktop.work.drafts import Draft, Drafts

_SIZE, _MARGIN = (960, 560), 12
_NAME, _POINTS = "name", "points"


class PlanDialog(ButtonDialog):
    """The dialog.

    Attributes:
        picture: the site plan.
        map: the map beside it.
        table: the control points, which can be typed too.
        said: how well they fit, or why not.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(
        self, desk: Desk, actor: Actor, pane: SketchPane, plan: tuple[Path, bytes], area: str
    ) -> None:
        super().__init__(pane)
        self._desk, self._actor, self._area = desk, actor, area
        self._path, self._content = plan
        self._again: Layer | None = None
        self._pixel: Point | None = None
        self._place: Point | None = None
        self.datum = pane.shown_datum
        self.setWindowTitle(translate("sketch", "总平面图配准"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.name = QLineEdit(self._path.stem[:LONGEST_NAME], maxLength=LONGEST_NAME)
        self.picture = PictureView(QImage.fromData(self._content))
        self.map = MapView()
        self.map.scene = pane.view.scene
        self.map.set_style(pane.view.style_now.look.aspect, self.datum)
        self.map.go(
            replace(pane.view.frame, width=0, height=0)
        )  # the centre stays, whatever room there is here
        self.map.set_mode(Mode.PLACE)
        self.table = ControlTable()
        self.said = QLabel(wordWrap=True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._build()
        self._connect()
        self._judge()

    def _build(self) -> None:
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setText(translate("sketch", "保存"))
        save.setAutoDefault(False)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(translate("sketch", "取消"))
        cancel.setAutoDefault(False)
        label = QLabel(translate("sketch", "名称(&N)："))
        label.setBuddy(self.name)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.name, 1)
        words = translate("sketch", "地图坐标系：{datum}")
        top.addWidget(QLabel(words.format(datum=self.datum.value)))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.picture)
        both.addWidget(self.map)
        both.setSizes([_SIZE[0] // 2] * 2)
        self.picture.setAccessibleName(translate("sketch", "总平面图"))
        self.map.setAccessibleName(translate("sketch", "略图"))
        self.add = QPushButton(translate("sketch", "添加一行(&A)"), autoDefault=False)
        self.drop = QPushButton(translate("sketch", "删除此行(&D)"), autoDefault=False)
        low = QHBoxLayout()
        low.addWidget(self.said, 1)
        for widget in (self.add, self.drop, self.buttons):
            low.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addLayout(top)
        column.addWidget(both, 3)
        column.addWidget(self.table, 1)
        column.addLayout(low)
        self.resize(*_SIZE)

    def _connect(self) -> None:
        self.picture.pointed.connect(self._on_pixel)
        self.map.pointed.connect(self._on_place)
        self.map.left.connect(self._forget)
        self.table.edited.connect(self._judge)
        self.add.clicked.connect(lambda: self.table.add((0.0, 0.0), PLANE.degrees(self.map.frame.centre)))
        self.drop.clicked.connect(self.table.drop_current)
        self.buttons.accepted.connect(self.keep)
        self.buttons.rejected.connect(self.reject)

    def lay_again(self, one: Drawn) -> None:
        """Begin with a plan that lies already."""
        assert one.picture is not None, "only a plan whose picture is there can be laid"
        self._again = one.layer
        self.datum = one.layer.datum
        self.name.setText(one.layer.name)
        self.name.setEnabled(False)
        self.picture.picture = one.picture
        self.picture.fit()
        for control in one.layer.controls:
            self.table.add(control.pixel, control.place)

    def keep_half_typed(self, drafts: Drafts, draft: Draft) -> None:
        """Keep name and points over a crash; a draft that was left has them, and they are put back."""
        if _NAME in draft.fields:
            self.name.setText(draft.fields[_NAME])
        if _POINTS in draft.fields:
            self.table.restore(draft.fields[_POINTS])
        kept = drafts.hold(draft)

        def keep() -> None:
            kept.keep({_NAME: self.name.text(), _POINTS: self.table.text()})

        self.name.textChanged.connect(keep)
        self.table.edited.connect(keep)
        self.finished.connect(kept.drop)

    # -- control points ---------------------------------------------------------------------------------------------------

    def _on_pixel(self, pixel: Point) -> None:
        self._pixel = self.picture.pending = pixel
        self._pair()

    def _on_place(self, place: Point) -> None:
        self._place = place
        self.map.propose(place)
        self._pair()

    def _pair(self) -> None:
        if self._pixel is not None and self._place is not None:
            self.table.add(self._pixel, PLANE.degrees(self._place))
            self._forget()
        else:
            self._judge()

    def _forget(self) -> None:
        self._pixel = self._place = self.picture.pending = None
        self.map.propose(None)
        self._judge()

    def fit(self) -> Fit:
        """How the plan lies by the points there are.

        Raises:
            BadFit, BadPoint: they lay it nowhere.
        """
        controls = self.table.controls()
        for one in controls:
            check(one.place, self.datum)
        return plan_fit(controls, self.datum, self.datum)

    def _judge(self) -> None:
        self.picture.spots = [one.pixel for one in self.table.controls()]
        self.picture.update()
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        try:
            found = self.fit()
        except DomainError as error:
            self.table.show_residuals(())
            save.setEnabled(False)
            self.said.setText(self._asking() or error_text(error).explanation)
            return
        self.table.show_residuals(found.residuals_m)
        save.setEnabled(True)
        words = translate("sketch", "{n} 个控制点，平均误差 {error}，每像素 {scale} 米。")
        told = words.format(
            n=len(found.residuals_m), error=metres(found.rms_m), scale=f"{found.metres_per_pixel:.3f}"
        )
        if len(found.residuals_m) == 2:
            told += translate("sketch", "两个点看不出误差，最好再加一个。")
        self.said.setText(self._asking() or told)

    def _asking(self) -> str:
        if self._pixel is not None:
            return translate("sketch", "再在右边略图上点出同一个位置；也可直接在表里填写经纬度。")
        if self._place is not None:
            return translate("sketch", "再在左边总平面图上点出同一个位置。")
        if not self.table.controls():
            return translate(
                "sketch", "先在左边图上点一个能认准的位置（房角、路口），再在右边略图上点同一处。至少两处。"
            )
        return ""

    # -- keeping ----------------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the plan, or how it lies now."""
        controls = self.table.controls()
        if self._again is not None:
            asked = operations.change_layer(
                self._desk.store,
                self._actor,
                self._again,
                lambda store, actor, layer: sketch.change_layer(store, actor, layer, controls=controls),
                self._on_laid,
            )
            self._desk.runner.start(asked, self)
            return
        name = self.name.text()
        plan = Plan(self._path.name, self._content, name, self._area, self.datum, tuple(controls))
        kept = operations.keep_plan(self._desk.store, self._actor, plan, self._on_kept, self._on_failed)
        self._desk.runner.start(kept, self)

    def _on_kept(self, kept: KeptLayer) -> None:
        self._desk.feed.changed.emit(kept.changes, self)
        self.told.emit(translate("sketch", "已添加图层「{name}」。").format(name=self.name.text().strip()))
        self.accept()

    def _on_laid(self, _changes: Changes) -> None:
        self.told.emit(translate("sketch", "图层已保存。"))
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        words = error_text(error)
        self.said.setText(f"{words.explanation} {words.next_step}")
