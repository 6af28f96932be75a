"""Whether a written address may ever have been one: asked before its history is, which takes many questions more."""

from sqlalchemy import Connection

from db.domain.address import NodeKind, read_own, split_text
from db.domain.errors import DomainError
from db.domain.place import name_text
from db.store.asking import asked

_WAS_THERE = (
    "SELECT EXISTS (SELECT FROM node_version v WHERE v.kind = 'door' AND v.ident = %(ident)s AND v.parent_id = ANY (ARRAY("
    "SELECT p.id FROM place p WHERE p.name = %(name)s"
    " UNION ALL SELECT a.place_id FROM place_alias a WHERE a.alias = %(name)s)))"
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
        number = read_own(NodeKind.DOOR, parts["number"])
    except DomainError:
        return False
    if conn.dialect.name == "sqlite":
        return True
    given = {"name": name_text(parts["place"]), "ident": number.ident}
    return bool(asked(conn, _WAS_THERE, given)[0][0])
