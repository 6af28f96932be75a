"""The circular as a workbook: figures as numbers, unknown rates as unknown, headings from the rules."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl

from db.domain.rates import COUNTS, Bulletin, UnitFigures, rates_of, read_rules
from desktop.files.bulletin_xlsx import write_bulletin

RULES = read_rules(
    (Path(__file__).parents[3] / "resources" / "rules" / "bulletin.json").read_text(encoding="utf-8")
)


def a_unit(code: str, level: str, names: tuple[str, str, str], rank: int, **counts: int) -> UnitFigures:
    figures = dict.fromkeys(COUNTS, 0) | counts
    return UnitFigures(code, level, names, figures, rates_of(figures, RULES.rates), rank)


def a_bulletin() -> Bulletin:
    units = (
        a_unit("350203000000", "district", ("思明区", "", ""), 1, due=3, issued=2, sampled=60, correct=57),
        a_unit("350203009001", "community", ("思明区", "筼筜街道", "=社区"), 0, plates=7, plates_room=7),
    )
    return Bulletin("思明区", "2026-11-22", RULES, units)


def lines_of(path: Path) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_each_line_stands_under_the_headings_of_the_rules(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    assert write_bulletin(path, a_bulletin(), plain=True) == 2
    heading, *lines = lines_of(path)
    assert heading == [title for _, title in RULES.columns]
    first, second = (dict(zip(heading, line, strict=True)) for line in lines)
    assert (first["应编"], first["已编"], first["编址率%"], first["准确率%"]) == (3, 2, 66.66, 95)
    assert (first["装牌率%"], first["名次"]) == ("—", 1)
    assert (second["社区"], second["室牌应装"], second["装牌率%"]) == ("=社区", 7, 0)
    assert (second["编址率%"], second["准确率%"], second["名次"]) == ("—", "—", "—")


def test_the_leaders_copy_has_title_office_date_and_signatures(tmp_path: Path) -> None:
    path = tmp_path / "desk.xlsx"
    write_bulletin(path, a_bulletin())
    text = "\n".join(str(cell) for line in lines_of(path) for cell in line if cell)
    for wanted in (RULES.title.format("思明区"), "思明区民政局", "2026-11-22", *RULES.signatures):
        assert wanted in text


def test_the_shipped_rules_count_nothing_that_is_not_kept() -> None:
    keys = {key for key, _ in RULES.columns}
    assert not [key for key in keys if "person" in key or "house" in key]
    assert {rule.key for rule in RULES.rates} <= keys
    assert all(rule.source and rule.status == "default-unverified" for rule in RULES.rates)
    assert rates_of(dict.fromkeys(COUNTS, 1), RULES.rates)["accurate"] == Fraction(1)
