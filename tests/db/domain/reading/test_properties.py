"""What holds for every text: no character lost or counted twice, and both ways of reading agree."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.domain.reading.model import KINDS, Reading
from db.domain.reading.reader import read_address, read_carefully, read_plain

ROADS = (
    "湖滨南路",
    "厦禾路",
    "仙岳里",
    "龙头路",
    "金湖三里",
    "台湾街",
    "铁道路",
    "江头路",
    "新华一路",
    "厂口街",
)
PIECES = (
    *ROADS,
    *("福建省", "厦门市", "厦门", "思明区", "湖里", "同安县", "莲前街道", "马巷镇"),
    *("前埔社区", "何厝村", "塘边社", "3组", "软件园二期", "鹭海大厦", "(厂房)"),
    *("“广场”", "81号", "临12", "之二", "3-5号", "8幢", "2梯", "804单元"),
    *("F座", "负一层", "5F", "301、302室", "4-1-302", "店面", "西侧", "，"),
    *("-", "~", "Ａ", "(", ")", "内", "號", "中国", "和"),
    *(" ", "\u200b", "\U00020bb7"),
)
WRITTEN = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A written address with a stretch cut out and any characters put in."""
    text = draw(WRITTEN)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return text[:start] + draw(st.text(max_size=6)) + text[end:]


def check(found: Reading) -> None:
    spans = sorted([span for one in found.elements for span in one.spans] + list(found.remainder))
    assert [start for start, _ in spans] == [0, *(end for _, end in spans)][: len(spans)]
    assert (spans[-1][1] if spans else 0) == len(found.text)
    assert all(start < end for start, end in spans)
    assert all(one.value and one.spans and one.kind in KINDS for one in found.elements)
    assert len(found.values) == len(found.elements)


@given(WRITTEN | damaged() | st.text())
@example("仙岳路台湾山庄607之5店面")
@example("之二")
@example("「81」号")
def test_elements_and_remainder_cover_every_character_once(text: str) -> None:
    check(read_address(text))


@given(WRITTEN | damaged())
def test_every_letter_and_digit_is_in_an_element_or_a_filler_word(text: str) -> None:
    found = read_address(text)
    left = "".join(text[start:end] for start, end in found.remainder)
    assert all(char in FILLER or not char.isalnum() for char in left), left


FILLER = "内第的与和及至到中国号之"


@given(
    st.tuples(
        st.sampled_from(("", "厦门市", "厦门", "福建省厦门市")),
        st.sampled_from(("", "思明区", "湖里", "马巷镇", "莲前街道前埔社区", "鹭海花园", "江头")),
        st.sampled_from(ROADS),
        st.sampled_from(("81号", "81号之二", "8号之一", "8-2号", "8-12号之十", "8号之12")),
        st.sampled_from(("", "3楼", "第八层", "12层", "一二楼")),
        st.sampled_from(("", "301", "301室", "1201A室", "0301单元")),
    ).map("".join)
)
def test_the_short_way_reads_what_the_careful_way_reads(text: str) -> None:
    short = read_plain(text)
    assert short is None or short == read_carefully(text)


@given(st.text("湖滨南金一二山庄里路", min_size=1, max_size=5), st.sampled_from("路里街"))
def test_any_road_name_that_the_short_way_takes_is_read_alike_by_the_careful_way(
    name: str, tail: str
) -> None:
    text = f"湖里区{name}{tail}12号"
    short = read_plain(text)
    assert short is None or short == read_carefully(text)


def test_the_short_way_takes_the_commonest_form() -> None:
    found = read_plain("厦门市思明区湖滨南路81号之二3楼301室")
    assert found is not None
    assert found.values["number"] == "81之2"


@given(WRITTEN)
def test_reading_again_gives_the_same(text: str) -> None:
    assert read_address(text) == read_address(text)


@pytest.mark.parametrize(
    "behind", ["福建省", "厦门市", "思明区", "厦门市思明区", "同安县", "福建省厦门市开元区"]
)
def test_upper_levels_written_last_are_levels_however_often_they_come(behind: str) -> None:
    for text in (f"思明南路479号{behind}", f"思明南路479号3幢2梯501室{behind}"):
        readings = [read_address(text) for _ in range(3)]
        assert readings == [read_carefully(text)] * 3
        assert "compound" not in readings[0].values
