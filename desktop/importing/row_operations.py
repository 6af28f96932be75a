"""Reading and writing the records of deliveries, each as an operation not yet started."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from db.domain.progress import Progress
from db.services.import_rows import Delivered, delivered, kept_only
from db.store.import_batches import BatchRow
from db.store.store import Store
from desktop.i18n import translate
from desktop.work.job import Operation

MOST = 500
"""Records that are listed; the workbook has all."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Records of a delivery, or of all with None, that hold a text."""

    batch: BatchRow | None
    text: str


def first_rows(
    store: Store, wanted: Wanted, on_done: Callable[[list[Delivered]], None]
) -> Operation[list[Delivered]]:
    """The first records, and one more when there are more."""

    def work(progress: Progress) -> list[Delivered]:
        return list(islice(delivered(store, wanted.batch, wanted.text, progress), MOST + 1))

    return Operation(translate("importing", "读取来文原行"), work, on_done, quiet=True)


def write_rows(store: Store, wanted: Wanted, path: Path, on_done: Callable[[int], None]) -> Operation[int]:
    """Write every record that is asked for, with all its cells; returns how many."""

    def work(progress: Progress) -> int:
        from desktop.importing.rows_book import write_delivered  # openpyxl would slow the start

        def rows() -> Iterator[Delivered]:
            return delivered(store, wanted.batch, wanted.text, progress)

        return write_delivered(path, rows, store)

    return Operation(translate("importing", "导出来文原行"), work, on_done)


def count_kept(
    store: Store, batch: BatchRow, on_done: Callable[[dict[str, int]], None]
) -> Operation[dict[str, int]]:
    """How many records of a delivery have a text that nothing in the register takes, by its field."""

    def work(_progress: Progress) -> dict[str, int]:
        return kept_only(store, batch)

    return Operation(translate("importing", "读取来文原行"), work, on_done, quiet=True)
