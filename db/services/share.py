"""The share of a community that one act reaches: beyond the office's limit a second person has to agree to it."""

from collections.abc import Mapping

from sqlalchemy import Connection

from db.store import settings
from db.store.hanging import living_in


def is_beyond(conn: Connection, reached: Mapping[str, int]) -> bool:
    """Whether an act reaches so large a share of a community that a second person has to agree.

    Args:
        conn: the connection.
        reached: community -> how many of its addresses the whole act changes.
    """
    limits = settings.in_force(conn)
    share = limits.second_person_share
    if share is None:
        return False
    return any(
        count >= limits.second_person_least and count * 100 >= share * living_in(conn, community)
        for community, count in reached.items()
    )
