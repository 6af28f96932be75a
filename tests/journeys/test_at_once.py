import pytest

from tests.journeys.at_once import pair, prepare
from tests.journeys.struck import Stores

PAIRS = 4  # the full total is in the soak


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_two_at_once_come_out_in_an_order_or_one_is_told_to_wait(
    engine: str, request: pytest.FixtureRequest, seed: int
) -> None:
    stores = Stores(request.getfixturevalue("postgres_server") if engine == "postgresql" else None, prepare)
    try:
        for n in range(PAIRS):
            pair(stores, f"{seed} {n}")
    finally:
        stores.close()
