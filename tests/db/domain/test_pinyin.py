import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.errors import BadFile
from db.domain.han import syllables
from db.domain.pinyin import (
    Confidence,
    Override,
    Overrides,
    Spelling,
    initials,
    letters,
    overrides_from_csv,
    spell,
)
from db.domain.place import PlaceKind

NAMES = Path("resources/names")
SHIPPED = overrides_from_csv((NAMES / "pinyin_overrides.csv").read_text(encoding="utf-8"))


def spelled(name: str, kind: PlaceKind | None = None) -> Spelling:
    return spell(name, syllables(name), SHIPPED, kind)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("湖滨南路", "Húbīn Nánlù"),
        ("长青北里", "Chángqīng Běilǐ"),
        ("鹭江道", "Lùjiāng Dào"),
        ("滨海西大道", "Bīnhǎi Xīdàdào"),
        ("景山后街", "Jǐngshān Hòujiē"),
        ("禾东路", "Hédōng Lù"),
        ("南路", "Nánlù"),
        ("瑞景商业广场", "Ruìjǐng Shāngyè Guǎngchǎng"),
        ("莲花新村", "Liánhuā Xīncūn"),
        ("思明区", "Sīmíng Qū"),
        ("新圩镇", "Xīnxū Zhèn"),
        ("鸿山社区居委会", "Hóngshān Shèqū Jūwěihuì"),
        ("上李村委会", "Shànglǐ Cūnwěihuì"),
        ("鼓浪屿", "Gǔlàngyǔ"),
        ("莲富大厦", "Liánfù Dàshà"),
    ],
)
def test_proper_and_class_word_stand_apart_and_short_modifiers_join(name: str, text: str) -> None:
    assert spelled(name).text == text


@pytest.mark.parametrize(
    ("name", "text"), [("西柯村", "Xīkēcūn"), ("茂后社", "Màohòushè"), ("周口店", "Zhōukǒudiàn")]
)
def test_a_village_is_one_word(name: str, text: str) -> None:
    assert spelled(name, PlaceKind.VILLAGE).text == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("二马路", "2 Mǎlù"),
        ("经五路", "Jīng 5 Lù"),
        ("湖滨一里", "Húbīn 1 Lǐ"),
        ("会展南二里", "Huìzhǎn Nán 2 Lǐ"),
        ("金尚十二里", "Jīnshàng 12 Lǐ"),
        ("湖滨3里", "Húbīn 3 Lǐ"),
        ("五一广场", "Wǔyī Guǎngchǎng"),
        ("三十六崎巷", "Sānshíliùqí Xiàng"),
        ("双十路", "Shuāngshí Lù"),
        ("七星西路", "Qīxīng Xīlù"),
    ],
)
def test_counting_numerals_are_digits_and_others_are_spelled(name: str, text: str) -> None:
    assert spelled(name).text == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("西安路", "Xī'ān Lù"),
        ("同安区", "Tóng'ān Qū"),
        ("翔安南路", "Xiáng'ān Nánlù"),
        ("海岸后街", "Hǎi'àn Hòujiē"),
        ("女儿路", "Nǚ'ér Lù"),
        ("安岭路", "Ānlǐng Lù"),
    ],
)
def test_an_apostrophe_stands_before_a_o_e_inside_a_word_only(name: str, text: str) -> None:
    assert spelled(name).text == text


@pytest.mark.parametrize(
    ("name", "text", "doubtful"),
    [
        ("厦禾路", "Xiàhé Lù", []),
        ("曾厝垵路", "Zēngcuò'ān Lù", ["垵"]),
        ("长治路", "Chángzhì Lù", []),
        ("长浩一里", "Chánghào 1 Lǐ", ["长浩"]),
        ("官都里", "Guāndū Lǐ", []),
        ("斗西路", "Dǒuxī Lù", []),
        ("豆仔尾路", "Dòuzǐwěi Lù", []),
        ("上头亭路", "Shàngtóutíng Lù", []),
        ("阳翟路", "Yángdí Lù", ["翟"]),
        ("港仔后路", "Gǎngzǐhòu Lù", []),
        ("筼筜街道", "Yúndāng Jiēdào", []),
    ],
)
def test_local_readings_win_and_unsure_ones_say_so(name: str, text: str, doubtful: list[str]) -> None:
    found = spelled(name)
    assert found.text == text
    assert [entry.text for entry in found.doubtful] == doubtful


