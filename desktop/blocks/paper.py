"""A building's table put into the words and colours of its printed pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.services.building_table import BuildingTable
from db.store.store import Store
from desktop.blocks.legend import Entry
from desktop.blocks.sheet import Sheet
from desktop.blocks.tones import LIGHT
from desktop.files.building_pages import BuildingPages, PaperCell, PaperState
from desktop.office import list_head


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed: coloured by what, by whom, on which paper."""

    aspect: str
    person: str
    paper: str


def pages_of(
    store: Store, table: BuildingTable, sheet: Sheet, legend: Sequence[Entry], said: Printed
) -> BuildingPages:
    """The pages of a table as it is shown; reads the office's name, so not for the GUI thread."""
    head = list_head(store)
    return BuildingPages(
        *(
            head.over(table.full_text),
            head.office,
            said.aspect,
            f"{head.date_text}　{said.person}",
            said.paper,
        ),
        *(sheet.rows, sheet.width),
        {
            place: PaperCell(spot.text, spot.mark, LIGHT[spot.tone].ground)
            for place, spot in sheet.spots.items()
        },
        tuple(PaperState(entry.mark, entry.word, LIGHT[entry.tone].ground, entry.count) for entry in legend),
        has_stairs=bool(table.stairs),
        spans=sheet.spans,
        starts=sheet.starts,
    )
