"""What was delivered, record by record, as it was written: what never entered the register is looked up here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from db.domain.importing import Kind, told_as_kept
from db.domain.progress import Progress
from db.store import import_rows as rows
from db.store.import_batches import BatchRow, batch_rows, texts_of
from db.store.search_text import storable
from db.store.store import Store


@dataclass(frozen=True, slots=True)
class Delivered:
    """One record of a delivery.

    Attributes:
        source: the delivery's name.
        outcome: ``staged``, ``accepted``, ``unchanged``, ``rejected`` or ``skipped``.
        rule: why it was refused or skipped, ``""`` when it was not.
        cells: text by field, as read; beside a corrected text the one that was written.
        address: what the address it means is called today, ``""`` when it means none, or none in sight.
    """

    source: str
    file: str
    sheet: str
    row_no: int
    part: int
    outcome: str
    rule: str
    cells: dict[str, str]
    address: str


def delivered(store: Store, batch: BatchRow | None, text: str, progress: Progress) -> Iterator[Delivered]:
    """The records of a delivery in its order, or of all of them, the newest first.

    Args:
        store: the register.
        batch: which delivery; None for all that the account may see.
        text: only records with this text in some cell; ``""`` for all.
        progress: told on the way.

    Raises:
        Cancelled: the user stopped it.
    """
    text, done = text.strip(), 0
    if not storable(text):
        return
    with store.read() as conn:
        for one in (batch,) if batch is not None else batch_rows(conn):
            for portion in rows.portions(conn, one.id, text):
                done += len(portion)
                progress.step(done, 0, "reading")
                texts = texts_of(conn, {row.node_id for row in portion if row.node_id is not None})
                for row in portion:
                    cells = json.loads(row.cells)
                    if text and not _holds(cells, text):
                        continue
                    where = (one.source_name, row.file, row.sheet, row.row_no, row.part)
                    yield Delivered(*where, row.outcome, row.rule, cells, texts.get(row.node_id, ""))


def _holds(cells: dict[str, str], text: str) -> bool:
    asked = rows.spellings(text)
    return any(one in cell for cell in cells.values() for one in asked)


def kept_only(store: Store, batch: BatchRow) -> dict[str, int]:
    """How many records of a delivery have a text that nothing in the register takes, by its field."""
    fields = sorted(told_as_kept(Kind(batch.kind)))
    with store.read() as conn:
        return rows.bearing(conn, batch.id, [one.value for one in fields])
