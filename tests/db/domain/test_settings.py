from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.errors import NotFound
from db.domain.settings import (
    BY_KEY,
    SETTINGS,
    BadSetting,
    Kind,
    as_text,
    checked,
    each_value,
    from_text,
    judged,
    setting_of,
    settings_of,
)

EVERY = pytest.mark.parametrize("one", SETTINGS.values(), ids=lambda one: one.key)


def why(key: str, value: object) -> str:
    with pytest.raises(BadSetting) as caught:
        checked(BY_KEY[key], value)
    assert caught.value.key == key
    return caught.value.why


@EVERY
def test_a_default_is_a_value_of_its_setting_and_survives_as_text(one) -> None:
    assert checked(one, one.default) == one.default
    assert from_text(one, as_text(one.default)) == one.default


def test_the_shipped_values_are_the_cautious_ones() -> None:
    settings = settings_of({})
    assert (settings.enter_verify, settings.password_required) == (False, False)
    assert (settings.idle_minutes, settings.attachment_max_mb) == (15, 20)
    assert (settings.keep_originals, settings.clock_ahead_minutes) == ("never", 15 * 1440)
    assert (settings.cooling_years, settings.keep_days, settings.office_name) == (None, 180, "")
    assert (settings.second_person_share, settings.second_person_least) == (20, 50)


@given(number=st.integers(-(10**10), 10**10))
def test_a_number_is_taken_within_its_bounds_and_nowhere_else(number: int) -> None:
    for one in SETTINGS.values():
        if one.kind not in (Kind.INT, Kind.DURATION):
            continue
        if one.low <= number <= one.high:
            assert from_text(one, as_text(checked(one, number))) == number
        else:
            assert why(one.key, number) == "out_of_range"


@given(text=st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_setting(text: str) -> None:
    for one in SETTINGS.values():
        with suppress(BadSetting):
            value = from_text(one, text)
            assert from_text(one, as_text(value)) == value


def test_the_operation_log_is_never_kept_shorter_than_the_law_says() -> None:
    assert why("journal.keep_days", 179) == "out_of_range"
    assert checked(BY_KEY["journal.keep_days"], 180) == 180


@pytest.mark.parametrize(("text", "minutes"), [("0", 0), ("90", 90), ("90m", 90), ("2h", 120)])
def test_a_length_of_time_is_written_in_minutes_hours_or_days(text: str, minutes: int) -> None:
    assert from_text(BY_KEY["session.idle_minutes"], text) == minutes
    assert from_text(BY_KEY["clock.ahead_minutes"], "2d") == 2880


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("password.required", 1, "not_bool"),
        ("password.required", "true", "not_bool"),
        ("attachment.max_mb", True, "not_whole"),
        ("attachment.max_mb", 2.5, "not_whole"),
        ("attachment.max_mb", None, "not_whole"),
        ("attachment.keep_originals", "sometimes", "not_a_choice"),
        ("attachment.keep_originals", ["never"], "not_a_choice"),
        ("office.name", 3, "not_text"),
        ("office.name", "局" * 41, "too_long"),
        ("office.name", " 民政局", "bad_text"),
        ("office.name", "民政\n局", "bad_text"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_its_reason(key: str, value: object, reason: str) -> None:
    assert why(key, value) == reason


@pytest.mark.parametrize("text", ["", "１5", "-1", "1.5", "15 ", "1w", "0x10"])
def test_what_is_not_written_as_a_number_is_refused(text: str) -> None:
    with pytest.raises(BadSetting):
        from_text(BY_KEY["attachment.max_mb"], text)


def test_only_the_resting_of_numbers_may_have_no_end() -> None:
    assert checked(BY_KEY["number.cooling_years"], None) is None
    assert [one.key for one in SETTINGS.values() if one.may_be_none] == [
        "number.cooling_years",
        "verbs.second_person_share",
    ]


def test_kept_texts_hold_and_what_cannot_be_read_counts_as_not_set() -> None:
    kept = {"session.idle_minutes": "30", "attachment.max_mb": "many", "of.a.newer.program": "x"}
    settings = settings_of(kept)
    assert (settings.idle_minutes, settings.attachment_max_mb) == (30, 20)


def test_of_a_file_every_bad_value_is_named() -> None:
    good, bad = judged({"session.idle_minutes": 5, "attachment.max_mb": 0, "no.such": 1})
    assert good == {"session.idle_minutes": 5}
    assert [(one.key, one.why) for one in bad] == [
        ("attachment.max_mb", "out_of_range"),
        ("no.such", "unknown_setting"),
    ]


def test_every_setting_is_reached_by_its_key_and_by_its_attribute() -> None:
    assert [one for one, _value in each_value(settings_of({}))] == list(BY_KEY.values())
    with pytest.raises(NotFound):
        setting_of("no.such")
