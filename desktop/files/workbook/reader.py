"""The door of this package: rows out of other people's workbooks, one file or a folder of them.

Nothing is lost: every row down to the last that shows something comes out once, as a record, as a record with the
reasons that refuse it, or skipped by a named rule. A fault of the file itself is a ``BadFile`` and may come after
rows were already yielded; whoever takes the rows keeps them only when the iteration ends well.
"""

from collections.abc import Iterator
from pathlib import Path

from db.domain.importing import SheetRow
from desktop.files.workbook.options import ReadOptions as ReadOptions
from desktop.files.workbook.preview import SheetPreview as SheetPreview
from desktop.files.workbook.preview import preview as preview
from desktop.files.workbook.sheets import read_sheets
from desktop.files.workbook.source import SourceFile, Watch, source_files
from desktop.files.workbook.source import source_digest as source_digest


def read_rows(path: Path, options: ReadOptions) -> Iterator[SheetRow]:
    """Yield the records of a workbook, or of every workbook in a folder.

    Raises:
        BadFile: the source, a file, a sheet or its header cannot be taken, or a file changed while it was read.
    """
    yield from read_files(source_files(path), options)


def read_files(files: list[SourceFile], options: ReadOptions) -> Iterator[SheetRow]:
    """Yield the records of several workbooks, one after the other.

    Raises:
        BadFile: a file, a sheet or its header cannot be taken, or a file changed while it was read.
    """
    watch = Watch(files)
    for file in files:
        for sheet in read_sheets(file, options):
            yield from sheet.records
    watch.check()
