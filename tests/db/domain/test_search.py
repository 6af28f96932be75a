from hypothesis import given
from hypothesis import strategies as st

from db.domain.search import body, clean, grams, match_query

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
