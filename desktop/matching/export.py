"""Writes the lines that are shown into a workbook, in the background."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from db.domain.progress import Progress
from db.store.store import Store
from desktop.i18n import translate
from desktop.matching.sheet import Row, cells, printable
from desktop.matching.words import element_term
from desktop.work.job import Operation

_EVERY = 500
_WIDTHS = (7, 44, 8, 44, 30, 38, 20, 60)


def export_lines(
    store: Store, rows: Sequence[Row], title: str, path: Path, on_done: Callable[[int], None]
) -> Operation[int]:
    """Write lines in the order shown, with codes, ids and elements.

    Args:
        store: whose office's name stands over the list.
        rows: the lines.
        title: over the list.
        path: of the workbook.
        on_done: gets the number of rows.
    """

    def work(progress: Progress) -> int:
        from desktop.files.list_xlsx import Column, write_list  # openpyxl would slow the window's start
        from desktop.office import list_head

        heads = [
            Column(name, width, "count" if not at else "text")
            for at, (name, width) in enumerate(zip(_titles(), _WIDTHS, strict=True))
        ]
        head = list_head(store)
        return write_list(
            path, title, heads, _values(rows, progress), unit=head.office, date_text=head.date_text
        )

    return Operation(translate("matching", "导出比对结果"), work, on_done)


def _titles() -> tuple[str, ...]:
    return (
        translate("matching", "行号"),
        translate("matching", "来文地址"),
        translate("matching", "结论"),
        translate("matching", "库中地址"),
        translate("matching", "依据"),
        translate("matching", "来文编码"),
        translate("matching", "本系统编号"),
        translate("matching", "拆分"),
    )


def _values(rows: Sequence[Row], progress: Progress) -> Iterator[tuple[int | str, ...]]:
    for number, row in enumerate(rows):
        if number % _EVERY == 0:
            progress.step(number, len(rows), "writing")
        _no, text, group, entry, why = map(printable, cells(row))
        matched = row.matched
        ids = " ".join(str(one.node_id) for one in matched.entries) if matched else ""
        elements = matched.reading.elements if matched else ()
        said = translate("matching", "；").join(f"{element_term(one.kind)} {one.value}" for one in elements)
        yield (row.given.no, text, group, entry, why, printable(row.given.code), ids, printable(said))
