"""Readings out of the library's tables are the library's own."""

import random
import subprocess
import sys
from collections.abc import Callable

import pytest

from db.domain.syllable_table import SyllableTable, syllable_table

Reader = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def library() -> Reader:
    from pypinyin import Style, pinyin

    return lambda text: [found[0] for found in pinyin(text, style=Style.TONE)]


def test_every_phrase_is_read_as_the_library_reads_it(library: Reader) -> None:
    from pypinyin.constants import PHRASES_DICT

    phrases = sorted(PHRASES_DICT)
    assert len(phrases) > 40_000
    drawn = random.Random(11).sample(phrases, 8_000)
    assert [one for one in drawn if syllable_table().read(one) != library(one)] == []


def test_every_character_has_the_readings_that_the_library_gives_it() -> None:
    from pypinyin.constants import PINYIN_DICT

    table = syllable_table()
    assert len(PINYIN_DICT) > 40_000
    wrong = [code for code, words in PINYIN_DICT.items() if table.every(chr(code)) != words.split(",")]
    assert wrong == []


def test_runs_are_divided_into_phrases_as_the_library_divides_them(library: Reader) -> None:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    draw = random.Random(12)
    phrases, table = sorted(PHRASES_DICT), syllable_table()
    chars = [char for code in PINYIN_DICT if "\u4e00" <= (char := chr(code)) <= "\u9fa5"]
    for _ in range(4_000):
        parts = [
            draw.choice((draw.choice(phrases)[: draw.randint(1, 4)], draw.choice(chars)))
            for _ in range(draw.randint(1, 4))
        ]
        run = "".join(parts)
        assert table.read(run) == library(run), run


def test_what_only_begins_a_phrase_is_read_character_by_character() -> None:
    table = SyllableTable(
        [("甲", "a"), ("乙", "b,x"), ("丙", "c")], [("甲乙丙丙", "1 2 3 4"), ("乙丙", "5 6")]
    )
    assert table.read("甲乙丙") == ["a", "b", "c"]
    assert table.read("乙丙甲") == ["5", "6", "a"]
    assert table.read("甲乙丙丙乙") == ["1", "2", "3", "4", "b"]


def test_a_character_without_a_reading_stands_for_itself() -> None:
    table = SyllableTable([("甲", "a")], [("甲乙", "1 2")])
    assert table.read("丁甲乙戊甲") == ["丁", "1", "2", "戊", "a"]
    assert table.every("丁") == ["丁"]
    assert SyllableTable([], []).read("甲") == ["甲"]


def test_a_name_is_read_without_the_dictionaries_of_the_library() -> None:
    code = "import sys; from db.domain.han import syllables; print(*syllables('厦门行'), 'pypinyin' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode()
    assert told.split() == ["xià", "mén", "xíng", "False"]
