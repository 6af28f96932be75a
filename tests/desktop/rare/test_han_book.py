import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.files.fonts import font_book
from desktop.paths import resource
from desktop.rare.han_book import HanBook, Local, han_book, load_local, plain_reading
from desktop.rare.lookup import LIMIT, Way, facts, find

SMALL = HanBook(
    [
        "# head",
        "蟳\t142.12\t\txún\t𫊻\t虫尋",
        "𫊻\t142.6\t\t\t蟳\t虫寻",
        "寻\t41.3\t*\txún xín\t尋\t彐寸",
        "尋\t41.9\t\txún\t寻",
        "水\t85.0\t*\tshuǐ",
        "氵\t85.0",
        "江\t85.3\t*\tjiāng\t\t氵工",
        "汞\t85.3\t*\tgǒng\t\t工水",
        "𥔎\t112.9\t\t\t\t?石炣",
        "𥔏\t112.9\t\t\t\t石炣",
        "鸿\t196.6\t*\thóng\t\t江鸟",
    ],
    [Local("𥔎", 2, ("某村",))],
)


def test_a_character_is_found_by_its_parts_whatever_form_they_are_written_in():
    assert SMALL.by_parts("虫寻") == SMALL.by_parts("尋虫") == ["蟳", "𫊻"]
    assert SMALL.by_parts("水工") == ["汞", "江", "鸿"]


def test_parts_within_parts_are_found_after_the_whole():
    assert SMALL.by_parts("工") == ["汞", "江", "鸿"]
    assert SMALL.by_parts("寸虫") == ["𫊻"]
    assert SMALL.by_parts("鸟工") == ["鸿"]


def test_parts_that_are_said_come_before_parts_that_are_inferred():
    assert SMALL.by_parts("石炣") == ["𥔏", "𥔎"]
    assert SMALL.han("𥔎").guessed
    assert SMALL.han("𥔎").ways == ("石炣",)


def test_further_strokes_narrow_the_search():
    assert SMALL.by_parts("虫", 6) == ["𫊻"]
    assert SMALL.by_parts("虫", 7) == []


def test_nothing_is_found_for_parts_nobody_has():
    assert SMALL.by_parts("") == []
    assert SMALL.by_parts("马") == []


@pytest.mark.parametrize("reading", ["xun", "XUN", "xún", "xun2", "xùn"])
def test_a_reading_is_asked_for_with_or_without_its_tone(reading):
    assert SMALL.by_reading(reading) == ["寻", "尋", "蟳"]


@pytest.mark.parametrize(
    ("given_", "plain"), [("lǜ", "lü"), ("lv4", "lü"), ("lu:4", "lü"), ("ǹg", "ng"), ("ê̄", "ê")]
)
def test_every_spelling_of_a_syllable_is_one(given_, plain):
    assert plain_reading(given_) == plain


@pytest.mark.parametrize(
    ("asked", "way", "first"),
    [
        *(("U+87F3", Way.CODE, "蟳"), ("87f3", Way.CODE, "蟳"), ("&#x87F3;", Way.CODE, "蟳")),
        *(("xun", Way.READING, "寻"), ("虫寻", Way.PARTS, "蟳"), ("虫 + 寻", Way.PARTS, "蟳")),
        *(
            ("虫6", Way.PARTS, "𫊻"),
            ("蟳", Way.PARTS, "蟳"),
            ("", Way.NOTHING, "𥔎"),
            ("２Ｂ２ＢＢ", Way.UNREAD, ""),
        ),
        *(("？？", Way.UNREAD, ""), ("2B2BB", Way.CODE, "𫊻")),
    ],
)
def test_a_request_is_understood(asked, way, first):
    found = find(SMALL, asked)
    assert found.way is way
    assert found.chars[:1] == ((first,) if first else ())


def test_a_syllable_that_could_be_a_code_is_a_syllable():
    book = HanBook(["扒\t64.2\t*\tbā", "欬\t76.6\t\tdade"])
    assert find(book, "dade").chars == ("欬",)
    assert find(book, "dadf").chars == ("\udadf",) or find(book, "dadf").way is not Way.CODE


def test_what_was_used_lately_comes_first_when_nothing_is_asked():
    assert find(SMALL, "", ["江", "𥔎"]).chars == ("江", "𥔎")


@given(st.text(max_size=12))
def test_no_request_fails(text):
    found = find(SMALL, text)
    assert len(found.chars) <= min(found.total, LIMIT) or found.total == 0


def test_the_shipped_table_knows_every_character_of_the_local_list_by_its_parts():
    book = han_book()
    assert len(book) > 80_000
    for one in load_local():
        ways = book.han(one.char).ways
        assert ways, one.char
        assert one.char in book.by_parts(ways[0]), one.char


@pytest.mark.parametrize(
    ("parts", "char"),
    [
        *(("虫寻", "蟳"), ("氵丙", "𬇞"), ("厂昔", "厝"), ("虫尋", "𫊻"), ("土臧", "𡒉"), ("石竒", "𥔎")),
        *(("土乾", "墘"), ("竹當", "筜"), ("龙天", "䶮"), ("氵贝", "𬇙"), ("工水", "江")),
    ],
)
def test_characters_of_the_trade_are_among_the_first(parts, char):
    assert char in han_book().by_parts(parts)[:60]


def test_most_characters_beyond_the_bmp_have_parts():
    book = han_book()
    far = [chr(code) for code in range(0x20000, 0x2EBE1) if book.han(chr(code)).radicals]
    assert len(far) > 60_000
    assert sum(bool(book.han(char).ways) for char in far) > 0.9 * len(far)


def test_the_facts_of_a_local_character():
    found = facts(han_book(), font_book(), "蟳")
    assert (found.code, found.radical, found.strokes, found.coded) == ("U+87F3", "虫", 12, "GBK")
    assert (found.face, found.thin, found.han.standard, found.han.readings) == (
        "NotoSansSC-Regular",
        False,
        False,
        ("xún",),
    )
    assert any("蟳窟" in one for one in found.examples)


def test_the_facts_tell_the_fallback_and_what_no_font_has():
    far = facts(han_book(), font_book(), "𫊻")
    assert (far.face, far.thin, far.coded) == ("HanaMinB", True, "GB 18030")
    none = facts(han_book(), font_book(), "\ue863")
    assert (none.face, none.radical, none.names) == ("", "", 0)
    assert facts(han_book(), font_book(), "厝").coded == "GB 2312"


def test_the_table_is_small_and_its_characters_are_composed():
    file = resource("names", "han_parts.tsv.gz")
    assert file.stat().st_size < 2_000_000
    book = han_book()
    assert all(unicodedata.normalize("NFC", one.char) == one.char for one in load_local())
    assert book.han("A").radicals == ()
