"""Writes the circular (通报) as a workbook for the leader's desk; its headings are data of the rules."""

from pathlib import Path

from db.domain.rates import COUNTS, RANK, UNITS, Bulletin, UnitFigures, percent
from desktop.files.list_xlsx import Column, Value, write_list

_NAME_WIDTH, _FIGURE_WIDTH, _RATE_WIDTH = 16, 6, 7.5


def write_bulletin(path: Path, bulletin: Bulletin, *, plain: bool = False) -> int:
    """Write the circular and return the number of its lines; an unknown rate shows as unknown, never as 0.

    Raises:
        BadFile: a text no workbook can hold.
        StoreUnavailable: disk full, folder missing or read-only.
    """
    rules = bulletin.rules
    columns = [_column(key, title) for key, title in rules.columns]
    keys = [key for key, _ in rules.columns]
    return write_list(
        path,
        rules.title.format(bulletin.area_name),
        columns,
        ([_value(unit, key, rules.unknown) for key in keys] for unit in bulletin.units),
        unit=rules.office.format(bulletin.area_name),
        date_text=bulletin.on,
        signatures=rules.signatures,
        plain=plain,
    )


def _column(key: str, title: str) -> Column:
    if key in UNITS:
        return Column(title, _NAME_WIDTH)
    return Column(title, _FIGURE_WIDTH if key in COUNTS or key == RANK else _RATE_WIDTH, "count")


def _value(unit: UnitFigures, key: str, unknown: str) -> Value:
    if key in UNITS:
        return unit.names[UNITS.index(key)]
    if key in COUNTS:
        return unit.counts[key]
    if key == RANK:
        return unit.rank or unknown
    shown = percent(unit.rates[key])
    return unknown if shown is None else float(shown)
