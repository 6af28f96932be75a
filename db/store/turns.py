"""Takes turns where a unique rule alone would make the slower of two desks fail half way.

On SQLite one write runs at a time anyway. On PostgreSQL a lock that ends with the transaction does the same for one
topic; what is read after it includes everything the desk before committed.

Every row bears the units it lies in, and whoever writes one looked them up before. So he who lets units end or moves
addresses into others writes while nobody else does: ``come_in`` is the first thing any write does.
"""

import zlib
from collections.abc import Iterable

from sqlalchemy import Connection, select, text

from db.schema.address import node, place
from db.store.sets import among

_NAMESPACE = 0x5A50  # keeps our numbers apart from those of another program on the same server
_UNITS = "units"
_PATIENCE_S = 20
"""So long whoever must be alone waits for the others; whoever comes after him waits with him."""


def come_in(conn: Connection, *, alone: bool) -> None:
    """Write beside others while units stand as they are, or alone, so that units may end.

    Raises:
        DBAPIError: (55P03) the others did not come to an end in 20 s.
    """
    if conn.dialect.name != "postgresql":
        return
    if alone:
        conn.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE_S}s'")
    shared = "" if alone else "_shared"
    conn.execute(text(f"SELECT pg_advisory_xact_lock{shared}(:space, :n)"), _key(_UNITS))


def take_turn(conn: Connection, topic: str) -> None:
    """Wait until no other transaction works on the topic, and keep it until this one ends."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:space, :n)"), _key(topic))


def _key(topic: str) -> dict[str, int]:
    return {"space": _NAMESPACE, "n": zlib.crc32(topic.encode()) & 0x7FFFFFFF}


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
