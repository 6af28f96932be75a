"""Many accounts write to one server at once, and the journal is one unbroken chain in the order they committed."""

from itertools import chain

import pytest

from tests.db.store.many_desks import write_at_once
from tests.desks import Desks
from tests.office import addresses


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
def test_many_desks_at_once_leave_one_chain_in_the_order_of_their_commits(store: Desks) -> None:
    (node_id,) = addresses(store, ["1号"]).values()
    with store.read() as conn:
        first = int(conn.exec_driver_sql("SELECT seq FROM journal_head").scalar_one())
    wrote = write_at_once(store, node_id, desks=8, each=5)
    assert wrote.damage is None
    assert sorted(chain.from_iterable(wrote.entries)) == list(range(first + 1, first + 41))
    for n, entries in enumerate(wrote.entries):
        assert entries == sorted(entries)
        assert [wrote.order[seq] for seq in entries] == [f"{n}-{k}" for k in range(5)]
        # What a desk committed was there when it looked, and nothing that it saw came in before it afterwards.
        assert all(seen >= seq for seen, seq in zip(wrote.seen[n], entries, strict=True))
        assert wrote.seen[n] == sorted(wrote.seen[n])
