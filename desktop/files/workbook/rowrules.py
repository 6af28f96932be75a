"""Rows that are no record: totals, signatures, and what else an office writes under a list."""

import re
from functools import cache

from desktop.files.workbook.vocabulary import vocabulary

SKIP_RULES = frozenset(
    {
        "title_row",
        "header_row",
        "repeated_header",
        "blank_row",
        "serial_only",
        "merged_repeat",
        "total_row",
        "signature_row",
        "sample_row",
        "sheet_without_header",
        "summary_sheet",
        "hidden_sheet",
        "sheet_left_out",
        "no_room",
    }
)
ISSUE_RULES = frozenset(
    {
        "date_in_number",
        "digits_lost",
        "leading_zero_lost",
        "not_a_number",
        "error_cell",
        "formula_without_value",
        "cell_too_long",
        "control_character",
        "space_around_code",
        "nothing_above",
        "same_as_left",
        "nothing_mapped",
        "range_needs_preview",
        "bad_range",
        "matrix_needs_preview",
        "grid_cell_unreadable",
        "not_a_floor",
    }
)
FILE_FAULTS = frozenset(
    {
        "not_found",
        "no_permission",
        "empty_file",
        "empty_folder",
        "not_a_workbook",
        "encrypted",
        "wrong_encoding",
        "broken_quotes",
        "too_large",
        "no_header",
        "missing_column",
        "doubled_column",
        "changed_while_read",
        "bad_mapping",
    }
)


_SAMPLE_ROW = re.compile("(?:示例|样例|例)行?(?:[(:\uff08\uff1a].*)?")
"""How our own templates, and the offices', mark the row that only shows how to fill in."""


@cache
def _total_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(map(re.escape, vocabulary().totals))
    return re.compile(rf".{{0,12}}(?:{words})(?:[(:\uff08\uff1a0-9].*)?"), re.compile(
        rf"(?:{words})[:\uff1a]?"
    )


@cache
def _signature_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(
        sorted((re.escape(_bare(one)) for one in vocabulary().signatures), key=len, reverse=True)
    )
    return re.compile(rf"(?:{words})(?:[:\uff1a].*)?", re.S), re.compile(rf"(?:{words})[:\uff1a].*", re.S)


def is_total(text: str, *, alone: bool) -> bool:
    """Tell whether a cell says that its row is a sum; ``alone`` wants the bare word (合计), else 海滨社区小计 too."""
    return _total_patterns()[alone].fullmatch(_bare(text)) is not None


def is_signature(text: str, *, alone: bool) -> bool:
    """Tell whether a cell begins a signature or remark line; ``alone`` takes the word without its colon."""
    return _signature_patterns()[0 if alone else 1].fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    return "".join(text.split())


def skip_rule(first: str) -> str:
    """Name the rule that leaves a row out by its first cell that shows something, ``""`` when it may be a record."""
    if is_total(first, alone=False):
        return "total_row"
    if _SAMPLE_ROW.fullmatch(_bare(first)):
        return "sample_row"
    return "signature_row" if is_signature(first, alone=True) else ""
