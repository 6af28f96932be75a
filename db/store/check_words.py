"""What stands in the way of a community's word, and where a new address would hang; SQL in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db.domain.address import CITY, below_district
from db.domain.plan import Edit
from db.schema.address import division, node, place
from db.schema.work import application_item, planned_change
from db.store import changes
from db.store.sets import among
from db.store.tree import FOREVER


@dataclass(frozen=True, slots=True)
class Above:
    """What a new address would hang under.

    Attributes:
        id: a node, or the place itself.
        kind: level of the node, ``""`` for a place.
        rest: what the new address says below it.
    """

    id: int
    kind: str
    rest: str


def open_edits(conn: Connection, ids: Iterable[int]) -> dict[int, Edit]:
    """What open applications would make of addresses."""
    wanted = set(ids)
    query = select(application_item.c.application_id).where(among(conn, application_item.c.node_id, wanted))
    named = planned_change.c.id.in_(query) & planned_change.c.state.in_((changes.PROPOSED, changes.DUE))
    found = changes.planned(conn, named)
    return {edit.node_id: edit for one in found for edit in one.plan.edits if edit.node_id in wanted}


def above(conn: Connection, text: str, community: str) -> Above | None:
    """Where a new address would hang: the longest living address, else the place, with which its text begins.

    Args:
        conn: where.
        text: as the community wrote it, from the city or from the place on.
        community: whose sheet it stood on.
    """
    query = select(division.c.name).where(
        division.c.code == community[:6] + "000000", division.c.valid_to == FOREVER
    )
    district = str(conn.execute(query).scalar() or "")
    short = below_district(text, district)
    head = CITY + district
    beginnings = {head + short[:end]: end for end in range(1, len(short))}
    standing = select(node.c.id, node.c.kind, node.c.full_text).where(
        among(conn, node.c.full_text, beginnings), node.c.is_live
    )
    found = max(conn.execute(standing), key=lambda row: len(row.full_text), default=None)
    if found is not None:
        return Above(found.id, found.kind, short[beginnings[found.full_text] :])
    names = select(place.c.id, place.c.name).where(
        among(conn, place.c.name, {short[:end] for end in range(1, len(short))}),
        place.c.valid_to == FOREVER,
    )
    street = max(conn.execute(names), key=lambda row: len(row.name), default=None)
    return None if street is None else Above(street.id, "", short[len(street.name) :])
