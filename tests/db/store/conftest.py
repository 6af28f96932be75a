"""What tests of the store share beyond the fixtures of all tests."""

from collections.abc import Iterator

import pytest

from tests.db.store.siege import Siege, laid
from tests.postgres import Server


@pytest.fixture(scope="session")
def siege(postgres_server: Server, postgres_template: str) -> Iterator[Siege]:
    """A server's register whose accounts attack it; what they come to leaves nothing behind."""
    with laid(postgres_server, postgres_template) as found:
        yield found
