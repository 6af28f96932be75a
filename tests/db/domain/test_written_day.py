"""Days as people write them."""

import pytest

from db.domain.clock import days_on, parse_date


@pytest.mark.parametrize(
    "text",
    [
        "20261201",
        "2026-12-1",
        "2026/12/01",
        "2026.12.1",
        "2026年12月1日",
        "２０２６－１２－１",
        " 2026 12 1 ",
        "2026、12、1",
    ],
)
def test_the_same_day_may_be_written_in_many_ways(text: str) -> None:
    assert parse_date(text) == "2026-12-01"


@pytest.mark.parametrize(
    "text", ["", "2026-12", "2026121", "2026-02-30", "26-12-01", "2026-W49-2", "2026-12-01-02", "1-12-2026"]
)
def test_what_is_not_written_whole_or_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="day"):
        parse_date(text)


def test_days_are_counted_over_the_end_of_a_year() -> None:
    assert days_on("2026-12-31", 1) == "2027-01-01"
    assert days_on("2027-01-01", -1) == "2026-12-31"
