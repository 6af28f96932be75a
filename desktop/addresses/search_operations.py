"""What searching asks of the register, each as an operation not yet started."""

from collections.abc import Callable

from db.domain.progress import Progress
from db.services import search
from db.store.search_text import Hit
from db.store.store import Store
from desktop.i18n import translate
from desktop.work.job import Operation


def find(
    store: Store, text: str, limit: int, on_done: Callable[[tuple[Hit, ...]], None]
) -> Operation[tuple[Hit, ...]]:
    """What a text may mean."""

    def work(_progress: Progress) -> tuple[Hit, ...]:
        return search.search(store, text, limit)

    return Operation(translate("addresses", "查找地址"), work, on_done, quiet=True)