def test_a_character_without_a_reading_is_named() -> None:
    assert spelled("𬇞洲路").unread == ("𬇞",)
    learned = Overrides((Override("𬇞", "wéi", Confidence.VERIFY),))
    found = spell("𬇞洲路", syllables("𬇞洲路"), learned)
    assert (found.text, found.unread) == ("Wéizhōu Lù", ())


def test_the_longest_override_wins_and_the_whole_name_over_all() -> None:
    entries = [
        Override("长", "zhǎng"),
        Override("长青", "cháng qīng"),
        Override("长青北里", "Chángqīngběi Lǐ"),
    ]
    read = syllables("长青北里")
    assert spell("长青北里", read, Overrides(tuple(entries))).text == "Chángqīngběi Lǐ"
    assert spell("长青北里", read, Overrides(tuple(entries[:2]))).text == "Chángqīng Běilǐ"
    assert spell("长青北里", read, Overrides(tuple(entries[:1]))).text == "Zhǎngqīng Běilǐ"


@pytest.mark.parametrize(
    ("text", "why", "row", "column"),
    [
        ("text,reading\n", "missing_column", 1, "confidence"),
        ("", "missing_column", 1, "text"),
        ("text,reading,confidence,note\n厦,xià,certain,\n厦,shà,certain,\n", "doubled_row", 3, "text"),
        ("text,reading,confidence,note\n,xià,certain,\n", "empty_cell", 2, "text"),
        ("text,reading,confidence,note\n厦,xià,sure,\n", "unknown_value", 2, "confidence"),
        ("text,reading,confidence,note\n厦门,xià,certain,\n", "reading_length", 2, "reading"),
        ("text,reading,confidence,note\n厦,,certain,\n", "reading_length", 2, "reading"),
        ("text,reading,confidence,note\n厦\n", "unknown_value", 2, "confidence"),
    ],
)
def test_a_broken_table_of_overrides_names_row_and_column(text: str, why: str, row: int, column: str) -> None:
    with pytest.raises(BadFile) as caught:
        overrides_from_csv(text, "own.csv")
    error = caught.value
    assert (error.file, error.why, error.row, error.column) == ("own.csv", why, row, column)


def test_readings_must_match_the_characters() -> None:
    with pytest.raises(ValueError, match="1 syllables for 2 characters"):
        spell("厦门", ["xià"])


@given(st.text(alphabet="湖滨安二儿区A2·（里路村𬇞头 ", max_size=10))
def test_every_name_is_read_character_by_character_and_spelled_without_a_crash(name: str) -> None:
    read = syllables(name)
    assert len(read) == len(name)
    found = spell(name, read, SHIPPED)
    assert found.text == " ".join(found.segments)
    assert all(segment and segment == segment.strip() for segment in found.segments)
    assert set(found.unread) <= {"𬇞"}


def test_every_shipped_name_is_read_and_starts_its_words_with_capitals() -> None:
    names = []
    for file, column in (("roads.csv", "road"), ("divisions.csv", "name")):
        with (NAMES / file).open(encoding="utf-8", newline="") as lines:
            names += [row[column] for row in csv.DictReader(lines)]
    for name in names:
        found = spelled(name)
        assert found.unread == (), name
        assert all(word[0].isupper() or word.isdigit() for word in found.segments), name
        assert ("厦" in name) <= ("xià" in found.text.lower()), name
        assert ("曾" in name) <= ("Zēng" in found.text), name


def test_a_spelling_is_typed_without_marks_and_blanks() -> None:
    assert letters("Lǚcuò Xī'ān 2 Lù") == "lvcuoxian2lu"
    assert initials(("hú", "bīn", "2", "lù")) == "hb2l"
