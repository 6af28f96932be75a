"""Writes problems as a list an office can work through: those just found, or those still open."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from db.services.quality import FoundProblem
from db.store.problems import ProblemRow
from desktop.files.list_xlsx import Column, write_list
from desktop.importing.deliver import reason_of
from desktop.office import ListHead

_COLUMNS = (
    *(Column("序号", 6, "count"), Column("类别", 7), Column("规则", 54), Column("地址", 44)),
    *(Column("社区代码", 15, "code"), Column("说明", 30), Column("本系统编号", 18, "code")),
)
_SIDES = {"left": "左侧", "right": "右侧"}
_STATES = {"draft": "拟用", "pending": "待批准"}
_DETAILS = {
    "wrong_side": "登记在{side}",
    "suffix_without_base": "没有{base}",
    "number_gap": "{before}号与{behind}号之间缺 {count} 个",
    "floor_skipped": "{before}层与{behind}层之间缺 {count} 层",
    "room_floor_mismatch": "登记在{stated}层，室号说在{told}层",
    "room_missing": "{floor}层第 {position} 户",
}
"""Rule -> what its parameters say; of other rules the parameters are listed."""
_WORDS = {"wanted": "应为", "first": "先登记的编号", "state": "地名状态", "addresses": "使用的地址数"}


def detail_text(rule: str, params: Mapping[str, int | str]) -> str:
    """What a problem's parameters say, in the office's words."""
    said = {
        name: {"side": _SIDES, "state": _STATES}.get(name, {}).get(str(value), value)
        for name, value in params.items()
    }
    if rule in _DETAILS:
        return _DETAILS[rule].format(**said)
    return "；".join(f"{_WORDS.get(name, name)}：{value}" for name, value in said.items())


def open_ones(rows: Iterable[ProblemRow]) -> list[FoundProblem]:
    """Registered problems in the form of found ones."""
    found = []
    for row in rows:
        detail = json.loads(row.detail)
        address = str(detail.pop("address", ""))
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
