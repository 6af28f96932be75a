import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.address import NodeKind, Own, door, read_own
from db.domain.number import HouseNumber
from db.domain.search import body, clean, cuts, follow, grams, match_query, named_part, spans

TEXT = st.text(alphabet="湖滨南路81号幢梯室A", min_size=1, max_size=12)


def test_city_and_district_are_left_out_of_the_body() -> None:
    assert body("厦门市思明区湖滨南路81号") == "湖滨南路81号"
    assert body("思明区湖滨南路") == "湖滨南路"
    assert body("湖滨南路") == "湖滨南路"


def test_a_query_is_compared_without_blanks_and_in_half_width() -> None:
    assert clean(" 湖滨 南路８１号ａ幢") == "湖滨南路81号A幢"


@given(TEXT, st.data())
def test_every_substring_is_found_by_its_pairs(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wanted = [part.strip('"') for part in match_query(text[start:end]).split(" AND ")]
    assert set(wanted) <= set(grams(text).split(" "))


def test_a_quote_in_a_query_cannot_leave_its_string() -> None:
    assert match_query('"') == '""""'


def test_the_rarest_pairs_are_asked_for_until_few_addresses_are_left() -> None:
    shares = {"湖滨": 0.01, "滨南": 0.01, "南路": 0.5, "路8": 0.1, "81": 0.05}
    assert match_query("湖滨南路81", shares) == '"湖滨" AND "滨南"'
    assert match_query("南路81", shares) == '"81" AND "路8" AND "南路"'
    assert match_query("新路", shares) == '"新路"'
    assert match_query("新路名", shares) == '"新路" AND "路名"'


def test_a_query_is_cut_where_an_address_below_a_name_may_begin() -> None:
    assert list(cuts("HBNL81号2")) == [("HBNL81号2", ""), ("HBNL81号", "2"), ("HBNL", "81号2")]
    assert list(cuts("花园A2幢")) == [("花园A2幢", ""), ("花园A", "2幢"), ("花园", "A2幢")]
    assert list(cuts("路临8")) == [("路临8", ""), ("路临", "8"), ("路", "临8")]
    assert list(cuts("湖滨")) == [("湖滨", "")]


def test_only_a_name_can_hold_what_no_part_below_it_is_written_with() -> None:
    assert named_part("湖滨南路81号之二") == "湖滨南路"
    assert named_part("东路") == "东路"
    for nowhere in ("81号501室", "", "南", "花园东幢", "A1"):
        assert named_part(nowhere) == "", nowhere


@pytest.mark.parametrize(
    ("own", "rest", "left"),
    [
        ("81号", "", ""),
        ("81号", "8", ""),
        ("81号", "81号", ""),
        ("81号", "81#", ""),
        ("81号", "81号501", "501"),
        ("81号", "81-501", "-501"),
        ("81号", "81A", "A"),
        ("81号", "815", None),
        ("81号", "82", None),
        ("81号之二", "81号之二5", "5"),
        ("临81号", "临81号", ""),
        ("临81号", "81号", None),
        ("3幢", "3号楼2单元", "2单元"),
        ("3幢", "3栋", ""),
        ("2梯", "2单元101", "101"),
        ("501室", "501房", ""),
        ("501室", "5011", None),
    ],
)
def test_a_query_is_followed_down_whatever_class_words_it_uses(own: str, rest: str, left: str | None) -> None:
    kinds = {"幢": NodeKind.BUILDING, "梯": NodeKind.STAIR, "室": NodeKind.ROOM}
    part = read_own(kinds.get(own[-1], NodeKind.DOOR), own)
    assert follow(part.kind, part.text, part.ident, rest) == left


OWNS = st.one_of(
    st.builds(
        lambda main, dash, zhi, temporary: door(
            HouseNumber(main, min(dash, main), zhi if not dash else 0, temporary)
        ),
        *(st.integers(1, 99_999), st.integers(0, 30), st.integers(0, 12), st.booleans()),
    ),
    st.builds(
        lambda kind, text: read_own(kind, text[:2] if kind is NodeKind.STAIR else text),
        st.sampled_from([NodeKind.BUILDING, NodeKind.STAIR, NodeKind.ROOM]),
        st.integers(1, 9999).map(str),
    ),
    st.sampled_from(
        [
            read_own(NodeKind.BUILDING, "A12"),
            read_own(NodeKind.BUILDING, "主"),
            read_own(NodeKind.ROOM, "-101"),
        ]
    ),
)


@given(OWNS, st.data())
def test_what_a_beginning_means_lies_between_its_sort_keys(own: Own, data: st.DataObject) -> None:
    rest = own.text[: data.draw(st.integers(0, len(own.text)))]
    rest += data.draw(st.sampled_from(["", "", "501", "-501"])) if rest == own.text else ""
    assert follow(own.kind, own.text, own.ident, rest) is not None
    asked = spans(rest, doors=own.kind is NodeKind.DOOR)
    assert sum(low <= own.sort_key < high for low, high in asked) == 1
    assert all(low < high for low, high in asked)
