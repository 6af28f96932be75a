"""A part of the damaged addresses, and what their check would find."""

import pytest

from db.domain.reading.model import Element, Reading
from tests.soak.soak_reading import check_reading, damaged_address

CASES = 400


@pytest.mark.seeded
def test_damaged_addresses_are_read_whole(seed: int) -> None:
    told = [damaged_address(case, seed) for case in range(CASES)]
    assert sum(one["characters"] for one in told) > CASES
    assert 0 < sum(one["short way"] for one in told) < CASES


@pytest.mark.parametrize(
    "found",
    [
        Reading("路12号", (Element("number", "12", ((1, 4),)),), ()),
        Reading("12号旁", (Element("number", "12", ((0, 3),)),), ()),
        Reading("12号", (Element("number", "12", ((0, 3),)),), ((2, 3),)),
        Reading("12号", (Element("number", "", ((0, 3),)),), ()),
        Reading("路号", (Element("number", "1", ((0, 1),)), Element("road", "1", ((1, 2),))), ()),
    ],
)
def test_a_lost_or_doubled_character_is_found(found: Reading) -> None:
    with pytest.raises(ValueError, match="号"):
        check_reading(found)
