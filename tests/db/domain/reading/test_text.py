"""The normal text and the way back to the given one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.reading.text import Normal


@pytest.mark.parametrize(
    ("given_text", "normal"),
    [
        ("８１－２号", "81-2号"),
        ("a座", "A座"),
        ("ｂ座", "B座"),
        ("廈門市蓮花南路", "厦门市莲花南路"),
        ("81 号", "81号"),
        ("12 14", "12 14"),
        ("“大唐”《一期》", "大唐一期"),
        ("（二期）【厂房】", "(二期)(厂房)"),
        ("301、302；303", "301,302,303"),
        ("81〜95—2", "81~95-2"),
        ("湖\u200b滨\ufeff", "湖滨"),
        ("12²号", "12²号"),
    ],
)
def test_one_spelling_is_read_for_the_many_that_are_written(given_text: str, normal: str) -> None:
    assert Normal(given_text).text == normal


def test_a_stretch_is_found_again_around_what_was_left_out() -> None:
    normal = Normal("湖 滨“南”路")
    assert normal.spans(0, len(normal.text)) == ((0, 1), (2, 3), (4, 5), (6, 7))


@given(st.text())
def test_the_whole_normal_text_stands_in_the_given_one(text: str) -> None:
    normal = Normal(text)
    spans = normal.spans(0, len(normal.text))
    assert sum(end - start for start, end in spans) == len(normal.text)
    assert all(0 <= start < end <= len(text) or not text for start, end in spans)


@given(st.text())
def test_a_normal_text_is_its_own_normal_text(text: str) -> None:
    once = Normal(text).text
    assert Normal(once).text == once
