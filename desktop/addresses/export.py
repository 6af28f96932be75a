"""Writes the list that is shown into a workbook, in the background."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from db.domain.clock import CHINA
from db.domain.progress import Progress
from desktop.addresses.listing import Listing
from desktop.i18n import translate
from desktop.work.job import Operation

_EVERY = 500


def export_list(
    listing: Listing, shown: Sequence[int], title: str, unit: str, path: Path, on_done: Callable[[int], None]
) -> Operation[int]:
    """Write the lines shown, in the order shown.

    Args:
        listing: where the texts are; those of all lines shown must have arrived.
        shown: keys in order.
        title: over the list.
        unit: the office.
        path: of the workbook.
        on_done: gets the number of rows.
    """
    columns = listing.columns
    lines = [listing.texts[key] for key in shown]
    date_text = datetime.now(CHINA).date().isoformat()

    def work(progress: Progress) -> int:
        from desktop.files.list_xlsx import (
            Column,
            Value,
            write_list,
        )  # openpyxl would slow the window's start

        heads = [
            Column(column.title, column.width + 4, "count" if column.is_figure else "text")
            for column in columns
        ]

        def rows() -> list[list[Value]]:
            found: list[list[Value]] = []
            for number, line in enumerate(lines):
                if number % _EVERY == 0:
                    progress.step(number, len(lines), "writing")
                pairs = zip(columns, line, strict=True)
                found.append([int(cell or 0) if column.is_figure else cell for column, cell in pairs])
            return found

        return write_list(path, title, heads, rows(), unit=unit, date_text=date_text)

    return Operation(translate("addresses", "导出列表"), work, on_done)
