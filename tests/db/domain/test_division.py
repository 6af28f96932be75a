import pytest

from db.domain.division import Change, Succession, Unit, Units
from db.domain.errors import NotFound

SIMING = Unit("350203000000", "思明区", "350200000000", 3, "1950-01-01")
KAIYUAN = Unit("350204000000", "开元区", "350200000000", 3, "1966-01-01", "2003-05-01")
XINGLIN = Unit("350205000000", "杏林区", "350200000000", 3, "1978-01-01", "2003-05-01")
HAICANG = Unit("350205000000", "海沧区", "350200000000", 3, "2003-05-01")
JIMEI = Unit("350211000000", "集美区", "350200000000", 3, "1950-01-01")
UNITS = Units(
    (SIMING, KAIYUAN, XINGLIN, HAICANG, JIMEI),
    (
        Succession(KAIYUAN.code, SIMING.code, "2003-05-01", Change.MERGED),
        Succession(XINGLIN.code, HAICANG.code, "2003-05-01", Change.SPLIT),
        Succession(XINGLIN.code, JIMEI.code, "2003-05-01", Change.SPLIT),
    ),
)


def test_a_code_means_the_unit_of_its_day() -> None:
    assert UNITS.at("350205000000", "2003-04-30") is XINGLIN
    assert UNITS.at("350205000000", "2003-05-01") is HAICANG
    with pytest.raises(NotFound):
        UNITS.at(KAIYUAN.code, "2018-01-05")


def test_an_abolished_unit_lives_on_in_all_its_heirs() -> None:
    assert UNITS.heirs(KAIYUAN, "2018-01-05") == (SIMING,)
    assert UNITS.heirs(XINGLIN, "2018-01-05") == (HAICANG, JIMEI)


def test_a_standing_unit_is_its_own_heir() -> None:
    assert UNITS.heirs(KAIYUAN, "2000-01-01") == (KAIYUAN,)


def test_heirs_of_heirs_are_followed() -> None:
    merged = Unit("350206000000", "湖里区", "350200000000", 3, "1987-01-01", "2030-01-01")
    units = Units(
        (KAIYUAN, Unit(SIMING.code, "思明区", "350200000000", 3, "1950-01-01", "2020-01-01"), merged, JIMEI),
        (
            Succession(KAIYUAN.code, SIMING.code, "2003-05-01", Change.MERGED),
            Succession(SIMING.code, merged.code, "2020-01-01", Change.MERGED),
            Succession(merged.code, JIMEI.code, "2030-01-01", Change.MERGED),
        ),
    )
    assert units.heirs(KAIYUAN, "2025-01-01") == (merged,)
    assert units.heirs(KAIYUAN, "2031-01-01") == (JIMEI,)


def test_an_heir_whose_records_begin_later_is_found() -> None:
    tongan = Unit("350221000000", "同安县", "350200000000", 3, "1950-01-01", "1997-05-01")
    east = Unit("350213000000", "翔安区", "350200000000", 3, "2003-05-01")
    west = Unit("350212000000", "同安区", "350200000000", 3, "2003-05-01")
    units = Units(
        (tongan, west, east),
        (
            Succession(tongan.code, west.code, "1997-05-01", Change.UPGRADED),
            Succession(tongan.code, east.code, "1997-05-01", Change.UPGRADED),
        ),
    )
    assert units.heirs(tongan, "2018-01-05") == (west, east)
    assert units.heirs(tongan, "2000-01-01") == ()


def test_a_unit_that_left_no_heir_has_none() -> None:
    assert Units((KAIYUAN,)).heirs(KAIYUAN, "2018-01-05") == ()


def test_current_units_are_those_of_the_day_in_code_order() -> None:
    assert UNITS.current("2018-01-05") == (SIMING, HAICANG, JIMEI)
    assert [unit.name for unit in UNITS.named("杏林区", 3)] == ["杏林区"]
