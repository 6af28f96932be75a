"""A part of the histories, on both engines, and what their oracle would notice."""

import pytest
from sqlalchemy import update

from db.schema.address import node_version
from db.store.store import Store
from tests.desks import house
from tests.histories import write_history
from tests.office import person
from tests.soak.soak_history import check_day, check_history

CASES = 3


@pytest.mark.seeded
def test_every_day_of_a_history_reads_as_it_was(store: Store, seed: int) -> None:
    said = [check_history(store, case, seed) for case in range(CASES)]
    assert sum(one["answers"] for one in said) > 100 * CASES


def test_a_version_that_nobody_told_of_is_noticed(store: Store, seed: int) -> None:
    history = write_history(store, 1, seed, 30)
    day = "2199-01-01"
    check_day(store, history, day, history.replay(day))
    with house(store).write(person(store, "clerk"), "import.promote", "forged") as work:
        mine = node_version.c.node_id == min(history.kinds)
        work.conn.execute(update(node_version).where(mine).values(own_text="99999号"))
    with pytest.raises(AssertionError):
        check_day(store, history, day, history.replay(day))
