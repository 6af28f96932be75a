"""What tests of the store share beyond the fixtures of all tests."""

from collections.abc import Iterator

import pytest

from tests.db.store.siege import Siege, besieged
from tests.desks import Desks, open_desks
from tests.postgres import Server


@pytest.fixture(scope="session")
def siege(postgres_server: Server, postgres_template: str) -> Iterator[Siege]:
    """A server's register whose accounts attack it; what they come to leaves nothing behind."""
    name = postgres_server.create_database(postgres_template)
    store = open_desks(postgres_server.url(name))
    assert isinstance(store, Desks)
    with besieged(store) as found:
        yield found
    store.close()
    postgres_server.drop_database(name)
