"""The map with what belongs to it: tools above, the question below, and the wires to register and room."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QPalette, QShowEvent
from PySide6.QtWidgets import QComboBox, QLabel, QToolBar, QToolTip, QVBoxLayout, QWidget

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.geo import PLANE, XIAMEN, Box, Datum, Point
from db.services.sketch import EDIT, KEEP, Judged, Seen, Spot, Whereabouts
from desktop.addresses.page import Desk
from desktop.error_texts import error_text
from desktop.i18n import translate
from desktop.shell.verbs_off import needs_store
from desktop.sketch import operations
from desktop.sketch.confirm_bar import ConfirmBar
from desktop.sketch.operations import Goal, Reached
from desktop.sketch.scene import Drawn
from desktop.sketch.tones import Aspect, aspect_word
from desktop.sketch.view import MapView, Mode

_MARGIN = 0.5
_AGAIN_MS = 400
_NARROW = QSize(16, 16)


class SketchPane(QWidget):
    """The map of one window.

    Attributes:
        view: the map itself.
        bar: asks before an address is put somewhere.
        datum: chooses the datum that is shown.

    Signals:
        told: (text) something to say in the status bar.
        picked: (id) an address was selected on the map.
        opened: (id) it is to be shown in the tree, with the keyboard.
        layers_wanted: the list of layers is asked for.
        export_wanted: the map is to be written as a file.
        layers_loaded: the layers were read anew.
    """

    told = Signal(str)
    picked = Signal(object)
    opened = Signal(object)
    layers_wanted = Signal()
    export_wanted = Signal()
    layers_loaded = Signal()

    def __init__(self, desk: Desk, actor: Actor | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actor = desk, actor
        self.may_place, self.may_keep = (actor is not None and actor.may(verb) for verb in (EDIT, KEEP))
        self.view = MapView()
        self.bar = ConfirmBar()
        self.tools = QToolBar()
        self.aspect, self.datum = QComboBox(), QComboBox()
        self.hint = QLabel(wordWrap=True)
        self.goal = Goal()
        self.found: Whereabouts | None = None
        self._spot: Spot | None = None
        self._about: Whereabouts | None = None
        self._covered: tuple[Box, float] | None = None
        self._serial = 0
        self._fits = True
        self._must_come = True
        self._is_empty = self._shows_fresh = False
        self._is_lost = True
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.reload)
        self._build()
        self._connect()

    def _build(self) -> None:
        for aspect in Aspect:
            self.aspect.addItem(aspect_word(aspect), aspect)
        for datum in Datum:
            self.datum.addItem(datum.value, datum)
        self.aspect.setToolTip(translate("sketch", "按什么着色"))
        self.datum.setToolTip(
            translate("sketch", "显示用的坐标系；库里的坐标按原样保存，其他坐标系的换算显示")
        )
        self.tools.setIconSize(_NARROW)
        self.fit_all = self._tool(translate("sketch", "全部"), "0", self.show_all)
        self.fit_goal = self._tool(translate("sketch", "选中"), "F", self.show_goal)
        self._tool(translate("sketch", "放大"), "", partial(self._zoom, 1.5))
        self._tool(translate("sketch", "缩小"), "", partial(self._zoom, 1 / 1.5))
        self.put = self._tool(translate("sketch", "标注"), "M", self.toggle_placing)
        self.put.setCheckable(True)
        self.put.setVisible(self.may_place)
        needs_store(self.put)
        self.layers = self._tool(translate("sketch", "图层…"), "L", self.layers_wanted.emit)
        self.export = self._tool(translate("sketch", "导出…"), "E", self.export_wanted.emit)
        self.tools.addWidget(self.aspect)
        self.tools.addWidget(self.datum)
        self.view.setAccessibleName(translate("sketch", "略图"))
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hint.setContentsMargins(8, 2, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.hint)
        column.addWidget(self.view, 1)
        column.addWidget(self.bar)

    def _tool(self, name: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(name, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setToolTip(translate("sketch", "{name}（{keys}）").format(name=name, keys=keys))
        action.triggered.connect(lambda *_: act())
        self.addAction(action)
        self.tools.addAction(action)
        return action

    def _connect(self) -> None:
        self.view.moved.connect(self._on_moved)
        self.view.picked.connect(self._on_picked)
        self.view.opened.connect(self.opened)
        self.view.pointed.connect(self._on_pointed)
        self.view.left.connect(self.leave)
        self.view.tip_wanted.connect(self._on_tip_wanted)
        self.bar.agreed.connect(self.agree)
        self.bar.refused.connect(self.leave)
        self.aspect.currentIndexChanged.connect(lambda _n: self._restyle())
        self.datum.currentIndexChanged.connect(lambda _n: self._on_datum())
        self._desk.feed.changed.connect(self._on_changed)
        self._say_hint()

    @property
    def shown_datum(self) -> Datum:
        """The datum that is shown."""
        return Datum(self.datum.currentData())

    # -- what is shown ------------------------------------------------------------------------------------------------

    def look_at(self, goal: Goal) -> None:
        """Show an address, a place or a community once it is known where it lies."""
        if goal == self.goal and self.found is not None:
            return
        self.goal, self._fits = goal, True
        self.found = None  # where the one before lies says nothing of this one
        self.put.setEnabled(False)
        self._reach()

    def show_all(self) -> None:
        """Show everything there is."""
        asked = operations.reach(self._desk.store, Goal(), self.shown_datum, self._on_box)
        self._desk.runner.start(asked, self)

    def show_goal(self) -> None:
        """Come back to what is selected."""
        self._fits = self._must_come = True
        self._reach()

    def reload(self) -> None:
        """Read what is in view, and the layers, anew."""
        self._covered = None
        self._on_moved()
        self._reach(fits=False)
        loaded = partial(self._on_layers, self.shown_datum)
        self._desk.runner.start(operations.load_layers(self._desk.store, self.shown_datum, loaded), self)

    def _reach(self, *, fits: bool = True) -> None:
        self._fits = fits and self._fits
        if self.isVisible():
            asked = operations.reach(self._desk.store, self.goal, self.shown_datum, self._on_reached)
            self._desk.runner.start(asked, self)

    def _on_reached(self, reached: Reached) -> None:
        if reached.goal != self.goal:
            return
        self.found = reached.found
        point = reached.found.shown(self.shown_datum) if reached.found else None
        place = PLANE.metres(point) if point is not None else None
        if self._spot is None:
            self.view.choose(self.goal.node_id, place if self.goal.node_id else None)
        self.view.may_move = self.may_place and place is not None
        self.put.setEnabled(reached.found is not None)
        if self._fits and (self._must_come or place is None or not self.view.frame.holds(place)):
            self._on_box(reached)
        self._fits = self._must_come = False
        self._say_hint()

    def _on_box(self, reached: Reached) -> None:
        everything = reached.goal == Goal()
        self._is_empty = reached.box is None and everything
        # Layers belong to everything; where nothing has been shown yet, they are better than the whole city.
        layers = self.view.scene.layers if everything or (self._is_lost and reached.box is None) else []
        if self.view.fit_layers((one for one in layers if one.shown), reached.box):
            self._is_lost = False
        elif everything:
            self.view.fit(XIAMEN)
        self._say_hint()

    def _on_moved(self) -> None:
        frame = self.view.frame
        if not self.isVisible() or frame.width < 2:
            return
        if self._covered is not None:
            box, scale = self._covered
            now = frame.box()
            if scale == frame.scale and box.holds((now.west, now.south)) and box.holds((now.east, now.north)):
                return
        self._serial += 1
        wanted, scale = frame.box(_MARGIN), frame.scale
        done = partial(self._on_seen, self._serial, wanted, scale)
        asked = operations.load_seen(self._desk.store, wanted, self.shown_datum, done)
        self._desk.runner.start(asked, self)

    def _on_seen(self, serial: int, box: Box, scale: float, seen: Seen) -> None:
        if serial != self._serial:
            return
        self._covered = box, scale
        self.view.scene.put(seen)
        self._is_empty = self._is_empty and not seen.total
        self.view.redraw()
        self._say_hint()

    def _on_layers(self, datum: Datum, layers: tuple[Drawn, ...]) -> None:
        if datum is not self.shown_datum:
            return
        closed = {one.layer.id for one in self.view.scene.layers if not one.shown}
        known = {one.layer.id for one in self.view.scene.layers}
        for one in layers:
            one.shown = one.layer.id not in closed
        self.view.scene.layers = list(layers)
        fresh = [one for one in layers if one.layer.id not in known]
        if fresh and self._shows_fresh:
            self._shows_fresh = False
            self.view.fit_layers(fresh)
        elif fresh and self._is_lost:
            self._is_lost = not self.view.fit_layers(layers)
        self.view.redraw()
        self._say_hint()
        self.layers_loaded.emit()

    def _restyle(self) -> None:
        self.view.set_style(self.aspect.currentData(), self.shown_datum)

    def _on_datum(self) -> None:
        self.leave()
        self._restyle()
        self.reload()

    def _zoom(self, factor: float) -> None:
        self.view.go(self.view.frame.zoomed(factor))

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        # What was added at this desk is come to; what others add leaves the view where it is.
        self._shows_fresh = self._shows_fresh or (
            "map_layer" in changes.rows and isinstance(initiator, QWidget)
        )
        if changes.touches("node") or changes.touches("map_layer"):
            self._again.start()

    # -- selecting ------------------------------------------------------------------------------------------------------

    def _on_picked(self, node_id: int) -> None:
        self.goal, self._fits = Goal(node_id), False
        self.leave()
        self.view.choose(node_id, self.view.scene.place_of(node_id))
        self._reach()
        self.picked.emit(node_id)

    def _on_tip_wanted(self, node_id: int, where: QPoint) -> None:
        shown = partial(self._show_tip, where)
        self._desk.runner.start(operations.name(self._desk.store, node_id, shown), self)

    def _show_tip(self, where: QPoint, found: Whereabouts) -> None:
        text = found.full_text
        if found.datum is not self.shown_datum:
            words = translate("sketch", "{address}\n原坐标系 {datum}，换算显示")
            text = words.format(address=found.full_text, datum=found.datum.value)
        QToolTip.showText(where, text, self.view)

    # -- putting somewhere ----------------------------------------------------------------------------------------------

    def toggle_placing(self) -> None:
        """Let the next click, or Enter at the cross, say where the selected address lies; again: not."""
        if self.view.mode is Mode.PLACE or not self.may_place or self.found is None:
            self.leave()
            return
        self.put.setChecked(True)
        self.view.set_mode(Mode.PLACE)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_hint()

    def _on_pointed(self, place: Point) -> None:
        if self.found is None:
            return
        point = PLANE.degrees(place)
        self._about = self.found
        self._spot = Spot(self.found.id, self.found.row_version, point, self.shown_datum)
        self.view.propose(place)
        self.bar.ask(self.found, point, self.shown_datum, None)
        judged = partial(self._on_judged, self._spot)
        failed = partial(self._on_refused, self._spot)
        self._desk.runner.start(operations.judge(self._desk.store, self._spot, judged, failed), self)

    def _on_judged(self, spot: Spot, judged: Judged) -> None:
        if spot is not self._spot or self._about is None:
            return
        self.bar.ask(self._about, spot.point, spot.datum, judged)
        self.bar.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, spot: Spot, error: Exception) -> None:
        if spot is self._spot:
            words = error_text(error)
            self.bar.refuse(f"{words.explanation} {words.next_step}")
            self.bar.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def agree(self) -> None:
        """Put the address where it was pointed."""
        if self._spot is None or self._actor is None:
            return
        spot = self._spot
        self.bar.yes.setEnabled(False)
        done, failed = partial(self._on_placed, spot), partial(self._on_refused, spot)
        asked = operations.place(self._desk.store, self._actor, spot, done, failed)
        self._desk.runner.start(asked, self)

    def _on_placed(self, spot: Spot, _changes: Changes) -> None:
        if self._about is not None and self._about.id == spot.node_id:
            words = translate("sketch", "已标注「{address}」，可用 Ctrl+Z 撤销。")
            self.told.emit(words.format(address=self._about.full_text))
        self._spot = None
        self.leave()
        self.view.choose(spot.node_id, PLANE.metres(spot.point))
        self.reload()

    def leave(self) -> None:
        """Give up what was begun."""
        self._spot = None
        self.put.setChecked(False)
        self.view.set_mode(Mode.LOOK)
        self.view.propose(None)
        if not self.bar.isHidden():
            self.bar.hide()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_hint()

    def _say_hint(self) -> None:
        self.hint.setText(self._hint())
        self.hint.setVisible(bool(self.hint.text()))

    def _hint(self) -> str:
        if self.view.mode is Mode.PLACE and self.found is not None:
            words = translate(
                "sketch", "在图上点一下「{address}」的位置；也可用方向键移动，回车确定，Esc 取消。"
            )
            return words.format(address=self.found.full_text)
        if self.found is not None and self.found.point is None:
            if not self.may_place:
                return translate("sketch", "这个地址还没有标注位置。")
            return translate("sketch", "这个地址还没有标注位置：按「标注」(M)，再在图上点一下。")
        if self._is_empty and not self.view.scene.layers:
            return translate(
                "sketch",
                "还没有任何标注。选中一个地址后按「标注」(M) 再点图；也可先用「图层」载入小区、道路或总平面图。",
            )
        if self.found is not None and self.found.datum is not self.shown_datum:
            words = translate("sketch", "原坐标系 {datum}，这里按 {shown} 换算显示。")
            return words.format(datum=self.found.datum.value, shown=self.shown_datum.value)
        return ""

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget: what was not read while nobody looked is read now."""
        super().showEvent(event)
        self._restyle()
        self.put.setEnabled(self.found is not None)
        if self._covered is None:
            self.reload()
            self.show_goal()
        elif self.found is None:
            self._reach()
