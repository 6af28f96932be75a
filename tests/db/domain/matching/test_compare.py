from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.han import syllables
from db.domain.matching.compare import compare
from db.domain.matching.findings import Reason
from db.domain.matching.key import key_of
from db.domain.matching.model import Comparison, Rung, Verdict
from db.domain.matching.names import Names
from db.domain.reading.reader import read_address
from tests.db.domain.matching.gold import pairs, shipped_names

_LABELS = {Verdict.SAME: 2, Verdict.CONTAINS: 1, Verdict.CANDIDATE: 0, Verdict.NONE: 0}


def _compare(one: str, other: str, names: Names | None = None) -> Comparison:
    return compare(read_address(one), read_address(other), names or shipped_names())


def _f1(label: int, table: Counter[tuple[int, int]]) -> float:
    right = table[label, label]
    wanted = sum(count for (want, _), count in table.items() if want == label)
    given_ = sum(count for (_, got), count in table.items() if got == label)
    return 2 * right / (wanted + given_)


def test_no_pair_of_the_gold_set_is_wrongly_called_the_same() -> None:
    wrong = [pair for pair in pairs() if pair.label != 2 and _compare(pair.a, pair.b).verdict is Verdict.SAME]
    assert wrong == []


def test_the_gold_set_scores_as_measured() -> None:
    table = Counter((pair.label, _LABELS[_compare(pair.a, pair.b).verdict]) for pair in pairs())
    assert sum(_f1(label, table) for label in (0, 1, 2)) / 3 >= 0.97


@pytest.mark.parametrize(
    ("one", "other", "rung", "reason", "element"),
    [
        ("思明区大同路19号", "思明区大同路十九号", Rung.TEXT, Reason.IDENTICAL, ""),
        ("思明区大同路19号", "厦门市大同路19号", Rung.STRUCTURE, Reason.UPPER_LEFT_OUT, "district"),
        ("开元区厦禾路9号", "思明区厦禾路9号", Rung.ALIAS, Reason.RENAMED_UNIT, "district"),
        ("同安区西柯镇浦头村9号", "同安区西柯街道浦头村9号", Rung.ALIAS, Reason.RENAMED_UNIT, "town"),
        ("湖里区枋湖路9号", "湖里区坊湖路9号", Rung.STRUCTURE, Reason.NAME_SLIP, "road"),
        ("集美区贯口镇双岭村45号", "集美区灌口镇双岭村45号", Rung.STRUCTURE, Reason.NAME_SLIP, "town"),
        ("思明区台东路9号11层1103", "思明区台东路9号1103室", Rung.STRUCTURE, Reason.FLOOR_LEFT_OUT, "floor"),
        (
            "思明区厦禾路9号帝豪大厦903",
            "思明区厦禾路9号903",
            Rung.STRUCTURE,
            Reason.COMPOUND_LEFT_OUT,
            "compound",
        ),
        (
            "海沧区新阳工业区霞光路8号",
            "海沧区霞光路8号",
            Rung.STRUCTURE,
            Reason.COMPOUND_LEFT_OUT,
            "compound",
        ),
        (
            "思明区仙岳路9号万达广场A座5楼",
            "思明区仙岳路9号湖里万达广场A座5楼",
            Rung.STRUCTURE,
            Reason.COMPOUND_LEFT_OUT,
            "compound",
        ),
        ("翔安区蟳窟社区9号", "翔安区𫊻窟社区9号", Rung.TEXT, Reason.IDENTICAL, ""),
        (
            "湖里区五通社区东宅社258号",
            "湖里区五通村东宅社258号",
            Rung.ALIAS,
            Reason.RENAMED_UNIT,
            "community",
        ),
    ],
)
def test_the_same_address_says_on_which_rung_and_why(
    one: str, other: str, rung: Rung, reason: Reason, element: str
) -> None:
    assert _compare(one, other) == Comparison(Verdict.SAME, rung, reason, element)


