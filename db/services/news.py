"""What other desks of a server have committed since this one last looked, in the words every view understands."""

from collections.abc import Collection
from dataclasses import dataclass

from db.domain.changes import Changes
from db.store import news as rows
from db.store.store import Store


@dataclass(frozen=True, slots=True)
class News:
    """What came in.

    Attributes:
        head: the newest entry; the next look begins after it.
        changes: what the others touched, as if one transaction had; None when nothing did.
    """

    head: int
    changes: Changes | None


def newest_entry(store: Store) -> int:
    """Sequence of the newest entry: where looking begins."""
    with store.read() as conn:
        return rows.newest(conn)


def news_since(store: Store, since: int, own: Collection[int] = ()) -> News:
    """What was committed after an entry; sequence is commit order, so that nothing is ever passed over.

    Args:
        store: on a server.
        since: the entry after which to look.
        own: entries written at this desk, which knows of them already.
    """
    with store.read() as conn:
        head = rows.newest(conn)
        found = rows.rows_since(conn, since) if head > since else []
        if len(found) > rows.MOST:
            return News(head, Changes(head, {name: frozenset() for _seq, name, _id in found}))
        theirs = [(name, row_id) for seq, name, row_id in found if seq not in own]
        touched: dict[str, set[int]] = {}
        for name, row_id in theirs:
            ids = touched.setdefault(name, set())
            if row_id is not None:
                ids.add(row_id)
        if not touched:
            return News(head, None)
        parents = rows.parents_of(conn, touched.get("node", set()))
    return News(head, Changes(head, {name: frozenset(ids) for name, ids in touched.items()}, parents))
