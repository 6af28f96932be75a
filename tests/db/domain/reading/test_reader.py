"""Written addresses become elements: every form that lists show, and every character accounted for."""

import pytest

from db.domain.reading.model import KINDS, Reading
from db.domain.reading.reader import read_address


def told(text: str) -> str:
    """The elements of a text in one line."""
    return " ".join(f"{kind}={value}" for kind, value in read_address(text).values.items())


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("福建省厦门市厦门市思明区思明区湖滨南路8号", "province=福建省 city=厦门市 district=思明区 road=湖滨南路 number=8"),
        ("厦门思明湖滨南路81号", "city=厦门市 district=思明区 road=湖滨南路 number=81"),
        ("思明区鼓浪屿龙头路8号", "district=思明区 road=龙头路 number=8 rest=鼓浪屿"),
        ("福建省厦门市市辖区集美区石鼓路9号", "province=福建省 city=厦门市 district=集美区 road=石鼓路 number=9"),
        ("曾厝垵社区曾厝垵社北路12号", "community=曾厝垵社区 road=曾厝垵社北路 number=12"),
        ("湖里大道270号", "road=湖里大道 number=270"),
        ("同安工业集中区思明园12号", "number=12 compound=同安工业集中区思明园"),
        ("海沧新阳街道霞阳村霞阳社12号", "district=海沧区 town=新阳街道 community=霞阳村 village=霞阳社 number=12"),
        ("江头街道办吕岭路100号", "town=江头街道 road=吕岭路 number=100"),
        ("江头街道办事处吕岭路100号", "town=江头街道 road=吕岭路 number=100"),
        ("叶厝社区居委会叶厝路25号", "community=叶厝社区 road=叶厝路 number=25"),
        ("东坑村委会下尾社45号", "community=东坑村 village=下尾社 number=45"),
        ("后垵村后垵社三组15号", "community=后垵村 village=后垵社3组 number=15"),
        ("东瑶村山仰自然村20号", "community=东瑶村 village=山仰自然村 number=20"),
        ("湖里区塘边88号", "district=湖里区 village=塘边 number=88"),
        ("同安县大同镇后炉街30号", "district=同安县 town=大同镇 road=后炉街 number=30"),
        ("马巷镇五星路12号", "town=马巷镇 road=五星路 number=12"),
        ("漳州市龙文区水仙大街12号", "city=漳州市 district=龙文区 road=水仙大街 number=12"),
    ],
)  # fmt: skip
def test_upper_levels_are_read_full_bare_or_twice(text: str, elements: str) -> None:
    assert told(text) == elements


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("81号", "81"),
        ("81#", "81"),
        ("81", "81"),
        ("81号之二", "81之2"),
        ("81号之十二", "81之12"),
        ("81之二", "81之2"),
        ("81-2号", "81-2"),
        ("81号-2", "81-2"),
        ("81—2号", "81-2"),
        ("81-95号", "81~95"),
        ("81~95号", "81~95"),
        ("81号至95号", "81~95"),
        ("81、83、85号", "81,83,85"),
        ("81号、83号", "81,83"),
        ("八十一号", "81"),
        ("一百二十号", "120"),
        ("临81号", "临81"),
        ("临时81号", "临81"),
        ("８１号", "81"),
    ],
)
def test_door_numbers_keep_suffix_and_range_apart(written: str, number: str) -> None:
    assert told(f"思明区湖滨南路{written}") == f"district=思明区 road=湖滨南路 number={number}"


