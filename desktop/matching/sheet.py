"""The lines of the room with what was found for each: which are shown, in which order, and how many of each sort."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from db.domain.matching.model import Rung, Verdict
from db.services.matching import Matched
from desktop.i18n import translate
from desktop.matching.words import fault_text, reason_term, rung_term, verdict_term
from desktop.matching.written import Given

NO, TEXT, VERDICT, ENTRY, WHY = range(5)
"""Columns."""

_SHOWN_CHARS = 300
"""Of a line that is no address."""


class Group(StrEnum):
    """Sorts of lines: each verdict, and two kinds that have none."""

    SAME = Verdict.SAME.value
    CONTAINS = Verdict.CONTAINS.value
    CANDIDATE = Verdict.CANDIDATE.value
    CONFLICT = Verdict.CONFLICT.value
    NONE = Verdict.NONE.value
    BAD = "bad"
    WAITING = "waiting"


_ORDER = {group: at for at, group in enumerate(Group)}


@dataclass(slots=True)
class Row:
    """A line and what was found for it; ``matched`` is None as long as it waits."""

    given: Given
    matched: Matched | None = None

    @property
    def group(self) -> Group:
        """The sort it belongs to."""
        if self.given.fault:
            return Group.BAD
        return Group.WAITING if self.matched is None else Group(self.matched.match.verdict.value)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are to be shown, and in which order.

    Attributes:
        group: only this sort; None for all.
        needle: only lines that hold this text.
        column: to order by; -1 for the order of the list.
    """

    group: Group | None = None
    needle: str = ""
    column: int = -1
    descending: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Positions of the lines shown, in order, and how many lines of each sort there are in all."""

    shown: list[int]
    counts: Counter[Group]


def group_term(group: Group) -> str:
    """The word for a sort."""
    if group is Group.BAD:
        return translate("matching", "读不了")
    return translate("matching", "未比对") if group is Group.WAITING else verdict_term(group.value)


def arrange(rows: Sequence[Row], wanted: Wanted) -> View:
    """Choose and order the lines."""
    groups = [row.group for row in rows]
    shown = [at for at, group in enumerate(groups) if wanted.group in (None, group)]
    needle = wanted.needle.strip().casefold()
    if needle:
        shown = [at for at in shown if _holds(rows[at], needle)]
    if wanted.column >= 0:
        key = _KEYS[wanted.column]
        shown.sort(key=lambda at: key(rows[at]), reverse=wanted.descending)
    return View(shown, Counter(groups))


def _holds(row: Row, needle: str) -> bool:
    entries = row.matched.entries if row.matched else ()
    parts = (row.given.text, row.given.code, *(one.full_text for one in entries))
    return any(needle in part.casefold() for part in parts)


def _entry_key(row: Row) -> str:
    return row.matched.entries[0].full_text if row.matched and row.matched.entries else ""


def shown_text(row: Row) -> str:
    """The written text as a list shows it: on one line, place for place as it was written."""
    text = row.given.text
    if len(text) > _SHOWN_CHARS and row.given.fault:
        text = text[:_SHOWN_CHARS] + "…"
    return printable(text)


def printable(text: str) -> str:
    """The text without what cannot be shown: a mark of writing direction would turn the line round."""
    return text if text.isprintable() else "".join(map(_printable, text))


def _printable(char: str) -> str:
    if char.isprintable() or "\ue000" <= char <= "\uf8ff":  # an office's own character may have a font
        return char
    return " " if char.isspace() else "\ufffd"


def entry_text(row: Row) -> str:
    """The register's address beside a line; the first of several, with their number."""
    entries = row.matched.entries if row.matched else ()
    if len(entries) < 2:
        return entries[0].full_text if entries else ""
    return translate("matching", "{first}（等 {n} 条）").format(first=entries[0].full_text, n=len(entries))


def why_text(row: Row) -> str:
    """How the verdict was found, or what is wrong with the line."""
    if row.given.fault:
        return fault_text(row.given.fault, row.given.place)
    if row.matched is None:
        return ""
    match = row.matched.match
    said = [reason_term(match)]
    if match.rung is not Rung.NOTHING:
        said.insert(0, rung_term(match.rung))
    if row.matched.corrected:
        said.append(translate("matching", "拆分已更正"))
    return " · ".join(said)


def cell(row: Row, column: int) -> str:
    """The text of a line in one column."""
    return _CELLS[column](row)


def cells(row: Row) -> tuple[str, ...]:
    """The texts of a line, column by column."""
    return tuple(make(row) for make in _CELLS)


_CELLS: tuple[Callable[[Row], str], ...] = (
    lambda row: str(row.given.no),
    shown_text,
    lambda row: group_term(row.group),
    entry_text,
    why_text,
)
_KEYS: tuple[Callable[[Row], Any], ...] = (
    lambda row: row.given.no,
    lambda row: row.given.text,
    lambda row: _ORDER[row.group],
    _entry_key,
    why_text,
)
"""By which a column is ordered."""
