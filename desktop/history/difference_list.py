"""Writes the difference of two days as a list for the leader's desk."""

from collections.abc import Iterable
from pathlib import Path

from db.domain.timeline import Line
from desktop.files.list_xlsx import Column, write_list
from desktop.history.words import changes_text, difference_term, level_term
from desktop.i18n import translate
from desktop.office import ListHead


def write_differences(path: Path, lines: Iterable[Line], days: tuple[str, str], head: ListHead) -> int:
    """Write the list and return how many lines it has.

    Args:
        path: of the workbook.
        lines: the difference.
        days: the earlier and the later one.
        head: whose list it is.

    Raises:
        BadFile: a text no workbook can hold, or too many rows for a sheet.
        StoreUnavailable: the folder cannot be written or the disk is full; no half file is left.
    """
    columns = (
        Column(translate("history", "序号"), 7, "count"),
        Column(translate("history", "变化"), 14),
        Column(translate("history", "所在社区"), 22),
        Column(translate("history", "级别"), 8),
        Column(translate("history", "地址或名称"), 40),
        Column(translate("history", "原全称"), 40),
        Column(translate("history", "说明"), 44),
        Column(translate("history", "本系统编号"), 18, "code"),
    )
    rows = (
        (
            *(n, translate("history", "、").join(difference_term(one.kind) for one in line.changed)),
            *(line.community, level_term(line.kind), line.text, line.former, changes_text(line)),
            str(line.node_id) if line.node_id else "",
        )
        for n, line in enumerate(lines, start=1)
    )
    title = translate("history", "标准地址变化清单（{first} 至 {second}）").format(
        first=days[0], second=days[1]
    )
    return write_list(
        *(path, title, columns, rows),
        unit=head.office,
        date_text=head.date_text,
        signatures=(translate("history", "制表"), translate("history", "审核")),
    )
