"""Judges one cell for the column it stands in: what was meant, or why it cannot be taken."""

import datetime
import re
from dataclasses import dataclass
from typing import NamedTuple

from db.domain.importing import Field, RowIssue
from desktop.files.workbook.expansion import looks_ranged
from desktop.files.workbook.header import Column
from desktop.files.workbook.raw import MAX_TEXT, Cell, CellFault
from desktop.files.workbook.rowrules import is_signature, is_total
from desktop.files.workbook.vocabulary import heading_key, vocabulary

CODES = frozenset({Field.ADDR_CODE, Field.PAYLOAD, Field.LOCAL_ID, Field.POSTCODE})
NUMBERED = frozenset({Field.NUMBER, Field.ROOM, Field.BUILDING, Field.STAIR, Field.FLOOR})
RANGED = frozenset({Field.NUMBER, Field.ROOM})
FREE = frozenset({Field.NOTE, Field.OLD_ADDRESS, Field.ADDRESS, Field.PAYLOAD})
_EXACT_DIGITS = 15  # of a number in a spreadsheet; the rest is zeros by then
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{1,3}")
_DATE_TEXT = re.compile(
    r"(?:[0-9]{4}[-/.年])?(?P<month>[0-9]{1,2})(?P<mark>[月/])(?P<day>[0-9]{1,2})日?"
    r"|[0-9]{4}[-/.年](?P<month2>[0-9]{1,2})[-.](?P<day2>[0-9]{1,2})(?: 0?0:00(?::00)?)?"
    r"|(?P<day3>[0-9]{1,2})-(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:-[0-9]{2,4})?",
    re.I,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DROPPED = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD))
_SPACES = dict.fromkeys((0x00A0, 0x3000, 0x2002, 0x2003, 0x2009, 0x202F, 0x0A, 0x0D, 0x09), " ")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffe\uffff]")
_SHOWN = 60


class Judged(NamedTuple):
    """The verdict on one cell: its text and, if need be, a rule that refuses it or a mark that needs its row."""

    text: str
    rule: str = ""
    recovered: str = ""
    mark: str = ""


BLANK = Judged("")


@dataclass(slots=True)
class CellJudge:
    """Judges the cells of one column.

    Attributes:
        column: the column; its field is known.
        take_recovered: text recovered from a date is taken as it is.
        width: digits every code of this column has, 0 when codes vary.
    """

    column: Column
    take_recovered: bool = False
    width: int = 0

    def judge(self, value: Cell) -> Judged:
        """Judge a cell of any type; blank cells give ``BLANK``."""
        if isinstance(value, str):
            return self._text(value)
        if value is None:
            return BLANK
        if isinstance(value, CellFault):
            if self.column.field is Field.SERIAL:  # a serial number may be a formula, and nothing rests on it
                return BLANK
            return Judged(value.text[:_SHOWN], value.rule)
        if isinstance(value, bool):
            return Judged(str(value).upper(), "error_cell")
        if isinstance(value, int | float):
            return self._number(value)
        return self._time(value)

    def issue(self, judged: Judged) -> RowIssue:
        """Word the refusal of a cell for the reject list."""
        return RowIssue(
            str(self.column.field), judged.rule, judged.text[:_SHOWN], self.column.letter, judged.recovered
        )

    def _text(self, raw: str) -> Judged:
        if len(raw) > MAX_TEXT:
            return Judged(raw[:_SHOWN], "cell_too_long")
        if self.column.field is Field.PAYLOAD:
            return self._payload(raw)
        text = raw.strip() if raw.isprintable() else raw.translate(_DROPPED).translate(_SPACES).strip()
        if not text:
            return BLANK
        if not text.isprintable() and _CONTROL.search(text):
            return Judged(_CONTROL.sub("\u2423", text)[:_SHOWN], "control_character")
        mark = self._mark(text)
        return Judged(text, mark=mark) if mark else self._lawful(text)

    def _payload(self, raw: str) -> Judged:
        """Judge a QR payload: it is kept byte for byte, so nothing may be trimmed or dropped in silence."""
        trimmed = raw.translate(_DROPPED).translate(_SPACES).strip()
        if not trimmed:
            return BLANK
        if _CONTROL.search(raw):
            return Judged(_CONTROL.sub("\u2423", raw)[:_SHOWN], "control_character", trimmed)
        if trimmed != raw:
            return Judged(raw, "space_around_code", trimmed)
        mark = self._mark(raw)
        return Judged(raw, mark=mark) if mark else self._lawful(raw)

    def _mark(self, text: str) -> str:
        words = vocabulary()
        if text in words.dittos or text.replace(" ", "") in words.dittos:
            return "ditto"
        if text.replace(" ", "") in words.lefts:
            return "left"
        if heading_key(text) == heading_key(self.column.heading):
            return "heading"
        if self.column.field in FREE:
            return ""
        return (
            "total" if is_total(text, alone=True) else "signature" if is_signature(text, alone=False) else ""
        )

    def _lawful(self, text: str) -> Judged:
        field = self.column.field
        if field in CODES:
            return Judged(text, "digits_lost") if _SCIENTIFIC.fullmatch(text) else Judged(text)
        if field not in NUMBERED:
            return Judged(text)
        if _SCIENTIFIC.fullmatch(text):
            return Judged(text, "digits_lost")
        if recovered := recovered_date(text):
            return self._recovered(text, recovered)
        return Judged(text, mark="range" if field in RANGED and looks_ranged(text) else "")

    def _recovered(self, text: str, recovered: str) -> Judged:
        if self.take_recovered:
            return Judged(recovered)
        return Judged(text, "date_in_number", recovered)

    def _number(self, value: float) -> Judged:
        whole = isinstance(value, int) or value.is_integer()
        text = str(int(value)) if whole else str(value)
        field = self.column.field
        if field in CODES:
            if not whole or len(text.lstrip("-")) > _EXACT_DIGITS:
                return Judged(text, "digits_lost")
            if self.width and len(text) < self.width:
                return Judged(text, "leading_zero_lost", text.zfill(self.width))
            return Judged(text)
        if field in NUMBERED and not whole:
            return Judged(text, "not_a_number")
        return Judged(text, "digits_lost" if whole and len(text) > _EXACT_DIGITS else "")

    def _time(self, value: datetime.date | datetime.time | datetime.timedelta) -> Judged:
        if isinstance(value, datetime.datetime):
            text = value.isoformat(" ") if value.time() != datetime.time() else value.date().isoformat()
        else:
            text = str(value)
        field = self.column.field
        if field not in NUMBERED and field not in CODES:
            return Judged(text)
        if isinstance(value, datetime.date) and field not in CODES:
            return self._recovered(text, f"{value.month}-{value.day}")
        return Judged(text, "date_in_number")


def recovered_date(text: str) -> str:
    """Return the number a date-like text was before a spreadsheet turned it (``12月1日`` was ``12-1``), or ``""``."""
    found = _DATE_TEXT.fullmatch(text)
    if found is None:
        return ""
    if found["name"]:
        month, day = _MONTHS.index(found["name"].lower()) + 1, int(found["day3"])
    else:
        month, day = int(found["month"] or found["month2"]), int(found["day"] or found["day2"])
    return f"{month}-{day}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
