import pytest

from db.domain.plan import Act
from desktop.address_terms import act_term, point_term, side_term


@pytest.mark.parametrize("act", [*Act, "add", "edit", "take_away", "block", "confirm", "new_number"])
def test_every_act_has_its_word(act: str) -> None:
    assert act_term(act) != act


def test_one_that_is_unknown_is_told_as_it_is() -> None:
    assert (act_term("of_a_newer_program"), side_term("above")) == ("of_a_newer_program", "above")


def test_neither_side_is_told_too() -> None:
    assert [side_term(side) for side in ("left", "right", "")] == ["左侧", "右侧", "不分侧"]


@pytest.mark.parametrize(
    ("point", "told"),
    [
        ((118.12345678, 24.5, "CGCS2000"), "118.12345678, 24.5（CGCS2000）"),
        ((118.0, 24.0, ""), "118, 24（坐标系未注明）"),
        ((None, None, ""), ""),
    ],
)
def test_a_point_is_told_as_precisely_as_it_is_typed(
    point: tuple[float | None, float | None, str], told: str
) -> None:
    assert point_term(*point) == told
