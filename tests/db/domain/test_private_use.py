import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.errors import BadPair
from db.domain.gb18030 import FORMER_PLACES
from db.domain.importing import RowIssue, SheetRow
from db.domain.private_use import (
    char_of,
    check_pair,
    check_sender,
    code_of,
    merged,
    private_in,
    read_pair,
    resolved,
    spelled,
)

OWN = "\ue763"
PAIRS = {OWN: "䶮"}


def row(**cells: str) -> SheetRow:
    return SheetRow("清单.xlsx", "表1", 7, cells=cells, columns={"street": "C", "number": "D"})


@pytest.mark.parametrize(
    ("text", "char"),
    [
        *(("U+87F3", "蟳"), ("u+87f3", "蟳"), ("87F3", "蟳"), (" &#x87F3; ", "蟳"), ("&#34803;", "蟳")),
        *(("0x87f3", "蟳"), ("U+2B2BB", "𫊻"), ("2b2bb", "𫊻"), ("\\u87f3", "蟳"), ("U+E763", OWN)),
        *(("蟳", ""), ("", ""), ("D800", ""), ("U+110000", ""), ("xun", ""), ("87F", ""), ("U+0007", "")),
    ],
)
def test_a_code_is_read_however_it_is_written(text, char):
    assert char_of(text) == char


@given(st.characters(min_codepoint=0x100, exclude_categories=["Cs"]))
def test_every_code_comes_back(char):
    assert char_of(code_of(char)) == char


def test_a_pair_takes_characters_and_codes():
    assert read_pair("U+E763=䶮") == read_pair(f" {OWN} = U+4DAE") == (OWN, "䶮")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *(("U+E763", "not_a_pair"), ("䶮=U+E763", "not_private"), ("=䶮", "not_private")),
        *(("U+E763=", "not_a_character"), ("U+E763=U+E764", "not_a_character")),
        *(
            ("U+E763=厝坂", "not_a_character"),
            ("U+E763=　", "not_a_character"),
            ("\ue863\ue764=坂", "not_private"),
        ),
    ],
)
def test_what_is_no_pair_is_refused(text, why):
    with pytest.raises(BadPair) as caught:
        read_pair(text, "思明分局")
    assert (caught.value.source, caught.value.why) == ("思明分局", why)


@pytest.mark.parametrize(
    ("name", "why"), [(" ", "no_sender"), ("a\nb", "no_sender"), ("局" * 61, "sender_too_long")]
)
def test_a_sender_has_a_name(name, why):
    with pytest.raises(BadPair) as caught:
        check_sender(name)
    assert caught.value.why == why


def test_a_told_character_gives_way_and_the_text_as_delivered_stays():
    got = resolved(row(street=f"{OWN}窟路", number="2号"), PAIRS)
    assert got.cells == {"street": "䶮窟路", "street_written": f"{OWN}窟路", "number": "2号"}
    assert got.issues == ()


def test_one_that_nobody_explained_refuses_the_row_by_field_column_and_code():
    got = resolved(row(street=f"{OWN}窟\ue764路"), PAIRS)
    assert got.issues == (RowIssue("street", "private_use_character", "䶮窟〔U+E764〕路", "C"),)
    assert got.cells == {"street": f"{OWN}窟\ue764路"}


@pytest.mark.parametrize("field", ["addr_code", "payload", "local_id"])
def test_codes_and_payloads_are_never_touched(field):
    given_row = row(**{field: f"{OWN}-1"})
    assert resolved(given_row, PAIRS) == given_row


def test_a_former_place_of_the_standard_is_proposed_and_never_taken_unasked():
    (issue,) = resolved(row(street="\ue863路"), {}).issues
    assert (issue.text, issue.recovered) == ("〔U+E863〕路", "䶮路")
    (issue,) = resolved(row(street="\ue863\ue000路"), {}).issues
    assert (issue.text, issue.recovered) == ("〔U+E863〕〔U+E000〕路", "")
    assert resolved(row(street="\ue863路"), {"\ue863": "厝"}).cells["street"] == "厝路"


@pytest.mark.parametrize("char", ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"])
def test_every_private_plane_is_private(char):
    assert private_in(f"路{char}路{char}") == (char,)
    assert spelled(f"路{char}") == f"路〔{code_of(char)}〕"
    assert check_pair(char, "坂") == (char, "坂")


def test_a_different_meaning_is_taken_only_as_a_correction():
    with pytest.raises(BadPair) as caught:
        merged(PAIRS, {OWN: "坂"}, "思明分局", instead=False)
    assert (caught.value.text, caught.value.why) == ("U+E763=䶮", "pair_differs")
    assert merged(PAIRS, {OWN: "坂"}, "思明分局", instead=True) == {OWN: "坂"}
    assert merged(PAIRS, {OWN: "䶮", "\ue764": "坂"}, "", instead=False) == {OWN: "䶮", "\ue764": "坂"}


_TEXTS = st.text(st.sampled_from([*"路12号 ", OWN, "\ue764", *FORMER_PLACES]), min_size=1, max_size=8)


@given(st.dictionaries(st.sampled_from(["street", "number", "payload", "note"]), _TEXTS))
def test_nothing_is_lost_and_nothing_private_passes(cells):
    got = resolved(SheetRow("a", "", 1, cells=cells), PAIRS)
    for name, text in cells.items():
        assert got.cells.get(f"{name}_written", got.cells[name]) == text
        assert name == "payload" or got.issues or not private_in(got.cells[name])
