"""What the map asks of the register, each as an operation not yet started."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from db.domain.access import Actor
from db.domain.attachment import AttachmentRefused
from db.domain.changes import Changes
from db.domain.errors import NotFound
from db.domain.geo import Box, Datum
from db.domain.geo_fit import BadFit, Control
from db.domain.map_layer import BadLayer, LayerKind
from db.domain.progress import Progress
from db.services import attachments, audit, sketch
from db.services.attachments import Incoming
from db.services.sketch import Judged, KeptLayer, NewLayer, Seen, Spot, Whereabouts
from db.store.sketch import Layer
from db.store.store import Store
from desktop.files.map_reading import ReadFile
from desktop.i18n import translate
from desktop.sketch.scene import Drawn, drawn, laid
from desktop.sketch.worker import Surveyor
from desktop.work.job import Operation
from desktop.work.processes import ProcessDied

Failed = Callable[[Exception], None]
Change = Callable[[Store, Actor, Layer], Changes]


def load_seen(store: Store, box: Box, datum: Datum, on_done: Callable[[Seen], None]) -> Operation[Seen]:
    """What lies in view."""

    def work(_progress: Progress) -> Seen:
        return sketch.points_in(store, box, datum)

    return Operation(translate("sketch", "读取略图"), work, on_done, quiet=True)


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be seen: an address, what hangs below a place, a community, or everything."""

    node_id: int = 0
    place_id: int = 0
    community: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a goal lies: its box, and the address itself when it is one."""

    goal: Goal
    box: Box | None
    found: Whereabouts | None


def reach(store: Store, goal: Goal, datum: Datum, on_done: Callable[[Reached], None]) -> Operation[Reached]:
    """Where something lies."""

    def work(_progress: Progress) -> Reached:
        found = sketch.whereabouts(store, goal.node_id) if goal.node_id else None
        if found is not None and found.point is not None:
            point = found.shown(datum) or found.point
            return Reached(goal, Box(*point, *point), found)
        return Reached(
            goal, sketch.extent(store, datum, goal.community, goal.node_id or goal.place_id), found
        )

    return Operation(translate("sketch", "查找位置"), work, on_done, quiet=True)


def name(store: Store, node_id: int, on_done: Callable[[Whereabouts], None]) -> Operation[Whereabouts]:
    """What an address is called."""

    def work(_progress: Progress) -> Whereabouts:
        return sketch.whereabouts(store, node_id)

    return Operation(translate("sketch", "读取地址"), work, on_done, quiet=True)


def judge(
    store: Store, spot: Spot, on_done: Callable[[Judged], None], on_failed: Failed
) -> Operation[Judged]:
    """What speaks against a spot."""

    def work(_progress: Progress) -> Judged:
        return sketch.judge(store, spot)

    return Operation(translate("sketch", "核对位置"), work, on_done, quiet=True, on_failed=on_failed)


def place(
    store: Store, actor: Actor, spot: Spot, on_done: Callable[[Changes], None], on_failed: Failed
) -> Operation[Changes]:
    """Put an address somewhere."""

    def work(_progress: Progress) -> Changes:
        return sketch.place_point(store, actor, spot, translate("sketch", "直接编辑：标注位置"))

    return Operation(translate("sketch", "标注位置"), work, on_done, writes=True, on_failed=on_failed)


# -- layers --------------------------------------------------------------------------------------------------------------


def load_layers(
    store: Store, datum: Datum, on_done: Callable[[tuple[Drawn, ...]], None]
) -> Operation[tuple[Drawn, ...]]:
    """Every layer, ready to be drawn; a site plan whose picture is gone stays in the list."""

    def work(progress: Progress) -> tuple[Drawn, ...]:
        found, people = sketch.layers(store), audit.people(store)
        made = []
        for n, one in enumerate(found):
            progress.step(n, len(found), "loading")
            made.append(_draw(store, one, datum))
            made[-1].added_by = people.get(one.made_by, one.made_by)
        # Plans beneath areas beneath lines beneath points.
        order = [LayerKind.BACKDROP, LayerKind.AREAS, LayerKind.LINES, LayerKind.POINTS]
        return tuple(sorted(made, key=lambda each: order.index(each.layer.kind)))

    return Operation(translate("sketch", "读取图层"), work, on_done, quiet=True)


def _draw(store: Store, layer: Layer, datum: Datum) -> Drawn:
    if layer.kind is not LayerKind.BACKDROP:
        return drawn(layer, sketch.layer_shapes(store, layer), datum)
    try:
        content = attachments.read_attachment(store, layer.attachment_id or 0).content
        return laid(layer, QImage.fromData(content), datum)
    except (BadFit, AttachmentRefused, NotFound):
        return Drawn(layer)


def read_file(
    surveyor: Surveyor, path: Path, on_done: Callable[[ReadFile | bytes], None]
) -> Operation[ReadFile | bytes]:
    """Read a file of shapes or a site plan."""

    def work(progress: Progress) -> ReadFile | bytes:
        try:
            return surveyor.read(path, lambda: progress.step(0, 0, "reading"))
        except ProcessDied as error:
            raise BadLayer("unreadable", path.name) from error

    return Operation(translate("sketch", "读取图层文件"), work, on_done)


def keep_layers(
    store: Store,
    actor: Actor,
    layers: Sequence[NewLayer],
    on_done: Callable[[KeptLayer], None],
    on_failed: Failed,
) -> Operation[KeptLayer]:
    """Keep what was read; the outcome is the last one's."""

    def work(_progress: Progress) -> KeptLayer:
        kept = [sketch.keep_layer(store, actor, one) for one in layers]
        return kept[-1]

    return Operation(translate("sketch", "保存图层"), work, on_done, writes=True, on_failed=on_failed)


@dataclass(frozen=True, slots=True)
class Plan:
    """A site plan about to be kept."""

    file_name: str
    picture: bytes
    name: str
    area: str
    datum: Datum
    controls: tuple[Control, ...]


def keep_plan(
    store: Store, actor: Actor, plan: Plan, on_done: Callable[[KeptLayer], None], on_failed: Failed
) -> Operation[KeptLayer]:
    """Keep a site plan: its picture among the attachments, then the layer that lays it."""

    def work(_progress: Progress) -> KeptLayer:
        sketch.fit_of(plan.controls, plan.datum)
        incoming = Incoming(plan.file_name, plan.picture)
        added = attachments.add_attachment(store, actor, plan.area, incoming, ())
        kind = LayerKind.BACKDROP
        new = NewLayer(
            *(kind, plan.name, plan.datum, plan.area), attachment_id=added.id, controls=plan.controls
        )
        return sketch.keep_layer(store, actor, new)

    return Operation(translate("sketch", "保存总平面图"), work, on_done, writes=True, on_failed=on_failed)


def change_layer(
    store: Store,
    actor: Actor,
    layer: Layer,
    change: Change,
    on_done: Callable[[Changes], None],
) -> Operation[Changes]:
    """Change a layer or put it away."""

    def work(_progress: Progress) -> Changes:
        return change(store, actor, layer)

    return Operation(translate("sketch", "修改图层"), work, on_done, writes=True)
