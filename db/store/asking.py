"""Questions that are asked all the while: a server plans each of them once for a connection.

Through row security, reading and planning a statement takes it longer than answering, and putting one together takes
the workstation as long again. So these go to the driver as they stand. They must be such that what is asked for does
not change how they are best answered; others stay planned anew each time (``db.store.engine``).
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

_NEVER = 1 << 30


def asked(conn: Connection, statement: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Rows of a statement that is the driver's own text, on a connection of PostgreSQL inside a transaction.

    Raises:
        DBAPIError: the same subclass as from any other statement; the driver passes SQLAlchemy by.
    """
    driver: Any = conn.connection.driver_connection
    if driver.prepare_threshold is None:  # then it would prepare nothing at all
        driver.prepare_threshold = _NEVER
    base = conn.dialect.loaded_dbapi.Error
    try:
        rows: list[tuple[Any, ...]] = driver.execute(statement, given, prepare=True).fetchall()
    except base as error:
        raise DBAPIError.instance(statement, None, error, base, dialect=conn.dialect) from error
    return rows
