"""Long lists as plain files that any program reads: CSV for spreadsheets, JSON lines for scripts. Rows stream."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.files.atomic import whole_file

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[str | int]]) -> int:
    """Write rows under their headings and return how many; UTF-8 with the mark by which Excel knows it.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    Raises:
        StoreUnavailable: disk full, folder missing or read-only; no half file is left.
    """
    count = 0
    with whole_file(path) as file:
        text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(titles)
        for row in rows:
            writer.writerow([_no_formula(cell) for cell in row])
            count += 1
        text.flush()
        text.detach()  # the file is flushed to disk and closed by its own block
    return count


def _no_formula(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def write_json_lines(path: Path, objects: Iterable[Mapping[str, Any]]) -> int:
    """Write an object a line and return how many.

    Raises:
        StoreUnavailable: disk full, folder missing or read-only; no half file is left.
    """
    count = 0
    with whole_file(path) as file:
        for one in objects:
            file.write((json.dumps(one, ensure_ascii=False) + "\n").encode())
            count += 1
    return count
