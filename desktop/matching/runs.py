"""A written address as stretches of one element each: for the list's painter, and as rich text."""

from html import escape
from typing import NamedTuple

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from db.domain.reading.model import Reading
from desktop.matching.colours import tint


class Run(NamedTuple):
    """A stretch of a text; ``kind`` is ``""`` outside every element."""

    start: int
    end: int
    kind: str
    value: str


def runs_of(reading: Reading) -> tuple[Run, ...]:
    """The stretches of a reading from left to right, covering its text."""
    found = [Run(*span, one.kind, one.value) for one in reading.elements for span in one.spans]
    runs: list[Run] = []
    at = 0
    for run in sorted(found):
        if run.start > at:
            runs.append(Run(at, run.start, "", ""))
        if run.end > at:
            runs.append(run._replace(start=max(run.start, at)))
            at = run.end
    if at < len(reading.text):
        runs.append(Run(at, len(reading.text), "", ""))
    return tuple(runs)


def qt_length(text: str) -> int:
    """How many places Qt counts for a text: two for a character beyond the first plane."""
    return len(text) + sum(char > "\uffff" for char in text)


def one_line(text: str, runs: tuple[Run, ...], font: QFont, *, dark: bool) -> QTextLayout:
    """The text laid out in one line of any width, its elements coloured."""
    layout = QTextLayout(text, font)
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(options)
    layout.setFormats([_format(text, run, dark=dark) for run in runs if run.kind])
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _format(text: str, run: Run, *, dark: bool) -> QTextLayout.FormatRange:
    colours = tint(run.kind, dark=dark)
    form = QTextCharFormat()
    form.setForeground(colours.ink)
    form.setBackground(colours.ground)
    found = QTextLayout.FormatRange()
    found.start = qt_length(text[: run.start])  # type: ignore[attr-defined]  # fields are missing in the stubs
    found.length = qt_length(text[run.start : run.end])  # type: ignore[attr-defined]
    found.format = form  # type: ignore[attr-defined]
    return found


def rich_text(text: str, runs: tuple[Run, ...], *, dark: bool, odd: frozenset[str] = frozenset()) -> str:
    """The text as HTML, its elements coloured.

    Args:
        text: as written.
        runs: its stretches.
        dark: for dark ground.
        odd: kinds to be drawn bold and underlined.
    """
    parts = []
    for run in runs:
        shown = escape(text[run.start : run.end])
        if run.kind:
            colours = tint(run.kind, dark=dark)
            style = f"color:{colours.ink.name()};background-color:{colours.ground.name()}"
            if run.kind in odd:
                style += ";font-weight:600;text-decoration:underline"
            shown = f'<span style="{style}">{shown}</span>'
        parts.append(shown)
    return "".join(parts)
