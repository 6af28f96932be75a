"""Work about units, each an operation not yet started."""

from collections.abc import Callable
from dataclasses import dataclass

from db.domain.access import Actor
from db.domain.division import Unit, Units
from db.domain.progress import Progress
from db.domain.redraw import Redraw
from db.services import redraw as services
from db.services.redraw import RedrawFiled, RedrawPreview
from db.services.transfer import places_in
from db.store.store import Store
from desktop.i18n import translate
from desktop.work.job import Operation

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the form chooses from.

    Attributes:
        units: every unit ever known.
        standing: those of today, in code order.
        district: the office's own, twelve digits.
        today: legal date.
    """

    units: Units
    standing: tuple[Unit, ...]
    district: str
    today: str


def load(store: Store, today: str, done: Callable[[Ground], None]) -> Operation[Ground]:
    """Read the units."""

    def work(_progress: Progress) -> Ground:
        units = services.all_units(store)
        return Ground(units, units.current(today), store.district_code.ljust(12, "0"), today)

    return Operation(translate("redraw", "读取行政区划"), work, done, quiet=True)


def propose(
    store: Store, parent: str, like: str, taken: tuple[str, ...], done: Callable[[str], None], failed: Failed
) -> Operation[str]:
    """The next free code under a unit."""

    def work(_progress: Progress) -> str:
        return services.propose(store, parent, like, taken)

    return Operation(translate("redraw", "取新代码"), work, done, quiet=True, on_failed=failed)


Names = tuple[tuple[int, str], ...]


def load_places(store: Store, community: str, done: Callable[[Names], None]) -> Operation[Names]:
    """Places of a community that is to be split."""

    def work(_progress: Progress) -> Names:
        return places_in(store, community)

    return Operation(translate("redraw", "读取地名"), work, done, quiet=True)


def preview(
    store: Store, actor: Actor, redraw: Redraw, done: Callable[[RedrawPreview], None], failed: Failed
) -> Operation[RedrawPreview]:
    """Find out what it would do."""

    def work(_progress: Progress) -> RedrawPreview:
        return services.preview(store, actor, redraw)

    return Operation(translate("redraw", "预览区划调整"), work, done, quiet=True, on_failed=failed)


def file(
    store: Store,
    actor: Actor,
    said: tuple[Redraw, str, str],
    done: Callable[[RedrawFiled], None],
    failed: Failed,
) -> Operation[RedrawFiled]:
    """File it: the redraw, its title and the reason."""

    def work(_progress: Progress) -> RedrawFiled:
        return services.file(store, actor, *said)

    name = translate("redraw", "提交区划调整")
    return Operation(name, work, done, writes=True, on_failed=failed)