@pytest.mark.parametrize(
    ("written", "elements"),
    [
        ("4幢2梯302室", "building=4 stair=2 room=302"),
        ("4-1-302", "building=4 stair=1 room=302"),
        ("4-1-302室", "building=4 stair=1 room=302"),
        ("4幢1-302", "building=4 stair=1 room=302"),
        ("-4-302", "building=4 room=302"),
        ("四号楼二单元302", "building=4 stair=2 room=302"),
        ("6#楼804单元", "building=6 room=804"),
        ("2单元804室", "stair=2 room=804"),
        ("9B单元", "room=9B"),
        ("03单元", "room=03"),
        ("8层03单元", "floor=8 room=03"),
        ("二层B单元", "floor=2 room=B"),
        ("A座5层B座", "building=A floor=5 room=B"),
        ("96梯位701", "stair=96 room=701"),
        ("2号梯口701室", "stair=2 room=701"),
        ("负一层A1店面", "floor=-1 room=A1"),
        ("地下二层", "floor=-2"),
        ("地下室", "floor=-1"),
        ("B1层", "floor=-1"),
        ("-1层", "floor=-1"),
        ("一至三层", "floor=1~3"),
        ("一楼、二楼", "floor=1,2"),
        ("28F", "floor=28"),
        ("28F01室", "floor=28 room=01"),
        ("13F单元", "room=13F"),
        ("33D", "room=33D"),
        ("五〇一室", "room=501"),
        ("301、302和303室", "room=301,302,303"),
        ("301-305室", "room=301~305"),
        ("1102-2室", "room=1102-2"),
        ("3楼之一", "floor=3之1"),
        ("1001单元之二", "room=1001之2"),
        ("25号店面", "room=25"),
        ("主楼3层", "building=主 floor=3"),
        ("三楼西侧A区", "floor=3 rest=西侧,A区"),
        ("(厂房)二楼", "floor=2 rest=厂房"),
        ("(2#厂房)二楼", "building=2 floor=2"),
        ("(原供销社)二楼", "floor=2 rest=原供销社"),
    ],
)
def test_parts_behind_the_door_number_are_told_apart(written: str, elements: str) -> None:
    assert told(f"湖里区兴隆路12号{written}") == f"district=湖里区 road=兴隆路 number=12 {elements}"


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("厦禾路88号鹭海大厦3号201室", "road=厦禾路 number=88 compound=鹭海大厦 building=3 room=201"),
        ("厦禾路88号(鹭海大厦)201室", "road=厦禾路 number=88 compound=鹭海大厦 room=201"),
        ("厦禾路“鹭海花园”二期5号楼3梯701室", "road=厦禾路 compound=鹭海花园二期 building=5 stair=3 room=701"),
        ("软件园(二期)望海路12号之三", "road=望海路 number=12之3 compound=软件园(二期)"),
        ("莲花三村和光里7号", "road=和光里 number=7 compound=莲花三村"),
        ("前埔北区三里9栋18号307室", "road=前埔北区三里 number=18 building=9 room=307"),
        ("厦禾路铁道宾馆南楼6D", "road=厦禾路 compound=铁道宾馆 building=南 room=6D"),
        ("和通路6号店面", "road=和通路 number=6 rest=店面"),
        ("厦禾路鹭海广场北侧", "road=厦禾路 compound=鹭海广场 rest=北侧"),
        ("厦禾路1号(中华城)3楼", "road=厦禾路 number=1 compound=中华城 floor=3"),
    ],
)  # fmt: skip
def test_named_buildings_and_zones_are_compounds(text: str, elements: str) -> None:
    assert told(text) == elements


def test_traditional_characters_read_as_simplified_ones() -> None:
    assert told("廈門市思明區蓮花南路八號之二三樓") == told("厦门市思明区莲花南路8号之二3楼")


def test_spans_stand_where_the_element_is_written() -> None:
    text = "思明区 湖滨南路 8 1 号、３０１ 室"
    found = read_address(text)
    written = {
        one.kind: "".join(text[start:end] for start, end in one.spans).replace(" ", "")
        for one in found.elements
    }
    assert written["district"] == "思明区"
    assert written["road"] == "湖滨南路"
    assert written["room"] == "３０１室"


def test_a_level_written_twice_has_one_value_and_two_places() -> None:
    district = next(
        one for one in read_address("思明区思明区湖滨南路81号").elements if one.kind == "district"
    )
    assert (district.value, district.spans) == ("思明区", ((0, 3), (3, 6)))


def test_nothing_is_read_in_an_empty_text() -> None:
    assert read_address("") == Reading("", (), ())
    assert read_address("，") == Reading("，", (), ((0, 1),))


def test_elements_come_from_the_province_down() -> None:
    kinds = [one.kind for one in read_address("兴隆路12号湖里区三楼之一福建省北侧").elements]
    assert kinds == sorted(kinds, key=KINDS.index)
