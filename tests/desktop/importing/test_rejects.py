"""The workbook of refused records says why in words, whatever the rule."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

import db.domain.intake
from db.domain.qr_list import QrRule
from db.services.importing import Reject
from desktop.files.workbook.rowrules import ISSUE_RULES, SKIP_RULES
from desktop.importing.deliver import write_refusals
from desktop.importing.rejects_book import write_mendable
from desktop.office import ListHead
from desktop.quality.words import reason_words, reasons

ROOT = Path(db.domain.intake.__file__).parents[2]
_CODE = re.compile("[A-Za-z]+_[A-Za-z_]+|^[a-z]+$", re.ASCII)
_AT = {"Refused": 0, "RowIssue": 1}


def _given() -> Iterator[str]:
    """Every rule that the import's code names when it refuses a record."""
    files = [
        *(ROOT / "db" / "domain" / name for name in ("intake.py", "private_use.py")),
        *(ROOT / "db" / "services" / name for name in ("promotion.py", "importing.py", "units.py")),
        *sorted((ROOT / "desktop" / "files" / "workbook").glob("*.py")),
    ]
    for file in files:
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _AT:
                at = call.args[_AT[call.func.id]]
                if isinstance(at, ast.Constant):
                    yield at.value


def _refused(rule: str, row_no: int) -> Reject:
    why = ("表.xlsx", "表1", row_no, 0, "rejected", rule, "错", "number", "C", "零号", "")
    return Reject(*why, cells={"street": "湖滨南路", "number": "零号"})


_LEVELS = [
    f"{why}_{level}" for why in ("unknown", "ambiguous") for level in ("district", "subdistrict", "community")
]
GIVEN = {*_given(), *ISSUE_RULES, *SKIP_RULES, *db.domain.intake._RULES.values(), *_LEVELS, *map(str, QrRule)}
RULES = sorted({*reasons(), *GIVEN, "rule_of_a_newer_program"})


def test_every_rule_by_which_a_record_is_refused_has_its_words() -> None:
    assert {"duplicate_row", "number_held", "not_a_floor", "payload_twice"} <= GIVEN
    assert set(reasons()) >= GIVEN


@pytest.mark.parametrize("mendable", [True, False])
def test_no_code_stands_where_a_workbook_says_why(tmp_path: Path, *, mendable: bool) -> None:
    path = tmp_path / "退回.xlsx"
    found = [_refused(rule, n) for n, rule in enumerate(RULES, 2)]
    if mendable:
        write_mendable(path, "退回", found)
    else:
        write_refusals(path, "退回", found, ListHead("思明区民政局", "2026年11月23日"))
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    head = "退回原因" if mendable else "原因"
    top = next(n for n, row in enumerate(rows) if head in row)
    at = rows[top].index(head)
    told = [str(row[at]) for row in rows[top + 1 :] if row[at]]
    assert told == [reason_words(rule) for rule in RULES]
    assert [text for text in told if _CODE.search(text)] == []