@pytest.mark.parametrize(
    ("one", "other", "reason", "element"),
    [
        ("思明区大同路12-1号", "思明区大同路12号之一", Reason.NUMBER_STYLE, "number"),
        ("集美区杏前路160-178号", "集美区杏前路166号", Reason.INSIDE_RANGE, "number"),
        ("思明区湖光路5号301、302室", "思明区湖光路5号301室", Reason.INSIDE_RANGE, "room"),
        ("思明区湖光路5号1-3层", "思明区湖光路5号2层", Reason.INSIDE_RANGE, "floor"),
        ("思明区湖光路5号301室", "思明区湖光路5号301室之一", Reason.SUB_ROOM, "room"),
        ("思明区台东路9号A栋1503", "思明区台东路9号1503", Reason.LEVEL_LEFT_OUT, "building"),
        ("思明区台东路9号3梯1503", "思明区台东路9号1503", Reason.LEVEL_LEFT_OUT, "stair"),
        ("思明区台东路9号14层1503", "思明区台东路9号1503", Reason.FLOOR_CONTRADICTS, "floor"),
        ("思明区台东路9号8层03室", "思明区台东路9号03室", Reason.FLOOR_LEFT_OUT, "floor"),
        ("思明区湖滨南路9号国贸大厦901", "思明区湖滨南路9号信达大厦901", Reason.COMPOUND_DIFFERS, "compound"),
        ("集美区董任西路6号2楼", "集美区董任西路6号科技楼2楼", Reason.LEVEL_LEFT_OUT, "compound"),
        ("湖里区湖里大道33号二期301室", "湖里区湖里大道33号301室", Reason.LEVEL_LEFT_OUT, "compound"),
        (
            "湖里区湖里大道33号莲花广场3楼",
            "湖里区湖里大道33号莲花广场办公楼3楼",
            Reason.LEVEL_LEFT_OUT,
            "compound",
        ),
        (
            "集美区杏东路5号商业城之60,3楼",
            "集美区杏东路5号商业城之66,3楼",
            Reason.COMPOUND_DIFFERS,
            "compound",
        ),
        ("现代物流园区象屿路97号5楼", "火炬高新区象屿路97号5楼", Reason.COMPOUND_DIFFERS, "compound"),
        ("集美区光口镇双岭村45号", "集美区灌口镇双岭村45号", Reason.NAME_NEAR, "town"),
        ("思明区湖光路5号对面", "思明区湖光路5号", Reason.BESIDE, "rest"),
        ("思明区湖光路5号(原东风厂)", "思明区湖光路5号(原红星厂)", Reason.NOTE_DIFFERS, "rest"),
        ("凤山社区46号", "同安区大同街道凤山社区46号", Reason.NAME_IN_TWO_PLACES, "district"),
        ("翔安区后亭社区16号", "翔安区后亭村16号", Reason.NAME_IN_TWO_PLACES, "community"),
        ("思明区东安社区湖滨南路9号", "思明区孙厝社区湖滨南路9号", Reason.UNIT_DIFFERS, "community"),
        ("湖里区上湖社金湖路9号", "湖里区安兜社金湖路9号", Reason.UNIT_DIFFERS, "village"),
        ("湖里区高林社14组56号", "湖里区高林社56号", Reason.LEVEL_LEFT_OUT, "village"),
        ("湖里区金尚路5号金鸿花园A座202", "湖里区金鸿花园A座202", Reason.PLACE_LEFT_OUT, "road"),
        ("翔安区何厝社区31号", "翔安区何厝社31号", Reason.PLACE_LEFT_OUT, "village"),
        ("思明区厦禾路铁道大厦", "思明区厦禾路820号", Reason.LEVEL_LEFT_OUT, "number"),
        ("同安区新民镇凤南农场", "同安区凤南农场塘边村", Reason.LEVEL_LEFT_OUT, "community"),
        ("同安区五显镇四林村3组9号", "同安区五显镇3组9号", Reason.LEVEL_LEFT_OUT, "community"),
        ("翔安区马巷镇亭洋村工业区9号", "翔安区工业区9号", Reason.LEVEL_LEFT_OUT, "community"),
        (
            "集美区石鼓路9号集美大学3号楼402",
            "集美区石鼓路9号集美大学诚毅学院3号楼402",
            Reason.COMPOUND_DIFFERS,
            "compound",
        ),
        ("集美区嵩屿南路9号", "集美区高屿南路9号", Reason.NAME_NEAR, "road"),
        ("思明区海翼大厦1203", "思明区海艺大厦1203", Reason.NAME_NEAR, "compound"),
        ("集美区灌口镇李林村溪南社9号", "集美区灌口镇李林村西南社9号", Reason.NAME_NEAR, "village"),
    ],
)
def test_what_offices_judge_differently_is_left_to_a_person(
    one: str, other: str, reason: Reason, element: str
) -> None:
    assert _compare(one, other) == Comparison(Verdict.CANDIDATE, Rung.LIKENESS, reason, element)


