"""Who may see which persons: asked in one way by whatever shows, lists or counts them."""

from typing import Any

from db.domain.access import Actor
from db.schema.holdings import person
from db.store.tree import Area

REVEAL = "person.reveal"
"""Who may not see persons is told how many there are, and no more."""

LIES = (person.c.area_district, person.c.area_subdistrict, person.c.area_community)
"""What a row must hold to be asked about."""


def code_of(area: Area) -> str:
    """The narrowest unit a row lies in, by which access is decided."""
    return area.community or area.subdistrict or area.district


def area_of(row: Any) -> str:
    """The unit by which access to a person's row is decided."""
    return code_of(Area(row.area_district, row.area_subdistrict, row.area_community))


def sees(actor: Actor, row: Any) -> bool:
    """Whether an account may see a person."""
    return actor.may(REVEAL, area_of(row))
