"""Addresses written by the labelling rules, form by form, and what each of them says."""

from pathlib import Path

import pytest

from db.domain.reading.reader import read_address

MARKS = dict(
    zip(
        "省市区镇居村路号名幢梯层室注",
        (
            *("province", "city", "district", "town", "community", "village", "road", "number"),
            *("compound", "building", "stair", "floor", "room", "rest"),
        ),
        strict=True,
    )
)


def written() -> list[tuple[str, dict[str, str]]]:
    """Every address of the list beside this module, with its elements."""
    lines = Path(__file__).with_name("written.txt").read_text("utf-8").splitlines()
    rows = [line.rsplit(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [(text, {MARKS[part[0]]: part[1:] for part in told.split()}) for text, told in rows]


@pytest.mark.parametrize(("text", "elements"), [pytest.param(*row, id=row[0]) for row in written()])
def test_an_address_is_read_by_the_labelling_rules(text: str, elements: dict[str, str]) -> None:
    assert read_address(text).values == elements