@pytest.mark.parametrize(
    ("one", "other", "reason", "element"),
    [
        ("", "", Reason.NOTHING_READ, ""),
        ("厦门市思明区湖光路5号", "泉州市湖光路5号", Reason.UNIT_DIFFERS, "city"),
        ("思明区何厝社区5号", "翔安区何厝社区5号", Reason.UNIT_DIFFERS, "district"),
        ("湖里区钟宅社区77号", "凤翔街道钟宅社区77号", Reason.UNIT_DIFFERS, "district"),
        ("同安区新民街道三秀社区5号", "同安区大同街道三秀社区5号", Reason.UNIT_DIFFERS, "town"),
        ("集美区后溪镇岩内村前社9号", "集美区后溪镇后垵村前社9号", Reason.UNIT_DIFFERS, "community"),
        ("思明区湖滨四里5号", "思明区湖滨六里5号", Reason.PLACE_DIFFERS, "road"),
        ("思明区湖光路5号", "思明区国贸大厦5号", Reason.PLACE_DIFFERS, "road"),
        ("思明区湖光路129号", "思明区湖光路129号之一", Reason.IDENTIFIER_DIFFERS, "number"),
        ("思明区湖光路12号", "思明区湖光路临12号", Reason.IDENTIFIER_DIFFERS, "number"),
        ("思明区湖光路5号4层", "思明区湖光路5号5层", Reason.IDENTIFIER_DIFFERS, "floor"),
        ("思明区湖光路5号15层", "思明区湖光路5号1403室", Reason.FLOOR_CONTRADICTS, "floor"),
        ("思明区湖光路5号2楼", "思明区湖光路5号2#楼", Reason.LEVEL_DIFFERS, "building"),
        ("思明区湖光路5号8层", "思明区湖光路5号03室", Reason.LEVEL_DIFFERS, "floor"),
        ("思明区湖光路5号1单元", "思明区湖光路5号1001单元", Reason.LEVEL_DIFFERS, "stair"),
        (
            "湖里区长岸路8号恒丰花园一期D座5",
            "湖里区长岸路8号恒丰花园二期D座5",
            Reason.IDENTIFIER_DIFFERS,
            "compound",
        ),
        ("思明区软件园一期望海路59号", "思明区软件园二期望海路59号", Reason.IDENTIFIER_DIFFERS, "compound"),
        ("集美区杏西路6号2楼东侧", "集美区杏西路6号2楼西侧", Reason.SIDE_DIFFERS, "rest"),
        ("思明区鼓浪屿街道", "湖里区禾山街道", Reason.UNIT_DIFFERS, "district"),
        ("思明区", "湖滨南路5号", Reason.UPPER_UNKNOWN, "district"),
    ],
)
def test_two_addresses_say_what_sets_them_apart(one: str, other: str, reason: Reason, element: str) -> None:
    assert _compare(one, other) == Comparison(Verdict.NONE, Rung.NOTHING, reason, element)


@pytest.mark.parametrize(
    ("above", "below", "element"),
    [
        ("厦门市", "思明区", "district"),
        ("集美区", "集美街道", "town"),
        ("同安区莲花镇", "同安区莲花镇军营村", "community"),
        ("湖里区五通社区", "湖里区五通社区坂美社", "village"),
        ("湖里区金湖社区上湖社", "湖里区上湖社金湖路33号", "road"),
        ("湖里区高林社", "湖里区高林社14组", "village"),
        ("集美区杏前路", "集美区杏前路前场二组", "village"),
        ("思明区软件园", "思明区软件园二期望海路59号", "number"),
        ("思明区湖光路", "思明区湖光路5号", "number"),
        ("思明区湖光路5号", "思明区湖光路5号帝豪大厦", "compound"),
        ("湖里区恒丰花园", "湖里区恒丰花园二期", "compound"),
        ("思明区湖光路5号", "思明区湖光路5号3幢", "building"),
        ("思明区湖光路5号3幢", "思明区湖光路5号3幢2梯", "stair"),
        ("思明区湖光路5号9层", "思明区湖光路5号903室", "room"),
        ("思明区湖光路5号9层", "思明区湖光路5号9层东侧", "rest"),
        ("湖里区湖里大道33号第三层", "湖里区湖里大道33号第三层第3区", "rest"),
        ("湖里区长岸路88号恒丰花园", "湖里区长岸路88号恒丰花园二期D座501", "compound"),
    ],
)
def test_the_one_that_goes_deeper_lies_in_the_other(above: str, below: str, element: str) -> None:
    said, turned = _compare(above, below), _compare(below, above)
    assert (said.verdict, said.element, said.deeper) == (Verdict.CONTAINS, element, 2)
    assert turned == said._replace(deeper=1)


def test_an_alias_of_the_road_is_the_same_road() -> None:
    names = Names.of([("厦禾路", "思明区")], aliases={"竹树脚路": "厦禾路"})
    assert _compare("竹树脚路5号", "厦禾路5号", names) == (Verdict.SAME, Rung.ALIAS, Reason.ALIAS, "road", 0)


