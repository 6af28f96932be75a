from pathlib import Path

import pytest
import shapefile

from db.domain.geo import Point, distance_m
from db.domain.geo_gauss import Zone
from db.domain.map_layer import BadLayer, LayerKind
from desktop.files.shapes import read_shapes
from tests.gauss import to_metres

SPOT: Point = (118.0895, 24.4798)
GEOGRAPHIC = (
    'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,'
    '298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
STRIP = (
    'PROJCS["CGCS2000_3_Degree_GK_Zone_39",' + GEOGRAPHIC + ',PROJECTION["Gauss_Kruger"],'
    'PARAMETER["False_Easting",39500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],'
    'PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)
XIAN = 'PROJCS["Xian_1980_3_Degree_GK_Zone_39",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980"]],PROJECTION["Gauss_Kruger"]]'


def written(
    folder: Path,
    points: list[Point],
    names: list[str],
    encoding: str = "gb18030",
    cpg: str = "",
    prj: str = "",
) -> Path:
    file = folder / "小区.shp"
    with shapefile.Writer(str(file), shapeType=shapefile.POINT, encoding=encoding) as out:
        out.field("NAME", "C", 40)
        for (x, y), name in zip(points, names, strict=True):
            out.point(x, y)
            out.record(name)
    file.with_suffix(".cpg").unlink(missing_ok=True)
    if cpg:
        file.with_suffix(".cpg").write_text(cpg, encoding="ascii")
    if prj:
        file.with_suffix(".prj").write_text(prj, encoding="utf-8")
    return file


def refused(path: Path) -> tuple[str, str, str]:
    with pytest.raises(BadLayer) as error:
        read_shapes(path)
    return error.value.why, error.value.name, error.value.detail


@pytest.mark.parametrize(
    ("encoding", "cpg"),
    [("gb18030", ""), ("utf-8", ""), ("gb18030", "GBK"), ("utf-8", "UTF-8"), ("gb18030", "ANSI 936")],
)
def test_chinese_names_are_read_whatever_page_the_table_was_written_in(
    tmp_path: Path, encoding: str, cpg: str
) -> None:
    file = written(tmp_path, [SPOT, SPOT], ["官任社区", "盈翠花园"], encoding, cpg, GEOGRAPHIC)
    found = read_shapes(file)
    assert [one.name for one in found.layers[0].shapes] == ["官任社区", "盈翠花园"]
    assert found.is_official


def test_without_a_table_shapes_have_no_names_and_without_a_prj_nothing_is_said(tmp_path: Path) -> None:
    file = written(tmp_path, [SPOT], ["甲"])
    file.with_suffix(".dbf").unlink()
    found = read_shapes(file)
    assert [one.name for one in found.layers[0].shapes] == [""]
    assert not found.is_official


def test_metres_of_the_zone_that_the_prj_names_come_out_as_degrees(tmp_path: Path) -> None:
    file = written(tmp_path, [to_metres(SPOT, Zone(117, 39_500_000))], ["甲"], prj=STRIP)
    found = read_shapes(file)
    assert distance_m(found.layers[0].shapes[0].parts[0][0], SPOT) < 0.01
    assert found.projected == "CGCS2000_3_Degree_GK_Zone_39"


def test_another_system_is_refused_by_its_name_and_metres_without_a_prj_too(tmp_path: Path) -> None:
    file = written(tmp_path, [(39610448.0, 2708867.0)], ["甲"], prj=XIAN)
    assert refused(file) == ("other_system", "小区.prj", "Xian_1980_3_Degree_GK_Zone_39")
    file.with_suffix(".prj").unlink()
    assert refused(file)[0] == "projected"


def test_areas_keep_their_rings_and_empty_shapes_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "面.shp"
    outer = [[118.1, 24.5], [118.1, 24.6], [118.2, 24.6], [118.1, 24.5]]
    inner = [[118.12, 24.52], [118.14, 24.54], [118.13, 24.55], [118.12, 24.52]]
    with shapefile.Writer(str(file), shapeType=shapefile.POLYGON) as out:
        out.field("MC", "C", 20)
        out.poly([outer, inner])
        out.record("a")
        out.null()
        out.record("b")
    (layer,) = read_shapes(file).layers
    assert (layer.kind, layer.skipped) == (LayerKind.AREAS, 1)
    assert [len(part) for part in layer.shapes[0].parts] == [4, 4]


@pytest.mark.parametrize("cut", [0, 50, 99, 110])
def test_a_file_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    file = written(tmp_path, [SPOT], ["甲"])
    file.write_bytes(file.read_bytes()[:cut])
    assert refused(file)[0] == "not_shp"


def test_a_table_that_is_none_is_refused_by_its_name(tmp_path: Path) -> None:
    file = written(tmp_path, [SPOT], ["甲"])
    file.with_suffix(".dbf").write_bytes(b"\x00" * 7)
    assert refused(file)[:2] == ("bad_dbf", "小区.dbf")


def test_not_a_number_is_refused_with_its_feature(tmp_path: Path) -> None:
    file = written(tmp_path, [SPOT, (float("nan"), 24.5)], ["甲", "乙"])
    assert refused(file) == ("bad_position", "小区.shp", "2")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "没有.shp")[0] == "unreadable"
