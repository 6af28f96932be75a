import json
import math
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.geo import distance_m
from db.domain.geo_gauss import Zone
from db.domain.map_layer import BadLayer, LayerKind
from db.domain.progress import Cancelled
from desktop.files import map_reading
from desktop.files.geojson import read_geojson
from tests.gauss import to_metres

SPOT = (118.0895, 24.4798)


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def written(tmp_path: Path, thing: Any, encoding: str = "utf-8", **more: Any) -> Path:
    if isinstance(thing, list):
        thing = {"type": "FeatureCollection", **more, "features": thing}
    text = thing if isinstance(thing, str) else json.dumps(thing, ensure_ascii=False)
    file = tmp_path / "小区.geojson"
    file.write_bytes(text.encode(encoding))
    return file


def refused(path: Path) -> tuple[str, str]:
    with pytest.raises(BadLayer) as error:
        read_geojson(path)
    assert error.value.name == path.name
    return error.value.why, error.value.detail


RING = [[118.1, 24.5], [118.11, 24.5], [118.11, 24.51], [118.1, 24.5]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_features_of_every_kind_become_layers_with_their_names(tmp_path: Path, encoding: str) -> None:
    features = [
        feature("Point", SPOT, 名称="官任社区"),
        feature("LineString", RING[:2], NAME=" 湖滨南路 "),
        feature("MultiPolygon", [[RING], [RING, RING]], 面积=3, 备注="盈翠花园"),
        feature("MultiPoint", [[118.1, 24.5, 7.0], [118.2, 24.6]]),
    ]
    found = {one.kind: one for one in read_geojson(written(tmp_path, features, encoding)).layers}
    assert [(one.name, one.size) for one in found[LayerKind.POINTS].shapes] == [("官任社区", 1), ("", 2)]
    assert [(one.name, one.size) for one in found[LayerKind.LINES].shapes] == [("湖滨南路", 2)]
    assert [(one.name, len(one.parts)) for one in found[LayerKind.AREAS].shapes] == [("盈翠花园", 3)]


@given(st.lists(st.sampled_from(["Point", "LineString", "Polygon", "空"]), max_size=8))
def test_every_feature_is_read_or_counted_as_empty(kinds: list[str]) -> None:
    import tempfile

    bodies = {"Point": SPOT, "LineString": RING, "Polygon": [RING]}
    features = [
        feature(one, bodies[one]) if one in bodies else {"type": "Feature", "geometry": None} for one in kinds
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = written(Path(folder), features)
        if not set(kinds) & set(bodies):
            assert refused(file) == ("empty", "")
            return
        layers = read_geojson(file).layers
    assert sum(len(one.shapes) + one.skipped for one in layers) == len(kinds)


def test_collections_within_collections_are_opened_up_to_a_depth(tmp_path: Path) -> None:
    inner: dict[str, Any] = {"type": "Point", "coordinates": SPOT}
    for _ in range(3):
        inner = {"type": "GeometryCollection", "geometries": [inner, inner]}
    found = read_geojson(written(tmp_path, inner))
    assert sum(one.size for one in found.layers[0].shapes) == 8
    for _ in range(5):
        inner = {"type": "GeometryCollection", "geometries": [inner]}
    assert refused(written(tmp_path, [{"type": "Feature", "geometry": inner}])) == ("too_deep", "1")
    nested = '{"type":"GeometryCollection","geometries":[' * 100_000
    assert refused(written(tmp_path, nested))[0] == "too_deep"


@pytest.mark.parametrize(
    ("features", "told"),
    [
        ([feature("Point", SPOT), feature("Point", [math.nan, 24.5])], ("bad_position", "2")),
        (
            [feature("Point", SPOT), feature("Point", SPOT), feature("LineString", [SPOT, ["x", 1]])],
            ("bad_position", "3"),
        ),
        ([feature("Point", [True, False])], ("bad_position", "1")),
        ([feature("Point", [118.1])], ("bad_position", "1")),
        ([feature("Polygon", 5)], ("bad_position", "1")),
        ([feature("Circle", SPOT)], ("bad_geometry", "1")),
        ([{"type": "Point", "coordinates": SPOT}], ("bad_geometry", "1")),
        ([feature("Point", SPOT), 7], ("bad_geometry", "2")),
        ([], ("empty", "")),
    ],
)
def test_a_feature_that_cannot_be_read_is_named(
    tmp_path: Path, features: list[Any], told: tuple[str, str]
) -> None:
    assert refused(written(tmp_path, features)) == told


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not_json"),
        ("<kml/>", "not_json"),
        ('{"type":"Topology"}', "not_geojson"),
        ("[1,2]", "not_geojson"),
        ('{"features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[118.1,24.', "not_json"),
    ],
)
def test_what_is_no_geojson_is_refused(tmp_path: Path, text: str, why: str) -> None:
    assert refused(written(tmp_path, text))[0] == why


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "没有.geojson")[0] == "unreadable"


def test_metres_of_a_zone_that_the_file_names_come_out_as_degrees(tmp_path: Path) -> None:
    for number, zone in ((4548, Zone(117)), (4528, Zone(120, 40_500_000))):
        crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{number}"}}
        file = written(tmp_path, [feature("Point", to_metres(SPOT, zone))], crs=crs)
        found = read_geojson(file)
        assert distance_m(found.layers[0].shapes[0].parts[0][0], SPOT) < 0.01
        assert found.projected.endswith(str(number))


def test_metres_that_nothing_explains_and_other_systems_are_refused(tmp_path: Path) -> None:
    assert refused(written(tmp_path, [feature("Point", [610448.0, 2708867.0])]))[0] == "projected"
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2384"}}
    file = written(tmp_path, [feature("Point", [610448.0, 2708867.0])], crs=crs)
    assert refused(file) == ("other_system", "urn:ogc:def:crs:EPSG::2384")


def test_a_file_that_says_it_is_in_degrees_of_the_official_system_is_believed(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    assert read_geojson(written(tmp_path, [feature("Point", SPOT)], crs=crs)).is_official
    assert not read_geojson(written(tmp_path, [feature("Point", SPOT)])).is_official


def test_a_large_file_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "大.geojson"
    padding = "x" * 4000
    with file.open("w", encoding="utf-8") as out:
        out.write('{"type":"FeatureCollection","features":[')
        for n in range(2500):
            line = json.dumps(feature("Point", SPOT, name=str(n), note=padding))
            out.write(("," if n else "") + line)
        out.write("]}")
    tracemalloc.start()
    found = read_geojson(file)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.layers[0].shapes) == 2500
    assert most < file.stat().st_size


def test_more_positions_than_a_map_can_have_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_reading, "MOST_POSITIONS", 3)
    assert refused(written(tmp_path, [feature("Point", SPOT)] * 4)) == ("too_many", "3")


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    class Stop:
        def step(self, _done: int, _total: int, _note: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_geojson(written(tmp_path, [feature("Point", SPOT)]), Stop())
