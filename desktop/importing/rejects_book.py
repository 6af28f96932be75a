"""Refused records as a workbook that can be mended and handed in again: the delivered columns, the reasons beside them."""

from collections.abc import Sequence
from pathlib import Path

from db.domain.importing import Field
from db.domain.private_use import WRITTEN
from db.services.importing import Reject
from desktop.files.list_xlsx import Column, write_list
from desktop.importing.field_names import field_name
from desktop.quality.words import reason_words

_WIDTHS = {Field.ADDRESS: 44, Field.PAYLOAD: 44, Field.ADDR_CODE: 40, Field.OLD_ADDRESS: 30, Field.NOTE: 24}
_USUAL = 14
_REASONS = (
    *(Column("退回原因", 48), Column("退回栏目", 12), Column("读到的内容", 20), Column("建议改为", 18)),
    *(Column("来源文件", 26), Column("来源工作表", 14), Column("来源行", 10)),
)
"""Headings that no import understands as columns of an address."""


def write_mendable(path: Path, title: str, refused: Sequence[Reject]) -> int:
    """Write refused records; returns how many.

    Args:
        path: of the workbook; replaced only when the new one is complete.
        title: the sheet's name.
        refused: in file order.

    Raises:
        BadFile: a text that no workbook can hold.
        StoreUnavailable: disk full, folder missing or read-only; no half file is left.
    """
    named = {name.removesuffix(WRITTEN) for one in refused for name in one.cells}
    fields = [one.value for one in Field if one in named and one is not Field.SERIAL]
    columns = [Column(field_name(name), _WIDTHS.get(Field(name), _USUAL), "code") for name in fields]
    lines = [
        (
            *(one.cells.get(name, "") for name in fields),
            *(reason_words(one.rule), field_name(one.field), one.found, one.recovered),
            *(one.file, one.sheet, str(one.row_no) + (f"（第{one.part}条）" if one.part else "")),
        )
        for one in refused
    ]
    return write_list(path, title, [*columns, *_REASONS], lines, unit="", date_text="", plain=True)
