"""Which numbers may be given on a street: the district's rules applied to what the register says is taken."""

from dataclasses import replace

from sqlalchemy import Connection, select

from db.domain.errors import BadAddress, NotFound
from db.domain.number import HouseNumber, slot_number
from db.domain.numbering import NumberingRules, Proposal, Side, SlotStatus, rules_from_json
from db.domain.numbering import propose as propose_numbers
from db.domain.settings import SETTINGS
from db.schema.address import number_slot, place
from db.store import rules, settings
from db.store.store import Store
from db.store.tree import FREE

DISTRICT_RULES = "numbering"
"""Key of the rules that hold where a name has no set of its own."""


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
    return propose_numbers(rules_of(conn, place_id), Side(side), count, taken(conn, place_id), after=after)


def rules_of(conn: Connection, place_id: int) -> NumberingRules:
    """The rules a place is numbered by: the set chosen on its card, the district's own when none is.

    Raises:
        NotFound: no such place, or its set is not in this store.
    """
    key = _rule_set(conn, place_id)
    return _read(conn, key) if key else current_rules(conn)


def version_of(conn: Connection, place_id: int) -> str:
    """Which rules, in which version, a place is numbered by: what every number given remembers.

    Raises:
        NotFound: no such place, or its set is not in this store.
    """
    key, version = _rule_set(conn, place_id), rules_of(conn, place_id).version
    return f"{key} {version}" if key else str(version)


def _rule_set(conn: Connection, place_id: int) -> str:
    found = conn.execute(select(place.c.rule_set).where(place.c.id == place_id)).scalar()
    if found is None:
        raise NotFound("place", str(place_id))
    return str(found)


def current_rules(conn: Connection) -> NumberingRules:
    """The newest numbering rules of the store, the shipped defaults when it has none.

    How long a retired number rests (N25) is the store's setting once somebody set it.
    """
    return _read(conn, DISTRICT_RULES)


def _read(conn: Connection, key: str) -> NumberingRules:
    body = rules.newest(conn, "rule", key)
    if body is None and key != DISTRICT_RULES:
        raise NotFound("rule_set", key)
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
    return {slot_number(row.number, row.suffix): SlotStatus(row.status) for row in conn.execute(query)}
