"""Doubts about a reading: what an element could be instead, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.reading.doubts import REASONS, Doubt, doubts
from db.domain.reading.model import KINDS, Lexicon
from db.domain.reading.reader import read_address

KNOWN = Lexicon.of(
    districts=["芗城区"],
    towns=["莲前街道"],
    communities=["前埔社区"],
    roads=["湖滨南路", "湖滨西路", "文园路"],
    villages=["马垅"],
)
PIECES = (
    *("开元区", "海仓区", "莲前街道", "湖滨东路", "文圆路", "马垅", "塘边", "海光大厦"),
    *("12号", "3-5号", "9栋", "198号", "12单元", "3层", "501室"),
)


def told(text: str, lexicon: Lexicon = KNOWN) -> list[str]:
    """The doubts about a text, one line each."""
    return [
        f"{one.reason} {one.kind}={one.value}"
        + (f" {one.other_kind}={one.other_value}" if one.other_kind else "")
        for one in doubts(read_address(text, lexicon), lexicon)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("文园路8号12单元", ["room_or_stair stair=12 room=12"]),
        ("文园路8号B单元301", []),
        ("文园路8号03单元", ["room_or_stair room=03 stair=3"]),
        ("文园路8號12單元", ["room_or_stair stair=12 room=12"]),
        ("文园路8号804单元", []),
        ("文园路8号12梯", []),
        ("文园路8号海光大厦3号201室", ["number_or_building building=3 room=3"]),
        ("文园路8号海光大厦3号楼201室", []),
        ("海光大厦3号201室", ["number_or_building number=3 building=3"]),
        ("文园路9栋198号", ["number_or_room room=198 number=198"]),
        ("文园路9栋198号307室", []),
        ("文园路12-15号", ["range_or_suffix number=12~15 number=12-15"]),
        ("文园路12至15号", []),
        ("文园路12-1号", []),
        ("文园路8号3层501室", ["floor_disagrees_room floor=3 floor=5"]),
        ("文园路8号13层1301室", []),
        ("文园路8号3层01室", []),
    ],
)
def test_parts_that_may_be_otherwise_say_what_instead(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("湖宾南路8号", ["slip road=湖宾南路 road=湖滨南路"]),
        ("湖滨东路8号", ["slip road=湖滨东路 road=湖滨南路", "slip road=湖滨东路 road=湖滨西路"]),
        ("仙岳路8号", ["unknown_name road=仙岳路"]),
        ("莲前街到文园路8号", ["slip town=莲前街到 town=莲前街道"]),
        ("厦门市海仓区文园路8号", ["slip district=海仓区 district=海沧区"]),
        ("厦门市思明区文园路8号", []),
        ("漳州市芗城区文园路8号", []),
        ("漳州市龙文区文园路8号", ["unknown_name district=龙文区"]),
        ("开元区文园路8号", ["district_abolished district=开元区 district=思明区"]),
        (
            "杏林区文园路8号",
            [
                "district_abolished district=杏林区 district=海沧区",
                "district_abolished district=杏林区 district=集美区",
            ],
        ),
        ("马垅8号", []),
        ("塘边8号", ["village_or_compound village=塘边 compound=塘边"]),
        ("塘边社8号", []),
    ],
)
def test_names_are_held_against_the_register(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_without_a_register_no_name_is_doubted_but_a_district() -> None:
    assert told("湖宾南路8号", Lexicon()) == []
    assert told("厦门市海仓区湖宾南路8号", Lexicon()) == ["slip district=海仓区 district=海沧区"]


def test_a_doubt_says_where_the_element_stands() -> None:
    assert doubts(read_address("文园路 8号12单元")) == (
        Doubt("stair", "12", ((6, 10),), "room_or_stair", "room", "12"),
    )


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=20))
def test_every_doubt_is_about_an_element_and_has_a_known_reason(text: str) -> None:
    reading = read_address(text, KNOWN)
    for one in doubts(reading, KNOWN):
        assert reading.values[one.kind] == one.value
        assert one.reason in REASONS
        assert (one.other_kind in KINDS) == bool(one.other_value)
        assert (one.other_kind, one.other_value) != (one.kind, one.value)
