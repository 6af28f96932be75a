"""What stands over every list of the office that owns a store: who made it, and for which day."""

from dataclasses import dataclass

from db.domain.clock import legal_date
from db.services.extracts import unit_name
from db.services.settings import current
from db.services.standing import standing
from db.store.store import Store
from desktop.files.print_words import print_words


@dataclass(frozen=True, slots=True)
class ListHead:
    """What is printed over a list.

    Attributes:
        office: who made it; of a store to learn in it begins with the mark, and lists take it over into their titles.
        date_text: legal date.
        mark: that it comes from a store to learn in; ``""`` for all others.
    """

    office: str
    date_text: str
    mark: str = ""

    def over(self, title: str) -> str:
        """A title that no list writes by itself, with the mark before it."""
        return self.mark + title


def list_head(store: Store, on: str = "") -> ListHead:
    """The head of a list made today, or of one that shows the register of another day."""
    office = current(store).office_name
    if not office:
        office = print_words()["office"].format(unit_name(store, store.district_code.ljust(12, "0")))
    mark = print_words()["practice"] if standing(store).practice else ""
    return ListHead(mark + office, on or legal_date(store.clock.now()), mark)
