"""A commit whose answer was lost on the way: the server knows whether it kept the transaction, so it is asked.

Doing the work once more without asking could do it twice. What arrived is told by the journal: the entry is there, with
its hash, or it is not. Only while the server still works on the transaction is neither certain, and that is told by the
transaction's number. The number alone would not do: after a crash it may be given to somebody else.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from db.domain.errors import StoreUnavailable

_PATIENCE_S = 20.0
_PAUSE_S = 0.5
_NUMBER = text("SELECT pg_current_xact_id_if_assigned()::text")
_STATUS = text(
    # A number that this question's own is not yet beyond was lost in a crash; asking for its status would be an error.
    "SELECT CASE WHEN CAST(:number AS xid8) < pg_current_xact_id()"
    " THEN pg_xact_status(CAST(:number AS xid8)) END"
)
_ENTRY = text("SELECT count(*) FROM journal WHERE seq = :entry AND hash = :hash")


@dataclass
class Receipt:
    """By what a transaction is recognised later.

    Attributes:
        number: its own at the server.
        entry: sequence of its journal entry; 0 while it has none.
        hash: of that entry.
    """

    number: str = ""
    entry: int = 0
    hash: str = ""


class CommitUnknown(StoreUnavailable):
    """Whether the transaction was kept cannot be found out while the server is away; the receipt finds it out later."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__("commit_unknown")
        self.receipt = receipt

    def __reduce__(self) -> tuple[type, tuple[Receipt]]:
        return type(self), (self.receipt,)


@contextmanager
def transaction(conn: Connection) -> Iterator[Receipt]:
    """One transaction, kept when the block ends well; on a server a lost answer to the commit is asked for again.

    The block notes its journal entry on the receipt.

    Raises:
        StoreUnavailable: ``unsaved``, the connection broke at the commit and nothing was kept.
        CommitUnknown: it broke, and the server did not come back soon enough to say.
    """
    receipt = Receipt()
    with conn.begin() as begun:
        yield receipt
        if conn.dialect.name != "postgresql":
            return
        receipt.number = str(conn.execute(_NUMBER).scalar() or "")
        try:
            begun.commit()
        except DBAPIError as error:
            if not receipt.number or not error.connection_invalidated:
                raise
            if not _kept_in_time(conn.engine, receipt):
                raise StoreUnavailable("unsaved") from error


def was_kept(engine: Engine, receipt: Receipt) -> bool | None:
    """Whether the server kept a transaction; None while it is still going on.

    Raises:
        DBAPIError: the server cannot be asked.
    """
    entry = {"entry": receipt.entry, "hash": receipt.hash}
    with engine.connect() as conn, conn.begin():
        if receipt.entry and conn.execute(_ENTRY, entry).scalar_one():
            return True
        status = conn.execute(_STATUS, {"number": receipt.number}).scalar()
        if status == "in progress":
            return None
        if not receipt.entry:
            return bool(status == "committed")
        # Looked for once more: it may have been kept between the two questions.
        return bool(conn.execute(_ENTRY, entry).scalar_one())


def _kept_in_time(engine: Engine, receipt: Receipt) -> bool:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        try:
            kept = was_kept(engine, receipt)
        except DBAPIError:
            kept = None
        if kept is not None:
            return kept
        time.sleep(_PAUSE_S)
    raise CommitUnknown(receipt)
