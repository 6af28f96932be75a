"""Which addresses of a past day are meant: a unit's, a road's, those below one, or what a list shows of them."""

from collections.abc import Collection
from dataclasses import dataclass

from db.domain.timeline import AddressOn


@dataclass(frozen=True, slots=True)
class Scope:
    """Some addresses of a day.

    Attributes:
        area: code of the unit they lie in; ``""`` is everywhere.
        places: the roads and compounds they hang under; None for any.
        below: they are one of these, or hang below one; None for any.
    """

    area: str = ""
    places: Collection[int] | None = None
    below: Collection[int] | None = None

    def holds(self, one: AddressOn) -> bool:
        """Whether an address of the area is meant."""
        if self.places is not None and one.place_id not in self.places:
            return False
        return self.below is None or any(above in self.below for above in (one.id, *one.above))
