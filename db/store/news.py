"""What other desks have written since: tables and ids, never contents. Only a server has other desks."""

from sqlalchemy import Connection, select, text

from db.schema.address import node
from db.schema.system import journal_head
from db.store.sets import among

MOST = 5_000
"""More changed rows than this are no longer told one by one."""


def newest(conn: Connection) -> int:
    """Sequence of the newest entry."""
    return int(conn.execute(select(journal_head.c.seq)).scalar_one())


def rows_since(conn: Connection, since: int) -> list[tuple[int, str, int | None]]:
    """Entry, table and id of every row changed after an entry, at most one more than ``MOST``.

    An id is None where the row's key is none. Entries of other areas are among them: that something changed there is
    no secret, what it was is not told.
    """
    found = conn.execute(text("SELECT * FROM zp.news(:since, :most)"), {"since": since, "most": MOST + 1})
    return [(row.seq, row.table_name, row.row_id) for row in found]


def parents_of(conn: Connection, ids: set[int]) -> frozenset[int]:
    """Where nodes hang today; those of other areas are not told."""
    found = conn.execute(select(node.c.parent_id).where(among(conn, node.c.id, ids)))
    return frozenset(int(one) for one in found.scalars())
