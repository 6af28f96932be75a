"""Every difference and every happening has its words."""

import json

import pytest

from db.domain.timeline import Changed, Difference, Event, Happening, Line, Tally
from desktop.history.words import (
    changed_text,
    difference_term,
    event_group,
    event_text,
    level_term,
    line_text,
    tally_text,
)
from desktop.paths import resource
from desktop.terms import verb_term


@pytest.mark.parametrize("kind", list(Difference))
def test_every_difference_is_told_with_what_was_and_what_is(kind: Difference) -> None:
    text = changed_text(Changed(kind, "甲", "乙"))
    assert text
    assert "{" not in text
    assert "乙" in text or kind in (Difference.UNIT_BORN, Difference.UNIT_GONE)
    assert difference_term(kind)
    assert event_group(Event("2024-01-01", kind)) == "address"


@pytest.mark.parametrize("kind", list(Happening))
def test_every_happening_is_told_and_belongs_to_a_box(kind: Happening) -> None:
    text = event_text(Event("2024-01-01", kind, before="approved", after="listed", note="large_door"))
    assert text
    assert "{" not in text
    assert event_group(Event("2024-01-01", kind)) in {"address", "case", "plate", "check", "entry"}


def test_states_and_rules_come_in_the_offices_words() -> None:
    assert changed_text(Changed(Difference.GONE, "approved", "merged")) == "由已批准变为已合并"
    assert changed_text(Changed(Difference.GONE, "approved", "")) == "由已批准变为不再有效"
    plate = Event("2024-01-01", Happening.PLATE, before="to_make", after="listed", note="large_door")
    assert event_text(plate) == "大门牌：由待制作到清单锁定"
    rules = json.loads(resource("templates", "reasons.json").read_text(encoding="utf-8"))["reasons"]
    rule, words = next(iter(rules.items()))
    assert words in event_text(Event("2024-01-01", Happening.PROBLEM, before="错", after=rule))
    assert (level_term("door"), level_term("")) == ("门牌号", "")


def test_what_somebody_wrote_is_told_without_his_number() -> None:
    for verb, note in (("qr.accept", "140737488373659"), ("plates.print", "141f5eec" * 8)):
        assert event_text(Event("2024-01-01", Happening.ENTRY, after=verb, note=note)) == verb_term(verb)
    told = event_text(Event("2024-01-01", Happening.ENTRY, after="address.edit", note="电话13800138000"))
    assert told == "编辑地址（电话138****8000）"


def test_a_line_and_a_tally_are_sentences() -> None:
    tally = Tally()
    assert tally_text(tally) == "两个日期之间没有变化。"
    line = Line(
        7,
        "官任社区",
        "door",
        "湖滨南路14号",
        "湖滨南路12号",
        (Changed(Difference.RENUMBERED, "12号", "14号"),),
    )
    assert line_text(line) == "湖滨南路14号：由12号改号为14号"
    tally.add(line)
    assert tally_text(tally) == "改号 1。"
    tally.led = 1_200
    assert tally_text(tally) == "改号 1；另有 1,200 个地址只随上级或社区变动，不逐条列出。"
