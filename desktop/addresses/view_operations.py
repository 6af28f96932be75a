"""Keeping favourites and views, each as an operation not yet started."""

from collections.abc import Callable
from dataclasses import dataclass

from db.domain.access import Actor
from db.domain.changes import Changes
from db.domain.progress import Progress
from db.services import views
from db.store.store import Store
from db.store.views import SavedView
from desktop.addresses.view_bodies import ROOM
from desktop.i18n import translate
from desktop.work.job import Operation

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of what is kept; ``on_failed`` shows a refusal in place, without it the error dialog does."""

    act: Callable[[Store, Actor], Changes]
    on_done: Callable[[Changes], None]
    on_failed: Failed | None = None


def load_views(
    store: Store, actor: Actor, on_done: Callable[[tuple[SavedView, ...]], None]
) -> Operation[tuple[SavedView, ...]]:
    """What the actor and the office keep."""

    def work(_progress: Progress) -> tuple[SavedView, ...]:
        return views.views_of(store, actor, ROOM)

    return Operation(translate("views", "读取视图和收藏"), work, on_done, quiet=True)


def change_views(store: Store, actor: Actor, change: Change) -> Operation[Changes]:
    """Keep, rename or put away."""

    def work(_progress: Progress) -> Changes:
        return change.act(store, actor)

    verb = translate("views", "保存视图")
    return Operation(verb, work, change.on_done, writes=True, on_failed=change.on_failed)
