"""The normal spelling: read back it gives the same elements, and spelling them again the same text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.domain.reading.canonical import canonical, spell
from db.domain.reading.model import Reading
from db.domain.reading.reader import read_address
from tests.db.domain.reading.test_properties import WRITTEN, check, damaged

FORMS = st.tuples(
    st.sampled_from(("", "厦门市", "福建省厦门市思明区", "厦门市湖里区江头街道吕岭社区", "同安县大同镇")),
    st.sampled_from(
        ("湖滨南路", "金湖三里", "后坑前社", "塘边", "江头吕岭路", "鹭海花园", "软件园(二期)", "何厝村")
    ),
    st.sampled_from(
        ("", "81号", "临12号", "12号之十二", "12-1号", "81~95号", "126、128号", "81号之一、之二", "12之3")
    ),
    st.sampled_from(("", "鹭海大厦", "(厂房)", "嘉盛新村二期")),
    st.sampled_from(("", "3幢", "A座", "北楼", "主楼", "2#楼", "1、2号楼", "3栋之一")),
    st.sampled_from(("", "2梯", "1单元", "96梯位")),
    st.sampled_from(("", "5层", "负一层", "地下二层", "一至三楼", "3层之一", "28F", "1、2层")),
    st.sampled_from(
        ("", "501室", "301、302室", "804单元", "1102-2室", "B单元", "33D", "301-305室", "1001室之二")
    ),
    st.sampled_from(("", "西侧", "A区", "(原供销社)", "旁")),
).map("".join)


@settings(max_examples=80)
@given(FORMS)
def test_reading_the_spelling_gives_the_elements_again(text: str) -> None:
    values = read_address(text).values
    assert read_address(spell(values)).values == values


@settings(max_examples=80)
@given(WRITTEN | damaged() | st.text() | st.text("〖〗：；:;路号12，,路注"))
@example("湖里区后埔工业(1)区第2号厂房")
@example("〖路：湖滨南路〗")
@example("湖滨南路〖号：81；注：〗")
@example("湖滨南路81号〖号：82〗")
@example("〖〖号：82〗")
@example("A B：1")
def test_spelling_is_stable_for_any_text(text: str) -> None:
    found = read_address(text)
    check(found)
    spelled = canonical(found)
    assert read_address(spelled).values == found.values
    assert canonical(read_address(spelled)) == spelled


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("厦门思明湖滨南路81#之2三楼", "厦门市思明区湖滨南路81号之二3层"),
        ("福建省厦门市厦门市湖里区江头街道办吕岭路12-1号", "福建省厦门市湖里区江头街道吕岭路12-1号"),
        ("思明區厦禾路八十八號6#樓804單元", "思明区厦禾路88号6幢804室"),
        ("厦禾路88号四号楼二单元五〇一", "厦禾路88号4幢2梯501室"),
        ("厦禾路88号4-1-302", "厦禾路88号4幢1梯302室"),
        ("兴隆路160-178号B1层A1店面", "兴隆路160~178号负1层A1室"),
        ("兴隆路12号主楼301、302室", "兴隆路12号主楼301、302室"),
        ("前埔工业园56号F座", "前埔工业园56号F座"),
        ("何厝村塘边社3组15号", "何厝村塘边社3组15号"),
        ("厦禾路88号(鹭海大厦)201室", "厦禾路88号鹭海大厦201室"),
        ("兴隆路12号三楼西侧", "兴隆路12号3层(西侧)"),
        ("〖路：湖濱南路；号：８１〗", "湖滨南路81号"),
        ("", ""),
        ("，", ""),
    ],
)
def test_one_spelling_for_the_many_ways_of_writing(text: str, spelled: str) -> None:
    assert canonical(read_address(text)) == spelled


def test_what_plain_words_would_not_give_back_is_written_with_its_name() -> None:
    values = {"road": "马巷", "number": "12", "compound": "湖里", "rest": "12号"}
    spelled = spell(values)
    assert spelled.endswith("〗")
    assert read_address(spelled).values == values


def test_marked_elements_have_their_places() -> None:
    found = read_address("湖滨南路81号〖室：301；注：西侧〗")
    assert found == Reading(
        "湖滨南路81号〖室：301；注：西侧〗",
        (*read_address("湖滨南路81号").elements, *found.elements[-2:]),
        ((7, 8), (13, 14), (18, 19)),
    )
    assert [(one.kind, one.value, one.spans) for one in found.elements[-2:]] == [
        ("room", "301", ((8, 13),)),
        ("rest", "西侧", ((14, 18),)),
    ]


@pytest.mark.parametrize(
    "text",
    ["路〖门：301〗", "路〖室：〗", "81号〖号：82〗", "〖室：1；室：2〗", "路〖室：1〗旁", "路〖室1〗"],
)
def test_other_brackets_of_this_kind_are_left_out_like_quotes(text: str) -> None:
    found = read_address(text)
    check(found)
    left = "".join(text[start:end] for start, end in found.remainder)
    assert {"〖", "〗"} <= set(left)
    assert not {"〖", "〗"} & set("".join(found.values.values()))
