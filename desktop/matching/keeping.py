"""Keeps the lines of the room in a file between two runs of the program; what was found for them is found anew."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.domain.progress import Progress
from desktop.files.atomic import whole_file
from desktop.i18n import translate
from desktop.matching.sheet import Row
from desktop.matching.written import FAULTS, Given
from desktop.work.job import Operation
from desktop.work.runner import Runner

_NAME = "matching.jsonl"


class Shelf(QObject):
    """Where the lines lie while the program is closed.

    Signals:
        fetched: (lines as ``Given``) they were there when first asked for.
    """

    fetched = Signal(object)

    def __init__(self, runner: Runner, folder: Path | None, parent: QObject | None = None) -> None:
        """Name the folder; without one nothing is kept."""
        super().__init__(parent)
        self._runner = runner
        self._file = folder / _NAME if folder is not None else None
        self._asked = False

    def keep(self, rows: Sequence[Row]) -> None:
        """Keep these lines and no others."""
        if self._file is not None:
            self._runner.start(keep_lines(self._file, rows), self)

    def fetch(self) -> None:
        """Ask for the lines of the last run, once."""
        if self._file is not None and not self._asked:
            self._asked = True
            self._runner.start(kept_lines(self._file, self.fetched.emit), self)


def keep_lines(file: Path, rows: Sequence[Row]) -> Operation[None]:
    """Write the lines; no file for no lines."""
    rows = list(rows)

    def work(_progress: Progress) -> None:
        if not rows:
            file.unlink(missing_ok=True)
            return
        with whole_file(file) as target:
            for row in rows:
                one = row.given
                target.write(json.dumps([one.no, one.text, one.code, one.fault, one.place]).encode() + b"\n")

    return Operation(translate("matching", "保留列表"), work, lambda _none: None, writes=True, quiet=True)


def kept_lines(file: Path, on_done: Callable[[list[Given]], None]) -> Operation[list[Given]]:
    """Read the lines that were kept; a line that was damaged since is left out."""

    def work(_progress: Progress) -> list[Given]:
        found: list[Given] = []
        with suppress(FileNotFoundError), file.open("rb") as source:
            for line in source:
                found += _lines_of(line)
        return found

    return Operation(translate("matching", "取回列表"), work, on_done, quiet=True)


def _lines_of(line: bytes) -> list[Given]:
    try:
        no, text, code, fault, place = json.loads(line)
        one = Given(int(no), str(text), str(code), str(fault), int(place))
    except (ValueError, TypeError):
        return []
    return [one] if one.fault in ("", *FAULTS) else []
