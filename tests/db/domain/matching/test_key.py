import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.matching.key import Key, key_of, parts_of, plain_id
from db.domain.reading.reader import read_address


def _key(text: str) -> Key:
    return key_of(read_address(text).values)


@pytest.mark.parametrize(
    "other",
    [
        "福建省厦门市思明区鹭江街道大同社区湖滨南路388号国贸大厦B幢2梯1103室",
        "湖滨南路388号B座2单元1103",
        "思明区湖滨南路388号B栋2梯位11层1103单元",
        "開元區湖濱南路３８８號B幢二梯1103室",
    ],
)
def test_the_key_leaves_out_what_an_address_may_leave_out(other: str) -> None:
    assert _key(other) == Key("湖滨南路", "388", "B", "2", "1103")


@pytest.mark.parametrize(
    "other",
    [
        "湖滨北路388号B幢2梯1103室",
        "湖滨南路388号之一B幢2梯1103室",
        "湖滨南路临388号B幢2梯1103室",
        "湖滨南路388号A幢2梯1103室",
        "湖滨南路388号2梯1103室",
        "湖滨南路388号B幢3梯1103室",
        "湖滨南路388号B幢1103室",
        "湖滨南路388号B幢2梯1103室之一",
        "湖滨南路388号B幢2梯11层",
        "湖滨南路388号B幢2梯",
    ],
)
def test_the_key_keeps_number_building_stair_and_room(other: str) -> None:
    assert _key(other) != _key("湖滨南路388号B幢2梯1103室")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("集美区后溪镇溪西村山尾社35号", "山尾"),
        ("前埔工业园56号", "前埔工业园"),
        ("西柯街道浦头村12号", "浦头社区"),
        ("厦门市集美区后溪镇", "后溪"),
        ("厦门市集美区", "集美区"),
        ("福建省厦门市", "厦门市"),
        ("福建省", "福建省"),
        ("", ""),
    ],
)
def test_the_naming_place_is_the_road_else_the_village_the_compound_or_the_unit(
    text: str, place: str
) -> None:
    assert _key(text).place == place


def test_a_compound_without_a_door_number_takes_its_place_in_the_key() -> None:
    assert _key("厦禾路铁道大厦1903室").number == "铁道大厦"
    assert _key("厦禾路铁道大厦1903室") != _key("厦禾路国贸大厦1903室")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("08", "8"),
        ("A01", "A1"),
        ("12-01", "12-1"),
        ("100", "100"),
        ("128,0126", "126,128"),
        ("0", "0"),
        ("", ""),
    ],
)
def test_leading_zeros_and_the_order_of_a_list_say_nothing(written: str, plain: str) -> None:
    assert plain_id(written) == plain


def test_notes_are_sorted_into_sides_neighbourhood_and_the_rest() -> None:
    parts = parts_of({"road": "湖光路", "rest": "西侧,对面,A栋,原仓库"})
    assert (parts.side, parts.beside, parts.note) == ("A幢,西", "对面", "原仓库")


def test_zones_are_told_from_the_buildings_in_them() -> None:
    parts = parts_of({"road": "望海路", "number": "59", "compound": "软件园二期/创新大厦"})
    assert (parts.compound, parts.zone, parts.named) == ("软件园二期创新大厦", "软件园二期", "创新大厦")


@given(st.text("0123456789,-~之AB临", max_size=12))
def test_a_plain_identifier_stays_plain(value: str) -> None:
    assert plain_id(plain_id(value)) == plain_id(value)
