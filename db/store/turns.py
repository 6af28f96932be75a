"""Takes turns where a unique rule alone would make the slower of two desks fail half way.

On SQLite one write runs at a time anyway. On PostgreSQL a lock that ends with the transaction does the same for one
topic; what is read after it includes everything the desk before committed.
"""

import zlib
from collections.abc import Iterable

from sqlalchemy import Connection, select, text

from db.schema.address import node, place
from db.store.sets import among

_NAMESPACE = 0x5A50  # keeps our numbers apart from those of another program on the same server


def take_turn(conn: Connection, topic: str) -> None:
    """Wait until no other transaction works on the topic, and keep it until this one ends."""
    if conn.dialect.name == "postgresql":
        number = zlib.crc32(topic.encode()) & 0x7FFFFFFF
        conn.execute(text("SELECT pg_advisory_xact_lock(:space, :n)"), {"space": _NAMESPACE, "n": number})


def hold(conn: Connection, ids: Iterable[int]) -> None:
    """Keep addresses and places, below which something shall come to hang, from being rewritten until this ends.

    What is read of them afterwards is what the desk before left.
    """
    wanted = set(ids)
    if conn.dialect.name == "sqlite" or not wanted:
        return
    for table in (node, place):
        held = select(table.c.id).where(among(conn, table.c.id, wanted)).order_by(table.c.id)
        conn.execute(held.with_for_update(key_share=True))
