"""An error of the database ends in a log: what was asked may stand there, the values it was asked with may not."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.store.store import Store

SECRET = "110105194912310021"


def test_an_error_does_not_tell_the_values_of_its_statement(store: Store) -> None:
    with pytest.raises(DBAPIError) as error, store.read() as conn:
        conn.execute(text("SELECT name FROM nowhere WHERE name = :secret"), {"secret": SECRET})
    assert "nowhere" in str(error.value)
    assert SECRET not in str(error.value)
