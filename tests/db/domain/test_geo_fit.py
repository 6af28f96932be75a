import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.domain.geo import Point
from db.domain.geo_fit import BadFit, Control, Fit, fit

numbers = st.floats(-3000, 3000)
pixels = st.tuples(st.floats(0, 2500), st.floats(0, 2500))


def true(scale: float, turn: float, east: float, north: float) -> Fit:
    c, s = scale * math.cos(turn), scale * math.sin(turn)
    return Fit(c, s, east, s, -c, north)


@given(st.floats(0.05, 5), st.floats(-3.1, 3.1), numbers, numbers, pixels, pixels)
def test_two_points_lay_a_picture_exactly_where_it_was(
    scale: float, turn: float, east: float, north: float, p: Point, q: Point
) -> None:
    assume(math.dist(p, q) > 20)
    wanted = true(scale, turn, east, north)
    found = fit([Control(one, wanted.place(one)) for one in (p, q)])
    assert found.place((700, 300)) == pytest.approx(wanted.place((700, 300)), abs=1e-3)
    assert found.metres_per_pixel == pytest.approx(scale)
    assert max(found.residuals_m) < 1e-6


@given(st.lists(pixels, min_size=3, max_size=5), st.tuples(*[st.floats(-2, 2)] * 4), numbers, numbers)
def test_three_points_and_more_find_a_picture_stretched_otherwise_each_way(
    spots: list[Point], turn: tuple[float, float, float, float], east: float, north: float
) -> None:
    a, b, d, e = turn
    assume(abs(a * e - b * d) > 0.05)
    wanted = Fit(a, b, east, d, e, north)
    try:
        found = fit([Control(one, wanted.place(one)) for one in spots])
    except BadFit:  # too near one line
        assume(condition=False)
    for one in spots:
        assert found.place(one) == pytest.approx(wanted.place(one), abs=1e-3)
        assert found.pixel(found.place(one)) == pytest.approx(one, abs=1e-3)


def test_a_point_set_wrongly_shows_in_the_residuals() -> None:
    wanted = true(0.5, 0.2, 100, 200)
    corners = [(0.0, 0.0), (2000.0, 0.0), (2000.0, 1500.0), (0.0, 1500.0), (1000.0, 700.0)]
    controls = [Control(one, wanted.place(one)) for one in corners]
    east, north = controls[4].place
    moved = fit([*controls[:4], Control(corners[4], (east + 30, north))])
    assert max(range(5), key=lambda n: moved.residuals_m[n]) == 4
    assert moved.rms_m > 5


@pytest.mark.parametrize(
    ("controls", "why"),
    [
        ([Control((0, 0), (0, 0))], "too_few"),
        ([Control((n, 0), (n, 0)) for n in range(51)], "too_many"),
        ([Control((9, 9), (0, 0)), Control((9, 9), (50, 0))], "same_spot"),
        ([Control((0, 0), (7, 7)), Control((900, 9), (7, 7))], "same_spot"),
        ([Control((n * 100, n * 100), (n * 50, -n * 50)) for n in range(4)], "in_line"),
        ([Control((0, 0), (0, 0)), Control((10, 0), (9000, 0))], "scale"),
    ],
)
def test_points_that_lay_a_picture_nowhere_are_refused(controls: list[Control], why: str) -> None:
    with pytest.raises(BadFit) as refused:
        fit(controls)
    assert refused.value.why == why
