import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.errors import BadNumber
from db.domain.number import (
    HouseNumber,
    from_numeral,
    parse_list,
    parse_number,
    parse_range,
    to_chinese,
)


@st.composite
def house_numbers(draw: st.DrawFn) -> HouseNumber:
    main = draw(st.integers(1, 99_999))
    zhi = draw(st.integers(0, 9_999))
    dash = draw(st.integers(0, min(main, 9_999) if zhi else 9_999))
    return HouseNumber(main, dash, zhi, temporary=draw(st.booleans()))


@given(house_numbers())
def test_a_printed_number_reads_back_the_same(number: HouseNumber) -> None:
    assert parse_number(str(number)) == number
    assert parse_number(number.key) == number


@given(house_numbers(), house_numbers())
def test_two_numbers_share_a_text_or_a_key_only_when_equal(one: HouseNumber, other: HouseNumber) -> None:
    assert (str(one) == str(other)) == (one == other)
    assert (one.key == other.key) == (one == other)
    assert ((one.main, one.suffix) == (other.main, other.suffix)) == (one == other)


@given(st.text(alphabet="0123456789-—～一二十百零之号#临单双 、至²①A", max_size=12))
def test_what_is_read_prints_to_something_that_reads_the_same(text: str) -> None:
    try:
        number = parse_number(text)
    except BadNumber:
        return
    assert parse_number(str(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12号", HouseNumber(12)),
        ("12", HouseNumber(12)),
        ("12#", HouseNumber(12)),
        (" １２ 号 ", HouseNumber(12)),
        ("\u200b12号\ufeff", HouseNumber(12)),
        ("12-1号", HouseNumber(12, dash=1)),
        ("12—1", HouseNumber(12, dash=1)),
        ("12号-1", HouseNumber(12, dash=1)),
        ("129号之二", HouseNumber(129, zhi=2)),
        ("129之2号", HouseNumber(129, zhi=2)),
        ("402号之十一", HouseNumber(402, zhi=11)),
        ("2310-1号之一", HouseNumber(2310, dash=1, zhi=1)),
        ("2310-1之一", HouseNumber(2310, dash=1, zhi=1)),
        ("临12号", HouseNumber(12, temporary=True)),
        ("一百零二号", HouseNumber(102)),
        ("十二号", HouseNumber(12)),
        ("一二〇号", HouseNumber(120)),
    ],
)
def test_the_ways_offices_write_a_number(text: str, number: HouseNumber) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("号", "not_a_number"),
        ("A12", "not_a_number"),
        ("12A号", "not_a_number"),
        ("12 14号", "not_a_number"),
        ("12²", "not_a_number"),
        ("12①号", "not_a_number"),
        ("12、14号", "not_a_number"),
        ("12-1-2号", "not_a_number"),
        ("-12", "not_a_number"),
        ("12.5", "not_a_number"),
        ("12号号", "doubled_class_word"),
        ("12号-1号", "doubled_class_word"),
        ("12号之二号", "doubled_class_word"),
        ("0号", "out_of_range"),
        ("012号", "out_of_range"),
        ("12-0号", "out_of_range"),
        ("12-01号", "out_of_range"),
        ("12号之零", "out_of_range"),
        ("〇五号", "out_of_range"),
        ("100000号", "out_of_range"),
        ("51-59号之三", "range_with_suffix"),
        ("一百二号", "not_a_numeral"),
        ("二十三十号", "not_a_numeral"),
        ("12号之百", "not_a_numeral"),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(BadNumber) as caught:
        parse_number(text)
    assert (caught.value.text, caught.value.why) == (text, why)


@pytest.mark.parametrize(
    "parts", [(0, 0, 0), (-3, 0, 0), (100_000, 0, 0), (1, -1, 0), (1, 0, 10_000), (5, 6, 1)]
)
def test_an_impossible_number_cannot_be_made(parts: tuple[int, int, int]) -> None:
    with pytest.raises(BadNumber):
        HouseNumber(*parts)


def test_a_dash_and_a_zhi_are_two_numbers() -> None:
    assert parse_number("12-1号") != parse_number("12号之一")
    assert parse_number("12-1号").key == "12-1"
    assert parse_number("12号之一").key == "12之1"


def test_numbers_stand_in_street_order() -> None:
    texts = ["12号", "12-1号", "12-2号", "12号之一", "12-1号之一", "临12号", "临12-1号", "13号", "112号"]
    numbers = [parse_number(text) for text in texts]
    assert sorted(reversed(numbers), key=HouseNumber.sort_key) == numbers


@given(st.integers(1, 99))
def test_chinese_numerals_read_back(value: int) -> None:
    assert from_numeral(to_chinese(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两百", 200),
        ("一千零二十", 1020),
        ("一百十五", 115),
        ("一百一十五", 115),
        ("九千零一", 9001),
        ("0", 0),
    ],
)
def test_longer_numerals_are_read(text: str, value: int) -> None:
    assert from_numeral(text) == value


@pytest.mark.parametrize("text", ["", "十百", "一千二十", "零一百", "一百零二十", "甲"])
def test_broken_numerals_are_refused(text: str) -> None:
    with pytest.raises(BadNumber):
        from_numeral(text)


@given(st.integers(1, 99_000), st.integers(1, 900), st.sampled_from(["", "单", "双", "单号", "双号"]))
def test_a_range_holds_every_number_of_its_parity(first: int, length: int, parity: str) -> None:
    numbers = parse_range(f"{first}-{first + length}号{parity}")
    wanted = range(first, first + length + 1)
    if parity:
        wanted = [n for n in wanted if n % 2 == (1 if "单" in parity else 0)]
    assert numbers == tuple(HouseNumber(n) for n in wanted)


@pytest.mark.parametrize(
    "text", ["12-1号", "12-12号", "12号", "0-5号", "012-14号", "12-14-16", "12-14号之一", ""]
)
def test_what_is_no_range_is_left_alone(text: str) -> None:
    assert parse_range(text) is None


def test_ranges_are_bounded_and_keep_the_temporary_mark() -> None:
    assert parse_range("临1至3号") == tuple(HouseNumber(n, temporary=True) for n in (1, 2, 3))
    assert len(parse_range("1-2000") or ()) == 2000
    for text, why in (("1-2001", "range_too_long"), ("99990-100001号", "out_of_range")):
        with pytest.raises(BadNumber) as caught:
            parse_range(text)
        assert (caught.value.text, caught.value.why) == (text, why)


def test_a_list_is_split_and_its_ranges_expanded() -> None:
    wanted = ["12号", "14号", "16号", "17号", "18号", "20-1号", "22号之二"]
    assert [str(number) for number in parse_list("12、14，16-18号;20-1号,22号之二")] == wanted


@pytest.mark.parametrize("text", ["12、、14号", "12、A", "、"])
def test_a_list_with_a_hole_is_refused(text: str) -> None:
    with pytest.raises(BadNumber):
        list(parse_list(text))
