"""Writes addresses as a list for the leader's desk, or plain for other programs."""

from collections.abc import Iterable
from pathlib import Path

from db.services.extracts import AddressLine
from desktop.files.list_xlsx import Column, write_list
from desktop.office import ListHead
from desktop.terms import code_term, existence_term, kind_term, legal_term, position_term

_COLUMNS = (
    *(Column("序号", 7, "count"), Column("市辖区", 9), Column("镇街", 11), Column("社区", 18)),
    *(Column("地名", 14), Column("级别", 8), Column("标准地址", 40), Column("法定状态", 11)),
    *(Column("存在状态", 11), Column("赋码状态", 11), Column("标注状态", 11)),
    *(Column("地址编码", 38, "code"), Column("二维码内容", 38, "code"), Column("本系统编号", 18, "code")),
)


def write_addresses(path: Path, lines: Iterable[AddressLine], head: ListHead, *, plain: bool = False) -> int:
    """Write the list and return how many addresses it has.

    Raises:
        BadFile: a text no workbook can hold, or too many rows for a sheet.
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    rows = (
        (
            *(n, line.district, line.subdistrict, line.community, line.place, kind_term(line.kind)),
            *(line.full_text, legal_term(line.legal), existence_term(line.existence)),
            *(line.code_state and code_term(line.code_state), line.position and position_term(line.position)),
            *(line.code, line.payload, str(line.id)),
        )
        for n, line in enumerate(lines, start=1)
    )
    return write_list(
        path,
        "标准地址清单",
        _COLUMNS,
        rows,
        unit=head.office,
        date_text=head.date_text,
        signatures=("制表", "审核"),
        plain=plain,
    )
