import hashlib
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.domain import gb18030

EVERY_CHARACTER = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
TRAILS = [*range(0x40, 0x7F), *range(0x80, 0xFF)]
DOUBLE_BYTE = [bytes(code) for code in product(range(0x81, 0xFF), TRAILS)]
FOUR_BYTE = [
    bytes(code)
    for code in product(range(0x81, 0x85), range(0x30, 0x3A), range(0x81, 0xFF), range(0x30, 0x3A))
]
# The same codes through glibc 2.41's iconv (the 2022 edition), in this order, U+FFFD where it knows none. ICU 76 agrees
# on every double-byte code but A3A0, which it reads as a blank, and reads the 18 four-byte codes both ways.
GLIBC_2022 = "177b4db2074d34b918aa94820c27e28ec65211ac4321d845b6cf96684cf61826"

VERTICAL = "︐︒︑︓︔︕︖"
PARTS = {
    "fe59": "龴",
    "fe61": "龵",
    "fe66": "龶",
    "fe67": "龷",
    "fe6d": "龸",
    "fe7e": "龹",
    "fe90": "龺",
    "fea0": "龻",
}


def read(code: bytes) -> str:
    try:
        return gb18030.decode(code)
    except UnicodeDecodeError:
        return "\ufffd"


def test_every_code_means_what_another_maker_of_the_2022_edition_reads():
    text = "".join(map(read, DOUBLE_BYTE + FOUR_BYTE))
    assert len(text) == 23_940 + 50_400
    assert hashlib.sha256(text.encode()).hexdigest() == GLIBC_2022


def test_every_character_of_unicode_comes_back_from_its_bytes():
    text = "".join(EVERY_CHARACTER)
    assert gb18030.decode(gb18030.encode(text)) == text
    assert len({gb18030.encode(one) for one in EVERY_CHARACTER}) == len(EVERY_CHARACTER)


@pytest.mark.parametrize(("code", "char"), [*PARTS.items(), ("a8bc", "ḿ"), ("a6f3", "︙"), ("a6ed", "︘")])
def test_a_character_that_moved_has_its_double_byte_code(code, char):
    assert gb18030.encode(char).hex() == code
    assert gb18030.decode(bytes.fromhex(code)) == char


def test_the_vertical_marks_are_not_private_characters():
    assert gb18030.decode(bytes.fromhex("a6d9a6daa6dba6dca6dda6dea6df")) == VERTICAL


def test_the_private_place_a_character_left_has_its_former_four_byte_code():
    assert gb18030.decode(bytes.fromhex("82359037")) == "\ue81e"
    assert gb18030.encode("\ue81e") == bytes.fromhex("82359037")


def test_every_former_place_is_private_and_leads_to_a_character_of_its_own():
    assert len(gb18030.FORMER_PLACES) == 105
    assert gb18030.FORMER_PLACES["\ue863"] == "䶮"
    assert [gb18030.FORMER_PLACES[one] for one in "\ue815\ue843\ue844\ue7e7\ue7f3"] == [*"⺁龹䜣〾⿻"]
    assert all("\ue766" <= private <= "\ue864" for private in gb18030.FORMER_PLACES)
    assert not any("\ue000" <= char <= "\uf8ff" for char in gb18030.FORMER_PLACES.values())
    assert len(set(gb18030.FORMER_PLACES.values())) == 105


def test_the_former_places_are_what_the_older_edition_reads():
    old = {
        one for one in map(lambda code: code.decode("gb18030"), DOUBLE_BYTE) if "\ue000" <= one <= "\uf8ff"
    }
    new = {one for one in map(read, DOUBLE_BYTE) if "\ue000" <= one <= "\uf8ff"}
    assert old - new <= gb18030.FORMER_PLACES.keys()
    assert len(old - new) == 19


@given(st.text())
@example("湖滨南路1号 \U000200cc\ue000\ufe10")
def test_any_text_comes_back(text):
    assert gb18030.decode(gb18030.encode(text)) == text


@pytest.mark.parametrize("data", [b"\xff", b"\x81", b"\x81\x30\x81", b"\x84\x31\xa5\x30"])
def test_broken_bytes_are_refused_where_they_break(data):
    with pytest.raises(UnicodeDecodeError) as caught:
        gb18030.decode(b"1\xba\xc5" + data)
    assert caught.value.start == 3
    assert gb18030.decode(b"1\xba\xc5" + data, "replace").startswith("1号\ufffd")
