"""What stands over every list of the office that owns a store: who made it, and for which day."""

from dataclasses import dataclass

from db.domain.clock import legal_date
from db.services.extracts import unit_name
from db.services.settings import current
from db.store.store import Store
from desktop.files.print_words import print_words


@dataclass(frozen=True, slots=True)
class ListHead:
    """Office and legal date as printed over a list."""

    office: str
    date_text: str


def list_head(store: Store, on: str = "") -> ListHead:
    """The head of a list made today, or of one that shows the register of another day."""
    office = current(store).office_name
    if not office:
        office = print_words()["office"].format(unit_name(store, store.district_code.ljust(12, "0")))
    return ListHead(office, on or legal_date(store.clock.now()))
