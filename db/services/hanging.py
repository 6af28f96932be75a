"""What hangs on addresses, row by row, for who is about to change or end them."""

from collections.abc import Collection

from db.domain.access import Actor
from db.store import hanging_rows
from db.store.hanging_rows import HangingRow, Hung
from db.store.store import Store


def rows_of(
    store: Store, actor: Actor, on: Collection[int], hung: Hung, state: str = "", without: int = 0
) -> list[HangingRow]:
    """The rows behind one of the sums of a preview; see ``db.store.hanging_rows``."""
    with store.read() as conn:
        return hanging_rows.hanging_rows(conn, actor, on, hung, state, without)
