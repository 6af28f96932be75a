"""Writes the list that is shown into a workbook, in the background: the columns, the order and the lines of the screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.domain.progress import Progress
from db.store.store import Store
from desktop.addresses.listing import Listing
from desktop.i18n import translate
from desktop.work.job import Operation

_EVERY = 500
_WIDER = 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be written.

    Attributes:
        listing: where the texts are; those of all lines wanted must have arrived.
        keys: of the lines, in order.
        columns: positions of the columns, from left to right.
        title: over the list.
        plain: heading and rows alone.
    """

    listing: Listing
    keys: Sequence[int]
    columns: Sequence[int]
    title: str
    plain: bool = False


def export_list(store: Store, sheet: Sheet, path: Path, on_done: Callable[[int], None]) -> Operation[int]:
    """Write a list; ``on_done`` gets the number of its rows."""
    columns = [sheet.listing.columns[at] for at in sheet.columns]
    texts = sheet.listing.texts
    lines = [texts[key] for key in sheet.keys if key in texts]
    signatures = (translate("addresses", "制表"), translate("addresses", "审核"))

    def work(progress: Progress) -> int:
        from desktop.files import list_xlsx  # openpyxl would slow the window's start
        from desktop.office import list_head

        head = list_head(store)
        heads = [
            list_xlsx.Column(one.title, one.width + _WIDER, "count" if one.is_figure else "text")
            for one in columns
        ]
        pairs = list(zip(sheet.columns, columns, strict=True))

        def rows() -> list[list[list_xlsx.Value]]:
            found: list[list[list_xlsx.Value]] = []
            for number, line in enumerate(lines):
                if number % _EVERY == 0:
                    progress.step(number, len(lines), "writing")
                found.append([int(line[at] or 0) if one.is_figure else line[at] for at, one in pairs])
            return found

        return list_xlsx.write_list(
            path,
            sheet.title,
            heads,
            rows(),
            unit=head.office,
            date_text=head.date_text,
            signatures=signatures,
            plain=sheet.plain,
        )

    return Operation(translate("addresses", "导出列表"), work, on_done)
