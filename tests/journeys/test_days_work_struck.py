import random
from collections.abc import Iterator

import pytest

from tests.journeys.days_work import STEPS
from tests.journeys.dying import Blow, How
from tests.journeys.struck import Day, Stores

KILLS, OTHERS = 6, 2  # of the whole day; every statement of every step is struck in the soak
MIDDLE = {"sqlite": (6, 11), "postgresql": (3, 5)}  # of the shortest step's transaction
ROOM = (40_000, 70_000)  # of the log: enough for what a reader needs, too little for most steps


@pytest.fixture(params=["sqlite", "postgresql"])
def day(request: pytest.FixtureRequest) -> Iterator[Day]:
    stores = Stores(request.getfixturevalue("postgres_server") if request.param == "postgresql" else None)
    with stores.copy() as url:
        yield Day(url)
    stores.close()


def test_a_blow_in_the_middle_of_any_verb_leaves_what_was_before_it(day: Day, seed: int) -> None:
    draw = random.Random(seed)
    engine = day.url.partition(":")[0].partition("+")[0]
    hows = [How.CUT] if engine == "postgresql" else [How.PAGES, How.BYTES]
    blows = [How.KILL] * KILLS + [how for how in hows for _ in range(OTHERS)]
    for at in sorted(draw.sample(range(len(STEPS)), len(blows))):
        day.walk(at)
        how = blows.pop(draw.randrange(len(blows)))
        fate = day.strike(Blow(how, _where(how, engine, draw)))
        assert how in (How.PAGES, How.BYTES) or not fate.committed  # a small step finds room in what is left
    day.walk(len(STEPS))
    assert day.look()


def _where(how: How, engine: str, draw: random.Random) -> int:
    if how is How.PAGES:
        return 0
    return draw.randint(*(ROOM if how is How.BYTES else MIDDLE[engine]))
