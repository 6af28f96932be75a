"""Records of deliveries as a list: where each stood, what became of it, and every cell as it was read."""

from collections.abc import Callable, Iterable
from pathlib import Path

from db.domain.importing import Field
from db.services.import_rows import Delivered
from db.store.store import Store
from desktop.files.list_xlsx import Column, Value, write_list
from desktop.importing.field_names import field_name, fields_of
from desktop.office import list_head
from desktop.quality.words import reason_words

_WIDTHS: dict[str, int] = {
    **dict.fromkeys((Field.ADDRESS, Field.PAYLOAD, Field.ADDR_CODE), 36),
    **{Field.OLD_ADDRESS: 28, Field.NOTE: 20},
}
_USUAL = 12
_WHERE = (
    *(Column("来源文件", 22), Column("来源工作表", 12), Column("来源行", 8)),
    *(Column("处理结果", 10), Column("原因", 24), Column("现在的标准地址", 36)),
)
_OUTCOMES = {
    **{"staged": "待入库", "accepted": "新增或更新", "unchanged": "未变"},
    **{"rejected": "退回", "skipped": "略过"},
}
_SIGNATURES = ("制表", "审核")


def write_delivered(path: Path, rows: Callable[[], Iterable[Delivered]], store: Store) -> int:
    """Write records; returns how many.

    Args:
        path: of the workbook; replaced only when the new one is complete.
        rows: begins to hand them out; asked twice, since the columns must be known before the first line.
        store: whose office stands in the head.

    Raises:
        BadFile: a text no workbook can hold, or too many rows for a sheet.
        StoreUnavailable: disk full, folder missing or read-only; no half file is left.
        Cancelled: by whoever hands the rows out; no half file is left.
    """
    names = fields_of({name for one in rows() for name in one.cells})
    head = list_head(store)
    return write_list(
        path,
        "来文原行",
        [*_WHERE, *(Column(field_name(name), _WIDTHS.get(name, _USUAL), "code") for name in names)],
        (_line(one, names) for one in rows()),
        unit=head.office,
        date_text=head.date_text,
        signatures=_SIGNATURES,
    )


def _line(one: Delivered, names: list[str]) -> list[Value]:
    number = str(one.row_no) + (f"（第{one.part}条）" if one.part else "")
    why = reason_words(one.rule) if one.rule else ""
    where = [one.file or one.source, one.sheet, number, _OUTCOMES[one.outcome], why, one.address]
    return [*where, *(one.cells.get(name, "") for name in names)]