def test_a_nearly_alike_short_name_is_a_slip_in_its_own_district_alone() -> None:
    names = Names.of([("仙岳路", "思明区")], syllables=syllables)
    assert _compare("思明区翔岳路5号", "思明区仙岳路5号", names).verdict is Verdict.SAME
    assert _compare("翔安区翔岳路5号", "翔安区仙岳路5号", names).verdict is Verdict.CANDIDATE
    assert _compare("翔岳路5号", "思明区仙岳路5号", names).verdict is Verdict.CANDIDATE


def test_two_unknown_names_of_one_sound_are_one_only_with_district_and_number() -> None:
    names = Names(syllables)
    assert _compare("湖里区坂美社5号", "湖里区板美社5号", names).verdict is Verdict.SAME
    assert _compare("坂美社5号", "湖里区板美社5号", names).verdict is Verdict.CANDIDATE
    assert _compare("湖里区坂美社", "湖里区板美社5号", names).verdict is Verdict.CANDIDATE


def test_a_village_above_the_same_road_may_be_misspelt() -> None:
    names = Names.of([("坂美社", "湖里区")], syllables=syllables)
    said = _compare("湖里区坂美社金湖路5号", "湖里区板美社金湖路5号", names)
    assert said == (Verdict.SAME, Rung.STRUCTURE, Reason.NAME_SLIP, "village", 0)


def test_without_a_door_number_two_named_buildings_on_a_road_are_compared_by_name() -> None:
    assert _compare("思明区厦禾路帝豪大厦B座903", "思明区厦禾路帝毫大厦B座903").reason is Reason.NAME_SLIP
    assert _compare("思明区厦禾路帝豪大厦903", "思明区厦禾路信达大厦903").verdict is Verdict.CANDIDATE


def test_nothing_known_still_compares_what_is_written() -> None:
    names = Names()
    assert _compare("开元区湖滨南路5号3楼", "厦门市思明区湖滨南路５号三层", names).verdict is Verdict.SAME
    assert _compare("湖滨南路5号", "湖宾南路5号", names).verdict is Verdict.NONE


_LEVELS = st.tuples(
    st.sampled_from(["", "思明区", "开元区", "湖里区", "同安县"]),
    st.sampled_from(["", "筼筜街道", "西柯镇", "西柯街道"]),
    st.sampled_from(["湖滨南路", "湖宾南路", "湖滨北路", "湖滨四里", "马垅社", "金鸿花园", "凤山社区"]),
    st.sampled_from(["", "5号", "5号之一", "5-1号", "临5号", "160-178号", "166号"]),
    st.sampled_from(["", "国贸大厦", "国茂大厦", "恒丰花园二期"]),
    st.sampled_from(["", "3幢", "3#楼", "A座"]),
    st.sampled_from(["", "2梯", "2单元"]),
    st.sampled_from(["", "3层", "9楼"]),
    st.sampled_from(["", "301室", "301", "301室之一", "03单元", "301室东侧"]),
).map("".join)


@given(_LEVELS, _LEVELS)
def test_a_comparison_reads_the_same_both_ways(one: str, other: str) -> None:
    said, turned = _compare(one, other), _compare(other, one)
    assert turned == said._replace(deeper=(0, 2, 1)[said.deeper])


@given(_LEVELS, _LEVELS)
def test_two_that_are_the_same_have_one_key_but_for_the_spelling_of_names(one: str, other: str) -> None:
    said = _compare(one, other)
    if said.verdict is Verdict.SAME and said.reason not in (Reason.NAME_SLIP, Reason.ALIAS):
        assert key_of(read_address(one).values) == key_of(read_address(other).values)


@given(_LEVELS)
def test_every_address_is_the_same_as_itself(text: str) -> None:
    assert _compare(text, text).verdict is Verdict.SAME


@given(_LEVELS, st.sampled_from(["厦门市", "福建省厦门市"]))
def test_province_and_city_say_nothing_new(text: str, above: str) -> None:
    assert _compare(text, above + text).verdict is Verdict.SAME


@given(st.sampled_from([pair for pair in pairs() if pair.a]), st.data())
def test_one_digit_changed_is_never_the_same_address(
    pair: tuple[str, str, int, str], data: st.DataObject
) -> None:
    text = pair[0]
    places = [at for at, char in enumerate(text) if char in "123456789"]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([char for char in "123456789" if char != text[at]]))
    assert _compare(text, text[:at] + digit + text[at + 1 :]).verdict is not Verdict.SAME
