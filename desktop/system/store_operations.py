"""What the 库 section asks of the store, each as an operation not yet started."""

from collections.abc import Callable
from pathlib import Path

from db.domain.progress import Progress
from db.services.facts import StoreFacts, store_facts
from db.services.moving import Moved, backup_store, copy_open_store, restore_store
from db.services.store import StoreReport, check_store
from db.store.store import Store
from desktop.i18n import translate
from desktop.work.job import Operation

Failed = Callable[[Exception], None]


def load(store: Store, on_done: Callable[[StoreFacts], None]) -> Operation[StoreFacts]:
    """The store's figures."""

    def work(_progress: Progress) -> StoreFacts:
        return store_facts(store)

    return Operation(translate("system", "读取库的情况"), work, on_done, quiet=True)


def check(store: Store, on_done: Callable[[StoreReport], None], on_failed: Failed) -> Operation[StoreReport]:
    """Read the whole store through."""

    def work(progress: Progress) -> StoreReport:
        return check_store(store, progress)

    return Operation(translate("system", "检查库"), work, on_done, on_failed=on_failed)


def backup(store: Store, file: Path, on_done: Callable[[Moved], None], on_failed: Failed) -> Operation[Moved]:
    """Write the whole store into one file."""

    def work(progress: Progress) -> Moved:
        return backup_store(store, file, progress)

    return Operation(translate("system", "备份库"), work, on_done, on_failed=on_failed)


def restore(
    file: Path, target_url: str, on_done: Callable[[Moved], None], on_failed: Failed
) -> Operation[Moved]:
    """Make a new store of a backup."""

    def work(progress: Progress) -> Moved:
        return restore_store(file, target_url, progress)

    return Operation(translate("system", "从备份恢复"), work, on_done, on_failed=on_failed)


def copy(
    store: Store, target_url: str, on_done: Callable[[Moved], None], on_failed: Failed
) -> Operation[Moved]:
    """Copy the whole store to an empty place."""

    def work(progress: Progress) -> Moved:
        return copy_open_store(store, target_url, progress)

    return Operation(translate("system", "复制库"), work, on_done, on_failed=on_failed)
