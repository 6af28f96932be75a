"""Carries down what the office wrote once: vertically merged cells. Plain blanks stay blank."""

from collections.abc import Iterable

from desktop.files.workbook.raw import Cell, Merge, Row


class MergeFill:
    """Fills each vertical merge from its first cell while the rows stream past.

    A merge that is also wide fills its first column only: the other columns show nothing of their own.
    """

    def __init__(self, merges: Iterable[Merge]) -> None:
        tall = [merge for merge in merges if merge.bottom > merge.top]
        self._waiting = sorted(tall, key=lambda merge: merge.top, reverse=True)
        self._open: dict[int, tuple[int, Cell]] = {}

    @property
    def busy(self) -> bool:
        """Whether any row is left to fill."""
        return bool(self._waiting or self._open)

    def fill(self, number: int, row: Row) -> Row:
        """Return row ``number`` (from 1) with its merged cells filled; rows come in order, some may be left out."""
        index = number - 1
        for column, (bottom, _) in list(self._open.items()):
            if bottom < index:
                del self._open[column]
        if self._open:
            row = row + [""] * (max(self._open) + 1 - len(row))
            for column, (_, value) in self._open.items():
                row[column] = value
        while self._waiting and self._waiting[-1].top <= index:
            merge = self._waiting.pop()
            if merge.top == index and merge.left < len(row):
                self._open[merge.left] = (merge.bottom, row[merge.left])
        return row
