"""What searching asks of the register, each as an operation not yet started.

What searches is loaded by the first operation: it reads addresses, and would keep the window from opening.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.domain.progress import Progress
from db.services.addresses import TreeStep
from db.store.store import Store
from desktop.i18n import translate
from desktop.work.job import Operation

if TYPE_CHECKING:
    from db.store.search_text import Hit

LIMIT = 50


@dataclass(frozen=True, slots=True)
class Found:
    """Hits of a text, or, when there are none, what is called almost like it."""

    hits: "tuple[Hit, ...]"
    offered: bool = False


def find(store: Store, text: str, on_done: Callable[[Found], None], *, only_nodes: bool) -> Operation[Found]:
    """What a text may mean."""

    def work(_progress: Progress) -> Found:
        from db.domain.search_names import Goal
        from db.services import search

        hits = search.search(store, text, LIMIT, only_nodes=only_nodes)
        if hits:
            return Found(hits)
        near = search.near(store, text)
        return Found(tuple(hit for hit in near if hit.goal is Goal.NODE or not only_nodes), offered=True)

    return Operation(translate("addresses", "查找地址"), work, on_done, quiet=True)


def make_ready(store: Store) -> Operation[None]:
    """Read the names before the first key is pressed."""

    def work(_progress: Progress) -> None:
        from db.services import search

        search.make_ready(store)

    return Operation(translate("addresses", "准备查找"), work, lambda _nothing: None, quiet=True)


def find_way(
    store: Store, hit: "Hit", on_done: Callable[[tuple[TreeStep, ...]], None]
) -> Operation[tuple[TreeStep, ...]]:
    """The way through the tree to a place or a unit; empty when the tree has no line for it."""

    def work(_progress: Progress) -> tuple[TreeStep, ...]:
        from db.services import search

        return search.way_to(store, hit)

    return Operation(translate("addresses", "定位地址"), work, on_done, quiet=True)
