"""The short way reads what the careful way reads, for every text that it takes; and no text takes more than linear work."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.domain.reading.model import Lexicon
from db.domain.reading.plain import first_part, plan_of, shape_of
from db.domain.reading.reader import read_address, read_carefully, read_plain

UPPER = (
    "",
    "厦门市",
    "厦门",
    "福建省厦门市思明区",
    "湖里",
    "翔安区马巷镇",
    "莲前街道前埔社区",
    "海沧区市辖区",
)
NAMES = (
    *("湖滨南路", "金湖三里", "台湾街", "海沧大道", "马垅", "塘边社", "鹭海花园", "软件园二期", "江头吕岭路"),
    *(
        "鹭海大厦",
        "前埔村",
        "五一广场",
        "地下",
        "第",
        "临",
        "城南",
        "湖里",
        "店面",
        "负",
        "三",
        "厂房",
        "山水楼",
        "社",
    ),
)
WORDS = (
    *(
        "号",
        "号",
        "号",
        "幢",
        "栋",
        "号楼",
        "座",
        "梯",
        "单元",
        "层",
        "楼",
        "室",
        "室",
        "",
        "",
        "#",
        "房",
        "店面",
    ),
    *("号店面", "梯位", "塔", "商铺", "#楼", "号之", "之", "第", "號", "樓", "a座"),
)
NUMBER = st.one_of(
    st.sampled_from(
        ("1", "2", "8", "9", "12", "19", "20", "81", "99", "100", "101", "302", "999", "1201", "08", "001")
    ),
    st.integers(0, 20_000).map(str),
    st.sampled_from(("一", "二", "十", "十二", "三十一", "五〇一", "A", "B1", "9B", "28F", "A101", "F")),
)
JOINT = st.sampled_from(
    ("", "", "", "", "", "之一", "之十二", "之3", "-", "-", "~", "至", "、", ",", "--", "-2")
)
UNITS = st.tuples(NUMBER, st.sampled_from(WORDS), JOINT).map("".join)
BETWEEN = st.sampled_from(
    (
        *(
            "鹭海大厦",
            "莲富大厦住宅楼",
            "帝豪大厦",
            "西侧",
            "A区",
            "B栋",
            "广场",
            "城",
            "二期",
            "内",
            "同安园",
            "和",
            "旁",
        ),
        *(
            "软件园",
            "五一广场",
            "翔安区",
            "马巷镇",
            "前埔社区",
            "龙山路",
            "厂房",
            "主楼",
            "北座",
            "村口",
            "侨兴",
            "第",
            "临",
        ),
    )
)
PARTS = st.lists(UNITS | UNITS | UNITS | BETWEEN, min_size=1, max_size=5).map("".join)
TEXTS = st.tuples(st.sampled_from(UPPER), st.sampled_from(NAMES), PARTS).map("".join)


@settings(max_examples=120)
@given(TEXTS)
@example("厦门市湖里区嘉禾路488号之31601室")
@example("厦门市湖里区嘉禾路2A1-2A5室")
@example("厦门市湖里区地下2层")
@example("湖里区塘边社5号5幢5梯5室")
@example("软件园二期81-12号01-06单元")
@example("金湖三里12号楼上")
@example("金湖三里12号東坪大厦3樓")
def test_the_short_way_reads_what_the_careful_way_reads(text: str) -> None:
    short = read_plain(text)
    assert short is None or short == read_carefully(text)


@given(TEXTS)
def test_it_does_not_matter_what_was_read_before(text: str) -> None:
    assert read_address(text) == read_address(text) == read_carefully(text)


def test_a_lexicon_is_heard_on_the_short_way_too() -> None:
    text, known = "曾厝垵上李龙虎山路12号301室", Lexicon.of(roads=["龙虎山路"])
    short = read_plain(text, known)
    assert short is not None
    assert short == read_carefully(text, known)
    assert short.values["road"] == "龙虎山路"


@pytest.mark.parametrize(
    "text",
    [
        "厦门市思明区湖滨南路81号3幢2梯501室",
        "湖滨南路81号之二3号楼2单元5层501室",
        "湖里区江头街道吕岭社区金湖三里81-2号1201",
        "翔安区马巷镇塘边社81-95号",
        "鹭海花园12栋804单元",
        "思明区湖滨南路81号301、302室",
        "思明区湖滨南路81号一楼A101",
        "湖里区仙岳路860号台商会馆12楼C座",
        "思明区湖滨南路81号三楼西侧",
    ],
)
def test_the_short_way_takes_the_forms_that_registers_write(text: str) -> None:
    short = read_plain(text)
    assert short is not None
    assert short == read_carefully(text)


@pytest.mark.parametrize(
    ("parts", "shape"),
    [
        ("81号3幢2梯501室", "99号9幢9梯999室"),
        ("08店面", "09店面"),
        ("81-95号", "11-99号"),
        ("81-2号", "99-9号"),
        ("01-06单元", "01-09单元"),
        ("81号之二一楼", "99号之三三楼"),
        ("A1-A5室", None),
        ("4-1-302", None),
    ],
)
def test_a_shape_keeps_lengths_leading_zeros_and_the_order_of_pairs(parts: str, shape: str | None) -> None:
    assert shape_of(parts) == shape


def test_a_plan_is_made_only_where_no_value_counts() -> None:
    assert first_part("99号9幢") == "号"
    assert plan_of(("road",), "路", "99号9幢999室", Lexicon()) is not None
    assert plan_of(("road",), "路", "99号9室,8室", Lexicon()) is None
    assert plan_of(("road", "rest"), "路", "99号店面", Lexicon()) is None
