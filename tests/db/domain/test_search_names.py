from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.search_names import Fit, Goal, NameBook, Named, plain_letters, readings_of

SPELLED = {
    "湖滨南路": "Húbīn Nánlù",
    "会展南二里": "Huìzhǎn Nán 2 Lǐ",
    "吕岭路": "Lǚlǐng Lù",
    "仙安路": "Xiān'ān Lù",
    "房岗里": "Fánggǎng Lǐ",
    "方安里": "Fāng'ān Lǐ",
    "SM广场": "SM Guǎngchǎng",
    "软件园2期": "Ruǎnjiànyuán 2 Qī",
    "二十四崎顶": "24 Qídǐng",
}
FORMER = {"湖滨南路": "埭边路"}


def book() -> NameBook:
    keys = {name: n for n, name in enumerate(SPELLED)}
    names = [
        Named(Goal.PLACE, keys[name], name, "", readings_of(name, spelled) or ("",) * len(name))
        for name, spelled in SPELLED.items()
    ]
    names += [
        Named(Goal.PLACE, keys[name], other, "former", ("dai", "bian", "lu"))
        for name, other in FORMER.items()
    ]
    return NameBook([*names, Named(Goal.DIVISION, 1, "湖里区", "", ("hu", "li", "qu"))])


def found(query: str, most: int = 20) -> list[str]:
    return [met.named.name for met in book().find(query, most)]


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("湖滨南路", "hu bin nan lu"),
        ("会展南二里", "hui zhan nan er li"),
        ("吕岭路", "lü ling lu"),
        ("仙安路", "xian an lu"),
        ("房岗里", "fang gang li"),
        ("方安里", "fang an li"),
        ("SM广场", "s m guang chang"),
        ("软件园2期", "ruan jian yuan 2 qi"),
        ("二十四崎顶", "er shi si qi ding"),
    ],
)
def test_a_spelling_divides_into_the_syllables_of_the_characters(name: str, readings: str) -> None:
    assert readings_of(name, SPELLED[name]) == tuple(readings.split())


def test_a_spelling_that_does_not_fit_the_name_is_none() -> None:
    for spelled in ("", "Húbīn", "Húbīn Nánlù Lù", "1 2 3 4 5"):
        assert readings_of("湖滨南路", spelled) is None


def test_letters_lose_their_tones_but_not_their_dots() -> None:
    assert plain_letters("Lǚlǐng Lù") == "lüling lu"


def test_a_name_is_met_from_any_character_on() -> None:
    for query in (
        "湖滨",
        "hubin",
        "hb",
        "hub",
        "hubinnanlu",
        "hbnl",
        "湖bnanlu",
        "bin南l",
        "南路",
        "nanl",
        "滨n",
    ):
        assert "湖滨南路" in found(query), query
    for query in ("ubin", "hin", "湖南", "hubinglu", "hbnlx", "", "湖滨南路路"):
        assert "湖滨南路" not in found(query), query


def test_what_begins_with_the_query_comes_first_and_other_names_after_standard_ones() -> None:
    assert found("湖") == ["湖里区", "湖滨南路"]
    assert found("l") == ["吕岭路", "仙安路", "房岗里", "方安里", "湖里区", "湖滨南路", "会展南二里"]
    assert found("l", 2) == ["吕岭路", "仙安路"]
    assert found("daib") == ["埭边路"]
    assert [met.inside for met in book().find("湖", 9)] == [False, False]


def test_figures_and_numerals_mean_each_other_but_a_bare_number_is_a_houses() -> None:
    assert found("会展南2里") == found("hzn2l") == found("hznel") == ["会展南二里"]
    assert found("软件园二期") == found("2期") == ["软件园2期"]
    assert found("2") == ["软件园2期"]


def test_an_umlaut_is_typed_as_v_or_as_u() -> None:
    assert found("lvling") == found("luling") == found("lülinglu") == ["吕岭路"]


def test_a_met_name_says_by_what() -> None:
    fits = {
        query: book().find(query, 1)[0].fit for query in ("湖滨", "hbnl", "hubin", "sm", "湖bnl", "smguang")
    }
    assert fits == {
        **{"湖滨": Fit.TEXT, "hbnl": Fit.INITIALS, "hubin": Fit.PINYIN, "sm": Fit.TEXT},
        **{"湖bnl": Fit.INITIALS, "smguang": Fit.PINYIN},
    }


def test_what_is_no_name_does_no_harm() -> None:
    assert NameBook([]).find("湖", 5) == []
    odd = NameBook([Named(Goal.PLACE, 1, "·㍿𠮷", "", ("", "", ""))])
    assert [met.named.name for met in odd.find("𠮷", 5)] == ["·㍿𠮷"]


SYLLABLES = ("hu", "bin", "nan", "lu", "an", "gang", "lü", "")
UNITS = st.lists(
    st.tuples(st.sampled_from("湖滨南路安岗吕一2S"), st.sampled_from(SYLLABLES)), min_size=1, max_size=5
)


@given(st.lists(UNITS, min_size=1, max_size=4), st.text("湖滨南路安一1s二hubinagl", min_size=1, max_size=6))
def test_the_book_meets_what_reading_every_name_to_its_end_meets(
    names: list[list[tuple[str, str]]], query: str
) -> None:
    named = [
        Named(Goal.PLACE, n, "".join(char for char, _ in units), "", tuple(reading for _, reading in units))
        for n, units in enumerate(names)
    ]
    met = {one.named.key for one in NameBook(named).find(query, 50)}
    if not query.isdigit():
        assert met == {
            n for n, units in enumerate(names) if any(_reads(units[at:], query) for at in range(len(units)))
        }


def _reads(units: Sequence[tuple[str, str]], query: str) -> bool:
    if not query:
        return True
    if not units:
        return False
    char, reading = units[0][0].lower(), units[0][1].replace("ü", "u")
    heads = {char, *(reading[:size] for size in range(1, len(reading) + 1))}
    heads |= {"1"} if char == "一" else {"二"} if char == "2" else set()
    return any(query.startswith(head) and _reads(units[1:], query[len(head) :]) for head in heads)
