import random
from collections.abc import Iterator

import pytest

from tests.journeys.kill_child import VERBS, Copies, course_of, kill

KILLS = 3  # of each piece of work; the full totals are in the soak


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def copies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    server = request.getfixturevalue("postgres_server") if request.param == "postgresql" else None
    made = Copies(tmp_path_factory.mktemp("kills"), server)
    yield made
    made.close()


def test_a_kill_leaves_the_last_commit_and_no_half_batch(
    copies: Copies, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = kills = 0
    for verb in VERBS:
        course = course_of(copies, verb)
        for point in random.Random(f"{seed} {verb}").sample(range(course.points), KILLS):
            inside += kill(copies, verb, course, point)
            kills += 1
    with capsys.disabled():
        print(f"\n{inside} of {kills} kills fell inside an open transaction", end=" ")
    assert inside / kills >= 0.6
