"""Comparing and joining, each as an operation not yet started."""

from collections.abc import Callable, Mapping
from pathlib import Path

from db.domain.access import Actor
from db.domain.joining import Choice
from db.domain.progress import Progress
from db.services.joining import Joined, JoinPlan, compare_stores, join_stores
from db.services.store import open_store
from db.store.store import Store
from desktop.i18n import translate
from desktop.work.job import Operation

Failed = Callable[[Exception], None]


def _url(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


def compare(
    store: Store, file: Path, on_done: Callable[[JoinPlan], None], on_failed: Failed
) -> Operation[JoinPlan]:
    """Hold a register file of another office against the store."""

    def work(progress: Progress) -> JoinPlan:
        other = open_store(_url(file))
        try:
            return compare_stores(store, other, progress)
        finally:
            other.close()

    return Operation(translate("joining", "比较两个库"), work, on_done, on_failed=on_failed)


def join(
    store: Store,
    actor: Actor,
    file: Path,
    said: tuple[Mapping[int, Choice], str],
    on_done: Callable[[Joined], None],
    on_failed: Failed,
) -> Operation[Joined]:
    """Join the other office's register.

    Args:
        store: into which.
        actor: who answers for it.
        file: of the other register.
        said: what was decided about each double, and why the two are joined.
        on_done: gets what came of it.
        on_failed: gets what went wrong; nothing was changed then.
    """

    def work(progress: Progress) -> Joined:
        other = open_store(_url(file))
        try:
            return join_stores(store, actor, other, *said, progress)
        finally:
            other.close()

    return Operation(translate("joining", "并入另一库"), work, on_done, writes=True, on_failed=on_failed)
