import itertools
import re
from html import escape

import pytest
from PySide6.QtGui import QColor

from db.domain.matching.findings import Reason
from db.domain.matching.ladder import NOT_FOUND, SEVERAL
from db.domain.matching.model import Match, Rung, Verdict
from db.domain.reading.doubts import REASONS, Doubt
from db.domain.reading.model import KINDS
from db.domain.reading.reader import read_address
from db.services.lookup import DECIDED, DISAGREE, OUTDATED, RETIRED, UNREAD
from desktop.matching.colours import tint, verdict_ink
from desktop.matching.differences import difference_text, odd_kinds
from desktop.matching.runs import one_line, qt_length, rich_text, runs_of
from desktop.matching.sheet import Group, group_term
from desktop.matching.words import (
    COMPLETE,
    doubt_terms,
    doubt_text,
    element_terms,
    fault_terms,
    reason_term,
    reason_terms,
)
from desktop.matching.written import FAULTS
from desktop.shell.theme import DARK, LIGHT

READABLE = 4.5
"""Contrast that the accessibility guidelines ask of text."""


def luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    red, green, blue = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize(("codes", "words"), COMPLETE)
def test_every_code_has_its_word(codes, words):
    assert set(words()) == {one.value for one in codes}
    assert all(words().values())


def test_every_element_and_every_fault_has_its_word():
    assert tuple(element_terms()) == KINDS
    assert set(fault_terms()) == set(FAULTS)
    assert len({group_term(group) for group in Group}) == len(Group)


def test_a_reason_names_the_element_it_was_found_in():
    match = Match(Verdict.CANDIDATE, Rung.LIKENESS, "identifier_differs", "number")
    assert reason_term(match) == "门牌号不同"
    deeper = Match(Verdict.CONTAINS, Rung.STRUCTURE, "deeper", "room")
    assert reason_term(deeper._replace(deeper=1)) == "来文更细，多了室"
    assert reason_term(deeper._replace(deeper=2)) == "库中更细，来文没写室"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_elements_are_readable_on_their_ground(kind, dark):
    colours = tint(kind, dark=dark)
    assert contrast(colours.ink, colours.ground) >= READABLE


@pytest.mark.parametrize("dark", [False, True])
def test_no_two_kinds_share_a_colour(dark):
    grounds = [tint(kind, dark=dark).ground for kind in KINDS]
    for one, other in itertools.combinations(grounds, 2):
        assert (
            max(
                abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())
            )
            > 4
        )


@pytest.mark.parametrize(("theme", "dark"), [(LIGHT, False), (DARK, True)])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_verdicts_are_readable_on_lists_and_on_the_chosen_line(verdict, theme, dark):
    ink = verdict_ink(verdict, dark=dark)
    for ground in (theme.base, theme.stripe, theme.window):
        assert contrast(ink, QColor(ground)) >= READABLE
    assert contrast(ink, QColor(theme.chosen)) >= 3.5


def test_runs_cover_the_text_and_name_each_element():
    runs = runs_of(read_address("厦门市,湖滨南路81号 3幢"))
    assert [(run.kind, run.start, run.end) for run in runs] == [
        *(("city", 0, 3), ("", 3, 4), ("road", 4, 8), ("number", 8, 11), ("", 11, 12), ("building", 12, 14))
    ]
    assert {run.kind: run.value for run in runs}["number"] == "81"


def test_a_character_beyond_the_first_plane_shifts_no_colour(qapp):
    text = "𫊻洲路81号"
    assert qt_length(text) == len(text) + 1
    layout = one_line(text, runs_of(read_address(text)), qapp.font(), dark=False)
    ends = [(one.start, one.start + one.length) for one in layout.formats()]
    assert ends == [(0, 4), (4, 7)]


def test_rich_text_escapes_what_was_written():
    text = "湖滨南路81号<b>&"
    shown = rich_text(text, runs_of(read_address(text)), dark=False, odd=frozenset({"number"}))
    assert re.sub("<[^>]+>", "", shown) == escape(text)
    assert "underline" in shown


def test_differences_are_named_level_by_level():
    written = read_address("湖滨南路81号501室").values
    entry = read_address("厦门市思明区湖滨南路83号3幢").values
    assert odd_kinds(written, entry) == {"number", "building", "room"}
    assert difference_text(written, entry) == "门牌号 81 ≠ 83；来文没有楼栋 3；库中没有室 501"
    assert difference_text(written, written) == ""


def test_every_reason_of_a_match_and_of_a_doubt_has_its_words():
    looked_up = {SEVERAL, RETIRED, UNREAD, OUTDATED, DECIDED, DISAGREE, NOT_FOUND.reason}
    assert set(reason_terms()) == looked_up | {one.value for one in Reason}
    assert set(doubt_terms()) == set(REASONS)


def test_a_doubt_says_what_was_read_and_what_it_would_be():
    doubt = Doubt("stair", "12", ((0, 4),), "room_or_stair", "room", "12")
    assert doubt_text(doubt) == "读作梯位 12，也可能是室 12"
