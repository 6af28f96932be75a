import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.han import syllables
from db.domain.matching.names import Alike, Names
from db.domain.matching.units import (
    fold_community,
    fold_compound,
    fold_road,
    fold_town,
    fold_village,
    full_community,
)
from tests.db.domain.matching.gold import shipped_names

_HAN = st.text("湖滨南北路里一二三枋坊金山前后埔社村园期区AB12", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("湖滨南路", "湖滨南路", Alike.EQUAL),
        ("枋湖西路", "坊湖西路", Alike.SLIP),
        ("殿前六路", "店前六路", Alike.SLIP),
        ("湖滨南路", "湖滨兰路", Alike.SLIP),
        ("金尚路", "金上路", Alike.SLIP),
        ("仙岳路", "翔岳路", Alike.CLOSE),
        ("文英西路", "文鹰西路", Alike.TWIN),
        ("梅山路", "美山路", Alike.NEAR),
        ("西湖", "溪湖", Alike.NEAR),
        ("嵩屿南路", "高屿南路", Alike.NEAR),
        ("白虎岩路", "白岩路", Alike.NEAR),
        ("湖滨四里", "湖滨六里", Alike.OTHER),
        ("江头东路", "江头西路", Alike.OTHER),
        ("洪莲路", "洪莲里", Alike.OTHER),
        ("湖滨南路", "湖滨路", Alike.OTHER),
        ("东浦路", "东埔路", Alike.OTHER),
        ("和通里", "和宁里", Alike.OTHER),
        ("殿前6组", "殿前9组", Alike.OTHER),
        ("恒丰花园A区", "恒丰花园B区", Alike.OTHER),
    ],
)
def test_a_slip_sounds_alike_and_only_one_of_the_two_is_a_known_name(
    one: str, other: str, alike: Alike
) -> None:
    assert (shipped_names().alike(one, other), shipped_names().alike(other, one)) == (alike, alike)


def test_two_known_names_are_two_places_however_alike() -> None:
    names = Names.of([("枋湖路", "湖里区"), ("坊湖路", "湖里区")], syllables=syllables)
    assert names.alike("枋湖路", "坊湖路") is Alike.OTHER


def test_an_alias_stands_for_its_standard_name() -> None:
    names = Names.of([("厦禾路", "思明区")], aliases={"竹树脚路": "厦禾路"})
    assert names.alike("竹树脚路", "厦禾路") is Alike.ALIAS
    assert names.standard("竹树脚路") == "厦禾路"


def test_without_readings_a_misspelt_name_is_another_name() -> None:
    assert Names.of([("枋湖路", "湖里区")]).alike("枋湖路", "坊湖路") is Alike.OTHER


def test_names_that_sound_nearly_alike_have_one_careless_sound() -> None:
    names = shipped_names()
    assert names.sound("湖滨兰路") == names.sound("湖滨南路") != names.sound("湖滨北路")
    assert Names().sound("湖滨南路") == "湖滨南路"


def test_an_abolished_district_has_heirs_even_when_no_name_is_known() -> None:
    names = Names()
    assert names.districts("杏林区") == {"集美区", "海沧区"}
    assert names.districts("同安县") == {"同安区", "翔安区"}
    assert names.districts("湖里区") == {"湖里区"}


def test_heirs_given_add_to_those_of_districts_and_join_towns() -> None:
    names = Names.of(heirs={"鼓浪屿区": ["湖里区"], "禾山镇": ["金山街道"]})
    assert names.districts("鼓浪屿区") == {"思明区", "湖里区"}
    assert names.towns("禾山镇") & names.towns("金山街道")
    assert not names.towns("后溪镇") & names.towns("灌口镇")


def test_a_town_that_became_a_street_office_stays_the_same_town() -> None:
    assert Names().towns("西柯镇") == Names().towns("西柯街道")


def test_a_community_lies_in_the_districts_of_its_town() -> None:
    assert shipped_names().known["凤山"] == {"海沧区", "同安区"}


@pytest.mark.parametrize(
    ("folded", "written"),
    [
        (fold_road("会展南2里"), "会展南二里"),
        (fold_road("五一路"), "五一路"),
        (fold_road("员当路"), "筼筜路"),
        (fold_compound("软件园(2期)"), "软件园二期"),
        (fold_compound("恒丰花园第二期"), "恒丰花园二期"),
        (fold_compound("地块105"), "地块105"),
        (fold_village("马垅社"), "马垅"),
        (fold_village("殿前社6组"), "殿前6组"),
        (fold_village("前社"), "前社"),
        (fold_village("曾厝安"), "曾厝垵"),
        (fold_community("高林居委会"), "高林"),
        (fold_community("钟宅畲族社区"), "钟宅"),
        (fold_community("后埔村村委会"), "后埔"),
        (fold_community("新村"), "新村"),
        (fold_town("莲前街道办事处"), "莲前"),
        (fold_town("集美"), "集美"),
        (full_community("渐美村委会"), "渐美村"),
        (full_community("高林居委会"), "高林社区"),
        (full_community(""), ""),
    ],
)
def test_names_are_folded_to_one_spelling(folded: str, written: str) -> None:
    assert folded == written


@given(_HAN, _HAN)
def test_likeness_has_no_direction(one: str, other: str) -> None:
    names = Names.of(
        [("枋湖南路", "湖里区"), ("前埔二里", "思明区"), ("金山", "湖里区")], syllables=syllables
    )
    assert names.alike(one, other) is names.alike(other, one)


@given(_HAN)
def test_folding_a_road_or_compound_twice_changes_nothing_more(name: str) -> None:
    assert fold_road(fold_road(name)) == fold_road(name)
    assert fold_compound(fold_compound(name)) == fold_compound(name)


def test_a_standing_name_is_its_own_place_whatever_else_was_called_so_before() -> None:
    places = [("厦禾路", "思明区"), ("竹树脚路", "思明区")]
    names = Names.of(places, aliases={"竹树脚路": "厦禾路"}, syllables=syllables)
    assert names.alike("竹树脚路", "厦禾路") is Alike.OTHER
