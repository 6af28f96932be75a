"""Which of the kept other names lead to their place, as a condition for any question."""

from sqlalchemy import ColumnElement, and_, or_

from db.domain.alias import AliasKind
from db.domain.division import FOREVER
from db.schema.address import place_alias


def leading() -> ColumnElement[bool]:
    """The condition that an alias leads to its place: as ``Alias.leads``."""
    dated = and_(
        place_alias.c.kind == AliasKind.FORMER.value, place_alias.c.valid_from < place_alias.c.valid_to
    )
    return or_(place_alias.c.valid_to == FOREVER, dated)
