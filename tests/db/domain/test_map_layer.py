import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain import map_layer
from db.domain.geo import Point
from db.domain.geo_fit import Control
from db.domain.map_layer import (
    BadLayer,
    LayerKind,
    Shape,
    body_of,
    checked_name,
    controls_of,
    controls_text,
    shapes_of,
    simplify,
)

places = st.tuples(
    st.integers(117_900_000, 118_400_000).map(lambda n: n / 1e6),
    st.integers(24_400_000, 24_900_000).map(lambda n: n / 1e6),
)
runs = st.lists(places, min_size=1, max_size=4).map(tuple)
shapes = st.lists(
    st.builds(Shape, st.text(max_size=8), st.lists(runs, min_size=1, max_size=3).map(tuple)), min_size=1
)


@given(shapes, st.sampled_from([LayerKind.LINES, LayerKind.AREAS]))
def test_what_is_kept_of_lines_and_areas_is_read_back(given: list[Shape], kind: LayerKind) -> None:
    assert shapes_of(kind, body_of("层", kind, given)) == tuple(given)


@given(runs)
def test_points_of_one_feature_are_read_back_as_one_run(run: tuple[Point, ...]) -> None:
    body = body_of("层", LayerKind.POINTS, [Shape("甲", (run,))])
    assert shapes_of(LayerKind.POINTS, body) == (Shape("甲", (run,)),)


@given(st.lists(places, min_size=2, max_size=15), st.floats(0.000001, 0.05))
def test_a_simplified_line_keeps_its_ends_and_strays_no_further_than_it_may(
    line: list[Point], tolerance: float
) -> None:
    found = simplify(line, tolerance)
    assert (found[0], found[-1]) == (line[0], line[-1])
    assert set(found) <= set(line)
    for one in line:
        assert min(_apart(one, a, b) for a, b in pairwise(found)) <= tolerance + 1e-12


def _apart(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = min(1.0, max(0.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square)) if square else 0.0
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def test_a_ring_stays_a_ring() -> None:
    ring = [(math.cos(n / 100 * math.tau), math.sin(n / 100 * math.tau)) for n in range(100)]
    ring.append(ring[0])
    found = simplify(ring, 0.05, 4)
    assert 4 <= len(found) < 40
    assert found[0] == found[-1]


def test_a_layer_too_fine_becomes_coarser_and_one_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wave = tuple((118 + n / 1e5, 24.5 + math.sin(n) / 1e6) for n in range(2000))
    monkeypatch.setattr(map_layer, "LARGEST_BODY", 20_000)
    assert shapes_of(LayerKind.LINES, body_of("路", LayerKind.LINES, [Shape("", (wave,))]))[0].size < 200
    with pytest.raises(BadLayer) as refused:
        body_of("点", LayerKind.POINTS, [Shape("", (wave,))])
    assert (refused.value.why, refused.value.detail) == ("too_large", "2000")


def test_a_layer_of_nothing_is_refused() -> None:
    with pytest.raises(BadLayer):
        body_of("空", LayerKind.LINES, [])


@pytest.mark.parametrize(
    ("name", "why"), [(" ", "name_empty"), ("层" * 61, "name_long"), ("甲\t乙", "name_characters")]
)
def test_a_name_that_cannot_be_kept_is_refused(name: str, why: str) -> None:
    with pytest.raises(BadLayer) as refused:
        checked_name(name)
    assert refused.value.why == why


@pytest.mark.parametrize(
    "body", ["", "[", "{}", '{"features":[{}]}', '{"features":[{"geometry":{"coordinates":[[1]]}}]}']
)
def test_a_body_that_another_program_wrote_does_not_hinder(body: str) -> None:
    assert shapes_of(LayerKind.LINES, body) == ()


def test_control_points_are_read_back_and_damaged_ones_are_none() -> None:
    given = (Control((10.5, 20.0), (118.1, 24.5)), Control((300.0, 7.0), (118.2, 24.6)))
    assert controls_of(controls_text(given)) == given
    assert controls_of("[[1,2]]") == controls_of("{") == controls_of('[["a",1,2,3]]') == ()
