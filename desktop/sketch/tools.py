"""What one does with a map besides looking: its layers, site plans, and writing it as a file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.domain.access import ALLOWED, Actor
from db.domain.progress import Progress
from db.services.sketch import KEEP
from desktop.addresses.page import Desk
from desktop.files.atomic import whole_file
from desktop.files.map_reading import ReadFile
from desktop.i18n import translate
from desktop.office import ListHead, list_head
from desktop.sketch import operations
from desktop.sketch.add_dialog import AddDialog
from desktop.sketch.export import AskFile, Sheet, ask_map_path, draw_map
from desktop.sketch.layers_dialog import LayersDialog
from desktop.sketch.pane import SketchPane
from desktop.sketch.plan_dialog import PlanDialog
from desktop.sketch.worker import JSON, PLANS, SHAPES, Surveyor
from desktop.widgets.keeping import keep_form
from desktop.work.drafts import Draft
from desktop.work.job import Operation

FILE, PLAN = "sketch.file", "sketch.plan"
"""Names of the forms that are kept half typed: of a file that becomes a layer, of a site plan that is laid anew."""


def ask_layer_path(parent: QWidget, _name: str) -> str:
    """Ask for a file of shapes or a site plan; ``""`` when the user thinks better of it."""
    every = " ".join(f"*{one}" for one in (*SHAPES, *JSON, *PLANS))
    kinds = translate("sketch", "图层和总平面图 ({every})").format(every=every)
    return QFileDialog.getOpenFileName(parent, translate("sketch", "选择图层文件"), "", kinds)[0]


class SketchTools(QObject):
    """Opens the dialogs of both maps.

    Attributes:
        dialog: the one that is open, or was last.

    Signals:
        told: (text) something to say in the status bar.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, actor: Actor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._actor = desk, actor
        self._surveyor = Surveyor()
        self.ask_map_path: AskFile = ask_map_path
        self.ask_layer_path: AskFile = ask_layer_path
        self.dialog: LayersDialog | AddDialog | PlanDialog | None = None

    def serve(self, pane: SketchPane) -> None:
        """Answer a map's wishes."""
        pane.layers_wanted.connect(partial(self.show_layers, pane))
        pane.export_wanted.connect(partial(self.export, pane))

    @property
    def area(self) -> str:
        """The unit that layers of this account belong to."""
        held = [area for role, area in self._actor.roles if role in ALLOWED[KEEP]]
        own = max(held, key=len, default="")
        home = self._desk.store.district_code
        return own if own.startswith(home) else home

    # -- layers ---------------------------------------------------------------------------------------------------------

    def show_layers(self, pane: SketchPane) -> LayersDialog:
        """Show the list of layers."""
        dialog = LayersDialog(self._desk, self._actor, pane, pane)
        dialog.add_wanted.connect(partial(self.add, pane))
        dialog.lay_wanted.connect(partial(self._lay_again, pane))
        dialog.told.connect(self.told)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()
        return dialog

    def add(self, pane: SketchPane) -> None:
        """Ask for a file and read it."""
        asked = self.ask_layer_path(pane, "")
        if asked:
            self.read(pane, Path(asked))

    def read(self, pane: SketchPane, path: Path, left: Draft | None = None) -> None:
        """Read a file of shapes, or a site plan; ``left`` is its form as it was left."""
        title = translate("sketch", "略图图层 — {name}").format(name=path.name)
        draft, drafts = left or Draft(FILE, title, about=str(path)), self._desk.drafts

        def on_done(found: object) -> None:
            if isinstance(found, bytes):
                plan = PlanDialog(self._desk, self._actor, pane, (path, found), self.area)
                plan.keep_half_typed(drafts, draft)
                self._open(plan)
            elif isinstance(found, ReadFile):
                shapes = AddDialog(self._desk, self._actor, (path, found), self.area, pane)
                keep_form(shapes, drafts, draft, shapes.fields)
                self._open(shapes)

        asked = operations.read_file(self._surveyor, path, on_done)
        self._desk.runner.start(asked, pane)

    def _open(self, dialog: AddDialog | PlanDialog) -> None:
        dialog.told.connect(self.told)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _lay_again(self, pane: SketchPane, layer_id: int, left: Draft | None = None) -> None:
        one = pane.view.scene.layer(layer_id)
        if one is not None and one.picture is not None:
            dialog = PlanDialog(self._desk, self._actor, pane, (Path(one.layer.name), b""), one.layer.area)
            dialog.lay_again(one)
            title = translate("sketch", "总平面图配准 — {name}").format(name=one.layer.name)
            dialog.keep_half_typed(self._desk.drafts, left or Draft(PLAN, title, ids=(layer_id,)))
            self._open(dialog)
        elif left is not None:
            self._desk.drafts.forget(left)
            self.told.emit(translate("sketch", "上次配准的图层已不在略图上。"))

    def resume(self, pane: SketchPane, left: Draft) -> None:
        """Open again what was being filled in when the program ended."""
        if left.verb == FILE:
            self.read(pane, Path(left.about), left)
            return
        (layer_id,) = left.ids
        once = Qt.ConnectionType.SingleShotConnection
        pane.layers_loaded.connect(lambda: self._lay_again(pane, layer_id, left), once)
        pane.reload()

    # -- writing --------------------------------------------------------------------------------------------------------

    def export(self, pane: SketchPane) -> None:
        """Write what is in view."""
        title = self._title(pane)
        asked = self.ask_map_path(pane, title)
        if not asked:
            return

        path = Path(asked)
        verb = translate("sketch", "导出略图")

        def draw(head: ListHead) -> None:
            sheet = Sheet(
                head.over(title), head.office, head.date_text, self._actor.name, pane.view.chosen_place
            )
            ending = path.suffix.casefold()
            content = draw_map(ending, pane.view.frame, pane.view.scene, pane.view.style_now, sheet)
            self._desk.runner.start(Operation(verb, partial(write, content), told), pane)

        def write(content: bytes, _progress: Progress) -> None:
            with whole_file(path) as file:
                file.write(content)

        def told(_written: None) -> None:
            self.told.emit(translate("sketch", "已写入 {file}").format(file=path.name))

        def read(_progress: Progress) -> ListHead:
            return list_head(self._desk.store)

        self._desk.runner.start(Operation(verb, read, draw, quiet=True), pane)

    def _title(self, pane: SketchPane) -> str:
        if pane.found is not None:
            return translate("sketch", "{address}位置略图").format(address=pane.found.full_text)
        return translate("sketch", "地址分布略图")
