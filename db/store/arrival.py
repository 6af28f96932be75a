"""A commit whose answer was lost on the way: the server knows whether it kept the transaction, so it is asked.

Doing the work once more without asking could do it twice. The transaction's own number is asked for, not its journal
entry: only of the number does the server also say that the transaction is still going on.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from db.domain.errors import StoreUnavailable

_PATIENCE_S = 20.0
_PAUSE_S = 0.5
_NUMBER = text("SELECT pg_current_xact_id_if_assigned()::text")
_STATUS = text("SELECT pg_xact_status(CAST(:number AS xid8))")


class CommitUnknown(StoreUnavailable):
    """Whether the transaction was kept cannot be found out while the server is away; ``number`` finds it out later."""

    def __init__(self, number: str) -> None:
        super().__init__("commit_unknown")
        self.number = number

    def __reduce__(self) -> tuple[type, tuple[str]]:
        return type(self), (self.number,)


@contextmanager
def transaction(conn: Connection) -> Iterator[None]:
    """One transaction, kept when the block ends well; on a server a lost answer to the commit is asked for again.

    Raises:
        StoreUnavailable: ``unsaved``, the connection broke at the commit and nothing was kept.
        CommitUnknown: it broke, and the server did not come back soon enough to say.
    """
    with conn.begin() as begun:
        yield
        if conn.dialect.name != "postgresql":
            return
        number = conn.execute(_NUMBER).scalar()
        try:
            begun.commit()
        except DBAPIError as error:
            if number is None or not error.connection_invalidated:
                raise
            if not _kept_in_time(conn.engine, number):
                raise StoreUnavailable("unsaved") from error


def was_kept(engine: Engine, number: str) -> bool | None:
    """Whether the server kept a transaction; None while it is still going on.

    Raises:
        DBAPIError: the server cannot be asked.
    """
    with engine.connect() as conn, conn.begin():
        status = conn.execute(_STATUS, {"number": number}).scalar()
    return None if status == "in progress" else status == "committed"


def _kept_in_time(engine: Engine, number: str) -> bool:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        try:
            kept = was_kept(engine, number)
        except DBAPIError:
            kept = None
        if kept is not None:
            return kept
        time.sleep(_PAUSE_S)
    raise CommitUnknown(number)
