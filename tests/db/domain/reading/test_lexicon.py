"""A register's names: the longest known name wins, a bounded slip is still that kind, nothing known moves nothing."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.reading.model import KINDS, Lexicon
from db.domain.reading.reader import read_address

KNOWN = Lexicon.of(
    districts=["芗城区"],
    towns=["莲前街道", "马巷镇"],
    communities=["前埔社区居委会", "何厝村委会", "高林社区"],
    roads=["龙虎山路", "湖滨南路", "湖滨南路一里", "望海路", "软件园二期望海路", "环岛干道", "马巷"],
    villages=["奎武岫", "马垅", "后坑", "殿前"],
    compounds=["未来海岸", "1949公园", "sm城市广场", "海上明珠", "三号院", "八号公馆", "海湾1号", "园"],
)
PIECES = (
    *(
        "思明区",
        "莲前街道",
        "莲前街到",
        "前埔社区",
        "龙虎山路",
        "龙虎山陆",
        "马垅",
        "前社",
        "1949公园",
        "三号院",
    ),
    *("海湾1号", "未来海岸", "8号", "3楼", "旁", "二期", "(", ")", "与", "居委会"),
)


def told(text: str, lexicon: Lexicon = KNOWN) -> str:
    """The elements of a text in one line."""
    return " ".join(f"{kind}={value}" for kind, value in read_address(text, lexicon).values.items())


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("马垅3号楼201", "village=马垅 building=3 room=201"),
        ("马垅旁", "village=马垅 rest=旁"),
        ("殿前龙虎山路2号", "village=殿前 road=龙虎山路 number=2"),
        ("曾厝垵上李龙虎山路12号", "village=曾厝垵上李 road=龙虎山路 number=12"),
        ("江头龙虎山路12号", "road=龙虎山路 number=12 rest=江头"),
        ("凤南何厝村12号", "community=何厝村 number=12 rest=凤南"),
        ("软件园二期望海路8号", "road=望海路 number=8 compound=软件园二期"),
        ("湖滨南路一里8号", "road=湖滨南路一里 number=8"),
        ("芗城区奎武岫", "district=芗城区 village=奎武岫"),
        ("未来海岸水云湾8号楼", "compound=未来海岸水云湾 building=8"),
        ("SM城市广场一期", "compound=SM城市广场一期"),
        (
            "莲前街道办事处前埔社区居委会龙虎山路1号",
            "town=莲前街道 community=前埔社区 road=龙虎山路 number=1",
        ),
        ("何厝村民委员会龙虎山路1号", "community=何厝村 road=龙虎山路 number=1"),
    ],
)
def test_known_names_stand_where_no_class_word_shows_them(text: str, elements: str) -> None:
    assert told(text) == elements


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("湖滨南路1949公园3楼", "road=湖滨南路 compound=1949公园 floor=3"),
        ("龙虎山路八号公馆2号楼", "road=龙虎山路 compound=八号公馆 building=2"),
        ("望海路2号海湾1号3楼", "road=望海路 number=2 compound=海湾1号 floor=3"),
    ],
)
def test_figures_in_a_known_name_are_no_number(text: str, elements: str) -> None:
    assert told(text) == elements
    assert told(text, Lexicon()) != elements


@pytest.mark.parametrize(
    "text",
    ["湖里区后坑前社12号", "后坑西路9号", "新龙虎山路1号", "马巷镇五星路3号", "湖滨南路二里5号", "东园5号楼"],
)
def test_a_known_name_inside_a_longer_one_moves_nothing(text: str) -> None:
    assert told(text) == told(text, Lexicon())


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("莲前街到前埔社区12号", "town=莲前街到 community=前埔社区 number=12"),
        ("前埔射区12号", "community=前埔射区 number=12"),
        ("龙虎山陆12号", "road=龙虎山陆 number=12"),
        ("莲前街头12号", "road=莲前街 number=12 rest=头"),
        ("龙虎山社12号", "village=龙虎山社 number=12"),
    ],
)
def test_a_class_word_written_by_its_sound_keeps_the_kind_of_the_known_name(text: str, elements: str) -> None:
    assert told(text) == elements


def test_near_names_differ_in_one_character() -> None:
    assert KNOWN.near("湖宾南路") == ("湖滨南路",)
    assert KNOWN.near("湖滨南路") == ()
    assert KNOWN.near("湖宾北路") == ()
    assert Lexicon().near("湖宾南路") == ()


def test_a_lexicon_travels_and_is_hashed_by_identity() -> None:
    copy = pickle.loads(pickle.dumps(KNOWN))
    assert copy != KNOWN
    assert told("湖滨南路1949公园3楼", copy) == told("湖滨南路1949公园3楼")
    assert KNOWN.kind_of("芗城区") == "district"
    assert KNOWN.kind_of("前埔社区") == "community"
    assert KNOWN.kind_of("马巷") == ""


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join) | st.text(max_size=30))
def test_every_character_is_accounted_for_with_a_lexicon(text: str) -> None:
    found = read_address(text, KNOWN)
    spans = sorted([span for one in found.elements for span in one.spans] + list(found.remainder))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(one.value and one.kind in KINDS for one in found.elements)
