import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.geo import (
    PLANE,
    XIAMEN,
    BadPoint,
    Box,
    Datum,
    Point,
    check,
    convert,
    distance_m,
    likely_datum,
)
from db.domain.geo_gauss import Zone, to_degrees
from tests.gauss import to_metres

SPOT: Point = (118.0895, 24.4798)
INNER = XIAMEN.wider(-0.001)
spots = st.tuples(st.floats(INNER.west, INNER.east), st.floats(INNER.south, INNER.north))
datums = st.sampled_from(list(Datum))


@given(spots, datums, datums)
def test_a_position_shown_in_another_datum_comes_back_to_its_place(
    point: Point, given: Datum, wanted: Datum
) -> None:
    back = convert(convert(point, given, wanted), wanted, given)
    assert distance_m(point, back) < 0.5


@given(spots)
def test_the_datums_lie_as_far_apart_as_they_do_in_this_city(point: Point) -> None:
    gcj = distance_m(point, convert(point, Datum.CGCS2000, Datum.GCJ02))
    bd = distance_m(point, convert(point, Datum.CGCS2000, Datum.BD09))
    assert 400 < gcj < 700
    assert 900 < bd < 1500


@given(spots, datums, datums, datums)
def test_going_by_another_datum_arrives_at_the_same_spot(point: Point, a: Datum, b: Datum, c: Datum) -> None:
    assert distance_m(convert(convert(point, a, b), b, c), convert(point, a, c)) < 0.5


@given(spots, spots)
def test_metres_of_the_plane_are_nearly_those_of_the_ellipsoid(first: Point, second: Point) -> None:
    zone = Zone(118.16)
    true = math.dist(to_metres(first, zone), to_metres(second, zone))
    assert abs(math.dist(PLANE.metres(first), PLANE.metres(second)) - true) <= 0.0035 * true + 0.01


@given(spots)
def test_the_plane_gives_back_the_degrees(point: Point) -> None:
    assert PLANE.degrees(PLANE.metres(point)) == pytest.approx(point, abs=1e-10)


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        (Zone(117), (610448.0746568347, 2708867.287805114)),
        (Zone(120), (306307.0266226159, 2709770.583944554)),
        (Zone(117, 39_500_000), (39610448.07465684, 2708867.287805114)),
        (Zone(120, 40_500_000), (40306307.026622616, 2709770.583944554)),
    ],
)
def test_metres_of_the_citys_two_zones_are_those_that_proj_computes(zone: Zone, place: Point) -> None:
    assert math.dist(to_metres(SPOT, zone), place) < 0.001
    assert distance_m(to_degrees(place, zone), SPOT) < 0.001


@given(spots, st.sampled_from([Zone(117), Zone(120, 40_500_000)]))
def test_degrees_into_metres_and_back_is_the_same_place(point: Point, zone: Zone) -> None:
    assert to_degrees(to_metres(point, zone), zone) == pytest.approx(point, abs=1e-9)


@pytest.mark.parametrize(
    ("point", "why"),
    [
        ((24.4798, 118.0895), "swapped"),
        ((0.0, 0.0), "outside"),
        ((116.397, 39.908), "outside"),
        ((math.nan, 24.5), "not_a_number"),
        ((118.1, math.inf), "not_a_number"),
    ],
)
def test_what_cannot_lie_in_the_city_is_refused_and_says_why(point: Point, why: str) -> None:
    with pytest.raises(BadPoint) as refused:
        check(point, Datum.CGCS2000)
    assert refused.value.why == why


@given(spots, datums)
def test_what_lies_in_the_city_is_taken_in_every_datum(point: Point, datum: Datum) -> None:
    check(convert(point, Datum.CGCS2000, datum), datum)


@given(spots, datums, datums)
def test_a_datum_mistaken_for_another_is_noticed_by_its_jump(point: Point, meant: Datum, said: Datum) -> None:
    near = [PLANE.degrees((x + 20, y)) for x, y in [PLANE.metres(point)]]
    found = likely_datum(convert(point, Datum.CGCS2000, meant), said, near)
    assert found is (None if meant is said else meant)


def test_without_neighbours_or_far_from_all_nothing_is_suspected() -> None:
    assert likely_datum(SPOT, Datum.CGCS2000, []) is None
    assert likely_datum(SPOT, Datum.CGCS2000, [(118.3, 24.8)]) is None


def test_a_box_is_the_smallest_that_holds_its_points() -> None:
    assert Box.around([]) is None
    box = Box.around([(1.0, 5.0), (3.0, 2.0)])
    assert box == Box(1.0, 2.0, 3.0, 5.0)
    assert box.holds((2, 3))
    assert not box.holds((0.5, 3))
    assert box.wider(1).holds((0.5, 3))
