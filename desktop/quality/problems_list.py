"""Writes problems as a list an office can work through: those just found, or those still open."""

from collections.abc import Iterable
from pathlib import Path

from db.services.quality import FoundProblem
from db.store.problems import ProblemRow
from desktop.files.list_xlsx import Column, write_list
from desktop.office import ListHead
from desktop.quality.words import detail_text, kept_detail, reason_of

_COLUMNS = (
    *(Column("序号", 6, "count"), Column("类别", 7), Column("规则", 54), Column("地址", 44)),
    *(Column("社区代码", 15, "code"), Column("说明", 30), Column("本系统编号", 18, "code")),
)


def open_ones(rows: Iterable[ProblemRow]) -> list[FoundProblem]:
    """Registered problems in the form of found ones."""
    found = []
    for row in rows:
        address, detail = kept_detail(row.detail)
        found.append(
            FoundProblem(row.rule, row.problem, row.node_id, row.subject, row.area_community, address, detail)
        )
    return found


def write_problems(path: Path, items: Iterable[FoundProblem], head: ListHead, *, plain: bool = False) -> int:
    """Write the list and return how many problems it has.

    Raises:
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    rows = (
        (
            n,
            item.problem,
            reason_of(item.rule),
            item.address,
            item.community,
            detail_text(item.rule, item.params),
            str(item.node_id),
        )
        for n, item in enumerate(items, start=1)
    )
    return write_list(
        path,
        "问题清单",
        _COLUMNS,
        rows,
        unit=head.office,
        date_text=head.date_text,
        signatures=("经办人", "审核人"),
        plain=plain,
    )
