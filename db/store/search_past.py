"""What only the search for old addresses asks: whether one may have been there, and numbers no version tells of.

The first is asked before the history is, which takes many questions more.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select

from db.domain.address import NodeKind, read_own, split_text
from db.domain.errors import DomainError
from db.domain.number import HouseNumber
from db.domain.place import name_text
from db.schema.address import number_slot, place
from db.store.asking import asked
from db.store.sets import among

_WAS_THERE = (
    "WITH meant AS MATERIALIZED (SELECT p.id FROM place p WHERE p.name = %(name)s"
    " UNION ALL SELECT a.place_id FROM place_alias a WHERE a.alias = %(name)s)"
    " SELECT EXISTS (SELECT FROM node_version v WHERE v.kind = 'door' AND v.ident = %(ident)s"
    " AND v.parent_id = ANY (ARRAY(SELECT id FROM meant)))"
    " OR EXISTS (SELECT FROM place p JOIN number_slot s ON s.district_code = p.home_district AND s.naming_id = p.id"
    " WHERE s.number = %(number)s::integer AND s.suffix = %(suffix)s AND s.status = 'retired'"
    " AND p.id = ANY (ARRAY(SELECT id FROM meant)))"
)


def was_there(conn: Connection, written: str) -> bool:
    """Whether a place that is or was called so has or had the door that the text names, as far as the account sees.

    A file answers so quickly that it is not asked twice: there, whatever is plainly written may have been.

    Args:
        conn: the reading connection.
        written: an address without city and district.
    """
    parts = split_text(written)
    if parts is None:
        return False
    try:
        own = read_own(NodeKind.DOOR, parts["number"])
    except DomainError:
        return False
    if conn.dialect.name == "sqlite":
        return True
    assert own.number is not None, "doors have numbers"
    number = {"ident": own.ident, "number": own.number.main, "suffix": own.number.suffix}
    given = {"name": name_text(parts["place"]), **number}
    return bool(asked(conn, _WAS_THERE, given)[0][0])


def given_up(
    conn: Connection, places: Iterable[int], number: HouseNumber, known: Collection[int]
) -> list[int]:
    """Doors that bore a number in force of which no version tells.

    They got it and gave it up on one day, or it was corrected and so was wrong from its first day on.

    Args:
        conn: the reading connection.
        places: under which names.
        number: the number.
        known: doors whose versions tell of it.
    """
    slot = number_slot.c
    home = (slot.district_code == place.c.home_district) & (slot.naming_id == place.c.id)
    query = (
        select(slot.owner).select_from(place).join(number_slot, home).where(among(conn, place.c.id, places))
    )
    query = query.where(slot.number == number.main, slot.suffix == number.suffix, slot.status == "retired")
    return [owner for owner in conn.execute(query).scalars() if owner is not None and owner not in known]
