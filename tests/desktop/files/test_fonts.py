"""The shipped fonts: coverage, widths, and the letters' bounds that layout relies on."""

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from db.domain.errors import StoreUnavailable
from db.domain.plate import Weight
from desktop.files.fonts import FACES, FontBook, damaged_fonts, font_book, font_folder

_PINYIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZzĀÁǍÀāáǎàĒÉĚÈēéěèīíǐìŌÓǑÒōóǒòūúǔùǖǘǚǜüńňǹ'’"


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_widths_agree_with_the_font_tools_own_reading(weight: Weight) -> None:
    with TTFont(font_folder() / f"{FACES[weight]}.ttf", lazy=True) as font:
        names, metrics = font.getBestCmap(), font["hmtx"]
        for char in "12号湖滨南路厦埭墘—·Aagǚ ":
            assert font_book().advance(char, weight) == metrics[names[ord(char)]][0] / 1000


def test_local_characters_come_from_the_main_face() -> None:
    assert {font_book().face(c, "bold") for c in "筼筜墘垵塭埭厝"} == {"NotoSansSC-Bold"}


def test_characters_beyond_the_main_face_come_from_the_fallback() -> None:
    assert [font_book().face(c, "bold") for c in "𬇞𫊻"] == ["HanaMinB", "HanaMinB"]
    assert font_book().missing("𬇞洲路𫊻", "bold") == ()
    assert font_book().advance("𬇞", "bold") == 1.0
    assert font_book().embolden("HanaMinB", "bold") > font_book().embolden("HanaMinB", "regular") > 0


def test_a_character_nobody_draws_is_missing_once() -> None:
    assert font_book().missing("路\ue000\ue000\U0010fffd", "bold") == ("\ue000", "\U0010fffd")
    assert font_book().face("\ue000", "bold") == "NotoSansSC-Bold"
    assert font_book().advance("\ue000", "bold") == 1.0


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_letters_of_pinyin_keep_within_the_bounds_layout_assumes(weight: Weight) -> None:
    with TTFont(font_folder() / f"{FACES[weight]}.ttf", lazy=True) as font:
        names, glyphs = font.getBestCmap(), font["glyf"]
        for char in _PINYIN:
            glyph = glyphs[names[ord(char)]]
            assert glyph.yMin >= -250
            assert glyph.yMax <= (1140 if char.isupper() else 1000)


def test_the_shipped_files_are_whole() -> None:
    assert damaged_fonts() == ()


def test_damaged_and_missing_files_are_named(tmp_path: Path) -> None:
    assert damaged_fonts(tmp_path) == ("SHA256SUMS",)
    shutil.copy(font_folder() / "SHA256SUMS", tmp_path)
    (tmp_path / "HanaMinB.ttf").write_bytes(b"no font")
    assert set(damaged_fonts(tmp_path)) == {"HanaMinB.ttf", "NotoSansSC-Bold.ttf", "NotoSansSC-Regular.ttf"}


def test_a_missing_or_broken_font_is_said_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "NotoSansSC-Bold.ttf").write_bytes(b"no font at all")
    for weight in FACES:
        with pytest.raises(StoreUnavailable) as caught:
            FontBook(tmp_path).advance("路", weight)
        assert (caught.value.why, Path(caught.value.detail).parent) == ("font_unreadable", tmp_path)
