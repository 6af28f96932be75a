import pytest

from db.domain.settings import BY_KEY, BadSetting, Kind, Unit, checked
from desktop.error_texts import error_text
from desktop.system.setting_words import (
    choice_term,
    fault_text,
    none_term,
    range_text,
    setting_reason,
    span_text,
    unit_term,
    value_text,
    words_of,
)

EVERY = pytest.mark.parametrize("one", BY_KEY.values(), ids=lambda one: one.key)


@EVERY
def test_every_setting_has_a_group_a_title_and_an_explanation(one) -> None:
    words = words_of(one.key)
    assert all((words.group, words.title, words.explanation))
    assert words.title != one.key


@EVERY
def test_every_value_and_range_reads_in_words(one) -> None:
    assert value_text(one, one.default)
    assert range_text(one)
    assert all(choice_term(one.key, code) != code for code in one.choices)
    assert not one.may_be_none or none_term(one) != "—"
    if one.kind in (Kind.INT, Kind.DURATION):
        assert unit_term(one.unit)


def test_every_unit_but_none_has_a_word() -> None:
    assert [unit for unit in Unit if not unit_term(unit)] == [Unit.NONE]


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "不启用"), (1, "1 分钟"), (90, "90 分钟"), (120, "2 小时"), (1440, "1 天"), (1500, "25 小时")],
)
def test_a_length_of_time_reads_as_people_say_it(minutes: int, text: str) -> None:
    assert span_text(minutes) == text


def test_every_refusal_says_which_setting_why_and_what_may_stand_there() -> None:
    for key, value in (
        ("password.required", 3),
        ("attachment.max_mb", "x"),
        ("attachment.max_mb", 0),
        ("attachment.keep_originals", "x"),
        ("office.name", 3),
        ("office.name", "局" * 41),
        ("office.name", "局 "),
    ):
        with pytest.raises(BadSetting) as caught:
            checked(BY_KEY[key], value)
        error = caught.value
        assert setting_reason(error) != error.why
        assert words_of(key).title in error_text(error).explanation
        assert range_text(BY_KEY[key]) in fault_text(error)
    assert fault_text(BadSetting("{x}", "unknown_setting")) == "{x}：本程序没有这项设置"
