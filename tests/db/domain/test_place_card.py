from dataclasses import fields, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.alias import Alias, BadPlace, leaving_name, name_on, stands_since
from db.domain.place import PlaceKind
from db.domain.place_card import (
    AUTO,
    CITY_SCOPE,
    MAX_FACT,
    MAX_MEANING,
    MAX_PINYIN,
    Facts,
    checked_day,
    checked_facts,
    checked_name,
    checked_pinyin,
    meet,
    scope_of,
    writer_of,
    written_by,
)

FACTS = Facts(
    "street", "Húbīn Nánlù", "鹭江道", "湖滨东路", "E2W", "", "在筼筜湖南岸", "厦府〔1985〕1号", "1985-06-01"
)
NAMES = [one.name for one in fields(Facts)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 湖滨 南路 ", "湖滨南路"),
        ("湖滨南路", "湖滨南路"),
        ("ＳＭ城市广场", "SM城市广场"),
        ("𠮷安路", "𠮷安路"),
    ],
)
def test_a_name_is_kept_without_blanks_and_in_half_width(typed: str, kept: str) -> None:
    assert checked_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("  ", "name_empty"),
        ("湖" * 61, "name_long"),
        ("湖滨/南路", "name_characters"),
        ("湖滨\u200b南路", "name_characters"),
        ("=湖滨南路", "name_characters"),
        ("SM路", "name_no_han"),
    ],
)
def test_a_name_that_is_none_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(BadPlace) as refused:
        checked_name(typed)
    assert refused.value.why == why


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": "road"}, "unknown_kind"),
        ({"direction": "up"}, "unknown_direction"),
        ({"rule_set": "numbering-2"}, "unknown_rule_set"),
        ({"named_on": "1985-02-30"}, "bad_day"),
        ({"named_on": "2031-01-01"}, "day_to_come"),
        ({"extent_from": "桥" * (MAX_FACT + 1)}, "fact_long"),
        ({"meaning": "湖" * (MAX_MEANING + 1)}, "fact_long"),
        ({"meaning": "湖\x07滨"}, "fact_characters"),
        ({"pinyin": "Húbīn 南路"}, "pinyin_characters"),
        ({"pinyin": "a" * (MAX_PINYIN + 1)}, "pinyin_long"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_with_the_reason(change: dict[str, str], why: str) -> None:
    with pytest.raises(BadPlace) as refused:
        checked_facts(replace(FACTS, **change), ["numbering"], "2026-11-22")
    assert refused.value.why == why


def test_facts_are_kept_on_one_line() -> None:
    given_facts = replace(FACTS, meaning=" 在筼筜湖\n南岸 ", rule_set="numbering")
    kept = checked_facts(given_facts, ["numbering"], "2026-11-22")
    assert kept == replace(FACTS, meaning="在筼筜湖 南岸", rule_set="numbering")


@pytest.mark.parametrize("text", ["Xī’ān Lù", "2 Mǎlù", "Lǚcuò", "Zhū-Jiāng Lù", ""])
def test_a_spelling_may_have_marks_figures_and_apostrophes(text: str) -> None:
    assert checked_pinyin(f" {text} ") == text.replace("’", "'")


def test_a_spelling_names_the_person_who_gave_it() -> None:
    assert writer_of(written_by("lin")) == "lin"
    assert writer_of(AUTO) == ""


def test_streets_are_named_once_in_the_city_and_compounds_once_in_a_district() -> None:
    scopes = {kind: scope_of(kind, "350203") for kind in PlaceKind}
    assert {kind.value for kind, scope in scopes.items() if scope == CITY_SCOPE} == {"street", "lane"}


card = st.builds(Facts, **{name: st.sampled_from("甲乙丙") for name in NAMES})


@given(card, card, card)
def test_nothing_anybody_wrote_on_a_card_is_lost_unsaid(shown: Facts, ours: Facts, theirs: Facts) -> None:
    met = meet(shown, ours, theirs)
    for name in NAMES:
        was, mine, other = (getattr(one, name) for one in (shown, ours, theirs))
        assert getattr(met.facts, name) == (mine if mine != was else other)
        assert (name in met.clashing) == (mine != was and other not in (was, mine))


# -- names and their days -----------------------------------------------------------------------------------------------


def history(names: str, born: str = "2001-01-01") -> tuple[str, dict[str, Alias], list[tuple[str, str]]]:
    """A place that was renamed every January: name of today, other names, and since when it bore which name."""
    kept: dict[str, Alias] = {}
    told = [(born, names[0])]
    for year, (old, new) in enumerate(pairwise(names), 2002):
        day = f"{year}-01-01"
        left = leaving_name(old, born, kept, day)
        assert left is not None
        kept[old] = left
        told.append((day, new))
    return names[-1], kept, told


@given(st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=1, max_size=6, unique=True).map("".join))
def test_the_name_of_a_day_is_the_one_that_stood_then(names: str) -> None:
    now, kept, told = history(names)
    for day, name in told:
        assert name_on(now, kept.values(), day) == name
    assert stands_since("2001-01-01", kept.values()) == told[-1][0]


def test_a_name_that_was_given_back_and_left_again_keeps_its_days() -> None:
    now, kept, told = history("甲乙甲丙")
    assert [name_on(now, kept.values(), day) for day, _name in told] == ["甲", "乙", "甲", "丙"]


def test_a_name_cannot_end_before_it_stood() -> None:
    _now, kept, _told = history("甲乙")
    with pytest.raises(BadPlace) as refused:
        leaving_name("乙", "2001-01-01", kept, "2001-06-01")
    assert (refused.value.why, refused.value.holder) == ("day_before", "2002-01-01")


def test_of_a_name_that_stood_for_no_day_nothing_is_kept() -> None:
    _now, kept, _told = history("甲乙")
    assert leaving_name("乙", "2001-01-01", kept, "2002-01-01") is None


def test_former_names_lead_for_ever_and_withdrawn_ones_no_more() -> None:
    assert Alias("旧名", "former", "1985-01-01", "2001-01-01").leads
    assert Alias("俗称", "common", "2001-01-01").leads
    assert not Alias("俗称", "common", "2001-01-01", "2026-11-22").leads
    assert not Alias("错录", "former", "2001-01-01", "2001-01-01").leads
    assert not Alias("错录", "former", "2001-01-01", "2001-01-01").is_dated


def test_a_day_is_kept_as_iso_text() -> None:
    for typed in (" 2026-11-22 ", "20261122", "2026年11月22日", "2026/11/22"):
        assert checked_day(typed) == "2026-11-22"
    assert checked_facts(replace(FACTS, named_on="20260901"), [], "2026-11-22").named_on == "2026-09-01"
