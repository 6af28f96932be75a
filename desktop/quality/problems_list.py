"""Writes found problems as a list an office can work through."""

from collections.abc import Sequence
from pathlib import Path

from db.services.quality import FoundProblem
from desktop.files.list_xlsx import Column, write_list
from desktop.importing.deliver import reason_of

_COLUMNS = (
    *(Column("序号", 6), Column("类别", 6), Column("规则", 40), Column("地址", 46), Column("社区代码", 16)),
    *(Column("说明", 36), Column("本系统编号", 22)),
)


def write_problems(path: Path, items: Sequence[FoundProblem], date_text: str) -> None:
    """Write the list.

    Raises:
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    rows = [
        (
            str(n),
            item.problem,
            reason_of(item.rule),
            item.address,
            item.community,
            "；".join(f"{name}={value}" for name, value in item.params.items()),
            str(item.node_id),
        )
        for n, item in enumerate(items, start=1)
    ]
    write_list(
        path, "问题清单", _COLUMNS, rows, unit="条", date_text=date_text, signatures=("经办人", "审核人")
    )
