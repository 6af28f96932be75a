"""Traditional characters in simplified ones: by the library, each in its place, and nothing else touched."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.han import simplified

NAMES = Path(__file__).resolve().parents[3] / "resources" / "names"


@pytest.mark.parametrize(
    ("written", "simple"),
    [
        ("廈門市思明區蓮花南路八號之二三樓", "厦门市思明区莲花南路八号之二三楼"),
        ("湖裏區後埔社雲頂中路", "湖里区后埔社云顶中路"),
        ("臺灣街鍾宅巖內筼筜", "台湾街钟宅岩内筼筜"),
        ("廈禾路1226號", "厦禾路1226号"),
        ("車\uf902", "车车"),
    ],
)
def test_traditional_characters_become_simplified_ones(written: str, simple: str) -> None:
    assert simplified(written) == simple


@pytest.mark.parametrize(
    "name", ["田乾村", "鸿昇大厦", "蟳窟社区", "於山路", "著名甯", "工业邨", "曾厝垵", "𬇞洲"]
)
def test_what_is_standard_in_names_stays(name: str) -> None:
    assert simplified(name) == name


@pytest.mark.parametrize("file", [NAMES / "divisions.csv", NAMES / "roads.csv"], ids=lambda file: file.stem)
def test_the_names_of_xiamen_are_simplified_already(file: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert cells
    assert [cell for cell in cells if simplified(cell) != cell] == []


@given(st.text() | st.text("區號樓後乾蟳龜\u3400\U00020000a1Ａ"))
def test_every_character_keeps_its_place(text: str) -> None:
    simple = simplified(text)
    assert len(simple) == len(text)
    assert simplified(simple) == simple
    assert simplified(text[::-1]) == simple[::-1]


def test_the_library_is_loaded_only_for_what_may_be_traditional() -> None:
    code = (
        "import sys; from db.domain.han import simplified; simplified('厦门市湖滨南路81号'); "
        "early = 'opencc' in sys.modules; simplified('廈門'); print(early, 'opencc' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["False", "True"]
