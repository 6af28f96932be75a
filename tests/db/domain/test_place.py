import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.han import syllables
from db.domain.place import (
    NAME_MOVES,
    NameIndex,
    NameParts,
    NameState,
    NearReason,
    PlaceKind,
    guess_kind,
    split_name,
    toneless,
)

NAMES = Path("resources/names")


def shipped_roads() -> list[dict[str, str]]:
    with (NAMES / "roads.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def index_of(*names: str) -> NameIndex:
    return NameIndex(names, syllables)


def near(name: str, *others: str) -> list[tuple[str, str]]:
    return [(match.name, match.reason) for match in index_of(*others).near(name)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("湖滨南路", PlaceKind.STREET),
        ("鹭江道", PlaceKind.STREET),
        ("二马路", PlaceKind.STREET),
        ("长青北里", PlaceKind.LANE),
        ("三十六崎巷", PlaceKind.LANE),
        ("金尚小区", PlaceKind.COMPOUND),
        ("莲花新村", PlaceKind.COMPOUND),
        ("税务局宿舍", PlaceKind.YARD),
        ("茂后社", PlaceKind.VILLAGE),
        ("上李自然村", PlaceKind.VILLAGE),
        ("鸿山社区", None),
        ("筼筜街道", None),
        ("思明区", None),
        ("鼓浪屿", None),
        ("路", None),
        ("", None),
    ],
)
def test_the_class_word_tells_the_kind(name: str, kind: PlaceKind | None) -> None:
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("湖滨南路", ("湖滨", "南", "", "路")),
        ("滨海西大道", ("滨海", "西", "", "大道")),
        ("东大直街", ("东大", "直", "", "街")),
        ("禾东路", ("禾东", "", "", "路")),
        ("大中路", ("大中", "", "", "路")),
        ("南路", ("", "南", "", "路")),
        ("会展南二里", ("会展", "南", "二", "里")),
        ("圳南二路", ("圳南", "", "二", "路")),
        ("金尚十二里", ("金尚", "", "十二", "里")),
        ("五一路", ("五一", "", "", "路")),
        ("统一路", ("统一", "", "", "路")),
        ("三十六崎巷", ("三十六崎", "", "", "巷")),
        ("二马路", ("", "", "二", "马路")),
        ("跑马路", ("跑马", "", "", "路")),
        ("鼓浪屿", ("鼓浪屿", "", "", "")),
    ],
)
def test_a_name_is_taken_apart_where_it_is_joined(name: str, parts: tuple[str, str, str, str]) -> None:
    assert split_name(name) == NameParts(*parts)


@given(st.text(alphabet="湖滨东西南北大小新一二十五路里街道巷社区村马", max_size=8))
def test_the_parts_joined_give_the_name(name: str) -> None:
    parts = split_name(name)
    assert parts.proper + parts.modifier + parts.ordinal + parts.word == name


@pytest.mark.parametrize(
    ("slip", "meant", "reason"),
    [
        ("湖滨难路", "湖滨南路", NearReason.SAME_SOUND),
        ("湖宾中路", "湖滨中路", NearReason.SAME_SOUND),
        ("莲越路", "莲岳路", NearReason.SAME_SOUND),
        ("湖滨南陆", "湖滨南路", NearReason.SAME_SOUND),
        ("长情北里", "长青北里", NearReason.SIMILAR_SOUND),
        ("禾详西路", "禾祥西路", NearReason.SAME_SOUND),
        ("坂本路", "板木路", None),
        ("未圳路", "末圳路", NearReason.SIMILAR_SHAPE),
        ("前浦路", "前埔路", NearReason.SAME_SOUND),
        ("豆仔山路", "豆仔尾路", NearReason.ONE_CHARACTER),
        ("蜂巢路", "蜂巢山路", NearReason.MISSING_CHARACTER),
        ("鹭江心道", "鹭江道", NearReason.EXTRA_CHARACTER),
    ],
)
def test_a_slip_is_told_with_its_reason(slip: str, meant: str, reason: str | None) -> None:
    assert near(slip, meant) == ([(meant, reason)] if reason else [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("湖滨一里", "湖滨二里"),
        ("湖滨一里", "湖滨里"),
        ("莲前东路", "莲前西路"),
        ("殿前路", "殿后路"),
        ("湖滨南路", "湖滨路"),
        ("湖滨南路", "湖滨大路"),
        ("金山西里", "金山一里"),
        ("湖明路", "湖明街"),
        ("育秀里", "育秀路"),
        ("上李社", "下李社"),
        ("金湖路", "金桥路"),
        ("锦里", "金里"),
        ("朝阳门内大街", "朝阳门外大街"),
        ("莲花路", "莲路"),
    ],
)
def test_different_places_are_never_near(one: str, other: str) -> None:
    assert near(one, other) == []
    assert near(other, one) == []


def test_the_surest_reason_comes_first_and_the_name_itself_never() -> None:
    assert near("东浦路", "东铺路", "东埔路", "东浦路", "东浦桥路") == [
        ("东埔路", NearReason.SAME_SOUND),
        ("东铺路", NearReason.SIMILAR_SOUND),
        ("东浦桥路", NearReason.MISSING_CHARACTER),
    ]


def test_every_homophone_slip_in_a_shipped_road_leads_back_to_it() -> None:
    roads = {row["road"] for row in shipped_roads()}
    index = NameIndex(roads, syllables)
    slips = {"滨": "宾", "湖": "胡", "莲": "连", "祥": "详", "岳": "越", "秀": "绣"}
    tried = 0
    for road in roads:
        for right, wrong in slips.items():
            slip = road.replace(right, wrong, 1)
            if slip != road and len(road) >= 3 and slip not in roads:
                tried += 1
                assert road in [match.name for match in index.near(slip)]
    assert tried > 50


def test_shipped_roads_are_names_of_streets_and_lanes_each_once() -> None:
    rows = shipped_roads()
    roads = [row["road"] for row in rows]
    assert len(roads) == len(set(roads)) > 800
    assert {row["kind"] for row in rows} <= set(PlaceKind)
    assert all(guess_kind(row["road"]) == row["kind"] for row in rows)
    assert {row["district_mode"] for row in rows} <= {"", "思明", "湖里", "集美", "海沧", "同安", "翔安"}


def test_shipped_divisions_form_one_tree_and_hide_what_only_statistics_know() -> None:
    with (NAMES / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    codes = {row["code"]: row for row in rows}
    assert len(codes) == len(rows) == 617
    assert all(row["parent_code"] in codes for row in rows[1:])
    hidden = [row for row in rows if row["hidden"] == "1"]
    assert len(hidden) == 18
    assert all(row["code"][6] == "4" for row in hidden)
    assert not [row for row in rows if codes.get(row["parent_code"], row)["hidden"] and not row["hidden"]]


def test_only_an_approved_name_can_be_retired() -> None:
    assert [state for state, wanted in NAME_MOVES.items() if NameState.RETIRED in wanted] == [
        NameState.APPROVED
    ]
    assert set(NAME_MOVES) == set(NameState)


@pytest.mark.parametrize(
    ("toned", "plain"), [("nán", "nan"), ("lǜ", "lü"), ("Ān", "an"), ("ér", "er"), ("zhi", "zhi")]
)
def test_tones_are_dropped_and_dots_kept(toned: str, plain: str) -> None:
    assert toneless(toned) == plain
