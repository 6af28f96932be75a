"""Which numbers may be given on a street: the district's rules applied to what the register says is taken."""

from dataclasses import replace

from sqlalchemy import Connection, select

from db.domain.errors import BadAddress, NotFound
from db.domain.number import HouseNumber, parse_number
from db.domain.numbering import NumberingRules, Proposal, Side, SlotStatus, rules_from_json
from db.domain.numbering import propose as propose_numbers
from db.domain.settings import SETTINGS
from db.schema.address import number_slot, place
from db.store import rules, settings
from db.store.store import Store
from db.store.tree import FREE


def propose(
    store: Store, place_id: int, side: str, count: int, after: HouseNumber | None = None
) -> list[Proposal]:
    """Numbers that may be given on a side, each with its reason; nothing is taken by asking.

    Args:
        store: where.
        place_id: the street, lane, compound or village.
        side: ``left`` or ``right`` in numbering direction.
        count: how many.
        after: the neighbour before an infill.

    Raises:
        NotFound: no such place.
        BadAddress: no such side.
        BadNumber: count out of range, or a neighbour that cannot be one.
    """
    with store.read() as conn:
        return propose_in(conn, place_id, side, count, after)


def propose_in(
    conn: Connection, place_id: int, side: str, count: int, after: HouseNumber | None
) -> list[Proposal]:
    """The same inside a transaction that goes on to take the numbers."""
    if side not in list(Side):
        raise BadAddress(field="side", text=side, why="unknown_side")
    return propose_numbers(current_rules(conn), Side(side), count, taken(conn, place_id), after=after)


def current_rules(conn: Connection) -> NumberingRules:
    """The newest numbering rules of the store, the shipped defaults when it has none.

    How long a retired number rests (N25) is the store's setting once somebody set it.
    """
    body = rules.newest(conn, "rule", "numbering")
    found = rules_from_json(body) if body else NumberingRules()
    set_here = SETTINGS["cooling_years"].key in settings.kept(conn)
    return replace(found, cooldown_years=settings.in_force(conn).cooling_years) if set_here else found


def taken(conn: Connection, place_id: int) -> dict[HouseNumber, SlotStatus]:
    """Every number of a place that something holds, and what.

    Raises:
        NotFound: no such place.
    """
    home = conn.execute(select(place.c.home_district).where(place.c.id == place_id)).scalar()
    if home is None:
        raise NotFound("place", str(place_id))
    query = select(number_slot.c.number, number_slot.c.suffix, number_slot.c.status).where(
        number_slot.c.district_code == home,
        number_slot.c.naming_id == place_id,
        number_slot.c.status != FREE,
    )
    return {_number(row.number, row.suffix): SlotStatus(row.status) for row in conn.execute(query)}


def _number(main: int, suffix: str) -> HouseNumber:
    lead, tail = ("临", suffix[1:]) if suffix.startswith("临") else ("", suffix)
    return parse_number(f"{lead}{main}{tail}")
