"""Identifiers in their normal form."""

import pytest

from db.domain.reading.units import arabic, class_of, digits, value_of, zhi_of


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("08", "08"),
        ("12-1", "12-1"),
        ("12-15", "12~15"),
        ("12~1", "12~1"),
        ("一至三", "1~3"),
        ("一二〇", "120"),
        ("五〇一", "501"),
        ("一,二", "1,2"),
        ("301和302", "301,302"),
        ("01-06", "01~06"),
        ("4-1-302", "4-1-302"),
        ("S1-S3", "S1~S3"),
        ("A101-105", "A101~105"),
        ("C1-4", "C1-4"),
        ("A7-12", "A7-12"),
        ("2906-2907A", "2906~2907A"),
        ("5A-6", "5A-6"),
    ],
)
def test_a_dash_means_to_only_when_numbers_of_one_make_rise(written: str, value: str) -> None:
    assert value_of(written) == value


def test_chinese_numerals_become_arabic_and_improper_ones_stay() -> None:
    assert [arabic("十二"), arabic("贰拾"), arabic("百二"), digits("B二")] == ["12", "20", "百二", "B2"]


def test_a_suffix_goes_behind_the_value_each_time() -> None:
    assert zhi_of("之二", "12") == "12之2"
    assert zhi_of("之一,之二", "12") == "12之1,12之2"


def test_class_words_tell_what_an_identifier_numbers() -> None:
    assert [class_of(word) for word in ("号楼", "梯位", "层", "室", "号店面", "单元", "座", "号")] == [
        *("building", "stair", "floor", "room", "shop", "unit", "block", "number"),
    ]
