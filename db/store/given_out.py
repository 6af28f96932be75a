"""Reads before addresses are born: numbers and texts that are held, or rest after they were in force, many at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from db.domain.address import Own
from db.domain.given_out import Against, Held
from db.domain.numbering import NumberingRules, SlotStatus
from db.domain.state import LIVE_LEGAL, Legal
from db.schema.address import node, number_slot
from db.store.blocks import resting
from db.store.sets import among
from db.store.tree import FREE

_KEPT = {SlotStatus.RESERVED: Held.RESERVED, SlotStatus.LEASED: Held.LEASED}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where addresses are to be born.

    Attributes:
        parent_id: the address they hang under, or the place itself.
        place_home: home district of the place, under which its numbers are kept.
    """

    parent_id: int
    place_id: int
    place_home: str


def given_out(
    conn: Connection, spot: Spot, wanted: Mapping[str, Own], rules: NumberingRules, today: date
) -> dict[str, Against]:
    """What stands against new addresses, by their keys; those that may be born are absent.

    Args:
        conn: a connection.
        spot: where.
        wanted: key -> own part, of addresses that no living one is.
        rules: how long a number rests.
        today: the legal date.
    """
    doors: dict[tuple[int, str], str] = {}
    others: list[str] = []
    for key, own in wanted.items():
        if own.number is None:
            others.append(key)
        else:
            doors[own.number.main, own.number.suffix] = key
    found = {
        one.key: Against(Held.RETIRED, one.id, one.full_text)
        for one in (resting(conn, spot.parent_id, others, rules) if others else ())
        if one.rests(today)
    }
    return found | (_slots(conn, spot, doors) if doors else {})


def _slots(conn: Connection, spot: Spot, doors: Mapping[tuple[int, str], str]) -> dict[str, Against]:
    slot = number_slot.c
    query = select(slot.number, slot.suffix, slot.status, slot.owner).where(
        slot.district_code == spot.place_home,
        slot.naming_id == spot.place_id,
        slot.status != FREE,
        among(conn, slot.number, (main for main, _ in doors)),
    )
    held = [row for row in conn.execute(query) if (row.number, row.suffix) in doors]
    owners = {row.owner for row in held if row.owner is not None}
    bearers: dict[int, Any] = {}
    if owners:
        columns = select(node.c.id, node.c.full_text, node.c.legal)
        bearers = {row.id: row for row in conn.execute(columns.where(among(conn, node.c.id, owners)))}
    return {
        doors[row.number, row.suffix]: _against(SlotStatus(row.status), bearers.get(row.owner))
        for row in held
    }


def _against(status: SlotStatus, bearer: Any) -> Against:
    kept = _KEPT.get(status)
    if kept is not None:
        return Against(kept)
    if status is SlotStatus.RETIRED:
        if bearer is None:
            return Against(Held.RETIRED)
        lives = Legal(bearer.legal) in LIVE_LEGAL
        return Against(Held.LEFT if lives else Held.RETIRED, bearer.id, bearer.full_text)
    return Against(Held.BEYOND) if bearer is None else Against(Held.ASKED, bearer.id, bearer.full_text)
